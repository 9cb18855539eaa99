"""Whether time grows as the text does: articles from 1 KB to 10 MB, each ten times as long as the one before."""

from __future__ import annotations

import time
from typing import NamedTuple

import click

from attribution import Article, extract, load_language
from benchmarks.articles import own

FIRST, TIMES, LAST = 1_000, 10, 10_000_000  # bytes
ENOUGH = 1.0  # seconds spent on one size, or else so many rounds:
ROUNDS = 20


class Measure(NamedTuple):
    """One article: bytes of UTF-8, and the seconds of the quickest round."""

    size: int
    seconds: float


def article_of(size: int) -> Article:
    """The project's own articles, one after the other and again, cut to so many bytes."""
    texts = "\n\n".join(article.text.strip() for article in own()).encode() + b"\n\n"
    return Article((texts * (size // len(texts) + 1))[:size].decode(errors="ignore"))


def measured(size: int) -> Measure:
    """The quickest of some rounds, since what else the machine does can only make one longer."""
    article, language = article_of(size), load_language("en")
    seconds: list[float] = []
    while len(seconds) < ROUNDS and sum(seconds) < ENOUGH:
        begin = time.process_time()
        extract(article, language)
        seconds.append(time.process_time() - begin)
    return Measure(len(article.text.encode()), min(seconds))


def row(measure: Measure, before: Measure | None) -> str:
    """Size, time, speed; then by how much more the time grew since the row before than the size did."""
    line = f"{measure.size:12,}{measure.seconds:12.4f}{measure.size / 1e6 / measure.seconds:10.3f}"
    if before is None:
        return line
    growth = (measure.seconds / before.seconds) / (measure.size / before.size)
    return f"{line}{growth:26.2f}"


@click.command()
@click.option(
    "--last",
    type=click.IntRange(FIRST),
    default=LAST,
    show_default=True,
    help="Bytes of the longest article.",
)
def main(last: int) -> None:
    """Time articles of 1,000 bytes and ten times more each, up to --last; the last column of linear work is 1.

    The articles are the project's own, repeated.

    \b
    Example:
      python -m benchmarks.growth --last 1000000
    """
    extract(article_of(FIRST), load_language("en"))
    click.echo(f"{'bytes':>12}{'seconds':>12}{'MB/s':>10}{'time ratio / size ratio':>26}")
    sizes = []
    size = FIRST
    while size <= last:
        sizes.append(size)
        size *= TIMES
    before = None
    for size in sizes:
        measure = measured(size)
        click.echo(row(measure, before))
        before = measure


if __name__ == "__main__":
    main()
