"""When, where, to whom and in which stance something was said: read off the words around a cue, outside the content."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from attribution.extraction.coreference import Reference
from attribution.extraction.layout import Layout
from attribution.extraction.moments import Moments, Told
from attribution.extraction.occasions import Occasions
from attribution.extraction.relations import Proposal
from attribution.extraction.stances import stance_of
from attribution.extraction.surroundings import surroundings
from attribution.languages import Language
from attribution.model import Evidence, Span, Stance

DAY = len("2019-11-05")
CARRIED = 6  # paragraphs over which the day of a statement is carried on to the same speaker's next


class Circumstances(NamedTuple):
    """What the words around a cue tell; spans into the text, or None. `evidence` says where the date is from."""

    said_on: str | None
    when: Span | None
    place: Span | None
    addressee: Span | None
    stance: Stance
    evidence: tuple[Evidence, ...] = ()


NOTHING = Circumstances(None, None, None, None, "said")


def read_all(
    layout: Layout,
    proposals: Sequence[Proposal],
    references: Sequence[Reference],
    holders: Sequence[int | None],
    language: Language,
    published: str | None,
) -> list[Circumstances]:
    """The circumstances of every proposal of an article, in text order.

    `references` tells who speaks in each, `holders` the number of the proposal in whose content it stands, or None.
    """
    reader = _Reader(layout, language, published)
    found = [reader.read(proposal) for proposal in proposals]
    for n, holder in enumerate(holders):
        if holder is not None:
            found[n] = found[n]._replace(
                stance=_governed(found[n].stance, proposals, references, n, holder, found)
            )
    found = carried(layout, proposals, references, holders, found)
    found = Recurring(layout, language).dated(proposals, references, holders, found)
    return reader.gathered(proposals, references, holders, found)


class _Reader:
    def __init__(self, layout: Layout, language: Language, published: str | None):
        self.layout, self.language, self.published = layout, language, published
        self.moments = Moments(layout, language, published)
        self.occasions = Occasions(layout, language, self.moments)
        self.ahead = frozenset(language.circumstances["stance"]["ahead"])
        self.latest: str | None = None

    def read(self, proposal: Proposal) -> Circumstances:
        cue = proposal.cue
        if cue is None:
            return NOTHING
        layout = self.layout
        around = surroundings(layout, proposal, cue)
        ahead = any(layout.words[n] in self.ahead for n in range(cue.group, cue.first))
        place, hearer = self.occasions.read(around)
        told = self.moments.told(around, self.latest, ahead)
        if told is None and place is not None:
            told = self.moments.within(*place, self.latest)
        if told is not None and told.date is not None:
            self.latest = told.date
        return Circumstances(
            told.date if told else None,
            layout.span(told.first, told.after) if told else None,
            layout.span(*place) if place else None,
            layout.span(*hearer) if hearer else None,
            stance_of(layout, proposal, self.language),
            self._evidence(told) if told else (),
        )

    def gathered(
        self,
        proposals: Sequence[Proposal],
        references: Sequence[Reference],
        holders: Sequence[int | None],
        found: list[Circumstances],
    ) -> list[Circumstances]:
        """The circumstances, the day of a hearing given to what people say there."""
        settings = self.language.circumstances["gathering"]
        gathering = self.moments.opened_with(frozenset(settings["words"]))
        if gathering is None:
            return found
        begin, day = gathering
        elsewhere, own = frozenset(settings["elsewhere"]), frozenset(settings["own"])
        result = list(found)
        for n, proposal in enumerate(proposals):
            known = found[n]
            if holders[n] is not None or known.when is not None or known.said_on is not None:
                continue
            if references[n].type not in ("person", None) or not self._past(proposal, begin):
                continue
            place = known.place
            words = (
                frozenset(self.layout.text[place.start : place.end].lower().split()) if place else frozenset()
            )
            if words & elsewhere and not words & own:
                continue
            why = Evidence("date", f"{day}: the day of the hearing that the article opens with")
            result[n] = known._replace(said_on=day, evidence=(*known.evidence, why))
        return result

    def _past(self, proposal: Proposal, begin: int) -> bool:
        """Whether something was said in the simple past, behind token `begin`."""
        cue = proposal.cue
        if cue is None:
            return proposal.pieces[0][0] >= begin
        word = self.layout.words[cue.first]
        past = (
            cue.first >= begin
            and not word.endswith("s")
            and "A" not in self.layout.tags[cue.group : cue.first]
        )
        return past and "M" not in self.layout.tags[cue.group : cue.first]

    def _evidence(self, told: Told) -> tuple[Evidence, ...]:
        start, end = self.layout.span(told.first, told.after)
        words = " ".join(self.layout.text[start:end].split())
        if told.date is not None and not self.published:
            why = f"“{words}” → {told.date}"
        elif told.date is not None:
            why = f"“{words}” → {told.date}, seen from publication on {self.published}"
        elif self.published:
            why = f"“{words}” tells no certain date"
        else:
            why = f"“{words}”: no date of publication to see it from"
        return (Evidence("date", why),)


def carried(
    layout: Layout,
    proposals: Sequence[Proposal],
    references: Sequence[Reference],
    holders: Sequence[int | None],
    found: Sequence[Circumstances],
) -> list[Circumstances]:
    """The circumstances, the date of a statement carried on to those that the same speaker goes on with.

    A day is carried over a few paragraphs, a month or a year within its paragraph.
    """
    result = list(found)
    last: dict[str, tuple[int, str]] = {}  # speaker -> paragraph and date of the last dated statement
    for n, proposal in enumerate(proposals):
        if holders[n] is not None:
            continue
        paragraph = layout.paragraph_of(
            proposal.cue.first if proposal.cue is not None else proposal.pieces[0][0]
        )
        speaker = _who(layout, proposal, references[n])
        if not speaker:
            continue
        if found[n].when is not None:
            last.pop(speaker, None)
            if (date := found[n].said_on) is not None:
                last[speaker] = (paragraph, date)
        elif speaker in last:
            before, date = last[speaker]
            if paragraph - before <= (CARRIED if len(date) == DAY else 0):
                why = Evidence("date", f"{date}: carried on from the same speaker's statement before")
                result[n] = found[n]._replace(said_on=date, evidence=(*found[n].evidence, why))
                last[speaker] = (paragraph, date)
    return result


def _who(layout: Layout, proposal: Proposal, reference: Reference) -> str:
    """The speaker's name; for one without, the words of the source, where they point back ("the source")."""
    phrase = proposal.source
    if reference.speaker is not None or phrase is None:
        return reference.speaker or ""
    first, after = phrase.first, phrase.after
    return layout.words[after - 1] if after - first <= 2 else " ".join(layout.words[first:after])


