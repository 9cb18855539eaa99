"""Paragraphs, sentences and tokens of a text; furniture (share buttons, comment forms, bylines) told from prose.

A token is a word, a number, a clitic ('s), a mark or a run of line breaks. Each has a tag of one character for its
class (`attribution.languages.CLASSES`), so that a pattern over classes is a regular expression over `Layout.tags`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from attribution.extraction.quotations import Apostrophes, Quotation, find_quotations
from attribution.extraction.unclosed import ended_before_speaker
from attribution.languages import CUE, GERUND, NAME, NOUN, TITLE, Language
from attribution.model import Span

OPEN, CLOSE, BREAK, CLITIC, DIGITS, DASH = "<", ">", "¶", "z", "#", "-"
MARKS = {
    ".": ".", "…": ".", "...": ".", "!": "!", "?": "?", ",": ",", "，": ",", "。": ".", ";": ";", ":": ":",
    "：": ":", "(": "(", "[": "(", ")": ")", "]": ")", "—": DASH, "–": DASH, "--": DASH, "-": DASH, "―": DASH, "•": "*",
}  # fmt: skip
FINITE = frozenset("BAMvCK")  # tags of verbs that can carry a clause: auxiliaries, known verbs, cues
VERBAL = FINITE | {"E"}  # and of words in -ed, which may
OPEN_CLASSES = frozenset("NnEgC#jvyi")
WEAK_CAPITAL = frozenset("yvegjaq#hnCEfM")  # classes that a capital in mid-sentence turns into a name
STARTERS = frozenset("DPHSIuXFW")  # classes of capitalised words that open a sentence behind an abbreviation
POSSESSABLE = frozenset("Nni")  # classes behind whose plural a bare apostrophe makes a possessive
FIRST_BEHIND = frozenset(".!?:¶~<-*(")  # marks behind which any word is capitalised
LONGEST_SENTENCE = 400  # tokens; a longer one is no sentence, and each cue of a sentence looks at all of it
LONGEST_TITLE = 30  # tokens of a headline
MOST_KNOWN = 200_000  # words remembered with their tags, over all texts
# What goes on with a word: accents that are characters of their own, and letters in the wrong encoding (TomÃ¡s).
ACCENTS = (
    r"(?:(?:[\u0300-\u036f]|(?<=Ã)[^\s\w\x00-\x7f]"
    r"|(?:(?<=[\u0302\u0303])|(?<=\x83Â))[\x80-\x84\x86-\x9f\xa1-\xbf])\w*)*"
)
LONG_WRAP = (45, 100)  # widths of hard-wrapped lines


@dataclass(frozen=True, slots=True)
class Layout:
    """A text cut up once. Token arrays run parallel; sentences and paragraphs are token ranges, end exclusive.

    `words` are lower-cased with ' for ’; `tags` has one character a token. `labels` are what the weight tables know of
    a token: the word itself where the language lists it, else its tag with the meaning of the noun. `quoted[i]` is
    the number of the outermost quotation around token i, or -1. `prose[p]` tells whether paragraph p
    is prose, not furniture.
    """

    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    tags: str
    labels: list[str]
    sentences: list[tuple[int, int]]
    paragraphs: list[tuple[int, int]]
    prose: list[bool]
    quotations: tuple[Quotation, ...]
    quoted: list[int]
    sentence_starts: list[int]
    paragraph_starts: list[int]
    headline: int  # number of the paragraph that is the headline, or -1

    def sentence_of(self, token: int) -> int:
        """Number of the sentence that a token stands in."""
        return bisect_right(self.sentence_starts, token) - 1

    def paragraph_of(self, token: int) -> int:
        """Number of the paragraph that a token stands in."""
        return bisect_right(self.paragraph_starts, token) - 1

    def token_at(self, offset: int) -> int:
        """Number of the last token that starts at or before the offset; 0 at the least."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def span(self, first: int, after: int) -> Span:
        """The text span of tokens `first` to `after`, end exclusive."""
        return Span(self.starts[first], self.ends[after - 1])


