"""Which statements answer a question: found, counted and put in order, within a bounded amount of work.

A database may hold millions of statements, and a page may not read them all. So the rarest part of the question
leads; where even that is common, the newest stretch is searched, and `Found.limit` says how much that was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from attribution.web.database import NewsDatabase, Row
from attribution.web.questions import EQUAL, Question
from attribution.web.statements import DAY

COMPLETE = 5_000  # what has no more rows than these is read whole
SHOWN = 2_000  # of what has more, so many are put in order and counted
SEARCHED = 10_000  # and so many are looked through for them

COLUMNS = f"a.rowid AS n, a.speaker, a.publisher, a.kind, a.stance, a.year, {DAY} AS day"
WORDS = "attributions_fts MATCH :words"
HOLDS = "+a.review IS NOT 'rejected' AND NOT +a.superseded"
# Filters that an index by day can begin with.
DAYS_OF_SPEAKER = {"speaker", "from", "to"}


@dataclass(frozen=True, slots=True)
class Found:
    """The statements found: rows of `COLUMNS` in the order asked for; the best match can be first if there are words.

    `limit` is a sentence that tells what was left out; "" if these are all there are.
    """

    rows: Sequence[Row]
    limit: str


@dataclass(frozen=True, slots=True)
class Conditions:
    """A question as conditions of SQL on `attributions AS a`, one for each filter, and their values."""

    sql: dict[str, str]
    values: dict[str, Any]

    def all(self, *, leading: str = "") -> str:
        """All conditions, and that it holds still; those that do not lead are kept from choosing the index."""
        given = (
            condition if name == leading else condition.replace("a.", "+a.", 1)
            for name, condition in self.sql.items()
        )
        return " AND ".join([*given, HOLDS])


def conditions(question: Question, speakers: Sequence[str] | None) -> Conditions:
    """The filters as conditions; `speakers` are the ids that the filter `speaker` stands for."""
    sql: dict[str, str] = {}
    values: dict[str, Any] = {}
    if speakers is not None:
        names = [f"speaker{number}" for number in range(len(speakers))]
        sql["speaker"] = f"a.speaker IN ({', '.join(':' + name for name in names)})"
        values.update(zip(names, speakers, strict=True))
    for name, value in question.filters.items():
        if name in EQUAL:
            sql[name] = f"a.{EQUAL[name]} = :{name}"
            values[name] = value
    first, last = (question.filters.get(name) or question.filters.get("in") for name in ("from", "to"))
    if first:
        # A month or a year alone may lie in what was asked: "2026" does, for everything from March 2026.
        sql["from"] = f"{DAY} >= :year0 AND {DAY} >= substr(:from0, 1, length({DAY}))"
        values.update(from0=first, year0=first[:4])
    if last:
        sql["to"] = f"{DAY} < :to0 || '~'"
        values["to0"] = last
    return Conditions(sql, values)


async def find(
    database: NewsDatabase, question: Question, speakers: Sequence[str] | None = None, order: str = "date"
) -> Found:
    """The statements that answer the question, in the order `relevance`, `date` (the newest first) or `oldest`."""
    given = conditions(question, speakers)
    words = bool(question.terms)
    if words:
        given.values["words"] = question.match()
    leading = await _leading(database, words, given)
    if leading == "words":
        found = Found(await _with_words(database, given, "1", COMPLETE), "")
    elif leading:
        found = Found(await _by_filter(database, given, leading, words), "")
    elif words and not DAYS_OF_SPEAKER & given.sql.keys():
        found = await _by_last_words(database, given)
    else:
        found = await _by_day(database, given, words, order)
    return _ordered(found, order)


async def _leading(database: NewsDatabase, words: bool, given: Conditions) -> str | None:
    """The part of the question that the fewest statements have; None if even these are many."""
    sizes: dict[str, int] = {}
    if words:
        sizes["words"] = await _size(database, f"attributions_fts WHERE {WORDS}", given)
    for name, condition in given.sql.items():
        if name not in {"from", "to"}:
            sizes[name] = await _size(database, f"attributions AS a WHERE {condition}", given)
    if days := _days(given):
        lead = " AND ".join(given.sql[name] for name in days)
        sizes["from"] = await _size(database, f"attributions AS a WHERE {lead}", given)
    leading = min(sizes, key=lambda name: sizes[name], default=None)
    return leading if leading and sizes[leading] <= COMPLETE else None


async def _size(database: NewsDatabase, source: str, given: Conditions) -> int:
    """How many rows there are, at most one more than can be read whole."""
    sql = f"SELECT count(*) FROM (SELECT 1 FROM {source} LIMIT {COMPLETE + 1})"
    count: int = await database.value(sql, **given.values)
    return count


async def _with_words(
    database: NewsDatabase, given: Conditions, among: str, limit: int, **values: Any
) -> list[Row]:
    """Statements with the words and all filters, the last read first; `among` is a condition on `f.rowid`."""
    return await database.rows(
        f"SELECT {COLUMNS}, f.rank AS rank FROM attributions_fts AS f"
        f" CROSS JOIN attributions AS a ON a.rowid = f.rowid WHERE {WORDS} AND {among} AND {given.all()}"
        " ORDER BY f.rowid DESC LIMIT :limit",
        **given.values,
        **values,
        limit=limit,
    )


async def _by_filter(database: NewsDatabase, given: Conditions, leading: str, words: bool) -> list[Row]:
    """All statements of a filter that few have."""
    lead = " AND ".join(given.sql[name] for name in _days(given)) if leading == "from" else given.sql[leading]
    chosen = f"SELECT a.rowid FROM attributions AS a WHERE {lead}"
    if words:
        return await _with_words(database, given, f"+f.rowid IN ({chosen})", COMPLETE)
    return await database.rows(
        f"SELECT {COLUMNS} FROM attributions AS a WHERE a.rowid IN ({chosen}) AND {given.all()}",
        **given.values,
    )


async def _by_last_words(database: NewsDatabase, given: Conditions) -> Found:
    """Words that many statements have: among those that were read in last."""
    searched = SEARCHED if given.sql else SHOWN
    (last,) = await database.rows(
        f"SELECT count(*) AS count, min(rowid) AS floor FROM (SELECT rowid FROM attributions_fts WHERE {WORDS}"
        " ORDER BY rowid DESC LIMIT :searched)",
        words=given.values["words"],
        searched=searched,
    )
    rows = await _with_words(database, given, "f.rowid >= :floor", SHOWN, floor=last["floor"])
    return Found(rows, _limit(len(rows), last["count"] == searched, "last read"))


async def _by_day(database: NewsDatabase, given: Conditions, words: bool, order: str) -> Found:
    """Filters that many statements have: among the newest ones, or the oldest if these come first."""
    leads = sorted(DAYS_OF_SPEAKER & given.sql.keys())
    direction = "ASC" if order == "oldest" else "DESC"
    searched = SEARCHED if words or len(leads) < len(given.sql) else SHOWN
    chosen = (
        f"SELECT a.rowid AS n FROM attributions AS a WHERE {' AND '.join(given.sql[name] for name in leads) or '1'}"
        f" ORDER BY {DAY} {direction}, a.rowid {direction} LIMIT :searched"
    )
    which = "oldest" if order == "oldest" else "newest"
    if words:
        rows = await _with_words(database, given, f"+f.rowid IN ({chosen})", SHOWN, searched=searched)
    else:
        rows = await database.rows(
            f"SELECT {COLUMNS} FROM ({chosen}) AS w CROSS JOIN attributions AS a ON a.rowid = w.n"
            f" WHERE {given.all()} ORDER BY {DAY} {direction}, a.rowid {direction} LIMIT :limit",
            **given.values,
            searched=searched,
            limit=SHOWN,
        )
    looked = await database.value(f"SELECT count(*) FROM ({chosen})", **given.values, searched=searched)
    return Found(rows, _limit(len(rows), looked == searched, which))


def _days(given: Conditions) -> list[str]:
    return [name for name in ("from", "to") if name in given.sql]


def _limit(found: int, broken_off: bool, which: str) -> str:
    """What was left out, in a sentence; "" if nothing was."""
    if found >= SHOWN:
        return (
            f"More than {SHOWN:,} statements match. The {which} {SHOWN:,} of them are shown and counted here."
        )
    if broken_off:
        return (
            f"So many statements come into question that only the {which} {SEARCHED:,} were looked through."
        )
    return ""


def _ordered(found: Found, order: str) -> Found:
    """By rank, or by day; what has no day comes last."""
    rows = list(found.rows)
    if order == "relevance" and rows and "rank" in rows[0]:
        rows.sort(key=lambda row: (row["rank"], row["n"]))
    elif order == "oldest":
        rows.sort(key=lambda row: (row["day"] is None, row["day"] or "", row["n"]))
    else:
        rows.sort(key=lambda row: (row["day"] or "", row["n"]), reverse=True)
    return Found(rows, found.limit)
