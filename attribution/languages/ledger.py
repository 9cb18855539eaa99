"""Why words in quotation marks belong to nobody: the entries of a language's ledger.toml, read and checked."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from typing import Any, NamedTuple

import regex

from attribution.languages.folder import LanguageError, compiled_pattern, read_toml

NEEDED = ("reason", "why", "words", "examples")
PATTERNS = ("before", "behind", "inside")
KEYS = {*NEEDED, *PATTERNS, "names", "prose", "headline"}


class LedgerEntry(NamedTuple):
    """A reason, and the conditions that must all hold; ledger.toml tells what they mean."""

    reason: str
    why: str
    words: tuple[int, int]
    examples: tuple[str, ...]
    before: regex.Pattern[str] | None
    behind: regex.Pattern[str] | None
    inside: regex.Pattern[str] | None
    names: bool
    prose: bool
    headline: bool


def read_ledger(folder: Traversable) -> tuple[LedgerEntry, ...]:
    """The entries in the order of the file, of which the last must take all that is left; else LanguageError."""
    entries = []
    for number, entry in enumerate(read_toml(folder, "ledger.toml").get("entry", ()), 1):
        entries.append(_entry(f"{folder.name}/ledger.toml: entry {number}", entry))
    if not entries or not _takes_all(entries[-1]):
        raise LanguageError(f"{folder.name}/ledger.toml: the last entry must hold for whatever is left")
    return tuple(entries)


def _entry(place: str, entry: dict[str, Any]) -> LedgerEntry:
    if missing := [key for key in NEEDED if not entry.get(key)]:
        raise LanguageError(f"{place} has no {missing[0]!r}")
    if unknown := sorted(entry.keys() - KEYS):
        raise LanguageError(f"{place}: {unknown[0]!r} is none of {', '.join(sorted(KEYS))}")
    words = entry["words"]
    if not (isinstance(words, list) and len(words) == 2 and 0 <= words[0] <= words[1]):
        raise LanguageError(f"{place}: 'words' must be the least and the greatest number of words")
    before, behind, inside = (
        compiled_pattern(place, key, rf"(?:{entry[key]})\Z" if key == "before" else entry[key])
        if entry.get(key)
        else None
        for key in PATTERNS
    )
    return LedgerEntry(
        entry["reason"],
        entry["why"],
        (words[0], words[1]),
        tuple(entry["examples"]),
        before,
        behind,
        inside,
        entry.get("names", False),
        entry.get("prose", True),
        entry.get("headline", True),
    )


def _takes_all(entry: LedgerEntry) -> bool:
    conditions = (entry.before, entry.behind, entry.inside)
    return not entry.names and entry.prose and entry.words[0] == 0 and conditions == (None, None, None)
