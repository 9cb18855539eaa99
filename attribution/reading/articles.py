"""The bytes of one article in, the article out: pure, and the same in any process."""

from __future__ import annotations

from collections.abc import Callable

from attribution.reading.cleaning import UnreadableError, check_size
from attribution.reading.records import read_record
from attribution.reading.text import read_text
from attribution.reading.values import Content, Format, Metadata, Problem, Raw, Read


def read_raw(raw: Raw, metadata: Metadata | None = None) -> Read | Problem:
    """The article, or why it could not be read; never raises for what the bytes hold.

    What the article tells of itself stands before what is told beside it, and that before `metadata`.
    """
    try:
        content = _content(raw)
    except UnreadableError as error:
        return Problem(raw.where, str(error), raw.size)
    known = content.metadata.over(raw.told).over(metadata or Metadata())
    return Read(
        known.article(content.text, content.id),
        raw.where,
        raw.place.name,
        raw.place.origin(content.id),
        raw.size,
        raw.notes + content.notes,
    )


def _content(raw: Raw) -> Content:
    if not isinstance(raw.content, bytes):
        raise UnreadableError("is a row of a table, which is not read yet")
    check_size(raw.content)
    return READERS[raw.format or Format.TEXT](raw.content)


def _web_page(content: bytes) -> Content:
    raise UnreadableError("is a web page; only text and JSON lines are read")


READERS: dict[Format, Callable[[bytes], Content]] = {
    Format.TEXT: read_text,
    Format.RECORD: read_record,
    Format.HTML: _web_page,
}
