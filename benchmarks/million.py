"""A large database of invented news, to see what pages and queries take in one of its size."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import click
from sqlite_utils import Database

from attribution.languages import load_language
from attribution.storage import Ingest, StorageError, Visit, open_database
from benchmarks.invented import World

REPORT = 10_000  # articles between two lines on the screen
CACHE = 1_000_000  # KB of pages: rows of a million attributions go to random places
# What can be made at the end, in one go, for much less than row by row.
LATER = """SELECT name, sql, type FROM sqlite_master WHERE sql IS NOT NULL AND (
    type = 'index' AND tbl_name <> 'articles'
    OR type = 'trigger' AND (name LIKE '%\\_words\\_%' ESCAPE '\\' OR name LIKE '%\\_search\\_%' ESCAPE '\\')
)"""
SEARCHES = "SELECT name FROM sqlite_master WHERE sql LIKE '%USING fts5%content=%'"


@contextmanager
def made_later(db: Database) -> Iterator[None]:
    """Indexes, search and the checks of words are taken away, and made anew at the end of the block."""
    dropped = db.execute(LATER).fetchall()
    for name, _, type_ in dropped:
        db.execute(f'DROP {type_} "{name}"')
    yield
    for table in db.execute(SEARCHES).fetchall():
        db.execute(f'INSERT INTO "{table[0]}" ("{table[0]}") VALUES (\'rebuild\')')  # noqa: S608 (our own name)
    for _, sql, _ in dropped:
        db.execute(sql)
    db.conn.commit()


def fill(db: Database, world: World) -> None:
    """Write all news of the world as one run."""
    db.execute(f"PRAGMA cache_size = -{CACHE}")
    numbers = count(1)
    with Ingest(db, rules=load_language("en").rules, command="benchmarks.million") as run, made_later(db):
        for extraction in world.extractions():
            run.save(extraction, Visit.of(extraction.article, source_path="invented.jsonl"))
            if (number := next(numbers)) % REPORT == 0:
                click.echo(f"{number:,} of {world.articles:,} articles", err=True)
        run.flush()


@click.command()
@click.argument("path", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--attributions", type=click.IntRange(1), default=1_000_000, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True, help="Another number, other news.")
def main(path: Path, attributions: int, seed: int) -> None:
    """Write a database of invented news to PATH, which must not be there yet.

    A tenth as many articles as attributions, over ten years, and about a twentieth as many speakers.

    \b
    Example:
      python -m benchmarks.million million.db
    """
    if path.exists():
        raise click.ClickException(f"{path}: is there already; remove it, or name another file")
    unfinished = path.with_name(f"{path.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    try:
        db = open_database(unfinished)
        fill(db, World(attributions, seed=seed))
    except StorageError as error:
        raise click.ClickException(str(error)) from error
    articles, speakers = (db.table(name).count for name in ("articles", "speakers"))
    db.close()
    unfinished.rename(path)
    click.echo(f"{path}: {attributions:,} attributions of {speakers:,} speakers in {articles:,} articles")


if __name__ == "__main__":
    main()
