"""How a reading stands to the other cues of its sentence.

A reading that holds the cue of another attribution without its source ("… fell, Ito said, and Ruiz hoped") goes too
far as a rule; one that holds both ("said that Ito hoped …") makes a chain. The other is seen as it would be by itself:
its likeliest reading, and how probable it is that it is a cue.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from attribution.extraction.statements.coverage import holds, overlap
from attribution.extraction.statements.relations import Proposal, Readings
from attribution.extraction.text.layout import Layout

LEAST = 0.3  # a cue less probable than this is no neighbour
LINKS = frozenset(",;:-&")  # tags that may stand between a content and the next attribution
STEPS = (0.6, 0.9)  # where a cue is probable, and where it is nearly sure


class Neighbour(NamedTuple):
    """A cue with its likeliest reading, and how probable it is that it makes an attribution (`LEAST` to 1)."""

    number: int  # of the cue among those of its sentence
    proposal: Proposal
    sure: float


def neighbours(found: Sequence[Readings]) -> Mapping[int, list[Neighbour]]:
    """First token of a sentence -> the cues in it that are probable enough."""
    by_sentence: dict[int, list[Neighbour]] = {}
    for readings in found:
        sure = 1 - readings.none
        if sure >= LEAST:
            neighbour = Neighbour(readings.number, readings.likeliest, sure)
            by_sentence.setdefault(readings.sentence.first, []).append(neighbour)
    return by_sentence


def standings(layout: Layout, proposal: Proposal, others: Sequence[Neighbour]) -> list[str]:
    """How a reading stands to each of its neighbours, in words, each once."""
    return sorted({_standing(layout, proposal, other) for other in others})


def _standing(layout: Layout, proposal: Proposal, other: Neighbour) -> str:
    """Whether its cue is in this source or content, this cue in its content, their contents overlap, or it stands next
    to the content or apart; where its source is; how sure it is, from 0 to 2.
    """
    step = sum(other.sure >= least for least in STEPS)
    theirs, ours, source = other.proposal.cue, proposal.cue, proposal.source
    if theirs is None or ours is None:
        return "-"
    if source is not None and source.first <= theirs.first < source.after:
        return f"in source {step}"
    whose = _whose_source(proposal, other.proposal)
    if holds(proposal.pieces, theirs.first):
        quoted = " quoted" if layout.quoted[theirs.first] >= 0 else ""
        return f"holds it, {whose}{quoted} {step}"
    overlapping = overlap(proposal.pieces, other.proposal.pieces)
    if holds(other.proposal.pieces, ours.first):
        return f"held by it, {whose}{' overlapping' if overlapping else ''} {step}"
    if overlapping:
        return f"overlapping, {whose} {step}"
    end, begins = proposal.pieces[-1][1], [theirs.first]
    if other.proposal.source is not None:
        begins.append(other.proposal.source.first)
    following = any(end <= begin and LINKS.issuperset(layout.tags[end:begin]) for begin in begins)
    return f"{'next' if following else 'apart'}, {whose} {step}"


def _whose_source(proposal: Proposal, other: Proposal) -> str:
    """Where the source of another attribution stands, seen from this one."""
    if other.source is None:
        return "no source"
    if proposal.source is not None and proposal.source.first == other.source.first:
        return "same source"
    return "source inside" if holds(proposal.pieces, other.source.first) else "source outside"
