"""Which reading of a cue is taken, seen as a whole; and what the readings are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from attribution import load_language
from attribution.extraction.statements.relations import MOST, Proposal, propose
from attribution.extraction.statements.weighing import LEAST_OTHER
from attribution.extraction.statements.whole import settle
from attribution.extraction.text.layout import read_layout

ENGLISH = load_language("en")


def settled(text: str) -> list[Proposal]:
    layout = read_layout(text, ENGLISH)
    return settle(layout, propose(layout, ENGLISH), ENGLISH.weights)


def words(text: str, pieces: tuple[tuple[int, int], ...]) -> list[str]:
    layout = read_layout(text, ENGLISH)
    return [text[slice(*layout.span(first, after))] for first, after in pieces]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Pell said that pay had fallen.", ["that pay had fallen"]),
        ("“The plan,” he said, “is dead.”", ["“The plan,”", "“is dead.”"]),
        ("The dam, Silva said, would hold.", ["The dam", "would hold"]),
        ("The mill will close, the union said.", ["The mill will close"]),
    ],
)
def test_the_best_reading_is_taken_whole(text: str, content: list[str]) -> None:
    assert content in [words(text, proposal.pieces) for proposal in settled(text)]


def test_a_cue_has_few_readings_each_with_its_share() -> None:
    text = (
        "The union said on Monday that the mill, which the owners had sold, would close, and the bank agreed."
    )
    layout = read_layout(text, ENGLISH)
    found = propose(layout, ENGLISH)
    most = MOST["frame"] * MOST["source"] * MOST["begin"] * MOST["end"] * MOST["before"]
    assert found
    for readings in found:
        assert 1 <= len(readings.proposals) <= most
        assert readings.none + sum(proposal.share for proposal in readings.proposals) < 1 + 1e-6
    assert 0 < LEAST_OTHER < 0.5


def test_what_stands_in_the_content_of_another_is_told() -> None:
    outer, inner = settled("The agency reported that the minister told aides that he would resign.")
    assert (outer.holds == "-", inner.holds) == (False, "-")


def test_a_language_without_weights_finds_nothing() -> None:
    layout = read_layout("Pell said that pay had fallen.", ENGLISH)
    assert settle(layout, propose(layout, replace(ENGLISH, weights={})), {}) == []
