"""What reading handles: what is asked of it, the bytes of one article, the article, and what could not be read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from typing import NamedTuple

from attribution.model import Article, digest
from attribution.reading.fetching.values import Settings as Fetching


class ReadingError(Exception):
    """Nothing can be read as asked: one line, naming the path and what to do."""


class EmptyFolderError(ReadingError):
    """A folder without an article in it, which may get one."""


class Format(StrEnum):
    """What the content of one article is written in."""

    TEXT = "text"
    RECORD = "record"  # a JSON object, or the cells of a row by their columns
    HTML = "html"
    EMAIL = "email"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of an article beside its text. `published` is an ISO 8601 date; None is not known."""

    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    title: str | None = None
    author: str | None = None

    def over(self, other: Metadata) -> Metadata:
        """This, and what the other knows where this knows nothing."""
        unknown = [one.name for one in fields(self) if getattr(self, one.name) is None]
        return replace(self, **{name: getattr(other, name) for name in unknown})

    def article(self, text: str, id_: str = "") -> Article:
        """The article with this text; without a language it has the one that Article has by default."""
        known = {one.name: getattr(self, one.name) for one in fields(self)}
        return Article(text, id_, **{name: value for name, value in known.items() if value is not None})


@dataclass(frozen=True, slots=True)
class Options:
    """How input is taken in: the column of each field of an article as told, and which addresses are wanted.

    `match` is a pattern that the address of a page in a web archive must hold; None for all. `fetching`
    is how addresses are fetched.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    match: re.Pattern[str] | None = None
    fetching: Fetching = field(default_factory=Fetching)

    def matches(self, url: str) -> bool:
        """Whether a page of this address is wanted."""
        return self.match is None or self.match.search(url) is not None


class Place(NamedTuple):
    """Where bytes come from: in words, the file's name without folders, and its full path (or its URL).

    `whole` is false for a part of a file; `member` is what this part is called, the same at each reading.
    """

    where: str
    name: str | None = None
    path: str | None = None
    whole: bool = True
    member: str | None = None

    def part(self, words: str, member: str | None = None) -> Place:
        """The place of a part, such as `line 3`."""
        return self._replace(where=f"{self.where}, {words}", whole=False, member=member)

    def origin(self, id_: str = "") -> str | None:
        """A digest that stands for a file, or for a part of it by its id; None where neither is known."""
        if self.path is None:
            return None
        part = id_ or self.member
        if self.whole:
            return digest(self.path)
        return digest(f"{self.path}\n{part}") if part else None


@dataclass(frozen=True, slots=True)
class Raw:
    """One article not yet read: it can be sent to another process, and costs little.

    `content` is its bytes or, of a table, the cells of its row by their columns. `format` None is to be found
    from the content; `charset` is the encoding that whoever sent it declared. `told` is what is known of it
    from beside it (its URL, what a feed says): what the article tells itself stands before that. `size`
    counts the bytes of the input that went into it, compressed ones where it was compressed: those of all
    that comes from a file add up to the file. `columns` are those told of a record. `notes` go on to what is
    read.
    """

    content: bytes | Mapping[str, object]
    place: Place
    format: Format | None = None
    size: int = 0
    charset: str | None = None
    told: Metadata = Metadata()
    columns: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        """Where it comes from, in words."""
        return self.place.where

    @property
    def url(self) -> str | None:
        """Where it was published, if that is known without reading it."""
        return self.told.url


@dataclass(frozen=True, slots=True)
class Read:
    """An article, and where it came from.

    `where` is for messages (`news.jsonl, line 3`), `name` the file's name without folders (None for standard
    input), `size` is that of its Raw. `origin` is the same whenever the same place is read again, and tells
    nothing about it; None where the place is not known. `notes` say what of it was left out, or guessed.
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


@dataclass(frozen=True, slots=True)
class Unchanged:
    """An article that need not be read: it is known to be what it was when it was read before."""

    where: str
    size: int = 0


class Content(NamedTuple):
    """What a reader of one format finds in the bytes of an article. `text` is final: offsets count from it.

    `faint` is what it only seems to tell: anything that is known from elsewhere stands before that.
    """

    text: str
    metadata: Metadata = Metadata()
    id: str = ""
    notes: tuple[str, ...] = ()
    faint: Metadata = Metadata()
