"""Floors: figures below which an evaluation fails, read from a TOML file.

    [[floor]]
    gold = "harbour"        # part of the path of the gold file, in small letters or capitals
    view = "all"            # how it is measured, as on the command line; `statements` if left out
    outermost = true        # if left out: false
    without = "attitude"    # if left out: nothing
    at_least = { f1 = 70, exact = 55, source = 95 }    # per cent; any of the names in `report.QUOTED`

Several floors may fit one gold file: one a view, say.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from attribution.evaluation.annotations import AnnotationFileError
from attribution.evaluation.matching import VIEWS
from attribution.evaluation.report import QUOTED, Report

# The keys of a [[floor]]: of which type their values are, in Python and in words.
_KEYS: dict[str, tuple[type, str]] = {
    "gold": (str, "a string"),
    "view": (str, "a string"),
    "outermost": (bool, "true or false"),
    "without": (str, "a string"),
    "at_least": (dict, "a table of figures"),
}


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms an evaluation is made: the view, and which predictions are left out."""

    view: str = "statements"
    outermost: bool = False
    without: str | None = None

    def __str__(self) -> str:
        without = f", without {self.without}" if self.without else ""
        return f"view {self.view}{', outermost' if self.outermost else ''}{without}"


@dataclass(frozen=True, slots=True)
class Floor:
    """The least figures, in per cent, that gold of one kind is to yield on its terms."""

    gold: str
    terms: Terms
    at_least: Mapping[str, float]

    def fits(self, path: str) -> bool:
        """Whether the floor is for the gold file of this path."""
        return self.gold.casefold() in Path(path).as_posix().casefold()

    def below(self, report: Report) -> dict[str, float]:
        """The figures that are below their floor."""
        measured = report.quoted()
        return {name: measured[name] for name, least in self.at_least.items() if measured[name] < least}

    def render(self, report: Report) -> str:
        """Each figure beside its floor."""
        measured, below = report.quoted(), self.below(report)
        lines = [f"floors of {self.gold!r}, {self.terms}", f"{'':32}  found  floor"]
        for name, least in self.at_least.items():
            lines.append(f"{name:32}{measured[name]:7.1f}{least:7.1f}{'  below' if name in below else ''}")
        return "\n".join(lines)

    def as_json(self, report: Report) -> dict[str, Any]:
        """The same, ready for `json.dumps`."""
        measured = report.quoted()
        return {
            "gold": self.gold,
            "view": self.terms.view,
            "outermost": self.terms.outermost,
            "without": self.terms.without,
            "at_least": dict(self.at_least),
            "measured": {name: measured[name] for name in self.at_least},
            "below": list(self.below(report)),
        }


def read_floors(path: Path | str) -> tuple[Floor, ...]:
    """The floors of a file, in its order. AnnotationFileError, naming file and floor, for a bad one."""
    try:
        value = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise AnnotationFileError(f"{path}: cannot be read: {error.strerror}") from error
    except ValueError as error:  # neither UTF-8 nor TOML
        raise AnnotationFileError(f"{path}: not TOML ({error})") from error
    floors = value.pop("floor", None)
    if value or not isinstance(floors, list) or not floors:
        raise AnnotationFileError(f"{path}: [[floor]] tables are expected, and nothing else")
    return tuple(_floor(floor, f"{path}, floor {number}") for number, floor in enumerate(floors, 1))


def _floor(value: object, where: str) -> Floor:
    """One `[[floor]]`, checked: a misspelt name would be a floor that nothing is held to."""
    if not isinstance(value, dict):
        raise AnnotationFileError(f"{where}: a table is expected, not {value!r:.60}")
    for key, entry in value.items():
        if key not in _KEYS:
            raise AnnotationFileError(f"{where}: there is no key {key!r}; choose from {', '.join(_KEYS)}")
        type_, words = _KEYS[key]
        if not isinstance(entry, type_):
            raise AnnotationFileError(f"{where}: {key!r} is to be {words}, not {entry!r:.60}")
    if not value.get("gold") or not value.get("at_least"):
        raise AnnotationFileError(f"{where}: 'gold', part of a path, and 'at_least', figures, are needed")
    terms = Terms(value.get("view", "statements"), value.get("outermost", False), value.get("without"))
    if terms.view not in VIEWS:
        raise AnnotationFileError(f"{where}: unknown view {terms.view!r}; choose from {', '.join(VIEWS)}")
    for name, least in value["at_least"].items():
        if name not in QUOTED:
            raise AnnotationFileError(f"{where}: unknown figure {name!r}; choose from {', '.join(QUOTED)}")
        if isinstance(least, bool) or not isinstance(least, (int, float)) or not 0 <= least <= 100:
            raise AnnotationFileError(f"{where}: {name!r} is to be per cent, 0 to 100, not {least!r:.60}")
    return Floor(value["gold"], terms, value["at_least"])
