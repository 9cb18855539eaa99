"""The statements of an article in the order of the text: where each stands, who speaks, and in which tense."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from attribution.extraction.speakers.references import Reference
from attribution.extraction.statements.cues import CueCandidate
from attribution.extraction.statements.relations import Proposal
from attribution.extraction.text.layout import Layout

FINISHED = frozenset("AM")  # tags of auxiliaries that tell of another time: "has said", "would say"


class Statements(NamedTuple):
    """The proposals of an article in text order; who speaks in each; in whose content it stands, or None."""

    layout: Layout
    proposals: Sequence[Proposal]
    references: Sequence[Reference]
    holders: Sequence[int | None]

    def paragraph(self, n: int) -> int:
        """The paragraph in which a statement stands."""
        proposal = self.proposals[n]
        first = proposal.cue.first if proposal.cue is not None else proposal.pieces[0][0]
        return self.layout.paragraph_of(first)

    def span(self, n: int) -> tuple[int, int]:
        """The first and the last token of a statement: of its source, its cue and its content, end exclusive."""
        cue, source, pieces = self.proposals[n].cue, self.proposals[n].source, self.proposals[n].pieces
        parts = list(pieces)
        parts += [(cue.group, cue.after)] if cue is not None else []
        parts += [(source.first, source.after)] if source is not None else []
        return min(first for first, _ in parts), max(after for _, after in parts)

    def speaker(self, n: int) -> str:
        """The speaker's name; for one without, the words of the source, where they point back ("the source")."""
        phrase, name = self.proposals[n].source, self.references[n].speaker
        if name is not None or phrase is None:
            return name or ""
        words = self.layout.words[phrase.first : phrase.after]
        return words[-1] if len(words) <= 2 else " ".join(words)

    def elsewhen(self, cue: CueCandidate | None) -> bool:
        """Whether the verb tells of no single time: "has said", "would say"."""
        return cue is not None and not FINISHED.isdisjoint(self.layout.tags[cue.group : cue.first])
