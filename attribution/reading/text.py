"""A plain text as an article."""

from __future__ import annotations

import re

from attribution.model import Article
from attribution.reading.cleaning import decoded
from attribution.reading.values import Metadata

TITLE = re.compile(r"\s*^[^\S\n]*(?P<title>\S[^\n]{0,299}?)[^\S\n]*\n[^\S\n]*\n\s*\S", re.MULTILINE)


def title_of(text: str) -> str | None:
    """The first line if an empty line and more text follow; None if it ends in a full stop or is too long.

    >>> title_of("Harbour wall delayed\\n\\nThe wall will be late, Mara Venn said.")
    'Harbour wall delayed'
    >>> title_of("The wall will be late, Mara Venn said.\\n\\nNobody was asked.") is None
    True
    """
    found = TITLE.match(text)
    if not found or found["title"].endswith("."):
        return None
    return found["title"]


def text_article(content: bytes, metadata: Metadata) -> Article:
    """The article in the bytes of a text file; raises UnreadableError if they are not UTF-8."""
    text = decoded(content)
    return Article(
        text,
        title=title_of(text),
        url=metadata.url,
        published=metadata.published,
        publisher=metadata.publisher,
        language=metadata.language,
    )
