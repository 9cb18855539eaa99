"""Where a content behind its cue may begin."""

from __future__ import annotations

import pytest

from attribution import load_language
from attribution.extraction.statements.contents import starts_behind
from attribution.extraction.statements.cues import find_cues
from attribution.extraction.text.layout import read_layout

ENGLISH = load_language("en")


def begins(text: str) -> list[str]:
    """The words with which the content of the first cue may begin."""
    layout = read_layout(text, ENGLISH)
    after = len(layout.words)
    cue = find_cues(layout, 0, after, ENGLISH)[0]
    return [layout.words[n] for n, _ in starts_behind(layout, cue, cue.after, after, "after")]


@pytest.mark.parametrize(
    ("text", "begin"),
    [
        ("Pell said the mill would close.", "the"),
        ("Pell said on Monday that the mill would close.", "that"),
        # far from its cue, a content begins where “that” or a mark says so
        ("Pell told the cooks and bakers of the old quarter of Tern in the hall on Monday that it was over.", "that"),
        ("Pell told the cooks and bakers of the old quarter of Tern in the hall on Monday, “It is over.”", "“"),
        # behind a title in quotation marks
        ("Pell told Radio Tern’s “Morning Bell” that it was over.", "that"),
    ],
)  # fmt: skip
def test_a_content_may_begin(text: str, begin: str) -> None:
    assert begin in begins(text)


@pytest.mark.parametrize(
    ("text", "begin"),
    [
        # far from its cue, no other word
        ("Pell told the cooks and bakers of the old quarter of Tern in the hall on Monday it was over.", "it"),
        # nor “that” behind a verb
        ("Pell told the cooks and bakers of the old quarter, who were cold, in the tall hall that it was.", "that"),
        # nor one within a quotation, or a word behind it
        ("Pell told them, “I hope that it is over.”", "that"),
        ("Pell called it “a joke” the day before.", "the"),
    ],
)  # fmt: skip
def test_a_content_does_not_begin(text: str, begin: str) -> None:
    assert begin not in begins(text)
