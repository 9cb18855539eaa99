"""The database: one SQLite file, and the only code that writes rows into it."""

from sqlite_utils import Database

from attribution.storage.audits import Sample, answer, start_audit
from attribution.storage.corrections import By, record, undo
from attribution.storage.errors import StorageError
from attribution.storage.fetches import remember, remembered
from attribution.storage.fingerprint import extractor_fingerprint
from attribution.storage.migrations import schema_text
from attribution.storage.opening import check_database, open_database, reading, settle_journal, written_on
from attribution.storage.rows import speaker_key
from attribution.storage.saving import Ingest, Outcome, now, save

__all__ = [
    "By",
    "Database",
    "Ingest",
    "Outcome",
    "Sample",
    "StorageError",
    "answer",
    "check_database",
    "extractor_fingerprint",
    "now",
    "open_database",
    "reading",
    "record",
    "remember",
    "remembered",
    "save",
    "schema_text",
    "settle_journal",
    "speaker_key",
    "start_audit",
    "undo",
    "written_on",
]
