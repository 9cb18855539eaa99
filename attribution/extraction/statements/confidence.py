"""How often an attribution like this one is right: one number from the decisions behind it.

A logistic regression over how sure each decision was and what sort of attribution came out, fitted on articles that
the deciding tables had not seen (cross-fitting, as in stacking: Wolpert, 1992), so that it means what it says.
"""

from __future__ import annotations

from math import exp

from attribution.extraction.statements.relations import Proposal, gap_of
from attribution.extraction.statements.stretches import length_step
from attribution.extraction.statements.weighing import weight
from attribution.extraction.text.layout import VERBAL, Layout
from attribution.extraction.text.tagging import CLOSE, OPEN
from attribution.languages.weights import Feature, Weights

# Confidence is the logistic of TRUST × weight - DOUBT. On held-out training articles 96.5 % of what is given with these
# at 0.9 and more was right, with an expected calibration error of 0.04; as fitted (1 and 0) less is right there.
TRUST, DOUBT = 0.9, 0.25
LEAST = 0.35  # an attribution less probable than this is not given


def confidence_features(layout: Layout, proposal: Proposal) -> list[Feature]:
    """What the confidence of a proposal is weighed by."""
    cue = proposal.cue
    if cue is None:
        return []
    tags = layout.tags
    frame, source, begin, end = (step(share) for share in proposal.sure)
    first, last = proposal.pieces[0], proposal.pieces[-1]
    opening = tags[first[0]]
    quoted = OPEN in tags[first[0] : first[1]] or CLOSE in tags[last[0] : last[1]]
    whole = opening == OPEN and tags[last[1] - 1] == CLOSE
    kind = "whole" if whole else "some" if quoted else "none"
    phrase = proposal.source
    head = "none" if phrase is None else tags[phrase.head]
    if phrase is not None and head in "SOHrPT":
        head = layout.labels[phrase.head]
    length = length_step(proposal.length)
    inside = "Q" if layout.quoted[cue.first] >= 0 else "-"
    verb = not VERBAL.isdisjoint(tags[first[0] : first[1]])
    weakest, reading = step(min(proposal.sure)), step(proposal.share)
    shape = proposal.frame
    return [
        ("always",), ("frame", frame), ("source", source), ("begin", begin), ("end", end), ("weakest", weakest),
        ("frame,shape", frame, shape), ("source,shape", source, shape), ("begin,shape", begin, shape),
        ("end,shape", end, shape), ("shape,kind", shape, kind), ("kind", kind, weakest), ("group", cue.cue.group),
        ("lemma", cue.cue.lemma), ("part", cue.cue.part, weakest), ("head", head), ("head,shape", head, shape),
        ("source,head", source, head), ("length", length, shape), ("length,kind", length, kind),
        ("verb", verb, opening, shape), ("inside", inside, cue.cue.speech), ("opening", opening, cue.cue.group),
        ("frame,source", frame, source), ("begin,end", begin, end), ("pieces", min(len(proposal.pieces), 3), kind),
        ("speech", cue.cue.speech, weakest), ("speech,kind", cue.cue.speech, kind), ("links", phrase.links[:3] if phrase else '-'),
        ("gap", _gap(tags, proposal)), ("holds", proposal.holds), ("holds,end", proposal.holds, end), ("holds,frame", proposal.holds, frame, shape),
        ("reading", reading, shape), ("reading,frame", reading, frame),
    ]  # fmt: skip


def _gap(tags: str, proposal: Proposal) -> str:
    gap = gap_of(tags, proposal)
    if gap is None:
        return "-"
    return gap if len(gap) < 4 else gap[0] + "~" + gap[-1]


def step(share: float) -> int:
    """A probability as one of eleven steps, finer towards certainty."""
    if share >= 0.97:
        return 10
    return int(share * 10)


def confidence(layout: Layout, proposal: Proposal, tables: Weights) -> float:
    """The probability that the attribution is right, between 0 and 1."""
    if proposal.cue is None or proposal.frame == "line" or "confidence" not in tables:
        product = 1.0
        for share in proposal.sure:
            product *= share
        return product
    weighed = weight(tables["confidence"], confidence_features(layout, proposal))
    return 1 / (1 + exp(DOUBT - TRUST * weighed))
