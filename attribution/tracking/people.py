"""Whether two names may mean one person: by their words alone, and saying how far that goes."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from functools import lru_cache

from attribution.languages import CLASSES, Language
from attribution.tracking.words import read_words


class Identity(enum.StrEnum):
    """How the speaker of a statement stands to the speaker asked for."""

    NOT_ASKED = "not asked"
    SAME = "same"  # one name is the other, or has only more words than it
    SURNAME = "surname"  # only the last name is the same: it may be somebody else of that name
    DIFFERENT = "different"
    UNNAMED = "unnamed"  # the text does not tell who said it


def compare_names(
    asked: str, names: Iterable[str], role: str | None = None, ignored: frozenset[str] = frozenset()
) -> Identity:
    """How the name asked for stands to somebody who has these names; the nearest of the full ones counts.

    Case, accents and punctuation are not told apart. The words `ignored` (lower case: titles, articles) and those of
    the role count in no name.

    >>> compare_names("Minister Ellison", ["Mara Ellison"], "Environment Minister").value
    'surname'
    >>> compare_names("John Ellison", ["Mara Ellison", "Ellison"]).value
    'different'
    """
    without = ignored | {word.key for word in read_words(role or "")}
    wanted = _name(asked, without)
    known = {_name(name, without) for name in names} - {()}
    # A part of a fuller name tells nothing more: “Ellison” of somebody who is Mara Ellison.
    full = [name for name in known if not any(name != other and _within(name, other) for other in known)]
    found = {_compare(wanted, name) for name in full} if wanted else set()
    return next(
        (nearest for nearest in (Identity.SAME, Identity.SURNAME) if nearest in found), Identity.DIFFERENT
    )


def _compare(one: tuple[str, ...], other: tuple[str, ...]) -> Identity:
    if one == other:
        return Identity.SAME
    shorter, longer = sorted((one, other), key=len)
    if shorter[-1] != longer[-1]:
        return Identity.DIFFERENT
    if len(shorter) == 1 or _initials(shorter, longer):
        return Identity.SURNAME
    return Identity.SAME if _within(shorter, longer) else Identity.DIFFERENT


def _name(name: str, ignored: frozenset[str]) -> tuple[str, ...]:
    """The words of a name, without those to be ignored unless nothing would be left; “Ellison, Mara” is turned."""
    last, comma, first = name.partition(",")
    words = tuple(word.key for word in read_words(f"{first} {last}" if comma else name))
    return tuple(word for word in words if word not in ignored) or words


def _within(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """Whether all words of the shorter name stand in the longer one, in order."""
    rest = iter(longer)
    return all(word in rest for word in shorter)


def _initials(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """Whether the first name of one is only the initial of the other's."""
    one, other = shorter[0], longer[0]
    return one != other and (one == other[0] or other == one[0])


@lru_cache(maxsize=8)
def uncounted(language: Language) -> frozenset[str]:
    """The words of a language that count in no name: titles, what stands behind a name, articles."""
    determiners = {word for word, tag in language.tags.items() if tag == CLASSES["determiner"]}
    names = language.names
    return names["title"] | names["title-noun"] | names["suffix"] | determiners
