"""Which column of a table, or key of a record, is what of an article: as told, else by its name."""

from __future__ import annotations

import csv
import fnmatch
import re
from collections.abc import Iterable, Mapping
from itertools import islice

from attribution.reading.values import ReadingError

# What stands in a column, by its name; the first that a record has. Compared without case, blanks and _ - .
NAMES: dict[str, tuple[str, ...]] = {
    "id": ("id", "article_id", "doc_id", "document_id", "guid", "uuid", "_id"),
    "text": (
        "text", "body", "content", "article", "article_text", "full_text", "body_text", "content_text",
        "article_body", "main_text", "maintext", "plain_text", "raw_text", "story", "story_text", "transcript",
        "paragraphs",
    ),
    "html": ("html", "content_html", "body_html", "raw_html"),
    "title": ("title", "headline", "article_title", "web_title", "heading"),
    "url": ("url", "link", "web_url", "article_url", "canonical_url", "permalink", "uri", "href", "source_url"),
    "published": (
        "published", "date", "published_at", "publication_date", "publish_date", "published_date", "date_published",
        "pub_date", "datetime", "timestamp", "first_published", "created_at", "date_publish", "web_publication_date",
    ),
    "publisher": (
        "publisher", "publication", "source", "source_name", "outlet", "site_name", "newspaper", "source_domain",
    ),
    "author": ("author", "authors", "byline", "by", "writer", "creator"),
    "language": ("language", "lang", "locale"),
}  # fmt: skip
FIELDS = tuple(NAMES)
BODIES = ("text", "html")
REGEX = re.compile(r"[\\^$()\[\]{}|+]|\.[*?]")  # what a glob of an address has not
DELIMITERS = ",;\t|"
OF_TEXT = re.compile(r'"(?:[^"]|"")*+"\s*+[^"\s]')
MOST_SHOWN = 20  # names of columns in a message
LONGEST_SHOWN = 40  # characters of one


def plain(name: str) -> str:
    """A name of a column without case, blanks and punctuation."""
    return "".join(character for character in name.lower() if character.isalnum())


KNOWN = {field: tuple(dict.fromkeys(map(plain, names))) for field, names in NAMES.items()}


def mapping_of(told: Iterable[str]) -> dict[str, str]:
    """The columns of `text=body,title=headline`; raises ReadingError if it names what an article has not."""
    columns: dict[str, str] = {}
    for pair in (pair.strip() for one in told for pair in one.split(",")):
        field, equals, column = pair.partition("=")
        if not equals or not column or field not in FIELDS:
            raise ReadingError(f"{pair!r} is no FIELD=COLUMN; the fields are {', '.join(FIELDS)}")
        columns[field] = column
    return columns


def address_pattern(written: str) -> re.Pattern[str]:
    """The pattern that an address must hold: a glob with * and ? for all of it, else a regular expression.

    Raises ReadingError if it is neither.

    >>> bool(address_pattern("*/news/*").search("https://gazette.example/news/wall"))
    True
    >>> bool(address_pattern(r"/20\\d\\d/").search("https://gazette.example/2026/wall"))
    True
    """
    if "*" in written and not REGEX.search(written):
        written = rf"\A{fnmatch.translate(written)}"
    try:
        return re.compile(written)
    except re.error as error:
        raise ReadingError(f"{written!r} is neither a glob nor a regular expression ({error})") from error


def guessed(names: Iterable[str], told: Mapping[str, str]) -> dict[str, str]:
    """The column of each field that has one: the one told, else one of a known name that is told for no other."""
    taken = set(told.values())
    called: dict[str, str] = {}
    for name in names:
        if name not in taken:
            called.setdefault(plain(name), name)
    columns = dict(told)
    for field, known in KNOWN.items():
        if field not in columns and not (field in BODIES and any(body in told for body in BODIES)):
            column = next((called[name] for name in known if name in called), None)
            if column is not None:
                columns[field] = column
    return columns


def told_guess(columns: Mapping[str, str], told: Mapping[str, str]) -> tuple[str, ...]:
    """A note on what was guessed; none where each column is called what it is."""
    guesses = [
        f"{field}={column}" for field, column in columns.items() if field not in told and field != column
    ]
    return (
        (f"columns taken for what they are called: {','.join(guesses)} (--map tells others)",)
        if guesses
        else ()
    )


def delimiter_of(line: str) -> str:
    """What stands between the cells of a line."""
    return max(DELIMITERS, key=line.count)


def cells(line: str, delimiter: str) -> list[str]:
    """The cells of one line; none if it is not of a table."""
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def is_quoted(head: bytes, delimiter: str) -> bool:
    """Whether the cells of a table that begins so may stand in quotation marks.

    They do not where each line is a whole row, and yet a cell goes on behind the mark that would end it: then
    the marks are those of the text.
    """
    whole, _, _ = head.rpartition(b"\n")
    lines = [line for line in (whole or head).decode("latin-1").splitlines() if line.strip()]
    if any(line.count(delimiter) != lines[0].count(delimiter) for line in lines):
        return True
    return not any(OF_TEXT.match(cell) for line in lines for cell in line.split(delimiter))


def shown(names: Iterable[str]) -> str:
    """Names of columns for a message: not too many of them, nor too long ones."""
    lines = [" ".join(name.split()) for name in islice(names, MOST_SHOWN + 1)]
    short = [line if len(line) <= LONGEST_SHOWN else f"{line[:LONGEST_SHOWN]}…" for line in lines]
    return ", ".join(short[:MOST_SHOWN]) + (" …" if len(short) > MOST_SHOWN else "")


def is_header(head: bytes) -> bool:
    """Whether the first line names the columns of a table with a text in it."""
    line = head.partition(b"\n")[0].decode("utf-8", "replace").removeprefix("\ufeff").strip()
    delimiter = delimiter_of(line)
    if len(line) > 2000 or line.count(delimiter) == 0:
        return False
    names = cells(line, delimiter)
    fields = guessed(names, {})
    return (
        len(fields) > 1 and any(body in fields for body in BODIES) and all(len(name) < 40 for name in names)
    )
