"""The run itself: sources in, rows out, in the order of the sources."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import PurePath

from attribution.ingesting.pool import worked
from attribution.ingesting.values import Quiet, Report, Settings, Summary
from attribution.ingesting.work import Done, Item, Known, Task
from attribution.languages import load_language
from attribution.model import Article, Extraction
from attribution.reading import Format, Metadata, Problem, Raw, Read, Unchanged, read_raw
from attribution.storage import Database, Ingest, Visit, reader_fingerprint

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
    return Summary(run.id, run.tally, time.monotonic() - started)


class _Run:
    """One run at work."""

    def __init__(self, run: Ingest, settings: Settings, report: Report) -> None:
        self.run = run
        self.settings = settings
        self.report = report
        self.languages: set[str] = set()

    def take(self, sources: Iterable[Raw | Problem | Unchanged]) -> None:
        items = map(self._prepared, sources)
        with closing(worked(items, self.settings.jobs, self.settings.work)) as all_done:
            for done in all_done:
                self._keep(done)

    def _prepared(self, source: Raw | Problem | Unchanged) -> Item:
        """What there is to do: nothing for what could not be read, or is stored already and the same."""
        if isinstance(source, Problem | Unchanged):
            return Done(source)
        reading = reading_of(source, self.settings.metadata)
        place = self.run.known(reading)
        if place is not None:
            return Done(Known(place, source.size))
        if source.format not in CHEAP:
            return Task(source, reading)
        read = read_raw(source, self.settings.metadata)
        if isinstance(read, Problem) or self.run.has(read.article):
            return Done(read, reading=reading)
        return Task(read, reading)

    def _keep(self, done: Done) -> None:
        """Count and store what came of one article; in the order of the sources."""
        read = done.read
        self.report.advance(read.size)
        if isinstance(read, Known):
            self.run.same(read.place)
        elif isinstance(read, Unchanged):
            self.run.same()
        elif isinstance(read, Problem):
            self._skip(read)
        else:
            self._save(read, done)

    def _save(self, read: Read, done: Done) -> None:
        for note in read.notes:
            self.report.note(f"{read.where}: {note}")
        if not read.article.text.strip():
            self.report.note(f"{read.where}: an empty article")
        visit = Visit.of(read.article, origin=read.origin, source_path=read.name, reading=done.reading)
        article = self.run.due(read.article, visit)
        if article is None:
            return
        extraction = self._extraction(article, read, done.extraction)
        if isinstance(extraction, Problem):
            self._skip(extraction)
            return
        self._know(article.language)
        self.run.save(extraction, visit)

    def _extraction(self, article: Article, read: Read, found: Extraction | None) -> Extraction | Problem:
        """What was found, or is found now if the database knows of the article what its reader did not."""
        if found and _depends_on(found.article) == _depends_on(article):
            return replace(found, article=article)
        again = self.settings.work(Task(replace(read, article=article)))
        return again.extraction or Problem(read.where, getattr(again.read, "why", "is empty"), read.size)

    def _know(self, code: str) -> None:
        """Store what the rules of a language say of themselves, once in a run."""
        if code not in self.languages:
            self.languages.add(code)
            self.run.know(load_language(code).rules)

    def _skip(self, problem: Problem) -> None:
        self.run.skip(without_folders(problem.where), problem.why)
        self.report.problem(problem)


def reading_of(raw: Raw, metadata: Metadata) -> str:
    """A digest of all that reading it depends on, and of where it lies: the same again gives the same article."""
    total = hashlib.sha256(
        raw.content if isinstance(raw.content, bytes) else repr(raw.content).encode("utf-8", "replace")
    )
    beside = (
        reader_fingerprint(),
        raw.place.path,
        raw.place.member,
        raw.format,
        raw.charset,
        raw.told,
        raw.columns,
        metadata,
    )
    total.update(repr(beside).encode("utf-8", "surrogatepass"))
    return total.hexdigest()[:32]


def without_folders(where: str) -> str:
    """Where something is, in words that tell nothing of this machine: `news.jsonl, line 3`; an address stays whole."""
    if "://" in where:
        return where
    path, comma, part = where.partition(", ")
    return PurePath(path).name + comma + part


def _depends_on(article: Article) -> tuple[str | None, ...]:
    """All of an article that extraction looks at."""
    return article.text, article.title, article.published, article.language
