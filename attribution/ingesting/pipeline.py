"""The run itself: sources in, rows out, in the order of the sources."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import replace

from attribution.ingesting.pool import Pool
from attribution.ingesting.values import Quiet, Report, Settings, Summary
from attribution.ingesting.work import Done, Item, Work
from attribution.languages import load_language
from attribution.model import Article, Extraction
from attribution.reading import Format, Problem, Raw, Read, Unchanged, read_raw
from attribution.storage import Database, Ingest

SMALL = 500_000  # bytes that are worked on in this process before others are started: that takes a second
CHEAP = {Format.TEXT, Format.RECORD}  # formats that are read here: sending them elsewhere costs more


def ingest(
    sources: Iterable[Raw | Problem | Unchanged],
    database: Database,
    settings: Settings | None = None,
    report: Report | None = None,
) -> Summary:
    """Read, extract and keep every article of the sources, as one run with its row in `ingests`.

    Articles are written in whole batches, in the order of the sources: what was written before an interruption
    stays, and the same run again goes on from there. Raises StorageError if the database cannot be written.
    """
    settings, report = settings or Settings(), report or Quiet()
    started = time.monotonic()
    with Ingest(database, command=settings.command) as run:
        _Run(run, settings, report).take(sources)
    return Summary(run.id, dict(run.counts), run.attributions, time.monotonic() - started)


class _Run:
    """One run at work."""

    def __init__(self, run: Ingest, settings: Settings, report: Report) -> None:
        self.run = run
        self.settings = settings
        self.report = report
        self.here = Work(settings.metadata, settings.seconds, alone=False)
        self.languages: set[str] = set()

    def take(self, sources: Iterable[Raw | Problem | Unchanged]) -> None:
        for done in self._done(map(self._prepared, sources)):
            self._keep(done)

    def _prepared(self, source: Raw | Problem | Unchanged) -> Item:
        """What there is to do: nothing for what could not be read, or is stored already and the same."""
        if isinstance(source, Problem | Unchanged):
            return Done(source)
        if source.format not in CHEAP:
            return source
        read = read_raw(source, self.settings.metadata)
        if isinstance(read, Problem) or self.run.has(read.article):
            return Done(read)
        return read

    def _done(self, items: Iterator[Item]) -> Iterator[Done]:
        """The items worked on, in order: in this process while there are few, then in as many as are asked for."""
        spent = 0
        for item in items:
            if isinstance(item, Done):
                yield item
                continue
            spent += item.size
            if self.settings.jobs > 1 and spent > SMALL:
                yield from self._done_elsewhere(_chained(item, items))
                return
            yield self.here(item)

    def _done_elsewhere(self, items: Iterator[Item]) -> Iterator[Done]:
        work = Work(self.settings.metadata, self.settings.seconds)
        with Pool(work, self.settings.jobs) as pool:
            yield from pool.done(items)

    def _keep(self, done: Done) -> None:
        """Count and store what came of one article; in the order of the sources."""
        read = done.read
        self.report.advance(read.size)
        if isinstance(read, Problem):
            return self._skip(read)
        if isinstance(read, Unchanged):
            return self.run.same()
        for note in read.notes:
            self.report.note(f"{read.where}: {note}")
        article = self.run.due(read.article, origin=read.origin)
        if article is None:
            if not read.article.text.strip():
                self.report.note(f"{read.where}: an empty article")
            return None
        extraction = self._extraction(article, done)
        if isinstance(extraction, Problem):
            return self._skip(extraction)
        self._know(article.language)
        return self.run.save(extraction, origin=read.origin, source_path=read.name)

    def _extraction(self, article: Article, done: Done) -> Extraction | Problem:
        """What was found, or is found now if the database knows of the article what its reader did not."""
        found = done.extraction
        if found and _depends_on(found.article) == _depends_on(article):
            return replace(found, article=article)
        again = self.here(replace(done.read, article=article)) if isinstance(done.read, Read) else done
        return again.extraction or Problem(done.read.where, getattr(again.read, "why", "is empty"))

    def _know(self, code: str) -> None:
        """Store what the rules of a language say of themselves, once in a run."""
        if code not in self.languages:
            self.languages.add(code)
            self.run.know(load_language(code).rules)

    def _skip(self, problem: Problem) -> None:
        self.run.skip()
        self.report.problem(problem)


def _depends_on(article: Article) -> tuple[str | None, ...]:
    """All of an article that extraction looks at."""
    return article.text, article.title, article.published, article.language


def _chained(first: Item, others: Iterator[Item]) -> Iterator[Item]:
    yield first
    yield from others
