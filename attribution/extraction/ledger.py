"""The ledger of quotation marks: each stretch belongs to an attribution, or says why it is none."""

from __future__ import annotations

from collections.abc import Iterable

from attribution.extraction.text.layout import Layout
from attribution.extraction.text.quotations import Quotation
from attribution.extraction.text.tagging import CLOSE, OPEN
from attribution.languages import NAME, Language, LedgerEntry
from attribution.model import Attribution, QuotedSpan

NEAR = 12  # tokens on either side of a quotation that tell what it is
LONGEST = 300  # characters before, behind and inside the marks that a pattern is tried on
TIMEOUT = 0.2  # seconds for one pattern


def keep_ledger(
    layout: Layout, attributions: Iterable[Attribution], language: Language
) -> tuple[QuotedSpan, ...]:
    """Every quotation of the text in text order, with its attribution or its reason.

    It belongs to the shortest content that has at least half of it.
    """
    contents = sorted((start, end, a.id) for a in attributions for start, end in a.content)
    entries = []
    around: list[tuple[int, int, str]] = []  # contents that have begun and may reach into the quotation
    begun = 0
    for quotation in layout.quotations:
        start, end = quotation.start, quotation.end
        while begun < len(contents) and contents[begun][0] < end:
            around.append(contents[begun])
            begun += 1
        around = [content for content in around if content[1] > start]
        owner = _owner(quotation, around)
        reason = None if owner else reason_of(layout, quotation, language)
        entries.append(QuotedSpan(start, end, quotation.depth, reason, owner))
    return tuple(entries)


def _owner(quotation: Quotation, contents: list[tuple[int, int, str]]) -> str | None:
    least = max(1, (quotation.inner.end - quotation.inner.start) // 2)
    shares = [
        (end - start, start, owner)
        for start, end, owner in contents
        if min(end, quotation.end) - max(start, quotation.start) >= least
    ]
    return min(shares)[2] if shares else None


def reason_of(layout: Layout, quotation: Quotation, language: Language) -> str:
    """Why a quotation belongs to no attribution: the reason of the first entry of the ledger that fits."""
    first, after = layout.tokens(quotation.start, quotation.end)
    count = sum(
        1 for n in range(first, after) if layout.words[n][0].isalnum() and layout.tags[n] not in (OPEN, CLOSE)
    )
    for entry in language.ledger:
        low, high = entry.words
        if low <= count <= high and _fits(layout, entry, quotation, first, after):
            return entry.reason
    return language.ledger[-1].reason  # which takes all that is left


def _fits(layout: Layout, entry: LedgerEntry, quotation: Quotation, first: int, after: int) -> bool:
    """Whether all conditions of an entry hold; the cheap ones are looked at first."""
    if not entry.prose and layout.prose[layout.paragraph_of(first)]:
        return False
    if not entry.headline and layout.paragraph_of(first) == layout.headline:
        return False
    if entry.names and not _between_names(layout, first, after):
        return False
    begin, stop = layout.sentences[layout.sentence_of(first)]
    stop = max(stop, layout.sentences[layout.sentence_of(after - 1)][1])
    try:
        if entry.before:
            before = " ".join(layout.words[max(begin, first - NEAR) : first])[-LONGEST:]
            if not entry.before.search(before, timeout=TIMEOUT):
                return False
        if entry.behind:
            behind = " ".join(layout.words[after : min(stop, after + NEAR)])[:LONGEST]
            if not entry.behind.match(behind, timeout=TIMEOUT):
                return False
        if entry.inside:
            inside = layout.text[quotation.inner.start : quotation.inner.end].strip()
            return len(inside) <= LONGEST and bool(entry.inside.fullmatch(inside, timeout=TIMEOUT))
    except TimeoutError:
        return False
    return True


def _between_names(layout: Layout, first: int, after: int) -> bool:
    """Whether names stand on both sides; in a headline every word may look like one."""
    if layout.paragraph_of(first) == layout.headline:
        return False
    tags = layout.tags
    return first > 0 and after < len(tags) and tags[first - 1] == NAME == tags[after]
