"""A text with marks over it, cut where any of them begins or ends: they may overlap, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from attribution.extraction.text.layout import hard_wrapped
from attribution.model import Span

PART = 60_000  # characters of an article that are shown at once, at most


class Mark(NamedTuple):
    """A stretch of the text (code points, end exclusive), what it is, and what it belongs to.

    `role` is source, cue, content, or aside for what stands in quotation marks and is no statement.
    """

    start: int
    end: int
    role: str
    key: str


class Segment(NamedTuple):
    """A stretch of the text that lies in the same marks from its first character to its last."""

    start: int
    words: str
    marks: tuple[Mark, ...]

    @property
    def roles(self) -> list[str]:
        """What it is, each once."""
        return sorted({mark.role for mark in self.marks})


def marked(text: str, marks: Iterable[Mark], span: Span | None = None) -> list[Segment]:
    """The text of the span (all of it by default) in segments; put together they are that text.

    Marks that reach beyond the span are cut at its ends.
    """
    first, last = span or (0, len(text))
    inside = sorted(
        mark for mark in marks if mark.start < last and mark.end > first and mark.start < mark.end
    )
    edges = {first, last, *(edge for mark in inside for edge in mark[:2] if first < edge < last)}
    segments: list[Segment] = []
    open_: list[Mark] = []
    coming = 0
    for start, end in pairwise(sorted(edges)):
        open_ = [mark for mark in open_ if mark.end > start]
        while coming < len(inside) and inside[coming].start <= start:
            if inside[coming].end > start:
                open_.append(inside[coming])
            coming += 1
        segments.append(Segment(start, text[start:end], tuple(open_)))
    return segments


def paragraphs(text: str) -> list[Span]:
    """The paragraphs of the text, without the space around them.

    A line is a paragraph, unless lines are broken wherever they are full: then blank lines part paragraphs.
    """
    wrapped = hard_wrapped(text)
    found: list[Span] = []
    at, goes_on = 0, False
    for line in text.split("\n"):
        if words := line.strip():
            start = at + len(line) - len(line.lstrip())
            if wrapped and goes_on:
                start = found.pop().start
            found.append(Span(start, at + len(line.rstrip())))
        at, goes_on = at + len(line) + 1, bool(words)
    return found


def parts(found: Sequence[Span], most: int = PART) -> list[list[Span]]:
    """The paragraphs in as few parts as may be, none longer than `most` characters; a longer paragraph is cut."""
    listed: list[list[Span]] = []
    for paragraph in _cut(found, most):
        if not listed or paragraph.end - listed[-1][0].start > most:
            listed.append([])
        listed[-1].append(paragraph)
    return listed


def _cut(found: Sequence[Span], most: int) -> Iterator[Span]:
    for start, end in found:
        yield from (Span(at, min(at + most, end)) for at in range(start, end, most))
