"""What all commands share at the terminal: errors in one line, problems told and counted, a progress bar."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import click

from attribution.evaluation import AnnotationFileError
from attribution.languages import Language, LanguageError, load_language
from attribution.reading import Metadata, Options, Problem, Read, ReadingError, read_files
from attribution.serving import ServingError
from attribution.storage import StorageError

MOST_TOLD = 50  # problems that are told one by one; the others are counted


class UnreadablePathError(click.ClickException):
    """A path that cannot be read at all; nothing was done."""

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


class Problems:
    """Tells on standard error what could not be read, and counts it."""

    def __init__(self) -> None:
        self.count = 0

    def tell(self, problem: Problem) -> None:
        """Count a problem, and tell it unless there are very many."""
        self.count += 1
        if self.count <= MOST_TOLD:
            self.note(f"{problem.where}: {problem.why}; skipped")

    def note(self, line: str) -> None:
        """Tell something that is no error."""
        clear = "\r\033[K" if sys.stderr.isatty() else ""
        click.echo(clear + line, err=True)

    def exit(self) -> None:
        """End with exit status 1 if there was any problem."""
        if self.count > MOST_TOLD:
            self.note(f"… and {self.count - MOST_TOLD} more skipped")
        if self.count:
            sys.exit(1)


def articles(
    files: Sequence[str],
    metadata: Metadata,
    problems: Problems,
    options: Options,
    skipped: Callable[[], None] = lambda: None,
) -> Iterator[Read]:
    """The articles that can be read; the others are told and counted."""
    for read in read_files(files, metadata, options):
        if isinstance(read, Problem):
            skipped()
            problems.tell(read)
        else:
            for note in read.notes:
                problems.note(f"{read.where}: {note}")
            yield read


@contextmanager
def progress(total: int | None) -> Iterator[Callable[[int], object]]:
    """A bar on standard error where that is a terminal; gives the function that moves it on by bytes."""
    if not total or not sys.stderr.isatty():
        yield lambda size: None
        return
    with click.progressbar(length=total, label="Reading", file=sys.stderr) as bar:
        yield bar.update


def loaded(read: Read, problems: Problems) -> Language | None:
    """The language of the article; None, and told, if there is none such."""
    try:
        return load_language(read.article.language)
    except LanguageError as error:
        problems.tell(Problem(read.where, str(error)))
        return None
