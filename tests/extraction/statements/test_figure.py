"""What the content of a reading looks like, with the readings that the committed weights propose."""

from __future__ import annotations

import pytest

from attribution import load_language
from attribution.extraction.statements.figure import figure
from attribution.extraction.statements.relations import propose
from attribution.extraction.text.layout import read_layout
from attribution.languages.weights import Feature

ENGLISH = load_language("en")


def figures(text: str, cue: str) -> dict[str, list[Feature]]:
    """The pieces of each reading of a cue, in words -> its features."""
    layout = read_layout(text, ENGLISH)
    found = {}
    for readings in propose(layout, ENGLISH):
        candidate = readings.sentence.cues[readings.number]
        if layout.words[candidate.first] == cue:
            for proposal in readings.proposals:
                pieces = [text[slice(*layout.span(*piece))] for piece in proposal.pieces]
                found[" … ".join(pieces)] = figure(layout, readings.sentence, candidate, proposal)
    return found


@pytest.mark.parametrize(
    ("text", "cue", "pieces", "feature"),
    [
        ("“The plan,” he said, “is dead.”", "said", "“The plan,” … “is dead.”", ("parts", "quoted|quoted", "around")),
        ("The dam, Silva said, would hold.", "said", "The dam … would hold", ("first piece", "Dn", "around")),
        ("Silva said the dam would hold.", "said", "the dam would hold", ("parts", "none", "after")),
        ("He said he would stay.", "said", "he would stay", ("echo", "he", "he")),
        ("Silva said that he would stay.", "said", "that he would stay", ("echo", "-", "he")),
        ("He said, “We won.”", "said", "“We won.”", ("look", "C.", ",", "after")),
        ("He called it “a poor joke”.", "called", "it “a poor joke”", ("left out", 0)),
        ("“We won,” he said of “Dusk” and left.", "said", "“We won,”", ("left out", 1)),
    ],
)  # fmt: skip
def test_a_content_is_told_by_its_parts(text: str, cue: str, pieces: str, feature: Feature) -> None:
    found = figures(text, cue)
    assert pieces in found
    assert feature in found[pieces]


def test_where_no_mark_stands_no_quotation_is_looked_at() -> None:
    (features,) = figures("Silva said the dam would hold.", "said").values()
    assert not [feature for feature in features if str(feature[0]).startswith(("left out", "look", "last look"))]
