"""What breaks off an occasion: behind it a day is not carried on to what the same speaker says next."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attribution.extraction.circumstances.circumstance import DAY, Circumstances
from attribution.extraction.circumstances.moments import BARE, Moments
from attribution.extraction.circumstances.sequence import Statements
from attribution.extraction.statements.cues import CueCandidate
from attribution.languages import NAME
from attribution.model import Span

NEAR = 2  # paragraphs within which the place and the hearer of a statement may be told later
SENTENCES = 60  # between two statements of one occasion, at the most
# Readings that open another occasion.
TIMES = BARE | {"month", "year", "ago", "unit", "relative", "season", "weekend"}
VERB = re.compile(r"[vEBAMK]|(?<![DPj])C")  # tags of a verb before the time that opens a sentence
CLAUSE = re.compile(r"(?<=[nNC])[EegvC](?=[ptuDPmd])")  # a participle within a place: "a video posted after"
PASSIVE = "B"
TENSED = frozenset("BAMKt")  # tags of words that take the tense of a verb on themselves


class Breaks:
    """Tells for the statements of one article where a day is carried on no further."""

    def __init__(self, statements: Statements, found: Sequence[Circumstances], moments: Moments):
        self.statements, self.moments, self.layout = statements, moments, statements.layout
        settings = moments.language.circumstances["carrying"]
        self.present, self.present_endings = (
            frozenset(settings["present"]),
            tuple(settings["present_endings"]),
        )
        self.timeless, self.elsewhen = frozenset(settings["timeless"]), frozenset(settings["elsewhen"])
        self.asking = frozenset(moments.language.circumstances["addressee"]["asked"])
        self.others = frozenset(settings["others"])
        pieces = [piece for proposal in statements.proposals for piece in proposal.pieces]
        self.taken = {token for first, after in pieces for token in range(first, after)}
        self.taken |= {self.layout.token_at(known.when.start) for known in found if known.when is not None}

    def aside(self, n: int, first: int) -> bool:
        """Whether a statement is of no occasion, unlike `first`: a belief, a noun ("his claim"), in the present tense.

        Documents say in the present tense what they said on their day.
        """
        cue, dated = self.statements.proposals[n].cue, self.statements.proposals[first].cue
        if cue is None:
            return False
        if cue.cue.stance == "attitude":
            return True
        if cue.cue.part == "noun":
            return self._sentence(cue.first) != self._sentence(self.statements.span(first)[0])
        if self.statements.references[n].type == "document":
            return False
        if cue.cue.lemma in self.timeless:
            return True
        return self._is_present(cue) and not (dated is not None and self._is_present(dated))

    def asked(self, n: int, known: Circumstances) -> str:
        """The last word of whom a statement asks: "Ito was asked", "they asked Ito"; "" where it asks nobody."""
        cue, words = self.statements.proposals[n].cue, self.layout.words
        if cue is None or words[cue.first] not in self.asking:
            return ""
        if PASSIVE in self.layout.tags[cue.group : cue.first]:
            return words[cue.group - 1] if cue.group else ""
        return words[self.layout.token_at(known.addressee.end - 1)] if known.addressee is not None else ""

    def ended(self, n: int, chain: Sequence[int], found: Sequence[Circumstances]) -> bool:
        """Whether with statement `n` the occasion of those before it is over: another one, or another day in between.

        `chain` are the numbers of the statement that was dated and of those to which its day was carried on.
        """
        first, after = self.statements.span(n)[0], self.statements.span(chain[-1])[1]
        cue, dated = self.statements.proposals[n].cue, found[chain[0]]
        if cue is not None:
            beside = self.layout.words[max(0, cue.group - 1) : cue.first]
            if not self.elsewhen.isdisjoint(beside):
                return True
        further = self._sentence(first) - self._sentence(after - 1)
        if further <= 0:
            return False
        if further > SENTENCES:
            return True
        day = dated.said_on or ""
        coarse = len(day) < DAY and dated.precision != "week"
        return (
            (coarse and further > 1) or self._elsewhere(n, chain, found) or self._moved(n, after, first, day)
        )

    def _sentence(self, token: int) -> int:
        return self.layout.sentence_of(token)

    def _is_present(self, cue: CueCandidate) -> bool:
        """Whether a verb stands in the present tense: "says", "is saying"."""
        words, tags = self.layout.words, self.layout.tags
        if cue.cue.part == "noun":
            return False
        if not self.present.isdisjoint(words[cue.group : cue.first]):
            return True
        if not TENSED.isdisjoint(tags[cue.group : cue.first]):
            return False
        return words[cue.first] == cue.cue.lemma.split("-")[0] or words[cue.first].endswith(
            self.present_endings
        )

    def _elsewhere(self, n: int, chain: Sequence[int], found: Sequence[Circumstances]) -> bool:
        """Whether a statement has a place or a hearer by name other than those told with the statements before.

        One that follows soon may tell what the dated one left out: "said on Monday … told Radio Halden".
        """
        known = found[n]
        near = self.statements.paragraph(n) - self.statements.paragraph(chain[0]) <= NEAR
        places = {word for before in chain for word in self._words(found[before].place)}
        hearers = {word for before in chain for word in self._words(found[before].addressee)}
        if known.place is not None:
            words = self._words(known.place)
            if not self.others.isdisjoint(words):
                return True
            opens = self.layout.token_at(known.place.start) in self.layout.paragraph_starts
            told = self._is_known(known.place) or not words.isdisjoint(places | hearers)
            if (places or opens or not near) and not told:
                return True
        if known.addressee is not None and known.stance != "asked" and (hearers or not near):
            names = self._words(known.addressee, NAME)
            return bool(names) and names.isdisjoint(places | hearers)
        return False

    def _is_known(self, place: Span) -> bool:
        """Whether a place is told as a known one, "in the video", unlike "in a video posted after the flood"."""
        layout, definite = self.layout, self.moments.language.names["definite"]
        first, after = layout.tokens(*place)
        head = CLAUSE.search(layout.tags, first + 2, after - 1)
        return not definite.isdisjoint(layout.words[first : head.start() if head else after])

    def _words(self, span: Span | None, tag: str = "") -> set[str]:
        """The words of a span that tell what it is, and those that point to a known thing; or its words of a tag."""
        if span is None:
            return set()
        layout, definite = self.layout, self.moments.language.names["definite"]
        tokens = range(*layout.tokens(*span))
        if tag:
            return {layout.words[n] for n in tokens if layout.tags[n] == tag}
        meant = self.moments.language.meanings
        nouns = {layout.words[n] for n in tokens if layout.tags[n] == NAME or layout.words[n] in meant}
        return nouns | (definite | self.others).intersection(layout.words[n] for n in tokens)

    def _moved(self, n: int, first: int, after: int, day: str) -> bool:
        """Whether the tokens tell of another day in the article's own voice: it opens a sentence, or is the speaker's.

        The day of somebody else's statement is none.
        """
        layout = self.layout
        named = frozenset(self.statements.speaker(n).lower().split())
        for sentence in layout.sentences[self._sentence(first) : self._sentence(after - 1) + 1]:
            for moment in self.moments.of(sentence):
                taken = moment.first in self.taken or layout.quoted[moment.first] >= 0
                if moment.first < first or moment.after > after or taken:
                    continue
                told = self.moments.read(moment, day).date
                if told is not None and day.startswith(told):
                    continue
                begin = sentence[0]
                if moment.means in TIMES and VERB.search(layout.tags, begin, moment.first) is None:
                    return True
                who = layout.tags[begin] == "S" or not named.isdisjoint(layout.words[begin : moment.first])
                if who and moment.means in BARE and told is not None:
                    return True
        return False
