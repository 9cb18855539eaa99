"""Which words may be cues, and what they are like: the word itself, and what stands to its left and right.

A cue may be a verb ("said"), a noun ("her claim that") or a phrase ("according to"). Each candidate is weighed in
`frames.py`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from attribution.extraction.statements.marks import quotations_beside
from attribution.extraction.statements.stretches import shortened
from attribution.extraction.text.layout import FINITE, Layout
from attribution.extraction.text.mentions import BASE
from attribution.extraction.text.tagging import CLOSE, OPEN
from attribution.languages import Cue, Language
from attribution.languages.weights import Feature

NICKNAME = re.compile("(?<=N)<[^<>]{1,4}>(?=N)")  # Leo “Lenny” Marchetti
GROUP = frozenset("aBAKMXte")


class CueCandidate(NamedTuple):
    """Tokens `first` to `after` that may be a cue; `group` is where its verb group begins ("has not said")."""

    first: int
    after: int
    group: int
    cue: Cue


def find_cues(layout: Layout, first: int, after: int, language: Language) -> list[CueCandidate]:
    """Every cue candidate among the tokens `first` to `after`, left to right, none overlapping another."""
    words, tags = layout.words, layout.tags
    verbs, nouns, phrases, openings = language.cues, language.noun_cues, language.phrases, _openings(language)
    found = []
    end = first  # of the last phrase
    for n in [n for n, word in enumerate(words[first:after], first) if word in openings]:
        if n < end:
            continue
        word = words[n]
        following = openings[word]
        if following and ("" in following or (n + 1 < after and words[n + 1] in following)):
            phrase = _phrase(phrases[word], words, n + 1, after)
            if phrase is not None:
                end, cue = phrase
                found.append(CueCandidate(n, end, _group(tags, n, first), cue))
                continue
        verb, noun = verbs.get(word), nouns.get(word)
        if (verb or noun) and tags[n] != "N":
            before = tags[n - 1] if n > first else ""
            opens = n == first and tags[n + 1 : n + 2] in ("T", "p")  # "Claims by the landlord that"
            if noun and (verb is None or opens or (before and before in "DPHzjq#")):
                found.append(CueCandidate(n, n + 1, n, noun))
            elif verb:
                found.append(CueCandidate(n, n + 1, _group(tags, n, first), verb))
    return found


@lru_cache(maxsize=8)
def _openings(language: Language) -> Mapping[str, frozenset[str]]:
    """Every word with which a cue begins -> the second words of its phrases, "" for a phrase of one word."""
    phrases = {
        first: frozenset(rest[0] if rest else "" for listed in lengths.values() for rest in listed)
        for first, lengths in language.phrases.items()
    }
    return dict.fromkeys([*language.cues, *language.noun_cues], frozenset()) | phrases


def _phrase(
    phrases: Mapping[int, Mapping[tuple[str, ...], Cue]], words: list[str], n: int, after: int
) -> tuple[int, Cue] | None:
    """The longest phrase that goes on from token n: where it ends, and the cue that it is."""
    for length, listed in phrases.items():
        cue = listed.get(tuple(words[n : n + length])) if n + length <= after else None
        if cue is not None:
            return n + length, cue
    return None


def _group(tags: str, n: int, first: int) -> int:
    """Where the verb group around token n begins, going left over auxiliaries and adverbs."""
    while n > first and tags[n - 1] in GROUP:
        n -= 1
    return n


def cue_features(layout: Layout, candidate: CueCandidate, first: int, after: int) -> list[Feature]:
    """What speaks for or against a cue and its frames; `first` and `after` bound the sentence."""
    tags, labels = layout.tags, layout.labels
    at, end, group, cue = candidate
    lemma, form, part = cue.lemma, layout.words[at], cue.part[0]
    left_tag = tags[group - 1] if group > first else "^"
    right = labels[end] if end < after else "$"
    right_tag = tags[end] if end < after else "$"
    verbs = verb_group(layout, candidate)
    quoting = "Q" if layout.quoted[at] >= 0 else "-"
    quoted = OPEN in tags[first:group] and OPEN in NICKNAME.sub("", tags[first:group])
    marks = ("b" if quoted else "") + ("a" if OPEN in tags[end:after] else "")
    thing, subject = _object(layout, end, after), _subject(layout, first, group)
    segment = _segment(tags, first, group)
    return [
        ("form", form), ("form,word", form, right), ("group", cue.group), ("group,verbs", cue.group, verbs),
        ("left2", part, tags[max(first, group - 2) : group]), ("lemma,marks", lemma, marks),
        ("lemma,quote", lemma, quoting), ("lemma,verbs", lemma, verbs), ("object", cue.group, thing),
        ("object,left", thing, left_tag), ("part,right", part, right), ("quote", quoting), ("right", right),
        ("right2", part, tags[end : min(end + 2, after)]), ("right3", tags[end : min(end + 3, after)]),
        ("segment", part, segment), ("subject,object", subject, thing),
        ("that ahead", part, _complement(tags, end, after), right_tag), ("verbs", verbs),
        ("verbs before", _verbs_before(tags, first, group), left_tag), ("verbs,left", verbs, left_tag),
        ("verbs,right", verbs, right_tag),
        *quotations_beside(layout, first, group, end, after, cue.group),
    ]  # fmt: skip


def verb_group(layout: Layout, candidate: CueCandidate) -> str:
    """The auxiliaries and adverbs of a cue, a space behind each."""
    return "".join([label + " " for label in layout.labels[candidate.group : candidate.first]])


def _object(layout: Layout, end: int, after: int) -> str:
    """The label of the head of the phrase right behind a cue: “progress” in “showed progress”."""
    found = BASE.match(layout.tags, end, after)
    if found is None:
        return "-"
    return layout.labels[found.end() - 1]


def _subject(layout: Layout, first: int, group: int) -> str:
    """The label of the head of the phrase that ends right before a verb group, with what opens it."""
    if group == first:
        return "^"
    tags = layout.tags
    start = group - 1
    while start > first and tags[start - 1] in "DPHq#fjnNizIC":
        start -= 1
    opening = layout.labels[start] if tags[start] in "DPHIq" else tags[start]
    return opening + " " + layout.labels[group - 1]


def _complement(tags: str, end: int, after: int) -> str:
    """The first of "that", a question word, "to" or a quotation that follows, near or far."""
    for n in range(end, min(after, end + 14)):
        if tags[n] in "TWFt<:":
            return tags[n] + ("near" if n - end < 4 else "far")
    return "-"


def _verbs_before(tags: str, first: int, group: int) -> int:
    """How many verbs stand before a verb group in its sentence, two at most."""
    return min(sum([tag in FINITE for tag in tags[first:group]]), 2)


def _segment(tags: str, first: int, group: int) -> str:
    """The tags from the last mark (comma, quotation mark …) up to the verb group, shortened."""
    n = group
    while n > first and tags[n - 1] not in ",<>;:-(":
        n -= 1
    mark = tags[n - 1] if n > first else "^"
    if mark == CLOSE or mark == ",":
        before = tags[n - 2] if n - 2 >= first else "^"
        mark = before + mark if before in ",.!?>" else mark
    return mark + shortened(tags[n:group])
