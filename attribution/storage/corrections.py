"""Corrections: what people decide about statements, kept for good, and shown in the rows.

The only code that writes `corrections`. `record` and `undo` add one; `apply` brings those of articles that
were written anew back to the statements they were made on. Decisions themselves are those of
`tracking.anchoring` (which statement) and `tracking.reviewing` (what holds).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sqlite_utils import Database

from attribution.model import digest
from attribution.storage.rows import speaker_key, year_of
from attribution.storage.speakers import (
    joint_speakers,
    know_speaker,
    known_type,
    put_joint_speakers,
    recount_speakers,
)
from attribution.tracking.anchoring import Anchor, Match, Statement, anchor_of, settle
from attribution.tracking.reviewing import (
    FIELDS,
    Action,
    Decision,
    Review,
    ReviewError,
    Values,
    checked,
    reviewed,
)

LONGEST_WHY = 2_000  # code points
NAMED = "speaker, speaker_name, speaker_type, kind, stance, said_on, said_on_precision"
PRECISIONS = {4: "year", 7: "month", 10: "day"}  # by the length of a date
COLUMNS = (
    "id, uid, thread, made, actor, action, undoes, before, after, why, exact, prefix, suffix, hash, start, cue,"
    " parts, text_key, url, origin, extractor, article, attribution, anchored"
)
PUT = f"INSERT INTO corrections ({COLUMNS}) VALUES ({', '.join('?' * len(COLUMNS.split(',')))})"  # noqa: S608 (constants)


class By(NamedTuple):
    """Who decides, when (UTC, ISO 8601), and why."""

    actor: str
    made: str
    why: str | None = None


class _Stand(NamedTuple):
    """A statement as it stands: its article, its values as shown, and what the extractor had found."""

    article: str
    review: str | None
    shown: dict[str, str | None]
    found: dict[str, Any] | None
    published: str | None


def record(
    db: Database,
    attribution: str,
    action: Action,
    by: By,
    *,
    values: Values | None = None,
    seen: int | None = None,
) -> int:
    """Add a decision on a statement and show it; the id of the new row. Within the caller's transaction.

    `values` are those to amend, by the names of `FIELDS`; those that stand already are left out. `seen` is
    the id of the newest correction that the person saw, 0 for none. ReviewError where there is no such
    statement, where nothing would change, or where somebody else decided meanwhile.
    """
    stand = _stand(db, attribution)
    thread = _thread_of(db, attribution)
    _check_seen(db, thread, seen)
    amended = _amended(db, stand, values or {}) if action == "amend" else {}
    state = {"confirm": "confirmed", "reject": "rejected", "amend": "amended"}.get(action)
    if state is None:
        raise ReviewError(f"{action!r} is none of confirm, reject and amend")
    if action != "amend" and stand.review == state:
        raise ReviewError(f"this statement is {state} already")
    before = _snapshot(stand)
    after = {**before, **amended, "review": state}
    return _add(db, attribution, stand, thread, (action, None, before, after), by)


def undo(db: Database, correction: int, by: By) -> int:
    """Take a correction back by another one; the id of the new row. Within the caller's transaction.

    ReviewError where it is none, was undone already, or its statement is not found any more.
    """
    row = db.conn.execute(
        "SELECT thread, attribution FROM corrections WHERE id = ? AND action <> 'undo'", (correction,)
    ).fetchone()
    if row is None:
        raise ReviewError(f"correction {correction}: there is none such to undo")
    thread, attribution = row
    decisions = decisions_of(db, thread)
    review = reviewed(decisions)
    if review is None or correction not in review.holding:
        raise ReviewError(f"correction {correction}: is undone already")
    if attribution is None:
        raise ReviewError(f"correction {correction}: its statement is not found any more; nothing shows it")
    stand = _stand(db, attribution)
    remaining = reviewed([*decisions, Decision(max(d.id for d in decisions) + 1, "undo", correction, {})])
    before = _snapshot(stand)
    base = stand.found or stand.shown
    after = {name: base[name] for name in FIELDS}
    after |= (remaining.values if remaining else {}) | {"review": remaining.state if remaining else None}
    return _add(db, attribution, stand, thread, ("undo", correction, before, after), by)


def apply(db: Database, articles: Iterable[str]) -> set[str]:
    """Bring corrections back to the articles just written, by their keys; the speakers to count anew.

    Within the transaction that wrote them. A correction whose statement is not found is marked as lost and
    waits for the next time. One that stands in another article, which this one replaces, stays there if its
    statement is not here.
    """
    affected: set[str] = set()
    if not db.conn.execute("SELECT EXISTS (SELECT 1 FROM corrections)").fetchone()[0]:
        return affected
    for article in articles:
        anchors = _anchors(db, article)
        if anchors:
            affected |= _settle(db, article, anchors)
    return affected


def _settle(db: Database, article: str, anchors: Mapping[int, Anchor]) -> set[str]:
    text = db.conn.execute("SELECT text FROM articles WHERE id = ?", (article,)).fetchone()[0]
    affected: set[str] = set()
    for thread, match in settle(anchors, text, _statements(db, article)).items():
        stood_in, stood_for = db.conn.execute(
            "SELECT article, attribution FROM corrections WHERE id = ?", (thread,)
        ).fetchone()
        if stood_for is not None and stood_for != match.statement:
            if match.statement is None and stood_in != article:
                continue
            affected |= _show(db, stood_for, None)
        _stands(db, thread, article, match)
        if match.statement is not None:
            affected |= _show(db, match.statement, reviewed(decisions_of(db, thread)))
    return affected


def _anchors(db: Database, article: str) -> dict[int, Anchor]:
    """The threads that belong to the article, each with the anchor of its newest decision.

    Those made on this text, or on one from the same place that is not stored any more, or that a newer version
    superseded; never those of another article that stands beside it.
    """
    rows = db.conn.execute(
        """SELECT thread, exact, prefix, suffix, start, cue FROM corrections WHERE article = :key
            OR ((article IS NULL OR article IN (SELECT id FROM articles WHERE superseded_by IS NOT NULL))
                AND (text_key = :key OR url = (SELECT url FROM articles WHERE id = :key)
                    OR origin = (SELECT origin FROM articles WHERE id = :key)))
        ORDER BY id""",
        {"key": article},
    )
    return {thread: Anchor(*anchor) for thread, *anchor in rows}


def _statements(db: Database, article: str) -> list[Statement]:
    return [
        Statement(*row)
        for row in db.conn.execute(
            """SELECT a.id, min(s.start), max(s."end"), coalesce(a.cue, '')
            FROM attributions AS a JOIN spans AS s ON s.attribution = a.id AND s.role = 'content'
            WHERE a.article = ? GROUP BY a.id""",
            (article,),
        )
    ]


def _stands(db: Database, thread: int, article: str, match: Match) -> None:
    db.conn.execute(
        "UPDATE corrections SET article = ?, attribution = ?, anchored = ? WHERE thread = ?",
        (article, match.statement, match.how, thread),
    )


def _add(
    db: Database,
    attribution: str,
    stand: _Stand,
    thread: int | None,
    decided: tuple[Action, int | None, Mapping[str, Any], Mapping[str, Any]],
    by: By,
) -> int:
    action, undoes, before, after = decided
    if by.why and len(by.why) > LONGEST_WHY:
        raise ReviewError(f"why: at most {LONGEST_WHY:,} characters")
    text, url, origin, extractor = db.conn.execute(
        "SELECT text, url, origin, extractor FROM articles WHERE id = ?", (stand.article,)
    ).fetchone()
    (here,) = [statement for statement in _statements(db, stand.article) if statement.id == attribution]
    anchor = anchor_of(text, here.start, here.end, here.cue)
    id_ = db.conn.execute("SELECT coalesce(max(id), 0) + 1 FROM corrections").fetchone()[0]
    uid = digest(json.dumps([id_, by, action, before, after, stand.article, anchor], ensure_ascii=False))
    db.conn.execute(
        PUT,
        (
            *(id_, uid, thread or id_, by.made, by.actor, action, undoes, _json(before), _json(after)),
            *(" ".join((by.why or "").split()) or None, anchor.exact, anchor.prefix, anchor.suffix),
            *(
                digest(anchor.exact),
                anchor.start,
                anchor.cue,
                _json(parts_of(db, attribution)),
                stand.article,
            ),
            *(url, origin, extractor, stand.article, attribution, "exact"),
        ),
    )
    _stands(db, thread or id_, stand.article, Match(attribution, "exact"))
    recount_speakers(db, _show(db, attribution, reviewed(decisions_of(db, thread or id_))))
    return int(id_)


def _show(db: Database, attribution: str, review: Review | None) -> set[str]:
    """Write into the row what holds; the speakers that gain or lose by it.

    What the extractor had found is kept beside it, and comes back when nothing holds any more.
    """
    stand = _stand(db, attribution)
    found = stand.found or {**stand.shown, "joint_speakers": joint_speakers(db, attribution)}
    values = {**found, **(review.values if review else {})}
    if review and "said_on" in review.values:
        values["said_on_precision"] = PRECISIONS.get(len(values["said_on"] or ""))
    put_joint_speakers(
        db, attribution, [] if review and "speaker_name" in review.values else found.get("joint_speakers", [])
    )
    if review and {"speaker_name", "speaker_type"} & review.values.keys():
        values["speaker"] = None
        if values["speaker_name"] and values["speaker_type"] != "unnamed":
            values["speaker"] = speaker_key(values["speaker_name"], values["speaker_type"])
    if review and review.state == "rejected":
        values["speaker"] = None  # nobody is held to have said it
    if values["speaker"]:
        know_speaker(db, stand.article, values["speaker"], values["speaker_name"], values["speaker_type"])
    db.conn.execute(
        f"UPDATE attributions SET ({NAMED}, year, review, found) = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE id = ?",  # noqa: S608 (a constant)
        (
            *(values[name] for name in NAMED.split(", ")),
            year_of(values["said_on"], stand.published),
            review.state if review else None,
            _json(found) if review else None,
            attribution,
        ),
    )
    return {key for key in (stand.shown["speaker"], values["speaker"]) if key is not None}


def _stand(db: Database, attribution: str) -> _Stand:
    row = db.conn.execute(
        f"SELECT article, review, found, published, {NAMED} FROM attributions WHERE id = ?",  # noqa: S608 (a constant)
        (attribution,),
    ).fetchone()
    if row is None:
        raise ReviewError(f"statement {attribution[:40]}: there is none such")
    article, review, found, published, *values = row
    shown = dict(zip(NAMED.split(", "), values, strict=True))
    return _Stand(article, review, shown, json.loads(found) if found else None, published)


def _snapshot(stand: _Stand) -> dict[str, str | None]:
    return {**{name: stand.shown[name] for name in FIELDS}, "review": stand.review}


def _amended(db: Database, stand: _Stand, values: Values) -> dict[str, str | None]:
    """The values that change; where a new name comes without its type, that of its known bearer."""
    given = checked({key: value for key, value in values.items() if (value or None) != stand.shown.get(key)})
    name = given.get("speaker_name")
    if "speaker_name" in given and name is None:
        given["speaker_type"] = None
    elif name is not None and given.get("speaker_type") is None:
        given["speaker_type"] = known_type(db, name) or stand.shown["speaker_type"] or "person"
    amended = {key: value for key, value in given.items() if value != stand.shown[key]}
    if not amended:
        raise ReviewError("nothing would change: amend a value, or confirm the statement")
    return amended


def _thread_of(db: Database, attribution: str) -> int | None:
    row = db.conn.execute(
        "SELECT thread FROM corrections WHERE attribution = ? LIMIT 1", (attribution,)
    ).fetchone()
    return row and int(row[0])


def _check_seen(db: Database, thread: int | None, seen: int | None) -> None:
    if seen is None:
        return
    row = db.conn.execute(
        "SELECT id, actor FROM corrections WHERE thread = ? ORDER BY id DESC LIMIT 1", (thread,)
    ).fetchone()
    if row and row[0] != seen:
        raise ReviewError(f"{row[1]} has decided on this statement meanwhile; look at it again")


def decisions_of(db: Database, thread: int) -> list[Decision]:
    """The decisions of a thread in their order; amended are the values that differ before and after."""
    decisions = []
    for id_, action, undoes, before, after in db.conn.execute(
        "SELECT id, action, undoes, before, after FROM corrections WHERE thread = ? ORDER BY id", (thread,)
    ):
        old, new = json.loads(before), json.loads(after)
        values = {name: new[name] for name in FIELDS if action == "amend" and new[name] != old[name]}
        decisions.append(Decision(id_, action, undoes, values))
    return decisions


def parts_of(db: Database, attribution: str) -> dict[str, list[list[int]]]:
    """Source, cue and content as lists of [start, end], as gold files have them."""
    parts: dict[str, list[list[int]]] = {"source": [], "cue": [], "content": []}
    for role, start, end in db.conn.execute(
        'SELECT role, start, "end" FROM spans WHERE attribution = ? ORDER BY role, ordinal', (attribution,)
    ):
        parts[role].append([start, end])
    return parts


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
