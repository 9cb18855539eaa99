"""Quotations without a closing mark end before their speaker."""

from __future__ import annotations

import pytest

from attribution import load_language
from attribution.extraction.text.layout import read_layout

ENGLISH = load_language("en")


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“We will appeal, said Kaur. The court sits on Monday.", ["“We will appeal"]),
        ("“We will appeal, Kaur said. The court sits on Monday.", ["“We will appeal"]),
        ("“We will appeal, she said.", ["“We will appeal"]),
        # no speaker in it, the next paragraph goes on with it, another quotation behind the speaker
        ("“We will appeal to the court. It sits on Monday.", ["“We will appeal to the court. It sits on Monday."]),
        ("“We lost, he said.\n\n“We won.”", ["“We lost, he said.", "“We won.”"]),
        ("“We lost, he said. It was ‘a farce’.", ["“We lost, he said. It was ‘a farce’.", "‘a farce’"]),
        # a closed one keeps its words
        ("“We lost, he said.”", ["“We lost, he said.”"]),
    ],
)
def test_an_unclosed_quotation_ends_before_its_speaker(text: str, quoted: list[str]) -> None:
    layout = read_layout(text, ENGLISH)
    assert [text[q.start : q.end] for q in layout.quotations] == quoted
