"""What counts as what: the cases of definitions.toml, whose figures are worked out by hand."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.evaluation import VIEWS, Document, Told, evaluate
from attribution.model import Article, Span
from attribution.tagged import parse

CASES = tomllib.loads((Path(__file__).parent / "definitions.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_definition(case: dict[str, Any]) -> None:
    gold, found = parse(case["gold"]), parse(case["found"])
    assert gold.text == found.text, "the case must tag one text twice"
    report = evaluate(
        {"x": Document(Article(gold.text), told(gold.attributions))},
        {"x": told(found.attributions)},
        view=case.get("view", "statements"),
        outermost=case.get("outermost", False),
    )
    table = report.as_json()
    assert {name: list(table[name].values()) for name in case["expect"]} == case["expect"]
    assert report.found == case.get("found_count", report.found)


def test_predictions_of_a_stance_can_be_left_out() -> None:
    text, attributions = parse(
        "<source>She</source> <cue>said</cue> <content>it pays</content>."
        " <source 2>Brix</source 2> <cue 2>hopes</cue 2> <content 2>to stay</content 2>."
    )
    said, hoped = told(attributions)
    gold = {"x": Document(Article(text), (said,))}
    found = {"x": (said, Told(hoped.content, hoped.source, hoped.cue, stance="attitude"))}
    assert evaluate(gold, found, view="all").as_json()["attribution (headline)"]["P"] == 50
    assert (
        evaluate(gold, found, view="all", without="attitude").as_json()["attribution (headline)"]["P"] == 100
    )


def told(attributions: Any) -> tuple[Told, ...]:
    return tuple(Told(a.content, a.source, a.cue) for a in attributions)


TEXT = (
    "“We won’t,” said Ann Oak. She hopes “it” rains; Bo\n\n“That is 'our wish' all day. According to Bo, no."
)
OFFSETS = st.lists(st.integers(0, len(TEXT)), min_size=2, max_size=2).map(lambda two: Span(*sorted(two)))
SPANS = st.lists(OFFSETS, max_size=3).map(tuple)
ATTRIBUTIONS = st.lists(st.builds(Told, content=SPANS, source=SPANS, cue=SPANS), max_size=6).map(tuple)


@given(ATTRIBUTIONS, ATTRIBUTIONS, st.sampled_from(VIEWS), st.booleans())
def test_any_spans_give_figures_between_0_and_100(
    gold: tuple[Told, ...], found: tuple[Told, ...], view: str, outermost: bool
) -> None:
    report = evaluate({"x": Document(Article(TEXT), gold)}, {"x": found}, view, outermost)
    for name, row in report.as_json().items():
        assert all(0 <= figure <= 100 for figure in row.values()), name
    (judged,) = report.judged
    perfect = report.as_json()["attribution (headline)"]["F1"] == 100
    assert (not judged.missed and not judged.false) == (perfect or not (report.gold or report.found))


@given(ATTRIBUTIONS)
def test_gold_agrees_with_itself(gold: tuple[Told, ...]) -> None:
    report = evaluate({"x": Document(Article(TEXT), gold)}, {"x": gold}, view="all")
    assert not report.judged[0].missed
    assert not report.judged[0].false
    assert len(report.judged[0].pairs) == report.gold == report.found
