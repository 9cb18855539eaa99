"""Tables: CSV, TSV and Parquet, a row an article."""

from __future__ import annotations

import csv
import re
import tempfile
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import chain, count
from typing import TYPE_CHECKING, Any, BinaryIO

from attribution.reading import cleaning
from attribution.reading.cleaning import UnreadableError, needs
from attribution.reading.columns import BODIES, delimiter_of, guessed, is_quoted, shown, told_guess
from attribution.reading.decoding import decode
from attribution.reading.lines import lines_of
from attribution.reading.opening import CHUNK, DamagedError, Opened
from attribution.reading.values import Format, Options, Place, Problem, Raw

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

SEPARATOR = re.compile(r"sep=([,;|\t])?", re.IGNORECASE)  # the first line of what some spreadsheets write
OPENING = re.compile(rb'(?:\A|[,;\t|]) *"')  # a cell that begins with a quotation mark
MOST_COPIED = 8 * 1024**3  # bytes of a Parquet file that were compressed once more, or come by a pipe


def read_csv(opened: Opened, place: Place, options: Options) -> Iterator[Raw | Problem]:
    """Each row below the header; cells are told apart by what stands in the header most often of , ; tab |."""
    csv.field_size_limit(cleaning.MOST_BYTES)
    lines = Lines(opened)
    rows = _rows_of(lines, opened.head)
    names = _told_apart(_next(rows, 1) or [])
    columns = _columns(names, options)
    notes = told_guess(columns, options.columns)
    for number in count(2):
        lines.begin()
        row = _next(rows, number)
        if row is None:
            break
        if not row:
            continue
        if lines.open_quotes():
            raise DamagedError(f"ends within the quotation marks of row {number}")
        if any(cell.strip() for cell in row[len(names) :]):
            where = place.part(f"row {number}").where
            yield Problem(
                where,
                f"has {len(row)} cells, and the header {len(names)}; a text with commas or the like in it"
                " must stand in quotation marks",
            )
            continue
        notes += lines.notes()
        record = dict(zip(names, row, strict=False))
        yield _raw(record, place.part(f"row {number}"), columns, options, notes)
        notes = ()


def _rows_of(lines: Lines, head: bytes) -> Iterator[list[str]]:
    """The cells of each row, the header's first; what stands above it goes: empty lines, and `sep=;`."""
    first = next((line for line in lines if line.strip()), "")
    told = SEPARATOR.fullmatch(first.strip())
    if told:
        first = next(lines, "")
    delimiter = told[1] if told else delimiter_of(first)
    lines.quoted = is_quoted(head, delimiter)
    lines.begin()
    return csv.reader(
        chain([first], lines),
        delimiter=delimiter,
        skipinitialspace=True,
        quoting=csv.QUOTE_MINIMAL if lines.quoted else csv.QUOTE_NONE,
    )


def _told_apart(names: list[str]) -> list[str]:
    """The names of columns; one that another before it has is told by its number too."""
    first: dict[str, int] = {}
    return [
        name if first.setdefault(name, number) == number else f"{name} ({number})"
        for number, name in enumerate(names, 1)
    ]


def _next(rows: Iterator[list[str]], number: int) -> list[str] | None:
    """The next row, None at the end; raises DamagedError if it is none."""
    try:
        return next(rows, None)
    except csv.Error as error:
        raise DamagedError(f"is no table from row {number} on ({error}); the rest was left out") from error


