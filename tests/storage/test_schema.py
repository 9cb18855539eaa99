"""The schema keeps the laws by itself, whoever writes."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlite_utils import Database

from attribution.storage import save, schema_text
from tests.invented import extraction

SCHEMA = Path(__file__).parents[2] / "db" / "schema.sql"
TABLES = {
    "article_places",
    "articles",
    "attributions",
    "evidence",
    "ingests",
    "quoted_spans",
    "rules",
    "skipped",
    "speaker_counts",
    "speaker_names",
    "speakers",
    "spans",
}


def test_the_schema_to_read_is_the_schema_that_is_made() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == schema_text(), (
        "run: python -m attribution.storage > db/schema.sql"
    )


def test_every_table_is_strict(db: Database) -> None:
    assert set(db.table_names()) > TABLES
    assert {name for name in TABLES if not db.table(name).strict} == set()


# What somebody might write by mistake, and what the database says to it.
REFUSED = {
    "the text never changes": "UPDATE articles SET text = text || '.'",
    "an attribution stays with its article": "UPDATE attributions SET article = 'another'",
    "the words are not those at the offsets": "UPDATE spans SET start = start + 1",
    "spans: the words are not": "UPDATE spans SET words = 'other words'",
    "spans: the words are": "INSERT INTO spans SELECT id, 'content', 9, 0, 3, 'xyz' FROM attributions LIMIT 1",
    "quoted_spans: the words are not": 'UPDATE quoted_spans SET "end" = "end" - 1',
    "quoted_spans: the words": "INSERT INTO quoted_spans SELECT id, 0, 3, 0, NULL, NULL, 'xyz' FROM articles",
    "FOREIGN KEY": "UPDATE attributions SET speaker = 'nobody'",
    "FOREIGN KEY constraint": "DELETE FROM rules",
    "cannot store TEXT value in INTEGER column": "UPDATE articles SET words = 'many'",
    "cannot store TEXT value in REAL column": "UPDATE attributions SET confidence = 'high'",
    "CHECK constraint failed: kind": "UPDATE attributions SET kind = 'hearsay'",
    "CHECK constraint failed: confidence": "UPDATE attributions SET confidence = 90",
    "CHECK constraint failed: said_on": "UPDATE attributions SET said_on = 'Tuesday'",
    "CHECK constraint failed: articles_in": "UPDATE ingests SET skipped = 7",
    "NOT NULL constraint failed: attributions.quote": "UPDATE attributions SET quote = NULL",
    "UNIQUE constraint failed": "INSERT INTO spans SELECT * FROM spans LIMIT 1",
}


@pytest.mark.parametrize(("message", "sql"), REFUSED.items())
def test_what_the_database_refuses(db: Database, message: str, sql: str) -> None:
    save(db, extraction())
    with pytest.raises(sqlite3.IntegrityError, match=message):
        db.execute(sql)


def test_an_attribution_within_one_that_is_not_there_is_refused_in_the_end(db: Database) -> None:
    save(db, extraction())
    db.begin()
    db.execute("UPDATE attributions SET within = 'nothing'")
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        db.commit()
    db.rollback()


def test_what_belongs_to_an_article_goes_with_it(db: Database) -> None:
    save(db, extraction())
    db.execute("DELETE FROM articles")
    for table in TABLES - {"ingests", "rules", "skipped", "speakers"}:
        assert db.table(table).count == 0, table


# What the pages and queries ask, and the index that must answer.
ASKED = {
    "attributions_speaker_published": "SELECT * FROM attributions WHERE speaker = 'x' ORDER BY published DESC",
    "attributions_article": "SELECT * FROM attributions WHERE article = 'x' ORDER BY position",
    "attributions_published": "SELECT * FROM attributions ORDER BY published DESC LIMIT 50",
    "attributions_said_on": "SELECT * FROM attributions WHERE said_on BETWEEN '2026-01' AND '2026-02'",
    "attributions_kind": "SELECT kind, count(*) FROM attributions GROUP BY kind",
    "attributions_year": "SELECT year, count(*) FROM attributions GROUP BY year",
    "attributions_within": "SELECT * FROM attributions WHERE within = 'x'",
    "articles_published": "SELECT * FROM articles ORDER BY published DESC LIMIT 50",
    "attributions_superseded": "SELECT count(*) FROM attributions WHERE superseded = 1",
    "speakers_type": "SELECT type, count(*) FROM speakers WHERE attributions > 0 GROUP BY type",
    "articles_superseded_by": "SELECT id FROM articles WHERE superseded_by IS NOT NULL",
    "article_places_url": "SELECT * FROM article_places WHERE url = 'x'",
    "article_places_article": "SELECT * FROM article_places WHERE article = 'x'",
    "articles_url": "SELECT * FROM articles WHERE url = 'x'",
    "speakers_attributions": "SELECT * FROM speakers ORDER BY attributions DESC LIMIT 50",
    "attributions_day": "SELECT rowid FROM attributions ORDER BY coalesce(said_on, published) DESC LIMIT 50",
    "attributions_speaker_day": "SELECT rowid FROM attributions WHERE speaker = 'x'"
    " ORDER BY coalesce(said_on, published) DESC, rowid DESC LIMIT 50",
    "attributions_speaker_role": "SELECT min(coalesce(said_on, published)) FROM attributions"
    " WHERE speaker = 'x' AND role = 'y'",
    "speakers_name": "SELECT id FROM speakers WHERE name = 'x' COLLATE NOCASE",
    "speaker_names_name": "SELECT * FROM speaker_names WHERE name = 'x'",
    "quoted_spans_attribution": "SELECT * FROM quoted_spans WHERE attribution = 'x'",
}


@pytest.mark.parametrize(("index", "sql"), ASKED.items())
def test_the_usual_questions_are_answered_by_an_index(db: Database, index: str, sql: str) -> None:
    plan = " ".join(row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall())
    assert index in plan
    assert "USE TEMP B-TREE" not in plan
