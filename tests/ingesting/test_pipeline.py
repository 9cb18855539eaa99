"""A run from files to rows: the same rows however many processes work."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from attribution.ingesting import Settings, Summary, ingest
from attribution.reading import Metadata, Problem, files_of, raws
from attribution.storage import Outcome, open_database

TOWNS = ("Ostrava Bay", "Northmere", "Velden", "Quarry Hill", "Sandholm")
PEOPLE = ("Mara Ellison", "Ines Okoro", "Tomas Verhane", "Jonas Pell")


def article(number: int) -> dict[str, object]:
    town, person = TOWNS[number % 5], PEOPLE[number % 4]
    text = (
        f"“The tide at {town} was {number} inches high,” {person} said on Thursday. "
        f"The council of {town} announced that it would raise the wall by {number} feet.\n\n"
        f"“We were late,” {person.split()[1]} admitted."
    )
    return {"id": str(number), "text": text, "published": "2026-03-11"}


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Articles, one of them twice, and what is none, in one file."""
    lines = [json.dumps(article(number)) for number in range(30)]
    lines[9:9] = ["no JSON", lines[3], '{"text": " "}', '{"text": "Hallo.", "language": "xx"}']
    path = tmp_path / "news.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


class Told:
    """What a run told."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.size = 0

    def problem(self, problem: Problem) -> None:
        self.lines.append(str(problem))

    def note(self, line: str) -> None:
        self.lines.append(line)

    def advance(self, size: int) -> None:
        self.size += size


def run(news: Path, database: Path, jobs: int = 1) -> tuple[Summary, Told, list[str]]:
    """The summary of a run, what it told, and the database as SQL but for what tells of runs and times."""
    db = open_database(database)
    told = Told()
    summary = ingest(raws(files_of([str(news)])), db, Settings(Metadata(), jobs), told)
    db.execute("UPDATE ingests SET started = '', finished = ''")
    db.execute("UPDATE articles SET first_seen = ''")
    db.execute("UPDATE article_places SET first_seen = ''")
    db.execute("DELETE FROM _sqlite_migrations")
    # How the search lays its words out depends on where a batch ends; what is found does not.
    for search in ("articles_fts", "attributions_fts", "speakers_fts"):
        db.execute(f"INSERT INTO {search} ({search}, rank) VALUES ('integrity-check', 1)")  # noqa: S608 (names of our own tables)
        db.execute(f"INSERT INTO {search} ({search}) VALUES ('rebuild')")  # noqa: S608 (names of our own tables)
    db.execute("ANALYZE")
    lines = list(db.conn.iterdump())
    db.close()
    return summary, told, lines


@pytest.fixture
def chunks_of_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("attribution.ingesting.pool.SMALL", 2000)
    monkeypatch.setattr("attribution.ingesting.pool.CHUNK_ITEMS", 4)


@pytest.mark.usefixtures("chunks_of_few")
def test_the_result_is_the_same_with_any_number_of_processes(news: Path, tmp_path: Path) -> None:
    one, told_by_one, rows_of_one = run(news, tmp_path / "one.db", jobs=1)
    assert dict(one.tally.counts) == {Outcome.NEW: 30, Outcome.SAME: 1, Outcome.EMPTY: 1, Outcome.SKIPPED: 2}
    assert one.tally.attributions >= 60
    assert told_by_one.size == news.stat().st_size
    for jobs in (2, 3):
        several, told, rows = run(news, tmp_path / f"{jobs}.db", jobs)
        assert rows == rows_of_one
        assert (several.tally, told.lines) == (one.tally, told_by_one.lines)


def test_what_is_skipped_is_told_in_the_order_of_the_articles(news: Path, tmp_path: Path) -> None:
    _, told, _ = run(news, tmp_path / "a.db")
    assert [line.removeprefix(str(tmp_path)) for line in told.lines] == [
        "/news.jsonl, line 10: is not JSON (Expecting value at column 1)",
        "/news.jsonl, line 12: an empty article",
        "/news.jsonl, line 13: no language 'xx': attribution/languages/ has no such folder",
    ]
