"""Who may not see the tables does not see the pages that are made of them, in either version of Datasette."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

from attribution.storage import open_database
from tests.web.browsing import DATASETTE_1

CLOSED: dict[str, dict[str, Any]] = {
    "the instance": {"allow": {"id": "ines"}},
    "the database": {"databases": {"attribution": {"allow": {"id": "ines"}}}},
    "a table": {"databases": {"attribution": {"tables": {"articles": {"allow": {"id": "ines"}}}}}},
}
PATHS = [
    "/",
    "/search",
    "/search.csv?q=ferry",
    "/speakers.json",
    "/speakers/x.atom",
    "/compare",
    "/articles/x",
    "/quotes/x.annotation.json",
    "/check?quote=ferry",
    "/corrections",
    "/audit.json",
]


def statuses(databases: list[Path], metadata: dict[str, Any], paths: list[str], actor: str = "") -> list[int]:
    """What somebody gets who asks Datasette, started with this metadata, for these paths."""
    config = {"config": metadata} if DATASETTE_1 else {}
    datasette = Datasette([str(path) for path in databases], metadata=metadata, **config)

    async def ask() -> list[int]:
        await datasette.invoke_startup()
        cookies = {"ds_actor": datasette.sign({"a": {"id": actor}}, "actor")} if actor else {}
        return [(await datasette.client.get(path, cookies=cookies)).status_code for path in paths]

    return asyncio.run(ask())


@pytest.mark.parametrize("metadata", CLOSED.values(), ids=CLOSED)
def test_what_is_closed_to_a_visitor_is_closed_on_every_page(
    database: Path, metadata: dict[str, Any]
) -> None:
    assert statuses([database], metadata, PATHS) == [403] * len(PATHS)


@pytest.mark.parametrize("metadata", CLOSED.values(), ids=CLOSED)
def test_who_is_allowed_in_sees_them(database: Path, metadata: dict[str, Any]) -> None:
    assert statuses([database], metadata, ["/", "/search", "/speakers"], "ines") == [200] * 3


def test_other_ways_than_reading_are_refused(database: Path, metadata: dict[str, Any]) -> None:
    datasette = Datasette([str(database)], metadata=metadata)
    answer = asyncio.run(datasette.client.request("DELETE", "/search"))
    assert answer.status_code in {403, 405}


def test_without_a_database_of_ours_the_pages_say_how_to_make_one(tmp_path: Path) -> None:
    (tmp_path / "other.db").touch()
    datasette = Datasette([str(tmp_path / "other.db")])
    answer = asyncio.run(datasette.client.get("/"))
    assert answer.status_code == 503
    assert "attribution ingest seeds &amp;&amp; attribution serve" in answer.text


def test_an_empty_database_says_how_to_fill_it(tmp_path: Path) -> None:
    open_database(tmp_path / "attribution.db").close()
    datasette = Datasette([str(tmp_path / "attribution.db")])
    answer = asyncio.run(datasette.client.get("/"))
    assert "Nothing has been read yet" in answer.text
    assert "attribution ingest seeds" in answer.text


def test_of_several_databases_the_named_one_is_shown(database: Path, tmp_path: Path) -> None:
    open_database(tmp_path / "empty.db").close()
    both = [tmp_path / "empty.db", database]
    assert statuses(both, {}, ["/"]) == [503]
    named = {"plugins": {"attribution": {"database": "attribution"}}}
    assert statuses(both, named, ["/", "/speakers"]) == [200, 200]
    assert statuses(both, {"plugins": {"attribution": {"database": "gone"}}}, ["/"]) == [503]
