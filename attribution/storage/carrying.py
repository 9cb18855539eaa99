"""Corrections out of a database and into another one: rebuilt, copied, or with other articles in it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from sqlite_utils import Database

from attribution.model import digest
from attribution.storage import corrections
from attribution.storage.corrections import COLUMNS, LONGEST_WHY, PUT
from attribution.storage.speakers import recount_speakers
from attribution.tracking.reviewing import FIELDS, STATES, ReviewError, Values, checked, reviewed

# key of a record -> the types that its value may have; a decision refers to others by their uid
TEXT, MAYBE = (str,), (str, type(None))
RECORD: dict[str, tuple[type, ...]] = {
    "uid": TEXT, "thread": TEXT, "made": TEXT, "actor": TEXT, "action": TEXT, "undoes": MAYBE, "before": (dict,),
    "after": (dict,), "why": MAYBE, "exact": TEXT, "prefix": TEXT, "suffix": TEXT, "hash": TEXT, "start": (int,),
    "cue": TEXT, "parts": (dict,), "text_key": TEXT, "url": MAYBE, "origin": MAYBE, "extractor": MAYBE,
}  # fmt: skip
PARTS = ("source", "cue", "content")
FURTHEST = 2**53  # code points
JSON = ("before", "after", "parts")
REVIEWED = """SELECT id, given_id, title, url, publisher, published, language, text FROM articles WHERE id IN
    (SELECT article FROM corrections WHERE article IS NOT NULL) ORDER BY rowid"""
STATEMENTS = (
    f"SELECT id, review, {', '.join(FIELDS)} FROM attributions WHERE article = ? ORDER BY position, id"  # noqa: S608 (constants)
)
ORPHANS = """SELECT thread, parts, after FROM corrections WHERE article = ?1 AND attribution IS NULL
    AND text_key = ?1 ORDER BY id"""


class RecordError(ValueError):
    """A record that is no correction: one line that says why."""


class Carried(NamedTuple):
    """How many records were new or known, and of how many statements of the new ones how many were found."""

    new: int
    known: int
    statements: int
    found: int


class Reviewed(NamedTuple):
    """A statement of an article on which somebody decided, or which stands beside such a one.

    `parts` are the places of source, cue and content; `review` is None where nobody has decided. Where
    `orphan` is true, the statement is one that people decided on and that is not found any more.
    """

    parts: dict[str, list[list[int]]]
    values: Values
    review: str | None
    orphan: bool = False


class ReviewedArticle(NamedTuple):
    """An article with all its statements."""

    article: dict[str, str | None]
    statements: tuple[Reviewed, ...]


def records(db: Database) -> Iterator[dict[str, Any]]:
    """Every correction, in order, as a record that `carry` takes."""
    for row in db.conn.execute(
        """SELECT c.uid, t.uid, c.made, c.actor, c.action, u.uid, c.before, c.after, c.why, c.exact, c.prefix,
            c.suffix, c.hash, c.start, c.cue, c.parts, c.text_key, c.url, c.origin, c.extractor
        FROM corrections AS c JOIN corrections AS t ON t.id = c.thread
        LEFT JOIN corrections AS u ON u.id = c.undoes ORDER BY c.id"""
    ):
        record = dict(zip(RECORD, row, strict=True))
        yield {**record, **{name: json.loads(record[name]) for name in JSON}}


def checked_record(value: object) -> dict[str, Any]:
    """The record, if it is one; RecordError, saying what is wrong, if not."""
    if not isinstance(value, dict):
        raise RecordError("a JSON object is expected")
    for name, types in RECORD.items():
        if name not in value or type(value[name]) not in types:
            kinds = " or ".join("null" if kind is type(None) else kind.__name__ for kind in types)
            raise RecordError(f'"{name}" is to be {kinds}')
    if value["action"] not in {*STATES, "undo"} or (value["action"] == "undo") != (
        value["undoes"] is not None
    ):
        raise RecordError('"action" is to be confirm, reject, amend, or undo with what it undoes')
    if value["hash"] != digest(value["exact"]):
        raise RecordError('"hash" is not that of "exact": the words were changed')
    if not 0 <= value["start"] <= FURTHEST or len(value["why"] or "") > LONGEST_WHY:
        raise RecordError('"start" or "why" is out of bounds')
    if not all(_are_spans(value["parts"].get(part)) for part in PARTS) or not value["parts"]["content"]:
        raise RecordError(f'"parts" is to have {", ".join(PARTS)}: lists of [start, end]')
    for name in ("before", "after"):
        _check_values(name, value[name])
    record = {name: value[name] for name in RECORD}
    try:
        json.dumps(record, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise RecordError("a lone surrogate stands in it, which SQLite cannot keep") from error
    return record


def _check_values(name: str, values: dict[str, Any]) -> None:
    if not FIELDS.keys() <= values.keys():
        raise RecordError(f'"{name}" is to have {", ".join(FIELDS)}')
    if not all(isinstance(values[field], MAYBE) for field in FIELDS):
        raise RecordError(f'"{name}" is to have strings or null')
    try:
        checked(
            {field: values[field] for field in FIELDS if field != "speaker_name"}
        )  # a name may be as found
    except ReviewError as error:
        raise RecordError(f'"{name}": {error}') from error


def _are_spans(spans: object) -> bool:
    return isinstance(spans, list) and all(
        isinstance(span, list)
        and [type(place) for place in span] == [int, int]
        and 0 <= span[0] <= span[1] <= FURTHEST
        for span in spans
    )


def carry(db: Database, given: Iterable[dict[str, Any]]) -> Carried:
    """Add the records that are not known, and show them where their articles are stored.

    Within the caller's transaction. RecordError where one refers to another that is neither known nor before it.
    """
    ids: dict[str, int] = dict(db.conn.execute("SELECT uid, id FROM corrections").fetchall())
    before = max(ids.values(), default=0)
    known = 0
    threads: dict[int, None] = {}
    for record in given:
        if record["uid"] in ids:
            known += 1
            continue
        ids[record["uid"]] = max(ids.values(), default=0) + 1
        for uid in (record["thread"], record["undoes"] or record["uid"]):
            if uid not in ids:
                raise RecordError(f"correction {record['uid']}: refers to {uid}, which is not here")
        threads[_add(db, record, ids)] = None
    articles = [article for thread in threads for article in _articles(db, thread)]
    recount_speakers(db, corrections.apply(db, dict.fromkeys(articles)))
    found = sum(_is_found(db, thread) for thread in threads)
    return Carried(max(ids.values(), default=0) - before, known, len(threads), found)


def reviewed_articles(db: Database) -> Iterator[ReviewedArticle]:
    """Every article with a decision on one of its statements, with all its statements as they are shown."""
    for key, *about in db.conn.execute(REVIEWED).fetchall():
        names = ("given_id", "title", "url", "publisher", "published", "language", "text")
        statements = [
            Reviewed(corrections.parts_of(db, id_), dict(zip(FIELDS, values, strict=True)), review)
            for id_, review, *values in db.conn.execute(STATEMENTS, (key,)).fetchall()
        ]
        yield ReviewedArticle(
            {"id": key, **dict(zip(names, about, strict=True))}, (*statements, *_orphans(db, key))
        )


def _orphans(db: Database, article: str) -> Iterator[Reviewed]:
    """Statements of this very text that people decided on, and that are not found any more."""
    newest = {thread: (parts, after) for thread, parts, after in db.conn.execute(ORPHANS, (article,))}
    for thread, (parts, after) in newest.items():
        review = reviewed(corrections.decisions_of(db, thread))
        if review is not None:
            values = {name: json.loads(after)[name] for name in FIELDS}
            yield Reviewed(json.loads(parts), values, review.state, orphan=True)


def _add(db: Database, record: Mapping[str, Any], ids: Mapping[str, int]) -> int:
    """Write the record as a row, and tell its thread: that of the same statement, if there is one already."""
    same = db.conn.execute(
        "SELECT thread FROM corrections WHERE text_key = :text_key AND start = :start AND exact = :exact"
        " AND cue = :cue LIMIT 1",
        {name: record[name] for name in ("text_key", "start", "exact", "cue")},
    ).fetchone()
    thread = same[0] if same else ids[record["thread"]]
    stands = db.conn.execute(
        "SELECT article, attribution, anchored FROM corrections WHERE thread = ? LIMIT 1", (thread,)
    ).fetchone()
    values = {
        **record,
        **{name: json.dumps(record[name], ensure_ascii=False) for name in JSON},
        "id": ids[record["uid"]],
        "thread": thread,
        "undoes": record["undoes"] and ids[record["undoes"]],
        **dict(zip(("article", "attribution", "anchored"), stands or (None, None, "lost"), strict=True)),
    }
    db.conn.execute(PUT, [values[name.strip()] for name in COLUMNS.split(",")])
    return int(thread)


def _articles(db: Database, thread: int) -> list[str]:
    """The stored articles that the thread may belong to: the one with its text first, then those from its place."""
    rows = db.conn.execute(
        """SELECT a.id FROM corrections AS c JOIN articles AS a ON a.id = coalesce(c.article, c.text_key)
        WHERE c.thread = ?1
        UNION ALL SELECT a.id FROM corrections AS c JOIN articles AS a ON a.url = c.url OR a.origin = c.origin
        WHERE c.thread = ?1""",
        (thread,),
    )
    return [article for (article,) in rows]


def _is_found(db: Database, thread: int) -> bool:
    row = db.conn.execute("SELECT attribution FROM corrections WHERE thread = ?", (thread,)).fetchone()
    return row[0] is not None
