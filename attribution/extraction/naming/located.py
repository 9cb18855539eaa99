"""Places that no list has, told by the words beside their names: "the state of Tavia", "Tavia, a town in Norvia"."""

from __future__ import annotations

from attribution.extraction.naming.bodies import BodyReader
from attribution.extraction.naming.entity import Entity
from attribution.extraction.text.layout import Layout
from attribution.extraction.text.mentions import BASE
from attribution.languages import CUE, NOUN

MOST_TOLD = 4  # mentions that are looked at


def is_located(entity: Entity, layout: Layout, reader: BodyReader) -> bool:
    """Whether the words right before or behind its first mentions tell that a name of one word is a place's."""
    if reader.is_listed(entity.name.casefold().split()):
        return False
    near = [at for at, _ in entity.mentions[:MOST_TOLD]]
    return any(_told_before(at, layout, reader) or _told_behind(at, layout, reader) for at in near)


def _told_before(at: int, layout: Layout, reader: BodyReader) -> bool:
    """“the state of [Tavia]”, unlike “the state of her mind”."""
    head = at - 2
    named = head > 0 and layout.tags[head - 1 : at] in ("D" + NOUN + "o", "D" + CUE + "o")  # "state" is a cue as well
    return named and "place" in reader.meanings(head)


def _told_behind(at: int, layout: Layout, reader: BodyReader) -> bool:
    """“[Tavia], a town in Norvia”, “[Tavia] (the largest state)”."""
    tags = layout.tags
    if tags[at + 1 : at + 3] not in (",D", "(D"):
        return False
    found = BASE.match(tags, at + 2)
    if found is None:
        return False
    head = found.end() - (tags[found.end() : found.end() + 1] != CUE)  # "the largest state"
    return "place" in reader.meanings(head)
