"""Why words in quotation marks are nobody's: the examples of ledger.toml, one by one, and to whom the others belong."""

from __future__ import annotations

import pytest

from attribution import Article, Attribution, extract, load_language
from attribution.extraction.ledger import keep_ledger, reason_of
from attribution.extraction.text.layout import read_layout
from attribution.languages import LedgerEntry
from attribution.model import Span, Spans
from tests.extraction.growth import grows_at_most

ENGLISH = load_language("en")
EXAMPLES = [
    pytest.param(entry, example, id=f"{entry.reason}: {example[:40]}")
    for entry in ENGLISH.ledger
    for example in entry.examples
]


def owner(id_: str, *content: Span) -> Attribution:
    spans: Spans = tuple(content)
    return Attribution(id_, (), (), spans, "direct", "said", "content", 0.9)


def ledger(text: str, *attributions: Attribution) -> list[tuple[str, str | None, str | None]]:
    quoted = keep_ledger(read_layout(text, ENGLISH), attributions, ENGLISH)
    return [(text[q.start : q.end], q.reason, q.attribution) for q in quoted]


@pytest.mark.parametrize(("entry", "example"), EXAMPLES)
def test_an_entry_gives_its_reason_to_its_example(entry: LedgerEntry, example: str) -> None:
    layout = read_layout(example, ENGLISH)
    reasons = [reason_of(layout, quotation, ENGLISH) for quotation in layout.quotations]
    assert entry.reason in reasons


@pytest.mark.parametrize(("entry", "example"), EXAMPLES)
def test_an_example_has_no_attribution_in_its_quotation(entry: LedgerEntry, example: str) -> None:
    assert entry.reason in [quoted.reason for quoted in extract(Article(example), ENGLISH).quoted_spans]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The “new” pier was shut.", "scare"),
        ("“Winter Light” is a film.", "title"),
        ("The hall showed the film “winter light”.", "title"),
        ("‘Shock’ Report Reveals ‘Demoralizing’ Experience Of Halden\n\nIt rained.", "scare"),
        ("Holt: Bank Fell ‘Because Nobody Paid Them’ in May\n\nIt rained.", "scare"),
        ("She refers to the candidate, a friend, as “Mr. Venn.”", "term"),
        ("Such clay is called “till”.", "term"),
        ("The banner above the gate: “No more dams”.", "sign"),
        ("They met behind the “Pay here” sign.", "sign"),
        ("Anna “the Duke” Marsh sold it.", "nickname"),
        ("Under the slogan “Bread first”, they marched.", "motto"),
        ("She could have said “never again”.", "scare"),
        ("You could say “never again”.", "hypothetical"),
        ("Share this: “Ten walks”", "furniture"),
        ("“” was all.", None),
    ],
)
def test_typical_cases(text: str, reason: str | None) -> None:
    layout = read_layout(text, ENGLISH)
    assert (reason_of(layout, layout.quotations[0], ENGLISH) if layout.quotations else None) == reason


def test_a_quotation_belongs_to_the_content_that_has_most_of_it() -> None:
    text = "He said “we won, and “won” well” and left."
    start, end = text.index("“"), text.rindex("”") + 1
    assert ledger(text, owner("a", Span(start, end))) == [
        ("“we won, and “won” well”", None, "a"),
        ("“won”", None, "a"),
    ]


def test_of_two_contents_it_belongs_to_the_shorter() -> None:
    text = "He said that she said “we won” to all."
    outer, inner = Span(text.index("that"), len(text)), Span(text.index("“"), text.index("”") + 1)
    assert ledger(text, owner("outer", outer), owner("inner", inner)) == [("“we won”", None, "inner")]


def test_a_content_that_has_but_a_word_of_it_does_not_own_it() -> None:
    text = "The “very best of all the worst” won."
    ((_, reason, attribution),) = ledger(text, owner("a", Span(5, 9)))
    assert (reason, attribution) == ("unknown", None)


def test_every_quotation_has_an_entry_nested_ones_too() -> None:
    assert [words for words, _, _ in ledger("“One ‘two’ three” and “four”.")] == [
        "“One ‘two’ three”",
        "‘two’",
        "“four”",
    ]


def test_time_grows_with_the_text() -> None:

    def work(size: int) -> None:
        text = "“We won,” he said of the “new” pier. " * size
        layout = read_layout(text, ENGLISH)
        keep_ledger(layout, [owner(str(n), Span(n * 37, n * 37 + 9)) for n in range(size)], ENGLISH)

    grows_at_most(work, times=12)
