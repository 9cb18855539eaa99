"""A text with marks over it: nothing is lost, nothing is marked that should not be."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from attribution.model import Span
from attribution.web.marking import Mark, marked, paragraphs, parts

TEXTS = st.text(max_size=40)
ROLES = st.sampled_from(["source", "cue", "content", "aside"])
PLACES = st.integers(0, 45)
MARKS = st.lists(st.builds(Mark, PLACES, PLACES, ROLES, st.sampled_from("ab")), max_size=8)


@given(TEXTS, MARKS)
def test_the_segments_put_together_are_the_text(text: str, marks: list[Mark]) -> None:
    assert "".join(segment.words for segment in marked(text, marks)) == text


@given(TEXTS, MARKS)
def test_each_character_lies_in_the_marks_around_it(text: str, marks: list[Mark]) -> None:
    for segment in marked(text, marks):
        for place in range(segment.start, segment.start + len(segment.words)):
            assert sorted(segment.marks) == sorted(mark for mark in marks if mark.start <= place < mark.end)


@given(TEXTS, MARKS, PLACES, PLACES)
def test_a_part_of_the_text_is_marked_as_the_whole_is(text: str, marks: list[Mark], a: int, b: int) -> None:
    span = Span(*sorted((min(a, len(text)), min(b, len(text)))))
    segments = marked(text, marks, span)
    assert "".join(segment.words for segment in segments) == text[span.start : span.end]
    whole = {place: s.marks for s in marked(text, marks) for place in range(s.start, s.start + len(s.words))}
    for segment in segments:
        assert {whole[segment.start]} == {whole[segment.start + n] for n in range(len(segment.words))}


def test_marks_that_overlap_and_nest() -> None:
    text = "She said he said no."
    outer, inner, cue = Mark(9, 19, "content", "1"), Mark(17, 19, "content", "2"), Mark(12, 16, "cue", "2")
    assert [(s.words, s.roles) for s in marked(text, [inner, outer, cue])] == [
        ("She said ", []), ("he ", ["content"]), ("said", ["content", "cue"]), (" ", ["content"]),
        ("no", ["content"]), (".", []),
    ]  # fmt: skip


def test_offsets_are_code_points() -> None:
    text = "𝕎𝕖 🌊 won"
    assert marked(text, [Mark(3, 4, "content", "1")])[1].words == "🌊"


def test_paragraphs_are_lines() -> None:
    text = "\n Sea wall late\n\n\n“We will not move.”\r\n\tShe said.  \n\n"
    assert [text[a:b] for a, b in paragraphs(text)] == ["Sea wall late", "“We will not move.”", "She said."]


def test_paragraphs_of_a_text_whose_lines_are_broken_where_they_are_full() -> None:
    line = "the tide came in over the wall and nobody in the town had seen the like"
    text = f"Storm\n\nThen {line}\n{line}\n{line}\n{line}.\n\nIt was late."
    assert [text[a:b] for a, b in paragraphs(text)] == [
        "Storm", f"Then {line}\n{line}\n{line}\n{line}.", "It was late.",
    ]  # fmt: skip


def test_no_text_has_no_paragraphs() -> None:
    assert paragraphs(" \n\n ") == []
    assert parts([]) == []


@given(st.lists(st.integers(1, 30), max_size=12), st.integers(1, 25))
def test_parts_hold_all_paragraphs_and_none_is_too_long(lengths: list[int], most: int) -> None:
    at, found = 0, []
    for length in lengths:
        found.append(Span(at, at + length))
        at += length + 2
    made = parts(found, most)
    assert all(part[-1].end - part[0].start <= most for part in made)
    covered = {place for part in made for a, b in part for place in range(a, b)}
    assert covered == {place for a, b in found for place in range(a, b)}
