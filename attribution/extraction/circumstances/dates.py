"""Expressions of time as dates, seen from the day of publication.

An expression tells a day, a month or a year, and the date is no finer than it (`2019-11-05`, `2019-11`, `2019`).
What cannot be told for certain ("a few weeks ago", "the same day" of nothing) has no date.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, NamedTuple

from attribution.extraction.circumstances.times import EARLIEST, ISO, LATEST, Calendar, calendar, find_moments
from attribution.languages import Language

TOKEN = re.compile(r"\d{4}-\d\d-\d\d|\d+(?:[a-z]+)?|[^\W\d_]+(?:-[^\W\d_]+)*|,|['’][a-z]+", re.IGNORECASE)


class Seen(NamedTuple):
    """From where an expression is seen: the day of publication, the date told last, and whether it lies ahead."""

    day: date
    told: str | None = None
    ahead: bool = False


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
    if moment.means == "bare" and len(tokens) > 1:
        return None
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
        self.numbers = [int(w) for w in words if w.isdigit() and w.isascii()]

    def first(self, table: str) -> Any:
        """The value of the first word in a table of time.toml, or None."""
        values = self.known.time[table]
        return next((values[w] for w in self.words if w in values), None)

    def all(self, table: str) -> list[Any]:
        """The values of all words in a table of time.toml."""
        values = self.known.time[table]
        return [values[w] for w in self.words if w in values]

    def stretch(self) -> bool:
        """Whether it is the week that has passed rather than last week: "in the last week"."""
        the, turn = self.known.time["classes"]["the"].split(), self.known.time["turn"]
        return any(a in the and b in turn for a, b in pairwise(self.words))

    def has(self, name: str) -> bool:
        """Whether a word of the class is there."""
        words = self.known.time["classes"][name].split()
        return any(w in words for w in self.words)

    def year(self) -> int | None:
        """The year among the words, or None."""
        return next((n for n in self.numbers if n > EARLIEST), None)

    def turned(self) -> int | None:
        """How far the unit is turned: last week -1, this week 0."""
        table = self.known.time["turn"]
        turns = [table[word] for word in self.words if word in table]
        return int(turns[-1]) if turns else None  # "this past week" is the past one

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
    relative_words = parts.known.time["relative"]
    behind = next(n for n, w in enumerate(parts.words) if w in parts.known.weekdays)
    if turn is None and any(w in relative_words for w in parts.words[behind:]):
        return None  # "Tuesday of the week before"; "earlier Tuesday" is but Tuesday
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
    if unit == "day":
        return relative(parts, seen)
    if turn is None or size != 1 or parts.stretch():
        return None
    if unit in ("week", "weekend"):
        return shared(*week_of(seen.day, turn, unit, parts))
    return None if unit == "hour" else back(seen.day, unit, -turn)


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
    (size, unit), directions = parts.unit(), parts.all("relative")
    unit = unit or "day"
    direction = 0 if 0 in directions else next(iter(directions), parts.turned())
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
