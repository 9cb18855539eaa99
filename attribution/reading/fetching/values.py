"""What fetching is told, what it gives, and how it fails."""

from __future__ import annotations

from dataclasses import dataclass

from attribution import __version__
from attribution.reading import cleaning

AGENT = f"Attribution/{__version__}"  # robots.txt knows it by the name alone


@dataclass(frozen=True, slots=True)
class Settings:
    """How patiently and how politely pages are fetched; times in seconds.

    `total` bounds one try with all its redirects, robots.txt aside. A failure that may pass is tried again
    after `backoff`, then twice that, and so on, and each wait is drawn out by chance by up to a half.
    Retry-After is honoured up to `longest_wait`, beyond which the host is left alone; between two requests
    to one host lie `pause`, or what its Crawl-delay asks for up to `longest_pause`.
    """

    connect: float = 10.0
    read: float = 20.0
    total: float = 60.0
    most_bytes: int = cleaning.MOST_BYTES
    most_redirects: int = 8
    tries: int = 4
    backoff: float = 1.0
    longest_wait: float = 60.0
    pause: float = 1.0
    longest_pause: float = 30.0
    allow_private: bool = False


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave with a page, so that it can tell next time whether the page is still the same."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """What a server sent. `url` is where it was in the end, after redirects.

    `unchanged` pages have no content: the server says that it is what the validators stand for. `type` is
    the media type in lower case, `charset` what the server declared, `size` the bytes that were sent.
    """

    url: str
    content: bytes = b""
    type: str | None = None
    charset: str | None = None
    validators: Validators = Validators()
    size: int = 0
    unchanged: bool = False


class FetchError(Exception):
    """A page that cannot be had: the message says why and what to do; its URL stands beside it."""


class AddressError(FetchError):
    """A URL or a host that is not asked at all."""


class MissingError(FetchError):
    """The server answers that the page is not there, or not for us."""


class PassingError(FetchError):
    """A failure that may pass. `wait` is how long the server asks to wait, in seconds; None if it does not."""

    def __init__(self, why: str, wait: float | None = None) -> None:
        super().__init__(why)
        self.wait = wait
