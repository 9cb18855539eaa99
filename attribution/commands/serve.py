"""`attribution serve`: browse the database with Datasette."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from attribution import serving
from attribution.commands.options import DATABASE
from attribution.storage import check_database, open_database


@click.command()
@DATABASE
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="0 takes a free one."
)
@click.option("--host", default="127.0.0.1", show_default=True, help="0.0.0.0 lets other machines in.")
@click.option("--metadata", metavar="FILE", help="What Datasette says of the data.  [default: metadata.json]")
def serve(database: str, port: int, host: str, metadata: str | None) -> None:
    """Browse the database with Datasette until Ctrl-C.

    \b
    Examples:
      attribution serve
      attribution serve --db news.db --port 8080
    """
    path = Path(database)
    if not check_database(path):
        open_database(path).close()
    described = Path(metadata) if metadata else serving.find_metadata()
    if described and not described.is_file():
        raise click.UsageError(f"{described}: no such file")
    port = serving.free_port(host, port)
    click.echo(f"Serving {database} on {serving.address(host, port)} (Ctrl-C stops)")
    sys.stdout.flush()
    command = serving.datasette_command(path, described, host, port)
    os.execv(command[0], command)  # noqa: S606 (no shell; Ctrl-C and signals reach Datasette itself)
