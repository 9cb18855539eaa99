"""Ingesting: what reading gives goes through extraction, in several processes, into the database.

The commands `ingest`, `watch` and `reextract` share it. The parent process reads files, keeps the order and is
the only one that writes; the others read single articles and extract, which is pure.
"""

from attribution.ingesting.changes import Change, Kind
from attribution.ingesting.pipeline import ingest
from attribution.ingesting.reextraction import Reextraction, reextract
from attribution.ingesting.trail import ingest_given
from attribution.ingesting.values import Quiet, Report, Settings, Summary, cores

__all__ = [
    "Change",
    "Kind",
    "Quiet",
    "Reextraction",
    "Report",
    "Settings",
    "Summary",
    "cores",
    "ingest",
    "ingest_given",
    "reextract",
]
