"""All speakers: the most quoted first, or those whose names begin with what is asked."""

from __future__ import annotations

import json
from typing import Any

from attribution.web.database import NewsDatabase, Row
from attribution.web.listing import asked_slice, pager
from attribution.web.page import Page, PageError, PageRequest
from attribution.web.people import COLUMNS, beginnings, named

SIZE = 50
MOST = 1_000
TYPES = {
    "person": "people",
    "organisation": "organisations",
    "group": "groups",
    "document": "documents",
    "place": "places",
}
LIST = f"""SELECT {COLUMNS} FROM speakers AS s {{where}}
ORDER BY s.attributions DESC, s.rowid LIMIT :limit OFFSET :skip"""
COUNT = "SELECT count(*) FROM speakers AS s {where}"
OF_ANY = "WHERE s.attributions > 0"
OF_TYPE = f"{OF_ANY} AND +s.type = :type"
COUNT_NAMED = """SELECT count(*) FROM speakers_fts AS f CROSS JOIN speakers AS s ON s.rowid = f.rowid
WHERE speakers_fts MATCH :match AND s.attributions > 0 AND (:type = '' OR s.type = :type)"""
TYPE_COUNTS = """SELECT type, count(*) AS speakers FROM speakers
WHERE type IS NOT NULL AND attributions > 0 GROUP BY type ORDER BY 2 DESC"""
ROLES = """SELECT speaker, value AS role, max(statements) FROM speaker_counts
WHERE what = 'role' AND speaker IN (SELECT value FROM json_each(:ids)) GROUP BY speaker"""


async def page(asked: PageRequest) -> Page:
    """A page of speakers, with how often and when each speaks."""
    text, type_ = asked.asked("q"), asked.asked("type")
    if type_ and type_ not in TYPES:
        raise PageError(400, f"There is no type “{type_[:40]}”", f"Choose one of: {', '.join(TYPES)}.")
    at = asked_slice(asked, size=SIZE, most=MOST)
    where = OF_TYPE if type_ else OF_ANY
    if text:
        match = beginnings(text)
        total = await asked.database.value(COUNT_NAMED, match=match, type=type_) if match else 0
        rows = await named(asked.database, text, at.size, at.skip, type_)
    else:
        total = await asked.database.value(COUNT.format(where=where), type=type_)
        rows = await asked.database.rows(LIST.format(where=where), type=type_, limit=at.size, skip=at.skip)

    def address(to: int) -> str:
        return asked.addresses.speakers(q=text, type=type_, page=to if to > 1 else "")

    types = await asked.database.rows(TYPE_COUNTS)
    data: dict[str, Any] = {
        "q": text,
        "type": type_,
        "types": [
            {
                **row,
                "label": TYPES.get(row["type"], row["type"]),
                "url": asked.addresses.speakers(q=text, type=row["type"]),
            }
            for row in types
        ],
        "total": total,
        "pager": pager(at, total, address),
        "speakers": await _with_roles(asked.database, asked, rows),
    }
    return Page(f"Speakers: {text}" if text else "Speakers", "attribution_speakers.html", data)


async def _with_roles(database: NewsDatabase, asked: PageRequest, rows: list[Row]) -> list[dict[str, Any]]:
    """Each speaker with the role that the articles give most often."""
    roles = await database.rows(ROLES, ids=json.dumps([row["id"] for row in rows]))
    role_of = {row["speaker"]: row["role"] for row in roles}
    return [
        {**row, "role": role_of.get(row["id"]), "url": asked.addresses.speaker(row["id"])} for row in rows
    ]
