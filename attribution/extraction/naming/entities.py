"""Who and what an article names: short forms joined to the fullest one, acronyms to what they stand for."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Set as AbstractSet
from operator import itemgetter

from attribution.extraction.naming.bodies import LONG
from attribution.extraction.naming.bynames import Bynames
from attribution.extraction.naming.collection import Collection, key_of
from attribution.extraction.naming.entity import Entity, compatible, named_before
from attribution.extraction.naming.located import is_located
from attribution.extraction.naming.names import Name, NameReader
from attribution.extraction.naming.namesakes import (
    acting_younger,
    of_generation,
    parts_of,
    respelled,
    same_person,
    sound,
    spelling,
)
from attribution.extraction.naming.shortened import Shortened
from attribution.extraction.text.layout import Layout
from attribution.extraction.text.tagging import CLITIC
from attribution.languages import NAME, Language

LONE = re.compile(f"(?<!{NAME}){NAME}(?!{NAME})")
ACTING = frozenset("BAMKvCE")  # tags of verbs that may follow a subject
BEEN = CLITIC + "B"  # tags behind a subject whose verb is contracted: "Ruiz's been late"
VOTING = 14  # tokens behind a name in which a pronoun tells what it is
SURNAMED = 3  # words of a name with two surnames
MOST_ALIKE = 100  # entities of one surname, or with one first or last word, that are told apart


class Entities:
    """All that an article names, by any of its forms."""

    def __init__(self, layout: Layout, language: Language):
        self.layout, self.language = layout, language
        self.reader = NameReader(layout, language)
        self.collection = Collection(layout, self.reader)
        self.by_name: dict[str, Entity] = {}
        self.by_last: dict[str, list[Entity]] = {}
        self.by_given: dict[str, list[Entity]] = {}
        self.by_middle: dict[str, list[Entity]] = {}  # the first of two surnames -> whose it is
        self.by_sound: dict[str, list[Entity]] = {}  # a surname without its vowels -> whose it is
        self.open: list[Entity] = []  # surnames that may be of either of two: of another mention they may not
        self.found: list[Entity] = []  # every entity once, in the order of collection
        self.first: dict[int, Entity] = {}  # first token of a name -> whose it is
        self.last: dict[int, Entity] = {}  # token behind a name -> whose it is
        self.shortened = Shortened(layout, self.reader, language, self.by_name)
        self.retyped = 0  # how often an entity turned out to be of another type than before
        self.suffixes = language.names["suffix"]
        within: set[int] = set()  # the tokens of all names
        for name, opens in self.collection.ordered():
            entity = self.entity(name)
            insort(entity.mentions, (name.first, opens))
            if layout.tags[name.after : name.after + 1] in ACTING:
                entity.acts.add(name.first)
            entity.earliest = min(entity.earliest, name.first)
            self.first[name.first] = self.last[name.after] = entity
            within.update(range(name.first, name.after))
        named = sorted([*self.first.items(), *self._beside(within)], key=itemgetter(0))
        self.tokens = [token for token, _ in named]  # first tokens of all names, in text order
        self.in_order = [entity for _, entity in named]
        bynames = Bynames(layout, self.reader, self.found)
        for entity in self.found:
            entity.opening = all(opens for _, opens in entity.mentions)
            if (full := bynames.full(entity)) is not None:
                entity.name, entity.type, entity.sure = full, "person", True
                self.by_name.setdefault(key_of(full), entity)
            if len(entity.names) > 1 and entity.type == "person":
                entity.name = spelling(entity, layout)
            self._of_many(entity)
            lone = not entity.sure and entity.type == "organisation" and " " not in entity.name
            if lone and is_located(entity, layout, self.reader):
                entity.type, entity.sure = "place", True
            elif (lone and (self._like_name(entity.name) or not entity.opening)) or (
                entity.type == "person" and entity.gender is None
            ):
                self._settle(entity)

    def _of_many(self, entity: Entity) -> None:
        """A name that opens a sentence whose verb is plural is a team's or a band's: "Halden United have won"."""
        tags, words, plural = self.layout.tags, self.layout.words, self.language.names["plural-verb"]
        for at, opens in entity.mentions if entity.type == "person" and not entity.sure else ():
            end = self.end_of(entity, at)
            if opens and words[end : end + 1] and words[end] in plural and tags[at - 1] not in "&,":
                entity.type, entity.sure, entity.gender = "organisation", True, None
                return

    def _beside(self, within: AbstractSet[int]) -> list[tuple[int, Entity]]:
        """Surnames that name persons before other nouns as well: “Ruiz supporters”, and before "'s been"."""
        layout, found = self.layout, []
        for n in (m.start() for m in LONE.finditer(layout.tags)):
            body = self.by_name.get(layout.words[n])
            owns = layout.tags[n + 1 : n + 2] == CLITIC and n not in within
            if body is not None and owns and body.type == "organisation" and body.sure:
                insort(body.mentions, (n, layout.sentences[layout.sentence_of(n)][0] == n))  # "Halden's boats"
                found.append((n, body))
                continue
            known = self.by_last.get(layout.words[n])
            if known is None or n in within or len(known) != 1 or known[0].type != "person":
                continue
            if layout.prose[layout.paragraph_of(n)] and (" " in known[0].name or known[0].sure):
                been = layout.tags[n + 1 : n + 3] == BEEN
                insort(known[0].mentions, (n, been and layout.sentences[layout.sentence_of(n)][0] == n))
                found.append((n, known[0]))
        return found

    def near(self, first: int, after: int) -> list[Entity]:
        """Who is named among the tokens, each once."""
        begin, end = bisect_left(self.tokens, first), bisect_left(self.tokens, after)
        return list({id(entity): entity for entity in self.in_order[begin:end]}.values())

    def at(self, token: int) -> Entity | None:
        """Whose name begins at a token, or None."""
        return self.first.get(token)

    def ending(self, token: int) -> Entity | None:
        """Whose name ends right before a token, or None."""
        return self.last.get(token)

    def end_of(self, entity: Entity, at: int) -> int:
        """Behind which token the name of an entity ends that begins at a token; the same token for none."""
        return next((n for n in range(at + 1, at + LONG) if self.last.get(n) is entity), at)

    def begin_of(self, entity: Entity, end: int) -> int:
        """Where the name of an entity begins that ends before a token; the same token for none."""
        return next((n for n in range(end - 1, max(0, end - LONG), -1) if self.first.get(n) is entity), end)

    def holding(self, token: int) -> Entity | None:
        """In whose name of several words a token stands, or None."""
        at = bisect_right(self.tokens, token) - 1
        first = self.tokens[at] if at >= 0 else token
        entity = self.first.get(first) if at >= 0 and token - first < LONG else None
        ends = range(token + 1, first + LONG + 1)
        return entity if any(self.last.get(end) is entity and end - first > 1 for end in ends) else None

    def words(self, name: Name) -> str:
        """A name as the text has it."""
        return self.collection.words(name)

    def _like_name(self, word: str) -> bool:
        """Whether the word does not look like an ordinary one at the start of a sentence."""
        lower = word.casefold()
        plain = lower in self.reader.lower or lower in self.language.meanings or lower in self.language.cues
        return not plain and not lower.endswith(tuple(self.language.layout["endings"]))

    def _settle(self, entity: Entity) -> None:
        """A lone name is a person's where "he" or "she" follows oftener than "it"; a person's gender is theirs."""
        layout, pronouns = self.layout, self.language.circumstances["pronouns"]
        kinds = ("female", "male", "thing")
        votes = dict.fromkeys(kinds, 0)
        opening = entity.opening
        for at, opens in entity.mentions:
            if (opening and layout.tags[at + 1 : at + 2] != "C") or not (opens or entity.type != "person"):
                continue
            sentence = layout.sentence_of(at)
            for n in range(at + 1, min(at + VOTING, layout.sentences[sentence][1] + 2, len(layout.words))):
                if layout.tags[n] == NAME:
                    break
                kind = next((k for k in kinds if layout.words[n] in pronouns[k]), None)
                if kind is not None and layout.quoted[n] == layout.quoted[at]:
                    votes[kind] += 1
                    break
        best = max(kinds, key=lambda kind: votes[kind])
        if votes[best] > 0 and best != "thing" and votes[best] > votes["thing"]:
            entity.gender = best
            if entity.type != "person":
                entity.type, entity.sure = "person", True

    def entity(self, name: Name) -> Entity:
        """The entity that a name denotes: the same name, or the fuller one that it shortens; else a new one."""
        words = self.words(name)
        key = key_of(words)
        entity = (self._placed(key, name) if name.type == "place" else None) or self.by_name.get(key)
        if entity is None or entity in self.open:
            entity = self._fuller(key, name) or entity
        if entity is None:
            entity = self._new(key, words, name)
        elif entity.name.isupper() and not words.isupper() and len(words) >= len(entity.name):
            entity.name = words
            self.shortened.initials.add(entity)
            if entity.type == "person":
                _note(self.by_last, parts_of(key, self.suffixes)[-1], entity)
        elif entity.type == "person" and name.first + 1 == name.after and " " in entity.name:
            entity.sure = True
        if entity.type == "person":
            entity.gender = entity.gender or (name.gender if entity.name == words else self._shown(name))
        same = words == entity.name and entity.type != "group"
        if name.sure and not entity.sure and (name.type == "person" or same):
            self.retyped += entity.type != name.type
            entity.sure, entity.type = True, name.type
        if words not in entity.names:
            entity.names.append(words)
        if name.role is not None:
            start, end = self.layout.span(*name.role)
            entity.roles.append((name.first, self.layout.text[start:end]))
        if name.acronym >= 0:
            self.by_name.setdefault(self.layout.words[name.acronym], entity)
        return entity

    def _fuller(self, key: str, name: Name) -> Entity | None:
        parts = parts_of(key, self.suffixes)
        if len(parts) > 1 and parts[0] in self.language.names["title-kept"]:
            parts = parts[1:]
        if not parts or name.type == "place":
            return None
        if name.type == "organisation" or len(parts) > 1:
            body = (self.shortened.stands_for(name) if len(parts) == 1 else None) or self.shortened.begun(key, name)
            if body is None and name.type == "organisation":
                body = self.shortened.ended(key, name)
            if body is not None:
                return body
            lone = len(parts) == 1 and parts[0] not in self.language.names["capitals-only"]
            lone = lone and (parts[0] in self.by_last or self._given_last(parts[0]))
            if name.type == "organisation" and name.sure and not lone:
                return None
        gender = self._shown(name)
        known = [e for e in self.by_last.get(parts[-1], ()) if compatible(e.gender, gender)]
        if len(parts) > 1:
            known = [e for e in known if e.type == name.type and same_person(e, parts, self.language)]
            known = [e for e in known if not self._beside_other(e, parts, name)]
        elif not known:
            known = self.by_given.get(parts[0], []) or self.family_first(parts[0])
            known = known or self.by_middle.get(parts[0], []) or self._slip(parts[0], name)
        if len(known) > 1 and len(parts) == 1:
            known = of_generation(known, self.suffixes, younger=len(key.split()) > 1)
        if len(known) > 1 and len(parts) == 1 and self._together(known, name.first):
            known = [self.by_name.get(key) or self._new(key, self.words(name), name)]
            self.open.extend(known)
        return self._meant(known, name.first) if known else None

    def _placed(self, key: str, name: Name) -> Entity | None:
        """Whose surname a word for a place is, other than behind a preposition: "Hal Phoenix … Phoenix said"."""
        known = self.by_last.get(key, [])
        behind = self.layout.tags[name.first - 1 : name.first] in ("p", "o", "t")
        fits = len(known) == 1 and known[0].type == "person" and self.reader.gives(key_of(known[0].name).split()[0])
        return known[0] if fits and not behind else None

    def _beside_other(self, entity: Entity, parts: list[str], name: Name) -> bool:
        """Whether a full name of another spelling stands in one paragraph with this one: "Ana Ruiz and Anna Ruiz"."""
        given = key_of(entity.name).split()[0]
        if not respelled(given, parts[0]):
            return False
        paragraph = self.layout.paragraph_of(name.first)
        return any(self.layout.paragraph_of(at) == paragraph for at, _ in entity.mentions)

    def told_apart(self, entity: Entity, name: Name) -> Entity:
        """Of two of a surname the one of whom the sentence goes on with "he" or "she"; the same where it does not."""
        if entity not in self.open:
            return entity
        layout, pronouns = self.layout, self.language.circumstances["pronouns"]
        after = layout.sentences[layout.sentence_of(name.first)][1]
        near = range(name.after, min(name.after + VOTING, after))
        words = [layout.words[n] for n in near if layout.quoted[n] == layout.quoted[name.first]]
        gender = next((g for word in words for g in ("female", "male") if word in pronouns[g]), None)
        alike = self.by_last.get(key_of(entity.name), ())
        known = [e for e in alike if e is not entity and e.gender is not None and e.gender == gender]
        return known[0] if len(known) == 1 else entity

    def _shown(self, name: Name) -> str | None:
        """The gender that a name shows; a lone one only by its title, as it may be a surname: "Mr. Kelly", "Kelly"."""
        titled = name.first > 0 and self.reader.titled(name.first - 1)
        return name.gender if name.after - name.first > 1 or titled else None

    def _together(self, known: list[Entity], token: int) -> bool:
        """Whether the two named last before a token stand in one sentence, in full: then a surname alone is open."""
        layout = self.layout
        last = sorted((named_before(e, token, -1) for e in known), reverse=True)[:2]
        if last[1] < 0 or any(at + 1 in self.last for at in last):
            return False  # "Holt, whose father was Adam Holt, left": Holt is who was called so
        return layout.sentence_of(last[0]) == layout.sentence_of(last[1])

    def family_first(self, word: str) -> list[Entity]:
        """The person whose name begins with the word, where it is no given name: "Zhou" of "Zhou Lin"."""
        names = self.language.names
        if word in names["female"] or word in names["male"]:
            return []
        found = [e for e in self.shortened.by_first.get(word, ()) if e.type == "person" and " " in e.name]
        return found if len(found) == 1 else []

    def _slip(self, word: str, name: Name) -> list[Entity]:
        """The only one whose surname has other vowels in the same places: "Houser", once written "Hauser"."""
        reader, known = self.reader, self.language
        if name.type == "place" or word in known.meanings or word in reader.lower or word in known.names["body"]:
            return []
        alike = self.by_sound.get(sound(word), []) if word not in self.by_last else []
        found = [e for e in alike if e.earliest < name.first and compatible(e.gender, self._shown(name))]
        return found if len(found) == 1 and found[0].type == "person" else []

    def _given_last(self, word: str) -> bool:
        """Whether a word is the family name of somebody whose given name follows it: "Suzuki Ichiro"."""
        return any(key_of(e.name).split()[-1] in self.reader.given for e in self.family_first(word))

    def _new(self, key: str, words: str, name: Name) -> Entity:
        entity = self.by_name[key] = Entity(words, name.type, name.gender, name.sure)
        parts = parts_of(key, self.suffixes)
        self.found.append(entity)
        self.shortened.initials.add(entity)
        words_of = key.split()
        _note(self.shortened.by_first, words_of[0], entity)
        _note(self.shortened.by_end, words_of[-1], entity)
        if len(parts) == 1 and key.endswith("s") and key[:-1] in self.by_last:
            entity.type = "group"  # "the Holts"
        shouted = words.isupper() and not (len(parts) > 1 and self.reader.is_given(name.first))
        if name.type == "person" and parts and not shouted:
            _note(self.by_last, parts[-1], entity)
            if len(parts) > 1:
                _note(self.by_sound, sound(parts[-1]), entity)
            if len(parts) > 1 and (name.sure or self.reader.is_given(name.first) or "-" in parts[-1]):
                _note(self.by_given, parts[0], entity)
                if len(parts) == SURNAMED and not self.reader.gives(parts[1]) and "." not in parts[1]:
                    _note(self.by_middle, parts[1], entity)
        firm = parts[-1].rstrip(".") in self.language.names["firm-suffix"] if len(parts) > 1 else False
        if firm:
            entity.type = "organisation"
            self.by_name.setdefault(" ".join(parts[:-1]).rstrip(","), entity)
        return entity

    def _meant(self, entities: list[Entity], token: int) -> Entity:
        """Of several with one surname, who is named before; of those, whom it names oftener, or who is named first.

        Of two as often, a "Jr." with whom a sentence opens is meant rather than the older one.

        The others are called by their full names.
        """
        before = [e for e in entities if e.earliest < token]

        def order(e: Entity) -> tuple[int, bool, int]:
            return len(e.mentions) // 2, acting_younger(e, self.suffixes), -e.earliest

        return max(before or entities, key=order)


def _note(known: dict[str, list[Entity]], word: str, entity: Entity) -> None:
    alike = known.setdefault(word, [])
    if len(alike) < MOST_ALIKE:
        alike.append(entity)


__all__ = ["Entities", "Entity", "compatible", "named_before"]
