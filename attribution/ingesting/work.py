"""The work on one article: reading it and extracting from it. Pure but for its bound on time; in any process."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import NamedTuple

from attribution.extraction import extract
from attribution.ingesting.budget import OverBudgetError, at_most, or_die
from attribution.languages import LanguageError, load_language
from attribution.model import Extraction
from attribution.reading import Metadata, Problem, Raw, Read, Unchanged, read_raw

MILLION = 1_000_000


class Task(NamedTuple):
    """The bytes of an article, or the article if reading it was cheap; `reading` stands for the bytes."""

    source: Raw | Read
    reading: str | None = None

    @property
    def size(self) -> int:
        """Bytes of the input."""
        return self.source.size


class Known(NamedTuple):
    """An article of which these very bytes were read before: the row of its place, and the bytes."""

    place: int
    size: int


class Done(NamedTuple):
    """What came of a task: an article with its extraction, an empty one without, or why there is none."""

    read: Read | Problem | Unchanged | Known
    extraction: Extraction | None = None
    reading: str | None = None


Item = Task | Done  # to be worked on, or done with


@dataclass(frozen=True, slots=True)
class Work:
    """How every article is worked on; `seconds` are those of `Settings`.

    `alone`: this process does nothing else, and may end itself if it is stuck.
    """

    metadata: Metadata
    seconds: float
    alone: bool = False

    def __call__(self, task: Task) -> Done:
        """The article with what was found in it; its faults, and any of ours, are told and not raised."""
        allowed = self.seconds * max(1.0, task.size / MILLION)
        try:
            with or_die(allowed) if self.alone else contextlib.nullcontext(), at_most(allowed):
                return self._done(task)
        except OverBudgetError:
            return _failed(task, f"takes more than {allowed:.0f} s of computing")
        except MemoryError:
            return _failed(task, "takes more memory than there is")
        except RecursionError:
            return _failed(task, "is nested too deeply")
        except Exception as error:  # a fault of ours in one article must not stop the others
            return _failed(task, f"fails ({type(error).__name__}: {str(error)[:200]}); please report it")

    def _done(self, task: Task) -> Done:
        source = task.source
        read = read_raw(source, self.metadata) if isinstance(source, Raw) else source
        if isinstance(read, Problem) or not read.article.text.strip():
            return Done(read)
        try:
            language = load_language(read.article.language)
        except LanguageError as error:
            return _failed(task, str(error))
        return Done(read, extract(read.article, language), task.reading)


def died(task: Task) -> Done:
    """What is told of a task whose process died of it."""
    return _failed(task, "ends the process that works on it (out of memory, out of time, or a crash)")


def _failed(task: Task, why: str) -> Done:
    return Done(Problem(task.source.where, why, task.size))
