"""The day a web page was published: no finer than the page tells it, and not that of something beside the article."""

from __future__ import annotations

import re
from calendar import month_abbr
from typing import TYPE_CHECKING

from attribution.reading.dates import iso_date

if TYPE_CHECKING:
    from lxml.html import HtmlElement

INSIDE = "(//article | //main)//time[@datetime][not(ancestor::aside or ancestor::footer or ancestor::nav)]/@datetime"
HEAD = "//meta/@content | //link/@href | //script[@type='application/ld+json']/text()"


def published_on(found: str, tree: HtmlElement, page: str) -> str:
    """The day that was found, or what of it the page bears out: "© 2026" is a year, and no first of January.

    `found` is an ISO 8601 day. A day that only an element beside the article has gives way to the article's own.
    """
    return _within(found, tree) or _borne_out(found, page)


def _within(found: str, tree: HtmlElement) -> str | None:
    """The first day in the article, if the one that was found stands in none but other elements of time."""
    days = [iso_date(str(written)) for written in tree.xpath(INSIDE)]
    others = {iso_date(str(written)) for written in tree.xpath("//time/@datetime")}
    if found in days or found not in others or any(found in str(told) for told in tree.xpath(HEAD)):
        return None
    return next(filter(None, days), None)


def _borne_out(found: str, page: str) -> str:
    """The day, month or year: whichever is written in the page, if a first day may stand for what is not."""
    year, month, day = found.split("-")
    if day != "01" or re.search(_first(year, int(month)), page, re.IGNORECASE):
        return found
    number, name = f"0?{int(month)}", month_abbr[int(month)]
    whole = rf"{year}[-/.]{number}(?!\d)|(?<!\d){number}[-/.]{year}|\b{name}[a-z]{{0,6}}+[., ]{{1,2}}{year}"
    return f"{year}-{month}" if re.search(whole, page, re.IGNORECASE) else year


def _first(year: str, month: int) -> str:
    """How the first day of the month may be written: in digits, or beside a name of a month in any language."""
    number, name = f"0?{month}", month_abbr[month]
    return (
        rf"{year}([-/.]?){number}\1?0?1(?!\d)"
        rf"|(?<!\d)(?:0?1[-/. ]{{1,2}}{number}|{number}[-/. ]{{1,2}}0?1)[-/. ]{{1,2}}(?:{year}|{year[2:]})(?!\d)"
        rf"|(?<!\d)0?1(?:st|er|º)?[., ]{{1,2}}(?:\w{{1,4}} )?(?:{name}|\w{{3,12}},? (?:\w{{1,4}} )?{year})"
        rf"|\b(?:{name}[a-z]{{0,6}}+\.? 0?1(?:st)?(?!\d)|\w{{3,12}}\.? 0?1(?:st)?,? {year})"
    )
