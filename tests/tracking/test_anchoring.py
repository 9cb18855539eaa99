"""Anchoring: a correction finds its statement again, or says that it is lost; it never lands on another one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.tracking.anchoring import SHARED, Anchor, Statement, anchor_of, settle, shared_words

TEXT = (
    "The pier at Corm is closed, Ada Wray said on Monday. “Nobody may walk on it,” she added.\n\n"
    "The harbour master, Joss Pell, said that the pier would open again in May.\n\n"
    "“No,” said Wray. “No,” said Pell.\n"
)


def place(words: str, cue: str = "said", text: str = TEXT, nth: int = 0, id_: str = "") -> Statement:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Statement(id_ or f"{words} {nth}", start, start + len(words), cue)


def anchor(words: str, cue: str = "said", nth: int = 0) -> Anchor:
    start, end = place(words, nth=nth)[1:3]
    return anchor_of(TEXT, start, end, cue)


CLOSED, NOBODY, MAY = (
    "The pier at Corm is closed",
    "“Nobody may walk on it,”",
    "that the pier would open again in May",
)
EARLY = "that the pier would open again in early May"
EDITED = TEXT.replace(MAY, EARLY)
NEWS = "Update: the mayor has spoken.\n\n"

# what happened -> the words that were corrected, the text now, the statements found in it, which it is, and how
CASES = {
    "nothing": (CLOSED, TEXT, [place(CLOSED), place(NOBODY)], f"{CLOSED} 0", "exact"),
    "another cue": (CLOSED, TEXT, [place(CLOSED, "on Monday")], f"{CLOSED} 0", "exact"),
    "wider bounds": (MAY, TEXT, [place("said " + MAY)], f"said {MAY} 0", "fuzzy"),
    "narrower bounds": (MAY, TEXT, [place(MAY[5:])], f"{MAY[5:]} 0", "fuzzy"),
    "not found any more": (MAY, TEXT, [place(CLOSED), place(NOBODY)], None, "lost"),
    "half of it is another's": (MAY, TEXT, [place("again in May")], None, "lost"),
    "news above it": (MAY, NEWS + TEXT, [place(MAY, text=NEWS + TEXT)], f"{MAY} 0", "moved"),
    "edited": (MAY, EDITED, [place(EARLY, text=EDITED)], f"{EARLY} 0", "fuzzy"),
    "cut from the text": (MAY, TEXT.replace(MAY, ""), [place(CLOSED)], None, "lost"),
    "the first of two": ("“No,”", TEXT, [place("“No,”"), place("“No,”", nth=1)], "“No,” 0", "exact"),
    "few words elsewhere": ("“No,”", "“No,” he said.", [place("“No,”", text="“No,” he said.")], None, "lost"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_where_a_correction_belongs(case: str) -> None:
    words, text, statements, expected, how = CASES[case]
    match = settle({"it": anchor(words)}, text, statements)["it"]
    assert (match.statement, match.how) == (expected, how)


def test_the_second_of_two_with_the_same_words() -> None:
    statements = [place("“No,”"), place("“No,”", nth=1)]
    assert settle({"it": anchor("“No,”", nth=1)}, TEXT, statements)["it"].statement == "“No,” 1"
    moved = NEWS + TEXT
    again = [place("“No,”", text=moved), place("“No,”", text=moved, nth=1)]
    assert settle({"it": anchor("“No,”", nth=1)}, moved, again)["it"].statement == "“No,” 1"


def test_of_two_statements_with_the_same_words_the_one_with_the_cue() -> None:
    outer, inner = place(CLOSED, "claimed", id_="claimed"), place(CLOSED, "said", id_="said")
    assert settle({"it": anchor(CLOSED, "said")}, TEXT, [outer, inner])["it"].statement == "said"


SOME = ["ash", "bay", "cup", "dew", "elm", "fig", "gum", "hay", "ivy", "鳥", "“no,”", "é"]
WORDS = st.lists(st.sampled_from(SOME), min_size=1, max_size=40)


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, list[Statement]]:
    """A text, and statements that stand apart from each other in it."""
    words = draw(WORDS)
    text = " ".join(words)
    bounds = sorted(draw(st.sets(st.integers(0, len(text)), max_size=10)))
    pairs = zip(bounds[::2], bounds[1::2], strict=False)
    return text, [Statement(str(n), start, end, "said") for n, (start, end) in enumerate(pairs)]


@given(texts())
def test_the_same_again_is_the_same(found: tuple[str, list[Statement]]) -> None:
    text, statements = found
    anchors = {s.id: anchor_of(text, s.start, s.end, s.cue) for s in statements}
    settled = settle(anchors, text, statements)
    assert {id_: (match.statement, match.how) for id_, match in settled.items()} == {
        s.id: (s.id, "exact") for s in statements
    }


@given(texts(), texts())
def test_no_statement_gets_two_and_none_gets_what_shares_less_than_half(
    before: tuple[str, list[Statement]], after: tuple[str, list[Statement]]
) -> None:
    anchors = {s.id: anchor_of(before[0], s.start, s.end, s.cue) for s in before[1]}
    text, statements = after
    settled = settle(anchors, text, statements)
    assert set(settled) == set(anchors)
    given_to = [match.statement for match in settled.values() if match.statement is not None]
    assert len(given_to) == len(set(given_to))
    at = {s.id: text[s.start : s.end] for s in statements}
    for id_, match in settled.items():
        assert (match.statement is None) == (match.how == "lost")
        if match.how == "fuzzy":
            assert shared_words(anchors[id_].exact, at[match.statement or ""]) >= SHARED
        elif match.statement is not None:
            assert at[match.statement] == anchors[id_].exact


@given(texts(), st.randoms(use_true_random=False))
def test_the_order_in_which_statements_come_does_not_matter(
    found: tuple[str, list[Statement]], chance: object
) -> None:
    text, statements = found
    anchors = {s.id: anchor_of(text, s.start, s.end) for s in statements[::2]}
    shuffled = list(statements)
    chance.shuffle(shuffled)  # type: ignore[attr-defined] # Hypothesis tells no type for it
    assert settle(anchors, text, shuffled) == settle(anchors, text, statements)
