"""Words and rules as data: a language is a folder of TOML files, loaded, checked and compiled here.

The engine knows classes of words (`CLASSES`), never words. Each token of a text gets one character, its tag, so that
patterns over classes are ordinary regular expressions over a string of tags.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, NamedTuple

from attribution.languages.weights import Weights, read_weights

# Class of words in words.toml -> tag. Tags of open classes and marks are given by shape, in extraction/layout.py.
CLASSES = {
    "determiner": "D", "possessive": "P", "her": "H", "pronoun-subject": "S", "pronoun-object": "O",
    "reflexive": "R", "indefinite": "I", "that": "T", "wh": "W", "if": "F", "relative": "r",
    "auxiliary-be": "B", "auxiliary-have": "A", "auxiliary-do": "K", "modal": "M", "negator": "X",
    "preposition": "p", "to": "t", "of": "o", "and-or": "&", "subordinator": "u", "adverb": "a",
    "number": "#", "weekday": "d", "month": "m", "time-noun": "y", "ordinal-relative": "f", "quantifier": "q",
    "interjection": "h", "finite-verb": "v", "participle": "e", "adjective": "j",
    "possessive-pronoun": "I", "time-adverb": "y", "ordinal": "j", "verb-ing": "g",
}  # fmt: skip
NAME, NOUN, GERUND, PAST, CUE, TITLE = "N", "n", "g", "E", "C", "i"


class LanguageError(ValueError):
    """A language folder that cannot be used: the message names the file and the entry."""


class Cue(NamedTuple):
    """A word or phrase of saying as the lexicon has it."""

    lemma: str
    group: str
    part: str  # verb, noun or phrase
    stance: str
    speech: bool


@dataclass(frozen=True, eq=False)
class Language:
    """A compiled language folder; `code` is its name (ISO 639-1)."""

    code: str
    tags: Mapping[str, str]  # word -> tag
    cues: Mapping[str, Cue]  # one-word cues by form; verbs before nouns
    noun_cues: Mapping[str, Cue]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Cue], ...]]  # first word -> longest phrase first
    meanings: Mapping[str, tuple[str, ...]]  # noun -> what it means (role, organisation …), likeliest first
    names: Mapping[str, frozenset[str]]  # class in names.toml -> words
    layout: Mapping[str, Any]
    circumstances: Mapping[str, Any]
    time: Mapping[str, Any]
    rules: tuple[Rule, ...]
    weights: Weights


class Rule(NamedTuple):
    """A named pattern or heuristic: what it is called, why it is there, what it must and must not match."""

    name: str
    frame: str
    reason: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    settings: Mapping[str, Any]


@cache
def load_language(code: str = "en") -> Language:
    """Load and check the folder of a language; LanguageError if there is none or it is faulty."""
    folder = files("attribution.languages").joinpath(code)
    if not code.isalpha() or not folder.joinpath("words.toml").is_file():
        raise LanguageError(f"no language {code!r}: attribution/languages/ has no such folder")
    cues, noun_cues, phrases = _cues(folder)
    names = {name: frozenset(entry["words"].split()) for name, entry in _toml(folder, "names.toml").items()}
    tags = _tags(folder)
    tags.update((word, TITLE) for word in names.get("title", ()))
    meanings: dict[str, list[str]] = {}
    for name, entry in _toml(folder, "nouns.toml").items():
        for word in entry["words"].split():
            meanings.setdefault(word.replace("_", " "), []).append(name)
    return Language(
        code=code,
        tags=tags,
        cues=cues,
        noun_cues=noun_cues,
        phrases=phrases,
        meanings={word: tuple(kinds) for word, kinds in meanings.items()},
        names=names,
        layout=_toml(folder, "layout.toml"),
        circumstances=_toml(folder, "circumstances.toml"),
        time=_toml(folder, "time.toml"),
        rules=_rules(folder),
        weights=read_weights(folder),
    )


def _toml(folder: Traversable, name: str) -> dict[str, Any]:
    path = folder.joinpath(name)
    if not path.is_file():
        raise LanguageError(f"{folder.name}/{name}: missing")
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LanguageError(f"{folder.name}/{name}: {error}") from None


def _tags(folder: Traversable) -> dict[str, str]:
    tags: dict[str, str] = {}
    for name, entry in _toml(folder, "words.toml").items():
        if name not in CLASSES:
            raise LanguageError(f"{folder.name}/words.toml: unknown class [{name}]")
        for word in entry["words"].split():
            if word in tags:
                raise LanguageError(
                    f"{folder.name}/words.toml: {word!r} stands in [{name}] and in another class"
                )
            tags[word] = CLASSES[name]
    return tags


def _cues(
    folder: Traversable,
) -> tuple[dict[str, Cue], dict[str, Cue], dict[str, tuple[tuple[tuple[str, ...], Cue], ...]]]:
    verbs: dict[str, Cue] = {}
    nouns: dict[str, Cue] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Cue]]] = {}
    for part, groups in _toml(folder, "cues.toml").items():
        for group, entry in groups.items():
            for lemma, forms in entry["words"].items():
                cue = Cue(lemma, group, part, entry["stance"], entry["speech"])
                if part == "phrase":
                    for form in forms.split(" | "):
                        first, *rest = form.split()
                        phrases.setdefault(first, []).append((tuple(rest), cue))
                else:
                    (verbs if part == "verb" else nouns).update((form, cue) for form in forms.split())
    ordered = {
        first: tuple(sorted(found, key=lambda entry: -len(entry[0]))) for first, found in phrases.items()
    }
    return verbs, nouns, ordered


def _rules(folder: Traversable) -> tuple[Rule, ...]:
    rules = []
    for name, entry in _toml(folder, "rules.toml").items():
        for key in ("frame", "why", "examples", "counterexamples"):
            if not entry.get(key):
                raise LanguageError(f"{folder.name}/rules.toml: [{name}] has no {key!r}")
        rest = {k: v for k, v in entry.items() if k not in {"frame", "why", "examples", "counterexamples"}}
        rules.append(
            Rule(
                name,
                entry["frame"],
                entry["why"],
                tuple(entry["examples"]),
                tuple(entry["counterexamples"]),
                rest,
            )
        )
    return tuple(rules)
