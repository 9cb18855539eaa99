"""Where those whom an article names sit, and for which party: “Ana Ruiz (R-Ky.)”, “Vermont Sen. Ana Ruiz”."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache

from attribution.extraction.naming.entities import Entity
from attribution.extraction.speakers.phrases import Phrases
from attribution.extraction.text.mentions import Phrase
from attribution.extraction.text.wordpairs import same_words
from attribution.languages import Language

MOST_TOLD = 12  # mentions of somebody that are looked at for the seat
MOST_SEATED = 200  # people with a seat who are told apart
LONGEST = 8  # tokens of a seat behind a name


@lru_cache(maxsize=8)
def _places(language: Language) -> Mapping[str, str]:
    """Places and their nations by every word for them: "florida" by "fla" and "florida"."""
    places = {word: word for word, meant in language.meanings.items() if {"place-name", "demonym"}.intersection(meant)}
    return {**places, **{short: meant[0] for short, meant in same_words(language, "place-abbreviation").items()}}


class Seats:
    """The seats of those whom one article names, noted once somebody asks."""

    def __init__(self, phrases: Phrases):
        self.phrases, self.layout, self.entities = phrases, phrases.layout, phrases.entities
        self.names, self.places = phrases.names, _places(phrases.language)
        self.parties = same_words(phrases.language, "party-letter")

    def told(self, first: int, after: int) -> frozenset[str]:
        """The places and parties among some tokens."""
        words, found, n = self.layout.words, set[str](), first
        while n < after:
            pair = f"{words[n]} {words[n + 1]}" if n + 1 < after else ""
            if pair in self.places:
                found.add(self.places[pair])
                n += 2
                continue
            letter, hyphen, rest = words[n].partition("-")
            if hyphen and letter in self.parties:
                found.update(self.parties[letter])
                joined = f"{rest} {words[n + 1]}" if n + 1 < after else ""  # "R-New Mexico"
                found.add(self.places.get(joined) or self.places.get(rest.rstrip("."), rest))
            elif (place := self.places.get(words[n].rstrip("."))) is not None and self._capital(n):
                found.add(place)
            n += 1
        return frozenset(found)

    def _capital(self, n: int) -> bool:
        return self.layout.text[self.layout.starts[n]].isupper()

    def of(self, entity: Entity) -> frozenset[str]:
        """Where somebody sits and for whom, as far as the article tells it."""
        return self.known.get(id(entity), frozenset())

    @cached_property
    def known(self) -> Mapping[int, frozenset[str]]:
        """Every seat that the article tells of a person, by the id of the entity."""
        people = (e for e in self.entities.found if e.type == "person" and " " in e.name)
        return {id(entity): told for entity in people if (told := self._seat(entity))}

    @cached_property
    def seated(self) -> list[Entity]:
        """Those of whom a seat is told; of very many the first."""
        return [e for e in self.entities.found if id(e) in self.known][:MOST_SEATED]

    def _seat(self, entity: Entity) -> frozenset[str]:
        found: frozenset[str] = frozenset()
        for at, _ in entity.mentions[:MOST_TOLD]:
            end = self.entities.end_of(entity, at)
            if end - at < 2:
                continue  # a seat stands beside a full name
            found |= self.told(self.phrases.begins(at), at) | self._behind(end)
        return found

    def _behind(self, end: int) -> frozenset[str]:
        """“(R-Ky.)”, “, R-Ky.”, “of Kentucky”, “, a senator from Kentucky”."""
        tags, words, limit = self.layout.tags, self.layout.words, min(end + LONGEST, len(self.layout.tags))
        if tags[end : end + 1] == "(":
            return self.told(end + 1, max(end + 1, tags.find(")", end, limit)))
        if words[end : end + 1] and words[end] in self.names["seat-link"]:
            return self.told(end + 1, min(end + 3, limit))
        if tags[end : end + 2] == ",N" and words[end + 1][1:2] == "-":
            return self.told(end + 1, min(end + 3, limit))
        if tags[end : end + 1] == "," and limit > end + 1 and tags[end + 1] in "Djn":
            stop = next((n for n in range(end + 1, limit) if tags[n] in ",rBCvA.;:"), limit)
            return self.told(end + 1, stop)
        return frozenset()

    def asked(self, phrase: Phrase, head: int) -> frozenset[str]:
        """The places and parties that a description tells: "the Florida Republican", "the senator from Florida"."""
        words, behind = self.layout.words, head + 2
        linked = behind < phrase.after and words[head + 1] in self.names["seat-link"]
        more = self.told(behind, min(phrase.after, behind + 2)) if linked else frozenset()
        return self.told(phrase.first + 1, head + 1) | more

    def bearer(self, phrase: Phrase, head: int, bearers: Sequence[Entity]) -> tuple[Entity, str] | None:
        """Whom “the Florida senator” means: who sits there; else the only senator right before whose seat is untold.

        `bearers` are those whom the article calls so.
        """
        asked = self.asked(phrase, head)
        party = asked & self.all_parties
        if not asked - party:
            return None
        partisan = self.layout.words[head] in party
        before = [e for e in self.seated if e.earliest < phrase.first]
        sitting = [e for e in before if self._fits(e, asked - party, party)]
        if partisan:
            sitting = [e for e in sitting if party & self.of(e) or self._in_office(e)]
        if sitting:
            called = [e for e in sitting if e in bearers]
            pool = called or [e for e in sitting if partisan or not e.roles]
            found = self._one(pool, phrase, head)
            return None if found is None else (found, "who is told to sit there")
        near = self.entities.near(self.phrases.right_before(phrase.first), phrase.first)
        if partisan:
            bearers = [e for e in near if self._in_office(e)]
        elif any("demonym" in self.phrases.reader.meanings(n) for n in range(phrase.first, head)):
            return None
        pool = [e for e in near if e in bearers and not self.of(e) - self.all_parties]
        found = self._one(pool, phrase, head)
        return None if found is None else (found, f"the {self.layout.words[head]} named right before")

    def _in_office(self, entity: Entity) -> bool:
        """Whether somebody is called by an office that is held for a place."""
        offices = self.names["seat-title"]
        return any(not offices.isdisjoint(told.casefold().split()) for _, told in entity.roles)

    def elsewhere(self, entity: Entity, phrase: Phrase, head: int) -> bool:
        """Whether somebody sits for another place than a description tells."""
        asked, told = self.asked(phrase, head) - self.all_parties, self.of(entity) - self.all_parties
        return bool(asked) and bool(told) and not asked <= told

    @cached_property
    def all_parties(self) -> frozenset[str]:
        """The parties that a letter stands for."""
        return frozenset(party for parties in self.parties.values() for party in parties)

    def _fits(self, entity: Entity, places: frozenset[str], party: frozenset[str]) -> bool:
        """Whether somebody sits for these places, and for the party where one is told of both."""
        told = self.of(entity)
        own = told & self.all_parties
        return places <= told and (not party or party <= own or not own)

    def _one(self, pool: Sequence[Entity], phrase: Phrase, head: int) -> Entity | None:
        """The only one of these; of several the only one who was in office before, for "the former senator"."""
        past = self.names["role-past"]
        if not past.isdisjoint(self.layout.words[phrase.first : head]):
            former = [e for e in pool if any(not past.isdisjoint(told.casefold().split()) for _, told in e.roles)]
            pool = former or pool
        return pool[0] if len(pool) == 1 else None
