"""When it was said, where, to whom, and in which stance: read off the words around a cue, outside the content."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from attribution.extraction.layout import Layout
from attribution.extraction.mentions import BASE
from attribution.extraction.relations import Proposal
from attribution.languages import Language
from attribution.model import Span, Stance

# An expression of time over tags: "on Thursday", "at the end of last May", "Sept. 11, 2019", "earlier in the day".
WHEN = re.compile(
    r"(?:[pfjay]{0,2}D?(?:[nyf]o)?D?[fj#]{0,2})(?:d(?:,?m#?)?|m#?(?:,?#)?|#m#?|y(?:p?Dy)?|(?<=p)#)(?:,#)?a?"
)
NEAR = 6  # tokens to the right of a cue and its source in which an occasion or a hearer is looked for


class Circumstances(NamedTuple):
    """What the words around a cue tell; spans into the text, or None."""

    said_on: str | None
    when: Span | None
    place: Span | None
    addressee: Span | None
    stance: Stance


def read_circumstances(
    layout: Layout, proposal: Proposal, language: Language, published: str | None
) -> Circumstances:
    """When, where, to whom and in which stance; nothing that the words do not tell."""
    cue = proposal.cue
    if cue is None:
        return Circumstances(None, None, None, None, "said")
    free = _free_tokens(layout, proposal)
    when = _when(layout, proposal, free, language)
    said_on = None
    if when is not None and published:
        said_on = resolve_date(layout.text[when.start : when.end], published, language)
    return Circumstances(
        said_on,
        when,
        _place(layout, proposal, free, language),
        _addressee(layout, proposal, free, language),
        stance_of(layout, proposal, language),
    )


def stance_of(layout: Layout, proposal: Proposal, language: Language) -> Stance:
    """The stance of the cue, as negation, modals and the passive change it."""
    cue = proposal.cue
    if cue is None:
        return "said"
    stance: Stance = cue.cue.stance  # type: ignore[assignment]  # the loader admits no other
    if stance == "attitude":
        return stance
    group = range(cue.group, cue.first)
    tags, words = layout.tags, layout.words
    settings = language.circumstances["stance"]
    negative = tuple(language.layout["negative_clitics"])
    if any(tags[n] == "X" or words[n].endswith(negative) for n in group):
        return "not-said"
    hedged = any(words[n] in settings["modals"] or words[n] in settings["hedges"] for n in group)
    if stance == "said" and (hedged or proposal.frame == "raised"):
        return "hedged"
    return stance


def _free_tokens(layout: Layout, proposal: Proposal) -> set[int]:
    """The tokens of the cue's sentence that belong to no part of the attribution."""
    cue = proposal.cue
    assert cue is not None
    first, after = layout.sentences[layout.sentence_of(cue.first)]
    free = set(range(first, after)) - set(range(cue.first, cue.after))
    for a, b in proposal.pieces:
        free -= set(range(a, b))
    if proposal.source is not None:
        free -= set(range(proposal.source.first, proposal.source.after))
    return free


def _when(layout: Layout, proposal: Proposal, free: set[int], language: Language) -> Span | None:
    """The expression of time nearest to the cue, among the words that are no part of the attribution."""
    cue = proposal.cue
    assert cue is not None
    first, after = layout.sentences[layout.sentence_of(cue.first)]
    allowed = language.time["prepositions"]["words"]
    best: tuple[int, Span] | None = None
    for found in WHEN.finditer(layout.tags, first, after):
        a, b = found.span()
        while a < b and (
            layout.tags[a] == "j" or (layout.tags[a] in "pa" and layout.words[a] not in allowed)
        ):
            a += 1
        if a >= b or not all(n in free for n in range(a, b)):
            continue
        distance = cue.first - b if b <= cue.first else a - cue.after + 1
        opens = a - first <= 1
        far = distance > 8 and not opens
        if far or (a > cue.after and _verb_between(layout.tags, cue.after, a)):
            continue
        if best is None or distance < best[0]:
            best = (distance, layout.span(a, b))
    return best[1] if best else None


def _verb_between(tags: str, first: int, after: int) -> bool:
    return any(tag in "BAMvCK<>" for tag in tags[first:after])


def _place(layout: Layout, proposal: Proposal, free: set[int], language: Language) -> Span | None:
    """The occasion or medium behind the cue: “at a news conference”, “in a statement”, “on Twitter”."""
    settings = language.circumstances["place"]
    for n in _behind(layout, proposal):
        if n not in free or layout.words[n] not in settings["prepositions"] or layout.tags[n] != "p":
            continue
        found = BASE.match(layout.tags, n + 1)
        if found is None or not all(m in free for m in range(n + 1, found.end())):
            continue
        head = layout.words[found.end() - 1]
        if head in settings["media"] or set(settings["meanings"]).intersection(
            language.meanings.get(head, ())
        ):
            return layout.span(n, found.end())
    return None


def _addressee(layout: Layout, proposal: Proposal, free: set[int], language: Language) -> Span | None:
    """The hearer: the object right behind “told”, or behind “to”."""
    cue = proposal.cue
    assert cue is not None
    settings = language.circumstances["addressee"]
    if cue.cue.part != "verb":
        return None
    if cue.cue.group in settings["groups"]:
        found = BASE.match(layout.tags, cue.after)
        if found and all(n in free for n in range(*found.span())):
            return layout.span(*found.span())
    for n in _behind(layout, proposal)[:1]:
        if n in free and layout.words[n] in settings["prepositions"]:
            found = BASE.match(layout.tags, n + 1)
            if found and all(m in free for m in range(*found.span())):
                return layout.span(*found.span())
    return None


def _behind(layout: Layout, proposal: Proposal) -> range:
    """The few tokens behind the cue and its source."""
    cue = proposal.cue
    assert cue is not None
    begin = cue.after
    if proposal.source is not None and proposal.source.first >= cue.after:
        begin = proposal.source.after
    after = layout.sentences[layout.sentence_of(cue.first)][1]
    return range(begin, min(begin + NEAR, after))


def resolve_date(words: str, published: str, language: Language) -> str | None:
    """An expression of time as an ISO date, seen from the day of publication; None where it tells no day."""
    try:
        day = date.fromisoformat(published[:10])
    except ValueError:
        return None
    time = language.time
    parts = [time["short"].get(p, p) for p in re.findall(r"[^\W\d_]+|\d+", words.lower())]
    weekdays, months = time["names"]["weekdays"], time["names"]["months"]
    for part in parts:
        if part in time["days"]:
            return (day + timedelta(days=time["days"][part])).isoformat()
    month = next((months.index(p) + 1 for p in parts if p in months), None)
    years = [int(p) for p in parts if len(p) == 4 and p.isdigit() and 1500 < int(p) < 2200]
    if month is not None:
        return _of_month(day, month, years, [int(p) for p in parts if p.isdigit() and len(p) <= 2])
    weekday = next((weekdays.index(p) for p in parts if p in weekdays), None)
    if weekday is not None:
        ahead = any(time["weeks"].get(p) == 1 for p in parts)
        back = (day.weekday() - weekday) % 7
        if ahead:
            return (day + timedelta(days=7 - back)).isoformat()
        back = 7 if back == 0 and any(p in time["weeks"] for p in parts) else back
        return (day - timedelta(days=back)).isoformat()
    return str(years[0]) if years else None


def _of_month(day: date, month: int, years: list[int], days: list[int]) -> str | None:
    year = years[0] if years else day.year - (month > day.month)
    if not days:
        return f"{year:04d}-{month:02d}"
    try:
        return date(year, month, days[0]).isoformat()
    except ValueError:
        return None
