"""Following addresses: the pages, feeds and lists of feeds at them, as articles not yet read.

A feed's entries are fetched as pages; those that the feed tells nothing new of are not asked for again. Several
addresses are followed side by side, one page of each in turn, so that no host is asked without a pause and yet
few pauses are waited for.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import PurePosixPath

import httpx

from attribution.reading.cleaning import UnreadableError
from attribution.reading.feeds import Entry, entries_of
from attribution.reading.fetching.addresses import checked
from attribution.reading.fetching.fetcher import Fetcher
from attribution.reading.fetching.values import FetchError, Page, Validators
from attribution.reading.markup import Listing, listing
from attribution.reading.opml import feeds_in
from attribution.reading.sources import raws_of
from attribution.reading.steps import Listed, Memo, Step
from attribution.reading.values import Format, Metadata, Options, Place, Problem, Raw, Unchanged

FEED = "feed"  # what a Memo has as told of a feed itself
LONGEST_SHOWN = 500  # characters of what somebody else wrote
SIDE_BY_SIDE = 16  # addresses at a time: as many feeds are held
HTML_TYPES = {"text/html", "application/xhtml+xml"}


class Follower:
    """Follows addresses. `last` gives the last memo of an address that was kept, if there was one."""

    def __init__(self, fetcher: Fetcher, options: Options, last: Callable[[str], Memo | None]) -> None:
        self._fetcher = fetcher
        self._options = options
        self._last = last
        self._met: set[str] = set()
        self._waiting: deque[Iterator[Step]] = deque()

    def follow(self, sources: Sequence[str | Listed]) -> Iterator[Step]:
        """What is found at each address and in each file; never raises for what it holds."""
        for source in sources:
            self._waiting.append(self._address(source) if isinstance(source, str) else self._file(source))
        lanes: deque[Iterator[Step]] = deque()
        while lanes or self._waiting:
            while self._waiting and len(lanes) < SIDE_BY_SIDE:
                lanes.append(self._waiting.popleft())
            lane = lanes.popleft()
            for step in lane:
                yield step
                lanes.append(lane)
                break

    def _address(self, written: str, *, listed: bool = False) -> Iterator[Step]:
        """What is at an address; `listed` ones stand in a list of feeds, and must be feeds."""
        try:
            url = checked(written)
            if url in self._met:
                return
            self._met.add(url)
            last = self._last(url)
            page = self._fetcher.fetch(url, _validators(last))
            found = listing(page.content, page.charset)
        except (FetchError, UnreadableError) as error:
            yield Step(Problem(_shown(written), _shown(str(error))))
            return
        if page.unchanged:
            feed = last is not None and last.told == FEED
            yield Step(None if feed else Unchanged(url), last)
        elif found is None and listed:
            yield Step(Problem(url, "is no feed, although it is listed as one; take it off the list"))
        elif found is None:
            yield from self._page(url, page)
        elif found[0] is Listing.OPML:
            yield from self._list(url, found[1], nested=listed)
        else:
            yield from self._feed(url, page.url, *found)
            yield Step(None, _memo(url, page, FEED), url)

    def _page(self, url: str, page: Page) -> Iterator[Step]:
        """An article, or the articles of a file of many."""
        for source in self._sources(url, page, Metadata()):
            yield Step(source, feed=url)
        yield Step(None, _memo(url, page, None), url)

    def _sources(self, url: str, page: Page, told: Metadata) -> Iterator[Raw | Problem]:
        """What is in a page: one article, unless it is a file of many; or why there is none."""
        known = replace(told, url=page.url)
        if page.type in HTML_TYPES:
            yield Raw(page.content, Place(url, path=url), Format.HTML, page.size, page.charset, known)
            return
        place = Place(url, PurePosixPath(httpx.URL(page.url).path).name or None, url)
        for source in raws_of(BytesIO(page.content), place, self._options):
            if isinstance(source, Raw) and source.place.whole:
                yield replace(source, charset=page.charset, told=source.told.over(known))
            else:
                yield source

    def _file(self, file: Listed) -> Iterator[Step]:
        if file.kind is Listing.OPML:
            yield from self._list(file.path, file.text)
        else:
            yield from self._feed(file.path, None, file.kind, file.text)

    def _list(self, where: str, text: str, *, nested: bool = False) -> Iterator[Step]:
        try:
            feeds = feeds_in(text)
        except UnreadableError as error:
            yield Step(Problem(where, str(error)))
            return
        if nested or not feeds:
            why = "is a list within a list, which is not followed" if nested else "has no feed in it"
            yield Step(Problem(where, why))
            return
        self._waiting.extend(self._address(feed, listed=True) for feed in feeds)

    def _feed(self, where: str, url: str | None, kind: Listing, text: str) -> Iterator[Step]:
        try:
            entries = entries_of(kind, text, url)
        except UnreadableError as error:
            yield Step(Problem(where, _shown(str(error))), feed=where)
            return
        for number, entry in enumerate(entries, 1):
            yield self._entry(entry, f"{where}, entry {number}", url)._replace(feed=where)

    def _entry(self, entry: Entry, where: str, base: str | None) -> Step:
        """The article of an entry: its page, or else what the feed has of it in full."""
        if not entry.url:
            return _from_feed(
                entry, Place(where), "has no link" if entry.content else "has neither link nor text"
            )
        try:
            url = checked(entry.url, base)
        except FetchError as error:
            return _from_feed(entry, Place(where), f"its link {error}")
        last = self._last(url)
        if url in self._met or (last and last.told == entry.digest):
            self._met.add(url)
            return Step(Unchanged(url))
        self._met.add(url)
        try:
            page = self._fetcher.fetch(url, _validators(last))
        except FetchError as error:
            step = _from_feed(entry, Place(url, path=url), str(error))
            return step._replace(memo=Memo(url, told=entry.digest))
        memo = _memo(url, page, entry.digest)
        source = Unchanged(url) if page.unchanged else next(self._sources(url, page, entry.told))
        return Step(source, memo)


def _from_feed(entry: Entry, place: Place, why: str) -> Step:
    """The text that the feed has of an entry, with a note why the page was not taken; or a problem."""
    content = entry.page()
    if content is None:
        return Step(Problem(place.where, _shown(why)))
    told = replace(entry.told, url=place.path)
    notes = (f"{why}; the text is taken from the feed",)
    return Step(Raw(content, place, Format.HTML, len(content), "utf-8", told, notes=notes))


def _shown(text: str) -> str:
    """What somebody else wrote, in one line that does nothing to a terminal."""
    line = " ".join(text[:LONGEST_SHOWN].split())
    return "".join(character if character.isprintable() else "\ufffd" for character in line)


def _validators(last: Memo | None) -> Validators | None:
    return Validators(last.etag, last.last_modified) if last else None


def _memo(url: str, page: Page, told: str | None) -> Memo:
    return Memo(url, page.validators.etag, page.validators.last_modified, told)
