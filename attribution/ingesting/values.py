"""What is asked of a run, what it tells while it works, and what it comes to in the end."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import Protocol

from attribution.ingesting.work import Work
from attribution.reading import Metadata, Problem
from attribution.storage import Tally


@dataclass(frozen=True, slots=True)
class Settings:
    """How to ingest. With `jobs` 1 everything is done in this process; no result depends on their number.

    `metadata` is told of all articles; `command` is kept in `ingests`. `seconds` of computing are what an
    article of up to a million bytes may take, and a longer one in proportion: beyond, it is skipped.
    """

    metadata: Metadata = field(default_factory=Metadata)
    jobs: int = 1
    command: str | None = None
    seconds: float = 20.0

    @property
    def work(self) -> Work:
        """The work on each article."""
        return Work(self.metadata, self.seconds)


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run came to: its number in `ingests`, its numbers there, and how long it took."""

    ingest: int
    tally: Tally
    seconds: float

    def record(self) -> dict[str, int | float]:
        """The summary as it is printed in JSON."""
        return {"ingest": self.ingest, **self.tally.columns(), "seconds": round(self.seconds, 3)}


class Report(Protocol):
    """Whom a run tells what it does, as it does it, in the order of the articles."""

    def problem(self, problem: Problem) -> None:
        """Something was skipped."""

    def note(self, line: str) -> None:
        """Something is worth knowing, and no error."""

    def advance(self, size: int) -> None:
        """One article more is done with; `size` is the bytes of the input that went into it."""


class Quiet:
    """Tells nobody."""

    def problem(self, problem: Problem) -> None:
        """Say nothing."""

    def note(self, line: str) -> None:
        """Say nothing."""

    def advance(self, size: int) -> None:
        """Say nothing."""


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
