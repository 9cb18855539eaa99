"""Asking for a page: robots.txt first, then try by try, redirect by redirect, within time and size."""

from __future__ import annotations

import random
import ssl
from collections.abc import Callable, Iterable
from email.message import Message
from types import TracebackType
from typing import NamedTuple, Self

import httpcore
import httpx

from attribution.reading.fetching.addresses import checked, host_of
from attribution.reading.fetching.bodies import too_large, unpacked
from attribution.reading.fetching.connections import Clock, GuardedBackend
from attribution.reading.fetching.pacing import Pace, retry_after
from attribution.reading.fetching.robots import Robots
from attribution.reading.fetching.values import (
    AGENT,
    FetchError,
    MissingError,
    Page,
    PassingError,
    Settings,
    Validators,
)

WANTED = "text/html, application/xhtml+xml, application/atom+xml, application/rss+xml, */*;q=0.5"
REDIRECTS = {301, 302, 303, 307, 308}
GIVEN = {200, 203}
NOT_MODIFIED = 304
REFUSALS = {
    401: "asks for a password", 402: "asks to be paid", 403: "is not for us",
    404: "is not there", 410: "is no longer there", 451: "is withheld for legal reasons",
}  # fmt: skip
PASSING = {408, 425, 429, 500, 502, 503, 504}
UNREADABLE = ("image/", "audio/", "video/", "font/")
LONGEST_MARK = 1000  # characters of an ETag
ROBOTS_BYTES = 2 * 1024**2


class Answer(NamedTuple):
    """The head of what a server answers; names of headers are in lower case."""

    status: int
    headers: dict[str, str]


class Fetcher:
    """Fetches pages one at a time; a context manager that closes its connections."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self._clock = Clock()
        self._pace = Pace(self.settings)
        self._robots = Robots(self._fetch_robots)
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(),
            max_connections=20,
            keepalive_expiry=self.settings.longest_pause,
            network_backend=GuardedBackend(self.settings, self._clock),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.close()

    def fetch(self, url: str, known: Validators | None = None) -> Page:
        """The page at the URL, or that it is still what the validators stand for.

        Raises FetchError if it cannot be had.
        """
        return self._tried(checked(url), lambda hop: self._ask_politely(hop, known or Validators()))

    def _fetch_robots(self, url: str) -> Page:
        return self._tried(url, lambda hop: self._ask(hop, Validators(), ROBOTS_BYTES))

    def _tried(self, url: str, ask: Callable[[str], Page | str]) -> Page:
        """The page, after as many tries as it takes and the settings allow."""
        for tried in range(1, self.settings.tries + 1):
            try:
                return self._followed(url, ask)
            except PassingError as error:
                if tried == self.settings.tries:
                    times = f", {tried} times over" if tried > 1 else ""
                    raise FetchError(f"{error}{times}; try again later") from error
                wait = self.settings.backoff * 2 ** (tried - 1) * random.uniform(1, 1.5)  # noqa: S311 (no secret)
                self._pace.hold(host_of(url), max(wait, error.wait or 0.0))
        raise ValueError("tries must be 1 or more")

    def _followed(self, url: str, ask: Callable[[str], Page | str]) -> Page:
        """The page that the URL leads to; `ask` gives a page, or where it redirects to."""
        seen = {url}
        while True:
            found = ask(url)
            if isinstance(found, Page):
                return found
            if found in seen:
                raise FetchError("redirects in a circle")
            if len(seen) > self.settings.most_redirects:
                raise FetchError(f"redirects more than {self.settings.most_redirects} times")
            seen.add(found)
            url = found

    def _ask_politely(self, url: str, known: Validators) -> Page | str:
        """As `_ask`, if the host's robots.txt allows it, and not before the host's pause is over."""
        self._pace.slow(host_of(url), self._robots.delay(url))
        self._pace.wait(host_of(url))
        self._pace.pause(host_of(url))
        return self._ask(url, known, self.settings.most_bytes)

    def _ask(self, url: str, known: Validators, most_bytes: int) -> Page | str:
        """One request: its page, or where it redirects to."""
        self._pace.wait(host_of(url))
        headers = [("User-Agent", AGENT), ("Accept", WANTED), ("Accept-Encoding", "gzip")]
        if known.etag:
            headers.append(("If-None-Match", known.etag))
        if known.last_modified:
            headers.append(("If-Modified-Since", known.last_modified))
        bounds = {"connect": self.settings.connect, "pool": self.settings.connect}
        bounds |= {"read": self.settings.read, "write": self.settings.read}
        self._clock.start(self.settings.total)
        try:
            with self._pool.stream("GET", url, headers=headers, extensions={"timeout": bounds}) as response:
                answer = Answer(response.status, _named(response.headers))
                if answer.status in REDIRECTS and answer.headers.get("location"):
                    return checked(answer.headers["location"], base=url)
                if answer.status == NOT_MODIFIED and known != Validators():
                    return Page(url, validators=known, unchanged=True)
                _check_status(answer)
                return _page(url, answer, response.iter_stream(), most_bytes)
        except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise self._explained(error) from error
        except ValueError as error:  # of ssl, for a name that no certificate can be for
            raise FetchError("is at a host that cannot be asked") from error

    def _explained(self, error: Exception) -> FetchError:
        """What httpcore tells, in words of ours."""
        cause = error.args[0] if error.args else None
        if isinstance(cause, ssl.SSLCertVerificationError):
            return FetchError(f"its certificate is not valid ({cause.verify_message})")
        if self._clock.over:
            return FetchError(f"is not there in whole after {self.settings.total:g} s")
        if isinstance(error, httpcore.TimeoutException):
            return PassingError("does not answer in time")
        if isinstance(error, httpcore.ConnectError):
            return PassingError(f"gives no connection ({getattr(cause, 'strerror', None) or cause})")
        return PassingError("breaks off before its end, or is no answer in HTTP")


def _named(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """The headers by their names in lower case; of several of one name, the first."""
    named: dict[str, str] = {}
    for name, value in headers:
        named.setdefault(name.decode("latin-1").lower(), value.decode("utf-8", "replace").strip())
    return named


def _sendable(value: str | None) -> str | None:
    """The value, if it can be sent back in a header."""
    return value if value and value.isascii() and value.isprintable() and len(value) <= LONGEST_MARK else None


def _check_status(answer: Answer) -> None:
    """Raises FetchError unless the status promises a page."""
    status = answer.status
    if status in PASSING:
        raise PassingError(f"answers {status}", retry_after(answer.headers.get("retry-after")))
    if 400 <= status < 500:
        raise MissingError(f"{REFUSALS.get(status, 'is refused')} (answer {status})")
    if status not in GIVEN:
        raise FetchError(f"gives no page (answer {status})")


def _page(url: str, answer: Answer, pieces: Iterable[bytes], most_bytes: int) -> Page:
    """The page of an answer, its content taken in piece by piece."""
    headers = answer.headers
    described = Message()
    described["Content-Type"] = headers.get("content-type", "")
    type_ = described.get_content_type() if headers.get("content-type") else None
    if type_ and type_.startswith(UNREADABLE):
        raise FetchError(f"is no article ({type_})")
    announced = headers.get("content-length", "")
    if announced.isdigit() and int(announced[:20]) > most_bytes:
        raise too_large(most_bytes)
    content, size = unpacked(pieces, headers.get("content-encoding", "").lower(), most_bytes)
    validators = Validators(_sendable(headers.get("etag")), _sendable(headers.get("last-modified")))
    return Page(url, content, type_, described.get_content_charset(), validators, size)
