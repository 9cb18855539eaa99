"""The database: one SQLite file, and the only code that writes rows into it."""

from sqlite_utils import Database

from attribution.storage.audits import Sample, answer, start_audit
from attribution.storage.corrections import By, record, undo
from attribution.storage.errors import StorageError
from attribution.storage.fetches import remember, remembered
from attribution.storage.fingerprint import extractor_fingerprint, reader_fingerprint
from attribution.storage.migrations import schema_text
from attribution.storage.opening import (
    check_database,
    open_database,
    opened,
    reading,
    settle_journal,
    written_on,
)
from attribution.storage.outcomes import Outcome, Tally
from attribution.storage.places import Visit
from attribution.storage.rows import speaker_key
from attribution.storage.saving import Ingest, now, save
from attribution.storage.stored import StoredFinding, outdated_articles, outdated_size, stored_findings

__all__ = [
    "By",
    "Database",
    "Ingest",
    "Outcome",
    "Sample",
    "StorageError",
    "StoredFinding",
    "Tally",
    "Visit",
    "answer",
    "check_database",
    "extractor_fingerprint",
    "now",
    "open_database",
    "opened",
    "outdated_articles",
    "outdated_size",
    "reader_fingerprint",
    "reading",
    "record",
    "remember",
    "remembered",
    "save",
    "schema_text",
    "settle_journal",
    "speaker_key",
    "start_audit",
    "stored_findings",
    "undo",
    "written_on",
]
