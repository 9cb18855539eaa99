"""Quotations without a closing mark: they end before the words that name their speaker."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from attribution.extraction.text.quotations import Quotation
from attribution.model import Span

# “, said Kaur.”, “, Kaur said.”, “, she said.”
_SPEAKER = re.compile(r",(?:C(?:S|[DPH]?[jniN#f]{0,6}[nN])|(?:S|[DPH]?[jniN#f]{0,6}[nN])a?C)[.,]")


def ended_before_speaker(
    quotations: tuple[Quotation, ...], tags: str, starts: list[int], ends: list[int]
) -> tuple[Quotation, ...]:
    """The quotations, each outer one without a closing mark cut off before its speaker, if one is named in it.

    One that the next paragraph goes on with keeps its end, since its closing mark is left out by custom; so does one
    with another quotation in the part that would be cut off.
    """
    continued = {quotation.continues for quotation in quotations}
    found = list(quotations)
    last_inside = -1  # where the last quotation within the outer one ends
    for number in range(len(found) - 1, -1, -1):
        quotation = found[number]
        if quotation.depth:
            last_inside = max(last_inside, quotation.end)
            continue
        if not quotation.closed and number not in continued:
            first, after = bisect_right(starts, quotation.start), bisect_right(starts, quotation.end - 1)
            speaker = _SPEAKER.search(tags, first, after)
            stop = ends[speaker.start() - 1] if speaker is not None else -1
            if stop > max(quotation.inner.start, last_inside):
                found[number] = replace(quotation, end=stop, inner=Span(quotation.inner.start, stop))
        last_inside = -1
    return tuple(found)
