"""From gold articles to all weight tables: fit, cross-fit the confidence, fit again on everything."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from attribution.extraction.choice import choose
from attribution.extraction.confidence import confidence_features
from attribution.extraction.continuation import continued
from attribution.extraction.cues import FRAMES
from attribution.extraction.layout import Layout
from attribution.extraction.relations import Proposal, propose
from attribution.fitting.examples import Decisions, Gold, collect, covered, read
from attribution.fitting.solver import Example, fit_choice, fit_classes
from attribution.languages import Language
from attribution.languages.weights import Table, Weights

FOLDS = 4
LEAST = 5  # decisions in which a feature must be seen
SPARSE = 0.3  # strength of the L1 penalty
Record = dict[str, Any]
Say = Callable[[str], None]


def fit(records: Sequence[Record], language: Language, say: Say = lambda line: None) -> Weights:
    """All weight tables of a language from gold records, in the order given."""
    rows: list[Example] = []
    for fold in range(FOLDS):
        tables = fit_decisions([r for n, r in enumerate(records) if n % FOLDS != fold], language)
        seen = [r for n, r in enumerate(records) if n % FOLDS == fold]
        rows += confidence_examples(seen, replace(language, weights=tables))
        say(f"fold {fold + 1} of {FOLDS}: {len(rows)} attributions judged")
    tables = fit_decisions(records, language)
    tables["confidence"] = fit_choice(rows, least=10, sparse=1.0)
    say(f"{sum(map(len, tables.values()))} weights")
    return tables


def fit_decisions(records: Sequence[Record], language: Language) -> dict[str, Table]:
    """The tables of every choice but the confidence."""
    decisions: Decisions = collect(records, language)
    frames = fit_classes(decisions.frames, FRAMES, least=LEAST, sparse=SPARSE)
    tables = {"frame." + name: table for name, table in frames.items()}
    for name in ("source", "subject", "before", "begin", "end"):
        tables[name] = fit_choice(getattr(decisions, name), least=LEAST, sparse=SPARSE)
    return tables


def confidence_examples(records: Sequence[Record], language: Language) -> list[Example]:
    """One example for each proposal: the options are wrong (no features) and right (all of them)."""
    rows = []
    for record in records:
        layout, gold = read(record, language)
        hidden = set() if record.get("nests") else covered(gold)
        proposals = continued(layout, choose(layout, propose(layout, language), language.weights, least=0.0))
        for proposal in proposals:
            if proposal.cue is None:
                continue
            right = is_right(layout, proposal, gold)
            if not right and proposal.cue.first in hidden:
                continue  # inside a gold content, where this gold never looks
            rows.append(Example([[], confidence_features(layout, proposal)], int(right)))
    return rows


def is_right(layout: Layout, proposal: Proposal, gold: Sequence[Gold]) -> bool:
    """The headline measure: half of the words of content in common, and a word of the source."""
    words = _words(layout, proposal.pieces)
    source = proposal.source
    named = set(range(source.first, source.after)) if source is not None else set()
    for g in gold:
        told = _words(layout, g.content)
        common = len(words & told)
        if common and common / len(words | told) >= 0.5:
            naming = {n for first, after in g.source for n in range(first, after)}
            if named & naming or not (named or naming):
                return True
    return False


def _words(layout: Layout, pieces: Sequence[tuple[int, int]]) -> set[int]:
    return {n for first, after in pieces for n in range(first, after) if layout.words[n][0].isalnum()}