def read_layout(text: str, language: Language, title: str | None = None) -> Layout:
    """Cut a text into paragraphs, sentences and tokens, with quotations found and words tagged."""
    tokens = list(_token_pattern(language).finditer(text))
    if hard_wrapped(text):
        tokens = [token for token in tokens if token.group() != "\n"]
    words = [token.group() for token in tokens]
    starts = [token.start() for token in tokens]
    ends = [token.end() for token in tokens]
    breaks = [n for n, word in enumerate(words) if word[0] == "\n"]
    paragraphs = _paragraphs(breaks, len(words))
    spans = [Span(starts[a], ends[b - 1]) for a, b in paragraphs]
    quotations = find_quotations(text, spans, _apostrophes(language))
    quoted, marks = _quoted_tokens(quotations, starts)
    tags, lowered, labels = _tagged(words, marks, paragraphs, language)
    if not all(quotation.closed for quotation in quotations):
        quotations = ended_before_speaker(quotations, tags, starts, ends)
        quoted, _ = _quoted_tokens(quotations, starts)
    sentences = [
        sentence
        for paragraph in paragraphs
        for sentence in _sentences(paragraph, words, tags, quoted, starts)
    ]
    prose = [_is_prose(text[a:b], language) for a, b in spans]
    return Layout(
        text, starts, ends, lowered, tags, labels, sentences, paragraphs, prose, quotations, quoted,
        [s for s, _ in sentences], [p for p, _ in paragraphs], _headline(text, spans, prose, tags, paragraphs, title),
    )  # fmt: skip


@lru_cache(maxsize=8)
def _apostrophes(language: Language) -> Apostrophes:
    settings = language.layout["apostrophes"]
    return Apostrophes(frozenset(settings["before"]), tuple(settings["endings"]))


@lru_cache(maxsize=8)
def _token_pattern(language: Language) -> re.Pattern[str]:
    def words(name: str) -> str:
        return (
            "|".join(re.escape(word) for word in sorted(language.layout[name], key=len, reverse=True))
            or "(?!)"
        )

    clitic = rf"(?:{words('clitics')})(?!\w)"
    return re.compile(
        r"â€[œ˜™\x9d“”¦]?"  # marks in the wrong encoding
        r"|\d['’]\s?\d{1,2}(?:\"|”|''|″)(?=\s\w)"  # 6'2"
        r"|(?=\w++(?:-\w)?\.)(?:"  # what follows is worth trying before a full stop only
        rf"(?:[^\W\d_]-)?(?:[^\W\d_]\.){{2,}}"  # U.S., R-S.C.
        rf"|(?:\w++\.){{1,3}}(?-i:{words('hosts')})\b(?!\.?\w)"  # Harbour.com
        rf"|\b(?:{words('abbreviations')})\.(?=[\s,)]|$)"  # Mr.
        rf"|\b(?:{words('abbreviations_before_digits')})\.(?=\s?\d))"  # No. 10
        rf"|(?-i:[A-Z])\.(?=[ \xa0](?-i:[A-Z]))(?<!\bI\.)"  # an initial
        rf"|[$£€@#]?\w+(?<!â(?=€)){ACCENTS}(?:[.,:/](?=\d)\d+)*(?:(?:[-‑&/]|['’](?!{clitic}))\w+(?<!â(?=€)))*%?"
        rf"|['’]{clitic}"
        r"|\n+(?:[ \t\r\f\v\xa0]*\n+)*"
        r"|\.{2,}|--+|''|``|\S",
        re.IGNORECASE,
    )


def hard_wrapped(text: str) -> bool:
    """Whether single line breaks are only where a line was full: then blank lines alone part paragraphs."""
    if "\n\n" not in text:
        return False
    lines = text.split("\n")
    low, high = LONG_WRAP
    pairs = [(a, b) for a, b in pairwise(lines) if a and b]
    full = sum(low <= len(a) <= high and a[-1].isalnum() and b[:1].islower() for a, b in pairs)
    return len(pairs) >= 3 and full > len(pairs) / 3


