"""What class each token is of: by the word lists of the language, else by its shape and what stands around it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from attribution.languages import CUE, GERUND, NAME, NOUN, Language

OPEN, CLOSE, BREAK, CLITIC, DIGITS, DASH = "<", ">", "¶", "z", "#", "-"
MARKS = {
    ".": ".", "…": ".", "...": ".", "!": "!", "?": "?", ",": ",", "，": ",", "。": ".", ";": ";", ":": ":",
    "：": ":", "(": "(", "[": "(", ")": ")", "]": ")", "—": DASH, "–": DASH, "--": DASH, "-": DASH, "―": DASH, "•": "*",
}  # fmt: skip
OPEN_CLASSES = frozenset("NnEgC#jvyi")
WEAK_CAPITAL = frozenset("yvegjaq#hnCEfM")  # classes that a capital in mid-sentence turns into a name
POSSESSABLE = frozenset("Nni")  # classes behind whose plural a bare apostrophe makes a possessive
FIRST_BEHIND = frozenset(".!?:¶~<-*(")  # marks behind which any word is capitalised
MOST_KNOWN = 200_000  # words remembered with their tags, over all texts
LONGEST_TITLE = 30  # tokens of a headline


class Word(NamedTuple):
    """A word by itself: its tag, how it is looked up, and what the weight tables may know of it."""

    tag: str
    lower: str
    label: str


def tagged(
    words: list[str], marks: Mapping[int, str], paragraphs: list[tuple[int, int]], language: Language
) -> tuple[str, list[str], list[str]]:
    """Tag, lower-case form and label of each token."""
    shape = _shape(language)
    known, get = shape.known, shape.known.get
    found = [get(word) or known.setdefault(word, shape.read(word)) for word in words]
    if len(known) > MOST_KNOWN:
        known.clear()
    titled: set[int] = set()
    for first, after in paragraphs:
        if _is_titled(words[first:after]):
            titled.update(range(first, after))
            found[first:after] = [shape.titled(word) for word in words[first:after]]
    tags = [entry.tag for entry in found]
    lowered = [entry.lower for entry in found]
    labels = [entry.label for entry in found]
    for n, word in enumerate(words):
        if n in titled:
            continue
        opening = not n or tags[n - 1] in FIRST_BEHIND
        if tags[n] == NAME and opening and shape.opens(lowered[n], tags[n + 1 : n + 2]):
            tags[n], _, labels[n] = shape.read(lowered[n])
        elif tags[n] in WEAK_CAPITAL and word[0].isupper() and not opening:
            month = tags[n] == "M" and lowered[n] in shape.months  # in May, but Mr. May and Mr. Will
            tags[n] = "m" if month else NAME
            labels[n] = lowered[n] if month else shape.label(NAME, lowered[n])
        elif word in "'’" and n and tags[n - 1] in POSSESSABLE and words[n - 1][-1] in "sS":
            tags[n] = labels[n] = CLITIC
    for n, mark in marks.items():
        tags[n] = labels[n] = mark
    return _in_context(tags, labels, lowered, shape), lowered, labels


def _with_nouns(line: str, words: list[str], shape: _Shape) -> str:
    """The tags with "c" for a cue that is a noun as well ("report"), "s" for one with the ending of a plural."""
    at = -1
    letters = list(line)
    while (at := line.find(CUE, at + 1)) >= 0:
        if shape.is_noun(words[at]):
            letters[at] = "s" if shape.is_plural(words[at]) else "c"
    return "".join(letters)


def _in_context(tags: list[str], labels: list[str], words: list[str], shape: _Shape) -> str:
    """The tags, with words of open classes told by what stands around them (`[in_context]` of layout.toml)."""
    line = "".join(tags)
    for pattern in shape.nouns_in_context:
        for found in pattern.finditer(_with_nouns(line, words, shape)):
            n = found.start("word")
            tags[n], labels[n] = NOUN, shape.label(NOUN, words[n])
        line = "".join(tags)
    for tag, pattern in shape.in_context:
        for found in pattern.finditer(line):
            n = found.start("word")
            if labels[n] == tags[n]:  # a word whose meaning is known stays what it is
                tags[n] = labels[n] = tag
        line = "".join(tags)
    return line


def _is_titled(words: list[str]) -> bool:
    """Whether a short paragraph has nearly all its longer words in capitals, as many headlines do."""
    if len(words) > LONGEST_TITLE:
        return False
    longer = [word for word in words if len(word) >= 4 and word.isalpha()]
    if len(longer) < 5 or "." in words[:-2]:
        return False
    return sum(word[0].isupper() for word in longer) > 0.85 * len(longer)


@lru_cache(maxsize=8)
def gerund_endings(language: Language) -> tuple[str, ...]:
    """The endings of words such as "saying"."""
    return tuple(ending for ending, tag in language.layout["endings"].items() if tag == GERUND)


@lru_cache(maxsize=8)
def _shape(language: Language) -> _Shape:
    return _Shape(language)


class _Shape:
    """Gives a word its tag and label: by the lexicon, else by its shape."""

    def __init__(self, language: Language):
        self.language = language
        self.negative = tuple(language.layout["negative_clitics"])
        self.endings = tuple(language.layout["endings"].items())
        self.nouns = frozenset(language.layout["nouns_with_endings"]) | frozenset(language.meanings)
        self.months = frozenset(language.time["names"]["months"])
        self.opening = frozenset(language.layout["opening_cues"])
        contexts = dict(language.layout["in_context"])
        self.nouns_in_context = [re.compile(p) for p in contexts.pop(NOUN, ())]
        self.plural = str(language.layout["plural_ending"])
        self.in_context = [(tag, re.compile(p)) for tag, patterns in contexts.items() for p in patterns]
        self.known: dict[str, Word] = {}

    def read(self, word: str) -> Word:
        """A word as it stands in the text."""
        first = word[0]
        if first == "\n":
            return Word(BREAK, BREAK, BREAK)
        lower = word.lower().replace("’", "'")
        if not (first.isalnum() or first in "$£€@#_"):
            if lower[0] == "'" and len(lower) > 1 and lower != "''":
                return Word(CLITIC, lower, lower)
            mark = DASH if first == DASH else MARKS.get(word, "~")
            return Word(mark, lower, mark)
        tag = self._class(word, lower)
        return Word(tag, lower, self.label(tag, lower))

    def is_noun(self, lower: str) -> bool:
        """Whether a verb of saying is a noun as well: "report", "figures"."""
        return lower in self.language.noun_cues or lower in self.language.meanings

    def is_plural(self, lower: str) -> bool:
        """Whether a noun has the ending of a plural."""
        return lower.endswith(self.plural) and lower[: -len(self.plural)] in self.language.cues

    def opens(self, lower: str, behind: list[str]) -> bool:
        """Whether a word with a capital at the start of a sentence is a cue: “Said Holt”, “Claims by Holt that”."""
        return lower in self.opening or (
            behind != [] and behind[0] in "Tp" and lower in self.language.noun_cues
        )

    def titled(self, word: str) -> Word:
        """A word of a headline in capitals, where a capital says nothing."""
        small, own = self.read(word.lower()), self.read(word)
        known = small.tag != NOUN or small.lower in self.nouns
        return small if known and len(word) > 1 else own

    def _class(self, word: str, lower: str) -> str:
        """The tag of what is no mark: an initial, a listed word, a number, a name, or told by its ending."""
        if len(lower) == 2 and lower[1] == "." and word[0].isupper():  # an initial
            return NAME
        tag = self.language.tags.get(lower) or self.language.tags.get(lower.rstrip("."))
        if tag is not None and not (tag in "SOI" and len(word) > 1 and word.isupper()):  # us, but US
            return NAME if tag == "j" and word[0].isupper() else tag  # Mr. Brown
        if any(c.isdigit() for c in lower):
            return DIGITS if lower[0].isdigit() or lower[0] in "$£€#" else NAME
        for clitic in self.negative:
            if lower.endswith(clitic) and lower[: -len(clitic)] in self.language.tags:
                return self.language.tags[lower[: -len(clitic)]]
        if word[0].isupper() or word[0] == "@":
            return NAME
        known = lower in self.language.cues
        if not known and lower in self.nouns:
            return NOUN
        for ending, tag in self.endings:
            if lower.endswith(ending) and len(lower) > len(ending) + 2 and (tag == GERUND or not known):
                return str(tag)
        return CUE if known else NOUN

    def label(self, tag: str, lower: str) -> str:
        """What the weight tables may know of the word: never a name, never a noun that the language does not list."""
        if tag in OPEN_CLASSES:
            meanings = self.language.meanings.get(lower)
            if meanings:
                return tag + ":" + meanings[0]
            cue = self.language.cues.get(lower)
            return tag + "/" + cue.group if cue and tag != NAME else tag
        return lower
