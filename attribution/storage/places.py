"""Where articles stand: the same text at another place, and another text at the same place.

The policy, a sentence a rule:
- A text is one article, and each place where it stands is a row: a URL, a file, a record in a file.
- A place that shows another text than before makes that one the newer version; the earlier one stays, linked.
- An article is superseded when no place shows it any more, and is none the less again when one does.
- What was read last is the newest; but a file that is as it was when it was last read tells nothing new.
- Texts that one run finds at one place stand there side by side: no order among them is known.
"""

from __future__ import annotations

from typing import NamedTuple

from sqlite_utils import Database

from attribution.model import Article

ROWS = "SELECT id, url, origin, reading, superseded_by, ingest FROM article_places WHERE article = ?"
AT = "SELECT id, article, superseded_by FROM article_places WHERE {} = ?"
PUT = """INSERT INTO article_places (article, url, publisher, published, source_path, origin, reading, ingest,
    first_seen) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"""


class Visit(NamedTuple):
    """An article met at a place: its key, and what is known of the place.

    `origin` and `url` tell which place it is, if anything does; `reading` stands for the bytes read and for all
    that was told of them, so that the same again need not be read.
    """

    article: str
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    source_path: str | None = None
    origin: str | None = None
    reading: str | None = None

    @classmethod
    def of(
        cls,
        article: Article,
        *,
        origin: str | None = None,
        source_path: str | None = None,
        reading: str | None = None,
    ) -> Visit:
        """The article, as it was met. `source_path` is the name of its file, without folders."""
        return cls(
            article.key, article.url, article.publisher, article.published, source_path, origin, reading
        )


class Row(NamedTuple):
    """A place where an article stands, or stood."""

    id: int
    url: str | None
    origin: str | None
    reading: str | None
    superseded_by: str | None
    ingest: int


class Met(NamedTuple):
    """What a visit came to: a text new to its place (`version`: instead of another one; `copy`: known from elsewhere).

    `uncounted` are articles that became superseded by it, or are so no more.
    """

    version: bool = False
    copy: bool = False
    uncounted: tuple[str, ...] = ()


class Seen:
    """The places that a run has visited: a bit for each row, so that a run may be of any length."""

    def __init__(self) -> None:
        self._bits = bytearray()

    def add(self, place: int) -> None:
        """Remember the row of a place."""
        byte, bit = divmod(place, 8)
        if byte >= len(self._bits):
            self._bits.extend(bytes(byte + 1024 - len(self._bits)))
        self._bits[byte] |= 1 << bit

    def copy(self) -> Seen:
        """The same places, to go back to if a batch is not kept."""
        other = Seen()
        other._bits = self._bits.copy()
        return other

    def __contains__(self, place: int) -> bool:
        byte, bit = divmod(place, 8)
        return byte < len(self._bits) and bool(self._bits[byte] >> bit & 1)


def known_reading(db: Database, reading: str, extractor: str) -> int | None:
    """The row of the place whose article is what these bytes are, as this extractor leaves it; None if none is."""
    row = db.conn.execute(
        "SELECT p.id FROM article_places AS p JOIN articles AS a ON a.id = p.article"
        " WHERE p.reading = ? AND p.superseded_by IS NULL AND a.extractor = ? LIMIT 1",
        (reading, extractor),
    ).fetchone()
    return row and int(row[0])


def visit_of(db: Database, place: int) -> Visit:
    """The visit that made the row of a place what it is."""
    row = db.conn.execute(
        "SELECT article, url, publisher, published, source_path, origin, reading FROM article_places WHERE id = ?",
        (place,),
    ).fetchone()
    return Visit(*row)


def met_before(db: Database, article: str, seen: Seen) -> bool:
    """Whether this run has met the article already, wherever."""
    rows = db.conn.execute("SELECT id FROM article_places WHERE article = ?", (article,))
    return any(place in seen for (place,) in rows)


