"""Cases as data: reading `tests/cases/*.toml`, and telling where an extraction differs from one.

Spans are compared after trimming white space, quotation marks, punctuation and a leading *that*, so that no
reader of a case has to know on which side of a mark a span ends.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from attribution import Article, Attribution, Extraction, Language, extract, load_language
from attribution.model import Span, Spans
from attribution.tagged import Parts, Tagged, parse

FOLDER = Path(__file__).parents[1] / "cases"
FILES = ("in-the-wild", "made", "negative")
KNOWN_FAILURES = FOLDER / "known-failures.toml"
# keys of `expect`, all of them fields of `Attribution`
EXPECTABLE = frozenset(
    ("speaker", "speaker_type", "kind", "stance", "role", "said_on", "said_on_text", "addressee", "place")
)
REASONS = frozenset(
    ("scare", "title", "nickname", "term", "sign", "motto", "hypothetical", "dialogue", "unknown")
)

MARKS = "\"'“”‘’„‟‚«»‹›「」『』`´" + ".,;:!?…‒–—-()[]{} \t\r\n\u00a0\u2009\u202f•*"
OPENING = re.compile(rf"(?:[{re.escape(MARKS)}]|â€[œ˜]|[Tt]hat\s)+")
CLOSING = re.compile(rf"(?:[{re.escape(MARKS)}]|â€[\x9d™]?)+\Z")


@dataclass(frozen=True, slots=True)
class Case:
    """One case: a text with its gold, and what else is to be checked."""

    file: str
    pattern: int
    name: str
    gold: Tagged
    published: str | None = None
    expect: tuple[dict[str, Any], ...] = ()
    reasons: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return f"{self.file}:{self.pattern}:{self.name}"


def read_cases(file: str) -> Iterator[Case]:
    """The cases of one file; ValueError, naming the case, where one is malformed."""
    for entry in tomllib.loads((FOLDER / f"{file}.toml").read_text(encoding="utf-8"))["case"]:
        try:
            yield read_case(file, entry)
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"{file}.toml, case {entry.get('name')!r}: {error!r}") from error


def read_case(file: str, entry: dict[str, Any]) -> Case:
    """One entry as a case; ValueError, KeyError or TypeError where it is malformed."""
    entry = dict(entry)
    case = Case(
        file=file,
        pattern=entry.pop("pattern"),
        name=entry.pop("name"),
        gold=parse(entry.pop("text")),
        published=entry.pop("published", None),
        expect=tuple(entry.pop("expect", ())),
        reasons=entry.pop("reasons", {}),
    )
    if entry:
        raise ValueError(f"unknown keys {sorted(entry)}")
    if not all(a.content for a in case.gold.attributions):
        raise ValueError("an attribution without content")
    if len(case.expect) > len(case.gold.attributions):
        raise ValueError("more expectations than attributions")
    if unknown := {key for expected in case.expect for key in expected} - EXPECTABLE:
        raise ValueError(f"unknown expectations {sorted(unknown)}")
    if unknown := set(case.reasons.values()) - REASONS:
        raise ValueError(f"unknown reasons {sorted(unknown)}")
    if absent := [quoted for quoted in case.reasons if quoted not in case.gold.text]:
        raise ValueError(f"not in the text: {absent}")
    return case


def known_failures() -> frozenset[str]:
    """Ids of the cases that are not right yet; each must fail, so that a fix has to take it off the list."""
    return frozenset(tomllib.loads(KNOWN_FAILURES.read_text(encoding="utf-8"))["failing"])


@functools.cache
def found_in(case_text: str, published: str | None) -> Extraction:
    """What is found in a text; the same text is read once."""
    return extract(Article(case_text, published=published), _english())


@functools.cache
def _english() -> Language:
    return load_language("en")


def differences(case: Case) -> list[str]:
    """What is wrong with the extraction of a case, a line each; empty if all is right."""
    extraction = found_in(case.gold.text, case.published)
    text = case.gold.text
    complaints = []
    left = list(extraction.attributions)
    for number, gold in enumerate(case.gold.attributions):
        same = next((a for a in left if agree(text, gold, a)), None)
        if same is None:
            complaints.append(f"missing: {shown(text, gold)}")
            continue
        left.remove(same)
        expected = case.expect[number] if number < len(case.expect) else {}
        complaints += [f"{shown(text, gold)}: {line}" for line in unexpected(expected, same)]
    complaints += [f"not in the case: {shown(text, a)} by rule {a.rule}" for a in left]
    return complaints + list(wrong_reasons(case, extraction))


def agree(text: str, gold: Parts, found: Parts) -> bool:
    """The same trimmed source and content; cues that share a word, if there is one in words."""
    return (
        trimmed(text, gold.content) == trimmed(text, found.content)
        and trimmed(text, gold.source) == trimmed(text, found.source)
        and (not trimmed(text, gold.cue) or overlap(gold.cue, found.cue))
    )


def overlap(some: Spans, others: Spans) -> bool:
    """Whether they share a character."""
    return any(a.start < b.end and b.start < a.end for a in some for b in others)


def trimmed(text: str, spans: Spans) -> Spans:
    """Spans without marks at their ends and without a leading *that*; those that have no words left out."""
    out = []
    for start, end in sorted(spans):
        if opening := OPENING.match(text, start, end):
            start = opening.end()
        if closing := CLOSING.search(text[start:end]):
            end = start + closing.start()
        if start < end:
            out.append(Span(start, end))
    return tuple(out)


def shown(text: str, parts: Parts) -> str:
    """An attribution on one line: source | cue | content."""
    spans_of_parts = (parts.source, parts.cue, parts.content)
    return " | ".join(" … ".join(text[start:end] for start, end in spans) or "—" for spans in spans_of_parts)


def unexpected(expected: dict[str, Any], found: Attribution) -> Iterator[str]:
    """Where a field is none of what the case expects: `""` stands for None, a list for any of its members."""
    for key, wanted in expected.items():
        value = getattr(found, key) or ""
        if value not in (wanted if isinstance(wanted, list) else [wanted]):
            yield f"{key} is {value!r}, not {wanted!r}"


def wrong_reasons(case: Case, extraction: Extraction) -> Iterator[str]:
    """Where the ledger of quoted spans gives another reason than the case, or none."""
    text = extraction.article.text
    for quoted, reason in case.reasons.items():
        given = [q.reason for q in extraction.quoted_spans if text[q.start + 1 : q.end - 1].strip() == quoted]
        if reason not in given:
            yield f"{quoted!r} is not in the ledger as {reason!r}: {given}"
