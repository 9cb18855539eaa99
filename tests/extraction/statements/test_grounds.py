"""What speaks for a cue and against it, in words."""

from __future__ import annotations

import pytest

from attribution import load_language
from attribution.extraction.statements.cues import find_cues
from attribution.extraction.statements.grounds import SPOKEN, grounds, in_words
from attribution.extraction.text.layout import read_layout
from attribution.languages.weights import Feature

ENGLISH = load_language("en")


@pytest.mark.parametrize(
    ("feature", "words"),
    [
        (("form", "said"), "“said”"),
        (("form,word", "said", "that"), "“said” with “that” behind it"),
        (("form,word", "said", "N"), "“said” with name behind it"),
        (("lemma,quote", "say", "Q"), "“say” inside quotation marks"),
        (("lemma,marks", "say", "ba"), "“say” with quotation marks on both sides"),
        (("lemma,verbs", "say", "has "), "“say” behind “has”"),
        (("lemma,verbs", "say", ""), "“say” without an auxiliary"),
        (("object", "show", "n:role"), "the group “show” with a noun of the meaning “role” behind it"),
        (("right", "C/say"), "a word of the group “say” behind it"),
        (("right", ","), "comma behind it"),
        (("left2", "v", "DN"), ""),
    ],
)
def test_a_feature_in_words(feature: Feature, words: str) -> None:
    assert in_words(feature) == words


def test_every_feature_of_the_weights_can_be_told() -> None:
    assert all(isinstance(in_words(f), str) for f in ENGLISH.weights["frame.after"])


def test_no_slot_is_passed_over_that_can_be_told() -> None:
    assert {slot for slot, *values in ENGLISH.weights["frame.after"] if in_words((slot, *values))} == SPOKEN


def test_the_weightiest_come_first_and_both_sides_are_told() -> None:
    layout = read_layout("The cup held a pint, and Pell said that pay had fallen.", ENGLISH)
    (cue,) = [c for c in find_cues(layout, *layout.sentences[0], ENGLISH) if c.cue.lemma == "say"]
    table: dict[Feature, float] = {
        ("form", "said"): 2.0,
        ("right", "that"): 1.0,
        ("group", "say"): 0.5,
        ("lemma,quote", "say", "-"): -0.3,
    }
    told = grounds(layout, cue, table)
    assert told == [("“said”", 2.0), ("“that” behind it", 1.0), ("“say” outside quotation marks", -0.3)]
