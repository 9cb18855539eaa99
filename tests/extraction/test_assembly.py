"""From tokens to offsets: spans, kinds, rules, ids, chains."""

from __future__ import annotations

import pytest

from attribution import Article, Attribution, extract, load_language
from attribution.extraction.assembly import kind_of, spans_of
from attribution.extraction.text.layout import read_layout


def found(text: str) -> tuple[Attribution, ...]:
    return extract(Article(text), load_language("en")).attributions


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("“We won”", "direct"),
        ("“We”, “won”", "direct"),
        ("that they “won”", "mixed"),
        ("that they won", "indirect"),
        ("“We won", "direct"),
        ("‘We won’", "direct"),
        ("…", "indirect"),
    ],
)
def test_kind_agrees_with_the_marks(content: str, kind: str) -> None:
    layout = read_layout(content, load_language("en"))
    assert kind_of(layout, [(0, len(layout.tags))]) == kind


def test_kind_is_that_of_all_pieces_together() -> None:
    layout = read_layout("“One” two “three”", load_language("en"))
    assert kind_of(layout, [(0, 3), (4, 7)]) == "direct"
    assert kind_of(layout, [(0, 4)]) == "mixed"


@pytest.mark.parametrize(
    ("first", "after", "span"),
    [(0, 4, "“We won,”"), (0, 3, "“We won"), (0, 6, "“We won,” she"), (5, 6, "she")],
)
def test_a_span_takes_its_closing_mark_along_and_leaves_a_comma(first: int, after: int, span: str) -> None:
    text = "“We won,” she said."
    layout = read_layout(text, load_language("en"))
    ((start, end),) = spans_of(layout, [(first, after)])
    assert text[start:end] == span


def test_pieces_are_joined_by_an_ellipsis() -> None:
    text = "“The plan,” Holt said, “is dead.”"
    (attribution,) = found(text)
    assert attribution.quote(text) == "“The plan,” … “is dead.”"


def test_ids_last_as_long_as_the_text_does() -> None:
    text = "“We won,” Holt said."
    assert [a.id for a in found(text)] == [a.id for a in found(text)]
    assert {a.id[:5] for a in found(text)} == {Article(text).key[:5]}
    assert {a.id for a in found(text)}.isdisjoint(a.id for a in found(text + " It rained."))


def test_metadata_does_not_change_an_id() -> None:
    text = "“We won,” Holt said."
    one, other = (
        extract(Article(text, id=id_, url=url), load_language("en")) for id_, url in [("a", None), ("b", "u")]
    )
    assert [a.id for a in one.attributions] == [a.id for a in other.attributions]


def test_a_link_of_a_chain_says_what_holds_it() -> None:
    text = "The state agency reported that Orlov said troops had left."
    outer, inner = sorted(found(text), key=lambda a: -sum(end - start for start, end in a.content))
    assert outer.within is None
    assert inner.within == outer.id


def test_everything_found_says_why() -> None:
    (attribution,) = found("“We won,” Holt said.")
    about = [evidence.about for evidence in attribution.evidence]
    assert [what for what in about if what not in ("for", "against")][:4] == [
        "rule",
        "cue",
        "source",
        "content",
    ]
    assert attribution.rule == "content-source-cue"
    assert attribution.evidence[0].words == attribution.rule


def test_a_rule_without_a_record_does_not_speak_of_none_of_none() -> None:
    said = [
        e.words
        for a in found("Harbour wall “safe”, says engineer\n\nIt was built in May.")
        for e in a.evidence
    ]
    assert [words for words in said if words.endswith("never yet measured")], said


def test_the_weightiest_words_for_a_cue_and_against_it_are_told() -> None:
    (attribution,) = found("The ferry will not sail, the harbour office said on Friday.")
    weights = {(e.about, e.words): e.weight for e in attribution.evidence if e.weight is not None}
    assert weights["for", "“said”"] > 0
    assert all((weight > 0) == (about == "for") for (about, _), weight in weights.items())
