"""What a text loses before any offset exists, and nothing after that: what SQLite or UTF-8 cannot keep."""

from __future__ import annotations

import re

UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
MOST_BYTES = 32 * 1024 * 1024  # of one article, when decompressed
MOST_CHARACTERS = 1_000_000  # of one text; all that is found in one this long takes some hundred megabytes


class UnreadableError(ValueError):
    """Bytes or a value that cannot be read as an article: the message says why and what to do."""


def storable(text: str) -> str:
    """The text without NULs and lone surrogates; all else is kept, white space and line ends too."""
    return UNSTORABLE.sub("", text) if UNSTORABLE.search(text) else text


def check_size(content: bytes | str) -> None:
    """Raises UnreadableError if the bytes or characters are too many for one article."""
    if len(content) > MOST_BYTES:
        raise UnreadableError(
            f"is larger than {MOST_BYTES // 1024**2} MiB, too large for one article; split it"
        )


def needs(extra: str, what: str) -> UnreadableError:
    """The error of a format whose library is not installed: what to do, in one line."""
    return UnreadableError(
        f"is {what}, and what reads it is not installed: pip install 'attribution[{extra}]'"
    )


def check_length(text: str) -> None:
    """Raises UnreadableError if the text is longer than any article."""
    if len(text) > MOST_CHARACTERS:
        raise UnreadableError(
            f"has {len(text):,} characters, more than the {MOST_CHARACTERS:,} of any article; split it"
        )
