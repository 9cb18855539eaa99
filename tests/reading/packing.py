"""What tests of readers share: files of every kind, made of the same few articles."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zlib
from collections.abc import Callable, Sequence
from email.message import EmailMessage
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
from backports import zstd

from attribution.reading import Options, Place, Problem, Raw, Read, raws_of, read_files


class Story(NamedTuple):
    """An article as the makers of files need it."""

    name: str
    title: str
    text: str


STORIES = [
    Story(
        f"s{number}",
        f"Wall late by {number} days",
        f"The wall will be {number} days late, the council said on Monday.\n\n"
        f"“We are sorry for all {number} of them,” said Mara Ellison, who leads the works on the quay.",
    )
    for number in range(2, 14)
]


def letter(story: Story) -> EmailMessage:
    made = EmailMessage()
    made["Subject"] = story.title
    made["From"] = "The Harbour Post <news@post.example>"
    made["To"] = "readers@post.example"
    made["Date"] = "Wed, 11 Mar 2026 08:00:00 +0000"
    made["Message-ID"] = f"<{story.name}@post.example>"
    made.set_content(story.text)
    return made


def html(story: Story) -> bytes:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in story.text.split("\n\n"))
    head = f"<meta charset='utf-8'><title>{story.title}</title>"
    return f"<!doctype html><html><head>{head}</head><body><article>{paragraphs}</article></body></html>".encode()


def answer(
    body: bytes, headers: Sequence[str] = (), status: str = "200 OK", kind: str = "text/html"
) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


def record(url: str, block: bytes, kind: str = "response", more: str = "") -> bytes:
    mime = "application/http; msgtype=response" if kind == "response" else "text/html"
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-03-12T08:00:00Z\r\n{more}"
        f"WARC-Record-ID: <urn:uuid:{zlib.crc32(url.encode()):032x}>\r\nContent-Type: {mime}\r\n"
    )
    return f"{head}Content-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"


def text(stories: Sequence[Story]) -> bytes:
    return stories[0].text.encode()


def jsonl(stories: Sequence[Story]) -> bytes:
    lines = [
        json.dumps({"id": s.name, "title": s.title, "text": s.text}, ensure_ascii=False) for s in stories
    ]
    return "".join(f"{line}\n" for line in lines).encode()


def array(stories: Sequence[Story]) -> bytes:
    records = [{"id": s.name, "title": s.title, "text": s.text, "tags": ["a", {"b": "]}"}]} for s in stories]
    return json.dumps(records, indent=1).encode()


def table(stories: Sequence[Story], delimiter: str = ",") -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter)
    writer.writerow(["id", "title", "text"])
    writer.writerows(stories)
    return stream.getvalue().encode()


def parquet(stories: Sequence[Story]) -> bytes:
    stream = io.BytesIO()
    rows = [{"id": s.name, "title": s.title, "text": s.text} for s in stories]
    pq.write_table(pa.Table.from_pylist(rows), stream)
    return stream.getvalue()


def mbox(stories: Sequence[Story]) -> bytes:
    return b"".join(
        b"From news@post.example Wed Mar 11 08:00:00 2026\n" + bytes(letter(s)) + b"\n" for s in stories
    )


def warc(stories: Sequence[Story]) -> bytes:
    return b"".join(record(f"https://post.example/{s.name}", answer(html(s))) for s in stories)


def members(content: bytes, parts: int = 4) -> bytes:
    """Compressed by gzip, in several members."""
    size = len(content) // parts + 1
    return b"".join(gzip.compress(content[at : at + size], mtime=0) for at in range(0, len(content), size))


# Each kind of file that holds many articles, by its usual ending.
MANY: dict[str, Callable[[Sequence[Story]], bytes]] = {
    ".jsonl": jsonl,
    ".json": array,
    ".csv": table,
    ".tsv": lambda stories: table(stories, "\t"),
    ".parquet": parquet,
    ".mbox": mbox,
    ".warc": warc,
}
# And one article alone.
ONE: dict[str, Callable[[Sequence[Story]], bytes]] = {
    ".txt": text,
    ".html": lambda stories: html(stories[0]),
    ".eml": lambda stories: bytes(letter(stories[0])),
}
COMPRESSED: dict[str, Callable[[bytes], bytes]] = {
    "": lambda content: content,
    ".gz": lambda content: gzip.compress(content, mtime=0),
    ".zst": zstd.compress,
}


def read(path: Path, content: bytes, options: Options | None = None) -> list[Read | Problem]:
    path.write_bytes(content)
    return list(read_files([str(path)], options=options))


def cut(name: str, content: bytes) -> list[Raw | Problem]:
    return list(raws_of(io.BytesIO(content), Place(name, name), Options()))


def texts(results: Sequence[Read | Problem]) -> list[str]:
    return [result.article.text.strip() for result in results if isinstance(result, Read)]


def problems(results: Sequence[Read | Raw | Problem]) -> list[str]:
    return [result.why for result in results if isinstance(result, Problem)]
