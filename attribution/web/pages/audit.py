"""Audits: a random sample is drawn, judged statement by statement, and tells how far to trust this database."""

from __future__ import annotations

import json
import secrets
from typing import Any

from datasette.utils.asgi import Response

from attribution.storage import By, Sample, answer, now, start_audit
from attribution.tracking.auditing import BANDS, VERDICTS, Answer, tallies
from attribution.tracking.reviewing import FIELDS, ReviewError
from attribution.web.database import Row
from attribution.web.editing import may_edit, name_of, posted, write
from attribution.web.page import NextStep, Page, PageError, PageRequest
from attribution.web.passages import passage
from attribution.web.responses import as_csv

DEFAULT_SIZE, MOST_SHOWN = 100, 50
AUDITS = f"""SELECT a.id, a.started, a.actor, a.seed, a.size, a.population, a.filters,
    (SELECT count(*) FROM audit_items WHERE audit = a.id AND verdict IS NOT NULL) AS answered
FROM audits AS a WHERE {{which}} ORDER BY a.id DESC LIMIT {MOST_SHOWN}"""
ITEMS = """SELECT ordinal, attribution, article, quote, speaker_name, kind, stance, confidence, rule, publisher,
    verdict, actor, answered FROM audit_items WHERE audit = :audit ORDER BY ordinal"""
ITEM = """SELECT i.*, articles.title, a.id AS still_there FROM audit_items AS i
LEFT JOIN attributions AS a ON a.id = i.attribution LEFT JOIN articles ON articles.id = i.article
WHERE i.audit = :audit AND i.ordinal = :ordinal"""
NEXT = (
    """SELECT min(ordinal) FROM audit_items WHERE audit = :audit AND verdict IS NULL AND ordinal > :after"""
)
OUTLETS = "SELECT DISTINCT publisher FROM articles WHERE publisher IS NOT NULL ORDER BY publisher LIMIT 200"
COLUMNS = (
    "ordinal", "verdict", "quote", "speaker_name", "kind", "stance", "confidence", "rule", "publisher", "article",
    "attribution", "actor", "answered",
)  # fmt: skip


async def page(asked: PageRequest) -> Page | Response:
    """All audits, the newest with its results; a form draws another sample."""
    if asked.request.method == "POST":
        return await _draw(asked)
    audits = [_audit(asked, row) for row in await asked.database.rows(AUDITS.format(which="1"))]
    outlets = await asked.database.rows(OUTLETS)
    data = {
        "audits": audits,
        "newest": await _results(asked, audits[0]["id"]) if audits else None,
        "may_edit": await may_edit(asked),
        "kinds": list(FIELDS["kind"] or ()),
        "bands": [name for _, name in BANDS],
        "outlets": [row["publisher"] for row in outlets],
        "size": DEFAULT_SIZE,
    }
    return Page("Audit", "attribution_audits.html", data)


async def one(asked: PageRequest) -> Page | Response:
    """One audit: its results, or one of its statements to judge."""
    number = int(asked.path["audit"])
    row = await asked.database.row(AUDITS.format(which="a.id = :audit"), audit=number)
    if row is None:
        raise PageError(404, f"There is no audit {number}", steps=[_all(asked)])
    audit = _audit(asked, row)
    if asked.request.method == "POST":
        return await _answer(asked, audit)
    item = asked.asked("item")
    if item:
        return await _item(asked, audit, item)
    items = await asked.database.rows(ITEMS, audit=number)
    for each in items:
        each["url"] = asked.addresses.path(f"/audit/{number}", [("item", each["ordinal"])])
    data = {
        "audit": audit,
        "results": await _results(asked, number),
        "items": items,
        "may_edit": await may_edit(asked),
    }
    return Page(f"Audit {number}", "attribution_audit.html", data)


def as_items(shown: Page, asked: PageRequest) -> Response:
    """The statements of the sample with their answers, as CSV."""
    return as_csv(shown.data.get("items", []), COLUMNS, f"audit-{asked.path['audit']}.csv")


