"""Which files the given paths mean, and what kind each is."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from attribution.reading.values import ReadingError

STANDARD_INPUT = "-"
TEXT_SUFFIXES = {".txt", ".md"}
JSONL_SUFFIXES = {".jsonl", ".ndjson"}
HTML_SUFFIXES = {".html", ".htm", ".xhtml"}


def files_of(paths: Sequence[str]) -> list[str]:
    """Every file that the paths mean, folders searched through, each file once, sorted within a folder.

    Raises ReadingError, before anything is read, if a path is missing or a folder holds no article.
    """
    found: dict[str, None] = {}
    for path in paths:
        if path == STANDARD_INPUT:
            found[path] = None
        elif not os.path.lexists(path):
            raise ReadingError(f"{path}: no such file or folder")
        elif Path(path).is_dir():
            inside = list(_inside(path))
            if not inside:
                raise ReadingError(f"{path}: this folder has no article in it (no *.txt, *.md or *.jsonl)")
            found.update(dict.fromkeys(inside))
        else:
            found[path] = None
    return list(found)


def bytes_of(files: Sequence[str]) -> int | None:
    """The bytes of all files together; None if that is not known, as for standard input."""
    try:
        return None if STANDARD_INPUT in files else sum(Path(file).stat().st_size for file in files)
    except OSError:
        return None


def is_jsonl(file: str) -> bool:
    """Whether the name says that each line is an article."""
    return Path(file).suffix.lower() in JSONL_SUFFIXES


def is_html(file: str) -> bool:
    """Whether the name says that the file is a web page."""
    return Path(file).suffix.lower() in HTML_SUFFIXES


def _inside(folder: str) -> Iterator[str]:
    def unreadable(error: OSError) -> None:
        raise ReadingError(f"{error.filename}: this folder cannot be read ({error.strerror})")

    for here, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(here) / name
            known = path.suffix.lower() in TEXT_SUFFIXES | JSONL_SUFFIXES
            if known and not name.startswith(".") and path.is_file():
                yield str(path)
