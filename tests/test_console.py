"""What a run tells at the terminal, and how Ctrl-C reaches it."""

from __future__ import annotations

import os
import signal
from contextlib import suppress

import pytest

from attribution.console import Console


def test_a_ctrl_c_that_was_lost_ends_the_run_at_the_next_article() -> None:
    """Python drops what is raised while an object is taken down; the run must hear of it all the same."""
    before = signal.getsignal(signal.SIGINT)
    with Console(quiet=True) as console:
        console.advance(1)
        with suppress(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            console.advance(1)
    assert signal.getsignal(signal.SIGINT) is before
