"""Where each page is: paths made in one place, below whatever address Datasette is served at."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode, urlsplit

from datasette.utils import tilde_encode


class Addresses:
    """The paths of the plugin's pages and of the tables behind them."""

    def __init__(self, datasette: Any, database: str) -> None:
        self._urls = datasette.urls
        self._database = database

    def path(self, path: str, query: Iterable[tuple[str, Any]] = ()) -> str:
        """Any path of this site, with the parameters of the query that are not empty."""
        pairs = urlencode([(name, value) for name, value in query if value not in (None, "")])
        return str(self._urls.path(path)) + (f"?{pairs}" if pairs else "")

    def home(self) -> str:
        """The first page."""
        return self.path("/")

    def search(self, question: str = "") -> str:
        """The search, with a question as one types it."""
        return self.path("/search", [("q", question)])

    def speakers(self, **asked: Any) -> str:
        """The list of speakers."""
        return self.path("/speakers", asked.items())

    def speaker(self, key: str, ending: str = "", **asked: Any) -> str:
        """One speaker; `ending` is `.json`, `.csv` or `.atom`."""
        return self.path(f"/speakers/{tilde_encode(key)}{ending}", asked.items())

    def compare(self, a: str = "", b: str = "") -> str:
        """Two speakers side by side."""
        return self.path("/compare", [("a", a), ("b", b)])

    def article(self, key: str, attribution: str = "") -> str:
        """One article, at one of its attributions if given."""
        place = f"#a-{tilde_encode(attribution)}" if attribution else ""
        return self.path(f"/articles/{tilde_encode(key)}") + place

    def quote(self, attribution: str, place: str = "") -> str:
        """The page of one attribution; `place` is an id on it, such as `why`."""
        return self.path(f"/quotes/{tilde_encode(attribution)}") + (f"#{place}" if place else "")

    def check(self) -> str:
        """Where a quote is checked."""
        return self.path("/check")

    def databases(self) -> str:
        """Datasette's own first page."""
        return self.path("/-/")

    def tables(self) -> str:
        """Datasette's page of the database: all its tables and queries."""
        return str(self._urls.database(self._database))

    def table(self, table: str, **asked: Any) -> str:
        """Datasette's page of one table."""
        return str(self._urls.table(self._database, table)) + (f"?{urlencode(asked)}" if asked else "")

    def row(self, table: str, key: str) -> str:
        """Datasette's page of one row."""
        return str(self._urls.row(self._database, table, tilde_encode(key)))

    def static(self, name: str) -> str:
        """A file of `static/`."""
        return str(self._urls.static_plugins("attribution", name))


def safe_link(address: str | None) -> str | None:
    """The address if a browser may follow it: http or https with a host, and nothing else; None if not."""
    if not address:
        return None
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return None
    return address.strip() if parts.scheme in {"http", "https"} and parts.hostname else None
