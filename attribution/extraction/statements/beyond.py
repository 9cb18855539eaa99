"""What goes on behind a possible end of a content: does it sound like the speaker still, or like the article again?

“said he would pay and left”: a verb in the time of the saying verb, where those of the content are in another, is the
article's. A pronoun that comes back, and quotations still ahead, speak for the content going on.
"""

from __future__ import annotations

from typing import NamedTuple

from attribution.extraction.statements.cues import CueCandidate
from attribution.extraction.statements.marks import look, opening_marks
from attribution.extraction.text.layout import VERB, VERBAL, Layout
from attribution.extraction.text.mentions import BASE
from attribution.languages.weights import Feature

AHEAD = 5  # tokens in which another cue is near
REACH = 14  # tokens in which the verb of a clause is looked for
PASSED = frozenset(",;-&ua>")  # tags of what may stand before the subject or verb of a clause
PASSED_BEFORE_PHRASE = PASSED | {"p"}  # and before a phrase
JOINING = frozenset("&u")  # “and”, “while”
WITH_VERB = frozenset(("verb", "subject verb", "subject cue"))  # kinds of clause that have one
COMPLEMENTISERS = frozenset("TFW")
SUBJECT = "S"  # tag of a pronoun that is a subject


class Said(NamedTuple):
    """A cue and a content that begins behind it, as far as its possible ends are compared with them."""

    cue_verb: str  # the form of the cue's verb group
    subject: str  # the pronoun right before the cue, or ""
    own_subject: str  # the pronoun with which the content begins, or ""
    verb: str  # the form of the content's first verb
    opens: list[int]  # the opening marks from its beginning to the end of the sentence
    looks: str  # of the quotation with which it begins


class Clause(NamedTuple):
    """What would follow a content that ends at a token, whatever its beginning."""

    kind: str  # with a subject and a verb of its own, a verb alone …
    verb: str  # the form of its first verb, "-" where it has none
    subject: str  # the pronoun with which it begins, or ""
    joined: str  # the word that joins it on, else the tag at the token
    ahead: str  # the group of the next cue, "none" where none is near


def said(layout: Layout, candidate: CueCandidate, begin: int, after: int) -> Said:
    """What the possible ends of a content that begins at token `begin` are compared with."""
    tags, words, group = layout.tags, layout.words, candidate.group
    verb = group if tags[group] in VERBAL else candidate.first
    subject = words[group - 1] if group and tags[group - 1] == SUBJECT else ""
    opening = begin + (tags[begin] in COMPLEMENTISERS)
    own = words[opening] if tags[opening : opening + 1] == SUBJECT else ""
    opens = opening_marks(tags, begin, after)
    return Said(
        form(layout, verb), subject, own, first_verb(layout, begin, after), opens, look(layout, begin)
    )


def form(layout: Layout, n: int) -> str:
    """The form of a verb, as far as its ending shows it; of an auxiliary of being the word itself."""
    return layout.labels[n] if layout.tags[n] == "B" else layout.tags[n] + layout.words[n][-1]


def first_verb(layout: Layout, first: int, after: int) -> str:
    """The form of the first verb among the next tokens; "-" where there is none."""
    found = VERB.search(layout.tags, first, min(after, first + REACH))
    return form(layout, found.start()) if found is not None else "-"


def clause_at(layout: Layout, n: int, after: int, cues: list[CueCandidate]) -> Clause:
    """What follows a content that ends at token `n` (exclusive) of a sentence with these cues, to token `after`."""
    tags, words = layout.tags, layout.words
    kind = _kind(tags, n, after)
    at = n
    while at < after and tags[at] in PASSED:
        at += 1
    verb = first_verb(layout, at, after) if kind in WITH_VERB else "-"
    subject = words[at] if at < after and tags[at] == SUBJECT else ""
    joined = tags[n] if n < after else "$"
    if at > n and tags[at - 1] in JOINING:
        joined = words[at - 1]
    return Clause(kind, verb, subject, joined, _cue_ahead(n, cues))


def _cue_ahead(n: int, cues: list[CueCandidate]) -> str:
    """The group of the next cue, "none" where none is near; where several share their verb group, that of the last."""
    near = [cue for cue in cues if n <= cue.group < n + AHEAD]
    return max(near, key=lambda cue: (-cue.group, cue.first)).cue.group if near else "none"


def _kind(tags: str, n: int, after: int) -> str:
    """What kind of clause would follow a content that ends here: with its own subject and verb, a verb alone …"""
    m = n
    while m < after and tags[m] in PASSED_BEFORE_PHRASE:
        m += 1
    if m >= after:
        return "$"
    if tags[m] in VERBAL:
        return "verb"
    if tags[m] in "grtT":
        return tags[m]
    found = BASE.match(tags, m, after)
    if found is None:
        return tags[m]
    stop = found.end()
    while stop < after and tags[stop] in "ao":
        if tags[stop] == "o":
            more = BASE.match(tags, stop + 1, after)
            if more is None:
                break
            stop = more.end()
        else:
            stop += 1
    if stop >= after:
        return "phrase$"
    if tags[stop] == "C":
        return "subject cue"
    if tags[stop] in "BAMvKE":
        return "subject verb"
    return "phrase" + (tags[stop] if tags[stop] in ",.&" else "")


def features_beyond(
    layout: Layout, known: Said, clause: Clause, n: int, after: int, closes: bool
) -> list[Feature]:
    """What stands behind a content that ends at token `n` (exclusive) of a sentence that ends at token `after`.

    `clause` is what follows there, `closes` whether the quotation that is the content closes there.
    """
    tag = layout.tags[n] if n < after else "$"
    kind, verb, subject, joined, _ = clause
    echo = "-"
    if subject:
        echo = ("o" if subject == known.own_subject else "") + ("s" if subject == known.subject else "") or "x"
    found: list[Feature] = [
        ("verb,next", known.verb, verb, kind, tag), ("cue,next", known.cue_verb, verb, kind),
        ("cue,verb,next", known.cue_verb, known.verb, verb), ("echo", echo, tag), ("echo,join", echo, joined),
    ]  # fmt: skip
    if known.opens:
        ahead = [mark for mark in known.opens if mark >= n]
        more = min(len(ahead), 2)
        found += (
            ("quotes ahead", more, tag, len(ahead) < len(known.opens)), ("quotes ahead,closes", more, closes, kind),
            ("next quote", look(layout, ahead[0]) if ahead else "-", tag), ("look", known.looks, closes, tag),
            ("look,end", known.looks, n >= after - 1),
        )  # fmt: skip
    return found
