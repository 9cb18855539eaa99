"""Shapes of line: what takes part in the content, and what no line is taken for. The rules' examples: test_rules.py."""

from __future__ import annotations

import pytest

from attribution import load_language
from attribution.extraction.assembly import spans_of
from attribution.extraction.statements.patterns import line_proposals
from attribution.extraction.text.layout import read_layout
from tests.extraction.growth import grows_at_most

ENGLISH = load_language("en")


def found(text: str) -> list[tuple[str, str, list[str]]]:
    """Rule, source and pieces of content of each proposal, in text order."""
    layout = read_layout(text, ENGLISH)
    shown = []
    for proposal in sorted(line_proposals(layout, ENGLISH), key=lambda p: p.pieces):
        assert proposal.source is not None
        source = text[slice(*layout.span(proposal.source.first, proposal.source.after))]
        pieces = [text[start:end] for start, end in spans_of(layout, proposal.pieces)]
        shown.append((proposal.rule, source, pieces))
    return shown


INTERVIEW = """\
Q: Will you stay?

A: I was asked to.

It was hard to refuse.

“Stay,” they told me.

Q: For how long?

A: Till May. (Laughs.)

He left the room at noon."""


def test_a_turn_lasts_until_the_next_one_and_the_last_one_for_its_paragraph() -> None:
    assert found(INTERVIEW) == [
        ("source-colon-turn", "Q", ["Will you stay?"]),
        ("source-colon-turn", "A", ["I was asked to.", "It was hard to refuse.", "“Stay,” they told me."]),
        ("source-colon-turn", "Q", ["For how long?"]),
        ("source-colon-turn", "A", ["Till May."]),
    ]


def test_who_asks_asks() -> None:
    layout = read_layout(INTERVIEW, ENGLISH)
    stances = [p.cue.cue.stance for p in line_proposals(layout, ENGLISH) if p.cue is not None]
    assert stances == ["asked", "said", "asked", "said"]


def test_what_nobody_says_stands_in_no_turn() -> None:
    text = "HOLT: One.\n\n(BEGIN VIDEO CLIP)\n\nTwo.\n\n…\n\nBY MR. ORME:\n\nQ. Three?\n\nVENN: Four."
    assert [pieces for rule, _, pieces in found(text) if rule == "source-colon-turn"] == [["One.", "Two."], ["Four."]]


def test_dialogue_goes_on_behind_a_second_dash() -> None:
    text = "– The boat was old, said the fisherman. – It leaked like a basket."
    assert found(text) == [
        ("dash-content-cue-source", "the fisherman", ["The boat was old", "It leaked like a basket."])
    ]


def test_furniture_ends_a_turn_where_it_stands() -> None:
    text = "HOLT: One.\n\nShare this article\n\nVENN: Two."
    assert found(text) == [("source-colon-turn", "HOLT", ["One."]), ("source-colon-turn", "VENN", ["Two."])]


def test_two_turns_far_apart_take_no_paragraphs_between_them() -> None:
    between = "\n\n".join(["It rained."] * 20)
    text = f"HOLT: One.\n\n{between}\n\nVENN: Two."
    assert [pieces for _, _, pieces in found(text)] == [["One."], ["Two."]]


def test_names_in_small_letters_are_turns_where_one_speaks_again() -> None:
    assert len(found("Holt: We left.\n\nVenn: Why did you?\n\nHolt: It rained.")) == 3
    assert found("Holt: Finish second.\n\nThe senator has little to lose.\n\nVenn: Win by a lot.") == []


def test_every_quoted_paragraph_of_a_statement_is_a_piece() -> None:
    text = (
        "On Monday, Senator Voss issued the following statement.\n\n“It was fair.”\n\n“We won.”\n\nIt rained."
    )
    assert found(text) == [("source-statement-content", "Senator Voss", ["“It was fair.”", "“We won.”"])]


def test_the_numbers_of_items_are_no_content() -> None:
    ((_, _, pieces),) = found("The report says:\n\n1. rents are high\n\n2) wages are flat\n\nIt rained.")
    assert pieces == ["rents are high", "wages are flat"]


@pytest.mark.parametrize("bullet", ["•", "-", "*", "–", "·"])
def test_every_item_of_a_list_is_a_piece(bullet: str) -> None:
    text = f"The report says:\n\n{bullet} rents are high\n\n{bullet} wages are flat\n\nIt rained."
    ((rule, source, pieces),) = found(text)
    assert (rule, source) == ("source-cue-list", "The report")
    assert [piece.lstrip(f"{bullet} ") for piece in pieces] == ["rents are high", "wages are flat"]


def test_the_cue_of_a_list_keeps_its_stance() -> None:
    layout = read_layout("The party promised:\n• free meals\n• a bus", ENGLISH)
    (proposal,) = line_proposals(layout, ENGLISH)
    assert proposal.cue is not None
    assert proposal.cue.cue.stance == "promised"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Photo: “Sunset”, by R. Lee", id="caption"),
        pytest.param("By Nora Pickles, Education Correspondent", id="byline"),
        pytest.param("HALDEN: The ferry sank.\n\nIt rained.", id="dateline"),
        pytest.param("Q. Hartmann sells boats.\n\nA. Hartmann mends them.", id="initials"),
        pytest.param("Time: noon.\n\nPlace: the old mill.", id="labels"),
        pytest.param("Holt: 1,769.\n\nVenn: 1,501.\n\nHolt: 12.", id="figures"),
        pytest.param("DEAR ABBY: My aunt is rude.\n\nDEAR READER: Tell her.", id="letters"),
        pytest.param("“Sunset over Halden” – Orme Gallery, until May", id="title and place"),
        pytest.param("Doors open: 19:30\n\nTickets cost £12.", id="times"),
        pytest.param("Spoiler no more: Holt ends bid\n\nIt rained.", id="headline without a name"),
    ],
)
def test_lines_like_these_name_nobody(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "unit",
    [
        "HOLT: One.\n\n", "Q: Why?\n\nA: No.\n\n", "“One” – Holt\n\n", "The report says:\n• one\n• two\n\n",
        "Holt issued the following statement.\n\n“One.”\n\n", "a, " * 200 + ":\n• x\n", "“" + "a " * 500 + "” – \n",
    ],
)  # fmt: skip
def test_time_grows_with_the_text(unit: str) -> None:
    grows_at_most(lambda size: line_proposals(read_layout(unit * size, ENGLISH), ENGLISH), times=12, start=1)
