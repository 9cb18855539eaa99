"""Saving: what goes in comes out, the same again changes nothing, a changed extractor replaces the rows."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from attribution.languages import Rule
from attribution.model import Article, Extraction, QuotedSpan, Span
from attribution.storage import Ingest, Outcome, StorageError, open_database, save, speaker_key
from tests.invented import WALL, extraction, short

RUNS = {"ingests", "_sqlite_migrations", "sqlite_stat1", "sqlite_stat4", "sqlite_sequence"}


def dump(db: Database) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, but for what counts runs."""
    return {
        name: db.execute(f'SELECT rowid, * FROM "{name}"').fetchall()  # noqa: S608 (names of our own tables)
        if "WITHOUT ROWID" not in db[name].schema
        else db.execute(f'SELECT * FROM "{name}"').fetchall()  # noqa: S608 (names of our own tables)
        for name in db.table_names()
        if name not in RUNS
    }


def ingest(db: Database, extractions: Iterable[Extraction], extractor: str = "one") -> Ingest:
    with Ingest(db, extractor=extractor) as run:
        for found in extractions:
            article = run.due(found.article)
            if article is not None:
                run.save(replace(found, article=article))
    return run


def rows(db: Database, sql: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in db.execute(sql).fetchall()]


def test_an_article_comes_out_as_it_went_in(db: Database) -> None:
    found = extraction(published="2026-03-11", publisher="The Harbour Gazette", said_on="2026-03-10", id="w1")
    assert save(db, found) == Outcome.NEW
    assert rows(
        db, "SELECT given_id, published, year, language, words, attributions, text FROM articles"
    ) == [("w1", "2026-03-11", 2026, "en", 33, 2, found.article.text)]
    assert rows(
        db, "SELECT speaker_name, quote, cue, source, said_on, published, year, publisher FROM attributions"
    ) == [
        (
            *("Mara Ellison", "“We will not move a single family,”", "said", "Mara Ellison"),
            *("2026-03-10", "2026-03-11", 2026, "The Harbour Gazette"),
        ),
        (
            *("The Port Authority", "the wall cannot close before May", "says", "The Port Authority"),
            *("2026-03-10", "2026-03-11", 2026, "The Harbour Gazette"),
        ),
    ]
    assert rows(db, "SELECT words, reason FROM quoted_spans ORDER BY start DESC LIMIT 1") == [
        ("“A Coast for All”", "title")
    ]
    assert rows(db, "SELECT about, words, weight FROM evidence LIMIT 2") == [
        ("cue", "a verb of saying", 1.5),
        ("rule", "content-source-cue", None),
    ]


def test_the_words_of_every_span_stand_at_its_offsets(db: Database) -> None:
    found = extraction()
    save(db, found)
    text = found.article.text
    spans = db.execute('SELECT start, "end", words FROM spans').fetchall()
    assert len(spans) == 6
    assert all(text[start:end] == words for start, end, words in spans)


def test_the_same_again_changes_nothing(db: Database) -> None:
    articles = [extraction(), *(short(n) for n in range(200))]
    first = ingest(db, articles)
    before = dump(db)
    second = ingest(db, articles)
    assert dump(db) == before
    assert (dict(first.counts), dict(second.counts)) == ({Outcome.NEW: 201}, {Outcome.SAME: 201})


def test_a_changed_extractor_replaces_the_rows_of_its_articles(db: Database) -> None:
    ingest(db, [extraction(), short(1)])
    kept = rows(db, "SELECT id, first_seen FROM articles")
    again = extraction(
        WALL, [("Mara Ellison", "person"), ("Port of Northmere", "organisation")], rule="newer"
    )
    run = ingest(db, [again, short(1)], extractor="two")
    assert dict(run.counts) == {Outcome.CHANGED: 2}
    assert rows(db, "SELECT id, first_seen FROM articles") == kept
    assert rows(db, "SELECT DISTINCT extractor, ingest FROM articles") == [("two", run.id)]
    assert rows(db, "SELECT name, attributions FROM speakers ORDER BY name") == [
        ("Ines Okoro", 1),
        ("Mara Ellison", 1),
        ("Port of Northmere", 1),
    ]
    assert rows(db, "SELECT name, attributions FROM rules ORDER BY name") == [
        ("content-source-cue", 1),
        ("newer", 2),
    ]


def test_a_changed_extractor_that_finds_the_same_leaves_the_same_rows(db: Database) -> None:
    ingest(db, [extraction(), short(1)])
    before = rows(db, "SELECT * FROM attributions ORDER BY id")
    ingest(db, [extraction(), short(1)], extractor="two")
    assert rows(db, "SELECT * FROM attributions ORDER BY id") == before


