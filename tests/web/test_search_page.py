"""The search finds, counts, orders and narrows; what is taken away is what is shown."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from attribution.model import SpeakerType
from attribution.storage import open_database, save
from tests.invented import extraction
from tests.web.conftest import Get
from tests.web.test_metadata_pages import CAFE, IMG, NOBODY, RATES, SAFE, SINK

ONE = "<content>“Tide {} was high,”</content> <source>Marten</source> <cue>said</cue>."


def asked(get: Get, q: str = "", **more: Any) -> dict[str, Any]:
    """The data of the search page."""
    answer = get("/search.json?" + urlencode({"q": q, **more}))
    assert answer.status_code == 200, answer.text
    data: dict[str, Any] = answer.json()
    return data


def quotes(get: Get, q: str = "", **more: Any) -> list[str]:
    return [each["quote"] for each in asked(get, q, **more)["statements"]]


FOUND = {
    "nothing asked: everything, newest first": ("", [NOBODY, RATES, SAFE, CAFE, IMG, SINK]),
    "a word, in another form": ("ferries", [NOBODY, SINK]),
    "a word without its accent": ("CAFE", [CAFE]),
    "a phrase": ('"interest rates"', [RATES]),
    "all words, wherever they stand": ("bridge rates", [RATES]),
    "a word and a name": ("venn ferry", [NOBODY, SINK]),
    "a speaker by a part of the name": ("speaker:lindq", [RATES]),
    "a speaker by another name": ("speaker:Venn", [NOBODY, SAFE, CAFE, SINK]),
    "a speaker by the whole name, in any case": ('speaker:"mara venn"', [NOBODY, SAFE, CAFE, SINK]),
    "nobody": ("speaker:xyz", []),
    "an outlet": ('outlet:"Tern Weekly"', [CAFE, SINK]),
    "a kind": ("kind:direct", [NOBODY, CAFE, IMG]),
    "a role": ("role:mayor", []),
    "a role as written": ("role:Mayor", [RATES]),
    "a hearer": ('addressee:"the harbour council"', [NOBODY]),
    "a cue": ("cue:added", [CAFE]),
    "from a day": ("from:2026-03-11", [NOBODY, RATES]),
    "to a day; a year only may lie before it": ("to:2026-01-31", [IMG, SINK]),
    "in a month": ("in:2026-03", [NOBODY, RATES, SAFE]),
    "in a year; the day said counts": ("in:2025", [SINK]),
    "a year only may lie after a day in it": ("from:2025-06-01 to:2025-12-31", [SINK]),
    "everything at once": ('bridge speaker:venn kind:indirect in:2026-03-10 outlet:"Harbour Post"', [SAFE]),
    "signs of the search language": ("NEAR( ferry", []),
    "only signs": ("*", []),
}


@pytest.mark.parametrize(("q", "answer"), FOUND.values(), ids=FOUND)
def test_what_is_found(get: Get, q: str, answer: list[str]) -> None:
    assert sorted(quotes(get, q)) == sorted(answer)


def test_the_order_is_by_match_or_by_day(get: Get) -> None:
    assert asked(get, "ferry")["sort"] == "relevance"
    assert quotes(get, "", sort="oldest") == quotes(get)[::-1]
    days = [each["said_on"] or each["published"] for each in asked(get)["statements"]]
    assert days == sorted(days, reverse=True)


def test_words_that_were_found_are_marked_and_stand_in_their_surroundings(get: Get) -> None:
    (found,) = asked(get, '"interest rates"')["statements"]
    assert [piece["text"] for piece in found["marked"] if piece["hit"]] == ["interest rates"]
    assert "".join(piece["text"] for piece in found["marked"]) == found["quote"]
    assert (found["before"], found["after"]) == ("Mayor Ode Lindqvist said ", ".")
    assert "that <mark>interest rates</mark> would decide" in get("/search?q=%22interest+rates%22").text


def test_facets_count_what_was_found_and_lead_to_it(get: Get) -> None:
    facets = {facet["filter"]: facet["values"] for facet in asked(get, "ferry OR", sort="date")["facets"]}
    assert facets == {}
    facets = {facet["filter"]: facet["values"] for facet in asked(get)["facets"]}
    assert {name: [(v["value"], v["statements"]) for v in values] for name, values in facets.items()} == {
        "speaker": [("Mara Venn", 4), ("Ode Lindqvist", 1), ('Eve "<b>Crow</b>" Sand', 1)],
        "kind": [("indirect", 3), ("direct", 3)],
        "stance": [("said", 6)],
        "in": [("2026", 5), ("2025", 1)],
        "outlet": [("Harbour Post", 3), ("Tern Weekly", 2), ("<i>Tag Soup Daily</i>", 1)],
    }
    for values in facets.values():
        for value in values:
            found = get(value["url"].replace("/search", "/search.json")).json()
            assert found["total"] == value["statements"], value["url"]


def test_a_filter_in_use_can_be_taken_off(get: Get) -> None:
    data = asked(get, "ferry kind:direct")
    assert [(each["filter"], each["value"]) for each in data["filters"]] == [("kind", "direct")]
    assert get(data["filters"][0]["without"].replace("/search", "/search.json")).json()["total"] == 2


def test_pages_hold_everything_once(get: Get) -> None:
    pages = [quotes(get, size=4, page=page) for page in (1, 2)]
    assert [len(page) for page in pages] == [4, 2]
    assert pages[0] + pages[1] == quotes(get)
    pager = asked(get, size=4, page=2)["pager"]
    assert pager["words"] == "5 to 6 of 6"
    assert pager["next"] is None


@pytest.mark.parametrize(
    ("query", "status", "message"),
    [
        ("page=3", 404, "There is no page 3"),
        ("page=none", 400, "“page=none” is no number"),
        ("size=0", 400, "“size=0” is no number"),
        ("size=9999999999999999999999", 400, "is no number"),
        ("sort=loudest", 400, "There is no order “loudest”"),
        ("q=kind:hearsay", 400, "There is no kind “hearsay”"),
    ],
)
def test_what_makes_no_sense_is_told_in_one_line(get: Get, query: str, status: int, message: str) -> None:
    page = get(f"/search?{query}")
    assert page.status_code == status
    assert message in page.text
    data = get(f"/search.json?{query}")
    assert data.status_code == status
    assert message in data.json()["error"]


def test_where_nothing_is_found_the_next_thing_to_try_is_told_with_its_count(get: Get) -> None:
    data = asked(get, "ferry kind:mixed")
    assert data["statements"] == []
    labels = [step["label"] for step in data["instead"]]
    assert labels == ["Take off kind:mixed: 2 statements", "Look in whole articles: 2 articles"]
    assert get(data["instead"][0]["url"].replace("/search", "/search.json")).json()["total"] == 2
    assert get(data["instead"][1]["url"]).status_code == 200
    assert "No statement" in get("/search?q=ferry+kind:mixed").text


def test_a_name_leads_to_its_speaker(get: Get) -> None:
    (speaker,) = asked(get, "lind")["speakers"]
    assert speaker["name"] == "Ode Lindqvist"
    assert get(speaker["url"]).status_code == 200


def test_csv_is_what_is_shown_and_no_cell_is_run_as_a_formula(get: Get) -> None:
    answer = get("/search.csv?q=&size=4")
    assert answer.headers["content-type"].startswith("text/csv")
    assert "attachment" in answer.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    shown = asked(get, size=4)["statements"]
    assert [row["quote"] for row in rows] == [each["quote"] for each in shown]
    assert [row["speaker"] for row in rows] == [each["speaker"]["name"] for each in shown]
    assert [row["url"] for row in rows] == [each["url"] for each in shown]


def test_of_two_speakers_with_one_name_each_has_their_own_count(asking: Any, tmp_path: Path) -> None:
    db = open_database(tmp_path / "attribution.db")
    types: tuple[SpeakerType, ...] = ("person", "person", "organisation")
    for number, type_ in enumerate(types):
        save(db, extraction(ONE.format(number), [("Marten", type_)], published="2026-03-01"))
    db.close()
    ask = asking(tmp_path / "attribution.db")
    (speakers,) = [each for each in ask("/search.json").json()["facets"] if each["filter"] == "speaker"]
    assert [(value["label"], value["statements"]) for value in speakers["values"]] == [
        ("Marten", 2),
        ("Marten", 1),
    ]
    for value in speakers["values"]:
        found = ask(value["url"].replace("/search", "/search.json")).json()
        assert found["total"] == value["statements"]
        assert found["filters"][0]["value"] == "Marten"
