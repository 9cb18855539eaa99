"""`attribution ingest`: read articles, and keep who said what in a database."""

from __future__ import annotations

import json
import os
from pathlib import Path

import click

from attribution.commands.options import DATABASE, JOBS, LANGUAGE, PUBLISHED, reading_options
from attribution.console import Console, interruptible, summary_line
from attribution.ingesting import Settings, ingest_given
from attribution.reading import Metadata, Options, bytes_of, given, is_address, is_many
from attribution.storage import opened


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@DATABASE
@click.option("--publisher", metavar="NAME", help="Who published them.")
@click.option("--url", metavar="URL", help="Where it was published; for one text alone.")
@reading_options
@PUBLISHED
@LANGUAGE
@JOBS
@click.option("--quiet", "-q", is_flag=True, help="Tell only what was skipped.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def ingest(
    paths: tuple[str, ...],
    database: str,
    published: str | None,
    publisher: str | None,
    url: str | None,
    language: str,
    options: Options,
    jobs: int,
    quiet: bool,
    as_json: bool,
) -> None:
    """Read articles and keep who said what in a database.

    PATH is as in `extract`; of what is at an address, only what has changed since is fetched again. What an
    article tells of itself counts before --published and --publisher.
    Ingesting the same again changes nothing; an article is extracted anew when the extractor has changed.
    Whole articles are written, some at a time: a run that is broken off can simply be repeated.

    \b
    Examples:
      attribution ingest seeds
      attribution ingest --published 2024-05-31 --publisher "The Harbour Gazette" wall.txt
      attribution ingest --db news.db --jobs 4 articles.jsonl more/
      attribution ingest https://news.example/feed.xml feeds.opml
      attribution ingest --quiet --json articles.jsonl > summary.json
      curl -s https://news.example/a.txt | attribution ingest --url https://news.example/a.txt -
    """
    with Console(quiet=quiet) as console:
        sources = given(paths, console.note)
    if url and (sources.followed or len(sources.files) > 1 or is_many(sources.files[0])):
        raise click.UsageError('--url is for one text alone; in a file of many, each has its own "url"')
    metadata = Metadata(published=published, publisher=publisher, url=url, language=language)
    settings = Settings(metadata, jobs, asked("ingest", paths))
    total = None if sources.followed else bytes_of(sources.files)
    with (
        interruptible(),
        opened(database) as db,
        Console(total, quiet=quiet) as console,
    ):
        summary = ingest_given(sources, db, settings, console, options)
    if as_json or not quiet:
        click.echo(json.dumps(summary.record()) if as_json else summary_line(summary, database))
    console.exit()


def asked(command: str, paths: tuple[str, ...]) -> str:
    """What was asked for, by the names of the files without their folders, and addresses without their query."""
    names = [
        path.partition("?")[0] if is_address(path) else Path(path).name or Path(path).resolve().name
        for path in paths
    ]
    return os.fsencode(" ".join([command, *names])).decode("utf-8", "replace")
