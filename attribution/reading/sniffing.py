"""What a file is: told from its first bytes, and from its name where these leave it open."""

from __future__ import annotations

import json
import re
from enum import StrEnum
from pathlib import PurePath

from attribution.reading.cleaning import UnreadableError
from attribution.reading.columns import is_header
from attribution.reading.markup import listing
from attribution.reading.values import Format

COMPRESSED = {".gz", ".zst"}


class Container(StrEnum):
    """What a file is: one article, or many of them."""

    TEXT = "text"
    HTML = "html"
    PDF = "pdf"
    EMAIL = "email"
    MBOX = "mbox"
    JSONL = "jsonl"
    JSON = "json"
    CSV = "csv"
    PARQUET = "parquet"
    WARC = "warc"
    FEED = "feed"


# What holds one article alone, and is not cut.
ONE_ARTICLE = {
    Container.TEXT: Format.TEXT,
    Container.HTML: Format.HTML,
    Container.PDF: Format.PDF,
    Container.EMAIL: Format.EMAIL,
}
MAGIC = {b"PAR1": Container.PARQUET, b"%PDF-": Container.PDF, b"WARC/": Container.WARC}
# What is not read, though it may be among articles.
UNREAD = {
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"RIFF": "a picture or sound",
    b"PK\x03\x04": "a Zip archive or an office document; save it as text, HTML or PDF",
    b"\xd0\xcf\x11\xe0": "an office document; save it as text, HTML or PDF",
    b"{\\rtf": "in Rich Text Format; save it as text, HTML or PDF",
    b"%!PS": "PostScript; convert it to PDF",
    b"BZh": "compressed by bzip2; compress it by gzip or zstd",
    b"\xfd7zXZ": "compressed by xz; compress it by gzip or zstd",
    b"SQLite format 3": "an SQLite database",
    b"\x7fELF": "a program",
}
# What a name says; the content may say otherwise.
SUFFIXES = {
    ".csv": Container.CSV,
    ".eml": Container.EMAIL,
    ".htm": Container.HTML,
    ".html": Container.HTML,
    ".json": Container.JSON,
    ".jsonl": Container.JSONL,
    ".markdown": Container.TEXT,
    ".mbox": Container.MBOX,
    ".md": Container.TEXT,
    ".ndjson": Container.JSONL,
    ".parquet": Container.PARQUET,
    ".pdf": Container.PDF,
    ".tsv": Container.CSV,
    ".txt": Container.TEXT,
    ".warc": Container.WARC,
    ".xhtml": Container.HTML,
}
SPACE = rb"(?:\xef\xbb\xbf)?\s*+"
PROLOGUE = SPACE + rb"(?:<\?[^>]{0,400}+>\s*+|<!--(?:[^-]|-(?!->)){0,4000}+-->\s*+){0,8}+"
HTML = re.compile(
    PROLOGUE + rb"<(?:!doctype\s++html|html|head|body|meta|title|article|div|p)\b", re.IGNORECASE
)
TAG = re.compile(rb"<(?:/?[a-z][a-z0-9]{0,10}+)\b[^<>]{0,500}+>", re.IGNORECASE)
FEED = re.compile(PROLOGUE + rb"<(?:rss|feed|rdf:RDF|opml)\b", re.IGNORECASE)
XML = re.compile(SPACE + rb"<(?:\?xml|!doctype)\b", re.IGNORECASE)
ELEMENT = re.compile(rb"<[A-Za-z][\w:.-]{0,100}+[\s/>]")
OBJECT = re.compile(SPACE + rb'\{\s*+(?:"(?:[^"\\]|\\.){0,200}+"\s*+:|\})', re.DOTALL)
ARRAY = re.compile(SPACE + rb"\[\s*+(?:\{|\]\s*+\Z)")
BRACKET = re.compile(SPACE + rb"[\[{]")
MBOX = re.compile(
    rb"From \S{1,300}+[^\n]{0,100}?\d\d:\d\d[^\n]{0,100}+\n(?:>?From [^\n]{0,300}+\n)?[A-Za-z][A-Za-z-]*+:"
)
HEADER = re.compile(rb"([A-Za-z][A-Za-z-]{1,40}+):[ \t\r\n]")


def container(head: bytes, name: str | None) -> Container:
    """What the first bytes say the file is; what its name says, where they say nothing; else a text.

    Raises UnreadableError if it is something that is not read.
    """
    named = named_container(name) if name else None
    for magic, kind in MAGIC.items():
        if head.startswith(magic) or (named is kind and head and magic.startswith(head)):
            return kind
    _check_read(head)
    if FEED.match(head):
        return Container.FEED
    if HTML.match(head) or (named is Container.HTML and TAG.search(head)):
        return Container.HTML
    if XML.match(head) and ELEMENT.search(head):
        return _of_xml(head)
    if MBOX.match(head):
        return Container.MBOX
    if named is Container.EMAIL or _is_email(head):
        return Container.EMAIL
    if OBJECT.match(head) or ARRAY.match(head) or (named is Container.JSON and BRACKET.match(head)):
        return _kind_of_json(head, named)
    if named in {Container.CSV, Container.JSONL}:
        return named
    if is_header(head):
        return Container.CSV
    return Container.TEXT


def _check_read(head: bytes) -> None:
    for magic, what in UNREAD.items():
        if head.startswith(magic):
            raise UnreadableError(f"is {what}")


def _of_xml(head: bytes) -> Container:
    """A feed or a list of feeds; raises UnreadableError if it is neither, or one that may not be read."""
    if listing(head):
        return Container.FEED
    raise UnreadableError("is XML of a kind that is not read; save it as text or as a web page")


def is_compressed(name: str | None) -> bool:
    """Whether a file of this name should be compressed."""
    return name is not None and PurePath(name.lower()).suffix in COMPRESSED


def named_container(name: str) -> Container | None:
    """What a file of this name should be, compressed or not; None if the name does not say."""
    path = PurePath(name.lower())
    if path.suffix in COMPRESSED:
        path = path.with_suffix("")
    return SUFFIXES.get(path.suffix)


def _is_email(head: bytes) -> bool:
    """Whether it begins with a header that only letters have, and tells the sender."""
    lines = head.split(b"\n\n")[0].split(b"\r\n\r\n")[0].splitlines()
    keys = {found[1].lower() for line in lines if (found := HEADER.match(line + b"\n"))}
    if not lines or not HEADER.match(lines[0] + b"\n") or b"from" not in keys:
        return False
    return (
        bool(keys & {b"message-id", b"mime-version", b"received", b"return-path"})
        or {b"to", b"subject"} <= keys
    )


def _kind_of_json(head: bytes, named: Container | None) -> Container:
    """Lines, if the first line is an object by itself; a text may begin with a bracket as well."""
    if ARRAY.match(head):
        return Container.JSON
    line, end, _ = head.lstrip().partition(b"\n")
    if not end:
        return Container.JSONL  # one line, or a very long one
    if line.strip() == b"{":
        return Container.JSON
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return Container.JSONL if named is Container.JSONL else Container.JSON
    return Container.JSONL
