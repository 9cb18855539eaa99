"""In which stance something was said: the cue's own, as negation, modals and what governs it change it."""

from __future__ import annotations

from attribution.extraction.statements.cues import CueCandidate
from attribution.extraction.statements.relations import Proposal
from attribution.extraction.text.layout import Layout
from attribution.extraction.text.tagging import gerund_endings
from attribution.languages import CUE, Language
from attribution.model import Stance

BEFORE_TAKEN = "pPDHjqa"  # tags between a verb of taking back and what was said
AHEAD = 5  # tokens behind "warned" in which "to" makes it a request


def stance_of(layout: Layout, proposal: Proposal, language: Language) -> Stance:
    """The stance of the cue, as negation, modals and the passive change it."""
    cue = proposal.cue
    if cue is None:
        return "said"
    stance: Stance = cue.cue.stance  # type: ignore[assignment]  # the loader admits no other
    if stance == "attitude":
        return stance
    settings = language.circumstances["stance"]
    words, group = layout.words, range(cue.group, cue.first)
    source = proposal.source
    if source is not None and words[source.first] in settings["nobody"]:
        return "not-said"
    if _negated(layout, proposal, cue, language):
        unwilling = any(words[n] in settings["unwilling"] for n in group)
        return "declined" if unwilling else "not-said"
    if words[cue.first] in settings["told_with_that"] and layout.tags[cue.after : cue.after + 1] == "T":
        return "said"
    if cue.cue.group in settings["asked_with_to"] and cue.cue.part == "verb" and _request(layout, cue):
        return "asked"
    if stance == "said" and _denied(layout, cue, language):
        return "not-said"
    hedged = any(words[n] in settings["modals"] or words[n] in settings["hedges"] for n in group)
    if stance == "said" and (hedged or proposal.frame == "raised"):
        return "hedged"
    return stance


def taken_back(layout: Layout, proposal: Proposal, cue: CueCandidate, language: Language) -> bool:
    """“apologised for saying”, “withdrew the claim that”: whether whoever said it takes it back."""
    verbs = language.circumstances["stance"]["taking_back"]
    skipped = layout.words[cue.after : proposal.pieces[-1][0]]
    if layout.words[cue.first] in verbs and any(word in language.cues for word in skipped):
        return "X" not in layout.tags[cue.group : cue.first]
    first = layout.sentences[layout.sentence_of(cue.first)][0]
    own = language.circumstances["stance"]["taking_back_alone"]
    at = next((n for n in range(cue.group, cue.after) if layout.words[n] in own), _governing(layout, cue))
    told = at >= first and (layout.words[at] in verbs or layout.words[at] in own)
    return told and "X" not in layout.tags[max(first, at - AHEAD) : at]


def _governing(layout: Layout, cue: CueCandidate) -> int:
    """The token right before a cue, but for small words: the verb in "apologised for saying"; -1 for none."""
    n = cue.group - 1
    while n >= max(0, cue.group - AHEAD) and layout.tags[n] in BEFORE_TAKEN:
        n -= 1
    return n


def _denied(layout: Layout, cue: CueCandidate, language: Language) -> bool:
    """“denied saying”, “denies having said”; not “did not deny saying”."""
    begins = cue.group < cue.first and layout.tags[cue.group] == "g"
    if not (begins or layout.words[cue.first].endswith(gerund_endings(language))):
        return False
    n = cue.group - 1
    governing = language.cues.get(layout.words[n]) if n >= 0 and layout.tags[n] == CUE else None
    if governing is None or governing.stance != "denied":
        return False
    return "X" not in layout.tags[max(layout.sentences[layout.sentence_of(n)][0], n - AHEAD) : n]


def _negated(layout: Layout, proposal: Proposal, cue: CueCandidate, language: Language) -> bool:
    """“did not say”, and turned round: “at no point did we say”."""
    tags, words = layout.tags, layout.words
    endings = tuple(language.layout["negative_clitics"])
    if any(tags[n] == "X" or words[n].endswith(endings) for n in range(cue.group, cue.first)):
        return True
    source = proposal.source
    if source is None or source.after != cue.group or source.first < 1 or tags[source.first - 1] not in "KAB":
        return False
    first = layout.sentences[layout.sentence_of(cue.first)][0]
    return "X" in tags[max(first, source.first - AHEAD) : source.first]


def _request(layout: Layout, cue: CueCandidate) -> bool:
    """“warned people to stay”: a hearer, and what he is to do."""
    for n in range(cue.after, min(cue.after + AHEAD, len(layout.tags))):
        tag = layout.tags[n]
        if tag == "t":
            return n > cue.after
        if tag not in "DPHOIjnNq#":
            return False
    return False
