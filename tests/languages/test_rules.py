"""Each rule of each language is held to its own examples and counterexamples."""

from __future__ import annotations

import pytest

from attribution import Article, Attribution, extract, load_language
from attribution.extraction.statements.cues import find_cues
from attribution.extraction.statements.vetoes import vetoed
from attribution.extraction.text.layout import read_layout
from attribution.languages import Rule
from attribution.tagged import parse
from tests.extraction.cases import agree

ENGLISH = load_language("en")
FINDING = [rule for rule in ENGLISH.rules if rule.frame != "none"]
VETOES = [rule for rule in ENGLISH.rules if rule.frame == "none"]
# `rule number`: examples that extraction does not find yet; a fix must take its line off.
FAILING = frozenset(
    {
        "content-cue 1",
        "noun-content 1",
        "noun-source-content 1",
    }
)


def examples(rules: list[Rule], field: str, failing: frozenset[str] = frozenset()) -> list[object]:
    return [
        pytest.param(
            rule,
            example,
            id=f"{rule.name} {number}",
            marks=[pytest.mark.xfail(strict=True, reason="a known failure")]
            if f"{rule.name} {number}" in failing
            else [],
        )
        for rule in rules
        for number, example in enumerate(getattr(rule, field), 1)
    ]


def found_in(text: str) -> tuple[Attribution, ...]:
    return extract(Article(text), ENGLISH).attributions


@pytest.mark.parametrize(("rule", "example"), examples(FINDING, "examples", FAILING))
def test_an_example_is_found_by_its_rule(rule: Rule, example: str) -> None:
    text, gold = parse(example)
    found = found_in(text)
    told = [(a.rule, a.quote(text)) for a in found]
    assert all(any(agree(text, wanted, a) for a in found) for wanted in gold), told
    assert rule.name in {a.rule for a in found}, told


@pytest.mark.parametrize(("rule", "text"), examples(FINDING, "counterexamples"))
def test_a_rule_finds_nothing_in_its_counterexample(rule: Rule, text: str) -> None:
    assert rule.name not in {a.rule for a in found_in(text)}


@pytest.mark.parametrize(("rule", "text"), examples(VETOES, "examples"))
def test_a_veto_silences_its_example(rule: Rule, text: str) -> None:
    layout = read_layout(text, ENGLISH)
    candidates = [c for first, after in layout.sentences for c in find_cues(layout, first, after, ENGLISH)]
    assert rule in [vetoed(layout, candidate, ENGLISH) for candidate in candidates]
    assert not [a for a in found_in(text) if a.rule != "content"]


@pytest.mark.parametrize(("rule", "example"), examples(VETOES, "counterexamples"))
def test_a_veto_spares_its_counterexample(rule: Rule, example: str) -> None:
    text, gold = parse(example)
    assert all(any(agree(text, wanted, a) for a in found_in(text)) for wanted in gold)
