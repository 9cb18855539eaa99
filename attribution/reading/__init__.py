"""Reading: paths in, articles out. Bytes become text here, once, before any offset exists.

It has two stages. `raws` opens files and cuts them into the bytes of single articles, which is cheap;
`read_raw` makes an article of them, which is dear for a web page and can be done in another process.
"""

from attribution.reading.articles import read_raw
from attribution.reading.columns import address_pattern, mapping_of
from attribution.reading.dates import iso_date
from attribution.reading.paths import STANDARD_INPUT, bytes_of, files_of, is_many
from attribution.reading.sources import raws, raws_of, read_files
from attribution.reading.values import Format, Metadata, Options, Place, Problem, Raw, Read, ReadingError

__all__ = [
    "STANDARD_INPUT",
    "Format",
    "Metadata",
    "Options",
    "Place",
    "Problem",
    "Raw",
    "Read",
    "ReadingError",
    "address_pattern",
    "bytes_of",
    "files_of",
    "is_many",
    "iso_date",
    "mapping_of",
    "raws",
    "raws_of",
    "read_files",
    "read_raw",
]
