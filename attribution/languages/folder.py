"""Reading the files of a language folder, so that a fault is told with its file and entry."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from importlib.resources.abc import Traversable
from typing import Any

import regex


class LanguageError(ValueError):
    """A language folder that cannot be used: the message names the file and the entry."""


def read_toml(folder: Traversable, name: str, needed: Iterable[str] = ()) -> dict[str, Any]:
    """One file of a language folder; LanguageError where it is missing, no TOML, or has not the keys needed."""
    path = folder.joinpath(name)
    if not path.is_file():
        raise LanguageError(f"{folder.name}/{name}: missing")
    try:
        read = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LanguageError(f"{folder.name}/{name}: {error}") from None
    if missing := sorted(set(needed) - read.keys()):
        raise LanguageError(f"{folder.name}/{name}: [{missing[0]}] is missing")
    return read


def read_word_lists(folder: Traversable, name: str, needed: Iterable[str] = ()) -> dict[str, tuple[str, ...]]:
    """Class -> its words in the order of the file; LanguageError where a word stands in a class twice."""
    lists = {}
    for kind, entry in read_toml(folder, name, needed).items():
        if not isinstance(entry, dict) or not isinstance(entry.get("words"), str):
            raise LanguageError(f"{folder.name}/{name}: [{kind}] has no 'words'")
        words = entry["words"].split()
        if len(words) != len(set(words)):
            twice = next(word for n, word in enumerate(words) if word in words[:n])
            raise LanguageError(f"{folder.name}/{name}: {twice!r} stands in [{kind}] twice")
        lists[kind] = tuple(words)
    return lists


def compiled_pattern(place: str, key: str, pattern: object) -> regex.Pattern[str]:
    """A pattern of a language folder, compiled; LanguageError where it is no regular expression."""
    if not isinstance(pattern, str):
        raise LanguageError(f"{place}: {key!r} is no regular expression")
    try:
        return regex.compile(pattern)
    except regex.error as error:
        raise LanguageError(f"{place}: {key!r} is no regular expression: {error}") from None
