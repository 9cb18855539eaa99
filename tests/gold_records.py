"""Articles of the tests, whose tags tell who says what in them (see `attribution.tagged`), as gold records."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from attribution.tagged import parse


def record(path: Path) -> dict[str, Any]:
    """The gold record of an article; it annotates chains at every level."""
    tagged = parse(path.read_text(encoding="utf-8"))
    parts = [{"source": a.source, "cue": a.cue, "content": a.content} for a in tagged.attributions]
    return {"id": path.stem, "text": tagged.text, "attributions": parts, "nests": True}


def records(folder: Path) -> list[dict[str, Any]]:
    """The gold records of a folder, by the names of the files."""
    return [record(path) for path in sorted(folder.glob("*.txt"))]
