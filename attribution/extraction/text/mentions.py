"""Who could be a source: base noun phrases, and the longer phrases that they join into.

A base phrase is what stands between a determiner and its head noun, a name with its titles, or a pronoun. A source
is one base phrase or several joined by `of`, a preposition, a comma (an apposition) or `and`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from attribution.extraction.text.layout import VERBAL

_MODIFIED = r"(?:[DPH][Iq#fj]*a?[fj]*[Eeg]?)?[q#fjnNi]*"  # the, its three, the recently elected
BASE = re.compile(
    rf"(?:{_MODIFIED}[nNi]z)*"  # possessors: the senator's, Mr. Holt's
    rf"(?:{_MODIFIED}[nN#](?:\([N#]\.?\))?"  # their head noun or name, with an acronym or a party behind it
    r"|[DPH]?(?<=[DPHz])[q#fj]*C"  # a noun that is also a verb of saying: the report, her claim
    r"|P|[SOIHRrTq])"
)
# As a source, a base phrase may open with “no”, “about” or “almost”, and its possessor be a noun that is also a cue.
SOURCE = re.compile(rf"(?:[Xa](?=[#I]))?(?:[DPH][jn]{{0,2}}Cz)?(?:{BASE.pattern})")
# What may join two base phrases in one source: “poll of voters”, “Ada Holt, 29, of Tern”, “a clerk based in Leeds”.
LINK = re.compile(r"[optu&:(,-]|,&|-p|,?[ru]?p|,pp|&p|,[oay]|a&|[CEevj]p|[vj]t|j[o&]|oC")
# What may end a source behind a base phrase: “a poll released Thursday”, “people here”.
TAIL = re.compile(r"[CEe]p?(?:D?f?y|d|m)|[ay]|jC")
# A nickname that ends here: “Leo “Lenny” Marchetti”.
NICKNAME = re.compile(r"N<[^<>]{1,4}>\Z")
BRACKETED = re.compile(r"\([^()]{1,6}\)")  # behind a name: "(Ky.)", "(Labour)"
RELATIVE = "r"  # tag of who, which
MARK = re.compile(r"[,<:;.!?>-]")  # ends a relative clause behind a source
LONGEST = 6  # base phrases in one source


class Phrase(NamedTuple):
    """A possible source: tokens, end exclusive; `head` is the last token of its first base phrase."""

    first: int
    after: int
    head: int
    links: str  # the tags that join its base phrases, "" for a single one
    clause: int = 0  # tokens of the relative clause at its end, with the comma before it

    @property
    def bare(self) -> Phrase:
        """The phrase without its relative clause, which names somebody else at most."""
        return self._replace(after=self.after - self.clause, clause=0) if self.clause else self


def ends_nickname(tags: str, end: int) -> bool:
    """Whether what stands before token `end` is a nickname within a name that goes on there."""
    return tags[end : end + 1] == "N" and NICKNAME.search(tags, max(0, end - 7), end) is not None


def before_nickname(tags: str, first: int) -> int:
    """Where a name begins whose surname, behind a nickname, begins at token `first`; that token where none does."""
    if not ends_nickname(tags, first):
        return first
    begin = tags.rfind("<", 0, first)
    while begin and tags[begin - 1] in "Ni":
        begin -= 1
    return begin


def base_phrases(tags: str, first: int, after: int) -> list[tuple[int, int]]:
    """Base noun phrases among the tokens `first` to `after`, left to right, as token ranges."""
    return [found.span() for found in SOURCE.finditer(tags, first, after)]


def joined(bases: list[tuple[int, int]], tags: str, start: int) -> list[Phrase]:
    """The phrases that begin with base phrase `start`: alone, and joined with those behind it."""
    first, end = bases[start]
    head = end - 1
    found = [Phrase(first, end, head, "")]
    found += _with_tail(tags, found[0])
    links = ""
    for follower in range(start + 1, min(start + LONGEST, len(bases))):
        between = tags[end : bases[follower][0]]
        if tags[bases[follower][0]] == RELATIVE and between in ("", ","):
            break  # Ivo Mandl, who lost his crop: `lengthened` tells it
        if len(between) > 3 or (between and LINK.fullmatch(between) is None):
            break
        links += between or "+"
        end = bases[follower][1]
        found.append(Phrase(first, end, head, links))
        found += _with_tail(tags, found[-1])
    return found


def _with_tail(tags: str, phrase: Phrase) -> list[Phrase]:
    tail = TAIL.match(tags, phrase.after)
    if tail is None:
        return []
    return [phrase._replace(after=tail.end(), links=phrase.links + tail.group() + "$")]


def lengthened(tags: str, phrase: Phrase, end: int) -> Phrase | None:
    """The phrase with what stands behind it up to token `end`, where that may be a part of it.

    It may be a relative clause (“people who had waited”), or a noun that is a verb of saying elsewhere (“court
    records”).
    """
    after = phrase.after
    opens = after + (tags[after : after + 1] == ",")
    if tags[opens : opens + 1] == RELATIVE:
        while end > opens and tags[end - 1] in ",-":
            end -= 1
        if VERBAL.isdisjoint(tags[opens:end]):
            return None
        return phrase._replace(after=end, links=phrase.links + tags[after:opens] + "r$", clause=end - after)
    if tags[after:end] == "C" and tags[after - 1] in "nNijC":
        return phrase._replace(after=end, head=after, links=phrase.links + "C$")
    return None


def clause_end(tags: str, phrase: Phrase, after: int) -> int:
    """Where a relative clause behind a phrase ends at the first mark, before token `after`."""
    mark = MARK.search(tags, phrase.after + 1, after)
    return mark.start() if mark is not None else after
