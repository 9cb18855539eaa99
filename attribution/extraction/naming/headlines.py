"""Names in a headline, where every word may have a capital: the text below tells which they are."""

from __future__ import annotations

from attribution.extraction.naming.collection import key_of
from attribution.extraction.naming.entities import Entities, Entity
from attribution.extraction.naming.names import PEOPLE, Name
from attribution.extraction.text.mentions import Phrase
from attribution.extraction.text.tagging import CLITIC


class Headlines:
    """Reads the names in the headline of one article."""

    def __init__(self, entities: Entities):
        self.entities, self.layout, self.reader = entities, entities.layout, entities.reader

    def known(self, phrase: Phrase) -> tuple[str, Entity | None]:
        """The words of a name that looks like none there, and whose it is below: "Billionaire Ana Dean"."""
        layout = self.layout
        if layout.paragraph_of(phrase.first) != layout.headline or CLITIC in layout.tags[phrase.first : phrase.after]:
            return "", None
        for first in range(phrase.first, phrase.after):
            words = layout.text[slice(*layout.span(first, phrase.after))]
            entity = self.entities.by_name.get(key_of(words))
            if entity is not None and words[0].isupper() and (" " in words or first == phrase.first):
                return words, entity
            if PEOPLE.isdisjoint(self.reader.meanings(first)):
                break
        return "", None

    def before_verb(self, name: Name) -> Name:
        """A name without the verb that looks like a part of it: "Ruiz Wades In"."""
        layout, known = self.layout, self.entities.by_name
        if name.after - name.first < 2 or layout.paragraph_of(name.first) != layout.headline:
            return name
        short = name._replace(after=name.after - 1)
        whole, part = (key_of(self.entities.words(n)) for n in (name, short))
        told = part in known or (short.after - short.first == 1 and part in self.entities.by_last)
        return short if told and whole not in known else name
