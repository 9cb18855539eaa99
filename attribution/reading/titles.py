"""The headline of a web page: what stands large above its text, where what its head says agrees with it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from lxml.html import HtmlElement

PARTS = re.compile(r"\s+[-–—|•·»«:]+\s+|\s*[|»«]\s*|\s*::+\s*")
LABEL = re.compile(r"\s*[-–—|•·»«:]+\s+")  # behind what a headline may be labelled with
WORDS = re.compile(r"\w+")
TAIL = re.compile(
    r"(?P<title>.+?)(?:\s+(?:[|»•·]|::)\s+\w+(?:\W\w+){0,2}|\s+[-–—]\s+(?:[A-Z]\w+ ){1,2}[A-Z]\w+)"
)
FEWEST_WORDS = 4  # of a headline that is told from what stands beside it
ARTICLE = re.compile(r"article|posting|report|review", re.IGNORECASE)  # types of schema.org
LONGEST = 300
MOST_JSON = 500_000  # characters of a script
MOST_HEADINGS = 20
ALIKE = 0.5  # of the words of two titles, together: the same headline, written for two places
OWN = (
    "og:title",
    "twitter:title",
    "dc.title",
    "dcterms.title",
    "sailthru.title",
    "parsely-title",
    "headline",
)
SITE = ("og:site_name", "application-name", "al:ios:app_name", "twitter:site", "twitter:app:name:iphone")


class Head:
    """What a page tells of its article: its headline in several places, its site's name, and maybe its text."""

    def __init__(self, tree: HtmlElement, url: str | None = None) -> None:
        self._tree = tree
        articles = [thing for thing in _things(tree) if ARTICLE.search(str(thing.get("@type")))]
        self.headlines = [
            unescape(told) for thing in articles if isinstance(told := thing.get("headline"), str)
        ]
        bodies = [unescape(told) for thing in articles if isinstance(told := thing.get("articleBody"), str)]
        self.body = bodies[0] if len(bodies) == 1 else None
        publishers = [thing.get("publisher") for thing in articles]
        names = [one.get("name") for one in publishers if isinstance(one, dict)]
        self._sites = {
            plain(name) for name in (*names, *_metas(tree, SITE), *_hosts(tree, url)) if isinstance(name, str)
        }

    def title(self, site: str | None, found: str | None, first: str = "") -> str | None:
        """The headline: a heading that the head agrees with, else what that says without the site's name.

        `site` is what the site is called, `found` the title that was found otherwise, `first` the first line
        of the text; None if there is none.
        """
        sites = (self._sites | {plain(site or "")} | set(map(plain, _home_links(self._tree)))) - {""}
        headings = [
            line
            for line in (*_headings(self._tree), _line(first))
            if plain(line) and not _is_site(line, sites)
        ]
        taken = next((heading for heading in headings if found and same(found, heading)), None)
        own = "" if taken else found or ""  # a title that was taken from a heading is no witness of it
        told = [*self.headlines, *_metas(self._tree, OWN), *_titles(self._tree), own]
        told = [title for title in (_without_site(_line(title), sites) for title in told) if title]
        for heading in (heading for title in told for heading in headings if same(heading, title)):
            return heading
        for heading, title in ((heading, title) for heading in headings for title in told):
            if _alike(heading, title):
                return _shorter(heading, title)
        if taken and (not told or any(_words(taken) & _words(title) for title in told)):
            return taken
        return next(iter([*map(_without_tail, told), *headings[:-1]]), None)


def plain(text: str) -> str:
    """The letters and digits alone, in lower case."""
    return "".join(WORDS.findall(text.lower()))


def same(one: str, two: str) -> bool:
    """Whether two titles have the same letters."""
    return plain(one) == plain(two)


def _words(text: str) -> set[str]:
    return set(WORDS.findall(text.lower()))


def _alike(one: str, two: str) -> bool:
    words, others = _words(one), _words(two)
    if len(words) > 2 and (plain(two).startswith(plain(one)) or plain(one) in map(plain, LABEL.split(two))):
        return True
    return len(words & others) >= ALIKE * len(words | others) > 0


