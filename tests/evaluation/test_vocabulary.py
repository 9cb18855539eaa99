"""The words on which the counting rests."""

from __future__ import annotations

import pytest

from attribution.evaluation.vocabulary import load_vocabulary


@pytest.mark.parametrize(
    "form",
    [
        "say",
        "says",
        "said",
        "saying",
        "denies",
        "argued",
        "arguing",
        "quipped",
        "tweeting",
        "echoes",
        "according",
    ],
)
def test_a_form_of_a_statement_verb_makes_a_statement(form: str) -> None:
    assert form in load_vocabulary("en").statement_forms


@pytest.mark.parametrize("form", ["hopes", "wanted", "believes", "expected", "worried", "think", "to", ""])
def test_beliefs_and_intentions_are_none(form: str) -> None:
    assert form not in load_vocabulary("en").statement_forms


@pytest.mark.parametrize("code", ["xx", "../en", ""])
def test_a_language_without_words_is_refused(code: str) -> None:
    with pytest.raises(LookupError, match="no words to evaluate language"):
        load_vocabulary(code)
