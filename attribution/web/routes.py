"""Every page of the plugin, in one table, and what each request passes through before its page is made."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from datasette.utils import tilde_decode
from datasette.utils.asgi import Response

from attribution.web.addresses import Addresses
from attribution.web.database import DatabaseError, NewsDatabase, TooLongError, find_database
from attribution.web.page import NextStep, Page, PageError, PageFunction, PageRequest
from attribution.web.pages import (
    article,
    audit,
    check,
    compare,
    corrections,
    home,
    quote,
    search,
    speaker,
    speakers,
)
from attribution.web.permissions import ensure_visible
from attribution.web.responses import as_annotation, as_html, as_json

Download = Callable[[Page, PageRequest], Response]


class Route(NamedTuple):
    """A path, as a pattern with named parts, and the page that is there.

    `.json` after the path always shows the data of the page; `downloads` are the other endings.
    """

    path: str
    page: PageFunction
    downloads: Mapping[str, Download] = {}
    methods: frozenset[str] = frozenset({"GET", "HEAD"})


READ_AND_WRITE = frozenset({"GET", "HEAD", "POST"})

# A part of a path is tilde-encoded, as in Datasette: it holds neither slash nor dot.
ROUTES = (
    Route(r"/", home.page),
    Route(r"/search", search.page, {"csv": search.download}),
    Route(r"/speakers", speakers.page),
    Route(r"/speakers/(?P<id>[^/.]+)", speaker.page, {"csv": speaker.download, "atom": speaker.follow}),
    Route(r"/compare", compare.page),
    Route(r"/articles/(?P<id>[^/.]+)", article.page),
    Route(r"/quotes/(?P<id>[^/.]+)", quote.page, {"annotation.json": as_annotation}),
    Route(r"/check", check.page),
    Route(r"/corrections", corrections.page, methods=READ_AND_WRITE),
    Route(r"/audit", audit.page, methods=READ_AND_WRITE),
    Route(r"/audit/(?P<audit>[0-9]{1,9})", audit.one, {"csv": audit.as_items}, READ_AND_WRITE),
)  # fmt: skip


def pattern(route: Route) -> str:
    """The whole pattern of a path, with its endings.

    >>> pattern(Route(r"/speakers", home.page))
    '^/speakers(?:\\\\.(?P<format>json))?$'
    """
    endings = "|".join(["json", *map(re.escape, route.downloads)])
    return rf"^{route.path}(?:\.(?P<format>{endings}))?$"


def views() -> list[tuple[str, Any]]:
    """The table as Datasette wants it."""
    return [(pattern(route), _view(route)) for route in ROUTES]


def _view(route: Route) -> Any:
    async def view(datasette: Any, request: Any) -> Response:
        return await respond(route, datasette, request)

    return view


async def respond(route: Route, datasette: Any, request: Any) -> Response:
    """The answer to one request: the page, its data, one of its downloads, or what is wrong."""
    found = {name: part and tilde_decode(part) for name, part in request.url_vars.items()}
    ending = found.pop("format", None)
    asked, answer = await _answer(route, datasette, request, found)
    if not isinstance(answer, Page):
        return answer
    if ending == "json":
        return as_json(answer)
    if ending and answer.status == 200:
        return route.downloads[ending](answer, asked)
    return await as_html(answer, asked)


async def _answer(
    route: Route, datasette: Any, request: Any, path: dict[str, str]
) -> tuple[PageRequest, Any]:
    try:
        name = await find_database(datasette)
    except DatabaseError as error:
        # Any open database will do to say so: nothing is read from it.
        name = next(iter(datasette.databases))
        asked = _asked(datasette, request, name, path)
        return asked, PageError(503, "There is nothing to show yet", str(error), command=error.command).page()
    await ensure_visible(datasette, request.actor, name)
    asked = _asked(datasette, request, name, path)
    try:
        if request.method not in route.methods:
            raise PageError(405, f"This page does not take {request.method}")
        return asked, await route.page(asked)
    except PageError as error:
        return asked, error.page()
    except TooLongError:
        steps = [NextStep("Search again", asked.addresses.search())]
        text = (
            "The database had no answer within the time it is given. Ask for less: one speaker, or one year."
        )
        return asked, PageError(503, "That took too long", text, steps).page()


def _asked(datasette: Any, request: Any, database: str, path: dict[str, str]) -> PageRequest:
    return PageRequest(
        datasette, request, NewsDatabase(datasette, database), Addresses(datasette, database), path
    )  # fmt: skip
