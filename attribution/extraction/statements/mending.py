"""Readings set right by what the sentence as a whole rules out, after each cue has been given its best one.

The tables weigh one boundary at a time. Some faults show only in how clauses stand to one another: a subject has a
main verb behind it, a clause with a source and a cue of its own is not somebody else's words, and whoever is said to
do something does not say it.
"""

from __future__ import annotations

from collections.abc import Sequence

from attribution.extraction.statements.clauses import CARRYING, CLAUSE, INFINITIVE, end_of_group, is_verb
from attribution.extraction.statements.cues import CueCandidate
from attribution.extraction.statements.relations import Proposal, Tokens
from attribution.extraction.statements.stretches import end_without
from attribution.extraction.text.layout import FINITE, Layout
from attribution.extraction.text.mentions import SOURCE, Phrase
from attribution.extraction.text.tagging import CLOSE, DASH, OPEN
from attribution.languages import Language

SURE = 0.9  # of an end that a main verb sets
LEAST = 0.5  # a proposal less sure than this is not believed against another
IN_PHRASE = frozenset("DPHjnNz#qfiEe")  # tags of the words of a noun phrase
JOINS = frozenset("u&a,")  # tags of what joins a source and its cue on: “but as”, “even as”
SUBJECTS = frozenset("SIT")  # tags of pronouns that may be the subject of a clause
BEFORE_SUBJECT = frozenset("^,&uT<:;-")  # what stands before a noun phrase that is the subject of its clause
NO_INFINITIVE = frozenset("DPHNOI#q")  # tags behind "to" that make it a preposition


def mended(layout: Layout, proposals: Sequence[Proposal], language: Language) -> list[Proposal]:
    """The proposals in the same order, each set right; one that has no content left goes."""
    contrasting = frozenset(language.layout.get("contrasting", ()))
    together: dict[int, list[Proposal]] = {}  # number of a sentence -> the proposals of its cues
    for proposal in proposals:
        if proposal.cue is not None:
            together.setdefault(layout.sentence_of(proposal.cue.first), []).append(proposal)
    found = []
    for proposal in proposals:
        cue = proposal.cue
        if cue is not None:
            others = together[layout.sentence_of(cue.first)]
            for step in STEPS.get(proposal.frame, ()):
                proposal = step(layout, proposal, cue)
            if len(others) > 1:
                proposal = _others_left(layout, proposal, cue, others, contrasting)
        if proposal.pieces:
            found.append(proposal)
    return found


def _main_verb_left(layout: Layout, proposal: Proposal, cue: CueCandidate) -> Proposal:
    """“Her claim [that nobody knew] drew anger”: a noun of saying that is a subject leaves the sentence its verb."""
    first, after = proposal.pieces[-1]
    if cue.cue.part != "noun" or first < cue.after or not _is_subject(layout, cue):
        return proposal
    verb = _main_verb(layout, first, after)
    if verb < 0:
        return proposal
    sure = (*proposal.sure[:3], max(proposal.sure[3], SURE))
    return proposal._replace(pieces=(*proposal.pieces[:-1], (first, verb)), sure=sure)


def _is_subject(layout: Layout, cue: CueCandidate) -> bool:
    """Whether nothing but the words of its noun phrase stands between the beginning of the clause and a cue."""
    tags = layout.tags
    first = layout.sentences[layout.sentence_of(cue.first)][0]
    n = cue.first
    while n > first and tags[n - 1] in IN_PHRASE:
        n -= 1
    return n == first or tags[n - 1] in BEFORE_SUBJECT


