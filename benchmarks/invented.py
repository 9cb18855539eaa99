"""News of an invented world, any amount of it: names, words and articles with all that is said in them.

The same seed gives the same articles. Words and speakers are drawn as in real news: the n-th comes about
one n-th as often as the first, so that some are in most articles and many in one or two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import Generic, NamedTuple, TypeVar

from attribution.model import (
    Article,
    Attribution,
    Evidence,
    Extraction,
    Kind,
    QuotedSpan,
    Span,
    Speaker,
    SpeakerType,
    Stance,
    key_within,
)

Thing = TypeVar("Thing")

SYLLABLES = (
    "ba", "do", "ven", "mar", "ho", "tri", "ke", "lun", "ost", "pra",
    "si", "tel", "gu", "wen", "zo", "fal", "ne", "rik", "cu", "yam",
)  # fmt: skip
WORDS = 50_000
OUTLETS = (
    "Harbour Post", "Hill Courier", "Valley Times", "Tern Weekly", "North Gazette", "Quay Tribune",
    "Dale Mercury", "Moor Herald", "Island Echo", "Bay Register", "Fen Observer", "Cape Dispatch",
)  # fmt: skip
FIRST_DAY, DAYS = date(2016, 1, 1), 3652
PER_ARTICLE = 10  # attributions, on average
PER_SPEAKER = 10  # attributions for each who could speak; half of those never do
TYPES: Sequence[SpeakerType] = ("person",) * 16 + ("organisation", "organisation", "document", "place")
BODIES = ("Council", "Union", "Bank", "Institute", "Society", "Railway", "Board", "Trust")
ROLES = ("mayor", "minister", "engineer", "union secretary", "judge", "coach", "head teacher", "surgeon")
# Those that come first are drawn more often.
CUES: Sequence[tuple[str, Stance]] = (
    ("said", "said"), ("told", "said"), ("asked", "asked"), ("denied", "denied"), ("promised", "promised"),
    ("accused", "accused"), ("hoped", "attitude"), ("declined", "declined"), ("hinted", "hedged"),
)  # fmt: skip
REASONS = ("scare", "title", "term", "nickname", "sign")
DAYS_AGO = {"on the day": 0, "the day before": 1, "last week": 7}
ADDRESSEES = ("reporters", "the council", "a hearing")
PLACES = ("Tern", "Halden", "Northport")


class Chances(Generic[Thing]):
    """Draws the n-th thing about one n-th as often as the first."""

    def __init__(self, things: Sequence[Thing]) -> None:
        self.things = things
        self.reached = list(accumulate(1 / n for n in range(1, len(things) + 1)))

    def draw(self, chance: Random, count: int = 1) -> list[Thing]:
        """So many of the things, some perhaps more than once."""
        return chance.choices(self.things, cum_weights=self.reached, k=count)


class Writing:
    """A text in the making, which knows where its words stand."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0

    def add(self, words: str) -> Span:
        """Put the words at the end; tells where they are now."""
        start = self.length
        self.pieces.append(words)
        self.length += len(words)
        return Span(start, self.length)


class Told(NamedTuple):
    """An attribution as written down, before the article's text is whole and has a key."""

    source: Span
    cue: Span
    content: Span
    kind: Kind
    stance: Stance
    speaker: Speaker | None
    role: str | None
    said_on: str | None
    said_on_text: str | None
    addressee: str | None


def word(number: int) -> str:
    """The word with this number, from 0; the first ones are the shortest, and each is another."""
    syllables = []
    number += 1
    while number:
        number, digit = divmod(number - 1, len(SYLLABLES))
        syllables.append(SYLLABLES[digit])
    return "".join(reversed(syllables))


