"""One speaker: who it is, and how often they said something, when, where, how and to whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from attribution.web.addresses import Addresses
from attribution.web.charts import axis, bars
from attribution.web.database import NewsDatabase, Row
from attribution.web.page import NextStep, PageError, PageRequest
from attribution.web.people import COLUMNS
from attribution.web.wording import is_day, kind_words, plural, stance_words

SPEAKER = f"SELECT {COLUMNS} FROM speakers AS s WHERE s.id = :key"
COUNTS = (
    "SELECT what, value, statements FROM speaker_counts WHERE speaker = :key ORDER BY statements DESC, value"
)
Counts = dict[str, dict[str, int]]
PUT: dict[str, Callable[[str], str]] = {
    "stance": stance_words,
    "kind": lambda kind: f"{kind}: {kind_words(kind)}",
}


async def speaker_with(asked: PageRequest, key: str) -> Row:
    """The speaker with this id; raises PageError if there is none."""
    speaker = await asked.database.row(SPEAKER, key=key)
    if speaker is None:
        raise PageError(
            404,
            f"There is no speaker “{key[:80]}”",
            "A speaker's address lasts as long as their name is written in one of the articles.",
            [
                NextStep("Look for the name", asked.addresses.speakers(q=key[:80])),
                NextStep("All speakers", asked.addresses.speakers()),
            ],
        )
    return {**speaker, "url": asked.addresses.speaker(speaker["id"])}


async def counts_of(database: NewsDatabase, key: str) -> Counts:
    """What is counted of the speaker -> each value with its number of statements, the most frequent first."""
    counts: Counts = defaultdict(dict)
    for row in await database.rows(COUNTS, key=key):
        counts[row["what"]][row["value"]] = row["statements"]
    return counts


def months_of(counts: Counts) -> tuple[dict[str, int], dict[str, int]]:
    """Statements by the month they were said in, and of the others by the month they were published in."""
    said, published = (
        {month: count for month, count in counts.get(what, {}).items() if is_day(month)}
        for what in ("said", "published")
    )
    return said, published


def timeline(counts: Counts, key: str, addresses: Addresses) -> dict[str, Any]:
    """The statements over time as bars, with a link for each to its statements."""
    said, published = months_of(counts)
    over = axis([*said, *published])
    (in_said, left_said), (in_published, left_published) = over.counted(said), over.counted(published)
    return {
        "unit": over.unit,
        "bars": [
            {
                "label": period.label,
                "short": period.short,
                "era": period.era,
                "from": period.first,
                "to": period.last,
                "said": count_said,
                "published": count_published,
                "statements": count_said + count_published,
                "url": in_period(addresses, key, period.first, period.last),
            }
            for period, (count_said, count_published) in bars(over, in_said, in_published)
        ],
        "year_only": left_said + left_published,
    }


def in_period(addresses: Addresses, key: str, first: str, last: str) -> str:
    """The statements of a speaker in this time."""
    days = {"in": first} if first == last else {"from": first, "to": last}
    return addresses.speaker(key, **days) + "#statements"


def lines(
    counts: Counts, what: str, key: str, addresses: Addresses, most: int, total: int = 0
) -> list[dict[str, Any]]:
    """The most frequent values as lines with links; what the others amount to is the last line.

    With `total`, the statements that have no such value are a line of their own.
    """
    values = counts.get(what, {})
    put = PUT.get(what, str)
    shown = [
        {
            "value": value,
            "label": put(value),
            "statements": count,
            "url": addresses.speaker(key, **{what: value}) + "#statements",
        }
        for value, count in list(values.items())[:most]
    ]
    if len(values) > most:
        rest = sum(list(values.values())[most:])
        shown.append(
            {"value": None, "label": plural(len(values) - most, "other"), "statements": rest, "url": None}
        )
    if (without := total - sum(values.values())) > 0:
        shown.append({"value": None, "label": "not told", "statements": without, "url": None})
    return shown
