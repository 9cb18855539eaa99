"""Clauses without a parser: how many of those that have begun still lack their verb.

“that a tool, which was never used, | suggests …”: behind “used” the relative clause has its verb, and the one that
“that” opened has none yet; a content that began there hardly ends before it has one.
"""

from __future__ import annotations

CARRYING = frozenset("BAMKv")  # tags of words that are verbs of a clause wherever they stand
CLAUSE = frozenset("urTWF")  # tags of words that open a clause with a verb of its own
WITHOUT_VERB = frozenset("tpog<")  # tags with which a content opens that need be no clause: “to go”, “of fraud”
AUXILIARY = frozenset("BAMKXa")  # tags that may stand in a verb group before its verb
IN_GROUP = AUXILIARY | frozenset("eEvC")
OBJECT = frozenset("DPHOTWq")  # tags behind a word in -ed, or a cue, that is the verb of a clause
INFINITIVE = frozenset("vCBAK")  # tags behind "to" that make it one


def verbs_owed(tags: str, begin: int, after: int) -> list[int]:
    """How many clauses lack their verb of those that begin at token `begin` or later, before each token up to `after`.

    One number for each token from `begin` to `after`, both included.
    """
    opens = tags[begin]
    owed = 0 if opens in WITHOUT_VERB else 1
    n = begin + (opens in CLAUSE)
    found = [owed] * (n - begin + 1)
    while n < after:
        tag, last = tags[n], n
        if tag in CLAUSE:
            owed += 1
        elif tag == "t" and n + 1 < after and tags[n + 1] in INFINITIVE:
            last = n + 1
        elif is_verb(tags, n, wanted=bool(owed)):
            owed = max(0, owed - 1)
            last = end_of_group(tags, n, after)
        found += [owed] * (last + 1 - n)
        n = last + 1
    return found


def is_verb(tags: str, n: int, *, wanted: bool) -> bool:
    """Whether the verb of a clause stands at token `n`; words in -ed and cues are told by what is around them."""
    if tags[n] in CARRYING:
        return True
    behind = tags[n + 1 : n + 2]
    may_be = tags[n] in "EC" and tags[n - 1] in "nNSIaO>vej"
    return may_be and (wanted or (behind != "" and behind in OBJECT))


def end_of_group(tags: str, n: int, after: int) -> int:
    """The last token of the verb group that begins at token `n`: “had not been told”."""
    while n + 1 < after and tags[n] in AUXILIARY and tags[n + 1] in IN_GROUP:
        n += 1
    return n
