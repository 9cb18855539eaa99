"""Which reading of a cue is the best as a whole: the parts were chosen one by one, here they are seen together.

The likeliest few attributions of each cue, and that it makes none, are weighed once more by what shows only in the
whole: what is left over of the sentence, what stands between the parts, whether quotation marks are cut through,
how it stands to the other cues (reranking, as in Collins and Koo, 2005). The weights add to the log-probability that
the single decisions gave.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from math import log

from attribution.extraction.statements.cues import CueCandidate
from attribution.extraction.statements.figure import figure
from attribution.extraction.statements.neighbours import neighbours, standings
from attribution.extraction.statements.relations import Proposal, Readings, Sentence, gap_of
from attribution.extraction.statements.stretches import end_without
from attribution.extraction.statements.weighing import shares, weight
from attribution.extraction.text.layout import VERBAL, Layout
from attribution.extraction.text.tagging import CLOSE, OPEN
from attribution.languages.weights import Feature, Weights

LEAST = 0.2  # a cue that is less probable than this makes no attribution
SMALLEST = 1e-6


def settle(layout: Layout, found: Sequence[Readings], tables: Weights) -> list[Proposal]:
    """The best reading of each cue, but of those that are no cue by all likelihood (`LEAST`)."""
    if not found:
        return []
    table = tables["whole"]
    settled = []
    for readings, options in zip(found, features_of(layout, found), strict=True):
        share = shares([o + weight(table, f) for o, f in zip(offsets(readings), options, strict=True)])
        best = max(range(1, len(share)), key=share.__getitem__)
        if 1 - share[0] >= LEAST:
            proposal = readings.proposals[best - 1]
            _, source, begin, end = proposal.sure
            sure = (1 - share[0], source, begin, end)
            settled.append(proposal._replace(share=share[best] / (1 - share[0]), sure=sure))
    return nested(settled)


def nested(settled: Sequence[Proposal]) -> list[Proposal]:
    """Each proposal with the surest other one whose cue stands in its content: how sure, and in which frame."""
    cued = [(proposal.cue.first, n) for n, proposal in enumerate(settled) if proposal.cue is not None]
    cued.sort()
    surest: dict[int, tuple[float, str]] = {}
    for outer, proposal in enumerate(settled):
        for first, after in proposal.pieces:
            for _, n in cued[bisect_left(cued, (first, -1)) : bisect_left(cued, (after, -1))]:
                inner = settled[n]
                held = inner.sure[0] * inner.share, inner.frame
                if n != outer:
                    surest[outer] = max(surest.get(outer, held), held)
    return [
        p._replace(holds=f"{_step(surest[n][0])} {surest[n][1]}") if n in surest else p
        for n, p in enumerate(settled)
    ]


def held_cues(found: Sequence[Readings]) -> Mapping[int, float]:
    """Token of a cue -> how probable it is that it stands in the content of another cue of its sentence."""
    held: dict[int, float] = {}
    for readings in found:
        sentence = readings.sentence
        if len(sentence.cues) == 1:
            continue
        best = readings.likeliest
        firsts = [cue.first for cue in sentence.cues]
        for a, b in best.pieces:
            for first in firsts[bisect_left(firsts, a) : bisect_left(firsts, b)]:
                held[first] = max(held.get(first, 0.0), best.share)
    return held


def offsets(readings: Readings) -> list[float]:
    """Log-probability of no attribution, and of each proposal, by the single decisions."""
    return [log(max(p, SMALLEST)) for p in (readings.none, *(p.share for p in readings.proposals))]


def features_of(layout: Layout, found: Sequence[Readings]) -> Iterator[list[list[Feature]]]:
    """For each cue in turn the features of no attribution, and of each proposal."""
    held, near = held_cues(found), neighbours(found)
    for readings in found:
        sentence = readings.sentence
        candidate = sentence.cues[readings.number]
        inside = _step(held.get(candidate.first, 0.0)) // 3
        others = [other for other in near.get(sentence.first, ()) if other.number != readings.number]
        options: list[list[Feature]] = [
            [("none", _step(readings.none)), ("none lemma", candidate.cue.lemma), ("none beside", min(len(others), 3))]
        ]  # fmt: skip
        for proposal in readings.proposals:
            features = whole_features(layout, sentence, candidate, proposal, inside)
            for standing in standings(layout, proposal, others) if others else ():
                features += ("beside", standing), ("beside,frame", standing, proposal.frame)
            options.append(features)
        yield options


def whole_features(
    layout: Layout, sentence: Sentence, candidate: CueCandidate, proposal: Proposal, held: int
) -> list[Feature]:
    """What an attribution is like as a whole; `held` tells in four steps if its cue stands in another's content."""
    phrase, frame = proposal.source, proposal.frame
    cue, tags, labels = candidate.cue, layout.tags, layout.labels
    first, last = proposal.pieces[0], proposal.pieces[-1]
    head = "none"
    begins, ends = min(first[0], candidate.group), max(last[1], candidate.after)
    skipped = "-"
    if phrase is not None:
        head = labels[phrase.head] if tags[phrase.head] in "SOHrPTIWn" else tags[phrase.head]
        begins, ends = min(begins, phrase.first), max(ends, phrase.after)
    if last[0] >= candidate.after:
        skipped = tags[max(candidate.after, phrase.after if phrase else 0) : last[0]][:4]
    left, right = _left_over(tags, sentence.first, begins), _left_over(tags, ends, sentence.after)
    behind = tags[last[1]] if last[1] < sentence.after else "$"
    gap, quote = _gap(tags, proposal), _quoting(layout, proposal)
    opening = labels[first[0]]
    return [
        ("frame", frame, _step(proposal.sure[0])), ("source", _step(proposal.sure[1]), frame),
        ("gap", gap, frame), ("head,gap", head, gap), ("held,head", held, head),
        ("left,right", left, right), ("lemma,head", cue.lemma, head),
        ("links", phrase.links[:4] if phrase else '-', gap), ("opening,frame", opening, frame),
        ("quote", quote, frame), ("quote,behind", quote, behind), ("skipped", skipped, frame),
        ("skipped,group", skipped, cue.group), *figure(layout, sentence, candidate, proposal),
    ]  # fmt: skip


