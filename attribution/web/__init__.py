"""The Datasette plugin: its pages, and links to them from Datasette's own."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from datasette import hookimpl
from markupsafe import Markup

from attribution.web.cells import link_in_cell
from attribution.web.editing import (
    permission_allowed,
    permission_resources_sql,
    register_actions,
    sign_in_route,
    startup,
)
from attribution.web.naming import shown_as
from attribution.web.routes import views
from attribution.web.wording import FILTERS

# Hooks that are found here by their names, and live beside what they are about.
__all__ = [
    "permission_allowed",
    "permission_resources_sql",
    "register_actions",
    "shown_as",
    "sign_in_route",
    "startup",
]


@hookimpl
def register_routes(datasette: Any) -> list[tuple[str, Any]]:
    """The plugin's pages; they come before Datasette's own, whose first page stays at `/-/`."""
    routes = views()
    if version("datasette").startswith("0."):  # 1.0 has its first page at `/-/` already
        from datasette.views.index import IndexView

        routes.append((r"^/-/(?:\.(?P<format>json))?$", _view_of(IndexView(datasette))))
    return routes


@hookimpl
def prepare_connection(conn: Any) -> None:
    """More room for pages of a large database than the 2 MB that SQLite takes by itself."""
    conn.execute("PRAGMA cache_size = -65536")


@hookimpl
def prepare_jinja2_environment(env: Any) -> None:
    """How the pages put things."""
    env.filters.update(FILTERS)


@hookimpl
def extra_css_urls(datasette: Any) -> list[str]:
    """The style sheet that makes tables and rows readable, on a phone too."""
    return [datasette.urls.static_plugins("attribution", "tables.css")]


@hookimpl
def menu_links(datasette: Any) -> list[dict[str, str]]:
    """From any of Datasette's pages to ours."""
    path = datasette.urls.path
    return [
        {"href": path("/search"), "label": "Search statements"},
        {"href": path("/speakers"), "label": "Speakers"},
        {"href": path("/compare"), "label": "Compare two speakers"},
        {"href": path("/check"), "label": "Check a quote"},
        {"href": path("/audit"), "label": "Audit"},
        {"href": path("/corrections"), "label": "Corrections"},
        {"href": path("/-/"), "label": "Databases"},
    ]


@hookimpl
def render_cell(
    row: Any, value: Any, column: str, table: str | None, database: str, datasette: Any
) -> Markup | None:
    """A key becomes a link, and the words of a statement lead to its page."""
    return link_in_cell(row, value, column, table, database, datasette)


def _view_of(view: Any) -> Any:
    async def get(request: Any) -> Any:
        return await view.get(request)

    return get
