"""The database: one SQLite file, and the only code that writes rows into it."""

from sqlite_utils import Database

from attribution.storage.errors import StorageError
from attribution.storage.fetches import remember, remembered
from attribution.storage.fingerprint import extractor_fingerprint
from attribution.storage.migrations import schema_text
from attribution.storage.opening import check_database, open_database, reading
from attribution.storage.rows import speaker_key
from attribution.storage.saving import Ingest, Outcome, save

__all__ = [
    "Database",
    "Ingest",
    "Outcome",
    "StorageError",
    "check_database",
    "extractor_fingerprint",
    "open_database",
    "reading",
    "remember",
    "remembered",
    "save",
    "schema_text",
    "speaker_key",
]
