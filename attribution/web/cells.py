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


def link_in_cell(
    row: Any, value: Any, column: str, table: str | None, database: str, datasette: Any
) -> Markup | None:
    """The cell with its link; None where Datasette's own way will do.

    On the page of a table Datasette shows a key with the label of its row, `{"value": …, "label": …}`.
    """
    target = _KEYS.get(column)
    if target is None or (table is None and column != "attribution"):
        return None
    if isinstance(value, dict) and value.get("label") is None:
        value = value.get("value")
    if not isinstance(value, str):
        return None
    return Markup('<a href="{}">{}</a>').format(Addresses(datasette, database).row(target, value), value)
