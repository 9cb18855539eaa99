"""What is remembered of addresses that were fetched, so that only what has changed is fetched again."""

from __future__ import annotations

from collections.abc import Iterable

from sqlite_utils import Database

from attribution.storage.errors import explaining
from attribution.storage.opening import location, writing
from attribution.storage.saving import now

Remembered = tuple[str | None, str | None, str | None]  # ETag, Last-Modified, a digest of what a feed told


def remembered(db: Database, url: str) -> Remembered | None:
    """What was remembered when the address was fetched last; None if it never was."""
    with explaining(location(db)):
        found: Remembered | None = db.conn.execute(
            "SELECT etag, last_modified, told FROM fetches WHERE url = ?", (url,)
        ).fetchone()
    return found


def remember(db: Database, memos: Iterable[tuple[str, str | None, str | None, str | None]]) -> None:
    """Remember that these addresses were fetched now: each with its ETag, Last-Modified and digest."""
    time = now()
    with writing(db):
        db.conn.executemany(
            "INSERT INTO fetches (url, fetched, etag, last_modified, told) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (url) DO UPDATE SET fetched = excluded.fetched, etag = excluded.etag,"
            " last_modified = excluded.last_modified, told = excluded.told",
            [(url, time, *rest) for url, *rest in memos],
        )
