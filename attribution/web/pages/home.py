"""The first page: one question to ask, what there is to ask about, and how far to trust the answers."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from attribution.tracking.auditing import wilson
from attribution.web.database import Row
from attribution.web.page import Page, PageError, PageRequest
from attribution.web.statements import COLUMNS, FROM, statement
from attribution.web.wording import FAIR, is_day

COUNTS = """SELECT (SELECT count(*) FROM articles)
        - (SELECT count(*) FROM articles WHERE superseded_by IS NOT NULL) AS articles,
    (SELECT count(*) FROM attributions) - (SELECT count(*) FROM attributions WHERE superseded = 1)
        - (SELECT count(*) FROM attributions WHERE review = 'rejected' AND NOT superseded) AS statements,
    (SELECT count(*) FROM speakers WHERE attributions > 0) AS speakers,
    (SELECT min(published) FROM articles) AS first_published,
    (SELECT max(published) FROM articles) AS last_published"""
# What somebody surely said in the newest articles, their own words first: one of each, and more where they are few.
NEWEST = "SELECT id FROM articles ORDER BY published DESC, rowid DESC LIMIT 50"
SURELY_SAID = f"""SELECT rowid, row_number() OVER (
    PARTITION BY article ORDER BY kind = 'indirect', confidence DESC, position) AS place
FROM attributions WHERE article IN ({NEWEST}) AND review IS NOT 'rejected'
    AND NOT superseded AND speaker IS NOT NULL AND confidence >= {FAIR} AND stance NOT IN ('attitude', 'not-said')"""
LATEST = f"""SELECT {COLUMNS} FROM {FROM}
JOIN ({SURELY_SAID}) AS sure ON sure.rowid = a.rowid
ORDER BY sure.place, a.published DESC, articles.rowid DESC LIMIT 5"""
# Examples of filters are only those that find something.
PRESENT = """SELECT 'stance' AS name, 'denied' AS value
WHERE EXISTS (SELECT 1 FROM attributions WHERE stance = 'denied' AND review IS NOT 'rejected' AND NOT superseded)
UNION ALL SELECT 'kind', 'direct'
WHERE EXISTS (SELECT 1 FROM attributions WHERE kind = 'direct' AND review IS NOT 'rejected' AND NOT superseded)"""
MOST_QUOTED = """SELECT id, name, type, attributions FROM speakers ORDER BY attributions DESC, name LIMIT 8"""

# The newest audit of the whole database that anybody has begun to answer.
AUDITED = """SELECT audit, sum(verdict = 'right') AS right, count(*) AS answered FROM audit_items
WHERE verdict IS NOT NULL AND audit IN (SELECT id FROM audits WHERE filters = '{}')
GROUP BY audit ORDER BY audit DESC LIMIT 1"""


async def page(asked: PageRequest) -> Page:
    """Counts, the latest statements, and who is quoted most."""
    (counts,) = await asked.database.rows(COUNTS)
    if not counts["articles"]:
        raise PageError(
            200,
            "Nothing has been read yet",
            "This database holds no articles. Add some:",
            command="attribution ingest seeds",
        )
    latest = await asked.database.rows(LATEST)
    most_quoted = await asked.database.rows(MOST_QUOTED)
    data: dict[str, Any] = {
        "counts": counts,
        "latest": sorted(
            (statement(row, asked.addresses) for row in latest),
            key=lambda each: each["published"] or "",
            reverse=True,
        ),
        "most_quoted": [{**row, "url": asked.addresses.speaker(row["id"])} for row in most_quoted],
        "examples": await _examples(asked, counts, most_quoted),
        "measured": measured(),
        "audited": await _audited(asked),
    }
    return Page("Who said what", "attribution_home.html", data)


@cache
def measured() -> dict[str, Any]:
    """What was measured of the extractor of this version: it comes with the package, as the extractor does."""
    return tomllib.loads((Path(__file__).parents[1] / "figures.toml").read_text(encoding="utf-8"))


async def _audited(asked: PageRequest) -> dict[str, Any] | None:
    """How many statements of this very database were judged right, and the share; None where nobody judged any."""
    row = await asked.database.row(AUDITED)
    rate = row and wilson(row["right"], row["answered"])
    if not row or not rate:
        return None
    return {**row, **rate._asdict(), "url": asked.addresses.path(f"/audit/{row['audit']}")}


async def _examples(asked: PageRequest, counts: Row, most_quoted: list[Row]) -> list[dict[str, str]]:
    """Questions that have an answer here."""
    questions = [f'speaker:"{row["name"]}"' for row in most_quoted[:1] if '"' not in row["name"]]
    questions += [f"{each['name']}:{each['value']}" for each in await asked.database.rows(PRESENT)]
    if counts["last_published"] and is_day(counts["last_published"][:7]):
        questions.append(f"in:{counts['last_published'][:7]}")
    return [{"question": each, "url": asked.addresses.search(each)} for each in questions]
