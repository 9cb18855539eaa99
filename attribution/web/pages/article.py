"""One article: its whole text with every statement marked where it stands, and a note on each in the margin."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import count, product
from string import ascii_lowercase
from typing import Any

from datasette.utils import tilde_encode

from attribution.model import Span
from attribution.web.addresses import safe_link
from attribution.web.database import Row
from attribution.web.evidence import asides_near, marks_of, statements_near
from attribution.web.marking import marked, paragraphs, parts
from attribution.web.page import NextStep, Page, PageError, PageRequest
from attribution.web.reviews import orphans_in, reviews_in
from attribution.web.wording import first_words

ARTICLE = """SELECT id, title, url, publisher, author, published, language, text, words, attributions, first_seen
FROM articles WHERE id = :id"""
BEFORE = "SELECT count(*) FROM attributions WHERE article = :article AND position < :first"
PLACED = "SELECT 1 FROM sqlite_master WHERE name = 'article_places'"
PLACES = """SELECT p.url, p.publisher, p.published, p.first_seen, p.superseded_by
FROM article_places AS p WHERE p.article = :id ORDER BY p.first_seen, p.id LIMIT 20"""
NEWER = "SELECT superseded_by FROM articles WHERE id = :id"
OLDER = "SELECT id, first_seen FROM articles WHERE superseded_by = :id ORDER BY first_seen LIMIT 20"
REACH = 5_000  # characters before a part in which statements begin that may reach into it


async def page(asked: PageRequest) -> Page:
    """The article; of a long one the part that `part` names, from 1, or the one around the place `at`."""
    row = await asked.database.row(ARTICLE, id=asked.path["id"])
    if row is None:
        steps = [NextStep("Search all statements", asked.addresses.search())]
        raise PageError(
            404, "There is no such article", "It may have been replaced by a corrected text.", steps
        )
    text = row.pop("text")
    listed = parts(paragraphs(text))
    chosen = _chosen(asked, listed)
    shown = listed[chosen - 1] if listed else []
    first, last = (shown[0].start, shown[-1].end) if shown else (0, 0)
    near = await statements_near(asked.database, asked.addresses, row["id"], max(0, first - REACH), last)
    before = await asked.database.value(BEFORE, article=row["id"], first=first)
    noted = [each for each in near if each["position"] >= first]
    reviews = await reviews_in(asked, row["id"])
    here = asked.addresses.path(
        f"/articles/{tilde_encode(row['id'])}", [("part", chosen if chosen > 1 else "")]
    )
    for number, each in enumerate(noted, before + 1):
        each["number"] = number
        each["decided"] = {**reviews[each["id"]], "back": f"{here}#a-{tilde_encode(each['id'])}"}
    asides = await asides_near(asked.database, row["id"], first, last)
    for letter, aside in zip(_letters(), asides, strict=False):
        aside["letter"] = letter
    data = {
        "article": {
            **row,
            "link": safe_link(row["url"]),
            "characters": len(text),
            **await _places(asked, row["id"]),
        },
        "text": text[first:last],
        "first": first,
        "paragraphs": marked_paragraphs(text, shown, near, noted, asides),
        "statements": noted,
        "asides": asides,
        "orphans": await orphans_in(asked, row["id"]),
        "speakers": len({each["speaker"]["name"] for each in noted if each["speaker"]}),
        "pager": _pager(asked, chosen, len(listed)),
    }
    return Page(row["title"] or first_words(text), "attribution_article.html", data)


def marked_paragraphs(
    text: str, shown: Sequence[Span], near: list[Row], noted: list[Row], asides: list[Row]
) -> list[dict[str, Any]]:
    """Each paragraph in segments, with the notes on the statements and asides whose last words stand in it.

    A segment has the ids of the statements whose words begin with it, and its notes stand behind it; both kinds are
    told by their place in `noted` and `asides`.
    """
    marks = marks_of(near, asides)
    anchors: dict[int, list[str]] = {}
    notes: dict[int, list[dict[str, Any]]] = {}
    for n, each in enumerate(noted):
        (begin, _), (_, end) = each["spans"]["content"][0], each["spans"]["content"][-1]
        anchors.setdefault(begin, []).append(each["id"])
        notes.setdefault(_end_in(shown, end), []).append({"statement": n})
    for n, aside in enumerate(asides):
        notes.setdefault(_end_in(shown, aside["end"]), []).append({"aside": n})
    return [
        {
            "start": paragraph.start,
            "segments": [
                {
                    "words": segment.words,
                    "roles": segment.roles,
                    "anchors": anchors.get(segment.start, []),
                    "notes": notes.get(segment.start + len(segment.words), []),
                }
                for segment in marked(text, marks, paragraph)
            ],
        }
        for paragraph in shown
    ]


def _end_in(shown: Sequence[Span], end: int) -> int:
    """The place, or the end of the last paragraph before it, if it lies in none."""
    paragraph = shown[max(0, bisect_left(shown, end, key=lambda span: span.start) - 1)]
    return min(end, paragraph.end)


def _letters() -> Iterator[str]:
    """a, b, c … z, aa, ab …"""
    for length in count(1):
        yield from map("".join, product(ascii_lowercase, repeat=length))


def _chosen(asked: PageRequest, listed: list[list[Span]]) -> int:
    """The number of the part asked for; of the nearest, if there is none such."""
    at = _number(asked.asked("at"))
    part = _number(asked.asked("part")) or 1
    chosen = part if at is None else sum(each[0].start <= at for each in listed)
    return min(max(chosen, 1), max(len(listed), 1))


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _pager(asked: PageRequest, chosen: int, parts: int) -> dict[str, Any]:
    def address(part: int) -> str | None:
        path = asked.addresses.path(f"/articles/{tilde_encode(asked.path['id'])}", [("part", part)])
        return path if 1 <= part <= parts else None

    return {
        "previous": address(chosen - 1),
        "next": address(chosen + 1),
        "words": f"Part {chosen} of {parts}",
        "part": chosen,
        "parts": parts,
    }


async def _places(asked: PageRequest, key: str) -> dict[str, Any]:
    """Where else the same text stands, and what took its place, as far as the database keeps that."""
    if not await asked.database.value(PLACED):
        return {}
    newer = await asked.database.value(NEWER, id=key)
    older = await asked.database.rows(OLDER, id=key)
    places = await asked.database.rows(PLACES, id=key)
    return {
        "newer": newer and asked.addresses.article(newer),
        "older": [{**row, "page": asked.addresses.article(row["id"])} for row in older],
        "places": [{**row, "link": safe_link(row["url"])} for row in places] if len(places) > 1 else [],
    }
