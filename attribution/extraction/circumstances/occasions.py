"""Where, by what means and to whom something was said: “told reporters at a rally in Halden”, “in an email”."""

from __future__ import annotations

from typing import NamedTuple

from attribution.extraction.circumstances.moments import Moments
from attribution.extraction.statements.surroundings import NOUNS, Surroundings, noun_phrase, verbless
from attribution.extraction.text.layout import Layout
from attribution.languages import Language

Range = tuple[int, int]
KINDS = frozenset({"role", "group", "organisation", "unnamed", "relation"})  # meanings of those who hear


class Occasion(NamedTuple):
    """Token ranges of the place (with its preposition) and of the hearer, or None."""

    place: Range | None
    hearer: Range | None


class Occasions:
    """Reads the occasions of one article."""

    def __init__(self, layout: Layout, language: Language, moments: Moments):
        self.layout, self.language, self.moments = layout, language, moments
        settings = language.circumstances
        self.place, self.addressee = settings["place"], settings["addressee"]
        self.prepositions = frozenset(self.place["prepositions"])
        self.media = frozenset(self.place["media"])
        self.on = frozenset(self.place["on"]) | self.media
        self.meanings = frozenset(self.place["meanings"])
        self.speaking = frozenset(self.addressee["speaking"])
        self.venues = frozenset(self.place["venue_prepositions"])

    def read(self, around: Surroundings) -> Occasion:
        """Where and to whom, as the free words around a cue tell."""
        hearer = self._object(around) or self._told(around)
        begin, stop = around.behind
        if hearer is not None and hearer[0] == begin:
            begin = hearer[1]
        for first, after in ((begin, stop), around.between, around.before, around.end):
            place, told = self._in(first, after, (first, after) == (begin, stop))
            if (first, after) == around.end and place is not None and place[0] > first:
                break
            hearer = hearer or told
            if place is not None:
                return Occasion(place, hearer)
        return Occasion(None, hearer)

    def _in(self, first: int, after: int, behind: bool) -> tuple[Range | None, Range | None]:
        """The place and the hearer in a stretch of free words; `behind` tells that the cue stands before it."""
        if first >= after:
            return None, None
        tags, words = self.layout.tags, self.layout.words
        hearer = self._spoken_to(first, after)
        if (
            behind
            and hearer is None
            and tags[first] in "pt"
            and words[first] in self.addressee["prepositions"]
        ):
            end = noun_phrase(self.layout, first + 1, after, self.language)
            if end > first + 1 and self._hears(first + 1, end):
                hearer = (first + 1, end)
        n = first - 1
        while (n := tags.find("p", n + 1, after)) >= 0:
            if words[n] not in self.prepositions:
                continue
            if not verbless(self.layout, first, n):
                break
            opens = n == first or tags[n - 1] == ","
            end = self._occasion(
                n, after, venue=opens and (behind or words[n] in self.place["opening_venue"])
            )
            if end > n:
                end, told = self._more(n, end, after)
                return (n, end), hearer or told
        return None, hearer

    def _occasion(self, n: int, limit: int, *, venue: bool) -> int:
        """Where the occasion that the preposition at `n` opens ends; `n` where it opens none."""
        layout, words = self.layout, self.layout.words
        end = noun_phrase(layout, n + 1, limit, self.language)
        if end == n + 1 and n + 1 < limit and words[n + 1] in self.media:
            end = n + 2  # "by email", where "email" is a verb as well
        if end == n + 1:
            return n
        head = self._head(n + 1, end)
        word = words[head]
        if word in self.place["not_these"] or (end == n + 2 and word in self.place["not_bare"]):
            return n
        kinds = self.meanings.intersection(self.language.meanings.get(word, ()))
        if words[n] in self.place["only_listed"]:
            return end if word in self.on else n
        if word in self.media or kinds or word in self.on:
            return end
        if not venue or words[n] not in self.venues or self.moments.inside(n, end):
            return n
        named = layout.tags[end - 1] == "N" or word in self.place["venues"]
        return end if named and self._closes(end, limit) else n

    def _head(self, first: int, after: int) -> int:
        """The head of a noun phrase: its last noun before an "of"."""
        tags = self.layout.tags
        cut = tags.find("o", first, after)
        return (cut if cut > first else after) - 1

    def _closes(self, end: int, limit: int) -> bool:
        """Whether a phrase is followed by a mark, another adjunct or the content: not by a verb."""
        return end >= limit or self.layout.tags[end] in ",.ptTd;:<->uyfm#"

    def _more(self, n: int, end: int, limit: int) -> tuple[int, Range | None]:
        """The occasion with what belongs to it: "with CNN", "in Monroe, La."; and the hearer it names."""
        layout, tags, words = self.layout, self.layout.tags, self.layout.words
        to, beside = self.addressee["prepositions"], self.addressee["beside"]
        while end < limit - 1:
            if self._in_state(end):
                end += 2
                continue
            sent = tags[end] in "EC" and words[end + 1] in to  # "a statement sent to CNN"
            first = end + 2 if sent else end + 1
            following = noun_phrase(layout, first, limit, self.language)
            link, head = words[first - 1], words[self._head(n + 1, end)]
            if following == first or not (sent or tags[end] in "pt"):
                break
            if link in beside:
                return (following if head in self.place["with"] else end), (first, following)
            if link in to and head not in self.place["toward"]:
                return end, ((first, following) if self._hears(first, following) else None)
            if link not in to and self._leads(end, limit) == end:
                break
            end = following
        return end, None

    def _leads(self, n: int, limit: int) -> int:
        """Where a further occasion or venue ends, "in Halden" of "at a rally in Halden"; `n` for none."""
        return self._occasion(n, limit, venue=True) if self.layout.words[n] in self.prepositions else n

    def _in_state(self, end: int) -> bool:
        """Whether a place goes on behind a comma: "Monroe, La."."""
        tags = self.layout.tags
        return (
            tags[end - 1] == "N" and tags[end : end + 2] == ",N" and tags[end + 2 : end + 3] in (",", ".", "")
        )

    def _object(self, around: Surroundings) -> Range | None:
        """The hearer right behind a cue such as “told”, or the subject of “was told”."""
        cue = around.cue
        if cue.cue.part == "noun":
            return None
        layout, tags = self.layout, self.layout.tags
        phrase = cue.cue.part == "phrase"
        asks = (
            cue.cue.lemma in self.addressee["phrases"]
            if phrase
            else cue.cue.group in self.addressee["asking"]
        )
        tells = cue.cue.group in self.addressee["telling"]
        if not (asks or tells):
            return None
        if tells and "B" in tags[cue.group : cue.first]:
            return self._subject(around)
        begin = cue.after
        limit = around.sentence[1]
        if not asks and around.content >= begin:
            limit = around.content
        end = noun_phrase(layout, begin, limit, self.language)
        if end == begin:
            return None
        if asks and not self._to_do(end, around.sentence[1]):
            return None
        if tells and not asks and self._matter(begin, end):
            return None
        if cue.cue.group in self.addressee["either"] and not self._hears(begin, end):
            return None
        return (begin, end)

    def _to_do(self, end: int, limit: int) -> bool:
        """Whether what was asked of the hearer follows: “to stay”, “if she would”, “about it”."""
        return any(tag in "tFWT<:" for tag in self.layout.tags[end : min(end + 3, limit)])

    def _subject(self, around: Surroundings) -> Range | None:
        """The hearer of a passive: “residents were told”."""
        tags, group = self.layout.tags, around.cue.group
        first = group
        while first > around.sentence[0] and tags[first - 1] in "nNDPHjSq#iI&z":
            first -= 1
        while first < group and tags[first] in "&z":
            first += 1
        return (first, group) if first < group and self._hears(first, group) else None

    def _told(self, around: Surroundings) -> Range | None:
        """“Speaking to reporters, Ito said”; “Ito, talking to the paper on Friday, said”."""
        for first, after in (around.before, around.between):
            found = self._spoken_to(first, after)
            if found is not None:
                return found
        return None

    def _spoken_to(self, first: int, after: int) -> Range | None:
        words = self.layout.words
        if self.speaking.isdisjoint(words[first:after]):
            return None
        for n in range(first, after - 2):
            if words[n] in self.speaking and words[n + 1] in self.addressee["spoken_prepositions"]:
                end = noun_phrase(self.layout, n + 2, after, self.language)
                if end > n + 2:
                    return (n + 2, end)
        return None

    def _matter(self, first: int, after: int) -> bool:
        """Whether what was told is a text: "told the story"."""
        kinds = self.language.meanings.get(self.layout.words[self._head(first, after)], ())
        return "document" in kinds and not KINDS.intersection(kinds) and self.layout.tags[after - 1] != "N"

    def _hears(self, first: int, after: int) -> bool:
        """Whether a phrase behind "to" is somebody rather than a matter."""
        tags = self.layout.tags
        if tags[first] in "ORS" or tags[after - 1] == "N":
            return True
        kinds = self.language.meanings.get(self.layout.words[self._head(first, after)], ())
        return tags[after - 1] in NOUNS + "C" and bool(KINDS.intersection(kinds))
