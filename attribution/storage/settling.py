"""What an article tells of itself, settled with what is stored of it; and what SQLite could not keep."""

from __future__ import annotations

import re
from dataclasses import replace

from attribution.model import Article
from attribution.storage import writer
from attribution.storage.errors import StorageError

UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def settled(article: Article, stored: writer.Stored, *, own: bool) -> Article:
    """The article with its metadata settled between what is stored and what is given now.

    The place that the article came from may correct itself; any other only fills what is not known yet.
    """
    given, held = writer.metadata_of(article), stored.metadata
    first, second = (given, held) if own else (held, given)
    settled = {name: first[name] or second[name] for name in writer.METADATA}
    return replace(
        article,
        id=settled["id"] or "",
        title=settled["title"],
        url=settled["url"],
        publisher=settled["publisher"],
        author=settled["author"],
        published=settled["published"],
        language=settled["language"] or article.language,
    )


def storable(words: str) -> str:
    """The words, with a sign in the place of each character that SQLite cannot keep."""
    return UNSTORABLE.sub("\ufffd", words)


def _is_storable(words: str) -> bool:
    try:
        words.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in words


def check_storable(article: Article) -> None:
    """Raise StorageError if the text or the metadata hold what SQLite cannot keep."""
    for name in ("text", *writer.METADATA):
        value = getattr(article, name) or ""
        if not _is_storable(value):
            raise StorageError(
                f"article {article.id or article.key}: its {name} holds a NUL or a lone surrogate,"
                " which SQLite cannot keep"
            )
