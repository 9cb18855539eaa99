"""In a large database a page does a bounded amount of work: what it finds is right, and what it leaves out is told."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from datasette.app import Datasette
from datasette.utils.asgi import Request

from attribution.storage import Ingest, open_database
from attribution.web.finding import COMPLETE, SEARCHED, SHOWN
from attribution.web.page import PageRequest
from attribution.web.routes import Route, respond
from tests.invented import short
from tests.web.conftest import Ask

ARTICLES = COMPLETE + 1_200
SPEAKERS = ("Ines Okoro", "Mara Venn", "Ada Roe")


def outlet(number: int) -> str:
    return "Harbour Post" if number % 4 else "Tern Weekly"


def published(number: int) -> str:
    return f"{2016 + number % 10}-{1 + number % 12:02}-11"


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Each article has one statement, “Tide 17 was high,”, with a number of its own."""
    path = tmp_path_factory.mktemp("large") / "attribution.db"
    db = open_database(path)
    with Ingest(db) as run:
        for number in range(ARTICLES):
            who = "Ada Roe" if number % 500 == 0 else SPEAKERS[number % 2]
            run.save(short(number, who, published=published(number), publisher=outlet(number)))
    db.close()
    return path


@pytest.fixture
def search(large: Path, asking: Callable[[Path], Ask]) -> Callable[..., dict[str, Any]]:
    ask = asking(large)

    def asked(q: str, **more: Any) -> dict[str, Any]:
        data: dict[str, Any] = ask("/search.json?" + urlencode({"q": q, **more})).json()
        return data

    return asked


def count(condition: Callable[[int], bool]) -> int:
    return sum(map(condition, range(ARTICLES)))


WHOLE: dict[str, Callable[[int], bool]] = {
    "17": lambda number: number == 17,
    'tide speaker:"Ada Roe"': lambda number: number % 500 == 0,
    'speaker:"Ada Roe" outlet:"Harbour Post"': lambda number: number % 500 == 0 and number % 4 != 0,
    'outlet:"Tern Weekly"': lambda number: number % 4 == 0,
    'tide high outlet:"Tern Weekly" in:2020': lambda number: number % 4 == 0 and number % 10 == 4,
    "tide in:2017": lambda number: number % 10 == 1,
    "from:2017-02 to:2017-02": lambda number: number % 10 == 1 and number % 12 == 1,
    "nothing": lambda number: False,
}


@pytest.mark.parametrize(("q", "condition"), WHOLE.items(), ids=WHOLE)
def test_where_a_part_of_the_question_is_rare_everything_is_found(
    search: Callable[..., dict[str, Any]], q: str, condition: Callable[[int], bool]
) -> None:
    data = search(q)
    assert (data["total"], data["complete"], data["limit"]) == (count(condition), True, "")


@pytest.mark.parametrize(
    ("q", "which"),
    [
        ("", "newest"), ("kind:direct", "newest"), ("from:2016", "newest"),
        ("tide", "last read"), ("tide kind:direct", "last read"), ("tide from:2016", "newest"),
    ],
)  # fmt: skip
def test_where_all_of_it_is_common_what_is_left_out_is_told(
    search: Callable[..., dict[str, Any]], q: str, which: str
) -> None:
    data = search(q)
    told = f"More than {SHOWN:,} statements match. The {which} {SHOWN:,} of them are shown and counted here."
    assert (data["total"], data["complete"], data["limit"]) == (SHOWN, False, told)
    assert sum(value["statements"] for value in data["facets"][1]["values"]) == SHOWN


def test_the_newest_are_the_newest_and_the_oldest_the_oldest(search: Callable[..., dict[str, Any]]) -> None:
    days = sorted(map(published, range(ARTICLES)))
    for order, expected in (("oldest", days[:1000]), ("date", days[::-1][:1000])):
        found = search("kind:direct", sort=order, size=1000)["statements"]
        assert [each["published"] for each in found] == expected


def test_the_bounds_fit_each_other() -> None:
    assert SHOWN < COMPLETE < SEARCHED


def test_what_takes_too_long_is_told(large: Path) -> None:
    async def slow(asked: PageRequest) -> None:
        await asked.database.rows(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
        )

    async def answer() -> Any:
        datasette = Datasette([str(large)], settings={"sql_time_limit_ms": 50})
        await datasette.invoke_startup()
        request = Request.fake("/slow")
        request.scope["csrftoken"] = str
        request.scope["url_route"] = {"kwargs": {}}
        return await respond(Route("/slow", slow), datasette, request)

    response = asyncio.run(answer())
    assert response.status == 503
    assert "That took too long" in response.body
