"""What stands in quotation marks: all marks in use, nested, unclosed, continued over paragraphs.

Marks are paired by paragraph and by family, so that one stray mark spoils no more than its own paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from attribution.model import Span

# Opening mark -> its closing marks. Straight marks and those that open here and close there are told by position.
PAIRS = {
    "“": "”", "«": "»", "„": "“”", "「": "」", "『": "』", "《": "》", "〈": "〉", "‹": "›", "»": "«",
    '"': '"', "''": "''", "``": "''", "‘": "’", "'": "'", "‚": "‘’", "`": "'",
}  # fmt: skip
SINGLES = frozenset("‘'‚`‹")
MARK = regex.compile(r"(?<=\S)'(?=''(?!'))|''|``|[“”„«»‹›‘’‚'\"`「」『』《》〈〉＂]")
LONGEST = 20_000  # characters of one quotation; a longer one is taken for a stray mark


@dataclass(frozen=True, slots=True)
class Quotation:
    """One stretch in quotation marks, marks included; `inner` without them.

    `closed` is False where the paragraph ended first; `continues` is the index of the quotation that this one
    goes on with (a new paragraph opens it again), or None.
    """

    start: int
    end: int
    depth: int
    inner: Span
    closed: bool
    continues: int | None = None


def find_quotations(text: str, paragraphs: Sequence[Span]) -> tuple[Quotation, ...]:
    """All quotations in text order, outer before inner."""
    found: list[Quotation] = []
    previous: int | None = None  # the last unclosed outer quotation of the paragraph before
    for start, end in paragraphs:
        spans = _paired(text, start, end)
        first = len(found)
        for open_at, open_end, close_at, close_end, depth in spans:
            continues = None
            if previous is not None and depth == 0 and not text[start:open_at].strip():
                continues = previous
            closed = close_end > close_at
            found.append(Quotation(open_at, close_end, depth, Span(open_end, close_at), closed, continues))
        previous = next(
            (n for n in range(len(found) - 1, first - 1, -1) if found[n].depth == 0 and not found[n].closed),
            None,
        )
    return tuple(found)


def _paired(text: str, start: int, end: int) -> list[tuple[int, int, int, int, int]]:
    """(opening start, opening end, closing start, closing end, depth) of one paragraph, in text order.

    Where the paragraph ends first, closing start and end are both the paragraph's end.
    """
    marks = [(m.start(), m.end(), m.group()) for m in MARK.finditer(text, start, end)]
    if not marks:
        return []
    partners = _partners(marks, text, end)
    stack: list[tuple[int, int, str]] = []
    done: list[tuple[int, int, int, int, int]] = []
    for number, (at, after, mark) in enumerate(marks):
        before = text[at - 1] if at > start else " "
        behind = text[after] if after < end else " "
        closes = _closed_by(stack, mark, before, behind, possessive=partners[number] is _POSSESSIVE)
        if closes is not None:
            opener = stack[closes]
            del stack[closes:]
            done.append((opener[0], opener[1], at, after, len(stack)))
        elif _opens(mark, before, behind, stack) and partners[number] is not None:
            stack.append((at, after, mark))
    if stack:
        done.extend(_unclosed(stack, end))
    done.sort(key=lambda quotation: (quotation[0], -quotation[3]))
    return _nested(done)


_POSSESSIVE = "possessive"


def _partners(marks: list[tuple[int, int, str]], text: str, end: int) -> list[str | None]:
    """For each mark whether one further on can close it: its kind, or None where a single mark has no partner.

    From the right, so that the whole takes one pass. A plural possessive (the councils' money) is told from a
    closing mark by what follows, as long as a surer closing mark stands further on.
    """
    partners: list[str | None] = ["any"] * len(marks)
    closing: dict[str, bool] = {}
    for number in range(len(marks) - 1, -1, -1):
        at, after, mark = marks[number]
        behind = text[after] if after < end else " "
        if mark in SINGLES and not any(closing.get(closer) for closer in PAIRS[mark]):
            partners[number] = None
        if mark in "'’" and not behind.isalnum() and at and not text[at - 1].isspace():
            follows = text[after + 1 : after + 2] if behind == " " else ""
            if text[at - 1] in "sS" and follows.islower() and closing.get(mark):
                partners[number] = _POSSESSIVE
            else:
                closing[mark] = True
        elif mark == "›":
            closing[mark] = True
        if mark == "‘" and not text[at - 1 : at].isalnum():
            closing["’"] = False
    return partners


def _unclosed(stack: list[tuple[int, int, str]], end: int) -> list[tuple[int, int, int, int, int]]:
    """Only an outer double mark may stay open to the paragraph's end; other openers were no quotation marks."""
    outer = next((opener for opener in stack if opener[2] not in SINGLES), None)
    return [(outer[0], outer[1], end, end, 0)] if outer else []


def _nested(spans: list[tuple[int, int, int, int, int]]) -> list[tuple[int, int, int, int, int]]:
    """Depth by containment; spans that would cross an earlier one are left out."""
    kept: list[tuple[int, int, int, int, int]] = []
    around: list[int] = []
    for open_at, open_end, close_at, close_end, _ in spans:
        while around and around[-1] <= open_at:
            around.pop()
        if around and close_end > around[-1]:
            continue
        if close_at - open_end > LONGEST:
            continue
        kept.append((open_at, open_end, close_at, close_end, len(around)))
        around.append(close_end)
    return kept


def _closed_by(
    stack: list[tuple[int, int, str]], mark: str, before: str, behind: str, *, possessive: bool
) -> int | None:
    """Which open quotation this mark closes, as an index into the stack."""
    for depth in range(len(stack) - 1, -1, -1):
        opener = stack[depth][2]
        if mark not in _closers(opener):
            continue
        if mark in {"'", "’"}:
            if possessive or behind.isalnum() or before.isspace():
                return None
            return depth
        if mark == '"' and opener == '"' and before.isspace() and not behind.isspace():
            return None  # looks like another opener: the one before was never closed
        return depth
    return None


def _closers(opener: str) -> tuple[str, ...]:
    closing = PAIRS[opener]
    if closing == "''":
        return ("''", '"', "”")
    if opener in {'"', "“", "„"}:
        return ('"', "”", "''", "“") if opener == "„" else ('"', "”", "''")
    return tuple(closing)


def _opens(mark: str, before: str, behind: str, stack: list[tuple[int, int, str]]) -> bool:
    if mark not in PAIRS:
        return False
    if behind.isspace() and mark not in {"«", "»", "„"}:
        return False
    if mark in {"'", "‘", "`"}:
        return (
            not before.isalnum()
            and before not in {"’", "'"}
            and (behind.isalnum() or behind in "[($£€“\"…‘'")
        )
    if mark in {'"', "''"}:
        if stack and stack[-1][2] == mark:
            return False
        return not before.isalnum()
    if mark == "»":
        return not stack and not before.isalnum()
    return True
