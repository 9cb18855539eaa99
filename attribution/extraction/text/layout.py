"""Paragraphs, sentences and tokens of a text; furniture (share buttons, comment forms, bylines) told from prose.

A token is a word, a number, a clitic ('s), a mark or a run of line breaks. Each has a tag of one character for its
class (`attribution.languages.CLASSES`), so that a pattern over classes is a regular expression over `Layout.tags`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from attribution.extraction.text.quotations import Apostrophes, Quotation, find_quotations
from attribution.extraction.text.sentences import sentences_of
from attribution.extraction.text.tagging import CLOSE, OPEN, tagged
from attribution.extraction.text.unclosed import ended_before_speaker
from attribution.languages import Language
from attribution.model import Span

FINITE = frozenset("BAMvCK")  # tags of verbs that can carry a clause: auxiliaries, known verbs, cues
VERBAL = FINITE | {"E"}  # and of words in -ed, which may
VERB = re.compile(f"[{''.join(sorted(VERBAL))}]")  # finds them
# What goes on with a word: accents that are characters of their own, and letters in the wrong encoding (TomÃ¡s).
ACCENTS = (
    r"(?:(?:[\u0300-\u036f]|(?<=Ã)[^\s\w\x00-\x7f]"
    r"|(?:(?<=[\u0302\u0303])|(?<=\x83Â))[\x80-\x84\x86-\x9f\xa1-\xbf])\w*)*"
)
LONG_WRAP = (45, 100)  # widths of hard-wrapped lines
LONGEST_FURNITURE = 300  # characters of a paragraph that may be furniture
LONGEST_LINE = 200  # characters of a headline, and of furniture told by words anywhere in it


@dataclass(frozen=True, slots=True)
class Layout:
    """A text cut up once. Token arrays run parallel; sentences and paragraphs are token ranges, end exclusive.

    `words` are lower-cased with ' for ’; `tags` has one character a token. `labels` are what the weight tables know of
    a token: the word itself where the language lists it, else its tag with the meaning of the noun. `quoted[i]` is
    the number of the outermost quotation around token i, or -1. `prose[p]` tells whether paragraph p
    is prose, not furniture.
    """

    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    tags: str
    labels: list[str]
    sentences: list[tuple[int, int]]
    paragraphs: list[tuple[int, int]]
    prose: list[bool]
    quotations: tuple[Quotation, ...]
    quoted: list[int]
    sentence_starts: list[int]
    paragraph_starts: list[int]
    headline: int  # number of the paragraph that is the headline, or -1

    def sentence_of(self, token: int) -> int:
        """Number of the sentence that a token stands in."""
        return bisect_right(self.sentence_starts, token) - 1

    def paragraph_of(self, token: int) -> int:
        """Number of the paragraph that a token stands in."""
        return bisect_right(self.paragraph_starts, token) - 1

    def token_at(self, offset: int) -> int:
        """Number of the last token that starts at or before the offset; 0 at the least."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def span(self, first: int, after: int) -> Span:
        """The text span of tokens `first` to `after`, end exclusive."""
        return Span(self.starts[first], self.ends[after - 1])

    def tokens(self, start: int, end: int) -> tuple[int, int]:
        """The tokens, end exclusive, that a text span covers; one at the least."""
        return self.token_at(start), self.token_at(max(start, end - 1)) + 1


def read_layout(text: str, language: Language, title: str | None = None) -> Layout:
    """Cut a text into paragraphs, sentences and tokens, with quotations found and words tagged."""
    tokens = list(_token_pattern(language).finditer(text))
    if hard_wrapped(text):
        tokens = [token for token in tokens if token.group() != "\n"]
    words = [token.group() for token in tokens]
    starts = [token.start() for token in tokens]
    ends = [token.end() for token in tokens]
    breaks = [n for n, word in enumerate(words) if word[0] == "\n"]
    paragraphs = _paragraphs(breaks, len(words))
    spans = [Span(starts[a], ends[b - 1]) for a, b in paragraphs]
    quotations = find_quotations(text, spans, _apostrophes(language))
    quoted, marks = _quoted_tokens(quotations, starts)
    tags, lowered, labels = tagged(words, marks, paragraphs, language)
    if not all(quotation.closed for quotation in quotations):
        quotations = ended_before_speaker(quotations, tags, starts, ends)
        quoted, _ = _quoted_tokens(quotations, starts)
    sentences = [
        sentence
        for paragraph in paragraphs
        for sentence in sentences_of(paragraph, words, tags, quoted, starts)
    ]
    prose = [_is_prose(text[a:b], language) for a, b in spans]
    return Layout(
        text, starts, ends, lowered, tags, labels, sentences, paragraphs, prose, quotations, quoted,
        [s for s, _ in sentences], [p for p, _ in paragraphs], _headline(text, spans, prose, tags, paragraphs, title),
    )  # fmt: skip


