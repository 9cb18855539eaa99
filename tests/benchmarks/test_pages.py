from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from attribution.storage import open_database
from benchmarks.invented import World
from benchmarks.million import fill
from benchmarks.pages import TARGETS, Target, Timing, paths_of, row
from tests.benchmarks.conftest import Benchmark


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pages") / "news of tests.db"
    db = open_database(path)
    fill(db, World(600))
    db.close()
    return path


def test_each_page_has_a_line_with_its_median(benchmark: Benchmark, database: Path) -> None:
    ended = benchmark("pages", database, "--requests", "3", "--only", "Datasette")
    assert ended.returncode == 0, ended.stderr
    heading, *lines = ended.stdout.splitlines()
    assert heading.split() == ["page", "median", "highest", "bound", "KB"]
    assert [line[:34].strip() for line in lines] == [t.name for t in TARGETS if "Datasette" in t.name]
    for line in lines:
        middle, highest, size = map(int, line[34:].split())
        assert 0 < middle <= highest
        assert size > 1, "a page was there"


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_no_request_is_for_what_was_asked_before(target: Target, database: Path) -> None:
    with closing(sqlite3.connect(database)) as db:
        paths = paths_of(target, db, 5)
    assert len(set(paths)) == (5 if "{}" in target.path else 1)
    assert "{}" not in "".join(paths)
    assert all(path.startswith("/") for path in paths)


@pytest.mark.parametrize(
    ("milliseconds", "status", "said"),
    [
        ([90.0, 99.0, 300.0], 200, "0"),
        ([90.0, 101.0, 300.0], 200, "too slow"),
        ([1.0, 1.0, 1.0], 404, "answers 404"),
    ],
)
def test_what_is_wrong_with_a_page_stands_behind_it(
    milliseconds: list[float], status: int, said: str
) -> None:
    assert row(Target("home", "/", bound=100), Timing(milliseconds, 0, status)).endswith(said)


def test_a_file_that_is_no_database_is_told(benchmark: Benchmark, tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("no database at all", encoding="utf-8")
    ended = benchmark("pages", path)
    assert ended.returncode == 1
    assert "is not a SQLite database" in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
