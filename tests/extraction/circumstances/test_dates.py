"""Expressions of time as dates: the cases are in dates.toml."""

from __future__ import annotations

import timeit
import tomllib
from datetime import date
from pathlib import Path

import pytest

from attribution import load_language
from attribution.extraction.circumstances.dates import Seen, date_of, resolve_date
from attribution.extraction.circumstances.times import find_moments

CASES = [
    (published, words, told)
    for published, entries in tomllib.loads(
        Path(__file__).with_name("dates.toml").read_text(encoding="utf-8")
    ).items()
    for words, told in entries.items()
]
EXPRESSIONS = load_language("en").time["expression"]
SLOWEST = 0.05  # milliseconds for one expression


@pytest.mark.parametrize(("published", "words", "told"), CASES)
def test_an_expression_tells_a_date_no_finer_than_itself(published: str, words: str, told: str) -> None:
    assert resolve_date(words, published, load_language("en")) == (told or None)


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 200


@pytest.mark.parametrize("expression", EXPRESSIONS, ids=[e["name"] for e in EXPRESSIONS])
def test_each_pattern_reads_its_examples_whole(expression: dict[str, object]) -> None:
    """The pattern of an example is its own: no other takes it away, and no word is left over."""
    for example in expression["examples"]:  # type: ignore[attr-defined]  # a list of strings in time.toml
        words = example.replace(",", " ,").replace("'s", " 's").split()
        lowered = [word.lower() for word in words]
        found = find_moments(lowered, [word != word.lower() for word in words], load_language("en"))
        assert [(m.first, m.after, m.means) for m in found] == [(0, len(words), expression["means"])]


@pytest.mark.parametrize(
    ("words", "told", "found"),
    [
        ("the same day", "2022-11-05", "2022-11-05"),
        ("that day", "2022-11-05", "2022-11-05"),
        ("later that day", "2022-11-05", "2022-11-05"),
        ("Earlier in the day", "2022-11-05", "2022-11-05"),
        ("a day later", "2022-11-05", "2022-11-06"),
        ("two days earlier", "2022-11-05", "2022-11-03"),
        ("the next day", "2022-10-31", "2022-11-01"),
        ("the following day", "2022-10-31", "2022-11-01"),
        ("the previous day", "2022-11-01", "2022-10-31"),
        ("the day before", "2022-11-01", "2022-10-31"),
        ("at the time", "2022-08", "2022-08"),
        ("the same day", "2022-08", None),
        ("a week later", "2022-11-05", None),
    ],
)
def test_some_expressions_are_seen_from_the_date_told_last(words: str, told: str, found: str | None) -> None:
    assert resolve_date(words, "2022-11-10", load_language("en"), told) == found


@pytest.mark.parametrize(
    ("means", "words", "told"),
    [
        ("weekday", ["on", "friday"], "2022-11-11"),
        ("weekday", ["on", "thursday"], "2022-11-10"),
        ("date", ["on", "nov", "20"], "2022-11-20"),
        ("date", ["on", "jan", "3"], "2023-01-03"),
        ("month", ["in", "may"], "2023-05"),
        ("deictic", ["tomorrow"], "2022-11-11"),
    ],
)
def test_what_is_yet_to_be_said_lies_ahead(means: str, words: list[str], told: str) -> None:

    assert date_of(means, words, Seen(date(2022, 11, 10), ahead=True), load_language("en")) == told


def test_an_expression_takes_a_twentieth_of_a_millisecond_at_most() -> None:
    language = load_language("en")
    rounds = [
        timeit.timeit(
            lambda: [resolve_date(words, "2022-11-10", language) for _, words, _ in CASES], number=1
        )
        for _ in range(5)
    ]
    assert min(rounds) / len(CASES) * 1000 <= SLOWEST
