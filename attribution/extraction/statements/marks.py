"""How the quotations around a cue look: opened like a sentence or in the middle of one, and closed before what.

A quotation that opens with a capital behind a comma is a sentence of its own; one in small letters is part of the
sentence around it. Readers go by that more than by the words.
"""

from __future__ import annotations

from attribution.extraction.statements.stretches import length_step
from attribution.extraction.text.layout import Layout
from attribution.extraction.text.tagging import CLOSE, OPEN
from attribution.languages import NAME
from attribution.languages.weights import Feature

ENDS = {  # tag before a closing mark -> how the quotation ends
    ".": ".",
    "!": ".",
    "?": ".",
    ",": ",",
    "-": "-",
}
FAR = 4  # step of length of a quotation that is far from its cue
NOT_OUTER = "?"  # a mark that belongs to no outer quotation


def opening_marks(tags: str, first: int, after: int) -> list[int]:
    """The tokens among `first` to `after` at which a quotation opens."""
    if tags.find(OPEN, first, after) < 0:
        return []
    return [n for n in range(first, after) if tags[n] == OPEN]


def look(layout: Layout, n: int) -> str:
    """Two letters for the quotation that opens at token `n`, "-" where none does: how it begins and how it ends.

    C a capital, c a small letter, N a name or a word of one letter, which tell nothing, x anything else; then a full
    stop, a comma, a dash, or w for a word.
    """
    if layout.tags[n] != OPEN:
        return "-"
    if layout.quoted[n] < 0 or n + 1 >= len(layout.starts):
        return NOT_OUTER
    letter = layout.text[layout.starts[n + 1]]
    first = "C" if letter.isupper() else "c" if letter.islower() else "x"
    if layout.tags[n + 1] == NAME or (first == "C" and len(layout.words[n + 1]) == 1):
        first = "N"
    last = layout.token_at(layout.quotations[layout.quoted[n]].end - 1) - 1
    return first + (ENDS.get(layout.tags[last], "w") if last > n else "-")


def quotations_beside(
    layout: Layout, first: int, group: int, end: int, after: int, meaning: str
) -> list[Feature]:
    """The next quotation behind a cue (token `end` on) and the last one before its verb group, in the sentence
    `first` to `after`: how they look, how far off they are, by which mark they are joined; `meaning` is the cue's.
    """
    tags = layout.tags
    inside = layout.quoted[group] >= 0
    opens, closes = tags.find(OPEN, end, after), tags.rfind(CLOSE, first, group)
    if opens < 0 and closes < 0:
        return [("quotes", inside)]
    ahead, before, near = "-", "-", 0
    if opens >= 0:
        ahead, before, near = look(layout, opens), tags[opens - 1], length_step(opens - end, FAR)
    behind, gap = "-", "-"
    if closes >= 0:
        number = layout.quoted[closes]
        begun = layout.token_at(layout.quotations[number].start) if number >= 0 else closes
        behind = look(layout, begun)
        mark = "," if tags[closes + 1] == "," else ENDS.get(tags[closes - 1], "w")
        if tags[closes - 1] in "!?":
            mark = ","  # “Out!” the crowd yelled.
        gap = f"{length_step(group - closes, FAR)}{mark}{'^' if begun <= first + 1 else ''}"
    return [
        ("quote ahead", ahead, before, near), ("quote ahead,group", ahead, before, meaning),
        ("quote behind", gap, behind, inside), ("quote behind,group", gap, meaning, inside),
        ("quotes", ahead, before, gap, inside),
    ]  # fmt: skip
