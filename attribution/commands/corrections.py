"""`attribution corrections`: what people decided, out of a database and into another one."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import click

from attribution.annotated import as_cases, as_gold, is_whole
from attribution.commands.options import STORED
from attribution.storage import check_database, opened
from attribution.storage.carrying import RecordError, carry, checked_record, records, reviewed_articles
from attribution.storage.opening import writing

LONGEST_LINE = 2_000_000  # bytes


@click.group()
def corrections() -> None:
    """Keep and use what people decided about statements.

    \b
    Examples:
      attribution corrections export > corrections.jsonl
      attribution corrections import corrections.jsonl
      attribution corrections export --as gold > gold.jsonl
    """


@corrections.command("export")
@STORED
@click.option(
    "--as", "format_", type=click.Choice(["jsonl", "gold", "cases"]), default="jsonl", show_default=True
)
@click.option(
    "--partly", is_flag=True, help="With gold: articles too in which not every statement was reviewed."
)
def export(database: str, format_: str, partly: bool) -> None:
    """Print what people decided.

    \b
    jsonl   every decision, to be imported into another database
    gold    articles in which people decided on every statement, for `attribution evaluate`; rejected
            statements are left out, confirmed ones that are not found any more are in
    cases   tagged passages in TOML, for tests/cases

    People who review statements do not see what was never found: precision measured on such gold holds for
    these articles, recall only tells what has been lost since.
    """
    check_database(database)
    with opened(database) as db:
        if format_ == "jsonl":
            for record in records(db):
                _print(json.dumps(record, ensure_ascii=False))
            return
        left_out = 0
        for article in reviewed_articles(db):
            if format_ == "cases":
                for case in as_cases(article):
                    _print(case)
            elif partly or is_whole(article):
                _print(json.dumps(as_gold(article), ensure_ascii=False))
            else:
                left_out += 1
    if left_out:
        click.echo(
            f"note: {left_out:,} article{'s' if left_out > 1 else ''} left out, in which not every statement was"
            " reviewed; --partly takes them, with what was not reviewed as it was found",
            err=True,
        )


@corrections.command("import")
@click.argument("file", type=click.File("rb"), metavar="FILE")
@STORED
def import_(file: BinaryIO, database: str) -> None:
    """Take in what `export` has printed: a file, or - for standard input.

    A decision that is known already changes nothing. One about an article that is not stored waits for it.
    """
    check_database(database)
    try:
        with opened(database) as db, writing(db):
            carried = carry(db, _read(file))
    except RecordError as error:
        raise click.ClickException(f"{error}; nothing was taken in") from error
    click.echo(
        f"{carried.new + carried.known:,} decisions: {carried.new:,} new, {carried.known:,} known;"
        f" of {carried.statements:,} statements of the new ones {carried.found:,} found,"
        f" {carried.statements - carried.found:,} not"
    )


def _read(file: BinaryIO) -> Iterator[dict[str, Any]]:
    name = Path(file.name).name if file.name != "<stdin>" else "-"
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        where = f"{name}, line {number}"
        if len(line) > LONGEST_LINE:
            raise RecordError(f"{where}: longer than {LONGEST_LINE:,} bytes")
        if not line.strip():
            continue
        try:
            yield checked_record(json.loads(line.decode("utf-8-sig")))
        except RecordError as error:
            raise RecordError(f"{where}: {error}") from error
        except (ValueError, RecursionError) as error:
            raise RecordError(f"{where}: not JSON in UTF-8 ({error})") from error


def _print(line: str) -> None:
    sys.stdout.buffer.write(line.encode() + b"\n")
