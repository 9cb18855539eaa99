"""A question to the search: words, and filters such as `speaker:"Mara Venn"`, read and written in this one place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from attribution.web.page import PageError
from attribution.web.wording import KINDS, STANCES, is_day

DAYS = ("in", "from", "to")
# filter -> the column of attributions that must be equal to it; `speaker` is a name, and is looked up first
EQUAL = {
    "outlet": "publisher",
    "kind": "kind",
    "stance": "stance",
    "role": "role",
    "cue": "cue",
    "addressee": "addressee",
}
FILTERS = ("speaker", *DAYS, *EQUAL)
CHOICES: Mapping[str, Iterable[str]] = {"kind": KINDS, "stance": STANCES}

LONGEST = 500  # characters of a question; what is longer is no question
QUOTES = '"“”„«»'
# A filter with its value, a phrase, or a word; a value with spaces stands in quotation marks.
PIECE = re.compile(
    rf"(?:(?P<filter>{'|'.join(FILTERS)}):)?(?:[{QUOTES}](?P<phrase>[^{QUOTES}]*)[{QUOTES}]|(?P<word>\S+))",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Question:
    """What is searched: terms (words and phrases) that must all be there, and filters by name.

    `notes` say what in the question could not be taken as it was written.
    """

    terms: tuple[str, ...] = ()
    filters: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def text(self) -> str:
        """The question as one types it.

        >>> read('sea "tide table"  kind:direct speaker:"Mara Venn"').text()
        'sea "tide table" kind:direct speaker:"Mara Venn"'
        """
        terms = [_quoted(term) for term in self.terms]
        return " ".join(terms + [f"{name}:{_quoted(value)}" for name, value in self.filters.items()])

    def words(self) -> str:
        """The terms as one types them."""
        return replace(self, filters={}).text()

    def match(self) -> str:
        """The terms for FTS5: each in quotation marks, so that none of its signs means anything.

        >>> read('wall OR "tide table" NEAR(').match()
        '"wall" "OR" "tide table" "NEAR("'
        """
        return " ".join(f'"{term}"' for term in self.terms)

    def having(self, name: str, value: str) -> Question:
        """The same question with this filter besides, or with another value of it.

        >>> read("sea kind:mixed").having("kind", "direct").text()
        'sea kind:direct'
        """
        return replace(self, filters={**self.filters, name: value})

    def without(self, *names: str) -> Question:
        """The same question without these filters."""
        return replace(self, filters={n: v for n, v in self.filters.items() if n not in names})


def read(text: str, given: Iterable[tuple[str, str]] = ()) -> Question:
    """The question in the text, and in filters that were given apart; raises PageError for what makes no sense.

    >>> read("from:2026-03 wall stance:denied").filters
    {'from': '2026-03', 'stance': 'denied'}
    >>> read("https://news.example/a and time 12:30").terms
    ('https://news.example/a', 'and', 'time', '12:30')
    """
    if len(text) > LONGEST:
        raise PageError(400, f"The question is longer than {LONGEST} characters", "Search for fewer words.")
    terms: list[str] = []
    filters: dict[str, str] = {}
    notes: list[str] = []
    for match in PIECE.finditer(text):
        name = (match["filter"] or "").lower()
        value = " ".join((match["phrase"] if match["word"] is None else match["word"]).split())
        if match["word"] is not None and any(mark in value for mark in QUOTES):
            value = value.translate(dict.fromkeys(map(ord, QUOTES)))
            notes.append("A quotation mark is not closed. The words were searched for without it.")
        if name in filters:
            notes.append(f"“{name}:” stands there twice; the last one counts.")
        if name:
            filters[name] = value
        elif value:
            terms.append(value)
    for name, value in given:
        if name in FILTERS and value.strip():
            filters[name] = " ".join(value.split())
    return Question(
        tuple(terms), {name: _checked(name, filters[name]) for name in filters}, tuple(dict.fromkeys(notes))
    )


def _checked(name: str, value: str) -> str:
    if not value:
        raise PageError(400, f"“{name}:” has nothing after it", "Write a value there, or take it out.")
    if name in DAYS and not is_day(value):
        raise PageError(400, f"“{name}:{value}” is no day", "Write 2026-03-10, 2026-03 or 2026.")
    if name in CHOICES and value not in CHOICES[name]:
        raise PageError(400, f"There is no {name} “{value}”", f"Choose one of: {', '.join(CHOICES[name])}.")
    return value


def _quoted(value: str) -> str:
    value = value.replace('"', "")
    filterlike = PIECE.match(value)
    return f'"{value}"' if " " in value or (filterlike and filterlike["filter"]) else value
