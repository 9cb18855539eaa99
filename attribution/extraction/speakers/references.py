"""Whom a source refers to, and who has spoken so far."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from attribution.extraction.naming.entities import Entity
from attribution.extraction.text.layout import Layout
from attribution.model import Evidence, SpeakerType


class Reference(NamedTuple):
    """Whom a source refers to: name or None, type, role as worded, and why.

    `joint` are the names of those who speak together, where they are several;
    `on_behalf_of` is for whom a spokesman speaks; `runners_up` are who else may be meant, likeliest first.
    """

    speaker: str | None
    type: SpeakerType | None
    role: str | None
    evidence: tuple[Evidence, ...]
    joint: tuple[str, ...] = ()
    on_behalf_of: str | None = None
    runners_up: tuple[str, ...] = ()


NOBODY = Reference(None, None, None, ())
UNNAMED = Reference(None, "unnamed", None, ())  # somebody, whom the article does not name


class Statement(NamedTuple):
    """That somebody spoke at a token; `entity` is who, where it is one of the named."""

    token: int
    reference: Reference
    entity: Entity | None


class Spoken:
    """The statements of an article so far, in text order."""

    def __init__(self) -> None:
        self.statements: list[Statement] = []
        self.tokens: list[int] = []
        self.speakers: set[int] = set()  # ids of the entities that have spoken

    def add(self, statement: Statement) -> None:
        """One more statement; it may stand before others."""
        at = bisect_left(self.tokens, statement.token)
        self.speakers.add(id(statement.entity))
        self.tokens.insert(at, statement.token)
        self.statements.insert(at, statement)

    def before(self, token: int) -> Statement | None:
        """The last statement before a token."""
        at = bisect_left(self.tokens, token)
        return self.statements[at - 1] if at else None


def away(layout: Layout, there: int, here: int) -> str:
    """How far two tokens are apart, in words."""
    sentences = layout.sentence_of(here) - layout.sentence_of(there)
    if sentences <= 0:
        return "same sentence"
    return "sentence before" if sentences == 1 else f"{sentences} sentences before"
