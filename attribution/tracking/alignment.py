"""Which words of a quote stand in a statement, and in which order: exactly, or as nearly as may be."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import accumulate, pairwise
from typing import NamedTuple

from attribution.tracking.words import Quote

SEPARATOR = "\x1f"  # stands in no word
SLACK = 6  # words
PAIR = 2  # a pair of words that the piece has too counts as so many single ones


class Block(NamedTuple):
    """A run of words that the quote (from `asked`) and the statement (from `found`) have in common."""

    asked: int
    found: int
    size: int


def exact(quote: Quote, keys: Sequence[str]) -> tuple[Block, ...]:
    """The whole quote, each piece unbroken and in order, where it first stands in the words; () if it does not."""
    asked = [word.key for word in quote.words]
    line = SEPARATOR.join(["", *keys, ""])
    blocks, at = [], 0
    for start, end in quote.pieces():
        piece = SEPARATOR.join(["", *asked[start:end], ""])
        at = line.find(piece, at)
        if at < 0:
            return ()
        blocks.append(Block(start, line.count(SEPARATOR, 0, at), end - start))
        at += len(piece) - len(SEPARATOR)
    return tuple(blocks)


def nearest(quote: Quote, keys: Sequence[str]) -> tuple[Block, ...]:
    """The runs that the quote and the words have in common, in order, piece by piece.

    They are looked for in one window only, where words and pairs of words of the piece stand closest: elsewhere,
    common words are no sign of anything.
    """
    asked = [word.key for word in quote.words]
    blocks: list[Block] = []
    first = 0
    for start, end in quote.pieces():
        piece, rest = asked[start:end], keys[first:]
        low, high = _window(piece, rest)
        # Among 200 words and more, difflib begins no run at a word that is every hundredth: that bounds its time.
        found = SequenceMatcher(None, piece, rest[low:high]).get_matching_blocks()
        blocks.extend(Block(a + start, b + low + first, size) for a, b, size in found if size)
        first = blocks[-1].found + blocks[-1].size if blocks else 0
    return tuple(blocks)


def _window(piece: list[str], keys: Sequence[str]) -> tuple[int, int]:
    """Where the piece most likely stands: half as long again as it is, and `SLACK` words, to either side."""
    slack = len(piece) // 2 + SLACK
    width = len(piece) + slack
    if len(keys) <= width:
        return 0, len(keys)
    words, pairs = set(piece), set(pairwise(piece))
    signs = [key in words for key in keys]
    points = [sign + PAIR * (pair in pairs) for sign, pair in zip(signs, pairwise(["", *keys]), strict=True)]
    sums = [0, *accumulate(points)]
    best = max(range(len(keys) - width + 1), key=lambda at: sums[at + width] - sums[at])
    return max(0, best - slack), min(len(keys), best + width + slack)
