"""Where a content begins and ends: every boundary in reach is weighed, and the heaviest taken."""

from __future__ import annotations

from typing import TypeAlias

from attribution.extraction.beyond import features_beyond, said
from attribution.extraction.cues import CueCandidate
from attribution.extraction.layout import FINITE, VERBAL, Layout
from attribution.extraction.mentions import BASE
from attribution.extraction.tagging import CLOSE, OPEN
from attribution.languages.weights import Feature

AUXILIARY = frozenset("BAMK")
LENGTHS = [n.bit_length() for n in range(32)]  # a number of tokens in six steps; more are the seventh
FARTHEST = 11  # tokens between a cue and the beginning of its content
FURTHEST = 30  # the same where the beginning is marked: “that”, a quotation
MARKED = frozenset(("T", OPEN))
AHEAD = 5  # tokens in which another cue is near
STOPS = frozenset(",;:)->&uprWTtgEaydF<.!?(")


# A token number at which a content may begin or end, with the features that are weighed.
Boundary: TypeAlias = tuple[int, list[Feature]]
Stop: TypeAlias = tuple[
    str, str
]  # what kind of clause begins at a token, and the group of a cue right behind it


def starts_behind(
    layout: Layout, candidate: CueCandidate, end: int, after: int, frame: str
) -> list[Boundary]:
    """Where a content behind its cue may begin, from token `end` (behind the cue and its source) onwards."""
    at, _, _, cue = candidate
    tags, labels = layout.tags, layout.labels
    form = layout.words[at]
    if cue.part == "noun" and tags[end : end + 1] in AUXILIARY:
        return []  # her claim was lost
    options = []
    quoted = False  # whether a quotation is on the way, as the title in “told Tern FM’s “Morning” that”
    for n in range(end, min(after, end + FURTHEST)):
        tag = tags[n]
        far = n - end >= FARTHEST
        if far and tag not in MARKED:
            continue
        if tag in ">.!?)¶,:;-" or (n > end and not _may_begin(tags, n)):
            continue
        if quoted and (tag != "T" or layout.quoted[n] >= 0):
            continue
        if far and not FINITE.isdisjoint(tags[end:n]):
            break
        skipped = tags[end:n]
        short = skipped if len(skipped) <= 4 else skipped[:2] + "~" + skipped[-2:]
        before = labels[n - 1]
        options.append(
            (
                n,
                [
                    ("skip", short), ("skip,frame", short, frame), ("skip,tag", short, tag), ("word", labels[n]),
                    ("before", before), ("before,word", before, labels[n]), ("form,skip", form, short),
                    ("group,word", cue.group, labels[n], n == end), ("part", cue.part, short),
                    ("length", n - end if n - end < 8 else 8, cue.group),
                ],
            )
        )  # fmt: skip
        quoted = quoted or (tag == OPEN and n > end)
    return options


def _may_begin(tags: str, n: int) -> bool:
    """A content does not begin in the middle of a noun phrase or a verb group."""
    return not (tags[n - 1] in "DPHjiq#M" and tags[n] in "nNj#iqC") and not (
        tags[n - 1] == "N" and tags[n] == "N"
    )


