"""Work in several processes: what is done in order, however many there are and whichever of them die."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from functools import partial
from itertools import chain
from multiprocessing.connection import Connection
from types import TracebackType
from typing import NamedTuple, Self

from attribution.ingesting.collecting import collect_seldom, collecting_seldom
from attribution.ingesting.work import Done, Item, Task, Work, died

SMALL = 500_000  # bytes that are worked on in this process before others are started: that takes a second
CHUNK_ITEMS = 40
CHUNK_BYTES = 400_000
CHUNK_SECONDS = 1.0  # tasks that come slowly do not wait for others
AHEAD = 3  # chunks on their way for each process: none of them waits, and memory is bounded


def worked(items: Iterable[Item], jobs: int, work: Work) -> Generator[Done]:
    """What comes of each item, in order: worked on here while there are few, then in `jobs` processes if several."""
    items = iter(items)
    spent = 0
    with collecting_seldom():
        for item in items:
            spent += 0 if isinstance(item, Done) else item.size
            if jobs > 1 and spent > SMALL:
                with Pool(replace(work, alone=True), jobs) as pool:
                    yield from pool.done(chain([item], items))
            else:
                yield item if isinstance(item, Done) else work(item)


class Chunk(NamedTuple):
    """Items in their order, and what will have come of those that are to be worked on."""

    items: Sequence[Item]
    worked: Future[list[Done]]

    def done(self) -> Iterator[Done]:
        """All of it, in order; waits for the work."""
        worked = iter(self.worked.result())
        for item in self.items:
            yield item if isinstance(item, Done) else next(worked)


class Pool:
    """A context manager with `jobs` processes, which do `work`; it must be fit to be sent to them.

    A process that dies takes nothing with it: its tasks are done again, one chunk at a time and then one task at
    a time, and the one whose process dies again is told as a problem.
    """

    def __init__(self, work: Callable[[Task], Done], jobs: int) -> None:
        self._work = partial(_each, work)
        self._jobs = jobs
        # Started anew each, since a fork of a process with threads and an open database is none to rely on.
        self._context = multiprocessing.get_context("spawn")
        self._theirs, self._lifeline = self._context.Pipe(duplex=False)

    def __enter__(self) -> Self:
        self._start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self._lifeline.close()  # what is under way is of no use any more: do not wait for it
        self._executor.shutdown(cancel_futures=True)
        self._lifeline.close()
        self._theirs.close()

    def done(self, items: Iterable[Item]) -> Iterator[Done]:
        """What came of each item, in their order; items are asked for only a little ahead of that."""
        under_way: deque[Chunk] = deque()
        for items_of_chunk in _chunks(items):
            under_way.append(self._submitted(items_of_chunk))
            while under_way and (len(under_way) > self._jobs * AHEAD or under_way[0].worked.done()):
                yield from self._first(under_way)
        while under_way:
            yield from self._first(under_way)

    def _first(self, under_way: deque[Chunk]) -> list[Done]:
        """What came of the first chunk under way, which is taken out."""
        try:
            done = list(under_way[0].done())
        except BrokenProcessPool:
            self._mend(under_way)
            done = list(under_way[0].done())
        under_way.popleft()
        return done

    def _mend(self, under_way: deque[Chunk]) -> None:
        """Do again what a death broke, one chunk at a time, so that another death has one cause."""
        self._start()
        for number, chunk in enumerate(under_way):
            if isinstance(chunk.worked.exception(), BrokenProcessPool):
                under_way[number] = chunk._replace(worked=_over(self._again(_tasks(chunk.items))))

    def _again(self, tasks: Sequence[Task]) -> list[Done]:
        try:
            return self._submitted(tasks).worked.result()
        except BrokenProcessPool:
            self._start()
        if len(tasks) == 1:
            return [died(tasks[0])]
        return [done for task in tasks for done in self._again([task])]

    def _submitted(self, items: Sequence[Item]) -> Chunk:
        tasks = _tasks(items)
        try:
            return Chunk(items, self._executor.submit(self._work, tasks) if tasks else _over([]))
        except BrokenProcessPool as error:
            broken: Future[list[Done]] = Future()
            broken.set_exception(error)
            return Chunk(items, broken)

    def _start(self) -> None:
        self._executor = ProcessPoolExecutor(
            self._jobs, mp_context=self._context, initializer=_prepare, initargs=(self._theirs,)
        )


def _chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    chunk: list[Item] = []
    size, since = 0, time.monotonic()
    for item in items:
        chunk.append(item)
        size += 0 if isinstance(item, Done) else item.size
        late = time.monotonic() - since > CHUNK_SECONDS
        if late or len(chunk) >= CHUNK_ITEMS or size >= CHUNK_BYTES:
            yield chunk
            chunk, size, since = [], 0, time.monotonic()
    if chunk:
        yield chunk


def _tasks(items: Sequence[Item]) -> list[Task]:
    return [item for item in items if not isinstance(item, Done)]


def _over(done: list[Done]) -> Future[list[Done]]:
    future: Future[list[Done]] = Future()
    future.set_result(done)
    return future


def _each(work: Callable[[Task], Done], tasks: Sequence[Task]) -> list[Done]:
    return [work(task) for task in tasks]


def _prepare(lifeline: Connection) -> None:
    """In a worker: leave Ctrl-C to the parent, and end when the parent lets go of the lifeline, or is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    collect_seldom()

    def follow() -> None:
        lifeline.poll(None)
        os._exit(1)

    threading.Thread(target=follow, daemon=True).start()
