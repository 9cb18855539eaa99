"""Golden articles: whole articles in the tagged notation, and how well an extraction agrees with them.

`tests/articles/NAME.txt` is the article, `NAME.toml` what is known of it: `published`, `expect` (one table an
attribution, in the order of the ordinals) and `reasons`, as in a case. `floors.toml` holds what must be reached.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, NamedTuple

from tests.extraction.cases import Case, agree, found_in, read_case, unexpected, wrong_reasons

FOLDER = Path(__file__).parents[1] / "articles"
FLOORS = FOLDER / "floors.toml"
NAMES = tuple(sorted(path.stem for path in FOLDER.glob("*.txt")))


class Figures(NamedTuple):
    """Between 0 and 1. `expected` is the share of the expectations (and reasons of the ledger) met."""

    precision: float
    recall: float
    expected: float

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, of attributions whose trimmed source and content are exact."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def read_article(name: str) -> Case:
    """A golden article, as a case."""
    known: dict[str, Any] = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    return read_case("articles", {"pattern": 0, "name": name, "text": text, **known})


def floors(name: str) -> dict[str, float]:
    """What an article must reach: `f1` and `expected`."""
    return dict(tomllib.loads(FLOORS.read_text(encoding="utf-8"))[name])


def figures(article: Case) -> Figures:
    """How well the extraction agrees with the gold of an article."""
    text = article.gold.text
    extraction = found_in(text, article.published)
    left = list(extraction.attributions)
    found, hits, wanted = len(left), 0, len(article.reasons)
    met = wanted - len(list(wrong_reasons(article, extraction)))
    for gold, expected in zip(article.gold.attributions, article.expect, strict=True):
        wanted += len(expected)
        same = next((a for a in left if agree(text, gold, a)), None)
        if same is not None:
            left.remove(same)
            hits += 1
            met += len(expected) - len(list(unexpected(expected, same)))
    return Figures(hits / found if found else 0.0, hits / len(article.gold.attributions), met / wanted)
