"""What storage costs: a whole ingest beside the sum of reading and extraction alone, on the same articles."""

from __future__ import annotations

import json
import random
import tempfile
import time
from collections.abc import Iterable, Sequence
from contextlib import closing
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import NamedTuple

import click

from attribution import Article, extract, load_language
from attribution.ingesting import Settings, ingest
from attribution.reading import Metadata, Read, raws, read_files
from attribution.storage import open_database
from benchmarks.articles import read, words_of

TOWNS = (
    "Ostrava Bay",
    "Northmere",
    "Velden",
    "Quarry Hill",
    "Sandholm",
    "Lower Teal",
    "Fennmouth",
    "Great Aller",
)
GIVEN = (
    "Mara",
    "Ines",
    "Tomas",
    "Jonas",
    "Ruth",
    "Karel",
    "Dalia",
    "Oskar",
    "Petra",
    "Samir",
    "Nora",
    "Viktor",
)
FAMILY = (
    "Ellison",
    "Okoro",
    "Verhane",
    "Pell",
    "Adair",
    "Lindqvist",
    "Marsh",
    "Tavares",
    "Brandt",
    "Osei",
    "Quill",
)
ROLES = ("mayor", "harbour master", "union secretary", "chief engineer", "opposition leader", "headteacher")
OUTLETS = ("The Harbour Gazette", "Northmere Tribune", "Velden Post")
SAYING = (
    "“{matter} will not wait for another winter,” {name} said on Thursday.",
    "{name}, the {role} of {town}, told reporters that {matter} would cost {number} million.",
    "According to {name}, {matter} was delayed by {number} weeks.",
    "“We were never asked,” the {role} added. “Nobody in {town} was.”",
    "The council of {town} announced that it would look into {matter} before the end of the year.",
    "Critics say that {matter} is “a monument to nobody”, and {name} does not deny it.",
    "{surname} denied that the money had been spent on {matter}.",
    "Asked whether {matter} would be ready in time, {surname} said he hoped so.",
)
TELLING = (
    "{matter} has divided {town} since the flood of {year}, when {number} houses were lost and the old bridge fell.",
    "Work on the northern bank began in spring, and some {number} people have moved away from {town} since.",
    "It rained for {number} days, and the road to {town} stayed closed until the end of the week.",
    "The plan, called “A Coast for All”, was drawn up {number} years ago by an office that no longer exists.",
    "On market days the queue for the ferry reaches from the quay of {town} to the steps of the customs house.",
    "{name} has been {role} of {town} since {year}, longer than anybody in the three towns along the bay.",
    "A second vote on {matter} is due in the autumn; the first, in {year}, ended {number} to {number}.",
    "The harbour handles {number} ships a month, fewer than in {year}, and most of them carry gravel and timber.",
)
# As in the news: of the 840 articles of PolNeAR's training set, one has 744 words, and 35 for each attribution found.
SHARE = 0.385  # of sentences in which somebody says something
SENTENCES = (15, 68)  # of an article, the last not among them
MATTERS = (
    "the new harbour wall",
    "the ferry contract",
    "the school on the hill",
    "the water tower",
    "the night bus",
)


PART = 500  # articles


def articles(count: int, seed: int = 1) -> list[dict[str, str | None]]:
    """So many articles of invented sentences, none like another."""
    chance = random.Random(seed)  # noqa: S311 (nothing secret)
    return [_article(number, chance) for number in range(count)]


def _article(number: int, chance: random.Random) -> dict[str, str | None]:
    people = [f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}" for _ in range(3)]
    town, matter = chance.choice(TOWNS), chance.choice(MATTERS)
    lines = []
    for _ in range(chance.randrange(*SENTENCES)):
        name = chance.choice(people)
        line = chance.choice(SAYING if chance.random() < SHARE else TELLING).format(
            name=name,
            surname=name.split()[1],
            role=chance.choice(ROLES),
            town=town,
            matter=matter,
            number=chance.randrange(2, 900),
            year=chance.randrange(1950, 2020),
        )
        lines.append(line[0].upper() + line[1:])
    paragraphs = [" ".join(lines[at : at + 3]) for at in range(0, len(lines), 3)]
    return {
        "id": str(number),
        "title": f"{town} waits for {matter} ({number})",
        "url": f"https://news.example/{number}",
        "publisher": chance.choice(OUTLETS),
        "published": f"2026-{chance.randrange(1, 10):02}-{chance.randrange(1, 29):02}",
        "text": "\n\n".join(paragraphs),
    }


class Took(NamedTuple):
    """Seconds by the clock, and seconds of computing by this process."""

    clock: float
    computing: float


class Part(NamedTuple):
    """Some of the articles: what reading and extracting them alone takes, and what the whole ingest of them takes."""

    articles: int
    words: int
    attributions: int
    alone: Took
    whole: Took


def now() -> Took:
    """The two clocks."""
    return Took(time.perf_counter(), time.process_time())


def since(started: Took) -> Took:
    """What has passed on both."""
    ended = now()
    return Took(ended.clock - started.clock, ended.computing - started.computing)


