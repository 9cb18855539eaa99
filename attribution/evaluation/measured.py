"""Attributions as they are compared: spans trimmed, contents and sources as sets of the text's words."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from attribution.evaluation.annotations import Told
from attribution.evaluation.quoted import quoted_characters
from attribution.evaluation.vocabulary import Vocabulary
from attribution.model import Kind, Span, Spans

_WORD = re.compile(r"\w+(?:['’]\w+)?")
_LETTERS = re.compile(r"[^\W\d_]+")
# Marks and white space at the ends of a span are a matter of convention, so they are not compared.
_TRIMMED = frozenset("\"'“”‘’„‟«»‹›`´" + ".,;:!?…-–—()[] \t\r\n\u00a0")

Words = frozenset[int]


@dataclass(frozen=True, slots=True)
class Measured:
    """One attribution, ready to be compared. Words are numbered from the start of the text.

    `source_words` leaves function words out, unless the source has no others. `kind` is derived from the
    marks of the text, for gold and predictions alike. `is_statement` tells whether somebody *said* it.
    """

    content: Spans
    source: Spans
    words: Words
    source_words: Words
    kind: Kind
    is_statement: bool
    has_cue: bool
    content_text: str
    source_text: str
    cue_text: str
    told: Told

    def has_source_of(self, other: Measured) -> bool:
        """Whether the sources share a word, or neither names anybody."""
        return bool(self.source_words & other.source_words) or not (self.source_words or other.source_words)

    def __str__(self) -> str:
        """One line to read, whatever the text has in it: kind, source, cue and content."""
        return f"[{self.kind}] {self.source_text or '—'!r} | {self.cue_text or '—'!r} | {self.content_text!r}"


def in_one_line(words: str) -> str:
    """Words that a file gave, to be printed: what would steer a terminal or break the line becomes �."""
    return "".join(character if character.isprintable() else "�" for character in words)


class Text:
    """A text with its words numbered and its quotation marks read, on which attributions are measured."""

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        self._text = text
        self._vocabulary = vocabulary
        self._quoted = quoted_characters(text)
        words = [match.span() for match in _WORD.finditer(text)]
        self._starts = [start for start, _ in words]
        self._ends = [end for _, end in words]

    def measure(self, attribution: Told) -> Measured | None:
        """The attribution as it is compared; None where no word is left in its content."""
        content, source = self._trim(attribution.content), self._trim(attribution.source)
        words = self._words(content)
        if not words:
            return None
        source_words = self._words(source)
        kind = self._kind(content)
        cue = " ".join(self._text[start:end] for start, end in attribution.cue)
        return Measured(
            content=content,
            source=source,
            words=words,
            source_words=frozenset(filter(self._tells, source_words)) or source_words,
            kind=kind,
            is_statement=kind != "indirect" or self._is_of_saying(cue),
            has_cue=bool(cue),
            content_text=" … ".join(self._text[start:end] for start, end in content),
            source_text=" … ".join(self._text[start:end] for start, end in source),
            cue_text=cue,
            told=attribution,
        )

    def _trim(self, spans: Iterable[Span]) -> Spans:
        """The spans in text order, without marks and a leading complementiser; empty ones left out."""
        trimmed: list[Span] = []
        for start, end in sorted(spans):
            start = self._skip(start, end)
            if not trimmed:
                for word in self._vocabulary.complementisers:
                    if self._text[start : start + len(word) + 1].lower() == word + " ":
                        start = self._skip(start + len(word) + 1, end)
                        break
            while end > start and self._text[end - 1] in _TRIMMED:
                end -= 1
            if end > start:
                trimmed.append(Span(start, end))
        return tuple(trimmed)

    def _skip(self, start: int, end: int) -> int:
        while start < end and self._text[start] in _TRIMMED:
            start += 1
        return start

    def _words(self, spans: Spans) -> Words:
        """Numbers of the words that the spans have, or touch."""
        return frozenset(
            number
            for start, end in spans
            for number in range(bisect_right(self._ends, start), bisect_left(self._starts, end))
        )

    def _tells(self, word: int) -> bool:
        return (
            self._text[self._starts[word] : self._ends[word]].lower() not in self._vocabulary.function_words
        )

    def _kind(self, content: Spans) -> Kind:
        counted = [at for start, end in content for at in range(start, end) if self._text[at].isalnum()]
        if not counted:
            return "indirect"
        share = sum(self._quoted[at] for at in counted) / len(counted)
        return "direct" if share > 0.95 else "indirect" if share < 0.02 else "mixed"

    def _is_of_saying(self, cue: str) -> bool:
        return not self._vocabulary.statement_forms.isdisjoint(_LETTERS.findall(cue.lower()))
