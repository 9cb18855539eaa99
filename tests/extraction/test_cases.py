"""Every case of `tests/cases/`: exactly its attributions, with what it expects of them."""

from __future__ import annotations

import pytest

from attribution.model import Span
from attribution.tagged import parse
from tests.extraction.cases import FILES, Case, agree, differences, known_failures, read_cases, trimmed

CASES = [case for file in FILES for case in read_cases(file)]
FAILING = known_failures()


def parametrised(case: Case) -> object:
    if case.id in FAILING:
        return pytest.param(case, id=case.id, marks=pytest.mark.xfail(strict=True, reason="a known failure"))
    return pytest.param(case, id=case.id)


@pytest.mark.parametrize("case", [parametrised(case) for case in CASES])
def test_case(case: Case) -> None:
    assert not differences(case), "\n" + "\n".join(differences(case))


def test_ids_are_unique_and_known_failures_are_cases() -> None:
    ids = [case.id for case in CASES]
    assert len(ids) == len(set(ids))
    assert set(ids) >= FAILING


def test_every_pattern_has_cases_and_a_near_miss() -> None:
    """87 patterns; at least three made cases each, and a sentence like it where not that is to be found."""
    made = [case.pattern for case in CASES if case.file == "made"]
    near = {case.pattern for case in CASES if case.file == "negative"}
    assert {pattern: made.count(pattern) for pattern in range(1, 88) if made.count(pattern) < 3} == {}
    assert set(range(1, 88)) - near == set()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“We won,”", "We won"),
        ("that it rained.", "it rained"),
        ("â€œWe wonâ€\x9d", "We won"),
        ("• rents are high", "rents are high"),
        ("Pell, the secretary,", "Pell, the secretary"),
    ],
)
def test_marks_and_a_leading_that_do_not_count(text: str, words: str) -> None:
    assert [text[start:end] for start, end in trimmed(text, (Span(0, len(text)),))] == [words]


def test_words_that_are_missing_or_too_many_count() -> None:
    text, (gold,) = parse("<source>Pell</source> <cue>said</cue> <content>it rained</content> on Sunday.")
    assert agree(text, gold, gold)
    assert not agree(text, gold, gold._replace(content=(Span(10, 29),)))
    assert not agree(text, gold, gold._replace(source=()))
    assert not agree(text, gold, gold._replace(cue=(Span(0, 4),)))
