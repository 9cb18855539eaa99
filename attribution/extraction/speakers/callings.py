"""What a body may be called where its name does not stand: “the carmaker”, “the Danish firm”, “the hospital”."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from attribution.extraction.naming.bodies import TALL
from attribution.extraction.naming.entities import Entity
from attribution.extraction.speakers.phrases import Phrases
from attribution.extraction.text.mentions import BASE, Phrase
from attribution.extraction.text.wordpairs import same_words, words_for
from attribution.languages import Language

ANAPHORS = ("anaphor-company", "anaphor-public", "anaphor-media")  # classes of words for bodies
NAMED_SO, NAMED_ANY, TOLD_OTHER = 3.0, 1.0, -1.0  # what a body's name, or what it is told to be, adds to its nearness
MOST_TOLD = 4  # mentions of a body that are looked at for what it is


@lru_cache(maxsize=8)
def _media_words(language: Language) -> frozenset[str]:
    """The words that outlets have in their names."""
    media, same = language.names["anaphor-media"], same_words(language, "body-same")
    return media.union(*(same.get(word, ()) for word in media))


class Told(NamedTuple):
    """What the first mentions of a body tell of it."""

    kinds: frozenset[str]  # "the carmaker Halden", "Halden, a ferry operator"
    nations: frozenset[str]  # "the Danish firm Halden": words of nations


class Callings:
    """What the bodies of one article may be called, by their names and by what the article tells that they are."""

    def __init__(self, phrases: Phrases):
        self.phrases, self.layout, self.entities = phrases, phrases.layout, phrases.entities
        self.spoken, self.reader, self.names = phrases.spoken, phrases.reader, phrases.names
        self.language = phrases.language
        self.same = same_words(phrases.language, "body-same")
        self.others = words_for(phrases.language, "body-same")
        self.media = _media_words(phrases.language)
        self.known: dict[int, Told] = {}  # by the id of a body

    def anaphors(self, word: str) -> str | None:
        """The class of bodies that a word points back to."""
        return next(iter(self._classes(word)), None)

    def _classes(self, word: str) -> list[str]:
        return [name for name in ANAPHORS if word in self.names[name]]

    def called_so(self, entity: Entity, word: str, wanted: Sequence[str] = ()) -> float:
        """How much a body's name, and what it is told to be, speak for a word: "Halden Records" for "the label"."""
        parts = entity.name.casefold().split()
        told = not set(parts).isdisjoint(wanted)  # "the water company" of "Halden Water"
        if word in parts and word in self.names["body-any"] and not told:
            return NAMED_ANY
        if told or word in parts or not set(parts).isdisjoint(self.same.get(word, ())):
            return NAMED_SO
        known = self._told(entity).kinds
        if word in known:
            return NAMED_SO
        return TOLD_OTHER if known and word not in self.names["body-any"] else 0.0

    def of_nation(self, entity: Entity, phrase: Phrase, head: int) -> float:
        """How much the nation of a body speaks for "the Danish firm"."""
        wanted = {self.layout.words[n] for n in range(phrase.first, head) if self._nation(n)}
        told = self._told(entity).nations
        return 0.0 if not wanted or not told else TOLD_OTHER if wanted.isdisjoint(told) else NAMED_SO

    def fits(self, entity: Entity, word: str) -> bool:
        """Whether a body may be called so though nothing says it: no outlet unheard of, no union of any capitals."""
        parts = entity.name.casefold().split()
        if word in self.names["anaphor-media"]:
            outlet = len(parts) == 1 or not self.media.isdisjoint(parts)
            brief = entity.name.isupper() and parts[0] not in self.names["capitals-only"]
            return (entity.sure and outlet) or id(entity) in self.spoken.speakers or brief
        if word in self.names["banded"] and not self.names["no-group"].isdisjoint(parts):
            return False
        plain = len(parts) > 1 and not any(self.reader.is_body_word(part.rstrip(".,")) for part in parts)
        return not plain or any(word in self.names[name] for name in ("anaphor-company", "squad", "body-wide"))

    def known_body(self, entity: Entity) -> bool:
        """Whether more than a capital tells that it is a body: its words, that it spoke, or how often it is named."""
        words = entity.name.casefold().split()
        if any(self.reader.is_body_word(word.rstrip(".,")) for word in words):
            return True
        name, single = entity.name, len(words) == 1
        told = entity.sure and not single and not name.isupper()
        if self.reader.is_listed(words) or self._told(entity).kinds or told:
            return True
        if not name[0].isupper() or name[-1] == "." or (name.isupper() and len(name) > TALL):
            return False
        if single and name[1:] != name[1:].lower():
            return True
        often = single and len(entity.mentions) > 1 and not entity.opening
        return often or id(entity) in self.spoken.speakers

    def may_be(self, entity: Entity, phrase: Phrase, head: int) -> bool:
        """Whether a body may be called so: no word of its name, nor of the phrase, says that it is another."""
        layout, word = self.layout, self.layout.words[head]
        parts = {part.rstrip(".,") for part in entity.name.casefold().split()}
        wanted = self.anaphors(word)
        for n in range(phrase.first + 1, head):
            named = layout.text[layout.starts[n]].isupper()
            nation = self._nation(n) and wanted == "anaphor-company"
            based = layout.words[n].rpartition("-")[2] in self.names["hyphen-modifier"]  # "the Halden-based firm"
            if named and not nation and not based and layout.words[n] not in parts:
                return False
        if word in parts or not parts.isdisjoint(self.same.get(word, ())):
            return True
        acronym = entity.name.isupper() and word[0].upper() in entity.name
        if word in self.names["self-named"] and not acronym:
            return False
        told, own = self._told(entity).kinds, self._classes(word)
        if ANAPHORS[0] in own:
            parts -= self.names["firm-suffix"]
        elif not parts.isdisjoint(self.others) and word not in self.names["body-wide"]:
            return word in told  # the Halden Times is no school
        classes = {c for part in parts for c in self._classes(part)}
        if not classes or word in told or word in self.names["body-any"]:
            return not classes or not classes.isdisjoint(own)
        return word in self.names["body-wide"] and not classes.isdisjoint(own)

    def _told(self, entity: Entity) -> Told:
        if (known := self.known.get(id(entity))) is not None:
            return known
        tags, words, heads = self.layout.tags, self.layout.words, list[int]()
        nations: set[str] = set()
        for at, _ in entity.mentions[:MOST_TOLD]:
            heads.append(at - 1)
            nations.update(words[n] for n in range(self.phrases.begins(at), at) if self._nation(n))
            end = self.entities.end_of(entity, at)
            found = BASE.match(tags, end + 1) if tags[end : end + 2] == ",D" else None
            if found is not None:
                heads.append(found.end() - 1)
        kinds = (words[n] for n in heads if n >= 0 and tags[n] == "n" and self.anaphors(words[n]) is not None)
        self.known[id(entity)] = told = Told(frozenset(kinds), frozenset(nations))
        return told

    def _nation(self, n: int) -> bool:
        """Whether a token is a word of a nation, or of one in two words: "South Korean"."""
        words, meanings = self.layout.words, self.language.meanings
        pair = f"{words[n]} {words[n + 1]}" if n + 1 < len(words) else ""
        return any("demonym" in meanings.get(word, ()) for word in (words[n], pair))
