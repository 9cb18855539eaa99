"""Readings set right by what the sentence as a whole rules out."""

from __future__ import annotations

import pytest

from attribution import Article, extract, load_language

ENGLISH = load_language("en")


def told(text: str) -> dict[str, tuple[str, list[str]]]:
    """Cue -> the words of its source and of the pieces of its content."""
    found = extract(Article(text), ENGLISH).attributions
    return {
        text[slice(*a.cue[0])]: (
            " ".join(text[slice(*span)] for span in a.source),
            [text[slice(*span)] for span in a.content],
        )
        for a in found
        if a.cue
    }


@pytest.mark.parametrize(
    ("text", "cue", "source", "content"),
    [
        # a noun of saying that is a subject leaves the sentence its verb
        ("Her claim that nobody knew drew anger.", "claim", "Her", ["that nobody knew"]),
        ("The firm's promise to pay everybody was broken.", "promise", "The firm's", ["to pay everybody"]),
        (
            "His claim that he lost because the vote was rigged drew anger.",
            "claim",
            "His",
            ["that he lost because the vote was rigged"],
        ),
        ("Claims by Orme that the mill had been sold were false.", "Claims", "Orme", ["that the mill had been sold"]),
        ("There were fears that the ferry had sunk.", "fears", "", ["that the ferry had sunk"]),
        # whoever is said to do something does not say it
        ("Kessler is said to favour a merger.", "said", "", ["Kessler", "to favour a merger"]),
        ("Ruiz did not reply to emailed questions.", "did not reply", "Ruiz", ["emailed questions"]),
        # a clause before “that”, and a subject before “as he put it”
        (
            "Petrov said prices had risen, that stocks were low and that nobody cared.",
            "said",
            "Petrov",
            ["prices had risen, that stocks were low and that nobody cared"],
        ),
        (
            "The harbour, as Quintana put it, “has gone to sleep”.",
            "put it",
            "Quintana",
            ["The harbour", "“has gone to sleep”"],
        ),
        ("The race – said the hosts – would go on.", "said", "the hosts", ["The race", "would go on"]),
        # what joins source and cue on is no content
        (
            "“You cannot argue with a river,” as Jensen says.",
            "says",
            "Jensen",
            ["“You cannot argue with a river,”"],
        ),
        ("“Where is it?” wondered one shareholder.", "wondered", "one shareholder", ["“Where is it?”"]),
        ("Leo “Lenny” Marchetti said it would survive.", "said", "Leo “Lenny” Marchetti", ["it would survive"]),
        # a coordinate clause with a source and a cue of its own is somebody else's
        ("Ng said that it failed, but Orr insisted that it worked.", "said", "Ng", ["that it failed"]),
        ("Ng said that it failed, while Orr insisted that it worked.", "said", "Ng", ["that it failed"]),
        ("“Yes,” Ada said, but Piers said “no”.", "said", "Piers", ["“no”"]),
        (
            "Ng said that the old mill had burned and the new one had not.",
            "said",
            "Ng",
            ["that the old mill had burned and the new one had not"],
        ),
    ],
)  # fmt: skip
def test_a_reading_is_set_right(text: str, cue: str, source: str, content: list[str]) -> None:
    assert told(text)[cue] == (source, content)
