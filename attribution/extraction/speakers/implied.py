"""Speakers that the place implies: the letters of an interview, and quotations behind a sentence about somebody.

Both are read only where a single person fits; where several might, nobody is named.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from operator import itemgetter

from attribution.extraction.naming.entities import Entities
from attribution.extraction.naming.entity import Entity
from attribution.extraction.speakers.references import UNNAMED, Reference
from attribution.extraction.text.layout import FINITE, Layout
from attribution.extraction.text.mentions import Phrase
from attribution.languages import Language
from attribution.model import Evidence

LONGEST_LEAD = 8  # tokens of a line that tells who asks from here on: “BY MS. HOLT:”
LONGEST_PREAMBLE = 3000  # tokens before the first turn in which the person interviewed is looked for


class Implied:
    """Whom an article implies, without naming them at the place."""

    def __init__(self, layout: Layout, language: Language, entities: Entities):
        self.layout, self.entities = layout, entities
        turns = [rule.settings for rule in language.rules if rule.settings.get("where") == "turns"]
        self.asks, self.answers = (
            frozenset(word for turn in turns for word in turn.get(key, ())) for key in ("asks", "answers")
        )
        self.words = {key: frozenset(listed) for key, listed in language.circumstances["interview"].items()}

    def turn(self, phrase: Phrase) -> Reference | None:
        """Who “Q” or “A” is; None where the phrase is none of these, or nobody is told."""
        letter = self._letter(phrase.first, phrase.after)
        if letter in self.answers:
            entity, why = self._answering, "the person named before the questions"
        elif letter in self.asks:
            entity, why = self._asking(phrase.first), "named above the questions"
        else:
            return None
        if entity is None:
            return UNNAMED
        return Reference(entity.name, "person", None, (_evidence(letter, entity, why),))

    def before(self, token: int) -> Entity | None:
        """The person whom the sentence before the one of this token is about: “Vera was calm. “We waited.””"""
        layout = self.layout
        number = layout.sentence_of(token)
        first = layout.sentences[number - 1][0] if number else token
        if not number or layout.paragraph_of(first) != layout.paragraph_of(token) or layout.quoted[first] >= 0:
            return None
        entity = self.entities.at(first)
        if entity is None or entity.type != "person":
            return None
        name = next((n for n in range(first + 1, token) if self.entities.ending(n) is entity), token)
        return entity if layout.tags[name : name + 1] and layout.tags[name] in FINITE | {"E", ","} else None

    def _letter(self, first: int, after: int) -> str:
        return " ".join(self.layout.words[first:after]).rstrip(".")

    @cached_property
    def _answering(self) -> Entity | None:
        """The person interviewed: the only one named before the first turn; or the only one who does something there;
        or the only one in a sentence that tells of the interview.
        """
        end = self._first_turn()
        layout, begin = self.layout, max(0, end - LONGEST_PREAMBLE)
        named = self._people(begin, end)
        acting = [entity for entity in named if self._acts(entity, begin, end)]
        if len(named) == 1 or len(acting) == 1:
            return (acting or named)[0]
        told: dict[int, Entity] = {}
        for first, after in layout.sentences[layout.sentence_of(begin) : layout.sentence_of(end)]:
            if not self.words["interview"].isdisjoint(layout.words[first:after]):
                told.update((id(entity), entity) for entity in self._people(first, after))
        return next(iter(told.values())) if len(told) == 1 else None

    def _first_turn(self) -> int:
        """The token with which the first question or answer begins."""
        layout = self.layout
        for first, after in layout.paragraphs:
            for end in range(first + 1, min(first + 3, after)):
                turn = layout.tags[end] == ":" or layout.words[first][-1:] == "."
                if turn and self._letter(first, end) in self.asks | self.answers:
                    return first
        return 0

    def _acts(self, entity: Entity, first: int, after: int) -> bool:
        """Whether a verb follows the name, and no other name is joined to it: “Vera Lund has tuned the organ”."""
        return any(first <= at < after and (not at or self.layout.tags[at - 1] != "&") for at in entity.acts)

    def _people(self, first: int, after: int) -> list[Entity]:
        """The people named among the tokens, but not those who ask."""
        asking = [entity for _, entity in self._asked_by]
        return [e for e in self.entities.near(first, after) if e.type == "person" and e not in asking]

    def _asking(self, token: int) -> Entity | None:
        """Whom the last line of its kind above a question names."""
        leads = self._asked_by
        above = bisect_left(leads, token, key=itemgetter(0))
        return leads[above - 1][1] if above else None

    @cached_property
    def _asked_by(self) -> list[tuple[int, Entity | None]]:
        """The lines that tell who asks from there on: where each begins, and whom it names."""
        layout, by = self.layout, self.words["by"]
        leads = [
            (first, after)
            for first, after in layout.paragraphs
            if layout.words[first] in by and after - first <= LONGEST_LEAD and layout.tags[after - 1] == ":"
        ]
        named = [(first, self.entities.near(first, after)) for first, after in leads]
        return [(first, people[0] if len(people) == 1 else None) for first, people in named]


def _evidence(letter: str, entity: Entity, why: str) -> Evidence:
    return Evidence("speaker", f"{letter.upper()} → {entity.name}: {why}")
