"""Full names that are told in a roundabout way: “(Ana) Ruiz”, “Ana “The Wall” Ruiz”, “The Ana Ruiz Show”."""

from __future__ import annotations

import re
from collections.abc import Iterable

from attribution.extraction.naming.collection import key_of
from attribution.extraction.naming.entity import Entity
from attribution.extraction.naming.names import NameReader
from attribution.extraction.text.layout import Layout

NICKNAME = re.compile("N<[^<>]{1,5}>")  # tags of a given name and a nickname in quotation marks
LONGEST_NICKNAME = 8  # tokens of these
JOINING = "&~"  # tags of "and" and of a mark for it: "the Otto & Ana Ruiz Fund"
LETTERED = 3  # words of a body's name that may hold a person's


class Bynames:
    """Finds the given names of those whom an article calls by their surnames alone."""

    def __init__(self, layout: Layout, reader: NameReader, found: Iterable[Entity]):
        self.layout, self.reader = layout, reader
        self.within: dict[str, str] = {}  # surname within the name of a body -> the given name before it
        for entity in found:
            if entity.name.count(" ") + 1 >= LETTERED and entity.type == "organisation":
                first = entity.mentions[0][0] if entity.mentions else 0
                if layout.tags[first - 1] not in JOINING:
                    self._note(entity.name.split())

    def _note(self, words: list[str]) -> None:
        for before, given, surname in zip(["", *words], words, words[1:-1], strict=False):
            if (not before or before[0].isupper()) and self.reader.gives(given.casefold()):
                self.within.setdefault(key_of(surname), given)

    def full(self, entity: Entity) -> str | None:
        """The full name of somebody called by the surname alone, or None."""
        if " " in entity.name:
            return None
        if (shared := self._shared(entity)) is not None:
            return shared
        given = self._beside(entity) or self.within.get(key_of(entity.name))
        return None if given is None else f"{given} {entity.name}"

    def _shared(self, entity: Entity) -> str | None:
        """The full name of whoever stands by the given name before another of the family: "Otto and Ana Ruiz"."""
        layout, reader = self.layout, self.reader
        if not reader.gives(key_of(entity.name)) or entity.type != "person":
            return None
        for at, _ in entity.mentions:
            joined = layout.tags[at + 1 : at + 4] == "&NN" and reader.is_given(at + 2)
            if joined and not reader.is_given(at + 3) and layout.tags[at - 1] not in ",&N":
                return f"{entity.name} {self._word(at + 3)}"
        return None

    def _beside(self, entity: Entity) -> str | None:
        """The given name before a nickname, or in the brackets in which an editor adds it to words of others."""
        layout, reader = self.layout, self.reader
        for at, _ in entity.mentions:
            if layout.tags[at - 3 : at] == "(N)" and reader.is_given(at - 2):
                return self._word(at - 2)
            nickname = NICKNAME.search(layout.tags, max(0, at - LONGEST_NICKNAME), at)
            if nickname is not None and nickname.end() == at and reader.is_given(nickname.start()):
                return self._word(nickname.start())
        return None

    def _word(self, token: int) -> str:
        start, end = self.layout.span(token, token + 1)
        return self.layout.text[start:end]
