"""What the arguments of a command mean: files to read, and addresses to follow."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from attribution.reading.cleaning import UnreadableError
from attribution.reading.fetching.values import FetchError
from attribution.reading.markup import MOST_BYTES, listing
from attribution.reading.opening import HEAD, DamagedError, Opened
from attribution.reading.paths import STANDARD_INPUT, files_of
from attribution.reading.sources import raws
from attribution.reading.steps import Listed, Memo, Step
from attribution.reading.values import Options, ReadingError

ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


class Given(NamedTuple):
    """Files in the order they are read in, then addresses, and files that list some."""

    files: list[str]
    followed: list[str | Listed]


def is_address(argument: str) -> bool:
    """Whether the argument is an address, and not a path."""
    return bool(ADDRESS.match(argument))


def given(arguments: Sequence[str], tell: Callable[[str], object] = lambda line: None) -> Given:
    """What the arguments mean; each file and each address once. `tell` gets a line on files passed over.

    Raises ReadingError, before anything is read or fetched, if a path is missing or an address cannot be one.
    """
    paths: list[str] = []
    followed: dict[str | Listed, None] = {}
    for argument in arguments:
        if is_address(argument):
            followed[_checked(argument)] = None
        elif found := _listed(argument):
            followed[found] = None
        else:
            paths.append(argument)
    return Given(files_of(paths, tell), list(followed))


def steps_of(
    given: Given, options: Options | None = None, last: Callable[[str], Memo | None] = lambda url: None
) -> Iterator[Step]:
    """Everything that there is in the files and at the addresses, or why it cannot be had.

    `last` gives the last memo of an address that was kept, None if there is none.
    """
    options = options or Options()
    yield from map(Step, raws(given.files, options))
    if given.followed:
        # Imported here: what fetches takes time to load, and most runs fetch nothing.
        from attribution.reading.fetching.fetcher import Fetcher
        from attribution.reading.following import Follower

        with Fetcher(options.fetching) as fetcher:
            yield from Follower(fetcher, options, last).follow(given.followed)


def _checked(address: str) -> str:
    from attribution.reading.fetching.addresses import checked

    try:
        return checked(address)
    except FetchError as error:
        raise ReadingError(f"{address}: {error}") from error


def _listed(argument: str) -> Listed | None:
    """The feed, or the list of feeds, in a file or at standard input; None if there is none that can be read."""
    if argument == STANDARD_INPUT:
        return _at_standard_input()
    if not Path(argument).is_file():
        return None
    try:
        with Path(argument).open("rb") as file:
            opened = Opened(file)
            found = listing(opened.stream.read(MOST_BYTES + 1)) if _is_listing(opened.head) else None
    except (OSError, DamagedError, UnreadableError):
        return None  # that is told when it is read
    return Listed(argument, *found) if found else None


def _at_standard_input() -> Listed | None:
    peek = getattr(sys.stdin.buffer, "peek", None)
    if peek is None or not _is_listing(peek(HEAD)):
        return None
    try:
        found = listing(sys.stdin.buffer.read(MOST_BYTES + 1))
    except UnreadableError as error:
        raise ReadingError(f"standard input: {error}") from error
    return Listed("standard input", *found) if found else None


def _is_listing(head: bytes) -> bool:
    try:
        return listing(head) is not None
    except UnreadableError:
        return False
