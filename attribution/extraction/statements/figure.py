"""What the content of a reading looks like: quoted in which of its parts, with a verb or without, and what is left.

The decisions weigh one boundary at a time; here both parts of a content are seen next to each other, and next to the
quotations of the sentence that it leaves out.
"""

from __future__ import annotations

from attribution.extraction.statements.coverage import holds
from attribution.extraction.statements.cues import CueCandidate
from attribution.extraction.statements.marks import look, opening_marks
from attribution.extraction.statements.relations import Proposal, Sentence, Tokens
from attribution.extraction.text.layout import VERBAL, Layout
from attribution.extraction.text.tagging import CLOSE, OPEN
from attribution.languages.weights import Feature

SHORT = 3  # tokens of a piece that is told word by word: “Instead,”, “In 2008,”
NOMINAL = frozenset("jnN#qi")  # tags of words with which a noun phrase may begin
PRONOUNS = frozenset("SO")
OPENING = frozenset("TFW<")  # tags of what opens a content before its first word


def figure(layout: Layout, sentence: Sentence, candidate: CueCandidate, proposal: Proposal) -> list[Feature]:
    """The features of the content of a reading of a cue."""
    tags, labels, frame = layout.tags, layout.labels, proposal.frame
    (begin, end), (last, after) = proposal.pieces[0], proposal.pieces[-1]
    size = end - begin
    parts = "|".join([_quoted(layout, piece) for piece in proposal.pieces])
    verb = not VERBAL.isdisjoint(tags[last:after])
    shape = tags[begin:end]
    if size > SHORT:
        shape = "long" if VERBAL.isdisjoint(shape) else "verb"
    behind = labels[after] if after < sentence.after else "$"
    opening = tags[last] if tags[last] not in NOMINAL else "n"
    lemma = candidate.cue.lemma
    found: list[Feature] = [
        ("parts", parts, frame), ("first piece", shape, frame), ("behind", behind, verb, frame),
        ("echo", *_echo(layout, candidate, proposal)), ("lemma,tag", lemma, opening), ("lemma,verb", lemma, verb),
        ("last,behind", labels[after - 1], behind), *_left_out(layout, sentence, proposal, parts),
    ]  # fmt: skip
    if size <= SHORT:
        found.append(("first words", labels[begin], frame, size))
    for name, at in (("look", begin), ("last look", last)):
        if tags[at] == OPEN:
            found.append((name, look(layout, at), tags[at - 1] if at else "^", frame))
    return found


def _quoted(layout: Layout, piece: Tokens) -> str:
    """How a piece stands to quotation marks: it is a quotation, has some, stands inside one, or none of these."""
    first, after = piece
    tags = layout.tags
    if tags[first] == OPEN and tags[after - 1] == CLOSE:
        return "quoted"
    if tags.find(OPEN, first, after) >= 0 or tags.find(CLOSE, first, after) >= 0:
        return "some"
    return "inside" if layout.quoted[first] >= 0 else "none"


def _echo(layout: Layout, candidate: CueCandidate, proposal: Proposal) -> tuple[str, str]:
    """The pronoun that is the source, and the one with which the content opens: “he said he”."""
    tags, labels, source = layout.tags, layout.labels, proposal.source
    told = labels[source.head] if source is not None and tags[source.head] in PRONOUNS else "-"
    last = proposal.pieces[-1]
    at = last[0] if last[0] >= candidate.after else proposal.pieces[0][0]
    for _ in range(2):
        at += tags[at : at + 1] != "" and tags[at] in OPENING
    if at >= len(tags):
        return told, "$"
    return told, labels[at] if tags[at] in "SP" else tags[at]


def _left_out(layout: Layout, sentence: Sentence, proposal: Proposal, parts: str) -> list[Feature]:
    """The quotations of the sentence that the content leaves out."""
    quotations = opening_marks(layout.tags, sentence.first, sentence.after)
    if not quotations:
        return []
    out = [n for n in quotations if not holds(proposal.pieces, n)]
    return [("left out", min(len(out), 2)), ("left out,look", look(layout, out[0]) if out else "-", parts)]
