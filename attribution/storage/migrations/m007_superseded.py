"""Statements of superseded articles are marked, and neither counted nor viewed; indexes that nothing asks for go.

`superseded` follows `articles.superseded_by` by a trigger, so that a query of statements need not look at articles.
The search keeps such statements, as a quote may be checked that only an earlier version has.
"""

from __future__ import annotations

from sqlite_utils import Database

from attribution.storage.migrations import m002_circumstances, m005_counts

SUPERSEDED = "SELECT id FROM articles WHERE superseded_by IS NOT NULL"
COLUMN = (
    "ALTER TABLE attributions ADD COLUMN superseded INTEGER NOT NULL DEFAULT 0 CHECK (superseded IN (0, 1))",
    f"UPDATE attributions SET superseded = 1 WHERE article IN ({SUPERSEDED})",
    "CREATE INDEX attributions_superseded ON attributions (superseded) WHERE superseded = 1",
    """CREATE TRIGGER articles_superseded AFTER UPDATE OF superseded_by ON articles
    WHEN (NEW.superseded_by IS NULL) <> (OLD.superseded_by IS NULL)
BEGIN
    UPDATE attributions SET superseded = NEW.superseded_by IS NOT NULL WHERE article = NEW.id;
END""",
)

# Those of a speaker, in the order of time, come by `attributions_speaker_day`; nothing asks for the others.
NEEDLESS = tuple(
    f"DROP INDEX attributions_{columns}"
    for columns in ("speaker_said_on", "speaker_name", "speaker_type", "confidence")
)
# The types of speakers are counted, of those with a statement that counts.
TYPES = ("DROP INDEX speakers_type", "CREATE INDEX speakers_type ON speakers (type, attributions)")

ADD = m005_counts.ADD.replace("NEW.speaker IS NOT NULL", "NEW.speaker IS NOT NULL AND NOT NEW.superseded")
REMOVE = m005_counts.REMOVE.replace("speaker = OLD.speaker", "speaker = OLD.speaker AND NOT OLD.superseded")
COUNTS = (
    *(f"DROP TRIGGER attributions_count_{event}" for event in ("insert", "delete", "update")),
    "DELETE FROM speaker_counts",
    *(
        fill.replace("WHERE speaker IS NOT NULL", "WHERE speaker IS NOT NULL AND NOT superseded")
        for fill in m005_counts.FILL
    ),
    f"CREATE TRIGGER attributions_count_insert AFTER INSERT ON attributions BEGIN\n    {ADD}\nEND",
    f"CREATE TRIGGER attributions_count_delete AFTER DELETE ON attributions BEGIN\n    {REMOVE}\nEND",
    f"CREATE TRIGGER attributions_count_update AFTER UPDATE OF {m005_counts.COLUMNS}, superseded ON attributions"
    f" BEGIN\n    {REMOVE}\n    {ADD}\nEND",
)
SPEAKERS = f"""UPDATE speakers SET (attributions, articles, first_said, last_said) =
    (SELECT count(*), count(DISTINCT article), min(said_on), max(said_on) FROM attributions
        WHERE speaker = speakers.id AND NOT superseded)
    WHERE id IN (SELECT speaker FROM attributions WHERE article IN ({SUPERSEDED}))"""

CHANGED = (
    ("FROM attributions AS a", "FROM (SELECT * FROM accepted_attributions WHERE NOT superseded) AS a"),
    ("LEFT JOIN attributions AS", "LEFT JOIN accepted_attributions AS"),
    ("WHERE a.within IS NOT NULL", "WHERE reporting.id IS NOT NULL"),
)


def _view(statement: str) -> tuple[str, str]:
    """A view of the second version anew, without what was rejected or superseded."""
    for old, new in CHANGED:
        statement = statement.replace(old, new)
    return f"DROP VIEW {statement.split()[2]}", statement


VIEWS = tuple(step for view in m002_circumstances.VIEWS for step in _view(view))


def superseded(db: Database) -> None:
    """Mark the statements of superseded articles, and leave them out of counts and views; drop needless indexes."""
    for statement in (*COLUMN, *NEEDLESS, *TYPES, *COUNTS, SPEAKERS, *VIEWS):
        db.execute(statement)
