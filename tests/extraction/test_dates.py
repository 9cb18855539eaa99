"""Expressions of time as dates: the cases are in dates.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from attribution import load_language
from attribution.extraction.dates import resolve_date

CASES = [
    (published, words, told)
    for published, entries in tomllib.loads(
        Path(__file__).with_name("dates.toml").read_text(encoding="utf-8")
    ).items()
    for words, told in entries.items()
]


@pytest.mark.parametrize(("published", "words", "told"), CASES)
def test_an_expression_tells_a_date_no_finer_than_itself(published: str, words: str, told: str) -> None:
    assert resolve_date(words, published, load_language("en")) == (told or None)


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 100
