"""An Extraction to read: as text for people, as JSON for programs."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from typing import Any

import click

from attribution.model import Attribution, Extraction, Spans

# Characters that would steer a terminal, or turn the direction of its text, shown by a mark instead.
STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
INDENT = "    "
KIND_COLOURS = {"direct": "green", "mixed": "yellow", "indirect": "cyan"}


def as_record(extraction: Extraction) -> dict[str, Any]:
    """The article and all that was found in it, ready for `json.dumps`: one line of the jsonl format."""
    article = extraction.article
    return {
        "id": article.id or article.key,
        "title": article.title,
        "url": article.url,
        "published": article.published,
        "text": article.text,
        "attributions": [_record_of(found, article.text) for found in extraction.attributions],
        "quoted_spans": [
            {
                "start": quoted.start,
                "end": quoted.end,
                "depth": quoted.depth,
                "reason": quoted.reason,
                "attribution": quoted.attribution,
            }
            for quoted in extraction.quoted_spans
        ],
    }


def as_text(extraction: Extraction, where: str, *, why: bool = False, width: int = 0) -> str:
    """The attributions of an article to read; with `why`, the rule and the evidence of each.

    `where` names the article if it has no title. Lines are broken at `width` columns; 0 breaks none. Colours
    are ANSI codes, to be stripped where there is no terminal (`click.echo` does).
    """
    article, count = extraction.article, len(extraction.attributions)
    head = [click.style(plain(article.title or where), bold=True)]
    facts = [plain(where)] if article.title else []
    facts += [f"published {plain(article.published)}"] if article.published else []
    facts.append("1 attribution" if count == 1 else f"{count or 'no'} attributions")
    head.append(" · ".join(facts))
    blocks = ["\n".join(head)]
    for number, found in enumerate(extraction.attributions, 1):
        blocks.append("\n".join(_lines(number, found, article.text, why, width)))
    return "\n\n".join(blocks) + "\n"


def _lines(number: int, found: Attribution, text: str, why: bool, width: int) -> Iterator[str]:
    speaker = click.style(plain(found.speaker or "nobody named"), bold=True)
    named = f"{speaker} ({plain(found.role)})" if found.role else speaker
    named += f" for {plain(found.on_behalf_of)}" if found.on_behalf_of else ""
    kind = click.style(found.kind, fg=KIND_COLOURS.get(found.kind))
    stance: list[str] = [found.stance] if found.stance != "said" else []
    stance += [f"against {plain(found.target)}"] if found.target else []
    stance += ["taken back"] if found.retracted else []
    yield f"{number:>3} " + " · ".join([named, *_when(found), kind, *stance])
    yield _wrapped(plain(found.quote(text)), width)
    circumstances = [f"to {plain(found.addressee)}"] if found.addressee else []
    circumstances += [plain(found.place)] if found.place else []
    circumstances += [f"through {plain(found.via)}"] if found.via else []
    circumstances += [f"citing {plain(found.citing)}"] if found.citing else []
    if circumstances:
        yield _wrapped(" · ".join(circumstances), width)
    if found.runners_up:
        names = " or ".join(map(plain, found.runners_up))
        yield _wrapped(f"perhaps {names}" if found.speaker else f"either {names}", width)
    if why:
        yield f"{INDENT}why: {plain(found.rule)}, right {found.confidence * 100:.0f} times in 100"
        told = [evidence for evidence in found.evidence if evidence.words != found.rule]
        for evidence in told:
            weight = "" if evidence.weight is None else f" ({evidence.weight:+.2f})"
            yield _wrapped(f"  {evidence.about}: {plain(evidence.words)}{weight}", width)


def _when(found: Attribution) -> list[str]:
    words = f"“{plain(found.said_on_text)}”" if found.said_on_text else ""
    day = plain(found.said_on or "")
    day = f"a week of {day}" if found.said_on_precision == "week" else day
    told = f"{day} ({words})" if day and words else day or words
    return [told] if told else []


def _wrapped(line: str, width: int) -> str:
    if not width:
        return INDENT + line
    more = INDENT + " " * (len(line) - len(line.lstrip()))
    return textwrap.fill(
        line, max(width, 40), initial_indent=INDENT, subsequent_indent=more, break_on_hyphens=False
    )


def plain(text: str, *, edges: bool = False) -> str:
    """The text on one line, and unable to steer the terminal; with `edges`, a space at either end is kept."""
    line = re.sub(r"\s+", " ", text) if edges else " ".join(text.split())
    return STEERING.sub("�", line)


def _record_of(found: Attribution, text: str) -> dict[str, Any]:
    return {
        "id": found.id,
        "kind": found.kind,
        "quote": found.quote(text),
        "speaker": found.speaker,
        "speaker_type": found.speaker_type,
        "role": found.role,
        "joint_speakers": list(found.joint_speakers),
        "on_behalf_of": found.on_behalf_of,
        "runners_up": list(found.runners_up),
        "stance": found.stance,
        "retracted": found.retracted,
        "target": found.target,
        "said_on": found.said_on,
        "said_on_precision": found.said_on_precision,
        "said_on_text": found.said_on_text,
        "addressee": found.addressee,
        "place": found.place,
        "via": found.via,
        "citing": found.citing,
        "within": found.within,
        "confidence": found.confidence,
        "rule": found.rule,
        "source": _pairs(found.source),
        "cue": _pairs(found.cue),
        "content": _pairs(found.content),
    }


def _pairs(spans: Spans) -> list[list[int]]:
    return [[start, end] for start, end in spans]
