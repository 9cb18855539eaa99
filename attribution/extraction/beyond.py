"""What goes on behind a possible end of a content: does it sound like the speaker still, or like the article again?

“said he would pay and left”: a verb in the time of the saying verb, where those of the content are in another, is the
article's. A pronoun that comes back, and quotations still ahead, speak for the content going on.
"""

from __future__ import annotations

from typing import NamedTuple

from attribution.extraction.cues import CueCandidate
from attribution.extraction.layout import VERBAL, Layout
from attribution.extraction.marks import look
from attribution.extraction.tagging import OPEN
from attribution.languages.weights import Feature

REACH = 14  # tokens in which the verb of a clause is looked for
PASSED = frozenset(",;-&ua>")  # tags of what may stand before the subject or verb of a clause
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


def said(layout: Layout, candidate: CueCandidate, begin: int, after: int) -> Said:
    """What the possible ends of a content that begins at token `begin` are compared with."""
    tags, words, group = layout.tags, layout.words, candidate.group
    verb = group if tags[group] in VERBAL else candidate.first
    subject = words[group - 1] if group and tags[group - 1] == SUBJECT else ""
    opening = begin + (tags[begin] in COMPLEMENTISERS)
    own = words[opening] if tags[opening : opening + 1] == SUBJECT else ""
    opens = []
    if tags.find(OPEN, begin, after) >= 0:
        opens = [n for n in range(begin, after) if tags[n] == OPEN]
    return Said(
        form(layout, verb), subject, own, first_verb(layout, begin, after), opens, look(layout, begin)
    )


def form(layout: Layout, n: int) -> str:
    """The form of a verb, as far as its ending shows it; of an auxiliary of being the word itself."""
    return layout.labels[n] if layout.tags[n] == "B" else layout.tags[n] + layout.words[n][-1]


def first_verb(layout: Layout, first: int, after: int) -> str:
    """The form of the first verb among the next tokens; "-" where there is none."""
    for n in range(first, min(after, first + REACH)):
        if layout.tags[n] in VERBAL:
            return form(layout, n)
    return "-"


def features_beyond(
    layout: Layout, known: Said, n: int, after: int, kind: str, closes: bool
) -> list[Feature]:
    """What stands behind a content that ends at token `n` (exclusive) of a sentence that ends at token `after`.

    `kind` is the kind of clause that follows, `closes` whether the quotation that is the content closes there.
    """
    tags, words = layout.tags, layout.words
    tag = tags[n] if n < after else "$"
    at = n
    while at < after and tags[at] in PASSED:
        at += 1
    verb = first_verb(layout, at, after) if kind in WITH_VERB else "-"
    echo, joined = "-", tag
    if at < after and tags[at] == SUBJECT:
        again = words[at] == known.own_subject, words[at] == known.subject
        echo = ("o" if again[0] else "") + ("s" if again[1] else "") or "x"
    if at > n and tags[at - 1] in JOINING:
        joined = words[at - 1]
    found: list[Feature] = [
        ("verb,next", known.verb, verb, kind, tag), ("cue,next", known.cue_verb, verb, kind),
        ("cue,verb,next", known.cue_verb, known.verb, verb), ("echo", echo, tag), ("echo,join", echo, joined),
    ]  # fmt: skip
    if known.opens:
        ahead = [mark for mark in known.opens if mark >= n]
        more = len(ahead) if len(ahead) < 2 else 2
        found += (
            ("quotes ahead", more, tag, len(ahead) < len(known.opens)), ("quotes ahead,closes", more, closes, kind),
            ("next quote", look(layout, ahead[0]) if ahead else "-", tag), ("look", known.looks, closes, tag),
            ("look,end", known.looks, n >= after - 1),
        )  # fmt: skip
    return found
