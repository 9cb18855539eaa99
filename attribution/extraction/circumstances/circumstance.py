"""What the words around a cue tell of how something was said."""

from __future__ import annotations

from typing import NamedTuple

from attribution.model import Evidence, Precision, Span, Stance

DAY = len("2019-11-05")


class Circumstances(NamedTuple):
    """What the words around a cue tell; spans into the text, or None. `evidence` says where the date is from."""

    said_on: str | None
    when: Span | None
    place: Span | None
    addressee: Span | None
    stance: Stance
    evidence: tuple[Evidence, ...] = ()
    precision: Precision | None = None
    retracted: bool = False

    def dated(self, date: str, precision: Precision | None, why: str) -> Circumstances:
        """The same with a date that other words of the article tell, and why."""
        evidence = (*self.evidence, Evidence("date", f"{date}: {why}"))
        return self._replace(said_on=date, precision=precision, evidence=evidence)


NOTHING = Circumstances(None, None, None, None, "said")
