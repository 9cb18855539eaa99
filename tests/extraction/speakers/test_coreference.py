"""Who the speaker is, and what the words around the cue tell: the cases are in TOML beside this file."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from attribution import Article, extract, load_language

CASES = [
    case
    for name in ("speakers.toml", "bodies.toml", "descriptions.toml", "kinds.toml", "several.toml")
    for case in tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))["case"]
]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_source_is_resolved_to_its_speaker(case: dict[str, Any]) -> None:
    text = case["text"]
    found = {
        text[span.start : span.end]: attribution
        for attribution in extract(Article(text), load_language("en")).attributions
        for span in attribution.source
    }
    for expected in case["expect"]:
        attribution = found[expected["source"]]
        told = {key: getattr(attribution, key) or "" for key in expected if key != "source"}
        assert told == {key: value for key, value in expected.items() if key != "source"}


def test_a_short_name_says_which_full_name_it_was_joined_to() -> None:
    text = "Ilse Varga won.\n\n“We are glad,” Varga said."
    attribution = extract(Article(text), load_language("en")).attributions[0]
    assert [e.words for e in attribution.evidence if e.about == "speaker"] == [
        "Varga → Ilse Varga: the fuller form of the name in this article"
    ]


def test_who_speaks_is_listed_with_all_forms_of_the_name() -> None:
    text = "Ilse Varga said the road was open.\n\n“We are glad,” Varga said."
    (speaker,) = extract(Article(text), load_language("en")).speakers
    assert (speaker.name, speaker.type, speaker.names) == ("Ilse Varga", "person", ("Ilse Varga", "Varga"))


def test_a_quotation_without_a_source_goes_on_with_the_last_speaker() -> None:
    text = "Ilse Varga wants to rebuild the roof.\n\n“We will build it again before the winter comes.”"
    _, floating = extract(Article(text), load_language("en")).attributions
    assert (floating.source, floating.speaker) == ((), "Ilse Varga")
    assert [e.words for e in floating.evidence if e.about == "speaker"] == [
        "no source → Ilse Varga: the last speaker, sentence before"
    ]


def test_a_pronoun_says_why_and_who_was_next() -> None:
    text = "Peter Holt won. Paul Brown lost.\n\nBrown sat in the hall.\n\nHe said that the count was fair."
    attribution = extract(Article(text), load_language("en")).attributions[0]
    assert [e.words for e in attribution.evidence if e.about == "speaker"] == [
        "he → Paul Brown: last male person named, sentence before; next Peter Holt"
    ]


def test_where_two_are_as_near_both_are_told() -> None:
    text = "Peter Holt and Paul Brown met on the quay.\n\nHe said that the boat had sunk."
    attribution = extract(Article(text), load_language("en")).attributions[0]
    (why,) = [e.words for e in attribution.evidence if e.about == "speaker"]
    assert attribution.speaker is None
    assert "Peter Holt" in why
    assert "Paul Brown" in why
