"""The entries of a feed: RSS and Atom, read by feedparser, and JSON Feed."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator, Mapping
from email.utils import parseaddr
from typing import Any, NamedTuple

import feedparser

from attribution.model import digest
from attribution.reading.cleaning import UnreadableError, storable
from attribution.reading.dates import iso_date
from attribution.reading.markup import Listing
from attribution.reading.records import parsed
from attribution.reading.values import Metadata

TAG = re.compile(r"<[^<>]*+>")
LONGEST = 200  # characters of an author: what reads an address goes as deep as its brackets
RDF = {"rss10", "rss090"}  # their dc:date is the day of publication, which Atom's `updated` is not
PAGE = '<!doctype html><html><head><meta charset="utf-8"></head><body><article>\n{}\n</article></body></html>'


class Entry(NamedTuple):
    """One entry. `url` is as written; `told` is what the feed tells of the article.

    `content` is the article's text as HTML where the feed has it in full, not a mere summary. `digest` is
    another one whenever the feed tells something else of the entry.
    """

    url: str | None
    told: Metadata
    content: str | None
    digest: str

    def page(self) -> bytes | None:
        """The content as a web page in UTF-8; None where the feed has none."""
        return PAGE.format(self.content).encode("utf-8", "replace") if self.content else None


def entries_of(kind: Listing, text: str, url: str | None) -> list[Entry]:
    """The entries of a feed in its order; `url` is where it was, and relative links count from there.

    `text` is that of `markup.listing`. Raises UnreadableError if it is no feed after all.
    """
    return list(_of_json(text) if kind is Listing.JSON_FEED else _of_xml(text, url))


def _of_xml(text: str, url: str | None) -> Iterator[Entry]:
    headers = {"content-location": url or "", "content-type": "application/xml; charset=utf-8"}
    try:
        feed = feedparser.parse(
            io.BytesIO(text.encode("utf-8", "replace")),
            response_headers=headers,
            sanitize_html=False,  # no tag of it is ever shown; the reader of web pages takes the text
        )
    except Exception as error:
        raise UnreadableError(f"is a feed that cannot be taken apart ({type(error).__name__})") from error
    if not feed.entries and feed.bozo:
        raise UnreadableError(f"is a feed that cannot be read ({_reason(feed.get('bozo_exception'))})")
    for entry in feed.entries:
        written = entry.get("published") or (feed.version in RDF and dict.get(entry, "updated")) or ""
        contents = [one for one in entry.get("content", []) if one.get("value", "").strip()]
        told = Metadata(
            title=_plain(entry.get("title"), entry.get("title_detail")),
            author=_authors(entry),
            published=iso_date(str(written)),
        )
        seen = (written, dict.get(entry, "updated"), entry.get("title"), entry.get("summary"), contents)
        yield Entry(
            entry.get("feedburner_origlink") or entry.get("link"),
            told,
            _html(contents[0].value, contents[0].get("type")) if contents else None,
            digest(repr(seen)),
        )


def _of_json(text: str) -> Iterator[Entry]:
    record = parsed(text.encode("utf-8", "replace"))
    items = record.get("items")
    for item in items if isinstance(items, list) else ():
        if not isinstance(item, dict):
            continue
        given = {name: value for name, value in item.items() if isinstance(value, str) and value.strip()}
        written = given.get("content_html")
        if not written and "content_text" in given:
            written = _html(given["content_text"], "text/plain")
        told = Metadata(
            title=_plain(given.get("title"), None),
            author=_named(item.get("authors") or [item.get("author")]),
            published=iso_date(given.get("date_published", "")),
        )
        yield Entry(given.get("url"), told, written, digest(repr(sorted(given.items()))))


def _html(value: str, type_: str | None) -> str:
    """The content as HTML: of plain text, each paragraph."""
    if type_ != "text/plain":
        return value
    paragraphs = re.split(r"\n\s*\n", value)
    return "\n".join(f"<p>{html.escape(paragraph.strip(), quote=False)}</p>" for paragraph in paragraphs)


def _plain(value: object, detail: Mapping[str, Any] | None) -> str | None:
    """A title without tags, on one line."""
    if not isinstance(value, str):
        return None
    if detail and detail.get("type") != "text/plain":
        value = html.unescape(TAG.sub("", value))
    return " ".join(storable(value).split()) or None


def _authors(entry: Mapping[str, Any]) -> str | None:
    written = (entry.get("author") or "")[:LONGEST]
    if "@" in written:  # RSS has `mail@host (Name)`, of which feedparser takes only some hosts
        return _plain(parseaddr(written)[0], None)
    return _named(entry.get("authors")) or _plain(written, None)


def _named(people: object) -> str | None:
    """The names of people, a comma between them."""
    if not isinstance(people, list):
        return None
    names = [_plain(person.get("name"), None) for person in people if isinstance(person, dict)]
    return ", ".join(dict.fromkeys(filter(None, names))) or None


def _reason(error: object) -> str:
    message = getattr(error, "getMessage", lambda: str(error))()
    return str(message)[:200]
