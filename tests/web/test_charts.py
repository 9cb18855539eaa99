"""Bars over time: never more than fourteen, whatever the years, and no statement is lost or counted twice."""

from __future__ import annotations

import pytest

from attribution.web.charts import MOST, axis

SPANS = {
    "one month": (["2026-03"], "month", 1),
    "fourteen months": (["2025-01", "2026-02"], "month", 14),
    "fifteen months": (["2025-01", "2026-03"], "quarter", 5),
    "fourteen years": (["2001-01", "2014-12"], "year", 14),
    "a century": (["1920-05", "2026-01"], "ten years", 11),
    "years alone": (["2024", "2026"], "quarter", 12),
    "the first year and the last": (["0001-01", "9999-12"], "a thousand years", 10),
}


@pytest.mark.parametrize(("months", "unit", "number"), SPANS.values(), ids=SPANS)
def test_the_unit_fits_the_time(months: list[str], unit: str, number: int) -> None:
    over = axis(months)
    assert (over.unit, len(over.periods)) == (unit, number)
    assert len(over.periods) <= MOST
    counts = dict.fromkeys(months, 3)
    bars, left = over.counted(counts)
    assert sum(bars) + left == sum(counts.values())


def test_no_time_is_no_bar() -> None:
    assert axis([]).periods == ()
