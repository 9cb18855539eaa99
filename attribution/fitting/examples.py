"""Gold attributions as decisions: for each choice that the extraction makes, its options and the right one.

The options are made by the very functions that extraction uses, so that what is fitted is what is used.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from attribution.evaluation import articles
from attribution.extraction.statements import contents, cues, relations, sources
from attribution.extraction.statements.cues import CueCandidate
from attribution.extraction.statements.frames import FRAMES
from attribution.extraction.statements.relations import Sentence
from attribution.extraction.text.layout import Layout, read_layout
from attribution.extraction.text.mentions import Phrase, base_phrases
from attribution.fitting.solver import Example
from attribution.languages import Language
from attribution.languages.weights import Feature

Tokens = tuple[int, int]
TRIM = set(".,;:!?<>-()[]~'¶")  # tags that are no words: left out at either end of a gold span
NEAR = 2  # tokens by which a gold content may end beside where the extraction ends one


class Gold(NamedTuple):
    """A gold attribution in tokens."""

    source: tuple[Tokens, ...]
    cue: tuple[Tokens, ...]
    content: tuple[Tokens, ...]


@dataclass
class Decisions:
    """Examples of every choice."""

    frames: list[tuple[list[Feature], int]] = field(default_factory=list)
    source: list[Example] = field(default_factory=list)
    subject: list[Example] = field(default_factory=list)
    before: list[Example] = field(default_factory=list)
    begin: list[Example] = field(default_factory=list)
    end: list[Example] = field(default_factory=list)


def in_tokens(layout: Layout, spans: Iterable[Sequence[int]]) -> tuple[Tokens, ...]:
    """Character spans as token ranges, marks at either end left out."""
    found: list[Tokens] = []
    for start, end in sorted(map(tuple, spans)):
        if end <= start:
            continue
        first = layout.token_at(start)
        if layout.ends[first] <= start and first + 1 < len(layout.ends):
            first += 1
        after = layout.token_at(end - 1) + 1
        while first < after and layout.tags[first] in TRIM:
            first += 1
        while after > first and layout.tags[after - 1] in TRIM:
            after -= 1
        if after > first and found and first <= found[-1][1]:
            found[-1] = (found[-1][0], after)  # one piece, cut in two where a sentence was thought to end
        elif after > first:
            found.append((first, after))
    return tuple(found)


def read(record: dict[str, Any], language: Language) -> tuple[Layout, list[Gold]]:
    """The layout of a gold record and its attributions in tokens."""
    layout = read_layout(record["text"], language, record.get("title"))
    gold = [
        Gold(
            in_tokens(layout, a.get("source") or []),
            in_tokens(layout, a.get("cue") or []),
            in_tokens(layout, a["content"]),
        )
        for a in record["attributions"]
    ]
    return layout, [g for g in gold if g.content]


def collect(records: Iterable[dict[str, Any]], language: Language) -> Decisions:
    """The decisions of all gold articles. A record whose `nests` is false annotates outermost attributions only."""
    decisions = Decisions()
    for record in records:
        layout, gold = read(record, language)
        nests = record.get("nests", False)
        hidden = covered(gold)
        for first, after in layout.sentences:
            if not layout.prose[layout.paragraph_of(first)]:
                continue
            candidates = cues.find_cues(layout, first, after, language)
            if not candidates:
                continue
            sentence = Sentence(first, after, candidates, base_phrases(layout.tags, first, after))
            matched = _matched(candidates, gold)
            for number in range(len(candidates)):
                told = matched.get(number)
                if told is None and not nests and candidates[number].first in hidden:
                    continue
                _decide(decisions, layout, sentence, number, told)
    return decisions


def covered(gold: list[Gold]) -> set[int]:
    """All tokens that lie in some gold content."""
    return {n for g in gold for first, after in g.content for n in range(first, after)}


def _matched(candidates: list[CueCandidate], gold: list[Gold]) -> dict[int, Gold]:
    """Which candidate stands for which gold cue: the one that covers most of it; a verb before a noun."""
    found: dict[int, Gold] = {}
    for g in gold:
        tokens = {n for first, after in g.cue for n in range(first, after)}
        best, best_key = None, (0, 0)
        for number, candidate in enumerate(candidates):
            common = len(tokens & set(range(candidate.first, candidate.after)))
            key = (common + (candidate.cue.part != "noun"), -number)
            if common and number not in found and key > best_key:
                best, best_key = number, key
        if best is not None:
            found[best] = g
    return found


def _decide(decisions: Decisions, layout: Layout, sentence: Sentence, number: int, told: Gold | None) -> None:
    """Note every choice that a cue candidate asks for, with what the gold tells of it; None where it is no cue."""
    candidate = sentence.cues[number]
    features = cues.cue_features(layout, candidate, sentence.first, sentence.after)
    frame = frame_of(sentence, candidate, told) if told else "none"
    decisions.frames.append((features, FRAMES.index(frame)))
    if told is None:
        return
    source = _source(decisions, layout, sentence, candidate, frame, told)
    if frame == "raised":
        options = relations.subject_options(layout, sentence, candidate)
        _add_phrase(decisions.subject, layout, options, told.content[0])
    elif frame in ("before", "around"):
        _left_piece(decisions, layout, sentence, candidate, source, told)
    if frame in ("after", "around", "raised"):
        _right_piece(decisions, layout, sentence, candidate, source, frame, told)


def _left_piece(
    decisions: Decisions,
    layout: Layout,
    sentence: Sentence,
    candidate: CueCandidate,
    source: Phrase | None,
    told: Gold,
) -> None:
    """Note where the content before a cue begins, where the gold ends it about where the extraction would."""
    left = [p for p in told.content if p[0] < candidate.first]
    begin, after = next((p for p in left if p[0] >= sentence.first), left[-1])
    end = relations.left_end(layout, sentence, candidate, source)
    if abs(end - after) <= NEAR:
        options = contents.starts_before(layout, candidate, sentence.first, end)
        _add_boundary(decisions.before, layout, options, begin)


def _right_piece(
    decisions: Decisions,
    layout: Layout,
    sentence: Sentence,
    candidate: CueCandidate,
    source: Phrase | None,
    frame: str,
    told: Gold,
) -> None:
    """Note where the content behind a cue begins and ends."""
    right = next((p for p in told.content if candidate.after <= p[0] < sentence.after), None)
    if right is None:
        return
    first, after = sentence.first, sentence.after
    begin_from = relations.right_from(candidate, source)
    begins = contents.starts_behind(layout, candidate, begin_from, after, frame)
    begin = _add_boundary(decisions.begin, layout, begins, right[0])
    if begin is not None:
        ends = contents.ends(layout, candidate, begin, first, after, sentence.cues, sentence.clauses)
        _add_boundary(decisions.end, layout, ends, right[1])


def frame_of(sentence: Sentence, candidate: CueCandidate, gold: Gold) -> str:
    """Which frame the gold content has around this cue."""
    if gold.content[0][0] >= candidate.first:
        return "after"
    behind = any(candidate.after <= p[0] < sentence.after for p in gold.content)
    if not behind:
        return "before"
    touching = [p for p in gold.content if candidate.group - 1 <= p[1] <= candidate.group]
    raised = touching and touching[-1][1] == candidate.group
    return "raised" if raised and not (gold.source and gold.source[0][0] <= candidate.first) else "around"


def _source(
    decisions: Decisions, layout: Layout, sentence: Sentence, candidate: CueCandidate, frame: str, gold: Gold
) -> Phrase | None:
    """Note which phrase is the source of a cue, if any, and return it."""
    options = relations.phrases_near(layout, sentence, candidate, frame)
    if not gold.source:
        decisions.source.append(Example([features for _, features in options], 0))
        return None
    return _add_phrase(decisions.source, layout, options, (gold.source[0][0], gold.source[-1][1]))


def _add_phrase(
    examples: list[Example], layout: Layout, options: list[sources.SourceOption], gold: Tokens
) -> Phrase | None:
    """Mark the option that covers the gold words best; no example where none covers half of them."""
    best, best_share = -1, 0.5
    words = set(range(*gold))
    for number, (phrase, _) in enumerate(options):
        if phrase is None:
            continue
        found = set(range(phrase.first, phrase.after))
        share = len(found & words) / len(found | words)
        if share > best_share:
            best, best_share = number, share
    if best < 0:
        return None
    examples.append(Example([features for _, features in options], best))
    return options[best][0]


def _add_boundary(
    examples: list[Example], layout: Layout, options: list[contents.Boundary], token: int
) -> int | None:
    """Mark the option at the token, marks between them aside."""
    for number, (place, _) in enumerate(options):
        low, high = sorted((place, token))
        if all(tag in TRIM for tag in layout.tags[low:high]):
            examples.append(Example([features for _, features in options], number))
            return place
    return None


def records(paths: Iterable[str]) -> Iterator[dict[str, Any]]:
    """The gold records of JSON-lines files and of folders with tagged articles, in order.

    Tagged articles are the project's own: their records are marked as `invented`.
    """
    for path in map(Path, paths):
        if path.is_dir():
            yield from ({**record, "invented": True} for record in articles.records(path))
            continue
        for line in path.read_text(encoding="utf-8").split("\n"):
            if line.strip():
                yield json.loads(line)


def with_chains(records: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The records of articles, each with the `chains` that a record without a text tells of the same id.

    Chains are attributions inside the contents of the others; those of articles that are not there are left out.
    ValueError where one lies in none of the contents: it was told of another text.
    """
    told: dict[str, list[dict[str, Any]]] = {}
    rows = []
    for record in records:
        if "text" in record:
            rows.append(record)
        else:
            told[record["id"]] = record["chains"]
    return [_chained(record, told[record["id"]]) if record["id"] in told else record for record in rows]


def _chained(record: dict[str, Any], chains: list[dict[str, Any]]) -> dict[str, Any]:
    """The record with its chains."""
    contents = [span for a in record["attributions"] for span in a["content"]]
    for chain in chains:
        for first, after in chain["cue"]:
            if not any(start <= first and after <= end for start, end in contents):
                raise ValueError(f"{record['id']}: the chain at {first} stands in no content")
    return {**record, "chains": chains}
