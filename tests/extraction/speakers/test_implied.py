"""Speakers that the place implies: who asks and answers in an interview, who speaks behind a sentence about them."""

from __future__ import annotations

import pytest

from attribution import Article, extract, load_language

TURNS = "Q. Do you miss the stage?\n\nA. Every evening."


def speakers(text: str) -> list[str | None]:
    return [a.speaker for a in extract(Article(text), load_language("en")).attributions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"Miriam Sloane left the stage in May.\n\n{TURNS}", [None, "Miriam Sloane"], id="one named above"),
        pytest.param(
            f"Otto Brandt ran the stage. Miriam Sloane was interviewed in May.\n\n{TURNS}",
            [None, "Miriam Sloane"],
            id="the one interviewed",
        ),
        pytest.param(
            f"Miriam Sloane has played at Brandt Hall since 1990, with Otto Brandt.\n\n{TURNS}",
            [None, "Miriam Sloane"],
            id="the only one who does something",
        ),
        pytest.param(f"Otto Brandt and Miriam Sloane left.\n\n{TURNS}", [None, None], id="two named above"),
        pytest.param(f"The stage is dark.\n\n{TURNS}", [None, None], id="nobody named above"),
        pytest.param(
            f"Miriam Sloane was sworn.\n\nBY MS. HOLT:\n\n{TURNS}\n\nBY MR. VENN:\n\nQ. Why?",
            ["HOLT", "Miriam Sloane", "VENN"],
            id="a line that tells who asks from there on",
        ),
        pytest.param(
            "Miriam Sloane was sworn.\n\nTHE WITNESS: It was dark.\n\nTHE COURT: Go on.",
            ["Miriam Sloane", "COURT"],
            id="the witness",
        ),
        pytest.param("Vera Lund was calm. “We rebuilt it twice.”", ["Vera Lund"], id="about her"),
        pytest.param("The mill was calm. “We rebuilt it twice.”", [None], id="about a thing"),
        pytest.param("Vera Lund was calm.\n\n“We rebuilt it twice.”", [None], id="the paragraph before"),
    ],
)  # fmt: skip
def test_who_is_implied(text: str, expected: list[str | None]) -> None:
    assert speakers(text) == expected


def test_it_says_why() -> None:
    (_, answer) = extract(Article(f"Miriam Sloane left.\n\n{TURNS}"), load_language("en")).attributions
    assert "A → Miriam Sloane: the person named before the questions" in {e[1] for e in answer.evidence}
