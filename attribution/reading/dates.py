"""The day of publication as metadata give it, as an ISO 8601 date."""

from __future__ import annotations

import re
from datetime import date
from email.utils import parsedate_to_datetime

ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?=$|[T ]))?)?(?=$|[T ])", re.ASCII)


def iso_date(written: str) -> str | None:
    """`2024-05-31`, `2024-05` or `2024` of an ISO 8601 or RFC 5322 date; None if it is neither.

    The day is the one written: no time zone is converted.

    >>> iso_date("2024-05-31T23:10:00-05:00"), iso_date("2024-05"), iso_date("Fri, 31 May 2024 23:10:00 GMT")
    ('2024-05-31', '2024-05', '2024-05-31')
    >>> iso_date("31/05/24"), iso_date("2024-02-30")
    (None, None)
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
    try:
        return parsedate_to_datetime(written).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
