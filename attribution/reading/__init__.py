"""Reading: paths in, articles out. Bytes become text here, once, before any offset exists."""

from attribution.reading.dates import iso_date
from attribution.reading.paths import STANDARD_INPUT, bytes_of, files_of, is_jsonl
from attribution.reading.sources import read_files
from attribution.reading.values import Metadata, Problem, Read, ReadingError

__all__ = [
    "STANDARD_INPUT",
    "Metadata",
    "Problem",
    "Read",
    "ReadingError",
    "bytes_of",
    "files_of",
    "is_jsonl",
    "iso_date",
    "read_files",
]
