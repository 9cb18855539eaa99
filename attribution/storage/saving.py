"""Saving: an `Ingest` is one run; articles go in whole, in batches, and no article twice."""

from __future__ import annotations

import enum
import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from sqlite_utils import Database

from attribution.languages import Rule
from attribution.model import Article, Extraction
from attribution.storage import writer
from attribution.storage.errors import StorageError, explaining
from attribution.storage.fingerprint import extractor_fingerprint
from attribution.storage.opening import location, writing

BATCH_ARTICLES = 250
BATCH_CHARACTERS = 2_000_000
UNSTORABLE = re.compile("[\0\ud800-\udfff]")


class Outcome(enum.StrEnum):
    """What became of an article."""

    NEW = "new"
    CHANGED = "changed"  # extracted anew, or the text or what is known of the article changed
    SAME = "same"
    EMPTY = "empty"  # no text: not kept
    SKIPPED = "skipped"  # could not be read


class Ingest:
    """One run of ingesting: a context manager that writes batches of whole articles and one row in `ingests`.

    Ask `due` first: it tells whether the article has to be extracted, and with which metadata. Then `save`.
    The write lock is held only while a batch is written. Raises StorageError if the file cannot be written;
    what was written before stays.
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
        self.counts: Counter[Outcome] = Counter()
        self.attributions = 0
        self._rules = tuple(rules)
        self._rule_names: set[str] = set()
        self._command = command
        self._seen: set[str] = set()
        self._pending: dict[str, writer.Pending] = {}
        self._characters = 0

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
        with explaining(location(self.db)):
            stored = writer.stored_article(self.db, article.key)
        return (
            stored is not None
            and stored.extractor == self.extractor
            and stored.knows(_settled(article, stored, own=False))
        )

    def due(self, article: Article, *, origin: str | None = None) -> Article | None:
        """The article to extract, with what the database knows of it; None if there is nothing to do.

        `origin` stands for the place that the article comes from (a file, or a record in it): it lets a
        corrected text replace the earlier one. None where the place is not known.
        """
        _check_storable(article)
        if not article.text.strip():
            self.counts[Outcome.EMPTY] += 1
            return None
        key = article.key
        if key in self._pending:
            self.flush()
        with explaining(location(self.db)):
            stored = writer.stored_article(self.db, key)
        first_in_run = key not in self._seen
        self._seen.add(key)
        if stored is None:
            return article
        due = _settled(article, stored, own=first_in_run and stored.comes_from(article, origin))
        if stored.extractor == self.extractor and stored.knows(due):
            self.counts[Outcome.SAME] += 1
            return None
        return due

    def save(
        self, extraction: Extraction, *, origin: str | None = None, source_path: str | None = None
    ) -> None:
        """Put the extraction into the batch; written with it, or at the end of the run.

        `source_path` is the name of the file, without folders.
        """
        key = extraction.article.key
        self._seen.add(key)
        self._pending[key] = writer.Pending(extraction, origin, source_path)
        self._characters += len(extraction.article.text)
        if len(self._pending) >= BATCH_ARTICLES or self._characters >= BATCH_CHARACTERS:
            self.flush()

    def same(self) -> None:
        """Count an article that is known, without reading it, to be what is stored."""
        self.counts[Outcome.SAME] += 1

    def skip(self) -> None:
        """Count an article that could not be read."""
        self.counts[Outcome.SKIPPED] += 1

    def flush(self) -> None:
        """Write the batch in one transaction."""
        batch = list(self._pending.values())
        if not batch:
            return
        try:
            with writing(self.db):
                run = writer.Run(self.id, self.extractor, now())
                for changed in writer.put_articles(self.db, batch, run, keep=self._seen):
                    self.counts[Outcome.CHANGED if changed else Outcome.NEW] += 1
                self.attributions += sum(len(pending.extraction.attributions) for pending in batch)
                self._put_counts()
        except sqlite3.IntegrityError as error:
            raise StorageError(f"{location(self.db)}: a batch was refused and not kept ({error})") from error
        self._pending.clear()
        self._characters = 0

    def _start(self) -> int:
        cursor = self.db.conn.execute(
            "INSERT INTO ingests (started, command, extractor) VALUES (?, ?, ?)",
            (now(), self._command, self.extractor),
        )
        return int(cursor.lastrowid or 0)

    def _put_counts(self) -> None:
        counts = [self.counts[outcome] for outcome in Outcome]
        self.db.conn.execute(
            "UPDATE ingests SET new = ?, changed = ?, same = ?, empty = ?, skipped = ?, articles_in = ?,"
            " attributions = ? WHERE id = ?",
            (*counts, sum(counts), self.attributions, self.id),
        )

    def _finish(self, notes: str | None) -> None:
        self.flush()
        written = self.counts[Outcome.NEW] + self.counts[Outcome.CHANGED]
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
        article = run.due(extraction.article, origin=origin)
        if article is not None:
            run.save(replace(extraction, article=article), origin=origin, source_path=source_path)
    return next(iter(run.counts))


def now() -> str:
    """This second, ISO 8601, UTC."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _settled(article: Article, stored: writer.Stored, *, own: bool) -> Article:
    """The article with its metadata settled between what is stored and what is given now.

    The place that the article came from may correct itself; any other only fills what is not known yet.
    """
    given, held = writer.metadata_of(article), stored.metadata
    first, second = (given, held) if own else (held, given)
    settled = {name: first[name] or second[name] for name in writer.METADATA}
    return replace(
        article,
        id=settled["id"] or "",
        title=settled["title"],
        url=settled["url"],
        publisher=settled["publisher"],
        author=settled["author"],
        published=settled["published"],
        language=settled["language"] or article.language,
    )


def _check_storable(article: Article) -> None:
    for name in ("text", *writer.METADATA):
        value = getattr(article, name) or ""
        if UNSTORABLE.search(value):
            raise StorageError(
                f"article {article.id or article.key}: its {name} holds a NUL or a lone surrogate,"
                " which SQLite cannot keep"
            )


def _listed(sentences: Sequence[str]) -> str:
    return json.dumps(list(sentences), ensure_ascii=False)
