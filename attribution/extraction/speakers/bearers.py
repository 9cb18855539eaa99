"""Where an article tells one role, of whom, and in which words."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Set as AbstractSet
from itertools import islice

from attribution.extraction.naming.entities import Entity

MOST = 60  # places at which a role is told that are looked back at


class Bearers:
    """Where an article tells a role, of whom, and in which words."""

    def __init__(self, role: str):
        self.role = role
        self.tokens: list[int] = []  # where it tells the role, in text order
        self.bearers: dict[int, Entity] = {}  # token -> of whom
        self.told: dict[int, set[str]] = {}  # token -> in which words
        self.words: dict[str, list[int]] = {}  # word -> the tokens at which it is one of them
        self.known: dict[frozenset[str], tuple[list[int], list[Entity]]] = {}  # words -> what is told in them
        self.different: dict[int, Entity] = {}  # every bearer once
        self.all_told: dict[int, set[str]] = {}  # id of a bearer -> all words in which it is told
        self.count: Counter[int] = Counter()  # id of a bearer -> at how many tokens

    def add(self, at: int, bearer: Entity, words: set[str]) -> None:
        """Note that the role is told at a token."""
        self.tokens.append(at)
        self.bearers[at] = bearer
        self.count[id(bearer)] += 1
        self.different[id(bearer)] = bearer
        self.told[at] = {*words, self.role}
        self.all_told.setdefault(id(bearer), set()).update(words)
        for word in words:
            self.words.setdefault(word, []).append(at)

    def before(self, token: int, wanted: frozenset[str]) -> int | None:
        """Where it is told last before a token, in all of the words; a single word is not asked for."""
        fitting = self.tokens if len(wanted) == 1 else self._fitting(wanted)[0]
        at = bisect_left(fitting, token)
        return fitting[at - 1] if at else None

    def each_before(self, token: int, wanted: frozenset[str], other: AbstractSet[str]) -> dict[int, int]:
        """By the id of each bearer, where it is told of them last before a token, in all of the words.

        Words of `other` may not be among them, where they are not asked for.
        """
        fitting = self._fitting(wanted)[0]
        end = bisect_left(fitting, token)
        fits = (at for at in fitting[max(0, end - MOST) : end] if wanted >= self.told[at] & other)
        return {id(self.bearers[at]): at for at in fits}

    def past(self, bearer: Entity, words: AbstractSet[str]) -> bool:
        """Whether the role is told of a bearer as one that is over, by one of the words."""
        return not words.isdisjoint(self.all_told.get(id(bearer), ()))

    def behind(self, token: int, wanted: frozenset[str]) -> list[Entity]:
        """Of whom it is told in all of the words from a token on; of more than two only two."""
        fitting, last = self._fitting(wanted)
        at = bisect_left(fitting, token)
        if at == len(fitting):
            return []
        one = self.bearers[fitting[at]]
        return [one] if last[at] is one else [one, last[at]]

    def outside(self, first: int, after: int) -> list[Entity]:
        """Of whom it is told anywhere but among these tokens; of more than two only two."""
        begin, end = bisect_left(self.tokens, first), bisect_left(self.tokens, after)
        inside = Counter(id(self.bearers[at]) for at in self.tokens[begin:end])
        left = (entity for key, entity in self.different.items() if self.count[key] > inside[key])
        return list(islice(left, 2))

    def _fitting(self, wanted: frozenset[str]) -> tuple[list[int], list[Entity]]:
        """The tokens at which it is told in these words; and for each one more who bears it from there on."""
        known = self.known.get(wanted)
        if known is None:
            lists = [self.words.get(word, []) for word in wanted if word != self.role] or [self.tokens]
            fitting = [at for at in min(lists, key=len) if wanted <= self.told[at]]
            known = self.known[wanted] = (fitting, self._others(fitting))
        return known

    def _others(self, tokens: list[int]) -> list[Entity]:
        """For each of the tokens another bearer at a later one; the same where there is no other."""
        others: list[Entity] = []
        for n in range(len(tokens) - 1, -1, -1):
            entity = self.bearers[tokens[n]]
            if not others:
                others.append(entity)
                continue
            following = self.bearers[tokens[n + 1]]
            others.append(following if following is not entity else others[-1])
        return others[::-1]
