"""A page as bytes: HTML, JSON, CSV or a feed, all with the same headers."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from typing import Any

from datasette.utils.asgi import Response

from attribution.web.page import Page, PageRequest

# Nothing from elsewhere, nothing inline, no frame around: whatever stands in an article does nothing here.
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self';"
        " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
# A cell that begins with one of these is run as a formula by spreadsheets.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def as_json(page: Page) -> Response:
    """The data of the page, as it is."""
    body = json.dumps(page.data, ensure_ascii=False, indent=1)
    return _response(body, page.status, "application/json; charset=utf-8")


async def as_html(page: Page, asked: PageRequest) -> Response:
    """The page to read."""
    request = asked.request
    query = f"?{request.query_string}" if request.query_string else ""
    twin = f"{request.path}.json{query}" if page.status == 200 else ""
    context = {
        **page.data,
        "title": page.title,
        "status": page.status,
        "addresses": asked.addresses,
        "json_address": twin,
        "database_took": asked.database,
    }
    body = await asked.datasette.render_template(page.template, context, request=request)
    return _response(body, page.status, "text/html; charset=utf-8")


def as_csv(rows: Iterable[Mapping[str, Any]], columns: Iterable[str], name: str) -> Response:
    """The columns of the rows as CSV to download, where no cell is run as a formula."""
    written = io.StringIO()
    columns = list(columns)
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([harmless(row[column]) for column in columns] for row in rows)
    return _response(
        written.getvalue(),
        200,
        "text/csv; charset=utf-8",
        {"Content-Disposition": f'attachment; filename="{name}"'},
    )


def harmless(value: Any) -> str:
    """The value as text that a spreadsheet shows and does not run: an apostrophe stands before a formula.

    >>> harmless("=1+1"), harmless("-3 °C"), harmless(0.5), harmless(None)
    ("'=1+1", "'-3 °C", '0.5', '')
    """
    if not isinstance(value, str):
        return "" if value is None else str(value)
    return f"'{value}" if value.lstrip(" \u00a0\u200b\ufeff").startswith(FORMULA) else value


def as_feed(body: str) -> Response:
    """An Atom feed."""
    return _response(body, 200, "application/atom+xml; charset=utf-8")


def as_annotation(page: Page, asked: PageRequest) -> Response:
    """The page's Web Annotation, as W3C wants it served."""
    body = json.dumps(page.data["annotation"], ensure_ascii=False, indent=1)
    return _response(body, 200, 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"')


def _response(
    body: str, status: int, content_type: str, headers: Mapping[str, str] | None = None
) -> Response:
    return Response(
        body, status=status, headers={**HEADERS, **(headers or {})}, content_type=content_type
    )  # fmt: skip
