"""How often Python looks for garbage in cycles while articles are worked on."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# New objects before a look at the young ones; such looks before one at the middle-aged, and those before one at all.
# An article makes objects by the ten thousand and hardly a cycle, and each look at all goes through the tables of the
# language as well: by Python's own numbers that was a tenth of the time of a run.
SELDOM = (10_000, 50, 50)


def collect_seldom() -> None:
    """From now on, in this process."""
    gc.set_threshold(*SELDOM)


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """For the time of a run; then as it was before."""
    before = gc.get_threshold()
    collect_seldom()
    try:
        yield
    finally:
        gc.set_threshold(*before)
