"""Somebody whom an article names only after calling them by a noun: in its headline, and in its first sentence.

“Pastor wants …”, and below “Pastor Otto Holt”; “A top adviser of the mayor resigned on Monday.” and then
“Otto Holt, who …”.
"""

from __future__ import annotations

from collections.abc import Iterable

from attribution.extraction.naming.entities import Entity, compatible
from attribution.extraction.naming.entity import gender_told
from attribution.extraction.naming.names import PEOPLE
from attribution.extraction.speakers.roles import Roles
from attribution.extraction.text.mentions import BASE, Phrase

SOON = 8  # sentences below a headline in which the article tells whom it means
OPENING = 5  # tokens at the start of a sentence among which a name opens it
TIME = 4  # tokens of a line with a time of day
LEAD = 4  # paragraphs within which an article begins
CLEAR = 3  # tokens behind its head with which a description tells whom it means: "the woman who sued the mayor"
TOLD_BY = 14  # tokens behind a name that may tell a role


class Ahead:
    """Finds whom the headline and the lead of one article mean."""

    def __init__(self, roles: Roles):
        self.roles, self.layout, self.entities = roles, roles.layout, roles.entities
        self.spoken, self.reader, self.names = roles.spoken, roles.reader, roles.names

    def bearer(self, phrase: Phrase, head: int) -> tuple[Entity, str] | None:
        """Whom a description means that stands before every name that it may be of, and why."""
        if self.layout.words[head] in self.names["faceless"]:
            return None
        number = self.layout.paragraph_of(phrase.first)
        if number == self.layout.headline:
            return self._below(phrase, head)
        leads = number <= self.layout.headline + LEAD and self._first(phrase.first)
        if not (leads or self._after_time(number)):
            return None
        entity = self._introduced(phrase, head)
        return None if entity is None else (entity, "whom the next sentence names")

    def _below(self, phrase: Phrase, head: int) -> tuple[Entity, str] | None:
        """The only one whom the first sentences call so."""
        layout, word = self.layout, self.layout.words[head]
        first = layout.paragraphs[layout.headline][1]
        after = layout.sentences[min(layout.sentence_of(first) + SOON, len(layout.sentences) - 1)][1]
        past = self.names["role-past"].intersection(layout.words[phrase.first : head])
        for end in (after, len(layout.tags)):
            found = [e for e, words in self.roles.told_between(word, first, end) if past <= words]
            if found:
                only = all(e is found[0] for e in found)
                return (found[0], f"the only {word} below the headline") if only else None
        entity = self._of_lead(first, head)
        return None if entity is None else (entity, "whom the first sentence describes")

    def _of_lead(self, first: int, head: int) -> Entity | None:
        """Whom the first sentence describes without a name, where it opens so."""
        base = BASE.match(self.layout.tags, first) if self.layout.tags[first] == "D" else None
        if base is None or self.reader.name_in(*base.span()) is not None:
            return None
        lead = Phrase(first, self.layout.sentences[self.layout.sentence_of(first)][1], base.end() - 1, "")
        gender = gender_told(self.reader.meanings(head))
        entity = self._introduced(lead, lead.head) if self._is_person(lead.head) else None
        return entity if entity is not None and compatible(entity.gender, gender) else None

    def _content(self, tokens: Iterable[int]) -> set[str]:
        """The nouns and adjectives among tokens, without the ending of a plural."""
        ending = self.roles.phrases.language.layout["plural_ending"]
        return {self.layout.words[n].removesuffix(ending) for n in tokens if self.layout.tags[n] in "nNj"}

    def _is_person(self, head: int) -> bool:
        return not PEOPLE.isdisjoint(self.reader.meanings(head)) or "demonym" in self.reader.meanings(head)

    def _first(self, token: int) -> bool:
        """Whether nobody has spoken in the text before the sentence of a token."""
        layout = self.layout
        last = self.spoken.before(layout.sentences[layout.sentence_of(token)][0])
        return last is None or layout.paragraph_of(last.token) <= layout.headline

    def _after_time(self, number: int) -> bool:
        """Whether a paragraph opens a piece of a live report: only a time of day stands above it."""
        first, after = self.layout.paragraphs[number - 1] if number else (0, 0)
        return 0 < after - first <= TIME and self.layout.words[first][0].isdigit() and ":" in self.layout.words[first]

    def _introduced(self, phrase: Phrase, head: int) -> Entity | None:
        """The person with whose full name, new to the article, the next sentence or paragraph begins."""
        layout = self.layout
        here = layout.sentence_of(phrase.first)
        number = layout.paragraph_of(phrase.first)
        opens = [layout.sentences[here + 1][0]] if here + 1 < len(layout.sentences) else []
        below = layout.paragraphs[number + 1 : number + 1 + LEAD]
        opens += [first for n, (first, _) in enumerate(below, number + 1) if layout.prose[n]][:1]
        for first in opens:
            entity = next((e for n in range(first, first + OPENING) if (e := self.entities.at(n))), None)
            if entity is not None:
                return entity if self._fits(entity, first, phrase, head) else None
        return None

    def _fits(self, entity: Entity, first: int, phrase: Phrase, head: int) -> bool:
        """Whether the name is a new full one, and what is told there of its bearer agrees with the description."""
        layout, below = self.layout, self.layout.paragraphs[max(0, self.layout.headline)][1]
        at = next(n for n in range(first, first + OPENING) if self.entities.at(n) is entity)
        earlier = any(below <= n < at for n, _ in entity.mentions)
        if entity.type != "person" or " " not in entity.name or earlier or layout.tags[first] in "<":
            return False
        if not compatible(entity.gender, gender_told(self.reader.meanings(head))):
            return False
        end = max(self.entities.end_of(entity, at), at + 1)
        stop = next((n for n in range(end + 1, min(end + TOLD_BY, len(layout.tags))) if layout.tags[n] in ",.;:r"), end)
        apposed = range(end + 1, stop) if layout.tags[end : end + 1] == "," else range(0)
        told = [*range(first, at), *apposed]
        shared = self._content(told) & self._content(range(phrase.first, phrase.after))
        named = any({"role", "relation"}.intersection(self.reader.meanings(n)) for n in told)
        vague = layout.words[head] in self.names["of-another"] and phrase.after - head <= CLEAR
        return bool(shared) or not (named or vague)
