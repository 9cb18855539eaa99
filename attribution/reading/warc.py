"""Web archives: each web page that was answered with, its address and its day."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, Literal, cast

from attribution.reading import cleaning
from attribution.reading.cleaning import UnreadableError, needs
from attribution.reading.opening import DamagedError, Opened
from attribution.reading.values import Format, Metadata, Options, Place, Problem, Raw

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

PAGES = {"text/html": Format.HTML, "application/xhtml+xml": Format.HTML, "text/plain": Format.TEXT}
FOUND = 200
CHUNK_SIZE = re.compile(rb"[0-9a-fA-F]{1,8}[ \t]*(?:;[^\r\n]*)?\r\n")
HTML = re.compile(
    rb"\s*+(?:<!--.{0,400}?-->\s*+)?<(?:!doctype html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)


class Source:
    """What fastwarc reads from. It may not be shown an error (it would end the process), so that is kept."""

    def __init__(self, opened: Opened) -> None:
        self.stream = opened.stream
        self.position = 0
        self.error: BaseException | None = None

    def read(self, most: int = -1) -> bytes:
        """The next bytes; none at the end, or where there was an error."""
        if self.error is not None:
            return b""
        try:
            data = self.stream.read1(most if most > 0 else cleaning.MOST_BYTES)
        except BaseException as error:
            self.error = error
            return b""
        self.position += len(data)
        return data

    def tell(self) -> int:
        """How many bytes were read."""
        return self.position

    def seek(self, offset: int, whence: int = 0) -> int:
        """Where it stands; it is asked for nothing else."""
        return self.position

    def check(self) -> None:
        """Raises the error that was kept."""
        if self.error is not None:
            raise self.error


def read_warc(opened: Opened, place: Place, options: Options) -> Iterator[Raw | Problem]:
    """Each page that was found, by a record of a response; those whose address matches, if that is asked.

    The day of a record is that of the visit, not of publication, and is not taken for it.
    """
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError:
        raise needs("warc", "a web archive") from None
    source = Source(opened)
    try:
        archive = ArchiveIterator(
            cast("BinaryIO", source),
            record_types=WarcRecordType.any_type,
            parse_http=False,
            stream_detect=False,
        )
        for record in archive:
            url = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
            wanted = record.record_type in (WarcRecordType.response, WarcRecordType.resource)
            content = record.reader.read(cleaning.MOST_BYTES + 1) if wanted and options.matches(url) else b""
            missing = record.content_length - len(content) - record.reader.consume()
            source.check()
            if missing or not (record.headers.get("Content-Length") or "").strip():
                raise DamagedError(f"is cut short within the record of {url or 'no address'}")
            if content and (found := _page(record, content, url, place)):
                yield found
    except (OSError, ValueError) as error:
        source.check()
        raise DamagedError("is cut short or damaged") from error
    source.check()


def _page(record: WarcRecord, content: bytes, url: str, place: Place) -> Raw | Problem | None:
    """The page in the block of a record; None if it is none, or was not found."""
    place = place.part(url or f"record at {record.stream_pos}", url or None)
    if len(content) > cleaning.MOST_BYTES:
        return Raw(content, place, Format.HTML)
    charset = None
    kind = (record.headers.get("Content-Type") or "").partition(";")[0].strip().lower()
    if kind == "application/http":
        try:
            answer = _answer(content)
        except (OSError, ValueError):
            return Problem(place.where, "holds no answer of a server that can be read")
        if answer.http_headers.status_code != FOUND:
            return None
        kind, charset = answer.http_content_type or "", answer.http_charset
        try:
            body = answer.reader.read()
            content = _decoded(body, answer.http_headers.get("Content-Encoding") or "")
        except UnreadableError as error:
            return Problem(place.where, str(error))
        except (OSError, ValueError):
            return Problem(place.where, "is cut short or damaged")
    format_ = PAGES.get(kind) or (Format.HTML if not kind and HTML.match(content) else None)
    if format_ is None:
        return None
    cut = record.headers.get("WARC-Truncated")
    notes = (f"was cut when it was fetched (WARC-Truncated: {cut[:40]})",) if cut else ()
    return Raw(content, place, format_, charset=charset, told=Metadata(url=url or None), notes=notes)


def _answer(content: bytes) -> WarcRecord:
    """The headers of an HTTP answer, and its body out of its chunks.

    Many archives keep the header of chunks that they have joined: then there is nothing to join.
    """
    answer = _parsed(content, "none")
    told = (answer.http_headers.get("Transfer-Encoding") or "").strip().lower()
    if told == "chunked" and CHUNK_SIZE.match(content.partition(b"\r\n\r\n")[2]):
        return _parsed(content, "transfer")
    return answer


def _parsed(content: bytes, decode: Literal["none", "transfer"]) -> WarcRecord:
    from fastwarc.warc import WarcRecord, WarcRecordType

    answer = WarcRecord()
    answer.init_headers(WarcRecordType.response)
    answer.is_http = True
    answer.set_bytes_content(content)
    answer.parse_http(auto_decode=decode, strict_mode=False)
    return answer


def _decoded(body: bytes, encoding: str) -> bytes:
    """The body out of its compression, not more than one byte too many."""
    encoding = encoding.strip().lower()
    if encoding not in {"gzip", "x-gzip", "deflate"} or body.lstrip()[:1] == b"<":
        if encoding in {"br", "zstd", "compress"} and body.lstrip()[:1] != b"<":
            raise UnreadableError(f"is compressed by {encoding}, which is not read in web archives")
        return body
    for bits in (zlib.MAX_WBITS | 32, -zlib.MAX_WBITS):  # a deflated body has its header, or has none
        try:
            return zlib.decompressobj(bits).decompress(body, cleaning.MOST_BYTES + 1)
        except zlib.error:
            continue
    raise UnreadableError(f"is damaged: it is no {encoding}")
