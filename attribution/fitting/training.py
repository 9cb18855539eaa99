"""From gold articles to all weight tables: fit, cross-fit the confidence, fit again on everything."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from attribution.extraction.statements.choice import compatible, confident, in_order, outermost
from attribution.extraction.statements.confidence import confidence_features
from attribution.extraction.statements.continuation import continued
from attribution.extraction.statements.frames import FRAMES
from attribution.extraction.statements.links import link_features, links
from attribution.extraction.statements.relations import Proposal, Readings, propose
from attribution.extraction.statements.whole import features_of, offsets, settle
from attribution.extraction.text.layout import Layout
from attribution.fitting.examples import Decisions, Gold, collect, covered, read
from attribution.fitting.solver import Example, fit_choice, fit_classes
from attribution.languages import Language
from attribution.languages.weights import Table, Weights

FOLDS = 4
LEAST = 5  # decisions in which a feature must be seen
LEAST_CONFIDENCE = 10  # the same for the confidence
SPARSE = 0.3  # strength of the L1 penalty
SPARSE_WHOLE = 0.5  # the same for what judges whole attributions
SPARSE_CONFIDENCE = 1.0  # for the confidence
SPARSE_LINK = 1.0  # and for links of chains
Record = dict[str, Any]
Say = Callable[[str], None]


def fit(records: Sequence[Record], language: Language, say: Say = lambda line: None) -> Weights:
    """All weight tables of a language from gold records, in the order given.

    What judges whole attributions (`whole`, `confidence`) is fitted on articles that the tables before it have not
    seen: in each fold the decisions come from the other folds.
    """
    tables = [fit_decisions(others(records, fold), language) for fold in range(FOLDS)]
    say(f"{FOLDS} folds decided")
    return judged(records, language, tables, fit_decisions(records, language), say)


def fold_of(records: Sequence[Record], fold: int) -> list[Record]:
    """The records of a fold."""
    return list(records[fold::FOLDS])


def others(records: Sequence[Record], fold: int) -> list[Record]:
    """The records that are not of a fold."""
    return [r for n, r in enumerate(records) if n % FOLDS != fold]


def judged(
    records: Sequence[Record], language: Language, folds: Sequence[Weights], tables: Weights, say: Say
) -> Weights:
    """`tables` with those that judge whole attributions, learned from what each fold's own tables find."""
    held = [fold_of(records, fold) for fold in range(FOLDS)]
    readings = [whole_examples(held[f], replace(language, weights=folds[f])) for f in range(FOLDS)]
    rows: list[Example] = []
    judges: list[Weights] = []
    for fold in range(FOLDS):
        seen = [e for f in range(FOLDS) if f != fold for e in readings[f]]
        whole = fit_choice(seen, least=LEAST, sparse=SPARSE_WHOLE)
        judges.append({**folds[fold], "whole": whole})
        rows += confidence_examples(real(held[fold]), replace(language, weights=judges[fold]))
    whole = fit_choice([e for part in readings for e in part], least=LEAST, sparse=SPARSE_WHOLE)
    confidence = fit_choice(rows, least=LEAST_CONFIDENCE, sparse=SPARSE_CONFIDENCE)
    chained: list[Example] = []
    for fold in range(FOLDS):
        judge = {**judges[fold], "confidence": confidence}
        chained += link_examples(held[fold], replace(language, weights=judge))
    link = fit_choice(chained, least=LEAST, sparse=SPARSE_LINK)
    found = {**tables, "whole": whole, "confidence": confidence, "link": link}
    say(f"{len(rows)} attributions and {len(chained)} links judged, {sum(map(len, found.values()))} weights")
    return found


def real(records: Sequence[Record]) -> Sequence[Record]:
    """The records of articles that were not invented; all, where all were.

    Confidence is to say how often a finding is right in the news as it is: invented articles teach the words and
    turns of saying, but have more of them.
    """
    return [record for record in records if not record.get("invented", False)] or records


def fit_decisions(records: Sequence[Record], language: Language) -> dict[str, Table]:
    """The tables of every choice but the confidence."""
    decisions: Decisions = collect(records, language)
    frames = fit_classes(decisions.frames, FRAMES, least=LEAST, sparse=SPARSE)
    tables = {"frame." + name: table for name, table in frames.items()}
    for name in ("source", "subject", "before", "begin", "end"):
        tables[name] = fit_choice(getattr(decisions, name), least=LEAST, sparse=SPARSE)
    return tables


