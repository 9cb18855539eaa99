"""Words as they are compared: case, accents, kinds of quotation marks, dashes and spaces are not told apart.

Each word keeps its place in the text, so that what is found can be shown in the words as they were written.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"  # soft hyphens and spaces without width stand inside words
LETTER = rf"[\w\u0300-\u036f{INVISIBLE}]"
# A word (“[W]e” is one), a number with its sign and separators, an abbreviation with its full stops, or a sign that
# says something.
WORD = re.compile(
    rf"(?:[^\W\d_]\.){{2,}}|(?:(?<!\w)[-−+](?=\d)|\[\w\](?=\w))?"
    rf"\w{LETTER}*(?:(?:(?<=\d)[.,:](?=\d)|['’‘ʼ`´](?=\w)){LETTER}+)*|[%€$£¥&]"
)
DROPPED = re.compile(rf"[{INVISIBLE}\u0300-\u036f\[\]]")
APOSTROPHES = str.maketrans("’‘ʼ`´−", "'''''-")
# Where words were left out by whoever quotes, and where they put in their own.
GAP = re.compile(
    r"\[\s{0,5}(?:…|\.{2,9}|\.(?:\s\.){1,5})\s{0,5}\]|\(\s{0,5}(?:…|\.{3,9})\s{0,5}\)|…|\.{3,9}|\.(?:\s\.){2,5}"
)
BRACKETS = re.compile(r"\[(?!\w\]\w)([^\[\]\n]{1,300}+)\]")
NUMBER = re.compile(r"[-+]?\d")


class Word(NamedTuple):
    """A word of a text: what it is compared by, and where it stands (code points, end exclusive)."""

    key: str
    start: int
    end: int


class Quote(NamedTuple):
    """Words that somebody puts forward as said.

    `breaks` are the numbers of the words before which something was left out; `inserted` those of the words in
    square brackets, which are not the speaker's.
    """

    text: str
    words: tuple[Word, ...]
    breaks: frozenset[int] = frozenset()
    inserted: frozenset[int] = frozenset()

    def pieces(self) -> list[tuple[int, int]]:
        """The ranges of words (end exclusive) that were left whole."""
        return [(a, b) for a, b in pairwise([0, *sorted(self.breaks), len(self.words)]) if a < b]

    def without_inserted(self) -> Quote:
        """The quote without the words in brackets; there may have been other words in their place."""
        kept = [n for n in range(len(self.words)) if n not in self.inserted]
        moved = {n: new for new, n in enumerate(kept)}
        behind = {n + 1 for n in self.inserted if n + 1 in moved}
        breaks = {moved[n] for n in (self.breaks | behind) if n in moved}
        return Quote(self.text, tuple(self.words[n] for n in kept), frozenset(breaks))


def read_words(text: str) -> tuple[Word, ...]:
    """The words of a text, in order.

    >>> [word.key for word in read_words("Café-owners’ “U.S.” rate: −4.5%")]
    ['cafe', 'owners', 'us', 'rate', '-4.5', '%']
    """
    return tuple(Word(_key(found.group()), found.start(), found.end()) for found in WORD.finditer(text))


def read_keys(text: str) -> list[str]:
    """What each word of a text is compared by: the keys of `read_words`, made at less cost."""
    return [_key(word) for word in WORD.findall(text)]


def read_quote(text: str) -> Quote:
    """The words of a quote, with what whoever quotes left out (… or [...]) and put in ([brackets]).

    >>> quote = read_quote("“[W]e will not … move [anybody] before May.”")
    >>> [word.key for word in quote.words], sorted(quote.breaks), sorted(quote.inserted)
    (['we', 'will', 'not', 'move', 'anybody', 'before', 'may'], [3], [4])
    """
    gaps = [found.start() for found in GAP.finditer(text)]
    brackets = [found.span(1) for found in BRACKETS.finditer(text)]
    words = read_words(text)
    starts = [word.start for word in words]
    breaks = {bisect_left(starts, gap) for gap in gaps}
    inserted = {n for a, b in brackets for n in range(bisect_left(starts, a), bisect_left(starts, b))}
    return Quote(text, words, frozenset(breaks - {0, len(words)}), frozenset(inserted))


@lru_cache(maxsize=50_000)
def _key(word: str) -> str:
    folded = DROPPED.sub("", unicodedata.normalize("NFKD", word)).translate(APOSTROPHES).casefold()
    return folded if NUMBER.match(folded) else folded.replace(".", "")
