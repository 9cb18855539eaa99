"""A report with all that was asked about it: errors, rules, calibration, a baseline, floors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from attribution.evaluation.comparison import Comparison
from attribution.evaluation.floors import Floor
from attribution.evaluation.report import Report


@dataclass(frozen=True, slots=True)
class Asked:
    """Which tables are wanted beside the figures: `errors` and `changes` are how many to list of each."""

    errors: int = 0
    rules: bool = False
    calibration: bool = False
    changes: int | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """A report, what it gained and lost since a baseline, and the floor that it is held to."""

    report: Report
    comparison: Comparison | None = None
    floor: Floor | None = None

    def complaints(self) -> list[str]:
        """A line for each figure that is below its floor."""
        if not self.floor:
            return []
        return [
            f"{name} is {measured:.1f}, below its floor of {self.floor.at_least[name]:.1f} ({self.floor.terms})"
            for name, measured in self.floor.below(self.report).items()
        ]

    def render(self, asked: Asked) -> str:
        """The tables, to read."""
        tables = [self.report.render()]
        tables += [self.floor.render(self.report)] if self.floor else []
        tables += [self.comparison.render(asked.changes)] if self.comparison else []
        tables += [self.report.render_errors(asked.errors)] if asked.errors else []
        tables += [self.report.render_rules()] if asked.rules else []
        tables += [self.report.render_calibration()] if asked.calibration else []
        return "\n\n".join(tables)

    def as_json(self, asked: Asked) -> dict[str, Any]:
        """The tables, ready for `json.dumps`."""
        value = self.report.as_json(rules=asked.rules, calibration=asked.calibration)
        if self.floor:
            value["floors"] = self.floor.as_json(self.report)
        if self.comparison:
            value["baseline"] = self.comparison.as_json(asked.changes)
        return value