def _paragraphs(breaks: list[int], count: int) -> list[tuple[int, int]]:
    paragraphs, first = [], 0
    for at in [*breaks, count]:
        if at > first:
            paragraphs.append((first, at))
        first = at + 1
    return paragraphs


def _quoted_tokens(quotations: tuple[Quotation, ...], starts: list[int]) -> tuple[list[int], dict[int, str]]:
    quoted = [-1] * len(starts)
    marks: dict[int, str] = {}
    for number, quotation in enumerate(quotations):
        first = bisect_right(starts, quotation.start) - 1
        marks[first] = OPEN
        after = bisect_right(starts, quotation.end - 1)
        if quotation.closed:
            marks[after - 1] = CLOSE
        if quotation.depth == 0:
            quoted[first:after] = [number] * (after - first)
    return quoted, marks


def _tagged(
    words: list[str], marks: Mapping[int, str], paragraphs: list[tuple[int, int]], language: Language
) -> tuple[str, list[str], list[str]]:
    """Tag, lower-case form and label of each token."""
    shape = _shape(language)
    known, get = shape.known, shape.known.get
    found = [get(word) or known.setdefault(word, shape.tag(word)) for word in words]
    if len(known) > MOST_KNOWN:
        known.clear()
    titled: set[int] = set()
    for first, after in paragraphs:
        if _is_titled(words[first:after]):
            titled.update(range(first, after))
            found[first:after] = [shape.titled(word) for word in words[first:after]]
    tags = [entry[0] for entry in found]
    labels = [entry[2] for entry in found]
    for n, word in enumerate(words):
        if n in titled:
            continue
        if (
            tags[n] == NAME
            and (not n or tags[n - 1] in FIRST_BEHIND)
            and shape.opens(found[n][1], tags[n + 1 : n + 2])
        ):
            tags[n], _, labels[n] = shape.tag(found[n][1])
        elif tags[n] in WEAK_CAPITAL and word[0].isupper() and n and tags[n - 1] not in FIRST_BEHIND:
            month = tags[n] == "M" and found[n][1] in shape.months  # in May, but Mr. May and Mr. Will
            tags[n] = "m" if month else NAME
            labels[n] = found[n][1] if month else shape.label(NAME, found[n][1])
        elif word in "'’" and n and tags[n - 1] in POSSESSABLE and words[n - 1][-1] in "sS":
            tags[n] = labels[n] = CLITIC
    for n, mark in marks.items():
        tags[n] = labels[n] = mark
    lowered = [entry[1] for entry in found]
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
        self.known: dict[str, tuple[str, str, str]] = {}

    def tag(self, word: str) -> tuple[str, str, str]:
        """(tag, lower-case form, label) of a word as it stands in the text."""
        first = word[0]
        if first == "\n":
            return BREAK, BREAK, BREAK
        lower = word.lower().replace("’", "'")
        if not (first.isalnum() or first in "$£€@#_"):
            if lower[0] == "'" and len(lower) > 1 and lower != "''":
                return CLITIC, lower, lower
            mark = DASH if first == DASH else MARKS.get(word, "~")
            return mark, lower, mark
        tag = self._class(word, lower)
        return tag, lower, self.label(tag, lower)

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

    def titled(self, word: str) -> tuple[str, str, str]:
        """The same for a word of a headline in capitals, where a capital says nothing."""
        small, own = self.tag(word.lower()), self.tag(word)
        known = small[0] != NOUN or small[1] in self.nouns
        return small if known and len(word) > 1 else own

    def _class(self, word: str, lower: str) -> str:
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


