"""Quotations that go on without a cue of their own: “A,” she said. “B.” — B is hers too.

Within a paragraph a sentence that is all quotation belongs to the last quoting attribution before it, else to the
last saying before it, else to the first quoting one after it. In PolNeAR's training articles the quoting one was right
for 1,520 of 1,543 such sentences. A quoted clause that opens a longer sentence belongs to the quoting one before it:
there, that brought ten attributions and lost none.
"""

from __future__ import annotations

from attribution.extraction.statements.coverage import Coverage
from attribution.extraction.statements.relations import Proposal, Tokens
from attribution.extraction.text.layout import VERBAL, Layout
from attribution.extraction.text.tagging import CLOSE, OPEN

LEAST_WORDS = 5  # tokens of a quotation that can float; shorter ones are headings and chants


def continued(layout: Layout, proposals: list[Proposal]) -> list[Proposal]:
    """The proposals with the cueless quotations around them joined on as further pieces."""
    pieces: dict[int, list[Tokens]] = {}
    taken = _sentences_with_content(layout, proposals)
    quoting, saying = _quoting(layout, proposals)
    contents = Coverage(proposal.pieces for proposal in proposals)
    for paragraph, (first, after) in enumerate(layout.paragraphs):
        if not layout.prose[paragraph] or OPEN not in layout.tags[first:after]:
            continue
        last = said = None
        waiting: list[Tokens] = []
        for number in _sentences_of(layout, first, after):
            sentence, own = layout.sentences[number], quoting.get(number)
            if own is not None:
                last = own
                if waiting:
                    pieces.setdefault(own, []).extend(waiting)
                    waiting = []
            elif sentence not in taken:
                owner = last if last is not None else said
                if is_all_quotation(layout, *sentence):
                    (waiting if owner is None else pieces.setdefault(owner, [])).append(sentence)
                elif last is not None and (opening := _opening_quotation(layout, *sentence)):
                    pieces.setdefault(last, []).append(opening)
            said = saying.get(number, said)
    for number, proposal in enumerate(proposals):
        rest = _rest_of_sentence(layout, contents, proposal)
        if rest is not None:
            pieces.setdefault(number, []).append(rest)
    joined = []
    for number, proposal in enumerate(proposals):
        more = pieces.get(number)
        joined.append(
            proposal._replace(pieces=tuple(sorted((*proposal.pieces, *more)))) if more else proposal
        )
    return joined


def _rest_of_sentence(layout: Layout, contents: Coverage, proposal: Proposal) -> Tokens | None:
    """“A,” said Holt of the union, “B.” — B, where nothing else claims it."""
    cue = proposal.cue
    if cue is None or proposal.frame != "before" or layout.tags[proposal.pieces[-1][1] - 1] != CLOSE:
        return None
    if layout.quoted[cue.first] >= 0:
        return None
    after = layout.sentences[layout.sentence_of(cue.first)][1]
    begin = layout.tags.find(OPEN, cue.after, after)
    source_end = proposal.source.after if proposal.source else 0
    behind = begin in (cue.after, source_end) or (begin > 0 and layout.tags[begin - 1] in ",:")
    if begin < 0 or not behind or "C" in layout.tags[cue.after : begin]:
        return None
    end = layout.token_at(layout.quotations[layout.quoted[begin]].end - 1) + 1
    if contents.among([(begin, end)]):
        return None
    return begin, min(end, after)


def _opening_quotation(layout: Layout, first: int, after: int) -> Tokens | None:
    """“A,” said Holt. “B,” which is in Tern. — B, a clause that opens the sentence."""
    if layout.tags[first] != OPEN:
        return None
    end = layout.token_at(layout.quotations[layout.quoted[first]].end - 1) + 1
    if end >= after or end - first < LEAST_WORDS or VERBAL.isdisjoint(layout.tags[first:end]):
        return None
    return first, end


def is_all_quotation(layout: Layout, first: int, after: int) -> bool:
    """Whether the sentence is one quotation or several, and nothing else but marks."""
    tags, quoted = layout.tags, layout.quoted
    if tags[first] != OPEN:
        return False
    return all(quoted[n] >= 0 or tags[n] in ".,!?-" for n in range(first, after))


