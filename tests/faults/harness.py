"""Runs that are broken off: real processes on real files, and what is left looked at closely.

A run is a fork of this process, so that hundreds of them take minutes: it has all modules and the language at
hand. It ingests invented articles with the real extractor and tells over a pipe how many are committed.
"""

from __future__ import annotations

import json
import os
import random
import sqlite3
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, NamedTuple

from attribution.ingesting import Settings, ingest
from attribution.languages import load_language
from attribution.reading import Metadata, raws
from attribution.storage import (
    Ingest,
    StorageError,
    extractor_fingerprint,
    open_database,
    reader_fingerprint,
    saving,
)

Journal = Literal["WAL", "DELETE"]
ARTICLES = 60
BATCH = 7
OF_RUNS = {"ingests", "skipped", "_sqlite_migrations"}  # tables that tell of runs, not of articles
OF_TIMES = {"ingest", "first_seen"}
EACH = ("attributions", "spans", "quoted_spans", "speaker_names", "article_places")

TOWNS = ("Ostrava Bay", "Northmere", "Velden", "Quarry Hill", "Sandholm", "Lower Teal")
PEOPLE = ("Mara Ellison", "Ines Okoro", "Tomas Verhane", "Jonas Pell", "Ruth Adair")


def articles(count: int = ARTICLES, seed: int = 7) -> list[dict[str, str]]:
    """Invented articles; some stand at two addresses, and some addresses show a text that changes."""
    chance = random.Random(seed)  # noqa: S311 (nothing secret)
    made = []
    for number in range(count):
        town, person = chance.choice(TOWNS), chance.choice(PEOPLE)
        text = f"{town} wall, part {number}\n\n" + "\n\n".join(
            f"“The tide at {town} was {number + line} inches high,” {person} said on Thursday. The council of {town}"
            f" announced that it would raise the wall by {line} feet. The plan is called “A Coast for {number}”."
            for line in range(chance.randrange(1, 5))
        )
        made.append({"id": str(number), "text": text, "url": f"https://gazette.example/{number}"})
    copies = [
        {**article, "id": f"copy {article['id']}", "url": article["url"] + "/copy"} for article in made[::9]
    ]
    return made + copies