def _sentences(
    paragraph: tuple[int, int], words: list[str], tags: str, quoted: list[int], starts: list[int]
) -> list[tuple[int, int]]:
    """Sentences of one paragraph; none ends inside an open quotation. `words` are as written."""
    first, after = paragraph
    found, begin, n = [], first, first
    while n < after - 1:
        end = n + 1
        if tags[n] in ".!?":
            while end < after and tags[end] in ".!?)>":
                end += 1
            ends = end < after and not _goes_on(n, end, words, tags, quoted, starts)
        else:
            # "in the U.S. The bill": behind an abbreviation only a capitalised word of a closed class begins anew
            ends = (
                words[n][-1] == "." and tags[n] != TITLE and tags[end] in STARTERS and words[end][0].isupper()
            )
            ends = (ends and quoted[end] < 0) or _opens_anew(words, tags, n)
        if ends or end - begin >= LONGEST_SENTENCE:
            found.append((begin, end))
            begin = end
        n = end
    if begin < after:
        found.append((begin, after))
    return found


def _opens_anew(words: list[str], tags: str, n: int) -> bool:
    """Whether a whole sentence in quotation marks follows an abbreviation: “in the U.S. “It is late.””"""
    if words[n][-1] != "." or tags[n] == TITLE or tags[n + 1] != OPEN or not words[n + 2 : n + 3]:
        return False
    closing = tags.find(CLOSE, n + 1)
    return words[n + 2][0].isupper() and closing > 0 and tags[closing - 1] in ".!?"


def _goes_on(stop: int, end: int, words: list[str], tags: str, quoted: list[int], starts: list[int]) -> bool:
    """Whether the sentence goes on behind the mark `stop`; `end` is the token after it and its closers."""
    closed = tags[end - 1] == CLOSE
    if quoted[end - 1] >= 0 and quoted[end - 1] == quoted[end]:
        return True
    word, tag = words[end], tags[end]
    if tag in ",;":
        return True  # "Ana Ruiz (Mo.), a baker"
    if not closed and tag not in "<>(" and starts[end] == starts[end - 1] + len(words[end - 1]):
        return word[0].isalnum() and not word[0].isupper()  # no space: example.com
    if tag == ":" or word[0].islower():
        return True
    if tags[stop] == ".":
        return closed and _SPEAKER_ALONE.match(tags, end) is not None
    return closed and _SPEAKER.match(tags, end) is not None


# “It is late.” Tarn said. — nothing else in the sentence
_SPEAKER_ALONE = re.compile(r"(?:S|[DPH]?[jnNi#]{0,6}[nN])a{0,2}C\.")
# “Why now?” Tarn asked. — the sentence goes on with its source and cue
_SPEAKER = re.compile(r"(?:[SI]|[DPH]?[jnNi#,.]{0,6}[nN])a{0,2}C[.,]|(?:[SI]|[NDi][jnNi]{0,4})a?C[a-zA-Z]?")


def _is_prose(paragraph: str, language: Language) -> bool:
    furniture = language.layout["furniture"]
    lower = paragraph.strip().lower().replace("’", "'")
    if not lower:
        return False
    bare = lower.rstrip(" .*!:…»>")
    if bare in furniture["whole"]:
        return False
    if len(lower) > 300:
        return True
    return not (
        lower.startswith(tuple(furniture["starts"]))
        or (len(lower) < 200 and any(map(lower.__contains__, furniture["contains"])))
    )


def _headline(
    text: str,
    spans: list[Span],
    prose: list[bool],
    tags: str,
    paragraphs: list[tuple[int, int]],
    title: str | None,
) -> int:
    """The first paragraph, where it repeats the title or is short and ends like no sentence."""
    if not spans or not prose[0] or len(spans) < 2:
        return -1
    first = text[spans[0].start : spans[0].end].strip()
    if title:
        return 0 if first.rstrip(".") == title.strip().rstrip(".") else -1
    return 0 if len(first) < 200 and tags[paragraphs[0][1] - 1] not in ".!>" else -1
