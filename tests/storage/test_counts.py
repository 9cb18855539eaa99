"""What is counted of each speaker is what is stored, whoever writes and however."""

from __future__ import annotations

from collections import Counter

import pytest
from sqlite_utils import Database

from attribution.storage import save, speaker_key
from tests.invented import extraction, short

MARA = speaker_key("Mara Ellison", "person")


def counted(db: Database) -> dict[tuple[str, str, str], int]:
    rows = db.execute("SELECT speaker, what, value, statements FROM speaker_counts").fetchall()
    return {(speaker, what, value): count for speaker, what, value, count in rows}


def stored(db: Database) -> Counter[tuple[str, str, str]]:
    """The same, counted from the statements themselves."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for row in db.query("SELECT * FROM attributions WHERE speaker IS NOT NULL AND NOT superseded"):
        values = {
            "said": row["said_on"] and row["said_on"][:7],
            "published": None if row["said_on"] else row["published"] and row["published"][:7],
            "outlet": row["publisher"],
            **{what: row[what] for what in ("kind", "stance", "role", "cue", "addressee")},
        }
        counts.update((row["speaker"], what, value) for what, value in values.items() if value is not None)
    return counts


@pytest.fixture
def filled(db: Database) -> Database:
    save(db, extraction(said_on="2026-03-10", published="2026-03-11", publisher="Harbour Post"))
    save(db, short(1, "Mara Ellison", published="2026-04-01", publisher="Harbour Post"))
    save(db, short(2, "Ines Okoro"))
    return db


def test_a_statement_counts_once_in_everything_that_it_tells(filled: Database) -> None:
    counts = counted(filled)
    assert counts == stored(filled)
    assert counts[MARA, "said", "2026-03"] == counts[MARA, "published", "2026-04"] == 1
    assert counts[MARA, "outlet", "Harbour Post"] == counts[MARA, "kind", "direct"] == 2


CHANGES = {
    "an article is read anew, with another stance": "",
    "a speaker is corrected": "UPDATE attributions SET speaker = (SELECT id FROM speakers WHERE name = 'Ines Okoro')",
    "a speaker is taken away": "UPDATE attributions SET speaker = NULL",
    "a kind and a stance are corrected": "UPDATE attributions SET kind = 'mixed', stance = 'denied'",
    "a day is found": "UPDATE attributions SET said_on = '2025' WHERE said_on IS NULL",
    "an article is superseded": "UPDATE articles SET superseded_by = id WHERE rowid = 1",
    "every article is superseded": "UPDATE articles SET superseded_by = id",
    "one is deleted": "DELETE FROM attributions WHERE rowid = 1",
    "an article is deleted, and all with it": "DELETE FROM articles WHERE rowid = 1",
    "everything is deleted": "DELETE FROM articles",
}


@pytest.mark.parametrize("sql", CHANGES.values(), ids=CHANGES)
def test_counts_stay_right_when(filled: Database, sql: str) -> None:
    if sql:
        filled.execute(sql)
    else:
        save(filled, extraction(stance="promised", published="2026-03-11"), extractor="another")
    assert counted(filled) == stored(filled)


def test_an_article_that_stands_again_counts_again(filled: Database) -> None:
    before = counted(filled)
    filled.execute("UPDATE articles SET superseded_by = id")
    assert counted(filled) == {}
    filled.execute("DELETE FROM attributions WHERE rowid = 1")
    filled.execute("UPDATE articles SET superseded_by = NULL")
    assert counted(filled) == stored(filled)
    assert counted(filled).keys() < before.keys()


def test_names_are_searched_from_their_beginnings_and_without_accents(db: Database) -> None:
    save(db, short(1, "Élodie Ferrand"))
    save(db, short(2, "Ines Okoro"))
    found = (
        "SELECT name FROM speakers WHERE rowid IN (SELECT rowid FROM speakers_fts WHERE speakers_fts MATCH ?)"
    )
    assert db.execute(found, ['"elo" *']).fetchall() == [("Élodie Ferrand",)]
    db.execute("DELETE FROM articles")
    db.execute("DELETE FROM speakers")
    assert db.execute(found, ['"elo" *']).fetchall() == []
