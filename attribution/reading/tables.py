"""Tables: CSV, TSV and Parquet, a row an article."""

from __future__ import annotations

import csv
import tempfile
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO

from attribution.reading import cleaning
from attribution.reading.cleaning import UnreadableError, needs
from attribution.reading.columns import BODIES, cells, delimiter_of, guessed, told_guess
from attribution.reading.decoding import decode
from attribution.reading.lines import lines_of
from attribution.reading.opening import CHUNK, DamagedError, Opened
from attribution.reading.values import Format, Options, Place, Problem, Raw

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

MOST_COPIED = 8 * 1024**3  # bytes of a Parquet file that were compressed once more, or come by a pipe


def read_csv(opened: Opened, place: Place, options: Options) -> Iterator[Raw | Problem]:
    """Each row below the header; cells are told apart by what stands in the header most often of , ; tab |."""
    csv.field_size_limit(cleaning.MOST_BYTES)
    lines = Lines(opened)
    header = next(lines, "")
    names = cells(header, delimiter_of(header))
    columns = _columns(names, options)
    notes = lines.notes + told_guess(columns, options.columns)
    rows = csv.reader(lines, delimiter=delimiter_of(header))
    number = 1
    while True:
        number += 1
        try:
            row = next(rows)
        except StopIteration:
            break
        except csv.Error as error:
            raise DamagedError(
                f"is no table from row {number} on ({error}); the rest was left out"
            ) from error
        if not row:
            continue
        if lines.open_quotes():
            raise DamagedError(f"ends within the quotation marks of row {number}")
        yield _raw(dict(zip(names, row, strict=False)), place, f"row {number}", options, notes)
        notes = ()


class Lines:
    """The lines of a table as text; counts quotation marks, to tell where the last row has no end."""

    def __init__(self, opened: Opened) -> None:
        self._lines = lines_of(opened)
        self._quotes = 0
        self._ended = False
        self.notes: tuple[str, ...] = ()

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
        try:
            text = line.decode("utf-8-sig" if line.startswith(BOM_UTF8) else "utf-8")
        except UnicodeDecodeError:
            text, self.notes = decode(line)
        return text.replace("\r\n", "\n").replace("\r", " ")

    def open_quotes(self) -> bool:
        """Whether the lines have come to an end within quotation marks."""
        return self._ended and self._quotes % 2 == 1


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
        yield _raw(_stringed(record), place, f"row {number}", options, notes)
        notes = ()


def _stringed(record: Mapping[str, Any]) -> dict[str, object]:
    """The row with its bytes as text."""
    return {name: decode(value)[0] if isinstance(value, bytes) else value for name, value in record.items()}


def _columns(names: list[str], options: Options) -> dict[str, str]:
    for column in options.columns.values():
        if column.split(".")[0] not in names and column not in names:
            raise UnreadableError(f'has no column "{column}"; its columns are {", ".join(names[:30])}')
    columns = guessed(names, options.columns)
    if not any(body in columns for body in BODIES):
        known = ", ".join(names[:30])
        raise UnreadableError(
            f"has no column that is known to hold the text: --map text=COLUMN, one of {known}"
        )
    return columns


def _raw(row: dict[str, object], place: Place, words: str, options: Options, notes: tuple[str, ...]) -> Raw:
    filled = {name: value for name, value in row.items() if value not in ("", None)}
    told = tuple(options.columns.items())
    return Raw(filled, place.part(words), Format.RECORD, columns=told, notes=notes)
