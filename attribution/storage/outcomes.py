"""What became of the articles of a run, and how many of each."""

from __future__ import annotations

import enum
from collections import Counter
from dataclasses import dataclass, field, replace


class Outcome(enum.StrEnum):
    """What became of an article."""

    NEW = "new"
    CHANGED = (
        "changed"  # extracted anew, or what is known of it changed, or a place shows another text than before
    )
    SAME = "same"
    EMPTY = "empty"  # no text: not kept
    SKIPPED = "skipped"  # could not be read


@dataclass
class Tally:
    """Articles by outcome, and the attributions stored.

    `versions` are those of the changed that took the place of another text; `copies` those whose text was known from
    another place.
    """

    counts: Counter[Outcome] = field(default_factory=Counter)
    attributions: int = 0
    versions: int = 0
    copies: int = 0

    def copy(self) -> Tally:
        """The same numbers, to go back to."""
        return replace(self, counts=self.counts.copy())

    def columns(self) -> dict[str, int]:
        """The numbers by their columns in `ingests`."""
        counts = {outcome.value: self.counts[outcome] for outcome in Outcome}
        return {
            "articles_in": self.counts.total(),
            **counts,
            "versions": self.versions,
            "copies": self.copies,
            "attributions": self.attributions,
        }
