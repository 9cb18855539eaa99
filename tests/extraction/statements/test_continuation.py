"""Quotations that go on without a cue of their own: which attribution they join, and which float."""

from __future__ import annotations

import pytest

from attribution import load_language
from attribution.extraction.statements.continuation import continued, floating, is_all_quotation
from attribution.extraction.statements.cues import CueCandidate
from attribution.extraction.statements.relations import Proposal
from attribution.extraction.text.layout import read_layout
from attribution.languages import Cue
from attribution.tagged import parse

SAY = Cue("say", "say", "verb", "said", True)


def after_continuation(tagged: str) -> list[list[str]]:
    """The pieces of each attribution, in text order, when the tagged ones have been found."""
    text, gold = parse(tagged)
    layout = read_layout(text, load_language("en"))
    proposals = []
    for attribution in gold:
        cue = layout.token_at(attribution.cue[0].start)
        pieces = tuple((layout.token_at(a), layout.token_at(b - 1) + 1) for a, b in attribution.content)
        proposals.append(
            Proposal(CueCandidate(cue, cue + 1, cue, SAY), "before", None, pieces, (1.0, 1.0, 1.0, 1.0))
        )
    found = floating(layout, continued(layout, proposals))
    return [[text[slice(*layout.span(a, b))] for a, b in p.pieces] for p in found]


@pytest.mark.parametrize(
    ("tagged", "expected"),
    [
        pytest.param(
            "<content>“No,”</content> Bell <cue>said</cue>. “Not this year.” It rained.",
            [["“No,”", "“Not this year.”"]],
            id="the quotation behind",
        ),
        pytest.param(
            "“Not this year.” <content>“No,”</content> Bell <cue>said</cue>.",
            [["“Not this year.”", "“No,”"]],
            id="the quotation before, where none was quoted yet",
        ),
        pytest.param(
            "<content>“Go,”</content> <cue>said</cue> Ng. “Now.” "
            "<content 2>“Stay,”</content 2> <cue 2>replied</cue 2> Orr. “Or not.”",
            [["“Go,”", "“Now.”"], ["“Stay,”", "“Or not.”"]],
            id="each to the last one before it",
        ),
        pytest.param(
            "<content>It rained</content>, Bell <cue>said</cue>. The “old” pier fell.",
            [["It rained"]],
            id="a sentence that is quotation only in part",
        ),
        pytest.param(
            "<content>“No,”</content> Bell <cue>said</cue>.\n\n“We will not leave the island.”",
            [["“No,”", "“We will not leave the island.”"]],
            id="a paragraph of its own, behind one in which somebody spoke",
        ),
        pytest.param(
            "<content>“No,”</content> Bell <cue>said</cue>.\n\nIt rained.\n\n“We will not leave the island.”",
            [["“No,”"], ["“We will not leave the island.”"]],
            id="a paragraph of its own, behind one in which nobody spoke, floats",
        ),
        pytest.param(
            "Bell <cue>said</cue>: <content>“We waited.</content>\n\n“Then it fell on the road.”",
            [["“We waited.", "“Then it fell on the road.”"]],
            id="a paragraph that goes on with the open quotation",
        ),
        pytest.param(
            "“We waited.\n\n<content>“Then it fell,”</content> Bell <cue>said</cue>.",
            [["“We waited.", "“Then it fell,”"]],
            id="the paragraph in which the quotation began",
        ),
        pytest.param("It rained.\n\n“Related”\n\nIt snowed.", [], id="a heading in quotation marks"),
    ],
)
def test_cueless_quotations(tagged: str, expected: list[list[str]]) -> None:
    assert after_continuation(tagged) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("“Yes.” “No.”", True), ("“Yes,” she", False), ("So “yes”", False), ("“Yes”…", True), ("Yes", False)],
)
def test_what_is_all_quotation(text: str, *, expected: bool) -> None:
    layout = read_layout(text, load_language("en"))
    assert is_all_quotation(layout, 0, len(layout.tags)) is expected
