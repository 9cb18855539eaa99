"""Somebody whom an article names, and the bodies by the letters of an acronym."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

from attribution.extraction.naming.bodies import TALL
from attribution.model import SpeakerType

FAR = 1_000_000
SHORTEST = 3  # letters of an acronym that stands for a part of a body's name; two stand for a whole one


@dataclass
class Entity:
    """Somebody named in the article; `mentions` are (token, whether it opens its sentence).

    `acts` are the tokens of those mentions that a verb follows; `sure` tells that the text shows the type; `roles`
    are (token, words of the role).
    """

    name: str
    type: SpeakerType
    gender: str | None
    sure: bool
    names: list[str] = field(default_factory=list)
    roles: list[tuple[int, str]] = field(default_factory=list)
    mentions: list[tuple[int, bool]] = field(default_factory=list)
    acts: set[int] = field(default_factory=set)
    opening: bool = True  # whether all mentions open their sentences
    earliest: int = FAR  # token of the first mention


def gender_told(meanings: Iterable[str]) -> str | None:
    """The gender among the meanings of a noun: of "actress", not of "pilot"."""
    told = frozenset(meanings)
    return next((gender for gender in ("female", "male") if gender in told), None)


def named_before(entity: Entity, token: int, default: int) -> int:
    """The last token before this one at which somebody is named; `default` for none."""
    at = bisect_left(entity.mentions, (token, False))
    return entity.mentions[at - 1][0] if at else default


def compatible(one: str | None, other: str | None) -> bool:
    """Whether two genders may be one person's: the same, or one unknown."""
    return one is None or other is None or one == other


class Initials:
    """The entities of an article by the letters of acronyms that their initials have, noted once somebody asks."""

    def __init__(self) -> None:
        self.known: dict[str, list[Entity]] = {}
        self.unnoted: list[Entity] = []

    def add(self, entity: Entity) -> None:
        """One more entity, or one that has another name than before."""
        self.unnoted.append(entity)

    def body(self, letters: str) -> Entity | None:
        """The only body whose initials have these letters."""
        self._note()
        fitting: Entity | None = None
        for entity in self.known.get(letters, ()):
            if " " in entity.name and entity.type == "organisation" and letters in _initials(entity.name):
                if fitting is not None and fitting is not entity:
                    return None
                fitting = entity
        return fitting

    def _note(self) -> None:
        for entity in self.unnoted:
            if not entity.name.count(" ") + entity.name.count("-"):
                continue
            letters = _initials(entity.name)
            if SHORTEST - 1 <= len(letters) <= SHORTEST:
                self.known.setdefault(letters[1 - SHORTEST :], []).append(entity)
            for length in range(SHORTEST, min(len(letters), TALL) + 1):
                for part in {letters[n : n + length] for n in range(len(letters) - length + 1)}:
                    self.known.setdefault(part, []).append(entity)
        self.unnoted.clear()


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.replace("-", " ").split() if word[0].isupper()).casefold()
