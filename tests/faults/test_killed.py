"""`kill -9` at random moments: nothing is damaged, in part or lost, and the next run ends as one left in peace."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from tests.faults import harness
from tests.faults.harness import Journal

# `make faults` asks for 200 moments in each journal mode and 50 resumed runs; here a few of them stand for all.
MOMENTS = int(os.environ.get("ATTRIBUTION_FAULTS", "4"))
RESUMED = max(2, MOMENTS // 8)  # of each journal mode
JOURNALS: tuple[Journal, ...] = ("WAL", "DELETE")


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("news") / "news.jsonl"
    harness.write(path, harness.articles())
    return path


@pytest.mark.parametrize("journal", JOURNALS)
def test_a_run_killed_at_any_moment_can_go_on(news: Path, tmp_path: Path, journal: Journal) -> None:
    clean = tmp_path / "clean.db"
    ended = harness.run(news, clean, journal)
    assert (ended.status, ended.error) == (0, "")
    whole = harness.rows(clean)
    assert harness.faults(clean, whole, ended.acknowledged) == []
    chance = random.Random(journal)  # noqa: S311 (nothing secret)
    killed = 0
    for number in range(MOMENTS):
        path = tmp_path / f"{number}.db"
        after = chance.uniform(0, ended.seconds)
        died = harness.run(news, path, journal, kill_after=after)
        killed += died.status == -9
        assert harness.faults(path, whole, died.acknowledged) == [], f"killed after {after:.3f} s"
        if number % max(1, MOMENTS // RESUMED) == 0:
            resumed = harness.run(news, path, journal)
            assert (resumed.status, resumed.error) == (0, ""), f"resumed, killed after {after:.3f} s"
            assert harness.rows(path) == whole, f"killed after {after:.3f} s"
    assert killed >= MOMENTS / 2, "most of them were still at work"
