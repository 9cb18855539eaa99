"""The tagged notation: text and gold in one line."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.model import Span
from attribution.tagged import TaggedAttribution, parse, write


def words(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [text[start:end] for start, end in spans]


def test_tags_come_off_and_become_spans() -> None:
    text, (only,) = parse("<content>“We won,”</content> <source>Jane Doe</source> <cue>said</cue>.")
    assert text == "“We won,” Jane Doe said."
    assert words(text, only.content) == ["“We won,”"]
    assert words(text, only.source) == ["Jane Doe"]
    assert words(text, only.cue) == ["said"]


def test_a_part_may_be_in_several_pieces() -> None:
    text, (only,) = parse(
        "<content>“Go,”</content> <source>she</source> <cue>said</cue>. <content>“Now.”</content>"
    )
    assert words(text, only.content) == ["“Go,”", "“Now.”"]


def test_ordinals_tell_attributions_apart_and_elements_nest() -> None:
    tagged = (
        "<source>The paper</source> <cue>wrote</cue> "
        "<content>that <source 2>Orr</source> <cue 2>said</cue> <content 2>it rained</content></content>."
    )
    text, (paper, orr) = parse(tagged)
    assert words(text, paper.content) == ["that Orr said it rained"]
    assert words(text, orr.source) == ["Orr"]
    assert words(text, orr.content) == ["it rained"]
    assert write(text, (paper, orr)) == tagged


def test_the_same_words_may_belong_to_several_attributions() -> None:
    text, (first, second) = parse(
        "<source><source 2>He</source></source> <cue>said</cue>, <cue 2>adding</cue>"
    )
    assert words(text, first.source) == words(text, second.source) == ["He"]


def test_elements_may_cross_where_the_closing_tag_tells_its_ordinal() -> None:
    text, (first, second) = parse("<content>a <content 2>b</content 1> c</content>")
    assert (words(text, first.content), words(text, second.content)) == (["a b"], ["b c"])


def test_a_text_without_tags_has_no_attributions() -> None:
    assert parse("It rained at AT&T.") == ("It rained at AT&T.", ())


def test_a_plain_less_than_sign_is_escaped() -> None:
    assert parse("p &lt; 0.05 &amp;lt; and &copy;").text == "p < 0.05 &lt; and &copy;"
    assert write("p < 0.05 &lt; and &copy;", ()) == "p &lt; 0.05 &amp;lt; and &copy;"


@pytest.mark.parametrize(
    ("tagged", "complaint"),
    [
        ("<content>It rained", "<content> is never closed"),
        ("<source 2>Orr", "<source 2> is never closed"),
        ("It rained</content>", "</content> closes nothing, at 9"),
        ("<source>He <cue>said</source></cue>", "</source> closes nothing, inside <cue>, at 20"),
        ("<source>He</source 2>", "</source 2> closes nothing"),
        ("<content>a <content>b</content></content>", "<content> stands inside another <content>"),
        ("<content>a <content 1>b</content></content>", "<content 1> stands inside another <content 1>"),
        ("<cue></cue>said", "<cue> holds no words"),
        ("<speaker>He</speaker>", "not a tag (a plain < is written &lt;), at 0: '<speaker>"),
        ("<content 0>a</content>", "not a tag"),
        ("<Content>a</Content>", "not a tag"),
        ("p < 0.05", "not a tag"),
        ("<content 2>a</content>", "ordinal 2 is used, but 1 is not"),
    ],
)
def test_bad_tags_are_refused(tagged: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=re.escape(complaint)):
        parse(tagged)


@pytest.mark.parametrize(
    ("attribution", "complaint"),
    [
        (TaggedAttribution((), (), ()), "attribution 1 has no words"),
        (TaggedAttribution((), (Span(1, 1),), ()), "cue 1 has an empty span, or one outside the text: 1, 1"),
        (
            TaggedAttribution((), (), (Span(0, 8),)),
            "content 1 has an empty span, or one outside the text: 0, 8",
        ),
        (TaggedAttribution((), (), (Span(0, 4), Span(3, 5))), "content 1 has pieces that overlap, at 3"),
    ],
)
def test_what_cannot_be_written_is_refused(attribution: TaggedAttribution, complaint: str) -> None:
    with pytest.raises(ValueError, match=re.escape(complaint)):
        write("He won.", [attribution])


LIKE_TAGS = ["<content>", "</source 2>", "&lt;", "&amp;lt;", "a < b", "<cue>x</cue>", "&amp"]
CHARACTERS = st.sampled_from("ab <>&;/lt“”’\n12") | st.characters()
TEXTS = st.text(CHARACTERS, min_size=1, max_size=40) | st.sampled_from(LIKE_TAGS)


@st.composite
def annotated(draw: st.DrawFn) -> tuple[str, tuple[TaggedAttribution, ...]]:
    """Any text with any attributions in it, nested and crossing."""
    text = draw(TEXTS)
    places = st.integers(0, len(text))

    def part() -> tuple[Span, ...]:
        ends = sorted(draw(st.lists(places, max_size=6, unique=True)))
        return tuple(Span(start, end) for start, end in zip(ends[::2], ends[1::2], strict=False))

    attributions = (TaggedAttribution(part(), part(), part()) for _ in range(draw(st.integers(0, 4))))
    return text, tuple(a for a in attributions if any(a))


@given(annotated())
def test_parse_undoes_write(gold: tuple[str, tuple[TaggedAttribution, ...]]) -> None:
    text, attributions = gold
    assert parse(write(text, attributions)) == (text, attributions)


PIECES = ["a", "b", " ", "<", "<content>", "</content>", "<cue 2>", "</cue>", "</content 1>", "<content 2>"]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_what_parses_can_be_written_and_parsed_again(tagged: str) -> None:
    try:
        text, attributions = parse(tagged)
    except ValueError:
        return
    assert parse(write(text, attributions)) == (text, attributions)
