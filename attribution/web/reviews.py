"""What people decided about statements, as the pages show it: state, history, and the form for the next decision."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from attribution.tracking.reviewing import FIELDS
from attribution.web.database import Row
from attribution.web.editing import may_edit
from attribution.web.page import PageRequest

LABELS = {
    "speaker_name": "Speaker",
    "speaker_type": "Type of speaker",
    "kind": "Kind",
    "stance": "Stance",
    "said_on": "Said on",
}
STATES = {"confirmed": "Confirmed", "rejected": "Rejected", "amended": "Amended"}
DONE = {"confirm": "confirmed", "reject": "rejected", "amend": "amended", "undo": "took back"}
STATEMENTS = f"""SELECT id, article, review, found, {", ".join(FIELDS)} FROM attributions
WHERE {{which}} = :key"""
HISTORY = """SELECT c.id, c.thread, c.made, c.actor, c.action, c.undoes, c.before, c.after, c.why, c.exact, c.cue,
    c.article, c.attribution, c.anchored, u.id AS undone_by, u.actor AS undone_by_actor
FROM corrections AS c LEFT JOIN corrections AS u ON u.undoes = c.id
WHERE {which} ORDER BY c.id DESC"""
NAMES = """SELECT DISTINCT s.name FROM attributions AS a JOIN speakers AS s ON s.id = a.speaker
WHERE a.article = :article ORDER BY s.name LIMIT 100"""


async def review_of(asked: PageRequest, attribution: str) -> dict[str, Any]:
    """What is decided about one statement, for `attribution_correction.html`; {} if there is none such."""
    reviews = await _reviews(asked, "id", attribution)
    return reviews.get(attribution, {})


async def reviews_in(asked: PageRequest, article: str) -> dict[str, dict[str, Any]]:
    """What is decided about each statement of an article, by its id."""
    return await _reviews(asked, "article", article)


async def orphans_in(asked: PageRequest, article: str) -> list[dict[str, Any]]:
    """Decisions about statements of the article that are not found any more, the newest of each."""
    rows = await asked.database.rows(
        HISTORY.format(which="c.article = :article AND c.attribution IS NULL"), article=article
    )
    newest: dict[int, dict[str, Any]] = {}
    for row in rows:
        newest.setdefault(row["thread"], correction(row))
    return list(newest.values())


async def _reviews(asked: PageRequest, which: str, key: str) -> dict[str, dict[str, Any]]:
    statements = await asked.database.rows(STATEMENTS.format(which=which), key=key)
    if not statements:
        return {}
    about = (
        "c.attribution = :key"
        if which == "id"
        else "c.attribution IN (SELECT id FROM attributions WHERE article = :key)"
    )
    history: dict[str, list[dict[str, Any]]] = {}
    for row in await asked.database.rows(HISTORY.format(which=about), key=key):
        history.setdefault(row["attribution"], []).append(correction(row))
    editable = await may_edit(asked)
    names = await asked.database.rows(NAMES, article=statements[0]["article"]) if editable else []
    return {
        row["id"]: {
            "attribution": row["id"],
            "back": asked.addresses.quote(row["id"]),
            "state": row["review"],
            "state_word": STATES.get(row["review"] or "", ""),
            "values": {name: row[name] for name in FIELDS},
            "differences": changes(json.loads(row["found"]), row) if row["found"] else [],
            "history": history.get(row["id"], []),
            "seen": history[row["id"]][0]["id"] if row["id"] in history else 0,
            "may_edit": editable,
            "names": [each["name"] for each in names],
        }
        for row in statements
    }


def correction(row: Row) -> dict[str, Any]:
    """A row of `HISTORY` as the pages show it."""
    before, after = json.loads(row["before"]), json.loads(row["after"])
    return {
        "id": row["id"],
        "made": row["made"],
        "actor": row["actor"],
        "action": row["action"],
        "done": DONE[row["action"]],
        "undoes": row["undoes"],
        "undone_by": row["undone_by"],
        "undone_by_actor": row["undone_by_actor"],
        "changes": changes(before, after) if row["action"] == "amend" else [],
        "why": row["why"],
        "quote": row["exact"],
        "article": row["article"],
        "attribution": row["attribution"],
        "anchored": row["anchored"],
        "undoable": row["action"] != "undo" and row["undone_by"] is None and row["attribution"] is not None,
    }


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The values that differ, with what they are called."""
    return [
        {"field": name, "label": LABELS[name], "before": before[name], "after": after[name]}
        for name in FIELDS
        if before[name] != after[name]
    ]


def options() -> dict[str, Iterable[str]]:
    """The values that a field may be given, by its name, where they are few."""
    return {name: possible for name, possible in FIELDS.items() if possible is not None}
