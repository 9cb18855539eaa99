"""Lists of the language whose entries are pairs: “sen.:senator”, “gm:general_motors”."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from attribution.languages import Language


@lru_cache(maxsize=16)
def same_words(language: Language, name: str) -> Mapping[str, list[str]]:
    """The pairs of a list of words as a mapping: what else may be meant by each."""
    same: dict[str, list[str]] = {}
    for pair in language.names[name]:
        one, other = pair.replace("_", " ").split(":")
        same.setdefault(one, []).append(other)
    return same


@lru_cache(maxsize=16)
def words_for(language: Language, name: str) -> Mapping[str, list[str]]:
    """The same the other way round: by which words each may be meant."""
    back: dict[str, list[str]] = {}
    for one, others in same_words(language, name).items():
        for other in others:
            back.setdefault(other, []).append(one)
    return back