@lru_cache(maxsize=8)
def _apostrophes(language: Language) -> Apostrophes:
    settings = language.layout["apostrophes"]
    return Apostrophes(frozenset(settings["before"]), tuple(settings["endings"]))


@lru_cache(maxsize=8)
def _token_pattern(language: Language) -> re.Pattern[str]:
    def words(name: str) -> str:
        return (
            "|".join(re.escape(word) for word in sorted(language.layout[name], key=len, reverse=True))
            or "(?!)"
        )

    clitic = rf"(?:{words('clitics')})(?!\w)"
    return re.compile(
        r"â€[œ˜™\x9d“”¦]?"  # marks in the wrong encoding
        r"|\d['’]\s?\d{1,2}(?:\"|”|''|″)(?=\s\w)"  # 6'2"
        r"|(?=\w++(?:-\w)?\.)(?:"  # what follows is worth trying before a full stop only
        rf"(?:[^\W\d_]-)?(?:[^\W\d_]\.){{2,}}"  # U.S., R-S.C.
        rf"|(?:\w++\.){{1,3}}(?-i:{words('hosts')})\b(?!\.?\w)"  # Harbour.com
        rf"|\b(?:{words('abbreviations')})\.(?=[\s,)]|$)"  # Mr.
        rf"|\b(?:{words('abbreviations_before_digits')})\.(?=\s?\d))"  # No. 10
        rf"|(?-i:[A-Z])\.(?=[ \xa0](?-i:[A-Z]))(?<!\bI\.)"  # an initial
        rf"|[$£€@#]?\w+(?<!â(?=€)){ACCENTS}(?:[.,:/](?=\d)\d+)*(?:(?:[-‑&/]|['’](?!{clitic}))\w+(?<!â(?=€)))*%?"
        rf"|['’]{clitic}"
        r"|\n+(?:[ \t\r\f\v\xa0]*\n+)*"
        r"|\.{2,}|--+|''|``|\S",
        re.IGNORECASE,
    )


def hard_wrapped(text: str) -> bool:
    """Whether single line breaks are only where a line was full: then blank lines alone part paragraphs."""
    if "\n\n" not in text:
        return False
    lines = text.split("\n")
    low, high = LONG_WRAP
    pairs = [(a, b) for a, b in pairwise(lines) if a and b]
    full = sum(low <= len(a) <= high and a[-1].isalnum() and b[:1].islower() for a, b in pairs)
    return len(pairs) >= 3 and full > len(pairs) / 3


def _paragraphs(breaks: list[int], count: int) -> list[tuple[int, int]]:
    """The token ranges between line breaks, of `count` tokens in all."""
    paragraphs, first = [], 0
    for at in [*breaks, count]:
        if at > first:
            paragraphs.append((first, at))
        first = at + 1
    return paragraphs


def _quoted_tokens(quotations: tuple[Quotation, ...], starts: list[int]) -> tuple[list[int], dict[int, str]]:
    """For each token the number of the outermost quotation around it, or -1; and the tags of quotation marks."""
    quoted = [-1] * len(starts)
    marks: dict[int, str] = {}
    for number, quotation in enumerate(quotations):
        first = bisect_right(starts, quotation.start) - 1
        marks[first] = OPEN
        after = bisect_right(starts, quotation.end - 1)
        if quotation.closed:
            marks[after - 1] = CLOSE
        if quotation.depth == 0:
            quoted[first:after] = [number] * (after - first)
    return quoted, marks


def _is_prose(paragraph: str, language: Language) -> bool:
    """Whether a paragraph is no furniture; a long one never is."""
    lower = paragraph.strip().lower().replace("’", "'")
    if not lower:
        return False
    furniture = _furniture(language)
    if lower.rstrip(" .*!:…»>") in furniture.whole:
        return False
    if len(lower) > LONGEST_FURNITURE:
        return True
    if lower.startswith(furniture.starts):
        return False
    return len(lower) >= LONGEST_LINE or not any(map(lower.__contains__, furniture.contains))


class _Furniture(NamedTuple):
    """What tells furniture: the whole of a paragraph, its beginning, or words anywhere in it."""

    whole: frozenset[str]
    starts: tuple[str, ...]
    contains: tuple[str, ...]


@lru_cache(maxsize=8)
def _furniture(language: Language) -> _Furniture:
    listed = language.layout["furniture"]
    return _Furniture(frozenset(listed["whole"]), tuple(listed["starts"]), tuple(listed["contains"]))


def _headline(
    text: str,
    spans: list[Span],
    prose: list[bool],
    tags: str,
    paragraphs: list[tuple[int, int]],
    title: str | None,
) -> int:
    """The first paragraph, where it repeats the title or is short and ends like no sentence."""
    if not spans or not prose[0] or len(spans) < 2:
        return -1
    first = text[spans[0].start : spans[0].end].strip()
    if title:
        return 0 if first.rstrip(".") == title.strip().rstrip(".") else -1
    return 0 if len(first) < LONGEST_LINE and tags[paragraphs[0][1] - 1] not in ".!>" else -1
