"""Where a content may begin and end: each boundary in reach, with the features that are weighed for it."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import islice
from typing import NamedTuple, TypeAlias

from attribution.extraction.statements.beyond import Clause, Said, clause_at, features_beyond, said
from attribution.extraction.statements.clauses import verbs_owed
from attribution.extraction.statements.cues import CueCandidate
from attribution.extraction.statements.stretches import end_without, length_step, shortened
from attribution.extraction.text.layout import FINITE, VERB, VERBAL, Layout
from attribution.extraction.text.tagging import CLOSE, OPEN
from attribution.languages import Cue
from attribution.languages.weights import Feature

AUXILIARY = frozenset("BAMK")
MOST_OWED = 2  # stands for more clauses without their verb
FARTHEST = 11  # tokens between a cue and the beginning of its content
FURTHEST = 30  # the same where the beginning is marked: “that”, a quotation
MARKED = frozenset(("T", OPEN))
# A content ends before one of these tags or behind a quotation, and not behind a mark that joins more on.
STOP = re.compile(r"(?<![,;:(-])(?:(?<=>)|(?=[,;:)>&uprWTtgEaydF<.!?(-]))")
# That of a noun of saying also before a verb: her claim that nobody knew | drew anger.
NOUN_STOP = re.compile(STOP.pattern + rf"|(?<![,;:(-])(?=[{''.join(sorted(FINITE))}])")

# A token number at which a content may begin or end, with the features that are weighed.
Boundary: TypeAlias = tuple[int, list[Feature]]


def starts_behind(
    layout: Layout, candidate: CueCandidate, end: int, after: int, frame: str
) -> list[Boundary]:
    """Where a content behind its cue may begin, from token `end` (behind the cue and its source) onwards."""
    tags, labels = layout.tags, layout.labels
    form, cue = layout.words[candidate.first], candidate.cue
    if cue.part == "noun" and tags[end : end + 1] in AUXILIARY:
        return []  # her claim was lost
    options = []
    for n in _begins_behind(layout, end, after):
        tag, word, before, length = tags[n], labels[n], labels[n - 1], n - end
        skipped = tags[end:n]
        short = skipped if length <= 4 else skipped[:2] + "~" + skipped[-2:]
        features: list[Feature] = [
            ("skip", short), ("skip,frame", short, frame), ("skip,tag", short, tag), ("word", word),
            ("before", before), ("before,word", before, word), ("form,skip", form, short),
            ("group,word", cue.group, word, n == end), ("part", cue.part, short),
            ("length", length if length < 8 else 8, cue.group),
        ]  # fmt: skip
        options.append((n, features))
    return options


def _begins_behind(layout: Layout, end: int, after: int) -> list[int]:
    """The tokens with which a content may begin, from token `end` onwards."""
    tags, found = layout.tags, []
    quoted = False  # whether a quotation is on the way, as the title in “told Tern FM’s “Morning” that”
    for n in range(end, min(after, end + FURTHEST)):
        tag = tags[n]
        far = n - end >= FARTHEST
        if (far and tag not in MARKED) or tag in ">.!?)¶,:;-" or (n > end and _inside_phrase(tags, n)):
            continue
        if quoted and (tag != "T" or layout.quoted[n] >= 0):
            continue
        if far and not FINITE.isdisjoint(tags[end:n]):
            break
        found.append(n)
        quoted = quoted or (tag == OPEN and n > end)
    return found


def _inside_phrase(tags: str, n: int) -> bool:
    """Whether token `n` stands in the middle of a noun phrase, a name or a verb group."""
    before, tag = tags[n - 1], tags[n]
    return (before in "DPHjiq#M" and tag in "nNj#iqC") or before == tag == "N"


def starts_before(layout: Layout, candidate: CueCandidate, first: int, end: int) -> list[Boundary]:
    """Where a content that ends before token `end` may begin, from the sentence's beginning onwards."""
    tags, labels, quoted = layout.tags, layout.labels, layout.quoted
    closes = end > first and tags[end - 1] == CLOSE
    options = []
    for n in range(first, end):
        opens = n == first
        if tags[n] in ",.;:>)" or not (opens or _begins_within(layout, n)):
            continue
        before, before_label = ("^", "^") if opens else (tags[n - 1], labels[n - 1])
        passed = tags[first:n]
        verb_passed = not FINITE.isdisjoint(passed)
        verb_left = not VERBAL.isdisjoint(tags[n:end])
        cue_passed = "C" in passed
        matches = closes and tags[n] == OPEN and quoted[n] == quoted[end - 1]
        features: list[Feature] = [
            ("passed", shortened(passed)), ("passed verb", verb_passed, before, verb_left), ("before", before_label),
            ("before,word", before_label, labels[n]), ("word", labels[n], opens),
            ("close", closes, tags[n], opens), ("close,verb", closes, verb_left, tags[n], verb_passed),
            ("quote left", OPEN in tags[n + 1 : end], closes, opens), ("group", candidate.cue.group, opens),
            ("length", min((end - n) // 3, 6), opens), ("cue before", cue_passed, before),
            ("tags", before, tags[n : n + 2]), ("match", matches, closes, before),
            ("match,cue", matches, closes, cue_passed, passed[-2:]),
        ]  # fmt: skip
        options.append((n, features))
    return options


def _begins_within(layout: Layout, n: int) -> bool:
    """Whether a content may begin at a token within its sentence: with a clause, but not within a quotation."""
    tags, quoted = layout.tags, layout.quoted
    if tags[n - 1] not in ",;:&-u()>" and tags[n] not in "<uT":
        return False
    return tags[n] == OPEN or not quoted[n - 1] == quoted[n] >= 0


class _Begun(NamedTuple):
    """A content of which the beginning is known, and how its possible ends look back at it."""

    cue: Cue
    begin: int
    after: int  # of its sentence
    closing: int  # from here on the sentence has but closing marks
    opens: str  # the tag with which it begins, one for all words of a noun phrase
    quotation: bool  # whether it begins with a quotation
    verbs: list[int]  # behind its first and its second verb
    opener: str  # what opens the clause of the cue
    told: Said
    owed: list[int]  # verbs that its clauses lack before each of its tokens, and behind them


def ends(
    layout: Layout,
    candidate: CueCandidate,
    begin: int,
    first: int,
    after: int,
    cues: list[CueCandidate],
    known: dict[int, Clause],
) -> list[Boundary]:
    """Where a content that begins at token `begin` may end (exclusive), within the sentence `first` to `after`.

    `known` keeps what is found of the sentence for the next call: token -> what would follow a content that ends there.
    """
    tags = layout.tags
    content = _Begun(
        candidate.cue, begin, after, end_without(".!?)>", tags, after, begin + 1),
        "n" if tags[begin] in "jn#qi" else tags[begin], tags[begin] == OPEN and layout.quoted[begin] >= 0,
        [verb.end() for verb in islice(VERB.finditer(tags, begin, after), 2)],
        _clause_opener(layout, first, candidate.group), said(layout, candidate, begin, after),
        verbs_owed(tags, begin, after),
    )  # fmt: skip
    options = []
    for n in _stops(layout, begin, after, NOUN_STOP if candidate.cue.part == "noun" else STOP):
        clause = known.get(n) or known.setdefault(n, clause_at(layout, n, after, cues))
        options.append((n, _end_features(layout, content, n, clause)))
    return options


def _stops(layout: Layout, begin: int, after: int, stop: re.Pattern[str]) -> list[int]:
    """The tokens before which a content may end that begins at token `begin`: it cuts through no quotation."""
    tags, quoted = layout.tags, layout.quoted
    outer = quoted[begin] if begin and quoted[begin - 1] == quoted[begin] else -1
    found = []
    for match in stop.finditer(tags, begin + 1, after):
        n = match.start()
        if n < after and (quoted[n] == outer or (tags[n] != CLOSE and not quoted[n - 1] == quoted[n] >= 0)):
            found.append(n)
    if not found or found[-1] != after - 1 or tags[after - 1] not in ".!?)":
        found.append(after)  # else the end is the same, the sentence's own mark left out
    return found


def _end_features(layout: Layout, content: _Begun, n: int, clause: Clause) -> list[Feature]:
    """What a content is like that ends before token `n`."""
    tags, labels, after, opens = layout.tags, layout.labels, content.after, content.opens
    tag, word = (tags[n], labels[n]) if n < after else ("$", "$")
    second = labels[n + 1] if n + 1 < after else "$"
    last = tags[n - 1]
    sentence_end = n == after or (n >= content.closing and tag in ".!?")
    verbs = bisect_right(content.verbs, n)
    commas = tags.count(",", content.begin, n)
    few = commas if commas < 3 else 3
    closes = content.quotation and last == CLOSE
    marks, owed = content.told.opens, min(content.owed[n - content.begin], MOST_OWED)
    kind, length = tag + " " + clause.kind, length_step(n - content.begin)
    return [
        ("end", sentence_end, opens, verbs), ("end,group", sentence_end, content.cue.group),
        ("next", word), ("next,second", word, second), ("next,verbs", word, verbs),
        ("last", last, tag), ("last,next", labels[n - 1], word), ("length", length, tag),
        ("length,first", length, opens, sentence_end), ("commas", few, tag, verbs),
        ("closes", closes, tag), ("quoted", marks != [] and marks[0] < n, closes, tag),
        ("cue ahead", clause.ahead, tag), ("rest", length_step(after - n), tag),
        ("clause", kind, verbs), ("opener", content.opener, kind),
        ("opener,commas", content.opener, few if few < 3 else 2, kind),
        ("owed", owed, opens, tag), ("owed,clause", owed, kind), ("owed,group", owed, content.cue.group, sentence_end),
        *features_beyond(layout, content.told, clause, n, after, closes),
    ]  # fmt: skip


def _clause_opener(layout: Layout, first: int, group: int) -> str:
    """What opens the clause of the cue: a subordinator, a preposition, a participle … or nothing of the kind."""
    tags = layout.tags
    comma = tags.rfind(",", first, group)
    start, place = (first, "first") if comma < 0 else (comma + 1, "later")
    while start < group and tags[start] in "a&<-":
        start += 1
    if start > group or start >= len(tags):
        return "-"
    if tags[start] in "uFWpr":
        return place + " " + layout.labels[start]
    if tags[start] in "gE":
        return place + " " + tags[start]
    return place
