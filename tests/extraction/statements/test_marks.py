"""How quotations look: which open like a sentence, and which stand near a cue."""

from __future__ import annotations

import pytest

from attribution import load_language
from attribution.extraction.statements.marks import look, quotations_beside
from attribution.extraction.text.layout import read_layout
from attribution.extraction.text.tagging import OPEN

ENGLISH = load_language("en")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pell said, “We won.”", "C."),
        ("Pell said, “Did we win?”", "C."),
        ("“We won,” said Pell.", "C,"),
        ("Pell called it “a very poor joke” and left.", "cw"),
        ("“Tern is safe,” said Pell.", "N,"),  # a name has its capital anywhere
        ("“I won,” said Pell.", "N,"),
        ("Pell asked for “3 more boats” at once.", "xw"),
        ("Pell said nothing.", "-"),
    ],
)
def test_a_quotation_looks_like_a_sentence_or_a_part_of_one(text: str, expected: str) -> None:
    layout = read_layout(text, ENGLISH)
    assert look(layout, max(0, layout.tags.find(OPEN))) == expected


def beside(text: str, cue: str) -> dict[str, tuple[object, ...]]:
    """The features of the quotations near a cue, by name."""
    layout = read_layout(text, ENGLISH)
    at = layout.words.index(cue)
    found = quotations_beside(layout, 0, at, at + 1, len(layout.words), "saying")
    return {str(feature[0]): tuple(feature[1:]) for feature in found}


@pytest.mark.parametrize(
    ("text", "cue", "ahead", "behind"),
    [
        ("Pell yelled, “Out now!”", "yelled", ("C.", ",", 1), ("-", "-", False)),
        ("Pell called it “a joke”.", "called", ("cw", "S", 1), ("-", "-", False)),
        ("“Out now!” the crowd yelled.", "yelled", ("-", "-", 0), ("2,^", "C.", False)),
        ("The word “out” was yelled.", "yelled", ("-", "-", 0), ("2w", "cw", False)),
    ],
)
def test_a_cue_has_a_quotation_on_either_side(
    text: str, cue: str, ahead: tuple[object, ...], behind: tuple[object, ...]
) -> None:
    found = beside(text, cue)
    assert (found["quote ahead"], found["quote behind"]) == (ahead, behind)


def test_a_sentence_without_marks_tells_nothing_of_quotations() -> None:
    assert beside("Pell said that it was over.", "said") == {"quotes": (False,)}
