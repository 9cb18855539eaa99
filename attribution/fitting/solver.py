"""Weight tables from gold files: the program behind `make fit`.

Each decision of the extraction is a choice among options that have features (`extraction.weighing`). Here the same
options are made from gold texts, the right one is marked, and the weights that make the gold choices most probable
are found (maximum likelihood with a Gaussian prior, by L-BFGS). Features seen in few texts are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from attribution.languages.weights import Table


class Example(NamedTuple):
    """One decision: the features of each option, and which option the gold takes."""

    options: Sequence[Sequence[str]]
    right: int
    weight: float = 1.0


def fit_choice(
    examples: Sequence[Example], *, least: int, strength: float, least_weight: float = 0.05
) -> Table:
    """Weights for choosing among options; features in fewer than `least` examples get none."""
    seen: Counter[str] = Counter()
    for example in examples:
        seen.update({feature for option in example.options for feature in option})
    names = sorted(name for name, count in seen.items() if count >= least)
    number = {name: n for n, name in enumerate(names)}
    columns: list[int] = []
    rows = [0]
    starts, rights = [0], []
    for example in examples:
        for option in example.options:
            columns += [number[f] for f in dict.fromkeys(option) if f in number]
            rows.append(len(columns))
        rights.append(starts[-1] + example.right)
        starts.append(starts[-1] + len(example.options))
    matrix = csr_matrix(
        (np.ones(len(columns)), np.array(columns, dtype=np.int32), np.array(rows, dtype=np.int64)),
        shape=(starts[-1], len(names)),
    )
    begin = np.array(starts[:-1])
    group = np.repeat(np.arange(len(examples)), np.diff(starts))
    right = np.array(rights)
    share = np.array([e.weight for e in examples])
    transposed = matrix.T.tocsr()

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ w
        top = np.maximum.reduceat(scores, begin)
        raised = np.exp(scores - top[group])
        total = np.add.reduceat(raised, begin)
        value = float(np.sum(share * (np.log(total) + top - scores[right])))
        residual = (raised / total[group]) * share[group]
        residual[right] -= share
        gradient = transposed @ residual
        return value + strength / 2 * float(w @ w), gradient + strength * w

    best = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 150}).x
    return {name: round(float(w), 2) for name, w in zip(names, best, strict=True) if abs(w) >= least_weight}


def fit_classes(
    examples: Iterable[tuple[Sequence[str], int]], classes: Sequence[str], *, least: int, strength: float
) -> dict[str, Table]:
    """A table for each class but the first, for choosing a class by features that all classes share."""
    rows = list(examples)
    seen: Counter[str] = Counter()
    for features, _ in rows:
        seen.update(set(features))
    names = sorted(name for name, count in seen.items() if count >= least)
    number = {name: n for n, name in enumerate(names)}
    columns, pointers = [], [0]
    for features, _ in rows:
        columns += [number[f] for f in dict.fromkeys(features) if f in number]
        pointers.append(len(columns))
    matrix = csr_matrix(
        (np.ones(len(columns)), np.array(columns, dtype=np.int32), np.array(pointers, dtype=np.int64)),
        shape=(len(rows), len(names)),
    )
    target = np.array([label for _, label in rows])
    transposed = matrix.T.tocsr()
    count = len(classes)

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        w = np.zeros((len(names), count))
        w[:, 1:] = flat.reshape(len(names), count - 1)
        scores = matrix @ w
        top = scores.max(axis=1, keepdims=True)
        raised = np.exp(scores - top)
        total = raised.sum(axis=1, keepdims=True)
        index = np.arange(len(rows))
        value = float(np.sum(np.log(total[:, 0]) + top[:, 0] - scores[index, target]))
        residual = raised / total
        residual[index, target] -= 1
        gradient = (transposed @ residual)[:, 1:]
        return value + strength / 2 * float(flat @ flat), gradient.ravel() + strength * flat

    best = minimize(
        loss, np.zeros(len(names) * (count - 1)), jac=True, method="L-BFGS-B", options={"maxiter": 120}
    ).x
    weights = best.reshape(len(names), count - 1)
    return {
        name: {f: round(float(w), 2) for f, w in zip(names, weights[:, n], strict=True) if abs(w) >= 0.05}
        for n, name in enumerate(classes[1:])
    }
