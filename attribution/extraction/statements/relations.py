"""Cues propose attributions: for each cue its frame, its source, and where its content begins and ends.

    sentence ─► cues ─► frames of each ─► sources ─► pieces of content ─► Readings

Of each choice the likeliest options are followed up; `whole.py` decides between the readings that they make, and
where those of different cues overlap, `choice.py` does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from attribution.extraction.statements import contents, sources
from attribution.extraction.statements.beyond import Clause
from attribution.extraction.statements.cues import CueCandidate, find_cues
from attribution.extraction.statements.frames import FRAMES, frame_shares
from attribution.extraction.statements.stretches import end_without
from attribution.extraction.statements.vetoes import vetoed
from attribution.extraction.statements.weighing import LEAST_OTHER, heaviest
from attribution.extraction.text.layout import VERBAL, Layout
from attribution.extraction.text.mentions import Phrase, base_phrases, ends_nickname
from attribution.extraction.text.tagging import OPEN
from attribution.languages import Language
from attribution.languages.weights import Weights

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

    @property
    def length(self) -> int:
        """The number of tokens of its content."""
        return sum(after - first for first, after in self.pieces)


def gap_of(tags: str, proposal: Proposal) -> str | None:
    """The tags between a source and its cue, with an R behind them where the source is on the right; None without."""
    cue, phrase = proposal.cue, proposal.source
    if phrase is None or cue is None:
        return None
    if phrase.after <= cue.group:
        return tags[phrase.after : cue.group]
    return tags[cue.after : phrase.first] + "R"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as the decisions see it: tokens, cue candidates and base phrases.

    What several decisions ask for is kept once it is known: the `clauses` at its tokens, the `phrases` that each base
    phrase opens, by its number, and the likeliest `ends` of a content, by its cue and beginning.
    """

    first: int
    after: int
    cues: list[CueCandidate]
    bases: list[Tokens]
    clauses: dict[int, Clause] = field(default_factory=dict)
    phrases: dict[int, list[sources.Described]] = field(default_factory=dict)
    ends: dict[Tokens, list[tuple[int, float]]] = field(default_factory=dict)


class Readings(NamedTuple):
    """A cue with the attributions that it may make, and how likely it is that it makes none."""

    sentence: Sentence
    number: int  # of the cue among those of its sentence
    none: float
    proposals: list[Proposal]

    @property
    def likeliest(self) -> Proposal:
        """The proposal of the highest share."""
        return max(self.proposals, key=lambda proposal: proposal.share)


CLAUSE_MARKS = VERBAL | {OPEN, ":", ";"}  # between these and "that" stands more than phrases
LEAST = 0.2  # a cue less probable than this proposes nothing
# How many options of each choice are followed up.
MOST = {"frame": 2, "source": 2, "subject": 2, "before": 2, "begin": 2, "end": 3}


def propose(layout: Layout, language: Language) -> list[Readings]:
    """The readings of every cue in every sentence of prose, in text order."""
    found: list[Readings] = []
    if "frame.after" not in language.weights:
        return found
    for first, after in layout.sentences:
        if not layout.prose[layout.paragraph_of(first)]:
            continue
        candidates = find_cues(layout, first, after, language)
        likely: list[tuple[int, list[float]]] = []
        for number, candidate in enumerate(candidates):
            share = frame_shares(layout, candidate, first, after, language)
            if 1 - share[0] >= LEAST and not vetoed(layout, candidate, language):
                likely.append((number, share))
        if not likely:
            continue
        sentence = Sentence(first, after, candidates, base_phrases(layout.tags, first, after))
        for number, share in likely:
            proposals = _proposals(layout, sentence, candidates[number], share, language.weights)
            if proposals:
                found.append(Readings(sentence, number, share[0], proposals))
    return found


def _proposals(
    layout: Layout, sentence: Sentence, candidate: CueCandidate, share: list[float], tables: Weights
) -> list[Proposal]:
    """The likeliest attributions of a cue: its likeliest frames, with the likeliest source and content of each."""
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
                told[reach] = _contents(layout, sentence, candidate, frame, reach, tables)
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
        right = [(lead_in(layout, sentence), 1.0, 1.0)]
    found = []
    for one, one_sure in left:
        for other, begin_sure, end_sure in right:
            pieces = tuple(piece for piece in (one, other) if piece is not None)
            if pieces:
                found.append((pieces, min(one_sure, begin_sure), end_sure))
    return found


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
    first, after, bases, phrases = sentence.first, sentence.after, sentence.bases, sentence.phrases
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
    return end_without(",-:;(", layout.tags, end, sentence.first)


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
        stops = contents.ends(layout, candidate, begin, first, after, sentence.cues, sentence.clauses)
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


def lead_in(layout: Layout, sentence: Sentence) -> Tokens | None:
    """The quotation that a paragraph ending in a colon leads in."""
    following = layout.sentence_of(sentence.first) + 1
    if layout.tags[sentence.after - 1] != ":" or following >= len(layout.sentences):
        return None
    first, after = layout.sentences[following]
    if layout.tags[first] != OPEN:
        return None
    quotation = layout.quotations[layout.quoted[first]]
    return first, min(after, layout.token_at(quotation.end - 1) + 1)
