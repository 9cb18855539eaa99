"""`attribution watch`: ingest again and again what is new in folders, feeds and pages."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import NamedTuple, NoReturn

import click

from attribution.commands.durations import seconds
from attribution.commands.ingest import asked
from attribution.commands.options import DATABASE, JOBS, LANGUAGE, reading_options
from attribution.console import MOST_TOLD, Problems, summary_line
from attribution.display import plain
from attribution.ingesting import Settings, ingest_given
from attribution.reading import (
    STANDARD_INPUT,
    EmptyFolderError,
    Given,
    Listed,
    Metadata,
    Options,
    Problem,
    ReadingError,
    given,
)
from attribution.storage import StorageError, open_database, opened


@click.command(short_help="Ingest what is new, every 15 minutes.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--every", default="15m", show_default=True, metavar="TIME", callback=seconds,
              help="From the start of one cycle to that of the next: 30s, 15m, 2h, 1d.")  # fmt: skip
@click.option("--cycles", type=click.IntRange(1), metavar="N", help="End after so many.  [default: never]")
@DATABASE
@click.option("--publisher", metavar="NAME", help="Who published them.")
@reading_options
@LANGUAGE
@JOBS
def watch(
    paths: tuple[str, ...],
    every: int,
    cycles: int | None,
    database: str,
    publisher: str | None,
    language: str,
    options: Options,
    jobs: int,
) -> None:
    """Follow folders, files, feeds, lists of feeds and pages, and ingest what is new in them, until stopped.

    PATH is as in `extract`, standard input aside; a folder may be empty for now. Each cycle is a run of
    `ingest`, with its row: a file is read if it is new or has changed, a page fetched if it is new or its feed or
    server says that it has changed. A cycle that fails is told, and the next one tries again. Ctrl-C, or SIGTERM,
    ends it once the articles at hand are written. The database can be served meanwhile.

    \b
    Examples:
      attribution watch inbox/
      attribution watch --every 1h feeds.opml https://news.example/feed.xml
      attribution watch --cycles 1 --db news.db feeds.opml      for cron
    """
    if STANDARD_INPUT in paths:
        raise click.UsageError("standard input comes once, and cannot be watched; give files or addresses")
    settings = Settings(Metadata(publisher=publisher, language=language), jobs, asked("watch", paths))
    watcher = Watcher(paths, database, settings, options)
    watcher.check()
    failed = False
    try:
        with terminating():
            for number in count(1):
                started = time.monotonic()
                failed = not watcher.cycle()
                if number == cycles:
                    break
                time.sleep(max(0.0, started + every - time.monotonic()))
    except KeyboardInterrupt:
        say("stopped; what was read until now is kept")
        return
    sys.exit(1 if failed else 0)


class State(NamedTuple):
    """What tells whether a file has changed, or may be read now."""

    changed: int
    touched: int
    size: int
    number: int


class Watcher:
    """What is watched, and how the files were when they were last read."""

    def __init__(self, paths: tuple[str, ...], database: str, settings: Settings, options: Options) -> None:
        self._paths = paths
        self._database = database
        self._settings = settings
        self._options = options
        self._states: dict[str, State] = {}

    def check(self) -> None:
        """Raises ReadingError or StorageError if there is nothing such to watch, or nowhere to keep it."""
        for path in self._paths:
            with suppress(EmptyFolderError):
                given([path])
        open_database(self._database).close()

    def cycle(self) -> bool:
        """Ingest what is new; whether all went well. What did not is told, and does not stop the next cycle."""
        log = Log()
        try:
            found = self._given(log)
            states = {file: state for file in found.files if (state := _state(file))}
            due = [
                file for file in found.files if file not in states or states[file] != self._states.get(file)
            ]
            with opened(self._database) as db:
                summary = ingest_given(Given(due, found.followed), db, self._settings, log, self._options)
        except StorageError as error:
            say(f"this cycle failed: {error}")
            return False
        except Exception as error:  # a fault of ours in one cycle must not end the watch
            say(f"this cycle failed ({type(error).__name__}: {error}); please report it")
            return False
        self._states = states
        log.tell_rest()
        say(summary_line(summary, self._database))
        return log.count == 0

    def _given(self, log: Log) -> Given:
        """What there is now, each once. An empty folder holds nothing yet; what is gone is told."""
        files: dict[str, None] = {}
        followed: dict[str | Listed, None] = {}
        for path in self._paths:
            try:
                found = given([path])
            except EmptyFolderError:
                continue
            except ReadingError as error:
                log.count += 1
                say(str(error))
                continue
            files.update(dict.fromkeys(found.files))
            followed.update(dict.fromkeys(found.followed))
        return Given(list(files), list(followed))


class Log(Problems):
    """Tells what a cycle does, each line with its time."""

    def problem(self, problem: Problem) -> None:
        """Something was skipped."""
        self.count += 1
        if self.count <= MOST_TOLD:
            say(f"{problem.where}: {problem.why}; skipped")

    def note(self, line: str) -> None:
        """Something is worth knowing."""
        say(line)

    def advance(self, size: int) -> None:
        """One article more is done with."""

    def tell_rest(self) -> None:
        """Tell how many problems were not told one by one."""
        if self.count > MOST_TOLD:
            say(f"… and {self.count - MOST_TOLD} more skipped")


def say(line: str) -> None:
    """A line with its time (UTC)."""
    click.echo(f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}  {plain(line)}")


@contextmanager
def terminating() -> Iterator[None]:
    """Within it, SIGTERM ends the command as Ctrl-C does."""

    def stop(number: int, frame: object) -> NoReturn:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _state(file: str) -> State | None:
    try:
        found = Path(file).stat()
    except OSError:
        return None
    return State(found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino)
