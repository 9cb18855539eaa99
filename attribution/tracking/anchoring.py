"""Which statement of a new extraction a correction belongs to: decided by its words and what stands around them.

A correction is anchored as the W3C's TextQuoteSelector has it (exact words, a prefix, a suffix), with the
place where they stood and the words of the cue. So it outlives a new extractor, which may draw the bounds of a
statement otherwise or not find it, and a changed text of the same article. Offsets are code points, end
exclusive; the words of a statement go from its first piece of content to its last.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from typing import Literal, NamedTuple, TypeVar

How = Literal["exact", "moved", "fuzzy", "lost"]
Key = TypeVar("Key", bound=Hashable)

CONTEXT = 64  # code points kept before and after the words
SHARED = 0.5  # least share of words that two wordings of one statement have in common
FEW_WORDS = 4  # words so few may stand anywhere: they need a context that agrees
AGREEING = 0.25  # least agreement of such a context
LONGEST = 20_000  # code points of a wording that are compared
WORD = re.compile(r"\w+")


class Anchor(NamedTuple):
    """What a correction was made on: the words, what stood around them, where, and the words of the cue."""

    exact: str
    prefix: str
    suffix: str
    start: int
    cue: str = ""


class Statement(NamedTuple):
    """A statement of the extraction at hand: its id, where its words stand, and the words of its cue."""

    id: str
    start: int
    end: int
    cue: str = ""


class Match(NamedTuple):
    """The statement that an anchor belongs to, and how it was known: None and `lost` where there is none.

    `exact`: the same words at the same place; `moved`: the same words elsewhere, or in other surroundings;
    `fuzzy`: other bounds, or words that were edited. `score` is the share of the words, or of the
    surroundings, that agree.
    """

    statement: str | None
    how: How
    score: float = 0.0


LOST = Match(None, "lost")
RANKS: tuple[How, ...] = ("exact", "moved", "fuzzy")


def anchor_of(text: str, start: int, end: int, cue: str = "") -> Anchor:
    """The anchor of the words from `start` to `end`.

    >>> anchor_of("It rained, Jo Ek said.", 0, 9, "said")
    Anchor(exact='It rained', prefix='', suffix=', Jo Ek said.', start=0, cue='said')
    """
    return Anchor(
        text[start:end], text[max(start - CONTEXT, 0) : start], text[end : end + CONTEXT], start, cue
    )


def settle(anchors: Mapping[Key, Anchor], text: str, statements: Iterable[Statement]) -> dict[Key, Match]:
    """A match for every anchor: the surest pairs first, and no statement for two anchors.

    >>> rain = anchor_of("It rained, Jo Ek said.", 0, 9, "said")
    >>> settle({"rain": rain}, "On Monday it rained, Jo Ek said.", [Statement("a", 0, 19, "said")])
    {'rain': Match(statement='a', how='fuzzy', score=0.5)}
    """
    found = list(statements)
    pairs = []
    for key, anchor in anchors.items():
        for statement in found:
            match = compared(anchor, text, statement)
            if match.how != "lost":
                other_cue = statement.cue.casefold() != anchor.cue.casefold()
                rank = RANKS.index(match.how)
                order = (rank, other_cue, -match.score, anchor.start, statement.start, statement.id)
                pairs.append((order, key, match))
    pairs.sort(key=lambda pair: pair[0])
    settled: dict[Key, Match] = {}
    taken = set()
    for _, key, match in pairs:
        if key not in settled and match.statement not in taken:
            settled[key] = match
            taken.add(match.statement)
    return {key: settled.get(key, LOST) for key in anchors}


def compared(anchor: Anchor, text: str, statement: Statement) -> Match:
    """Whether, and how, the statement is the one that the anchor was made on."""
    start, end = statement.start, statement.end
    around = agreement(anchor, text, start, end)
    few = len(WORD.findall(anchor.exact[:LONGEST])) < FEW_WORDS
    if text[start:end] == anchor.exact:
        if around == 1.0 and start == anchor.start:
            return Match(statement.id, "exact", 1.0)
        return LOST if few and around < AGREEING else Match(statement.id, "moved", around)
    before = anchor.start + len(anchor.exact)
    still_there = (
        text[anchor.start : before] == anchor.exact and agreement(anchor, text, anchor.start, before) == 1.0
    )
    if still_there and not (start < before and anchor.start < end):
        return LOST  # the text stands as it stood, and this is another part of it
    shared = shared_words(anchor.exact, text[start:end])
    if shared < SHARED or (few and not still_there and around < AGREEING):
        return LOST
    return Match(statement.id, "fuzzy", shared)


def agreement(anchor: Anchor, text: str, start: int, end: int) -> float:
    """How much of the anchor's prefix and suffix stands around the place, from 0 to 1.

    Counted from the words outwards; where both are empty, 1 if the place is the whole text.
    """
    before, after = text[max(start - CONTEXT, 0) : start], text[end : end + CONTEXT]
    total = max(len(anchor.prefix), len(before)) + max(len(anchor.suffix), len(after))
    same = _in_common(reversed(anchor.prefix), reversed(before)) + _in_common(anchor.suffix, after)
    return same / total if total else 1.0


def shared_words(one: str, other: str) -> float:
    """The words that both have, of all that either has, from 0 to 1; case, marks and order are not told apart.

    >>> shared_words("The bridge is safe", "that the bridge is safe")
    0.8
    """
    a, b = (Counter(WORD.findall(words[:LONGEST].casefold())) for words in (one, other))
    either = (a | b).total()
    return (a & b).total() / either if either else 0.0


def _in_common(one: Iterable[str], other: Iterable[str]) -> int:
    """How many characters are the same from the start on."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count
