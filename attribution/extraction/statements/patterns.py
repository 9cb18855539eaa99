"""Shapes of line that name a speaker: headlines with a colon, transcripts, signed quotations, lead-ins, lists.

The patterns are the rules of frame `line` in the language's rules.toml; this module knows only where each is tried
and which paragraphs its content takes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise

import regex

from attribution.extraction.statements.continuation import is_all_quotation
from attribution.extraction.statements.cues import CueCandidate
from attribution.extraction.statements.relations import Proposal, Tokens
from attribution.extraction.text.layout import LONGEST_LINE, VERBAL, Layout
from attribution.extraction.text.mentions import Phrase
from attribution.extraction.text.tagging import CLOSE, DASH, DIGITS, OPEN
from attribution.languages import CUE, Cue, Language, Rule
from attribution.languages.rules import expanded

LONGEST = 4000  # characters of a paragraph that a pattern is tried on
LONGEST_LEAD_IN = 40  # tokens of a paragraph that leads in a quotation or a list
LONGEST_TURN = 8  # paragraphs of one turn of a transcript; a longer gap between two turns is no transcript
MOST_BELOW = 60  # paragraphs of one statement, items of one list
TIMEOUT = 0.2  # seconds for one pattern on one paragraph
SURE = (0.85, 0.95, 0.95, 0.95)  # frame, source, begin, end of what a pattern finds
SURER = (
    0.97,
    0.97,
    0.97,
    0.97,
)  # of headlines, lead-ins, lists and turns, which name the speaker in so many words
MARK = Cue(":", "mark", "mark", "said", True)
ASKING = MARK._replace(stance="asked")
DASHES = "-–—―"
BULLETS = frozenset("•*‣▪●◦·■□-–—")
NAMING = frozenset(":.N")  # tags of which one stands at the start of a turn
NO_NAME = frozenset("BAMvKpuXT")  # tags of words that stand in no name
STAGE = regex.compile(r"\s*+[(\[]\p{Lu}[^()\[\]\n]{1,60}+[)\]]")  # (Applause.) behind the words of a turn

Match = tuple[int, Proposal]  # number of the paragraph, and what was found in it


def line_proposals(layout: Layout, language: Language) -> list[Proposal]:
    """Proposals of the rules of frame `line`, rule by rule; what one rule has found no later one finds again."""
    found: dict[Tokens, Proposal] = {}
    worth: dict[str, list[int]] = {}
    matched: dict[str, list[Match]] = {}  # rule -> what it finds
    for rule, pattern in compiled(language):
        where = rule.settings["where"]
        if where not in worth:
            worth[where] = _worth(layout, where)
        matched[rule.name] = list(_matches(layout, rule, pattern, worth[where], language))
    turns = {rule.name for rule, _ in compiled(language) if rule.settings["where"] == "turns"}
    opened = {number for name in turns for number, _ in matched[name]}
    for name, matches in matched.items():
        for _, proposal in _whole_turns(layout, matches, opened) if name in turns else matches:
            found.setdefault(proposal.pieces[0], proposal)
    return list(found.values())


@lru_cache(maxsize=8)
def compiled(language: Language) -> tuple[tuple[Rule, regex.Pattern[str]], ...]:
    """The line rules of a language with their patterns."""
    speech = {form: cue.speech for form, cue in language.cues.items()}
    return tuple(
        (rule, regex.compile(expanded(rule.settings["pattern"], speech)))
        for rule in language.rules
        if rule.frame == "line"
    )


def _worth(layout: Layout, where: str) -> list[int]:
    """The paragraphs of the prose in which a rule that is tried there might find something."""
    if where == "headline":
        numbers: Iterable[int] = (max(0, layout.headline),)
    else:
        numbers = range(len(layout.paragraphs))
    return [
        n for n in numbers if n < len(layout.prose) and layout.prose[n] and _worth_trying(layout, where, n)
    ]


def _matches(
    layout: Layout, rule: Rule, pattern: regex.Pattern[str], numbers: Iterable[int], language: Language
) -> Iterator[Match]:
    where = rule.settings["where"]
    for number in numbers:
        first, after = layout.paragraphs[number]
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
        near, whole = tags[first : min(first + 10, after)], tags[first:after]
        return _is_headline(layout, number) and (":" in near or "," in whole or DASH in whole)
    if where in ("turn", "turns"):
        return tags[first] != OPEN and not NAMING.isdisjoint(tags[first : min(first + 10, after)])
    if where == "dialogue":
        return layout.text[layout.starts[first]] in DASHES and CUE in tags[first:after]
    if where == "paragraph":
        start, end = layout.starts[first], layout.ends[after - 1]
        if tags[first] != OPEN and layout.text.find("(@", start, end) < 0:
            return False
        return any(layout.text.find(dash, start, end) >= 0 for dash in DASHES)
    if where == "signed":
        return (
            layout.text[layout.starts[first]] in DASHES
            and number > 0
            and is_all_quotation(layout, *layout.paragraphs[number - 1])
        )
    if where == "signature":
        return layout.text[layout.starts[first]] in DASHES and number > 0 and layout.prose[number - 1]
    if after - first > LONGEST_LEAD_IN or tags[after - 1] not in ":.":
        return False
    return bool(_below(layout, where, number, most=1))


def _is_headline(layout: Layout, number: int) -> bool:
    """Whether it is the headline; a first line that ends in a quotation without a full stop is one too, and one that
    is a quotation behind a colon.
    """
    first, after = layout.paragraphs[number]
    ends = layout.tags[max(first, after - 2) : after]
    colon = layout.tags.find(":" + OPEN, first, min(first + 10, after))
    short = layout.ends[after - 1] - layout.starts[first] < LONGEST_LINE and len(layout.paragraphs) > 1
    return number == max(0, layout.headline) and (
        layout.headline == number
        or (short and ends[-1] == CLOSE and ends[0] not in ".!?,")
        or (short and colon >= 0 and CUE not in layout.tags[first:colon] and is_all_quotation(layout, colon + 1, after))
    )


def _below(layout: Layout, where: str, number: int, most: int = MOST_BELOW) -> list[Tokens]:
    """The paragraphs below that are all quotation, or the items of a list; `most` of them."""
    found: list[Tokens] = []
    for n in range(number + 1, min(number + 1 + most, len(layout.paragraphs))):
        first, after = layout.paragraphs[n]
        if where == "list":
            numbered = layout.tags[first] == DIGITS and layout.tags[first + 1 : first + 2] in (".", ")")
            fits = numbered or layout.text[layout.starts[first]] in BULLETS
            first += 2 if numbered and after - first > 2 else 0
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
    cue = layout.tokens(*match.span("cue"))
    source = layout.tokens(*match.span("source"))
    if layout.tags[source[1] - 1] == "." and source[1] - source[0] > 1:
        source = source[0], source[1] - 1
    words = " ".join(layout.words[source[0] : source[1]])
    if words in _not_source(rule, language):
        return None
    if where in ("signed", "signature"):
        pieces = [layout.paragraphs[number - 1]]
    elif where in ("lead-in", "list"):
        pieces = _below(layout, where, number)
    else:
        spans = match.spans("content")
        if where in ("turn", "turns"):
            start = spans[0][0]
            spans = [(start, _end_of_turn(layout, number, start))]
        pieces = [layout.tokens(start, stop) for start, stop in spans]
        if where != "paragraph" and not _could_be_said(layout, source, pieces[0], language):
            return None
    if not pieces or pieces[0][0] >= pieces[0][1]:
        return None
    candidate = CueCandidate(cue[0], cue[1], cue[0], _cue(layout, rule, cue, words, language.cues))
    phrase = Phrase(source[0], source[1], source[1] - 1, "")
    sure = SURER if where in ("headline", "lead-in", "list", "turn") else SURE
    return Proposal(candidate, "line", phrase, tuple(pieces), sure, rule.name)


def _not_source(rule: Rule, language: Language) -> tuple[str, ...]:
    """Labels before a colon that name nobody; a rule may name another that lists them."""
    listed = rule.settings.get("not_source", ())
    if isinstance(listed, str):
        return next(_not_source(other, language) for other in language.rules if other.name == listed)
    return tuple(listed)


def _end_of_turn(layout: Layout, number: int, start: int) -> int:
    """Where the words of a turn end in its paragraph: what stands in brackets at the end, nobody said."""
    end = layout.ends[layout.paragraphs[number][1] - 1]
    bracket = max(layout.text.rfind("(", start, end), layout.text.rfind("[", start, end))
    if bracket > start and STAGE.fullmatch(layout.text, bracket, end):
        return start + len(layout.text[start:bracket].rstrip())
    return end


def _could_be_said(layout: Layout, source: Tokens, content: Tokens, language: Language) -> bool:
    """Whether a line with a colon may be somebody's words: the source a name, the content no list and no figure."""
    if any(tag in NO_NAME for tag in layout.tags[source[0] : source[1]]):
        return False
    if not any(word.isalpha() for word in layout.words[content[0] : content[1]]):
        return False
    tags = layout.tags[content[0] : content[1]]
    says = tags[0] == OPEN or not VERBAL.isdisjoint(tags)
    place = "place-name" in language.meanings.get(layout.words[source[1] - 1], ())
    return says or not (place or tags.count(",") > 1)


