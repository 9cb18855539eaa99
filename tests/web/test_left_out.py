"""What was rejected or stands in an earlier version of an article: in no list, and told where it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

import pytest

from attribution import Article, extract, load_language
from attribution.storage import By, open_database, record, save
from attribution.storage.opening import writing
from tests.web.conftest import Ask

NEW = Article(
    "On Tuesday, Mayor Ilse Varga accused Otto Brandt of lying about the quay.\n\n"
    "Brandt denied that the quay leaks. A spokeswoman for Skerry Lines said that the boat would sail.\n\n"
    "The Halden Gazette, citing two officials, reported that Ana Ruiz said the wall was old.",
    title="Quarrel on the quay",
    url="https://tern.example/quay",
    published="2022-11-10",
    publisher="Tern Weekly",
)
OLD = replace(NEW, text=NEW.text + "\n\nEdda Kroll said on Monday that the harbour bridge was doomed.")
DOOMED = "that the harbour bridge was doomed"
LEAKS = "that the quay leaks"


class Kept(NamedTuple):
    """The ids of the statements of either version, by their words."""

    old: dict[str, str]
    new: dict[str, str]


def make(path: Path) -> Kept:
    """A database with both versions."""
    db, ids = open_database(path), []
    for article in (OLD, NEW):
        found = extract(article, load_language("en"))
        save(db, found)
        ids.append({each.quote(article.text): each.id for each in found.attributions})
    db.close()
    return Kept(*ids)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("left-out") / "attribution.db"


@pytest.fixture(scope="module")
def kept(path: Path) -> Kept:
    return make(path)


@pytest.fixture(scope="module")
def ask(path: Path, kept: Kept, asking: Callable[[Path], Ask]) -> Ask:
    assert kept.old
    return asking(path)


@pytest.fixture
def rejected(tmp_path: Path, asking: Callable[[Path], Ask]) -> Ask:
    """The same, where somebody has rejected every statement of the newer version."""
    path = tmp_path / "attribution.db"
    kept = make(path)
    db = open_database(path)
    with writing(db):
        for statement in kept.new.values():
            record(db, statement, "reject", By("Ann Ito", "2026-03-12T10:00:00Z"))
    db.close()
    return asking(path)


def got(ask: Ask, path: str, **asked: str) -> Any:
    answer = ask(f"{path}?{urlencode(asked)}")
    assert answer.status_code == 200, answer.text
    return answer.json()


ASKED: dict[str, dict[str, str]] = {
    "statements_by_speaker": {},
    "chains": {},
    "accusations": {},
    "denials": {},
    "who_said_what": {"speaker": "", "words": "", "from": "", "to": ""},
    "said_on": {"date": "2022-11"},
    "by_speaker": {"speaker": "a"},
    "said_by_on": {"speaker": "varga", "date": "2022-11"},
    "who_accused_whom": {"accuser": "", "accused": ""},
    "who_denied_what": {"speaker": "", "words": ""},
    "said_for": {"on_behalf_of": "skerry"},
    "who_reported_whom": {"reported_by": "", "speaker": ""},
}


@pytest.mark.parametrize(("name", "asked"), ASKED.items(), ids=ASKED)
def test_views_and_queries_have_the_newest_version_alone(
    ask: Ask, kept: Kept, name: str, asked: dict[str, str]
) -> None:
    rows = got(ask, f"/attribution/{name}.json", _shape="array", **asked)
    found = {row["attribution"] for row in rows}
    assert found
    assert found <= set(kept.new.values())


def test_views_and_queries_have_nothing_that_was_rejected(rejected: Ask) -> None:
    for name, asked in ASKED.items():
        assert got(rejected, f"/attribution/{name}.json", _shape="array", **asked) == [], name


def test_pages_count_and_list_the_newest_version_alone(ask: Ask, kept: Kept) -> None:
    home = got(ask, "/.json")
    assert (home["counts"]["articles"], home["counts"]["statements"]) == (1, len(kept.new))
    assert {each["id"] for each in home["latest"]} <= set(kept.new.values())
    listed = {each["name"]: each["statements"] for each in got(ask, "/speakers.json")["speakers"]}
    assert "Edda Kroll" not in listed
    assert home["counts"]["speakers"] == len(listed)
    assert got(ask, "/speakers.json", q="Kroll")["total"] == 0
    for words, count in (("doomed", 0), ("leaks", 1), ("speaker:Brandt", 1)):
        assert got(ask, "/search.json", q=words)["total"] == count, words


def test_a_speaker_is_told_by_the_newest_version_alone(ask: Ask, kept: Kept) -> None:
    people = {each["name"]: each["id"] for each in got(ask, "/speakers.json")["speakers"]}
    brandt = got(ask, f"/speakers/{people['Otto Brandt']}.json")
    assert [each["id"] for each in brandt["statements"]] == [kept.new[LEAKS]]
    assert [line["statements"] for line in brandt["stances"]] == [1]
    pair = got(ask, "/compare.json", a=people["Otto Brandt"], b=people["Ilse Varga"])
    assert [each["id"] for each in pair["articles"]] == [NEW.key]
    feed = ask(f"/speakers/{people['Otto Brandt']}.atom").text
    assert (kept.new[LEAKS] in feed, kept.old[LEAKS] in feed) == (True, False)


def test_a_statement_of_an_earlier_version_says_so(ask: Ask, kept: Kept) -> None:
    page = ask(f"/quotes/{kept.old[DOOMED]}").text
    assert "It stands in an earlier version of the article" in page
    assert "earlier version" not in ask(f"/quotes/{kept.new[LEAKS]}").text
    assert f'<a href="/articles/{NEW.key}">the newer version</a>' in ask(f"/articles/{OLD.key}").text


def test_a_check_finds_what_only_an_earlier_version_has_and_says_so(ask: Ask) -> None:
    checked = got(ask, "/check.json", quote=DOOMED)["checked"]
    assert checked["verdict"] == "verbatim"
    assert "superseded" in {note["note"] for note in checked["findings"][0]["notes"]}
    assert (
        "It stands in an earlier version of the article" in ask("/check?" + urlencode({"quote": DOOMED})).text
    )


def test_a_check_prefers_the_newest_version(ask: Ask, kept: Kept) -> None:
    checked = got(ask, "/check.json", quote=LEAKS)["checked"]
    assert [each["id"] for each in checked["findings"]] == [kept.new[LEAKS], kept.old[LEAKS]]


def test_a_check_tells_of_words_in_a_statement_that_was_rejected(
    tmp_path: Path, asking: Callable[[Path], Ask]
) -> None:
    db = open_database(tmp_path / "attribution.db")
    found = extract(NEW, load_language("en"))
    save(db, found)
    (id_,) = [each.id for each in found.attributions if each.quote(NEW.text) == LEAKS]
    with writing(db):
        record(db, id_, "reject", By("Ann Ito", "2026-03-12T10:00:00Z"))
    db.close()
    ask = asking(tmp_path / "attribution.db")
    checked = got(ask, "/check.json", quote=LEAKS)["checked"]
    assert checked["verdict"] == "not attributed"
    assert [passage["rejected"] for passage in checked["passages"]] == [True]
    assert "somebody who read it has rejected it" in ask("/check?" + urlencode({"quote": LEAKS})).text
