"""Who a source without a name is: “the former mayor”, “the company”, “the statement”; and what kind of speaker."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from attribution.extraction.bodies import LONG
from attribution.extraction.companies import Companies
from attribution.extraction.documents import Documents
from attribution.extraction.entities import Entities, Entity, compatible
from attribution.extraction.layout import Layout
from attribution.extraction.mentions import Phrase
from attribution.extraction.names import PEOPLE
from attribution.extraction.phrases import Phrases
from attribution.extraction.pronouns import Pronouns
from attribution.extraction.references import Reference, Spoken, away
from attribution.extraction.roles import Roles
from attribution.extraction.surroundings import noun_phrase
from attribution.languages import NAME, Language
from attribution.model import Evidence, SpeakerType

KINDS: tuple[SpeakerType, ...] = ("document", "group", "organisation", "place")
FAR_PAIR = 10  # sentences back in which the two are named side by side
FEW_FAMILIES = 4  # pairs of people of one surname among whom "the brothers" are looked for
SHORTEST_ROLE = 6  # letters of a role that may end a longer word


class Nominals:
    """Resolves the nominal sources of one article."""

    def __init__(
        self, layout: Layout, language: Language, entities: Entities, spoken: Spoken, pronouns: Pronouns
    ):
        self.layout, self.language, self.entities = layout, language, entities
        self.reader, self.names = entities.reader, language.names
        self.phrases = Phrases(layout, language, entities, spoken)
        self.pronouns = pronouns
        self.roles = Roles(self.phrases, pronouns)
        self.companies = Companies(self.phrases)
        self.documents = Documents(self.phrases, self.companies)
        self.pairs: dict[bool, list[int]] = {}  # whether both are people -> tokens of "and" between two names
        self.seen = entities.retyped

    def resolve(self, phrase: Phrase, *, inside: bool = False) -> Reference:
        """Whom a phrase without a name refers to; `inside` tells that it stands in what somebody else says."""
        head = self.head(phrase)
        word = self.layout.words[head]
        kind = self.kind(phrase, head)
        if kind == "document":
            return self.documents.resolve(phrase, head)
        if (pair := self._pair(phrase, head)) is not None:
            return pair
        if kind == "organisation" and word in self.names["unique-body"]:
            told = self._held(phrase, head) or self.companies.unique(phrase, head)
            if told is not None:
                return told
        role = (
            self.phrases.words(phrase.first, phrase.after)
            if self._is_role(head) and kind != "group"
            else None
        )
        if not self.phrases.definite(phrase):
            return Reference(None, kind, role, ())
        if head - phrase.first > 1 and (named := self.companies.so_named(phrase, head)) is not None:
            return named
        if kind == "group" and (found := self.companies.members(phrase, head)) is not None:
            return found
        if self.companies.callings.anaphors(word) is not None and kind in ("organisation", "group"):
            return self.companies.nearest(phrase, head) or Reference(None, kind, None, ())
        if kind == "organisation" and (named := self.companies.so_named(phrase, head)) is not None:
            return named
        if role is not None and kind == "unnamed" and (borne := self.roles.bearer(phrase, head, inside)):
            entity, why = borne
            evidence = Evidence("speaker", f"{self.phrases.as_written(phrase)} → {entity.name}: {why}")
            return Reference(entity.name, entity.type, role, (evidence,))
        if kind == "unnamed" and self.companies.callings.anaphors(word) is not None:
            return self.companies.nearest(phrase, head, told=True) or Reference(None, kind, role, ())
        return Reference(None, kind, role, ())

    def _held(self, phrase: Phrase, head: int) -> Reference | None:
        """“her campaign”: the body that the article names after its holder elsewhere, or else the holder's."""
        word = self.layout.words[phrase.first]
        gender = next((g for g in ("female", "male") if word in self.language.circumstances["pronouns"][g]), None)
        if gender is None or head - phrase.first != 1:
            return None
        holder = self.pronouns.person(phrase.first, gender, word, None)
        called = self.layout.words[head]
        name = self.companies.after_holder(holder.speaker, called) if holder.speaker else None
        if name is None and holder.speaker and called in self.names["held-body"]:
            name = holder.speaker + self.language.circumstances["pronouns"]["possessing"] + called
        return Reference(name, "organisation", None, holder.evidence) if name is not None else None

    def _pair(self, phrase: Phrase, head: int) -> Reference | None:
        """“both men”, “the two companies”: the last two that were named side by side."""
        layout, pronouns = self.layout, self.language.circumstances["pronouns"]
        articled = layout.tags[phrase.first] == "D" and layout.words[phrase.first] not in pronouns["pair"]
        lead = layout.words[phrase.first + articled]
        if self.layout.words[head] in self.names["kin-pair"] and self.phrases.definite(phrase):
            return self._side_by_side(phrase, self._kin(phrase.first, head), "the two who share a surname")
        counted = lead in pronouns["pair"] and (lead != pronouns["pair"][-1] or self.phrases.definite(phrase))
        if not counted or layout.tags[phrase.first + 1 : phrase.first + 2] == "o":
            return None
        meanings = self.reader.meanings(head)
        people = bool(PEOPLE.intersection(meanings))
        if (
            not people
            and self.companies.callings.anaphors(layout.words[head][:-1]) is None
            and "organisation" not in meanings
        ):
            return None
        joined = self._joined(people)
        before = bisect_left(joined, phrase.first)
        if not before or layout.sentence_of(phrase.first) - layout.sentence_of(joined[before - 1]) > FAR_PAIR:
            only = self._only_two(phrase) if people else ()
            return self._side_by_side(phrase, only, "the only two named around it")
        at = joined[before - 1]
        both = self.entities.last[at], self.entities.first[at + 1]
        return self._side_by_side(phrase, both, f"named side by side, {away(layout, at, phrase.first)}")

    def _side_by_side(self, phrase: Phrase, both: Sequence[Entity], why: str) -> Reference | None:
        """Two as one speaker; None where they are not two."""
        if len(both) != 2:
            return None
        one, other = (entity.name for entity in both)
        names = one + self.language.circumstances["pronouns"]["joined"] + other
        told = f"{self.phrases.as_written(phrase)} → {names}: {why}"
        return Reference(names, "group", None, (Evidence("speaker", told),), joint=(one, other))

    def _only_two(self, phrase: Phrase) -> list[Entity]:
        """Those whom the sentence, the one before and the one behind name, where they are two people."""
        layout = self.layout
        here = layout.sentence_of(phrase.first)
        first = layout.sentences[max(0, here - 1)][0]
        after = layout.sentences[min(here + 1, len(layout.sentences) - 1)][1]
        near = [e for e in self.entities.near(first, after) if e.type == "person" and e.gender is not None]
        return near if len(near) == 2 else []

    def _kin(self, token: int, head: int) -> list[Entity]:
        """The two people of one surname who are named before a token; none where there are two such pairs."""
        gender = next((g for g in ("female", "male") if g in self.reader.meanings(head)), None)
        fitting = [
            pair
            for pair in self.families
            if all(e.earliest < token and compatible(e.gender, gender) for e in pair)
        ]
        return fitting[0] if len(fitting) == 1 else []

    @cached_property
    def families(self) -> list[list[Entity]]:
        """Those who share their surname with one other person; where these are many, none."""
        families = [
            [e for e in family if e.gender is not None and " " in e.name]
            for family in self.entities.by_last.values()
        ]
        pairs = [sorted(family, key=lambda e: e.earliest) for family in families if len(family) == 2]
        return pairs if len(pairs) <= FEW_FAMILIES else []

    def _joined(self, people: bool) -> list[int]:
        """Where "and" stands between the names of two people, or of two of which one at least is none."""
        tags, first, last = self.layout.tags, self.entities.first, self.entities.last
        if self.seen != self.entities.retyped:
            self.pairs, self.seen = {}, self.entities.retyped
        if not self.pairs:
            self.pairs = {True: [], False: []}
            for at, one in sorted(last.items()):
                other = first.get(at + 1)
                if other is None or other is one or tags[at : at + 1] != "&":
                    continue
                begin = next((n for n in range(at - 1, max(0, at - LONG), -1) if first.get(n) is one), at)
                if tags[begin - 1] != "," or begin - 1 not in last:  # not "Ana, Ida and Una"
                    self.pairs[one.type == other.type == "person"].append(at)
        return self.pairs[people]

    def head(self, phrase: Phrase) -> int:
        """The head noun of a phrase: the last of its first base, nouns that are cues too taken along."""
        tags = self.layout.tags
        begin = phrase.first + (tags[phrase.first] in "IT" and phrase.after - phrase.first > 1)
        end = noun_phrase(self.layout, begin, phrase.after, self.language)
        cut = tags.find("o", phrase.first, end)
        end = cut if cut > phrase.first else end
        return end - 1 if end > begin else phrase.head

    def kind(self, phrase: Phrase, head: int) -> SpeakerType:
        """What kind of speaker the head noun is."""
        word, tags = self.layout.words[head], self.layout.tags
        meanings = self.reader.meanings(head)
        many = self.language.circumstances["pronouns"]["many"]
        if word in self.names["document-more"]:
            return "document"
        if (
            any(self.layout.words[n] in many for n in range(phrase.first, head))
            and word not in self.names["faceless"]
        ):
            return "document" if "document" in meanings and "group" not in meanings else "group"
        if tags[head + 1 : head + 2] == "o" and "group" in meanings and "organisation" in meanings:
            return "group"
        if word in self.names["faceless"] or self._people_known(head, phrase.after):
            return "unnamed"
        if word in many or tags[head] == "#":
            return "unnamed" if self._aged(word) else "group"
        if tags[phrase.first] == "#" and PEOPLE.intersection(meanings) and phrase.first < head:
            return "unnamed"  # "two diplomats"
        plural = word.endswith("s") and not word.endswith("ss")
        for meaning in meanings:
            if meaning in KINDS and not (plural and meaning == "group" and "document" in meanings):
                if meaning == "organisation" and plural and word not in self.names["unique-body"]:
                    return "group"
                if meaning == "group" and "organisation" in meanings and not plural:
                    return "organisation"
                return meaning
        if not PEOPLE.intersection(meanings) and self.companies.callings.anaphors(word) is not None:
            return "organisation"
        return "group" if plural and tags[head] in "nNC" else "unnamed"

    def _people_known(self, head: int, after: int) -> bool:
        """“people familiar with the talks”"""
        behind = self.layout.words[head + 1 : min(head + 3, max(after, head + 3))]
        told = {"unnamed", "role"} <= set(self.reader.meanings(head))
        return told and not self.names["people-known"].isdisjoint(behind)

    def _aged(self, word: str) -> bool:
        """“the 29-year-old”: somebody by their age."""
        return word[0].isdigit() and word.endswith(tuple(self.names["aged"]))

    def _one_of_nation(self, head: int) -> bool:
        """“the Spaniard”, “the Ohio Republican”: one of a people, unlike “the Chinese”."""
        word, known = self.layout.words[head], self.language.meanings
        alone = "demonym" in known.get(word, ()) and "group" not in known.get(word, ())
        first = head - 1
        while self.layout.tags[first] == NAME and "place-name" in self.reader.meanings(first):
            first -= 1
        return alone and word + "s" in known and self.layout.tags[first] == "D"

    def _is_role(self, head: int) -> bool:
        """Whether a noun tells what somebody is; so does its end: "neurosurgeon"."""
        if {"role", "relation"}.intersection(self.reader.meanings(head)) or self._aged(
            self.layout.words[head]
        ):
            return True
        if self._one_of_nation(head):
            return True
        word, known = self.layout.words[head], self.language.meanings
        return any("role" in known.get(word[n:], ()) for n in range(2, len(word) - SHORTEST_ROLE + 1))
