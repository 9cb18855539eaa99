"""What Datasette shows beyond its own pages: a small style sheet, and links where it shows a bare id."""

from __future__ import annotations

from typing import Any

from datasette import hookimpl
from datasette.utils import tilde_encode
from markupsafe import Markup

# Columns that hold the key of another row -> its table. A query's column is a key only if it is called `attribution`:
# the others are names there.
_KEYS = {
    "article": "articles",
    "attribution": "attributions",
    "rule": "rules",
    "speaker": "speakers",
    "within": "attributions",
}


@hookimpl
def extra_css_urls(datasette: Any) -> list[str]:
    """The style sheet that makes tables and rows readable, on a phone too."""
    return [datasette.urls.static_plugins("attribution", "tables.css")]


@hookimpl
def render_cell(value: Any, column: str, table: str | None, database: str, datasette: Any) -> Markup | None:
    """A key on the page of a row or in the result of a query becomes a link, and so does one without a label.

    On the page of a table Datasette shows a key with the label of its row, `{"value": …, "label": …}`.
    """
    target = _KEYS.get(column)
    if target is None or (table is None and column != "attribution"):
        return None
    if isinstance(value, dict) and value.get("label") is None:
        value = value.get("value")
    if not isinstance(value, str):
        return None
    return Markup('<a href="{}">{}</a>').format(
        datasette.urls.row(database, target, tilde_encode(value)), value
    )
