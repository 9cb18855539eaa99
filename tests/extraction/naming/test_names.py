"""What in a phrase is the name, and what it may denote: each phrase stands at the start of its own text."""

from __future__ import annotations

import pytest

from attribution import load_language
from attribution.extraction.naming.names import NameReader
from attribution.extraction.text.layout import read_layout

CASES = [
    # phrase, its name, type, gender, role
    ("Mrs. Ilse Varga", "Ilse Varga", "person", "female", None),
    ("Sen. Peter Holt", "Peter Holt", "person", "male", "Sen."),
    ("Foreign Minister Ana Ruiz", "Ana Ruiz", "person", "female", "Foreign Minister"),
    ("Secretary of State Ana Ruiz", "Ana Ruiz", "person", "female", "Secretary of State"),
    ("Peter van der Berg", "Peter van der Berg", "person", "male", None),
    ("Peter F. Holt Jr.", "Peter F. Holt Jr.", "person", "male", None),
    ("Mary Holt, a baker in Halden", "Mary Holt", "person", "female", "a baker in Halden"),
    ("Queen Sigrid", "Queen Sigrid", "person", "female", None),
    ("the Department of Works", "Department of Works", "organisation", None, None),
    ("the Ministry of Trade, Fish and Energy", "Ministry of Trade, Fish and Energy", "organisation", None, None),
    ("the Halden Trust", "Halden Trust", "organisation", None, None),
    ("Norway", "Norway", "place", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("phrase", "words", "kind", "gender", "role"), CASES)
def test_a_phrase_has_its_name(
    phrase: str, words: str, kind: str, gender: str | None, role: str | None
) -> None:
    layout = read_layout(phrase, load_language("en"))
    name = NameReader(layout, load_language("en")).name_in(0, len(layout.words))
    assert name is not None
    told = [phrase[slice(*layout.span(*part))] if part else None for part in (name[:2], name.role)]
    assert (*told, name.type, name.gender) == (words, role, kind, gender)


@pytest.mark.parametrize(
    "phrase", ["the mayor", "Holt’s lawyer", "the Norwegian news agency", "White House advisers", "Officials"]
)
def test_a_phrase_without_a_name_of_its_own_has_none(phrase: str) -> None:
    layout = read_layout(phrase, load_language("en"))
    assert NameReader(layout, load_language("en")).name_in(0, len(layout.words)) is None
