"""Words and rules as data: a language is a folder of TOML files, loaded, checked and compiled here.

The engine knows classes of words (`CLASSES`), never words. Each token of a text gets one character, its tag, so that
patterns over classes are ordinary regular expressions over a string of tags.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from attribution.languages.folder import LanguageError, read_toml, read_word_lists
from attribution.languages.ledger import LedgerEntry, read_ledger
from attribution.languages.lexicon import (
    CLASSES,
    CUE,
    GERUND,
    NAME,
    NOUN,
    PAST,
    TITLE,
    Cue,
    read_cues,
    read_meanings,
    read_tags,
)
from attribution.languages.rules import Rule, read_rules
from attribution.languages.weights import Weights, WeightsError, read_weights

# What the engine looks up without asking whether it is there.
NEEDED = {
    "names.toml": ("title", "title-noun", "title-female", "title-male", "particle", "suffix", "female", "male",
                   "either"),
    "layout.toml": ("abbreviations", "abbreviations_before_digits", "apostrophes", "clitics", "endings", "furniture",
                    "in_context", "negative_clitics", "nouns_with_endings", "opening_cues", "plural_ending"),
    "circumstances.toml": ("addressee", "interview", "place", "pronouns", "stance"),
    "time.toml": ("names", "short"),
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Language:
    """A compiled language folder; `code` is its name (ISO 639-1)."""

    code: str
    tags: Mapping[str, str]  # word -> tag
    cues: Mapping[str, Cue]  # one-word cues by form; verbs before nouns
    noun_cues: Mapping[str, Cue]
    phrases: Mapping[
        str, Mapping[int, Mapping[tuple[str, ...], Cue]]
    ]  # first word, number of the rest, longest first
    meanings: Mapping[str, tuple[str, ...]]  # noun -> what it means (role, organisation …), likeliest first
    names: Mapping[str, frozenset[str]]  # class in names.toml -> words
    layout: Mapping[str, Any]
    circumstances: Mapping[str, Any]
    time: Mapping[str, Any]
    rules: tuple[Rule, ...]
    ledger: tuple[LedgerEntry, ...]
    weights: Weights


@cache
def load_language(code: str = "en") -> Language:
    """The language of this code, read once; LanguageError if there is no such folder or it is faulty."""
    folder = files("attribution.languages").joinpath(code)
    if not code.isalpha() or not folder.joinpath("words.toml").is_file():
        raise LanguageError(f"no language {code!r}: attribution/languages/ has no such folder")
    return read_language(folder)


def read_language(folder: Traversable) -> Language:
    """Read and check a language folder, whose name is the code; LanguageError names the file and entry at fault."""
    cues = read_cues(folder)
    names = read_word_lists(folder, "names.toml", NEEDED["names.toml"])
    tags = read_tags(folder)
    tags.update((word, TITLE) for word in names["title"])
    layout, circumstances, time = (
        read_toml(folder, name, NEEDED[name]) for name in ("layout.toml", "circumstances.toml", "time.toml")
    )
    try:
        weights = read_weights(folder)
    except (WeightsError, UnicodeDecodeError) as error:
        raise LanguageError(f"{folder.name}/{error}") from None
    return Language(
        code=folder.name,
        tags=tags,
        cues=cues.verbs,
        noun_cues=cues.nouns,
        phrases=cues.phrases,
        meanings=read_meanings(folder),
        names={name: frozenset(words) for name, words in names.items()},
        layout=layout,
        circumstances=circumstances,
        time=time,
        rules=read_rules(folder, cues.lemmas()),
        ledger=read_ledger(folder),
        weights=weights,
    )


__all__ = [
    "CLASSES", "CUE", "GERUND", "NAME", "NOUN", "PAST", "TITLE",
    "Cue", "Language", "LanguageError", "LedgerEntry", "Rule", "load_language", "read_language",
]  # fmt: skip
