"""A plain text as an article."""

from __future__ import annotations

import re

from attribution.reading.cleaning import decoded
from attribution.reading.values import Content, Metadata

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


def read_text(content: bytes) -> Content:
    """What the bytes of a text file hold; raises UnreadableError if they are not UTF-8."""
    text = decoded(content)
    return Content(text, Metadata(title=title_of(text)))
