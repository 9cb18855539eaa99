"""Bytes of files and of standard input, cut into articles; one at a time, and bounded."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

from attribution.model import Article, digest
from attribution.reading.cleaning import UnreadableError
from attribution.reading.jsonl import json_article, parsed
from attribution.reading.paths import STANDARD_INPUT, is_html, is_jsonl
from attribution.reading.text import text_article
from attribution.reading.values import Metadata, Problem, Read

MOST_BYTES = 32 * 1024 * 1024  # of one article


class Place(NamedTuple):
    """Where bytes come from: in words, the file's name without folders, and its full path."""

    where: str
    name: str | None = None
    path: str | None = None

    def origin(self, id_: str | None = None) -> str | None:
        """A digest that stands for a file, or for a record in it by its id; None where neither is known."""
        if self.path is None:
            return None
        return digest(self.path if id_ is None else f"{self.path}\n{id_}")


def read_files(files: Sequence[str], metadata: Metadata | None = None) -> Iterator[Read | Problem]:
    """Each article of the files, or why it could not be read; never raises for what a file holds.

    `-` is standard input: a text, or articles in JSON lines if its first line is a JSON object.
    """
    metadata = metadata or Metadata()
    for file in files:
        if file == STANDARD_INPUT:
            yield from _read_input(sys.stdin.buffer, metadata)
        else:
            try:
                yield from _read_file(file, metadata)
            except OSError as error:
                yield Problem(file, f"cannot be read ({error.strerror})")


def _read_file(file: str, metadata: Metadata) -> Iterator[Read | Problem]:
    place = Place(file, os.fsencode(Path(file).name).decode("utf-8", "replace"), os.path.realpath(file))
    with Path(file).open("rb") as stream:
        if is_html(file):
            yield Problem(
                file, "is a web page; only text and JSON lines are read", os.fstat(stream.fileno()).st_size
            )
        elif is_jsonl(file):
            yield from _records(_lines(stream), place, metadata)
        else:
            yield _text(stream.read(MOST_BYTES + 1), place, metadata)


def _read_input(stream: BinaryIO, metadata: Metadata) -> Iterator[Read | Problem]:
    place = Place("standard input")
    first = stream.readline(MOST_BYTES + 1)
    try:
        parsed(first)
    except UnreadableError:
        yield _text(first + stream.read(max(0, MOST_BYTES + 1 - len(first))), place, metadata)
    else:
        yield from _records(_lines(stream, first), place, metadata)


def _lines(stream: BinaryIO, first: bytes = b"") -> Iterator[bytes]:
    """The lines, `first` before the others; of one that is too long, only the beginning."""
    line = first or stream.readline(MOST_BYTES + 1)
    while line:
        yield line
        while len(line) > MOST_BYTES and not line.endswith(b"\n"):
            line = stream.readline(MOST_BYTES + 1)
        line = stream.readline(MOST_BYTES + 1)


def _records(lines: Iterator[bytes], place: Place, metadata: Metadata) -> Iterator[Read | Problem]:
    some = False
    for number, line in enumerate(lines, 1):
        if line.strip():
            some = True
            yield _record(line, place, f"{place.where}, line {number}", metadata)
    if not some:
        yield Problem(place.where, "has no article in it")


def _record(line: bytes, place: Place, where: str, metadata: Metadata) -> Read | Problem:
    size = len(line)
    try:
        _check_size(line)
        article, notes = json_article(line, metadata)
    except UnreadableError as error:
        return Problem(where, str(error), size)
    origin = place.origin(article.id) if article.id else None
    return Read(article, where, place.name, origin, size, notes)


def _text(content: bytes, place: Place, metadata: Metadata) -> Read | Problem:
    size = len(content)
    try:
        _check_size(content)
        article: Article = text_article(content, metadata)
    except UnreadableError as error:
        return Problem(place.where, str(error), size)
    return Read(article, place.where, place.name, place.origin(), size)


def _check_size(content: bytes) -> None:
    if len(content) > MOST_BYTES:
        raise UnreadableError(
            f"is larger than {MOST_BYTES // 1024**2} MiB, too large for one article; split it"
        )
