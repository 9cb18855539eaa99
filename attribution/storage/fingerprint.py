"""What the extractor is, and the reader, in 16 digits: when they change, articles are extracted or read anew."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import attribution

EXTRACTOR = ("model.py", "extraction", "languages")
READER = ("model.py", "reading")
READING_LIBRARIES = ("trafilatura", "htmldate", "lxml", "justext", "courlan")  # what makes text of a web page


@cache
def extractor_fingerprint(package: Path | None = None) -> str:
    """16 hexadecimal digits of the files that decide what is found: the engine, the values, every language.

    `package` is the folder of the package; the installed one by default. Read once in a process.
    """
    return _fingerprint(package, EXTRACTOR)


@cache
def reader_fingerprint(package: Path | None = None) -> str:
    """The same of what decides which text the bytes of a file become; the versions of libraries count."""
    return _fingerprint(package, READER, [f"{name} {_version(name)}" for name in READING_LIBRARIES])


def _fingerprint(package: Path | None, parts: Sequence[str], more: Sequence[str] = ()) -> str:
    root = package or Path(attribution.__file__).parent
    total = hashlib.sha256("\n".join(more).encode())
    for path in _files(root, parts):
        content = path.read_bytes()
        total.update(f"{path.relative_to(root).as_posix()}\n{len(content)}\n".encode())
        total.update(content)
    return total.hexdigest()[:16]


def _files(root: Path, parts: Sequence[str]) -> Iterator[Path]:
    for part in parts:
        for path in [root / part, *sorted((root / part).rglob("*"))]:
            if path.is_file() and path.suffix != ".pyc" and not path.name.startswith("."):
                yield path


def _version(library: str) -> str | None:
    try:
        return version(library)
    except PackageNotFoundError:
        return None
