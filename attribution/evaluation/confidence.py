"""Whether predictions are as often right as their rule and their confidence promise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from attribution.evaluation.matching import Judged
from attribution.evaluation.measured import Measured, in_one_line

BINS = 10
THRESHOLDS = (0.9, 0.8, 0.7)
NO_RULE = "(no rule told)"


class RuleRow(NamedTuple):
    """How many attributions a rule found in the view, and how many of them are right (headline measure)."""

    rule: str
    found: int
    right: int

    @property
    def precision(self) -> float:
        """Per cent."""
        return 100 * self.right / self.found

    def as_json(self) -> dict[str, float]:
        """The row under its column names."""
        return {"found": self.found, "right": self.right, "P": round(self.precision, 1)}


class Bin(NamedTuple):
    """Predictions whose confidence is at least `low` and below `high` (the last bin: at most): how many
    they are, their mean confidence, and the share of them that is right, both between 0 and 1."""

    low: float
    high: float
    found: int
    confidence: float
    right: float


class Threshold(NamedTuple):
    """What is left when only predictions of at least this confidence are kept; figures in per cent."""

    least: float
    found: int
    precision: float
    recall: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """Reliability of confidences. `error` is the expected calibration error: the mean distance between
    confidence and share right over ten bins of equal width, weighted by their predictions; None where no
    prediction tells a confidence. `without` counts those that tell none, which are left out of all of
    this."""

    bins: tuple[Bin, ...]
    thresholds: tuple[Threshold, ...]
    error: float | None
    without: int

    def render(self) -> str:
        """The bins and what is left at each threshold, as text."""
        if self.error is None:
            return "calibration: no prediction tells its confidence"
        found = sum(b.found for b in self.bins)
        lines = [f"calibration: expected error {self.error:.3f} over {found} attributions"]
        if self.without:
            lines.append(f"note: {self.without} attributions without a confidence are left out")
        lines.append(f"{'confidence':32}{'found':>7}{'mean':>7}{'right':>7}")
        lines += [
            f"{f'{b.low:.1f} to {b.high:.1f}':32}{b.found:7}{100 * b.confidence:7.1f}{100 * b.right:7.1f}"
            for b in self.bins
        ]
        lines.append(f"{'':32}{'found':>7}{'P':>7}{'R':>7}")
        lines += [
            f"{f'confidence >= {t.least}':32}{t.found:7}{t.precision:7.1f}{t.recall:7.1f}"
            for t in self.thresholds
        ]
        return "\n".join(lines)

    def as_json(self) -> dict[str, Any]:
        """The same, ready for `json.dumps`."""
        return {
            "error": None if self.error is None else round(self.error, 4),
            "without confidence": self.without,
            "bins": [b._asdict() for b in self.bins],
            "thresholds": [
                {"least": t.least, "found": t.found, "P": round(t.precision, 1), "R": round(t.recall, 1)}
                for t in self.thresholds
            ],
        }


def rule_rows(documents: Iterable[Judged]) -> list[RuleRow]:
    """A row for each rule, most frequent first; predictions that name no rule have one of their own."""
    found: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for item, is_right in _verdicts(documents):
        rule = item.told.rule or NO_RULE
        found[rule] += 1
        right[rule] += is_right
    return [
        RuleRow(rule, found[rule], right[rule])
        for rule in sorted(found, key=lambda rule: (-found[rule], rule))
    ]


def render_rules(rows: Sequence[RuleRow]) -> str:
    """The rows as a table, precision in per cent."""
    names = [in_one_line(row.rule) for row in rows]
    width = max([32, *(len(name) + 1 for name in names)])
    lines = [f"{'rule':{width}}{'found':>7}{'right':>7}{'P':>7}"]
    for name, row in zip(names, rows, strict=True):
        lines.append(f"{name:{width}}{row.found:7}{row.right:7}{row.precision:7.1f}")
    return "\n".join(lines)


def calibrate(documents: Sequence[Judged]) -> Calibration:
    """Compare the confidence of each prediction in the view with whether it is right (headline measure)."""
    gold = sum(len(judged.gold) for judged in documents)
    verdicts = [(item.told.confidence, is_right) for item, is_right in _verdicts(documents)]
    told = [(confidence, is_right) for confidence, is_right in verdicts if confidence is not None]
    bins = tuple(_bins(told))
    thresholds = []
    for least in THRESHOLDS:
        kept = [is_right for confidence, is_right in told if confidence >= least]
        precision = 100 * sum(kept) / len(kept) if kept else 0.0
        thresholds.append(Threshold(least, len(kept), precision, 100 * sum(kept) / gold if gold else 0.0))
    error = sum(b.found * abs(b.right - b.confidence) for b in bins) / len(told) if told else None
    return Calibration(bins, tuple(thresholds), error, len(verdicts) - len(told))


def _bins(told: Sequence[tuple[float, bool]]) -> Iterator[Bin]:
    """The bins that have a prediction, lowest first."""
    for n in range(BINS):
        members = [(c, is_right) for c, is_right in told if min(int(c * BINS), BINS - 1) == n]
        if members:
            confidences, rights = zip(*members, strict=True)
            size = len(members)
            yield Bin(n / BINS, (n + 1) / BINS, size, sum(confidences) / size, sum(rights) / size)


def _verdicts(documents: Iterable[Judged]) -> Iterator[tuple[Measured, bool]]:
    """Each prediction in the view, and whether it is right."""
    for judged in documents:
        hits = {f for _, f in judged.right}
        for f, item in enumerate(judged.found):
            yield item, f in hits
