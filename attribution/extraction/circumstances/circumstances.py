"""When, where, to whom and in which stance something was said: read off the words around a cue, outside the content."""

from __future__ import annotations

from collections.abc import Sequence

from attribution.extraction.circumstances.breaks import Breaks
from attribution.extraction.circumstances.carrying import Recurring, affiliated, carried
from attribution.extraction.circumstances.circumstance import NOTHING, Circumstances
from attribution.extraction.circumstances.moments import Moments, Told
from attribution.extraction.circumstances.occasions import Occasions
from attribution.extraction.circumstances.sequence import Statements
from attribution.extraction.circumstances.stances import stance_of, taken_back
from attribution.extraction.speakers.coreference import Reference
from attribution.extraction.statements.relations import Proposal
from attribution.extraction.statements.surroundings import surroundings
from attribution.extraction.text.layout import Layout
from attribution.languages import Language
from attribution.model import Evidence, Stance


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
    statements = Statements(layout, proposals, references, holders)
    found = carried(statements, found, Breaks(statements, found, reader.moments))
    found = Recurring(layout, language).dated(statements, found)
    found = affiliated(statements, found, language, reader.moments.recent)
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
            told.precision if told else None,
            taken_back(layout, proposal, cue, self.language),
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
            result[n] = known.dated(day, "day", "the day of the hearing that the article opens with")
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
