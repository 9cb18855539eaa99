"""One way to decide: every option has features, every feature a weight, and the heaviest option is taken.

The probability of an option is the softmax over all of them (a conditional logit, McFadden 1974), so that each
decision can say how sure it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import repeat
from math import exp
from typing import TypeVar

from attribution.languages.weights import Feature, Table

NO_WEIGHT = repeat(0.0)  # of features that stand in no table
LEAST_OTHER = 0.1  # an option less probable than this is no alternative to the likeliest

Option = TypeVar("Option")


def weight(table: Table, features: Iterable[Feature]) -> float:
    """The sum of the features' weights."""
    return sum(map(table.get, features, NO_WEIGHT))


def shares(weights: Sequence[float]) -> list[float]:
    """Softmax: one probability for each option."""
    top = max(weights)
    raised = [exp(w - top) for w in weights]
    total = sum(raised)
    return [r / total for r in raised]


def heaviest(
    table: Table, options: Sequence[tuple[Option, list[Feature]]], most: int
) -> list[tuple[Option, float]]:
    """The heaviest of several options with their probabilities: up to `most`, none improbable but the first."""
    if not options:
        return []
    share = shares([weight(table, features) for _, features in options])
    best = [n for n, probable in enumerate(share) if probable >= LEAST_OTHER]
    best.sort(key=share.__getitem__, reverse=True)
    return [(options[n][0], share[n]) for n in best[:most] or [share.index(max(share))]]
