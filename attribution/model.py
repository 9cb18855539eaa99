"""The values that the whole project speaks of; frozen, and importing nothing of ours.

Offsets are code points into `Article.text`, end exclusive. Dates are ISO 8601, shortened where only the
month or the year is known (`2019-11`, `2019`). The terms follow PARC 3.0 (Pareti, 2016) and PolNeAR
(Newell, Margolin and Ruths, 2018).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal, NamedTuple

Kind = Literal["direct", "mixed", "indirect"]
Stance = Literal[
    "said", "asked", "promised", "accused", "denied", "declined", "not-said", "hedged", "attitude"
]
Precision = Literal["day", "week", "month", "year"]
SpeakerType = Literal["person", "organisation", "group", "unnamed", "document", "place"]


class Span(NamedTuple):
    """A stretch of an article's text: code points, end exclusive."""

    start: int
    end: int


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """One news article as it was read. `text` never changes after reading.

    `id` is the one that the input gave; where it gave none, `key` (made from the text) serves.
    `published` is an ISO 8601 date from metadata, never guessed from the body.
    """

    text: str
    id: str = ""
    title: str | None = None
    url: str | None = None
    published: str | None = None
    publisher: str | None = None
    author: str | None = None
    language: str = "en"

    @property
    def key(self) -> str:
        """16 hexadecimal digits made from the text alone, so that the same text has the same key anywhere."""
        return digest(self.text)


class Evidence(NamedTuple):
    """One reason for (or against) an attribution, in words that a person understands.

    `about` is what it speaks of: `rule`, `cue`, `source`, `content`, `speaker`, `behalf`, `date`, `stance`; `for`
    and `against` are what weighed most for the cue and against it.
    `weight` is in log-odds, positive where it speaks for the attribution; None where nothing was weighed.
    """

    about: str
    words: str
    weight: float | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """One relation of a source (who), a cue (the words of saying) and a content (what was said).

    `source`, `cue` and `content` are the words at this attribution, in text order; source or cue may be empty.
    `speaker` is whom the source refers to, in the fullest form that the article has, or None.
    `role` is what the speaker is called there. `said_on` is None where the text does not tell or nothing
    allows to resolve `said_on_text`, the words kept as written. `confidence` is between 0 and 1: how often
    such an attribution is right. `within` is the id of the attribution in whose content this one stands.

    `joint_speakers` are the names of several who speak together, whom `speaker` joins as the text does.
    `on_behalf_of` is for whom the speaker speaks ("a spokesman for Halden Motors"), `runners_up` who else the source
    may mean, likeliest first: where two are as likely, `speaker` is None and these are both. `said_on_precision` is
    how fine `said_on` is; a week has the date of the month or the year that holds it. `target` is who is accused,
    `via` through whom it was said, `citing` whom the source names as its own source: each a name in its fullest form
    or the words of the text. `retracted` tells that the speaker took it back.
    """

    id: str
    source: Spans
    cue: Spans
    content: Spans
    kind: Kind
    stance: Stance
    rule: str
    confidence: float
    speaker: str | None = None
    speaker_type: SpeakerType | None = None
    role: str | None = None
    said_on: str | None = None
    said_on_text: str | None = None
    addressee: str | None = None
    place: str | None = None
    within: str | None = None
    evidence: tuple[Evidence, ...] = ()
    joint_speakers: tuple[str, ...] = ()
    on_behalf_of: str | None = None
    runners_up: tuple[str, ...] = ()
    said_on_precision: Precision | None = None
    target: str | None = None
    via: str | None = None
    citing: str | None = None
    retracted: bool = False

    def quote(self, text: str) -> str:
        """The words of the content; several pieces are joined by ` … `."""
        return " … ".join(text[start:end] for start, end in self.content)


@dataclass(frozen=True, slots=True)
class QuotedSpan:
    """A stretch in quotation marks (marks included): part of an attribution, or why it is none.

    `depth` is 0 for an outer quotation, 1 and more for one nested in another.
    """

    start: int
    end: int
    depth: int
    reason: str | None
    attribution: str | None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who speaks in one article, with all the forms by which the article names them."""

    name: str
    type: SpeakerType
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was found in one article: attributions and quoted spans in text order."""

    article: Article
    attributions: tuple[Attribution, ...] = ()
    quoted_spans: tuple[QuotedSpan, ...] = ()
    speakers: tuple[Speaker, ...] = ()


def key_within(article: str, part: str) -> str:
    """16 hexadecimal digits for a part of the article with this key.

    Those of one article begin alike, so that its rows lie side by side in a table that is kept in their order.
    """
    return article[:5] + digest(f"{article} {part}")[:11]


def digest(text: str) -> str:
    """16 hexadecimal digits of the text's SHA-256; a lone surrogate counts as itself."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
