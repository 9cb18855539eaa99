"""Expressions of time in a text, found by the patterns of the language: "on Thursday", "at the end of last May"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from attribution.languages import Language
from attribution.model import Precision

ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
EARLIEST, LATEST = 1500, 2200  # years that a number of four digits may be
TABLES = (
    "deictic",
    "unit",
    "number",
    "season",
    "holiday",
    "named-day",
    "turn",
    "relative",
)  # classes with values
UNKNOWN = "."
WEEKS = frozenset({"unit", "weekend"})  # readings that may tell a week
DAY = len("2019-11-05")
TOLD = re.compile(r"[^.]+")  # marks of words in a row that are known
MOST_MARKED, MOST_READ = 50_000, 2_000  # words and rows of marks remembered, over all texts


class Moment(NamedTuple):
    """An expression of time among the words of a sentence: tokens, end exclusive, and how it is read."""

    first: int
    after: int
    means: str


class Marked(dict[str, str]):
    """Words and the marks of their classes as `Calendar.read` has them, each read once.

    The marks are those of words with a capital; `cased` are the words that need it to tell a time.
    """

    def __init__(self, read: Callable[[str, bool], tuple[str, str]]):
        super().__init__()
        self.read = read
        self.cased: set[str] = set()

    def __missing__(self, word: str) -> str:
        mark = self.read(word, True)[1]
        if mark != self.read(word, False)[1]:
            self.cased.add(word)
        if len(self) >= MOST_MARKED:
            self.clear()
        self[word] = mark
        return mark


class Calendar:
    """The words and patterns of time of one language, compiled."""

    def __init__(self, language: Language):
        time = language.time
        self.time: dict[str, Any] = dict(time)
        settings = time["settings"]
        self.capital = frozenset(settings["capital"])
        self.compound = frozenset(settings["compound"])
        self.ordinals = re.compile(r"(\d{1,2})(?:" + "|".join(settings["ordinal_endings"]) + ")")
        self.ordinal = {word: str(day) for word, day in time["ordinal"].items()}
        self.short: dict[str, str] = time["short"]
        self.weekdays = {word: n for n, word in enumerate(time["names"]["weekdays"])}
        self.months = {word: n for n, word in enumerate(time["names"]["months"], start=1)}
        classes: dict[str, set[str]] = {}
        for name, words in [
            ("weekday", self.weekdays),
            ("month", self.months),
            *((t, time[t]) for t in TABLES),
        ]:
            for word in words:
                classes.setdefault(word, set()).add(name)
        for name, words in time["classes"].items():
            for word in words.split():
                classes.setdefault(word, set()).add(name)
        kinds = {frozenset(names) for names in classes.values()}
        kinds |= {frozenset({name}) for name in ("iso", "year", "daynumber")}
        marks = {kind: chr(0x100 + n) for n, kind in enumerate(sorted(kinds, key=sorted))}
        self.marks = {word: marks[frozenset(names)] for word, names in classes.items()}
        self.marked = Marked(self.read)
        self.moments = lru_cache(maxsize=MOST_READ)(self._moments)
        self.iso, self.year, self.daynumber = (marks[frozenset({n})] for n in ("iso", "year", "daynumber"))
        named = {
            name: "".join(m for kind, m in marks.items() if name in kind) for kind in kinds for name in kind
        }
        self.stretch = frozenset(named["stretch"])
        self.the = frozenset(named["the"] + named["turn"])
        self.pattern = re.compile(
            "|".join(f"(?P<x{n}>{self._form(e['pattern'], named)})" for n, e in enumerate(time["expression"]))
        )
        self.means = [e["means"] for e in time["expression"]]
        self.groups = [f"x{n}" for n in range(len(self.means))]

    @staticmethod
    def _form(pattern: str, named: dict[str, str]) -> str:
        form = pattern.replace("(", "(?:").replace(",", f"[{named['comma']}]")
        return re.sub(r"\{([\w-]+)\}", lambda found: f"[{named[found.group(1)]}]", form)

    def read(self, word: str, capital: bool) -> tuple[str, str]:
        """A word (lower case) as the tables have it, and the mark of its classes."""
        if word[0].isdigit():
            return self._number(word)
        word = word.rstrip(".")
        if "-" in word:
            head, tail = word.split("-", 1)
            word = tail if head in self.compound else word
        if word in self.capital and not capital:
            return word, UNKNOWN
        if word in self.ordinal:
            return self.ordinal[word], self.daynumber
        word = self.short.get(word, word)
        return word, self.marks.get(word, UNKNOWN)

    def _moments(self, marks: str) -> tuple[Moment, ...]:
        """The points in time among words of these marks, none of which is unknown."""
        found = []
        for match in self.pattern.finditer(marks):
            first, after = match.span()
            before = first - 1
            while before >= 0 and marks[before] in self.the:
                before -= 1
            if before < 0 or marks[before] not in self.stretch:
                number = next(n for n, name in enumerate(self.groups) if match.group(name) is not None)
                found.append(Moment(first, after, self.means[number]))
        return tuple(found)

    def _number(self, word: str) -> tuple[str, str]:
        if word.isdigit() and word.isascii():
            if len(word) <= 2 and 1 <= int(word) <= 31:
                return word, self.daynumber
            return word, self.year if len(word) == 4 and EARLIEST < int(word) < LATEST else UNKNOWN
        ordinal = self.ordinals.fullmatch(word)
        if ordinal is not None:
            return ordinal.group(1), self.daynumber
        return word, self.iso if ISO.fullmatch(word) else UNKNOWN


@lru_cache(maxsize=8)
def calendar(language: Language) -> Calendar:
    """The calendar of a language."""
    return Calendar(language)


def find_moments(words: Sequence[str], capitals: Sequence[bool], language: Language) -> list[Moment]:
    """The points in time that the words (lower case) tell, left to right; stretches ("since May") are left out."""
    return moments_of(words, capitals.__getitem__, language)


def moments_of(words: Sequence[str], capital: Callable[[int], bool], language: Language) -> list[Moment]:
    """The same, where `capital` tells of the number of a word whether it has a capital: it is seldom asked."""
    known = calendar(language)
    marks = "".join(map(known.marked.__getitem__, words))
    if not known.marked.cased.isdisjoint(words):
        marks = "".join(
            UNKNOWN if word in known.marked.cased and not capital(n) else mark
            for n, (word, mark) in enumerate(zip(words, marks, strict=True))
        )
    found = []
    for told in TOLD.finditer(marks):
        at = told.start()
        found += [
            Moment(at + first, at + after, means) for first, after, means in known.moments(told.group())
        ]
    return found


def tells_year(words: Sequence[str]) -> bool:
    """Whether the words tell their year themselves, so that no day of publication is needed."""
    years = (word for word in words if word.isdigit() and word.isascii() and len(word) == 4)
    return any(EARLIEST < int(word) < LATEST for word in years) or any(ISO.fullmatch(word) for word in words)


def precision_of(means: str, words: Sequence[str], told: str | None, language: Language) -> Precision | None:
    """How fine an expression is that tells a date: a day, a week, a month or a year; None where it tells none.

    A week's date is that of the month or the year that holds it whole.
    """
    if told is None:
        return None
    exact: dict[int, Precision] = {4: "year", 7: "month", 10: "day"}
    known = calendar(language)
    if means in WEEKS and len(told) < DAY:
        units = (known.time["unit"].get(known.read(word, True)[0], "") for word in words)
        if any(unit.endswith(("week", "weekend")) for unit in units):
            return "week"
    return exact.get(len(told))
