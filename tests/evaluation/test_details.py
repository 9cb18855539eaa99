"""When a speaker's name counts as right."""

from __future__ import annotations

import pytest

from attribution.evaluation.details import same_name
from attribution.evaluation.vocabulary import load_vocabulary

SAME = [
    ("Ann Oak", "Ann Oak"),
    ("Ann Oak", "ann OAK"),
    ("Zoë Lindström", "Zoe Lindstrom"),
    ("Ann Oak", "Ann Oak’s"),
    ("the Weir Post", "Weir Post"),
    ("Ann Mary Oak", "Mary Oak"),  # two words, the surname among them
    ("Ann Oak", "Dr Ann Oak"),
    ("Oak", "Ann Oak"),
    ("Oak Ann", "Ann Oak"),  # the same words
    ("the", None),  # a name of function words is none
]
DIFFERENT = [
    ("Ann Oak", "Oak"),  # a surname alone is not yet the person
    ("Ann Oak", "Ann"),
    ("Ann Mary Oak", "Ann Mary"),
    ("Ann Oak", "Bo Oak"),
    ("Ann Oak", None),
    (None, "Ann Oak"),
]


@pytest.mark.parametrize(("gold", "found"), SAME)
def test_the_same_name(gold: str | None, found: str | None) -> None:
    assert same_name(gold, found, load_vocabulary("en"))


@pytest.mark.parametrize(("gold", "found"), DIFFERENT)
def test_another_name(gold: str | None, found: str | None) -> None:
    assert not same_name(gold, found, load_vocabulary("en"))
