"""Who a source without a name is: “the former mayor”, “the company”, “the statement”; and what kind of speaker."""

from __future__ import annotations

from attribution.extraction.naming.entities import Entities, Entity
from attribution.extraction.naming.entity import gender_told
from attribution.extraction.naming.names import PEOPLE
from attribution.extraction.speakers.ahead import Ahead
from attribution.extraction.speakers.companies import Companies
from attribution.extraction.speakers.documents import Documents
from attribution.extraction.speakers.kinds import NounKinds
from attribution.extraction.speakers.pairs import FAR
from attribution.extraction.speakers.phrases import Phrases
from attribution.extraction.speakers.pronouns import Pronouns
from attribution.extraction.speakers.references import Reference, Spoken
from attribution.extraction.speakers.roles import Roles
from attribution.extraction.text.layout import Layout
from attribution.extraction.text.mentions import Phrase
from attribution.extraction.text.tagging import CLITIC
from attribution.languages import NAME, Language
from attribution.model import Evidence, SpeakerType

NEAR_PAIR = 3  # sentences back in which two are named side by side whom "the two" means
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
        self.ahead = Ahead(self.roles)
        self.companies = Companies(self.phrases)
        self.documents = Documents(self.phrases, self.companies)
        self.kinds = NounKinds(self.companies.callings)
        self.pairs = pronouns.pairs

    def resolve(self, phrase: Phrase, *, inside: bool = False) -> Reference:
        """Whom a phrase without a name refers to; `inside` tells that it stands in what somebody else says."""
        phrase = self._with_adjectives(phrase)
        head = self.kinds.head(phrase)
        word = self.layout.words[head]
        kind = self.kinds.kind(phrase, head)
        if kind == "document" and word not in self.names["document-alone"]:
            return self.documents.resolve(phrase, head)
        if kind == "document" or self.kinds.called(phrase.first, head):
            return Reference(None, kind, None, ())
        if kind == "organisation" and (paper := self._paper(phrase, head)) is not None:
            return paper
        if kind == "place":
            return self._country(phrase, head) or Reference(None, kind, None, ())
        if (pair := self._pair(phrase, head)) is not None:
            return pair
        if kind == "organisation" and word in self.names["unique-body"]:
            told = self._held(phrase, head) or self.companies.unique(phrase, head)
            if told is not None:
                return told
        return self._described(phrase, head, kind, inside)

    def _described(self, phrase: Phrase, head: int, kind: SpeakerType, inside: bool) -> Reference:
        """Somebody who is told by a description: "a former mayor", "the agency"."""
        word = self.layout.words[head]
        role = (
            self.phrases.words(phrase.first, phrase.after)
            if self._is_role(head) and kind != "group"
            else None
        )
        if role is not None and kind == "unnamed" and (ahead := self.ahead.bearer(phrase, head)) is not None:
            return self._borne(phrase, ahead, role)
        if not self.phrases.definite(phrase):
            return Reference(None, kind, role, ())
        if kind in ("group", "unnamed") and self.layout.tags[head + 1 : head + 2] not in ("o", "p"):
            both = self.roles.both(phrase, head)
            if together := self.pairs.together(self.phrases.as_written(phrase), both, "both are called so"):
                return together
        if head - phrase.first > 1 and (named := self.companies.so_named(phrase, head)) is not None:
            return named
        if kind == "group" and (found := self.companies.members(phrase, head)) is not None:
            return found
        if self.companies.callings.anaphors(word) is not None and kind in ("organisation", "group"):
            nearest = self.companies.nearest(phrase, head) or Reference(None, kind, None, ())
            return nearest if nearest.speaker or nearest.runners_up else self.companies.part(phrase, head) or nearest
        if kind == "organisation" and (named := self.companies.so_named(phrase, head)) is not None:
            return named
        if role is not None and kind == "unnamed" and (borne := self.roles.bearer(phrase, head, inside)):
            return self._borne(phrase, borne, role)
        if kind == "unnamed" and self.companies.callings.anaphors(word) is not None:
            return self.companies.nearest(phrase, head, told=True) or Reference(None, kind, role, ())
        return Reference(None, kind, role, ())

    def _paper(self, phrase: Phrase, head: int) -> Reference | None:
        """“the paper”, where it is a piece of research: no outlet is named before that may be called so."""
        words, meanings = self.layout.words, self.language.meanings
        if words[head] not in self.names["paper"]:
            return None
        before = words[phrase.first : head]
        press = not self.names["press-lead"].isdisjoint(before) or CLITIC in self.layout.tags[phrase.first : head]
        if press or any({"demonym", "place-name"}.intersection(meanings.get(word, ())) for word in before):
            return None  # "a local paper"
        outlet = self.companies.nearest(phrase, head) if self.phrases.definite(phrase) else None
        if outlet is not None and (outlet.speaker or outlet.runners_up):
            return None
        return self.documents.resolve(phrase, head)

    def _with_adjectives(self, phrase: Phrase) -> Phrase:
        """A description with what stands before its comma: "the stern, [71-year-old diplomat]"."""
        tags, n = self.layout.tags, phrase.first - 1
        if n < 2 or tags[n] != "," or tags[phrase.first] in "DPHI" or tags[n - 1] not in "jEgf":
            return phrase
        n = next(m for m in range(n - 1, -1, -1) if not m or tags[m] not in "jEgaf")
        return phrase._replace(first=n) if tags[n] == "D" and phrase.head > phrase.first else phrase

    def _country(self, phrase: Phrase, head: int) -> Reference | None:
        """“the kingdom”: the only country that the sentence before a word for one, or the one before that, is about."""
        layout = self.layout
        if layout.words[head] not in self.names["anaphor-place"] or head - phrase.first != 1:
            return None
        first = layout.sentences[max(0, layout.sentence_of(phrase.first) - 1)][0]
        if not self.phrases.definite(phrase):
            return None
        near = [e for e in self.entities.near(first, phrase.first) if e.type == "place"]
        told = [
            e for e in near if any(first <= at < phrase.first and (opens or at in e.acts) for at, opens in e.mentions)
        ]
        if len(told) != 1:
            return None
        why = f"{self.phrases.as_written(phrase)} → {told[0].name}: the only place that the text is about"
        return Reference(told[0].name, "place", None, (Evidence("speaker", why),))

    def _borne(self, phrase: Phrase, borne: tuple[Entity, str], role: str) -> Reference:
        """A person whom a description means."""
        entity, why = borne
        evidence = Evidence("speaker", f"{self.phrases.as_written(phrase)} → {entity.name}: {why}")
        return Reference(entity.name, entity.type, role, (evidence,))

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
        """“both men”, “the two companies”, “the couple”: the last two that were named side by side."""
        layout, pronouns = self.layout, self.language.circumstances["pronouns"]
        word, tags = layout.words[head], layout.tags
        said, gender = self.phrases.as_written(phrase), gender_told(self.reader.meanings(head))
        definite = self.phrases.definite(phrase)
        if word in self.names["kin-pair"] and definite:
            kin = self.pairs.together(said, self.pairs.kin(phrase.first, gender), "the two who share a surname")
            if kin is not None or word not in self.names["pair"]:
                return kin
        articled = tags[phrase.first] == "D" and layout.words[phrase.first] not in pronouns["pair"]
        lead = layout.words[phrase.first + articled]
        alone = phrase.first + articled == head or word in self.names["pair"]
        counted = lead in pronouns["pair"] and (lead != pronouns["pair"][-1] or definite)
        if not (counted or (word in self.names["pair"] and definite)) or "o" in tags[phrase.first + 1 : head + 2]:
            return None
        meanings = self.reader.meanings(head)
        people = bool(PEOPLE.intersection(meanings)) or alone
        bodies = self.companies.callings.anaphors(word[:-1]) is not None or "organisation" in meanings
        if not people and not bodies:
            return None
        if people and (spoke := self._spoke_together(phrase.first)) is not None:
            return spoke
        found = self.pairs.before(phrase.first, people, gender, NEAR_PAIR if alone else FAR)
        if found is not None:
            return self.pairs.side_by_side(said, phrase.first, found)
        only = self.pairs.only(phrase.first, gender) if people else ()
        return self.pairs.together(said, only, "the only two named around it")

    def _spoke_together(self, token: int) -> Reference | None:
        """The two who spoke last together, not too far back."""
        last = self.phrases.spoken.before(token)
        if last is None or len(last.reference.joint) != 2 or self.pairs.gap(last.token, token) > NEAR_PAIR:
            return None
        return last.reference._replace(role=None)

    def _one_of_nation(self, head: int) -> bool:
        """“the Spaniard”, “the Ohio Republican”: one of a people, unlike “the Chinese”."""
        word, known = self.layout.words[head], self.language.meanings
        alone = "demonym" in known.get(word, ()) and "group" not in known.get(word, ())
        first = head - 1
        while self.layout.tags[first] in "jEgn" or self._place(first):
            first -= 1
        return alone and word + "s" in known and self.layout.tags[first] == "D"

    def _place(self, n: int) -> bool:
        return self.layout.tags[n] == NAME and "place-name" in self.reader.meanings(n)

    def _is_role(self, head: int) -> bool:
        """Whether a noun tells what somebody is; so does its end: "neurosurgeon"."""
        if {"role", "relation"}.intersection(self.reader.meanings(head)) or self.kinds.aged(
            self.layout.words[head]
        ):
            return True
        if self._one_of_nation(head):
            return True
        word, known = self.layout.words[head], self.language.meanings
        return any("role" in known.get(word[n:], ()) for n in range(2, len(word) - SHORTEST_ROLE + 1))
