"""What can go wrong with the database file, in one line that says what, where and what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from os import PathLike

KEPT = "what was written before is kept, and the same command goes on from there"
ADVICE = {
    "SQLITE_BUSY": "is locked by another program; try again when that one has finished",
    "SQLITE_LOCKED": "is locked by another program; try again when that one has finished",
    "SQLITE_READONLY": "is read-only, or its folder is; make both writable or choose another file with --db",
    "SQLITE_CANTOPEN": "cannot be opened; check that its folder exists and that you may write there",
    "SQLITE_PERM": "cannot be opened; check that you may read and write it",
    "SQLITE_NOTADB": "is not a SQLite database; choose another file with --db",
    "SQLITE_CORRUPT": "is damaged; restore it from a copy, or ingest the articles into a new file",
    "SQLITE_FULL": f"cannot grow: the disk is full; {KEPT}",
    "SQLITE_IOERR": f"cannot be read or written: the disk is full, a limit on the size of files is reached, or it is"
    f" failing; {KEPT}",
}


class StorageError(Exception):
    """The database cannot be used as asked: one line, naming the file and what to do."""


def explained(error: sqlite3.Error, path: str | PathLike[str]) -> StorageError:
    """The error of SQLite as a `StorageError`; `SQLITE_READONLY_DIRECTORY` counts as `SQLITE_READONLY`."""
    name = getattr(error, "sqlite_errorname", None) or ""
    if str(error).startswith("Could not decode"):  # text that is none: SQLite checks it only when it is read
        name = "SQLITE_CORRUPT"
    advice = ADVICE.get("_".join(name.split("_")[:2]), f"cannot be used: {error}")
    return StorageError(f"{path}: {advice}")


@contextmanager
def explaining(path: str | PathLike[str]) -> Iterator[None]:
    """Within it, what SQLite says of the file is raised as `StorageError`; broken constraints are not."""
    try:
        yield
    except sqlite3.IntegrityError:
        raise
    except sqlite3.Error as error:
        raise explained(error, path) from error
    except UnicodeDecodeError as error:  # of a damaged schema
        raise StorageError(f"{path}: {ADVICE['SQLITE_CORRUPT']}") from error
