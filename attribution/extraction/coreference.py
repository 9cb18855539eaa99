"""Which mentions are one speaker, within the article: short names to full ones, pronouns to names.

A source is resolved from left to right, so that whoever spoke before may be "he" now. Where the text leaves it
open, nothing is resolved: no speaker is better than a wrong one.
"""

from __future__ import annotations

from typing import NamedTuple

from attribution.extraction.entities import Entities, Entity, compatible, key_of
from attribution.extraction.layout import CLITIC, Layout
from attribution.extraction.mentions import BASE, Phrase
from attribution.extraction.names import PEOPLE, Name
from attribution.extraction.relations import Proposal
from attribution.languages import Language
from attribution.model import Evidence, Speaker, SpeakerType

REACH = 8  # sentences back that a pronoun may reach
UNSURE = 0.19  # two candidates closer than this leave a pronoun open
NEAR = 3  # sentences back that "the company" may reach
PRONOUNS = "SOHPRrI"  # tags of words that stand for somebody
MOST_JOINT = 4  # speakers of one statement that are told apart


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
        self.entities = Entities(layout, language)
        self.reader = self.entities.reader
        self.documents: dict[str, Reference] = {}  # head of a document -> whose it was last
        self.spoken: list[tuple[int, Entity]] = []  # (token, speaker) of the attributions so far

    def resolve(self, proposal: Proposal, around: Reference | None) -> Reference:
        """Whom the source of a proposal refers to; `around` is the speaker of the attribution that holds it."""
        phrase = proposal.source
        if phrase is None:
            return self._unsaid(proposal)
        single = phrase.after - phrase.first == 1
        if single and self.layout.tags[phrase.first] in PRONOUNS and not self.reader.is_name(phrase.first):
            return self._pronoun(phrase, around)
        if self._leans(phrase):
            return Reference(None, "unnamed", None, ())
        return self._joint(phrase) or self._named(phrase) or self._nominal(phrase)

    def said(self, token: int, reference: Reference) -> None:
        """Remember who spoke at a token."""
        entity = self.entities.by_name.get(key_of(reference.speaker or ""))
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

    def _leans(self, phrase: Phrase) -> bool:
        """Whether the phrase only says whose or for whom somebody speaks: "Brown's lawyer", "a rep for Brown"."""
        layout, tags = self.layout, self.layout.tags
        if tags[phrase.after : phrase.after + 1] == CLITIC:
            return True
        before = phrase.first - 1
        if (
            before > 0
            and tags[before] in "po"
            and before - 1 >= layout.sentences[layout.sentence_of(before)][0]
        ):
            return bool({"relation", "unnamed"}.intersection(self.reader.meanings(before - 1)))
        return False

    def _joint(self, phrase: Phrase) -> Reference | None:
        """Two or more names joined by "and": each in its fullest form, joined by the words of the text."""
        if "&" not in phrase.links:
            return None
        tags = self.layout.tags
        parts: list[Name] = []
        for base in BASE.finditer(tags, phrase.first, phrase.after):
            if parts and base.start() < parts[-1].after:
                continue
            link = tags[parts[-1].after : base.start()] if parts else "&"
            name = self.reader.name_in(*base.span())
            if name is None or link not in (",", "&", ",&"):
                break
            parts.append(name)
        if not 2 <= len(parts) <= MOST_JOINT or phrase.after - parts[-1].after > 1:
            return None
        words, end = "", 0
        for name in parts:
            if words:
                words += self._between(end, name)
            words += self.entities.entity(name).name
            end = name.after
        return Reference(words, self.entities.entity(parts[0]).type, None, ())

    def _between(self, end: int, name: Name) -> str:
        """The comma or the conjunction before a name of a list, as the text has it."""
        first = next((n for n in range(end, name.first) if self.layout.tags[n] not in ",&"), name.first)
        return self.layout.text[self.layout.ends[end - 1] : self.layout.starts[first]]

    def _words(self, first: int, after: int) -> str:
        start, end = self.layout.span(first, after)
        return " ".join(self.layout.text[start:end].split())

    def _named(self, phrase: Phrase) -> Reference | None:
        name = self.reader.name_in(phrase.first, phrase.after)
        if name is None:
            return self._surname(phrase)
        entity = self.entities.entity(name)
        words = self.entities.words(name)
        role = self._words(*name.role) if name.role is not None else None
        return Reference(entity.name, entity.type, role, self._fuller(words, entity))

    def _fuller(self, words: str, entity: Entity) -> tuple[Evidence, ...]:
        if words == entity.name:
            return ()
        return (Evidence("speaker", f"{words} → {entity.name}: the fuller form of the name in this article"),)

    def _surname(self, phrase: Phrase) -> Reference | None:
        """A surname that is a title too: "Judge said", of Terry Judge."""
        if (
            phrase.after - phrase.first > 1
            or not self.layout.text[self.layout.starts[phrase.first]].isupper()
        ):
            return None
        words = self._words(phrase.first, phrase.after)
        found = self.entities.by_last.get(key_of(words), [])
        if len(found) != 1 or " " not in found[0].name:
            return None
        return Reference(found[0].name, found[0].type, None, self._fuller(words, found[0]))

    def _nominal(self, phrase: Phrase) -> Reference:
        """A phrase without a name: what its head means, and who bore that role before."""
        layout, head = self.layout, phrase.head
        meanings = self.reader.meanings(head)
        definite = layout.tags[phrase.first] == "D" and layout.words[phrase.first][:1] == "t"
        words = self._words(phrase.first, phrase.after)
        kind: SpeakerType = "unnamed"
        for meaning in meanings:
            if "unnamed" in meanings:
                break
            if meaning in ("group", "organisation", "document", "place"):
                kind = meaning  # type: ignore[assignment]  # the four are SpeakerTypes by the test above
                break
        if "organisation" in meanings and layout.words[head] in self.language.names["unique-body"]:
            return self._unique(phrase)
        if kind == "document":
            return self._document(phrase)
        if definite and "role" in meanings and (entity := self._by_role(phrase)) is not None:
            why = Evidence("speaker", f"{words} → {entity.name}: called {layout.words[head]} before")
            return Reference(entity.name, entity.type, words, (why,))
        if definite and kind == "organisation" and head - phrase.first <= 2 and phrase.after == head + 1:
            return self._body(phrase, words) or Reference(None, kind, None, ())
        person = PEOPLE.intersection(meanings)
        return Reference(None, kind, words if person and "role" in meanings else None, ())

    def _unique(self, phrase: Phrase) -> Reference:
        """A body that its country or town tells apart: "the Norvian government"."""
        tags, words = self.layout.tags, self.layout.words
        first = phrase.first + 1 if tags[phrase.first] == "D" else phrase.first
        told = any(tags[n] == "N" or "demonym" in self.reader.meanings(n) for n in range(first, phrase.head))
        plain = not any("-" in words[n] and tags[n] != "N" for n in range(first, phrase.head))
        if told and plain and tags[first] not in "PH":
            return Reference(self._words(first, phrase.head + 1), "organisation", None, ())
        return Reference(None, "organisation", None, ())

    def _document(self, phrase: Phrase) -> Reference:
        """A document: whose it is, where the phrase or an earlier one of the same word tells."""
        head = self.layout.words[phrase.head]
        name = self.reader.author_of(phrase.first, phrase.head, phrase.after)
        if name is not None:
            entity = self.entities.entity(name)
            words = self._words(phrase.first, phrase.after)
            why = Evidence("speaker", f"{words} → {entity.name}: whose document it is")
            self.documents[head] = Reference(entity.name, "document", None, (why,))
            return self.documents[head]
        definite = self.layout.words[phrase.first][:1] == "t" and phrase.after - phrase.first == 2
        if definite and head in self.documents:
            return self.documents[head]
        return Reference(None, "document", None, ())

    def _by_role(self, phrase: Phrase) -> Entity | None:
        """Who bore the role last: all words of "the foreign minister" have to be among those of the role."""
        wanted = {self.layout.words[n] for n in range(phrase.first + 1, phrase.head + 1)}
        wanted = {word for word in wanted if word not in self.language.names["role-adjective"]}
        found: list[tuple[int, Entity]] = []
        for entity in self.entities.all():
            for at, role in entity.roles:
                if at < phrase.first and wanted <= set(role.casefold().replace(",", " ").split()):
                    found.append((at, entity))
        return max(found, key=lambda pair: pair[0])[1] if found else None

    def _body(self, phrase: Phrase, words: str) -> Reference | None:
        """“the company”: the only body that the sentences right before name, or the one that spoke there."""
        here = self.layout.sentence_of(phrase.first)
        near: dict[str, int] = {}
        for entity in self.entities.all():
            if entity.type != "organisation":
                continue
            before = [at for at, _ in entity.mentions if at < phrase.first]
            if before and here - self.layout.sentence_of(before[-1]) <= NEAR:
                near[entity.name] = self.layout.sentence_of(before[-1])
        last = self.spoken[-1] if self.spoken else None
        if len(near) == 1:
            name, why = next(iter(near)), "the only body named right before"
        elif last is not None and last[1].name in near and here - self.layout.sentence_of(last[0]) <= NEAR:
            name, why = last[1].name, "the body that spoke last"
        else:
            return None
        return Reference(name, "organisation", None, (Evidence("speaker", f"{words} → {name}: {why}"),))

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
        return Reference(None, "unnamed", None, ())

    def _relative(self, token: int) -> Reference:
        """“Ito, who …, said”: the phrase right before, or the person whose apposition that phrase ends."""
        layout = self.layout
        end = token - 1 if layout.tags[token - 1] == "," else token
        first = layout.sentences[layout.sentence_of(token)][0]
        before = [f.span() for f in BASE.finditer(layout.tags, first, end)]
        if not before or before[-1][1] != end:
            return NOBODY
        reference = self._named(Phrase(before[-1][0], end, end - 1, ""))
        if reference is not None and reference.type == "person":
            return reference
        if reference is not None:
            for begin, stop in reversed(before[:-1]):
                name = self.reader.name_in(begin, stop)
                if name is not None and name.type == "person":
                    return self._named(Phrase(begin, stop, stop - 1, "")) or NOBODY
        return reference or NOBODY

    def _person(self, token: int, gender: str, word: str) -> Reference:
        scored = [(self._nearness(entity, token, gender), entity) for entity in self.entities.all()]
        ranked = sorted((pair for pair in scored if pair[0]), key=lambda pair: -pair[0])
        if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < UNSURE):
            return Reference(None, "person", None, ())
        score, entity = ranked[0]
        entity.gender = entity.gender or gender
        why = f"{word} → {entity.name}: the nearest {gender} person named before"
        if len(ranked) > 1:
            why += f"; next {ranked[1][1].name}"
        return Reference(entity.name, entity.type, None, (Evidence("speaker", why, round(score, 2)),))

    def _nearness(self, entity: Entity, token: int, gender: str) -> float:
        """How near in mind an entity is at a token; 0 for one that the pronoun cannot mean."""
        layout = self.layout
        if entity.type != "person" or not compatible(entity.gender, gender) or not entity.sure:
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
            if last is entity and 0 <= away <= REACH:
                best = max(best, 6.0 - 0.5 * away) + 2.5
        known, full = entity.gender == gender, " " in entity.name
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


__all__ = ["NOBODY", "Reference", "Resolver"]
