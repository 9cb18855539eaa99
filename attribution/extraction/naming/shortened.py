"""Bodies by parts of their names: acronyms, the first words of a name, and its last."""

from __future__ import annotations

from collections.abc import Mapping

from attribution.extraction.naming.collection import key_of
from attribution.extraction.naming.entity import Entity, Initials
from attribution.extraction.naming.names import Name, NameReader
from attribution.extraction.text.layout import Layout
from attribution.extraction.text.wordpairs import same_words
from attribution.languages import Language


class Shortened:
    """Finds which body of one article a short name means."""

    def __init__(self, layout: Layout, reader: NameReader, language: Language, by_name: Mapping[str, Entity]):
        self.layout, self.reader, self.names, self.by_name = layout, reader, language.names, by_name
        self.short = same_words(language, "short-body")
        self.initials = Initials()
        self.by_first: dict[str, list[Entity]] = {}  # first word of a name -> whose it is
        self.by_end: dict[str, list[Entity]] = {}  # last word of a name -> whose it is

    def stands_for(self, name: Name) -> Entity | None:
        """What an acronym stands for: the body with these initials."""
        word = self.layout.words[name.first]
        known = next((name for name in self.short.get(word, ()) if name in self.by_name), None)
        if known is not None:
            return self.by_name[known]
        letters = word.replace(".", "").replace("&", "")
        if not self.reader.acronym(name.first):
            return None
        return self.initials.body(letters)

    def begun(self, key: str, name: Name) -> Entity | None:
        """The body whose name begins with these words, of several the one named first: "Halden Records"."""
        if name.after - name.first > 1 and self.reader.is_given(name.first):
            return None  # "Ana Ruiz" is not the Ana Ruiz Foundation
        fitting = [
            e
            for e in self.by_first.get(key.split()[0], ())
            if key_of(e.name).startswith(key + " ")
            and e.type == "organisation"
            and self._goes_on(e, key, name)
        ]
        return min(fitting, key=lambda e: e.earliest) if fitting else None

    def _goes_on(self, entity: Entity, key: str, name: Name) -> bool:
        rest = [word.rstrip(".,") for word in key_of(entity.name)[len(key) + 1 :].split()]
        if name.first < entity.earliest and not self.names["founded"].isdisjoint(rest):
            return False  # "Halden Motors", and later its Halden Motors Foundation
        return all(self.reader.is_body_word(word) for word in rest)

    def ended(self, key: str, name: Name) -> Entity | None:
        """The only body whose name ends with this word: "the Chronicle" of "Halden Chronicle"."""
        if not self.reader.is_body_word(key.split()[-1]):
            return None
        found = [e for e in self.by_end.get(key.split()[-1], ()) if key_of(e.name).endswith(" " + key)]
        return found[0] if len(found) == 1 and found[0].type == "organisation" else None
