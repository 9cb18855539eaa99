"""What tests of the benchmarks share: one as a process, and a small file of articles to give it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from attribution.tagged import parse

Benchmark = Callable[..., subprocess.CompletedProcess[str]]
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def benchmark() -> Benchmark:
    """`benchmark("speed", "--alone")`: the process when it has ended."""

    def ended(name: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", f"benchmarks.{name}", *map(str, arguments)],
            capture_output=True, text=True, encoding="utf-8", cwd=ROOT, check=False, timeout=120,
        )  # fmt: skip

    return ended


def record(path: Path, publisher: str, number: int) -> dict[str, Any]:
    """An invented article of the tests, as a line of a gold file."""
    tagged = parse(path.read_text(encoding="utf-8"))
    parts = [{"source": a.source, "cue": a.cue, "content": a.content} for a in tagged.attributions]
    return {
        "id": f"{publisher}-{number}",
        "publisher": publisher,
        "text": tagged.text,
        "attributions": parts,
    }


@pytest.fixture(scope="session")
def gold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two publishers with six articles each, and a third with one."""
    articles = sorted((ROOT / "tests" / "articles").glob("*.txt"))
    lines = [
        record(path, publisher, number)
        for publisher in ("Harbour Post", "Hill Courier")
        for number, path in enumerate(articles, 1)
    ]
    lines.append(record(articles[0], "Valley Times", 1))
    path = tmp_path_factory.mktemp("gold") / "gold.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path
