"""What is stored, as values again: articles that another version of the extractor left, and what it found there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple

from sqlite_utils import Database

from attribution.model import Article, Span, Spans

PAGE = 200  # articles fetched at once
NOTED = ("speaker_name", "speaker_type", "role", "kind", "stance", "said_on", "addressee", "place")


class StoredFinding(NamedTuple):
    """An attribution as it is stored: where its parts stand, and what is told of it (by `NOTED`)."""

    source: Spans
    cue: Spans
    content: Spans
    noted: tuple[str | None, ...]


def outdated_size(db: Database, extractor: str) -> int:
    """How many bytes of text another extractor left."""
    sql = "SELECT ifnull(sum(length(CAST(text AS BLOB))), 0) FROM articles WHERE extractor <> ?"
    return int(db.conn.execute(sql, (extractor,)).fetchone()[0])


def outdated_articles(db: Database, extractor: str) -> Iterator[Article]:
    """The articles that another extractor left, in the order in which they came; rows may be written meanwhile."""
    last = 0
    while rows := db.conn.execute(
        "SELECT rowid, text, ifnull(given_id, ''), title, url, published, publisher, author, language"
        " FROM articles WHERE extractor <> ? AND rowid > ? ORDER BY rowid LIMIT ?",
        (extractor, last, PAGE),
    ).fetchall():
        last = rows[-1][0]
        for _, *columns in rows:
            yield Article(*columns)


def stored_findings(db: Database, article: str) -> list[StoredFinding]:
    """What the extractor had found in the article with this key, in text order, whatever people made of it."""
    spans: dict[str, dict[str, list[Span]]] = {}
    for attribution, role, start, end in db.conn.execute(
        'SELECT spans.attribution, spans.role, spans.start, spans."end" FROM spans'
        " JOIN attributions ON attributions.id = spans.attribution WHERE attributions.article = ?"
        " ORDER BY spans.attribution, spans.role, spans.ordinal",
        (article,),
    ):
        spans.setdefault(attribution, {}).setdefault(role, []).append(Span(start, end))
    rows = db.conn.execute(
        f"SELECT id, found, {', '.join(NOTED)} FROM attributions WHERE article = ? ORDER BY position, id",  # noqa: S608 (our own columns)
        (article,),
    )
    found = []
    for id_, before, *shown in rows:
        noted = {**dict(zip(NOTED, shown, strict=True)), **(json.loads(before) if before else {})}
        source, cue, content = (
            tuple(spans.get(id_, {}).get(role, ())) for role in ("source", "cue", "content")
        )
        found.append(StoredFinding(source, cue, content, tuple(noted[name] for name in NOTED)))
    return found
