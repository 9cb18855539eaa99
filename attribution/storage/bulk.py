"""Many rows as few statements.

A statement that fires triggers keeps a copy of every page that it changes, so as to be undone alone, and the search
writes its words out when a statement ends. Row by row, that is most of what writing costs. So rows are laid down
beside, in memory, and then moved by one statement for some thousands of them. Every trigger looks at every row as
before.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

from sqlite_utils import Database

from attribution.storage.rows import Row

ROWS = 2_000  # of a statement: the copies of pages that it keeps are some tens of megabytes at most


class Into(NamedTuple):
    """A table and those of its columns that are given; `conflict` is what to do where a row is there already."""

    table: str
    columns: str
    conflict: str = ""

    @property
    def beside(self) -> str:
        """The table that rows are laid down in; it lasts as long as the connection, and no other one sees it."""
        return f"temp.incoming_{self.table}"


def put(db: Database, into: Into, rows: Iterable[Row]) -> None:
    """Add the rows, in their order; within the caller's transaction."""
    columns, beside = into.columns, into.beside
    signs = ", ".join("?" * len(columns.split(",")))
    run = db.conn.execute
    run(f"CREATE TABLE IF NOT EXISTS {beside} ({columns})")
    rows = iter(rows)
    lay = f"INSERT INTO {beside} VALUES ({signs})"  # noqa: S608 (names of our own)
    while db.conn.executemany(lay, islice(rows, ROWS)).rowcount > 0:
        # Without `WHERE`, what follows could be read as a join.
        run(f"INSERT INTO {into.table} ({columns}) SELECT * FROM {beside} WHERE 1 {into.conflict}")  # noqa: S608
        run(f"DELETE FROM {beside}")  # noqa: S608
