"""Whether two names that are alike are one person's: a shorter form, another initial, father and son."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from attribution.extraction.naming.collection import key_of
from attribution.extraction.naming.entity import Entity
from attribution.extraction.text.layout import Layout
from attribution.languages import Language

MOST = 100  # mentions that are looked at for how a name is spelled
LONG_ENOUGH = 6  # letters of a surname that a slip does not make another one
VOWELS = re.compile("[aeiouy]")
DOUBLED = re.compile(r"(\w)\1")


def parts_of(key: str, suffixes: AbstractSet[str]) -> list[str]:
    """The words of a name as it is looked up, without what stands behind a surname: "Jr."."""
    parts = key.split()
    if "." not in key and "," not in key and suffixes.isdisjoint(parts):
        return parts
    return [part.rstrip(",") for part in parts if part.rstrip(".,") not in suffixes]


def of_generation(known: list[Entity], suffixes: AbstractSet[str], *, younger: bool) -> list[Entity]:
    """Of father and son of the same name the one that a surname means: "Brandt Jr.", "Brandt"."""
    full = {e.name: key_of(e.name).split() for e in known}
    own = {e.name: parts_of(key_of(e.name), suffixes) for e in known}
    if younger:
        return [e for e in known if full[e.name] != own[e.name]] or known
    elders = list(full.values())
    return [e for e in known if full[e.name] == own[e.name] or own[e.name] not in elders]


def acting_younger(entity: Entity, suffixes: AbstractSet[str]) -> bool:
    """Whether somebody told from an older one by "Jr." is the subject of a sentence."""
    key = key_of(entity.name)
    return any(opens for _, opens in entity.mentions) and parts_of(key, suffixes) != key.split()


def sound(word: str) -> str:
    """A surname without its vowels, with its length, as "Houser" is a slip for "Hauser"; a short one whole."""
    return word if len(word) < LONG_ENOUGH else f"{word[0]}{VOWELS.sub('', word[1:])}{len(word)}"


def same_person(entity: Entity, parts: list[str], language: Language) -> bool:
    """The same name shortened: "Bin Salman", "A. Ruiz"; not "George W." of "George H.W.", nor a son's of his."""
    key = key_of(entity.name)
    own = parts_of(key, language.names["suffix"])
    if parts == own != key.split():
        return False  # "Otto Brandt" is not "Otto Brandt Jr."
    names = language.names
    ends = key.endswith(" " + " ".join(parts))
    if parts[0] in names["particle"]:
        return ends
    if ends and parts[0] not in names["male"] | names["female"] | names["either"]:
        return True  # "Varga Ruiz" of "Ana Varga Ruiz"
    middle, other = parts[1:-1], own[1:-1]
    initials = [part for part in (*middle, *other) if part.endswith(".")]
    if middle and other and len(initials) == len(middle) + len(other) and middle != other:
        return False
    return _same_given(entity, parts[0])


def _same_given(entity: Entity, given: str) -> bool:
    """The same given name, or an initial of it."""
    other = entity.name.casefold().split()[0]
    short, long = sorted((given.rstrip("."), other.rstrip(".")), key=len)
    return short == long or (len(short) == 1 and long.startswith(short)) or respelled(short, long)


def respelled(one: str, other: str) -> bool:
    """Whether two given names are one name in two spellings: "Philip", "Phillip"."""
    near = one != other and one[:1] == other[:1] and abs(len(one) - len(other)) == 1
    return near and _single(one) == _single(other)


def _single(word: str) -> str:
    """A name without doubled letters, which papers write now single, now double: "Philip", "Phillip"."""
    return DOUBLED.sub(r"\1", word)


def spelling(entity: Entity, layout: Layout) -> str:
    """Of the spellings of a full name the one that an article has most often; of two as frequent the last."""
    words = entity.name.count(" ")
    if sum(form.count(" ") == words for form in entity.names) < 2:
        return entity.name
    name = _single(key_of(entity.name))
    alike = [form for form in entity.names if _single(key_of(form)) == name]
    if len({form.casefold() for form in alike}) < 2:
        return entity.name
    starts = [layout.starts[at] for at, _ in entity.mentions[:MOST]]
    found = [form for start in starts for form in alike if layout.text.startswith(form, start)]
    return max(reversed(found), key=found.count) if found else entity.name
