"""The pages that metadata.json makes: where a visitor starts, and what the queries answer."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.web.browsing import DATASETTE_1
from tests.web.conftest import BRIDGE, FERRY, Get

SAFE = "The old rail bridge at Tern is safe"
NOBODY = "“Nobody has to take the ferry,”"
RATES = "that interest rates would decide when a new bridge is built"
SINK = "that the ferry would sink"
CAFE = "“Café owners know it,”"
IMG = "“<img src=x onerror=alert(2)> & =1+1 is my signature.”"
VIEWS = {"accepted_attributions", "accusations", "chains", "denials", "statements_by_speaker"}


def rows(get: Get, query: str, **asked: str) -> list[dict[str, Any]]:
    """What a canned query answers to these questions; questions not asked are left empty."""
    answer = get(f"/attribution/{query}.json?" + urlencode({"_shape": "array", **asked}))
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()
    return found


def quotes(get: Get, query: str, **asked: str) -> list[str]:
    return [row["quote"] for row in rows(get, query, **asked)]


def test_datasettes_own_first_page_leads_to_the_attributions(get: Get) -> None:
    page = get("/-/").text
    assert "Attribution: who said what" in page
    assert 'href="/attribution/attributions"' in page


def test_only_the_tables_that_people_read_are_shown(get: Get) -> None:
    told = get("/attribution.json").json()
    tables = told["tables"]
    assert {view["name"] for view in told["views"]} == VIEWS
    shown = {table["name"] for table in tables if not table["hidden"]}
    assert shown == {
        "article_places",
        "articles",
        "attributions",
        "corrections",
        "evidence",
        "fetches",
        "ingests",
        "quoted_spans",
        "rules",
        "skipped",
        "speaker_counts",
        "speaker_names",
        "speakers",
    }  # fmt: skip
    assert {"_sqlite_migrations", "attributions_fts", "spans"} <= {table["name"] for table in tables}


def test_the_attributions_are_newest_first_with_speakers_by_name_and_a_search(get: Get) -> None:
    page = get("/attribution/attributions").text
    assert page.index(SAFE) < page.index(SINK) < page.index("is my signature")
    assert 'name="_search"' in page
    for facet in ("speaker", "kind", "stance", "year"):
        assert f'id="facet-{facet}"' in page
    assert ">Mara Venn</a>" in page, "a speaker shows by name, not by id"
    assert f'<a href="/articles/{BRIDGE.key}">{BRIDGE.title}</a>' in page


def test_an_article_without_a_title_shows_its_key(get: Get) -> None:
    page = get(f"/attribution/attributions?article={FERRY.key}").text
    assert f'<a href="/articles/{FERRY.key}">{FERRY.key}</a>' in page


def test_the_tables_are_searched_without_free_sql(get: Get) -> None:
    found = get("/attribution/attributions.json?_shape=array&_search=cafe+owner").json()
    assert [row["quote"] for row in found] == [CAFE]
    free_sql = "/attribution/-/query.json" if DATASETTE_1 else "/attribution.json"
    assert get(f"{free_sql}?sql=select+1&_shape=array").status_code == 403


WHO_SAID_WHAT = {
    "nothing asked: everything, newest first": ({}, [NOBODY, RATES, SAFE, CAFE, IMG, SINK]),
    "part of a name, in any case": ({"speaker": "venn"}, [NOBODY, SAFE, CAFE, SINK]),
    "spaces around are no matter": ({"speaker": "  Lindqvist "}, [RATES]),
    "words, in another form": ({"words": "ferries"}, [NOBODY, SINK]),
    "words without their accent": ({"words": "CAFE"}, [CAFE]),
    "a phrase": ({"words": '"interest rates"'}, [RATES]),
    "words of the quote, not of the name": ({"words": "Venn"}, []),
    "speaker and words": ({"speaker": "Mara", "words": "safe"}, [SAFE]),
    "from a day": ({"from": "2026-03-11"}, [NOBODY, RATES]),
    "to a day; a year only may lie before it": ({"to": "2026-01-31"}, [IMG, SINK]),
    "within a month": ({"from": "2026-03", "to": "2026-03"}, [NOBODY, RATES, SAFE]),
    "within a year; the day said counts": ({"from": "2025", "to": "2025"}, [SINK]),
    "a year only may lie after a day in it": ({"from": "2025-06-01", "to": "2025-12-31"}, [SINK]),
    "everything at once": ({"speaker": "V", "words": "bridge", "from": "2026-03-10", "to": "2026-03-10"}, [SAFE]),
    "nobody": ({"speaker": "%"}, []),
}  # fmt: skip


@pytest.mark.parametrize(("asked", "answer"), WHO_SAID_WHAT.values(), ids=WHO_SAID_WHAT)
def test_who_said_what(get: Get, asked: dict[str, str], answer: list[str]) -> None:
    assert sorted(quotes(get, "who_said_what", **asked)) == sorted(answer)


def test_who_said_what_is_newest_first_and_in_the_order_of_the_article(get: Get) -> None:
    days = [row["said_on"] or row["published"] for row in rows(get, "who_said_what")]
    assert days == sorted(days, reverse=True)
    assert quotes(get, "who_said_what", **{"from": "2026-03-11"}) == [NOBODY, RATES]


@pytest.mark.parametrize(
    "words", ['"', "'", "(", "*", "…", '""', "a OR b", "NEAR(", "quote:", "';drop table"]
)
def test_signs_of_the_search_language_find_nothing_and_break_nothing(get: Get, words: str) -> None:
    assert quotes(get, "who_said_what", words=words) == []


@pytest.mark.parametrize("words", ["-ferry", "^ferry", 'ferry"', "ferry*", "(ferry", '"" ferry'])
def test_a_word_is_found_whatever_signs_stand_at_it(get: Get, words: str) -> None:
    assert quotes(get, "who_said_what", words=words) == [NOBODY, SINK]


@pytest.mark.parametrize(
    ("date", "answer"),
    [
        ("2026-03-10", [SAFE]),
        ("2026-03", [SAFE]),
        ("2025", [SINK]),
        ("2026-03-11", []),  # a day of publication is no day of saying
        ("", [SAFE, SINK]),
    ],
)
def test_said_on(get: Get, date: str, answer: list[str]) -> None:
    assert quotes(get, "said_on", date=date) == answer


@pytest.mark.parametrize(
    ("speaker", "answer"),
    [
        ("Mara Venn", [SINK, CAFE, SAFE, NOBODY]),
        ("lindqvist", [RATES]),
        ("Nobody Known", []),
    ],
)
def test_by_speaker_is_in_order_of_time(get: Get, speaker: str, answer: list[str]) -> None:
    assert quotes(get, "by_speaker", speaker=speaker) == answer


def test_an_answer_leads_to_its_statement(get: Get) -> None:
    (row,) = rows(get, "said_on", date="2025")
    assert f'href="/quotes/{row["attribution"]}"' in get("/attribution/said_on?date=2025").text


def test_a_row_leads_to_the_pages_of_its_statement_speaker_and_article(get: Get) -> None:
    (row,) = rows(get, "said_on", date="2025")
    page = get(f"/attribution/attributions/{row['attribution']}").text
    assert f'<a class="words indirect" href="/quotes/{row["attribution"]}">{SINK}</a>' in page
    assert f'href="/articles/{FERRY.key}"' in page
    assert re.search(r'href="/speakers/[0-9a-f]{16}"', page)


@pytest.mark.parametrize(
    "path",
    [
        "/attribution/attributions",
        "/attribution/articles",
        "/attribution/speakers",
        "/attribution/who_said_what?" + urlencode({"words": "<script>alert(4)</script>"}),
        "/attribution/by_speaker?speaker=Sand",
        "/attribution/quoted_spans",
    ],
)
def test_hostile_text_stays_text(get: Get, path: str) -> None:
    page = get(path).text
    for hostile in ("<script>alert", "<img src=x", "<b>Crow", "<i>Tag Soup", 'href="javascript:'):
        assert hostile not in page
    assert "&lt;" in page


def test_the_style_sheet_is_served(get: Get) -> None:
    assert "/-/static-plugins/attribution/tables.css" in get("/attribution/attributions").text
    assert get("/-/static-plugins/attribution/tables.css").status_code == 200
