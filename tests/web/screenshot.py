"""`python -m tests.web.screenshot` makes the picture in the README: who said what in the articles of seeds/."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.web.browsing import ROOT, chromium, served

PICTURE = ROOT / "docs" / "screenshot.png"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "attribution.db"
        command: list[str | Path] = [
            Path(sys.executable).with_name("attribution"),
            "ingest",
            ROOT / "seeds",
            "--db",
            database,
        ]
        subprocess.run(command, check=True)
        with served(database) as address, chromium() as browser:
            page = browser.new_page(viewport={"width": 1440, "height": 1000})
            page.goto(f"{address}/search?q=peace")
            PICTURE.parent.mkdir(exist_ok=True)
            page.screenshot(path=PICTURE)


if __name__ == "__main__":
    main()
