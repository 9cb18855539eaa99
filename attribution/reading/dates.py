"""The day of publication as metadata give it, as an ISO 8601 date."""

from __future__ import annotations

import re
from calendar import month_abbr, month_name
from datetime import date
from email.utils import parsedate_to_datetime

ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?=$|[T ]))?)?(?=$|[T ])", re.ASCII)
SLASHED = re.compile(r"(\d{4})([/.])(\d\d?)\2(\d\d?)(?=$|[T ])", re.ASCII)
# A day of the week, and the day before or behind the month; a time may follow.
WORDED = re.compile(
    r"(?:[A-Za-z]{3,9}\.?,? )?"
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)? (?P<month>[A-Za-z]{3,9})\.?,?"
    r"|(?P<month_first>[A-Za-z]{3,9})\.? (?P<day_behind>\d{1,2})(?:st|nd|rd|th)?,?) (?P<year>\d{4})(?!\d)",
    re.ASCII,
)
MONTHS = {
    name.lower(): number for names in (month_name, month_abbr) for number, name in enumerate(names) if name
}
MONTHS |= {"sept": 9}


def iso_date(written: str) -> str | None:
    """`2024-05-31`, `2024-05` or `2024` of a date that can mean but one day; None if it is none.

    Such are those of ISO 8601 and RFC 5322, with the year before month and day, or with the month in words. The day
    is the one written: no time zone is converted.

    >>> iso_date("2024-05-31T23:10:00-05:00"), iso_date("2024-05"), iso_date("Fri, 31 May 2024 23:10:00 GMT")
    ('2024-05-31', '2024-05', '2024-05-31')
    >>> iso_date("31 May 2024, 23:10"), iso_date("Friday, May 31st, 2024"), iso_date("2024/5/31")
    ('2024-05-31', '2024-05-31', '2024-05-31')
    >>> iso_date("31/05/24"), iso_date("2024-02-30"), iso_date("5/6/2024")
    (None, None, None)
    """
    written = written.strip()
    if found := ISO.match(written):
        parts = [int(part) for part in found.groups() if part]
        if len(parts) < 3 and found.end() < len(written):
            return None
        try:
            date(*[*parts, 1, 1][:3])
        except ValueError:
            return None
        return "-".join(part for part in found.groups() if part)
    if found := SLASHED.match(written):
        return _day(int(found[1]), int(found[3]), int(found[4]))
    if found := WORDED.match(written):
        month = MONTHS.get((found["month"] or found["month_first"]).lower(), 0)
        return _day(int(found["year"]), month, int(found["day"] or found["day_behind"]))
    try:
        return parsedate_to_datetime(written).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