def meet(db: Database, visit: Visit, seen: Seen, ingest: int, time: str) -> Met:
    """Write what it means that the article stands there now; the article's own row is stored already."""
    rows = [Row(*row) for row in db.conn.execute(ROWS, (visit.article,))]
    own = _own(rows, visit)
    if own and own.url:
        visit = visit._replace(url=own.url)
    if own and (own.superseded_by is None or _nothing_new(db, own, visit, seen)):
        _remember(db, own, visit)
        if (
            own.superseded_by
        ):  # the file holds it still: it must count as late as others that this run finds there
            db.conn.execute("UPDATE article_places SET ingest = ? WHERE id = ?", (ingest, own.id))
        seen.add(own.id)
        return Met()
    displaced = _displaced(db, visit, seen)
    if own:
        _remember(db, own, visit)
        db.conn.execute(
            "UPDATE article_places SET superseded_by = NULL, ingest = ? WHERE id = ?", (ingest, own.id)
        )
        seen.add(own.id)
    else:
        seen.add(int(db.conn.execute(PUT, (*visit, ingest, time)).lastrowid or 0))
    return Met(
        version=bool(own or displaced),
        copy=bool(rows) and not own and not displaced and _is_elsewhere(rows, visit),
        uncounted=(*_supersede(db, displaced, visit.article), *_revive(db, visit.article)),
    )


def _own(rows: list[Row], visit: Visit) -> Row | None:
    """The row of the same place: the same origin and URL, or the same origin where one URL is not known."""
    for row in rows:
        if row.origin == visit.origin and row.url == visit.url:
            return row
    for row in rows:
        if visit.origin and row.origin == visit.origin and not (row.url and visit.url):
            return row
    return None


def _is_elsewhere(rows: list[Row], visit: Visit) -> bool:
    """Whether the place is another one than all where the article stood: not only another file of one page."""
    if visit.url:
        return all(row.url != visit.url for row in rows)
    return visit.origin is not None


def _nothing_new(db: Database, own: Row, visit: Visit, seen: Seen) -> bool:
    """Whether a file still holds what it held when another place made it an earlier version.

    Not if this run has met the newer version itself: then both stand side by side.
    """
    if visit.origin is None or any(
        place in seen for place, article, _ in _rows_at(db, visit) if article == own.superseded_by
    ):
        return False
    latest = db.conn.execute(
        "SELECT max(ingest) FROM article_places WHERE origin = ?", (visit.origin,)
    ).fetchone()[0]
    return bool(own.ingest == latest)


def _rows_at(db: Database, visit: Visit) -> set[tuple[int, str, str | None]]:
    """All rows at the place: id, article, and what superseded it."""
    found: set[tuple[int, str, str | None]] = set()
    for column, value in (("origin", visit.origin), ("url", visit.url)):
        if value is not None:
            found.update(db.conn.execute(AT.format(column), (value,)))
    return found


def _displaced(db: Database, visit: Visit, seen: Seen) -> list[tuple[int, str]]:
    """The rows, and the articles, of other texts that the place showed until this run."""
    return sorted(
        (place, article)
        for place, article, superseded_by in _rows_at(db, visit)
        if superseded_by is None and article != visit.article and place not in seen
    )


def _remember(db: Database, own: Row, visit: Visit) -> None:
    """Keep what the place tells of itself now, where that is more or other than before."""
    if (own.reading, own.url) == (visit.reading or own.reading, visit.url or own.url):
        return
    db.conn.execute(
        "UPDATE article_places SET reading = ifnull(?, reading), url = ifnull(?, url),"
        " publisher = ifnull(?, publisher), published = ifnull(?, published) WHERE id = ?",
        (visit.reading, visit.url, visit.publisher, visit.published, own.id),
    )


def _supersede(db: Database, displaced: list[tuple[int, str]], newer: str) -> list[str]:
    """Link the displaced rows to the newer text; gives the articles that no place shows any more."""
    db.conn.executemany(
        "UPDATE article_places SET superseded_by = ? WHERE id = ?", [(newer, place) for place, _ in displaced]
    )
    gone = []
    for article in dict.fromkeys(article for _, article in displaced):
        changed = db.conn.execute(
            "UPDATE articles SET superseded_by = ? WHERE id = ? AND NOT EXISTS ("
            "SELECT 1 FROM article_places WHERE article = articles.id AND superseded_by IS NULL)",
            (newer, article),
        )
        if changed.rowcount:
            gone.append(article)
    return gone


def _revive(db: Database, article: str) -> list[str]:
    """The article stands somewhere: it is superseded by none."""
    changed = db.conn.execute(
        "UPDATE articles SET superseded_by = NULL WHERE id = ? AND superseded_by IS NOT NULL", (article,)
    )
    return [article] if changed.rowcount else []
