"""A statement where it stands: the text around it, cut into pieces that are marked as source, cue or content."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from attribution.web.database import NewsDatabase

AROUND = 400  # code points before and after
LONGEST = 4_000
SPANS = (
    """SELECT s.role, s.start, s."end" FROM spans AS s WHERE s.attribution = :attribution ORDER BY s.start"""
)
# SQLite counts characters from 1.
TEXT = """SELECT substr(articles.text, :start + 1, :length) AS text, length(articles.text) AS whole
FROM attributions AS a JOIN articles ON articles.id = a.article WHERE a.id = :attribution"""


async def passage(database: NewsDatabase, attribution: str) -> list[dict[str, Any]]:
    """Pieces of the text around the statement, each with its words and the roles that they have."""
    spans = await database.rows(SPANS, attribution=attribution)
    if not spans:
        return []
    start = max(spans[0]["start"] - AROUND, 0)
    length = min(max(span["end"] for span in spans) + AROUND - start, LONGEST)
    row = await database.row(TEXT, attribution=attribution, start=start, length=length)
    if row is None:
        return []
    text: str = row["text"]
    if start:  # from the start of a word on
        cut = text.find(" ") + 1
        start, text = start + cut, text[cut:]
    places = [(span["role"], span["start"] - start, span["end"] - start) for span in spans]
    more = start + len(text) < row["whole"]
    return pieces(text[: text.rfind(" ")] if more else text, places)


def pieces(text: str, places: list[tuple[str, int, int]]) -> list[dict[str, Any]]:
    """The text cut at each start and end, so that a piece is wholly in or out of each place.

    >>> pieces("He said no.", [("source", 0, 2), ("content", 8, 10)])[:2]
    [{'text': 'He', 'roles': ['source']}, {'text': ' said ', 'roles': []}]
    """
    bounds = {0, len(text)} | {min(max(place, 0), len(text)) for _, *both in places for place in both}
    cuts = sorted(bounds)
    return [
        {"text": text[a:b], "roles": [role for role, start, end in places if start <= a and b <= end]}
        for a, b in pairwise(cuts)
    ]
