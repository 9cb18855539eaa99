"""The article of `seeds/`: exactly what is said in it, by whom, when and where, and nothing from its furniture."""

from __future__ import annotations

from pathlib import Path

import pytest

from attribution import Article, Attribution, extract, load_language

TEXT = (Path(__file__).parents[1] / "seeds" / "000_408a409204c2d65a.txt").read_text(encoding="utf-8")
FOUND = extract(Article(TEXT), load_language("en")).attributions
BLINKEN, PASHINYAN, PUTIN = "Antony Blinken", "Nikol Pashinyan", "Vladimir Putin"

# speaker, speaker_type, kind, source, first words of the content, its last words, said_on_text
EXPECTED = [
    (BLINKEN, "person", "indirect", "Blinken", "Armenia and Azerbaijan are", "the United States", None),
    (BLINKEN, "person", "indirect", "US Secretary of State Antony Blinken", "that peace talks", "a final agreement",
     "on Thursday"),
    (BLINKEN, "person", "direct", "Blinken", "“I deeply appreciate", "final agreement,”", None),
    (BLINKEN, "person", "indirect", "Blinken", "that officials from", "the coming weeks", None),
    (BLINKEN, "person", "indirect", "Blinken", "that there is a clear", "peace agreement", None),
    (PASHINYAN, "person", "indirect", "Armenian Prime Minister Nikol Pashinyan", "that the Armenian authorities",
     "peace in the region", "Earlier in the day"),
    (None, "organisation", "indirect", "the state-run Armenian news agency", "that four people", "from Azerbaijan",
     "On Wednesday"),
    ("Baku", "place", "indirect", "Baku", "that the Azerbaijani army", "Yerevan’s provocation", None),
    (PUTIN, "person", "indirect", "Russian President Vladimir Putin", "that the situation", "towards a settlement",
     "At the end of last May"),
    (PUTIN, "person", "direct", "Putin", "“In general,", "transportation connections”", None),
]  # fmt: skip


def told(found: Attribution) -> tuple[str | None, ...]:
    return found.speaker, found.speaker_type, found.kind, " ".join(TEXT[a:b] for a, b in found.source)


def test_these_are_all() -> None:
    assert [told(found) for found in FOUND] == [row[:4] for row in EXPECTED]


@pytest.mark.parametrize(("found", "row"), list(zip(FOUND, EXPECTED, strict=True)))
def test_words_and_date(found: Attribution, row: tuple[str | None, ...]) -> None:
    begins, ends, when = row[4:]
    quote = found.quote(TEXT)
    assert begins is not None
    assert ends is not None
    assert quote.startswith(begins)
    assert quote.endswith(ends)
    assert len(found.content) == 1
    assert found.said_on_text == when
    assert found.said_on is None, "the article tells no publication date to count from"


def test_role_and_place() -> None:
    assert FOUND[1].role == "US Secretary of State"
    assert FOUND[2].place == "at a news conference"


def test_every_quotation_belongs_to_somebody() -> None:
    spans = extract(Article(TEXT), load_language("en")).quoted_spans
    assert [span.attribution for span in spans] == [FOUND[2].id, FOUND[9].id]