def floating(layout: Layout, proposals: list[Proposal]) -> list[Proposal]:
    """The proposals, with the quotations that are a sentence or a paragraph and that none of them claims.

    A paragraph that is all quotation goes on with the last saying of the paragraph before it. Where nobody said
    anything there, it is an attribution without a source of its own, and so is a sentence in such a paragraph.
    """
    found = _begun_before(layout, proposals)
    claimed = {n for p in found for piece in p.pieces for n in (piece[0], piece[1] - 1)}
    last, last_said = _last_of_paragraphs(layout, found)
    for number, (first, after) in enumerate(layout.paragraphs):
        if not layout.prose[number] or OPEN not in layout.tags[first:after]:
            continue
        if not is_all_quotation(layout, first, after):
            sentences = [layout.sentences[n] for n in _sentences_of(layout, first, after)]
            quoted = [s for s in sentences if is_all_quotation(layout, *s)]
            found += [_float(*s) for s in quoted if _floats(layout, *s, claimed)]
            continue
        if not _floats(layout, first, after, claimed):
            continue
        continues = layout.quotations[layout.quoted[first]].continues is not None
        goes_on = continues or _ends_in_colon(layout, number - 1)
        owner = last_said.get(number - 1, last.get(number - 1) if goes_on else None)
        if owner is not None:
            found[owner] = found[owner]._replace(pieces=(*found[owner].pieces, (first, after)))
            last[number] = last_said[number] = owner
        elif number:
            last[number] = last_said[number] = len(found)
            found.append(_float(first, after))
    return sorted(found, key=lambda p: (p.pieces[0][0], p.pieces[-1][1]))


def _begun_before(layout: Layout, proposals: list[Proposal]) -> list[Proposal]:
    """The proposals with the paragraphs in which a quotation began that they take up: “A. ⏎ “B,” said Holt."""
    found = list(proposals)
    owners = {piece[0]: number for number, p in enumerate(found) for piece in p.pieces}
    claimed = Coverage(proposal.pieces for proposal in found)
    for quotation in reversed(layout.quotations):
        owner = owners.get(layout.token_at(quotation.start)) if quotation.continues is not None else None
        if quotation.continues is None or owner is None:
            continue
        begun = layout.token_at(layout.quotations[quotation.continues].start)
        paragraph = layout.paragraphs[layout.paragraph_of(begun)]
        if is_all_quotation(layout, *paragraph) and not claimed.among([paragraph]):
            found[owner] = found[owner]._replace(pieces=(paragraph, *found[owner].pieces))
            owners[paragraph[0]] = owner
    return found


def _float(first: int, after: int) -> Proposal:
    return Proposal(None, "floating", None, ((first, after),), (0.7, 0.8, 1.0, 1.0))


def _sentences_of(layout: Layout, first: int, after: int) -> range:
    """The numbers of the sentences of a paragraph."""
    return range(layout.sentence_of(first), layout.sentence_of(after - 1) + 1)


def _floats(layout: Layout, first: int, after: int, claimed: set[int]) -> bool:
    """Whether a quotation is long enough to be somebody's words, and nobody's yet."""
    return (
        after - first >= LEAST_WORDS
        and claimed.isdisjoint(range(first, after))
        and any(word[0].isalnum() for word in layout.words[first:after])
    )


def _ends_in_colon(layout: Layout, paragraph: int) -> bool:
    return paragraph >= 0 and layout.tags[layout.paragraphs[paragraph][1] - 1] == ":"


def _last_of_paragraphs(layout: Layout, proposals: list[Proposal]) -> tuple[dict[int, int], dict[int, int]]:
    """Number of a paragraph -> the last proposal whose cue or end stands there; of all, and of those that say."""
    last: dict[int, int] = {}
    said: dict[int, int] = {}
    for number, proposal in enumerate(proposals):
        end, cue = proposal.pieces[-1][1] - 1, proposal.cue
        says = cue is None or (cue.cue.speech and layout.quoted[cue.first] < 0)
        for paragraph in {layout.paragraph_of(end), layout.paragraph_of(cue.first if cue else end)}:
            last[paragraph] = number
            if says:
                said[paragraph] = number
    return last, said


def _sentences_with_content(layout: Layout, proposals: list[Proposal]) -> set[Tokens]:
    """Sentences of which an outer content already takes part."""
    return {
        layout.sentences[layout.sentence_of(piece[0])]
        for proposal in proposals
        for piece in proposal.pieces
        if proposal.cue is None or layout.quoted[proposal.cue.first] < 0
    }


def _quoting(layout: Layout, proposals: list[Proposal]) -> tuple[dict[int, int], dict[int, int]]:
    """Number of a sentence -> its last proposal, cue outside quotations, that quotes; and that says."""
    quoting, saying = {}, {}
    for number, proposal in enumerate(proposals):
        if proposal.cue is None or layout.quoted[proposal.cue.first] >= 0:
            continue
        sentence = layout.sentence_of(proposal.cue.first)
        if any(OPEN in layout.tags[a:b] or CLOSE in layout.tags[a:b] for a, b in proposal.pieces):
            quoting[sentence] = number
        if proposal.cue.cue.speech:
            saying[sentence] = number
    return quoting, saying
