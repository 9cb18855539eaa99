"""What a host's robots.txt allows, as RFC 9309 has it: read by Protego, fetched and bounded by us.

Protego and not the standard library's parser, which knows neither wildcards nor the longest match.
"""

from __future__ import annotations

from collections.abc import Callable

from protego import Protego

from attribution.reading.fetching.addresses import origin_of
from attribution.reading.fetching.values import AGENT, AddressError, FetchError, MissingError, Page


class Robots:
    """The rules of each host, asked for once; `fetch` gives the page of a robots.txt."""

    def __init__(self, fetch: Callable[[str], Page]) -> None:
        self._fetch = fetch
        self._rules: dict[str, Protego | str] = {}

    def delay(self, url: str) -> float | None:
        """The Crawl-delay of the URL's host in seconds, if it may be fetched.

        Raises FetchError if it may not, or if the host's robots.txt cannot be read for now: who cannot tell
        what is allowed takes nothing.
        """
        origin = origin_of(url)
        if origin not in self._rules:
            self._rules[origin] = self._read(f"{origin}robots.txt")
        rules = self._rules[origin]
        if isinstance(rules, str):
            raise FetchError(f"nothing is fetched without the host's robots.txt, and that {rules}")
        if not rules.can_fetch(url, AGENT):
            raise FetchError("its robots.txt does not allow it to be fetched; ask the publisher")
        return rules.crawl_delay(AGENT)

    def _read(self, url: str) -> Protego | str:
        try:
            written = self._fetch(url).content
        except MissingError:
            written = b""
        except AddressError:
            raise
        except FetchError as error:
            return str(error)
        return Protego.parse(written.decode("utf-8", "replace"))
