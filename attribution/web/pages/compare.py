"""Two speakers side by side: over the same time, in the same stances, in the same articles."""

from __future__ import annotations

import json
from typing import Any

from attribution.web.charts import axis, bars
from attribution.web.database import NewsDatabase, Row
from attribution.web.page import NextStep, Page, PageError, PageRequest
from attribution.web.people import COLUMNS, ids_of
from attribution.web.reading import statements_of
from attribution.web.speaking import Counts, counts_of, in_period, months_of, speaker_with
from attribution.web.wording import KINDS, STANCES, first_words, stance_words

ARTICLES = 5  # articles in which both speak that are shown
EACH = 3  # statements of each speaker in one of them
MOST_QUOTED = f"SELECT {COLUMNS} FROM speakers AS s ORDER BY s.attributions DESC, s.rowid LIMIT 6"
SPEAKERS = f"""SELECT {COLUMNS} FROM speakers AS s WHERE s.id IN (SELECT value FROM json_each(:ids))
ORDER BY s.attributions DESC LIMIT 12"""
# Names are kept by speaker and article, so that the articles of both are found without reading a statement.
SHARED = """SELECT article FROM speaker_names WHERE speaker = :b
AND article IN (SELECT article FROM speaker_names WHERE speaker = :a)"""
NEWEST = f"""SELECT id, title, substr(text, 1, 240) AS opening, publisher, published, count(*) OVER () AS shared
FROM articles WHERE id IN ({SHARED}) AND superseded_by IS NULL
ORDER BY published DESC, rowid DESC LIMIT :limit"""
IN_ARTICLE = """SELECT rowid AS n FROM attributions WHERE article = :article AND speaker = :speaker
ORDER BY position LIMIT :limit"""


async def page(asked: PageRequest) -> Page:
    """The two speakers that were asked for, or a form to choose them."""
    names = {side: asked.asked(side) for side in ("a", "b")}
    if not all(names.values()):
        return await _form(asked, names)
    a, b = [await _one(asked, side, names) for side in ("a", "b")]
    if a["id"] == b["id"]:
        raise PageError(400, f"Both are {a['name']}", "Choose two different speakers.", [_again(asked)])
    counts = [await counts_of(asked.database, speaker["id"]) for speaker in (a, b)]
    articles = await asked.database.rows(NEWEST, a=a["id"], b=b["id"], limit=ARTICLES)
    data: dict[str, Any] = {
        "a": a,
        "b": b,
        "chart": _chart(asked, (a, b), counts),
        "stances": _side_by_side(counts, "stance", STANCES),
        "kinds": _side_by_side(counts, "kind", KINDS),
        "outlets": _side_by_side(counts, "outlet", _frequent(counts, "outlet", 6)),
        "shared_articles": articles[0]["shared"] if articles else 0,
        "articles": [await _together(asked, article, a, b) for article in articles],
        "swap": asked.addresses.compare(b["id"], a["id"]),
    }
    return Page(f"{a['name']} and {b['name']}", "attribution_compare.html", data)


async def _form(asked: PageRequest, names: dict[str, str]) -> Page:
    most = await asked.database.rows(MOST_QUOTED)
    first = asked.addresses.compare
    data = {
        "given": names,
        "suggestions": [
            {"label": f"{one['name']} and {two['name']}", "url": first(one["id"], two["id"])}
            for one, two in zip(most[::2], most[1::2], strict=False)
        ],
    }
    return Page("Compare two speakers", "attribution_compare_form.html", data)


async def _one(asked: PageRequest, side: str, names: dict[str, str]) -> Row:
    """The speaker that the name or id stands for; raises PageError if that is nobody, or several."""
    ids = await ids_of(asked.database, names[side])
    if len(ids) == 1:
        return await speaker_with(asked, ids[0])
    if not ids:
        raise PageError(404, f"Nobody here is called “{names[side][:80]}”", "", [_again(asked)])
    people = await asked.database.rows(SPEAKERS, ids=json.dumps(ids))
    other = "b" if side == "a" else "a"
    steps = [
        NextStep(
            f"{person['name']}, {person['type']}, {person['statements']:,} statements",
            asked.addresses.compare(**{side: person["id"], other: names[other]}),
        )
        for person in people
    ]
    raise PageError(300, f"Which “{names[side][:80]}” do you mean?", "Several speakers are called so:", steps)


def _again(asked: PageRequest) -> NextStep:
    return NextStep("Choose two speakers", asked.addresses.compare())


def _chart(asked: PageRequest, pair: tuple[Row, Row], counts: list[Counts]) -> dict[str, Any]:
    """The statements of both on one axis; a statement counts in the month it was said, or else published."""
    months = []
    for each in counts:
        said, published = months_of(each)
        months.append(
            {month: said.get(month, 0) + published.get(month, 0) for month in {**said, **published}}
        )
    over = axis([month for each in months for month in each])
    (in_a, left_a), (in_b, left_b) = (over.counted(each) for each in months)
    return {
        "unit": over.unit,
        "bars": [
            {
                "label": period.label,
                "short": period.short,
                "era": period.era,
                "a": count_a,
                "b": count_b,
                "a_url": in_period(asked.addresses, pair[0]["id"], period.first, period.last),
                "b_url": in_period(asked.addresses, pair[1]["id"], period.first, period.last),
            }
            for period, (count_a, count_b) in bars(over, in_a, in_b)
        ],
        "year_only": left_a + left_b,
    }


def _frequent(counts: list[Counts], what: str, most: int) -> list[str]:
    total: dict[str, int] = {}
    for each in counts:
        for value, count in each.get(what, {}).items():
            total[value] = total.get(value, 0) + count
    return sorted(total, key=lambda value: -total[value])[:most]


def _side_by_side(counts: list[Counts], what: str, values: Any) -> list[dict[str, Any]]:
    """How often each of the values occurs with either; those that occur with neither are left out."""
    put = stance_words if what == "stance" else str
    of_a, of_b = (each.get(what, {}) for each in counts)
    rows = [
        {"value": value, "label": put(value), "a": of_a.get(value, 0), "b": of_b.get(value, 0)}
        for value in values
    ]
    return [row for row in rows if row["a"] or row["b"]]


async def _together(asked: PageRequest, article: Row, a: Row, b: Row) -> dict[str, Any]:
    """An article in which both speak, with what each says there."""
    return {
        **{name: article[name] for name in ("id", "title", "publisher", "published")},
        "called": article["title"] or first_words(article["opening"]),
        "url": asked.addresses.article(article["id"]),
        "a": await _said_in(asked, article["id"], a),
        "b": await _said_in(asked, article["id"], b),
    }


async def _said_in(asked: PageRequest, article: str, speaker: Row) -> list[dict[str, Any]]:
    database: NewsDatabase = asked.database
    rows = await database.rows(IN_ARTICLE, article=article, speaker=speaker["id"], limit=EACH)
    return await statements_of(database, asked.addresses, [row["n"] for row in rows])
