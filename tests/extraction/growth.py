"""Whether work takes time in proportion to its input."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

ROUNDS = 5
SHORTEST = 0.005  # seconds; below that the clock and the machine's other work would be measured


def grows_at_most(
    work: Callable[[int], object], *, times: float, larger: int = 8, start: int = 64, rounds: int = ROUNDS
) -> None:
    """Assert that `work(larger * n)` takes at most `times` as long as `work(n)`, best of `rounds` each.

    `n` is doubled from `start` until the work takes five milliseconds. The processor's time
    counts, since a machine busy with other things makes work wait; such a machine's caches are cold, so where
    the bound is missed, both are taken anew, twice at most.
    """
    size = start
    while (small := best(work, size, rounds)) < SHORTEST:
        size *= 2
    for _ in range(3):
        large = best(work, larger * size, rounds)
        if large <= times * small:
            return
        small = max(small, best(work, size, rounds))
    raise AssertionError(
        f"{larger} times the input takes {large / small:.1f} times as long (from size {size})"
    )


def best(work: Callable[[int], object], size: int, rounds: int) -> float:
    """Processor seconds of the quickest round, without the garbage collector, which grows with all else alive."""
    seconds = []
    collecting = gc.isenabled()
    gc.disable()
    try:
        for _ in range(rounds):
            begin = time.process_time()
            work(size)
            seconds.append(time.process_time() - begin)
    finally:
        if collecting:
            gc.enable()
    return min(seconds)
