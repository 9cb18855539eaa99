"""The body of an answer, unpacked piece by piece, so that a small one cannot become a huge one."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from attribution.reading.fetching.values import FetchError, PassingError

PIECE = 256 * 1024  # bytes unpacked at a time
GZIP = 16 + zlib.MAX_WBITS
PACKINGS = {"gzip": GZIP, "x-gzip": GZIP}


def unpacked(pieces: Iterable[bytes], packing: str, most: int) -> tuple[bytes, int]:
    """The content, and how many bytes were sent. `packing` is the Content-Encoding, empty for none.

    Raises FetchError if it is too large, packed or unpacked, or packed in another way than was asked for.
    """
    if packing in ("", "identity"):
        content = b"".join(_bounded(pieces, most))
        return content, len(content)
    if packing not in PACKINGS:
        raise FetchError(f"is sent packed as {packing[:40]!r}, which was not asked for")
    return _inflated(_bounded(pieces, most), PACKINGS[packing], most)


def too_large(most: int) -> FetchError:
    """The error of a page that is larger than that."""
    return FetchError(f"is larger than {most / 1024**2:g} MiB, too large to be fetched")


def _bounded(pieces: Iterable[bytes], most: int) -> Iterable[bytes]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > most:
            raise too_large(most)
        yield piece


def _inflated(pieces: Iterable[bytes], kind: int, most: int) -> tuple[bytes, int]:
    content, sent = bytearray(), 0
    inflater = zlib.decompressobj(kind)
    for piece in pieces:
        sent += len(piece)
        rest = piece
        while rest:
            if inflater.eof:  # gzip may be several, one after the other
                inflater = zlib.decompressobj(kind)
            try:
                content += inflater.decompress(rest, PIECE)
            except zlib.error as error:
                raise FetchError("is sent as gzip, and is none") from error
            if len(content) > most:
                raise too_large(most)
            rest = inflater.unconsumed_tail or inflater.unused_data
    if sent and not inflater.eof:
        raise PassingError("breaks off before its end")
    return bytes(content), sent
