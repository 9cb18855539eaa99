"""The words of phrases without a name, and where an article has a word: what its resolvers share."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

from attribution.extraction.naming.entities import Entities
from attribution.extraction.speakers.references import Spoken
from attribution.extraction.text.layout import Layout
from attribution.extraction.text.mentions import Phrase
from attribution.extraction.text.tagging import CLITIC
from attribution.languages import Language

LONGEST = 6  # tokens of an apposition that tells a role
FEW = 6  # words that are looked for one by one before all are noted
RIGHT_BEFORE = 2  # sentences back in which somebody is still in mind


class Phrases:
    """The phrases of one article, with who is named in it and who has spoken."""

    def __init__(self, layout: Layout, language: Language, entities: Entities, spoken: Spoken):
        self.layout, self.language, self.entities, self.spoken = layout, language, entities, spoken
        self.reader, self.names = entities.reader, language.names
        self.index: dict[str, list[int]] = {}  # word -> its tokens, of the first few that are asked for

    def words(self, first: int, after: int) -> str:
        """Tokens as the text has them, with single spaces; a determiner before them left out."""
        if self.layout.tags[first] == "D" and after - first > 1:
            first += 1
        start, end = self.layout.span(first, after)
        return " ".join(self.layout.text[start:end].split())

    def as_written(self, phrase: Phrase) -> str:
        """A phrase as the text has it, with single spaces."""
        start, end = self.layout.span(phrase.first, phrase.after)
        return " ".join(self.layout.text[start:end].split())

    def definite(self, phrase: Phrase) -> bool:
        """Whether a phrase points to somebody known: "the baker", "Holt's lawyer"."""
        word = self.layout.words[phrase.first]
        possessed = CLITIC in self.layout.tags[phrase.first : phrase.head]
        return possessed or (self.layout.tags[phrase.first] in "DT" and word in self.names["definite"])

    def introduces(self, phrase: Phrase) -> bool:
        """Whether a phrase brings in somebody without a name: "a baker"."""
        more = phrase.after - phrase.first > 1
        return more and self.layout.tags[phrase.first] in "DI#q" and not self.definite(phrase)

    def begins(self, head: int) -> int:
        """Where the noun phrase before its head begins."""
        first = head
        while first > 0 and self.layout.tags[first - 1] in "jnN#zD" and head - first < LONGEST:
            first -= 1
        return first

    def occurrences(self, word: str) -> list[int]:
        """The tokens at which the article has a word."""
        found = self.index.get(word)
        if found is None and len(self.index) < FEW:
            found = self.index[word] = [n for n, w in enumerate(self.layout.words) if w == word]
        elif found is None:
            found = self.whole.get(word, [])
        return found

    @cached_property
    def whole(self) -> Mapping[str, list[int]]:
        """The tokens of every word."""
        index: defaultdict[str, list[int]] = defaultdict(list)
        for n, w in enumerate(self.layout.words):
            index[w].append(n)
        return dict(index)

    def among(self, word: str, first: int, after: int) -> list[int]:
        """Those of the tokens `first` to `after` at which the article has a word."""
        found = self.occurrences(word)
        return found[bisect_left(found, first) : bisect_left(found, after)]

    def right_before(self, token: int) -> int:
        """Where the sentences begin in which somebody is still in mind at a token."""
        return self.layout.sentences[max(0, self.layout.sentence_of(token) - RIGHT_BEFORE)][0]
