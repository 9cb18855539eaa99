"""Where articles stand, which text took the place of which, and what was skipped.

One text is one article, wherever it stands: its places are kept. A place that shows another text than before
makes that one the newer version; an article is superseded when no place shows it any more.
"""

from __future__ import annotations

from sqlite_utils import Database

STATEMENTS = (
    """CREATE TABLE article_places (
    id INTEGER PRIMARY KEY,
    article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    url TEXT,
    publisher TEXT,
    published TEXT,
    source_path TEXT,
    origin TEXT,
    reading TEXT,
    ingest INTEGER NOT NULL REFERENCES ingests (id),
    first_seen TEXT NOT NULL,
    superseded_by TEXT REFERENCES articles (id) ON DELETE SET NULL
) STRICT""",
    "CREATE INDEX article_places_article ON article_places (article)",
    *(
        f"CREATE INDEX article_places_{column} ON article_places ({column}) WHERE {column} IS NOT NULL"
        for column in ("url", "origin", "reading", "superseded_by")
    ),
    "ALTER TABLE articles ADD COLUMN superseded_by TEXT REFERENCES articles (id) ON DELETE SET NULL",
    "CREATE INDEX articles_superseded_by ON articles (superseded_by, id) WHERE superseded_by IS NOT NULL",
    "ALTER TABLE ingests ADD COLUMN versions INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE ingests ADD COLUMN copies INTEGER NOT NULL DEFAULT 0",
    """CREATE TABLE skipped (
    ingest INTEGER NOT NULL REFERENCES ingests (id) ON DELETE CASCADE,
    place TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT""",
    "CREATE INDEX skipped_ingest ON skipped (ingest)",
    """INSERT INTO article_places (article, url, publisher, published, source_path, origin, ingest, first_seen)
    SELECT id, url, publisher, published, source_path, origin, ingest, first_seen FROM articles ORDER BY rowid""",
)


def versions(db: Database) -> None:
    """Tables and columns for places, versions and what was skipped; each stored article gets its place."""
    for statement in STATEMENTS:
        db.execute(statement)
