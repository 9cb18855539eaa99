"""The gold of `tests/gold`: 92 invented articles of the kinds that web news has; nothing is fitted or tuned on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from attribution.tagged import records

FOLDER = Path(__file__).parents[1] / "gold"
GOLD = records(FOLDER)
FLOORS = Path(__file__).parent / "floors.toml"


def places(spans: list[tuple[int, int]]) -> set[int]:
    return {place for start, end in spans for place in range(start, end)}


@pytest.mark.parametrize("article", GOLD, ids=lambda article: article["id"])
def test_every_attribution_is_whole(article: dict[str, Any]) -> None:
    assert len(article["attributions"]) > 5
    for told in article["attributions"]:
        assert places(told["content"]), "nothing is said"
        assert places(told["content"]).isdisjoint(places(told["cue"])), "the cue is none of its content"


def test_the_gold_has_every_kind_of_news() -> None:
    assert Counter(article["id"].split("-")[0] for article in GOLD) == {
        "courts": 21, "politics": 27, "sport": 21, "technology": 23,
    }  # fmt: skip


def test_the_extraction_reaches_its_floors(run: Callable[..., CompletedProcess[str]]) -> None:
    ended = run("evaluate", str(FOLDER), "--floors", str(FLOORS))
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "2100 gold attributions" in ended.stdout
