"""Python looks for garbage seldom while articles are worked on, in every process, and as before when they are done."""

from __future__ import annotations

import gc

import pytest

from attribution.ingesting.collecting import SELDOM, collecting_seldom


def test_for_the_time_of_a_run() -> None:
    before = gc.get_threshold()
    with collecting_seldom():
        assert gc.get_threshold() == SELDOM != before
    assert gc.get_threshold() == before


def test_after_a_run_that_was_broken_off_too() -> None:
    before = gc.get_threshold()
    with pytest.raises(KeyboardInterrupt), collecting_seldom():
        raise KeyboardInterrupt
    assert gc.get_threshold() == before
