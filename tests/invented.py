"""Invented articles with what is to be found in them, for tests that need rows and no extractor."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from attribution.model import (
    Article,
    Attribution,
    Evidence,
    Extraction,
    Kind,
    QuotedSpan,
    Speaker,
    SpeakerType,
    Stance,
    digest,
)
from attribution.tagged import parse

WALL = (
    "Harbour wall delayed\n\n"
    "<content>“We will not move a single family,”</content> <source>Mara Ellison</source> <cue>said</cue> on Tuesday."
    " <source 2>The Port Authority</source> <cue 2>says</cue> <content 2>the wall cannot close before May</content>."
    " It was drawn as “A Coast for All”."
)
WALL_SPEAKERS: tuple[tuple[str | None, SpeakerType | None], ...] = (
    ("Mara Ellison", "person"),
    ("The Port Authority", "organisation"),
)


def extraction(
    tagged: str = WALL,
    speakers: Iterable[tuple[str | None, SpeakerType | None]] = WALL_SPEAKERS,
    *,
    said_on: str | None = None,
    rule: str = "content-source-cue",
    kind: Kind = "direct",
    stance: Stance = "said",
    **metadata: Any,
) -> Extraction:
    """What tagged text says is to be found in it; `speakers` are in the order of its ordinals."""
    text, tags = parse(tagged)
    article = Article(text, **metadata)
    found = tuple(
        Attribution(
            id=digest(f"{article.key} {number}"),
            source=tag.source,
            cue=tag.cue,
            content=tag.content,
            kind=kind,
            stance=stance,
            rule=rule,
            confidence=0.9,
            speaker=speaker,
            speaker_type=type_,
            said_on=said_on,
            said_on_text="on Tuesday",
            evidence=(Evidence("cue", "a verb of saying", 1.5), Evidence("rule", rule)),
        )
        for number, (tag, (speaker, type_)) in enumerate(zip(tags, speakers, strict=True))
    )
    quoted = tuple(
        QuotedSpan(start, text.index("”", start) + 1, 0, "title" if start else None, None)
        for start, mark in enumerate(text)
        if mark == "“"
    )
    people = tuple(
        Speaker(a.speaker, a.speaker_type, (a.speaker,)) for a in found if a.speaker and a.speaker_type
    )
    return Extraction(article, found, quoted, people)


def short(number: int, speaker: str = "Ines Okoro", **metadata: Any) -> Extraction:
    """One of many short articles, each with one attribution."""
    tagged = f"<content>“Tide {number} was high,”</content> <source>{speaker}</source> <cue>said</cue>."
    return extraction(tagged, [(speaker, "person")], **metadata)
