"""Fetching pages over http and https: politely, within bounds, and from nowhere private.

One `Fetcher` serves one run: it keeps connections open, remembers what each host's robots.txt says, and when
a host may be asked again.
"""

from attribution.reading.fetching.fetcher import Fetcher
from attribution.reading.fetching.values import FetchError, Page, Settings, Validators

__all__ = ["FetchError", "Fetcher", "Page", "Settings", "Validators"]
