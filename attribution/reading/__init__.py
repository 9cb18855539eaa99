"""Reading: paths in, articles out. Bytes become text here, once, before any offset exists.

It has two stages. `raws` opens files and cuts them into the bytes of single articles, which is cheap;
`read_raw` makes an article of them, which is dear for a web page and can be done in another process.
"""

from attribution.reading.articles import read_raw
from attribution.reading.columns import address_pattern, mapping_of
from attribution.reading.dates import iso_date
from attribution.reading.fetching.values import Settings as Fetching
from attribution.reading.given import Given, given, is_address, steps_of
from attribution.reading.paths import STANDARD_INPUT, bytes_of, files_of, is_many
from attribution.reading.sources import raws, raws_of, read_files
from attribution.reading.steps import Listed, Memo, Step
from attribution.reading.values import (
    EmptyFolderError,
    Format,
    Metadata,
    Options,
    Place,
    Problem,
    Raw,
    Read,
    ReadingError,
    Unchanged,
)

__all__ = [
    "STANDARD_INPUT",
    "EmptyFolderError",
    "Fetching",
    "Format",
    "Given",
    "Listed",
    "Memo",
    "Metadata",
    "Options",
    "Place",
    "Problem",
    "Raw",
    "Read",
    "ReadingError",
    "Step",
    "Unchanged",
    "address_pattern",
    "bytes_of",
    "files_of",
    "given",
    "is_address",
    "is_many",
    "iso_date",
    "mapping_of",
    "raws",
    "raws_of",
    "read_files",
    "read_raw",
    "steps_of",
]
