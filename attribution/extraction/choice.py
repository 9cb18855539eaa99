"""Where proposals overlap: the one place that decides which of them stay.

The policy, in this order:
1. A proposal whose cue lies inside the content of another is a link of a chain ("The agency reported that Orlov
   said …"): both stay, unless they claim the very same words.
2. Of two others that share more than a few words of content, the surer one stays.
3. A content never holds its own cue or source: the pieces that would are cut there.
"""

from __future__ import annotations

from attribution.extraction.relations import Proposal


def choose(proposals: list[Proposal]) -> list[Proposal]:
    """The proposals that stay, in text order."""
    kept: list[Proposal] = []
    for proposal in sorted(proposals, key=lambda p: (-sureness(p), p.pieces)):
        if all(_agree(proposal, other) for other in kept):
            kept.append(proposal)
    return sorted(kept, key=lambda p: (p.pieces[0][0], p.pieces[-1][1]))


def sureness(proposal: Proposal) -> float:
    """How sure the decisions behind a proposal were, taken together."""
    product = 1.0
    for share in proposal.sure:
        product *= share
    return product


def _agree(one: Proposal, other: Proposal) -> bool:
    common = _common(one, other)
    if not common:
        return True
    if one.pieces == other.pieces:
        return False
    if _holds(one, other) or _holds(other, one):
        return True
    return False


def _common(one: Proposal, other: Proposal) -> int:
    return sum(max(0, min(b, d) - max(a, c)) for a, b in one.pieces for c, d in other.pieces)


def _holds(outer: Proposal, inner: Proposal) -> bool:
    """Whether the cue of `inner` lies inside the content of `outer`."""
    if inner.cue is None:
        return False
    return any(a <= inner.cue.first < b for a, b in outer.pieces)
