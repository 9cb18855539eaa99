"""Files and standard input as streams of bytes, decompressed, whose end is told from their being cut short."""

from __future__ import annotations

import codecs
import gzip
import importlib
import io
from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO, cast

from attribution.reading.cleaning import needs

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

CHUNK = 65_536
HEAD = 16_384  # bytes that a format is told from
LAYERS = 2  # of compression, one within the other


class DamagedError(Exception):
    """The stream ends before it should, or is not what it began as; all bytes before that were given."""


class Layer(io.RawIOBase):
    """A stream made of another one."""

    def __init__(self, inner: io.BufferedIOBase) -> None:
        self.inner = inner

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Read into the buffer what there is; 0 at the end."""
        view = memoryview(buffer)
        data = self.take(len(view))
        view[: len(data)] = data
        return len(data)

    def take(self, most: int) -> bytes:
        """The next bytes, not more than `most`; none at the end."""
        return self.inner.read1(most)


class Counted(Layer):
    """Counts the bytes that were read, as they are on the disk."""

    count = 0

    def take(self, most: int) -> bytes:
        """The next bytes, which now count."""
        data = self.inner.read1(most)
        self.count += len(data)
        return data


class Decompressed(Layer):
    """What is in a compressed stream. Raises DamagedError where it is cut short, after all that came before."""

    def take(self, most: int) -> bytes:
        """The next bytes, decompressed."""
        try:
            return self.inner.read1(most)
        except EOFError as error:
            raise DamagedError("is cut short") from error
        except DamagedError:
            raise
        except Exception as error:
            if isinstance(error, OSError) and error.errno is not None:
                raise  # the disk's, not the content's
            raise DamagedError("is damaged") from error


class Narrowed(Layer):
    """UTF-16 as UTF-8, so that its lines are lines."""

    def __init__(self, inner: io.BufferedIOBase) -> None:
        super().__init__(inner)
        self._decoder = codecs.getincrementaldecoder("utf-16")("replace")
        self._rest = b""

    def take(self, most: int) -> bytes:
        """The next bytes, as UTF-8."""
        while not self._rest:
            data = self.inner.read1(most)
            self._rest = self._decoder.decode(data, not data).encode("utf-8", "replace")
            if not data and not self._rest:
                return b""
        given, self._rest = self._rest[:most], self._rest[most:]
        return given


class Again(Layer):
    """First the bytes that were looked at, then those of the stream, or the damage that was met."""

    def __init__(self, head: bytes, inner: io.BufferedIOBase, damage: DamagedError | None) -> None:
        super().__init__(inner)
        self.head = head
        self.damage = damage

    def take(self, most: int) -> bytes:
        """The next bytes."""
        data, self.head = self.head[:most], self.head[most:]
        if not data and self.damage:
            raise self.damage
        return data or self.inner.read1(most)


def _gzip(stream: io.BufferedReader) -> io.BufferedIOBase:
    return gzip.GzipFile(fileobj=stream)


def _zstd(stream: io.BufferedReader) -> io.BufferedIOBase:
    for module in ("compression.zstd", "backports.zstd"):
        try:
            return cast("io.BufferedIOBase", importlib.import_module(module).ZstdFile(stream))
        except ImportError:
            continue
    raise needs("zst", "compressed by zstd")


COMPRESSIONS: dict[bytes, Callable[[io.BufferedReader], io.BufferedIOBase]] = {
    b"\x1f\x8b": _gzip,
    b"\x28\xb5\x2f\xfd": _zstd,
}


# What a compressed file begins with that was cut within its first bytes.
BEGINNINGS = {magic[:length] for magic in COMPRESSIONS for length in range(len(magic))}


class Opened:
    """A stream to take articles from: `head` are its first bytes, which `stream` gives once more.

    Reading raises DamagedError where the bytes are not what they should be. Raises UnreadableError if what
    decompresses them is not installed.
    """

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self._counted = Counted(cast("io.BufferedIOBase", file))
        self._told = 0
        self.compressed = False
        self.stream, self.head = _peek(io.BufferedReader(self._counted, CHUNK))
        for _ in range(LAYERS):
            opener = next(
                (opener for magic, opener in COMPRESSIONS.items() if self.head.startswith(magic)), None
            )
            if opener is None:
                break
            self.compressed = True
            self.stream, self.head = _peek(io.BufferedReader(Decompressed(opener(self.stream)), CHUNK))

        if self.head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            self.stream, self.head = _peek(io.BufferedReader(Narrowed(self.stream), CHUNK))

    def used(self) -> int:
        """The bytes of the input that were read since this was asked last."""
        used = self._counted.count - self._told
        self._told = self._counted.count
        return used


def _peek(stream: io.BufferedReader) -> tuple[io.BufferedReader, bytes]:
    head, damage = b"", None
    try:
        while len(head) < HEAD and (more := stream.read1(HEAD - len(head))):
            head += more
    except DamagedError as error:
        damage = error
    return io.BufferedReader(Again(head, stream, damage), CHUNK), head
