"""Many rows by few statements: in their order, all of them looked at, and all or nothing."""

from __future__ import annotations

import sqlite3

import pytest
from sqlite_utils import Database

from attribution.storage import save
from attribution.storage.bulk import ROWS, Into, put
from attribution.storage.opening import writing
from tests.invented import extraction

RULES = Into(
    "rules", "name, attributions", "ON CONFLICT (name) DO UPDATE SET attributions = excluded.attributions"
)
SPANS = Into("spans", 'attribution, role, ordinal, start, "end", words')
MANY = ROWS * 2 + 1


def test_rows_come_in_their_order_however_many(db: Database) -> None:
    names = [f"{number * 7919 % MANY:05}" for number in range(MANY)]
    put(db, RULES, ((name, 1) for name in names))
    put(db, RULES, [(names[0], 5), ("another", 2)])
    put(db, RULES, [])
    stored = db.execute("SELECT name, attributions FROM rules ORDER BY rowid").fetchall()
    assert stored == [(names[0], 5), *((name, 1) for name in names[1:]), ("another", 2)]


def test_a_single_row_that_is_wrong_is_found_among_many(db: Database) -> None:
    save(db, extraction())
    ((attribution, text),) = db.execute(
        "SELECT attributions.id, text FROM attributions JOIN articles ON articles.id = article LIMIT 1"
    ).fetchall()
    before = db.table("spans").count
    rows = [(attribution, "content", number, 0, 3, text[:3]) for number in range(10, 10 + MANY)]
    rows[MANY // 2] = (attribution, "content", 10 + MANY // 2, 0, 3, "xyz")
    with pytest.raises(sqlite3.IntegrityError, match="spans: the words are not those"), writing(db):
        put(db, SPANS, rows)
    assert db.table("spans").count == before
    rows[MANY // 2] = (attribution, "content", 10 + MANY // 2, 0, 3, text[:3])
    with writing(db):
        put(db, SPANS, rows)
    assert db.table("spans").count == before + MANY


def test_the_file_does_not_hold_what_is_laid_down_beside(db: Database) -> None:
    save(db, extraction())
    beside = db.execute("SELECT name FROM sqlite_temp_master").fetchall()
    assert beside
    assert db.execute("SELECT count(*) FROM temp.incoming_spans").fetchone() == (0,)
    assert not {name for (name,) in beside}.intersection(db.table_names())
