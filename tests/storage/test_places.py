"""Never twice: the same text elsewhere, another text at the same place, and what is counted for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from attribution.storage import Ingest, Outcome, Visit, open_database, saving
from attribution.storage.migrations import MIGRATIONS
from tests.invented import short

NEW, CHANGED, SAME = Outcome.NEW, Outcome.CHANGED, Outcome.SAME


class Met(NamedTuple):
    """An article met: the number of its text, the file it is in, and its address."""

    text: int
    origin: str | None = None
    url: str | None = None


def run(db: Database, meetings: Sequence[Met], extractor: str = "one") -> Ingest:
    with Ingest(db, extractor=extractor) as ingest:
        for met in meetings:
            found = short(met.text, url=met.url)
            visit = Visit.of(found.article, origin=met.origin)
            article = ingest.due(found.article, visit)
            if article:
                ingest.save(replace(found, article=article), visit)
    return ingest


def number_of(quote: str) -> int:
    return int(quote.split()[1])


def newest(db: Database) -> set[int]:
    """The numbers of the texts that no newer one superseded."""
    found = db.execute(
        "SELECT quote FROM attributions WHERE article IN (SELECT id FROM articles WHERE superseded_by IS NULL)"
    )
    return {number_of(quote) for (quote,) in found.fetchall()}


A, B, C = (Met(number, url="https://gazette.example/1") for number in (1, 2, 3))
FILE_A, FILE_B, FILE_C = (Met(number, "wall.txt") for number in (1, 2, 3))
SAVED_A, SAVED_B = A._replace(origin="a.html"), B._replace(origin="b.html")
ELSEWHERE_A = Met(1, url="https://tribune.example/9")

# What each run meets, what becomes of it, and the texts that are the newest in the end.
Story = tuple[list[tuple[list[Met], list[Outcome]]], set[int]]
STORIES: dict[str, Story] = {
    "the same again is the same": ([([A, FILE_B], [NEW, NEW]), ([A, FILE_B], [SAME, SAME])], {1, 2}),
    "another text at the same address is the newer version": ([([A], [NEW]), ([B], [CHANGED])], {2}),
    "another text in the same file is the newer version": ([([FILE_A], [NEW]), ([FILE_B], [CHANGED])], {2}),
    "the newer version again is the same": ([([A], [NEW]), ([B], [CHANGED]), ([B], [SAME])], {2}),
    "versions go on": ([([A], [NEW]), ([B], [CHANGED]), ([C], [CHANGED])], {3}),
    "a text may come back": ([([A], [NEW]), ([B], [CHANGED]), ([A], [CHANGED])], {1}),
    "a file may get its old text back": (
        [([FILE_A], [NEW]), ([FILE_B], [CHANGED]), ([FILE_A], [CHANGED])],
        {1},
    ),
    "texts of one run at one address stand side by side": (
        [([A, B, C], [NEW, NEW, NEW]), ([A, B, C], [SAME, SAME, SAME])],
        {1, 2, 3},
    ),
    "a later run may put one in the place of several": ([([A, B], [NEW, NEW]), ([C], [CHANGED])], {3}),
    "a file that is as it was tells nothing new": (
        [([SAVED_A], [NEW]), ([SAVED_B], [CHANGED]), ([SAVED_A], [SAME]), ([SAVED_B], [SAME])],
        {2},
    ),
    "but in one run with the newer it stands beside it": (
        [([SAVED_A], [NEW]), ([SAVED_B, SAVED_A], [CHANGED, CHANGED]), ([SAVED_A, SAVED_B], [SAME, SAME])],
        {1, 2},
    ),
    "the same text elsewhere is the same": ([([A], [NEW]), ([ELSEWHERE_A], [SAME])], {1}),
    "what still stands elsewhere is not superseded": (
        [([A, ELSEWHERE_A], [NEW, SAME]), ([B], [CHANGED]), ([A._replace(text=4)], [CHANGED])],
        {1, 4},
    ),
    "until it changes there too": (
        [([A, ELSEWHERE_A], [NEW, SAME]), ([B], [CHANGED]), ([ELSEWHERE_A._replace(text=2)], [CHANGED])],
        {2},
    ),
    "a text without a place supersedes nothing": (
        [([Met(1), Met(2)], [NEW, NEW]), ([Met(2)], [SAME]), ([Met(3)], [NEW])],
        {1, 2, 3},
    ),
}


@pytest.mark.parametrize(("runs", "left"), STORIES.values(), ids=STORIES.keys())
def test_what_becomes_of_articles(
    db: Database, runs: list[tuple[list[Met], list[Outcome]]], left: set[int]
) -> None:
    for meetings, outcomes in runs:
        counts = run(db, meetings).counts
        assert sorted(counts.elements()) == sorted(outcomes)
    assert newest(db) == left
    texts = {met.text for meetings, _ in runs for met in meetings}
    assert db.execute("SELECT count(*) FROM articles").fetchone() == (len(texts),), (
        "none is lost, none doubled"
    )
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []


def test_versions_are_linked_and_counted(db: Database) -> None:
    run(db, [A])
    tally = run(db, [B, ELSEWHERE_A]).tally
    assert (tally.versions, tally.copies) == (1, 1)
    tally = run(db, [ELSEWHERE_A, Met(1, url="https://echo.example/2"), Met(2, "copy.txt")]).tally
    assert (tally.versions, tally.copies) == (0, 2)
    assert db.execute(
        "SELECT url, superseded_by IS NULL FROM article_places WHERE url IS NOT NULL ORDER BY id"
    ).fetchall() == [
        ("https://gazette.example/1", 0),
        ("https://gazette.example/1", 1),
        ("https://tribune.example/9", 1),
        ("https://echo.example/2", 1),
    ]
    assert db.execute("SELECT versions, copies FROM ingests ORDER BY id DESC LIMIT 1").fetchone() == (0, 2)


def test_a_superseded_article_names_the_newer_one(db: Database) -> None:
    run(db, [A])
    run(db, [B])
    linked = db.execute(
        "SELECT old.id, newer.id FROM articles AS old JOIN articles AS newer ON newer.id = old.superseded_by"
    ).fetchall()
    assert linked == [(short(1).article.key, short(2).article.key)]


def test_speakers_are_counted_in_the_newest_versions_only(db: Database) -> None:
    run(db, [A, FILE_C])
    held = "SELECT attributions, articles FROM speakers"
    assert db.execute(held).fetchall() == [(2, 2)]
    run(db, [B])
    assert db.execute(held).fetchall() == [(2, 2)]
    assert db.execute("SELECT count(*) FROM attributions").fetchone() == (3,)
    with Ingest(db, extractor="one") as ingest:
        other = short(9, speaker="Tomas Verhane", url=A.url)
        ingest.save(other)
    assert db.execute("SELECT name, attributions FROM speakers ORDER BY name").fetchall() == [
        ("Ines Okoro", 1),
        ("Tomas Verhane", 1),
    ]


def test_an_old_version_extracted_anew_is_still_not_counted(db: Database) -> None:
    run(db, [SAVED_A])
    run(db, [SAVED_B])
    assert run(db, [SAVED_A], extractor="two").counts == {CHANGED: 1}
    assert newest(db) == {2}
    assert db.execute("SELECT attributions, articles FROM speakers").fetchall() == [(1, 1)]


def test_a_database_from_before_the_mark_is_brought_to_the_same(db: Database, tmp_path: Path) -> None:
    run(db, [A, FILE_C])
    run(db, [B, FILE_C])
    with open_older(tmp_path / "older.db") as older:
        columns = ", ".join(column.name for column in older.table("attributions").columns)
        older.attach("now", tmp_path / "news.db")
        tables = ("ingests", "articles", "speakers", "rules")
        for table in tables:
            older.execute(f"INSERT INTO {table} SELECT * FROM now.{table}")  # noqa: S608 (our own names)
        older.execute(f"INSERT INTO attributions ({columns}) SELECT {columns} FROM now.attributions")  # noqa: S608 (as before)
        older.execute("UPDATE speakers SET attributions = 9")
    migrated = open_database(tmp_path / "older.db")
    for told in (
        "SELECT id, superseded FROM attributions ORDER BY id",
        "SELECT * FROM speaker_counts",
        "SELECT * FROM speakers",
    ):
        assert migrated.execute(told).fetchall() == db.execute(told).fetchall() != []
    migrated.close()


def test_bytes_that_were_read_before_are_known(db: Database) -> None:
    found = short(1)
    visit = Visit.of(found.article, origin="a.html", reading="digest")
    with Ingest(db, extractor="one") as ingest:
        assert ingest.known("digest") is None
        ingest.save(found, visit)
    with Ingest(db, extractor="one") as ingest:
        place = ingest.known("digest")
        assert place is not None
        ingest.same(place)
    assert ingest.counts == {SAME: 1}
    with Ingest(db, extractor="two") as ingest:
        assert ingest.known("digest") is None, "it has to be extracted anew"
    run(db, [FILE_B._replace(origin="a.html")])
    with Ingest(db, extractor="one") as ingest:
        assert ingest.known("digest") is None, "its place shows another text now"


MEETINGS = st.builds(
    Met, st.integers(0, 3), st.sampled_from([None, "x", "y"]), st.sampled_from([None, "u", "v"])
)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Database:
    """A database to copy, which is quicker than to make one."""
    return open_database(tmp_path_factory.mktemp("empty") / "empty.db")


def copied(empty: Database) -> Database:
    db = Database(memory=True)
    empty.conn.backup(db.conn)
    db.execute("PRAGMA foreign_keys = ON")
    return db


@contextmanager
def open_older(path: Path) -> Iterator[Database]:
    """A database as it was before statements of superseded articles were marked."""
    older = Database(path)
    MIGRATIONS.apply(older, stop_before="007_superseded")
    yield older
    older.conn.commit()
    older.close()


def told(db: Database) -> list[tuple[object, ...]]:
    """All that is known of articles and their places, but for the numbers of runs and times."""
    places = "SELECT article, url, origin, superseded_by FROM article_places ORDER BY id"
    articles = "SELECT id, url, superseded_by FROM articles ORDER BY rowid"
    speakers = "SELECT id, attributions, articles FROM speakers ORDER BY id"
    return [row for sql in (places, articles, speakers) for row in db.execute(sql).fetchall()]


@pytest.fixture
def batches_of_one() -> Iterator[None]:
    kept = saving.BATCH_ARTICLES
    yield
    saving.BATCH_ARTICLES = kept


@pytest.mark.usefixtures("batches_of_one")
@given(st.lists(st.lists(MEETINGS, min_size=1, max_size=5), min_size=1, max_size=4), st.integers(0, 5))
def test_any_story_ends_the_same_in_any_batches_and_broken_off(
    empty: Database, runs: list[list[Met]], broken_at: int
) -> None:
    """At once, article by article, and with the last run broken off and begun again: the same rows."""
    ends = []
    for batch, broken in ((250, False), (1, False), (1, True)):
        saving.BATCH_ARTICLES = batch
        db = copied(empty)
        for meetings in runs[:-1]:
            run(db, meetings)
        if broken:
            run(db, runs[-1][:broken_at])
        run(db, runs[-1])
        ends.append(told(db))
        before = told(db)
        assert run(db, runs[-1]).counts.keys() <= {SAME}, "the same run again finds all the same"
        assert told(db) == before
        db.close()
    assert ends[1] == ends[0]
    assert ends[2] == ends[0]


@given(st.lists(st.lists(MEETINGS, min_size=1, max_size=5), max_size=5))
def test_what_is_counted_and_linked_agrees_with_the_rows(empty: Database, runs: list[list[Met]]) -> None:
    db = copied(empty)
    for meetings in runs:
        run(db, meetings)
    assert db.execute("SELECT id FROM speakers WHERE attributions <> articles").fetchall() == []
    assert db.execute("SELECT ifnull(sum(attributions), 0) FROM speakers").fetchone() == (len(newest(db)),)
    kinds = "SELECT ifnull(sum(statements), 0) FROM speaker_counts WHERE what = 'kind'"
    assert db.execute(kinds).fetchone() == (len(newest(db)),)
    marked = """SELECT id FROM attributions AS a
        WHERE superseded <> (SELECT superseded_by IS NOT NULL FROM articles WHERE id = a.article)"""
    assert db.execute(marked).fetchall() == []
    wrong = """SELECT id FROM articles WHERE (superseded_by IS NULL) <> EXISTS (
        SELECT 1 FROM article_places WHERE article = articles.id AND superseded_by IS NULL)"""
    assert db.execute(wrong).fetchall() == []
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    db.close()


def test_a_database_of_the_first_version_keeps_its_articles_with_their_places(path: Path) -> None:
    db = Database(path)
    MIGRATIONS.apply(db, stop_before="003_versions")
    db.execute("INSERT INTO ingests (id, started, extractor) VALUES (1, '', 'one')")
    db.execute(
        "INSERT INTO articles (id, url, language, text, words, origin, extractor, ingest, first_seen)"
        " VALUES (?, ?, 'en', ?, 1, 'a.html', 'one', 1, 'then')",
        (short(1).article.key, A.url, short(1).article.text),
    )
    db.close()
    db = open_database(path)
    assert db.execute("SELECT url, origin, first_seen FROM article_places").fetchall() == [
        (A.url, "a.html", "then")
    ]
    assert run(db, [SAVED_A, B]).counts == {SAME: 1, NEW: 1}
    db.close()
