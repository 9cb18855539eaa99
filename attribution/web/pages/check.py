"""Check a quote: a form, and what the statements kept here say to the words."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from attribution.languages import load_language
from attribution.storage import finding
from attribution.tracking.checking import Verdict, problem_of
from attribution.tracking.people import uncounted
from attribution.web import verdicts
from attribution.web.page import Page, PageRequest
from attribution.web.statements import COLUMNS, FROM, statement

MOST_SHOWN = 5  # findings; the JSON has as many
LONGEST_SPEAKER = 200
STATEMENTS = f"SELECT {COLUMNS} FROM {FROM} WHERE a.id IN (SELECT value FROM json_each(:ids))"


async def page(asked: PageRequest) -> Page:
    """The form alone, or with the verdict on `quote`, said by `speaker` if given."""
    quote, speaker = asked.asked("quote"), asked.asked("speaker")[:LONGEST_SPEAKER]
    data: dict[str, Any] = {"quote": quote, "speaker": speaker or None, "problem": None, "checked": None}
    if quote:
        problem = problem_of(quote)
        if problem:
            data["problem"] = verdicts.PROBLEMS[problem]
        else:
            data["checked"] = await _checked(asked, quote, speaker)
    title = f"{data['checked']['title']}: check a quote" if data["checked"] else "Check a quote"
    return Page(title, "attribution_check.html", data)


async def _checked(asked: PageRequest, quote: str, speaker: str) -> dict[str, Any]:
    # Read once in a process, and not within the time that a query has.
    ignored = await asyncio.to_thread(lambda: uncounted(load_language("en")))

    def look(connection: Any) -> dict[str, Any]:
        checked = finding.check_quote(connection, quote, speaker=speaker, ignored=ignored)
        checked = checked._replace(findings=checked.findings[:MOST_SHOWN])
        told = finding.details_of(connection, [each.statement.id for each in checked.findings])
        contexts = [finding.context_of(connection, passage) for passage in checked.passages]
        return verdicts.record(quote, speaker, checked, finding.searched(connection), told, contexts)

    record = await asked.database.read(look)
    rows = await asked.database.rows(STATEMENTS, ids=json.dumps([each["id"] for each in record["findings"]]))
    records = {row["id"]: statement(row, asked.addresses) for row in rows}
    for each in record["findings"]:
        each["statement"] = records[each["id"]]
    for passage in record["passages"]:
        passage["page"] = asked.addresses.article(passage["article"])
    record["advice"] = verdicts.ADVICE if record["verdict"] == Verdict.NOT_FOUND else None
    return record
