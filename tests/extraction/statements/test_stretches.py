"""Stretches of tags: cut short, in steps of length, without the marks at their end."""

from __future__ import annotations

import pytest

from attribution.extraction.statements.coverage import holds
from attribution.extraction.statements.stretches import end_without, length_step, shortened


@pytest.mark.parametrize(("tags", "short"), [("", ""), ("DnC", "DnC"), ("DjnC", "Dj~C"), ("DjnpDnC", "Dj~C")])
def test_a_stretch_is_told_by_three_tags_at_most(tags: str, short: str) -> None:
    assert shortened(tags) == short


@pytest.mark.parametrize(("tokens", "step"), [(0, 0), (1, 1), (2, 2), (3, 2), (4, 3), (31, 5), (32, 6), (4000, 6)])
def test_lengths_double_from_step_to_step(tokens: int, step: int) -> None:
    assert (length_step(tokens), length_step(tokens, most=3)) == (step, min(step, 3))


@pytest.mark.parametrize(
    ("end", "first", "expected"),
    [
        (5, 0, 3),  # “DnC.>”: two marks go
        (3, 0, 3),  # none stands there
        (5, 4, 4),  # nothing but marks
    ],
)
def test_marks_at_an_end_are_left_out(end: int, first: int, expected: int) -> None:
    assert end_without(".>", "DnC.>", end, first) == expected


@pytest.mark.parametrize(("token", "held"), [(1, False), (2, True), (4, False), (6, True), (7, False)])
def test_a_content_holds_the_tokens_of_its_pieces(token: int, held: bool) -> None:
    assert holds(((2, 4), (6, 7)), token) is held
