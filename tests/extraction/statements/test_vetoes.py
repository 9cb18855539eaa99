"""Words of saying that say nothing: what a veto looks at."""

from __future__ import annotations

import pytest

from attribution import Article, extract, load_language
from attribution.extraction.statements.cues import find_cues
from attribution.extraction.statements.vetoes import vetoed
from attribution.extraction.text.layout import read_layout


def vetoes(text: str) -> list[tuple[str, str | None]]:
    """The lemma of each cue candidate, with the name of the rule against it."""
    language = load_language("en")
    layout = read_layout(text, language)
    return [
        (candidate.cue.lemma, rule.name if (rule := vetoed(layout, candidate, language)) else None)
        for first, after in layout.sentences
        for candidate in find_cues(layout, first, after, language)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("They told the twins apart.", [("tell", "told-apart")], id="the words behind"),
        pytest.param("The noted critic left.", [("note", "noted-author")], id="the words before"),
        pytest.param("He noted that it rained.", [("note", None)], id="the words before are others"),
        pytest.param("France agreed to leave.", [("agree", "countries-agreed-to-act")], id="subject"),
        pytest.param("Ivor agreed to leave.", [("agree", None)], id="another subject"),
        pytest.param(
            "It was told. Apart from him, all left.", [("tell", None)], id="never past the sentence"
        ),
    ],
)
def test_a_veto_holds_where_all_that_it_asks_for_does(
    text: str, expected: list[tuple[str, str | None]]
) -> None:
    assert vetoes(text) == expected


def test_what_is_vetoed_is_not_found_and_what_stands_beside_it_is() -> None:
    text = "The match was called off because of rain, the club said."
    assert [attribution.cue for attribution in extract(Article(text), load_language("en")).attributions] == [
        ((text.index("said"), text.index("said") + 4),)
    ]
