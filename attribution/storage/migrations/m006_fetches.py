"""Addresses that were fetched, with what their servers gave to ask for changes by."""

from __future__ import annotations

from sqlite_utils import Database


def fetches(db: Database) -> None:
    """A table of addresses; it is looked up by them alone."""
    db.execute("""CREATE TABLE fetches (
    url TEXT PRIMARY KEY NOT NULL,
    fetched TEXT NOT NULL,
    etag TEXT,
    last_modified TEXT,
    told TEXT
) STRICT""")
