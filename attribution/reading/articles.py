"""The bytes of one article in, the article out: pure, and the same in any process."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from attribution.reading.cleaning import UnreadableError, check_length, check_size
from attribution.reading.html import read_html
from attribution.reading.mail import read_email
from attribution.reading.opening import HEAD
from attribution.reading.pdf import read_pdf
from attribution.reading.records import parsed, read_record
from attribution.reading.sniffing import ONE_ARTICLE, container
from attribution.reading.text import read_text
from attribution.reading.values import Content, Format, Metadata, Problem, Raw, Read


def read_raw(raw: Raw, metadata: Metadata | None = None) -> Read | Problem:
    """The article, or why it could not be read; never raises for what the bytes hold.

    What the article tells of itself stands before what is told beside it, and that before `metadata`.
    """
    metadata = raw.told.over(metadata or Metadata())
    try:
        content = _content(raw, metadata)
        check_length(content.text)
    except UnreadableError as error:
        return Problem(raw.where, str(error), raw.size)
    known = content.metadata.over(metadata).over(content.faint)
    return Read(
        known.article(content.text, content.id),
        raw.where,
        raw.place.name,
        raw.place.origin(content.id),
        raw.size,
        raw.notes + content.notes,
    )


def _content(raw: Raw, metadata: Metadata) -> Content:
    if not isinstance(raw.content, bytes):
        return read_record(raw.content, dict(raw.columns), partial(read_html, url=metadata.url))
    check_size(raw.content)
    format_ = raw.format or _format(raw.content, raw.place.name)
    return READERS[format_](raw.content, raw, metadata)


def _format(content: bytes, name: str | None) -> Format:
    """What the content is; raises UnreadableError if it is not one article."""
    kind = container(content[:HEAD], name)
    if kind not in ONE_ARTICLE:
        raise UnreadableError(f"is no single article, but {kind}")
    return ONE_ARTICLE[kind]


READERS: dict[Format, Callable[[bytes, Raw, Metadata], Content]] = {
    Format.TEXT: lambda content, raw, metadata: read_text(content, raw.charset, raw.place.name),
    Format.HTML: lambda content, raw, metadata: read_html(content, raw.charset, metadata.url),
    Format.RECORD: lambda content, raw, metadata: read_record(
        parsed(content), dict(raw.columns), partial(read_html, url=metadata.url)
    ),
    Format.EMAIL: lambda content, raw, metadata: read_email(content, read_html),
    Format.PDF: lambda content, raw, metadata: read_pdf(content),
}
