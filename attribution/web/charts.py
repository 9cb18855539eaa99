"""Statements over time as bars: at most fourteen, so that each stays wide enough for a finger on a phone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from attribution.web.wording import MONTHS

MOST = 14
# months in a bar -> what such a bar is called
UNITS = {
    1: "month",
    3: "quarter",
    12: "year",
    60: "five years",
    120: "ten years",
    600: "fifty years",
    12_000: "a thousand years",
}


@dataclass(frozen=True, slots=True)
class Period:
    """The months of one bar: `label` in full, `short` below the bar, `era` where another year begins."""

    label: str
    short: str
    era: str
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Axis:
    """All periods from the first month to the last; `months` is how long each is."""

    months: int
    periods: tuple[Period, ...]

    @property
    def unit(self) -> str:
        """What a bar stands for, such as "quarter"."""
        return UNITS[self.months]

    def counted(self, counts: Mapping[str, int]) -> tuple[list[int], int]:
        """The counts of months added up for each period, and what is left: dates too coarse for a bar.

        >>> axis(["2026-01", "2026-03"]).counted({"2026-01": 2, "2026-03": 1, "2026": 4})
        ([2, 0, 1], 4)
        """
        bars = [0] * len(self.periods)
        left = 0
        start = _number(self.periods[0].first) if self.periods else 0
        for month, count in counts.items():
            if len(month) < 7 and self.months < 12:
                left += count
            else:
                bars[(_number(month) - start) // self.months] += count
        return bars, left


def axis(months: Iterable[str]) -> Axis:
    """The axis on which all these months (or years) have a place.

    >>> [axis(["2024-11", last]).unit for last in ("2025-02", "2026-12", "2031-01", "2099")]
    ['month', 'quarter', 'year', 'ten years']
    """
    numbers = sorted({_number(month) for month in months} | {_number(m) + 11 for m in months if len(m) < 7})
    if not numbers:
        return Axis(1, ())
    size = next(
        (size for size in UNITS if numbers[-1] // size - numbers[0] // size < MOST), max(UNITS)
    )  # fmt: skip
    starts = range(numbers[0] // size * size, numbers[-1] + 1, size)
    return Axis(size, tuple(_period(start, size, start == starts[0]) for start in starts))


def _number(month: str) -> int:
    """Months since year 0: of 2026-03, or of the first month of 2026."""
    return int(month[:4]) * 12 + (int(month[5:7]) - 1 if len(month) >= 7 else 0)


def _month(number: int) -> str:
    return f"{number // 12:04}-{number % 12 + 1:02}"


def _period(start: int, size: int, first: bool) -> Period:
    year, month = divmod(start, 12)
    last = start + size - 1
    if size == 1:
        label, short = f"{MONTHS[month]} {year}", MONTHS[month]
    elif size == 3:
        label, short = f"{MONTHS[month]} to {MONTHS[month + 2]} {year}", f"Q{month // 3 + 1}"
    elif size == 12:
        return Period(str(year), str(year), "", str(year), str(year))
    else:
        return Period(f"{year} to {last // 12}", str(year), "", str(year), str(last // 12))
    return Period(label, short, str(year) if first or month == 0 else "", _month(start), _month(last))


def bars(axis: Axis, *series: Sequence[int]) -> list[tuple[Period, tuple[int, ...]]]:
    """Each period with its count in every series."""
    return list(zip(axis.periods, zip(*series, strict=True), strict=True))
