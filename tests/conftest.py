"""What tests of commands share: the command as a process, in a folder of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.site import Site, running

# A shell that starts the tests in the background has them ignore Ctrl-C, and so would all that they start.
signal.signal(signal.SIGINT, signal.default_int_handler)

Run = Callable[..., subprocess.CompletedProcess[str]]
ROOT = Path(__file__).parents[1]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """`run("extract", "a.txt")` in the test's own folder: the process when it has ended, its output as text."""

    def started(
        *arguments: str, stdin: str | bytes = "", **environment: str
    ) -> subprocess.CompletedProcess[str]:
        given = stdin.encode() if isinstance(stdin, str) else stdin
        ended = subprocess.run(
            [
                sys.executable,
                "-c",
                "from attribution.cli import main; main(prog_name='attribution')",
                *arguments,
            ],
            input=given,
            capture_output=True,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
            check=False,
            timeout=120,
        )
        return subprocess.CompletedProcess(
            ended.args, ended.returncode, ended.stdout.decode(), ended.stderr.decode()
        )

    return started


@pytest.fixture
def site() -> Iterator[Site]:
    """A news site on a port of this machine."""
    with running() as site:
        yield site
