"""The ledger of quotation marks: each stretch belongs to an attribution, or says why it is none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attribution.extraction.layout import CLITIC, CLOSE, OPEN, Layout
from attribution.extraction.quotations import Quotation
from attribution.languages import NAME, Language
from attribution.model import Attribution, QuotedSpan

NEAR = 5  # words to the left of a quotation that tell what it is


def keep_ledger(
    layout: Layout, attributions: Iterable[Attribution], language: Language
) -> tuple[QuotedSpan, ...]:
    """Every quotation of the text in text order, with its attribution or its reason."""
    owners = sorted(
        (span.end - span.start, span.start, span.end, a.id) for a in attributions for span in a.content
    )
    return tuple(_entry(layout, quotation, owners, language) for quotation in layout.quotations)


def _entry(
    layout: Layout, quotation: Quotation, owners: list[tuple[int, int, int, str]], language: Language
) -> QuotedSpan:
    start, end = quotation.start, quotation.end
    least = max(1, (quotation.inner.end - quotation.inner.start) // 2)
    owner = next((i for _, a, b, i in owners if min(b, end) - max(a, start) >= least), None)
    reason = None if owner else _reason(layout, quotation, language)
    return QuotedSpan(start, end, quotation.depth, reason, owner)


def _reason(layout: Layout, quotation: Quotation, language: Language) -> str:
    first = layout.token_at(quotation.start)
    after = layout.token_at(quotation.end - 1) + 1
    if not layout.prose[layout.paragraph_of(first)]:
        return "furniture"
    inner = [n for n in range(first, after) if layout.tags[n] not in (OPEN, CLOSE)]
    words = [n for n in inner if layout.words[n][0].isalnum()]
    for entry in language.circumstances["ledger"]:
        if _fits(layout, entry, first, after, words):
            return str(entry["reason"])
    return "unknown"


def _fits(layout: Layout, entry: Mapping[str, Any], first: int, after: int, words: list[int]) -> bool:
    low, high = entry["words"]
    if not low <= len(words) <= high:
        return False
    if entry.get("between_names"):
        tags = layout.tags
        return first > 0 and after < len(tags) and tags[first - 1] == NAME and tags[after] == NAME
    if "before" in entry:
        return any(layout.words[n] in entry["before"] for n in range(max(0, first - 2), first))
    if "near" in entry:
        near = [*range(max(0, first - NEAR), first), *range(after, min(after + NEAR, len(layout.words)))]
        return any(layout.words[n] in entry["near"] for n in near)
    if entry.get("case") == "title":
        return (
            all(
                layout.tags[n] == NAME or layout.text[layout.starts[n]].isupper() or len(layout.words[n]) <= 3
                for n in words
                if layout.tags[n] != CLITIC
            )
            and layout.text[layout.starts[words[-1]]].isupper()
        )
    return True
