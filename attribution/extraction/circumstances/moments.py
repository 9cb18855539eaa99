"""When something was said: which expression of time around a cue tells the day of the saying, not of what is said."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from attribution.extraction.circumstances.adjuncts import TITLED, Adjuncts
from attribution.extraction.circumstances.dates import Seen, date_of
from attribution.extraction.circumstances.times import Moment, moments_of, precision_of, tells_year
from attribution.extraction.statements.surroundings import BARRIERS, Surroundings, verbless
from attribution.extraction.text.layout import Layout
from attribution.extraction.text.tagging import CLITIC, OPEN, gerund_endings
from attribution.languages import CUE, NAME, PAST, Language
from attribution.model import Precision

OPENING = 6  # paragraphs of an article that may tell of a hearing
BEFORE = 2  # paragraphs within which “the next day” counts from a date
SENTENCES = 20  # the most sentences looked back for it
RECENT = 1  # days between a hearing and publication
FAR = 14  # tokens between a cue and the expression behind it
WHEN = re.compile(r"(?:z?[jnNC]{1,3})?,?W")  # "last week, when Ito said", "at Thursday's debate when Ito said"
LOWER = frozenset({"deictic", "part", "unit", "ago", "relative", "then", "weekend"})  # readings in lower case
BARE = frozenset({"weekday", "deictic", "date", "part"})  # readings that may stand between a cue and its content
POINT = BARE | {"month", "unit", "year"}  # readings that may stand before a participle: "came in May, saying"
DATING = BARE | {"month"}  # readings that may stand within an occasion
THEN = "then"  # the reading of "at the time"


class Told(NamedTuple):
    """An expression of time that tells when something was said: tokens, end exclusive, and the date or None."""

    first: int
    after: int
    date: str | None
    precision: Precision | None


class Moments:
    """The expressions of time of one article."""

    def __init__(self, layout: Layout, language: Language, published: str | None):
        self.layout, self.language = layout, language
        self.day = _day(published)
        self.known: dict[tuple[int, int], list[Moment]] = {}
        self.gerunds = gerund_endings(language)
        self.day = self._own_day() or self.day
        self.adjuncts = Adjuncts(layout, language)

    def _own_day(self) -> date | None:
        """The day that the article calls today, where it tells it: “today (Nov. 5)”; published later, maybe."""
        layout, deictic = self.layout, self.language.time["deictic"]
        at = layout.tags.find("(", 1)
        while self.day is not None and 0 < at < len(layout.tags) - 1:
            if deictic.get(layout.words[at - 1]) == 0:
                for first, after, means in self.of(layout.sentences[layout.sentence_of(at)]):
                    found = date_of(means, layout.words[first:after], Seen(self.day), self.language)
                    if first == at + 1 and means == "date" and found is not None:
                        return date.fromisoformat(found)
            at = layout.tags.find("(", at + 1)
        return None

    def told(self, around: Surroundings, latest: str | None, ahead: bool) -> Told | None:
        """When the attribution was said; `latest` is the date told last before it, `ahead` whether it lies ahead."""
        moments = self.of(around.sentence)
        best = None
        for rank, moment in ((self._rank(around, moment), moment) for moment in moments):
            if rank is not None and (best is None or rank < best[0]):
                best = (rank, moment)
        if best is None:
            return None
        moment = best[1]
        told = self.read(moment, None, ahead)
        if told.date is not None or self.day is None:
            return told
        told = self.read(moment, self._told_before(moment.first), ahead)  # "the next day", "at the time"
        same = self.read(moment, latest, ahead)  # "earlier in the day" is the day told last, however far back
        return same if told.date is None and moment.means != THEN and same.date == latest else told

    def read(self, moment: Moment, latest: str | None, ahead: bool = False) -> Told:
        """What a moment tells, seen from the day of publication and from the date told last before it."""
        first, after, means = moment
        found = None
        words = self.layout.words[first:after]
        if self.day is not None:
            found = date_of(means, words, Seen(self.day, latest, ahead), self.language)
        elif tells_year(words):
            found = date_of(means, words, Seen(date.min), self.language)
        return Told(first, after, found, precision_of(means, words, found, self.language))

    def _told_before(self, token: int) -> str | None:
        """The date told last before a token, in its paragraph or shortly before, outside quotations."""
        layout = self.layout
        begin = layout.paragraph_starts[max(0, layout.paragraph_of(token) - BEFORE)]
        last = layout.sentence_of(token)
        for number in range(last, max(layout.sentence_of(begin), last - SENTENCES) - 1, -1):
            for moment in reversed(self.of(layout.sentences[number])):
                if moment.after <= token and layout.quoted[moment.first] < 0:
                    told = self.read(moment, None).date
                    if told is not None:
                        return told
        return None

    def within(self, first: int, after: int, latest: str | None) -> Told | None:
        """The day or month that an occasion tells: “in a Nov. 5 letter”."""
        sentence = self.layout.sentences[self.layout.sentence_of(first)]
        for moment in self.of(sentence):
            if (
                first < moment.first
                and moment.after < after
                and moment.means in DATING
                and self.day is not None
                and self.layout.tags[moment.first - 1] != OPEN  # "on “Sunday Gavel”"
            ):
                return self.read(moment, latest)
        return None

    def skipped(self, n: int) -> int:
        """Where the expression of time ends that begins at token `n`; `n` where none does."""
        if n >= len(self.layout.tags):
            return n
        sentence = self.layout.sentences[self.layout.sentence_of(n)]
        return next((m.after for m in self.of(sentence) if m.first == n), n)

    def inside(self, first: int, after: int) -> bool:
        """Whether an expression of time lies among the tokens."""
        sentence = self.layout.sentences[self.layout.sentence_of(first)]
        return any(first <= m.first and m.after <= after for m in self.of(sentence))

    def opening(self) -> int:
        """The token at which the opening of the article ends."""
        layout = self.layout
        starts = [first for first, prose in zip(layout.paragraph_starts, layout.prose, strict=True) if prose]
        return starts[OPENING] if len(starts) > OPENING else len(layout.tags)

    def opened_with(self, words: frozenset[str]) -> tuple[int, str] | None:
        """The recent day that a sentence of the opening tells with one of the words, and where the sentence begins."""
        layout, until = self.layout, self.opening()
        for first, after in layout.sentences if self.day is not None else ():
            if first >= until:
                break
            if words.isdisjoint(layout.words[first:after]):
                continue
            for moment in self.of((first, after)):
                if moment.means in BARE and self.day is not None:
                    said = layout.words[moment.first : moment.after]
                    found = date_of(moment.means, said, Seen(self.day), self.language)
                    if found is not None and self.recent(found):
                        return first, found
        return None

    def recent(self, told: str) -> bool:
        """Whether a day is that of publication or right before it."""
        return self.day is not None and 0 <= (self.day - date.fromisoformat(told)).days <= RECENT

    def of(self, sentence: tuple[int, int]) -> list[Moment]:
        """The expressions of time in a sentence, left to right."""
        if sentence not in self.known:
            first, after = sentence
            layout = self.layout
            words, text, starts = layout.words[first:after], layout.text, layout.starts
            found = moments_of(words, lambda n: text[starts[first + n]] != words[n][0], self.language)
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
        if self.adjuncts.of_matter(moment, around.sentence[1], DATING) or self.adjuncts.of_event(moment):
            return None
        if begin <= first and after <= stop:
            return (0, first - begin) if self._behind(around, first) else None
        if around.between[0] <= first and after <= around.between[1]:
            between = around.between[0]
            told_of = between < first and layout.tags[between] in PAST + CUE and not self._document(around)
            if self._brought_out(around, first):
                return (1, 1)
            clear = verbless(layout, between, first) and not told_of
            return (1, 0) if clear else self._before_more(around, moment)
        if around.content == first == begin and means in BARE and layout.tags[first] not in "pD":
            return (1, 1) if layout.tags[after : after + 1] in tuple("TDSPN<") else None
        source = around.source
        shared = source is not None and first < source.first < after < source.after  # "On Nov. 6 Ito said"
        if around.before[0] <= first and (after <= around.before[1] or shared):
            return self._opening(around, moment)
        if around.end[0] <= first and after <= around.end[1]:
            end = around.end[0]
            free = self.adjuncts.occasion(end, first) and not self.adjuncts.doing(end, first)
            return (4, 0) if first == end or free else None
        return self._in_source(around, moment)

    def _behind(self, around: Surroundings, first: int) -> bool:
        """“said in an interview on Monday”: nothing but adjuncts between the cue and the time at token `first`."""
        begin, adjuncts = around.behind[0], self.adjuncts
        if first - begin > FAR or adjuncts.other_time(begin, first):
            return False
        free = adjuncts.plain(begin, first) or adjuncts.titled(begin, first) or adjuncts.dated(begin, first)
        return free or self._issued(around, first)

    def _issued(self, around: Surroundings, first: int) -> bool:
        """“data released by the Halden Trust in August”: the day of a document, behind its author."""
        words, names = self.layout.words, self.language.names
        if not self._document(around):
            return False
        begin = around.behind[0]
        issued = [n for n in range(begin, first) if words[n] in names["issuing"]]
        return len(issued) == 1 and verbless(self.layout, issued[0] + 1, first) and issued[0] == begin

    def _document(self, around: Surroundings) -> bool:
        """Whether the source is a document: "figures reported on Sunday", unlike "a person briefed on Monday"."""
        words, source = self.layout.words, around.source
        return source is not None and "document" in self.language.meanings.get(words[source.head], ())

    def _brought_out(self, around: Surroundings, first: int) -> bool:
        """“The study, published on Monday in a journal, found”."""
        words, issuing = self.layout.words, self.language.names["issuing"] | self.adjuncts.dating
        verbs = [n for n in range(around.between[0], first) if words[n] in issuing]
        return bool(verbs) and self._document(around) and verbless(self.layout, verbs[-1] + 1, first)

    def _before_more(self, around: Surroundings, moment: Moment) -> tuple[int, int] | None:
        """“Ito spoke on Monday, saying”, “Ito came to Halden on Monday and said”: the day of what came before."""
        layout, stop = self.layout, around.between[1]
        gap = layout.tags[moment.after : stop]
        by = gap == "p" and layout.words[stop - 1] in self.language.circumstances["occasion"]["by"]
        if moment.means in POINT and (gap in (",", "") or by):
            return (2, 1) if layout.words[around.cue.first].endswith(self.gerunds) else None
        if moment.means not in BARE:
            return None
        joined = gap.endswith("&") and verbless(layout, moment.after, stop - 1)
        return (2, 2) if joined else None

    def _in_source(self, around: Surroundings, moment: Moment) -> tuple[int, int] | None:
        """“a March 2019 study”, “data released in August”: the day of a document."""
        source, (first, after, _) = around.source, moment
        if source is None or first >= source.after or after <= source.first:
            return None
        ends = after == source.after <= around.cue.group
        if ends and set(self.layout.tags[source.first : first]) == {NAME}:
            return (1, 0)  # "Halden Motors in 2017 announced"
        layout = self.layout
        comma = layout.tags.find(",", source.first, source.after)
        head = range(source.first, comma if comma > 0 else source.after)
        told = after - 1 in head and any(
            "document" in self.language.meanings.get(layout.words[n], ()) for n in head
        )
        return (5, 0) if told and layout.tags[after : after + 1] != CLITIC else None

    def _opening(self, around: Surroundings, moment: Moment) -> tuple[int, int] | None:
        """“On Friday, Ito said”: no verb between it and the source, nor before it in its clause."""
        layout, (begin, left) = self.layout, around.before
        tags = layout.tags
        if WHEN.fullmatch(tags, moment.after, left):
            return (2, 0)
        begin = max(begin, max(tags.rfind(mark, begin, moment.first) for mark in ",;:-(&u") + 1)
        if begin > 1 and self.layout.words[begin - 2] in self.adjuncts.speaking:
            begin -= 2  # "speaking before"
        noun = around.cue.cue.part == "noun"  # "On Monday, Ito rejected Ruiz’s claim": the day is Ito’s
        if noun and self.adjuncts.spoken(moment.after, left):
            return None
        if self.adjuncts.other_time(max(0, begin - 1), moment.first):
            return None
        asked = self.layout.words[begin] in self.language.circumstances["addressee"]["asked"]
        opens = not any(tag in "nNCEv" for tag in tags[begin + asked : moment.first])
        adjuncts, first = self.adjuncts, moment.first
        known = (
            adjuncts.occasion(begin, first) or adjuncts.dated(begin, first) or adjuncts.titled(begin, first)
        )
        if not opens and not known:
            return None
        gap = tags[moment.after : left]
        plain = TITLED.sub("", gap)  # “Monday on “The Late Hour,” Ito said”
        if plain != gap:
            clean = not (BARRIERS | {"C", "E"}).intersection(plain)
        else:
            clean = gap in ("", ",") or (
                verbless(layout, moment.after, left) and "E" not in gap and "(" not in gap
            )
        return (3, len(gap)) if clean else None


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None
