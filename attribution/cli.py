"""The command line: `attribution extract`, `ingest`, `serve` and `evaluate`; thin over the package."""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from attribution import __version__, evaluation, serving
from attribution.console import Commands, Problems, articles, progress
from attribution.display import as_record, as_text
from attribution.extraction import extract as extract_article
from attribution.languages import Language, LanguageError, load_language
from attribution.reading import Metadata, Problem, Read, bytes_of, files_of, is_jsonl, iso_date
from attribution.storage import Ingest, Outcome, check_database, open_database

DEFAULT_DATABASE = "db/attribution.db"
WIDEST = 100  # columns of the text format on a terminal


def _date(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None and iso_date(value) is None:
        raise click.BadParameter(f"{value!r} is no date such as 2024-05-31, 2024-05 or 2024")
    return iso_date(value) if value is not None else None


def _language(ctx: click.Context, parameter: click.Parameter, value: str) -> str:
    load_language(value)
    return value


LANGUAGE: Callable[[Any], Any] = click.option(
    "--language", default="en", callback=_language, show_default=True, help="The language of the texts."
)
PUBLISHED: Callable[[Any], Any] = click.option(
    "--published", metavar="DATE", callback=_date, help="When they were published, ISO 8601."
)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__)
def main() -> None:
    """Find who said what in news articles, and keep it in one SQLite file to browse.

    \b
    Examples:
      attribution extract article.txt            print who said what
      attribution ingest seeds                   keep it in db/attribution.db
      attribution serve                          browse it
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(
            errors="backslashreplace"
        )  # a terminal that lacks a character shows its number


@main.command()
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
        language_of = _loaded(read, problems)
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


@main.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--db", "database", default=DEFAULT_DATABASE, show_default=True, help="SQLite file; made if missing."
)
@click.option("--publisher", metavar="NAME", help="Who published them.")
@click.option("--url", metavar="URL", help="Where it was published; for one text alone.")
@PUBLISHED
@LANGUAGE
def ingest(
    paths: tuple[str, ...],
    database: str,
    published: str | None,
    publisher: str | None,
    url: str | None,
    language: str,
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
    files = files_of(paths)
    if url and (len(files) > 1 or is_jsonl(files[0])):
        raise click.UsageError('--url is for one text alone; in JSONL, each article has its own "url"')
    problems = Problems()
    metadata = Metadata(published=published, publisher=publisher, url=url, language=language)
    started = time.monotonic()
    names = [Path(path).name or Path(path).resolve().name for path in paths]
    command = os.fsencode(" ".join(["ingest", *names])).decode("utf-8", "replace")
    db = open_database(database)
    try:
        with Ingest(db, command=command) as run:
            _ingest(run, articles(files, metadata, problems, run.skip), problems, bytes_of(files))
    finally:
        db.close()
    click.echo(_summary(run, database, time.monotonic() - started))
    problems.exit()


@main.command()
@click.option("--db", "database", default=DEFAULT_DATABASE, show_default=True, help="SQLite file to serve.")
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


@main.command()
@click.argument("gold", metavar="GOLD.jsonl")
@click.argument("predictions", required=False, metavar="[PREDICTIONS.jsonl]")
@click.option("--view", type=click.Choice(evaluation.VIEWS), default="statements", show_default=True)
@click.option("--outermost", is_flag=True, help="Leave out predictions inside another's content.")
@click.option("--without", metavar="STANCE", help="Leave out predictions of this stance, such as attitude.")
@click.option(
    "--errors", type=click.IntRange(0), default=0, metavar="N", help="Print N misses and false alarms."
)
@click.option("--rules", is_flag=True, help="Print how often each rule is right.")
@click.option("--calibration", is_flag=True, help="Print how far the confidence can be believed.")
@click.option("--baseline", metavar="FILE", help="Print what was gained and lost since these predictions.")
@click.option(
    "--changes", type=click.IntRange(0), default=20, metavar="N", show_default=True,
    help="Of what was gained and lost, print N each.",
)  # fmt: skip
@click.option("--floors", metavar="FILE", help="Fail if a figure is below its floor in this TOML file.")
@click.option("--json", "as_json", is_flag=True, help="Print the tables as JSON.")
@click.option(
    "--language", default="en", callback=_language, show_default=True, help="Language of the texts."
)
def evaluate(
    gold: str,
    predictions: str | None,
    view: str,
    outermost: bool,
    without: str | None,
    baseline: str | None,
    floors: str | None,
    errors: int,
    rules: bool,
    calibration: bool,
    changes: int,
    as_json: bool,
    language: str,
) -> None:
    """Score attributions against gold ones.

    Without PREDICTIONS, the texts of GOLD are extracted now; else the file is one that
    `extract --format jsonl` has printed, as is that of --baseline.

    A file of floors tells for which gold each is, and with which view and options it is measured; gold
    that none is for is measured as usual, and held to nothing.

    \b
    Examples:
      attribution evaluate gold.jsonl
      attribution evaluate gold.jsonl found.jsonl --view all --errors 40
      attribution evaluate gold.jsonl --without attitude --json
      attribution evaluate gold.jsonl --baseline before.jsonl --changes 40
      attribution evaluate gold.jsonl --floors tests/evaluation/floors.toml
    """
    held = _held(gold, floors) if floors else [None]
    documents = evaluation.read_gold(gold)
    before = evaluation.read_predictions(baseline) if baseline else None
    found = (
        evaluation.read_predictions(predictions)
        if predictions
        else evaluation.predict(documents, load_language(language))
    )
    terms = evaluation.Terms(view, outermost, without)
    results = [evaluation.assess(documents, found, terms, language, before, floor) for floor in held]
    asked = evaluation.Asked(errors, rules, calibration, changes)
    if as_json:
        click.echo("\n".join(json.dumps(result.as_json(asked), ensure_ascii=False) for result in results))
    else:
        click.echo("\n\n".join(result.render(asked) for result in results))
    if complaints := [f"Error: {gold}: {line}" for result in results for line in result.complaints()]:
        click.echo("\n".join(complaints), err=True)
        sys.exit(1)


def _held(gold: str, floors: str) -> list[evaluation.Floor | None]:
    """The floors for this gold; where there are none, that is told, and None is the only one."""
    context = click.get_current_context()
    for name in ("view", "outermost", "without"):
        if context.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            raise click.UsageError(f"--{name} is told by the file of --floors itself; leave one of them out")
    held = [floor for floor in evaluation.read_floors(floors) if floor.fits(gold)]
    if not held:
        click.echo(f"note: no floor in {floors} is for {gold}: it is measured, and held to nothing", err=True)
    return [*held] or [None]


def _loaded(read: Read, problems: Problems) -> Language | None:
    """The language of the article; None, and told, if there is none such."""
    try:
        return load_language(read.article.language)
    except LanguageError as error:
        problems.tell(Problem(read.where, str(error)))
        return None


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
            language = _loaded(read, problems)
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
