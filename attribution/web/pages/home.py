"""The first page: one question to ask, what there is to ask about, and how far to trust the answers."""

from __future__ import annotations

from typing import Any

from attribution.web.page import Page, PageError, PageRequest
from attribution.web.statements import COLUMNS, FROM, statement

COUNTS = """SELECT (SELECT count(*) FROM articles) AS articles, (SELECT count(*) FROM attributions) AS statements,
    (SELECT count(*) FROM speakers) AS speakers, (SELECT min(published) FROM articles) AS first_published,
    (SELECT max(published) FROM articles) AS last_published"""
LATEST = f"""SELECT {COLUMNS} FROM {FROM}
WHERE a.rowid IN (SELECT rowid FROM attributions ORDER BY published DESC, rowid DESC LIMIT 5)
ORDER BY a.published DESC, a.rowid DESC"""  # noqa: S608 (constants alone)
MOST_QUOTED = """SELECT id, name, type, attributions FROM speakers ORDER BY attributions DESC, name LIMIT 8"""


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
    data: dict[str, Any] = {
        "counts": counts,
        "latest": [statement(row, asked.addresses) for row in latest],
        "most_quoted": [
            {**row, "url": asked.addresses.speaker(row["id"])}
            for row in await asked.database.rows(MOST_QUOTED)
        ],
    }
    return Page("Who said what", "attribution_home.html", data)