def added(parts: Sequence[Part]) -> Took:
    """What storage adds to reading and extraction in the middle one of the parts, as a share, on each clock."""
    return Took(*(median(part.whole[n] / part.alone[n] - 1 for part in parts) for n in range(2)))


def total(tooks: Iterable[Took]) -> Took:
    """The sums on both clocks."""
    return Took(*map(sum, zip(*tooks, strict=True)))


def files(records: Sequence[dict[str, str | None]], folder: Path) -> list[Path]:
    """The articles as JSONL files of PART articles, or of a quarter of them if they are few."""
    size = max(1, min(PART, (len(records) + 3) // 4))
    paths = []
    for at in range(0, len(records), size):
        paths.append(folder / f"{at:07}.jsonl")
        paths[-1].write_text("\n".join(map(json.dumps, records[at : at + size])), encoding="utf-8")
    return paths


def repeated(path: Path, count: int | None) -> list[dict[str, str | None]]:
    """So many articles: those at the path again and again, each with a number at its end, so that none is another."""
    given = list(read([str(path)]))
    if not given:
        raise click.ClickException(f"{path}: there is no article that can be read; name another")
    return [
        {
            "title": article.title,
            "publisher": article.publisher,
            "published": article.published,
            "url": f"https://news.example/{number}",
            "text": f"{article.text}\n\nNo. {number}",
        }
        for number, article in enumerate(islice(cycle(given), count or len(given)))
    ]


def alone(path: Path) -> tuple[Took, int, int]:
    """What reading and extraction take, and how many words and attributions there are."""
    language = load_language("en")
    started = now()
    found = [each.article for each in read_files([str(path)]) if isinstance(each, Read)]
    attributions = sum(len(extract(article, language).attributions) for article in found)
    return since(started), words_of(found), attributions


def whole(paths: Sequence[Path], database: Path, jobs: int = 1) -> Took:
    """What a whole ingest into the database takes."""
    started = now()
    with closing(open_database(database)) as db:
        ingest(raws([str(path) for path in paths]), db, Settings(Metadata(), jobs))
    return since(started)


def part(path: Path, database: Path, *, first: bool) -> Part:
    """Both ways with the articles of a file; `first`: first alone, then whole."""
    took = None if first else whole([path], database)
    seconds, words, attributions = alone(path)
    took = took or whole([path], database)
    with path.open(encoding="utf-8") as lines:
        count = sum(1 for _ in lines)
    share = took.computing / seconds.computing - 1
    click.echo(f"{path.stem}: {count} articles, storage adds {share:.0%} (computing)", err=True)
    return Part(count, words, attributions, seconds, took)


def line(name: str, took: Took, count: int) -> str:
    """A row of the table."""
    return f"{name:32} {took.clock:8.1f} s  {took.computing:8.1f} s  {count / took.clock:10,.0f}"


def growth(parts: Sequence[Part]) -> str:
    """What storage adds while the database is small, and when it has grown."""
    few = max(1, len(parts) // 5)
    first, last = added(parts[:few]), added(parts[-few:])
    return (
        f"computing: {first.computing:.0%} in the first fifth of the parts, {last.computing:.0%} in the last"
    )


@click.command()
@click.option(
    "--articles",
    "count",
    type=click.IntRange(1),
    help="So many; else those at PATH, or 20,000 invented ones.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1),
    default=1,
    show_default=True,
    help="If several, a run with so many, too.",
)
@click.argument("given", metavar="[PATH]", required=False, type=click.Path(exists=True, path_type=Path))
def main(given: Path | None, count: int | None, jobs: int) -> None:
    """Ingest invented articles, or those at PATH, and print what it takes beside reading and extraction alone.

    The articles are taken in parts of some hundreds, each of them both ways by turns, by one process. All parts
    go into one database, which so grows. Of the shares that storage adds, the median of the parts is told.

    \b
    Examples:
      python -m benchmarks.ingest --articles 2000
      python -m benchmarks.ingest news.jsonl --articles 20000 --jobs 2
    """
    records = repeated(given, count) if given else articles(count or 20_000)
    extract(Article("The bridge is safe, Mara Venn said."), load_language("en"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one = folder / "one.db"
        paths = files(records, folder)
        del records
        parts = [part(path, one, first=number % 2 == 0) for number, path in enumerate(paths)]
        rows = [
            ("reading and extraction alone", total(each.alone for each in parts)),
            ("ingest, 1 process", total(each.whole for each in parts)),
        ]
        if jobs > 1:
            rows.append((f"ingest, {jobs} processes", whole(paths, folder / "several.db", jobs)))
        rows.append(("the same once more", whole(paths, one)))
        size = one.stat().st_size
    told = sum(each.articles for each in parts)
    click.echo(
        f"{told:,} articles in {len(parts)} parts, {sum(each.words for each in parts):,} words,"
        f" {sum(each.attributions for each in parts):,} attributions; database {size / 1e6:,.0f} MB"
    )
    click.echo(f"{'':32} {'clock':>10}  {'computing':>10}  articles/s")
    for row in rows:
        click.echo(line(*row, told))
    share = added(parts)
    click.echo(f"storage adds {share.computing:.0%} (computing), {share.clock:.0%} (clock)")
    click.echo(growth(parts))


if __name__ == "__main__":
    main()
