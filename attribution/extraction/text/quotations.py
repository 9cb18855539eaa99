"""What stands in quotation marks: all marks in use, nested, unclosed, continued over paragraphs.

Marks are paired by paragraph and by family (double, single, guillemets …), so that one stray mark spoils no more
than its own paragraph. A mark's place tells on which side it belongs: a straight mark behind a space and before a
letter opens, one behind a letter and before a comma closes; only where that says nothing does the count decide.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from attribution.model import Span

LONGEST = 20_000  # characters of one quotation; a longer one is taken for a stray mark
MOST_OPEN = 8  # quotations open at once; deeper nesting is no text, and the outermost is given up

DOUBLE, SINGLE = "double", "single"
OPENS, CLOSES, EITHER = "opens", "closes", "either"
PERHAPS = "perhaps"  # closes unless a surer mark does

# Mark -> its family, and the side on which it stands where its place does not tell.
MARKS = {
    "“": (DOUBLE, OPENS), "„": (DOUBLE, OPENS), "‟": (DOUBLE, OPENS), "❝": (DOUBLE, OPENS), "``": (DOUBLE, OPENS),
    "”": (DOUBLE, CLOSES), "❞": (DOUBLE, CLOSES), '"': (DOUBLE, EITHER), "''": (DOUBLE, EITHER), "＂": (DOUBLE, EITHER),
    "â€œ": (DOUBLE, OPENS), "â€\x9d": (DOUBLE, CLOSES), "â€": (DOUBLE, CLOSES),  # UTF-8 read as Windows-1252
    "‘": (SINGLE, OPENS), "‚": (SINGLE, OPENS), "‛": (SINGLE, OPENS), "`": (SINGLE, OPENS), "â€˜": (SINGLE, OPENS),
    "’": (SINGLE, CLOSES), "'": (SINGLE, EITHER), "â€™": (SINGLE, CLOSES),
    "«": ("guillemet", OPENS), "»": ("guillemet", CLOSES), "‹": ("angle", OPENS), "›": ("angle", CLOSES),
    "「": ("corner", OPENS), "」": ("corner", CLOSES), "『": ("white corner", OPENS), "』": ("white corner", CLOSES),
    "《": ("book", OPENS), "》": ("book", CLOSES), "〈": ("title", OPENS), "〉": ("title", CLOSES),
    "〝": ("prime", OPENS), "〞": ("prime", CLOSES), "〟": ("prime", CLOSES),
}  # fmt: skip
# Marks whose place in the line says nothing against their side.
FIXED = frozenset("„‟❝❞「」『』《》〈〉〝〞〟‚")

# Apostrophes within a word are left out here, and so are measures (6'2") and dashes read in the wrong encoding.
MARK = re.compile(
    r"(?P<none>\d\s?['’′]\s?\d{1,2}\s?(?:\"|”|''|″)(?!\w)|â€[“”¦])"
    r"|``|(?<=[^\s'])'(?=''(?!'))|''|â€(?:œ|˜|\x9d|™(?!\w))?(?<!â€(?=™))|[“”„‟❝❞\"＂«»‹›「」『』《》〈〉〝〞〟‚]"
    r"|(?<!\w)['’‘‛`]|['’‘](?!\w)"
)
BEFORE_OPENER = frozenset("([{<—–―-/:=…*“‘\"'«‹„¿¡" + "，。：；、")
BEHIND_CLOSER = frozenset(")]}>,.;:!?…—–―-/*”’\"'»›" + "，。：；、！？")
WORD = re.compile(r"\w+")
DECADE = re.compile(r"\d\ds?")
LONGEST_ENDING = 4


class Apostrophes(NamedTuple):
    """Where a language writes an apostrophe at the edge of a word, so that it looks like a quotation mark.

    `before` are words that lose their beginning ('tis, 'em), lower case; `endings` are what stands before one that
    ends a word (the councils' money, nothin' doing).
    """

    before: frozenset[str] = frozenset()
    endings: tuple[str, ...] = ("s",)


@dataclass(frozen=True, slots=True)
class Quotation:
    """One stretch in quotation marks, marks included; `inner` without them.

    `closed` is False where its closing mark is missing: it then ends with the paragraph, or before the next
    opening mark. `continues` is the index of the quotation that this one goes on with (a new paragraph opens it
    again), or None.
    """

    start: int
    end: int
    depth: int
    inner: Span
    closed: bool
    continues: int | None = None


class Mark(NamedTuple):
    """A quotation mark in its place; `side` is one of OPENS, CLOSES, EITHER and PERHAPS."""

    start: int
    end: int
    family: str
    natural: str  # the side that the mark itself tells
    side: str  # the side that its place tells


class Pair(NamedTuple):
    """Two marks that belong together; where the closing one is missing, `close` and `end` are the same."""

    start: int
    inner: int
    close: int
    end: int
    family: str


def find_quotations(
    text: str, paragraphs: Sequence[Span], apostrophes: Apostrophes | None = None
) -> tuple[Quotation, ...]:
    """All quotations in text order, outer before inner. Takes time in proportion to the text."""
    apostrophes = apostrophes or Apostrophes()
    marks = [_marks(text, span, apostrophes) for span in paragraphs]
    opening = [_opening_family(text, span, own) for span, own in zip(paragraphs, marks, strict=True)]
    found: list[Quotation] = []
    previous: int | None = None  # the unclosed quotation with which the paragraph before ended
    for number, (start, end) in enumerate(paragraphs):
        following = opening[number + 1] if number + 1 < len(paragraphs) else None
        first = len(found)
        for pair, depth in _nested(_pairs(text, marks[number], Span(start, end), following)):
            again = depth == 0 and len(found) == first and opening[number] == pair.family
            continues = previous if again and not text[start : pair.start].strip() else None
            inner = Span(pair.inner, pair.close)
            found.append(Quotation(pair.start, pair.end, depth, inner, pair.end > pair.close, continues))
        previous = _left_unclosed(found, first, text, end)
    return tuple(found)


def _left_unclosed(found: list[Quotation], first: int, text: str, end: int) -> int | None:
    """The outer quotation that the end of the paragraph left open."""
    for number in range(len(found) - 1, first - 1, -1):
        if found[number].depth == 0:
            open_end = not found[number].closed and not text[found[number].end : end].strip()
            return number if open_end else None
    return None


def _marks(text: str, span: Span, apostrophes: Apostrophes) -> list[Mark]:
    """The quotation marks of a paragraph, each with the side that its place tells; apostrophes left out."""
    start, end = span
    marks = []
    for found in MARK.finditer(text, start, end):
        if found["none"]:
            continue
        at, after = found.span()
        family, natural = MARKS[found.group()]
        before = text[at - 1] if at > start else " "
        behind = text[after : after + 2] if after < end else " "
        side: str | None = natural if found.group() in FIXED else _side(before, behind[0])
        if family == SINGLE:
            word = WORD.match(text, after, end)
            ending = text[max(start, at - LONGEST_ENDING) : at]
            side = _single_side(ending, behind, word.group() if word else "", side, natural, apostrophes)
        elif side == CLOSES and natural == EITHER and before.isdigit() and _goes_on(behind):
            side = PERHAPS  # a 12" pipe
        if side is not None:
            marks.append(Mark(at, after, family, natural, side))
    return _surest(marks)


def _side(before: str, behind: str) -> str:
    """On which side of a quotation a mark between these two characters stands."""
    left = before.isspace() or before in BEFORE_OPENER
    right = behind.isspace() or behind in BEHIND_CLOSER
    if left == right:
        return EITHER
    return OPENS if left else CLOSES


def _goes_on(behind: str) -> bool:
    """Whether a word in small letters or a number follows behind a space."""
    return behind[0] == " " and (behind[1:].islower() or behind[1:].isdigit())


def _single_side(
    ending: str, behind: str, word: str, side: str | None, natural: str, apostrophes: Apostrophes
) -> str | None:
    """The side of a single mark, or None where it is an apostrophe: `ending` stands before it, `word` behind."""
    before = ending[-1:] or " "
    inside = before.isalnum()
    if natural == OPENS or (side != CLOSES and not inside and natural == EITHER):
        if inside:
            return None if word else CLOSES  # ‚nein‘
        if word in apostrophes.before or DECADE.fullmatch(word):
            return None
        if side != CLOSES and not behind[0].isspace():
            return EITHER if side == natural == EITHER else OPENS
    if before.isspace() or natural == OPENS or _elided_before(ending, apostrophes):
        return None
    shortened = before.isalpha() and ending.lower().endswith(apostrophes.endings)
    return PERHAPS if shortened and _goes_on(behind) else CLOSES


def _elided_before(ending: str, apostrophes: Apostrophes) -> bool:
    """Whether the word that ends here lost its beginning, and so its end as well: rock 'n' roll."""
    _, mark, word = ending.replace("’", "'").replace("‘", "'").rpartition("'")
    return bool(mark) and word in apostrophes.before


def _surest(marks: list[Mark]) -> list[Mark]:
    """A mark that may be a possessive (the councils' money) closes unless a surer one does before the next opening.

    Seen from the right, so that the whole takes one pass; what closes nothing is left out.
    """
    surer: dict[str, bool] = {}
    kept = []
    for mark in reversed(marks):
        side = mark.side if mark.side != EITHER else mark.natural
        if side == PERHAPS:
            if surer.get(mark.family):
                continue
            mark = mark._replace(side=CLOSES)
        elif side == CLOSES:
            surer[mark.family] = True
        elif side == OPENS:
            surer[mark.family] = False
        kept.append(mark)
    kept.reverse()
    return kept


def _opening_family(text: str, span: Span, marks: list[Mark]) -> str | None:
    """The family of the mark with which a paragraph opens."""
    if not marks or text[span.start : marks[0].start].strip() or marks[0].side == CLOSES != marks[0].natural:
        return None
    return marks[0].family


def _pairs(text: str, marks: list[Mark], span: Span, following: str | None) -> list[Pair]:
    """Marks that belong together, in text order; `following` is the family that opens the next paragraph."""
    stack: list[Mark] = []
    opened: Counter[str] = Counter()
    done: list[Pair] = []
    for mark in marks:
        if _opens(mark, bool(opened[mark.family])):
            stack.append(mark)
            opened[mark.family] += 1
            if len(stack) > MOST_OPEN:
                opened[stack.pop(0).family] -= 1
        elif opened[mark.family] and (mark.family != SINGLE or stack[-1].family == SINGLE):
            while stack[-1].family != mark.family:
                opened[stack.pop().family] -= 1
            opener = stack.pop()
            opened[mark.family] -= 1
            done.append(Pair(opener.start, opener.end, mark.start, mark.end, mark.family))
    done.extend(_unclosed(text, stack, done, span, following))
    done.sort(key=lambda pair: (pair.start, -pair.end))
    return [p for p in done if p.close - p.inner <= LONGEST and text[p.inner : p.close].strip()]


def _opens(mark: Mark, is_open: bool) -> bool:
    """Whether a mark opens a quotation, given whether one of its family is open."""
    if mark.natural == OPENS:
        return mark.side != CLOSES or not (is_open or mark.family == SINGLE)
    if mark.natural == CLOSES:
        return mark.side == OPENS and not is_open
    return not is_open if mark.side == EITHER else mark.side == OPENS


def _unclosed(
    text: str, stack: list[Mark], done: list[Pair], span: Span, following: str | None
) -> Iterator[Pair]:
    """Openers without a closing mark: they end before the next opener, or with the paragraph.

    Where the next paragraph opens with the same mark, the last one runs to the paragraph's end, and quotations
    in it are nested. A single mark is believed in that case only: elsewhere it was an apostrophe.
    """
    openers = [mark for mark in stack if mark.family != SINGLE or following == SINGLE]
    starts = sorted([mark.start for mark in openers] + [p.start for p in done if p.family != SINGLE])
    for number, mark in enumerate(openers):
        last = number + 1 == len(openers)
        nearest = bisect_right(starts, mark.start)
        stop = span.end
        if not (last and following == mark.family) and nearest < len(starts):
            stop = starts[nearest]
        stop = mark.end + len(text[mark.end : stop].rstrip()) if stop - mark.end <= LONGEST else stop
        yield Pair(mark.start, mark.end, stop, stop, mark.family)


def _nested(pairs: list[Pair]) -> Iterator[tuple[Pair, int]]:
    """Each pair with its depth by containment; one that would cross an earlier one is left out."""
    around: list[int] = []
    for pair in pairs:
        while around and around[-1] <= pair.start:
            around.pop()
        if not around or pair.end <= around[-1]:
            yield pair, len(around)
            around.append(pair.end)
