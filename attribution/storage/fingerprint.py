"""What the extractor is, in 16 digits: when they change, stored articles are extracted anew."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import attribution

PARTS = ("extraction", "languages")


@cache
def extractor_fingerprint(package: Path | None = None) -> str:
    """16 hexadecimal digits of the files that decide what is found: the engine, the values, every language.

    `package` is the folder of the package; the installed one by default. Read once in a process.
    """
    root = package or Path(attribution.__file__).parent
    total = hashlib.sha256()
    for path in _files(root):
        content = path.read_bytes()
        total.update(f"{path.relative_to(root).as_posix()}\n{len(content)}\n".encode())
        total.update(content)
    return total.hexdigest()[:16]


def _files(root: Path) -> Iterator[Path]:
    yield root / "model.py"
    for part in PARTS:
        for path in sorted((root / part).rglob("*")):
            if path.is_file() and path.suffix != ".pyc" and not path.name.startswith("."):
                yield path
