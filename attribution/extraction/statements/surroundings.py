"""The words around a cue that belong to no part of its attribution: where an occasion, a hearer or a date may stand."""

from __future__ import annotations

import re
from typing import NamedTuple

from attribution.extraction.statements.cues import CueCandidate
from attribution.extraction.statements.relations import Proposal
from attribution.extraction.text.layout import Layout
from attribution.extraction.text.mentions import Phrase
from attribution.extraction.text.tagging import CLITIC, CLOSE, OPEN
from attribution.languages import Language

BARRIERS = frozenset("BAMvKS<>;:W(")  # tags across which no adjunct of a cue reaches
# One of them, or a cue that is no noun there.
ANY_BARRIER = re.compile(rf"[{''.join(sorted(BARRIERS))}]|(?<![DjnN#zPHmdy])C")
NOUNS = "nN"
PRONOUNS = "OR"
TITLED = 9  # tokens of a title in quotation marks within a phrase


class Surroundings(NamedTuple):
    """Token ranges of the cue's sentence: before source and cue, between them, behind them, and behind the content."""

    cue: CueCandidate
    source: Phrase | None
    sentence: tuple[int, int]
    before: tuple[int, int]
    between: tuple[int, int]
    behind: tuple[int, int]
    end: tuple[int, int]
    content: int  # token at which a content begins right behind, or -1


def surroundings(layout: Layout, proposal: Proposal, cue: CueCandidate) -> Surroundings:
    """What is free in the sentence of the cue."""
    first, after = layout.sentences[layout.sentence_of(cue.first)]
    source = proposal.source
    own = source is not None and first <= source.first < after
    left = source.first if source is not None and own and source.first < cue.first else cue.group
    begin = cue.after
    if source is not None and own and source.first >= cue.after:
        begin = source.after
    pieces = [piece for piece in proposal.pieces if piece[0] < after and piece[1] > first]
    content = next((a for a, b in sorted(pieces) if a >= begin), -1)
    stop = content if content >= 0 else after
    open_from = max([first, *(b for a, b in pieces if b <= left)])
    between = (
        (source.after, cue.group) if source is not None and own and source.after <= cue.group else (0, 0)
    )
    last = max((b for a, b in pieces), default=after)
    tail = (last, after) if begin <= last < after else (0, 0)
    return Surroundings(
        cue, source, (first, after), (open_from, left), between, (begin, max(begin, stop)), tail, content
    )  # fmt: skip


def verbless(layout: Layout, first: int, after: int) -> bool:
    """Whether no verb or quotation stands among the tokens: cues count as verbs where they are no nouns."""
    return first >= after or ANY_BARRIER.search(layout.tags, first, after) is None


def noun_phrase(layout: Layout, n: int, limit: int, language: Language) -> int:
    """Where the noun phrase that begins at token `n` ends, with its "of"; `n` itself where none begins."""
    tags = layout.tags
    if n >= limit:
        return n
    if tags[n] in PRONOUNS:
        return n + 1
    opens = tags[n] in "DPHqI"
    last, m = (n + 1 if tags[n] in "HI" else n), n + opens
    while m < limit:
        if tags[m] == "o" and last == m > n:
            end = noun_phrase(layout, m + 1, limit, language)
            return end if end > m + 1 else last
        if tags[m] == OPEN and tags[m - 1] == CLITIC and CLOSE in tags[m : m + TITLED]:
            last = m = tags.index(CLOSE, m) + 1  # CNBC's "Closing Bell"
            if tags[m - 2] in ",.":
                return m
            continue
        if _heads(layout, n, m, last, limit, language):
            last = m + 1
        elif not _modifies(tags, n, m, last, limit):
            break
        m += 1
    return last


def _heads(layout: Layout, n: int, m: int, last: int, limit: int, language: Language) -> bool:
    """Whether the phrase from `n` may end with token `m`."""
    tag, tags, word = layout.tags[m], layout.tags, layout.words[m]
    if tag == "j":  # "the military"
        kinds = language.meanings.get(word, ())
        return ("organisation" in kinds or "group" in kinds) and tags[m + 1 : m + 2] not in ("n", "N")
    if tag in "CgE":
        return m > n and (word in language.noun_cues or word in language.meanings)
    if tag == "N" and last == m > n and tags[m - 1] == "n" and layout.words[m - 1].endswith("s"):
        return False  # "told reporters Ito would"
    site = m - 2 >= n and tags[m - 1] == "." and layout.starts[m] == layout.ends[m - 1]  # Halden.com
    return tag in NOUNS and (tags[m - 1] != "." or m == n or site)


def _modifies(tags: str, n: int, m: int, last: int, limit: int) -> bool:
    """Whether the phrase goes on over token `m`, which does not end it."""
    tag, following = tags[m], tags[m + 1 : m + 2] if m + 1 < limit else ""
    if tag in "jqfdmyi#":
        return True
    if tag == "." or tag == "&":
        return last == m > n and following != "" and following in "nND"
    if tag == CLITIC:
        return following != "" and following in "nNjC<#"
    if tag in "<>":
        return m > n and "N" not in tags[n:m]  # the “interim” government
    if tag == "I":
        return m > n and tags[m - 1] == "D" and following == "N"  # the All Halden Fair
    if tag == "D":
        return m > n and tags[m - 1] in "z&"
    return tag in "Eega" and following != "" and following in "nNjCE"
