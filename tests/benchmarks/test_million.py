from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from attribution.storage import check_database, open_database
from benchmarks.invented import WORDS, World, speaker, word
from tests.benchmarks.conftest import Benchmark

MANY = 3_000


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory, benchmark: Benchmark) -> Iterator[sqlite3.Connection]:
    path = tmp_path_factory.mktemp("million") / "large.db"
    ended = benchmark("million", path, "--attributions", str(MANY))
    assert ended.returncode == 0, ended.stderr
    assert f"{MANY:,} attributions of " in ended.stdout
    assert [file.name for file in path.parent.iterdir()] == ["large.db"]
    assert check_database(path)
    with closing(sqlite3.connect(path)) as opened:
        yield opened


def one(db: sqlite3.Connection, query: str) -> object:
    return db.execute(query).fetchone()[0]


def schema(db: sqlite3.Connection) -> set[tuple[str, str]]:
    return set(
        db.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name <> 'sqlite_stat1'")
    )


def test_the_tables_hold_as_much_as_was_asked_for(db: sqlite3.Connection) -> None:
    assert one(db, "SELECT count(*) FROM attributions") == MANY
    assert one(db, "SELECT sum(attributions) FROM articles") == MANY
    assert one(db, "SELECT count(*) FROM articles") == MANY // 10
    for table in ("speakers", "speaker_names", "evidence", "quoted_spans", "rules"):
        assert one(db, f"SELECT count(*) FROM {table}"), table  # noqa: S608 (names of this test)


def test_every_span_has_the_words_at_its_offsets(db: sqlite3.Connection) -> None:
    assert one(db, "SELECT count(*) FROM spans") == 3 * MANY
    assert not one(
        db,
        """SELECT count(*) FROM spans AS parts JOIN attributions ON attributions.id = attribution
        JOIN articles ON articles.id = article
        WHERE substr(text, start + 1, "end" - start) IS NOT parts.words""",
    )
    assert not one(
        db,
        """SELECT count(*) FROM quoted_spans AS parts JOIN articles ON articles.id = article
        WHERE substr(text, start + 1, "end" - start) IS NOT parts.words OR parts.words NOT LIKE '“%”'""",
    )


def test_nothing_of_the_schema_is_missing(db: sqlite3.Connection, tmp_path: Path) -> None:
    fresh = open_database(tmp_path / "fresh.db")
    assert schema(db) == schema(fresh.conn)
    fresh.close()
    assert one(db, "PRAGMA integrity_check") == "ok"
    assert not db.execute("PRAGMA foreign_key_check").fetchall()


def test_a_common_and_a_rare_word_are_found(db: sqlite3.Connection) -> None:
    found = "SELECT count(*) FROM attributions_fts WHERE attributions_fts MATCH ?"
    common, rare = (db.execute(found, (word(number),)).fetchone()[0] for number in (9, 5_000))
    assert common > 100 > 10 > rare > 0


def test_the_same_seed_gives_the_same_news() -> None:
    first, second, other = (list(World(200, seed=seed).extractions()) for seed in (1, 1, 2))
    assert first == second != other


@pytest.mark.parametrize("made", [word, speaker])
def test_no_word_and_no_speaker_comes_twice(made: object) -> None:
    assert callable(made)
    assert len({made(number) for number in range(WORDS)}) == WORDS


def test_a_database_that_is_there_is_kept(benchmark: Benchmark, tmp_path: Path) -> None:
    path = tmp_path / "mine.db"
    path.write_bytes(b"precious")
    ended = benchmark("million", path)
    assert ended.returncode == 1
    assert ended.stderr == f"Error: {path}: is there already; remove it, or name another file\n"
    assert path.read_bytes() == b"precious"
