"""Every golden article is read at least as well as it was: `tests/articles/floors.toml`."""

from __future__ import annotations

import tomllib

import pytest

from tests.extraction.articles import FLOORS, NAMES, figures, floors, read_article


@pytest.mark.parametrize("name", NAMES)
def test_article_reaches_its_floor(name: str) -> None:
    reached = figures(read_article(name))
    floor = floors(name)
    assert reached.f1 >= floor["f1"], f"{reached}, F1 {reached.f1:.3f}"
    assert reached.expected >= floor["expected"], f"{reached}"


@pytest.mark.parametrize("name", NAMES)
def test_every_attribution_of_an_article_is_expected_something_of(name: str) -> None:
    article = read_article(name)
    assert len(article.expect) == len(article.gold.attributions)


def test_floors_are_those_of_the_articles() -> None:
    assert set(tomllib.loads(FLOORS.read_text(encoding="utf-8"))) == set(NAMES)
