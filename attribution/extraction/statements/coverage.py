"""Which contents have a token: asked for each proposal, so it must not look at all the others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attribution.extraction.statements.relations import Tokens


class Coverage:
    """Pieces of content by the tokens that they cover; each content has a number."""

    def __init__(self, contents: Iterable[Sequence[Tokens]] = ()):
        self._numbers: dict[int, list[int]] = {}
        for number, pieces in enumerate(contents):
            self.add(number, pieces)

    def add(self, number: int, pieces: Sequence[Tokens]) -> None:
        """Note the pieces of content `number`."""
        for first, after in pieces:
            for token in range(first, after):
                self._numbers.setdefault(token, []).append(number)

    def at(self, token: int) -> Sequence[int]:
        """The contents that have a token, in the order in which they were noted."""
        return self._numbers.get(token, ())

    def among(self, pieces: Sequence[Tokens]) -> set[int]:
        """The contents that share a token with these pieces."""
        return {
            number for first, after in pieces for token in range(first, after) for number in self.at(token)
        }


def overlap(one: Sequence[Tokens], other: Sequence[Tokens]) -> bool:
    """Whether two contents share a token."""
    return any(a < d and c < b for a, b in one for c, d in other)


def holds(pieces: Sequence[Tokens], token: int) -> bool:
    """Whether a content has a token."""
    for first, after in pieces:  # noqa: SIM110 - asked for every pair of neighbours, and any() is slower
        if first <= token < after:
            return True
    return False
