"""`attribution extract`: print who said what, and store nothing."""

from __future__ import annotations

import json
import shutil
import sys

import click

from attribution.commands.options import LANGUAGE, PUBLISHED
from attribution.console import Problems, articles, loaded
from attribution.display import as_record, as_text
from attribution.extraction import extract as extract_article
from attribution.reading import Metadata, files_of

WIDEST = 100  # columns of the text format on a terminal


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--format", "format_", type=click.Choice(["text", "jsonl"]), default="text", show_default=True)
@click.option("--why", is_flag=True, help="Tell the rule and the evidence of each (text format).")
@PUBLISHED
@LANGUAGE
def extract(paths: tuple[str, ...], format_: str, why: bool, published: str | None, language: str) -> None:
    """Print who said what in each article; store nothing.

    PATH is a text file (UTF-8), a JSONL file with one article a line, a folder of these, or - for standard
    input. In JSONL, {"id", "text"} are an article; title, url, published, publisher, author and language
    may stand beside.

    \b
    Examples:
      attribution extract article.txt
      attribution extract --why --published 2024-05-31 article.txt
      attribution extract --format jsonl articles.jsonl > found.jsonl
      curl -s https://news.example/a.txt | attribution extract -
    """
    problems = Problems()
    width = min(shutil.get_terminal_size().columns, WIDEST) if sys.stdout.isatty() else 0
    output = sys.stdout.buffer
    for read in articles(files_of(paths), Metadata(published=published, language=language), problems):
        language_of = loaded(read, problems)
        if language_of is None:
            continue
        if not read.article.text.strip():
            problems.note(f"{read.where}: an empty article")
        extraction = extract_article(read.article, language_of)
        if format_ == "jsonl":
            output.write(json.dumps(as_record(extraction), ensure_ascii=False).encode() + b"\n")
        else:
            click.echo(as_text(extraction, read.where, why=why, width=width))
    output.flush()
    problems.exit()