def whole_examples(records: Sequence[Record], language: Language) -> list[Example]:
    """One example for each cue with readings: the options are none and each of them."""
    rows = []
    for record in records:
        layout, gold = read(record, language)
        hidden = set() if record.get("nests") else covered(gold)
        found = propose(layout, language)
        told = {n: g for g in gold for first, after in g.cue for n in range(first, after)}
        for readings, options in zip(found, features_of(layout, found), strict=True):
            cue = readings.sentence.cues[readings.number]
            match = next((told[n] for n in range(cue.first, cue.after) if n in told), None)
            if match is None and cue.first in hidden:
                continue  # inside a gold content, where this gold never looks
            right = best_reading(layout, readings, match) if match is not None else 0
            rows.append(Example(options, right, offsets(readings)))
    return rows


def best_reading(layout: Layout, readings: Readings, gold: Gold) -> int:
    """Which reading has most words in common with the gold; 0, none, where none has half of them and the source."""
    first, after = readings.sentence.first, readings.sentence.after
    near = tuple(piece for piece in gold.content if first <= piece[0] < after) or gold.content
    here = gold._replace(content=near)
    scores = [
        agreement(_words(layout, p.pieces), _words(layout, near)) + agreement(_source(p), _gold_source(gold))
        if is_right(layout, p, [here]) else 0.0
        for p in readings.proposals
    ]  # fmt: skip
    best = max(range(len(scores)), key=scores.__getitem__)
    return best + 1 if scores[best] else 0


def agreement(found: set[int], told: set[int]) -> float:
    """The share of words in common; 1 where both are empty."""
    return len(found & told) / len(found | told) if found or told else 1.0


def _source(proposal: Proposal) -> set[int]:
    """The tokens of the source that was found."""
    return set(range(proposal.source.first, proposal.source.after)) if proposal.source is not None else set()


def _gold_source(gold: Gold) -> set[int]:
    """The tokens of the source that the gold names."""
    return {n for first, after in gold.source for n in range(first, after)}


def confidence_examples(records: Sequence[Record], language: Language) -> list[Example]:
    """One example for each proposal: the options are wrong (no features) and right (all of them)."""
    rows = []
    for record in records:
        layout, gold = read(record, language)
        hidden = set() if record.get("nests") else covered(gold)
        settled = settle(layout, propose(layout, language), language.weights)
        weighed = confident(layout, settled, language.weights)
        for proposal in continued(layout, in_order(compatible(layout, weighed, 0.0))):
            if proposal.cue is None:
                continue
            right = is_right(layout, proposal, gold)
            if not right and proposal.cue.first in hidden:
                continue  # inside a gold content, where this gold never looks
            rows.append(Example([[], confidence_features(layout, proposal)], int(right)))
    return rows


def link_examples(records: Sequence[Record], language: Language) -> list[Example]:
    """One example for each proposal inside another, in gold that tells its chains: wrong (no features) and right."""
    rows = []
    for record in records:
        if not (record.get("nests") or "chains" in record):
            continue
        layout, gold = read({**record, "attributions": [*record["attributions"], *record.get("chains", ())]}, language)
        weighed = confident(layout, settle(layout, propose(layout, language), language.weights), language.weights)
        for link in links(weighed, outermost(layout, weighed)):
            right = is_right(layout, link.proposal, gold)
            rows.append(Example([[], link_features(layout, link)], int(right)))
    return rows


def is_right(layout: Layout, proposal: Proposal, gold: Sequence[Gold]) -> bool:
    """The headline measure: half of the words of content in common, and a word of the source."""
    words = _words(layout, proposal.pieces)
    named = _source(proposal)
    for g in gold:
        told = _words(layout, g.content)
        common = len(words & told)
        if common and common / len(words | told) >= 0.5:
            naming = _gold_source(g)
            if named & naming or not (named or naming):
                return True
    return False


def _words(layout: Layout, pieces: Sequence[tuple[int, int]]) -> set[int]:
    """The tokens of pieces of content that are words."""
    return {n for first, after in pieces for n in range(first, after) if layout.words[n][0].isalnum()}
