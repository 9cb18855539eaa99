"""What following addresses meets, one thing after the other, and what is remembered of them for the next time."""

from __future__ import annotations

from typing import NamedTuple

from attribution.reading.markup import Listing
from attribution.reading.values import Problem, Raw, Unchanged


class Memo(NamedTuple):
    """What is remembered of an address that was fetched: what the server gave to ask for changes by.

    `told` is a digest of what a feed told of the article, `feed` of a feed itself, None of any other page.
    """

    url: str
    etag: str | None = None
    last_modified: str | None = None
    told: str | None = None


class Step(NamedTuple):
    """One thing met. `memo` may be kept once `source` is stored, or is known to be stored.

    The last step of a feed has no source: its memo may be kept once all steps of that `feed` are stored.
    """

    source: Raw | Problem | Unchanged | None
    memo: Memo | None = None
    feed: str | None = None


class Listed(NamedTuple):
    """A file on this machine that lists feeds, or is one: its path, and what is in it."""

    path: str
    kind: Listing
    text: str
