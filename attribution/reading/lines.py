"""Records in lines of JSON, in an array, or one beneath another: cut apart, and read one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from attribution.reading import cleaning
from attribution.reading.cleaning import UnreadableError, check_size
from attribution.reading.columns import BODIES, guessed, told_guess
from attribution.reading.opening import CHUNK, DamagedError, Opened
from attribution.reading.records import parsed
from attribution.reading.values import Format, Options, Place, Problem, Raw

DEEPEST = 500  # brackets within brackets of a record
MOST_PASSED = 4  # times as long as an article may be: what is longer is not searched for its end
STRUCTURE = re.compile(rb'["\\{}\[\]]')
LISTS = ("articles", "items", "results", "data", "docs", "documents", "entries", "hits", "stories", "news")


class Cut(NamedTuple):
    """The bytes of a record, and where they stand in words; only the beginning of one that is too long."""

    content: bytes
    words: str


def lines_of(opened: Opened) -> Iterator[bytes]:
    """The lines, with their ends; of one that is too long, only the beginning.

    Raises DamagedError where the stream is cut short, or a line has no end within bounds.
    """
    most = cleaning.MOST_BYTES
    while line := opened.stream.readline(most + 1):
        yield line
        passed = 0
        while len(line) > most and not line.endswith(b"\n"):
            line = opened.stream.readline(most + 1)
            passed += 1
            if passed > MOST_PASSED:
                raise DamagedError("has a line without end; it and the rest were left out")


def read_lines(opened: Opened, place: Place, options: Options) -> Iterator[Raw | Problem]:
    """Each line that is not empty."""
    cuts = (Cut(line, f"line {number}") for number, line in enumerate(lines_of(opened), 1) if line.strip())
    return _records(cuts, place, options)


def read_json(opened: Opened, place: Place, options: Options) -> Iterator[Raw | Problem]:
    """Each object of an array, or of several objects one after the other."""
    return _records(_objects(opened), place, options)


def _records(cuts: Iterator[Cut], place: Place, options: Options) -> Iterator[Raw | Problem]:
    notes: tuple[str, ...] | None = None
    for number, (content, words) in enumerate(cuts, 1):
        if number == 1 and (inner := _wrapped(content, options)):
            yield from _unwrapped(inner, place, options)
            continue
        if notes is None:
            notes = _notes(content, options)
        told = tuple(options.columns.items())
        yield Raw(content, place.part(words), Format.RECORD, columns=told, notes=notes or ())
        notes = () if notes is not None else None


def _notes(content: bytes, options: Options) -> tuple[str, ...] | None:
    """What was guessed of the columns; None if the record does not tell."""
    try:
        check_size(content)
        record = parsed(content)
    except UnreadableError:
        return None
    columns = guessed(record, options.columns)
    return told_guess(columns, options.columns) if any(body in columns for body in BODIES) else None


def _wrapped(content: bytes, options: Options) -> list[dict[str, object]] | None:
    """The records in an object that is no article, but holds a list of them under one of the usual names."""
    if len(content) > cleaning.MOST_BYTES or not any(f'"{name}"'.encode() in content for name in LISTS):
        return None
    try:
        record = parsed(content)
    except UnreadableError:
        return None
    if any(body in guessed(record, options.columns) for body in BODIES):
        return None
    for holder in (record, *(value for value in record.values() if isinstance(value, dict))):
        for name in LISTS:
            inner = holder.get(name)
            if isinstance(inner, list) and inner and all(isinstance(one, dict) for one in inner):
                return inner
    return None


def _unwrapped(records: list[dict[str, object]], place: Place, options: Options) -> Iterator[Raw]:
    notes = told_guess(guessed(records[0], options.columns), options.columns)
    for number, record in enumerate(records, 1):
        told = tuple(options.columns.items())
        yield Raw(record, place.part(f"record {number}"), Format.RECORD, columns=told, notes=notes)
        notes = ()


def _objects(opened: Opened) -> Iterator[Cut]:
    """The outermost objects in the stream, told by their brackets; never more than one of them is held."""
    cutter = Cutter()
    number, passed = 0, 0
    while chunk := opened.stream.read1(CHUNK):
        for content in cutter.feed(chunk):
            number += 1
            passed = 0
            yield Cut(content, f"record {number}")
        passed += len(chunk)
        if passed > MOST_PASSED * cleaning.MOST_BYTES:
            raise DamagedError("has a record without end; it and the rest were left out")
    if cutter.open:
        raise DamagedError("ends within a record")


class Cutter:
    """Cuts objects out of a stream of JSON. What stands between them (a bracket, commas) is passed over."""

    def __init__(self) -> None:
        self.depth = 0  # of brackets, from the beginning of an object
        self.in_string = False
        self.escaped = False  # the next character stands for itself
        self.held = bytearray()

    @property
    def open(self) -> bool:
        """Whether an object has begun that has not ended."""
        return self.depth > 0

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """The objects that end in this chunk."""
        start = 0 if self.open else None
        skip = 1 if self.escaped else 0
        self.escaped = False
        for found in STRUCTURE.finditer(chunk):
            at, mark = found.start(), found[0]
            if at < skip:
                continue
            if self.in_string:
                if mark == b"\\":
                    skip = at + 2
                    self.escaped = skip > len(chunk)
                self.in_string = mark != b'"'
            elif not self.open:
                if mark == b"{":
                    start, self.depth = at, 1
            elif mark == b'"':
                self.in_string = True
            else:
                self.depth += 1 if mark in b"{[" else -1
                if self.depth > DEEPEST:
                    raise DamagedError("is nested too deeply; this record and the rest were left out")
                if not self.depth:
                    yield bytes(self.held) + chunk[start : at + 1]
                    self.held.clear()
                    start = None
        if start is not None and len(self.held) <= cleaning.MOST_BYTES:
            self.held += chunk[start:]
