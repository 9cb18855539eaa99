"""Corrections: kept whatever is written anew, shown in the rows, undone by a row of their own."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from attribution.model import Extraction, Span
from attribution.storage import By, Ingest, Visit, open_database, record, save, speaker_key, undo
from attribution.storage.opening import writing
from attribution.tracking.reviewing import Action, ReviewError
from tests.invented import WALL, extraction, short

ANN = By("Ann Ito", "2026-03-12T10:00:00Z", "The minutes say so.")
BEN = By("Ben Roy", "2026-03-12T11:00:00Z")


def correct(db: Database, attribution: str, action: Action, by: By = ANN, **more: Any) -> int:
    with writing(db):
        return record(db, attribution, action, by, **more)


def take_back(db: Database, correction: int, by: By = BEN) -> int:
    with writing(db):
        return undo(db, correction, by)


def rows(db: Database, sql: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in db.execute(sql).fetchall()]


SPEAKERS = "SELECT name, attributions, articles FROM speakers ORDER BY name"
SHOWN = (
    "SELECT speaker_name, speaker, kind, stance, said_on, year, review FROM attributions ORDER BY position"
)
FOUND_BY_WORDS = """SELECT quote FROM attributions WHERE rowid IN
    (SELECT rowid FROM attributions_fts WHERE attributions_fts MATCH 'family')"""
INTACT = "INSERT INTO attributions_fts (attributions_fts, rank) VALUES ('integrity-check', 1)"


@pytest.fixture
def wall(db: Database) -> Extraction:
    """Mara Ellison and the Port Authority, stored."""
    found = extraction(published="2026-03-11", said_on="2026-03-10")
    save(db, found, origin="wall.txt", extractor="one")
    return found


def test_an_amended_speaker_shows_everywhere(db: Database, wall: Extraction) -> None:
    first = wall.attributions[0].id
    correct(db, first, "amend", values={"speaker_name": "Tomas  Verhane", "speaker_type": "person"})
    verhane = speaker_key("Tomas Verhane", "person")
    assert rows(db, SHOWN)[0][:2] == ("Tomas Verhane", verhane)
    assert rows(db, SPEAKERS) == [("The Port Authority", 1, 1), ("Tomas Verhane", 1, 1)]
    assert rows(db, "SELECT speaker_name FROM attributions_fts WHERE attributions_fts MATCH 'verhane'")
    (kept,) = rows(db, "SELECT found FROM attributions WHERE review = 'amended'")
    assert json.loads(str(kept[0]))["speaker_name"] == "Mara Ellison"


def test_a_correction_tells_who_when_why_before_and_after(db: Database, wall: Extraction) -> None:
    correct(db, wall.attributions[0].id, "amend", values={"kind": "mixed", "said_on": "2026"})
    ((actor, made, why, action, before, after),) = rows(
        db, "SELECT actor, made, why, action, before, after FROM corrections"
    )
    assert (actor, made, why, action) == (*ANN, "amend")
    changes = {k: (v, json.loads(str(after))[k]) for k, v in json.loads(str(before)).items()}
    assert {name: change for name, change in changes.items() if change[0] != change[1]} == {
        "kind": ("direct", "mixed"),
        "said_on": ("2026-03-10", "2026"),
        "review": (None, "amended"),
    }


def test_it_is_anchored_on_the_text(db: Database, wall: Extraction) -> None:
    correct(db, wall.attributions[0].id, "confirm")
    anchor = rows(db, "SELECT exact, prefix, suffix, start, cue, parts, text_key, origin FROM corrections")[0]
    assert anchor == (
        *("“We will not move a single family,”", "Harbour wall delayed\n\n"),
        *(wall.article.text[57 : 57 + 64], 22, "said"),
        '{"source": [[58, 70]], "cue": [[71, 75]], "content": [[22, 57]]}',
        *(wall.article.key, "wall.txt"),
    )


def test_a_rejected_statement_stays_but_is_nobodys_and_not_found_by_words(
    db: Database, wall: Extraction
) -> None:
    rejection = correct(db, wall.attributions[0].id, "reject")
    assert rows(db, SHOWN)[0] == ("Mara Ellison", None, "direct", "said", "2026-03-10", 2026, "rejected")
    assert rows(db, SPEAKERS) == [("The Port Authority", 1, 1)]
    assert rows(db, FOUND_BY_WORDS) == []
    assert rows(db, "SELECT count(*) FROM accepted_attributions") == [(1,)]
    assert rows(db, "SELECT speaker_name FROM statements_by_speaker") == [("The Port Authority",)]
    db.execute(INTACT)
    take_back(db, rejection)
    assert rows(db, SHOWN)[0][1] == speaker_key("Mara Ellison", "person")
    assert len(rows(db, FOUND_BY_WORDS)) == 1
    db.execute(INTACT)


def test_undoing_brings_back_what_was_found(db: Database, wall: Extraction) -> None:
    before = (rows(db, "SELECT * FROM attributions"), rows(db, SPEAKERS))
    ids = [
        correct(db, wall.attributions[0].id, "amend", values={"speaker_name": "Ines Okoro"}),
        correct(db, wall.attributions[0].id, "amend", BEN, values={"stance": "denied"}),
    ]
    assert rows(db, SHOWN)[0][0] == "Ines Okoro"
    take_back(db, ids[0])
    assert rows(db, SHOWN)[0][::3] == ("Mara Ellison", "denied", "amended")
    take_back(db, ids[1])
    assert (rows(db, "SELECT * FROM attributions"), rows(db, SPEAKERS)) == before
    assert rows(db, "SELECT action, undoes FROM corrections") == [
        ("amend", None),
        ("amend", None),
        ("undo", 1),
        ("undo", 2),
    ]


def test_who_speaks_together_gives_way_to_the_speaker_that_is_named(db: Database, wall: Extraction) -> None:
    first = wall.attributions[0].id
    db.conn.executemany(
        "INSERT INTO joint_speakers VALUES (?, ?, ?)", [(first, 0, "Mara Ellison"), (first, 1, "Ada Wray")]
    )
    db.conn.commit()
    joint = "SELECT speaker_name FROM statements_by_speaker WHERE quote LIKE '%family%'"
    amendment = correct(db, first, "amend", values={"speaker_name": "Ines Okoro", "said_on": "2026-02"})
    assert rows(db, joint) == [("Ines Okoro",)]
    assert rows(db, "SELECT said_on_precision FROM attributions WHERE review = 'amended'") == [("month",)]
    take_back(db, amendment)
    assert sorted(rows(db, joint)) == [("Ada Wray",), ("Mara Ellison",)]


def test_it_is_kept_through_reingest_and_a_new_extractor(db: Database, wall: Extraction) -> None:
    ids = [found.id for found in wall.attributions]
    correct(db, ids[0], "amend", values={"speaker_name": "Ines Okoro", "speaker_type": "person"})
    correct(db, ids[1], "reject")
    shown, speakers = rows(db, SHOWN), rows(db, SPEAKERS)
    save(db, wall, origin="wall.txt", extractor="two")
    assert (rows(db, SHOWN), rows(db, SPEAKERS)) == (shown, speakers)
    assert rows(db, "SELECT anchored FROM corrections") == [("exact",), ("exact",)]
    assert rows(db, "PRAGMA foreign_key_check") == []
    db.execute(INTACT)


def narrower(found: Extraction) -> Extraction:
    """The same article by an extractor that leaves the last word of the first statement out."""
    first, *others = found.attributions
    (start, end), *_ = first.content
    return replace(found, attributions=(replace(first, id="other", content=(Span(start, end - 9),)), *others))


def test_an_extractor_that_draws_other_bounds_gets_it_too(db: Database, wall: Extraction) -> None:
    correct(db, wall.attributions[0].id, "amend", values={"speaker_name": "Ines Okoro"})
    save(db, narrower(wall), origin="wall.txt", extractor="two")
    assert rows(db, SHOWN)[0][0] == "Ines Okoro"
    assert rows(db, "SELECT attribution, anchored FROM corrections") == [("other", "fuzzy")]
    correct(db, "other", "amend", BEN, values={"stance": "denied"})
    assert rows(db, "SELECT DISTINCT thread, anchored FROM corrections") == [(1, "exact")]
    save(db, wall, origin="wall.txt", extractor="three")
    assert rows(db, SHOWN)[0][::3] == ("Ines Okoro", "denied", "amended")


def test_a_statement_that_is_not_found_any_more_is_an_orphan_and_comes_back(
    db: Database, wall: Extraction
) -> None:
    correct(db, wall.attributions[0].id, "confirm")
    save(db, replace(wall, attributions=wall.attributions[1:]), origin="wall.txt", extractor="two")
    assert rows(db, "SELECT article, attribution, anchored FROM corrections") == [
        (wall.article.key, None, "lost")
    ]
    assert rows(db, "SELECT review FROM attributions") == [(None,)]
    save(db, wall, origin="wall.txt", extractor="three")
    assert rows(db, SHOWN)[0][-1] == "confirmed"


def test_a_changed_text_of_the_article_keeps_it(db: Database, wall: Extraction) -> None:
    correct(db, wall.attributions[0].id, "amend", values={"speaker_name": "Ines Okoro"})
    correct(db, wall.attributions[1].id, "confirm")
    changed = WALL.replace("wall delayed", "wall late again").replace("cannot close", "will not close")
    save(db, extraction(changed), origin="wall.txt", extractor="one")
    newest = "article IN (SELECT id FROM articles WHERE superseded_by IS NULL)"
    assert rows(db, f"SELECT speaker_name, review FROM attributions WHERE {newest} ORDER BY position") == [  # noqa: S608 (named above)
        ("Ines Okoro", "amended"),
        ("The Port Authority", "confirmed"),
    ]
    assert rows(db, "SELECT anchored FROM corrections") == [("moved",), ("fuzzy",)]


def test_another_article_of_the_same_address_does_not_take_it(db: Database) -> None:
    address = "https://gazette.example/live"
    with_one = short(1, url=address)
    save(db, with_one, origin="a")
    correct(db, with_one.attributions[0].id, "confirm")
    with Ingest(db) as run:
        for found in (with_one, short(2, url=address)):
            visit = Visit.of(found.article, origin="a")
            if run.due(found.article, visit):
                run.save(found, visit)
    assert rows(db, "SELECT quote FROM attributions WHERE review IS NOT NULL") == [("“Tide 1 was high,”",)]


REFUSED: dict[str, dict[str, Any]] = {
    "there is none such": {"attribution": "nothing"},
    "nothing would change": {"action": "amend", "values": {"kind": "direct"}},
    "Ben Roy has decided on this statement meanwhile": {"action": "reject", "seen": 0},
    "confirmed already": {"action": "confirm"},
    "'praise' is none of": {"action": "praise"},
    "kind: 'loud' is none of": {"action": "amend", "values": {"kind": "loud"}},
    "why: at most": {"action": "reject", "by": By("Ann", "2026", "x" * 2001)},
}


@pytest.mark.parametrize("said", REFUSED)
def test_what_is_refused_changes_nothing(db: Database, wall: Extraction, said: str) -> None:
    first = wall.attributions[0].id
    correct(db, first, "confirm", BEN)
    before = rows(db, "SELECT * FROM corrections") + rows(db, SHOWN)
    given_: dict[str, Any] = {"attribution": first, "action": "confirm", **REFUSED[said]}
    with pytest.raises(ReviewError, match=said):
        correct(db, **given_)
    assert rows(db, "SELECT * FROM corrections") + rows(db, SHOWN) == before


def test_an_undoing_is_refused_twice(db: Database, wall: Extraction) -> None:
    id_ = correct(db, wall.attributions[0].id, "confirm")
    undoing = take_back(db, id_)
    for number in (id_, undoing, 99):
        with pytest.raises(ReviewError, match=r"undone already|none such to undo"):
            take_back(db, number)


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM corrections",
        "UPDATE corrections SET actor = 'Nobody'",
        "UPDATE corrections SET after = '{}'",
    ],
)
def test_the_database_keeps_a_correction_as_it_was_made(db: Database, wall: Extraction, sql: str) -> None:
    correct(db, wall.attributions[0].id, "confirm")
    with pytest.raises(sqlite3.IntegrityError, match="kept as it was made"):
        db.execute(sql)


CHANGES = st.sampled_from(
    [
        ("confirm", None),
        ("reject", None),
        ("amend", {"speaker_name": "Ines Okoro", "speaker_type": "person"}),
        ("amend", {"speaker_name": ""}),
        ("amend", {"speaker_type": "unnamed"}),
        ("amend", {"said_on": "2025-12", "kind": "mixed"}),
        ("undo", None),
        ("write anew", None),
    ]
)


@given(st.lists(st.tuples(CHANGES, st.integers(0, 1)), max_size=12))
def test_whatever_is_decided_counts_are_those_of_the_rows_and_all_can_be_undone(
    steps: list[tuple[tuple[str, dict[str, str] | None], int]],
) -> None:
    db = open_database(":memory:")
    found = extraction(published="2026-03-11", said_on="2026-03-10")
    save(db, found, extractor="0")
    as_found = rows(db, "SELECT * FROM attributions")
    for number, ((action, values), which) in enumerate(steps, 1):
        before = rows(db, SHOWN)
        try:
            if action == "write anew":
                save(db, found, extractor=str(number))
                assert rows(db, SHOWN) == before
            elif action == "undo":
                take_back(db, number)
            else:
                correct(db, found.attributions[which].id, action, values=values)  # type: ignore[arg-type]
        except ReviewError:
            assert rows(db, SHOWN) == before
        counted = """SELECT speaker, count(*), count(DISTINCT article), min(said_on), max(said_on)
            FROM attributions WHERE speaker IS NOT NULL GROUP BY speaker ORDER BY speaker"""
        held = "SELECT id, attributions, articles, first_said, last_said FROM speakers ORDER BY id"
        assert rows(db, held) == rows(db, counted)
        db.execute(INTACT)
    still = """SELECT id FROM corrections AS c WHERE action <> 'undo'
        AND NOT EXISTS (SELECT 1 FROM corrections WHERE undoes = c.id)"""
    for (id_,) in rows(db, still):
        take_back(db, int(str(id_)))
    assert rows(db, "SELECT * FROM attributions") == as_found
    db.close()
