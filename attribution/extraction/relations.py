"""Cues propose attributions: for each cue its frame, its source, and where its content begins and ends.

    sentence ─► cues ─► frame of each ─► source ─► pieces of content ─► Proposal
Proposals may overlap; `choice.py` settles that.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol, TypeVar

from attribution.extraction import contents, cues, sources
from attribution.extraction.cues import FRAMES, CueCandidate
from attribution.extraction.layout import CLOSE, OPEN, VERBAL, Layout
from attribution.extraction.mentions import Phrase, base_phrases
from attribution.extraction.vetoes import vetoed
from attribution.extraction.weighing import shares, weight
from attribution.languages import Language
from attribution.languages.weights import Table, Weights

Tokens = tuple[int, int]  # token numbers, end exclusive


class Proposal(NamedTuple):
    """A possible attribution in tokens, with how sure each decision was (probabilities)."""

    cue: CueCandidate | None  # None for a quotation that floats without one
    frame: str
    source: Phrase | None
    pieces: tuple[Tokens, ...]
    sure: tuple[float, float, float, float]  # frame, source, begin, end
    rule: str = ""
    confidence: float = 0.0  # set when all is decided


class Sentence(NamedTuple):
    """A sentence as the decisions see it: tokens, cue candidates and base phrases."""

    first: int
    after: int
    cues: list[CueCandidate]
    bases: list[Tokens]


SAYABLE = VERBAL | {OPEN, CLOSE}
CLAUSE_MARKS = VERBAL | {OPEN, ":", ";"}  # between these and "that" stands more than phrases
LEAST_OTHER = 0.02  # a frame less probable than this is no alternative
LEAST = 0.3  # a cue less probable than this proposes nothing


def frame_shares(layout: Layout, sentence: Sentence, number: int, tables: Weights) -> list[float]:
    """The probability of each frame for cue candidate `number`."""
    features = cues.cue_features(layout, sentence.cues, number, sentence.first, sentence.after)
    return shares([0.0, *(weight(tables["frame." + frame], features) for frame in FRAMES[1:])])


def propose(layout: Layout, language: Language) -> list[Proposal]:
    """Every proposal of every sentence of prose, in text order."""
    tables = language.weights
    found: list[Proposal] = []
    if "frame.after" not in tables:
        return found
    for number, (first, after) in enumerate(layout.sentences):
        if not layout.prose[layout.paragraph_of(first)]:
            continue
        candidates = cues.find_cues(layout, first, after, language)
        if not candidates:
            continue
        sentence = Sentence(first, after, candidates, [])
        for n in range(len(candidates)):
            share = frame_shares(layout, sentence, n, tables)
            if 1 - share[0] < LEAST or vetoed(layout, candidates[n], language):
                continue
            if not sentence.bases:
                sentence = sentence._replace(bases=base_phrases(layout.tags, first, after))
            proposal = _likeliest(layout, sentence, n, share, tables, number)
            if proposal is not None:
                found.append(proposal)
    return found


def _likeliest(
    layout: Layout, sentence: Sentence, number: int, share: list[float], tables: Weights, index: int
) -> Proposal | None:
    """The attribution of a cue in its likeliest frame; in the next one where that content could be none.

    “At the end of May, Holt announced that …”: what stands before has no verb, so it is not what was announced.
    """
    frames = sorted(range(1, len(FRAMES)), key=lambda f: -share[f])[:2]
    found: Proposal | None = None
    for frame in frames:
        proposal = build(layout, sentence, number, FRAMES[frame], 1 - share[0], tables, index)
        if proposal is not None and (_could_be_said(layout, proposal) or share[frames[1]] < LEAST_OTHER):
            return proposal
        found = found or proposal
    return found


def _could_be_said(layout: Layout, proposal: Proposal) -> bool:
    """Whether a content before its cue has a verb or a quotation mark in it."""
    if proposal.frame != "before":
        return True
    first, after = proposal.pieces[0]
    return not SAYABLE.isdisjoint(layout.tags[first:after])


def build(
    layout: Layout,
    sentence: Sentence,
    number: int,
    frame: str,
    sure: float,
    tables: Weights,
    index: int,
) -> Proposal | None:
    """The whole attribution of one cue in one frame; None where no content can be found."""
    candidate = sentence.cues[number]
    source, source_sure = choose_source(layout, sentence, candidate, frame, tables)
    pieces: list[Tokens] = []
    begin_sure = end_sure = 1.0
    if frame == "raised":
        subject = choose_subject(layout, sentence, candidate, tables)
        if subject is not None:
            pieces.append(subject)
    elif frame in ("before", "around"):
        end = left_end(layout, sentence, candidate, source)
        options = contents.starts_before(layout, candidate, sentence.first, end)
        if options:
            best, begin_sure = heaviest(tables["before"], options)
            pieces.append((best.token, end))
    if frame in ("after", "around", "raised"):
        piece, begin, stop = right_piece(layout, sentence, candidate, source, frame, tables)
        if piece is None and frame == "after":
            piece = lead_in(layout, sentence, index)
        if piece is not None:
            pieces.append(piece)
            begin_sure, end_sure = min(begin_sure, begin), stop
    if not pieces:
        return None
    return Proposal(candidate, frame, source, tuple(pieces), (sure, source_sure, begin_sure, end_sure))


class Weighable(Protocol):
    """An option of a choice, with the features that are weighed."""

    @property
    def features(self) -> list[str]: ...  # noqa: D102 - the class says it


Option = TypeVar("Option", bound=Weighable)


def heaviest(table: Table, options: Sequence[Option]) -> tuple[Option, float]:
    """The heaviest of several options, and its probability."""
    share = shares([weight(table, option.features) for option in options])
    best = max(range(len(options)), key=share.__getitem__)
    return options[best], share[best]


def choose_source(
    layout: Layout, sentence: Sentence, candidate: CueCandidate, frame: str, tables: Weights
) -> tuple[Phrase | None, float]:
    """The source of a cue, or None, and how sure that is."""
    options = sources.source_options(layout, candidate, frame, sentence.first, sentence.after, sentence.bases)
    best, sure = heaviest(tables["source"], options)
    return best.phrase, sure


def choose_subject(
    layout: Layout, sentence: Sentence, candidate: CueCandidate, tables: Weights
) -> Tokens | None:
    """The subject of a passive or raising cue, which is the first piece of its content."""
    options = subject_options(layout, sentence, candidate)
    if not options:
        return None
    phrase = heaviest(tables["subject"], options)[0].phrase
    return (phrase.first, phrase.after) if phrase else None


def subject_options(
    layout: Layout, sentence: Sentence, candidate: CueCandidate
) -> list[sources.SourceOption]:
    """The phrases that could be the subject of a passive or raising cue."""
    found = sources.source_options(
        layout, candidate, "raised", sentence.first, sentence.after, sentence.bases
    )
    return [o for o in found if o.phrase is not None and o.phrase.after <= candidate.group]


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


def right_piece(
    layout: Layout,
    sentence: Sentence,
    candidate: CueCandidate,
    source: Phrase | None,
    frame: str,
    tables: Weights,
) -> tuple[Tokens | None, float, float]:
    """The content behind a cue, and how sure its beginning and its end are."""
    begin_from = right_from(candidate, source)
    options = contents.starts_behind(layout, candidate, begin_from, sentence.after, frame)
    if not options:
        return None, 1.0, 1.0
    first, begin_sure = heaviest(tables["begin"], options)
    begin = _behind_adjuncts(layout.tags, first.token, sentence.after)
    stops = contents.ends(layout, candidate, begin, sentence.first, sentence.after, frame, sentence.cues)
    if not stops:
        return None, 1.0, 1.0
    end, end_sure = heaviest(tables["end"], stops)
    return (begin, end.token), begin_sure, end_sure


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
