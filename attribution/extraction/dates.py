"""Expressions of time: found by the patterns of the language, and read as dates seen from the day of publication.

An expression tells a day, a month or a year, and the date is no finer than it (`2019-11-05`, `2019-11`, `2019`).
What cannot be told for certain ("a few weeks ago", "the same day" of nothing) has no date.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from attribution.languages import Language

TOKEN = re.compile(r"\d{4}-\d\d-\d\d|\d+(?:[a-z]+)?|[^\W\d_]+(?:-[^\W\d_]+)*|,|['’][a-z]+", re.IGNORECASE)
ISO = re.compile(r"\d{4}-\d\d-\d\d")
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


class Moment(NamedTuple):
    """An expression of time among the words of a sentence: tokens, end exclusive, and how it is read."""

    first: int
    after: int
    means: str


class Seen(NamedTuple):
    """From where an expression is seen: the day of publication, the date told last, and whether it lies ahead."""

    day: date
    told: str | None = None
    ahead: bool = False


class Calendar:
    """The words and patterns of time of one language, compiled."""

    def __init__(self, language: Language):
        time = language.time
        self.time: dict[str, Any] = dict(time)
        settings = time["settings"]
        self.capital = frozenset(settings["capital"])
        self.compound = frozenset(settings["compound"])
        self.ordinals = re.compile(r"(\d{1,2})(?:" + "|".join(settings["ordinal_endings"]) + ")")
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
        word = self.short.get(word, word)
        return word, self.marks.get(word, UNKNOWN)

    def _number(self, word: str) -> tuple[str, str]:
        if word.isdigit():
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
    known = calendar(language)
    marks = "".join([known.read(word, capital)[1] for word, capital in zip(words, capitals, strict=True)])
    found = []
    for match in known.pattern.finditer(marks):
        first, after = match.span()
        before = first - 1
        while before >= 0 and marks[before] in known.the:
            before -= 1
        if before >= 0 and marks[before] in known.stretch:
            continue
        number = next(n for n, name in enumerate(known.groups) if match.group(name) is not None)
        found.append(Moment(first, after, known.means[number]))
    return found


def resolve_date(words: str, published: str, language: Language, told: str | None = None) -> str | None:
    """An expression of time as an ISO date, seen from the day of publication; None where it tells no date.

    `told` is the date told last in the text, from which "a day later" counts.
    """
    try:
        day = date.fromisoformat(published[:10])
    except ValueError:
        return None
    tokens = TOKEN.findall(words)
    lowered = [token.lower().replace("’", "'") for token in tokens]
    moments = find_moments(lowered, [token != token.lower() for token in tokens], language)
    if not moments:
        return None
    moment = moments[0]
    return date_of(moment.means, lowered[moment.first : moment.after], Seen(day, told), language)


def date_of(means: str, words: Sequence[str], seen: Seen, language: Language) -> str | None:
    """The date of an expression that is read as `means`."""
    known = calendar(language)
    try:
        return READERS[means](Parts(known, [known.read(word, True)[0] for word in words]), seen)
    except (ValueError, OverflowError):
        return None  # no such day: the 31st of June, the year 0


class Parts:
    """The words of an expression, asked for by class."""

    def __init__(self, known: Calendar, words: list[str]):
        self.known, self.words = known, words
        self.numbers = [int(w) for w in words if w.isdigit()]

    def first(self, table: str) -> Any:
        """The value of the first word in a table of time.toml, or None."""
        values = self.known.time[table]
        return next((values[w] for w in self.words if w in values), None)

    def has(self, name: str) -> bool:
        """Whether a word of the class is there."""
        words = self.known.time["classes"][name].split()
        return any(w in words for w in self.words)

    def year(self) -> int | None:
        """The year among the words, or None."""
        return next((n for n in self.numbers if n > EARLIEST), None)

    def turned(self) -> int | None:
        """How far the unit is turned: last week -1, this week 0."""
        turn = self.first("turn")
        return None if turn is None else int(turn)

    def unit(self) -> tuple[int, str]:
        """How much the unit measures: (2, "week") for a fortnight."""
        told = self.first("unit")
        if told is None:
            return 0, ""
        count, unit = told.split()
        return int(count), unit

    def count(self) -> int:
        """How many units; 0 where the words are too vague."""
        small = [n for n in self.numbers if n < EARLIEST]
        if small:
            return small[0]
        numbers = self.known.time["number"]
        counts = [numbers[w] for w in self.words if w in numbers]
        return 0 if not counts or 0 in counts else int(max(counts))


def iso_date(parts: Parts, seen: Seen) -> str | None:
    """“2019-11-05”"""
    return next((date.fromisoformat(w).isoformat() for w in parts.words if ISO.fullmatch(w)), None)


def day_of_month(parts: Parts, seen: Seen) -> str | None:
    """“Sept. 11, 2019”; without a year the nearest that is not to come."""
    month = next(parts.known.months[w] for w in parts.words if w in parts.known.months)
    day = next(n for n in parts.numbers if n < EARLIEST)
    year = parts.year()
    turn = parts.turned() if "year" in parts.unit()[1] else None
    if year is None and turn is not None:
        year = seen.day.year + turn
    if year is not None:
        return date(year, month, day).isoformat()
    found = date(seen.day.year, month, day)
    if seen.ahead:
        return (found if found >= seen.day else date(found.year + 1, month, day)).isoformat()
    return (found if found <= seen.day else date(found.year - 1, month, day)).isoformat()


def month_of_year(parts: Parts, seen: Seen) -> str | None:
    """“in May”, “last May”, “May last year”."""
    month = next(parts.known.months[w] for w in parts.words if w in parts.known.months)
    year, turn = parts.year(), parts.turned()
    if year is None and parts.unit()[1] == "year" and turn is not None:
        year = seen.day.year + turn
    if year is None:
        past = month <= seen.day.month if turn != -1 else month < seen.day.month
        year = seen.day.year - (0 if past or turn == 0 else 1)
        if turn == 1 or (seen.ahead and turn is None):
            year = seen.day.year + (month <= seen.day.month)
    return f"{year:04d}-{month:02d}"


def weekday(parts: Parts, seen: Seen) -> str | None:
    """The nearest such day up to and with the day of publication; “last” is before it, “next” behind it."""
    number = next(parts.known.weekdays[w] for w in parts.words if w in parts.known.weekdays)
    unit, turn = parts.unit(), parts.turned()
    monday = seen.day - timedelta(days=seen.day.weekday())
    if unit[1] == "week":
        weeks = -parts.count() if parts.has("ago") else turn
        if weeks is None or (parts.has("ago") and not weeks):
            return None
        return (monday + timedelta(days=7 * weeks + number)).isoformat()
    if parts.first("relative") is not None and turn is None:
        return None
    back = (seen.day.weekday() - number) % 7
    if turn == 0:
        return (monday + timedelta(days=number)).isoformat()
    if turn == 1 or (seen.ahead and turn is None and back):
        return (seen.day + timedelta(days=7 - back)).isoformat()
    return (seen.day - timedelta(days=7 if back == 0 and turn == -1 else back)).isoformat()


def deictic(parts: Parts, seen: Seen) -> str | None:
    """“yesterday”, “the day after tomorrow”."""
    days = int(parts.first("deictic"))
    if parts.words[0] in parts.known.time["classes"]["the"].split():
        days += int(parts.first("relative"))
    return (seen.day + timedelta(days=days)).isoformat()


def part_of_day(parts: Parts, seen: Seen) -> str | None:
    """“this morning”, “last night”."""
    turn = parts.turned() or 0
    if turn == -1 and parts.known.time["settings"]["night"] not in parts.words:
        return None
    return (seen.day + timedelta(days=turn)).isoformat()


def ago(parts: Parts, seen: Seen) -> str | None:
    """“two weeks ago”: a day for days, the month for weeks and months, the year for years."""
    count, (size, unit) = parts.count(), parts.unit()
    if not count or parts.has("about") or (size > 1 and unit == "year"):
        return None
    return back(seen.day, unit, count * size)


def back(day: date, unit: str, count: int) -> str | None:
    """The date so many units before a day, no finer than the unit."""
    if unit == "hour":
        return day.isoformat() if count <= 12 else None
    if unit == "day":
        return (day - timedelta(days=count)).isoformat()
    if unit == "week":
        return (day - timedelta(days=7 * count)).isoformat()[:7]
    months = day.year * 12 + day.month - 1 - count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    if unit not in ("month", "year") or not EARLIEST < year < LATEST:
        return None
    return f"{year:04d}" if unit == "year" else f"{year:04d}-{month + 1:02d}"


def turned_unit(parts: Parts, seen: Seen) -> str | None:
    """“last week”, “this year”: the month or the year that holds it whole."""
    turn, (size, unit) = parts.turned(), parts.unit()
    if turn is None or size != 1:
        return None
    if unit in ("week", "weekend"):
        return shared(*week_of(seen.day, turn, unit, parts))
    return None if unit in ("day", "hour") else back(seen.day, unit, -turn)


def week_of(day: date, turn: int, unit: str, parts: Parts) -> tuple[date, date]:
    """First and last day of a week, or of its weekend."""
    begins = parts.known.time["settings"]["week_begins"] - 1
    first = day - timedelta(days=(day.weekday() - begins) % 7) + timedelta(days=7 * turn)
    last = first + timedelta(days=6)
    return (last - timedelta(days=1), last) if unit == "weekend" else (first, last)


def weekend(parts: Parts, seen: Seen) -> str | None:
    """“over the weekend”: the one before publication, or with it."""
    if parts.unit()[1] != "weekend":
        return None
    return shared(*week_of(seen.day, 0 if seen.day.weekday() >= 5 else -1, "weekend", parts))


def shared(first: date, last: date) -> str | None:
    """What two days have in common: the month, else the year."""
    for length in (7, 4):
        if first.isoformat()[:length] == last.isoformat()[:length]:
            return first.isoformat()[:length]
    return None


def relative(parts: Parts, seen: Seen) -> str | None:
    """“the same day”, “two days later”: seen from the date told last, which has to be a day."""
    try:
        told = date.fromisoformat(seen.told or "")
    except ValueError:
        return None
    (size, unit), direction = parts.unit(), parts.first("relative")
    unit = unit or "day"
    if direction is None:
        direction = parts.turned()
    if direction is None or (parts.has("prep") and parts.has("also") and unit != "day"):
        return None
    counted = parts.count() if parts.numbers or parts.first("number") is not None else 1
    if not direction or (parts.has("also") and parts.has("prep")) or unit == "hour":
        return told.isoformat() if unit in ("day", "hour") else None
    if unit != "day" or not counted:
        return None
    return (told + timedelta(days=int(direction) * counted * size)).isoformat()


def then(parts: Parts, seen: Seen) -> str | None:
    """“at the time”: the date told last, as fine as it is."""
    return seen.told


def season(parts: Parts, seen: Seen) -> str | None:
    """“in the summer of 2018”, “this spring”: the year, where the season lies within one that is certain."""
    first, last = parts.first("season")
    year, turn = parts.year(), parts.turned()
    if year is None and turn is not None and parts.unit()[1] == "year":
        year = seen.day.year + turn
    if year is None and turn == 0 and first <= last:
        year = seen.day.year
    if year is None and turn == -1 and first <= last and seen.day.month <= last:
        year = seen.day.year - 1
    return None if year is None else f"{year:04d}"


def whole_year(parts: Parts, seen: Seen) -> str | None:
    """“in 2019”"""
    year = parts.year()
    return None if year is None else f"{year:04d}"


def holiday(parts: Parts, seen: Seen) -> str | None:
    """“on New Year's Eve”: the nearest that is not to come."""
    told = parts.first("holiday") or parts.first("named-day")
    month, day = (int(part) for part in told.split("-"))
    eve = timedelta(days=parts.has("edge"))
    year, turn = parts.year(), parts.turned()
    if year is not None:
        return (date(year + (month == 1 and bool(eve)), month, day) - eve).isoformat()
    found = date(seen.day.year + 1, month, day) - eve
    while found > seen.day or (turn == -1 and found == seen.day):
        found = date(found.year - (not (month == 1 and eve)), month, day) - eve
    return found.isoformat()


READERS = {
    "iso": iso_date, "date": day_of_month, "month": month_of_year, "weekday": weekday, "deictic": deictic,
    "part": part_of_day, "ago": ago, "unit": turned_unit, "weekend": weekend, "relative": relative,
    "then": then, "season": season, "year": whole_year, "bare": whole_year, "holiday": holiday,
}  # fmt: skip
