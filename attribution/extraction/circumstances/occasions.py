"""Where, by what means and to whom something was said: “told reporters at a rally in Halden”, “in an email”."""

from __future__ import annotations

from typing import NamedTuple

from attribution.extraction.circumstances.hearers import Hearers, Range
from attribution.extraction.circumstances.moments import Moments
from attribution.extraction.circumstances.places import Places
from attribution.extraction.statements.surroundings import Surroundings, verbless
from attribution.extraction.text.layout import Layout
from attribution.languages import Language

VERBS = tuple("vCEeB")  # tags of the verb of what came before: "spoke at a rally and said"
AUXILIARIES = "aAMKXjy"  # and of what may stand before it


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
        self.hearers = Hearers(layout, language, moments)
        self.places = Places(layout, language, moments, self.hearers)
        self.acts = frozenset(self.place["acts"])

    def read(self, around: Surroundings) -> Occasion:
        """Where and to whom, as the free words around a cue tell."""
        around = self._without_others(around)
        hearer = self.hearers.read(around)
        begin, stop = around.behind
        if stop == begin < len(self.layout.tags) - 1 and self.layout.tags[begin + 1] == "T":
            stop += self.layout.words[begin] in self.place["adverbs"]  # "said backstage that"
        elif begin < stop < around.sentence[1] and self.layout.words[stop - 1] in self.hearers.to:
            stop = self.hearers.before_that(stop, around.sentence[1])
        if hearer is not None and hearer[0] == begin:
            begin = min(hearer[1], stop)
        for first, after in ((begin, stop), around.between, around.before, around.end):
            behind = (first, after) == (begin, stop)
            to = self._to(around)
            place, told = self._in(first, after, behind=behind, to=to, shared=around.source is None)
            if behind and place is not None and place[0] == first and self._of_matter(around, place):
                place = None  # "commented on the visit"
            if place is None and not behind:
                place, met = self._before_that(around, first, after)
                told = told or met
            if (first, after) == around.end and place is not None and place[0] > first:
                break
            hearer = hearer or told
            if place is not None and not self._speaks(around, place):
                return Occasion(place, hearer)
        return Occasion(self._in_cue(around), hearer)

    def _without_others(self, around: Surroundings) -> Surroundings:
        """The surroundings without what belongs to another's saying: "In a letter, Ito said that Holt had asked"."""
        tags, words, (first, left) = self.layout.tags, self.layout.words, around.before
        source = around.source
        if source is None or source.first != left or left == first or tags[left - 1] in "rW":
            return around
        comma = tags.find(",", first, left)
        last = tags.rfind(",", first, left) if comma >= 0 else left
        for n in range(max(comma, first) + 1, left):
            who = tags[n - 1] in "NS)" or (n > last and tags[n - 1] == "n")
            cue = self.language.cues.get(words[n]) if tags[n] == "C" and who else None
            if cue is not None and cue.speech:
                return around._replace(before=(left, left))
        return around

    def _in_cue(self, around: Surroundings) -> Range | None:
        """The medium that a cue names itself: "took to Twitter"."""
        cue = around.cue
        if cue.cue.part != "phrase" or self.layout.words[cue.first] not in self.place["moving"]:
            return None
        for n in range(cue.first + 1, cue.after):
            end = self.places.medium(n, cue.after)
            if end > n:
                return (n, end)
        return None

    def _speaks(self, around: Surroundings, place: Range) -> bool:
        """Whether a place is the source itself: "a letter" of "in which a letter said"."""
        source = around.source
        return source is not None and source.first < place[1] and place[0] < source.after

    def _in(
        self, first: int, after: int, *, behind: bool, to: list[str], shared: bool = False
    ) -> tuple[Range | None, Range | None]:
        """The place and the hearer in a stretch of free words; `behind` tells that the cue stands before it.

        `shared` tells that the cue has no source of its own: the verb before it shares its occasion with it.
        """
        if first >= after:
            return None, None
        tags, words = self.layout.tags, self.layout.words
        if first + 1 < after and tags[first] == "," and tags[first + 1] in "rW":
            return None, None  # "Ito, who leads in the polls at home, said"
        hearer = self.hearers.spoken_to(first, after)
        speaks = self._speaking(first, after)
        within = behind or shared or tags[first:after].lstrip(AUXILIARIES)[:1] in VERBS
        if speaks > first:
            first, behind, within = speaks, True, True
        within = within and tags[first] != ","  # behind a comma or a source, but what opens is no part of a phrase
        matter, free = False, hearer[1] if hearer else first
        for n in range(first, after):
            if tags[n] not in "ptonu":
                continue
            if not verbless(self.layout, first, n):
                break
            word, opens = words[n], not matter and self._opens(free, n)
            if opens and word in self.place["adverbs"] and self._ends(n + 1, after):
                return (n, n + 1), hearer
            if behind and hearer is None and opens and word in to:
                hearer = self.hearers.behind(n, after, [word])
                free = hearer[1] if hearer else free
            matter = matter or word in self.place["matters"]
            place, told = self._answer(n, after)
            if place is None and word in self.places.prepositions and (opens or within):
                venue = opens and (behind or self._sets(n, after))
                place, told = self._place(n, after, venue=venue)
            if place is not None:
                return place, hearer or told
        return None, hearer

    def _place(self, n: int, after: int, *, venue: bool) -> tuple[Range | None, Range | None]:
        """The place that the preposition at `n` opens, and the hearer that it names."""
        end = self.places.at(n, after, venue=venue) if self.layout.tags[n] == "p" else n
        if end == n:
            return None, None
        end, told = self.places.whole(n, end, after)
        return (n, end), told

    def _to(self, around: Surroundings) -> list[str]:
        """The prepositions behind which a hearer stands: "said to", "spoke with", "testified before"."""
        to: list[str] = self.addressee["prepositions"]
        cue = around.cue.cue
        talks = cue.group in self.addressee["talking"] or cue.lemma in self.addressee["testifying"]
        return self.addressee["spoken_prepositions"] if talks else to

    def _of_matter(self, around: Surroundings, place: Range) -> bool:
        """Whether what stands behind the cue is the matter: "commented on the letter", unlike "on Twitter"."""
        words = self.layout.words
        told = words[place[0]] in self.place["airing"] and around.cue.cue.lemma in self.place["commenting"]
        return told and self.places.media.isdisjoint(words[place[0] : place[1]])

    def _opens(self, first: int, n: int) -> bool:
        """Whether nothing but days and adverbs stands before token `n`."""
        tags = self.layout.tags
        while first < n:
            skipped = self.moments.skipped(first)
            if skipped == first and tags[first] not in "a,y&":
                return tags[n - 1] == ","
            first = max(skipped, first + 1)
        return first >= n

    def _ends(self, n: int, limit: int) -> bool:
        return n >= limit or self.layout.tags[n] in ",.;T<"

    def _sets(self, n: int, after: int) -> bool:
        """Whether a venue may open a sentence: "at the palace", and "in" before a seat of government alone.

        Of other towns and countries "in" tells where something is; of a firm "at" tells who works there.
        """
        layout, words = self.layout, self.layout.words
        if n + 1 >= after:
            return False
        if words[n] in self.place["opening_venue"]:
            return layout.tags[n + 1] in "DPH" or words[after - 2] in self.places.venues
        seat = words[n] in self.place["seated"] and words[n + 1] in self.place["seats"]
        return seat and n + 3 == after and layout.tags[n + 2] == ","

    def _speaking(self, first: int, after: int) -> int:
        """Where it goes on behind a participle that opens: "speaking at a rally", "asked about it on the air"."""
        words, tags = self.layout.words, self.layout.tags
        for n in range(first, after - 3):
            if words[n] in self.hearers.asked and tags[n + 1] == "p" and self._opens(first, n):
                about = words[n + 1] in self.addressee["matters"]
                return n + 1 if not about else n + 3 if tags[n + 2] in "OSD" and tags[n + 3] == "p" else first
            if words[n] in self.hearers.speaking and (n == first or tags[n - 1] in ",u" or self._opens(first, n)):
                return n + 1
        return first

    def _answer(self, n: int, after: int) -> tuple[Range | None, Range | None]:
        """“in response to a question from the paper”, and who asked."""
        words = self.layout.words
        if n + 3 >= after or words[n] not in self.place["answering"]:
            return None, None
        if words[n + 1] not in self.place["answers"] or words[n + 2] not in self.hearers.to:
            return None, None
        end = self.hearers.question(n + 3, after)
        if end == n + 3:
            return None, None
        who = self.hearers.questioner(n + 2, after)
        return (n, who[1] if who else end), who

    def _before_that(self, around: Surroundings, first: int, after: int) -> tuple[Range | None, Range | None]:
        """Where and to whom, by what was done then: “took to Twitter and accused”, “issued a statement, saying”."""
        words = self.layout.words
        m = self._act(around, first, after)
        if m < 0:
            return self._in_which(first, after)
        begin, place = m + 1, None
        hearer = self._addressed(m, after)
        end = self.places.object(begin, after)
        if end > begin and hearer is None and words[m] not in self.place["moving"]:
            end, hearer = self.places.whole(m, end, after)
            place = (begin, end)
        elif words[begin] in self.place["turning"]:
            end = self.places.medium(begin + 1, after)
            place = (begin + 1, end) if end > begin + 1 else None
        if place is None:
            moves = words[m] in self.place["moving"]
            to = [] if moves else self.addressee["spoken_prepositions"]
            place, told = self._in(hearer[1] if hearer else begin, after, behind=True, to=to)
            hearer = hearer or told
        told_until = max([begin, *(found[1] for found in (place, hearer) if found)])
        return (place, hearer) if verbless(self.layout, told_until, after) else (None, None)

    def _addressed(self, m: int, after: int) -> Range | None:
        """The hearer right behind a verb: “wrote the court, saying”, “Addressing reporters, Ito said”."""
        word = self.layout.words[m]
        cue = self.language.cues.get(word)
        writes = cue is not None and cue.lemma in self.addressee["writing"]
        if not writes and word not in self.addressee["addressing"]:
            return None
        end = self.hearers.whole(m + 1, after)
        return (m + 1, end) if end > m + 1 and self.hearers.hears(m + 1, end) else None

    def _act(self, around: Surroundings, first: int, after: int) -> int:
        """The verb of what the speaker did before saying it, or by saying it; -1 for none.

        The cue is joined to it by "and", or is a participle; or it is one itself, that opens the sentence.
        """
        tags, words, gerunds = self.layout.tags, self.layout.words, self.hearers.gerunds
        if (first, after) == around.before:
            opens = first < after - 1 and words[first] in self.acts and words[first].endswith(gerunds)
            return first if opens else -1
        leads = "t" in tags[around.cue.group : around.cue.first] or words[around.cue.first].endswith(gerunds)
        if after - first < 3 or not (tags[after - 1] == "&" or leads):
            return -1
        verbs = (n for n in range(after - 2, first - 1, -1) if tags[n] in "vCEe" and words[n] in self.acts)
        return next(verbs, -1)

    def _in_which(self, first: int, after: int) -> tuple[Range | None, Range | None]:
        """“made a video in which he said”: the occasion right before the relative clause, and the hearer it names."""
        tags, words = self.layout.tags, self.layout.words
        where = after - first > 3 and words[after - 1] in self.place["where"]
        if after - first < 4 or not (where or (tags[after - 1] in "rW" and tags[after - 2] == "p")):
            return None, None
        stop = after - 2 + where
        stop -= tags[stop - 1] == ","
        for n in range(stop - 1, first, -1):
            if tags[n] in "DPHnq" and tags[n - 1] in "vCegEpA":
                if not verbless(self.layout, n, stop):
                    break
                end = self.places.object(n, stop)
                if end > n:
                    end, hearer = self.places.whole(n - 1, end, stop)
                    return (n, end if hearer else stop), hearer
        return None, None
