"""Links of chains: attributions that stand inside the content of another ("Orlov told us to wait," Holt said).

How sure such a one is, is weighed by a table of its own: what speaks for it is partly what holds it, and within
quotations people say much that looks like an attribution and is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import exp
from typing import NamedTuple

from attribution.extraction.statements.confidence import confidence_features, step
from attribution.extraction.statements.coverage import Coverage
from attribution.extraction.statements.cues import CueCandidate, cue_features
from attribution.extraction.statements.relations import Proposal
from attribution.extraction.statements.weighing import weight
from attribution.extraction.text.layout import Layout
from attribution.languages.weights import Feature, Weights

LEAST_LINK = 0.6  # articles kept aside gave the same F1 with 0.5 to 0.65
QUARTERS = 4


class Link(NamedTuple):
    """A proposal, its cue, and the innermost of the attributions in whose content the cue stands."""

    proposal: Proposal
    cue: CueCandidate
    holder: Proposal


def links(proposals: Sequence[Proposal], holders: Sequence[Proposal]) -> Iterator[Link]:
    """Each proposal whose cue stands inside the content of a holder, and that is none of the holders itself."""
    contents = Coverage(holder.pieces for holder in holders)
    own = {holder.cue.first for holder in holders if holder.cue is not None}
    for proposal in proposals:
        if proposal.cue is not None and proposal.cue.first not in own:
            around = [holders[number] for number in contents.at(proposal.cue.first)]
            holder = min(around, key=lambda outer: outer.length, default=None)
            if holder is not None and holder.pieces != proposal.pieces:
                yield Link(proposal, proposal.cue, holder)


def link_confidence(layout: Layout, link: Link, tables: Weights) -> float:
    """The probability that a link is right, between 0 and 1.

    Of lines (turns of transcripts, headlines) the table knows nothing: as links they are as sure as by themselves, and
    so is what is told within a turn.
    """
    if "line" in (link.proposal.frame, link.holder.frame) or not tables.get("link"):
        return link.proposal.confidence
    return 1 / (1 + exp(-weight(tables["link"], link_features(layout, link))))


def link_features(layout: Layout, link: Link) -> list[Feature]:
    """What a link is weighed by: all that its cue and its confidence are, and how it stands to what holds it."""
    proposal, cue, holder = link
    tags, labels = layout.tags, layout.labels
    first, after = layout.sentences[layout.sentence_of(cue.first)]
    begins = min(proposal.pieces[0][0], cue.group, *((proposal.source.first,) if proposal.source else ()))
    quoted = "Q" if layout.quoted[cue.first] >= 0 else "-"
    before = (labels[begins - 1], tags[begins - 1]) if begins > first else ("^", "^")
    head = labels[proposal.source.head] if proposal.source is not None else "none"
    together = proposal.pieces[-1][1] == holder.pieces[-1][1], begins <= holder.pieces[0][0] + 1
    features: Mapping[Feature, None] = dict.fromkeys((
        *confidence_features(layout, proposal), *cue_features(layout, cue, first, after),
        ("holder", quoted, holder.cue.cue.lemma if holder.cue else "-"), ("holder sure", step(holder.confidence)),
        ("confidence", step(proposal.confidence)), ("covers", quoted, QUARTERS * proposal.length // holder.length),
        ("ends together", together[0], quoted), ("begins together", together[1], quoted),
        ("before it", before[0]), ("before it,head", before[1], head), ("quoted,speech", quoted, cue.cue.speech),
        ("quoted,sure", quoted, step(proposal.sure[0])),
    ))  # fmt: skip
    return list(features)
