"""What all commands share at the terminal: errors in one line, problems told and counted, a progress bar."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self

import click

from attribution.display import plain
from attribution.evaluation import AnnotationFileError
from attribution.ingesting import Summary
from attribution.languages import Language, LanguageError, load_language
from attribution.reading import (
    Given,
    Metadata,
    Options,
    Problem,
    Raw,
    Read,
    ReadingError,
    read_raw,
    steps_of,
)
from attribution.serving import ServingError
from attribution.storage import Outcome, StorageError

INTERRUPTED = 130  # 128 and the number of SIGINT, as a shell has it
MOST_TOLD = 50  # problems that are told one by one; the others are counted


class UnreadablePathError(click.ClickException):
    """A path that cannot be read at all; nothing was done."""

    exit_code = 2


class UncheckedError(click.ClickException):
    """A quote that cannot be compared; 1 would say that it was, and is not verbatim."""

    exit_code = 2


class Commands(click.Group):
    """Turns the errors that a user can mend into one line and an exit status."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what it cannot do is said in one line."""
        try:
            return super().invoke(ctx)
        except ReadingError as error:
            raise UnreadablePathError(str(error)) from error
        except (StorageError, LanguageError, ServingError, AnnotationFileError) as error:
            raise click.ClickException(str(error)) from error


def echo(line: str) -> None:
    """Tell a line on standard error, in the place of a progress bar that may stand there.

    Names of files and columns are others': nothing in them steers the terminal.
    """
    click.echo(("\r\033[K" if sys.stderr.isatty() else "") + plain(line), err=True)


class Problems:
    """Tells on standard error what could not be read, and counts it."""

    def __init__(self) -> None:
        self.count = 0

    def tell(self, problem: Problem) -> None:
        """Count a problem, and tell it unless there are very many."""
        self.count += 1
        if self.count <= MOST_TOLD:
            echo(f"{problem.where}: {problem.why}; skipped")

    def note(self, line: str) -> None:
        """Tell something that is no error."""
        echo(line)

    def exit(self) -> None:
        """End with exit status 1 if there was any problem."""
        if self.count > MOST_TOLD:
            echo(f"… and {self.count - MOST_TOLD} more skipped")
        if self.count:
            sys.exit(1)


class Console(Problems):
    """A context manager whom a run tells what it does: problems, and a bar where there is a terminal.

    `total` is the bytes that there are to read, None where that is not known; `quiet` leaves out all but problems.
    """

    def __init__(self, total: int | None = None, *, quiet: bool = False) -> None:
        super().__init__()
        self._quiet = quiet
        self._articles = 0
        self._started = time.monotonic()
        self._interrupted = False
        self._bar = None
        if total and not quiet and sys.stderr.isatty():
            self._bar = click.progressbar(
                length=total, label="Reading", file=sys.stderr, item_show_func=self._rate, width=20
            )

    def __enter__(self) -> Self:
        if self._bar:
            self._bar.__enter__()
        self._before = signal.getsignal(signal.SIGINT)
        if self._before is not signal.SIG_IGN:  # ignored is what whoever started this in the background wants
            signal.signal(signal.SIGINT, self._interrupt)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        signal.signal(signal.SIGINT, self._before)
        if self._bar:
            self._bar.__exit__(kind, error, trace)

    def _interrupt(self, number: int, frame: object) -> None:
        self._interrupted = True
        raise KeyboardInterrupt

    def problem(self, problem: Problem) -> None:
        """Something was skipped."""
        self.tell(problem)

    def note(self, line: str) -> None:
        """Tell something that is no error."""
        if not self._quiet:
            super().note(line)

    def advance(self, size: int) -> None:
        """One article more is done with; raises KeyboardInterrupt if a Ctrl-C was lost where Python drops errors."""
        if self._interrupted:
            raise KeyboardInterrupt
        self._articles += 1
        if self._bar:
            self._bar.update(size, self._articles)

    def _rate(self, articles: int | None) -> str:
        seconds = max(time.monotonic() - self._started, 0.001)
        return f"{_articles(articles)}, {articles / seconds:,.0f} a second" if articles else ""


@contextmanager
def interruptible() -> Iterator[None]:
    """Within it, Ctrl-C ends the program with a line that says what stays, and exit status 130."""
    try:
        yield
    except KeyboardInterrupt:
        echo("Interrupted: what was written stays, and the same command goes on from there")
        sys.exit(INTERRUPTED)


def _articles(count: int) -> str:
    return "1 article" if count == 1 else f"{count:,} articles"


def summary_line(summary: Summary, database: str) -> str:
    """What a run came to, in one line."""
    tally = summary.tally
    total = tally.counts.total()
    read = _articles(total)
    counts = ", ".join(f"{tally.counts[outcome]:,} {outcome.value}" for outcome in Outcome)
    parts = ((tally.versions, "in place of another text"), (tally.copies, "known from elsewhere"))
    more = "".join(f"; {number:,} {what}" for number, what in parts if number)
    rate = f"{summary.seconds:.1f} s, {total / max(summary.seconds, 0.001):,.0f} a second"
    return f"{read} ({rate}): {counts}{more}; {tally.attributions:,} attributions written to {database}"


def articles(given: Given, metadata: Metadata, problems: Problems, options: Options) -> Iterator[Read]:
    """The articles that can be read; the others are told and counted."""
    for step in steps_of(given, options):
        read = read_raw(step.source, metadata) if isinstance(step.source, Raw) else step.source
        if isinstance(read, Problem):
            problems.tell(read)
        elif isinstance(read, Read):
            for note in read.notes:
                problems.note(f"{read.where}: {note}")
            yield read


def loaded(read: Read, problems: Problems) -> Language | None:
    """The language of the article; None, and told, if there is none such."""
    try:
        return load_language(read.article.language)
    except LanguageError as error:
        problems.tell(Problem(read.where, str(error)))
        return None
