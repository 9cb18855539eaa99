"""What a run tells at the terminal, and how Ctrl-C reaches it."""

from __future__ import annotations

import os
import signal
from contextlib import suppress

import pytest

from attribution.console import Console, Problems
from attribution.reading import Problem


def test_what_others_named_does_not_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    Problems().tell(Problem("wall\x1b[2J\n.csv, row 2", "has no \u202etxet\x07"))
    assert capsys.readouterr().err == "wall�[2J .csv, row 2: has no �txet�; skipped\n"


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
