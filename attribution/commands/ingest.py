"""`attribution ingest`: read articles, and keep who said what in a database."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from pathlib import Path

import click

from attribution.commands.options import DATABASE, LANGUAGE, PUBLISHED, reading_options
from attribution.console import Problems, articles, loaded, progress
from attribution.extraction import extract as extract_article
from attribution.reading import Metadata, Options, Read, bytes_of, files_of, is_many
from attribution.storage import Ingest, Outcome, open_database


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@DATABASE
@click.option("--publisher", metavar="NAME", help="Who published them.")
@click.option("--url", metavar="URL", help="Where it was published; for one text alone.")
@reading_options
@PUBLISHED
@LANGUAGE
def ingest(
    paths: tuple[str, ...],
    database: str,
    published: str | None,
    publisher: str | None,
    url: str | None,
    language: str,
    options: Options,
) -> None:
    """Read articles and keep who said what in a database.

    PATH is as in `extract`. What an article tells of itself counts before --published and --publisher.
    Ingesting the same again changes nothing; an article is extracted anew when the extractor has changed.
    Whole articles are written, some at a time: a run that is broken off can simply be repeated.

    \b
    Examples:
      attribution ingest seeds
      attribution ingest --published 2024-05-31 --publisher "The Harbour Gazette" wall.txt
      attribution ingest --db news.db articles.jsonl more/
      curl -s https://news.example/a.txt | attribution ingest --url https://news.example/a.txt -
    """
    problems = Problems()
    files = files_of(paths, problems.note)
    if url and (len(files) > 1 or is_many(files[0])):
        raise click.UsageError('--url is for one text alone; in a file of many, each has its own "url"')
    metadata = Metadata(published=published, publisher=publisher, url=url, language=language)
    started = time.monotonic()
    names = [Path(path).name or Path(path).resolve().name for path in paths]
    command = os.fsencode(" ".join(["ingest", *names])).decode("utf-8", "replace")
    db = open_database(database)
    try:
        with Ingest(db, command=command) as run:
            _ingest(run, articles(files, metadata, problems, options, run.skip), problems, bytes_of(files))
    finally:
        db.close()
    click.echo(_summary(run, database, time.monotonic() - started))
    problems.exit()


def _ingest(run: Ingest, articles: Iterable[Read], problems: Problems, total: int | None) -> None:
    """Extract and save every article that is due."""
    known: set[str] = set()
    with progress(total) as advance:
        for read in articles:
            advance(read.size)
            article = run.due(read.article, origin=read.origin)
            if article is None:
                if not read.article.text.strip():
                    problems.note(f"{read.where}: an empty article")
                continue
            language = loaded(read, problems)
            if language is None:
                run.skip()
                continue
            if language.code not in known:
                known.add(language.code)
                run.know(language.rules)
            run.save(extract_article(article, language), origin=read.origin, source_path=read.name)


def _summary(run: Ingest, database: str, seconds: float) -> str:
    total = run.counts.total()
    read = "1 article" if total == 1 else f"{total:,} articles"
    counts = ", ".join(f"{run.counts[outcome]:,} {outcome.value}" for outcome in Outcome)
    rate = f"{seconds:.1f} s, {total / max(seconds, 0.001):,.0f} a second"
    return f"{read} ({rate}): {counts}; {run.attributions:,} attributions kept in {database}"