def _cue(layout: Layout, rule: Rule, cue: Tokens, source: str, cues: Mapping[str, Cue]) -> Cue:
    """What the cue says: its word where it has one; a colon says, or asks where an interviewer speaks."""
    known = next((cues[layout.words[n]] for n in range(*cue) if layout.words[n] in cues), None)
    return known or (ASKING if source.rstrip(".") in rule.settings.get("asks", ()) else MARK)


def _whole_turns(layout: Layout, matches: list[Match], opened: set[int]) -> list[Match]:
    """Turns with the paragraphs up to the next one; `opened` are the paragraphs in which any begins.

    A turn all by itself is none; so are headings like “Holt: Finish second”, after which nobody takes a second turn:
    names in small letters are believed where one comes again, or where what they say stands in quotation marks.
    """
    speakers = [_speaker(layout, proposal) for _, proposal in matches]
    believed = len(set(speakers)) < len(speakers) or all(
        speaker.isupper() or layout.tags[proposal.pieces[0][0]] == OPEN
        for speaker, (_, proposal) in zip(speakers, matches, strict=True)
    )
    asked = [p for _, p in matches if p.cue is not None and p.cue.cue.stance == "asked"]
    letters = len(asked) > 0 and all(len(speaker.rstrip(".")) == 1 for speaker in speakers)
    if letters and not any("?" in layout.tags[slice(*proposal.pieces[0])] for proposal in asked):
        return []  # Q. Hartmann sells boats. ⏎ A. Hartmann mends them.
    if len(matches) < 2 or not believed:
        return []
    turns = []
    for (number, proposal), (following, _) in pairwise(matches):
        stop = next((n for n in range(number + 1, following) if _ends_turn(layout, n, opened)), following)
        between = range(number + 1, stop)
        if following - number <= LONGEST_TURN and all(layout.prose[n] for n in between):
            said = [layout.paragraphs[n] for n in between if not _is_stage_direction(layout, n)]
            pieces = (*proposal.pieces, *said)
            proposal = proposal._replace(pieces=pieces)
        turns.append((number, proposal))
    return [*turns, matches[-1]]


def _ends_turn(layout: Layout, number: int, opened: set[int]) -> bool:
    """Whether another turn begins with a paragraph, or it only leads one in: “BY MS. HOLT:”."""
    return number in opened or layout.tags[layout.paragraphs[number][1] - 1] == ":"


def _is_stage_direction(layout: Layout, number: int) -> bool:
    """Whether a paragraph between two turns is nobody's words: “(BEGIN VIDEO CLIP)”, “…”."""
    start, end = layout.span(*layout.paragraphs[number])
    no_words = not any(word[0].isalnum() for word in layout.words[slice(*layout.paragraphs[number])])
    return no_words or STAGE.fullmatch(layout.text, start, end) is not None


def _speaker(layout: Layout, proposal: Proposal) -> str:
    phrase = proposal.source
    return layout.text[slice(*layout.span(phrase.first, phrase.after))] if phrase else ""
