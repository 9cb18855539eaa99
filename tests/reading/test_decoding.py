"""Encodings: UTF-8 first, then what was declared, then what the bytes look like; what was decided is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.reading.cleaning import UnreadableError
from attribution.reading.decoding import decode

SAID = "“We won’t move,” Zoë Müller said — at the café."
RUSSIAN = "Мы не уйдём, сказала Мария Веннова в понедельник вечером у старой стены гавани."
JAPANESE = (
    "港の壁は遅れる、とマーラ・ヴェンは月曜日に語った。住民は怒っている。いつ完成するのか誰も知らない。"
)

# The bytes, the declared encoding, the text, and whether the reader has to be told what was decided.
TEXTS: dict[str, tuple[bytes, str | None, str, bool]] = {
    "UTF-8": (SAID.encode(), None, SAID, False),
    "UTF-8 with its mark": (SAID.encode("utf-8-sig"), None, SAID, False),
    "UTF-8 declared as something else": (SAID.encode(), "iso-8859-1", SAID, False),
    "UTF-16 with its mark": (SAID.encode("utf-16"), None, SAID, False),
    "UTF-16 without": (SAID.encode("utf-16-be"), None, SAID, False),
    "UTF-32": (SAID.encode("utf-32"), None, SAID, False),
    "windows-1252, not declared": (SAID.encode("cp1252"), None, SAID, True),
    "windows-1252, declared": (SAID.encode("cp1252"), "windows-1252", SAID, False),
    "windows-1252, declared as Latin-1": (SAID.encode("cp1252"), "ISO-8859-1", SAID, False),
    "windows-1252, very short": ("Été".encode("cp1252"), None, "Été", True),
    "windows-1252, declared as nothing known": (SAID.encode("cp1252"), "x-unknown", SAID, True),
    "declared as what makes no text": (SAID.encode(), "base64", SAID, False),
    "Shift-JIS, declared": (JAPANESE.encode("cp932"), "Shift_JIS", JAPANESE, False),
    "Shift-JIS, not declared": (JAPANESE.encode("cp932"), None, JAPANESE, True),
    "ISO-2022-JP, declared": (JAPANESE.encode("iso2022_jp"), "iso-2022-jp", JAPANESE, False),
    "windows-1251, declared": (RUSSIAN.encode("cp1251"), "windows-1251", RUSSIAN, False),
    "a few stray bytes": (SAID.encode() * 3 + b" caf\xe9.", None, SAID * 3 + " café.", True),
    "halves of a pair": (b"wall \xed\xa0\x80!", None, "wall !", True),
    "cut in the middle": ("wall é".encode()[:-1], None, "wall ", True),
    "not as declared": (b"wall \x85", "cp932", "wall \ufffd", True),
    "zeros": (b"a\x00b", None, "ab", False),
    "nothing": (b"", None, "", False),
}


@pytest.mark.parametrize(("content", "declared", "text", "told"), TEXTS.values(), ids=TEXTS.keys())
def test_bytes_become_text(content: bytes, declared: str | None, text: str, told: bool) -> None:
    found, notes = decode(content, declared)
    assert found == text
    assert bool(notes) == told, notes


NO_TEXT = {
    "zeros": bytes(500),
    "control characters": bytes(range(1, 9)) * 20,
    "noise": bytes(range(256)) * 4,
}


@pytest.mark.parametrize("content", NO_TEXT.values(), ids=NO_TEXT.keys())
def test_what_is_no_text_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableError, match="is no text, nor anything else that is read"):
        decode(content)


@given(
    st.binary(max_size=400),
    st.sampled_from([None, "utf-8", "cp932", "utf-16", "utf-7", "idna", "punycode", "\0"]),
)
def test_any_bytes_become_a_text_that_can_be_stored_or_are_refused(
    content: bytes, declared: str | None
) -> None:
    try:
        text, _ = decode(content, declared)
    except UnreadableError:
        return
    assert not {"\0", "\r"} & set(text)
    text.encode()


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"], exclude_characters="\ufeff")))
def test_every_text_comes_back(text: str) -> None:
    assert decode(text.encode()) == (text, ())
