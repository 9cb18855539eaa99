"""Quotation marks: the cases of `quotations.toml`, what holds for any text, and time."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.extraction.text.quotations import Apostrophes, Quotation, find_quotations
from attribution.model import Span
from tests.extraction.growth import grows_at_most

CASES = tomllib.loads(Path(__file__).with_name("quotations.toml").read_text(encoding="utf-8"))["case"]
ENGLISH = Apostrophes(before=frozenset(("tis", "til", "em", "n")), endings=("s", "in", "n"))
MARKS = "“”\"'‘’«»‹›„‚`「」『』" + "a s.,\n5" + "â€œ"


def paragraphs(text: str) -> list[Span]:
    """Stretches between blank lines, trimmed."""
    return [Span(*found.span()) for found in re.finditer(r"\S(?:.|\n(?!\s*\n))*(?<=\S)", text)]


def shown(text: str, quotation: Quotation) -> str:
    again = "again " if quotation.continues is not None else ""
    unclosed = "" if quotation.closed else "open "
    return f"{quotation.depth} {again}{unclosed}{text[quotation.start : quotation.end]}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any]) -> None:
    text = case["text"]
    found = find_quotations(text, paragraphs(text), ENGLISH)
    assert [shown(text, quotation) for quotation in found] == case["found"]


def test_inner_leaves_the_marks_out() -> None:
    text = "â€œWe won,â€ she said. ``Twice.''"
    found = find_quotations(text, paragraphs(text))
    assert [text[q.inner.start : q.inner.end] for q in found] == ["We won,", "Twice."]


def test_a_quotation_goes_on_with_the_one_of_the_paragraph_before() -> None:
    text = "“One.\n\n“Two.\n\n“Three.”\n\n“Four.”"
    assert [q.continues for q in find_quotations(text, paragraphs(text))] == [None, 0, 1, None]


@given(st.text(st.sampled_from(MARKS), max_size=60) | st.text(max_size=40))
def test_any_text(text: str) -> None:
    spans = paragraphs(text)
    found = find_quotations(text, spans, ENGLISH)
    assert found == find_quotations(text, spans, ENGLISH)
    around: list[Quotation] = []
    for quotation in found:
        start, end = quotation.start, quotation.end
        assert any(a <= start < end <= b for a, b in spans)
        assert start <= quotation.inner.start < quotation.inner.end <= end
        assert text[quotation.inner.start : quotation.inner.end].strip()
        assert quotation.closed == (quotation.inner.end < end)
        while around and around[-1].end <= start:
            around.pop()
        assert quotation.depth == len(around)
        assert all(end <= other.end for other in around), "outer before inner, and none crosses another"
        around.append(quotation)
        if quotation.continues is not None:
            assert not found[quotation.continues].closed


@pytest.mark.parametrize(
    "unit",
    [
        "“We waited. ", '"We waited. ', "“", "”", "'", "‘’ ", "“‘\"«", "“a ‘b «c» d’ e” ", "the councils' money ",
        '6\'2" ', "“We waited.\n\n", "“We waited,” he said.\n\n", "''' ", "â€œ", "``a'' ", "«a »b ", "\"a' ",
    ],
)  # fmt: skip
def test_time_grows_with_the_text(unit: str) -> None:
    def work(size: int) -> None:
        text = unit * size
        find_quotations(text, [Span(*m.span()) for m in re.finditer(r"[^\n]+", text)], ENGLISH)

    grows_at_most(work, times=12)
