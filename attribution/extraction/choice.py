"""Where proposals overlap: the one place that decides which of them stay.

The policy, in this order:
1. A proposal whose cue lies inside the content of another is a link of a chain ("The agency reported that Orlov
   said …"): both stay, unless they claim the very same words.
2. Of two others that share words of content, the one of higher confidence stays.
3. One whose confidence is below `LEAST` goes; a link of a chain must be surer (`LEAST_INSIDE`), since most of the
   gold annotates no chains, so that the tables know less of them. What somebody else is said to believe or want is
   left out there: no gold tells how often such a finding is right.
"""

from __future__ import annotations

from collections.abc import Sequence

from attribution.extraction.confidence import LEAST, confidence
from attribution.extraction.layout import Layout
from attribution.extraction.relations import Proposal
from attribution.languages.weights import Weights

LEAST_INSIDE = 0.5


def choose(
    layout: Layout, proposals: Sequence[Proposal], tables: Weights, least: float = LEAST
) -> list[Proposal]:
    """The proposals that stay, in text order, each with its confidence."""
    weighed = [p._replace(confidence=confidence(layout, p, tables)) for p in proposals]
    kept: list[Proposal] = []
    for proposal in sorted(weighed, key=lambda p: (-p.confidence, p.pieces)):
        if proposal.confidence >= least and all(_agree(proposal, other) for other in kept):
            kept.append(proposal)
    if least:
        kept = [p for p in kept if _sure_inside(p) or not any(_holds(o, p) for o in kept if o is not p)]
    return sorted(kept, key=lambda p: (p.pieces[0][0], p.pieces[-1][1]))


def _agree(one: Proposal, other: Proposal) -> bool:
    common = _common(one, other)
    if not common:
        return True
    if one.pieces == other.pieces:
        return False
    return _holds(one, other) or _holds(other, one)


def _sure_inside(proposal: Proposal) -> bool:
    """Whether a proposal may stand inside the content of another."""
    speech = proposal.cue is None or proposal.cue.cue.speech
    return speech and proposal.confidence >= LEAST_INSIDE


def _common(one: Proposal, other: Proposal) -> int:
    return sum(max(0, min(b, d) - max(a, c)) for a, b in one.pieces for c, d in other.pieces)


def _holds(outer: Proposal, inner: Proposal) -> bool:
    """Whether the cue of `inner` lies inside the content of `outer`."""
    if inner.cue is None:
        return False
    return any(a <= inner.cue.first < b for a, b in outer.pieces)
