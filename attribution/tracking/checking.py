"""Checking a quote: what the statements and articles at hand say to it.

`check` decides; it fetches nothing. Its verdict speaks of what it was given, never of what is true: a quote that is
not found may still have been said.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from typing import NamedTuple

from attribution.tracking.comparing import Comparison, Finding, Likeness, Note, Statement
from attribution.tracking.people import Identity
from attribution.tracking.words import read_quote, read_words

MOST_CHARACTERS = 4_000  # of a quote
MOST_WORDS = 500
OWN = (Identity.SAME, Identity.SURNAME, Identity.NOT_ASKED)


class Verdict(enum.StrEnum):
    """What the statements and articles at hand say to a quote."""

    VERBATIM = "verbatim"
    ALTERED = "altered"
    PARTIAL = "partial"
    ANOTHER = "said by another"
    UNATTRIBUTED = "not attributed"  # the words stand in an article, and nobody is named who said them
    NOT_FOUND = "not found here"


class Problem(enum.StrEnum):
    """Why a quote cannot be checked."""

    EMPTY = "no words"
    LONG = "too long"


class Passage(NamedTuple):
    """A place of an article (code points) where the words of the quote stand.

    `statements` are the ids of those whose words it holds or cuts; `reason` is why they are none, if that is known.
    `rejected` tells that somebody rejected a statement there, `superseded` that a newer version of the article is kept.
    """

    article: str
    start: int
    end: int
    statements: tuple[str, ...] = ()
    reason: str | None = None
    rejected: bool = False
    superseded: bool = False


class Checked(NamedTuple):
    """The verdict with its evidence, the nearest finding first.

    `words` is how many were looked for; `together` how many of them stand in the statements of the first finding's
    speaker, all taken together.
    """

    verdict: Verdict
    words: int
    together: int
    findings: tuple[Finding, ...] = ()
    passages: tuple[Passage, ...] = ()


def problem_of(text: str) -> Problem | None:
    """Why these words cannot be checked; None if they can."""
    if len(text) > MOST_CHARACTERS:
        return Problem.LONG
    words = len(read_words(text))
    if words > MOST_WORDS:
        return Problem.LONG
    return None if words else Problem.EMPTY


def check(
    text: str,
    statements: Iterable[Statement],
    passages: Iterable[Passage] = (),
    *,
    speaker: str = "",
    common: frozenset[str] = frozenset(),
    ignored: frozenset[str] = frozenset(),
) -> Checked:
    """What the statements, earliest first, and the passages say to the words of `text`, said by `speaker` if given.

    `common` are words that prove nothing alone; `ignored` those that count in no name. The policy:

    - *Verbatim*: all words stand in one statement, in order and unbroken, save where the quote marks a gap.
    - *Altered*: most of them do, close together, and few are missing at the ends. *Partial*: some in a row do.
    - The nearest statement counts; of equally near ones that of the speaker asked for, then one in the speaker's own
      words, then one with more of the words. One of an earlier version of an article stands behind any as near.
    - What a speaker only tells of somebody else's words is that other's.
    - *Said by another*: a speaker is asked for, and the nearest statement, verbatim or altered, is another's.
    - *Not attributed*: the words stand in an article outside every statement, and in none verbatim; or a speaker is
      asked for, and the statement that is verbatim names nobody.
    """
    comparison = Comparison(read_quote(text), speaker if read_words(speaker) else "", common, ignored)
    findings = _ranked(filter(None, map(comparison.with_statement, statements)))
    passages = tuple(passages)
    return Checked(
        _verdict(findings, passages), len(comparison.quote.words), _together(findings), findings, passages
    )


def with_passages(checked: Checked, passages: Iterable[Passage]) -> Checked:
    """The same with passages that were looked for after it: what `check` would have said had it been given them."""
    passages = tuple(passages)
    return checked._replace(verdict=_verdict(checked.findings, passages), passages=passages)


def _ranked(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The nearest first; a speaker who tells what another said stands behind that other."""
    listed = list(findings)
    inner = {finding.statement.within: finding for finding in listed if finding.statement.speaker}
    for n, finding in enumerate(listed):
        told = inner.get(finding.statement.id)
        if told and told.likeness <= finding.likeness and told.matched >= finding.matched:
            listed[n] = finding._replace(notes=finding.notes | {Note.REPORTED})
    return tuple(sorted(listed, key=_nearness))


def _nearness(finding: Finding) -> tuple[int, bool, bool, int, bool, float, int, int]:
    known = 0 if finding.identity in OWN else 1 if finding.identity is Identity.UNNAMED else 2
    indirect = Note.INDIRECT in finding.notes
    reported = Note.REPORTED in finding.notes
    length = len(finding.statement.words)
    return (
        finding.likeness,
        finding.statement.superseded,
        reported,
        known,
        indirect,
        -finding.share,
        finding.missing + finding.added,
        length,
    )


def _verdict(findings: tuple[Finding, ...], passages: tuple[Passage, ...]) -> Verdict:
    first = findings[0] if findings else None
    verbatim = first is not None and first.likeness is Likeness.VERBATIM
    if not verbatim and any(not passage.statements for passage in passages):
        return Verdict.UNATTRIBUTED
    if first is None:
        return Verdict.NOT_FOUND
    if first.likeness is Likeness.PARTIAL:
        return Verdict.PARTIAL
    if first.identity is Identity.DIFFERENT:
        return Verdict.ANOTHER
    if verbatim:
        return Verdict.UNATTRIBUTED if first.identity is Identity.UNNAMED else Verdict.VERBATIM
    return Verdict.ALTERED


def _together(findings: tuple[Finding, ...]) -> int:
    """How many of the words are found in the statements of the first finding's speaker, taken together."""
    if not findings:
        return 0
    speaker = findings[0].statement.speaker
    own = [
        f.places
        for f in findings
        if speaker and f.statement.speaker == speaker and Note.REPORTED not in f.notes
    ]
    return len(frozenset().union(findings[0].places, *own))
