"""A bound on the computing time of one article, in the process that computes it."""

from __future__ import annotations

import faulthandler
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

# Seconds of computing after which it is raised once more: what is raised in a callback of the collector is lost.
AGAIN = 0.1
PATIENCE = 5  # a worker that is still at it after so many times the budget, by the clock, ends itself


class OverBudgetError(BaseException):
    """The computing time is used up. No `Exception`: a library that catches all of those must not catch it."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Within it, OverBudgetError is raised after so many seconds of computing by this process.

    Only where the system has such a timer, and only in the main thread.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: FrameType | None) -> NoReturn:
        raise OverBudgetError

    earlier = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds, AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, earlier)


@contextmanager
def or_die(seconds: float) -> Iterator[None]:
    """Within it, this process ends if it is stuck: no timer of Python can stop a C function that does not return."""
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 (a name of the system, not a path)
        faulthandler.dump_traceback_later(seconds * PATIENCE, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()
