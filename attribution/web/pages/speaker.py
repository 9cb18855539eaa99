"""One speaker: names, roles, time, outlets, stances, hearers, and every statement, newest first."""

from __future__ import annotations

import re
from typing import Any

from datasette.utils.asgi import Response

from attribution.web.addresses import Addresses
from attribution.web.database import NewsDatabase, Row
from attribution.web.feeds import feed
from attribution.web.finding import find
from attribution.web.listing import Slice, asked_slice, pager
from attribution.web.page import Page, PageError, PageRequest
from attribution.web.people import nearly_named
from attribution.web.questions import Question, read
from attribution.web.reading import statements_of
from attribution.web.responses import as_csv, as_feed
from attribution.web.speaking import Counts, counts_of, lines, speaker_with, timeline
from attribution.web.statements import DAY, FLAT, flat

SIZE = 20
MOST = 1_000
REACHED = 20_000  # statements that can be paged through; earlier ones are found by their time
ORDERS = {"date": "newest first", "oldest": "oldest first"}
NAMES = """SELECT name, count(*) AS articles FROM speaker_names WHERE speaker = :key AND name <> :name
AND article NOT IN (SELECT id FROM articles WHERE superseded_by IS NOT NULL)
GROUP BY name ORDER BY 2 DESC, name LIMIT 12"""
ROLE_DAYS = f"""SELECT min({DAY}) AS first, max({DAY}) AS last FROM attributions AS a
WHERE a.speaker = :key AND a.role = :role AND NOT a.superseded"""
NEWEST = f"""SELECT rowid AS n FROM attributions AS a WHERE a.speaker = :key AND NOT a.superseded
ORDER BY {DAY} {{direction}}, a.rowid {{direction}} LIMIT :limit OFFSET :skip"""


async def page(asked: PageRequest) -> Page:
    """What there is to know of the speaker, and a page of their statements."""
    database, addresses = asked.database, asked.addresses
    speaker = await speaker_with(asked, asked.path["id"])
    key, name = speaker["id"], speaker["name"]
    question = read(asked.asked("q"), asked.pairs()).without("speaker")
    counts = await counts_of(database, key)

    def address(**more: Any) -> str:
        query = {"q": question.words(), **question.filters, "sort": asked.asked("sort"), **more}
        return addresses.speaker(key, **query)

    shown = await _statements(asked, speaker, question, address)
    similar = await nearly_named(database, key, name, 5)
    data: dict[str, Any] = {
        "speaker": speaker,
        "names": await database.rows(NAMES, key=key, name=name),
        "roles": await _roles(database, counts, speaker, addresses),
        "timeline": timeline(counts, key, addresses),
        "outlets": lines(counts, "outlet", key, addresses, 6),
        "stances": lines(counts, "stance", key, addresses, 9),
        "kinds": lines(counts, "kind", key, addresses, 3),
        "cues": lines(counts, "cue", key, addresses, 8),
        "addressees": lines(counts, "addressee", key, addresses, 6),
        "similar": [
            {**other, "url": addresses.speaker(other["id"]), "compare": addresses.compare(key, other["id"])}
            for other in similar
        ],
        "question": question.words(),
        "notes": list(question.notes),
        "filters": [
            {"filter": each, "value": value, "without": _without(addresses, speaker, question, each)}
            for each, value in question.filters.items()
        ],
        "atom": addresses.speaker(key, ".atom"),
        **shown,
    }
    return Page(name, "attribution_speaker.html", data)


async def _statements(asked: PageRequest, speaker: Row, question: Question, address: Any) -> dict[str, Any]:
    order = asked.asked("sort") or "date"
    if order not in ORDERS:
        raise PageError(400, f"There is no order “{order[:40]}”", f"Choose one of: {', '.join(ORDERS)}.")
    at = asked_slice(asked, size=SIZE, most=MOST)
    if question.filters or question.terms:
        found = await find(asked.database, question, [speaker["id"]], order)
        numbers = [row["n"] for row in found.rows[at.skip : at.skip + at.size]]
        total, limit = len(found.rows), found.limit
    else:
        numbers, total, limit = await _all(asked.database, speaker, at, order)
    return {
        "total": total,
        "limit": limit,
        "sort": order,
        "sorts": [
            {
                "sort": name,
                "label": label,
                "url": address(sort="" if name == "date" else name) + "#statements",
            }
            for name, label in ORDERS.items()
        ],
        "pager": pager(at, total, lambda to: address(page=to, size=at.size if at.size != SIZE else "")),
        "statements": await statements_of(asked.database, asked.addresses, numbers, question.match()),
        "csv": asked.addresses.speaker(
            speaker["id"], ".csv", q=question.words(), **question.filters, size=min(max(total, 1), MOST)
        ),
    }


async def _all(database: NewsDatabase, speaker: Row, at: Slice, order: str) -> tuple[list[int], int, str]:
    """Everything the speaker said, a page of it, straight from the index."""
    total = min(speaker["statements"], REACHED)
    sql = NEWEST.format(direction="ASC" if order == "oldest" else "DESC")
    rows = await database.rows(
        sql, key=speaker["id"], limit=min(at.size, max(0, total - at.skip)), skip=at.skip
    )
    limit = ""
    if total < speaker["statements"]:
        which, all_of_them = "oldest" if order == "oldest" else "newest", speaker["statements"]
        limit = f"These are the {which} {total:,} of {all_of_them:,}; choose a time above for the others."
    return [row["n"] for row in rows], total, limit


async def _roles(
    database: NewsDatabase, counts: Counts, speaker: Row, addresses: Addresses
) -> list[dict[str, Any]]:
    """The roles given most often, each with the first and the last day it was given."""
    roles = lines(counts, "role", speaker["id"], addresses, 8, speaker["statements"])
    for role in roles:
        if role["value"] is not None:
            days = await database.row(ROLE_DAYS, key=speaker["id"], role=role["value"])
            role.update(days or {})
    return roles


def _without(addresses: Addresses, speaker: Row, question: Question, name: str) -> str:
    wider = question.without(name)
    return addresses.speaker(speaker["id"], q=wider.words(), **wider.filters) + "#statements"


def download(page: Page, asked: PageRequest) -> Response:
    """The statements of the page as CSV."""
    name = re.sub(r"[^a-z0-9]+", "-", page.title.casefold(), flags=re.ASCII).strip("-")[:60] or "speaker"
    return as_csv(map(flat, page.data["statements"]), FLAT, f"{name}.csv")


def follow(page: Page, asked: PageRequest) -> Response:
    """The statements of the page as an Atom feed."""
    return as_feed(
        feed(asked, page.title, page.data["speaker"]["url"], page.data["atom"], page.data["statements"])
    )
