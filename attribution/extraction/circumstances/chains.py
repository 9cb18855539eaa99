"""How words went from mouth to mouth, and against whom: “through a spokesman”, “citing officials”, “accused Holt”."""

from __future__ import annotations

from typing import NamedTuple

from attribution.extraction.speakers.coreference import Resolver
from attribution.extraction.statements.cues import CueCandidate
from attribution.extraction.statements.relations import Proposal
from attribution.extraction.statements.surroundings import noun_phrase
from attribution.extraction.text.layout import Layout
from attribution.extraction.text.tagging import CLITIC
from attribution.languages import NAME, Language

PEOPLE = frozenset({"role", "relation"})  # meanings of those through whom somebody speaks
BODIES = PEOPLE | {"group", "organisation", "unnamed", "place"}  # of those who are accused
SOURCES = BODIES | {"document"}  # of what is cited
FAR = 12  # tokens between a cue and "citing"
BEHIND_TARGET = frozenset("opt,.;:<->ugW&a)")  # tags that may stand behind whom somebody accuses: no verb


class Chain(NamedTuple):
    """Through whom something was said, whom the source cites, and who is accused; words or names, or None."""

    via: str | None
    citing: str | None
    target: str | None


class Chains:
    """Reads the chains of one article."""

    def __init__(self, layout: Layout, language: Language, resolver: Resolver):
        self.layout, self.language, self.resolver = layout, language, resolver
        settings = language.circumstances
        self.via = frozenset(settings["chain"]["via"])
        self.citing = frozenset(settings["chain"]["citing"])
        self.at = frozenset(settings["target"]["prepositions"])
        self.moved = frozenset(settings["target"]["moved"])

    def read(self, proposal: Proposal, speaker: str | None) -> Chain:
        """The chain of one attribution; `speaker` is who makes it, and so nobody whom it accuses."""
        cue = proposal.cue
        if cue is None:
            return Chain(None, None, None)
        first, after = self.layout.sentences[self.layout.sentence_of(cue.first)]
        near = (max(first, cue.first - FAR), min(after, cue.after + FAR))
        return Chain(
            self._behind(self.via, proposal, (first, after), PEOPLE),
            self._behind(self.citing, proposal, near, SOURCES),
            self._target(cue, speaker) if cue.cue.stance == "accused" else None,
        )

    def _behind(
        self, words: frozenset[str], proposal: Proposal, among: tuple[int, int], kinds: frozenset[str]
    ) -> str | None:
        """The phrase behind one of the words, outside cue and content, whose noun means one of the kinds."""
        (first, after), layout, cue = among, self.layout, proposal.cue
        if words.isdisjoint(layout.words[first:after]):
            return None
        for n in range(first, after):
            inside = any(begin <= n < end for begin, end in proposal.pieces)
            if layout.words[n] not in words or inside or (cue is not None and cue.first <= n < cue.after):
                continue
            end = noun_phrase(layout, n + 1, after, self.language)
            if end > n + 1 and self._means(n + 1, end, kinds):
                return self._words(n + 1, end)
        return None

    def _means(self, first: int, after: int, kinds: frozenset[str]) -> bool:
        """Whether a phrase is of one of the kinds: a name and a pronoun are, where bodies are among these."""
        layout, tags = self.layout, self.layout.tags
        if "organisation" in kinds and (tags[after - 1] in NAME + "S" or tags[first] in "OR"):
            return True
        cut = tags.find("o", first, after)
        word = layout.words[(cut if cut > first else after) - 1]
        return word in self.language.names["spokes"] or bool(
            kinds.intersection(self.language.meanings.get(word, ()))
        )

    def _target(self, cue: CueCandidate, speaker: str | None) -> str | None:
        """Whom an accusation is against: the name, in full; or the words."""
        layout, tags = self.layout, self.layout.tags
        end = layout.sentences[layout.sentence_of(cue.first)][1]
        if cue.cue.part == "verb" and "B" in tags[cue.group : cue.first]:
            return self._subject(cue, speaker)
        begin = cue.after
        if cue.cue.part == "noun" or (layout.words[begin : begin + 1] and layout.words[begin] in self.at):
            begin = next(
                (n + 1 for n in range(begin, min(begin + 3, end)) if layout.words[n] in self.at), end
            )
        stop = noun_phrase(layout, begin, end, self.language)
        if stop == begin:
            return None
        if layout.words[stop : stop + 1] and layout.words[stop] in self.moved:
            begin, stop = stop + 1, noun_phrase(layout, stop + 1, end, self.language)
        behind = tags[stop : stop + 1]
        cut = tags.rfind("o", begin, stop)
        if cut > begin and behind not in ("o", "p"):
            stop, behind = cut, "o"  # "accused Holt of fraud"
        if not self._means(begin, stop, BODIES):
            return None
        return self._who(begin, stop, speaker) if behind in BEHIND_TARGET or not behind else None

    def _subject(self, cue: CueCandidate, speaker: str | None) -> str | None:
        """“Holt was accused of”."""
        tags, first = self.layout.tags, cue.group
        while first > 0 and tags[first - 1] in "nNDPHjSq#iIz":
            first -= 1
        while first < cue.group and tags[first] == CLITIC:
            first += 1
        return self._who(first, cue.group, speaker) if first < cue.group else None

    def _who(self, first: int, after: int, speaker: str | None) -> str:
        found = self.resolver.behalf.whom(first, after)
        return found if found is not None and found != speaker else self._words(first, after)

    def _words(self, first: int, after: int) -> str:
        start, end = self.layout.span(first, after)
        return " ".join(self.layout.text[start:end].split())
