"""Which characters of a text stand in quotation marks, as far as the kinds of gold and predictions need it.

Kept apart from extraction on purpose: figures must not move because the extractor reads quotation marks
otherwise.
"""

from __future__ import annotations

import re

# A paragraph break is among them because it closes what is open.
_MARKS = re.compile(r'["“«„”»]|\n\n')
_OPENING = frozenset("“«„")
_CLOSING = frozenset("”»")


def _single(opening: str, closing: str, not_before: str, not_after: str) -> str:
    """Pattern of a quotation in single marks, in one line; an apostrophe between letters does not end it."""
    marks = "".join(dict.fromkeys((opening, closing)))
    return (
        rf"(?<![{not_before}]){opening}(?=[^\s{closing}])"
        rf"(?:[^{marks}\n]|(?<=\w){closing}(?=\w))*?"
        rf"[^\s{marks}]{closing}(?![{not_after}])"
    )


_SINGLE_QUOTATION = re.compile(
    _single("'", "'", not_before=r"\w'", not_after=r"\w'")
    + "|"
    + _single("‘", "’", not_before=r"\w‘’", not_after=r"\w")
)


def quoted_characters(text: str) -> bytearray:
    """One byte a character: 1 inside quotation marks, the marks included, else 0.

    Straight marks open and close in turn; a quotation that the next paragraph opens again goes on there.
    Single marks count where they enclose two words or more and no double marks. `''` and ` `` ` are
    double marks too.
    """
    text = text.replace("''", '"\0').replace("``", '"\0')
    quoted = bytearray(len(text))
    since: int | None = None  # where the open quotation starts
    for match in _MARKS.finditer(text):
        mark, at = match.group(), match.start()
        if since is not None:
            quoted[since:at] = b"\1" * (at - since)
        if mark == "\n\n":
            since = None
            continue
        quoted[at] = 1
        opens = mark in _OPENING or (mark not in _CLOSING and since is None)
        since = at + 1 if opens else None
    if since is not None:
        quoted[since:] = b"\1" * (len(text) - since)
    for match in _SINGLE_QUOTATION.finditer(text):
        start, end = match.span()
        if quoted.find(1, start, end) < 0 and " " in match.group():
            quoted[start:end] = b"\1" * (end - start)
    return quoted