def _main_verb(layout: Layout, first: int, after: int) -> int:
    """The token where a content ends because the verb of the clause around it begins; -1 if none does."""
    tags, quoted = layout.tags, layout.quoted
    outer = quoted[first] if tags[first] != OPEN else quoted[first - 1]
    wanted = 0 if tags[first] in "tpog" else 1  # verbs still to come before the main one
    n = first + (tags[first] in CLAUSE)
    clause_quoted = tags[n] == OPEN
    while n < after:
        tag = tags[n]
        if tag == CLOSE and clause_quoted and tags[n + 1 : n + 2] in CARRYING:
            wanted = 0  # that “everybody cheats” | drew laughter
        elif tag in CLAUSE or (tag in "&S" and not wanted):
            wanted += 1
        elif tag == "t" and tags[n + 1 : n + 2] and tags[n + 1] in INFINITIVE:
            n += 1  # to win
        elif is_verb(tags, n, wanted=bool(wanted)):
            if not wanted and quoted[n] == outer:
                return end_without(",-", tags, n)
            wanted = max(0, wanted - 1)
            n = end_of_group(tags, n, after)
        n += 1
    return -1


def _passive(layout: Layout, proposal: Proposal, cue: CueCandidate) -> Proposal:
    """“[Kessler] is said [to favour a merger]”: whoever is said to do something does not say it."""
    source, (first, _), tags = proposal.source, proposal.pieces[0], layout.tags
    if source is None or source.after > cue.group or len(proposal.pieces) > 1 or cue.cue.part != "verb":
        return proposal
    if "B" not in tags[cue.group : cue.first] or first != cue.after or tags[first] != "t":
        return proposal
    if tags[first + 1] in NO_INFINITIVE or tags[cue.first] == "g":
        return proposal
    subject = source.first, source.after
    return proposal._replace(source=None, frame="raised", pieces=(subject, *proposal.pieces))


def _answered_to(layout: Layout, proposal: Proposal, cue: CueCandidate) -> Proposal:
    """“did not reply to [emailed questions]”: the “to” of an answer that was not given joins it on."""
    (first, after), *more = proposal.pieces
    unsaid = cue.cue.part == "phrase" and cue.cue.stance == "not-said"
    if not unsaid or first != cue.after or layout.tags[first] != "t" or after - first < 2:
        return proposal
    return proposal._replace(pieces=((first + 1, after), *more))


def _put_between(layout: Layout, proposal: Proposal, cue: CueCandidate) -> Proposal:
    """“[The harbour], as Quintana put it, [has gone to sleep]”: what stands before is the subject of what is said."""
    source, tags = proposal.source, layout.tags
    if source is None or source.after > cue.group or tags[cue.after] != "," or len(proposal.pieces) > 1:
        return proposal
    first = layout.sentences[layout.sentence_of(cue.first)][0]
    comma = source.first - 2
    if comma <= first or tags[comma : source.first] != ",u" or not FINITE.isdisjoint(tags[first:comma]):
        return proposal
    if IN_PHRASE.isdisjoint(tags[first:comma]) and SUBJECTS.isdisjoint(tags[first:comma]):
        return proposal  # “But, as Quintana put it, …”
    return proposal._replace(frame="around", pieces=((first, comma), *proposal.pieces))


def _from_the_first_clause(layout: Layout, proposal: Proposal, cue: CueCandidate) -> Proposal:
    """“said [prices had risen, that stocks were low]”: the clause before “that” is told as well."""
    source, tags = proposal.source, layout.tags
    first, after = proposal.pieces[0]
    gap = tags[cue.after : first]
    right = source is not None and source.first > cue.first
    if right or len(proposal.pieces) > 1 or cue.cue.part != "verb" or tags[first] != "T":
        return proposal
    if gap[-1:] != "," or gap.count(",") > 1 or gap[0] not in IN_PHRASE | {"S", "I"}:
        return proposal
    if not (CLAUSE | {"g", "e", OPEN}).isdisjoint(gap[:-2]) or CARRYING.isdisjoint(gap):
        return proposal
    return proposal._replace(pieces=((cue.after, after),))


