"""Where proposals overlap: the one place that decides which of them stay.

The policy, in this order:
1. A proposal whose cue lies inside the content of another is a link of a chain ("The agency reported that Orlov
   said …"): both may stay, unless they claim the very same words.
2. Of two others that share words of content, and of two that share their cue, the one of higher confidence stays.
3. One whose content has no word in it goes, and one whose confidence is below `LEAST`.
4. One whose content holds the cue of another that is surer by more than `DOUBTED` goes: its content is likely cut
   wrong, or its cue none.
5. Inside the contents that are left, links are chosen from all proposals anew, by how probable they are as links
   (`links.py`), and by the second rule; one below `LEAST_LINK` goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attribution.extraction.statements.confidence import LEAST, confidence
from attribution.extraction.statements.coverage import Coverage, holds
from attribution.extraction.statements.links import LEAST_LINK, link_confidence, links
from attribution.extraction.statements.relations import Proposal
from attribution.extraction.text.layout import Layout
from attribution.languages.weights import Weights

DOUBTED = 0.3  # on 200 held-out training articles 0.2 to 0.4 gained alike


def choose(layout: Layout, proposals: Sequence[Proposal], tables: Weights) -> list[Proposal]:
    """The proposals that stay, in text order, each with its confidence."""
    weighed = confident(layout, proposals, tables)
    outer = outermost(layout, weighed)
    inner = [
        link.proposal._replace(confidence=link_confidence(layout, link, tables))
        for link in links(weighed, outer)
    ]
    return in_order(compatible(layout, inner, LEAST_LINK, beside=outer))


def confident(layout: Layout, proposals: Iterable[Proposal], tables: Weights) -> list[Proposal]:
    """The proposals, each with its confidence as one that no other holds."""
    return [p._replace(confidence=confidence(layout, p, tables)) for p in proposals]


def in_order(proposals: Iterable[Proposal]) -> list[Proposal]:
    """The proposals in the order of the text."""
    return sorted(proposals, key=lambda p: (p.pieces[0][0], p.pieces[-1][1]))


def compatible(
    layout: Layout, proposals: Iterable[Proposal], least: float, beside: Iterable[Proposal] = ()
) -> list[Proposal]:
    """Those that may stay with each other and `beside`, the surest first: the first three rules."""
    kept = list(beside)
    contents = Coverage(proposal.pieces for proposal in kept)
    cues = {token for proposal in kept for token in _cue(proposal)}
    for proposal in sorted(proposals, key=lambda p: (-p.confidence, p.pieces)):
        cue = _cue(proposal)
        if proposal.confidence < least or not cues.isdisjoint(cue) or not _has_words(layout, proposal):
            continue
        if all(_agree(proposal, kept[n]) for n in contents.among(proposal.pieces)):
            contents.add(len(kept), proposal.pieces)
            cues.update(cue)
            kept.append(proposal)
    return kept


def outermost(layout: Layout, proposals: Iterable[Proposal]) -> list[Proposal]:
    """Those that stay by the first four rules, without the links."""
    kept = compatible(layout, proposals, LEAST)
    held_by = _holders(kept)
    surest = [0.0] * len(kept)  # of the cues that each content holds
    for inner, outers in zip(kept, held_by, strict=True):
        for outer in outers:
            surest[outer] = max(surest[outer], inner.confidence)
    stays = [p.confidence >= sure - DOUBTED for p, sure in zip(kept, surest, strict=True)]
    return [
        p for n, p in enumerate(kept)
        if stays[n] and not any(stays[outer] and not _holds(p, kept[outer]) for outer in held_by[n])
    ]  # fmt: skip


def _holders(proposals: Sequence[Proposal]) -> list[list[int]]:
    """For each proposal the numbers of the others in whose content its cue stands."""
    contents = Coverage(proposal.pieces for proposal in proposals)
    return [
        [outer for outer in contents.at(p.cue.first) if outer != n] if p.cue is not None else []
        for n, p in enumerate(proposals)
    ]


def _cue(proposal: Proposal) -> range:
    """The tokens of the cue."""
    return range(proposal.cue.first, proposal.cue.after) if proposal.cue is not None else range(0)


def _has_words(layout: Layout, proposal: Proposal) -> bool:
    """Whether the content is more than marks."""
    return any(layout.words[n][0].isalnum() for first, after in proposal.pieces for n in range(first, after))


def _agree(one: Proposal, other: Proposal) -> bool:
    """Whether two that share words of content may both stay."""
    return one.pieces != other.pieces and (_holds(one, other) or _holds(other, one))


def _holds(outer: Proposal, inner: Proposal) -> bool:
    """Whether the cue of `inner` lies inside the content of `outer`."""
    return inner.cue is not None and holds(outer.pieces, inner.cue.first)