async def _item(asked: PageRequest, audit: dict[str, Any], item: str) -> Page | Response:
    if item == "next":
        after = asked.asked("after")
        return await _go_on(asked, audit["id"], int(after) if after.isdecimal() and len(after) < 10 else 0)
    ordinal = int(item) if item.isascii() and item.isdecimal() and len(item) < 10 else 0
    row = await asked.database.row(ITEM, audit=audit["id"], ordinal=ordinal)
    if row is None:
        steps = [NextStep("Its results", audit["url"]), _all(asked)]
        raise PageError(404, f"Audit {audit['id']} has no statement {item[:20]}", steps=steps)
    data = {
        "audit": audit,
        "item": row,
        "passage": await passage(asked.database, row["attribution"]) if row["still_there"] else [],
        "article_url": row["title"] is not None
        and asked.addresses.article(row["article"], row["attribution"]),
        "quote_url": row["still_there"] and asked.addresses.quote(row["attribution"]),
        "previous": ordinal > 1 and asked.addresses.path(f"/audit/{audit['id']}", [("item", ordinal - 1)]),
        "following": ordinal < audit["size"]
        and asked.addresses.path(f"/audit/{audit['id']}", [("item", ordinal + 1)]),
        "verdicts": list(VERDICTS),
        "may_edit": await may_edit(asked),
    }
    return Page(
        f"Statement {ordinal} of {audit['size']}, audit {audit['id']}", "attribution_audit_item.html", data
    )


async def _draw(asked: PageRequest) -> Response:
    fields = await posted(asked)
    seed = fields.get("seed", "").strip()
    size = fields.get("size", "").strip()
    if not all(len(text) < 10 and text.isascii() and text.isdecimal() for text in (seed or "0", size)):
        raise PageError(400, "Size and seed are to be numbers", steps=[_all(asked)])
    band = fields.get("band", "")
    sample = Sample(
        int(size),
        int(seed) if seed else secrets.randbelow(1_000_000),
        fields.get("speaker", "").strip(),
        fields.get("outlet", "").strip(),
        fields.get("kind", ""),
        band if band in [name for _, name in BANDS] else "",
    )
    by = By(name_of(asked.actor), now())
    try:
        number = await write(asked, lambda db: start_audit(db, sample, by))
    except ReviewError as error:
        raise PageError(400, "No sample was drawn", f"{str(error).capitalize()}.", [_all(asked)]) from error
    return Response.redirect(asked.addresses.path(f"/audit/{number}", [("item", "1")]), status=303)


async def _answer(asked: PageRequest, audit: dict[str, Any]) -> Response:
    fields = await posted(asked)
    ordinal = fields.get("ordinal", "")
    if not (ordinal.isascii() and ordinal.isdecimal() and len(ordinal) < 10):
        raise PageError(400, "Which statement is not told", steps=[NextStep("Its results", audit["url"])])
    by = By(name_of(asked.actor), now())
    try:
        await write(asked, lambda db: answer(db, audit["id"], int(ordinal), fields.get("verdict", ""), by))
    except ReviewError as error:
        steps = [NextStep("Its results", audit["url"])]
        raise PageError(400, "This answer was not kept", f"{str(error).capitalize()}.", steps) from error
    return await _go_on(asked, audit["id"], int(ordinal))


async def _go_on(asked: PageRequest, number: int, after: int) -> Response:
    """To the next statement without an answer, or to the results where there is none."""
    ordinal = await asked.database.value(NEXT, audit=number, after=after)
    if ordinal is None:
        ordinal = await asked.database.value(NEXT, audit=number, after=0)
    query = [("item", ordinal)] if ordinal else []
    return Response.redirect(asked.addresses.path(f"/audit/{number}", query), status=303)


async def _results(asked: PageRequest, number: int) -> dict[str, Any]:
    rows = await asked.database.rows(ITEMS, audit=number)
    answers = [
        Answer(row["verdict"], row["kind"], row["confidence"]) for row in rows if row["verdict"] in VERDICTS
    ]
    everything, kinds, bands = tallies(answers)
    return {
        name: [{**each._asdict(), **_rates(each), "answered": each.answered} for each in group]
        for name, group in (("all", [everything]), ("kinds", kinds), ("bands", bands))
    }


def _rates(each: Any) -> dict[str, Any]:
    return {
        name: rate and rate._asdict() for name, rate in (("strict", each.strict), ("lenient", each.lenient))
    }


def _audit(asked: PageRequest, row: Row) -> dict[str, Any]:
    address = asked.addresses.path(f"/audit/{row['id']}")
    return {**row, "filters": json.loads(row["filters"]), "url": address, "go_on": f"{address}?item=next"}


def _all(asked: PageRequest) -> NextStep:
    return NextStep("All audits", asked.addresses.path("/audit"))
