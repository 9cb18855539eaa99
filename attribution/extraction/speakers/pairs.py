"""Two who are meant together: “both men”, “the couple”, and “they” behind a sentence about two."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from attribution.extraction.naming.bodies import LONG, PEOPLE
from attribution.extraction.naming.entities import Entities, Entity, compatible
from attribution.extraction.speakers.references import Reference, away
from attribution.extraction.text.layout import VERBAL, Layout
from attribution.extraction.text.mentions import BRACKETED
from attribution.languages import CUE, Language
from attribution.model import Evidence

FAR = 10  # sentences back in which the two are named side by side
FEW_FAMILIES = 4  # pairs of people of one surname among whom "the brothers" are looked for
MINDED = 3  # sentences back in which two with whom a sentence opens are meant, rather than two named thereafter
OPENING = 4  # tokens of a sentence before its subject
LONGEST = 100  # tokens behind two names in which "they" may mean them
KIN = 3  # tokens between "and" and a name that tell who somebody is to the other: "and his wife, Ida Holt"
JOINING = "&"
VERBS = VERBAL | {CUE}
BEHIND = ("p", "o", "t")  # tags before two who are no subject


class Pairs:
    """Finds the pairs that one article speaks of."""

    def __init__(self, layout: Layout, language: Language, entities: Entities):
        self.layout, self.language, self.entities = layout, language, entities
        self.reader, self.names = entities.reader, language.names
        self.words = language.circumstances["pronouns"]
        self.noted: dict[bool, list[tuple[int, Entity, Entity]]] = {}
        self.seen = entities.retyped

    def joined(self, people: bool) -> list[tuple[int, Entity, Entity]]:
        """Where "and" stands between the names of two people, or of two of which one at least is none; and who."""
        if self.seen != self.entities.retyped:
            self.noted, self.seen = {}, self.entities.retyped
        if not self.noted:
            self.noted = {True: [], False: []}
            for at, one in sorted(self.entities.last.items()):
                other = self._other(at)
                if other is None or other is one:
                    continue
                begin = self.entities.begin_of(one, at)
                if self.layout.tags[begin - 1] != "," or begin - 1 not in self.entities.last:  # not "Ana, Ida and Una"
                    self.noted[one.type == other.type == "person"].append((at, one, other))
        return self.noted[people]

    def _other(self, at: int) -> Entity | None:
        """Who is joined to a name that ends at a token: "and Ida Holt", "and his wife, Ida Holt"."""
        tags, first = self.layout.tags, self.entities.first
        bracket = BRACKETED.match(tags, at)
        at = at if bracket is None else bracket.end()
        if tags[at : at + 1] != JOINING:
            return None
        if (titled := self._behind_title(at + 1)) is not None:
            return titled
        after = at + 1
        while first.get(after) is None and after < min(len(tags), at + LONG) and self._titles(after):
            after += 1
        if (other := first.get(after)) is not None or tags[at + 1 : at + 2] not in ("P", "H"):
            return other
        kin = next((n for n in range(at + 2, at + 2 + KIN) if "relation" in self.reader.meanings(n)), -1)
        return first.get(kin + 1) or first.get(kin + 2) if kin > 0 and tags[kin + 1] in ",N" else None

    def _behind_title(self, first: int) -> Entity | None:
        """Who is named behind an office of several words: "and Harbour Committee Chairman Ida Holt"."""
        n = first
        while n < first + LONG and self.layout.tags[n : n + 1] in ("N", "n", "i", "j"):
            n += 1
            if self.reader.titled(n - 1) and (entity := self.entities.first.get(n)) is not None:
                return entity if entity.type == "person" else None
        return None

    def _titles(self, n: int) -> bool:
        """Whether a word may stand between "and" and a name: "and former Gov. Ida Holt"."""
        idle = self.layout.tags[n] in "iI" or self.layout.words[n] in self.names["role-adjective"]
        return idle or self.reader.titled(n)

    def before(
        self, token: int, people: bool, gender: str | None = None, far: int = FAR
    ) -> tuple[int, Entity, Entity] | None:
        """The last two of a gender who are named side by side before a token; rather two with whom a sentence opens."""
        joined, found = self.joined(people), None
        n = bisect_left(joined, token, key=lambda pair: pair[0]) - 1
        while n >= 0 and self.gap(joined[n][0], token) <= (far if found is None else min(far, MINDED)):
            if all(compatible(e.gender, gender) for e in joined[n][1:]):
                if self._opens(*joined[n][:2]):
                    return joined[n]
                found = found or joined[n]
            n -= 1
        return found

    def gap(self, there: int, here: int) -> int:
        """How many sentences two tokens are apart."""
        return self.layout.sentence_of(here) - self.layout.sentence_of(there)

    def _opens(self, at: int, one: Entity) -> bool:
        """Whether the first of two, whose name ends at a token, is the subject of the sentence."""
        opening = self.layout.sentences[self.layout.sentence_of(at)][0]
        begin = self.entities.begin_of(one, at)
        within = self.layout.tags[begin - 1] in BEHIND if begin > opening else False
        return begin - opening <= OPENING and not within and VERBS.isdisjoint(self.layout.tags[opening:begin])

    def only(self, token: int, gender: str | None = None) -> list[Entity]:
        """Those whom the sentence, the one before and the one behind name, where they are two people of a gender.

        Of a gender that the word tells, also one sentence further back.
        """
        layout = self.layout
        here = layout.sentence_of(token)
        first = layout.sentences[max(0, here - (2 if gender is not None else 1))][0]
        after = layout.sentences[min(here + 1, len(layout.sentences) - 1)][1]
        near = [e for e in self.entities.near(first, after) if e.type == "person" and e.gender is not None]
        fitting = [e for e in near if compatible(e.gender, gender)]
        return fitting if len(fitting) == 2 else []

    def kin(self, token: int, gender: str | None) -> list[Entity]:
        """The two people of one surname who are named before a token; none where there are two such pairs."""
        fitting = [
            pair
            for pair in self.families
            if all(e.earliest < token and compatible(e.gender, gender) for e in pair)
        ]
        return fitting[0] if len(fitting) == 1 else []

    @cached_property
    def families(self) -> list[list[Entity]]:
        """Those who share their surname with one other person; where these are many, none."""
        families = [
            [e for e in family if e.gender is not None and " " in e.name]
            for family in self.entities.by_last.values()
        ]
        pairs = [sorted(family, key=lambda e: e.earliest) for family in families if len(family) == 2]
        return pairs if len(pairs) <= FEW_FAMILIES else []

    def subject(self, token: int) -> tuple[int, Entity, Entity] | None:
        """The two whom the sentence of a pronoun, or the one before, is about: "Ito and Holt met. They said"."""
        found = self.before(token, True, far=1)
        if found is None:
            return None
        at, one, _ = found
        if token - at > LONGEST:
            return None
        layout, opens = self.layout, self._opens(at, one)
        between = range(at + 1, token)
        other = any(layout.words[n].endswith("s") and self._people(n) for n in between)
        apart = any(layout.quoted[n] >= 0 for n in (at, token))
        return found if opens and not other and not apart else None

    def _people(self, n: int) -> bool:
        """Whether a noun is of people: "bakers"."""
        meanings = (*self.reader.meanings(n), *self.reader.known.get(self.layout.words[n][:-1], ()))
        return self.layout.tags[n] in "nNC" and not (PEOPLE | {"group"}).isdisjoint(meanings)

    def together(self, said: str, both: Sequence[Entity], why: str) -> Reference | None:
        """Two as one speaker, where `said` are the words for them; None where they are not two."""
        if len(both) != 2:
            return None
        one, other = (entity.name for entity in both)
        names = one + self.words["joined"] + other
        told = f"{said} → {names}: {why}"
        return Reference(names, "group", None, (Evidence("speaker", told),), joint=(one, other))

    def side_by_side(self, said: str, token: int, found: tuple[int, Entity, Entity]) -> Reference | None:
        """Two who are named side by side."""
        return self.together(said, found[1:], f"named side by side, {away(self.layout, found[0], token)}")