class Lines:
    """The lines of a table as text; looks out for quotation marks, to tell where the last row has no end."""

    def __init__(self, opened: Opened) -> None:
        self._lines = lines_of(opened)
        self._quotes = 0
        self._opens = False
        self._ended = False
        self._notes: tuple[str, ...] = ()
        self._told = False
        self.quoted = True  # cells may stand in quotation marks

    def __iter__(self) -> Lines:
        return self

    def __next__(self) -> str:
        line = next(self._lines, None)
        if line is None:
            self._ended = True
            raise StopIteration
        if len(line) > cleaning.MOST_BYTES:
            raise DamagedError(
                f"has a line longer than {cleaning.MOST_BYTES // 1024**2} MiB; the rest was left out"
            )
        self._quotes += line.count(b'"')
        self._opens = self._opens or OPENING.search(line) is not None
        try:
            text = line.decode("utf-8-sig" if line.startswith(BOM_UTF8) else "utf-8")
        except UnicodeDecodeError:
            text, self._notes = decode(line)
        return text.replace("\r\n", "\n").replace("\r", " ")

    def begin(self) -> None:
        """A row begins."""
        self._quotes, self._opens = 0, False

    def open_quotes(self) -> bool:
        """Whether the lines have come to an end within the quotation marks of this row."""
        return self.quoted and self._ended and self._opens and self._quotes % 2 == 1

    def notes(self) -> tuple[str, ...]:
        """What was decided of the encoding, once."""
        if self._told or not self._notes:
            return ()
        self._told = True
        return self._notes


def read_parquet(opened: Opened, place: Place, options: Options) -> Iterator[Raw | Problem]:
    """Each row of a Parquet file, and of its columns only those that tell something.

    Its end says what is in it, so that what has no end to go to is laid on the disk first.
    """
    try:
        import pyarrow as pa
        from pyarrow.parquet import ParquetFile
    except ImportError:
        raise needs("parquet", "a Parquet file") from None
    with _seekable(opened) as stream:
        try:
            with ParquetFile(stream, buffer_size=CHUNK, pre_buffer=False) as file:
                yield from _parquet_rows(file, place, options)
        except (pa.ArrowException, OSError, ValueError) as error:
            if isinstance(error, UnreadableError) or getattr(error, "errno", None):
                raise
            raise DamagedError(
                "is cut short or damaged; the end of a Parquet file says what is in it"
            ) from error


@contextmanager
def _seekable(opened: Opened) -> Iterator[BinaryIO]:
    """The file itself or, of what is compressed or comes by a pipe, a copy on the disk."""
    if opened.file.seekable() and not opened.compressed:
        opened.file.seek(0)
        yield opened.file
        return
    size = 0
    with tempfile.TemporaryFile() as copy:
        while chunk := opened.stream.read(CHUNK):
            size += copy.write(chunk)
            if size > MOST_COPIED:
                raise DamagedError("is too large to be unpacked; unpack it by hand")
        copy.seek(0)
        yield copy


def _parquet_rows(file: ParquetFile, place: Place, options: Options) -> Iterator[Raw | Problem]:
    """One row at a time: in a small file, one dictionary entry can be many very long cells."""
    columns = _columns(file.schema_arrow.names, options)
    told = {name for column in columns.values() for name in (column, column.split(".")[0])}
    wanted = [name for name in file.schema_arrow.names if name in told]
    notes = told_guess(columns, options.columns)
    rows = file.iter_batches(batch_size=1, columns=wanted, use_threads=False)
    for number, record in enumerate((record for row in rows for record in row.to_pylist()), 1):
        yield _raw(_stringed(record), place.part(f"row {number}"), columns, options, notes)
        notes = ()


def _stringed(record: Mapping[str, Any]) -> dict[str, object]:
    """The row with its bytes as text."""
    return {name: decode(value)[0] if isinstance(value, bytes) else value for name, value in record.items()}


def _columns(names: list[str], options: Options) -> dict[str, str]:
    for column in options.columns.values():
        if column.split(".")[0] not in names and column not in names:
            raise UnreadableError(f'has no column "{column}"; its columns are {shown(names)}')
    columns = guessed(names, options.columns)
    if not any(body in columns for body in BODIES):
        raise UnreadableError(
            f"has no column that is known to hold the text: --map text=COLUMN, one of {shown(names)}"
        )
    return columns


def _raw(
    row: Mapping[str, object],
    place: Place,
    columns: Mapping[str, str],
    options: Options,
    notes: tuple[str, ...],
) -> Raw:
    filled = {name: value for name, value in row.items() if value not in ("", None)}
    for body in (columns[body] for body in BODIES if body in columns):
        filled.setdefault(body, None)  # the column is known, and the row has nothing in it
    return Raw(filled, place, Format.RECORD, columns=tuple(options.columns.items()), notes=notes)
