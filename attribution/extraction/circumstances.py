"""When, where, to whom and in which stance something was said: read off the words around a cue, outside the content."""

from __future__ import annotations

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
CARRIED = 3  # paragraphs over which the day of a statement is carried on to the same speaker's next


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
        told = self.moments.told(around, self.latest, ahead)
        if told is not None and told.date is not None:
            self.latest = told.date
        place, hearer = self.occasions.read(around)
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
        gathering = self.moments.gathering()
        if gathering is None:
            return found
        begin, day = gathering
        settings = self.language.circumstances["gathering"]
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
    last: tuple[int, str, str] | None = None  # paragraph, speaker, date
    for n, proposal in enumerate(proposals):
        if holders[n] is not None:
            continue
        paragraph = layout.paragraph_of(
            proposal.cue.first if proposal.cue is not None else proposal.pieces[0][0]
        )
        speaker = _who(layout, proposal, references[n])
        if found[n].when is not None:
            date = found[n].said_on
            last = (paragraph, speaker, date) if speaker and date else None
        elif (
            last is not None
            and speaker == last[1]
            and paragraph - last[0] <= (CARRIED if len(last[2]) == DAY else 0)
        ):
            why = Evidence("date", f"{last[2]}: carried on from the same speaker's statement before")
            result[n] = found[n]._replace(said_on=last[2], evidence=(*found[n].evidence, why))
            last = (paragraph, last[1], last[2])
    return result


def _who(layout: Layout, proposal: Proposal, reference: Reference) -> str:
    """The speaker's name; for one without, the words of the source, where they point back ("the source")."""
    phrase = proposal.source
    if reference.speaker is not None or phrase is None:
        return reference.speaker or ""
    first, after = phrase.first, phrase.after
    return layout.words[after - 1] if after - first <= 2 else " ".join(layout.words[first:after])


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
