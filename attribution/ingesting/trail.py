"""Ingesting what is followed: which addresses may be remembered as visited, since their articles are stored."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from functools import partial

from attribution.ingesting.pipeline import ingest
from attribution.ingesting.values import Report, Settings, Summary
from attribution.reading import Given, Memo, Options, Problem, Raw, Step, Unchanged, steps_of
from attribution.storage import Database, remember, remembered


def ingest_given(
    given: Given, database: Database, settings: Settings, report: Report, options: Options | None = None
) -> Summary:
    """Ingest the files, and all that is found at the addresses and has changed since they were last visited.

    What is remembered of addresses is written at the end, when the articles are stored: whatever ends the run
    before, nothing is taken for known that is not there. Raises StorageError if the database cannot be written.
    """
    trail = Trail(steps_of(given, options, partial(_last, database)), report)
    try:
        summary = ingest(trail.sources(), database, settings, trail)
    except KeyboardInterrupt:
        remember(database, trail.memos(whole=False))
        raise
    remember(database, trail.memos())
    return summary


class Trail:
    """Gives a run its sources, hears what it reports, and so knows which memos are as good as stored."""

    def __init__(self, steps: Iterable[Step], report: Report) -> None:
        self._steps = steps
        self._report = report
        self._ahead: deque[Step] = deque()
        self._current: Step | None = None
        self._kept: list[Memo] = []
        self._feeds: dict[str, Memo] = {}
        self._broken: set[str] = set()

    def sources(self) -> Iterator[Raw | Problem | Unchanged]:
        """What the run is to take, in order."""
        for step in self._steps:
            if step.source is not None:
                self._ahead.append(step)
                yield step.source
            elif step.memo:
                self._feeds[step.feed or step.memo.url] = step.memo

    def problem(self, problem: Problem) -> None:
        """What was taken last was skipped: it must be fetched again, and so must its feed be asked in full."""
        if self._current and self._current.feed:
            self._broken.add(self._current.feed)
        self._current = None
        self._report.problem(problem)

    def note(self, line: str) -> None:
        """Something is worth knowing."""
        self._report.note(line)

    def advance(self, size: int) -> None:
        """The next source is taken; all before it are stored, or in the batch that will be."""
        self._settle()
        self._current = self._ahead.popleft()
        self._report.advance(size)

    def memos(self, *, whole: bool = True) -> list[Memo]:
        """The memos to remember; of a run that was not `whole`, none of feeds, nor that of its last source."""
        if not whole:
            return self._kept
        self._settle()
        return self._kept + [memo for feed, memo in self._feeds.items() if feed not in self._broken]

    def _settle(self) -> None:
        if self._current and self._current.memo:
            self._kept.append(self._current.memo)
        self._current = None


def _last(database: Database, url: str) -> Memo | None:
    found = remembered(database, url)
    return Memo(url, *found) if found else None
