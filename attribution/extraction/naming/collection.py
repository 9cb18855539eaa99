"""The names of an article in the order in which they are collected: long ones first, those of headlines with care."""

from __future__ import annotations

import re

from attribution.extraction.naming.bodies import unaccented
from attribution.extraction.naming.names import Name, NameReader
from attribution.extraction.text.layout import Layout
from attribution.extraction.text.mentions import BASE
from attribution.extraction.text.tagging import CLITIC
from attribution.languages import NAME, NOUN

BEFORE_NOUN = re.compile(rf"(?<!{NAME}){NAME}{{2,8}}(?=[{CLITIC}{NOUN}])")
LONGEST_HEADLINE = 25  # tokens
FEW = 2  # longer words without a capital that a headline may have


def key_of(words: str) -> str:
    """A name as it is looked up."""
    key = words.casefold()
    return key if key.isascii() else unaccented(key.replace("’", "'"))


class Collection:
    """Collects the names of one article."""

    def __init__(self, layout: Layout, reader: NameReader):
        self.layout, self.reader = layout, reader

    def words(self, name: Name) -> str:
        """A name as the text has it."""
        layout = self.layout
        words = layout.text[layout.starts[name.first] : layout.ends[name.after - 1]]
        return words if name.after - name.first == 1 else " ".join(words.split())

    def ordered(self) -> list[tuple[Name, bool]]:
        """All names of the prose in the order in which they are collected; of headlines, those that it knows."""
        found = sorted(self._named(), key=lambda pair: (self._later(pair[0]), pair[0].first))
        headed = self._headlines()
        if not headed:
            return found
        in_prose = [not headed.intersection([self.layout.paragraph_of(name.first)]) for name, _ in found]
        known = {key_of(self.words(name)) for (name, _), prose in zip(found, in_prose, strict=True) if prose}
        words = {word for key in known for word in key.split()}
        return [
            pair
            for pair, prose in zip(found, in_prose, strict=True)
            if prose or self._echoed(pair[0], known, words)
        ]

    def _echoed(self, name: Name, known: set[str], words: set[str]) -> bool:
        """Whether the prose has a name of a headline: as it is, or as the surname of somebody with a given name."""
        key = key_of(self.words(name))
        parts = key.split()
        full = 2 <= len(parts) <= 3 and self.reader.is_given(name.first) and parts[-1] in words
        return key in known or full or (len(parts) == 1 and key in words)

    def _headlines(self) -> set[int]:
        """The paragraphs in which nearly every longer word has a capital, so that none of them tells a name."""
        layout, found = self.layout, set()
        for number, (first, after) in enumerate(layout.paragraphs):
            if after - first > LONGEST_HEADLINE:
                continue
            small = large = 0
            for n in range(first, after):
                letter = layout.text[layout.starts[n]]
                if len(layout.words[n]) > 3 and letter.isalpha():
                    large += letter.isupper()
                    small += letter.islower()
                    if small > FEW:
                        break
            if small <= FEW and large > 3 and large >= 9 * small:
                found.add(number)
        return found

    def _owners(self, first: int, after: int) -> list[Name]:
        """Whose full name stands before a noun: "Ana Ruiz's office", "Ana Ruiz supporters", "a Halden Airways jet"."""
        found: list[Name] = []
        for full in BEFORE_NOUN.finditer(self.layout.tags, first, after):
            name = self.reader.name_in(first, full.end(), base=True)
            body = name is not None and name.type == "organisation" and name.sure and name.after - name.first > 1
            body = body and self.layout.tags[full.end() : full.end() + 2] != CLITIC + NAME  # "Shop Workers' Union"
            if name is not None and (body or (name.type == "person" and self._in_full(name))):
                found.append(name)
        return found

    def _seat(self, name: Name) -> bool:
        """Whether what looks like a name is a party and its place: "Ana Ruiz, R-Fla."."""
        lone = name.after - name.first == 1 and self.layout.words[name.first][1:2] == "-"
        return lone and self.layout.tags[name.first - 1] in ",("

    def _in_full(self, name: Name) -> bool:
        """Whether a name has a given name and a surname."""
        return name.after - name.first > 1 and self.reader.is_given(name.first)

    def _later(self, name: Name) -> int:
        """Long names come first, so that shorter ones find them; acronyms last."""
        words = name.after - name.first
        return -min(words, 5) if words > 1 else int(self.reader.acronym(name.first))

    def _named(self) -> list[tuple[Name, bool]]:
        layout, tags = self.layout, self.layout.tags
        found: list[tuple[Name, bool]] = []
        brands = self.reader.brands
        for (first, after), prose in zip(layout.paragraphs, layout.prose, strict=True):
            end = first
            for base in BASE.finditer(tags, first, after) if prose else ():
                begin, stop = base.span()
                if begin < end:
                    continue
                lone = tags[begin] == "r" and self.reader.is_name(begin)  # "the WHO"
                if not lone and tags.find(NAME, begin, stop) < 0 and brands.isdisjoint(range(begin, stop)):
                    continue
                found += [(owner, False) for owner in self._owners(begin, stop)]
                name = self.reader.name_in(begin, stop, base=True)
                if name is not None and not self._seat(name):
                    end = name.after
                    owns = tags[name.first - 1 : name.first] == CLITIC == tags[name.after : name.after + 1]
                    opens = not owns and begin - layout.sentences[layout.sentence_of(name.first)][0] <= 1
                    if found and tags[begin - 1] == "&" and found[-1][0].after + 1 == begin:
                        opens = found[-1][1]  # "Ito and Ruiz": both are what the sentence opens with
                    found.append((name, opens))
        return found
