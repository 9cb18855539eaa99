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
    """One attribution that fares otherwise than before, and the id of its document."""

    document: str
    attribution: Measured

    def __str__(self) -> str:
        rule = self.attribution.told.rule
        return f"{in_one_line(self.document)}: {self.attribution}" + (
            f" ({in_one_line(rule)})" if rule else ""
        )


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

    def render(self, limit: int | None = None) -> str:
        """F1 before and after, then the lists, at most `limit` of each."""
        lines = ["since the baseline:"]
        before, after = self.before.table(), self.after.table()
        for name in (HEADLINE, EXACT):
            old, new = before[name].f1 or 0.0, after[name].f1 or 0.0
            lines.append(f"{name:32}F1 {old:.1f} to {new:.1f} ({new - old:+.1f})")
        for title, changes in self.lists().items():
            shown = changes[:limit]
            rest = f", {len(shown)} of them shown" if len(shown) < len(changes) else ""
            lines += ["", f"{title}: {len(changes)}{rest}", *(f"  {change}" for change in shown)]
        return "\n".join(lines)

    def as_json(self) -> dict[str, Any]:
        """The lists under their names: document, kind, source and content of each change."""
        return {
            title: [
                {
                    "id": change.document,
                    "kind": change.attribution.kind,
                    "source": change.attribution.source_text,
                    "content": change.attribution.content_text,
                    "rule": change.attribution.told.rule,
                }
                for change in changes
            ]
            for title, changes in self.lists().items()
        }


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
    was_missed, is_missed = set(old.missed), set(new.missed)
    return [Change(new.id, item) for g, item in enumerate(new.gold) if g in was_missed - is_missed]


def _newly_false(old: Judged, new: Judged) -> list[Change]:
    """Predictions that are false in `new` only; of several alike, as many as there are more of."""
    known = Counter(map(_identity, _false(old)))
    changes = []
    for item in _false(new):
        if known[_identity(item)]:
            known[_identity(item)] -= 1
        else:
            changes.append(Change(new.id, item))
    return changes


def _false(judged: Judged) -> Sequence[Measured]:
    return [judged.found[f] for f in judged.false]


def _identity(item: Measured) -> tuple[Spans, Spans]:
    return item.content, item.source
