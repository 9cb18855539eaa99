"""A plain text or Markdown as an article: its front matter taken off, its title told."""

from __future__ import annotations

import re

from attribution.reading.decoding import decode
from attribution.reading.frontmatter import parted
from attribution.reading.markdown import is_markdown, plain_text
from attribution.reading.values import Content, Metadata

MOST = 4000  # characters that a title is looked for in, with the text behind it
BEGINNING = re.compile(r"\S")
TITLE = re.compile(r"(?P<title>\S[^\n]{0,299}?)[^\S\n]*\n(?:={3,}|-{3,})?[^\S\n]*\n\s*\S", re.MULTILINE)
HEADING = re.compile(r"#[^\S\n]+(?P<title>\S[^\n]{0,299}?)(?:[^\S\n]+#+)?[^\S\n]*\n")


def title_of(text: str) -> str | None:
    """The first line if an empty line and more text follow; None if it ends in a full stop or is too long.

    >>> title_of("Harbour wall delayed\\n\\nThe wall will be late, Mara Venn said.")
    'Harbour wall delayed'
    >>> title_of("# Harbour wall delayed\\nThe wall will be late.")
    'Harbour wall delayed'
    >>> title_of("The wall will be late, Mara Venn said.\\n\\nNobody was asked.") is None
    True
    """
    first = BEGINNING.search(text)
    beginning = text[first.start() : first.start() + MOST] if first else ""
    if heading := HEADING.match(beginning):
        return heading["title"]
    found = TITLE.match(beginning)
    if not found or found["title"].endswith("."):
        return None
    return found["title"]


def read_text(content: bytes, charset: str | None = None, name: str | None = None) -> Content:
    """What the bytes of a text file of this name hold; raises UnreadableError if they are no text."""
    text, notes = decode(content, charset)
    text, metadata, more = parted(text)
    title = title_of(text)
    if is_markdown(name):
        text, title = plain_text(text), title and plain_text(title)
    return Content(text, metadata.over(Metadata(title=title)), notes=notes + more)
