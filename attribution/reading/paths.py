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

    In a folder, a file is taken by its name; `tell` gets lines on what is passed over. Hidden files are not
    looked at, links to folders not followed; a folder within that may not be read is given as a file, and told
    when that is tried. Raises ReadingError, before anything is read, if a path is missing or a folder holds no
    article.
    """
    found: dict[str, None] = {}
    for path in paths:
        if path == STANDARD_INPUT:
            found[path] = None
        elif not os.path.lexists(path):
            raise ReadingError(f"{path}: no such file or folder")
        elif Path(path).is_dir():
            passed = Passed()
            inside = list(_inside(path, passed))
            lines = list(passed.lines())
            if not inside:
                more = f", but {'; '.join(lines)}" if lines else ""
                raise EmptyFolderError(
                    f"{path}: this folder has no article in it (no *.txt, *.html, *.jsonl …){more}"
                )
            for line in lines:
                tell(f"{path}: {line}")
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


class Passed:
    """What a search passes over: files of other kinds by their endings, links to folders, and what is no file."""

    def __init__(self) -> None:
        self.endings: Counter[str] = Counter()
        self.links = 0
        self.others = 0

    def lines(self) -> Iterator[str]:
        """What there was of each, in words."""
        if self.endings:
            endings = ", ".join(sorted(ending for ending, _ in self.endings.most_common(MOST_ENDINGS)))
            more = " …" if len(self.endings) > MOST_ENDINGS else ""
            yield f"{_counted(self.endings.total(), 'file')} of other kinds ({endings}{more}) passed over"
        if self.links:
            yield f"{_counted(self.links, 'link')} to folders not followed; give the folders themselves"
        if self.others:
            yield f"{_counted(self.others, 'broken link')} or pipes passed over"


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'s' if number > 1 else ''}"


def is_many(file: str) -> bool:
    """Whether the name says that there are many articles in the file."""
    kind = named_container(file)
    return kind is not None and kind not in ONE_ARTICLE


def _inside(folder: str, passed: Passed) -> Iterator[str]:
    closed: list[str] = []

    def unreadable(error: OSError) -> None:
        if error.filename == folder:
            raise ReadingError(f"{folder}: this folder cannot be read ({error.strerror})")
        closed.append(error.filename)

    for here, folders, names in os.walk(folder, onerror=unreadable):
        pages = {PurePath(name).stem for name in names if named_container(name) is Container.HTML}
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and not _belongs_to_page(name, pages)
        )
        passed.links += sum((Path(here) / name).is_symlink() for name in folders)
        for name in sorted(names):
            path = Path(here) / name
            if name.startswith("."):
                continue
            if named_container(name) and path.is_file():
                yield str(path)
            elif named_container(name):
                passed.others += 1
            else:
                passed.endings[PurePath(name).suffix.lower() or "no ending"] += 1
    yield from closed


def _belongs_to_page(folder: str, pages: set[str]) -> bool:
    """Whether a browser made the folder for the parts of a page that it saved beside it."""
    return any(folder == page + ending for page in pages for ending in PARTS_OF_PAGES)
