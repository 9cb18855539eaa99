"""What stands between a statement and its day: an occasion, a title, a participle that leads to it, or a matter."""

from __future__ import annotations

import re

from attribution.extraction.circumstances.times import Moment
from attribution.extraction.statements.surroundings import BARRIERS, noun_phrase, verbless
from attribution.extraction.text.layout import Layout
from attribution.extraction.text.tagging import CLITIC
from attribution.languages import CUE, GERUND, NOUN, Language

PREPOSITION, DETERMINER, OF = "p", "D", "o"
PHRASE = frozenset("DPHIqjnN#")  # tags that open a noun phrase
LINKED = 3  # tokens between an occasion and the participle of its day: “an interview that was aired”
TITLED = re.compile(r"<[^<>]{1,6}>")  # a title in quotation marks
REDUCED = re.compile(r"(?<=[nNC>])E")  # a participle behind its noun: "the boat lost on Monday"
ATTRIBUTIVE = frozenset("Dm")  # tags of the first word of a date before a noun: "the March 1 vote"


class Adjuncts:
    """Reads the stretches of one article that may stand before an expression of time."""

    def __init__(self, layout: Layout, language: Language):
        self.layout, self.language = layout, language
        self.dating = frozenset(language.circumstances["occasion"]["dating"])
        self.apart = frozenset(language.circumstances["occasion"]["apart"])
        self.counted = frozenset(language.circumstances["occasion"]["counted"])
        self.by = frozenset(language.circumstances["occasion"]["by"])
        self.speaking = frozenset(language.circumstances["addressee"]["speaking"])

    def plain(self, first: int, after: int) -> bool:
        """Whether neither a verb nor a participle stands among the tokens, unlike in "of the boat lost on Monday"."""
        layout, words = self.layout, self.layout.words
        if not verbless(layout, first, after) or REDUCED.search(layout.tags, first, after) is not None:
            return False
        return not any(
            layout.tags[n] == CUE and words[n] not in self.language.noun_cues and words[n + 1] in self.by
            for n in range(first, after - 1)
        )  # "a letter seen by the Gazette"

    def dated(self, first: int, after: int) -> bool:
        """Whether the tokens lead from an occasion to its day: "in a video dated", "in an interview aired on"."""
        words = self.layout.words
        verb = next((n for n in range(after - 1, first - 1, -1) if words[n] in self.dating), None)
        if verb is None or not self.plain(verb + 1, after):
            return False
        near = range(verb - 1, max(first, verb - LINKED) - 1, -1)
        noun = next((n for n in near if self._is_occasion(words[n])), None)
        return noun is not None and self.plain(first, noun)

    def _is_occasion(self, word: str) -> bool:
        kinds = self.language.meanings.get(word, ())
        return "occasion" in kinds or "document" in kinds

    def of_matter(self, moment: Moment, limit: int, dates: frozenset[str]) -> bool:
        """Whether a time tells but of a matter, no occasion: "ahead of the March 1 vote", "after Monday’s storm".

        `dates` are the readings that may stand so, `limit` is where the sentence ends.
        """
        layout, (first, after, means) = self.layout, moment
        follows, opens = layout.tags[after : after + 1], layout.tags[first]
        owner = follows == CLITIC
        attributive = (follows == NOUN and opens in ATTRIBUTIVE) or (follows == CUE and opens == DETERMINER)
        if means not in dates or opens == PREPOSITION or not (owner or attributive):
            return False
        end = noun_phrase(layout, after + owner, limit, self.language)
        return not any(map(self._is_occasion, layout.words[after + owner : max(after + owner + 1, end)]))

    def other_time(self, first: int, after: int) -> bool:
        """Whether the tokens lead to a time at which it was not said: "since the flood in May", "ahead of Monday"."""
        words = self.layout.words
        return any(
            words[n] in self.apart and words[max(0, n - 1)] not in self.speaking for n in range(first, after)
        )  # but "testifying before the council on Monday"

    def spoken(self, first: int, after: int) -> bool:
        """Whether a verb of saying stands among the tokens, that of somebody else."""
        words, cues, nouns = self.layout.words, self.language.cues, self.language.noun_cues
        told = (words[n] for n in range(first, after) if self.layout.tags[n] == CUE)
        return any(word in cues and word not in nouns and not self._is_occasion(word) for word in told)

    def of_event(self, moment: Moment) -> bool:
        """Whether a time counts from an event, not from a date: "the day after the flood", "the day of the vote"."""
        layout, after = self.layout, moment.after
        follows = layout.tags[after : after + 1]
        counted = layout.words[after - 1] in self.counted and follows != "" and follows in PHRASE
        return moment.means == "relative" and (follows == OF or counted)

    def titled(self, first: int, after: int) -> bool:
        """Whether but a title in quotation marks stands among the tokens: "on Radio Halden’s “This Hour”"."""
        tags = self.layout.tags[first:after]
        plain = TITLED.sub("", tags)
        return plain != tags and not (BARRIERS | {"C"}).intersection(plain)

    def occasion(self, first: int, after: int) -> bool:
        """Whether the tokens are but an occasion: "in a statement", "Speaking to reporters"."""
        words, kinds = self.layout.words[first:after], self.language.meanings
        told = any("occasion" in kinds.get(word, ()) or word in self.speaking for word in words)
        return told and self.plain(first, after)

    def doing(self, first: int, after: int) -> bool:
        """Whether a participle goes on with something else: "noting her comments in April"."""
        tags, words = self.layout.tags, self.layout.words
        return any(tags[n] == GERUND and words[n] not in self.speaking for n in range(first, after))
