"""Saving: an `Ingest` is one run; articles go in whole, in batches, and no article twice."""

from __future__ import annotations

import json
import sqlite3
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from types import TracebackType
from typing import NamedTuple, Self

from sqlite_utils import Database

from attribution.languages import Rule
from attribution.model import Article, Extraction
from attribution.storage import corrections, places, writer
from attribution.storage.errors import StorageError, explaining
from attribution.storage.fingerprint import extractor_fingerprint
from attribution.storage.opening import location, writing
from attribution.storage.outcomes import Outcome, Tally
from attribution.storage.places import Seen, Visit
from attribution.storage.settling import check_storable, settled, storable
from attribution.storage.speakers import recount_speakers

BATCH_ARTICLES = 250
BATCH_CHARACTERS = 2_000_000
BATCH_ENTRIES = 5000  # articles that need no writing, and skipped ones, count here
BATCH_SECONDS = 5.0  # what comes slowly does not wait for the batch to be full


class Entry(NamedTuple):
    """Something to write with the batch: an extraction, a visit (known by the row of its place, perhaps), or both."""

    visit: Visit | int | None
    extraction: Extraction | None = None


class Ingest:
    """One run of ingesting: a context manager that writes batches of whole articles and one row in `ingests`.

    Ask `due` first: it tells whether the article has to be extracted, and with which metadata. Then `save`.
    The write lock is held only while a batch is written. Raises StorageError if the file cannot be written;
    what was written before stays. What is written does not depend on where a batch ends.
    """

    def __init__(
        self,
        db: Database,
        *,
        extractor: str | None = None,
        rules: Iterable[Rule] = (),
        command: str | None = None,
    ) -> None:
        self.db = db
        self.extractor = extractor or extractor_fingerprint()
        self.tally = Tally()
        self._path = location(db)
        self._rules = tuple(rules)
        self._rule_names: set[str] = set()
        self._command = command
        self._seen = Seen()
        self._batch: list[Entry] = []
        self._keys: set[str] = set()
        self._skipped: list[tuple[str, str]] = []
        self._articles = self._characters = 0
        self._flushed = time.monotonic()

    @property
    def counts(self) -> Counter[Outcome]:
        """What became of the articles so far written."""
        return self.tally.counts

    @property
    def attributions(self) -> int:
        """The attributions so far written."""
        return self.tally.attributions

    def __enter__(self) -> Self:
        with writing(self.db):
            self.id = self._start()
        self.know(self._rules)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._finish(None)
        elif issubclass(kind, KeyboardInterrupt):
            self._finish("interrupted")

    def know(self, rules: Iterable[Rule]) -> None:
        """Write what the rules say of themselves; do so for each language before its articles are saved."""
        rows = [(r.name, r.reason, _listed(r.examples), _listed(r.counterexamples)) for r in rules]
        self._rule_names.update(name for name, *_ in rows)
        with writing(self.db):
            writer.put_rules(self.db, rows)

    def has(self, article: Article) -> bool:
        """Whether the article, with all that it tells, is stored as this extractor leaves it; nothing is counted.

        It may be asked ahead of `due`, whose word counts, to spare the extraction.
        """
        with explaining(self._path):
            stored = writer.stored_article(self.db, article.key)
        return stored is not None and self._is_settled(stored, settled(article, stored, own=False))

    def known(self, reading: str) -> int | None:
        """The place where these very bytes were read, if there is nothing to do for them; for `same`."""
        with explaining(self._path):
            return places.known_reading(self.db, reading, self.extractor)

    def same(self, place: int | None = None) -> None:
        """Count an article that is known, without reading it, to be what is stored; `place` comes from `known`."""
        if place is None:
            self.tally.counts[Outcome.SAME] += 1
        else:
            self._add(Entry(place))

    def due(self, article: Article, visit: Visit | None = None) -> Article | None:
        """The article to extract, with what the database knows of it; None if there is nothing to extract.

        `visit` tells where it was met, as far as that is known.
        """
        check_storable(article)
        if not article.text.strip():
            self.tally.counts[Outcome.EMPTY] += 1
            return None
        key = article.key
        if key in self._keys:
            self.flush()
        visit = visit or Visit.of(article)
        with explaining(self._path):
            stored = writer.stored_article(self.db, key)
            again = stored is not None and places.met_before(self.db, key, self._seen)
        if stored is None:
            return article
        own = not again and stored.comes_from(article, visit.origin)
        due = settled(article, stored, own=own)
        if not self._is_settled(stored, due):
            return due
        self._keys.add(key)
        self._add(Entry(visit))
        return None

    def save(self, extraction: Extraction, visit: Visit | None = None) -> None:
        """Put the extraction into the batch; written with it, or at the end of the run."""
        article = extraction.article
        self._keys.add(article.key)
        self._articles += 1
        self._characters += len(article.text)
        self._add(Entry(visit or Visit.of(article), extraction))

    def replace(self, extraction: Extraction) -> None:
        """Put what another version of the extractor finds in a stored article into the batch; it is not met anew."""
        self._articles += 1
        self._characters += len(extraction.article.text)
        self._add(Entry(None, extraction))

    def skip(self, place: str, reason: str) -> None:
        """Count an article that could not be read; `place` is in words, without folders."""
        self.tally.counts[Outcome.SKIPPED] += 1
        self._skipped.append((storable(place), storable(reason)))
        self._flush_if_full()

    def flush(self) -> None:
        """Write the batch in one transaction."""
        if not self._batch and not self._skipped:
            return
        tally, seen = self.tally.copy(), self._seen.copy()
        try:
            with writing(self.db):
                self._write()
                self._put_counts()
        except BaseException as error:
            self.tally, self._seen = tally, seen
            if isinstance(error, sqlite3.IntegrityError):
                raise StorageError(f"{self._path}: a batch was refused and not kept ({error})") from error
            raise
        self._batch.clear()
        self._keys.clear()
        self._skipped.clear()
        self._articles = self._characters = 0
        self._flushed = time.monotonic()

    def _add(self, entry: Entry) -> None:
        self._batch.append(entry)
        self._flush_if_full()

    def _flush_if_full(self) -> None:
        if (
            self._articles >= BATCH_ARTICLES
            or self._characters >= BATCH_CHARACTERS
            or len(self._batch) + len(self._skipped) >= BATCH_ENTRIES
            or time.monotonic() - self._flushed > BATCH_SECONDS
        ):
            self.flush()

    def _is_settled(self, stored: writer.Stored, settled: Article) -> bool:
        return stored.extractor == self.extractor and stored.knows(settled)

    def _write(self) -> None:
        """The batch into the database, and into the counts."""
        run = writer.Run(self.id, self.extractor, now())
        pending = [
            writer.Pending(
                entry.extraction,
                entry.visit if isinstance(entry.visit, Visit) else Visit.of(entry.extraction.article),
            )
            for entry in self._batch
            if entry.extraction
        ]
        stored, lost = writer.put_articles(self.db, pending, run)
        known = iter(stored)
        written = [
            written
            for entry in self._batch
            if (written := self._meet(entry, run, lost, known=next(known) if entry.extraction else True))
        ]
        recount_speakers(self.db, lost | corrections.apply(self.db, written))
        writer.put_skipped(self.db, self.id, self._skipped)

    def _meet(self, entry: Entry, run: writer.Run, lost: set[str], *, known: bool) -> str | None:
        """Meet the article of an entry, and count it; gives its key if corrections have to be brought to it."""
        visit = places.visit_of(self.db, entry.visit) if isinstance(entry.visit, int) else entry.visit
        met = places.meet(self.db, visit, self._seen, run.ingest, run.time) if visit else places.Met()
        for article in met.uncounted:
            lost.update(writer.speakers_of(self.db, article))
        changed = met.version or (known and entry.extraction is not None)
        self.tally.counts[Outcome.CHANGED if changed else Outcome.SAME if known else Outcome.NEW] += 1
        self.tally.versions += met.version
        self.tally.copies += met.copy
        if entry.extraction:
            self.tally.attributions += len(entry.extraction.attributions)
            return entry.extraction.article.key
        return visit.article if visit and met.version else None

    def _start(self) -> int:
        cursor = self.db.conn.execute(
            "INSERT INTO ingests (started, command, extractor) VALUES (?, ?, ?)",
            (now(), self._command, self.extractor),
        )
        return int(cursor.lastrowid or 0)

    def _put_counts(self) -> None:
        columns = self.tally.columns()
        places_of_values = ", ".join(f"{column} = ?" for column in columns)
        self.db.conn.execute(
            f"UPDATE ingests SET {places_of_values} WHERE id = ?",  # noqa: S608 (names of our own columns)
            (*columns.values(), self.id),
        )

    def _finish(self, notes: str | None) -> None:
        self.flush()
        written = self.tally.counts[Outcome.NEW] + self.tally.counts[Outcome.CHANGED]
        with writing(self.db):
            self._put_counts()
            if self._rule_names:
                writer.drop_unused_rules(self.db, self._rule_names)
            self.db.conn.execute(
                "UPDATE ingests SET finished = ?, notes = ? WHERE id = ?", (now(), notes, self.id)
            )
            if written:
                self.db.conn.execute("PRAGMA analysis_limit = 1000")
                self.db.conn.execute("ANALYZE")


def save(
    db: Database,
    extraction: Extraction,
    *,
    extractor: str | None = None,
    origin: str | None = None,
    source_path: str | None = None,
) -> Outcome:
    """Save one extraction as a run of its own, and tell what became of it."""
    with Ingest(db, extractor=extractor) as run:
        visit = Visit.of(extraction.article, origin=origin, source_path=source_path)
        article = run.due(extraction.article, visit)
        if article is not None:
            run.save(replace(extraction, article=article), visit)
    return next(iter(run.tally.counts))


def now() -> str:
    """This second, ISO 8601, UTC."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _listed(sentences: Sequence[str]) -> str:
    return json.dumps(list(sentences), ensure_ascii=False)
