"""When each host may be asked again."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from attribution.reading.fetching.values import FetchError, Settings


class Pace:
    """Waits before a host is asked too soon."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._next: dict[str, float] = {}
        self._pauses: dict[str, float] = {}

    def slow(self, host: str, delay: float | None) -> None:
        """From now on, the host is asked after so many seconds (a Crawl-delay) if that is longer."""
        asked = min(delay or 0.0, self._settings.longest_pause)
        self._pauses[host] = max(asked, self._settings.pause, self._pauses.get(host, 0.0))

    def hold(self, host: str, seconds: float) -> None:
        """Do not ask the host for so long."""
        self._next[host] = max(self._next.get(host, 0.0), time.monotonic() + seconds)

    def wait(self, host: str) -> None:
        """Wait for the host's turn; raises FetchError if that is too long to wait for."""
        wait = self._next.get(host, 0.0) - time.monotonic()
        if wait > max(self._settings.longest_wait, self._settings.longest_pause):
            raise FetchError(f"{host} asks to be left alone for {wait:.0f} s; try again after that")
        if wait > 0:
            time.sleep(wait)

    def pause(self, host: str) -> None:
        """The host is asked now, and again only after its pause."""
        self.hold(host, self._pauses.get(host, self._settings.pause))


def retry_after(written: str | None) -> float | None:
    """The seconds that a Retry-After header asks for, given in seconds or as a date; None if it is neither.

    >>> retry_after("120"), retry_after("Wed, 21 Oct 2015 07:28:00 GMT"), retry_after("soon")
    (120.0, 0.0, None)
    """
    written = (written or "").strip()
    if written.isascii() and written.isdigit():
        return float(written[:9])
    try:
        when = parsedate_to_datetime(written)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (when - datetime.now(UTC)).total_seconds())
