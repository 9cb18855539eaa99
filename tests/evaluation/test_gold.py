"""Gold of our own: `gold/en`, on which the weights are fitted, and `tests/gold`, on which nothing is tuned."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from attribution.evaluation.articles import records

KEPT_ASIDE = Path(__file__).parents[1] / "gold"
FITTED_ON = Path(__file__).parents[2] / "gold" / "en"
GOLD = {folder: records(folder) for folder in (KEPT_ASIDE, FITTED_ON)}
KINDS = {
    "blogs", "business", "campaign", "courts", "people", "policy", "politics", "record", "shows", "sport",
    "technology", "world",
}  # fmt: skip
FLOORS = Path(__file__).parent / "floors.toml"


def places(spans: list[tuple[int, int]]) -> set[int]:
    return {place for start, end in spans for place in range(start, end)}


@pytest.mark.parametrize(
    "article", [article for articles in GOLD.values() for article in articles], ids=lambda article: article["id"]
)
def test_every_attribution_is_whole(article: dict[str, Any]) -> None:
    assert len(article["attributions"]) > 5
    for told in article["attributions"]:
        assert places(told["content"]), "nothing is said"
        assert places(told["content"]).isdisjoint(places(told["cue"])), "the cue is none of its content"


def test_both_have_every_kind_of_news_and_share_no_article() -> None:
    for articles in GOLD.values():
        assert {article["id"].split("-")[0] for article in articles} == KINDS
    texts = [article["text"] for articles in GOLD.values() for article in articles]
    assert len(set(texts)) == len(texts)


def test_the_extraction_reaches_its_floors(run: Callable[..., CompletedProcess[str]]) -> None:
    ended = run("evaluate", str(KEPT_ASIDE), "--floors", str(FLOORS))
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "1398 gold attributions" in ended.stdout
