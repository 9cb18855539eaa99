"""One way to decide: every option has features, every feature a weight, and the heaviest option is taken.

The probability of an option is the softmax over all of them (a conditional logit, McFadden 1974), so that each
decision can say how sure it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import repeat
from math import exp

from attribution.languages.weights import Feature, Table

NO_WEIGHT = repeat(0.0)  # of features that stand in no table


def weight(table: Table, features: Iterable[Feature]) -> float:
    """The sum of the features' weights."""
    return sum(map(table.get, features, NO_WEIGHT))


def shares(weights: Sequence[float]) -> list[float]:
    """Softmax: one probability for each option."""
    top = max(weights)
    raised = [exp(w - top) for w in weights]
    total = sum(raised)
    return [r / total for r in raised]
