"""The words of a language: classes of words, nouns and names with what they mean, and cues."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources.abc import Traversable
from typing import Any, NamedTuple, TypeVar, get_args

from attribution.languages.folder import LanguageError, read_toml, read_word_lists
from attribution.model import Stance

# Class of words in words.toml -> tag. Tags of open classes and marks are given by shape, in extraction/tagging.py.
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


Key = TypeVar("Key")


class Cue(NamedTuple):
    """A word or phrase of saying as the lexicon has it."""

    lemma: str
    group: str
    part: str  # verb, noun or phrase
    stance: str
    speech: bool


class Cues(NamedTuple):
    """All cues of a language: one-word ones by form, phrases by first word, number of further words, and these."""

    verbs: Mapping[str, Cue]
    nouns: Mapping[str, Cue]
    phrases: Mapping[str, Mapping[int, Mapping[tuple[str, ...], Cue]]]

    def lemmas(self) -> frozenset[str]:
        """Every lemma, whatever its part of speech."""
        listed = [c for lengths in self.phrases.values() for rest in lengths.values() for c in rest.values()]
        return frozenset(cue.lemma for cue in (*self.verbs.values(), *self.nouns.values(), *listed))


def read_tags(folder: Traversable) -> dict[str, str]:
    """Word -> tag, of words.toml; each word in one class only."""
    tags: dict[str, str] = {}
    classes: dict[str, str] = {}
    for name, words in read_word_lists(folder, "words.toml").items():
        if name not in CLASSES:
            raise LanguageError(f"{folder.name}/words.toml: unknown class [{name}]")
        for word in words:
            if word in tags:
                raise LanguageError(
                    f"{folder.name}/words.toml: {word!r} stands in [{name}] and in [{classes[word]}]"
                )
            tags[word], classes[word] = CLASSES[name], name
    return tags


def read_meanings(folder: Traversable) -> dict[str, tuple[str, ...]]:
    """Noun -> its meanings in the order of nouns.toml; `_` stands for a space."""
    meanings: dict[str, list[str]] = {}
    for name, words in read_word_lists(folder, "nouns.toml").items():
        for word in words:
            meanings.setdefault(word.replace("_", " "), []).append(name)
    return {word: tuple(kinds) for word, kinds in meanings.items()}


def read_cues(folder: Traversable) -> Cues:
    """The cues of cues.toml; a form stands once among the verbs and once among the nouns."""
    verbs: dict[str, Cue] = {}
    nouns: dict[str, Cue] = {}
    phrases: dict[str, dict[tuple[str, ...], Cue]] = {}
    for part, groups in read_toml(folder, "cues.toml").items():
        if part not in PARTS:
            raise LanguageError(f"{folder.name}/cues.toml: [{part}] is none of {', '.join(PARTS)}")
        for group, entry in groups.items():
            place = f"{folder.name}/cues.toml: [{part}.{group}]"
            _check_group(place, entry)
            for lemma, forms in entry["words"].items():
                if not isinstance(forms, str) or not forms.split():
                    raise LanguageError(f"{place}: {lemma!r} has no forms")
                cue = Cue(lemma, group, part, entry["stance"], entry["speech"])
                for form in forms.split(" | ") if part == "phrase" else forms.split():
                    first, *rest = form.split()
                    if part == "phrase":
                        _put(phrases.setdefault(first, {}), tuple(rest), form, cue, place)
                    else:
                        _put(verbs if part == "verb" else nouns, form, form, cue, place)
    ordered = {
        first: {
            length: {rest: cue for rest, cue in found.items() if len(rest) == length}
            for length in sorted({len(rest) for rest in found}, reverse=True)
        }
        for first, found in phrases.items()
    }
    return Cues(verbs, nouns, ordered)


def _put(known: dict[Key, Cue], key: Key, form: str, cue: Cue, place: str) -> None:
    if key in known:
        raise LanguageError(f"{place}: {form!r} stands in [{cue.part}.{known[key].group}] too")
    known[key] = cue


def _check_group(place: str, entry: Mapping[str, Any]) -> None:
    for key, kind in (("stance", str), ("speech", bool), ("words", dict)):
        if not isinstance(entry, dict) or not isinstance(entry.get(key), kind):
            raise LanguageError(f"{place} has no {key!r}")
    if entry["stance"] not in get_args(Stance):
        raise LanguageError(f"{place}: stance {entry['stance']!r} is none of {', '.join(get_args(Stance))}")
