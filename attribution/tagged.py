"""Text and gold in one line: ``<content>“We won,”</content> <source>Jane Doe</source> <cue>said</cue>.``

For test cases, for the examples of rules, for gold articles, and for corrections that people write or export.

- Elements are `source`, `cue` and `content`. Each may occur several times: the pieces of one part.
- Several attributions in one text are told apart by an ordinal, `<content 2>`; none means 1. Ordinals run
  from 1 without a gap.
- Elements nest freely, and the same words may be part of several attributions. A closing tag closes the
  innermost open element, whose name it must bear. With an ordinal, `</content 2>`, it closes that element
  wherever it was opened, so that elements may also cross.
- Every `<` that begins no tag is written `&lt;`; `&amp;` stands for `&`, which is needed only where `lt;` or
  `amp;` follows. All other characters stand for themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple, Protocol

from attribution.model import Span, Spans

Role = Literal["source", "cue", "content"]
ROLES: tuple[Role, ...] = ("source", "cue", "content")
TAG = re.compile(r"<(?P<slash>/?)(?P<role>source|cue|content)(?: (?P<ordinal>[1-9][0-9]*))?>")
ENTITY = re.compile(r"&(lt|amp);")
AMBIGUOUS_AMPERSAND = re.compile(r"&(?=(?:lt|amp);)")


class Parts(Protocol):
    """Anything that has a source, a cue and a content: a `TaggedAttribution` or a `model.Attribution`."""

    @property
    def source(self) -> Spans:
        """The words naming who said it."""

    @property
    def cue(self) -> Spans:
        """The words of saying."""

    @property
    def content(self) -> Spans:
        """What was said."""


class TaggedAttribution(NamedTuple):
    """The words of one attribution: spans in text order; any part may be empty, but not all of them."""

    source: Spans
    cue: Spans
    content: Spans


class Tagged(NamedTuple):
    """A text without its tags, and what the tags said, in the order of their ordinals."""

    text: str
    attributions: tuple[TaggedAttribution, ...]


class _Open(NamedTuple):
    """An element that was opened: where (in the plain text), and which."""

    start: int
    role: Role
    ordinal: int

    def __str__(self) -> str:
        return f"<{_label(self.role, self.ordinal)}>"


class _Element(NamedTuple):
    """A span of the text with the tag that it wears."""

    start: int
    end: int
    ordinal: int
    role: Role


def parse(tagged: str) -> Tagged:
    """Take the tags off. Spans are code points into the plain text, in text order.

    ValueError, with the place, where a tag is unknown, misplaced, empty or never closed, where the same
    element is opened twice at once, or where an ordinal is missing.

    >>> text, (first,) = parse("<content>It rained</content>, <source>Jo Ek</source> <cue>said</cue>.")
    >>> text, first.source, first.content
    ('It rained, Jo Ek said.', (Span(start=11, end=16),), (Span(start=0, end=9),))
    """
    plain: list[str] = []
    length = 0
    opened: list[_Open] = []
    elements: list[_Element] = []
    for piece, tag in _pieces(tagged):
        plain.append(piece)
        length += len(piece)
        if tag is None:
            continue
        role: Role = next(known for known in ROLES if known == tag["role"])
        ordinal = int(tag["ordinal"]) if tag["ordinal"] else None
        if tag["slash"]:
            element = _close(opened, role, ordinal, tag)
            if element.start == length:
                raise ValueError(f"{element} holds no words, at {_near(tag.string, tag.start())}")
            elements.append(_Element(element.start, length, element.ordinal, role))
        elif any(other.role == role and other.ordinal == (ordinal or 1) for other in opened):
            raise ValueError(f"{tag[0]} stands inside another {tag[0]}, at {_near(tag.string, tag.start())}")
        else:
            opened.append(_Open(length, role, ordinal or 1))
    if opened:
        raise ValueError(f"{opened[-1]} is never closed, in {tagged[:60]!r}")
    return Tagged("".join(plain), _gathered(elements))


def write(text: str, attributions: Iterable[Parts]) -> str:
    """Put tags into a text: the inverse of `parse`, whose ordinals are the places in `attributions`.

    ValueError where a span is empty or outside the text, where two pieces of the same part overlap, or where
    an attribution has no words at all.

    >>> said = TaggedAttribution(source=(Span(0, 2),), cue=(Span(3, 7),), content=(Span(8, 11),))
    >>> write("He said yes.", [said])
    '<source>He</source> <cue>said</cue> <content>yes</content>.'
    """
    elements = sorted(_elements(text, attributions), key=lambda e: (e.start, -e.end, e.ordinal, e.role))
    places = sorted({place for element in elements for place in element[:2]})
    out: list[str] = []
    opened: list[_Element] = []
    waiting = iter(elements)
    coming = next(waiting, None)
    done = 0
    for place in places:
        out.append(_escape(text[done:place]))
        done = place
        for element in [other for other in reversed(opened) if other.end == place]:
            innermost = element is opened[-1]
            out.append(f"</{element.role}>" if innermost else f"</{element.role} {element.ordinal}>")
            opened.remove(element)
        while coming is not None and coming.start == place:
            out.append(f"<{_label(coming.role, coming.ordinal)}>")
            opened.append(coming)
            coming = next(waiting, None)
    out.append(_escape(text[done:]))
    return "".join(out)


def _pieces(tagged: str) -> Iterator[tuple[str, re.Match[str] | None]]:
    """The plain text before each tag, and the tag; at the end, the rest and None."""
    done = 0
    for tag in TAG.finditer(tagged):
        yield _unescape(tagged, done, tag.start()), tag
        done = tag.end()
    yield _unescape(tagged, done, len(tagged)), None


def _unescape(tagged: str, start: int, end: int) -> str:
    stray = tagged.find("<", start, end)
    if stray >= 0:
        raise ValueError(f"not a tag (a plain < is written &lt;), at {_near(tagged, stray)}")
    return ENTITY.sub(lambda entity: "<" if entity[1] == "lt" else "&", tagged[start:end])


def _escape(text: str) -> str:
    return AMBIGUOUS_AMPERSAND.sub("&amp;", text).replace("<", "&lt;")


def _close(opened: list[_Open], role: Role, ordinal: int | None, tag: re.Match[str]) -> _Open:
    """Take the element that a closing tag closes off the open ones."""
    if ordinal is None:
        if not opened or opened[-1].role != role:
            inside = f", inside {opened[-1]}" if opened else ""
            raise ValueError(f"{tag[0]} closes nothing{inside}, at {_near(tag.string, tag.start())}")
        return opened.pop()
    for element in opened:
        if element.role == role and element.ordinal == ordinal:
            opened.remove(element)
            return element
    raise ValueError(f"{tag[0]} closes nothing, at {_near(tag.string, tag.start())}")


def _gathered(elements: list[_Element]) -> tuple[TaggedAttribution, ...]:
    """Elements as attributions, in the order of their ordinals."""
    by_part: dict[tuple[int, Role], list[Span]] = {}
    for start, end, ordinal, role in sorted(elements):
        by_part.setdefault((ordinal, role), []).append(Span(start, end))
    ordinals = sorted({ordinal for ordinal, _ in by_part})
    for expected, ordinal in enumerate(ordinals, start=1):
        if ordinal != expected:
            raise ValueError(f"ordinal {ordinal} is used, but {expected} is not")

    def part(ordinal: int, role: Role) -> Spans:
        return tuple(by_part.get((ordinal, role), ()))

    return tuple(TaggedAttribution(part(n, "source"), part(n, "cue"), part(n, "content")) for n in ordinals)


def _elements(text: str, attributions: Iterable[Parts]) -> Iterator[_Element]:
    """The spans of attributions, checked."""
    for ordinal, attribution in enumerate(attributions, start=1):
        parts: dict[Role, Spans] = {
            "source": attribution.source,
            "cue": attribution.cue,
            "content": attribution.content,
        }
        if not any(parts.values()):
            raise ValueError(f"attribution {ordinal} has no words")
        for role, spans in parts.items():
            done = 0
            for start, end in sorted(spans):
                if not 0 <= start < end <= len(text):
                    raise ValueError(
                        f"{role} {ordinal} has an empty span, or one outside the text: {start}, {end}"
                    )
                if start < done:
                    raise ValueError(f"{role} {ordinal} has pieces that overlap, at {start}")
                done = end
                yield _Element(start, end, ordinal, role)


def _label(role: Role, ordinal: int) -> str:
    return role if ordinal == 1 else f"{role} {ordinal}"


def _near(tagged: str, place: int) -> str:
    return f"{place}: {tagged[place : place + 30]!r}"
