"""Cues propose attributions: for each cue its frame, its source, and where its content begins and ends.

    sentence ─► cues ─► frames of each ─► sources ─► pieces of content ─► Readings
Of each choice the likeliest options are followed up; `whole.py` decides between the readings that they make, and
where those of different cues overlap, `choice.py` does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeVar

from attribution.extraction import contents, cues, sources
from attribution.extraction.cues import FRAMES, CueCandidate
from attribution.extraction.layout import VERBAL, Layout
from attribution.extraction.mentions import Phrase, base_phrases, ends_nickname
from attribution.extraction.tagging import OPEN
from attribution.extraction.vetoes import vetoed
from attribution.extraction.weighing import shares, weight
from attribution.languages import Language
from attribution.languages.weights import FRAME_TABLES, Feature, Table, Weights

Tokens = tuple[int, int]  # token numbers, end exclusive


class Proposal(NamedTuple):
    """A possible attribution in tokens, with how sure each decision was (probabilities)."""

    cue: CueCandidate | None  # None for a quotation that floats without one
    frame: str
    source: Phrase | None
    pieces: tuple[Tokens, ...]
    sure: tuple[float, float, float, float]  # that the cue is one, frame and source, begin, end
    rule: str = ""
    share: float = 1.0  # among all the readings of its cue
    holds: str = "-"  # the surest cue inside its content: how sure, and in which frame
    confidence: float = 0.0  # set when all is decided


def gap_of(tags: str, proposal: Proposal) -> str | None:
    """The tags between a source and its cue, with an R behind them where the source is on the right; None without."""
    cue, phrase = proposal.cue, proposal.source
    if phrase is None or cue is None:
        return None
    if phrase.after <= cue.group:
        return tags[phrase.after : cue.group]
    return tags[cue.after : phrase.first] + "R"


class Sentence(NamedTuple):
    """A sentence as the decisions see it: tokens, cue candidates and base phrases."""

    first: int
    after: int
    cues: list[CueCandidate]
    bases: list[Tokens]
    stops: dict[int, contents.Stop]  # token -> what stands there, as far as anybody asked
    phrases: dict[int, list[sources.Described]]  # number of a base phrase -> those that it opens, likewise
    ends: dict[
        Tokens, list[tuple[int, float]]
    ]  # cue and beginning of a content -> its likeliest ends, likewise


class Readings(NamedTuple):
    """A cue with the attributions that it may make, and how likely it is that it makes none."""

    sentence: Sentence
    number: int  # of the cue among those of its sentence
    none: float
    proposals: list[Proposal]


CLAUSE_MARKS = VERBAL | {OPEN, ":", ";"}  # between these and "that" stands more than phrases
LEAST = 0.2  # a cue less probable than this proposes nothing
LEAST_OTHER = 0.1  # an option less probable than this is no alternative to the likeliest
# How many options of each choice are followed up.
MOST = {"frame": 2, "source": 2, "subject": 2, "before": 2, "begin": 2, "end": 3}


@lru_cache(maxsize=8)
def frame_weights(language: Language) -> Mapping[Feature, tuple[float, float, float, float]]:
    """Feature -> its weights for the four frames in which a cue is one, so that each is looked up once."""
    tables = [language.weights[name] for name in FRAME_TABLES]
    features = dict.fromkeys(feature for table in tables for feature in table)
    after, before, around, raised = tables
    return {
        f: (after.get(f, 0.0), before.get(f, 0.0), around.get(f, 0.0), raised.get(f, 0.0)) for f in features
    }


def frame_shares(
    layout: Layout, candidate: CueCandidate, first: int, after: int, language: Language
) -> list[float]:
    """The probability of each frame for a cue candidate of the sentence `first` to `after`."""
    get = frame_weights(language).get
    one = two = three = four = 0.0
    features = cues.cue_features(layout, candidate, first, after)
    for in_one, in_two, in_three, in_four in filter(None, map(get, features)):
        one += in_one
        two += in_two
        three += in_three
        four += in_four
    return shares((0.0, one, two, three, four))


def propose(layout: Layout, language: Language) -> list[Readings]:
    """The readings of every cue in every sentence of prose, in text order."""
    tables = language.weights
    found: list[Readings] = []
    if "frame.after" not in tables:
        return found
    for index, (first, after) in enumerate(layout.sentences):
        if not layout.prose[layout.paragraph_of(first)]:
            continue
        candidates = cues.find_cues(layout, first, after, language)
        if not candidates:
            continue
        sentence = Sentence(first, after, candidates, [], {}, {}, {})
        for n in range(len(candidates)):
            share = frame_shares(layout, candidates[n], first, after, language)
            if 1 - share[0] < LEAST or vetoed(layout, candidates[n], language):
                continue
            if not sentence.bases:
                sentence = sentence._replace(bases=base_phrases(layout.tags, first, after))
            proposals = _readings(layout, sentence, n, share, tables, index)
            if proposals:
                found.append(Readings(sentence, n, share[0], proposals))
    return found


def _readings(
    layout: Layout, sentence: Sentence, number: int, share: list[float], tables: Weights, index: int
) -> list[Proposal]:
    """The likeliest attributions of a cue: its likeliest frames, with the likeliest source and content of each."""
    candidate = sentence.cues[number]
    frames = sorted(range(1, len(FRAMES)), key=lambda f: -share[f])[: MOST["frame"]]
    found = []
    for f in frames:
        if f != frames[0] and share[f] < LEAST_OTHER:
            continue
        frame = FRAMES[f]
        options = phrases_near(layout, sentence, candidate, frame)
        told: dict[Tokens, list[Content]] = {}  # where a content may end before its cue and begin behind it
        for source, source_sure in _sources(heaviest(tables["source"], options, MOST["source"])):
            reach = left_end(layout, sentence, candidate, source), right_from(candidate, source)
            if reach not in told:
                told[reach] = _contents(layout, sentence, candidate, frame, reach, tables, index)
            for pieces, begin_sure, end_sure in told[reach]:
                sure = (1 - share[0], source_sure, begin_sure, end_sure)
                likely = share[f] * source_sure * begin_sure * end_sure
                found.append(Proposal(candidate, frame, source, pieces, sure, share=likely))
    return found


def _sources(options: Sequence[tuple[Phrase | None, float]]) -> list[tuple[Phrase | None, float]]:
    """The phrases of several options; one that is an option twice, such as a possessor, is as sure as both."""
    found: dict[Tokens, tuple[Phrase | None, float]] = {}
    for phrase, sure in options:
        place = (phrase.first, phrase.after) if phrase is not None else (-1, -1)
        found[place] = phrase, sure + found.get(place, (None, 0.0))[1]
    return list(found.values())


Content = tuple[tuple[Tokens, ...], float, float]  # pieces; how sure their beginning and their end are


def _contents(
    layout: Layout,
    sentence: Sentence,
    candidate: CueCandidate,
    frame: str,
    reach: Tokens,
    tables: Weights,
    index: int,
) -> list[Content]:
    """The likeliest contents of a cue in one frame; `reach` is where one may end before it, and begin behind it."""
    left: list[tuple[Tokens | None, float]] = [(None, 1.0)]
    if frame == "raised":
        left = subjects(layout, sentence, candidate, tables) or left
    elif frame in ("before", "around"):
        left = left_pieces(layout, sentence, candidate, reach[0], tables) or left
    right: list[tuple[Tokens | None, float, float]] = [(None, 1.0, 1.0)]
    if frame in ("after", "around", "raised"):
        right = right_pieces(layout, sentence, candidate, reach[1], frame, tables) or right
    if frame == "after" and right[0][0] is None:
        right = [(lead_in(layout, sentence, index), 1.0, 1.0)]
    found = []
    for one, one_sure in left:
        for other, begin_sure, end_sure in right:
            pieces = tuple(piece for piece in (one, other) if piece is not None)
            if pieces:
                found.append((pieces, min(one_sure, begin_sure), end_sure))
    return found


Option = TypeVar("Option")


def heaviest(
    table: Table, options: Sequence[tuple[Option, list[Feature]]], most: int
) -> list[tuple[Option, float]]:
    """The heaviest of several options with their probabilities: up to `most`, none improbable but the first."""
    if not options:
        return []
    share = shares([weight(table, features) for _, features in options])
    best = [n for n, probable in enumerate(share) if probable >= LEAST_OTHER]
    best.sort(key=share.__getitem__, reverse=True)
    return [(options[n][0], share[n]) for n in best[:most] or [share.index(max(share))]]


def subjects(
    layout: Layout, sentence: Sentence, candidate: CueCandidate, tables: Weights
) -> list[tuple[Tokens | None, float]]:
    """The likeliest subjects of a passive or raising cue, which are the first piece of its content."""
    options = subject_options(layout, sentence, candidate)
    return [
        ((phrase.first, phrase.after), sure)
        for phrase, sure in heaviest(tables["subject"], options, MOST["subject"])
        if phrase is not None
    ]


def phrases_near(
    layout: Layout, sentence: Sentence, candidate: CueCandidate, frame: str
) -> list[sources.SourceOption]:
    """The phrases that could be the source of a cue in a frame, and that there is none."""
    first, after, _, bases, _, phrases, _ = sentence
    return sources.source_options(layout, candidate, frame, first, after, bases, phrases)


def subject_options(
    layout: Layout, sentence: Sentence, candidate: CueCandidate
) -> list[sources.SourceOption]:
    """The phrases that could be the subject of a passive or raising cue."""
    found = phrases_near(layout, sentence, candidate, "raised")
    return [option for option in found if option[0] is not None and option[0].after <= candidate.group]


def left_end(layout: Layout, sentence: Sentence, candidate: CueCandidate, source: Phrase | None) -> int:
    """Where a content before its cue ends: at the source, or at the cue, without the comma before it."""
    end = candidate.group
    if source is not None and source.after <= candidate.group:
        end = source.first
    tags = layout.tags
    while end > sentence.first and tags[end - 1] in ",-:;(":
        end -= 1
    return end


def right_from(candidate: CueCandidate, source: Phrase | None) -> int:
    """Where a content behind its cue may begin at the earliest."""
    return max(candidate.after, source.after) if source is not None else candidate.after


def left_pieces(
    layout: Layout, sentence: Sentence, candidate: CueCandidate, end: int, tables: Weights
) -> list[tuple[Tokens | None, float]]:
    """The likeliest contents that end before a cue, at token `end`, and how sure their beginnings are."""
    if ends_nickname(layout.tags, end):
        return []
    options = contents.starts_before(layout, candidate, sentence.first, end)
    return [((begin, end), sure) for begin, sure in heaviest(tables["before"], options, MOST["before"])]


def right_pieces(
    layout: Layout,
    sentence: Sentence,
    candidate: CueCandidate,
    begin_from: int,
    frame: str,
    tables: Weights,
) -> list[tuple[Tokens | None, float, float]]:
    """The likeliest contents behind a cue, from token `begin_from` on; how sure their beginnings and ends are."""
    options = contents.starts_behind(layout, candidate, begin_from, sentence.after, frame)
    found: list[tuple[Tokens | None, float, float]] = []
    for token, begin_sure in heaviest(tables["begin"], options, MOST["begin"]):
        begin = _behind_adjuncts(layout.tags, token, sentence.after)
        for end, end_sure in _ends(layout, sentence, candidate, begin, tables):
            found.append(((begin, end), begin_sure, end_sure))
    return found


def _ends(
    layout: Layout, sentence: Sentence, candidate: CueCandidate, begin: int, tables: Weights
) -> list[tuple[int, float]]:
    """The likeliest ends of a content of a cue that begins at token `begin`, whatever its frame and source."""
    known = sentence.ends.get((candidate.first, begin))
    if known is None:
        first, after = sentence.first, sentence.after
        stops = contents.ends(layout, candidate, begin, first, after, sentence.cues, sentence.stops)
        known = heaviest(tables["end"], stops, MOST["end"])
        sentence.ends[candidate.first, begin] = known
    return known


def _behind_adjuncts(tags: str, begin: int, after: int) -> int:
    """“announced, in a talk with Holt and Venn, that …”: where phrases alone stand before “that”, it begins there."""
    if tags[begin] not in "pdyaf":
        return begin
    complementiser = tags.find("T", begin, after)
    if complementiser < 0 or not CLAUSE_MARKS.isdisjoint(tags[begin:complementiser]):
        return begin
    return complementiser


def lead_in(layout: Layout, sentence: Sentence, index: int) -> Tokens | None:
    """The quotation that a paragraph ending in a colon leads in."""
    if layout.tags[sentence.after - 1] != ":" or index + 1 >= len(layout.sentences):
        return None
    first, after = layout.sentences[index + 1]
    if layout.tags[first] != OPEN:
        return None
    quotation = layout.quotations[layout.quoted[first]]
    return first, min(after, layout.token_at(quotation.end - 1) + 1)
