"""The statements that write: rows in, within the caller's transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import chain
from typing import NamedTuple

from sqlite_utils import Database

from attribution.model import Article, Extraction
from attribution.storage.bulk import Into, put
from attribution.storage.places import Visit
from attribution.storage.rows import Row, evidence_rows, rows_of, span_rows, year_of

# Names of an Article's metadata, as in `model`; `id` is the one that the input gave.
METADATA = ("id", "title", "url", "publisher", "author", "published", "language")

ARTICLES = Into(
    "articles",
    "id, given_id, title, url, publisher, author, published, language, year, text, words, attributions, source_path,"
    " origin, extractor, ingest, first_seen",
    """ON CONFLICT (id) DO UPDATE SET given_id = excluded.given_id, title = excluded.title, url = excluded.url,
    publisher = excluded.publisher, author = excluded.author, published = excluded.published,
    language = excluded.language, year = excluded.year, attributions = excluded.attributions,
    extractor = excluded.extractor, ingest = excluded.ingest""",
)
ATTRIBUTIONS = Into(
    "attributions",
    "id, speaker, speaker_name, speaker_type, role, quote, kind, stance, cue, source, said_on, said_on_text,"
    " published, year, addressee, place, confidence, rule, article, publisher, position, within, on_behalf_of,"
    " runners_up, said_on_precision, target, via, citing, retracted",
)
SPANS = Into("spans", 'attribution, role, ordinal, start, "end", words')
QUOTED_SPANS = Into("quoted_spans", 'article, start, "end", depth, reason, attribution, words')
SPEAKERS = Into(
    "speakers",
    "id, name, type, attributions, first_said, last_said, articles",
    """ON CONFLICT (id) DO UPDATE SET attributions = attributions + excluded.attributions,
    articles = articles + excluded.articles,
    first_said = min(ifnull(first_said, excluded.first_said), ifnull(excluded.first_said, first_said)),
    last_said = max(ifnull(last_said, excluded.last_said), ifnull(excluded.last_said, last_said))""",
)
# No trigger looks at these.
PUT_EVIDENCE = "INSERT INTO evidence VALUES (?, ?, ?, ?, ?)"
PUT_JOINT_SPEAKER = "INSERT INTO joint_speakers VALUES (?, ?, ?)"
PUT_SPEAKER_NAME = "INSERT INTO speaker_names VALUES (?, ?, ?)"
MARK_SUPERSEDED = """UPDATE attributions SET superseded = 1
WHERE article = (SELECT id FROM articles WHERE id = ? AND superseded_by IS NOT NULL)"""


class Pending(NamedTuple):
    """An extraction to write, and where its article was met."""

    extraction: Extraction
    visit: Visit


class Run(NamedTuple):
    """The run that writes: its row in `ingests`, the extractor's fingerprint, and the time (UTC)."""

    ingest: int
    extractor: str
    time: str


class Stored(NamedTuple):
    """What the database knows of an article."""

    extractor: str
    origin: str | None
    metadata: dict[str, str | None]

    def comes_from(self, article: Article, origin: str | None) -> bool:
        """Whether the article comes from the place that the stored one came from first."""
        url = self.metadata["url"]
        return (origin is not None and origin == self.origin) or (url is not None and url == article.url)

    def knows(self, article: Article) -> bool:
        """Whether all metadata of the article is stored."""
        return metadata_of(article) == self.metadata


def metadata_of(article: Article) -> dict[str, str | None]:
    """What is known of the article besides its text, by the names in `METADATA`."""
    return {name: getattr(article, name) or None for name in METADATA}


def stored_article(db: Database, key: str) -> Stored | None:
    """What is stored of the article with this key; None if it is not."""
    row = db.conn.execute(
        "SELECT extractor, origin, given_id, title, url, publisher, author, published, language"
        " FROM articles WHERE id = ?",
        (key,),
    ).fetchone()
    return row and Stored(row[0], row[1], dict(zip(METADATA, row[2:], strict=True)))


