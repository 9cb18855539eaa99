"""The statistic of an audit: samples that can be drawn again, and intervals that hold."""

from __future__ import annotations

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.tracking.auditing import Answer, Rate, band, draw, tallies, wilson


def test_a_sample_can_be_drawn_again() -> None:
    ids = [str(number) for number in range(1000)]
    assert draw(ids, 50, 1) == draw(reversed(ids), 50, 1)
    assert draw(ids, 50, 1)[:20] == draw(ids, 20, 1), "a smaller sample is the start of a larger one"
    assert draw(ids, 50, 1) != draw(ids, 50, 2)
    assert sorted(draw(ids, 5000, 1)) == sorted(ids)
    assert draw([], 5, 1) == []


def test_every_id_is_as_likely() -> None:
    drawn = [id_ for seed in range(2000) for id_ in draw("abcdefghij", 3, seed)]
    counts = [drawn.count(id_) for id_ in "abcdefghij"]
    assert min(counts) > 520  # 600 are expected, with a standard deviation of 20.5
    assert max(counts) < 680


@pytest.mark.parametrize(
    ("hits", "total"), [(0, 10), (1, 10), (9, 10), (10, 10), (50, 100), (87, 100), (3, 7)]
)
def test_the_bounds_are_where_the_score_test_just_rejects(hits: int, total: int) -> None:
    rate = wilson(hits, total)
    assert rate is not None
    for bound in (rate.low, rate.high):
        if 0 < bound < 1:
            deviate = abs(hits / total - bound) / math.sqrt(bound * (1 - bound) / total)
            assert deviate == pytest.approx(1.96, abs=0.04), "bounds are rounded to thousandths"


@given(st.integers(0, 500), st.integers(0, 500))
def test_the_interval_holds_the_share(hits: int, misses: int) -> None:
    rate = wilson(hits, hits + misses)
    if hits + misses == 0:
        assert rate is None
    else:
        assert rate is not None
        assert 0 <= rate.low <= rate.share <= rate.high <= 1


def test_the_interval_holds_the_truth_95_times_in_100() -> None:
    chance = random.Random(5)  # noqa: S311 (no secret)
    held = 0
    for _ in range(2000):
        rate = wilson(sum(chance.random() < 0.85 for _ in range(60)), 60)
        held += rate is not None and rate.low <= 0.85 <= rate.high
    assert 0.93 < held / 2000 < 0.97


def test_more_hits_than_answers_cannot_be() -> None:
    with pytest.raises(ValueError, match="3 of 2"):
        wilson(3, 2)


def test_answers_are_told_by_kind_and_by_band() -> None:
    answers = [
        Answer("right", "direct", 0.95),
        Answer("right", "direct", 0.9),
        Answer("partly", "indirect", 0.8),
        Answer("wrong", "indirect", 0.2),
    ]
    everything, kinds, bands = tallies(answers)
    assert everything[1:4] == (2, 1, 1)
    assert everything.answered == 4
    assert everything.strict == Rate(0.5, 0.15, 0.85)
    assert everything.lenient == Rate(0.75, 0.301, 0.954)
    assert [(each.group, each.answered) for each in kinds] == [("direct", 2), ("indirect", 2)]
    assert [(each.group, each.right, each.answered) for each in bands] == [
        ("0.9 and more", 2, 2),
        ("0.7 to 0.9", 0, 1),
        ("below 0.7", 0, 1),
    ]
    assert tallies([])[0].strict is None


BANDED = [(1.0, "0.9 and more"), (0.9, "0.9 and more"), (0.7, "0.7 to 0.9"), (0.0, "below 0.7")]


@pytest.mark.parametrize(("confidence", "name"), BANDED)
def test_bands(confidence: float, name: str) -> None:
    assert band(confidence) == name
