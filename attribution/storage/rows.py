"""An Extraction as rows: pure, in the order of the tables' columns."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from attribution.model import Article, Attribution, Extraction, Span, digest

Value = str | int | float | None
Row = tuple[Value, ...]

ELLIPSIS = " … "
PARTED = " · "  # between several names in one column
APOSTROPHES = str.maketrans("’‘ʼ`´", "'''''")


class SpeakerCount(NamedTuple):
    """How often a speaker speaks in one article, and between which days."""

    id: str
    name: str
    type: str | None
    attributions: int
    first_said: str | None
    last_said: str | None


class Rows(NamedTuple):
    """The rows of one article, without its own, and without the many that `span_rows` and `evidence_rows` give."""

    attributions: list[Row]
    joint_speakers: list[Row]
    quoted_spans: list[Row]
    speaker_names: list[Row]
    speakers: list[SpeakerCount]
    rules: Counter[str]


@lru_cache(maxsize=100_000)
def speaker_key(name: str, type_: str | None) -> str:
    """The id of a speaker over the whole corpus: made from the type and the normalised name.

    Case, spacing, width and the shape of apostrophes are not told apart; all else is, since no text says that
    two names are one.
    """
    folded = unicodedata.normalize("NFKC", name).translate(APOSTROPHES).casefold()
    return digest(f"{type_ or ''}\n{' '.join(folded.split())}")


def speaker_of(attribution: Attribution) -> str | None:
    """The key of the attribution's speaker; None where none is named.

    A speaker without a name ("a spokesman") gets no key: nothing says that two articles mean the same one.
    """
    if not attribution.speaker or attribution.speaker_type == "unnamed":
        return None
    return speaker_key(attribution.speaker, attribution.speaker_type)


@lru_cache(maxsize=10_000)
def year_of(*dates: str | None) -> int | None:
    """The year of the first date that is known."""
    for date in dates:
        if date and re.match(r"[0-9]{4}", date):
            return int(date[:4])
    return None


def words_at(text: str, spans: Iterable[Span]) -> str | None:
    """The words of the spans; None where there are none."""
    return ELLIPSIS.join(text[start:end] for start, end in spans) or None


def rows_of(extraction: Extraction) -> Rows:
    """The rows of one article."""
    article, text = extraction.article, extraction.article.text
    key = article.key
    return Rows(
        attributions=[attribution_row(article, key, found) for found in extraction.attributions],
        joint_speakers=[
            (found.id, n, name)
            for found in extraction.attributions
            for n, name in enumerate(found.joint_speakers)
        ],
        quoted_spans=[
            (key, q.start, q.end, q.depth, q.reason, q.attribution, text[q.start : q.end])
            for q in extraction.quoted_spans
        ],
        speaker_names=_speaker_names(extraction, key),
        speakers=_speaker_counts(extraction.attributions),
        rules=Counter(found.rule for found in extraction.attributions),
    )


# Most rows are these. They come one by one, so that none has to be kept, and in the order of their keys, as they are
# kept in the tables: each page of a large table is then written to once.
def span_rows(extraction: Extraction) -> Iterator[Row]:
    """The rows of `spans` of one article."""
    text = extraction.article.text
    for found in sorted(extraction.attributions, key=attrgetter("id")):
        id_ = found.id
        for role, places in (("source", found.source), ("cue", found.cue), ("content", found.content)):
            for ordinal, (start, end) in enumerate(places):
                yield id_, role, ordinal, start, end, text[start:end]


def evidence_rows(extraction: Extraction) -> Iterator[Row]:
    """The rows of `evidence` of one article."""
    for found in sorted(extraction.attributions, key=attrgetter("id")):
        id_ = found.id
        for ordinal, (about, words, weight) in enumerate(found.evidence):
            yield id_, ordinal, about, words, weight


def attribution_row(article: Article, key: str, found: Attribution) -> Row:
    """One row of `attributions`; `key` is the article's."""
    text = article.text
    return (
        found.id,
        speaker_of(found),
        found.speaker,
        found.speaker_type,
        found.role,
        found.quote(text),
        found.kind,
        found.stance,
        words_at(text, found.cue),
        words_at(text, found.source),
        found.said_on,
        found.said_on_text,
        article.published,
        year_of(found.said_on, article.published),
        found.addressee,
        found.place,
        float(found.confidence),
        found.rule,
        key,
        article.publisher,
        found.content[0].start,
        found.within,
        found.on_behalf_of,
        PARTED.join(found.runners_up) or None,
        found.said_on_precision,
        found.target,
        found.via,
        found.citing,
        int(found.retracted),
    )


def _speaker_names(extraction: Extraction, key: str) -> list[Row]:
    """Every form by which the article names somebody who speaks in it."""
    names = {
        (key_, found.speaker)
        for found in extraction.attributions
        if found.speaker and (key_ := speaker_of(found)) is not None
    }
    spoken = {key_ for key_, _ in names}
    for speaker in extraction.speakers:
        known = speaker_key(speaker.name, speaker.type)
        if known in spoken:
            names.update((known, name) for name in (speaker.name, *speaker.names) if name)
    return [(speaker, name, key) for speaker, name in sorted(names, key=str)]


def _speaker_counts(attributions: Iterable[Attribution]) -> list[SpeakerCount]:
    grouped: dict[str, list[Attribution]] = {}
    for found in attributions:
        if (speaker := speaker_of(found)) is not None:
            grouped.setdefault(speaker, []).append(found)
    counts = []
    for speaker, found_by in grouped.items():
        days = [found.said_on for found in found_by if found.said_on]
        first = found_by[0]
        counts.append(
            SpeakerCount(
                speaker,
                first.speaker or "",
                first.speaker_type,
                len(found_by),
                min(days, default=None),
                max(days, default=None),
            )
        )
    return counts
