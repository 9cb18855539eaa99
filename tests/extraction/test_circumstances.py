"""When, where, to whom and in which stance: whole small texts, each with one statement."""

from __future__ import annotations

import pytest

from attribution import Article, extract, load_language
from attribution.model import Attribution


def only(text: str, published: str | None = None) -> Attribution:
    """The one attribution of a text."""
    (found,) = extract(Article(text, published=published), load_language("en")).attributions
    return found


def test_a_weekday_is_seen_from_the_day_of_publication() -> None:
    found = only("Ilse Varga said on Tuesday that the road was open.", "2022-11-10")
    assert (found.said_on_text, found.said_on) == ("on Tuesday", "2022-11-08")


def test_without_a_day_of_publication_only_the_words_are_kept() -> None:
    found = only("Ilse Varga said on Tuesday that the road was open.")
    assert (found.said_on_text, found.said_on) == ("on Tuesday", None)


def test_a_day_within_the_content_is_not_when_it_was_said() -> None:
    found = only("Ilse Varga said that the road would open on Tuesday.", "2022-11-10")
    assert (found.said_on_text, found.said_on) == (None, None)


def test_words_that_tell_no_day_are_kept_unresolved() -> None:
    found = only("Earlier in the day, Ilse Varga said that the road was open.", "2022-11-10")
    assert (found.said_on_text, found.said_on) == ("Earlier in the day", None)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("“It is open,” Ilse Varga said at a news conference.", "at a news conference"),
        ("“It is open,” Ilse Varga said in a statement.", "in a statement"),
        ("“It is open,” Ilse Varga wrote on Twitter.", "on Twitter"),
        ("Ilse Varga said that the road to the lake was open.", None),
    ],
)
def test_the_occasion_or_medium_is_told(text: str, place: str | None) -> None:
    assert only(text).place == place


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("Ilse Varga told reporters that the road was open.", "reporters"),
        ("“It is open,” Ilse Varga told the council.", "the council"),
        ("Ilse Varga said that the road was open.", None),
    ],
)
def test_the_hearer_is_told(text: str, addressee: str | None) -> None:
    assert only(text).addressee == addressee


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Ilse Varga said that the road was open.", "said"),
        ("Ilse Varga denied that the road was open.", "denied"),
        ("Ilse Varga asked whether the road was open.", "asked"),
        ("Ilse Varga did not say whether the road was open.", "not-said"),
        ("Ilse Varga promised that the road would open.", "promised"),
    ],
)
def test_the_stance_follows_the_cue_and_what_changes_it(text: str, stance: str) -> None:
    assert only(text).stance == stance
