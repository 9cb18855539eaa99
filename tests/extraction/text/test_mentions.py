"""Who could be a source: base phrases in a string of tags, and what they join into."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution import load_language
from attribution.extraction.text.layout import Layout, read_layout
from attribution.extraction.text.mentions import base_phrases, clause_end, joined, lengthened


def read(text: str) -> tuple[Layout, list[tuple[int, int]]]:
    layout = read_layout(text, load_language("en"))
    return layout, base_phrases(layout.tags, 0, len(layout.tags))


def words(layout: Layout, first: int, after: int) -> str:
    return layout.text[slice(*layout.span(first, after))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Holt said", ["Holt"]),
        ("the mayor said", ["the mayor"]),
        ("the former transport minister said", ["the former transport minister"]),
        ("Transport Minister Ola Brandt said", ["Transport Minister Ola Brandt"]),
        ("Mr. Holt's lawyer said", ["Mr. Holt's lawyer"]),
        ("she told him", ["she", "him"]),
        ("his three sisters said", ["his three sisters"]),
        ("a report by the council said", ["a report", "the council"]),
        ("Ada Pell, the union's secretary, said", ["Ada Pell", "the union's secretary"]),
        ("and, of with", []),
    ],
)
def test_base_phrases(text: str, expected: list[str]) -> None:
    layout, bases = read(text)
    assert [words(layout, first, after) for first, after in bases] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the mayor of Halden said", ["the mayor", "the mayor of Halden"]),
        ("Pell, the secretary, said", ["Pell", "Pell, the secretary"]),
        ("Ali and Chen said", ["Ali", "Ali and Chen"]),
        ("a man with a dog said", ["a man", "a man with a dog"]),
        ("Holt said the mayor", ["Holt"]),
    ],
)
def test_what_a_phrase_joins_into(text: str, expected: list[str]) -> None:
    layout, bases = read(text)
    assert [words(layout, p.first, p.after) for p in joined(bases, layout.tags, 0)] == expected


def test_a_relative_clause_is_no_part_of_a_phrase() -> None:
    layout, bases = read("Ivo Mandl, who lost his crop, said")
    assert [words(layout, p.first, p.after) for p in joined(bases, layout.tags, 0)] == ["Ivo Mandl"]


@pytest.mark.parametrize(
    ("text", "cue", "expected", "bare"),
    [
        ("People who had waited said", "said", "People who had waited", "People"),
        ("Ivo Mandl, who lost his crop, said", "said", "Ivo Mandl, who lost his crop", "Ivo Mandl"),
        ("Court records show", "show", "Court records", "Court records"),
    ],
)
def test_a_phrase_before_its_cue_may_be_longer(text: str, cue: str, expected: str, bare: str) -> None:
    layout, bases = read(text)
    found = [lengthened(layout.tags, p, layout.words.index(cue)) for p in joined(bases, layout.tags, 0)]
    longest = next(p for p in found if p is not None)
    assert words(layout, longest.first, longest.after) == expected
    assert words(layout, longest.first, longest.bare.after) == bare


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("people who had waited since dawn.", "people who had waited since dawn"),
        ("Ivo Mandl, who lost his crop, on Friday.", "Ivo Mandl, who lost his crop"),
        ("police records.", "police records"),
    ],
)
def test_a_phrase_behind_its_cue_is_longer_up_to_the_next_mark(text: str, expected: str) -> None:
    layout, bases = read(text)
    phrase = joined(bases, layout.tags, 0)[0]
    longer = lengthened(layout.tags, phrase, clause_end(layout.tags, phrase, len(layout.tags)))
    assert longer is not None
    assert words(layout, longer.first, longer.after) == expected


@pytest.mark.parametrize("text", ["people in Tern said", "the mayor, and", "people who"])
def test_a_phrase_is_not_longer_without_a_clause(text: str) -> None:
    layout, bases = read(text)
    phrase = joined(bases, layout.tags, 0)[0]
    assert lengthened(layout.tags, phrase, len(layout.tags)) is None


def test_the_head_is_the_last_token_of_the_first_base_phrase() -> None:
    layout, bases = read("the mayor of Halden")
    phrase = joined(bases, layout.tags, 0)[-1]
    assert (layout.words[phrase.head], phrase.links) == ("mayor", "o")


@given(st.text(alphabet="NnDPHSzCi#fjq,&op(vB-", max_size=40))
def test_base_phrases_never_overlap_and_joined_ones_begin_where_theirs_does(tags: str) -> None:
    bases = base_phrases(tags, 0, len(tags))
    assert all(0 <= first < after <= len(tags) for first, after in bases)
    assert all(one[1] <= other[0] for one, other in pairwise(bases))
    for number, (first, after) in enumerate(bases):
        for phrase in joined(bases, tags, number):
            assert phrase.first == first
            assert first <= phrase.head < after <= phrase.after
