"""What a text loses before any offset exists, and nothing after that: what SQLite or UTF-8 cannot keep."""

from __future__ import annotations

import re

UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
LINE_ENDS = re.compile("\r\n?")
MOST_BYTES = 32 * 1024 * 1024  # of one article


class UnreadableError(ValueError):
    """Bytes or a value that cannot be read as an article: the message says why and what to do."""


def storable(text: str) -> str:
    """The text without NULs and lone surrogates; all else is kept, white space and line ends too."""
    return UNSTORABLE.sub("", text) if UNSTORABLE.search(text) else text


def decoded(content: bytes) -> str:
    """The text of a text file: UTF-8, without byte order mark, lines ended by a line feed alone.

    Raises UnreadableError if the bytes are not UTF-8.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableError("is UTF-16, not UTF-8; convert it: iconv -f UTF-16 -t UTF-8")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        where = f"byte 0x{content[error.start]:02X} at offset {error.start}"
        raise UnreadableError(
            f"is not UTF-8 ({where}); convert it, for instance: iconv -f WINDOWS-1252 -t UTF-8"
        ) from error
    return storable(LINE_ENDS.sub("\n", text))


def check_size(content: bytes) -> None:
    """Raises UnreadableError if the bytes are too many for one article."""
    if len(content) > MOST_BYTES:
        raise UnreadableError(
            f"is larger than {MOST_BYTES // 1024**2} MiB, too large for one article; split it"
        )
