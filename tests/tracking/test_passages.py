"""Where the words of a quote stand in an article."""

from __future__ import annotations

import time

import pytest

from attribution.tracking.passages import find_words
from attribution.tracking.words import read_quote

TEXT = (
    "Sea wall late\n\nThe wall, drawn as “A Coast for Our Children”, is late.\n\n“We won’t move,” she said.\n\n"
    "“Not one family.” Café owners pay 4.5 per cent. It was −4 degrees."
)
PLACES = {
    "as it stands": ("A Coast for Our Children", "A Coast for Our Children"),
    "in capitals and other marks": ("‘a coast — FOR our children’", "A Coast for Our Children"),
    "over marks and a paragraph": ("she said. Not one", "she said.\n\n“Not one"),
    "another apostrophe": ("won't move", "won’t move"),
    "without accents": ("cafe owners", "Café owners"),
    "with accents that the text has not": ("wáll late", "wall late"),
    "a number": ("4.5 per cent", "4.5 per cent"),
    "another sign": ("-4 degrees", "−4 degrees"),
    "with a gap": ("drawn as … is late", "drawn as “A Coast for Our Children”, is late"),
    "with words put in": ("We won't move [anybody]", "We won’t move"),
    "not a part of a word": ("coast for our child", None),
    "another number than this": ("5 per cent", None),
    "the pieces the other way round": ("is late … drawn as", None),
    "nowhere": ("the herons", None),
}


@pytest.mark.parametrize(("quote", "words"), PLACES.values(), ids=PLACES)
def test_places(quote: str, words: str | None) -> None:
    span = find_words(TEXT, read_quote(quote))
    assert (span and TEXT[span.start : span.end]) == words


def test_pieces_too_far_apart_are_not_one_quote() -> None:
    text = "the tide came in " + "and out " * 400 + "the tide came in and the boats left"
    span = find_words(text, read_quote("the tide … the boats"))
    assert span is not None
    assert text[span.start : span.end] == "the tide came in and the boats"


@pytest.mark.parametrize("text", ["a " * 250_000, "a -" * 150_000, "a" * 500_000, " -" * 250_000])
def test_hostile_texts_are_read_in_no_time(text: str) -> None:
    for quote in ("a " * 490 + "b", "a … b", "a … " * 490 + "b"):
        started = time.process_time()
        assert find_words(text, read_quote(quote)) is None
        assert time.process_time() - started < 2
