"""Records in lines of JSON, in an array, or one beneath another: cut apart, and read one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from attribution.reading import cleaning
from attribution.reading.cleaning import UnreadableError, check_size
from attribution.reading.columns import BODIES, guessed, told_guess
from attribution.reading.opening import CHUNK, DamagedError, Opened
from attribution.reading.records import columns_of, parsed, value_at
from attribution.reading.values import Format, Options, Place, Problem, Raw

DEEPEST = 500  # brackets within brackets of a record
MOST_PASSED = 4  # times as long as an article may be: what is longer is not searched for its end
STRUCTURE = re.compile(rb'["\\{}\[\]]')
SOME = 2  # objects: one alone under a name is no list
DEEPEST_LIST = 3  # objects that a list lies within
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
    lists = True  # so far, each record was a list of others: as the answers of a service are
    for content, words in cuts:
        if lists and (inner := _wrapped(content, options)):
            yield from _unwrapped(inner, place, words, options)
            continue
        lists = False
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
    columns = columns_of(record, options.columns)
    return told_guess(columns, options.columns) if any(body in columns for body in BODIES) else None


def _wrapped(content: bytes, options: Options) -> list[dict[str, object]] | None:
    """The records in an object that is no article, but holds some: under one of the usual names, or each by its own."""
    if len(content) > cleaning.MOST_BYTES:
        return None
    try:
        record = parsed(content)
    except UnreadableError:
        return None
    columns = guessed(record, options.columns)
    if any(value_at(record, columns[body]) is not None for body in BODIES if body in columns):
        return None
    return _list_in(record, DEEPEST_LIST) or _named_in(record, options)


def _list_in(holder: Mapping[str, object], depth: int) -> list[dict[str, object]] | None:
    """The nearest list of objects under one of the usual names."""
    for name in LISTS:
        inner = holder.get(name)
        if isinstance(inner, list) and inner and all(isinstance(one, dict) for one in inner):
            return inner
    if depth:
        for value in holder.values():
            if isinstance(value, dict) and (found := _list_in(value, depth - 1)):
                return found
    return None


def _named_in(holder: Mapping[str, object], options: Options) -> list[dict[str, object]] | None:
    """The objects under names of their own, if all are and each has a text; the name is the id of what has none."""
    if len(holder) < SOME:
        return None
    found: list[dict[str, object]] = []
    for name, value in holder.items():
        if not isinstance(value, dict) or not any(body in guessed(value, options.columns) for body in BODIES):
            return None
        found.append(value if "id" in guessed(value, options.columns) else {"id": name, **value})
    return found


def _unwrapped(records: list[dict[str, object]], place: Place, words: str, options: Options) -> Iterator[Raw]:
    notes = told_guess(columns_of(records[0], options.columns), options.columns)
    within = "" if words in {"line 1", "record 1"} else f"{words}, "
    for number, record in enumerate(records, 1):
        told = tuple(options.columns.items())
        where = place.part(f"{within}record {number}")
        yield Raw(record, where, Format.RECORD, columns=told, notes=notes)
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
