"""Audits: random samples of statements as rows, and what people answered. The only code that writes them."""

from __future__ import annotations

import json
from typing import NamedTuple

from sqlite_utils import Database

from attribution.storage.corrections import By
from attribution.tracking.auditing import VERDICTS, band_bounds, draw
from attribution.tracking.reviewing import ReviewError

MOST = 2_000  # statements in one sample
# What was found, also where somebody has amended or rejected it since: an audit judges the finding.
FOUND = """CASE WHEN found IS NULL THEN {column} ELSE json_extract(found, '$.{column}') END"""
SPEAKERS = "(SELECT id FROM speakers WHERE id = :speaker OR name = :speaker)"
SPEAKER, NAME, KIND, STANCE = (
    FOUND.format(column=column) for column in ("speaker", "speaker_name", "kind", "stance")
)


class Sample(NamedTuple):
    """Which statements to draw from, and how many; "" stands for any. `speaker` is a name or an id."""

    size: int
    seed: int
    speaker: str = ""
    outlet: str = ""
    kind: str = ""
    band: str = ""


def start_audit(db: Database, sample: Sample, by: By) -> int:
    """Draw a sample and keep it, each statement as it was found; the number of the audit.

    Within the caller's transaction. ReviewError where there is nothing to draw from.
    """
    if not 1 <= sample.size <= MOST:
        raise ReviewError(f"a sample has 1 to {MOST:,} statements")
    least, below = band_bounds(sample.band) if sample.band else (0.0, 2.0)
    conditions = {
        "confidence >= :least AND confidence < :below": bool(sample.band),
        "publisher = :outlet": bool(sample.outlet),
        f"{KIND} = :kind": bool(sample.kind),
        f"{SPEAKER} IN {SPEAKERS}": bool(sample.speaker),
    }
    where = " AND ".join(condition for condition, wanted in conditions.items() if wanted) or "1"
    values = {**sample._asdict(), "least": least, "below": below}
    ids = [
        id_
        for (id_,) in db.conn.execute(f"SELECT id FROM attributions WHERE NOT superseded AND {where}", values)  # noqa: S608 (constants)
    ]
    if not ids:
        raise ReviewError("no statement is of this kind")
    drawn = draw(ids, sample.size, sample.seed)
    filters = {
        name: value for name, value in sample._asdict().items() if value and name not in ("size", "seed")
    }
    audit = db.conn.execute(
        "INSERT INTO audits (started, actor, seed, size, population, filters) VALUES (?, ?, ?, ?, ?, ?)",
        (by.made, by.actor, sample.seed, len(drawn), len(ids), json.dumps(filters, ensure_ascii=False)),
    ).lastrowid
    db.conn.executemany(
        f"""INSERT INTO audit_items (audit, ordinal, attribution, article, quote, speaker_name, kind, stance,
            confidence, rule, publisher)
        SELECT ?, ?, id, article, quote, {NAME}, {KIND}, {STANCE}, confidence, rule, publisher
        FROM attributions WHERE id = ?""",  # noqa: S608 (constants)
        [(audit, ordinal, id_) for ordinal, id_ in enumerate(drawn, 1)],
    )
    return int(audit or 0)


def answer(db: Database, audit: int, ordinal: int, verdict: str, by: By) -> None:
    """Keep an answer, or another one in its place. ReviewError where there is no such statement or answer."""
    if verdict not in VERDICTS:
        raise ReviewError(f"{verdict[:20]!r} is none of {', '.join(VERDICTS)}")
    changed = db.conn.execute(
        "UPDATE audit_items SET verdict = ?, actor = ?, answered = ? WHERE audit = ? AND ordinal = ?",
        (verdict, by.actor, by.made, audit, ordinal),
    ).rowcount
    if not changed:
        raise ReviewError(f"audit {audit} has no statement {ordinal}")
