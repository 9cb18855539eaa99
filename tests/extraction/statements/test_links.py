"""Links of chains: which proposals stand inside another, and what they are weighed by."""

from __future__ import annotations

from attribution import load_language
from attribution.extraction.statements.links import link_confidence, link_features, links
from attribution.extraction.statements.relations import Proposal, propose
from attribution.extraction.statements.whole import settle
from attribution.extraction.text.layout import Layout, read_layout
from attribution.languages.weights import Weights

ENGLISH = load_language("en")
CHAIN = "“Orlov told us to wait and I asked him why,” Holt said on Monday. Ruiz said she agreed."


def read(text: str) -> tuple[Layout, list[Proposal]]:
    layout = read_layout(text, ENGLISH)
    return layout, settle(layout, propose(layout, ENGLISH), ENGLISH.weights)


def by_cue(layout: Layout, proposals: list[Proposal]) -> dict[str, Proposal]:
    return {layout.words[p.cue.first]: p for p in proposals if p.cue is not None}


def test_a_link_is_what_has_its_cue_inside_a_holder() -> None:
    layout, proposals = read(CHAIN)
    holders = [p for p in proposals if p.cue is not None and layout.quoted[p.cue.first] < 0]
    found = {layout.words[link.cue.first] for link in links(proposals, holders)}
    assert found >= {"told", "asked"}
    assert "said" not in found, "a holder is no link of its own"


def test_what_shares_all_its_words_with_the_holder_is_none() -> None:
    layout, proposals = read(CHAIN)
    told = by_cue(layout, proposals)["told"]
    assert not list(links([told._replace(pieces=((0, 20),))], [told._replace(cue=None, pieces=((0, 20),))]))


def test_the_innermost_holder_counts() -> None:
    layout, proposals = read(CHAIN)
    told = by_cue(layout, proposals)["told"]
    near, far = told._replace(cue=None, pieces=((0, 9),)), told._replace(cue=None, pieces=((0, 20),))
    assert [link.holder for link in links([told], [far, near])] == [near]


def test_a_link_is_weighed_by_how_it_stands_to_its_holder() -> None:
    layout, proposals = read(CHAIN)
    named = by_cue(layout, proposals)
    (link,) = links([named["told"]], [named["said"]._replace(cue=None, pieces=((0, 12),))])
    features = set(link_features(layout, link))
    assert {("begins together", True, "Q"), ("before it", "<")} <= features
    assert ("form", "told") in features
    sure: Weights = {"link": {("form", "told"): 3.0}}
    unsure: Weights = {"link": {("form", "asked"): 3.0}}
    assert link_confidence(layout, link, sure) > 0.9 > link_confidence(layout, link, unsure)


def test_what_is_told_within_a_turn_is_weighed_as_elsewhere() -> None:
    layout, proposals = read(CHAIN)
    named = by_cue(layout, proposals)
    turn = named["said"]._replace(cue=None, frame="line", pieces=((0, 12),))
    told = named["told"]._replace(confidence=0.7)
    (link,) = links([told], [turn])
    assert link_confidence(layout, link, {"link": {("form", "told"): -9.0}}) == told.confidence
