"""When, where, to whom and in which stance: the cases with one statement are in circumstances.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from attribution import Article, extract, load_language
from attribution.model import Attribution

CASES = tomllib.loads(Path(__file__).with_name("circumstances.toml").read_text(encoding="utf-8"))["case"]
THURSDAY = "2022-11-10"


def attributions(text: str, published: str | None = THURSDAY) -> tuple[Attribution, ...]:
    """All attributions of a text."""
    return extract(Article(text, published=published), load_language("en")).attributions


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_words_around_a_cue_tell_its_circumstances(case: dict[str, Any]) -> None:
    *_, found = attributions(case["text"], case.get("published", THURSDAY) or None)  # of a chain the innermost
    assert {key: getattr(found, key) or "" for key in case["expect"]} == case["expect"]


def test_the_words_of_the_date_are_in_the_evidence() -> None:
    (found,) = attributions("Ilse Varga said on Tuesday that the road was open.")
    assert [e.words for e in found.evidence if e.about == "date"] == [
        "“on Tuesday” → 2022-11-08, seen from publication on 2022-11-10"
    ]


def test_a_day_is_carried_on_to_the_same_speaker_and_to_nobody_else() -> None:
    first, second, third = attributions(
        "Ilse Varga said on Tuesday that the road was open.\n\n"
        "“It took a year,” Varga said.\n\n"
        "“It took two,” Peter Holt said."
    )
    assert [a.said_on for a in (first, second, third)] == ["2022-11-08", "2022-11-08", None]
    assert second.said_on_text is None
    assert "carried on" in second.evidence[-1].words


def test_a_month_is_not_carried_into_another_paragraph() -> None:
    first, second = attributions(
        "In May, Ilse Varga said that the road would open.\n\n“It took a year,” Varga said."
    )
    assert (first.said_on, second.said_on) == ("2022-05", None)


def test_another_day_ends_what_was_carried() -> None:
    found = attributions(
        "Ilse Varga said on Tuesday that the road was open.\n\n"
        "Varga said on Wednesday that the road was closed.\n\n"
        "“It is the snow,” Varga said."
    )
    assert [a.said_on for a in found] == ["2022-11-08", "2022-11-09", "2022-11-09"]


def test_a_letter_that_is_told_again_has_its_day() -> None:
    found = attributions(
        "In a Nov. 5 letter, Ilse Varga asked for more boats.\n\n"
        "The harbour was full. It rained. Nobody came.\n\nThe boats stayed in port.\n\nThe fish were safe.\n\n"
        "The nets were dry.\n\nThe pier was shut.\n\nThe lamps were out.\n\n"
        "“The fleet is old,” Varga said in the letter.\n\n"
        "“It leaks,” the letter said."
    )
    assert [a.said_on for a in found] == ["2022-11-05"] * 3
    assert found[-1].evidence[-1].words == "2022-11-05: the day of the letter that was told before"


def test_another_letter_has_no_day() -> None:
    found = attributions(
        "In a Nov. 5 letter, Ilse Varga asked for more boats.\n\n“They leak,” Peter Holt wrote in a letter.\n\n"
        "“It is late,” the letter said."
    )
    assert [a.said_on for a in found] == ["2022-11-05", None, None]


def test_what_a_body_tells_and_its_people_write_in_a_statement_is_of_one_day() -> None:
    first, second, third = attributions(
        "Halden Motors said on Wednesday that it would close.\n\n"
        "“We are sorry,” Halden Motors director Ilse Varga said in a statement.\n\n"
        "“So are we,” Peter Holt said in a statement."
    )
    assert [a.said_on for a in (first, second, third)] == ["2022-11-09", "2022-11-09", None]


def test_each_speaker_carries_his_own_day() -> None:
    found = attributions(
        "Ilse Varga said on Tuesday that the road was open.\n\n"
        "Peter Holt said on Wednesday that it was closed.\n\n"
        "“It is dry,” Varga said.\n\n“It is wet,” Holt said."
    )
    assert [a.said_on for a in found] == ["2022-11-08", "2022-11-09", "2022-11-08", "2022-11-09"]


def test_at_a_hearing_all_is_said_on_its_day_but_not_what_is_said_elsewhere() -> None:
    found = attributions(
        "Ilse Varga testified on Wednesday at a hearing about the road.\n\n"
        "“It was closed,” Peter Holt said.\n\n"
        "“It was open,” Ana Ruiz said in an interview."
    )
    dates = {a.speaker: a.said_on for a in found}
    assert (dates["Peter Holt"], dates["Ana Ruiz"]) == ("2022-11-09", None)


def test_a_debate_that_is_told_of_dates_nobodys_words() -> None:
    found = attributions(
        "The debate about the road went on on Wednesday.\n\n“It was closed,” Peter Holt said."
    )
    assert [a.said_on for a in found] == [None]


def test_what_somebody_denies_to_have_said_was_not_said() -> None:
    found = attributions("Ilse Varga denied that she had said the road was open.")
    inner = [a for a in found if a.within is not None]
    assert [a.stance for a in inner] == ["not-said"]


def test_a_day_is_not_carried_to_what_was_said_at_other_times() -> None:
    found = attributions(
        "Ilse Varga said on Tuesday that the road was open.\n\nVarga has repeatedly said that it leaks."
    )
    assert [a.said_on for a in found] == ["2022-11-08", None]


def test_a_week_is_carried_into_the_next_paragraph_alone() -> None:
    found = attributions(
        "Ilse Varga said at a rally last week that the road was open.\n\n“It is dry,” she said later.\n\n"
        "The road is old.\n\nVarga said that it leaks.",
        "2022-11-17",
    )
    assert [(a.said_on, a.said_on_precision) for a in found] == [
        ("2022-11", "week"),
        ("2022-11", "week"),
        (None, None),
    ]


def test_what_a_bodys_people_say_with_it_is_of_its_day_unless_they_say_it_elsewhere() -> None:
    found = attributions(
        "Halden Motors announced on Wednesday that it would close.\n\n"
        "“We are sorry,” Halden Motors director Ilse Varga said.\n\n"
        "A spokesman for Halden Motors said that 300 people would leave.\n\n"
        "“It was time,” Halden Motors founder Otto Brandt said in an interview."
    )
    assert [a.said_on for a in found] == ["2022-11-09", "2022-11-09", "2022-11-09", None]


def test_a_news_conference_is_of_one_day_whoever_speaks() -> None:
    found = attributions(
        "At a news conference on Tuesday, Ilse Varga said that the bridge was shut.\n\n"
        "“It leaks,” Otto Brandt said at the news conference.\n\n“It is old,” Ana Ruiz said in a letter."
    )
    assert [a.said_on for a in found] == ["2022-11-08", "2022-11-08", None]


def test_a_paper_says_whom_it_cites() -> None:
    found = attributions("The Halden Gazette, citing two officials, reported that the road was closed.")
    assert [a.citing for a in found if a.cue and a.content] == ["two officials"]


def test_who_else_may_be_meant_is_kept() -> None:
    (found,) = attributions("Peter Holt and Paul Brown met on the quay.\n\nHe said that the boat had sunk.")
    assert (found.speaker, found.runners_up) == (None, ("Peter Holt", "Paul Brown"))


def test_an_answer_is_of_the_day_of_the_question() -> None:
    found = attributions("Asked Tuesday about the boats, Ilse Varga said that it was late.")
    assert [a.said_on for a in found if a.speaker] == ["2022-11-08"]


def test_a_reason_is_no_source_that_is_cited() -> None:
    found = attributions("Ilse Varga said that it was old, citing slow growth.")
    assert {a.citing for a in found} == {None}


def test_an_occasion_is_not_that_of_what_is_told_there() -> None:
    found = attributions("In a letter to the board, Ilse Varga said she had told the mayor that it leaks.")
    assert [(a.place, a.addressee) for a in found] == [("In a letter", "the board"), (None, "the mayor")]


def test_a_weekday_in_the_title_of_a_programme_is_no_date() -> None:
    (found,) = attributions("“It leaks,” Ilse Varga said on CNN’s “Sunday Gavel.”")
    assert (found.said_on, found.said_on_text) == (None, None)
