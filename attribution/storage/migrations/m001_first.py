"""The tables, indexes, triggers and search of the first version.

Offsets are code points into `articles.text`, end exclusive. Triggers keep the first law: the text never
changes, and the words kept with a span are the words at its offsets (compared in the first 100,000 characters;
beyond, their number).
"""

from __future__ import annotations

from sqlite_utils import Database

TABLES = (
    """CREATE TABLE ingests (
    id INTEGER PRIMARY KEY,
    started TEXT NOT NULL,
    finished TEXT,
    command TEXT,
    extractor TEXT NOT NULL,
    articles_in INTEGER NOT NULL DEFAULT 0,
    new INTEGER NOT NULL DEFAULT 0,
    changed INTEGER NOT NULL DEFAULT 0,
    same INTEGER NOT NULL DEFAULT 0,
    empty INTEGER NOT NULL DEFAULT 0,
    skipped INTEGER NOT NULL DEFAULT 0,
    attributions INTEGER NOT NULL DEFAULT 0,
    notes TEXT,
    CHECK (articles_in = new + changed + same + empty + skipped)
) STRICT""",
    """CREATE TABLE articles (
    id TEXT PRIMARY KEY NOT NULL,
    given_id TEXT,
    title TEXT,
    url TEXT,
    publisher TEXT,
    author TEXT,
    published TEXT,
    year INTEGER,
    language TEXT NOT NULL,
    text TEXT NOT NULL,
    words INTEGER NOT NULL,
    attributions INTEGER NOT NULL DEFAULT 0,
    source_path TEXT,
    origin TEXT,
    extractor TEXT NOT NULL,
    ingest INTEGER NOT NULL REFERENCES ingests (id),
    first_seen TEXT NOT NULL
) STRICT""",
    """CREATE TABLE speakers (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    type TEXT,
    attributions INTEGER NOT NULL DEFAULT 0,
    articles INTEGER NOT NULL DEFAULT 0,
    first_said TEXT,
    last_said TEXT
) STRICT""",
    """CREATE TABLE speaker_names (
    speaker TEXT NOT NULL REFERENCES speakers (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    PRIMARY KEY (speaker, name, article)
) STRICT""",
    """CREATE TABLE rules (
    name TEXT PRIMARY KEY NOT NULL,
    reason TEXT,
    examples TEXT,
    counterexamples TEXT,
    attributions INTEGER NOT NULL DEFAULT 0
) STRICT""",
    """CREATE TABLE attributions (
    id TEXT PRIMARY KEY NOT NULL,
    speaker TEXT REFERENCES speakers (id),
    speaker_name TEXT,
    speaker_type TEXT,
    role TEXT,
    quote TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('direct', 'mixed', 'indirect')),
    stance TEXT NOT NULL,
    cue TEXT,
    source TEXT,
    said_on TEXT CHECK (said_on GLOB '[0-9][0-9][0-9][0-9]*'),
    said_on_text TEXT,
    published TEXT,
    year INTEGER,
    addressee TEXT,
    place TEXT,
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    rule TEXT NOT NULL REFERENCES rules (name),
    article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    publisher TEXT,
    position INTEGER NOT NULL,
    within TEXT REFERENCES attributions (id) DEFERRABLE INITIALLY DEFERRED
) STRICT""",
    """CREATE TABLE spans (
    attribution TEXT NOT NULL REFERENCES attributions (id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('source', 'cue', 'content')),
    ordinal INTEGER NOT NULL,
    start INTEGER NOT NULL CHECK (start >= 0),
    "end" INTEGER NOT NULL CHECK ("end" >= start),
    words TEXT NOT NULL,
    PRIMARY KEY (attribution, role, ordinal)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE evidence (
    attribution TEXT NOT NULL REFERENCES attributions (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    about TEXT NOT NULL,
    words TEXT NOT NULL,
    weight REAL,
    PRIMARY KEY (attribution, ordinal)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE quoted_spans (
    article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    start INTEGER NOT NULL CHECK (start >= 0),
    "end" INTEGER NOT NULL CHECK ("end" >= start),
    depth INTEGER NOT NULL CHECK (depth >= 0),
    reason TEXT,
    attribution TEXT REFERENCES attributions (id) ON DELETE SET NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (article, start, "end")
) STRICT""",
)

