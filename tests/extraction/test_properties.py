"""What holds for the extraction of any text whatever, however odd: written as properties, tried by Hypothesis."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution import Article, Attribution, Extraction, extract, load_language
from attribution.extraction.text.layout import read_layout
from attribution.model import Span

MARKS = [
    "“", "”", "‘", "’", '"', "'", "''", "``", "«", "»", "„", "‹", "›", "「", "」", "â€œ", "â€\x9d", "(", ")", "[",
    ",", ".", "!", "?", "…", ":", ";", "—", "–", "-", "--", "•", "’s", "'s", "\n", "\n\n", "\r\n", "\xa0", "\t",
]  # fmt: skip
WORDS = [
    "Mara Venn", "Dr. Imre Holt", "Ola", "the mayor", "the transport minister", "she", "he", "they", "who", "I",
    "Q", "A", "MS. PARK", "JO", "the U.S.", "@dock", "his lawyer", "Northport", "police", "Senator Voss",
    "said", "says", "told", "asked", "according to", "announced", "denied", "did not say", "is expected to",
    "claim", "agreed to", "called", "wants", "added", "issued the following statement", "from", "told reporters",
    "that", "the line would reopen", "it rained", "and", "but", "if", "because", "on Monday", "in March 2019",
    "yesterday", "no", "won’t", "the report", "nothing", "40%", "6'2\"", "Related", "Share on Facebook", "é", "中文",
]  # fmt: skip
news = st.lists(st.sampled_from([*MARKS, *WORDS, *WORDS]), max_size=40).flatmap(
    lambda pieces: st.lists(
        st.sampled_from([" ", " ", " ", ""]), min_size=len(pieces), max_size=len(pieces)
    ).map(lambda gaps: "".join(piece + gap for piece, gap in zip(pieces, gaps, strict=True)))
)
texts = st.one_of(news, news, st.text(max_size=200), st.text(alphabet="“”‘’\"'«» ,.:\nAaQ", max_size=80))
dates = st.sampled_from([None, "2024-05-15", "2019", "not a date"])


def read(text: str, published: str | None = None) -> Extraction:
    return extract(Article(text, published=published), load_language("en"))


def spans_of(attribution: Attribution) -> list[tuple[Span, ...]]:
    return [attribution.source, attribution.cue, attribution.content]


@given(texts, dates)
def test_every_span_is_a_stretch_of_the_text_and_its_pieces_are_sorted_and_disjoint(
    text: str, published: str | None
) -> None:
    found = read(text, published)
    for attribution in found.attributions:
        assert attribution.content
        for spans in spans_of(attribution):
            assert all(0 <= start < end <= len(text) for start, end in spans)
            assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(0 <= q.start < q.end <= len(text) for q in found.quoted_spans)


@given(texts)
def test_ids_are_unique_and_refer_to_attributions_of_the_same_article(text: str) -> None:
    found = read(text)
    ids = [attribution.id for attribution in found.attributions]
    assert len(ids) == len(set(ids))
    for attribution in found.attributions:
        assert attribution.within is None or attribution.within in ids
        assert attribution.within != attribution.id
    assert {q.attribution for q in found.quoted_spans} <= {*ids, None}


@given(texts)
def test_no_attribution_stands_within_itself(text: str) -> None:
    holders = {a.id: a.within for a in read(text).attributions}
    for start in holders:
        at, steps = holders[start], 0
        while at is not None:
            at, steps = holders[at], steps + 1
            assert steps <= len(holders)


@given(texts)
def test_everything_in_quotation_marks_has_an_attribution_or_a_reason(text: str) -> None:
    for quoted in read(text).quoted_spans:
        assert (quoted.attribution is None) != (quoted.reason is None)


@given(texts)
def test_a_quote_is_what_stands_at_its_offsets(text: str) -> None:
    for attribution in read(text).attributions:
        assert attribution.quote(text) == " … ".join(text[start:end] for start, end in attribution.content)
        assert any(character.isalnum() for character in attribution.quote(text))


@given(texts)
def test_the_ledger_has_every_quotation(text: str) -> None:
    layout = read_layout(text, load_language("en"))
    quoted = [(q.start, q.end, q.depth) for q in read(text).quoted_spans]
    assert quoted == [(q.start, q.end, q.depth) for q in layout.quotations]


@given(texts)
def test_what_a_quoted_span_belongs_to_shares_words_with_it(text: str) -> None:
    found = read(text)
    contents = {a.id: a.content for a in found.attributions}
    for q in found.quoted_spans:
        if q.attribution is not None:
            assert any(start < q.end and q.start < end for start, end in contents[q.attribution])


@given(texts)
def test_kind_agrees_with_the_marks(text: str) -> None:
    found = read(text)
    inside = {n for q in found.quoted_spans if q.depth == 0 for n in range(q.start, q.end)}
    for attribution in found.attributions:
        letters = {n for start, end in attribution.content for n in range(start, end) if text[n].isalnum()}
        share = len(letters & inside) / len(letters) if letters else 0.0
        if attribution.kind == "direct":
            assert share > 0.9
        elif attribution.kind == "indirect":
            assert share < 0.1
        else:
            assert 0 < share < 1


@given(texts, dates)
def test_the_same_text_gives_the_same_result(text: str, published: str | None) -> None:
    assert read(text, published) == read(text, published)


@given(texts)
def test_each_attribution_says_which_rule_found_it_and_how_sure_it_is(text: str) -> None:
    rules = {rule.name for rule in load_language("en").rules}
    for attribution in read(text).attributions:
        assert attribution.rule in rules
        assert 0 < attribution.confidence <= 1


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "“", "”", "“”", "\ud800", "\x00", "said", ": ", "“a" * 3000]
)
def test_degenerate_texts_are_read_without_complaint(text: str) -> None:
    assert read(text).article.text == text
