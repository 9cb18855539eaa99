"""Names in a text: what in a phrase is the name, what the role, and whom or what the name may denote."""

from __future__ import annotations

from typing import NamedTuple

from attribution.extraction.layout import CLITIC, NAME, Layout
from attribution.extraction.mentions import BASE
from attribution.languages import TITLE, Language
from attribution.model import SpeakerType

ORGANISATION = frozenset({"organisation", "org-suffix"})
STRIPPED = frozenset({"role", "demonym", "place-name", "organisation", "group", "relation", "place", "title-noun"})


class Name(NamedTuple):
    """A name in a phrase: tokens, end exclusive; `role` the tokens that say what its bearer is, or None."""

    first: int
    after: int
    type: SpeakerType
    gender: str | None  # "female", "male" or None
    role: tuple[int, int] | None


def name_in(layout: Layout, first: int, after: int, language: Language) -> Name | None:
    """The name at the head of the phrase `first` to `after`; None for a phrase without one ("the mayor")."""
    head_after = _head_end(layout, first, after, language)
    begin = _behind_possessor(layout, first, head_after)
    if begin is None:
        return None
    organisation = _organisation(layout, begin, head_after, language)
    if organisation is not None:
        return organisation
    for run_first, run_after in _runs(layout, begin, head_after, language):
        if run_after < head_after and layout.tags[run_after] in "njCEz":
            continue  # the name only modifies a noun: "the Armenian news agency"
        core = _core(layout, run_first, run_after, language)
        if core is not None:
            kind = _type(layout, core, run_after, language)
            role = _role(layout, first, core, run_after, head_after, after, language)
            return Name(core, run_after, kind, _gender(layout, first, core, run_after, language), role)
    return None


def _head_end(layout: Layout, first: int, after: int, language: Language) -> int:
    """Where the first base phrase ends; one that ends in a role takes the next along ("Secretary of State Ito")."""
    end = first
    while True:
        found = BASE.match(layout.tags, end, after)
        if found is None:
            return max(end, first + 1)
        end = found.end()
        title = layout.words[end - 1] in language.names["title-noun"] or "role" in _meanings(layout, end - 1, language)
        if not (title and layout.tags[end - 1] == NAME and end + 1 < after and layout.tags[end : end + 2] == "oN"):
            return end
        end += 1


def _behind_possessor(layout: Layout, first: int, after: int) -> int | None:
    """The part of a phrase behind its possessor; None where that part holds no name ("Brown's lawyer")."""
    begin = first
    for n in range(first, after - 1):
        if layout.tags[n] == CLITIC:
            begin = n + 1
    if begin > first and NAME not in layout.tags[begin:after]:
        return None
    return begin


def _runs(layout: Layout, first: int, after: int, language: Language) -> list[tuple[int, int]]:
    """Runs of capitalised words, with titles before and particles ("de la") within them."""
    runs, n = [], first
    particles = language.names["particle"]
    while n < after:
        if layout.tags[n] not in (NAME, TITLE):
            n += 1
            continue
        begin = n
        while n < after and (
            layout.tags[n] in (NAME, TITLE)
            or (layout.words[n] in particles and n + 1 < after and layout.tags[n + 1] in (NAME, "n"))
        ):
            n += 1
        runs.append((begin, n))
    return runs


def _meanings(layout: Layout, n: int, language: Language) -> tuple[str, ...]:
    return language.meanings.get(layout.words[n], ())


def _is_given(layout: Layout, n: int, language: Language) -> bool:
    names = language.names
    return layout.words[n] in names["female"] or layout.words[n] in names["male"] or layout.words[n] in names["either"]


def _core(layout: Layout, first: int, after: int, language: Language) -> int | None:
    """Where the name itself begins behind titles, roles and places; None where the run is no name."""
    last = _meanings(layout, after - 1, language)
    if "role" in last and not _is_given(layout, after - 2, language):
        return None
    begin = first
    for n in range(first, after - 1):
        meanings = _meanings(layout, n, language)
        titled = layout.tags[n] == TITLE or layout.words[n] in language.names["title-noun"] or "role" in meanings
        other = n == begin and bool(STRIPPED.intersection(meanings)) and not _is_given(layout, n, language)
        if titled or other:
            begin = n + 1
    return begin if layout.tags[begin] == NAME else None


def _organisation(layout: Layout, first: int, after: int, language: Language) -> Name | None:
    """A name of a body: it has a word such as Ministry or University, or is an acronym."""
    n = first + 1 if layout.tags[first] in "DPH" and first + 1 < after else first
    begin = n
    while n < after and layout.tags[n] in (NAME, "o", "&", CLITIC):
        n += 1
    while n > begin and layout.tags[n - 1] != NAME:
        n -= 1
    words = range(begin, n)
    if not words:
        return None
    if len(words) == 1 and _acronym(layout, begin):
        return Name(begin, n, "organisation", None, None)
    marked = [w for w in words if ORGANISATION.intersection(_meanings(layout, w, language))]
    if not marked or any(_is_given(layout, w, language) and w > marked[-1] for w in words):
        return None
    if any("role" in _meanings(layout, w, language) for w in words if w < marked[0]) and n - begin > 2:
        return None
    return Name(begin, n, "organisation", None, None)


def _acronym(layout: Layout, n: int) -> bool:
    word = layout.text[layout.starts[n] : layout.ends[n]]
    return len(word) > 1 and word.replace(".", "").replace("&", "").isupper()


def _type(layout: Layout, core: int, after: int, language: Language) -> SpeakerType:
    if after - core == 1:
        meanings = _meanings(layout, core, language)
        if "place-name" in meanings:
            return "place"
        if "demonym" in meanings or "group" in meanings:
            return "group"
        if ORGANISATION.intersection(meanings):
            return "organisation"
    elif layout.words[core] + " " + layout.words[after - 1] in language.meanings:
        return "place"
    return "person"


def _gender(layout: Layout, first: int, core: int, after: int, language: Language) -> str | None:
    names = language.names
    for n in range(first, core):
        word = layout.words[n].rstrip(".")
        if word in names["title-female"]:
            return "female"
        if word in names["title-male"]:
            return "male"
    if after - core > 1:
        word = layout.words[core]
        if word in names["female"] and word not in names["male"]:
            return "female"
        if word in names["male"] and word not in names["female"]:
            return "male"
    return None


def _role(
    layout: Layout, first: int, core: int, run_after: int, head_after: int, after: int, language: Language
) -> tuple[int, int] | None:
    """What the bearer is called: the words before the name, or the apposition behind it."""
    begin = first + 1 if layout.tags[first] == "D" else first
    if core > begin and any("role" in _meanings(layout, n, language) for n in range(begin, core)):
        return begin, core
    if head_after < after and layout.tags[head_after] == ",":
        begin = head_after + 1
        end = after - 1 if layout.tags[after - 1] == "," else after
        if end > begin and layout.tags[begin] != "#":
            return begin, end
    return None
