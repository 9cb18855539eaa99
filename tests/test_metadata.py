"""metadata.json against the schema that the migrations really make: nothing undescribed, nothing made up."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from attribution.storage import open_database

METADATA = json.loads((Path(__file__).parent.parent / "metadata.json").read_text(encoding="utf-8"))
TOLD: dict[str, Any] = METADATA["databases"]["attribution"]
TABLES: dict[str, Any] = TOLD["tables"]
DESCRIBED = sorted(TABLES.keys() - {"_sqlite_migrations"})
COLUMN_KEYS = ("sort", "sort_desc", "label_column")


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The columns of each table and view that is not one of the search's own."""
    db: Database = open_database(tmp_path_factory.mktemp("schema") / "attribution.db")
    columns = {table.name: [column.name for column in table.columns] for table in [*db.tables, *db.views]}
    db.close()
    return {
        name: names
        for name, names in columns.items()
        if "_fts" not in name and not name.startswith("sqlite_")
    }


def test_every_table_is_described_but_that_of_the_migrations(schema: dict[str, list[str]]) -> None:
    assert sorted(TABLES) == sorted(schema)
    assert TABLES["_sqlite_migrations"]["hidden"]
    assert all(TABLES[name]["description"] for name in DESCRIBED)


@pytest.mark.parametrize("table", DESCRIBED)
def test_every_column_is_described_in_the_order_of_the_table(
    table: str, schema: dict[str, list[str]]
) -> None:
    assert list(TABLES[table]["columns"]) == schema[table]
    assert all(description.strip() for description in TABLES[table]["columns"].values())


@pytest.mark.parametrize("table", DESCRIBED)
def test_sorts_labels_and_facets_name_columns(table: str, schema: dict[str, list[str]]) -> None:
    named = [TABLES[table][key] for key in COLUMN_KEYS if key in TABLES[table]]
    assert set(named + TABLES[table].get("facets", [])) <= set(schema[table])


def test_the_licence_and_the_source_are_told() -> None:
    for key in ("title", "description", "license", "license_url", "source", "source_url"):
        assert METADATA[key].strip()


def test_the_queries_are_there_with_their_questions() -> None:
    asked = {name: query["params"] for name, query in TOLD["queries"].items()}
    assert asked == {
        "who_said_what": ["speaker", "words", "from", "to"],
        "said_on": ["date"],
        "by_speaker": ["speaker"],
        "said_by_on": ["speaker", "date"],
        "who_accused_whom": ["accuser", "accused"],
        "who_denied_what": ["speaker", "words"],
        "said_for": ["on_behalf_of"],
        "who_reported_whom": ["reported_by", "speaker"],
    }
    for query in TOLD["queries"].values():
        assert all(f":{parameter}" in query["sql"] for parameter in query["params"])
