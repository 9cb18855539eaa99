"""What another version of the extractor gains, loses and moves in one article."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from typing import NamedTuple

from attribution.model import Extraction, Spans
from attribution.storage import StoredFinding


class Kind(enum.StrEnum):
    """How an attribution differs."""

    GAINED = "gained"
    LOST = "lost"
    MOVED = "moved"  # it begins or ends elsewhere: its source, its cue or its content
    AMENDED = "amended"  # the same words, with another speaker, date, stance or the like


class Change(NamedTuple):
    """One difference: the words now (before, for one that is lost), and what is told of them before and after."""

    kind: Kind
    words: str
    before: tuple[str | None, ...] = ()
    after: tuple[str | None, ...] = ()

    def __str__(self) -> str:
        told = [
            f"{old or 'none'} → {new or 'none'}"
            for old, new in zip(self.before, self.after, strict=False)
            if old != new
        ]
        return f"{self.kind}: {self.words}" + (f" ({'; '.join(told)})" if told else "")


def findings(extraction: Extraction) -> list[StoredFinding]:
    """What was found, as it would be stored."""
    return [
        StoredFinding(
            a.source,
            a.cue,
            a.content,
            (a.speaker, a.speaker_type, a.role, a.kind, a.stance, a.said_on, a.addressee, a.place),
        )
        for a in extraction.attributions
    ]


def changes(text: str, before: Sequence[StoredFinding], after: Sequence[StoredFinding]) -> list[Change]:
    """The differences, in text order of what is there now; what is lost comes last.

    Two are the same attribution if all their words are, or else if their contents overlap: of several, the one that
    shares the most characters.
    """
    left = {_words(found): found for found in before}
    same = {words: left.pop(words) for words in map(_words, after) if words in left}
    made = []
    for found in after:
        words = _told(text, found)
        old = same.get(_words(found))
        if old is not None:
            if old.noted != found.noted:
                made.append(Change(Kind.AMENDED, words, old.noted, found.noted))
            continue
        nearest = max(left.values(), key=lambda other: _shared(other.content, found.content), default=None)
        if nearest is None or not _shared(nearest.content, found.content):
            made.append(Change(Kind.GAINED, words))
        else:
            del left[_words(nearest)]
            made.append(Change(Kind.MOVED, words, (_told(text, nearest),), (words,)))
    return made + [Change(Kind.LOST, _told(text, found)) for found in left.values()]


def _words(found: StoredFinding) -> tuple[Spans, Spans, Spans]:
    return found.source, found.cue, found.content


def _shared(one: Spans, other: Spans) -> int:
    """The characters that both have."""
    return sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in one for b in other)


def _told(text: str, found: StoredFinding) -> str:
    """Who says what, in one line of text."""
    content = " … ".join(text[start:end] for start, end in found.content)
    return " ".join(f"{found.noted[0] or 'nobody named'}: {content}".split())
