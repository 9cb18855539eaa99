"""What a comparison with gold yields: figures, the table to print, errors to read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from attribution.evaluation.confidence import Calibration, RuleRow, calibrate, render_rules, rule_rows
from attribution.evaluation.details import SPEAKER_GROUPS, STANCE_GROUPS, Counts
from attribution.evaluation.matching import Judged, View
from attribution.evaluation.measured import Measured, Words, in_one_line

COLUMNS = ("P", "R", "F1")
KINDS = ("direct", "mixed", "indirect")
HEADLINE = "attribution (headline)"
EXACT = "attribution exact"
SOURCE = "source right, given content"
QUOTED = ("f1", "exact", *KINDS, "source")


class Figures(NamedTuple):
    """One row of the table, in per cent, not rounded; None where the row has no such figure."""

    precision: float | None = None
    recall: float | None = None
    f1: float | None = None

    def rounded(self) -> dict[str, float]:
        """The figures there are, under the names of their columns, rounded to a tenth."""
        return {name: round(value, 1) for name, value in zip(COLUMNS, self, strict=True) if value is not None}


@dataclass(frozen=True, slots=True)
class Report:
    """The comparison of predictions with gold in one view.

    `judged` has a value for each gold document, in the order of the gold file; `notes` tell what was left
    out.
    """

    view: View
    judged: tuple[Judged, ...]
    details: Counts
    notes: tuple[str, ...] = ()

    @property
    def gold(self) -> int:
        """How many gold attributions the view has."""
        return sum(len(judged.gold) for judged in self.judged)

    @property
    def found(self) -> int:
        """How many predictions count in the view."""
        return sum(len(judged.found) for judged in self.judged)

    def table(self) -> dict[str, Figures]:
        """The figures by the name of their row, in the order in which they are printed."""
        pairs = sum(len(judged.pairs) for judged in self.judged)
        right = sum(len(judged.right) for judged in self.judged)
        return {
            HEADLINE: _rates(right, self.found, self.gold),
            EXACT: _rates(self._identical(with_source=True), self.found, self.gold),
            "content overlap": _rates(pairs, self.found, self.gold),
            "content exact": _rates(self._identical(with_source=False), self.found, self.gold),
            "content words": self._word_rates(),
            **dict(map(self._kind_row, KINDS)),
            SOURCE: Figures(precision=_per_cent(right, pairs)),
            **dict(self._detail_rows()),
        }

    def quoted(self) -> dict[str, float]:
        """The figures that are quoted and held to floors, under short names, rounded as printed.

        All are F1, but for `source`: how many in a hundred contents that were found have the right source.
        """
        table = self.table()
        rows = {"f1": table[HEADLINE], "exact": table[EXACT]}
        rows |= {kind: self._kind_row(kind)[1] for kind in KINDS}
        return {name: row.rounded()["F1"] for name, row in rows.items()} | {
            "source": table[SOURCE].rounded()["P"]
        }

    def render(self) -> str:
        """The table as text: a row a measure, per cent to a tenth; below it what was left out."""
        lines = [
            f"view {self.view}: {self.gold} gold attributions, {self.found} found",
            " " * 32 + "".join(f"{column:>7}" for column in COLUMNS),
        ]
        for name, figures in self.table().items():
            row = figures.rounded()
            lines.append(f"{name:32}" + "".join(f"{row[c]:7.1f}" if c in row else " " * 7 for c in COLUMNS))
        return "\n".join(lines + [f"note: {note}" for note in self.notes])

    def render_errors(self, limit: int) -> str:
        """Misses, then false alarms, at most `limit` of each, taken evenly from the whole; to be read."""
        misses = [
            f"{in_one_line(judged.id)}: {judged.gold[g]}" for judged in self.judged for g in judged.missed
        ]
        alarms = [
            f"{in_one_line(judged.id)}: {judged.found[f]}" for judged in self.judged for f in judged.false
        ]
        return (
            _sampled("missed or wrong", misses, limit)
            + "\n\n"
            + _sampled("false alarms or wrong", alarms, limit)
        )

    def rules(self) -> list[RuleRow]:
        """How many predictions each rule made in this view and how many are right, most frequent first."""
        return rule_rows(self.judged)

    def render_rules(self) -> str:
        """The rules as a table."""
        return render_rules(self.rules())

    def calibration(self) -> Calibration:
        """How far the confidence of the predictions in this view can be believed."""
        return calibrate(self.judged)

    def render_calibration(self) -> str:
        """The calibration as tables."""
        return self.calibration().render()

    def as_json(self, rules: bool = False, calibration: bool = False) -> dict[str, Any]:
        """The table, ready for `json.dumps`: `{row: {"P": …, "R": …, "F1": …}}`, rounded as printed.

        On demand with `rules` (`{name: {"found", "right", "P"}}`) and `calibration` besides.
        """
        value: dict[str, Any] = {name: figures.rounded() for name, figures in self.table().items()}
        if rules:
            value["rules"] = {row.rule: row.as_json() for row in self.rules()}
        if calibration:
            value["calibration"] = self.calibration().as_json()
        return value

    def _identical(self, with_source: bool) -> int:
        """How many different contents (with their sources) gold and predictions have in common."""

        def keys(items: Iterable[Measured]) -> set[object]:
            return {(item.content, item.source if with_source else ()) for item in items}

        return sum(len(keys(judged.gold) & keys(judged.found)) for judged in self.judged)

    def _word_rates(self) -> Figures:
        hits = found = gold = 0
        for judged in self.judged:
            gold_words, found_words = _all_words(judged.gold), _all_words(judged.found)
            hits += len(gold_words & found_words)
            found += len(found_words)
            gold += len(gold_words)
        return _rates(hits, found, gold)

    def _kind_row(self, kind: str) -> tuple[str, Figures]:
        """Recall of gold of the kind, precision of predictions of the kind; a pair may be of two kinds."""
        gold = sum(item.kind == kind for judged in self.judged for item in judged.gold)
        found = sum(item.kind == kind for judged in self.judged for item in judged.found)
        gold_hit = sum(judged.gold[g].kind == kind for judged in self.judged for g, _ in judged.right)
        found_hit = sum(judged.found[f].kind == kind for judged in self.judged for _, f in judged.right)
        return f"  {kind} ({gold} gold)", _with_f1((found_hit, found), (gold_hit, gold))

    def _detail_rows(self) -> Iterable[tuple[str, Figures]]:
        counts = self.details
        for group in SPEAKER_GROUPS:
            if total := counts["speaker of", group]:
                right, given = counts["speaker right", group], counts["speaker given", group]
                yield f"speaker, {group} ({total})", Figures(_per_cent(right, given), _per_cent(right, total))
        if total := counts["said_on of", ""]:
            yield (
                f"said_on ({total})",
                _rates(counts["said_on right", ""], counts["said_on given", ""], total),
            )
        for group in STANCE_GROUPS:
            if total := counts["stance of", group]:
                right = counts["stance right", group]
                yield f"stance, {group} ({total})", Figures(precision=_per_cent(right, total))


def _per_cent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0


def _rates(hits: int, found: int, gold: int) -> Figures:
    return _with_f1((hits, found), (hits, gold))


def _with_f1(precision: tuple[int, int], recall: tuple[int, int]) -> Figures:
    """The row of two shares, each a part and its whole, with their harmonic mean; a share of nothing is 0."""
    p, r = (part / whole if whole else 0.0 for part, whole in (precision, recall))
    return Figures(100 * p, 100 * r, 100 * (2 * p * r / (p + r)) if p + r else 0.0)


def _all_words(items: Iterable[Measured]) -> Words:
    return frozenset(word for item in items for word in item.words)


def _sampled(title: str, lines: Sequence[str], limit: int) -> str:
    step = max(1, len(lines) // max(1, limit))
    shown = [f"  {line}" for line in lines[::step][:limit]]
    told = f", {len(shown)} of them, evenly drawn" if len(shown) < len(lines) else ""
    return "\n".join([f"{title}: {len(lines)}{told}", *shown])
