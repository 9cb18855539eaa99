"""Which frame a cue has: where its content stands, and how likely that it is no cue at all."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from attribution.extraction.statements.cues import CueCandidate, cue_features
from attribution.extraction.statements.weighing import shares
from attribution.extraction.text.layout import Layout
from attribution.languages import Language
from attribution.languages.weights import FRAME_TABLES, Feature

# Nowhere (no cue), behind the cue, before it, on both sides of it, or as subject and complement of a passive or
# raising cue (“taxes are expected to rise”).
FRAMES = ("none", "after", "before", "around", "raised")


@lru_cache(maxsize=8)
def frame_weights(language: Language) -> Mapping[Feature, tuple[float, float, float, float]]:
    """Feature -> its weights for the four frames in which a cue is one, so that each is looked up once."""
    tables = [language.weights[name] for name in FRAME_TABLES]
    features = dict.fromkeys(feature for table in tables for feature in table)
    after, before, around, raised = tables
    return {
        f: (after.get(f, 0.0), before.get(f, 0.0), around.get(f, 0.0), raised.get(f, 0.0)) for f in features
    }


def frame_shares(
    layout: Layout, candidate: CueCandidate, first: int, after: int, language: Language
) -> list[float]:
    """The probability of each of `FRAMES` for a cue candidate of the sentence `first` to `after`."""
    get = frame_weights(language).get
    one = two = three = four = 0.0
    features = cue_features(layout, candidate, first, after)
    for in_one, in_two, in_three, in_four in filter(None, map(get, features)):
        one += in_one
        two += in_two
        three += in_three
        four += in_four
    return shares((0.0, one, two, three, four))
