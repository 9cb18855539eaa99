"""Fitting on the project's own tagged articles: small, but the whole way from gold to a weights file."""

from __future__ import annotations

from pathlib import Path

import pytest

from attribution import load_language
from attribution.evaluation.articles import records
from attribution.extraction.text.layout import read_layout
from attribution.fitting import training
from attribution.fitting.examples import collect
from attribution.fitting.solver import Example, fit_choice
from attribution.languages import NAME
from attribution.languages.weights import written

ENGLISH = load_language("en")


ARTICLES = records(Path(__file__).parents[1] / "articles")


def test_the_same_gold_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training, "FOLDS", 2)
    first, second = (written(training.fit(ARTICLES, ENGLISH)) for _ in range(2))
    assert first == second
    assert "[frame form]" in first


def test_each_example_marks_one_of_its_options() -> None:
    decisions = collect(ARTICLES, ENGLISH)
    for examples in (decisions.source, decisions.before, decisions.begin, decisions.end):
        assert examples
        assert all(0 <= example.right < len(example.options) for example in examples)


def test_no_name_is_among_the_features() -> None:
    decisions = collect(ARTICLES, ENGLISH)
    choices = (decisions.source, decisions.subject, decisions.before, decisions.begin, decisions.end)
    options = [option for examples in choices for example in examples for option in example.options]
    features = {f for option in options for f in option} | {f for told, _ in decisions.frames for f in told}
    words = {word for _, *parts in features for part in parts for word in str(part).split()}
    layouts = [read_layout(article["text"], ENGLISH) for article in ARTICLES]
    names = {word for one in layouts for word, tag in zip(one.words, one.tags, strict=True) if tag == NAME}
    assert len(names) > 300
    listed = {*ENGLISH.tags, *ENGLISH.cues, *ENGLISH.noun_cues, *ENGLISH.phrases, *ENGLISH.meanings}
    assert not [name for name in names & words if len(name) > 2 and name not in listed]  # "jo" is two tags


def test_what_tells_the_right_option_weighs_for_it() -> None:
    examples = [Example([[("right",), ("always",)], [("wrong",), ("always",)]], 0)] * 20
    weights = fit_choice(examples, least=5, sparse=0.1)
    assert weights["right",] > 0 > weights["wrong",]
    assert ("always",) not in weights, "what all options have tells nothing"


def test_what_was_known_beforehand_needs_no_weight() -> None:
    examples = [Example([[("right",)], [("wrong",)]], 0, (9.0, 0.0))] * 20
    assert not fit_choice(examples, least=5, sparse=0.1)


def test_a_rare_feature_gets_no_weight() -> None:
    examples = [Example([[("right",), ("only", n)], [("wrong",)]], 0) for n in range(20)]
    assert not [slot for slot, *_ in fit_choice(examples, least=5, sparse=0.1) if slot == "only"]