def starts_before(layout: Layout, candidate: CueCandidate, first: int, end: int) -> list[Boundary]:
    """Where a content that ends before token `end` may begin, from the sentence's beginning onwards."""
    tags, labels = layout.tags, layout.labels
    cue = candidate.cue
    closes = end > first and tags[end - 1] == CLOSE
    closed = layout.quoted[end - 1] if closes else -2
    options = []
    for n in range(first, end):
        before = tags[n - 1] if n > first else "^"
        if n > first and not (before in ",;:&-u()" or tags[n] in "<uT" or before == CLOSE):
            continue
        if tags[n] in ",.;:>)":
            continue
        if (
            layout.quoted[n] >= 0
            and tags[n] != OPEN
            and layout.quoted[n - 1] == layout.quoted[n]
            and n > first
        ):
            continue
        passed = tags[first:n]
        short = passed if len(passed) <= 3 else passed[:2] + "~" + passed[-1]
        verb_passed = not FINITE.isdisjoint(passed)
        verb_left = not VERBAL.isdisjoint(tags[n:end])
        before_label = labels[n - 1] if n > first else "^"
        options.append(
            (
                n,
                [
                    ("passed", short), ("passed verb", verb_passed, before, verb_left), ("before", before_label),
                    ("before,word", before_label, labels[n]), ("word", labels[n], n == first),
                    ("close", closes, tags[n], n == first), ("close,verb", closes, verb_left, tags[n], verb_passed),
                    ("quote left", OPEN in tags[n + 1:end], closes, n == first), ("group", cue.group, n == first),
                    ("length", min((end - n) // 3, 6), n == first), ("cue before", _cue_in(tags, first, n), before),
                    ("tags", before, tags[n:n + 2]), ("match", tags[n] == OPEN and layout.quoted[n] == closed, closes, before),
                    ("match,cue", tags[n] == OPEN and layout.quoted[n] == closed, closes, _cue_in(tags, first, n), passed[-2:]),
                ],
            )
        )  # fmt: skip
    return options


def _cue_in(tags: str, first: int, after: int) -> bool:
    return "C" in tags[first:after]


def ends(
    layout: Layout,
    candidate: CueCandidate,
    begin: int,
    first: int,
    after: int,
    cues: list[CueCandidate],
    known: dict[int, Stop],
) -> list[Boundary]:
    """Where a content that begins at token `begin` may end (exclusive), within the sentence `first` to `after`.

    `known` keeps what is found of the sentence for the next call: token -> what it is as a stop.
    """
    tags, labels, quoted = layout.tags, layout.labels, layout.quoted
    cue = candidate.cue
    quotation = quoted[begin] if tags[begin] == OPEN else -1
    outer = quoted[begin - 1] if begin and quoted[begin - 1] == quoted[begin] else -1
    first_tag = tags[begin] if tags[begin] not in "jn#qi" else "n"
    verbs = commas = 0
    opener = clause_opener(layout, first, candidate.group)
    stops = STOPS | FINITE if cue.part == "noun" else STOPS  # her claim that nobody knew | drew anger
    closing = after  # from here on there are but closing marks
    while closing > begin + 1 and tags[closing - 1] in ".!?)>":
        closing -= 1
    told = said(layout, candidate, begin, after)
    options: list[Boundary] = []
    for n in range(begin + 1, after + 1):
        tag = tags[n] if n < after else "$"
        last = tags[n - 1]
        if last in VERBAL:
            verbs += 1
        elif last == ",":
            commas += 1
        if n < after:
            if last in ",;:-(" or (tag not in stops and last != CLOSE and n < closing):
                continue
            if quoted[n] >= 0 and quoted[n] == quoted[n - 1] and quoted[n] != outer and tag != CLOSE:
                continue
            if tag == CLOSE and quoted[n] != outer:
                continue
        elif options and options[-1][0] == n - 1 and last in ".!?)":
            break  # the same end, the sentence's own mark left out
        word = labels[n] if n < after else "$"
        second = labels[n + 1] if n + 1 < after else "$"
        sentence_end = n >= after or (n >= closing and tag in ".!?")
        seen = verbs if verbs < 2 else 2
        closes = quotation >= 0 and last == CLOSE
        clause, ahead = known.get(n) or known.setdefault(n, _stop(tags, n, after, cues))
        length, few = LENGTHS[n - begin] if n - begin < 32 else 6, commas if commas < 3 else 3
        options.append(
            (
                n,
                [
                    ("end", sentence_end, first_tag, seen), ("end,group", sentence_end, cue.group),
                    ("next", word), ("next,second", word, second), ("next,verbs", word, seen),
                    ("last", last, tag), ("last,next", labels[n - 1], word), ("length", length, tag),
                    ("length,first", length, first_tag, sentence_end), ("commas", few, tag, seen),
                    ("closes", closes, tag), ("quoted", OPEN in tags[begin:n], closes, tag),
                    ("cue ahead", ahead, tag), ("rest", LENGTHS[after - n] if after - n < 32 else 6, tag),
                    ("clause", clause, seen), ("opener", opener, clause),
                    ("opener,commas", opener, few if few < 3 else 2, clause),
                    *features_beyond(layout, told, n, after, clause[2:], closes),
                ],
            )
        )  # fmt: skip
    return options


def _stop(tags: str, n: int, after: int, cues: list[CueCandidate]) -> Stop:
    tag = tags[n] if n < after else "$"
    near = [cue for cue in cues if n <= cue.group < n + AHEAD]
    least = min((cue.group for cue in near), default=n)
    ahead = next((cue.cue.group for cue in reversed(near) if cue.group == least), "none")
    return tag + " " + _clause_kind(tags, n, after), ahead


def clause_opener(layout: Layout, first: int, group: int) -> str:
    """What opens the clause of the cue: a subordinator, a preposition, a participle … or nothing of the kind."""
    tags = layout.tags
    start = first
    comma = tags.rfind(",", first, group)
    if comma >= 0:
        start = comma + 1
    while start < group and tags[start] in "a&<-":
        start += 1
    if start > group or start >= len(tags):
        return "-"
    if tags[start] in "uFWpr":
        return ("first " if comma < 0 else "later ") + layout.labels[start]
    if tags[start] in "gE":
        return ("first " if comma < 0 else "later ") + tags[start]
    return "first" if comma < 0 else "later"


def _clause_kind(tags: str, n: int, after: int) -> str:
    """What kind of clause would follow a content that ends here: with its own subject and verb, a verb alone …"""
    m = n
    while m < after and tags[m] in ",;-&uap>":
        m += 1
    if m >= after:
        return "$"
    if tags[m] in VERBAL:
        return "verb"
    if tags[m] in "grtT":
        return tags[m]
    found = BASE.match(tags, m, after)
    if found is None:
        return tags[m]
    stop = found.end()
    while stop < after and tags[stop] in "ao":
        if tags[stop] == "o":
            more = BASE.match(tags, stop + 1, after)
            if more is None:
                break
            stop = more.end()
        else:
            stop += 1
    if stop >= after:
        return "phrase$"
    if tags[stop] == "C":
        return "subject cue"
    if tags[stop] in "BAMvKE":
        return "subject verb"
    return "phrase" + (tags[stop] if tags[stop] in ",.&" else "")
