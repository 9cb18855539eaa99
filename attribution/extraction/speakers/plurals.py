"""Roles that several bear: “hosts Ana Ruiz and Ida Holt”, and “the committee chairmen” behind two chairmen."""

from __future__ import annotations

from collections.abc import Callable
from operator import itemgetter

from attribution.extraction.naming.entities import Entity, named_before
from attribution.extraction.speakers.bearers import Bearers
from attribution.extraction.speakers.phrases import Phrases
from attribution.extraction.speakers.pronouns import REACH
from attribution.extraction.text.mentions import Phrase
from attribution.extraction.text.wordpairs import same_words, words_for

MOST_PLACES = 20  # places of a plural that are looked at
MOST_JOINT = 4  # people whom one plural names
MOST = 12  # bearers of one role among whom two are told apart
JOINING = (",&", ",", "&")

Told = tuple[Entity, set[str]]


class Plurals:
    """Finds those of one article of whom a plural tells a role."""

    def __init__(self, phrases: Phrases):
        self.phrases, self.layout, self.entities = phrases, phrases.layout, phrases.entities
        self.ending = phrases.language.layout["plural_ending"]
        self.one = same_words(phrases.language, "role-plural")  # a plural without an ending -> its singular
        self.many = words_for(phrases.language, "role-plural")
        self.meanings = phrases.language.meanings

    def told(self, role: str) -> dict[int, Told]:
        """Of whom a plural of a role right before their names tells it: where each is named, who, and the words."""
        many = [role + self.ending, *self.many.get(role, ())]
        places = [at for word in many for at in self.phrases.occurrences(word)[:MOST_PLACES]]
        return {at: told for place in places for at, told in self._named(place).items()}

    def _named(self, n: int) -> dict[int, Told]:
        """Those whose names stand behind the plural at a token, where they are two or more."""
        first, found = n + 1, dict[int, Told]()
        words = set(self.layout.words[self.phrases.begins(n) : n])
        while len(found) < MOST_JOINT and (entity := self.entities.at(first)) is not None and entity.type == "person":
            found[first] = (entity, words)
            end = self.entities.end_of(entity, first)
            link = next((more for more in JOINING if self.layout.tags.startswith(more, end)), "")
            if not link:
                break
            first = end + len(link)
        return found if len(found) > 1 else {}

    def both(self, phrase: Phrase, head: int, bearers: Callable[[str], Bearers]) -> list[Entity]:
        """The only two whom an article has called so before, not too far back, where a phrase means several."""
        layout, word = self.layout, self.layout.words[head]
        role = self.one.get(word, [word.removesuffix(self.ending)])[0]
        if role == word or "role" not in self.meanings.get(role, ()):
            return []
        known = bearers(role)
        asked = frozenset(layout.words[n] for n in range(phrase.first + 1, head))
        before = known.each_before(phrase.first, asked | {role}, frozenset())
        found = sorted(((at, known.bearers[at]) for at in before.values()), key=itemgetter(0))
        if len(found) != 2 or len(known.different) > MOST:
            return []
        here, last = layout.sentence_of(phrase.first), (named_before(e, phrase.first, at) for at, e in found)
        return [e for _, e in found] if all(here - layout.sentence_of(at) <= REACH for at in last) else []
