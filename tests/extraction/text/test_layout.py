"""How a text is cut up: tokens, sentences, paragraphs, the headline, and what is furniture."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution import load_language
from attribution.extraction.text.layout import Layout, read_layout


def read(text: str, title: str | None = None) -> Layout:
    return read_layout(text, load_language("en"), title)


def tokens(layout: Layout) -> list[str]:
    return [layout.text[start:end] for start, end in zip(layout.starts, layout.ends, strict=True)]


def stretches(layout: Layout, ranges: list[tuple[int, int]]) -> list[str]:
    return [layout.text[slice(*layout.span(first, after))] for first, after in ranges]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She said.", ["She", "said", "."]),
        ("Holt's here", ["Holt", "'s", "here"]),
        ("they’ve, she'll", ["they", "’ve", ",", "she", "'ll"]),
        ("won't o'clock", ["won't", "o'clock"]),
        ("O’Hara left", ["O’Hara", "left"]),
        ("the U.S. fleet", ["the", "U.S.", "fleet"]),
        ("Mr. Holt", ["Mr.", "Holt"]),
        ("Harbour.com fell", ["Harbour.com", "fell"]),
        ("They left.Net income", ["They", "left", ".", "Net", "income"]),
        ("3.5% of 1,200", ["3.5%", "of", "1,200"]),
        ("$40 @holt", ["$40", "@holt"]),
        ("well-known—or not", ["well-known", "—", "or", "not"]),
        ("(R-Wis.)", ["(", "R-Wis", ".", ")"]),
        ("Jose\u0301 Mun\u0303oz, a", ["Jose\u0301", "Mun\u0303oz", ",", "a"]),
        ("TomÃ¡s and JosÃ©", ["TomÃ¡s", "and", "JosÃ©"]),
        ("Ib\xc3\x83\xc2\xa1n Rey", ["Ib\xc3\x83\xc2\xa1n", "Rey"]),
        ("AÃ±ez © 2019 §4", ["AÃ±ez", "©", "2019", "§", "4"]),
        ("No... yes", ["No", "...", "yes"]),
        ("“Go.”", ["“", "Go", ".", "”"]),
        ("a 6'2\" guard", ["a", "6'2\"", "guard"]),
        ("he is 6’2”, and", ["he", "is", "6’2", "”", ",", "and"]),
        ("one\n\n\ntwo", ["one", "\n\n\n", "two"]),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert tokens(read(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Gen. A. B. Cole said the U.S. won't wait.| The bill passed.", id="initials and abbreviations"
        ),
        pytest.param("Sen. Ron Voss (R-Halden) said no.| It fell 3.5% to $4.2bn.", id="brackets and figures"),
        pytest.param("Clara Holt (D-Mo.), a baker, left.| (She came back.)| Late.", id="comma behind a bracket"),
        pytest.param("He lives in Washington, D.C.| She lives in Leeds.", id="abbreviation at the end"),
        pytest.param("No. 10 was shut.| No.| It was not.", id="a word and an abbreviation"),
        pytest.param("“Why now?” asked Tarn.| “I don't know.”", id="question before its speaker"),
        pytest.param("“Go. Now. Please,” she said.", id="sentences inside a quotation"),
        pytest.param("He said: “It was ‘a lie.’ It still is.”| She left.", id="a quotation within a quotation"),
        pytest.param("He spoke in Halden, S.C.| “It is late. I am tired.”", id="a quotation behind an abbreviation"),
        pytest.param("He is of the U.S. “Reform” party.", id="a word in quotation marks behind one"),
        pytest.param("“We won.”| She left.", id="quotation that is a sentence"),
        pytest.param("It was over… and then it was not.| Was it?", id="ellipsis in mid-sentence"),
        pytest.param("The site is halden.example.| It opened in May.", id="address"),
    ],
)
def test_sentences(text: str) -> None:
    parts = [part.strip() for part in text.split("|")]
    layout = read(text.replace("|", ""))
    assert stretches(layout, layout.sentences) == parts


def test_paragraphs_are_lines_and_blank_lines_part_them() -> None:
    layout = read("One.\nTwo.\n\nThree.\r\n\r\nFour.")
    assert stretches(layout, layout.paragraphs) == ["One.", "Two.", "Three.", "Four."]


def test_lines_broken_where_they_were_full_are_one_paragraph() -> None:
    line = "the harbour wall was built of stone that came down the river by barge"
    text = f"In those days {line} and\n{line} and\n{line} and\n{line}.\n\nThen it fell."
    layout = read(text)
    assert len(layout.paragraphs) == 2


@pytest.mark.parametrize(
    ("text", "title", "headline"),
    [
        ("Harbour wall delayed\n\nIt rained.", None, 0),
        ("Harbour wall delayed\n\nIt rained.", "Harbour wall delayed", 0),
        ("Harbour wall delayed\n\nIt rained.", "Another title", -1),
        ("The wall was late.\n\nIt rained.", None, -1),
        ("The wall was late.\n\nIt rained.", "The wall was late.", 0),
        ("One line only", None, -1),
        ("", None, -1),
    ],
)
def test_the_headline(text: str, title: str | None, headline: int) -> None:
    assert read(text, title).headline == headline


@pytest.mark.parametrize(
    ("paragraph", "prose"),
    [
        ("The school opened in 1958.", True),
        ("Share this article", False),
        ("Leave a Reply", False),
        ("Your email address will not be published. Required fields are marked *", False),
        ("Read more: Ten walks in Halden", False),
        ("© Halden Echo. All rights reserved.", False),
        ("“Share it,” she said, “or lose it.”", True),
    ],
)
def test_furniture_is_told_from_prose(paragraph: str, prose: bool) -> None:
    assert read(paragraph).prose == [prose]


@pytest.mark.parametrize(
    ("word", "tag"),
    [
        ("the", "D"),
        ("she", "S"),
        ("not", "X"),
        ("Holt", "N"),
        ("mayor", "n"),
        ("quickly", "a"),
        ("40", "#"),
        ("said", "C"),
    ],
)
def test_each_word_has_a_tag_for_its_class(word: str, tag: str) -> None:
    assert read(f"and {word}").tags[1] == tag


def test_a_word_with_a_capital_in_mid_sentence_is_a_name() -> None:
    assert read("the green house of the Green House").tags == "DjnoDNN"


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        pytest.param("They would dismantle the wall.", "SMvDn.", id="behind a modal"),
        pytest.param("She dismantled the wall.", "SvDn.", id="a past behind its subject"),
        pytest.param("It was dismantled.", "SBe.", id="a participle"),
        pytest.param("Said Ms. Tarrant: no.", "CiN:X.", id="a verb of saying opens the sentence"),
        pytest.param("Grant said no.", "NCX.", id="a name that is a cue elsewhere"),
        pytest.param("Claims by Holt fell.", "CpNv.", id="a noun of saying opens the sentence"),
        pytest.param("An inspection report published on", "DnnCp", id="a noun before a participle"),
        pytest.param("according to figures", "gtn", id="a plural behind to"),
        pytest.param("going to figure", "gtC", id="an infinitive"),
        pytest.param("He said orders had slowed.", "SCnAv.", id="a plural before its verb"),
    ],
)
def test_words_are_told_by_what_stands_around_them(text: str, tags: str) -> None:
    assert read(text).tags == tags


def test_capitals_say_nothing_in_a_headline_that_has_them_throughout() -> None:
    layout = read("Holt Blasts Governor Over Plan To Close Schools\n\nThe mayor said it.")
    assert layout.tags.startswith("NCnp")
    assert read("The mayor of Blasts said it.").tags[3] == "N"


def test_quotation_marks_and_what_stands_between_them() -> None:
    layout = read("“No,” she said.")
    assert layout.tags[0] == "<"
    assert layout.tags[3] == ">"
    assert layout.quoted == [0, 0, 0, 0, -1, -1, -1]


@pytest.mark.parametrize(
    ("text", "token", "tag"),
    [
        pytest.param("A. B. Cole left", "A.", "N", id="an initial that is an article as well"),
        pytest.param("the Dockers’ union", "’", "z", id="possessive of a plural"),
        pytest.param("â€œYes,â€ she said", "â€œ", "<", id="marks in the wrong encoding"),
        pytest.param("“Yes.” ― Holt", "―", "-", id="horizontal bar"),
        pytest.param("“Yes.” — Holt", "—", "-", id="dash"),
        pytest.param("According to Holt, no", "According", "g", id="a word of attribution that opens"),
    ],
)
def test_marks_and_initials_that_sources_hang_on(text: str, token: str, tag: str) -> None:
    layout = read(text)
    assert (token, tag) in list(zip(tokens(layout), layout.tags, strict=True))


@given(st.text(alphabet=st.sampled_from("aB“”'\".,:;-–\n\r ’s1€\xa0中"), max_size=60) | st.text(max_size=40))
def test_any_text_is_cut_up_without_gaps_or_overlaps(text: str) -> None:
    layout = read(text)
    spans = list(zip(layout.starts, layout.ends, strict=True))
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert not "".join(text[a:b] for (_, a), (b, _) in pairwise([(0, 0), *spans, (len(text), 0)])).strip()
    assert len(layout.words) == len(layout.tags) == len(layout.labels) == len(layout.quoted) == len(spans)
    for ranges in (layout.sentences, layout.paragraphs):
        assert all(first < after <= len(spans) for first, after in ranges)
        assert all(one[1] <= other[0] for one, other in pairwise(ranges))
    assert len(layout.prose) == len(layout.paragraphs)


def test_the_tokens_of_a_span_are_those_that_span_tells() -> None:
    layout = read("Holt said: “No.” Nobody asked.")
    for first in range(len(layout.tags)):
        for after in range(first + 1, len(layout.tags) + 1):
            assert layout.tokens(*layout.span(first, after)) == (first, after)
