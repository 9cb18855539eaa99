"""`attribution reextract`: bring stored articles to the present version of the extractor."""

from __future__ import annotations

import json

import click

from attribution.commands.options import JOBS, STORED
from attribution.console import Console, interruptible
from attribution.display import plain
from attribution.ingesting import Change, Kind, Reextraction, Settings
from attribution.ingesting import reextract as reextract_articles
from attribution.storage import check_database, extractor_fingerprint, opened, outdated_size


@click.command(short_help="Bring stored articles up to this version.")
@STORED
@click.option("--dry-run", is_flag=True, help="Only tell what would change; write nothing.")
@click.option(
    "--changes", "most", type=click.IntRange(0), default=0, metavar="N", help="List the first N changes."
)
@JOBS
@click.option("--quiet", "-q", is_flag=True, help="No progress bar.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def reextract(database: str, dry_run: bool, most: int, jobs: int, quiet: bool, as_json: bool) -> None:
    """Extract stored articles anew that an earlier version of the extractor left; their files are not needed.

    Tells how many attributions are gained, lost, moved (they begin or end elsewhere) and amended (another speaker,
    date or stance). Corrections stay. Articles that this version has extracted already are left alone, so that a
    run that is broken off can simply be repeated.

    \b
    Examples:
      attribution reextract --dry-run --changes 20
      attribution reextract
      attribution reextract --db news.db --jobs 4 --json
    """
    check_database(database)
    settings = Settings(jobs=jobs, command="reextract")
    told = 0

    def listen(title: str, change: Change) -> None:
        nonlocal told
        told += 1
        if told <= most:
            click.echo(plain(f"{title}: {change}"), err=as_json)

    with interruptible(), opened(database) as db:
        total = outdated_size(db, extractor_fingerprint())
        with Console(total, quiet=quiet) as console:
            summary = reextract_articles(db, settings, console, listen=listen, dry=dry_run)
    if told > most > 0:
        click.echo(f"… and {told - most:,} more", err=as_json)
    click.echo(json.dumps(summary.record()) if as_json else _line(summary, database, dry_run))
    console.exit()


def _line(summary: Reextraction, database: str, dry: bool) -> str:
    if not summary.articles and not summary.skipped:
        return f"Every article in {database} is as this version of the extractor leaves it"
    articles = "1 article" if summary.articles == 1 else f"{summary.articles:,} articles"
    done = "would be extracted anew" if dry else "extracted anew"
    counts = ", ".join(f"{summary.changes[kind]:,} {kind}" for kind in Kind)
    return (
        f"{articles} {done} ({summary.seconds:.1f} s): {counts}, {summary.unchanged:,} as before;"
        f" {summary.skipped:,} articles skipped"
    )
