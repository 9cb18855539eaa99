"""The work on one article: reading it and extracting from it. Pure but for its bound on time; in any process."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import NamedTuple

from attribution.extraction import extract
from attribution.ingesting.budget import OverBudgetError, at_most, or_die
from attribution.languages import LanguageError, load_language
from attribution.model import Article, Extraction
from attribution.reading import Metadata, Problem, Raw, Read, Unchanged, read_raw

MILLION = 1_000_000
Task = Raw | Read


@dataclass(frozen=True, slots=True)
class Work:
    """How every article is worked on; `seconds` are those of `Settings`. `alone`: the process may end itself."""

    metadata: Metadata
    seconds: float
    alone: bool = True

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

    def extraction(self, article: Article, size: int) -> Extraction | str:
        """What is found in the article, or why nothing is; within the same bounds."""
        done = self(Read(article, "", None, None, size))
        return done.extraction if done.extraction else str(getattr(done.read, "why", "is empty"))

    def _done(self, task: Task) -> Done:
        read = read_raw(task, self.metadata) if isinstance(task, Raw) else task
        if isinstance(read, Problem) or not read.article.text.strip():
            return Done(read)
        try:
            language = load_language(read.article.language)
        except LanguageError as error:
            return _failed(task, str(error))
        return Done(read, extract(read.article, language))


class Done(NamedTuple):
    """What came of a task: an article with its extraction, an empty one without, or why there is none."""

    read: Read | Problem | Unchanged
    extraction: Extraction | None = None


Item = Task | Done  # to be worked on, or done with


def died(task: Task) -> Done:
    """What is told of a task whose process died of it."""
    return _failed(task, "ends the process that works on it (out of memory, out of time, or a crash)")


def _failed(task: Task, why: str) -> Done:
    return Done(Problem(task.where, why, task.size))