class Recurring:
    """Occasions and documents that an article comes back to: “in a letter on Monday … the letter said”."""

    def __init__(self, layout: Layout, language: Language):
        self.layout, self.language = layout, language
        self.definite = language.names["definite"]
        self.dates: dict[str, tuple[str, str | None]] = {}  # its noun -> date, and who said something in it
        self.bodies: dict[str, str] = {}  # a body -> the day of what it said last
        self.rank: dict[str, int] = {}  # a body -> how many were named before it
        self.lengths: set[int] = set()  # of the names of these bodies

    def dated(
        self,
        proposals: Sequence[Proposal],
        references: Sequence[Reference],
        holders: Sequence[int | None],
        found: Sequence[Circumstances],
    ) -> list[Circumstances]:
        """The circumstances, statements in “the letter” given the date of the letter that was told before."""
        result = list(found)
        for n, proposal in enumerate(proposals):
            if holders[n] is not None:
                continue
            known, speaker = result[n], references[n].speaker
            if known.place is not None and known.when is None and known.said_on is None:
                known = result[n] = self._announced(proposal, known)
            elif (
                known.when is not None
                and len(known.said_on or "") == DAY
                and references[n].type == "organisation"
            ):
                self.bodies[speaker or ""] = known.said_on or ""
                self.rank.setdefault(speaker or "", len(self.rank))
                self.lengths.add(len(speaker or ""))
            told = [*self._nouns(*self._place(known)), *self._nouns(*self._source(proposal))]
            for noun, again in told:
                date, who = self.dates.get(noun, (None, None))
                if not again or date is None or known.when is not None or known.said_on is not None:
                    continue
                if known.place is None and speaker is not None and who is not None and speaker != who:
                    continue  # somebody else's letter
                why = Evidence("date", f"{date}: the day of the {noun} that was told before")
                known = result[n] = known._replace(said_on=date, evidence=(*known.evidence, why))
            for noun, again in told:
                if known.said_on is not None:
                    self.dates[noun] = (known.said_on, speaker)
                elif not again:
                    self.dates.pop(noun, None)  # another one, of no day
        return result

    def _announced(self, proposal: Proposal, known: Circumstances) -> Circumstances:
        """“Halden Motors said on Monday … in a statement, Halden Motors director Ana Ruiz said”: of one day."""
        first, after = self._source(proposal)
        start, end = self.layout.span(first, after) if after > first else (0, 0)
        source = self.layout.text[start:end]
        begins = {source[:length] for length in self.lengths if 0 < length < len(source)}
        told = [body for body in begins if body in self.bodies]
        meanings = self.language.meanings
        begin, stop = self._place(known)
        if not told or not any(
            "document" in meanings.get(word, ()) for word in self.layout.words[begin:stop]
        ):
            return known
        body = min(told, key=self.rank.__getitem__)
        date = self.bodies[body]
        why = Evidence("date", f"{date}: the day on which {body} told it")
        return known._replace(said_on=date, evidence=(*known.evidence, why))

    def _place(self, known: Circumstances) -> tuple[int, int]:
        if known.place is None:
            return (0, 0)
        starts = self.layout.starts
        return bisect_left(starts, known.place.start), bisect_left(starts, known.place.end)

    def _source(self, proposal: Proposal) -> tuple[int, int]:
        return (0, 0) if proposal.source is None else (proposal.source.first, proposal.source.after)

    def _nouns(self, first: int, after: int) -> list[tuple[str, bool]]:
        """The occasions and documents among the tokens, and whether they are told as known ones."""
        words, meanings = self.layout.words, self.language.meanings
        again = any(words[n] in self.definite for n in range(first, min(first + 2, after)))
        kinds = ("occasion", "document")
        return [(words[n], again) for n in range(first, after) if meanings.get(words[n], ("",))[0] in kinds]


def _governed(
    stance: Stance,
    proposals: Sequence[Proposal],
    references: Sequence[Reference],
    n: int,
    holder: int,
    found: Sequence[Circumstances],
) -> Stance:
    """“denied that he had told”: what somebody denies to have said was not said, by this account."""
    same = references[n].speaker is not None and references[n].speaker == references[holder].speaker
    return "not-said" if stance == "said" and same and found[holder].stance == "denied" else stance
