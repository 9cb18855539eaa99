"""Statements as an Atom feed (RFC 4287)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from attribution.web.page import PageRequest
from attribution.web.wording import day

ATOM = "http://www.w3.org/2005/Atom"
# What XML 1.0 cannot hold, however it is written.
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NEVER = "1970-01-01T00:00:00Z"  # a feed must have a time of change, also an empty one


def feed(asked: PageRequest, title: str, page: str, itself: str, statements: Sequence[dict[str, Any]]) -> str:
    """The statements as the XML of a feed called `title`; `page` and `itself` are the paths of both.

    An entry changed when its article came into the database: the day it was said may not be known.
    """

    def absolute(path: str) -> str:
        return str(asked.datasette.absolute_url(asked.request, path))

    root = Element("feed", {"xmlns": ATOM})
    _add(root, "title", f"{title} · Attribution")
    _add(root, "id", absolute(page))
    SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": absolute(itself)})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": absolute(page)})
    _add(root, "updated", max((_moment(each["first_seen"]) for each in statements), default=NEVER))
    _add(SubElement(root, "author"), "name", title)
    for each in statements:
        entry = SubElement(root, "entry")
        _add(entry, "title", f"{each['kind']}: {each['quote'][:200]}")
        _add(entry, "id", absolute(each["url"]))
        SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": absolute(each["url"])})
        _add(entry, "updated", _moment(each["first_seen"]))
        _add(SubElement(entry, "author"), "name", (each["speaker"] or {}).get("name") or "nobody named")
        _add(entry, "content", _told(each), type="text")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode")


def _told(each: dict[str, Any]) -> str:
    """The words, then ours: kind, dates with their words, outlet."""
    dates = [f"said {day(each['said_on'])}"] if each["said_on"] else []
    dates += [f"published {day(each['published'])}"] if each["published"] else []
    ours = [each["kind"], each["stance"], *dates, *filter(None, [each["outlet"], each["article"]["title"]])]
    return f"{each['quote']}\n\n{' · '.join(ours)}"


def _moment(first_seen: str) -> str:
    return (
        first_seen if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)", first_seen) else NEVER
    )


def _add(parent: Element, name: str, text: str, **attributes: str) -> None:
    SubElement(parent, name, attributes).text = FORBIDDEN.sub("\ufffd", text)
