"""What following addresses meets, one thing after the other, and what is remembered of them for the next time."""

from __future__ import annotations

from typing import NamedTuple

from attribution.reading.markup import Listing
from attribution.reading.values import Problem, Raw, Unchanged


class Visit(NamedTuple):
    """That an address was fetched: what the server gave to ask for changes by, and what was told of it.

    `told` is a digest of what a feed told of the article, `feed` of a feed itself, None of any other page.
    """

    url: str
    etag: str | None = None
    last_modified: str | None = None
    told: str | None = None


class Step(NamedTuple):
    """One thing met. `visit` may be kept once `source` is stored, or is known to be stored.

    The last step of a feed has no source: its visit may be kept once all steps of that `feed` are stored.
    """

    source: Raw | Problem | Unchanged | None
    visit: Visit | None = None
    feed: str | None = None


class Listed(NamedTuple):
    """A file on this machine that lists feeds, or is one: its path, and what is in it."""

    path: str
    kind: Listing
    text: str
