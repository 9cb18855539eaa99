"""Which mentions are one speaker, within the article: short names to full ones, pronouns to names.

A source is resolved from left to right, so that whoever spoke before may be "he" now. Where the text leaves it
open, nothing is resolved: no speaker is better than a wrong one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from attribution.extraction.layout import OPEN, Layout
from attribution.extraction.mentions import BASE, Phrase
from attribution.extraction.names import Name, name_in
from attribution.extraction.relations import Proposal
from attribution.languages import Language
from attribution.model import Evidence, Speaker, SpeakerType

REACH = 8  # sentences back that a pronoun may reach
UNSURE = 0.75  # two candidates closer than this leave a pronoun open


@dataclass
class Entity:
    """Somebody named in the article; `mentions` are (token, whether it opens its sentence)."""

    name: str
    type: SpeakerType
    gender: str | None
    names: list[str] = field(default_factory=list)
    roles: list[tuple[int, str]] = field(default_factory=list)
    mentions: list[tuple[int, bool]] = field(default_factory=list)


class Reference(NamedTuple):
    """Whom a source refers to: name or None, type, role as worded, and why."""

    speaker: str | None
    type: SpeakerType | None
    role: str | None
    evidence: tuple[Evidence, ...]


NOBODY = Reference(None, None, None, ())


class Resolver:
    """Resolves the sources of one article, in text order."""

    def __init__(self, layout: Layout, language: Language):
        self.layout, self.language = layout, language
        self.entities: dict[str, Entity] = {}
        self.by_last: dict[str, list[Entity]] = {}
        self.spoken: list[tuple[int, Entity]] = []  # (token, speaker) of the attributions so far
        self._collect()

    def _collect(self) -> None:
        layout = self.layout
        tags = layout.tags
        full: list[tuple[Name, bool]] = []
        for (first, after), prose in zip(layout.paragraphs, layout.prose, strict=True):
            if not prose:
                continue
            for found in BASE.finditer(tags, first, after):
                if "N" not in found.group():
                    continue
                name = name_in(layout, found.start(), found.end(), self.language)
                if name is not None:
                    sentence = layout.sentences[layout.sentence_of(name.first)]
                    full.append((name, found.start() - sentence[0] <= 1))
        for name, opens in sorted(full, key=lambda pair: (pair[0].after - pair[0].first < 2, pair[0].first)):
            entity = self._entity(name, create=True)
            if entity is not None:
                entity.mentions.append((name.first, opens))
        for entity in self.entities.values():
            entity.mentions.sort()

    def _words(self, name: Name) -> str:
        start, end = self.layout.span(name.first, name.after)
        return " ".join(self.layout.text[start:end].split())

    def _entity(self, name: Name, *, create: bool) -> Entity | None:
        """The entity that a name denotes: the same name, or the fuller one that ends (or begins) with it."""
        words = self._words(name)
        key = words.casefold().replace("’", "'")
        if key in self.entities:
            entity = self.entities[key]
        else:
            last = key.split()[-1]
            known = [e for e in self.by_last.get(last, ()) if _compatible(e.gender, name.gender)]
            if " " in key:
                known = [e for e in known if e.name.casefold().split()[0] == key.split()[0]]
            known = known or (self.by_last.get("\0" + key, []) if " " not in key else [])
            if known:
                entity = self._nearest(known, name.first)
            elif create:
                entity = self._new(key, words, name)
            else:
                return None
        entity.gender = entity.gender or name.gender
        if words not in entity.names:
            entity.names.append(words)
        if name.role is not None:
            start, end = self.layout.span(*name.role)
            entity.roles.append((name.first, self.layout.text[start:end]))
        return entity

    def _new(self, key: str, words: str, name: Name) -> Entity:
        entity = self.entities[key] = Entity(words, name.type, name.gender)
        parts = [part for part in key.split() if part.rstrip(".") not in self.language.names["suffix"]]
        self.by_last.setdefault(parts[-1] if parts else key, []).append(entity)
        if len(parts) > 1 and name.type == "person":
            self.by_last.setdefault("\0" + parts[0], []).append(entity)
        return entity

    def _nearest(self, entities: list[Entity], token: int) -> Entity:
        """Of several with one surname, the one named last before the token."""

        def distance(entity: Entity) -> int:
            before = [t for t, _ in entity.mentions if t <= token]
            return token - before[-1] if before else 1_000_000

        return min(entities, key=distance)

    def resolve(self, proposal: Proposal, around: Reference | None) -> Reference:
        """Whom the source of a proposal refers to; `around` is the speaker of the attribution that holds it."""
        phrase = proposal.source
        if phrase is None:
            return self._unsaid(proposal)
        tags = self.layout.tags
        if phrase.after - phrase.first == 1 and tags[phrase.first] in "SOHPRrI":
            reference = self._pronoun(phrase, around)
        else:
            reference = self._named(phrase) or self._nominal(phrase)
        return reference

    def said(self, token: int, reference: Reference) -> None:
        """Remember who spoke at a token."""
        entity = self.entities.get((reference.speaker or "").casefold().replace("’", "'"))
        if entity is not None:
            self.spoken.append((token, entity))

    def speakers(self) -> tuple[Speaker, ...]:
        """All who spoke, by first statement, with the forms of their names."""
        found = {id(entity): entity for _, entity in self.spoken}
        return tuple(Speaker(e.name, e.type, tuple(e.names)) for e in found.values())

    def _unsaid(self, proposal: Proposal) -> Reference:
        """A floating quotation goes on with whoever spoke in the paragraph before."""
        if proposal.frame != "floating" or not self.spoken:
            return NOBODY
        token, entity = self.spoken[-1]
        here = self.layout.paragraph_of(proposal.pieces[0][0])
        if here - self.layout.paragraph_of(token) > 1:
            return NOBODY
        why = Evidence("speaker", f"no source → {entity.name}: the last speaker, in the paragraph before")
        return Reference(entity.name, entity.type, None, (why,))

    def _named(self, phrase: Phrase) -> Reference | None:
        name = name_in(self.layout, phrase.first, phrase.after, self.language)
        if name is None:
            return None
        entity = self._entity(name, create=True)
        if entity is None:
            return None
        words = self._words(name)
        evidence = ()
        if words != entity.name:
            evidence = (Evidence("speaker", f"{words} → {entity.name}: the fuller form of the name in this article"),)
        role = None
        if name.role is not None:
            start, end = self.layout.span(*name.role)
            role = self.layout.text[start:end]
        return Reference(entity.name, entity.type, role, evidence)

    def _nominal(self, phrase: Phrase) -> Reference:
        """A phrase without a name: what its head means, and who bore that role before."""
        layout = self.layout
        head = phrase.head
        meanings = self.language.meanings.get(layout.words[head], ())
        definite = layout.tags[phrase.first] == "D" and layout.words[phrase.first][:1] == "t"
        start, end = layout.span(phrase.first, phrase.after)
        words = " ".join(layout.text[start:end].split())
        if "role" in meanings and definite:
            entity = self._by_role(layout.words[head], phrase.first)
            if entity is not None:
                why = Evidence("speaker", f"{words} → {entity.name}: called {layout.words[head]} before")
                return Reference(entity.name, entity.type, words, (why,))
        kind: SpeakerType = "unnamed"
        for meaning in meanings:
            if meaning in ("group", "organisation", "document", "place"):
                kind = meaning  # type: ignore[assignment]  # the four are SpeakerTypes by the test above
                break
        return Reference(None, kind, words if "role" in meanings else None, ())

    def _by_role(self, head: str, token: int) -> Entity | None:
        found: list[tuple[int, Entity]] = []
        for entity in self.entities.values():
            for at, role in entity.roles:
                if at < token and head in role.casefold().split():
                    found.append((at, entity))
        return max(found, key=lambda pair: pair[0])[1] if found else None

    def _pronoun(self, phrase: Phrase, around: Reference | None) -> Reference:
        layout = self.layout
        word, token = layout.words[phrase.first], phrase.first
        pronouns = self.language.circumstances["pronouns"]
        if layout.tags[token] == "r":
            return self._relative(token)
        if word in pronouns["speaker"]:
            return around._replace(role=None) if around is not None and layout.quoted[token] >= 0 else NOBODY
        for gender in ("female", "male"):
            if word in pronouns[gender]:
                return self._person(token, gender, word)
        if word in pronouns["thing"]:
            return self._thing(token, word)
        return NOBODY

    def _relative(self, token: int) -> Reference:
        """“Ito, who …, said”: the phrase right before."""
        layout = self.layout
        end = token - 1 if layout.tags[token - 1] == "," else token
        first = layout.sentences[layout.sentence_of(token)][0]
        before = [f.span() for f in BASE.finditer(layout.tags, first, end)]
        if not before or before[-1][1] != end:
            return NOBODY
        return self._named(Phrase(before[-1][0], end, end - 1, "")) or NOBODY

    def _person(self, token: int, gender: str, word: str) -> Reference:
        ranked = sorted(
            ((score, entity.name) for entity in self.entities.values() if (score := self._nearness(entity, token, gender))),
            reverse=True,
        )
        if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < UNSURE / 4):
            return NOBODY
        name = ranked[0][1]
        entity = self.entities[name.casefold().replace("’", "'")]
        entity.gender = entity.gender or gender
        why = f"{word} → {name}: the nearest {gender} person named before"
        if len(ranked) > 1:
            why += f"; next {ranked[1][1]}"
        return Reference(name, entity.type, None, (Evidence("speaker", why, round(ranked[0][0], 2)),))

    def _nearness(self, entity: Entity, token: int, gender: str) -> float:
        """How near in mind an entity is at a token; 0 for one that the pronoun cannot mean."""
        layout = self.layout
        if entity.type != "person" or not _compatible(entity.gender, gender):
            return 0.0
        here = layout.sentence_of(token)
        best = 0.0
        for at, opens in entity.mentions:
            if at >= token:
                break
            away = here - layout.sentence_of(at)
            if away > REACH:
                continue
            quoted = layout.quoted[at] >= 0 and layout.quoted[at] != layout.quoted[token]
            best = max(best, 6.0 - 0.9 * away + (1.6 if opens else 0.0) - (2.0 if quoted else 0.0))
        if self.spoken:
            last_token, last = self.spoken[-1]
            away = here - layout.sentence_of(last_token)
            if last is entity and away <= REACH:
                best = max(best, 6.0 - 0.5 * away) + 2.5
        known = entity.gender == gender
        full = " " in entity.name
        return max(0.0, best + (0.8 if known else 0.0) + (0.4 if full else 0.0)) if best else 0.0

    def _thing(self, token: int, word: str) -> Reference:
        """“it”, “they”: the last body that spoke, in this paragraph or the one before."""
        if not self.spoken:
            return NOBODY
        at, entity = self.spoken[-1]
        near = self.layout.paragraph_of(token) - self.layout.paragraph_of(at) <= 1
        if not near or entity.type not in ("organisation", "place"):
            return NOBODY
        why = Evidence("speaker", f"{word} → {entity.name}: the last body that spoke")
        return Reference(entity.name, entity.type, None, (why,))


def _compatible(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


__all__ = ["NOBODY", "OPEN", "Reference", "Resolver"]