def test_an_article_that_cannot_be_replaced_keeps_its_old_rows(db: Database) -> None:
    ingest(db, [extraction(), short(1)])
    before = dump(db)
    outside = QuotedSpan(5, 10_000, -1, None, None)
    broken = replace(extraction(rule="newer"), quoted_spans=(outside,))
    with pytest.raises(StorageError, match="a batch was refused and not kept"):
        ingest(db, [short(2), broken], extractor="two")
    assert dump(db) == before


SPEAKERS = st.tuples(*[st.sampled_from(["Ines Okoro", "Tomas Verhane", "Mara Ellison", None])] * 3)


def three(number: int, speakers: tuple[str | None, ...]) -> Extraction:
    """One text a number, whoever is found to speak in it."""
    tagged = f"Article {number}." + "".join(
        f" <source {n}>Somebody</source> <cue {n}>said</cue> <content {n}>so</content>." for n in (1, 2, 3)
    )
    said_on = f"2026-0{len(set(speakers))}" if number else None
    return extraction(tagged, [(name, "person" if name else None) for name in speakers], said_on=said_on)


@given(st.lists(SPEAKERS, min_size=1, max_size=6), st.dictionaries(st.integers(0, 7), SPEAKERS))
def test_counts_are_those_of_the_rows(
    found: list[tuple[str | None, ...]], found_later: dict[int, tuple[str | None, ...]]
) -> None:
    db = open_database(":memory:")
    ingest(db, [three(number, speakers) for number, speakers in enumerate(found)], "one")
    ingest(db, [three(number, speakers) for number, speakers in found_later.items()], "two")
    counted = """SELECT speaker, count(*), count(DISTINCT article), min(said_on), max(said_on)
        FROM attributions WHERE speaker IS NOT NULL GROUP BY speaker ORDER BY speaker"""
    held = "SELECT id, attributions, articles, first_said, last_said FROM speakers ORDER BY id"
    total = rows(db, "SELECT count(*) FROM attributions")
    assert rows(db, held) == rows(db, counted)
    assert rows(db, "SELECT sum(attributions) FROM articles") == total
    assert rows(db, "SELECT sum(attributions) FROM rules") == total
    assert rows(db, "PRAGMA foreign_key_check") == []
    db.close()


SAME_SPEAKER = [
    ("Mara Ellison", "MARA  ELLISON"),
    ("Seán O’Dea", "Seán O'Dea"),
    ("Zoë Wall", unicodedata.normalize("NFD", "Zoë Wall")),
]
OTHER_SPEAKER = [("Mara Ellison", "Mara Elison"), ("Mara Ellison", "M. Ellison"), ("Zoë Wall", "Zoe Wall")]


@pytest.mark.parametrize(("one", "other"), SAME_SPEAKER)
def test_one_speaker_in_many_spellings_is_one_row(db: Database, one: str, other: str) -> None:
    ingest(db, [short(1, one), short(2, other)])
    assert rows(db, "SELECT name, attributions, articles FROM speakers") == [(one, 2, 2)]
    assert len(rows(db, "SELECT name FROM speaker_names")) == 2


@pytest.mark.parametrize(("one", "other"), OTHER_SPEAKER)
def test_what_may_be_two_speakers_is_two_rows(one: str, other: str) -> None:
    assert speaker_key(one, "person") != speaker_key(other, "person")
    assert speaker_key(one, "person") != speaker_key(one, "place")


def test_a_speaker_without_a_name_is_nobody_in_particular(db: Database) -> None:
    tagged = "<source>A spokesman</source> <cue>said</cue> <content>it was late</content>."
    save(db, extraction(tagged, [("A spokesman", "unnamed")]))
    assert rows(db, "SELECT speaker, speaker_name, speaker_type FROM attributions") == [
        (None, "A spokesman", "unnamed")
    ]
    assert rows(db, "SELECT count(*) FROM speakers") == [(0,)]


def test_nobody_named_is_null(db: Database) -> None:
    tagged = "<cue>Reportedly</cue>, <content>it was late</content>."
    save(db, extraction(tagged, [(None, None)]))
    assert rows(db, "SELECT speaker, speaker_name, source FROM attributions") == [(None, None, None)]


def test_two_texts_of_one_run_never_replace_each_other(db: Database) -> None:
    address = "https://gazette.example/live"
    articles = [short(n, url=address) for n in range(3)]
    ingest(db, articles)
    before = dump(db)
    assert dict(ingest(db, articles).counts) == {Outcome.SAME: 3}
    assert dump(db) == before


def test_the_same_text_from_elsewhere_fills_gaps_only(db: Database) -> None:
    save(db, short(1, publisher="Gazette"), origin="a")
    outcome = save(db, short(1, publisher="Tribune", published="2026-03-01"), origin="b")
    assert outcome == Outcome.CHANGED
    assert rows(db, "SELECT publisher, published FROM articles") == [("Gazette", "2026-03-01")]
    assert rows(db, "SELECT publisher, published, year FROM attributions") == [
        ("Gazette", "2026-03-01", 2026)
    ]