def _shorter(heading: str, title: str) -> str:
    """The heading, but the title where the heading is that with a label before or behind it."""
    head, tail = heading.lower(), title.lower()
    extra = len(WORDS.findall(head)) - len(WORDS.findall(tail))
    return title if 0 < extra <= 2 and (head.startswith(tail) or head.endswith(tail)) else heading


def _line(text: str) -> str:
    return " ".join(text.split())[:LONGEST].strip()


def _without_site(title: str, sites: set[str]) -> str:
    """The title without the site's name before or behind it, and what stands between them."""
    parts = list(PARTS.finditer(title))
    for part in parts:
        if _is_site(title[part.end() :], sites):
            return title[: part.start()].strip()
    for part in reversed(parts):
        if _is_site(title[: part.start()], sites):
            return title[part.end() :].strip()
    if parts and _is_site(title[parts[-1].end() :], sites):
        return _without_site(title[: parts[-1].start()], sites)
    return "" if _is_site(title, sites) else title


def _without_tail(title: str) -> str:
    """The title without what must be a section or a site that nothing names: a few words behind a bar, or names."""
    found = TAIL.fullmatch(title)
    if not found or len(WORDS.findall(found["title"])) < FEWEST_WORDS:
        return title
    return _without_tail(found["title"])


def _is_site(text: str, sites: set[str]) -> bool:
    return plain(text) in sites or plain(text).removeprefix("the") in {
        site.removeprefix("the") for site in sites
    }


def _headings(tree: HtmlElement) -> list[str]:
    """The headings of the first order; and behind them their parts, which labels and lines below may stand beside."""
    headings = list(islice(tree.iter("h1"), MOST_HEADINGS))
    parts = [
        part for heading in headings if len(heading) for part in islice(heading.itertext(), MOST_HEADINGS)
    ]
    lines = [_line(heading.text_content()) for heading in headings]
    lines += [line for line in map(_line, parts) if len(WORDS.findall(line)) >= FEWEST_WORDS]
    return [line for line in lines if line and len(line) < LONGEST]


def _titles(tree: HtmlElement) -> list[str]:
    return [title.text_content() for title in tree.xpath("./head/title | ./body/title")][:1]


def _metas(tree: HtmlElement, names: tuple[str, ...]) -> list[str]:
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        metas.setdefault(name, (meta.get("content") or "").removeprefix("@"))
    return [metas[name] for name in names if metas.get(name)]


def _hosts(tree: HtmlElement, url: str | None) -> Iterator[str]:
    """The page's host as a name: `gazette.example`, and `gazette` alone."""
    links = tree.xpath('//link[@rel="canonical"]/@href | //meta[@property="og:url"]/@content')
    for link in [*links, url or ""]:
        try:
            host = (urlsplit(str(link)).hostname or "").removeprefix("www.")
        except ValueError:
            continue
        yield host
        yield host.rpartition(".")[0].rpartition(".")[2]


def _home_links(tree: HtmlElement) -> Iterator[str]:
    """The headings that lead to the front page: they name the site."""
    for link in tree.xpath("//h1//a[@href] | //a[@href][h1]")[:MOST_HEADINGS]:
        try:
            home = urlsplit(link.get("href")).path in {"", "/", "/index.html"}
        except ValueError:
            continue
        if home and not link.get("href").startswith("#"):
            yield _line(link.text_content())


def _things(tree: HtmlElement) -> Iterator[dict[str, object]]:
    """The things that the page's JSON-LD tells of."""
    for script in tree.xpath('//script[@type="application/ld+json"]')[:20]:
        text = script.text or ""
        try:
            told = json.loads(text, strict=False) if len(text) < MOST_JSON else None
        except (ValueError, RecursionError):
            continue
        for thing in (told if isinstance(told, list) else [told])[:50]:
            if isinstance(thing, dict):
                yield thing
                graph = thing.get("@graph")
                inner = graph if isinstance(graph, list) else []
                yield from (one for one in inner[:50] if isinstance(one, dict))