def put_articles(db: Database, batch: Sequence[Pending], run: Run) -> tuple[list[bool], set[str]]:
    """Write the articles and all their rows; those that an article had before are removed.

    Tells of each, in order, whether it was stored already, and which speakers have to be counted anew.
    """
    made = [rows_of(pending.extraction) for pending in batch]
    lost: set[str] = set()
    known = [_clear(db, pending.extraction.article.key, lost) for pending in batch]
    put(db, SPEAKERS, ((*count, 1) for rows in made for count in rows.speakers))
    _add_rules(db, sum((rows.rules for rows in made), Counter[str]()))
    many = db.conn.executemany
    put(db, ARTICLES, (_article_row(pending, run) for pending in batch))
    put(db, ATTRIBUTIONS, (row for rows in made for row in rows.attributions))
    many(
        MARK_SUPERSEDED,
        [(each.extraction.article.key,) for each, old in zip(batch, known, strict=True) if old],
    )
    # The ids of an article's statements begin as its key does.
    ordered = [each.extraction for each in sorted(batch, key=lambda each: each.extraction.article.key)]
    put(db, SPANS, chain.from_iterable(map(span_rows, ordered)))
    many(PUT_EVIDENCE, chain.from_iterable(map(evidence_rows, ordered)))
    many(PUT_JOINT_SPEAKER, (row for rows in made for row in rows.joint_speakers))
    put(db, QUOTED_SPANS, (row for rows in made for row in rows.quoted_spans))
    many(PUT_SPEAKER_NAME, (row for rows in made for row in rows.speaker_names))
    lost.update(count.id for row, rows in zip(known, made, strict=True) if row for count in rows.speakers)
    return known, lost


def put_skipped(db: Database, ingest: int, skipped: Iterable[tuple[str, str]]) -> None:
    """Write what a run could not read: where, and why."""
    db.conn.executemany(
        "INSERT INTO skipped (ingest, place, reason) VALUES (?, ?, ?)",
        ((ingest, place, reason) for place, reason in skipped),
    )


def put_rules(db: Database, rules: Iterable[tuple[str, str, str, str]]) -> None:
    """Write what rules say of themselves; their counts stay."""
    db.conn.executemany(
        "INSERT INTO rules (name, reason, examples, counterexamples) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (name) DO UPDATE SET reason = excluded.reason, examples = excluded.examples,"
        " counterexamples = excluded.counterexamples"
        " WHERE (reason, examples, counterexamples) IS NOT"
        " (excluded.reason, excluded.examples, excluded.counterexamples)",
        rules,
    )


def drop_unused_rules(db: Database, names: Collection[str]) -> None:
    """Remove rules that are not among the names and found nothing that is still stored."""
    unused = db.conn.execute("SELECT name FROM rules WHERE attributions = 0").fetchall()
    db.conn.executemany(
        "DELETE FROM rules WHERE name = ?", [(name,) for (name,) in unused if name not in names]
    )


def speakers_of(db: Database, article: str) -> list[str]:
    """The speakers who say something in the article."""
    found = db.conn.execute(
        "SELECT DISTINCT speaker FROM attributions WHERE article = ? AND speaker IS NOT NULL", (article,)
    )
    return [speaker for (speaker,) in found]


def _clear(db: Database, key: str, lost: set[str]) -> bool:
    """Remove all rows of the article but its own, if it is stored; its speakers are added to `lost`."""
    if not db.conn.execute("SELECT 1 FROM articles WHERE id = ?", (key,)).fetchone():
        return False
    counted = db.conn.execute(
        "SELECT rule, count(*) FROM attributions WHERE article = ? GROUP BY rule", (key,)
    ).fetchall()
    _add_rules(db, {rule: -count for rule, count in counted})
    lost.update(speakers_of(db, key))
    for table in ("quoted_spans", "speaker_names", "attributions"):
        db.conn.execute(f"DELETE FROM {table} WHERE article = ?", (key,))  # noqa: S608 (names of our own tables)
    return True


def _add_rules(db: Database, counts: dict[str, int]) -> None:
    db.conn.executemany(
        "INSERT INTO rules (name, attributions) VALUES (?, ?)"
        " ON CONFLICT (name) DO UPDATE SET attributions = attributions + excluded.attributions",
        counts.items(),
    )


def _article_row(pending: Pending, run: Run) -> Row:
    article = pending.extraction.article
    return (
        article.key,
        *metadata_of(article).values(),
        year_of(article.published),
        article.text,
        len(article.text.split()),
        len(pending.extraction.attributions),
        pending.visit.source_path,
        pending.visit.origin,
        run.extractor,
        run.ingest,
        run.time,
    )