def _between_dashes(layout: Layout, proposal: Proposal, cue: CueCandidate) -> Proposal:
    """“[The concert] – said the organisers – [would go ahead].”"""
    tags, (first, end) = layout.tags, layout.sentences[layout.sentence_of(cue.first)]
    dash = cue.group - 1
    if dash <= first or tags[dash] != DASH or proposal.pieces[-1][0] < cue.after:
        return proposal
    source = SOURCE.match(tags, cue.after, end)
    if source is None or tags[source.end() : source.end() + 1] != DASH:
        return proposal
    after = end_without(".!?", tags, end)
    pieces = ((first, dash), (source.end() + 1, after))
    if after <= source.end() + 1:
        return proposal
    phrase = Phrase(*source.span(), source.end() - 1, "")
    return proposal._replace(frame="around", source=phrase, pieces=pieces)


def _joining_word_left(layout: Layout, proposal: Proposal, cue: CueCandidate) -> Proposal:
    """““You cannot argue with a river,” as Jensen says”: what joins source and cue on is no content."""
    first, after = proposal.pieces[0]
    tags = layout.tags[first:after]
    if len(proposal.pieces) > 1 and after <= cue.first and "u" in tags and JOINS.issuperset(tags):
        return proposal._replace(frame="after", pieces=proposal.pieces[1:])  # “As Orr says, it is over.”
    end = end_without("u&,-", layout.tags, after)
    if after > cue.first or end <= first + 1 or layout.tags[end:after].strip(",-") == "":
        return proposal
    return proposal._replace(pieces=((first, end), *proposal.pieces[1:]))


def _turned_round(layout: Layout, proposal: Proposal, cue: CueCandidate) -> Proposal:
    """““Where is it?” wondered [one shareholder].”: a phrase alone behind the verb, to the end, is its source."""
    tags = layout.tags
    if proposal.source is not None or cue.cue.part != "verb" or cue.group != cue.first or cue.first < 1:
        return proposal
    if tags[cue.first - 1] not in (CLOSE, ","):
        return proposal
    found = SOURCE.match(tags, cue.after, layout.sentences[layout.sentence_of(cue.first)][1])
    if found is None or tags[found.end() : found.end() + 1] != ".":
        return proposal
    return proposal._replace(source=Phrase(*found.span(), found.end() - 1, ""))


def _others_left(
    layout: Layout,
    proposal: Proposal,
    cue: CueCandidate,
    proposals: Sequence[Proposal],
    contrasting: frozenset[str],
) -> Proposal:
    """“A said [it failed], but B said it worked”: a coordinate clause with a source and a cue is told by B."""
    openers = [n for other in proposals if (n := _opener(layout, cue, other, contrasting)) >= 0]
    if not openers:
        return proposal
    tags = layout.tags
    pieces: list[Tokens] = []
    for first, after in proposal.pieces:
        end = end_without(",-;", tags, min((n for n in openers if first <= n < after), default=after))
        opening = first > cue.first and FINITE.isdisjoint(tags[first:end]) and OPEN not in tags[first:end]
        if end > first:
            pieces.append((first, after if opening else end))
    if len(pieces) == 1 and proposal.frame == "around":
        return proposal._replace(
            pieces=tuple(pieces), frame="before" if pieces[0][0] < cue.first else "after"
        )
    return proposal._replace(pieces=tuple(pieces))


def _opener(layout: Layout, cue: CueCandidate, other: Proposal, contrasting: frozenset[str]) -> int:
    """The token of the “and”, “but” or “while” that opens the clause of another proposal; -1 if none does."""
    source, own, tags = other.source, other.cue, layout.tags
    if own is None or source is None or other.frame != "after" or source.first >= own.first <= cue.first:
        return -1
    at = source.first - 1
    if at <= cue.after or source.first > own.first or layout.sentence_of(at) != layout.sentence_of(cue.first):
        return -1
    joins = tags[at] == "&" or (layout.words[at] in contrasting and tags[at - 1] in ",>")
    if not joins or layout.quoted[at] != layout.quoted[cue.first]:
        return -1
    unsure = other.sure[0] * other.share < LEAST
    return -1 if unsure or (not own.cue.speech and tags[source.first] == "S") else at


STEPS = {
    "after": (_answered_to, _between_dashes, _main_verb_left, _passive, _put_between, _from_the_first_clause),
    "before": (_joining_word_left, _turned_round),
    "around": (_joining_word_left,),
}
