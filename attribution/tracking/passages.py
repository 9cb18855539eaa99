"""Where the words of a quote stand in the text of an article, whoever is said to have said them."""

from __future__ import annotations

from itertools import islice, pairwise

from attribution.model import Span
from attribution.tracking.alignment import Block, exact
from attribution.tracking.words import WORD, Quote, read_keys

LONGEST_GAP = 150  # words between two pieces of the quote
MOST_TRIES = 20  # places where the first piece stands, and the others too far off


def find_words(text: str, quote: Quote) -> Span | None:
    """The first place where all pieces of the quote stand one behind the other; None if there is none.

    The quote has words. What it has in brackets is taken as it stands, and then as put in by whoever quotes.
    """
    keys = read_keys(text)
    blocks = _find(quote, keys)
    if not blocks and quote.inserted and (bare := quote.without_inserted()).words:
        blocks = _find(bare, keys)
    if not blocks:
        return None
    first, last = blocks[0].found, blocks[-1].found + blocks[-1].size - 1
    places = list(islice(WORD.finditer(text), first, last + 1))
    return Span(places[0].start(), places[-1].end())


def _find(quote: Quote, keys: list[str]) -> tuple[Block, ...]:
    skipped = 0
    for _ in range(MOST_TRIES):
        blocks = exact(quote, keys[skipped:])
        if not blocks:
            return ()
        if all(b.found - a.found - a.size <= LONGEST_GAP for a, b in pairwise(blocks)):
            return tuple(block._replace(found=block.found + skipped) for block in blocks)
        skipped += blocks[0].found + 1
    return ()
