"""Files and standard input, told by their content, and cut into the bytes of single articles."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from attribution.reading import cleaning
from attribution.reading.articles import read_raw
from attribution.reading.cleaning import UnreadableError
from attribution.reading.lines import read_json, read_lines
from attribution.reading.mail import read_mbox
from attribution.reading.markup import MOST_BYTES, listing
from attribution.reading.opening import BEGINNINGS, DamagedError, Opened
from attribution.reading.paths import STANDARD_INPUT
from attribution.reading.sniffing import ONE_ARTICLE, Container, container, is_compressed
from attribution.reading.tables import read_csv, read_parquet
from attribution.reading.values import Metadata, Options, Place, Problem, Raw, Read
from attribution.reading.warc import read_warc

Splitter = Callable[[Opened, Place, Options], Iterator[Raw | Problem]]

# How a file of many articles is cut into them.
SPLITTERS: dict[Container, Splitter] = {
    Container.JSONL: read_lines,
    Container.JSON: read_json,
    Container.CSV: read_csv,
    Container.PARQUET: read_parquet,
    Container.MBOX: read_mbox,
    Container.WARC: read_warc,
}


def read_files(
    files: Sequence[str], metadata: Metadata | None = None, options: Options | None = None
) -> Iterator[Read | Problem]:
    """Each article of the files, or why it could not be read; never raises for what a file holds."""
    for raw in raws(files, options):
        yield read_raw(raw, metadata) if isinstance(raw, Raw) else raw


def raws(files: Sequence[str], options: Options | None = None) -> Iterator[Raw | Problem]:
    """The bytes of each article of the files, or why there are none; never raises for what a file holds.

    `-` is standard input. What a file is, is told from its first bytes. Never more than a few articles are
    held. Of a file that is cut short or damaged, all before that is given, and then a Problem.
    """
    options = options or Options()
    for file in files:
        if file == STANDARD_INPUT:
            yield from raws_of(sys.stdin.buffer, Place("standard input"), options)
            continue
        place = Place(file, os.fsencode(Path(file).name).decode("utf-8", "replace"), os.path.realpath(file))
        try:
            with Path(file).open("rb") as stream:
                yield from raws_of(stream, place, options)
        except OSError as error:
            yield Problem(file, f"cannot be read ({error.strerror})")


def raws_of(stream: BinaryIO, place: Place, options: Options) -> Iterator[Raw | Problem]:
    """The bytes of each article in an open file, pipe or body of an answer, as `raws` gives them."""
    try:
        opened = Opened(stream)
    except UnreadableError as error:
        yield Problem(place.where, str(error))
        return
    found = 0
    try:
        for one in _cut(opened, place, options):
            found += 1
            yield replace(one, size=opened.used())
        if not found:
            yield Problem(place.where, _nothing(opened, place, options), opened.used())
    except DamagedError as error:
        kept = "; what came before was read" if found else ""
        yield Problem(place.where, f"{error}{kept}", opened.used())
    except UnreadableError as error:
        yield Problem(place.where, str(error), opened.used())


def _nothing(opened: Opened, place: Place, options: Options) -> str:
    if options.match and container(opened.head, place.name) is Container.WARC:
        return "has no page whose address fits what --match asks for"
    return "has no article in it"


def _cut(opened: Opened, place: Place, options: Options) -> Iterator[Raw | Problem]:
    if not opened.compressed and is_compressed(place.name) and opened.head in BEGINNINGS:
        raise DamagedError("is cut short")
    kind = container(opened.head, place.name)
    if kind in ONE_ARTICLE:
        content = opened.stream.read(cleaning.MOST_BYTES + 1)
        return iter([Raw(content, place, ONE_ARTICLE[kind])])
    if kind is Container.FEED:
        listing(opened.stream.read(MOST_BYTES + 1))  # raises what is wrong with it
        raise UnreadableError("is a feed or a list of feeds; give its path or its address by itself")
    return SPLITTERS[kind](opened, place, options)
