"""When something was said: which expression of time around a cue tells the day of the saying, not of what is said."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from attribution.extraction.dates import Seen, date_of
from attribution.extraction.layout import CLITIC, Layout
from attribution.extraction.surroundings import Surroundings, verbless
from attribution.extraction.times import Moment, find_moments, tells_year
from attribution.languages import NAME, Language

OPENING = 6  # paragraphs of an article that may tell of a hearing
RECENT = 1  # days between a hearing and publication
FAR = 14  # tokens between a cue and the expression behind it
LOWER = frozenset({"deictic", "part", "unit", "ago", "relative", "then", "weekend"})  # readings in lower case
BARE = frozenset(
    {"weekday", "deictic", "date", "part"}
)  # readings that may stand between a cue and its content


class Told(NamedTuple):
    """An expression of time that tells when something was said: tokens, end exclusive, and the date or None."""

    first: int
    after: int
    date: str | None


class Moments:
    """The expressions of time of one article."""

    def __init__(self, layout: Layout, language: Language, published: str | None):
        self.layout, self.language = layout, language
        self.day = _day(published)
        self.known: dict[tuple[int, int], list[Moment]] = {}

    def told(self, around: Surroundings, latest: str | None, ahead: bool) -> Told | None:
        """When the attribution was said; `latest` is the date told last before it, `ahead` whether it lies ahead."""
        moments = self._of(around.sentence)
        best = None
        for rank, moment in ((self._rank(around, moment), moment) for moment in moments):
            if rank is not None and (best is None or rank < best[0]):
                best = (rank, moment)
        if best is None:
            return None
        first, after, means = best[1]
        found = None
        words = self.layout.words[first:after]
        if self.day is not None:
            found = date_of(means, words, Seen(self.day, latest, ahead), self.language)
        elif tells_year(words):
            found = date_of(means, words, Seen(date.min), self.language)
        return Told(first, after, found)

    def inside(self, first: int, after: int) -> bool:
        """Whether an expression of time lies among the tokens."""
        sentence = self.layout.sentences[self.layout.sentence_of(first)]
        return any(first <= m.first and m.after <= after for m in self._of(sentence))

    def gathering(self) -> tuple[int, str] | None:
        """The day of a hearing or a trial that the opening of the article tells, and the token from which it counts."""
        words = frozenset(self.language.circumstances["gathering"]["words"])
        layout = self.layout
        if self.day is None:
            return None
        opening = [first for first, prose in zip(layout.paragraph_starts, layout.prose, strict=True) if prose]
        until = opening[OPENING] if len(opening) > OPENING else len(layout.tags)
        for first, after in layout.sentences:
            if first >= until:
                break
            if words.isdisjoint(layout.words[first:after]):
                continue
            for moment in self._of((first, after)):
                said = layout.words[moment.first : moment.after]
                found = (
                    date_of(moment.means, said, Seen(self.day), self.language)
                    if moment.means in BARE
                    else None
                )
                if found is not None and 0 <= (self.day - date.fromisoformat(found)).days <= RECENT:
                    return first, found
        return None

    def _of(self, sentence: tuple[int, int]) -> list[Moment]:
        if sentence not in self.known:
            first, after = sentence
            layout = self.layout
            capitals = [
                layout.text[a:b] != w
                for a, b, w in zip(
                    layout.starts[first:after],
                    layout.ends[first:after],
                    layout.words[first:after],
                    strict=True,
                )
            ]
            found = find_moments(layout.words[first:after], capitals, self.language)
            self.known[sentence] = [Moment(first + m.first, first + m.after, m.means) for m in found]
        return self.known[sentence]

    def _rank(self, around: Surroundings, moment: Moment) -> tuple[int, int] | None:
        """How well a moment stands for the time of the saying, least first; None where it tells another time."""
        layout, (first, after, means) = self.layout, moment
        if means in LOWER and NAME in layout.tags[first:after]:
            return None  # "USA Today"
        if means == "bare":
            return self._in_source(around, moment)
        begin, stop = around.behind
        if begin <= first and after <= stop:
            near = first - begin <= FAR and verbless(layout, begin, first)
            return (0, first - begin) if near else None
        if around.between[0] <= first and after <= around.between[1]:
            return (1, 0) if verbless(layout, around.between[0], first) else None
        if around.content == first == begin and means in BARE and layout.tags[first] not in "pD":
            return (1, 1) if layout.tags[after : after + 1] in tuple("TDSPN<") else None
        if around.before[0] <= first and after <= around.before[1]:
            return self._opening(around, moment)
        if around.end[0] <= first and after <= around.end[1]:
            return (4, 0) if first == around.end[0] or self._adjuncts(around.end[0], first) else None
        return self._in_source(around, moment)

    def _in_source(self, around: Surroundings, moment: Moment) -> tuple[int, int] | None:
        """“a March 2019 study”, “data released in August”: the day of a document."""
        source, (first, after, _) = around.source, moment
        if source is None or first < source.first or after > source.after:
            return None
        layout = self.layout
        comma = layout.tags.find(",", source.first, source.after)
        head = range(source.first, comma if comma > 0 else source.after)
        told = first in head and any(
            "document" in self.language.meanings.get(layout.words[n], ()) for n in head
        )
        return (5, 0) if told and layout.tags[after : after + 1] != CLITIC else None

    def _adjuncts(self, first: int, after: int) -> bool:
        """Whether the tokens are but an occasion: "in a statement", "Speaking to reporters"."""
        if not verbless(self.layout, first, after):
            return False
        words, meanings = self.layout.words, self.language.meanings
        speaking = self.language.circumstances["addressee"]["speaking"]
        return any(
            "occasion" in meanings.get(words[n], ()) or words[n] in speaking for n in range(first, after)
        )

    def _opening(self, around: Surroundings, moment: Moment) -> tuple[int, int] | None:
        """“On Friday, Ito said”: no verb between it and the source, nor before it in its clause."""
        layout, (begin, left) = self.layout, around.before
        tags = layout.tags
        if tags[moment.after : left] in (",W", "W"):  # "last week, when Ito said"
            return (2, 0)
        begin = max(begin, max(tags.rfind(mark, begin, moment.first) for mark in ",;:-(&u") + 1)
        opens = not any(tag in "nNCEv" for tag in tags[begin : moment.first])
        if not opens and not self._adjuncts(begin, moment.first):
            return None
        gap = tags[moment.after : left]
        clean = gap in ("", ",") or (
            verbless(layout, moment.after, left) and "E" not in gap and "(" not in gap
        )
        return (3, len(gap)) if clean else None


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None
