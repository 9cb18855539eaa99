"""Dates carried on: from a statement to others that the text makes part of the same occasion."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attribution.extraction.circumstances.breaks import Breaks
from attribution.extraction.circumstances.circumstance import DAY, Circumstances
from attribution.extraction.circumstances.sequence import Statements
from attribution.extraction.text.layout import Layout
from attribution.languages import Language
from attribution.model import Precision

CARRIED = 6  # paragraphs over which the day of a statement is carried on to the same speaker's next
NEXT = 1  # paragraphs over which a week is
NEAR = 3  # tokens before a noun in which "the" makes it a known one


def carried(statements: Statements, found: Sequence[Circumstances], breaks: Breaks) -> list[Circumstances]:
    """The circumstances, the date of a statement carried on to those that the same speaker goes on with.

    A day is carried over a few paragraphs, a week into the next, a month or a year within its paragraph; none to
    what the speaker has said at other times, or at another occasion.
    """
    result = list(found)
    last: dict[str, list[int]] = {}  # speaker -> the statement that was dated, and those with its day
    asked: tuple[int, str] | None = None  # the question that was dated last, and who was asked
    for n, known in enumerate(found):
        speaker = statements.speaker(n)
        if statements.holders[n] is not None:
            continue
        if asked is not None and speaker not in last and _answers(statements, asked, n):
            last[speaker] = [asked[0]]
        who = breaks.asked(n, known)
        asked = (n, who) if who and known.said_on is not None else asked
        if not speaker:
            continue
        if known.when is not None:
            last.pop(speaker, None)
            if known.said_on is not None:
                last[speaker] = [n]
        elif speaker in last and not statements.elsewhen(statements.proposals[n].cue):
            chain = last[speaker]
            first, before = chain[0], chain[-1]
            dated = found[first]
            date = dated.said_on or ""
            reach = CARRIED if len(date) == DAY else NEXT if dated.precision == "week" else 0
            if statements.paragraph(n) - statements.paragraph(before) > reach or breaks.aside(n, first):
                continue
            if breaks.ended(n, chain, found):
                del last[speaker]
                continue
            why = "carried on from the same speaker's statement before"
            result[n] = known.dated(date, dated.precision, why)
            chain.append(n)
    return result


def _answers(statements: Statements, asked: tuple[int, str], n: int) -> bool:
    """Whether a statement is the answer to a question right before it: “Ito was asked on Monday … “Yes,” he said”."""
    question, who = asked
    near = statements.paragraph(n) - statements.paragraph(question) <= NEXT
    return near and statements.speaker(n).lower().split()[-1:] == [who]


def affiliated(
    statements: Statements,
    found: Sequence[Circumstances],
    language: Language,
    recent: Callable[[str], bool],
) -> list[Circumstances]:
    """The circumstances, the day on which a body told something given to what its people say with it.

    “Halden Motors said on Monday … Halden Motors director Ana Ruiz said”, “a spokesman for it said”: unless they say
    it somewhere else, such as in an interview. `recent` tells whether a day is that of publication or right before.
    """
    result = list(found)
    things = language.circumstances["pronouns"]["thing"]
    bodies: dict[str, tuple[int, str]] = {}  # a body -> paragraph and day of what it told last
    for n, known in enumerate(found):
        if statements.holders[n] is not None:
            continue
        reference, paragraph = statements.references[n], statements.paragraph(n)
        if reference.type == "organisation" and reference.speaker and len(known.said_on or "") == DAY:
            bodies[reference.speaker] = (paragraph, known.said_on or "")
        if known.said_on is not None or known.when is not None or _elsewhere(statements, known, language):
            continue
        body = _body_of(statements, n, bodies, things)
        if body is None or statements.elsewhen(statements.proposals[n].cue):
            continue
        before, day = bodies[body]
        if recent(day) or paragraph - before <= CARRIED:
            result[n] = known.dated(day, "day", f"the day on which {body} told it")
    return result


def _elsewhere(statements: Statements, known: Circumstances, language: Language) -> bool:
    """Whether a statement has an occasion of its own; a document ("in a statement") is none."""
    if known.place is None:
        return False
    layout = statements.layout
    words = layout.words[slice(*layout.tokens(*known.place))]
    talks = language.circumstances["place"]["with"]
    kinds = language.meanings
    return not any("document" in kinds.get(word, ()) and word not in talks for word in words)


def _body_of(
    statements: Statements, n: int, bodies: dict[str, tuple[int, str]], things: Sequence[str]
) -> str | None:
    """Of the bodies that have told something the one for which a person speaks, by the words of the source."""
    reference, phrase = statements.references[n], statements.proposals[n].source
    if reference.on_behalf_of in bodies:
        return reference.on_behalf_of
    if phrase is None or not bodies or reference.type not in ("person", "unnamed"):
        return None
    if statements.layout.words[phrase.first] in things:
        near = [body for body, (before, _) in bodies.items() if statements.paragraph(n) - before <= NEXT]
        return max(near, key=lambda body: bodies[body][0], default=None)  # "its director, Ana Ruiz"
    start, end = statements.layout.span(phrase.first, phrase.after)
    source = f" {statements.layout.text[start:end]} "
    told = [
        body for body in bodies if f" {body} " in source or f" {body}’s " in source or f" {body}'s " in source
    ]
    return max(told, key=len, default=None)


class Recurring:
    """Occasions and documents that an article comes back to: “in a letter on Monday … the letter said”."""

    def __init__(self, layout: Layout, language: Language):
        self.layout, self.language = layout, language
        self.definite = language.names["definite"]
        # Its noun -> date and precision, and who said something in it.
        self.dates: dict[str, tuple[str, Precision | None, str | None]] = {}

    def dated(self, statements: Statements, found: Sequence[Circumstances]) -> list[Circumstances]:
        """The circumstances, statements in “the letter” given the date of the letter that was told before."""
        result = list(found)
        for n, known in enumerate(found):
            if statements.holders[n] is not None:
                continue
            speaker = statements.references[n].speaker
            told = [*self._nouns(*self._place(known)), *self._nouns(*self._source(statements, n))]
            for noun, again in told:
                date, precision, who = self.dates.get(noun, (None, None, None))
                if not again or date is None or known.when is not None or known.said_on is not None:
                    continue
                other = speaker is not None and who is not None and speaker != who
                if known.place is None and other and self._own(noun):
                    continue  # somebody else's letter
                known = known.dated(date, precision, f"the day of the {noun} that was told before")
                result[n] = known
            for noun, again in told:
                if known.said_on is not None:
                    self.dates[noun] = (known.said_on, known.precision, speaker)
                elif not again:
                    self.dates.pop(noun, None)  # another one, of no day
        return result

    def _own(self, noun: str) -> bool:
        """Whether a document or an occasion is but one speaker's: a letter, an interview."""
        own = self.language.circumstances["place"]["with"]
        return noun in own or "document" in self.language.meanings.get(noun, ())

    def _place(self, known: Circumstances) -> tuple[int, int]:
        return self.layout.tokens(*known.place) if known.place is not None else (0, 0)

    def _source(self, statements: Statements, n: int) -> tuple[int, int]:
        """The tokens of the source; of somebody but the name: not "Ruiz, who signed the letter"."""
        source = statements.proposals[n].source
        if source is None:
            return (0, 0)
        somebody = statements.references[n].type == "person"
        return source.first, source.head + 1 if somebody else source.after

    def _nouns(self, first: int, after: int) -> list[tuple[str, bool]]:
        """The occasions and documents among the tokens, and whether they are told as known ones."""
        words, meanings = self.layout.words, self.language.meanings
        kinds = ("occasion", "document")
        return [
            (words[n], not self.definite.isdisjoint(words[max(first, n - NEAR) : n]))
            for n in range(first, after)
            if meanings.get(words[n], ("",))[0] in kinds
        ]
