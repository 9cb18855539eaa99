"""Finds the weights that make the gold choices most probable.

Maximum likelihood of a conditional logit with an L1 and a little L2 penalty: L1 sets most weights to exactly zero,
so that the tables stay small enough to read. L-BFGS-B on the positive and the negative part of each weight (as in
Andrew and Gao, 2007, the same optimum as their OWL-QN). Features seen in few decisions are left out beforehand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from attribution.languages.weights import Feature, Table

Vector = NDArray[np.float64]
L2 = 1.0  # so that twin features share their weight
LEAST_WEIGHT = 0.05  # a weight nearer to zero is dropped
ROUNDS = 150


class Example(NamedTuple):
    """One decision: the features of each option, which option the gold takes, and what each weighs beforehand."""

    options: Sequence[Sequence[Feature]]
    right: int
    offsets: Sequence[float] = ()  # none: all weigh nothing


def fit_choice(examples: Sequence[Example], *, least: int, sparse: float) -> Table:
    """Weights for choosing among options; features in fewer than `least` examples get none."""
    if not examples:
        return {}
    names = _frequent(({f for option in e.options for f in option} for e in examples), least)
    if not names:
        return {}
    matrix = _matrix([option for e in examples for option in e.options], names)
    sizes = [len(e.options) for e in examples]
    begin = np.cumsum([0, *sizes[:-1]])
    group = np.repeat(np.arange(len(examples)), sizes)
    right = begin + np.array([e.right for e in examples])
    transposed = matrix.T.tocsr()
    offsets = np.array([o for e in examples for o in (e.offsets or [0.0] * len(e.options))])

    def loss(w: Vector) -> tuple[float, Vector]:
        scores = matrix @ w + offsets
        top = np.maximum.reduceat(scores, begin)
        raised = np.exp(scores - top[group])
        total = np.add.reduceat(raised, begin)
        value = float(np.sum(np.log(total) + top - scores[right]))
        residual = raised / total[group]
        residual[right] -= 1
        return value, transposed @ residual

    best = _minimised(loss, len(names), sparse)
    return _table(names, best)


def fit_classes(
    examples: Iterable[tuple[Sequence[Feature], int]], classes: Sequence[str], *, least: int, sparse: float
) -> dict[str, Table]:
    """A table for each class but the first, for choosing a class by features that all classes share."""
    rows = list(examples)
    names = _frequent((set(features) for features, _ in rows), least)
    matrix = _matrix([features for features, _ in rows], names)
    target = np.array([label for _, label in rows])
    index = np.arange(len(rows))
    transposed = matrix.T.tocsr()
    count = len(classes) - 1

    def loss(flat: Vector) -> tuple[float, Vector]:
        scores = np.zeros((len(rows), count + 1))
        scores[:, 1:] = matrix @ flat.reshape(len(names), count)
        top = scores.max(axis=1, keepdims=True)
        raised = np.exp(scores - top)
        total = raised.sum(axis=1, keepdims=True)
        value = float(np.sum(np.log(total[:, 0]) + top[:, 0] - scores[index, target]))
        residual = raised / total
        residual[index, target] -= 1
        return value, (transposed @ residual[:, 1:]).ravel()

    best = _minimised(loss, len(names) * count, sparse).reshape(len(names), count)
    return {name: _table(names, best[:, n]) for n, name in enumerate(classes[1:])}


def _frequent(feature_sets: Iterable[set[Feature]], least: int) -> dict[Feature, int]:
    """Features of at least `least` decisions, numbered in alphabetical order."""
    seen: Counter[Feature] = Counter()
    for features in feature_sets:
        seen.update(features)
    names = sorted((name for name, count in seen.items() if count >= least), key=_in_words)
    return {name: n for n, name in enumerate(names)}


def _in_words(feature: Feature) -> tuple[str, ...]:
    """A feature as it is sorted: numbers and words alike."""
    return tuple(map(str, feature))


def _matrix(rows: Sequence[Sequence[Feature]], names: dict[Feature, int]) -> csr_matrix:
    """One row for each list of features, one column for each name: 1 where the row has the feature."""
    columns: list[int] = []
    pointers = [0]
    for row in rows:
        columns += [names[f] for f in dict.fromkeys(row) if f in names]
        pointers.append(len(columns))
    return csr_matrix(
        (np.ones(len(columns)), np.array(columns, dtype=np.int32), np.array(pointers, dtype=np.int64)),
        shape=(len(rows), len(names)),
    )


def _minimised(loss: Callable[[Vector], tuple[float, Vector]], size: int, sparse: float) -> Vector:
    """The weights of least loss and penalty; each is the difference of two that are never negative."""

    def penalised(both: Vector) -> tuple[float, Vector]:
        w = both[:size] - both[size:]
        value, gradient = loss(w)
        gradient = gradient + L2 * w
        value += L2 / 2 * float(w @ w) + sparse * float(both.sum())
        return value, np.concatenate([gradient + sparse, sparse - gradient])

    found = minimize(
        penalised, np.zeros(2 * size), jac=True, method="L-BFGS-B", bounds=[(0, None)] * (2 * size),
        options={"maxiter": ROUNDS, "maxfun": 2 * ROUNDS},
    )  # fmt: skip
    both: Vector = found.x
    return both[:size] - both[size:]


def _table(names: dict[Feature, int], weights: Vector) -> Table:
    """The weights that are no noise, with two decimals."""
    return {name: round(float(weights[n]), 2) for name, n in names.items() if abs(weights[n]) >= LEAST_WEIGHT}
