"""What stands behind a possible end of a content: forms of verbs, pronouns that come back, quotations ahead."""

from __future__ import annotations

import pytest

from attribution import load_language
from attribution.extraction.statements.beyond import clause_at, features_beyond, said
from attribution.extraction.statements.cues import find_cues
from attribution.extraction.text.layout import read_layout
from attribution.languages.weights import Feature

ENGLISH = load_language("en")


def beyond(text: str, begin: str, end: str) -> list[Feature]:
    """The features of the end before the word `end`, of a content that begins with the word `begin`."""
    layout = read_layout(text, ENGLISH)
    after = len(layout.words)
    cues = find_cues(layout, 0, after, ENGLISH)
    known = said(layout, cues[0], layout.words.index(begin), after)
    n = layout.words.index(end)
    return features_beyond(layout, known, clause_at(layout, n, after, cues), n, after, closes=False)


@pytest.mark.parametrize(
    ("text", "begin", "end", "feature"),
    [
        # a verb in the form of the saying verb, not in that of the content
        ("Pell said wages would fall and left town.", "wages", "and", ("cue,verb,next", "Cd", "Md", "vt")),
        ("Pell said wages would fall and could halve.", "wages", "and", ("cue,verb,next", "Cd", "Md", "Md")),
        # the pronoun comes back, or another one does
        ("Pell said she won and she would stay.", "she", "and", ("echo,join", "o", "and")),
        ("Pell said she won but they would stay.", "she", "but", ("echo,join", "x", "but")),
        ("She said it was late and she would stay.", "it", "and", ("echo,join", "s", "and")),
        # a quotation is still to come
        ("Pell called it “a joke” and “a very bad one”.", "it", "and", ("quotes ahead", 1, "&", True)),
        ("Pell called it “a joke” and a very bad one.", "it", "and", ("quotes ahead", 0, "&", True)),
    ],
)  # fmt: skip
def test_what_follows_is_told(text: str, begin: str, end: str, feature: Feature) -> None:
    assert feature in beyond(text, begin, end)


@pytest.mark.parametrize(
    ("text", "end", "kind"),
    [
        ("Pell said wages would fall and left town.", "and", "verb"),
        ("Pell said wages would fall and she would stay.", "and", "subject verb"),
        ("Pell said wages would fall and Ruiz agreed.", "and", "subject cue"),
        ("Pell said wages would fall to a new low.", "to", "t"),
        ("Pell said wages would fall, a blow.", ",", "phrase."),
    ],
)
def test_the_clause_that_would_follow_has_a_kind(text: str, end: str, kind: str) -> None:
    layout = read_layout(text, ENGLISH)
    assert clause_at(layout, layout.words.index(end), len(layout.words), []).kind == kind


def test_a_phrase_behind_tells_of_no_verb_and_no_quotation() -> None:
    found = beyond("Pell said wages would fall on Monday.", "wages", "on")
    assert ("cue,verb,next", "Cd", "Md", "-") in found
    assert ("echo", "-", "p") in found
    assert not [feature for feature in found if str(feature[0]).startswith(("quotes", "next quote", "look"))]
