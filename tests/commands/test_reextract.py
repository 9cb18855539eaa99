"""`attribution reextract`: what an earlier extractor left becomes what this one finds, and the difference is told."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path

import pytest

from attribution.storage import By, open_database, record
from attribution.storage.opening import writing
from tests.conftest import Run

ARTICLES = {
    "bridge.txt": "“The bridge is safe,” Mara Venn said on Monday.\n\nThe council announced that it would pay.\n",
    "tide.txt": "“The tide was high,” Ines Okoro said.\n",
    "wall.txt": "Tomas Verhane told reporters that the wall would hold.\n",
}

# What an earlier extractor would have left, made of what this one finds.
EARLIER = """
PRAGMA foreign_keys = ON;
UPDATE articles SET extractor = 'earlier';
DELETE FROM attributions WHERE speaker_name = 'Ines Okoro';
UPDATE spans SET start = start + 1, words = substr(words, 2) WHERE role = 'content'
    AND attribution = (SELECT id FROM attributions WHERE speaker_name = 'Mara Venn');
UPDATE attributions SET place = 'the harbour' WHERE speaker_name = 'Tomas Verhane';
INSERT INTO attributions (id, quote, kind, stance, confidence, rule, article, position)
    SELECT 'lost', 'The', 'indirect', 'said', 0.5, rule, article, 0 FROM attributions
    WHERE speaker_name = 'Tomas Verhane';
INSERT INTO spans SELECT 'lost', 'content', 0, 0, 5, 'Tomas';
"""


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    found = connection.execute(sql).fetchall()
    connection.close()
    return found


def kept(path: Path) -> list[list[tuple[object, ...]]]:
    """All that was found, and for whom it is counted."""
    spans = "SELECT * FROM spans ORDER BY 1, 2, 3"
    speakers = "SELECT id, attributions FROM speakers ORDER BY 1"
    return [rows(path, sql) for sql in ("SELECT * FROM attributions ORDER BY id", spans, speakers)]


@pytest.fixture
def database(run: Run, tmp_path: Path) -> Path:
    """A database that holds what this extractor finds."""
    for name, text in ARTICLES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert run("ingest", "--db", "a.db", *ARTICLES).returncode == 0
    for name in ARTICLES:
        (tmp_path / name).unlink()
    return tmp_path / "a.db"


def earlier(database: Path) -> None:
    connection = sqlite3.connect(database)
    connection.executescript(EARLIER)
    connection.close()


def test_stored_articles_become_what_this_version_finds(run: Run, database: Path) -> None:
    found = kept(database)
    earlier(database)
    left = kept(database)
    dry = run("reextract", "--db", "a.db", "--dry-run", "--changes", "9")
    assert dry.returncode == 0, dry.stderr
    assert kept(database) == left, "only told"
    told = dry.stdout.splitlines()
    assert re.fullmatch(
        r"3 articles would be extracted anew \([\d.]+ s\): 1 gained, 1 lost, 1 moved, 1 amended, \d as before;"
        r" 0 articles skipped",
        told.pop(),
    )
    assert [line.split(": ", 1)[1] for line in told] == [
        "moved: Mara Venn: “The bridge is safe,” (Mara Venn: The bridge is safe,” → Mara Venn: “The bridge is safe,”)",
        "gained: Ines Okoro: “The tide was high,”",
        "amended: Tomas Verhane: that the wall would hold (the harbour → none)",
        "lost: nobody named: Tomas",
    ]
    done = json.loads(run("reextract", "--db", "a.db", "--json").stdout)
    assert {kind: done[kind] for kind in ("articles", "gained", "lost", "moved", "amended", "skipped")} == {
        "articles": 3, "gained": 1, "lost": 1, "moved": 1, "amended": 1, "skipped": 0,
    }  # fmt: skip
    assert kept(database) == found
    assert rows(database, "SELECT command, changed, versions FROM ingests ORDER BY id DESC LIMIT 1") == [
        ("reextract", 3, 0)
    ]


def test_what_people_decided_is_no_change_of_the_extractor(run: Run, database: Path) -> None:
    db = open_database(database)
    by = By("Ann Ito", "2026-03-12T10:00:00Z")
    ids = dict(db.execute("SELECT speaker_name, id FROM attributions").fetchall())
    with writing(db):
        record(
            db, ids["Mara Venn"], "amend", by, values={"speaker_name": "Tomas Verhane", "stance": "promised"}
        )
        record(db, ids["Ines Okoro"], "reject", by)
        db.execute("UPDATE articles SET extractor = 'earlier'")
    db.close()
    decided = "SELECT id, speaker_name, speaker, stance, review, found FROM attributions ORDER BY id"
    before = rows(database, decided)
    done = json.loads(run("reextract", "--db", "a.db", "--json").stdout)
    assert {kind: done[kind] for kind in ("articles", "gained", "lost", "moved", "amended")} == {
        "articles": 3, "gained": 0, "lost": 0, "moved": 0, "amended": 0,
    }  # fmt: skip
    assert rows(database, decided) == before


def test_what_this_version_left_is_left_alone(run: Run, database: Path) -> None:
    before = rows(database, "SELECT rowid, * FROM attributions")
    result = run("reextract", "--db", "a.db")
    assert result.stdout == "Every article in a.db is as this version of the extractor leaves it\n"
    assert rows(database, "SELECT rowid, * FROM attributions") == before


def test_a_database_is_needed(run: Run) -> None:
    result = run("reextract", "--db", "gone.db")
    assert result.returncode == 1
    assert result.stderr.startswith("Error: gone.db: no such file; make it with")
