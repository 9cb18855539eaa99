"""What reading gives: articles, and what could not be read."""

from __future__ import annotations

from dataclasses import dataclass

from attribution.model import Article


class ReadingError(Exception):
    """Nothing can be read as asked: one line, naming the path and what to do."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What whoever reads them tells of all articles; it stands where an article does not tell itself."""

    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Read:
    """An article, and where it came from.

    `where` is for messages (`news.jsonl, line 3`), `name` the file's name without folders (None for standard
    input), `size` the bytes read. `origin` is the same whenever the same place is read again, and tells
    nothing about it; None where the place is not known. `notes` say what of it was left out.
    """

    article: Article
    where: str
    name: str | None
    origin: str | None
    size: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read: where, why, and how many bytes were passed over."""

    where: str
    why: str
    size: int = 0

    def __str__(self) -> str:
        return f"{self.where}: {self.why}"
