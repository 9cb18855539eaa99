"""The search: which statements hold these words, by whom, where and when, with counts to narrow them."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from datasette.utils.asgi import Response

from attribution.web.database import NewsDatabase, Row
from attribution.web.finding import Found, find
from attribution.web.listing import asked_slice, pager
from attribution.web.page import NextStep, Page, PageError, PageRequest
from attribution.web.people import exactly, ids_of, named
from attribution.web.questions import Question, read
from attribution.web.reading import statements_of
from attribution.web.responses import as_csv
from attribution.web.statements import FLAT, flat
from attribution.web.wording import kind_words, plural, stance_words

SIZE = 20
MOST = 1_000  # statements on one page; more are several pages
ORDERS = {"relevance": "best match", "date": "newest", "oldest": "oldest"}
IN_FACET = 8
NAMES = "SELECT id, name FROM speakers WHERE id IN (SELECT value FROM json_each(:ids))"
IN_ARTICLES = """SELECT count(*) FROM (SELECT 1 FROM articles_fts WHERE articles_fts MATCH :words
    AND rowid NOT IN (SELECT rowid FROM articles WHERE superseded_by IS NOT NULL) LIMIT 1001)"""


class Facet(NamedTuple):
    """What statements are counted by: the filter it sets, its column, and how a value is written."""

    filter: str
    column: str
    label: str
    put: Callable[[str], str] = str


FACETS = (
    Facet("speaker", "speaker", "Speaker"),
    Facet("kind", "kind", "Kind", lambda kind: f"{kind}: {kind_words(kind)}"),
    Facet("stance", "stance", "Stance", stance_words),
    Facet("in", "year", "Year said, or else published"),
    Facet("outlet", "publisher", "Outlet"),
)


async def page(asked: PageRequest) -> Page:
    """The statements that answer the question, a page of them, with what they can be narrowed by."""
    question = read(asked.asked("q"), asked.pairs())
    order = _order(asked.asked("sort"), question)
    speakers = (
        await ids_of(asked.database, question.filters["speaker"]) if "speaker" in question.filters else None
    )
    found = await find(asked.database, question, speakers, order)
    at = asked_slice(asked, size=SIZE, most=MOST)
    shown = found.rows[at.skip : at.skip + at.size]

    def address(to: int, ending: str = "", size: int = at.size) -> str:
        return _address(asked, question, order, ending, page=to, size=size)

    data: dict[str, Any] = {
        "question": question.text(),
        "words": question.words(),
        "notes": list(question.notes),
        "filters": await _in_use(asked, question, order),
        "sort": order if question.terms or order != "relevance" else "date",
        "sorts": [
            {"sort": name, "label": label, "url": _address(asked, question, name)}
            for name, label in ORDERS.items()
            if name != "relevance" or question.terms
        ],
        "total": len(found.rows),
        "complete": not found.limit,
        "limit": found.limit,
        "pager": pager(at, len(found.rows), address),
        "statements": await statements_of(
            asked.database, asked.addresses, [row["n"] for row in shown], question.match()
        ),
        "facets": await _facets(asked, question, found, order),
        "speakers": await _people(asked, question) if at.page == 1 else [],
        "csv": address(at.page, ".csv"),
        "all_csv": address(1, ".csv", MOST) if len(found.rows) > at.size else None,
        "instead": [] if found.rows else await _instead(asked, question, order),
    }
    title = question.text() or "All statements"
    return Page(title, "attribution_search.html", data)


def download(page: Page, asked: PageRequest) -> Response:
    """The statements of the page as CSV."""
    name = re.sub(r"[^a-z0-9]+", "-", page.title.casefold(), flags=re.ASCII).strip("-")[:60] or "statements"
    return as_csv(map(flat, page.data["statements"]), FLAT, f"{name}.csv")


def _order(asked: str, question: Question) -> str:
    if asked and asked not in ORDERS:
        raise PageError(400, f"There is no order “{asked[:40]}”", f"Choose one of: {', '.join(ORDERS)}.")
    return asked or ("relevance" if question.terms else "date")


def _address(asked: PageRequest, question: Question, order: str, ending: str = "", **more: int) -> str:
    """The search for this question; what is usual is left out of the address."""
    usual = {"sort": "relevance" if question.terms else "date", "page": 1, "size": SIZE}
    query = {"q": question.text(), "sort": order, **more}
    return asked.addresses.path(
        f"/search{ending}", [(name, value) for name, value in query.items() if usual.get(name) != value]
    )


async def _in_use(asked: PageRequest, question: Question, order: str) -> list[dict[str, str]]:
    names = await _names(asked.database, [question.filters.get("speaker")])
    return [
        {
            "filter": name,
            "value": names.get(value, value) if name == "speaker" else value,
            "without": _address(asked, question.without(name), order),
        }
        for name, value in question.filters.items()
    ]


async def _facets(asked: PageRequest, question: Question, found: Found, order: str) -> list[dict[str, Any]]:
    """For each facet its most frequent values; the counts are of what was found."""
    counts = {facet: Counter(row[facet.column] for row in found.rows) for facet in FACETS}
    top = {facet: counts[facet].most_common(IN_FACET + 1) for facet in FACETS}
    names = await _names(asked.database, [key for key, _ in top[FACETS[0]]])
    facets = []
    for facet in FACETS:
        values = []
        for value, count in top[facet]:
            if value is None:
                continue
            label = names.get(value, value) if facet.filter == "speaker" else str(value)
            # A name that others have too stands for all of them: then only the id means this one.
            clear = facet.filter != "speaker" or await exactly(asked.database, label) == [value]
            written = label if clear else value
            narrower = question.without("from", "to") if facet.filter == "in" else question
            values.append(
                {
                    "value": written,
                    "label": facet.put(label),
                    "statements": count,
                    "chosen": facet.filter in question.filters and len(top[facet]) == 1,
                    "url": _address(asked, narrower.having(facet.filter, written), order),
                }
            )
        if values:
            facets.append(
                {
                    "filter": facet.filter,
                    "label": facet.label,
                    "values": values[:IN_FACET],
                    "others": len(counts[facet]) - (None in counts[facet]) - len(values[:IN_FACET]),
                    "without": counts[facet][None],
                }
            )
    return facets


async def _names(database: NewsDatabase, ids: Sequence[str | None]) -> dict[str, str]:
    rows = await database.rows(NAMES, ids=json.dumps(ids))
    return {row["id"]: row["name"] for row in rows}


async def _people(asked: PageRequest, question: Question) -> list[Row]:
    """Speakers whose names begin with the words that are searched: perhaps one of them is meant."""
    if not question.terms or question.filters:
        return []
    people = await named(asked.database, question.words(), 4)
    return [{**row, "url": asked.addresses.speaker(row["id"])} for row in people]


async def _instead(asked: PageRequest, question: Question, order: str) -> list[dict[str, Any]]:
    """What could be tried where nothing was found, with what it would find."""
    tries = [(f"Take off {name}:{value}", question.without(name)) for name, value in question.filters.items()]
    if len(question.terms) > 1:
        tries += [(f"Only {term}", replace(question, terms=(term,))) for term in question.terms[:4]]
    steps = []
    for label, wider in tries:
        speakers = (
            await ids_of(asked.database, wider.filters["speaker"]) if "speaker" in wider.filters else None
        )
        found = await find(asked.database, wider, speakers)
        if found.rows:
            more = "more than " if found.limit else ""
            steps.append(
                NextStep(
                    f"{label}: {more}{plural(len(found.rows), 'statement')}", _address(asked, wider, order)
                )
            )
    if question.terms:
        count = await asked.database.value(IN_ARTICLES, words=question.match())
        if count:
            many = "more than 1,000 articles" if count > 1000 else plural(count, "article")
            steps.append(
                NextStep(
                    f"Look in whole articles: {many}",
                    asked.addresses.table("articles", _search=question.words()),
                )
            )
    return [step._asdict() for step in steps]