def speaker(number: int) -> Speaker:
    """The speaker with this number, from 0; no two have one name."""
    surname = word(number // 8 + 400).capitalize()
    type_ = TYPES[number % len(TYPES)]
    if type_ != "person":
        return Speaker(f"{surname} {BODIES[number % 8]}", type_)
    given = word((number * 7) % 8 * 25 + number % 25).capitalize()
    return Speaker(f"{given} {surname}", type_, (f"{given} {surname}", surname))


class World:
    """Invented news with about so many attributions; the same seed gives the same articles."""

    def __init__(self, attributions: int, *, seed: int = 1) -> None:
        self.chance = Random(seed)  # noqa: S311 (nothing secret is drawn)
        self.articles = max(1, attributions // PER_ARTICLE)
        self.attributions = attributions
        self.words = Chances([word(number) for number in range(WORDS)])
        count = max(2, attributions // PER_SPEAKER)
        self.speakers = Chances([speaker(number) for number in range(count)])
        self.cues = Chances(CUES)
        self.outlets = Chances(OUTLETS)

    def extractions(self) -> Iterator[Extraction]:
        """Each article with what is said in it, exactly as many attributions in all as were asked for."""
        left = self.attributions
        for number in range(self.articles):
            last = number == self.articles - 1
            share = left if last else min(self.chance.randint(1, 2 * PER_ARTICLE - 1), left)
            left -= share
            yield self._extraction(number, share)

    def _extraction(self, number: int, share: int) -> Extraction:
        chance = self.chance
        published = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
        (outlet,) = self.outlets.draw(chance)
        title = self._sentence(6)
        writing = Writing()
        writing.add(f"{title}\n\n{outlet} {number}. ")  # so that no text comes twice
        cast = self.speakers.draw(chance, max(1, share // 3))
        told: list[Told] = []
        loose: list[Span] = []
        for _ in range(share):
            told.append(self._told(writing, cast, published))
            writing.add(f" {self._sentence(chance.randint(5, 20))}.\n\n")
            if chance.random() < 0.2:
                loose.append(writing.add(f"“{self._sentence(2)}”"))
                writing.add(f" {self._sentence(8)}.\n\n")
        text = "".join(writing.pieces).rstrip()
        host = outlet.lower().replace(" ", "-")
        article = Article(
            text,
            title=title,
            url=f"https://{host}.example/{published.year}/{number}",
            published=published.isoformat(),
            publisher=outlet,
            author=speaker(number % 97).name,
        )
        return self._assembled(article, told, loose)

    def _told(self, writing: Writing, cast: Sequence[Speaker], published: date) -> Told:
        chance = self.chance
        person = chance.choice(cast) if chance.random() < 0.92 else None
        ((verb, stance),) = self.cues.draw(chance)
        kind: Kind = chance.choice(("direct", "indirect", "indirect", "mixed"))
        words = self._sentence(chance.randint(6, 24))
        if kind == "mixed":
            words = f"{words} “{self._sentence(4)}”"
        name = person.name if person else chance.choice(("a witness", "officials"))
        if person and person.names and chance.random() < 0.5:
            name = person.names[-1]
        role = chance.choice(ROLES) if person and chance.random() < 0.4 else None
        addressee = chance.choice(ADDRESSEES) if verb == "told" else None
        day = chance.choice((None, None, *DAYS_AGO))
        content = writing.add(f"“{words},”" if kind == "direct" else words)
        writing.add(" " if kind == "direct" else ", ")
        source = writing.add(f"{role} {name}" if role else name)
        writing.add(" ")
        cue = writing.add(verb)
        writing.add("".join(f" {words}" for words in (addressee, day) if words) + ".")
        said_on = (published - timedelta(days=DAYS_AGO[day])).isoformat() if day else None
        return Told(source, cue, content, kind, stance, person, role, said_on, day, addressee)

    def _assembled(self, article: Article, told: Sequence[Told], loose: Sequence[Span]) -> Extraction:
        chance, key = self.chance, article.key
        attributions = tuple(
            Attribution(
                id=key_within(key, str(number)),
                source=(found.source,),
                cue=(found.cue,),
                content=(found.content,),
                kind=found.kind,
                stance=found.stance,
                rule="content-source-cue",
                confidence=round(chance.uniform(0.3, 0.99), 3),
                speaker=found.speaker.name if found.speaker else None,
                speaker_type=found.speaker.type if found.speaker else "unnamed",
                role=found.role,
                said_on=found.said_on,
                said_on_text=found.said_on_text,
                addressee=found.addressee,
                place=chance.choice((None, None, None, *PLACES)),
                evidence=(
                    Evidence("rule", "content-source-cue"),
                    Evidence("cue", article.text[slice(*found.cue)], round(chance.gauss(2, 1), 2)),
                ),
            )
            for number, found in enumerate(told)
        )
        quoted = [QuotedSpan(*span, 0, chance.choice(REASONS), None) for span in loose]
        for found, attribution in zip(told, attributions, strict=True):
            start, end = found.content
            if found.kind != "indirect":
                quoted.append(QuotedSpan(article.text.index("“", start), end, 0, None, attribution.id))
        cast = {found.speaker.name: found.speaker for found in told if found.speaker}
        return Extraction(
            article,
            attributions,
            tuple(sorted(quoted, key=lambda span: span.start)),
            tuple(cast.values()),
        )

    def _sentence(self, count: int) -> str:
        return " ".join(self.words.draw(self.chance, count))
