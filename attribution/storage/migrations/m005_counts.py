"""What the pages of speakers need to be quick: counts that triggers keep right, names to search, and indexes by day."""

from __future__ import annotations

from sqlite_utils import Database

# The day that statements are sorted by: when it was said, or else published.
DAY = "coalesce(said_on, published)"

TABLE = """CREATE TABLE speaker_counts (
    speaker TEXT NOT NULL,
    what TEXT NOT NULL,
    value TEXT NOT NULL,
    statements INTEGER NOT NULL,
    PRIMARY KEY (speaker, what, value)
) STRICT, WITHOUT ROWID"""

# what is counted -> its value in a row of attributions; none where it is NULL
COUNTED = {
    "said": "substr({row}.said_on, 1, 7)",
    "published": "CASE WHEN {row}.said_on IS NULL THEN substr({row}.published, 1, 7) END",
    "kind": "{row}.kind",
    "stance": "{row}.stance",
    "outlet": "{row}.publisher",
    "role": "{row}.role",
    "cue": "{row}.cue",
    "addressee": "{row}.addressee",
}

INDEXES = (
    f"CREATE INDEX attributions_day ON attributions ({DAY})",
    f"CREATE INDEX attributions_speaker_day ON attributions (speaker, {DAY})",
    f"CREATE INDEX attributions_speaker_role ON attributions (speaker, role, {DAY}) WHERE role IS NOT NULL",
    "CREATE INDEX speakers_name ON speakers (name COLLATE NOCASE)",
)


def _counted(row: str) -> str:
    """One line for each thing that is counted of a row."""
    return " UNION ALL ".join(
        f"SELECT '{what}' AS what, {value.format(row=row)} AS value" for what, value in COUNTED.items()
    )


ADD = f"""INSERT INTO speaker_counts (speaker, what, value, statements)
    SELECT NEW.speaker, what, value, 1 FROM ({_counted("NEW")}) WHERE NEW.speaker IS NOT NULL AND value IS NOT NULL
    ON CONFLICT (speaker, what, value) DO UPDATE SET statements = statements + 1;"""
REMOVE = f"""UPDATE speaker_counts SET statements = statements - 1
    WHERE speaker = OLD.speaker AND (what, value) IN ({_counted("OLD")});
    DELETE FROM speaker_counts WHERE speaker = OLD.speaker AND statements = 0;"""
COLUMNS = "speaker, said_on, published, kind, stance, publisher, role, cue, addressee"
TRIGGERS = (
    f"CREATE TRIGGER attributions_count_insert AFTER INSERT ON attributions BEGIN\n    {ADD}\nEND",
    f"CREATE TRIGGER attributions_count_delete AFTER DELETE ON attributions BEGIN\n    {REMOVE}\nEND",
    f"CREATE TRIGGER attributions_count_update AFTER UPDATE OF {COLUMNS} ON attributions BEGIN\n"
    f"    {REMOVE}\n    {ADD}\nEND",
)
FILL = tuple(
    f"INSERT INTO speaker_counts SELECT speaker, '{what}', {value.format(row='attributions')}, count(*)"
    f" FROM attributions WHERE speaker IS NOT NULL AND {value.format(row='attributions')} IS NOT NULL GROUP BY 1, 3"
    for what, value in COUNTED.items()
)
NAMES = (
    'CREATE VIRTUAL TABLE speakers_fts USING fts5 (\n    name, content="speakers",'
    ' tokenize="unicode61 remove_diacritics 2", prefix="2 3"\n)',
    "INSERT INTO speakers_fts (speakers_fts) VALUES ('rebuild')",
    "CREATE TRIGGER speakers_search_insert AFTER INSERT ON speakers BEGIN\n"
    "    INSERT INTO speakers_fts (rowid, name) VALUES (NEW.rowid, NEW.name);\nEND",
    "CREATE TRIGGER speakers_search_delete AFTER DELETE ON speakers BEGIN\n"
    "    INSERT INTO speakers_fts (speakers_fts, rowid, name) VALUES ('delete', OLD.rowid, OLD.name);\nEND",
    "CREATE TRIGGER speakers_search_update AFTER UPDATE OF name ON speakers BEGIN\n"
    "    INSERT INTO speakers_fts (speakers_fts, rowid, name) VALUES ('delete', OLD.rowid, OLD.name);\n"
    "    INSERT INTO speakers_fts (rowid, name) VALUES (NEW.rowid, NEW.name);\nEND",
)


def counts(db: Database) -> None:
    """Add the counts and fill them from what is stored, the search of names, and the indexes."""
    for statement in (TABLE, *FILL, *INDEXES, *TRIGGERS, *NAMES):
        db.execute(statement)
