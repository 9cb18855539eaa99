"""Several who speak together: “Ana Ruiz and Peter Holt”, “Ruiz and her sons”, “he and Peter Holt”."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from attribution.extraction.naming.entities import Entities
from attribution.extraction.naming.names import Name
from attribution.extraction.speakers.kinds import SEVERAL
from attribution.extraction.speakers.nominals import Nominals
from attribution.extraction.speakers.references import Reference
from attribution.extraction.text.mentions import BASE, BRACKETED, Phrase
from attribution.model import Evidence, SpeakerType

MOST_JOINT = 6  # speakers of one statement that are told apart
POSSESSIVE = "PH"  # tags of "his" and "her"
JOINING = ("&", ",&")  # tags before the last of a list


class Part(NamedTuple):
    """One of several who speak together: tokens, end exclusive; `speaker` is None for others without a name."""

    first: int
    after: int
    speaker: str | None
    type: SpeakerType
    evidence: tuple[Evidence, ...] = ()


class Joint:
    """Resolves the sources of one article in which "and" joins several."""

    def __init__(self, entities: Entities, nominals: Nominals, named: Callable[[Phrase], Reference | None]):
        self.entities, self.nominals, self.named = entities, nominals, named
        self.names = entities.language.names
        self.layout, self.reader, self.language = entities.layout, entities.reader, entities.language

    def of(self, phrase: Phrase) -> Reference | None:
        """Two or more: the names in their fullest form, joined by the words of the text; None for a single one."""
        tags = self.layout.tags
        if "&" not in tags[phrase.first : phrase.after]:
            return None
        first = phrase.first + (tags[phrase.first] == "I")
        comma = tags.find(",", first, phrase.after)
        listed = comma > 0 and self._many(first, comma)
        if listed:
            first = comma + 1  # "two bakers, Ana Ruiz and Peter Holt"
        lead = self._pronoun(first)
        names = self._names(first if lead is None else lead.after, phrase.after, listed, lead)
        if names is None:
            return None
        if len(names) > 1 and lead is None and self._described(names, first):
            return self.named(phrase._replace(first=names[1].role[0] if names[1].role else names[1].first))
        parts = [*([lead] if lead else []), *map(self._part, names)]
        others = self._others(parts[-1].after, phrase.after) if parts else None
        parts += [others] if others else []
        rest = BRACKETED.sub("", tags[parts[-1].after : phrase.after]) if parts else ""
        if not 2 <= len(parts) <= MOST_JOINT or (len(rest) > 1 and rest[0] != ","):
            return None
        return self._together(parts) if "&" in tags[parts[-2].after : parts[-1].first] else None

    def _names(self, first: int, after: int, listed: bool, lead: Part | None) -> list[Name] | None:
        """The names of a list, up to others without a name; None where it is none of names."""
        names: list[Name] = []
        closed = first
        for base in BASE.finditer(self.layout.tags, first, after):
            if base.start() < closed:
                continue
            begun = names or lead is not None
            link = BRACKETED.sub("", self.layout.tags[names[-1].after if names else first : base.start()])
            name = self.reader.name_in(base.start(), base.end())
            if name is None and begun and (link in JOINING or (len(names) > 1 and link == ",")):
                break  # "Ana Ruiz and her sons", "Ana Ruiz and Peter Holt, both bakers"
            if name is None or (begun and link not in (",", *JOINING)):
                return None
            leads = not begun and self.layout.tags[first : base.start()].strip("D") != ""
            if listed and (leads or name.type != "person"):
                return None  # "several bakers, including Ana Ruiz and Peter Holt"
            names.append(name)
            closed = self._closed(name.after)
        return names

    def _pronoun(self, first: int) -> Part | None:
        """“he” before "and": whoever he is."""
        layout, pronouns = self.layout, self.language.circumstances["pronouns"]
        word = layout.words[first]
        gender = next((g for g in ("female", "male") if word in pronouns[g][:1]), None)
        if gender is None or layout.tags[first + 1 : first + 2] != "&":
            return None
        who = self.nominals.pronouns.person(first, gender, word, None)
        return Part(first, first + 1, who.speaker, "person", who.evidence)

    def _others(self, end: int, after: int) -> Part | None:
        """“and her sons”, “and other coaches”: those without a name who end a list."""
        tags = self.layout.tags
        end = self._closed(end)
        first = next((n for n in range(end, min(end + 3, after)) if tags[n] not in ",&"), end)
        found = BASE.match(tags, first, after) if tags[end:first] in JOINING else None
        if found is None or self.reader.name_in(first, found.end()) is not None:
            return None
        head = found.end() - 1
        several = self.layout.words[head].endswith(self.language.layout["plural_ending"])
        several = several or bool(SEVERAL.intersection(self.reader.meanings(head)))
        opens = tags[first] in POSSESSIVE or self.layout.words[first] in self.names["others"]
        return Part(first, found.end(), None, "group") if several and opens else None

    def _part(self, name: Name) -> Part:
        entity = self.entities.entity(name)
        return Part(name.first, name.after, entity.name, entity.type)

    def _described(self, parts: list[Name], first: int) -> bool:
        """Whether the first of two names only tells what the other is: "Christian and corporate speaker Ana Ruiz"."""
        lead, other = parts[0], parts[1]
        creed = "demonym" in self.reader.meanings(lead.after - 1) and self.layout.tags[first] != "D"
        return creed and other.type == "person" and other.role is not None and len(parts) == 2

    def _many(self, first: int, after: int) -> bool:
        """Whether a phrase without a name is of several people."""
        name = self.reader.name_in(first, after)
        if {"(", "-", "&"}.intersection(self.layout.tags[first:after]) or (name and name.type != "group"):
            return False
        if name is not None:
            return True  # "the two leading Republicans, Ana Ruiz and Peter Holt"
        return self.nominals.kinds.kind(Phrase(first, after, after - 1, ""), after - 1) in ("group", "unnamed")

    def _together(self, parts: list[Part]) -> Reference:
        """All of them; bodies are bodies together, others a group."""
        kind: SpeakerType = "organisation" if all(part.type == "organisation" for part in parts) else "group"
        if parts[0].speaker is None:
            return Reference(None, "group", None, parts[0].evidence)  # "he and his sons", whoever he is
        names = tuple(part.speaker for part in parts if part.speaker is not None)
        words, end = "", 0
        for part in parts:
            start, stop = self.layout.span(part.first, part.after)
            words += (self._between(end, part.first) if words else "") + (part.speaker or self.layout.text[start:stop])
            end = self._closed(part.after)
        return Reference(" ".join(words.split()), kind, None, parts[0].evidence, joint=names)

    def _closed(self, end: int) -> int:
        """Behind the brackets that a name may have: “Ana Ruiz (Fla.)”."""
        bracket = BRACKETED.match(self.layout.tags, end)
        return bracket.end() if bracket is not None else end

    def _between(self, end: int, begin: int) -> str:
        """The comma or the conjunction before a name of a list, as the text has it."""
        first = next((n for n in range(end, begin) if self.layout.tags[n] not in ",&"), begin)
        return self.layout.text[self.layout.ends[end - 1] : self.layout.starts[first]]
