"""How a reading stands to the other cues of its sentence, with the readings that the committed weights propose."""

from __future__ import annotations

import pytest

from attribution import load_language
from attribution.extraction.statements.neighbours import LEAST, neighbours, standings
from attribution.extraction.statements.relations import propose
from attribution.extraction.text.layout import read_layout

ENGLISH = load_language("en")


def seen(text: str, cue: str, ending: str) -> list[str]:
    """How the readings of a cue whose content ends with some words stand to the rest of the sentence."""
    layout = read_layout(text, ENGLISH)
    found = propose(layout, ENGLISH)
    near = neighbours(found)
    told = set()
    for readings in found:
        here = readings.sentence.cues[readings.number]
        others = [n for n in near[readings.sentence.first] if n.number != readings.number]
        for proposal in readings.proposals:
            content = text[slice(*layout.span(*proposal.pieces[-1]))]
            if layout.words[here.first] == cue and content.endswith(ending):
                told.update(standings(layout, proposal, others))
    return sorted(word.rstrip(" 012") for word in told)


@pytest.mark.parametrize(
    ("text", "cue", "ending", "standing"),
    [
        ("The agency reported that Pell said it was shut.", "reported", "shut", "holds it, source inside"),
        ("The agency reported that Pell said it was shut.", "said", "shut", "held by it, source outside overlapping"),
        ("Pell said pay had fallen and added that jobs would go.", "said", "fallen", "next, same source"),
        ("Pell said pay had fallen and added that jobs would go.", "added", "go", "overlapping, same source"),
        ("Pell said pay had fallen, but Ruiz said it had risen.", "said", "fallen", "next, source outside"),
    ],
)  # fmt: skip
def test_a_reading_tells_how_it_stands_to_another_cue(text: str, cue: str, ending: str, standing: str) -> None:
    assert standing in seen(text, cue, ending)


def test_a_cue_alone_in_its_sentence_stands_to_none() -> None:
    assert seen("Pell said pay had fallen. Ruiz said it had risen.", "said", "fallen") == []


def test_a_neighbour_is_a_cue_that_is_probable_enough() -> None:
    found = propose(read_layout("Pell said the call for a new mine was noted by Ruiz.", ENGLISH), ENGLISH)
    near = [n for each in neighbours(found).values() for n in each]
    assert near
    assert all(LEAST <= n.sure <= 1 for n in near)
