"""A real Chromium and a real `datasette` process, for the browser tests and for the picture in the README."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from playwright.sync_api import Browser, Dialog, Page, Request, sync_playwright

ROOT = Path(__file__).parents[2]
METADATA = ROOT / "metadata.json"
DATASETTE_1 = int(version("datasette").split(".")[0]) >= 1
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
# Nothing but the page asked for: no GPU, no first-run pages, no traffic of the browser's own.
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium, without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def served(database: Path) -> Iterator[str]:
    """The address of Datasette, started by hand as the README tells, on any free port."""
    config = ["-c", str(METADATA)] if DATASETTE_1 else []
    command = [sys.executable, "-m", "datasette", str(database), "-m", str(METADATA), *config, "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        started = (re.search(r"http://127\.0\.0\.1:\d+", line) for line in server.stderr)
        address = next(filter(None, started), None)
        assert address, "Datasette did not start"
        try:
            yield address[0]
        finally:
            server.terminate()


def watch(page: Page, address: str, troubles: list[str]) -> None:
    """Tell of every dialog that opens, every request to elsewhere and every script that fails."""

    def opened(dialog: Dialog) -> None:
        troubles.append(dialog.message)
        dialog.dismiss()

    def requested(request: Request) -> None:
        if not request.url.startswith(address):
            troubles.append(request.url)

    page.on("dialog", opened)
    page.on("request", requested)
    page.on("pageerror", lambda error: troubles.append(str(error)))
