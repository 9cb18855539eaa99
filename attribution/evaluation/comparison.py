"""What a change gained and lost: two reports on the same gold, side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from attribution.evaluation.matching import Judged
from attribution.evaluation.measured import Measured, in_one_line
from attribution.evaluation.report import EXACT, HEADLINE, Report
from attribution.model import Spans


@dataclass(frozen=True, slots=True)
class Change:
    """One attribution that fares otherwise than before, the id of its document, and the rule that found it.

    For gold, `rule` is that of the prediction which is, or was, right.
    """

    document: str
    attribution: Measured
    rule: str | None

    def __str__(self) -> str:
        found_by = f" ({in_one_line(self.rule)})" if self.rule else ""
        return f"{in_one_line(self.document)}: {self.attribution}{found_by}"

    def as_json(self) -> dict[str, str | None]:
        """Document, kind, words and rule, ready for `json.dumps`."""
        return {
            "id": self.document,
            "kind": self.attribution.kind,
            "source": self.attribution.source_text,
            "cue": self.attribution.cue_text,
            "content": self.attribution.content_text,
            "rule": self.rule,
        }


@dataclass(frozen=True, slots=True)
class Comparison:
    """How `after` differs from `before`.

    `gained` is gold that is right now (headline measure) and was not, `lost` the reverse. `new_false` are
    predictions that are false alarms, or have the wrong source, and that were not among the false ones
    before (same trimmed content and source); `gone_false` the reverse.
    """

    before: Report
    after: Report
    gained: tuple[Change, ...]
    lost: tuple[Change, ...]
    new_false: tuple[Change, ...]
    gone_false: tuple[Change, ...]

    def lists(self) -> dict[str, tuple[Change, ...]]:
        """The four lists under the names that they are printed with."""
        return {
            "gained": self.gained,
            "lost": self.lost,
            "new false alarms": self.new_false,
            "false alarms gone": self.gone_false,
        }

    def figures(self) -> dict[str, tuple[float, float]]:
        """F1 before and after, rounded as printed, by the name of the row."""
        before, after = self.before.table(), self.after.table()
        return {
            name: (before[name].rounded()["F1"], after[name].rounded()["F1"]) for name in (HEADLINE, EXACT)
        }

    def render(self, limit: int | None = None) -> str:
        """F1 before and after, then the lists, at most `limit` of each, taken evenly from the whole."""
        lines = ["since the baseline:"]
        for name, (old, new) in self.figures().items():
            lines.append(f"{name:32}F1 {old:.1f} to {new:.1f} ({new - old:+.1f})")
        lines += [f"note: in the baseline, {note}" for note in self.before.notes]
        for title, changes in self.lists().items():
            shown = _evenly(changes, limit)
            rest = f", {len(shown)} of them shown" if len(shown) < len(changes) else ""
            lines += ["", f"{title}: {len(changes)}{rest}", *(f"  {change}" for change in shown)]
        return "\n".join(lines)

    def as_json(self, limit: int | None = None) -> dict[str, Any]:
        """What `render` prints, ready for `json.dumps`: `F1` by row, then each list with its whole `count`."""
        value: dict[str, Any] = {
            "F1": {name: {"before": old, "after": new} for name, (old, new) in self.figures().items()}
        }
        for title, changes in self.lists().items():
            listed = [change.as_json() for change in _evenly(changes, limit)]
            value[title] = {"count": len(changes), "listed": listed}
        return value


def compare(before: Report, after: Report) -> Comparison:
    """What `after` gained and lost. ValueError unless both reports are of the same gold in the same view."""
    if before.view != after.view or [(j.id, j.places) for j in before.judged] != [
        (j.id, j.places) for j in after.judged
    ]:
        raise ValueError("only reports on the same gold, in the same view, can be compared")
    documents = list(zip(before.judged, after.judged, strict=True))
    return Comparison(
        before,
        after,
        gained=tuple(change for old, new in documents for change in _newly_right(old, new)),
        lost=tuple(change for old, new in documents for change in _newly_right(new, old)),
        new_false=tuple(change for old, new in documents for change in _newly_false(old, new)),
        gone_false=tuple(change for old, new in documents for change in _newly_false(new, old)),
    )


def _newly_right(old: Judged, new: Judged) -> list[Change]:
    """Gold that is right in `new` only."""
    was_right = {g for g, _ in old.right}
    return [
        Change(new.id, new.gold[g], new.found[f].told.rule)
        for g, f in sorted(new.right)
        if g not in was_right
    ]


def _newly_false(old: Judged, new: Judged) -> list[Change]:
    """Predictions that are false in `new` only; of several alike, as many as there are more of."""
    known = Counter(map(_identity, _false(old)))
    changes = []
    for item in _false(new):
        if known[_identity(item)]:
            known[_identity(item)] -= 1
        else:
            changes.append(Change(new.id, item, item.told.rule))
    return changes


def _false(judged: Judged) -> Sequence[Measured]:
    return [judged.found[f] for f in judged.false]


def _identity(item: Measured) -> tuple[Spans, Spans]:
    return item.content, item.source


def _evenly(changes: Sequence[Change], limit: int | None) -> Sequence[Change]:
    if limit is None or limit >= len(changes):
        return changes
    return [changes[n * len(changes) // limit] for n in range(limit)]
