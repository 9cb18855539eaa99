"""The articles that the benchmarks read: those of files named on the command line, or the project's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import cycle
from pathlib import Path

import click

from attribution import Article
from attribution.reading import Problem, ReadingError, files_of, read_files
from attribution.tagged import parse

ROOT = Path(__file__).parents[1]


def read(paths: Sequence[str]) -> Iterator[Article]:
    """The articles of text and JSONL files, one at a time; ClickException for the first that cannot be read."""
    try:
        files = files_of(paths)
    except ReadingError as error:
        raise click.ClickException(str(error)) from error
    for item in read_files(files):
        if isinstance(item, Problem):
            raise click.ClickException(str(item))
        yield item.article


def own() -> list[Article]:
    """The invented articles of the tests, without their tags, and those of `seeds/`."""
    invented = sorted((ROOT / "tests" / "articles").glob("*.txt"))
    texts = [parse(path.read_text(encoding="utf-8")).text for path in invented]
    return [*map(Article, texts), *read([str(ROOT / "seeds")])]


def words_of(articles: Sequence[Article]) -> int:
    """How many words the texts have, parted by white space."""
    return sum(len(article.text.split()) for article in articles)


def bytes_of(articles: Sequence[Article]) -> int:
    """How many bytes the texts have in UTF-8."""
    return sum(len(article.text.encode("utf-8", "surrogatepass")) for article in articles)


def repeated(articles: Sequence[Article], words: int) -> list[Article]:
    """The articles again and again, until they have so many words together; at least each of them once."""
    counts = [max(1, words_of([article])) for article in articles]
    taken, total = list(articles), sum(counts)
    for article, count in cycle(zip(articles, counts, strict=True)):
        if total >= words:
            break
        taken.append(article)
        total += count
    return taken


def evenly(articles: Sequence[Article], count: int) -> list[Article]:
    """So many of the articles, taken evenly from the whole, so that each part of a file has its share."""
    count = min(count, len(articles))
    return [articles[number * len(articles) // count] for number in range(count)]
