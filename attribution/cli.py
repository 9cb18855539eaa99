"""The command line: one group, and a module in `commands` for each command."""

from __future__ import annotations

import io
import os
import sys

import click

from attribution import __version__
from attribution.commands.check import check
from attribution.commands.corrections import corrections
from attribution.commands.evaluate import evaluate
from attribution.commands.extract import extract
from attribution.commands.ingest import ingest
from attribution.commands.reextract import reextract
from attribution.commands.serve import serve
from attribution.commands.watch import watch
from attribution.console import Commands


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__)
@click.pass_context
def main(ctx: click.Context) -> None:
    """Find who said what in news articles, and keep it in one SQLite file to browse.

    \b
    Examples:
      attribution extract article.txt            print who said what
      attribution ingest seeds                   keep it in db/attribution.db
      attribution watch inbox/ feeds.opml        keep what comes new, until stopped
      attribution serve                          browse it
      attribution check "We will never pay"      is somebody on record with these words?
    """
    if os.environ.get("NO_COLOR"):
        ctx.color = False
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(
            errors="backslashreplace"
        )  # a terminal that lacks a character shows its number


for command in (extract, ingest, watch, reextract, serve, check, evaluate, corrections):
    main.add_command(command)
