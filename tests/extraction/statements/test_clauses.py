"""Which clauses still lack their verb, told by the tags of words alone."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution import load_language
from attribution.extraction.statements.clauses import verbs_owed
from attribution.extraction.text.layout import read_layout

ENGLISH = load_language("en")
ALL_TAGS = "abcdefgijmnopqrtuvyzABCDEFHIKMNOPSTWX<>.,;:&-()!?#"


# what is said, up to a word behind which one asks; how many verbs its clauses lack there
@pytest.mark.parametrize(
    ("words", "owed"),
    [
        ("that the bridge", 1),
        ("that the bridge was", 0),
        ("that the bridge, which", 2),
        ("that the bridge, which was closed,", 1),
        ("that the bridge, which was closed, will open", 0),
        ("the bridge would", 0),
        ("he, too,", 1),
        ("his deputy, Ana Ruiz,", 1),
        ("to open the bridge", 0),
        ("to open the bridge that", 1),
        ("that it has never been closed", 0),
        ("that the plan to close the bridge", 1),
        ("of fraud", 0),
    ],
)
def test_clauses_that_lack_their_verb(words: str, owed: int) -> None:
    layout = read_layout(f"Holt said {words}", ENGLISH)
    assert verbs_owed(layout.tags, 2, len(layout.tags))[-1] == owed


@given(st.text(ALL_TAGS, min_size=1, max_size=30), st.data())
def test_there_is_a_number_for_each_token_and_for_the_end(tags: str, data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(tags) - 1))
    found = verbs_owed(tags, begin, len(tags))
    assert len(found) == len(tags) - begin + 1
    assert all(number >= 0 for number in found)
    assert all(after - before <= 1 for before, after in pairwise(found))
