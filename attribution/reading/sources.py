"""Bytes of files and of standard input, cut into articles; one at a time, and bounded."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from attribution.reading import cleaning
from attribution.reading.articles import read_raw
from attribution.reading.cleaning import UnreadableError
from attribution.reading.paths import STANDARD_INPUT, is_html, is_jsonl
from attribution.reading.records import parsed
from attribution.reading.values import Format, Metadata, Options, Place, Problem, Raw, Read


def read_files(
    files: Sequence[str], metadata: Metadata | None = None, options: Options | None = None
) -> Iterator[Read | Problem]:
    """Each article of the files, or why it could not be read; never raises for what a file holds."""
    for raw in raws(files, options):
        yield read_raw(raw, metadata) if isinstance(raw, Raw) else raw


def raws(files: Sequence[str], options: Options | None = None) -> Iterator[Raw | Problem]:
    """The bytes of each article of the files, or why there are none; never raises for what a file holds.

    `-` is standard input: a text, or articles in JSON lines if its first line is a JSON object. Never more
    than one article is held.
    """
    for file in files:
        if file == STANDARD_INPUT:
            yield from _of_input(sys.stdin.buffer)
        else:
            try:
                yield from _of_file(file)
            except OSError as error:
                yield Problem(file, f"cannot be read ({error.strerror})")


def _of_file(file: str) -> Iterator[Raw | Problem]:
    place = Place(file, os.fsencode(Path(file).name).decode("utf-8", "replace"), os.path.realpath(file))
    with Path(file).open("rb") as stream:
        if is_jsonl(file):
            yield from _records(_lines(stream), place)
        else:
            content = stream.read(cleaning.MOST_BYTES + 1)
            format_ = Format.HTML if is_html(file) else Format.TEXT
            yield Raw(content, place, format_, len(content))


def _of_input(stream: BinaryIO) -> Iterator[Raw | Problem]:
    place = Place("standard input")
    first = stream.readline(cleaning.MOST_BYTES + 1)
    try:
        parsed(first)
    except UnreadableError:
        content = first + stream.read(max(0, cleaning.MOST_BYTES + 1 - len(first)))
        yield Raw(content, place, Format.TEXT, len(content))
    else:
        yield from _records(_lines(stream, first), place)


def _lines(stream: BinaryIO, first: bytes = b"") -> Iterator[bytes]:
    """The lines, `first` before the others; of one that is too long, only the beginning."""
    most = cleaning.MOST_BYTES
    line = first or stream.readline(most + 1)
    while line:
        yield line
        while len(line) > most and not line.endswith(b"\n"):
            line = stream.readline(most + 1)
        line = stream.readline(most + 1)


def _records(lines: Iterator[bytes], place: Place) -> Iterator[Raw | Problem]:
    some = False
    for number, line in enumerate(lines, 1):
        if line.strip():
            some = True
            yield Raw(line, place.part(f"line {number}"), Format.RECORD, len(line))
    if not some:
        yield Problem(place.where, "has no article in it")
