"""Which words name the source of a cue: every phrase near it is weighed, and so is that there is none."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple, TypeAlias

from attribution.extraction.statements.cues import CueCandidate, verb_group
from attribution.extraction.statements.stretches import shortened
from attribution.extraction.text.layout import VERBAL, Layout
from attribution.extraction.text.mentions import Phrase, clause_end, joined, lengthened
from attribution.extraction.text.tagging import CLITIC
from attribution.languages.weights import Feature

TIMES = dict.fromkeys(map(ord, "adymf"))  # adverbs, days, times, months, "last"
DETERMINER = "D"  # tag of "the", "another", "those"
NEAREST = 6  # base phrases considered to the left of a cue
FARTHEST = 4  # tokens between a cue and a source behind it

# A phrase that may be the source, or None for no source, with the features that are weighed.
SourceOption: TypeAlias = tuple[Phrase | None, list[Feature]]
Described: TypeAlias = tuple[Phrase, list[Feature]]  # a phrase, with what it is like wherever it stands


class _Place(NamedTuple):
    """A cue in its sentence, as its possible sources are seen from there."""

    layout: Layout
    candidate: CueCandidate
    frame: str
    first: int  # of the sentence
    after: int
    verbs: str  # the auxiliaries and adverbs of the cue


def source_options(
    layout: Layout,
    candidate: CueCandidate,
    frame: str,
    first: int,
    after: int,
    bases: list[tuple[int, int]],
    phrases: dict[int, list[Described]],
) -> list[SourceOption]:
    """All options for a cue whose content stands as `frame` says, within the sentence `first` to `after`.

    `phrases` keeps what is found of the sentence for the next call: number of a base phrase -> those it opens.
    """
    place = _Place(layout, candidate, frame, first, after, verb_group(layout, candidate))
    lone = _possessor(place) if candidate.cue.part == "noun" else _determiner(place)
    return [
        (None, _none_features(place)),
        *_before(place, bases, phrases),
        *lone,
        *_behind(place, bases, phrases),
    ]


def _before(
    place: _Place, bases: list[tuple[int, int]], phrases: dict[int, list[Described]]
) -> list[SourceOption]:
    """The phrases that end before the verb group of the cue, opened by the nearest few base phrases."""
    layout, group = place.layout, place.candidate.group
    count = bisect_right(bases, group, key=itemgetter(1))
    options: list[SourceOption] = []
    for n in range(max(0, count - NEAREST), count):
        rank = min(count - n, 5)
        for phrase, described in _opened(layout, bases, n, phrases):
            if phrase.after > group:
                break
            options.append((phrase, described + _left(place, phrase, rank)))
            if (longer := lengthened(layout.tags, phrase, group)) is not None:
                options.append((longer, _described(layout, longer) + _left(place, longer, rank)))
    return options


def _behind(
    place: _Place, bases: list[tuple[int, int]], phrases: dict[int, list[Described]]
) -> list[SourceOption]:
    """The phrases that the first base phrase behind the cue opens, where it is near."""
    layout, end = place.layout, place.candidate.after
    n = bisect_left(bases, end, key=itemgetter(0))
    options: list[SourceOption] = []
    if n == len(bases) or bases[n][0] - end > FARTHEST:
        return options
    for phrase, described in _opened(layout, bases, n, phrases):
        options.append((phrase, described + _right(place, phrase)))
        longer = lengthened(layout.tags, phrase, clause_end(layout.tags, phrase, place.after))
        if longer is not None:
            options.append((longer, _described(layout, longer) + _right(place, longer)))
    return options


def _opened(
    layout: Layout, bases: list[tuple[int, int]], n: int, phrases: dict[int, list[Described]]
) -> list[Described]:
    """The phrases that base phrase `n` opens, the shortest first; kept in `phrases`."""
    known = phrases.get(n)
    if known is None:
        known = phrases[n] = [(phrase, _described(layout, phrase)) for phrase in joined(bases, layout.tags, n)]
    return known


def _none_features(place: _Place) -> list[Feature]:
    """What speaks for a cue without a source."""
    layout, (at, end, group, cue), frame, first, after, verbs = place
    right = layout.tags[end] if end < after else "$"
    return [
        ("none",), ("none frame", frame), ("none group", cue.group), ("none form", layout.words[at], frame),
        ("none right", frame, right), ("none first", group == first, cue.part),
        ("none frame,verbs", frame, cue.group, verbs),
    ]  # fmt: skip


def _described(layout: Layout, phrase: Phrase) -> list[Feature]:
    """What the phrase itself is like, wherever it stands."""
    tags, labels, links = layout.tags, layout.labels, phrase.links
    pieces = links.count(",")
    return [
        ("head", labels[phrase.head]), ("first", labels[phrase.first]), ("links", links[:5]),
        ("shape,links", tags[phrase.first] + tags[phrase.head], links[:5]), ("last", tags[phrase.after - 1], links[:3]),
        ("pieces", pieces if pieces < 3 else 3),
    ]  # fmt: skip


def _left(place: _Place, phrase: Phrase, rank: int) -> list[Feature]:
    """What a phrase before a cue is like; `rank` is its place among them from the right, five at most."""
    layout, (at, _, group, cue), frame, first, _, verbs = place
    tags, labels, links = layout.tags, layout.labels, phrase.links
    gap = tags[phrase.after : group]
    short, kind, bare, verbs_between = _of_gap(gap)
    before = tags[phrase.first - 1] if phrase.first > first else "^"
    before_label = labels[phrase.first - 1] if phrase.first > first else "^"
    head, head_label = tags[phrase.head], labels[phrase.head]
    following = labels[phrase.after] if gap else "cue"
    return [
        ("L bare", bare, frame), ("L bare,before", bare, before), ("L bare,links", bare, links[:3]),
        ("L before", before_label), ("L before,frame", before, frame), ("L before,next", before_label, tags[phrase.after], gap == ''),
        ("L form,gap", layout.words[at], gap == ''), ("L gap", short), ("L group,gap", cue.group, short),
        ("L head,before", head_label, before), ("L head,frame", head_label, frame), ("L head,gap", head, short),
        ("L inside", layout.quoted[phrase.first] == layout.quoted[at]), ("L kind", kind), ("L kind,cue", kind, tags[at], verbs),
        ("L kind,links", kind, links[:3]), ("L kind,next", kind, following), ("L links,before", links[:4], before),
        ("L next,links", tags[phrase.after], links[:4]), ("L rank", rank),
        ("L rank,verbs", rank, verbs_between),
    ]  # fmt: skip


@lru_cache(maxsize=20_000)
def _of_gap(gap: str) -> tuple[str, str, str, int]:
    """A gap shortened; its kind; without its adverbs and times (“voters late last week said”); its verbs, two at most."""
    bare = gap.translate(TIMES)
    return shortened(gap), _gap_kind(gap), shortened(bare), min(sum([tag in VERBAL for tag in gap]), 2)


def _gap_kind(gap: str) -> str:
    """What stands between a phrase and the verb group, in one word."""
    if not gap or gap == ",":
        return gap
    verb = "v" if not VERBAL.isdisjoint(gap) else ""
    ends = gap[-1] if gap[-1] in ",&t-);" else ""
    if gap[0] == "r" or gap[:2] == ",r":
        return "relative" + verb + ends
    opens = gap[0] if gap[0] in ",-(po" else "verb" if gap[0] in VERBAL else ""
    return opens + "…" + verb + ("&" if "&" in gap else "") + ("r" if "r" in gap or "T" in gap else "") + ends


def _right(place: _Place, phrase: Phrase) -> list[Feature]:
    """What a phrase behind a cue is like."""
    layout, (_, end, group, cue), frame, _, after, _ = place
    tags, labels = layout.tags, layout.labels
    gap = "".join([label + " " for label in labels[end : min(phrase.first, end + 3)]])
    behind = tags[phrase.after] if phrase.after < after else "$"
    behind_label = labels[phrase.after] if phrase.after < after else "$"
    left = tags[max(0, group - 2) : group]
    return [
        ("R behind", behind), ("R behind word", behind_label), ("R behind,frame", behind, frame), ("R frame", frame, cue.part),
        ("R gap", gap), ("R gap,part", gap, cue.part), ("R group", cue.group, gap), ("R left,behind", left, behind, gap == ''),
        ("R links,behind", phrase.links[:4], behind),
    ]  # fmt: skip


def _determiner(place: _Place) -> list[SourceOption]:
    """A determiner that stands for its noun, next to a cue: “another said”, “wrote another.”"""
    layout, (_, end, group, _), _, first, after, _ = place
    tags = layout.tags
    if group > first and tags[group - 1] == DETERMINER:
        phrase = Phrase(group - 1, group, group - 1, "")
        told = _left(place, phrase, 1)
    elif end + 1 < after and tags[end] == DETERMINER and tags[end + 1] in ".,":
        phrase = Phrase(end, end + 1, end, "")
        told = _right(place, phrase)
    else:
        return []
    return [(phrase, _described(layout, phrase) + told)]


def _possessor(place: _Place) -> list[SourceOption]:
    """“her” and “the mayor” of “her claim” and “the mayor's claim”."""
    layout, first = place.layout, place.first
    tags = layout.tags
    n = place.candidate.first - 1
    while n >= first and tags[n] in "jnNq#fE":
        n -= 1
    if n < first:
        return []
    if tags[n] in "PH":
        phrase = Phrase(n, n + 1, n, "")
    elif tags[n] == CLITIC and n - 1 >= first:
        begin = n - 1
        while begin - 1 >= first and tags[begin - 1] in "jnNiDP#":
            begin -= 1
        phrase = Phrase(begin, n, n - 1, "")
    else:
        return []
    return [(phrase, [*_described(layout, phrase), ("possessor", place.frame)])]
