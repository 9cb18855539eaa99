"""Links in the cells of Datasette's own tables: to a row behind a key, and to the page of a statement."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from attribution.web.addresses import Addresses

# Columns that hold the key of another row -> its table. A query's column is a key only if it is called `attribution`:
# the others are names there.
_KEYS = {
    "article": "articles",
    "attribution": "attributions",
    "rule": "rules",
    "speaker": "speakers",
    "within": "attributions",
}
# The column of a table that says what a row is: it leads to the page of the row, as its `id` leads to the row itself.
_NAMES = {"articles": "title", "attributions": "quote", "speakers": "name"}


def link_in_cell(
    row: Any, value: Any, column: str, table: str | None, database: str, datasette: Any
) -> Markup | None:
    """The cell with its link; None where Datasette's own way will do.

    On the page of a table Datasette shows a key with the label of its row, `{"value": …, "label": …}`.
    """
    named = (datasette.plugin_config("attribution") or {}).get("database")
    if named not in (None, database):
        return None
    addresses = Addresses(datasette, database)
    if table and _NAMES.get(table) == column and isinstance(value, str) and value.strip():
        kind = row["kind"] if table == "attributions" else ""
        return _link(_page(addresses, table, row["id"]), value, f"words {kind}" if kind else "")
    target = _KEYS.get(column)
    if target is None or (table is None and column != "attribution"):
        return None
    label = value.get("label") if isinstance(value, dict) else None
    key = value.get("value") if isinstance(value, dict) else value
    return _link(_page(addresses, target, key), str(label or key)) if isinstance(key, str) else None


def _page(addresses: Addresses, table: str, key: str) -> str:
    """The page of the row where there is one, or else the row."""
    pages = {"articles": addresses.article, "attributions": addresses.quote, "speakers": addresses.speaker}
    return pages[table](key) if table in pages else addresses.row(table, key)


def _link(address: str, text: str, kind: str = "") -> Markup:
    if kind:
        return Markup('<a class="{}" href="{}">{}</a>').format(kind, address, text)
    return Markup('<a href="{}">{}</a>').format(address, text)
