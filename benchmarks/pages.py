"""How long each page takes on a large database, the plugin's own and those of plain Datasette."""

from __future__ import annotations

import sqlite3
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import urlopen

import click

from attribution.serving import datasette_command, find_metadata, free_port
from attribution.storage import StorageError, check_database, open_database
from benchmarks.invented import OUTLETS, word

HOST = "127.0.0.1"
PATIENCE = 60  # seconds, for Datasette to start and for any page
QUICK, SEARCH = 100, 250  # milliseconds that a page may take
COMMON, RARE = (
    9,
    5_000,
)  # ranks of words in `benchmarks.invented`: one statement in ten, and one in many thousands


class Target(NamedTuple):
    """A page: its path, what fills it (a query for ids, or the rank of a word), and the milliseconds it may take."""

    name: str
    path: str
    filled: str | int = "SELECT ''"
    bound: int | None = None


MOST = "SELECT id FROM speakers ORDER BY attributions DESC LIMIT {count}"
LEAST = "SELECT id FROM speakers ORDER BY attributions, id LIMIT {count}"
ARTICLE = "SELECT id FROM articles ORDER BY id LIMIT {count}"
QUOTE = "SELECT id FROM attributions ORDER BY id LIMIT {count}"
WORDS = """SELECT replace(replace(replace(quote, ' ', '+'), '“', ''), '”', '')
    FROM attributions ORDER BY id LIMIT {count}"""
PAIRS = """SELECT id || '&b=' || lead(id) OVER (ORDER BY attributions DESC) FROM speakers
    ORDER BY attributions DESC LIMIT {count}"""
FACETS = "&_facet=speaker&_facet=publisher&_facet=kind&_facet=stance&_facet=year"
TARGETS = (
    Target("home", "/", bound=QUICK),
    Target("speakers", "/speakers", bound=QUICK),
    Target("speaker, among the most quoted", "/speakers/{}", MOST, QUICK),
    Target("speaker, among the least quoted", "/speakers/{}", LEAST, QUICK),
    Target("two speakers", "/compare?a={}", PAIRS, QUICK),
    Target("article", "/articles/{}", ARTICLE, QUICK),
    Target("quote", "/quotes/{}", QUOTE, QUICK),
    Target("check: as it was said", "/check?quote={}", WORDS, QUICK),
    Target("check: altered", "/check?quote={}+and+otherwise", WORDS, QUICK),
    Target("search: common word", "/search?q={}", COMMON, SEARCH),
    Target("search: rare word", "/search?q={}", RARE, SEARCH),
    Target("search: in nearly all", "/search?q={}", 0, SEARCH),
    Target("search: common, kind and year", "/search?q={}%20kind:direct%20from:2019%20to:2019", COMMON, SEARCH),
    Target("search: common, outlet", f"/search?q={{}}%20outlet:%22{quote(OUTLETS[0])}%22", COMMON, SEARCH),
    Target("search: newest first", "/search?q={}&sort=date", COMMON, SEARCH),
    Target("search: no words", "/search?q=stance:denied", bound=SEARCH),
    Target("Datasette: table", "/attribution/attributions"),
    Target("Datasette: table, no facets", "/attribution/attributions?_nofacet=1"),
    Target("Datasette: search", "/attribution/attributions?_search={}", COMMON),
    Target("Datasette: search, five facets", "/attribution/attributions?_search={}" + FACETS, COMMON),
    Target("Datasette: speaker's statements", "/attribution/attributions?speaker={}", MOST),
    Target("Datasette: row of an article", "/attribution/articles/{}", ARTICLE),
    Target("Datasette: row of a statement", "/attribution/attributions/{}", QUOTE),
)  # fmt: skip


class Timing(NamedTuple):
    """The requests of one page: milliseconds of each, bytes of the largest answer, and the worst status."""

    milliseconds: list[float]
    size: int
    status: int


@contextmanager
def served(database: Path) -> Iterator[str]:
    """The address of Datasette on the database, which is called `attribution` there, as metadata.json names it."""
    port = free_port(HOST, 0)
    with TemporaryDirectory() as folder:
        named = Path(folder) / "attribution.db"
        named.symlink_to(database.resolve())
        command = datasette_command(named, find_metadata(), HOST, port)
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:  # noqa: S603 (no shell)
            try:
                _wait(f"http://{HOST}:{port}/-/versions.json", server)
                yield f"http://{HOST}:{port}"
            finally:
                server.terminate()


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    last = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < last:
        try:
            urlopen(address, timeout=PATIENCE).close()  # noqa: S310 (http, on this machine)
        except URLError:
            time.sleep(0.1)
        else:
            return
    raise click.ClickException("Datasette did not start; see what `attribution serve` says")


def paths_of(target: Target, db: sqlite3.Connection, count: int) -> list[str]:
    """So many paths of the page, each with another id or word while there are others."""
    if isinstance(target.filled, int):
        filled = [word(target.filled + number) for number in range(count)]
    else:
        filled = [row[0] for row in db.execute(target.filled.format(count=count))]
    return [target.path.replace("{}", filled[number % len(filled)]) for number in range(count)]


def timed(address: str, paths: Sequence[str]) -> Timing:
    """Request each path once."""
    milliseconds, size, status = [], 0, 0
    for path in paths:
        begin = time.perf_counter()
        try:
            with urlopen(address + path, timeout=PATIENCE) as answer:  # noqa: S310 (http, on this machine)
                size = max(size, len(answer.read()))
                status = max(status, answer.status)
        except HTTPError as error:
            status = max(status, error.code)
        milliseconds.append((time.perf_counter() - begin) * 1000)
    return Timing(milliseconds, size, status)


def row(target: Target, timing: Timing) -> str:
    """One line of the table; a page that is not there, or takes longer than it may, says so."""
    middle = median(timing.milliseconds)
    if timing.status != 200:
        said = f"answers {timing.status}"
    else:
        said = "too slow" if target.bound and middle > target.bound else ""
    cells = f"{target.name:34}{middle:8.0f}{max(timing.milliseconds):9.0f}{target.bound or '':>8}"
    return f"{cells}{timing.size / 1000:8.0f}  {said}".rstrip()


@click.command()
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--requests", "count", type=click.IntRange(1), default=10, show_default=True, help="Of each page."
)
@click.option("--only", metavar="WORDS", default="", help="Pages whose name has these words.")
def main(path: Path, count: int, only: str) -> None:
    """Time the pages on PATH, a database of `python -m benchmarks.million`: milliseconds, and KB of the answer.

    Each request of a page is for another speaker, article, statement or word, so that none was asked for before.

    \b
    Example:
      python -m benchmarks.pages million.db
    """
    try:
        if not check_database(path):
            open_database(path).close()
    except StorageError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{'page':34}{'median':>8}{'highest':>9}{'bound':>8}{'KB':>8}")
    with closing(sqlite3.connect(path)) as db, served(path) as address:
        for target in TARGETS:
            if only in target.name:
                click.echo(row(target, timed(address, paths_of(target, db, count))))


if __name__ == "__main__":
    main()
