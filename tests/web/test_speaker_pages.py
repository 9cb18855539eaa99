"""Who speaks: the list, one speaker with everything that is known, two side by side, and a feed."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from tests.web.conftest import Get
from tests.web.test_metadata_pages import CAFE, NOBODY, SAFE, SINK

ATOM = "{http://www.w3.org/2005/Atom}"


def speaker(get: Get, name: str = "Mara Venn") -> dict[str, Any]:
    """The data of the speaker's page."""
    (found,) = [each for each in get("/speakers.json").json()["speakers"] if each["name"] == name]
    data: dict[str, Any] = get(f"{found['url']}.json").json()
    return data


def labels(lines: list[dict[str, Any]]) -> list[tuple[str, int]]:
    return [(line["label"], line["statements"]) for line in lines]


def test_speakers_are_listed_with_the_most_quoted_first(get: Get) -> None:
    data = get("/speakers.json").json()
    assert [(each["name"], each["statements"], each["role"]) for each in data["speakers"]] == [
        ("Mara Venn", 4, "engineer"),
        ("Ode Lindqvist", 1, "Mayor"),
        ('Eve "<b>Crow</b>" Sand', 1, None),
    ]
    assert data["total"] == 3


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("q=ven", ["Mara Venn"]),
        ("q=MARA+v", ["Mara Venn"]),
        ("q=enn", []),
        ("q=%22", []),
        ("type=organisation", []),
        ("type=person&q=ode", ["Ode Lindqvist"]),
        ("type=organisation&q=ode", []),
        ("size=1&page=2", ["Ode Lindqvist"]),
    ],
)
def test_a_speaker_is_found_in_the_list(get: Get, query: str, names: list[str]) -> None:
    data = get(f"/speakers.json?{query}").json()
    assert [each["name"] for each in data["speakers"]] == names
    assert get(f"/speakers?{query}").status_code == 200


def test_a_speaker_has_names_roles_outlets_stances_and_hearers(get: Get) -> None:
    data = speaker(get)
    assert [each["name"] for each in data["names"]] == ["Venn"]
    assert labels(data["roles"]) == [("engineer", 1), ("not told", 3)]
    assert (data["roles"][0]["first"], data["roles"][0]["last"]) == ("2026-03-10", "2026-03-10")
    assert labels(data["outlets"]) == [("Harbour Post", 2), ("Tern Weekly", 2)]
    assert labels(data["stances"]) == [("said", 4)]
    assert labels(data["cues"]) == [("said", 2), ("added", 1), ("told", 1)]
    assert labels(data["addressees"]) == [("the harbour council", 1)]
    assert data["speaker"]["articles"] == 2


def test_the_statements_are_newest_first_and_each_count_leads_to_its_own(get: Get) -> None:
    data = speaker(get)
    assert [each["quote"] for each in data["statements"]] == [NOBODY, SAFE, CAFE, SINK]
    for what in ("roles", "outlets", "stances", "kinds", "cues", "addressees"):
        for line in data[what]:
            if line["url"]:
                address = line["url"].replace("?", ".json?").partition("#")[0]
                assert get(address).json()["total"] == line["statements"], address


def test_the_timeline_tells_days_said_from_days_published(get: Get) -> None:
    data = speaker(get)
    bars = {
        bar["label"]: (bar["said"], bar["published"]) for bar in data["timeline"]["bars"] if bar["statements"]
    }
    assert bars == {"Jan to Mar 2026": (1, 2)}
    assert data["timeline"]["year_only"] == 1, "“last autumn” is 2025, and no month"
    for bar in filter(lambda bar: bar["statements"], data["timeline"]["bars"]):
        found = get(bar["url"].replace("?", ".json?").partition("#")[0]).json()
        assert found["total"] == bar["statements"]


def test_each_bar_is_a_link_with_a_label_and_stands_in_a_table_too(get: Get) -> None:
    page = get(speaker(get)["speaker"]["url"]).text
    assert 'aria-label="Jan to Mar 2026: 3 statements, 1 of them with the day they were said"' in page
    assert '<th scope="row">Jan to Mar 2026</th><td class="num">3</td><td class="num">1</td>' in page
    assert 'role="group"' in page


def test_a_bar_that_stands_alone_is_no_wider_than_one_of_eight(get: Get) -> None:
    page = get(speaker(get, "Ode Lindqvist")["speaker"]["url"]).text
    assert re.findall(r'<rect class="(hit|b2?)"[^>]* width="([\d.]+)%"', page) == [
        ("hit", "12.50"),
        ("b2", "8.50"),
    ]


def test_the_feed_is_atom_and_its_links_are_whole(get: Get) -> None:
    data = speaker(get)
    answer = get(data["atom"])
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = ET.fromstring(answer.text)  # noqa: S314 (made here)
    assert feed.findtext(f"{ATOM}title") == "Mara Venn · Attribution"
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == [
        f"{each['kind']}: {each['quote']}" for each in data["statements"]
    ]
    for entry in [feed, *entries]:
        assert (entry.findtext(f"{ATOM}id") or "").startswith("http://localhost/")
        assert (entry.findtext(f"{ATOM}updated") or "").endswith("Z")


@pytest.mark.parametrize("path", ["/speakers/nobody", "/speakers/nobody.atom", "/speakers/~3Cscript~3E"])
def test_a_speaker_that_is_not_there_is_told_with_what_to_try(get: Get, path: str) -> None:
    answer = get(path)
    assert answer.status_code == 404
    assert "There is no speaker" in answer.text
    assert 'href="/speakers?q=' in answer.text
    assert "<script>" not in answer.text


def test_two_speakers_share_one_axis_and_their_articles(get: Get) -> None:
    data = get("/compare.json?a=Venn&b=lindqvist").json()
    assert (data["a"]["name"], data["b"]["name"]) == ("Mara Venn", "Ode Lindqvist")
    assert [(bar["short"], bar["era"], bar["a"], bar["b"]) for bar in data["chart"]["bars"]] == [
        ("Q1", "2025", 0, 0), ("Q2", "", 0, 0), ("Q3", "", 0, 0), ("Q4", "", 0, 0), ("Q1", "2026", 3, 1),
    ]  # fmt: skip
    assert data["shared_articles"] == 1
    (article,) = data["articles"]
    assert ([each["quote"] for each in article["a"]], len(article["b"])) == ([SAFE, NOBODY], 1)
    assert "Jan to Mar 2026, Ode Lindqvist: 1 statement" in get("/compare?a=Venn&b=lindqvist").text


@pytest.mark.parametrize(
    ("query", "status", "message"),
    [
        ("", 200, "Compare two speakers"),
        ("?a=Venn", 200, 'value="Venn"'),
        ("?a=Venn&b=xyz", 404, "Nobody here is called “xyz”"),
        ("?a=Venn&b=Mara+Venn", 400, "Both are Mara Venn"),
    ],
)
def test_who_is_compared_is_asked_until_it_is_clear(get: Get, query: str, status: int, message: str) -> None:
    answer = get(f"/compare{query}")
    assert answer.status_code == status
    assert message in answer.text
