"""A quote beside one statement: how like they are, which words differ, and what there is to mind."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from attribution.model import Kind, Stance
from attribution.tracking.alignment import Block, exact, nearest
from attribution.tracking.people import Identity, compare_names
from attribution.tracking.words import GAP, Quote, Word, read_words

MOST_COMPARED = 5_000  # words of a statement that are looked at
LEAST_ALTERED = 4  # words of a quote; a shorter one stands as it is, or not at all
ALTERED_SHARE = 0.6  # of the words of the quote: so many of an altered one are found …
ALTERED_DENSITY = 0.5  # … so densely in the statement, from the first found to the last …
MISSING_AT_ENDS = 0.25  # … and at most so many are missing at the ends (or MISSING_WORDS)
MISSING_WORDS = 2
LEAST_RUN = 4  # words in a row that make a part …
LEAST_RARE = 2  # … of which so many are not common
SHORT_RUN = 3  # words in a row that count with it, once there is one
# Words in quotation marks; a mark that is not closed reaches to the end of the piece.
QUOTED = re.compile(r"[“„«\"][^“”„«»\"…]{0,5000}+")


class Likeness(enum.IntEnum):
    """How like the quote a statement is, the nearest first."""

    VERBATIM = 0
    ALTERED = 1
    PARTIAL = 2


class Note(enum.StrEnum):
    """What there is to mind with a finding."""

    INDIRECT = "indirect"  # words of the reporter, all or some
    STANCE = "stance"  # not simply said: asked, denied, not said …
    SURNAME = "surname"  # only the surname is the same
    UNNAMED = "unnamed"  # the text does not tell who said it
    REPORTED = "reported"  # the speaker tells what somebody else said
    PIECES = "pieces"  # what was found stands there in several pieces
    OMITTED = "omitted"  # whoever quotes left words out, and marked it
    INSERTED = "inserted"  # whoever quotes put words in, in brackets
    SUPERSEDED = "superseded"  # it stands in an earlier version of the article
    EXCERPT = "excerpt"  # the statement has more words, before or behind


class State(enum.StrEnum):
    """What a stretch of one side is to the other."""

    SAME = "same"
    DIFFERENT = "different"
    OUTSIDE = "outside"  # not compared


class Stretch(NamedTuple):
    """Words and marks as they were written, all in one state."""

    words: str
    state: State


class Statement(NamedTuple):
    """What a quote is compared with: an attribution as it is stored, and all names of its speaker."""

    id: str
    words: str
    kind: Kind = "direct"
    stance: Stance = "said"
    speaker: str | None = None
    names: tuple[str, ...] = ()
    role: str | None = None
    within: str | None = None
    superseded: bool = False


class Finding(NamedTuple):
    """What one statement says to the quote.

    `asked` put together is the quote, and `found` the statement. `matched` of the quote's words stand there (`share`
    of them; `places` is where they begin in the quote), and `missing` do not; `added` words of the statement, from the
    first found to the last, are not in the quote.
    """

    statement: Statement
    likeness: Likeness
    identity: Identity
    matched: int
    share: float
    missing: int
    added: int
    asked: tuple[Stretch, ...]
    found: tuple[Stretch, ...]
    notes: frozenset[Note]
    places: frozenset[int]


class Comparison(NamedTuple):
    """What every statement is compared with: the quote, who is asked for, and the words that prove nothing."""

    quote: Quote
    speaker: str = ""
    common: frozenset[str] = frozenset()
    ignored: frozenset[str] = frozenset()

    def with_statement(self, statement: Statement) -> Finding | None:
        """What the statement says to the quote; None if it has nothing of it."""
        words = read_words(statement.words)[:MOST_COMPARED]
        keys = [word.key for word in words]
        quote, blocks = self._exact(keys)
        likeness = Likeness.VERBATIM if blocks else None
        if not blocks:
            blocks = nearest(quote, keys)
            likeness = self._likeness(quote, blocks)
        if likeness is None:
            return None
        if likeness is Likeness.PARTIAL:
            blocks = tuple(block for block in blocks if block.size >= SHORT_RUN)
        matched, inside = _total(blocks), _inside(quote, blocks)
        asked = {block.asked + n for block in blocks for n in range(block.size)}
        found = {block.found + n for block in blocks for n in range(block.size)}
        identity = self._identity(statement)
        return Finding(
            statement,
            likeness,
            identity,
            matched,
            matched / len(quote.words),
            len(quote.words) - matched,
            len(inside) - matched,
            _stretches(quote.text, quote.words, range(len(quote.words)), asked),
            _stretches(statement.words, words, inside, found),
            frozenset(_notes(self.quote, statement, words, sorted(found), identity)),
            frozenset(quote.words[n].start for n in asked),
        )

    def _exact(self, keys: list[str]) -> tuple[Quote, tuple[Block, ...]]:
        """The quote with what whoever quotes put in, if it stands there so, or else without."""
        blocks = exact(self.quote, keys)
        if blocks or not self.quote.inserted:
            return self.quote, blocks
        bare = self.quote.without_inserted()
        return (bare, exact(bare, keys)) if bare.words else (self.quote, ())

    def _likeness(self, quote: Quote, blocks: tuple[Block, ...]) -> Likeness | None:
        if not blocks:
            return None
        total, matched = len(quote.words), _total(blocks)
        ends = blocks[0].asked + total - blocks[-1].asked - blocks[-1].size
        if (
            total >= LEAST_ALTERED
            and matched >= ALTERED_SHARE * total
            and matched >= ALTERED_DENSITY * len(_inside(quote, blocks))
            and ends <= max(MISSING_WORDS, MISSING_AT_ENDS * total)
        ):
            return Likeness.ALTERED
        longest = max(blocks, key=lambda block: block.size)
        run = quote.words[longest.asked : longest.asked + longest.size]
        rare = sum(word.key not in self.common for word in run)
        return Likeness.PARTIAL if longest.size >= LEAST_RUN and rare >= LEAST_RARE else None

    def _identity(self, statement: Statement) -> Identity:
        if not self.speaker:
            return Identity.NOT_ASKED
        if statement.speaker is None:
            return Identity.UNNAMED
        names = (statement.speaker, *statement.names)
        return compare_names(self.speaker, names, statement.role, self.ignored)


def _total(blocks: Iterable[Block]) -> int:
    return sum(block.size for block in blocks)


def _inside(quote: Quote, blocks: tuple[Block, ...]) -> list[int]:
    """The statement's words from the first found to the last, without those in a gap that the quote itself marks."""
    inside = [block.found + n for block in blocks for n in range(block.size)]
    for before, after in pairwise(blocks):
        if not any(before.asked + before.size <= gap <= after.asked for gap in quote.breaks):
            inside.extend(range(before.found + before.size, after.found))
    return sorted(inside)


