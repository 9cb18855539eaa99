"""Gold as a folder of tagged articles, `*.txt` (see `attribution.tagged`)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from attribution.tagged import parse


def record(path: Path) -> dict[str, Any]:
    """A tagged article as a gold record (see `annotations`); its id is the file's name.

    `nests` is true: such articles annotate chains at every level. ValueError, naming the file, for a bad one.
    """
    try:
        tagged = parse(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from error
    told = [
        {role: [list(span) for span in spans] for role, spans in a._asdict().items()} for a in tagged.attributions
    ]
    return {"id": path.stem, "text": tagged.text, "attributions": told, "nests": True}


def records(folder: Path) -> list[dict[str, Any]]:
    """The gold records of a folder's tagged articles (`*.txt`), by their names."""
    return [record(path) for path in sorted(folder.glob("*.txt"))]
