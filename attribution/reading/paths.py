"""Which files the given paths mean, and what kind each is."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePath

from attribution.reading.sniffing import ONE_ARTICLE, Container, named_container
from attribution.reading.values import EmptyFolderError, ReadingError

STANDARD_INPUT = "-"
PARTS_OF_PAGES = ("_files", ".files", "_file")
MOST_ENDINGS = 5  # that are told of the files passed over


def files_of(paths: Sequence[str], tell: Callable[[str], object] = lambda line: None) -> list[str]:
    """Every file that the paths mean, folders searched through, each file once, sorted within a folder.

    In a folder, a file is taken by its name; `tell` gets a line on those that are passed over. Hidden ones
    are not looked at, links to folders not followed. Raises ReadingError, before anything is read, if a path
    is missing or a folder holds no article.
    """
    found: dict[str, None] = {}
    for path in paths:
        if path == STANDARD_INPUT:
            found[path] = None
        elif not os.path.lexists(path):
            raise ReadingError(f"{path}: no such file or folder")
        elif Path(path).is_dir():
            passed: Counter[str] = Counter()
            inside = list(_inside(path, passed))
            if not inside:
                raise EmptyFolderError(
                    f"{path}: this folder has no article in it (no *.txt, *.html, *.jsonl …)"
                )
            if passed:
                tell(f"{path}: {_told(passed)} passed over")
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


def _told(passed: Counter[str]) -> str:
    endings = ", ".join(sorted(ending for ending, _ in passed.most_common(MOST_ENDINGS)))
    more = " …" if len(passed) > MOST_ENDINGS else ""
    return f"{passed.total()} file{'s' if passed.total() > 1 else ''} of other kinds ({endings}{more})"


def is_many(file: str) -> bool:
    """Whether the name says that there are many articles in the file."""
    kind = named_container(file)
    return kind is not None and kind not in ONE_ARTICLE


def _inside(folder: str, passed: Counter[str]) -> Iterator[str]:
    def unreadable(error: OSError) -> None:
        raise ReadingError(f"{error.filename}: this folder cannot be read ({error.strerror})")

    for here, folders, names in os.walk(folder, onerror=unreadable):
        pages = {PurePath(name).stem for name in names if named_container(name) is Container.HTML}
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and not _belongs_to_page(name, pages)
        )
        for name in sorted(names):
            path = Path(here) / name
            if name.startswith("."):
                continue
            if named_container(name) and path.is_file():
                yield str(path)
            else:
                passed[PurePath(name).suffix.lower() or "no ending"] += 1


def _belongs_to_page(folder: str, pages: set[str]) -> bool:
    """Whether a browser made the folder for the parts of a page that it saved beside it."""
    return any(folder == page + ending for page in pages for ending in PARTS_OF_PAGES)
