"""What storage costs: a whole ingest beside the sum of reading and extraction alone, on the same articles."""

from __future__ import annotations

import json
import random
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import click

from attribution import Article, extract, load_language
from attribution.ingesting import Settings, ingest
from attribution.reading import Metadata, Read, raws, read_files
from attribution.storage import open_database
from benchmarks.articles import words_of

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


def articles(count: int, seed: int = 1) -> list[dict[str, str]]:
    """So many articles of invented sentences, none like another."""
    chance = random.Random(seed)  # noqa: S311 (nothing secret)
    return [_article(number, chance) for number in range(count)]


def _article(number: int, chance: random.Random) -> dict[str, str]:
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


def now() -> Took:
    """The two clocks."""
    return Took(time.perf_counter(), time.process_time())


def since(started: Took) -> Took:
    """What has passed on both."""
    ended = now()
    return Took(ended.clock - started.clock, ended.computing - started.computing)


def reading_alone(path: Path) -> tuple[Took, list[Article]]:
    """What reading takes, and the articles."""
    started = now()
    found = [read.article for read in read_files([str(path)]) if isinstance(read, Read)]
    return since(started), found


def extraction_alone(found: Sequence[Article]) -> tuple[Took, int]:
    """What extraction takes in this process, and how many attributions it finds."""
    language = load_language("en")
    started = now()
    attributions = sum(len(extract(article, language).attributions) for article in found)
    return since(started), attributions


def whole(path: Path, database: Path, jobs: int) -> Took:
    """What a whole ingest into the database takes."""
    started = now()
    with closing(open_database(database)) as db:
        ingest(raws([str(path)]), db, Settings(Metadata(), jobs))
    return since(started)


@click.command()
@click.option("--articles", "count", type=click.IntRange(1), default=20_000, show_default=True)
@click.option(
    "--jobs", type=click.IntRange(1), default=2, show_default=True, help="Processes, in a second run."
)
@click.argument("given", metavar="[PATH]", required=False, type=click.Path(exists=True, path_type=Path))
def main(given: Path | None, count: int, jobs: int) -> None:
    """Ingest invented articles, or those at PATH, and print what it takes beside reading and extraction alone.

    \b
    Example:
      python -m benchmarks.ingest --articles 2000
    """
    with tempfile.TemporaryDirectory() as folder:
        path, one, several = (Path(folder) / name for name in ("news.jsonl", "one.db", "several.db"))
        if given:
            path = given
        else:
            path.write_text("\n".join(map(json.dumps, articles(count))), encoding="utf-8")
        extract(Article("The bridge is safe, Mara Venn said."), load_language("en"))
        reading, found = reading_alone(path)
        extraction, attributions = extraction_alone(found)
        words, count = words_of(found), len(found)
        del found
        rows = {
            "reading alone": reading,
            "extraction alone": extraction,
            "ingest, 1 process": whole(path, one, 1),
            f"ingest, {jobs} processes": whole(path, several, jobs),
            "the same once more": whole(path, one, 1),
        }
        size = one.stat().st_size
    click.echo(
        f"{count:,} articles, {words:,} words, {attributions:,} attributions; database {size / 1e6:,.0f} MB"
    )
    click.echo("                           clock   computing  articles/s")
    for name, took in rows.items():
        click.echo(f"{name:22} {took.clock:8.1f} s  {took.computing:8.1f} s  {count / took.clock:10,.0f}")
    both = reading.computing + extraction.computing
    click.echo(
        f"storage adds {rows['ingest, 1 process'].computing / both - 1:.0%} to reading and extraction (computing)"
    )


if __name__ == "__main__":
    main()
