"""Who and what an article names: short forms joined to the fullest one, acronyms to what they stand for."""

from __future__ import annotations

from dataclasses import dataclass, field

from attribution.extraction.layout import Layout
from attribution.extraction.mentions import BASE
from attribution.extraction.names import Name, NameReader
from attribution.languages import Language
from attribution.model import SpeakerType

FAR = 1_000_000


@dataclass
class Entity:
    """Somebody named in the article; `mentions` are (token, whether it opens its sentence).

    `sure` tells that the text shows the type; `roles` are (token, words of the role).
    """

    name: str
    type: SpeakerType
    gender: str | None
    sure: bool
    names: list[str] = field(default_factory=list)
    roles: list[tuple[int, str]] = field(default_factory=list)
    mentions: list[tuple[int, bool]] = field(default_factory=list)


def key_of(words: str) -> str:
    """A name as it is looked up."""
    return words.casefold().replace("’", "'")


class Entities:
    """All that an article names, by any of its forms."""

    def __init__(self, layout: Layout, language: Language):
        self.layout, self.language = layout, language
        self.reader = NameReader(layout, language)
        self.by_name: dict[str, Entity] = {}
        self.by_last: dict[str, list[Entity]] = {}
        self.by_given: dict[str, list[Entity]] = {}
        for name, opens in sorted(
            self._named(), key=lambda pair: (-min(2, pair[0].after - pair[0].first), pair[0].first)
        ):
            self.entity(name).mentions.append((name.first, opens))
        for entity in self.all():
            entity.mentions.sort()

    def all(self) -> list[Entity]:
        """Every entity once, in the order of collection."""
        return list({id(entity): entity for entity in self.by_name.values()}.values())

    def words(self, name: Name) -> str:
        """A name as the text has it."""
        start, end = self.layout.span(name.first, name.after)
        return " ".join(self.layout.text[start:end].split())

    def _named(self) -> list[tuple[Name, bool]]:
        layout, found = self.layout, []
        for (first, after), prose in zip(layout.paragraphs, layout.prose, strict=True):
            if not prose:
                continue
            end = first
            for base in BASE.finditer(layout.tags, first, after):
                if base.start() < end or "N" not in base.group():
                    continue
                name = self.reader.name_in(base.start(), base.end())
                if name is not None:
                    end = name.after
                    opens = base.start() - layout.sentences[layout.sentence_of(name.first)][0] <= 1
                    found.append((name, opens))
        return found

    def entity(self, name: Name) -> Entity:
        """The entity that a name denotes: the same name, or the fuller one that it shortens; else a new one."""
        words = self.words(name)
        key = key_of(words)
        entity = self.by_name.get(key) or self._fuller(key, name)
        if entity is None:
            entity = self._new(key, words, name)
        elif entity.type == "person" and name.first + 1 == name.after and " " in entity.name:
            entity.sure = True
        entity.gender = entity.gender or (name.gender if entity.type == "person" else None)
        if name.sure and not entity.sure and name.type == "person":
            entity.sure, entity.type = True, name.type
        if words not in entity.names:
            entity.names.append(words)
        if name.role is not None:
            start, end = self.layout.span(*name.role)
            entity.roles.append((name.first, self.layout.text[start:end]))
        if name.acronym >= 0:
            self.by_name.setdefault(self.layout.words[name.acronym], entity)
        return entity

    def _fuller(self, key: str, name: Name) -> Entity | None:
        parts = self._parts(key)
        if not parts or name.type == "place":
            return None
        if name.type == "organisation" and name.sure:
            return self._stands_for(name) if len(parts) == 1 else None
        known = [e for e in self.by_last.get(parts[-1], ()) if compatible(e.gender, name.gender)]
        if len(parts) > 1:
            known = [e for e in known if e.type == name.type and self._same_given(e, parts[0])]
        elif not known:
            known = self.by_given.get(parts[0], [])
        return self._nearest(known, name.first) if known else None

    def _same_given(self, entity: Entity, given: str) -> bool:
        """The same given name, or an initial of it."""
        other = entity.name.casefold().split()[0]
        short, long = sorted((given.rstrip("."), other.rstrip(".")), key=len)
        return short == long or (len(short) == 1 and long.startswith(short))

    def _stands_for(self, name: Name) -> Entity | None:
        """What an acronym stands for: the body with these initials."""
        letters = self.layout.words[name.first].replace(".", "").replace("&", "")
        if not self.reader.acronym(name.first) or len(letters) < 3:
            return None
        fitting = [
            e
            for e in self.all()
            if " " in e.name and e.type == "organisation" and _initials(e.name).startswith(letters)
        ]
        return fitting[0] if len(fitting) == 1 else None

    def _parts(self, key: str) -> list[str]:
        suffixes = self.language.names["suffix"]
        return [part.rstrip(",") for part in key.split() if part.rstrip(".,") not in suffixes]

    def _new(self, key: str, words: str, name: Name) -> Entity:
        entity = self.by_name[key] = Entity(words, name.type, name.gender, name.sure)
        parts = self._parts(key)
        if name.type == "person" and parts and not words.isupper():
            self.by_last.setdefault(parts[-1], []).append(entity)
            if len(parts) > 1 and (name.sure or self.reader.is_given(name.first) or "-" in parts[-1]):
                self.by_given.setdefault(parts[0], []).append(entity)
        firm = parts[-1].rstrip(".") in self.language.names["firm-suffix"] if len(parts) > 1 else False
        if firm:
            entity.type = "organisation"
            self.by_name.setdefault(" ".join(parts[:-1]).rstrip(","), entity)
        return entity

    def _nearest(self, entities: list[Entity], token: int) -> Entity:
        """Of several with one surname, the one named last before the token."""

        def distance(entity: Entity) -> int:
            before = [t for t, _ in entity.mentions if t <= token]
            return token - before[-1] if before else FAR

        return min(entities, key=distance)


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.replace("-", " ").split() if word[0].isupper()).casefold()


def compatible(one: str | None, other: str | None) -> bool:
    """Whether two genders may be one person's: the same, or one unknown."""
    return one is None or other is None or one == other
