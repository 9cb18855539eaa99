"""Where proposals overlap: one test a sentence of the policy in `choice.py`."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from attribution import load_language
from attribution.extraction.statements import choice
from attribution.extraction.statements.choice import choose
from attribution.extraction.statements.confidence import LEAST
from attribution.extraction.statements.cues import CueCandidate
from attribution.extraction.statements.links import LEAST_LINK
from attribution.extraction.statements.relations import Proposal, Tokens
from attribution.extraction.text.layout import read_layout
from attribution.languages import Cue
from attribution.languages.weights import Weights

SAY = Cue("say", "say", "verb", "said", True)
LAYOUT = read_layout(" ".join(f"word{n}" for n in range(40)), load_language("en"))


def proposal(cue: int, *pieces: Tokens, sure: float = 0.9, frame: str = "line") -> Proposal:
    """One whose confidence is `sure`: that of a line is what its decisions give."""
    return Proposal(CueCandidate(cue, cue + 1, cue, SAY), frame, None, pieces, (sure, 1.0, 1.0, 1.0))


def chosen(*proposals: Proposal) -> list[tuple[Tokens, ...]]:
    return [p.pieces for p in choose(LAYOUT, proposals, {})]


def test_what_does_not_overlap_stays_in_text_order() -> None:
    assert chosen(proposal(20, (21, 25)), proposal(1, (2, 9))) == [((2, 9),), ((21, 25),)]


def test_a_link_of_a_chain_stays_beside_the_one_that_holds_it() -> None:
    assert chosen(proposal(1, (2, 20)), proposal(5, (6, 20))) == [((2, 20),), ((6, 20),)]


def test_a_link_that_claims_the_very_same_words_does_not() -> None:
    assert chosen(proposal(1, (2, 20), sure=0.8), proposal(5, (2, 20))) == [((2, 20),)]


def test_of_two_that_share_words_the_surer_one_stays() -> None:
    assert chosen(proposal(1, (5, 20), sure=0.7), proposal(25, (12, 24), sure=0.8)) == [((12, 24),)]
    assert chosen(proposal(1, (5, 20), sure=0.8), proposal(25, (12, 24), sure=0.7)) == [((5, 20),)]


def test_one_that_is_not_sure_enough_goes() -> None:
    assert chosen(proposal(1, (2, 9), sure=LEAST - 0.01)) == []
    assert chosen(proposal(1, (2, 9), sure=LEAST + 0.01)) == [((2, 9),)]


def test_a_link_of_a_chain_must_be_surer() -> None:
    unsure = (LEAST + LEAST_LINK) / 2
    assert chosen(proposal(1, (2, 20)), proposal(5, (6, 20), sure=unsure)) == [((2, 20),)]
    assert chosen(proposal(5, (6, 20), sure=unsure)) == [((6, 20),)]


def test_how_sure_a_link_is_tells_a_table_of_its_own() -> None:
    outer, inner = (proposal(1, (2, 20), frame="after"), proposal(5, (6, 20), sure=0.2, frame="after"))
    for weight, pieces in ((2.0, [((2, 20),), ((6, 20),)]), (-2.0, [((2, 20),)])):
        tables: Weights = {"confidence": {("gap", "-"): 0.5}, "link": {("always",): weight}}
        assert [p.pieces for p in choose(LAYOUT, [outer, inner], tables)] == pieces


def test_links_of_one_chain_hold_each_other() -> None:
    outer, middle, inner = proposal(1, (2, 20)), proposal(5, (6, 20)), proposal(9, (10, 20))
    assert chosen(outer, middle, inner) == [((2, 20),), ((6, 20),), ((10, 20),)]


def test_one_that_holds_a_much_surer_link_goes() -> None:
    inner = proposal(5, (6, 20), sure=0.95)
    assert chosen(proposal(1, (2, 20), sure=0.94 - choice.DOUBTED), inner) == [((6, 20),)]
    assert chosen(proposal(1, (2, 20), sure=0.96 - choice.DOUBTED), inner) == [((2, 20),), ((6, 20),)]


def test_of_two_with_one_cue_the_surer_one_stays() -> None:
    assert chosen(proposal(5, (6, 20)), proposal(5, (1, 4), sure=0.7)) == [((6, 20),)]


pieces = st.tuples(st.integers(0, 30), st.integers(1, 9)).map(lambda p: (p[0], p[0] + p[1]))
proposals = st.lists(
    st.builds(
        lambda cue, piece, sure: proposal(cue, piece, sure=sure), st.integers(0, 39), pieces, st.floats(0, 1)
    ),
    max_size=12,
)


@given(proposals)
def test_any_proposals(given_: list[Proposal]) -> None:
    found = choose(LAYOUT, given_, {})
    assert len({p.pieces for p in found}) == len(found)
    assert [p.pieces for p in found] == sorted(p.pieces for p in found)
    assert {(p.cue, p.pieces) for p in found} <= {(p.cue, p.pieces) for p in given_}
    assert all(p.confidence >= LEAST for p in found)
    assert [p.pieces for p in choose(LAYOUT, found, {})] == [p.pieces for p in found], (
        "chosen again, nothing goes"
    )
