"""The database behind the pages: found by its tables, and only read."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, TypeVar

from datasette.database import QueryInterrupted
from datasette.utils import sqlite_timelimit
from datasette.utils.sqlite import sqlite3

# What makes a database one of ours, and what the pages of this version read besides.
CORE = frozenset({"attributions", "articles", "speakers", "spans"})
TABLES = CORE | {
    "audit_items", "audits", "corrections", "evidence", "quoted_spans", "rules", "speaker_counts", "speaker_names",
}  # fmt: skip

Row = dict[str, Any]
T = TypeVar("T")


class DatabaseError(Exception):
    """No database can be shown: one line that says what to do, and the command for it, if any."""

    def __init__(self, message: str, command: str = "") -> None:
        super().__init__(message)
        self.command = command


class TooLongError(Exception):
    """A query met Datasette's time limit."""


class NewsDatabase:
    """Reads the database with values as parameters, and counts what that took."""

    def __init__(self, datasette: Any, name: str) -> None:
        self.name = name
        self.queries = 0
        self.milliseconds = 0.0
        self._database = datasette.get_database(name)
        self._limit = datasette.setting("sql_time_limit_ms")

    async def rows(self, sql: str, **values: Any) -> list[Row]:
        """All rows of the query, each as a dictionary; raises TooLongError at Datasette's time limit."""
        started = time.perf_counter()
        try:
            results = await self._database.execute(sql, values)
        except QueryInterrupted as error:
            raise TooLongError from error
        finally:
            self.queries += 1
            self.milliseconds += (time.perf_counter() - started) * 1000
        return [dict(zip(results.columns, row, strict=True)) for row in results.rows]

    async def read(self, ask: Callable[[Any], T]) -> T:
        """What `ask` reads from a connection of SQLite; raises TooLongError at Datasette's time limit."""

        def limited(connection: Any) -> T:
            with sqlite_timelimit(connection, self._limit):
                return ask(connection)

        started = time.perf_counter()
        try:
            result: T = await self._database.execute_fn(limited)
        except sqlite3.OperationalError as error:
            if error.args == ("interrupted",):
                raise TooLongError from error
            raise
        finally:
            self.queries += 1
            self.milliseconds += (time.perf_counter() - started) * 1000
        return result

    async def row(self, sql: str, **values: Any) -> Row | None:
        """The first row of the query; None if there is none."""
        found = await self.rows(sql, **values)
        return found[0] if found else None

    async def value(self, sql: str, **values: Any) -> Any:
        """The first column of the first row; None if there is none."""
        found = await self.row(sql, **values)
        return next(iter(found.values())) if found else None


async def find_database(datasette: Any) -> str:
    """The name of the database to show: that of the plugin's setting, or the only one with our tables.

    Raises DatabaseError where there is none, or where several are open and none is named.
    """
    named = (datasette.plugin_config("attribution") or {}).get("database")
    if named:
        if named not in datasette.databases:
            raise DatabaseError(
                f"The setting of the plugin names the database “{named}”, which is not open."
                " Name one that is, or start Datasette with it."
            )
        return str(named)
    found: list[str] = []
    for name, database in datasette.databases.items():
        if set(await database.table_names()) >= CORE:
            found.append(name)
    if not found:
        raise DatabaseError(
            "None of the open databases holds attributions. Make one, and serve it:",
            "attribution ingest seeds && attribution serve",
        )
    if len(found) > 1:
        raise DatabaseError(
            f"Several open databases hold attributions ({', '.join(sorted(found))})."
            " Name the one to show in the metadata: under “plugins”, “attribution”, “database”."
        )
    return found[0]
