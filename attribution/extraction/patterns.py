"""Shapes of line that name a speaker: headlines with a colon, transcripts, signed quotations, lead-ins, lists.

The patterns are the rules of frame `line` in the language's rules.toml; this module knows only where each is tried
and which paragraphs its content takes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise

import regex

from attribution.extraction.continuation import is_all_quotation
from attribution.extraction.cues import CueCandidate
from attribution.extraction.layout import CLOSE, DASH, DIGITS, OPEN, Layout
from attribution.extraction.mentions import Phrase
from attribution.extraction.relations import Proposal, Tokens
from attribution.languages import Cue, Language, Rule
from attribution.languages.rules import expanded

LONGEST = 4000  # characters of a paragraph that a pattern is tried on
LONGEST_LEAD_IN = 40  # tokens of a paragraph that leads in a quotation or a list
LONGEST_TURN = 8  # paragraphs of one turn of a transcript; a longer gap between two turns is no transcript
TIMEOUT = 0.2  # seconds for one pattern on one paragraph
SURE = (0.85, 0.95, 0.95, 0.95)  # frame, source, begin, end of what a pattern finds
SURER = (0.97, 0.97, 0.97, 0.97)  # of a line that names the speaker in so many words: lead-ins and lists
MARK = Cue(":", "mark", "mark", "said", True)
ASKING = MARK._replace(stance="asked")
BULLETS = "*" + DASH
VERBS = frozenset("BAMvCKE")

Match = tuple[int, Proposal]  # number of the paragraph, and what was found in it


def line_proposals(layout: Layout, language: Language) -> list[Proposal]:
    """Proposals of the rules of frame `line`, rule by rule in text order."""
    found: list[Proposal] = []
    for rule, pattern in compiled(language):
        matches = list(_matches(layout, rule, pattern, language))
        if rule.settings["where"] == "turns":
            matches = _whole_turns(layout, matches)
        found.extend(proposal for _, proposal in matches)
    return found


@lru_cache(maxsize=8)
def compiled(language: Language) -> tuple[tuple[Rule, regex.Pattern[str]], ...]:
    """The line rules of a language with their patterns."""
    return tuple(
        (rule, regex.compile(expanded(rule.settings["pattern"], language.cues)))
        for rule in language.rules
        if rule.frame == "line"
    )


def _matches(layout: Layout, rule: Rule, pattern: regex.Pattern[str], language: Language) -> Iterator[Match]:
    where = rule.settings["where"]
    for number, (first, after) in enumerate(layout.paragraphs):
        if not layout.prose[number] or not _worth_trying(layout, where, number):
            continue
        start, end = layout.starts[first], layout.ends[after - 1]
        turn = where in ("turn", "turns")
        if end - start > LONGEST and not turn:
            continue
        try:
            if turn:
                match = pattern.match(layout.text, start, min(end, start + LONGEST), timeout=TIMEOUT)
            else:
                match = pattern.fullmatch(layout.text, start, end, timeout=TIMEOUT)
        except TimeoutError:
            continue
        proposal = _proposal(layout, rule, match, number, language) if match is not None else None
        if proposal is not None:
            yield number, proposal


def _worth_trying(layout: Layout, where: str, number: int) -> bool:
    """A look at the tags, so that few paragraphs meet a regular expression."""
    first, after = layout.paragraphs[number]
    tags = layout.tags
    if where == "headline":
        return _is_headline(layout, number) and ":" in tags[first : min(first + 10, after)]
    if where in ("turn", "turns"):
        return tags[first] != OPEN and any(tag in ":.N" for tag in tags[first : min(first + 10, after)])
    if where == "paragraph":
        return DASH in tags[first:after] and (
            tags[first] == OPEN or "(@" in layout.text[layout.starts[first] : layout.ends[after - 1]]
        )
    if where == "signed":
        return tags[first] == DASH and number > 0 and is_all_quotation(layout, *layout.paragraphs[number - 1])
    if where == "signature":
        return tags[first] == DASH and number > 0 and layout.prose[number - 1]
    if after - first > LONGEST_LEAD_IN or tags[after - 1] not in ":.":
        return False
    return bool(_below(layout, where, number))


def _is_headline(layout: Layout, number: int) -> bool:
    """Whether it is the headline; a first line that ends in a quotation without a full stop is one too."""
    first, after = layout.paragraphs[number]
    ends = layout.tags[max(first, after - 2) : after]
    short = layout.ends[after - 1] - layout.starts[first] < 200 and len(layout.paragraphs) > 1
    return number == max(0, layout.headline) and (
        layout.headline == number or (short and ends[-1] == CLOSE and ends[0] not in ".!?,")
    )


def _below(layout: Layout, where: str, number: int) -> list[Tokens]:
    """The paragraphs below that are all quotation, or the items of a list."""
    found = []
    for n in range(number + 1, len(layout.paragraphs)):
        first, after = layout.paragraphs[n]
        if where == "list":
            fits = layout.tags[first] in BULLETS or (
                layout.tags[first] == DIGITS and layout.tags[first + 1 : first + 2] in (".", ")")
            )
        else:
            fits = is_all_quotation(layout, first, after)
        if not fits:
            break
        found.append((first, after))
    return found


def _proposal(
    layout: Layout, rule: Rule, match: regex.Match[str], number: int, language: Language
) -> Proposal | None:
    where = rule.settings["where"]
    cue = _tokens(layout, *match.span("cue"))
    source = _tokens(layout, *match.span("source"))
    words = " ".join(layout.words[source[0] : source[1]])
    if words in _not_source(rule, language):
        return None
    if where in ("signed", "signature"):
        pieces = [layout.paragraphs[number - 1]]
    elif where in ("lead-in", "list"):
        pieces = _below(layout, where, number)
    else:
        start, stop = match.span("content")
        end = layout.ends[layout.paragraphs[number][1] - 1]
        pieces = [_tokens(layout, start, end if where in ("turn", "turns") else stop)]
        if where != "paragraph" and not _could_be_said(layout, source, pieces[0], language):
            return None
    if not pieces or pieces[0][0] >= pieces[0][1]:
        return None
    candidate = CueCandidate(cue[0], cue[1], cue[0], _cue(layout, rule, cue, words, language.cues))
    phrase = Phrase(source[0], source[1], source[1] - 1, "")
    sure = SURER if where in ("lead-in", "list", "turn") else SURE
    return Proposal(candidate, "line", phrase, tuple(pieces), sure, rule.name)


def _not_source(rule: Rule, language: Language) -> tuple[str, ...]:
    """Labels before a colon that name nobody; a rule may name another that lists them."""
    listed = rule.settings.get("not_source", ())
    if isinstance(listed, str):
        return next(_not_source(other, language) for other in language.rules if other.name == listed)
    return tuple(listed)


def _could_be_said(layout: Layout, source: Tokens, content: Tokens, language: Language) -> bool:
    """Behind a label or the name of a place: no list of names, and nothing without a verb or quotation mark."""
    tags = layout.tags[content[0] : content[1]]
    says = tags[0] == OPEN or any(tag in VERBS for tag in tags)
    place = "place-name" in language.meanings.get(layout.words[source[1] - 1], ())
    return says or not (place or tags.count(",") > 1)


def _cue(layout: Layout, rule: Rule, cue: Tokens, source: str, cues: Mapping[str, Cue]) -> Cue:
    """What the cue says: its word where it has one; a colon says, or asks where an interviewer speaks."""
    known = next((cues[layout.words[n]] for n in range(*cue) if layout.words[n] in cues), None)
    return known or (ASKING if source.rstrip(".") in rule.settings.get("asks", ()) else MARK)


def _whole_turns(layout: Layout, matches: list[Match]) -> list[Match]:
    """Turns with the paragraphs up to the next one; a turn all by itself is none."""
    if len(matches) < 2:
        return []
    turns = []
    for (number, proposal), (following, _) in pairwise(matches):
        between = range(number + 1, following)
        if len(between) < LONGEST_TURN and all(layout.prose[n] for n in between):
            pieces = (*proposal.pieces, *(layout.paragraphs[n] for n in between))
            proposal = proposal._replace(pieces=pieces)
        turns.append((number, proposal))
    return [*turns, matches[-1]]


def _tokens(layout: Layout, start: int, end: int) -> Tokens:
    return layout.token_at(start), layout.token_at(max(start, end - 1)) + 1
