"""How much of the machine a measurement may use."""

from __future__ import annotations

import os
import sys

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")


def one_thread() -> None:
    """No threads inside numpy, for this process if it has not imported numpy yet, and for those it starts."""
    os.environ.update(dict.fromkeys(THREADS, "1"))


def one_core() -> None:
    """No second thread, and on Linux no second core, for any part of this process; numpy not yet imported."""
    one_thread()
    if sys.platform == "linux":
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