def _stretches(
    text: str, words: Sequence[Word], compared: Iterable[int], same: set[int]
) -> tuple[Stretch, ...]:
    """The text in stretches of one state; what stands between two words of one state has that state too."""
    stretches: list[Stretch] = []
    at, last = 0, -2
    for n in compared:
        word, state = words[n], State.SAME if n in same else State.DIFFERENT
        if n == last + 1 and stretches[-1].state is state:
            stretches[-1] = Stretch(stretches[-1].words + text[at : word.end], state)
        else:
            stretches.append(Stretch(text[at : word.start], State.OUTSIDE))
            stretches.append(Stretch(text[word.start : word.end], state))
        at, last = word.end, n
    stretches.append(Stretch(text[at:], State.OUTSIDE))
    return tuple(stretch for stretch in stretches if stretch.words)


def _notes(
    quote: Quote, statement: Statement, words: Sequence[Word], found: Sequence[int], identity: Identity
) -> Iterable[Note]:
    start, end = words[found[0]].start, words[found[-1]].end
    if statement.kind == "indirect" or (
        statement.kind == "mixed" and _unquoted(statement.words, words, found)
    ):
        yield Note.INDIRECT
    if statement.stance != "said":
        yield Note.STANCE
    if identity is Identity.SURNAME:
        yield Note.SURNAME
    if statement.speaker is None:
        yield Note.UNNAMED
    if statement.superseded:
        yield Note.SUPERSEDED
    if GAP.search(statement.words, start, end):
        yield Note.PIECES
    if quote.breaks:
        yield Note.OMITTED
    if quote.inserted:
        yield Note.INSERTED
    if found[0] > 0 or found[-1] < len(words) - 1:
        yield Note.EXCERPT


def _unquoted(text: str, words: Sequence[Word], found: Iterable[int]) -> bool:
    """Whether any of the words stands outside quotation marks."""
    quoted = [match.span() for match in QUOTED.finditer(text)]
    return not all(any(a < words[n].start < b for a, b in quoted) for n in found)
