"""Audits on the pages: a sample is drawn, judged with a button a statement, and its results are there for all."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from attribution.tracking.auditing import Answer, tallies
from tests.web.conftest import extractions, written
from tests.web.visitor import Visitor, visitors

ANN = {"id": "Ann Ito", "attribution_editor": True}


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return written(tmp_path / "attribution.db")


@pytest.fixture
def ann(database: Path) -> Iterator[Visitor]:
    with visitors(database) as visitor:
        yield visitor(ANN)


def draw(visitor: Visitor, **fields: str) -> Any:
    return visitor.post("/audit", **{"size": "100", "seed": "", **fields})


def test_a_sample_is_judged_to_its_end_and_tells_a_share_with_its_interval(ann: Visitor) -> None:
    drawn = draw(ann, seed="7")
    assert (drawn.status_code, drawn.headers["location"]) == (303, "/audit/1?item=1")
    here = drawn.headers["location"]
    verdicts = ["right", "right", "partly", "right", "wrong", "right"]
    for number, verdict in enumerate(verdicts, 1):
        assert here == f"/audit/1?item={number}"
        assert f"Statement {number} of 6" in ann.get(here).text
        here = ann.post("/audit/1", ordinal=str(number), verdict=verdict).headers["location"]
    assert here == "/audit/1"
    data = ann.get("/audit/1.json").json()
    assert [item["verdict"] for item in data["items"]] == verdicts
    answers = [Answer(item["verdict"], item["kind"], item["confidence"]) for item in data["items"]]
    expected = tallies(answers)[0]
    assert expected.strict is not None
    assert data["results"]["all"][0]["strict"] == expected.strict._asdict()
    assert "67 in 100" in ann.get("/audit").text


def test_it_goes_on_where_it_was_left(ann: Visitor) -> None:
    draw(ann)
    ann.post("/audit/1", ordinal="1", verdict="right")
    ann.post("/audit/1", ordinal="3", verdict="wrong")
    assert ann.get("/audit/1?item=next").headers["location"] == "/audit/1?item=2"
    assert ann.get("/audit/1?item=next&after=2").headers["location"] == "/audit/1?item=4"
    assert ann.get("/audit/1?item=next&after=6").headers["location"] == "/audit/1?item=2"


def test_an_answer_can_be_given_anew(ann: Visitor) -> None:
    draw(ann)
    for verdict in ("right", "wrong"):
        ann.post("/audit/1", ordinal="1", verdict=verdict)
    assert [item["verdict"] for item in ann.get("/audit/1.json").json()["items"]][:2] == ["wrong", None]


def test_the_same_seed_draws_the_same(ann: Visitor) -> None:
    for seed in ("7", "7", "8"):
        draw(ann, size="3", seed=seed)
    samples = [
        [item["attribution"] for item in ann.get(f"/audit/{n}.json").json()["items"]] for n in (1, 2, 3)
    ]
    assert samples[0] == samples[1] != samples[2]


FILTERED = [
    ({"kind": "direct"}, 3),
    ({"outlet": "Tern Weekly"}, 2),
    ({"speaker": "Mara Venn"}, 4),
    ({"speaker": "Mara Venn", "kind": "direct"}, 2),
    ({"band": "0.9 and more"}, 6),
]


@pytest.mark.parametrize(("fields", "count"), FILTERED)
def test_a_sample_is_drawn_from_some(ann: Visitor, fields: dict[str, str], count: int) -> None:
    draw(ann, **fields)
    audit = ann.get("/audit/1.json").json()["audit"]
    assert (audit["size"], audit["population"], audit["filters"]) == (count, count, fields)


def test_what_people_corrected_is_judged_as_it_was_found(ann: Visitor) -> None:
    for extraction in extractions():
        for found in extraction.attributions:
            ann.post("/corrections", action="reject", attribution=found.id)
    draw(ann, speaker="", kind="")
    items = ann.get("/audit/1.json").json()["items"]
    assert len(items) == 6
    assert {item["speaker_name"] for item in items} >= {"Mara Venn", "Ode Lindqvist"}


REFUSED = [
    ("/audit", {"size": "0"}, 400),
    ("/audit", {"size": "many"}, 400),
    ("/audit", {"size": "9", "kind": "loud"}, 400),
    ("/audit", {"size": "9", "outlet": "No Such Post"}, 400),
    ("/audit/1", {"ordinal": "1", "verdict": "maybe"}, 400),
    ("/audit/1", {"ordinal": "99", "verdict": "right"}, 400),
    ("/audit/1", {"ordinal": "x", "verdict": "right"}, 400),
    ("/audit/9", {"ordinal": "1", "verdict": "right"}, 404),
]


@pytest.mark.parametrize(("path", "fields", "status"), REFUSED)
def test_what_makes_no_sense_is_told(ann: Visitor, path: str, fields: dict[str, str], status: int) -> None:
    draw(ann)
    assert ann.post(path, **fields).status_code == status
    assert len(ann.get("/audit.json").json()["audits"]) == 1
    assert not any(item["verdict"] for item in ann.get("/audit/1.json").json()["items"])


@pytest.mark.parametrize("path", ["/audit/2", "/audit/1?item=7", "/audit/1?item=x", "/audit/1?item=-1"])
def test_what_is_not_there_is_told(ann: Visitor, path: str) -> None:
    draw(ann)
    assert ann.get(path).status_code == 404


def test_results_are_there_for_all_and_answers_for_those_who_may(ann: Visitor, database: Path) -> None:
    draw(ann)
    ann.post("/audit/1", ordinal="1", verdict="right")
    with visitors(database) as visitor:
        anybody = visitor()
        assert "100 in 100" in anybody.get("/audit/1").text
        item = anybody.get("/audit/1?item=2").text
        assert "<form" not in item
        assert "audit.js" not in item
        assert anybody.post("/audit/1", ordinal="2", verdict="right").status_code == 403


def test_statements_and_answers_are_exported_and_no_cell_is_a_formula(ann: Visitor) -> None:
    draw(ann)
    ann.post("/audit/1", ordinal="1", verdict="partly")
    answer = ann.get("/audit/1.csv")
    assert answer.headers["content-type"].startswith("text/csv")
    lines = list(csv.DictReader(io.StringIO(answer.text)))
    assert len(lines) == 6
    assert lines[0]["verdict"] == "partly"


def test_a_statement_is_shown_where_it_stands(ann: Visitor) -> None:
    draw(ann, speaker="Ode Lindqvist")
    page = ann.get("/audit/1?item=1").text
    assert '<span class="w-source ">Mayor Ode Lindqvist</span>' in page
    assert '<span class="w-cue ">said</span>' in page
    assert "take the ferry" in page


def test_hostile_words_are_only_words(ann: Visitor) -> None:
    draw(ann)
    for number in range(1, 7):
        page = ann.get(f"/audit/1?item={number}").text
        assert "<img" not in page
        assert "<script>" not in page