def write(path: Path, lines: list[dict[str, str]]) -> None:
    """The articles as a JSONL file, with a line among them that is none."""
    written = [json.dumps(line) for line in lines]
    written[len(written) // 2 : len(written) // 2] = ["no JSON"]
    path.write_text("\n".join(written) + "\n", encoding="utf-8")


class Ended(NamedTuple):
    """How a run ended: its exit status (negative: the signal), the articles it said were kept, its error, seconds."""

    status: int
    acknowledged: int
    error: str
    seconds: float


def run(news: Path, database: Path, journal: Journal = "WAL", *, limit: Callable[[], None] | None = None,
        kill_after: float | None = None) -> Ended:  # fmt: skip
    """Ingest in a process of its own, under a limit, or killed after so many seconds."""
    load_language("en")
    extractor_fingerprint()  # as of now for all runs, whatever becomes of the files meanwhile
    reader_fingerprint()
    reading, writing = os.pipe()
    started = time.monotonic()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _work(news, database, journal, writing, limit)
    os.close(writing)
    if kill_after is not None:
        time.sleep(max(0.0, kill_after - (time.monotonic() - started)))
        os.kill(child, 9)
    with os.fdopen(reading, "rb") as stream:
        told = stream.read().decode()
    _, status = os.waitpid(child, 0)
    lines = told.split("\n")
    kept = [int(line) for line in lines[:-1] if line.isdigit()]
    error = "\n".join(line for line in lines if line and not line.isdigit())
    return Ended(
        os.waitstatus_to_exitcode(status), kept[-1] if kept else 0, error, time.monotonic() - started
    )


def _work(news: Path, database: Path, journal: Journal, told: int, limit: Callable[[], None] | None) -> None:
    """What the process does; it ends without any of the clean-up of the one it was forked from."""
    status = 1
    try:
        saving.BATCH_ARTICLES = BATCH
        _acknowledge(told)
        if limit:
            limit()
        db = open_database(database, journal=journal)
        ingest(raws([str(news)]), db, Settings(Metadata()))
        db.close()
        status = 0
    except StorageError as error:
        os.write(told, f"{error}\n".encode())
        status = 2
    except BaseException:
        os.write(told, traceback.format_exc().encode())
    finally:
        os._exit(status)


def _acknowledge(told: int) -> None:
    """Have each flush tell how many articles are in the database, once it is committed."""
    flush = Ingest.flush

    def flushed(run: Ingest) -> None:
        flush(run)
        kept = run.db.execute("SELECT count(*) FROM articles").fetchone()[0]
        os.write(told, f"{kept}\n".encode())

    setattr(Ingest, "flush", flushed)  # noqa: B010 (it is this process's own, and ends with it)


def rows(database: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table in the order of the rows, but for runs and times."""
    with opened(database) as db:
        tables = [
            name
            for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            if not (name in OF_RUNS or name.startswith("sqlite_") or "_fts" in name)
        ]
        held = {}
        for table in tables:
            columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})") if row[1] not in OF_TIMES]
            listed = ", ".join(f'"{column}"' for column in columns)
            held[table] = db.execute(f"SELECT {listed} FROM {table}").fetchall()  # noqa: S608 (our own names)
        last = "SELECT place, reason FROM skipped WHERE ingest = (SELECT max(id) FROM ingests) ORDER BY rowid"
        held["skipped"] = db.execute(last).fetchall()
    return held


def faults(database: Path, whole: dict[str, list[tuple[object, ...]]], acknowledged: int = 0) -> list[str]:
    """What is wrong with a database that a run left: damage, articles in part, articles lost that were told as kept."""
    if not database.exists() or database.stat().st_size == 0:
        return ["nothing is there"] if acknowledged else []
    with opened(database) as db:
        if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'article_places'").fetchone():
            return ["nothing is there"] if acknowledged else []
        return [*_damage(db), *_partial(db, whole), *_lost(db, acknowledged)]


def _damage(db: sqlite3.Connection) -> Iterator[str]:
    yield from (f"integrity: {row[0]}" for row in db.execute("PRAGMA integrity_check") if row[0] != "ok")
    yield from (f"foreign key: {row}" for row in db.execute("PRAGMA foreign_key_check"))
    for table in ("articles_fts", "attributions_fts"):
        try:
            db.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")  # noqa: S608 (our own names)
        except sqlite3.DatabaseError as error:
            yield f"{table}: {error}"


def _partial(db: sqlite3.Connection, whole: dict[str, list[tuple[object, ...]]]) -> Iterator[str]:
    """Articles whose rows are not all that they have in the whole database."""
    for article, count in db.execute("SELECT id, attributions FROM articles"):
        held = db.execute("SELECT count(*) FROM attributions WHERE article = ?", (article,)).fetchone()[0]
        places = db.execute("SELECT count(*) FROM article_places WHERE article = ?", (article,)).fetchone()[0]
        if held != count or not places:
            yield f"article {article}: {held} attributions of {count}, {places} places"
    counted = """SELECT id FROM speakers WHERE attributions <> (
        SELECT count(*) FROM attributions WHERE speaker = speakers.id AND NOT EXISTS (
            SELECT 1 FROM articles WHERE id = attributions.article AND superseded_by IS NOT NULL))"""
    yield from (f"speaker {row[0]}: miscounted" for row in db.execute(counted))
    for table in ("spans", "evidence", "quoted_spans"):
        held_rows = set(db.execute(f"SELECT * FROM {table}"))  # noqa: S608 (our own names)
        for row in held_rows - set(whole[table]) if whole else ():
            yield f"{table}: a row that the whole database has not: {row}"


def _lost(db: sqlite3.Connection, acknowledged: int) -> Iterator[str]:
    held = db.execute("SELECT count(*) FROM articles").fetchone()[0]
    if held < acknowledged:
        yield f"{held} articles, and {acknowledged} were told as kept"


@contextmanager
def opened(database: Path) -> Iterator[sqlite3.Connection]:
    """The database as SQLite opens it, which mends what a killed process left."""
    db = sqlite3.connect(database)
    try:
        yield db
        db.rollback()
    finally:
        db.close()
