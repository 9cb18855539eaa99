"""Several processes: real ones, some of which die, and the order of what they did."""

from __future__ import annotations

import gc
import os
import signal
import time
from pathlib import Path

import pytest

from attribution.ingesting import pool as pools
from attribution.ingesting.budget import OverBudgetError, at_most
from attribution.ingesting.pool import Pool
from attribution.ingesting.work import Done, Item, Task, Work
from attribution.model import Article
from attribution.reading import Metadata, Problem, Read


def task(words: str) -> Task:
    return Task(Read(Article(words), words, None, None, 10))


def words_of(done: Done) -> str:
    return done.read.article.text if isinstance(done.read, Read) else str(done.read)


def work(task: Task) -> Done:
    """What the tests' workers do: as the words of the article tell them."""
    read = task.source
    assert isinstance(read, Read)
    deed, _, argument = read.article.text.partition(" ")
    if deed == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if deed == "once" and not Path(argument).exists():
        Path(argument).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    if deed == "sleep":
        time.sleep(float(argument))
    return Done(read)


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pools, "CHUNK_ITEMS", 3)


def done(items: list[Item], jobs: int = 2) -> list[str]:
    with Pool(work, jobs) as pool:
        return [words_of(done) for done in pool.done(items)]


def test_what_is_done_comes_in_the_order_of_what_was_asked() -> None:
    items: list[Item] = [task(f"sleep 0.0{9 - n % 9}") for n in range(20)]
    items[5:5] = [Done(Problem("here", "is done already"))]
    assert done(items) == [words_of(item) if isinstance(item, Done) else item.source.where for item in items]


def test_a_process_that_is_killed_takes_nothing_with_it(tmp_path: Path) -> None:
    items: list[Item] = [task(f"word {n}") for n in range(20)]
    items[7] = task(f"once {tmp_path / 'killed'}")
    assert done(items) == [item.source.where for item in items if isinstance(item, Task)]
    assert (tmp_path / "killed").exists()


def test_an_article_that_kills_is_told_and_the_others_are_done() -> None:
    items: list[Item] = [task(f"word {n}") for n in range(12)]
    items[4] = items[11] = task("die")
    found = done(items)
    told = "die: ends the process that works on it (out of memory, out of time, or a crash)"
    assert [found.pop(11), found.pop(4)] == [told, told]
    assert found == [f"word {n}" for n in range(12) if n not in (4, 11)]


def test_only_a_little_is_asked_for_ahead() -> None:
    asked = 0

    def items() -> list[Item]:
        return [task(f"word {n}") for n in range(500)]

    def counted() -> object:
        nonlocal asked
        for item in items():
            asked += 1
            yield item

    most = 0
    with Pool(work, 2) as pool:
        for came, _ in enumerate(pool.done(counted()), 1):  # type: ignore[arg-type]
            most = max(most, asked - came)
    assert asked == 500
    assert most <= (2 * pools.AHEAD + 1) * 3


def test_broken_off_it_does_not_wait_for_what_is_under_way() -> None:
    started = time.monotonic()

    def broken_off() -> None:
        with Pool(work, 2) as pool:
            for _ in pool.done([*[task("word")] * 3, *[task("sleep 60")] * 9]):
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken_off()
    assert time.monotonic() - started < 50


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_article_beyond_its_budget_is_told() -> None:
    spent = Work(Metadata(), seconds=0.0001, alone=False)(task("Mara Venn said so. " * 20000))
    assert words_of(spent).endswith("takes more than 0 s of computing")


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_the_end_of_the_budget_is_not_lost_in_a_callback_of_the_collector() -> None:
    def busy(phase: str, told: dict[str, int]) -> None:
        sum(range(2_000_000))

    def work() -> None:
        with at_most(0.01):
            gc.collect()
            for _ in range(100):
                sum(range(2_000_000))

    gc.callbacks.append(busy)
    try:
        with pytest.raises(OverBudgetError):
            work()
    finally:
        gc.callbacks.remove(busy)
