"""Shapes of line that name a speaker: headlines with a colon, transcripts, signed quotations, lead-ins.

The patterns are the rules of frame `line` in the language's rules.toml; this module knows only where each is tried.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import regex

from attribution.extraction.continuation import is_all_quotation
from attribution.extraction.cues import CueCandidate
from attribution.extraction.layout import OPEN, Layout
from attribution.extraction.mentions import Phrase
from attribution.extraction.relations import Proposal, Tokens
from attribution.languages import Cue, Language, Rule

LONGEST = 4000  # characters of a paragraph that a pattern is tried on
TIMEOUT = 0.2  # seconds for one pattern on one paragraph
MARK = Cue(":", "mark", "mark", "said", True)

# What the placeholders in a pattern stand for. All are bounded and possessive, so that no text makes them explode.
_WORD = r"[^\s:,;.!?“”\"()«»]{1,40}+\.?+"
PLACEHOLDERS = {
    "{words}": rf"{_WORD}(?:[ \xa0]{_WORD}){{0,7}}+",
    "{name}": r"(?:[\p{L}@][^\s:,;!?“”\"()«»]{0,40}+)(?:[ \xa0](?:\p{L}[^\s:,;!?“”\"()«»]{0,40}+)){0,5}+",
    "{appositive}": r"(?:, [^\n]{1,120})",
    "{speaker}": r"(?:\p{Lu}[\p{Lu}.'’\-]{0,30}+(?:[ \xa0]\p{Lu}[\p{Lu}.'’\-]{0,30}+){0,4}+"
    r"|\p{Lu}[\w.'’\-]{0,30}+(?:[ \xa0]\p{Lu}[\w.'’\-]{0,30}+){0,3}+)",
    "{quotation}": r"[“\"«„‘'][^\n]{1,3000}[”\"»“’']",
}


def line_proposals(layout: Layout, language: Language) -> list[Proposal]:
    """Proposals of the rules of frame `line`, in text order."""
    found: list[Proposal] = []
    for rule, pattern in compiled(language):
        matches = list(_matches(layout, rule, pattern))
        if rule.settings["where"] == "turns" and len(matches) < 2:
            continue
        found.extend(matches)
    return found


@lru_cache(maxsize=8)
def compiled(language: Language) -> tuple[tuple[Rule, regex.Pattern[str]], ...]:
    """The line rules of a language with their patterns."""
    rules = []
    for rule in language.rules:
        if rule.frame == "line":
            pattern = rule.settings["pattern"]
            for placeholder, stands_for in PLACEHOLDERS.items():
                pattern = pattern.replace(placeholder, stands_for)
            rules.append((rule, regex.compile(pattern)))
    return tuple(rules)


def _matches(layout: Layout, rule: Rule, pattern: regex.Pattern[str]) -> Iterator[Proposal]:
    where = rule.settings["where"]
    for number, (first, after) in enumerate(layout.paragraphs):
        if where == "headline" and number != layout.headline:
            continue
        if not layout.prose[number] or not _worth_trying(layout, where, number):
            continue
        start, end = layout.starts[first], layout.ends[after - 1]
        if end - start > LONGEST and where in ("paragraph", "signed", "headline"):
            continue
        try:
            if where == "turns":
                match = pattern.match(layout.text, start, min(end, start + LONGEST), timeout=TIMEOUT)
            else:
                match = pattern.fullmatch(layout.text, start, end, timeout=TIMEOUT)
        except TimeoutError:
            continue
        if match is not None:
            proposal = _proposal(layout, rule, match, number, end)
            if proposal is not None:
                yield proposal


def _worth_trying(layout: Layout, where: str, number: int) -> bool:
    """A look at the tags, so that few paragraphs meet a regular expression."""
    first, after = layout.paragraphs[number]
    tags = layout.tags
    if where in ("headline", "turns"):
        return ":" in tags[first : min(first + 10, after)] and tags[first] != OPEN
    if where == "paragraph":
        return tags[first] == OPEN and "-" in tags[first:after]
    if where == "signed":
        return tags[first] == "-" and number > 0 and is_all_quotation(layout, *layout.paragraphs[number - 1])
    return tags[after - 1] == ":" and after - first < 16 and _quotation_below(layout, number) is not None


def _quotation_below(layout: Layout, number: int) -> Tokens | None:
    if number + 1 >= len(layout.paragraphs):
        return None
    first, after = layout.paragraphs[number + 1]
    return (first, after) if is_all_quotation(layout, first, after) else None


def _proposal(layout: Layout, rule: Rule, match: regex.Match[str], number: int, end: int) -> Proposal | None:
    where = rule.settings["where"]
    cue = _tokens(layout, *match.span("cue"))
    source = _tokens(layout, *match.span("source"))
    if " ".join(layout.words[source[0] : source[1]]) in rule.settings.get("not_source", ()):
        return None
    if where == "signed":
        piece: Tokens | None = layout.paragraphs[number - 1]
    elif where == "lead-in":
        piece = _quotation_below(layout, number)
    else:
        start, stop = match.span("content")
        piece = _tokens(layout, start, end if where == "turns" else stop)
    if piece is None or piece[0] >= piece[1]:
        return None
    candidate = CueCandidate(cue[0], cue[1], cue[0], MARK)
    phrase = Phrase(source[0], source[1], source[1] - 1, "")
    return Proposal(candidate, "line", phrase, (piece,), (0.85, 0.95, 0.95, 0.95), rule.name)


def _tokens(layout: Layout, start: int, end: int) -> Tokens:
    return layout.token_at(start), layout.token_at(max(start, end - 1)) + 1
