"""For whom, against whom, through whom, citing whom; how fine a date is; who else may be meant. And views to ask.

`runners_up` are names, the likeliest first, parted by ` · `. `joint_speakers` are those of several who speak together,
so that a statement of two stands twice in `statements_by_speaker`.
"""

from __future__ import annotations

from sqlite_utils import Database

COLUMNS = (
    "on_behalf_of TEXT",
    "runners_up TEXT",
    "said_on_precision TEXT CHECK (said_on_precision IN ('day', 'week', 'month', 'year'))",
    "target TEXT",
    "via TEXT",
    "citing TEXT",
    "retracted INTEGER NOT NULL DEFAULT 0 CHECK (retracted IN (0, 1))",
)
JOINT = """CREATE TABLE joint_speakers (
    attribution TEXT NOT NULL REFERENCES attributions (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (attribution, ordinal)
) STRICT, WITHOUT ROWID"""
INDEXES = tuple(
    f"CREATE INDEX attributions_{column} ON attributions ({column}) WHERE {column} IS NOT NULL"
    for column in ("on_behalf_of", "target")
)
VIEWS = (
    """CREATE VIEW statements_by_speaker AS
SELECT
    coalesce(joint.name, a.speaker_name) AS speaker_name,
    a.speaker_type, a.role, a.on_behalf_of, a.quote, a.kind, a.stance, a.retracted,
    a.said_on, a.said_on_precision, a.said_on_text, a.published, a.addressee, a.place,
    articles.title, a.publisher, a.speaker, a.article, a.id AS attribution
FROM attributions AS a JOIN articles ON articles.id = a.article
LEFT JOIN joint_speakers AS joint ON joint.attribution = a.id""",
    """CREATE VIEW chains AS
SELECT
    a.speaker_name, a.speaker_type, a.role, a.on_behalf_of, a.quote, a.stance,
    reporting.speaker_name AS reported_by, reporting.cue AS reported_with,
    reporting.stance AS reported_as, a.via, a.citing, a.said_on, a.said_on_precision,
    a.said_on_text, a.published, articles.title, a.publisher, a.speaker, a.article,
    a.id AS attribution, a.within
FROM attributions AS a JOIN articles ON articles.id = a.article
LEFT JOIN attributions AS reporting ON reporting.id = a.within
WHERE a.within IS NOT NULL OR a.via IS NOT NULL OR a.citing IS NOT NULL""",
    """CREATE VIEW accusations AS
SELECT
    a.speaker_name, a.speaker_type, a.role, a.on_behalf_of, a.target, a.quote, a.said_on,
    a.said_on_precision, a.said_on_text, a.published, articles.title, a.publisher, a.speaker,
    a.article, a.id AS attribution
FROM attributions AS a JOIN articles ON articles.id = a.article
WHERE a.stance = 'accused'""",
    """CREATE VIEW denials AS
SELECT
    a.speaker_name, a.speaker_type, a.role, a.on_behalf_of, a.quote, a.stance, a.retracted,
    a.said_on, a.said_on_precision, a.said_on_text, a.published, articles.title, a.publisher,
    a.speaker, a.article, a.id AS attribution
FROM attributions AS a JOIN articles ON articles.id = a.article
WHERE a.stance IN ('denied', 'declined', 'not-said') OR a.retracted""",
)


def circumstances(db: Database) -> None:
    """More of how a statement was made, and views of who said, accused, denied and passed on what."""
    for column in COLUMNS:
        db.execute(f"ALTER TABLE attributions ADD COLUMN {column}")
    for statement in (JOINT, *INDEXES, *VIEWS):
        db.execute(statement)
