"""What people decide about statements, and how that shows in the rows.

A correction is never changed or deleted: it is undone by another one. Only where it stands now (`article`,
`attribution`, `anchored`) follows the text and the extractor, and `thread` joins what is about one statement.
`attributions` shows what was decided (`review`) and keeps beside it what the extractor had found (`found`). A
rejected statement stays a row, but has no speaker and is not searched.
"""

from __future__ import annotations

from sqlite_utils import Database

from attribution.storage.migrations import m002_circumstances

TABLES = (
    """CREATE TABLE corrections (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    thread INTEGER NOT NULL REFERENCES corrections (id),
    made TEXT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL CHECK (action IN ('confirm', 'reject', 'amend', 'undo')),
    undoes INTEGER REFERENCES corrections (id),
    before TEXT NOT NULL CHECK (json_valid(before)),
    after TEXT NOT NULL CHECK (json_valid(after)),
    why TEXT,
    exact TEXT NOT NULL,
    prefix TEXT NOT NULL,
    suffix TEXT NOT NULL,
    hash TEXT NOT NULL,
    start INTEGER NOT NULL CHECK (start >= 0),
    cue TEXT NOT NULL,
    parts TEXT NOT NULL CHECK (json_valid(parts)),
    text_key TEXT NOT NULL,
    url TEXT,
    origin TEXT,
    extractor TEXT,
    article TEXT REFERENCES articles (id) ON DELETE SET NULL,
    attribution TEXT REFERENCES attributions (id) ON DELETE SET NULL,
    anchored TEXT NOT NULL CHECK (anchored IN ('exact', 'moved', 'fuzzy', 'lost')),
    CHECK ((action = 'undo') = (undoes IS NOT NULL))
) STRICT""",
    """CREATE TABLE audits (
    id INTEGER PRIMARY KEY,
    started TEXT NOT NULL,
    actor TEXT NOT NULL,
    seed INTEGER NOT NULL,
    size INTEGER NOT NULL,
    population INTEGER NOT NULL,
    filters TEXT NOT NULL CHECK (json_valid(filters))
) STRICT""",
    """CREATE TABLE audit_items (
    audit INTEGER NOT NULL REFERENCES audits (id),
    ordinal INTEGER NOT NULL,
    attribution TEXT NOT NULL,
    article TEXT NOT NULL,
    quote TEXT NOT NULL,
    speaker_name TEXT,
    kind TEXT NOT NULL,
    stance TEXT NOT NULL,
    confidence REAL NOT NULL,
    rule TEXT NOT NULL,
    publisher TEXT,
    verdict TEXT CHECK (verdict IN ('right', 'partly', 'wrong')),
    actor TEXT,
    answered TEXT,
    PRIMARY KEY (audit, ordinal)
) STRICT""",
)

COLUMNS = (
    "ALTER TABLE attributions ADD COLUMN review TEXT CHECK (review IN ('confirmed', 'rejected', 'amended'))",
    "ALTER TABLE attributions ADD COLUMN found TEXT CHECK (found IS NULL OR json_valid(found))",
)

INDEXES = (
    *(
        f"CREATE INDEX corrections_{column} ON corrections ({column})"
        for column in ("thread", "attribution", "article", "text_key", "url", "origin", "undoes")
    ),
    "CREATE INDEX attributions_review ON attributions (review) WHERE review IS NOT NULL",
    "CREATE INDEX audit_items_attribution ON audit_items (attribution)",
)

FIXED = (
    "id, uid, made, actor, action, undoes, before, after, why, exact, prefix, suffix, hash, start, cue,"
    " parts, text_key, url, origin, extractor"
)
KEPT = "corrections: a correction is kept as it was made; undo it by another one"
TRIGGERS = (
    f"""CREATE TRIGGER corrections_never_change BEFORE UPDATE OF {FIXED} ON corrections
BEGIN
    SELECT RAISE(ABORT, '{KEPT}');
END""",
    f"""CREATE TRIGGER corrections_never_go BEFORE DELETE ON corrections
BEGIN
    SELECT RAISE(ABORT, '{KEPT}');
END""",
)

# The search of the first version, but for what was rejected.
REMOVE = (
    "INSERT INTO attributions_fts (attributions_fts, rowid, quote, speaker_name)"
    " VALUES ('delete', OLD.rowid, OLD.quote, OLD.speaker_name);"
)
ADD = "INSERT INTO attributions_fts (rowid, quote, speaker_name) VALUES (NEW.rowid, NEW.quote, NEW.speaker_name);"
SEARCH = (
    "DROP TRIGGER attributions_search_insert",
    "DROP TRIGGER attributions_search_delete",
    "DROP TRIGGER attributions_search_update",
    "DROP TABLE attributions_fts",
    """CREATE VIEW accepted_attributions AS
    SELECT rowid, * FROM attributions WHERE review IS NOT 'rejected'""",
    """CREATE VIRTUAL TABLE attributions_fts USING fts5 (
    quote, speaker_name, content="accepted_attributions", tokenize="porter unicode61 remove_diacritics 2"
)""",
    f"""CREATE TRIGGER attributions_search_insert AFTER INSERT ON attributions
    WHEN NEW.review IS NOT 'rejected'
BEGIN
    {ADD}
END""",
    f"""CREATE TRIGGER attributions_search_delete AFTER DELETE ON attributions
    WHEN OLD.review IS NOT 'rejected'
BEGIN
    {REMOVE}
END""",
    f"""CREATE TRIGGER attributions_search_leave BEFORE UPDATE OF quote, speaker_name, review ON attributions
    WHEN OLD.review IS NOT 'rejected'
BEGIN
    {REMOVE}
END""",
    f"""CREATE TRIGGER attributions_search_return AFTER UPDATE OF quote, speaker_name, review ON attributions
    WHEN NEW.review IS NOT 'rejected'
BEGIN
    {ADD}
END""",
    "INSERT INTO attributions_fts (attributions_fts) VALUES ('rebuild')",
)


# Views of statements are views of those that nobody rejected.
ALL, ACCEPTED = "FROM attributions AS a", "FROM accepted_attributions AS a"
VIEWS = tuple(
    statement
    for view in m002_circumstances.VIEWS
    for statement in (f"DROP VIEW {view.split()[2]}", view.replace(ALL, ACCEPTED))
)


def corrections(db: Database) -> None:
    """Tables of corrections and audits, what they show in `attributions`, and a search without the rejected."""
    for statement in TABLES + COLUMNS + INDEXES + TRIGGERS + SEARCH + VIEWS:
        db.execute(statement)
