"""What the database says to a quote: real rows, found and compared."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from attribution.storage import finding, open_database, save
from attribution.tracking.checking import Verdict
from attribution.tracking.words import read_quote
from tests.invented import WALL, extraction, short

OKORO, ELLISON = "Ines Okoro", "Mara Ellison"
FERRY = (
    "<content>“The ferry, drawn as ‘A Coast for All’, will sail again before the herons come home,”</content>"
    " <source>Ines Okoro</source> <cue>said</cue>."
    " <content 2>“We will not move a single family,”</content> <source 2>she</source> <cue 2>added</cue>."
)


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = tmp_path_factory.mktemp("finding") / "attribution.db"
    db = open_database(path)
    save(db, extraction(WALL, published="2026-03-11", publisher="Harbour Gazette", title="Wall late"))
    save(db, extraction(FERRY, [(OKORO, "person"), (OKORO, "person")], published="2026-03-14"))
    for number in range(30):
        save(db, short(number, published="2025-01-01"))
    db.close()
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
        yield connection
    connection.close()


CHECKS = {
    "word for word, the earliest first": ("we will not move a single family", "", Verdict.VERBATIM, ELLISON),
    "the same words by the one asked for": ("we will not move a single family", "Okoro", Verdict.VERBATIM, OKORO),
    "by another than asked for": ("we will not move a single family", "Tom Venn", Verdict.ANOTHER, ELLISON),
    "a gap": ("the ferry … will sail again", "", Verdict.VERBATIM, OKORO),
    "words put in": ("[T]he ferry [...] will sail [from here] again", "", Verdict.VERBATIM, OKORO),
    "other quotation marks inside": ('"drawn as "A Coast for All" will sail"', "", Verdict.VERBATIM, OKORO),
    "a word altered, the rarest one": (
        "The ferry drawn as a coast for all will sail again before the gulls come home", "", Verdict.ALTERED, OKORO,
    ),
    "a half": ("will sail again before the herons have eaten all the fish of the bay", "", Verdict.PARTIAL, OKORO),
    "in the text alone": ("on Tuesday", "", Verdict.UNATTRIBUTED, None),
    "nowhere": ("nobody asked the pelicans", "", Verdict.NOT_FOUND, None),
    "words that the search has a meaning for": ('NEAR(wall OR "family*) AND NOT', "", Verdict.NOT_FOUND, None),
    "signs alone": ("% & €", "", Verdict.NOT_FOUND, None),
    "a speaker of marks alone is nobody asked for": ("the ferry", "“…”", Verdict.VERBATIM, OKORO),
}  # fmt: skip


@pytest.mark.parametrize(("quote", "speaker", "verdict", "of"), CHECKS.values(), ids=CHECKS)
def test_checks(
    connection: sqlite3.Connection, quote: str, speaker: str, verdict: Verdict, of: str | None
) -> None:
    checked = finding.check_quote(connection, quote, speaker=speaker)
    assert checked.verdict is verdict
    assert (checked.findings[0].statement.speaker if checked.findings else None) == of


def test_all_that_a_statement_tells_is_there(connection: sqlite3.Connection) -> None:
    first, *_ = finding.check_quote(connection, "the wall cannot close before May").findings
    details = finding.details_of(connection, [first.statement.id])[first.statement.id]
    assert (details.speaker, details.publisher, details.published) == (
        "The Port Authority", "Harbour Gazette", "2026-03-11",
    )  # fmt: skip
    assert details.title == "Wall late"


def test_a_passage_tells_which_statements_it_cuts_and_why_it_is_none(connection: sqlite3.Connection) -> None:
    (around,) = finding.check_quote(connection, "a single family,” Mara Ellison said on Tuesday").passages
    assert len(around.statements) == 1
    assert around.reason is None
    (title,) = finding.check_quote(connection, "It was drawn as").passages
    assert title.statements == ()
    inside = finding.find_passages(connection, read_quote("A Coast for All"))
    assert {(passage.reason, len(passage.statements)) for passage in inside} == {("title", 0), (None, 1)}


def test_the_longest_quote_that_can_be_checked(connection: sqlite3.Connection) -> None:
    text = "tide was high " * 166
    assert finding.check_quote(connection, text).verdict in {Verdict.NOT_FOUND, Verdict.PARTIAL}


def test_what_was_searched(connection: sqlite3.Connection) -> None:
    assert finding.searched(connection) == finding.Searched(32, 34, "2025-01-01", "2026-03-14")
