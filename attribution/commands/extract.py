"""`attribution extract`: print who said what, and store nothing."""

from __future__ import annotations

import json
import shutil
import sys

import click

from attribution.commands.options import LANGUAGE, PUBLISHED, reading_options
from attribution.console import Problems, articles, loaded
from attribution.display import as_record, as_text
from attribution.extraction import extract as extract_article
from attribution.reading import Metadata, Options, given

WIDEST = 100  # columns of the text format on a terminal


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--format", "format_", type=click.Choice(["text", "jsonl"]), default="text", show_default=True)
@click.option("--why", is_flag=True, help="Tell the rule and the evidence of each (text format).")
@reading_options
@PUBLISHED
@LANGUAGE
def extract(
    paths: tuple[str, ...], format_: str, why: bool, published: str | None, language: str, options: Options
) -> None:
    """Print who said what in each article; store nothing.

    PATH is a file, a folder of files, or - for standard input. What a file is, is told from its content:
    text, Markdown, a web page, JSONL, JSON, CSV, TSV, Parquet, EML, mbox, PDF, WARC, and what gzip or zstd
    has compressed. Of a record, the columns text, title, url, published, publisher, author and language
    count, or those that --map tells. PATH may also be the address (http, https) of a page, of a feed (RSS,
    Atom, JSON), whose pages are fetched, or of a list of feeds (OPML); or a file with a feed or such a list.

    \b
    Examples:
      attribution extract article.txt
      attribution extract --why --published 2024-05-31 article.txt
      attribution extract --format jsonl articles.jsonl > found.jsonl
      attribution extract --map text=story,title=heading export.csv
      attribution extract https://news.example/harbour-wall.html
      curl -s https://news.example/a.txt | attribution extract -
    """
    problems = Problems()
    width = min(shutil.get_terminal_size().columns, WIDEST) if sys.stdout.isatty() else 0
    output = sys.stdout.buffer
    metadata = Metadata(published=published, language=language)
    for read in articles(given(paths, problems.note), metadata, problems, options):
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
