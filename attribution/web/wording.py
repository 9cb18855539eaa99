"""How the pages put things: dates, kinds, stances and confidence in words, as filters for the templates."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
KINDS = {
    "direct": "all in quotation marks",
    "mixed": "partly in quotation marks",
    "indirect": "in the reporter’s words",
}
STANCES = {
    "said": "said",
    "asked": "asked",
    "promised": "promised",
    "accused": "accused",
    "denied": "denied",
    "declined": "declined to comment",
    "not-said": "did not say",
    "hedged": "hedged",
    "attitude": "thought, not said",
}
# least confidence -> its word
FAIR = 0.7
CONFIDENCE = ((0.9, "strong"), (FAIR, "fair"), (0.0, "weak"))


def day(value: str | None) -> str:
    """An ISO date, or its first parts, as people write it; anything else as it is.

    >>> day("2026-03-10"), day("2026-03"), day("2026"), day("2026-03-10T08:00:00Z"), day("soon")
    ('10 Mar 2026', 'Mar 2026', '2026', '10 Mar 2026', 'soon')
    """
    match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T[\d:.Z+-]*)?)?)?", value or "", re.ASCII)
    if not match:
        return value or ""
    year, month, number = match.groups()
    if month and not 1 <= int(month) <= 12:
        return value or ""
    return " ".join(filter(None, [number and str(int(number)), month and MONTHS[int(month) - 1], year]))


def number(value: int) -> str:
    """1234 as 1,234."""
    return f"{value:,}"


def short_number(value: int) -> str:
    """The number in at most four characters, for the top of a narrow bar.

    >>> short_number(999), short_number(1040), short_number(25_990), short_number(1_200_000)
    ('999', '1.0k', '25k', '1.2M')
    """
    for unit, sign in ((1_000_000, "M"), (1_000, "k")):
        if value >= unit:
            return f"{value * 10 // unit / 10:.1f}{sign}" if value < 10 * unit else f"{value // unit}{sign}"
    return str(value)


def first_words(text: str, most: int = 60) -> str:
    """The words a text begins with, on one line: a name for what has none.

    >>> first_words("“Stop,” said  Rita."), first_words("The mine is closed for good", 20)
    ('“Stop,” said Rita.', 'The mine is closed…')
    """
    line = " ".join(text[: 4 * most].split())
    return line if len(line) <= most else line[: most + 1].rpartition(" ")[0].rstrip(" ,;:–—") + "…"


def plural(count: int, one: str, many: str = "") -> str:
    """The count with its noun.

    >>> plural(1, "statement"), plural(2000, "statement"), plural(3, "body", "bodies")
    ('1 statement', '2,000 statements', '3 bodies')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def confidence_word(confidence: float) -> str:
    """strong, fair or weak."""
    return next(word for least, word in CONFIDENCE if confidence >= least)


def in_hundred(share: float) -> int:
    """A share between 0 and 1 as whole hundredths, rounded down, so that nothing looks surer than it is."""
    return int(share * 100 + 1e-9)


def stance_words(stance: str) -> str:
    """The stance as the pages write it."""
    return STANCES.get(stance, stance)


def kind_words(kind: str) -> str:
    """What a kind means."""
    return KINDS.get(kind, kind)


def is_day(value: str) -> bool:
    """Whether the text is a date such as 2026-03-10, 2026-03 or 2026.

    >>> [is_day(text) for text in ("2026-02-28", "2026-02", "2026", "2026-02-30", "March")]
    [True, True, True, False, False]
    """
    if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value, re.ASCII):
        return False
    try:
        date.fromisoformat(value + "0000-01-01"[len(value) :])
    except ValueError:
        return False
    return True


# Names in the templates; all templates of Datasette share one namespace, hence the prefix.
FILTERS: dict[str, Any] = {
    "attribution_day": day,
    "attribution_number": number,
    "attribution_plural": plural,
    "attribution_short": short_number,
    "attribution_confidence": confidence_word,
    "attribution_in_hundred": in_hundred,
    "attribution_stance": stance_words,
    "attribution_kind": kind_words,
}
