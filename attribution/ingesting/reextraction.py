"""Bringing stored articles to the present version of the extractor, without their files."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass

from attribution.ingesting.changes import Change, Kind, changes, findings
from attribution.ingesting.pool import worked
from attribution.ingesting.values import Quiet, Report, Settings
from attribution.ingesting.work import Task
from attribution.languages import load_language
from attribution.model import Extraction
from attribution.reading import Problem, Read
from attribution.storage import Database, Ingest, extractor_fingerprint, outdated_articles, stored_findings

Listen = Callable[[str, Change], None]


@dataclass(frozen=True, slots=True)
class Reextraction:
    """What it came to: articles extracted anew and skipped, attributions that stay, and the changes by kind."""

    articles: int
    skipped: int
    unchanged: int
    changes: Counter[Kind]
    seconds: float

    def record(self) -> dict[str, int | float]:
        """The summary as it is printed in JSON."""
        kinds = {kind.value: self.changes[kind] for kind in Kind}
        counts = {"articles": self.articles, "skipped": self.skipped, "unchanged": self.unchanged}
        return {**counts, **kinds, "seconds": round(self.seconds, 3)}


def reextract(
    database: Database,
    settings: Settings,
    report: Report | None = None,
    *,
    listen: Listen = lambda title, change: None,
    dry: bool = False,
) -> Reextraction:
    """Extract every stored article anew that another version of the extractor left, and tell what changes.

    `listen` is told each change, with the title of its article; `dry` writes nothing. Broken off, it can be done
    again. Raises StorageError if the database cannot be written.
    """
    work = _Reextracting(database, settings, report or Quiet(), listen)
    started = time.monotonic()
    if dry:
        work.take(None)
    else:
        with Ingest(database, command=settings.command) as run:
            work.take(run)
    return Reextraction(work.articles, work.skipped, work.unchanged, work.kinds, time.monotonic() - started)


class _Reextracting:
    """The work of one call, and its counts."""

    def __init__(self, database: Database, settings: Settings, report: Report, listen: Listen) -> None:
        self.database, self.settings, self.report, self.listen = database, settings, report, listen
        self.articles = self.skipped = self.unchanged = 0
        self.kinds: Counter[Kind] = Counter()
        self.languages: set[str] = set()

    def take(self, run: Ingest | None) -> None:
        """Extract every article that is due; written by the run, or only compared where there is none."""
        with closing(worked(self._tasks(), self.settings.jobs, self.settings.work)) as all_done:
            for done in all_done:
                self.report.advance(done.read.size)
                if done.extraction:
                    self._keep(done.extraction, run)
                elif isinstance(done.read, Problem):
                    self.skipped += 1
                    self.report.problem(done.read)
                    if run:
                        run.skip(done.read.where, done.read.why)

    def _tasks(self) -> Iterator[Task]:
        for article in outdated_articles(self.database, extractor_fingerprint()):
            size = len(article.text.encode())
            yield Task(Read(article, f"article {article.key}", None, None, size))

    def _keep(self, extraction: Extraction, run: Ingest | None) -> None:
        article = extraction.article
        before, after = stored_findings(self.database, article.key), findings(extraction)
        differences = changes(article.text, before, after)
        kinds = Counter(change.kind for change in differences)
        self.articles += 1
        self.kinds += kinds
        self.unchanged += len(after) - (kinds.total() - kinds[Kind.LOST])
        for change in differences:
            self.listen(article.title or article.key, change)
        if run:
            if article.language not in self.languages:
                self.languages.add(article.language)
                run.know(load_language(article.language).rules)
            run.replace(extraction)
