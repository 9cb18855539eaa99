"""The views and queries about how something was said: who accused, denied, spoke for or reported whom."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from datasette.app import Datasette

from attribution import Article, extract, load_language
from attribution.storage import open_database, save
from tests.web.browsing import DATASETTE_1
from tests.web.conftest import Get

QUAY = Article(
    "On Tuesday, Mayor Ilse Varga accused Otto Brandt of lying about the quay.\n\n"
    "Brandt denied that the quay leaks. A spokeswoman for Skerry Lines said that the boat would sail.\n\n"
    "The Halden Gazette, citing two officials, reported that Ana Ruiz said the wall was old.\n\n"
    "Peter Holt said through his lawyer that he was ill.\n\nMara Venn and Ode Lind said that it was late.",
    title="Quarrel on the quay",
    published="2022-11-10",
    publisher="Tern Weekly",
)


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, metadata: dict[str, Any]) -> Iterator[Get]:
    """Gets the rows of a query or a view, of a database into which the article was really read."""
    path = tmp_path_factory.mktemp("circumstances") / "attribution.db"
    db = open_database(path)
    save(db, extract(QUAY, load_language("en")), source_path="quay.txt")
    db.close()
    config = {"config": metadata} if DATASETTE_1 else {}
    datasette = Datasette([str(path)], metadata=metadata, settings={"default_allow_sql": False}, **config)
    with asyncio.Runner() as runner:

        def get(path: str) -> Any:
            answer = runner.run(datasette.client.get(path))
            assert answer.status_code == 200, answer.text
            return answer.json()

        yield get


def query(ask: Get, name: str, **asked: str) -> list[dict[str, Any]]:
    """The rows of a query."""
    found: list[dict[str, Any]] = ask(f"/attribution/{name}.json?" + urlencode({"_shape": "array", **asked}))
    return found


def test_what_somebody_said_on_a_day(ask: Get) -> None:
    (row,) = query(ask, "said_by_on", speaker="varga", date="2022-11-08")
    assert (row["quote"], row["said_on_precision"]) == ("Otto Brandt of lying about the quay", "day")
    assert query(ask, "said_by_on", speaker="varga", date="2022-11-07") == []


@pytest.mark.parametrize("asked", [{"accuser": "varga"}, {"accused": "brandt"}, {}])
def test_who_accused_whom(ask: Get, asked: dict[str, str]) -> None:
    assert [(row["accuser"], row["accused"]) for row in query(ask, "who_accused_whom", **asked)] == [
        ("Ilse Varga", "Otto Brandt")
    ]


def test_nobody_else_is_accused(ask: Get) -> None:
    assert query(ask, "who_accused_whom", accused="Varga") == []


def test_who_denied_what(ask: Get) -> None:
    (row,) = query(ask, "who_denied_what", words="leaks")
    assert (row["speaker"], row["quote"], row["stance"]) == ("Otto Brandt", "that the quay leaks", "denied")


def test_what_was_said_on_behalf_of_somebody(ask: Get) -> None:
    (row,) = query(ask, "said_for", on_behalf_of="skerry")
    assert (row["on_behalf_of"], row["role"]) == ("Skerry Lines", "spokeswoman for Skerry Lines")
    assert row["speaker"] is None


def test_who_reported_whom_and_whom_they_cite(ask: Get) -> None:
    (row,) = query(ask, "who_reported_whom", speaker="Ruiz")
    assert (row["reported_by"], row["quote"]) == ("Halden Gazette", "the wall was old")
    by = {row["speaker"]: (row["via"], row["citing"]) for row in query(ask, "who_reported_whom")}
    assert by["Halden Gazette"] == (None, "two officials")
    assert by["Peter Holt"] == ("his lawyer", None)


@pytest.mark.parametrize("view", ["statements_by_speaker", "chains", "accusations", "denials"])
def test_a_view_leads_to_statement_article_and_speaker(ask: Get, view: str) -> None:
    for row in query(ask, view):
        (found,) = ask(f"/attribution/attributions/{row['attribution']}.json?_shape=array")
        assert (row["article"], row["title"], row["speaker"]) == (QUAY.key, QUAY.title, found["speaker"])


def test_a_statement_of_two_stands_once_for_each(ask: Get) -> None:
    found = [row for row in query(ask, "statements_by_speaker") if row["quote"] == "that it was late"]
    assert sorted(row["speaker_name"] for row in found) == ["Mara Venn", "Ode Lind"]
