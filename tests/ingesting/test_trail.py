"""What may be remembered of addresses: only what is stored, and a feed only when all of it is."""

from __future__ import annotations

import pytest

from attribution.ingesting.trail import Trail
from attribution.ingesting.values import Quiet
from attribution.reading import Memo, Place, Problem, Raw, Step, Unchanged

WALL, GATE, QUAY = (Memo(f"https://gazette.example/{name}") for name in ("wall", "gate", "quay"))
FEED = Memo("https://gazette.example/rss", told="feed")


def met(memo: Memo, *, feed: str | None = FEED.url) -> Step:
    return Step(Raw(b"late", Place(memo.url)), memo, feed)


ENTRIES = [met(WALL), met(GATE), Step(Unchanged(QUAY.url), None, FEED.url), Step(None, FEED, FEED.url)]


def followed(steps: list[Step], *, taken: int | None = None, skipped: tuple[int, ...] = ()) -> Trail:
    """A trail after a run that was given all of the steps and has `taken` some (all), of which some were skipped."""
    trail = Trail(steps, Quiet())
    sources = list(trail.sources())
    for number, source in enumerate(sources[:taken]):
        trail.advance(4)
        if number in skipped:
            trail.problem(Problem(source.where, "is no article"))
    return trail


CASES = [
    ("all is stored", ENTRIES, (), [WALL, GATE, FEED]),
    ("one was skipped: its feed must be asked for in full again", ENTRIES, (1,), [WALL]),
    ("all were skipped", ENTRIES, (0, 1, 2), []),
    ("pages of no feed", [met(WALL, feed=None), met(GATE, feed=None)], (0,), [GATE]),
    ("a feed with nothing in it", [Step(None, FEED, FEED.url)], (), [FEED]),
    ("another feed was skipped", [met(GATE, feed="https://tides.example/"), *ENTRIES[2:]], (0,), [FEED]),
]


@pytest.mark.parametrize(
    ("steps", "skipped", "kept"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_what_is_remembered(steps: list[Step], skipped: tuple[int, ...], kept: list[Memo]) -> None:
    assert followed(steps, skipped=skipped).memos() == kept


@pytest.mark.parametrize(("taken", "kept"), [(0, []), (1, []), (2, [WALL]), (3, [WALL, GATE])])
def test_of_a_run_that_was_interrupted_only_what_is_surely_stored(taken: int, kept: list[Memo]) -> None:
    assert followed(ENTRIES, taken=taken).memos(whole=False) == kept