def test_the_place_itself_may_correct_what_it_told(db: Database) -> None:
    save(db, short(1, published="2026-03-01"), origin="a")
    assert save(db, short(1, published="2026-03-02"), origin="a") == Outcome.CHANGED
    assert rows(db, "SELECT published FROM articles") == [("2026-03-02",)]
    assert save(db, short(1), origin="a") == Outcome.SAME, "what is not told again is not forgotten"


def test_what_is_known_comes_back_for_extraction(db: Database) -> None:
    save(db, short(1, published="2026-03-01"), extractor="one")
    with Ingest(db, extractor="two") as run:
        article = run.due(short(1).article)
        assert article is not None
        assert article.published == "2026-03-01"


def test_one_text_twice_in_a_run_is_one_article(db: Database) -> None:
    run = ingest(db, [short(1), short(1)])
    assert dict(run.counts) == {Outcome.NEW: 1, Outcome.SAME: 1}


@pytest.mark.parametrize("text", ["", " \n\t "])
def test_an_empty_article_is_counted_and_not_kept(db: Database, text: str) -> None:
    assert save(db, Extraction(Article(text))) == Outcome.EMPTY
    assert rows(db, "SELECT articles_in, empty, new FROM ingests") == [(1, 1, 0)]
    assert rows(db, "SELECT count(*) FROM articles") == [(0,)]


def test_a_run_counts_every_article(db: Database) -> None:
    ingest(db, [short(1)])
    with Ingest(db, extractor="one", command="ingest news") as run:
        for found in (short(1), short(2), Extraction(Article(" "))):
            article = run.due(found.article)
            if article:
                run.save(found)
        run.skip("a.txt", "is not UTF-8")
    counts = "articles_in, new, changed, same, empty, skipped, attributions, command"
    last = f"SELECT {counts} FROM ingests ORDER BY id DESC LIMIT 1"  # noqa: S608 (columns named above)
    assert rows(db, last) == [(4, 1, 0, 1, 1, 1, 1, "ingest news")]
    assert rows(db, "SELECT ingest, place, reason FROM skipped") == [(run.id, "a.txt", "is not UTF-8")]


def test_an_interrupted_run_keeps_the_articles_it_had_finished(db: Database) -> None:
    def work() -> None:
        with Ingest(db) as run:
            run.save(short(1))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        work()
    assert rows(db, "SELECT new, notes FROM ingests WHERE finished IS NOT NULL") == [(1, "interrupted")]


def test_rules_tell_what_they_are_and_go_when_they_are_none_any_more(db: Database) -> None:
    def rule(name: str, reason: str) -> Rule:
        return Rule(name, "frame", reason, ("an example",), ("no example",), {})

    with Ingest(db, rules=[rule("content-source-cue", "so it is written"), rule("old", "once")]) as run:
        run.save(short(1))
    with Ingest(db, rules=[rule("content-source-cue", "still so")]):
        pass
    assert rows(db, "SELECT name, reason, examples, attributions FROM rules") == [
        ("content-source-cue", "still so", '["an example"]', 1)
    ]


@pytest.mark.parametrize("text", ["a\0b", "a\ud800b"])
def test_what_sqlite_cannot_keep_is_refused(db: Database, text: str) -> None:
    with pytest.raises(StorageError, match="NUL or a lone surrogate"):
        save(db, Extraction(Article(text)))
    with pytest.raises(StorageError, match="its title holds"):
        save(db, Extraction(Article("fine", title=text)))


HOSTILE = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1)


@given(HOSTILE, st.data())
def test_any_text_is_kept_with_its_offsets(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    model = short(1).attributions[0]
    found = replace(model, content=(Span(start, end),), source=(), cue=(), speaker=text[start:end])
    db = open_database(":memory:")
    if text.strip():
        save(db, Extraction(Article(text, title=text), (found,), (QuotedSpan(start, end, 0, None, None),)))
        assert rows(db, "SELECT quote, speaker_name FROM attributions") == [
            (text[start:end], text[start:end])
        ]
        assert rows(db, "SELECT text FROM articles") == [(text,)]
    db.close()


def test_statements_are_found_by_their_words_even_after_vacuum(db: Database) -> None:
    ingest(db, [extraction(), *(short(n) for n in range(50))])
    ingest(db, [short(n) for n in range(0, 50, 2)], extractor="two")
    db.execute("VACUUM")
    search = """SELECT quote FROM attributions WHERE rowid IN
        (SELECT rowid FROM attributions_fts WHERE attributions_fts MATCH ?)"""
    assert db.execute(search, ["families"]).fetchall() == [("“We will not move a single family,”",)]
    assert db.execute(search, ["tide AND 8"]).fetchall() == [("“Tide 8 was high,”",)]
    db.execute("INSERT INTO attributions_fts (attributions_fts, rank) VALUES ('integrity-check', 1)")
    db.execute("INSERT INTO articles_fts (articles_fts, rank) VALUES ('integrity-check', 1)")