FILTERED = (
    "speaker_name", "speaker_type", "kind", "stance", "cue", "said_on", "published", "year", "confidence",
    "rule", "publisher",
)  # fmt: skip
INDEXES = (
    "CREATE INDEX attributions_speaker_said_on ON attributions (speaker, said_on)",
    "CREATE INDEX attributions_speaker_published ON attributions (speaker, published)",
    "CREATE INDEX attributions_article ON attributions (article, position)",
    "CREATE INDEX attributions_within ON attributions (within) WHERE within IS NOT NULL",
    *(f"CREATE INDEX attributions_{column} ON attributions ({column})" for column in FILTERED),
    "CREATE INDEX articles_url ON articles (url) WHERE url IS NOT NULL",
    "CREATE INDEX articles_origin ON articles (origin) WHERE origin IS NOT NULL",
    *(
        f"CREATE INDEX articles_{column} ON articles ({column})"
        for column in ("published", "year", "publisher", "ingest")
    ),
    "CREATE INDEX speakers_attributions ON speakers (attributions)",
    "CREATE INDEX speakers_type ON speakers (type)",
    "CREATE INDEX speaker_names_article ON speaker_names (article)",
    "CREATE INDEX speaker_names_name ON speaker_names (name)",
    "CREATE INDEX quoted_spans_attribution ON quoted_spans (attribution) WHERE attribution IS NOT NULL",
    "CREATE INDEX quoted_spans_reason ON quoted_spans (reason)",
)

# SQLite finds a character by counting from the start of the text: words further on than this are only measured,
# not compared, or a text of a whole book would take hours. No news article is so long.
COMPARED = 100_000
SPAN_TEXT = """SELECT substr(articles.text, NEW.start + 1, NEW."end" - NEW.start)
        FROM attributions JOIN articles ON articles.id = attributions.article
        WHERE attributions.id = NEW.attribution"""
QUOTED_TEXT = """SELECT substr(text, NEW.start + 1, NEW."end" - NEW.start)
        FROM articles WHERE id = NEW.article"""


def _words_trigger(table: str, event: str, words: str) -> str:
    return f"""CREATE TRIGGER {table}_words_{event.split()[0].lower()} BEFORE {event} ON {table}
    WHEN length(NEW.words) <> NEW."end" - NEW.start OR NEW."end" <= {COMPARED} AND NEW.words IS NOT (
        {words}
    )
BEGIN
    SELECT RAISE(ABORT, '{table}: the words are not those at the offsets');
END"""


TRIGGERS = (
    """CREATE TRIGGER articles_text_never_changes BEFORE UPDATE OF id, text ON articles
    WHEN NEW.text IS NOT OLD.text OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'articles: the text never changes; offsets point into it');
END""",
    """CREATE TRIGGER attributions_article_never_changes BEFORE UPDATE OF id, article ON attributions
    WHEN NEW.article IS NOT OLD.article OR NEW.id IS NOT OLD.id
BEGIN
    SELECT RAISE(ABORT, 'attributions: an attribution stays with its article');
END""",
    _words_trigger("spans", "INSERT", SPAN_TEXT),
    _words_trigger("spans", 'UPDATE OF attribution, start, "end", words', SPAN_TEXT),
    _words_trigger("quoted_spans", "INSERT", QUOTED_TEXT),
    _words_trigger("quoted_spans", 'UPDATE OF article, start, "end", words', QUOTED_TEXT),
)


def _search(table: str, columns: tuple[str, ...]) -> tuple[str, ...]:
    """An FTS5 index whose words stay in the table itself, kept right by triggers."""
    names = ", ".join(columns)
    old = ", ".join(f"OLD.{column}" for column in columns)
    new = ", ".join(f"NEW.{column}" for column in columns)
    index = f"INSERT INTO {table}_fts"
    remove = f"{index} ({table}_fts, rowid, {names}) VALUES ('delete', OLD.rowid, {old});"
    add = f"{index} (rowid, {names}) VALUES (NEW.rowid, {new});"
    return (
        f"""CREATE VIRTUAL TABLE {table}_fts USING fts5 (
    {names}, content="{table}", tokenize="porter unicode61 remove_diacritics 2"
)""",
        f"CREATE TRIGGER {table}_search_insert AFTER INSERT ON {table} BEGIN\n    {add}\nEND",
        f"CREATE TRIGGER {table}_search_delete AFTER DELETE ON {table} BEGIN\n    {remove}\nEND",
        f"CREATE TRIGGER {table}_search_update AFTER UPDATE OF {names} ON {table} BEGIN\n"
        f"    {remove}\n    {add}\nEND",
    )


def first(db: Database) -> None:
    """Tables, indexes, triggers and search of the first version."""
    search = _search("attributions", ("quote", "speaker_name")) + _search("articles", ("title", "text"))
    for statement in TABLES + INDEXES + TRIGGERS + search:
        db.execute(statement)
