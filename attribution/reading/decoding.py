"""Bytes into text, once: UTF-8 first, then what was declared, then what they look like; what was decided is told."""

from __future__ import annotations

import codecs
import re

from attribution.reading.cleaning import UnreadableError, storable

LINE_ENDS = re.compile("\r\n?")
MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF32_LE: "utf-32", codecs.BOM_UTF32_BE: "utf-32"}
MARKS |= {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}  # after the longer mark of UTF-32
SHIFTED = re.compile("iso-?2022|utf-?7|hz", re.IGNORECASE)  # their bytes are ASCII, and mean something else
NOT_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
NO_CHARSETS = {
    "idna",
    "punycode",
    "raw-unicode-escape",
    "undefined",
    "unicode-escape",
}  # codecs of something else
SAMPLE = 32_768  # bytes that an encoding is guessed from
SHORTEST_WIDE = 8  # bytes: in fewer, a zero says nothing
SHORTEST_GUESS = 40  # bytes: fewer look like anything
EBCDIC = ["cp037", "cp273", "cp424", "cp500", "cp875", "cp1026", "cp1140"]  # of mainframes: not of news
WESTERN = 0.2  # of the letters: a text of the Latin alphabet has fewer outside of ASCII
MOST_CONTROLS = 0.1  # of the bytes: a text has fewer control characters
SOME_CONTROLS = 8  # that any text may have
# What a browser takes these names for, and Python does not.
AS_BROWSERS = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}
AS_BROWSERS |= {"shift_jis": "cp932", "euc_kr": "cp949"}


def decode(content: bytes, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The text and, where it is neither UTF-8 nor as declared, a note on what it was taken for.

    Bytes that fit no encoding wholly are read as far as they can be, and that is told. Line ends become a
    line feed; what cannot be stored goes. Raises UnreadableError if this is no text at all.
    """
    text, notes = _decode(content, _known(declared))
    return storable(LINE_ENDS.sub("\n", text)), notes


def _decode(content: bytes, declared: str | None) -> tuple[str, tuple[str, ...]]:
    for mark, encoding in MARKS.items():
        if content.startswith(mark):
            return _as_told(content[len(mark) :] if encoding == "utf-8" else content, encoding)
    if wide := _wide(content[:SAMPLE]):
        return _as_told(content, wide)
    _check_text(content[:SAMPLE])
    if declared and SHIFTED.search(declared):
        return _as_told(content, declared)
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        if told := _nearly_utf8(content, error):
            return told
    if declared and declared != "utf-8":
        return _as_told(content, declared)
    guess = _guess(content)
    return content.decode(guess, "replace"), (f"is not UTF-8; read as {guess}",)


def _known(declared: str | None) -> str | None:
    """The codec of a declared name, None if there is none; as browsers take it."""
    try:
        name = codecs.lookup((declared or "").strip(" \t\"'")).name
        b"a".decode(name)  # some codecs make no text
    except (LookupError, ValueError, AssertionError):
        return None
    return None if name in NO_CHARSETS else AS_BROWSERS.get(name, name)


def _as_told(content: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    try:
        return content.decode(encoding), ()
    except UnicodeError:
        return content.decode(encoding, "replace"), (f"is not wholly {encoding}; what is not was replaced",)


def _nearly_utf8(content: bytes, error: UnicodeDecodeError) -> tuple[str, tuple[str, ...]] | None:
    """UTF-8 that was cut in the middle of a character, holds surrogates, or a few stray bytes."""
    if (
        error.end == len(content)
        and len(content) - error.start < 4
        and error.reason.startswith("unexpected end")
    ):
        return content[: error.start].decode("utf-8"), ("ends in the middle of a character",)
    try:
        return content.decode("utf-8", "surrogatepass"), ("held halves of characters, which were left out",)
    except UnicodeDecodeError:
        pass
    text = content.decode("utf-8", "replace")
    strays = text.count("\ufffd")
    others = sum(character > "\x7f" for character in text[:SAMPLE]) - text[:SAMPLE].count("\ufffd")
    if others > 2 * strays:
        text = content.decode("utf-8", "windows-1252-strays")
        return text, (f"is not wholly UTF-8; {strays} stray bytes were read as windows-1252",)
    return None


def _stray(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("windows-1252-strays", _stray)


def _wide(sample: bytes) -> str | None:
    """UTF-16 without its mark: every second byte of Latin letters is zero."""
    if len(sample) < SHORTEST_WIDE or sample.count(0) < len(sample) * 0.3:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 9 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 9 * odd else None


def _check_text(sample: bytes) -> None:
    controls = sum(1 for _ in NOT_TEXT.finditer(sample))
    if controls > max(SOME_CONTROLS, len(sample) * MOST_CONTROLS):
        raise UnreadableError("is no text, nor anything else that is read")


def _guess(content: bytes) -> str:
    """windows-1252 where most letters are ASCII; else what charset_normalizer says, where it is installed."""
    sample = content[:SAMPLE]
    letters = sum(byte > 0x7F or chr(byte).isalpha() for byte in sample)
    beyond = sum(byte > 0x7F for byte in sample)
    if len(sample) >= SHORTEST_GUESS and beyond > letters * WESTERN:
        try:
            from charset_normalizer import from_bytes
        except ImportError:
            return "cp1252"
        if best := from_bytes(sample, cp_exclusion=EBCDIC).best():
            return _known(best.encoding) or "cp1252"
    return "cp1252"
