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
from typing import Any, NamedTuple, get_args

from attribution.languages.rules import LanguageError, Rule, read_rules, read_toml
from attribution.languages.weights import Weights, read_weights
from attribution.model import Stance

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
PARTS = ("verb", "noun", "phrase")
NAME, NOUN, GERUND, PAST, CUE, TITLE = "N", "n", "g", "E", "C", "i"


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


@cache
def load_language(code: str = "en") -> Language:
    """The language of this code, read once; LanguageError if there is no such folder or it is faulty."""
    folder = files("attribution.languages").joinpath(code)
    if not code.isalpha() or not folder.joinpath("words.toml").is_file():
        raise LanguageError(f"no language {code!r}: attribution/languages/ has no such folder")
    return read_language(folder)


def read_language(folder: Traversable) -> Language:
    """Read and check a language folder, whose name is the code; LanguageError names the file and entry at fault."""
    cues, noun_cues, phrases = _cues(folder)
    names = _word_lists(folder, "names.toml")
    tags = _tags(folder)
    tags.update((word, TITLE) for word in names.get("title", ()))
    meanings: dict[str, list[str]] = {}
    for name, words in _word_lists(folder, "nouns.toml").items():
        for word in sorted(words):
            meanings.setdefault(word.replace("_", " "), []).append(name)
    return Language(
        code=folder.name,
        tags=tags,
        cues=cues,
        noun_cues=noun_cues,
        phrases=phrases,
        meanings={word: tuple(kinds) for word, kinds in meanings.items()},
        names=names,
        layout=read_toml(folder, "layout.toml"),
        circumstances=read_toml(folder, "circumstances.toml"),
        time=read_toml(folder, "time.toml"),
        rules=read_rules(folder, _lemmas(cues, noun_cues, phrases)),
        weights=read_weights(folder),
    )


def _word_lists(folder: Traversable, name: str) -> dict[str, frozenset[str]]:
    """Class -> its words, of a file of such classes."""
    lists = {}
    for kind, entry in read_toml(folder, name).items():
        if not isinstance(entry, dict) or not isinstance(entry.get("words"), str):
            raise LanguageError(f"{folder.name}/{name}: [{kind}] has no 'words'")
        lists[kind] = frozenset(entry["words"].split())
    return lists


def _tags(folder: Traversable) -> dict[str, str]:
    tags: dict[str, str] = {}
    for name, words in _word_lists(folder, "words.toml").items():
        if name not in CLASSES:
            raise LanguageError(f"{folder.name}/words.toml: unknown class [{name}]")
        for word in sorted(words):
            if word in tags:
                raise LanguageError(
                    f"{folder.name}/words.toml: {word!r} stands in [{name}] and in another class"
                )
            tags[word] = CLASSES[name]
    return tags


Phrases = dict[str, tuple[tuple[tuple[str, ...], Cue], ...]]


def _cues(folder: Traversable) -> tuple[dict[str, Cue], dict[str, Cue], Phrases]:
    verbs: dict[str, Cue] = {}
    nouns: dict[str, Cue] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Cue]]] = {}
    for part, groups in read_toml(folder, "cues.toml").items():
        if part not in PARTS:
            raise LanguageError(f"{folder.name}/cues.toml: [{part}] is none of {', '.join(PARTS)}")
        for group, entry in groups.items():
            place = f"{folder.name}/cues.toml: [{part}.{group}]"
            _check_group(place, entry)
            for lemma, forms in entry["words"].items():
                cue = Cue(lemma, group, part, entry["stance"], entry["speech"])
                if part == "phrase":
                    for form in forms.split(" | "):
                        first, *rest = form.split()
                        phrases.setdefault(first, []).append((tuple(rest), cue))
                    continue
                known = verbs if part == "verb" else nouns
                for form in forms.split():
                    if form in known:
                        raise LanguageError(f"{place}: {form!r} stands in [{part}.{known[form].group}] too")
                    known[form] = cue
    ordered = {
        first: tuple(sorted(found, key=lambda entry: -len(entry[0]))) for first, found in phrases.items()
    }
    return verbs, nouns, ordered


def _check_group(place: str, entry: Mapping[str, Any]) -> None:
    for key in ("stance", "speech", "words"):
        if key not in entry:
            raise LanguageError(f"{place} has no {key!r}")
    if entry["stance"] not in get_args(Stance):
        raise LanguageError(f"{place}: stance {entry['stance']!r} is none of {', '.join(get_args(Stance))}")


def _lemmas(verbs: dict[str, Cue], nouns: dict[str, Cue], phrases: Phrases) -> frozenset[str]:
    listed = [cue for entries in phrases.values() for _, cue in entries]
    return frozenset(cue.lemma for cue in (*verbs.values(), *nouns.values(), *listed))


__all__ = [
    "CLASSES", "CUE", "GERUND", "NAME", "NOUN", "PAST", "TITLE",
    "Cue", "Language", "LanguageError", "Rule", "load_language", "read_language",
]  # fmt: skip
