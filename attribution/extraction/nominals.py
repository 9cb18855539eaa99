"""Who a source without a name is: “the former mayor”, “the company”, “the statement”; and what kind of speaker."""

from __future__ import annotations

from attribution.extraction.entities import Entities, Entity
from attribution.extraction.layout import CLITIC, Layout
from attribution.extraction.mentions import Phrase
from attribution.extraction.names import PEOPLE
from attribution.extraction.references import Reference, Spoken, away
from attribution.extraction.surroundings import noun_phrase
from attribution.languages import Language
from attribution.model import Evidence, SpeakerType

NEAR = 5  # sentences back that "the company" may reach
OPEN = 0.3  # two bodies closer than this leave "the company" open
DOCUMENT = 12  # sentences back that "the statement" may reach
KINDS: tuple[SpeakerType, ...] = ("document", "group", "organisation", "place")
LONGEST = 6  # tokens of an apposition that tells a role


class Nominals:
    """Resolves the nominal sources of one article."""

    def __init__(self, layout: Layout, language: Language, entities: Entities, spoken: Spoken):
        self.layout, self.language, self.entities, self.spoken = layout, language, entities, spoken
        self.reader, self.names = entities.reader, language.names
        self.called: dict[str, Entity] = {}  # "group" -> the body last called so

    def words(self, first: int, after: int) -> str:
        """Tokens as the text has them, with single spaces; a determiner before them left out."""
        if self.layout.tags[first] == "D" and after - first > 1:
            first += 1
        start, end = self.layout.span(first, after)
        return " ".join(self.layout.text[start:end].split())

    def resolve(self, phrase: Phrase) -> Reference:
        """Whom a phrase without a name refers to."""
        head = self.head(phrase)
        word = self.layout.words[head]
        kind = self.kind(phrase, head)
        if kind == "document":
            return self._document(phrase, head)
        if (pair := self._pair(phrase, head)) is not None:
            return pair
        if kind == "organisation" and word in self.names["unique-body"]:
            told = self._unique(phrase, head)
            if told is not None:
                return told
        role = self.words(phrase.first, phrase.after) if self._is_role(head) and kind != "group" else None
        if not self._definite(phrase):
            return Reference(None, kind, role, ())
        if self._anaphors(word) is not None and kind in ("organisation", "group"):
            return self._body(phrase, head) or Reference(None, kind, None, ())
        if role is not None and kind == "unnamed" and (found := self._by_role(phrase, head)) is not None:
            entity, why = found
            evidence = Evidence("speaker", f"{self._as_written(phrase)} → {entity.name}: {why}")
            return Reference(entity.name, entity.type, role, (evidence,))
        return Reference(None, kind, role, ())

    def _pair(self, phrase: Phrase, head: int) -> Reference | None:
        """“both men”, “the two companies”: the last two that were named side by side."""
        layout, pronouns = self.layout, self.language.circumstances["pronouns"]
        lead = layout.words[phrase.first + (layout.tags[phrase.first] == "D")]
        if lead not in pronouns["pair"] or not (lead == pronouns["pair"][0] or self._definite(phrase)):
            return None
        meanings = self.reader.meanings(head)
        people = bool(PEOPLE.intersection(meanings))
        if not people and self._anaphors(layout.words[head][:-1]) is None and "organisation" not in meanings:
            return None
        for at in range(phrase.first - 1, 0, -1):
            if layout.tags[at] != "&":
                continue
            one, other = self.entities.ending(at), self.entities.at(at + 1)
            if one is None or other is None or one is other:
                continue
            if (one.type == other.type == "person") == people:
                names = one.name + pronouns["joined"] + other.name
                told = f"{self._as_written(phrase)} → {names}: named side by side, {away(layout, at, phrase.first)}"
                return Reference(names, "group", None, (Evidence("speaker", told),))
        return None

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
            return "group"
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
        return "group" if plural and tags[head] in "nNC" else "unnamed"

    def _people_known(self, head: int, after: int) -> bool:
        """“people familiar with the talks”"""
        behind = self.layout.words[head + 1 : min(head + 3, max(after, head + 3))]
        told = {"unnamed", "role"} <= set(self.reader.meanings(head))
        return told and not self.names["people-known"].isdisjoint(behind)

    def _is_role(self, head: int) -> bool:
        return bool({"role", "relation"}.intersection(self.reader.meanings(head)))

    def _definite(self, phrase: Phrase) -> bool:
        word = self.layout.words[phrase.first]
        possessed = CLITIC in self.layout.tags[phrase.first : phrase.head]
        return possessed or (self.layout.tags[phrase.first] in "DT" and word[:1] == "t")

    def _as_written(self, phrase: Phrase) -> str:
        start, end = self.layout.span(phrase.first, phrase.after)
        return " ".join(self.layout.text[start:end].split())

    def _unique(self, phrase: Phrase, head: int) -> Reference | None:
        """A body that its country, town or holder tells apart: "the Norvian government", "Pell's office"."""
        tags, words = self.layout.tags, self.layout.words
        article = tags[phrase.first] == "D" and words[phrase.first][:1] != "t"
        if article or tags[phrase.first] in "PH":
            return None
        told = self._told_apart(phrase.first, head)
        if told:
            return Reference(told, "organisation", None, ())
        names = {
            name for at in self._occurrences(words[head]) if (name := self._told_apart(self._begins(at), at))
        }
        plain = head - phrase.first <= 1 or CLITIC in tags[phrase.first : head]
        if len(names) != 1 or not plain:
            return None
        name = names.pop()
        why = f"{self._as_written(phrase)} → {name}: the only {words[head]} that the article names"
        return Reference(name, "organisation", None, (Evidence("speaker", why),))

    def _begins(self, head: int) -> int:
        """Where the noun phrase before its head begins."""
        first = head
        while first > 0 and self.layout.tags[first - 1] in "jnN#zD" and head - first < LONGEST:
            first -= 1
        return first

    def _told_apart(self, first: int, head: int) -> str:
        """The name of a body whose head is an ordinary noun: with a capital before it, and no description; or ""."""
        tags, layout = self.layout.tags, self.layout
        begin = first
        first += tags[first] in "DI"
        capital = [n for n in range(first, head) if layout.text[layout.starts[n]].isupper() and n > begin]
        opening = first == begin and first < head and layout.text[layout.starts[first]].isupper()
        if opening and tags[first] in "Nj":
            known = "demonym" in self.reader.meanings(first) or CLITIC in tags[first:head]
            if known or layout.words[first] not in self.reader.lower:
                capital.append(first)
        if not capital or any(tags[n] in "jEeg" for n in range(first, min(capital))):
            return ""
        return self.words(first, head + 1)

    def _anaphors(self, word: str) -> str | None:
        """The class of bodies that a word points back to."""
        for name in ("anaphor-company", "anaphor-public", "anaphor-media"):
            if word in self.names[name]:
                return name
        return None

    def _body(self, phrase: Phrase, head: int) -> Reference | None:
        """“the company”: the body nearest in mind that may be called so; none where two are as near."""
        layout, word = self.layout, self.layout.words[head]
        here = layout.sentence_of(phrase.first)
        last = self.spoken.before(phrase.first)
        scored: list[tuple[float, int, Entity]] = []
        begin = layout.sentences[max(0, here - NEAR)][0]
        for entity in self.entities.near(begin, phrase.first):
            if entity.type != "organisation" or not self._may_be(entity, phrase, head):
                continue
            before = [(at, opens) for at, opens in entity.mentions if at < phrase.first]
            near = [(at, opens) for at, opens in before if here - layout.sentence_of(at) <= NEAR]
            if not near:
                continue
            points = max(-(here - layout.sentence_of(at)) + (0.8 if opens else 0.0) for at, opens in near)
            points += 0.6 if last is not None and last.entity is entity else 0.0
            points += 3.0 if word in entity.name.casefold().split() else 0.0
            points += min(len(before), 6) * 0.2
            points += 2.0 if self.called.get(word) is entity else 0.0
            scored.append((points, near[-1][0], entity))
        if not scored:
            return None
        scored.sort(key=lambda entry: (-entry[0], -entry[1]))
        if len(scored) > 1 and scored[0][0] - scored[1][0] < OPEN:
            return None
        _, at, entity = scored[0]
        self.called[word] = entity
        why = f"{self._as_written(phrase)} → {entity.name}: body named last, {away(layout, at, phrase.first)}"
        return Reference(entity.name, "organisation", None, (Evidence("speaker", why),))

    def _may_be(self, entity: Entity, phrase: Phrase, head: int) -> bool:
        """Whether a body may be called so: no word of its name, nor of the phrase, says that it is another."""
        layout, word = self.layout, self.layout.words[head]
        parts = {part.rstrip(".,") for part in entity.name.casefold().split()}
        wanted = self._anaphors(word)
        for n in range(phrase.first + 1, head):
            named = layout.text[layout.starts[n]].isupper()
            nation = "demonym" in self.reader.meanings(n) and wanted == "anaphor-company"
            if named and not nation and layout.words[n] not in parts:
                return False
        if word in parts:
            return True
        classes = {c for part in parts for c in (self._anaphors(part),) if c is not None}
        return not classes or wanted in classes

    def _by_role(self, phrase: Phrase, head: int) -> tuple[Entity, str] | None:
        """Who bore the role last: called so before, or in the only place where the article tells it."""
        words = self.layout.words
        first = phrase.first + (self.layout.tags[phrase.first] in "DT")
        idle = self.names["role-adjective"]
        wanted = {words[n] for n in range(first, head + 1) if words[n] not in idle and words[n] != "'s"}
        found: dict[int, tuple[int, Entity]] = {}
        for at in self._occurrences(words[head]):
            if phrase.first <= at < phrase.after:
                continue
            entity, told = self._bearer(at)
            if entity is not None and (wanted <= told or (at < phrase.first and len(wanted) == 1)):
                known = found.get(id(entity))
                if known is None or (at < phrase.first and at > known[0]):
                    found[id(entity)] = (at, entity)
        before = [pair for pair in found.values() if pair[0] < phrase.first]
        if before:
            at, entity = max(before, key=lambda pair: pair[0])
            return entity, f"called {words[head]} before, {away(self.layout, at, phrase.first)}"
        if len(found) == 1:
            at, entity = next(iter(found.values()))
            return entity, f"the only {words[head]} of the article"
        return self._only_person(phrase, head) if not found and wanted <= {words[head]} else None

    def _only_person(self, phrase: Phrase, head: int) -> tuple[Entity, str] | None:
        """The only person that the sentences right before name, where nobody else was called so."""
        layout, word = self.layout, self.layout.words[head]
        if word in self.names["faceless"] or len(self._occurrences(word)) > 1:
            return None
        begin = layout.sentences[max(0, layout.sentence_of(phrase.first) - 2)][0]
        near = [e for e in self.entities.near(begin, phrase.first) if e.type == "person"]
        last = self.spoken.before(phrase.first)
        other = last is not None and last.token >= begin and last.entity is None
        if len(near) != 1 or other:
            return None
        return near[0], "the only person named right before"

    def _occurrences(self, word: str) -> list[int]:
        return [n for n, w in enumerate(self.layout.words) if w == word]

    def _bearer(self, n: int) -> tuple[Entity | None, set[str]]:
        """The person whom the role at token `n` is told of, and the words of the role."""
        layout, tags, words = self.layout, self.layout.tags, self.layout.words
        begin = n
        while begin > 0 and tags[begin - 1] in "jnNo#zgE" and n - begin < LONGEST:
            begin -= 1
        told = set(words[begin : n + 1])
        end = n + 1
        while (
            end < len(tags)
            and (tags[end] in "oi" or (tags[end - 1] == "o" and tags[end] in "nN"))
            and end - n < LONGEST
        ):
            end += 1
        while end < len(tags) and tags[end] in "tpoN" and end - n < LONGEST and self.entities.at(end) is None:
            end += 1
        for first in (n + 1, end):
            entity = self.entities.at(first)
            if entity is not None and entity.type == "person":
                return entity, told | set(words[n + 1 : first])
        behind = tags[begin - 1] if begin else ""
        stop = begin - 1 if behind in "DP" else begin
        if stop > 1 and tags[stop - 1] in ",B":
            entity = self.entities.ending(stop - 1)
            if entity is not None and entity.type == "person":
                more = layout.sentences[layout.sentence_of(n)][1]
                return entity, told | set(words[n + 1 : min(n + LONGEST, more)])
        return None, told

    def _document(self, phrase: Phrase, head: int) -> Reference:
        """A document: whose it is, where the phrase or an earlier one of the same word tells."""
        name = self.reader.author_of(phrase.first, head, phrase.after)
        if name is not None:
            entity = self.entities.entity(name)
            why = Evidence("speaker", f"{self._as_written(phrase)} → {entity.name}: whose document it is")
            return Reference(entity.name, "document", None, (why,))
        if self._definite(phrase):
            found = self._issuer(phrase, head)
            if found is not None:
                at, speaker = found
                told = f"{self.layout.words[head]} was told, {away(self.layout, at, phrase.first)}"
                words = f"{self._as_written(phrase)} → {speaker}: whose {told}"
                return Reference(speaker, "document", None, (Evidence("speaker", words),))
        return Reference(None, "document", None, ())

    def _before(self, first: int, at: int) -> Entity | None:
        """Who issued it: the name before the verb, as in "Halden Records issued a statement"."""
        tags = self.layout.tags
        for n in range(at - 1, max(first, at - 2 * LONGEST), -1):
            entity = self.entities.ending(n)
            if entity is not None and entity.type in ("organisation", "person"):
                return entity
            if tags[n] in ",;:<>.&t":
                return None
        return None

    def _issuer(self, phrase: Phrase, head: int) -> tuple[int, str] | None:
        """Who issued the document of this name before: its author, or who said something in its sentence."""
        layout, word = self.layout, self.layout.words[head]
        here = layout.sentence_of(phrase.first)
        for at in reversed(self._occurrences(word)):
            sentence = layout.sentence_of(at)
            if at >= phrase.first or here - sentence > DOCUMENT:
                continue
            first, after = layout.sentences[sentence]
            name = self.reader.author_of(max(first, self._begins(at)), at, after)
            if name is not None:
                return at, self.entities.entity(name).name
            issuer = self._before(first, at)
            if issuer is not None:
                return at, issuer.name
            for statement in reversed(self.spoken.statements):
                if first <= statement.token < after:
                    who = statement.reference.speaker
                    return (at, who) if who is not None else None
            opening = [e for e in self.entities.near(first, min(at, first + 2)) if e.type != "place"]
            if len(opening) == 1 and opening[0].type in ("organisation", "person"):
                return at, opening[0].name
        return None
