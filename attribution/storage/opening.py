"""Opening the database: made if missing, brought to the newest schema, refused with a reason."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, TypeVar
from urllib.parse import quote

from sqlite_utils import Database

from attribution.storage.errors import StorageError, explained, explaining
from attribution.storage.migrations import MIGRATIONS, known_migrations

HEADER = b"SQLite format 3\x00"
WAIT = 5.0  # seconds that a locked database is waited for
Written = TypeVar("Written")


def open_database(
    path: str | Path, *, wait: float = WAIT, journal: Literal["WAL", "DELETE"] = "WAL"
) -> Database:
    """Open the database to write, making it and its folder if missing, and apply pending migrations.

    With the journal mode WAL others read while one writes, so that `serve` may run beside; DELETE is for file
    systems that have no shared memory, such as those of a network. Neither loses what was written when a process
    is killed.

    Raises StorageError if the file is locked for longer than `wait` seconds, read-only, no SQLite database,
    one of another program, or made by a newer version of this one. Nothing is changed then.
    """
    path = Path(path)
    _check_file(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(f"{path}: its folder cannot be made ({error.strerror})") from error
    with explaining(path):
        db = Database(sqlite3.connect(path, timeout=wait))
    try:
        with explaining(path):
            _check_schema(db, path)
            db.execute("PRAGMA foreign_keys = ON")
            with writing(db):
                MIGRATIONS.apply(db)
            db.execute(f"PRAGMA journal_mode = {journal}").fetchone()
            db.execute("PRAGMA synchronous = NORMAL")
            db.execute(
                "PRAGMA cache_size = -64000"
            )  # 64 MB: indexes of a large database are written at random
            db.execute("PRAGMA temp_store = MEMORY")  # what statements keep to be undone, some megabytes
    except BaseException:
        db.close()
        raise
    return db


@contextmanager
def opened(path: str | Path) -> Iterator[Database]:
    """The database as `open_database` opens it, closed behind; what SQLite says of it meanwhile is StorageError."""
    db = open_database(path)
    try:
        yield db
    except sqlite3.IntegrityError:
        raise
    except sqlite3.Error as error:
        raise explained(error, path) from error
    finally:
        db.close()


def check_database(path: str | Path, *, wait: float = WAIT) -> bool:
    """Whether the database has the newest schema; nothing is written.

    Raises StorageError if the file is missing or cannot be used.
    """
    path = Path(path)
    if not path.exists():
        raise StorageError(f"{path}: no such file; make it with `attribution ingest PATH`")
    _check_file(path)
    with explaining(path):
        db = Database(sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True, timeout=wait))
        try:
            _check_schema(db, path)
            return not MIGRATIONS.pending(db)
        finally:
            db.close()


@contextmanager
def reading(path: str | Path, *, wait: float = WAIT) -> Iterator[sqlite3.Connection]:
    """The database open to be read, and closed behind; nothing can be written.

    Raises StorageError if the file is missing, cannot be used or holds nothing of ours.
    """
    path = Path(path)
    check_database(path, wait=wait)
    with explaining(path):
        connection = sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True, timeout=wait)
        try:
            if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'attributions'").fetchone():
                raise StorageError(f"{path}: holds nothing yet; fill it with `attribution ingest PATH`")
            yield connection
        finally:
            connection.close()


@contextmanager
def writing(db: Database) -> Iterator[None]:
    """One transaction that takes the write lock at once; all of it is kept, or nothing."""
    path = location(db)
    with explaining(path):
        db.conn.execute("BEGIN IMMEDIATE")
        try:
            yield
            db.conn.execute("COMMIT")
        except BaseException:
            db.rollback()
            raise


def written_on(connection: sqlite3.Connection, write: Callable[[Database], Written]) -> Written:
    """What `write` gives, done in one transaction on a connection that somebody else has opened to write."""
    db = Database(connection)
    connection.execute("PRAGMA foreign_keys = ON")
    with writing(db):
        return write(db)


def settle_journal(path: str | Path) -> None:
    """Bring what is still in the journal into the file itself, so that the file alone is the database.

    StorageError if somebody is writing. Where nothing waits in a journal, nothing is written.
    """
    path = Path(path)
    if not Path(f"{path}-wal").exists():
        return
    with explaining(path):
        connection = sqlite3.connect(path, timeout=WAIT)
        try:
            busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        finally:
            connection.close()
    if busy:
        raise StorageError(f"{path}: is being written or read; try again when that has finished")


def location(db: Database) -> str:
    """The path of the database's file, for messages; relative to where one stands, if it lies below."""
    path = Path(db.conn.execute("PRAGMA database_list").fetchone()[2] or "the database")
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)


def _check_file(path: Path) -> None:
    if path.is_dir():
        raise StorageError(f"{path}: is a folder; name a file, such as {path / 'attribution.db'}")
    try:
        with path.open("rb") as file:
            head = file.read(len(HEADER))
    except FileNotFoundError:
        return
    except OSError as error:
        raise StorageError(f"{path}: cannot be read ({error.strerror})") from error
    if head and head != HEADER:
        raise StorageError(f"{path}: is not a SQLite database; choose another file with --db")


def _check_schema(db: Database, path: Path) -> None:
    applied = {migration.name for migration in MIGRATIONS.applied(db)}
    if applied - known_migrations():
        raise StorageError(f"{path}: was made by a newer version of attribution; install that version")
    if not applied and db.table_names():
        raise StorageError(f"{path}: is a database of another program; choose another file with --db")
