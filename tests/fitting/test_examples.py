"""Gold records: files, folders of tagged articles, and chains told beside the articles they belong to."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from attribution import load_language
from attribution.fitting.examples import records, with_chains
from attribution.fitting.training import link_examples

GOLD = Path(__file__).parents[2] / "gold"
TEXT = "“Orlov told us to wait,” Holt said on Monday."
ARTICLE: dict[str, Any] = {
    "id": "one",
    "text": TEXT,
    "attributions": [{"source": [[25, 29]], "cue": [[30, 34]], "content": [[0, 24]]}],
}
CHAIN = {"source": [[1, 6]], "cue": [[7, 11]], "content": [[15, 22]]}


def test_chains_complete_the_article_of_their_id() -> None:
    (record,) = with_chains([{"id": "one", "chains": [CHAIN]}, ARTICLE])
    assert record == {**ARTICLE, "chains": [CHAIN]}


def test_chains_of_an_article_that_is_not_there_are_left_out() -> None:
    assert with_chains([ARTICLE, {"id": "another", "chains": [CHAIN]}]) == [ARTICLE]


def test_chains_of_another_text_are_told() -> None:
    other = {**CHAIN, "cue": [[30, 34]]}
    with pytest.raises(ValueError, match="one: the chain at 30 stands in no content"):
        with_chains([ARTICLE, {"id": "one", "chains": [other]}])


def test_links_are_learned_from_articles_that_tell_their_chains() -> None:
    english = load_language("en")
    assert not link_examples([ARTICLE], english), "whether Orlov told them is not known"
    for chains, right in (([CHAIN], 1), ([], 0)):
        (example,) = link_examples([{**ARTICLE, "chains": chains}], english)
        assert example.right == right
        assert ("form", "told") in example.options[1]


def test_the_chains_of_the_project_are_offsets_alone() -> None:
    rows = list(records([str(GOLD / "chains.jsonl")]))
    assert len({row["id"] for row in rows}) == len(rows) > 600
    for row in rows:
        assert set(row) == {"id", "chains"}
        for chain in row["chains"]:
            assert set(chain) == {"source", "cue", "content"}
            spans = [span for part in chain.values() for span in part]
            assert chain["cue"]
            assert chain["content"]
            assert all(0 <= start < end for start, end in spans)
    assert json.dumps(rows[0]["chains"][0]).count("[") > 3
