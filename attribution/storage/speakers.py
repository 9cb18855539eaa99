"""Speakers as rows: what they said counted anew, and what is known of a name."""

from __future__ import annotations

from collections.abc import Iterable

from sqlite_utils import Database


def recount_speakers(db: Database, speakers: Iterable[str]) -> None:
    """Count anew what these speakers said; those who said nothing, in no version of any article, are removed.

    Articles that a newer version superseded do not count.
    """
    ids = [(speaker,) for speaker in sorted(speakers)]
    db.conn.executemany(
        "UPDATE speakers SET (attributions, articles, first_said, last_said) = (SELECT count(*),"
        " count(DISTINCT article), min(said_on), max(said_on) FROM attributions"
        " WHERE speaker = speakers.id AND NOT superseded) WHERE id = ?",
        ids,
    )
    db.conn.executemany(
        "DELETE FROM speakers WHERE id = ? AND attributions = 0"
        " AND NOT EXISTS (SELECT 1 FROM attributions WHERE speaker = speakers.id)",
        ids,
    )


def know_speaker(db: Database, article: str, speaker: str, name: str | None, type_: str | None) -> None:
    """A row for the speaker if there is none, to be counted later, and the name if the article has it."""
    db.conn.execute(
        "INSERT OR IGNORE INTO speakers (id, name, type) VALUES (?, ?, ?)", (speaker, name or "", type_)
    )
    db.conn.execute(
        "INSERT OR IGNORE INTO speaker_names (speaker, name, article) SELECT ?1, ?2, id FROM articles"
        " WHERE id = ?3 AND instr(text, ?2)",
        (speaker, name, article),
    )


def known_type(db: Database, name: str) -> str | None:
    """The type of the speakers of this name; None where there are none, or of several types."""
    types = db.conn.execute(
        "SELECT DISTINCT speakers.type FROM speakers WHERE name = :name OR id IN"
        " (SELECT speaker FROM speaker_names WHERE speaker_names.name = :name)",
        {"name": name},
    ).fetchall()
    return types[0][0] if len(types) == 1 else None


def joint_speakers(db: Database, attribution: str) -> list[str]:
    """Those who make the statement together, in their order; none where one makes it alone."""
    rows = db.conn.execute(
        "SELECT name FROM joint_speakers WHERE attribution = ? ORDER BY ordinal", (attribution,)
    )
    return [name for (name,) in rows]


def put_joint_speakers(db: Database, attribution: str, names: Iterable[str]) -> None:
    """Several who speak together, in the place of those that are there."""
    db.conn.execute("DELETE FROM joint_speakers WHERE attribution = ?", (attribution,))
    db.conn.executemany(
        "INSERT INTO joint_speakers VALUES (?, ?, ?)",
        [(attribution, ordinal, name) for ordinal, name in enumerate(names)],
    )
