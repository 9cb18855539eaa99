"""The statements of an article with all that is known of them: where their words stand, and why they were found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from attribution.web.addresses import Addresses
from attribution.web.database import NewsDatabase, Row
from attribution.web.marking import Mark
from attribution.web.statements import COLUMNS, FROM, statement

MORE = "a.position, a.within, a.speaker_type, rules.reason AS rule_reason, rules.attributions AS rule_found"
# By the article and where the words begin, or by the ids of the statements themselves.
NEAR = "a.article = :article AND a.position >= :first AND a.position < :last"
THESE = "a.id IN (SELECT value FROM json_each(:ids))"
STATEMENTS = f"SELECT {COLUMNS}, {MORE} FROM {FROM} LEFT JOIN rules ON rules.name = a.rule WHERE "
SPANS = """SELECT s.attribution, s.role, s.start, s."end" FROM attributions AS a JOIN spans AS s ON s.attribution = a.id
WHERE """
EVIDENCE = """SELECT e.attribution, e.about, e.words, e.weight
FROM attributions AS a JOIN evidence AS e ON e.attribution = a.id WHERE """
ASIDES = """SELECT start, "end", reason, words FROM quoted_spans
WHERE article = :article AND attribution IS NULL AND "end" > :first AND start < :last ORDER BY start, "end" DESC"""
PARTS = ("source", "cue", "content")
# Said by the page itself: the rule stands above the other reasons.
RULE = "rule"


async def statements_near(
    database: NewsDatabase, addresses: Addresses, article: str, first: int, last: int
) -> list[dict[str, Any]]:
    """The statements of the article whose words begin between these places, in order."""
    return await _read(database, addresses, NEAR, article=article, first=first, last=last)


async def statements_of(database: NewsDatabase, addresses: Addresses, ids: str) -> list[dict[str, Any]]:
    """The statements with these ids (a JSON array), in the order of their article."""
    return await _read(database, addresses, THESE, ids=ids)


async def _read(
    database: NewsDatabase, addresses: Addresses, where: str, **values: Any
) -> list[dict[str, Any]]:
    rows = await database.rows(f"{STATEMENTS}{where} ORDER BY a.position, a.rowid", **values)
    spans = await database.rows(f"{SPANS}{where} ORDER BY s.start", **values)
    evidence = await database.rows(f"{EVIDENCE}{where} ORDER BY e.attribution, e.ordinal", **values)
    places, reasons = _grouped(spans), _grouped(evidence)
    return [_record(row, places.get(row["id"], []), reasons.get(row["id"], []), addresses) for row in rows]


def _record(row: Row, spans: list[Row], evidence: list[Row], addresses: Addresses) -> dict[str, Any]:
    return {
        **statement(row, addresses),
        "position": row["position"],
        "within": row["within"],
        "speaker_type": row["speaker_type"],
        "spans": {part: [[s["start"], s["end"]] for s in spans if s["role"] == part] for part in PARTS},
        "rule_reason": row["rule_reason"],
        "rule_found": row["rule_found"],
        "evidence": [
            {key: reason[key] for key in ("about", "words", "weight")}
            for reason in evidence
            if reason["about"] != RULE
        ],
    }


async def asides_near(database: NewsDatabase, article: str, first: int, last: int) -> list[Row]:
    """What stands in quotation marks between these places and is no statement, with the reason if it is known."""
    return await database.rows(ASIDES, article=article, first=first, last=last)


def marks_of(statements: Iterable[dict[str, Any]], asides: Iterable[Row] = ()) -> list[Mark]:
    """Where the parts of the statements and the other quotations stand; each aside has its place as its key."""
    marks = [
        Mark(start, end, part, each["id"])
        for each in statements
        for part, spans in each["spans"].items()
        for start, end in spans
    ]
    return marks + [Mark(each["start"], each["end"], "aside", str(each["start"])) for each in asides]


def _grouped(rows: Iterable[Row]) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row["attribution"], []).append(row)
    return groups