def _left_over(tags: str, first: int, after: int) -> str:
    """What an attribution leaves of its sentence on one side: how it opens, whether it has a verb, how it ends."""
    after = end_without(".!?", tags, after, first)
    if first >= after:
        return ""
    rest = tags[first:after]
    if len(rest) <= 2:
        return rest
    verb = "v" if not VERBAL.isdisjoint(rest) else ""
    quoted = '"' if OPEN in rest or CLOSE in rest else ""
    opens = rest[0] if rest[0] not in ",;&" else rest[:2]
    return opens + "~" + verb + quoted + (rest[-1] if rest[-1] in ",:;&>" else "")


def _gap(tags: str, proposal: Proposal) -> str:
    """What stands between the source and its cue."""
    gap = gap_of(tags, proposal)
    if gap is None:
        return "-"
    if len(gap) < 3:
        return gap
    return gap[0] + ("v" if not VERBAL.isdisjoint(gap) else "~") + gap[-1]


def _quoting(layout: Layout, proposal: Proposal) -> str:
    """How the content stands to quotation marks: whole, cut through, some in it, none."""
    tags = layout.tags
    opens = closes = 0
    for a, b in proposal.pieces:
        opens += tags.count(OPEN, a, b)
        closes += tags.count(CLOSE, a, b)
    first, last = proposal.pieces[0], proposal.pieces[-1]
    if not opens and not closes:
        return "in" if layout.quoted[first[0]] >= 0 else "none"
    if tags[first[0]] == OPEN and tags[last[1] - 1] == CLOSE:
        return "whole" if opens == len(proposal.pieces) else "several"
    return "some" if opens == closes else "cut"


def _step(share: float) -> int:
    """A probability as one of twelve steps, finer towards certainty."""
    return 11 if share >= 0.99 else 10 if share >= 0.96 else int(share * 10)
