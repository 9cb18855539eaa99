"""Which words name the source of a cue: every phrase near it is weighed, and so is that there is none."""

from __future__ import annotations

from typing import NamedTuple

from attribution.extraction.cues import CueCandidate
from attribution.extraction.layout import CLITIC, VERBAL, Layout
from attribution.extraction.mentions import Phrase, joined

NEAREST = 7  # base phrases considered to the left of a cue


class SourceOption(NamedTuple):
    """A phrase that may be the source, or None for no source, with the features that are weighed."""

    phrase: Phrase | None
    features: list[str]


def source_options(
    layout: Layout, candidate: CueCandidate, frame: str, first: int, after: int, bases: list[tuple[int, int]]
) -> list[SourceOption]:
    """All options for a cue whose content stands as `frame` says, within the sentence `first` to `after`."""
    _, end, group, cue = candidate
    options = [SourceOption(None, _none_features(layout, candidate, frame, first, after))]
    left = [n for n, base in enumerate(bases) if base[1] <= group]
    for n in left[-NEAREST:]:
        for phrase in joined(bases, layout.tags, n):
            if phrase.after > group:
                break
            options.append(_left(layout, candidate, frame, first, phrase, len(left) - n))
    if cue.part == "noun":
        options += _possessor(layout, candidate, frame, first)
    right = next((n for n, base in enumerate(bases) if base[0] >= end), None)
    if right is not None:
        for n in range(right, min(right + 2, len(bases))):
            for phrase in joined(bases, layout.tags, n):
                options.append(_right(layout, candidate, frame, after, phrase, n - right))
    return options


def _none_features(layout: Layout, candidate: CueCandidate, frame: str, first: int, after: int) -> list[str]:
    at, end, group, cue = candidate
    tags, labels = layout.tags, layout.labels
    left = labels[group - 1] if group > first else "^"
    verbs = "".join(labels[n] + " " for n in range(group, at))
    right = tags[end] if end < after else "$"
    return [
        "none", f"none frame={frame}", f"none group={cue.group}", f"none form={layout.words[at]} {frame}",
        f"none left={left}", f"none verbs={verbs}", f"none left,verbs={left} {verbs}",
        f"none frame,left={frame} {tags[max(first, group - 2):group]}", f"none right={frame} {right}",
        f"none part={cue.part} {left}", f"none first={group == first} {cue.part}",
        f"none frame,verbs={frame} {cue.group} {verbs}",
    ]  # fmt: skip


def _described(layout: Layout, phrase: Phrase) -> list[str]:
    """What the phrase itself is like, wherever it stands."""
    tags, labels = layout.tags, layout.labels
    shape = tags[phrase.first : phrase.head + 1]
    if len(shape) > 4:
        shape = shape[:2] + "~" + shape[-2:]
    head = labels[phrase.head]
    return [
        f"shape={shape}", f"head={head}", f"first={labels[phrase.first]}", f"links={phrase.links[:5]}",
        f"shape,links={shape[:1]}{shape[-1:]} {phrase.links[:5]}", f"last={tags[phrase.after - 1]} {phrase.links[:3]}",
        f"pieces={min(phrase.links.count(','), 3)}",
    ]  # fmt: skip


def _left(
    layout: Layout,
    candidate: CueCandidate,
    frame: str,
    first: int,
    phrase: Phrase,
    rank: int,
) -> SourceOption:
    at, _, group, cue = candidate
    tags, labels = layout.tags, layout.labels
    gap = tags[phrase.after : group]
    short = gap if len(gap) <= 3 else gap[:2] + "~" + gap[-1]
    before = tags[phrase.first - 1] if phrase.first > first else "^"
    before_label = labels[phrase.first - 1] if phrase.first > first else "^"
    verbs_between = sum(tag in VERBAL for tag in gap)
    inside = layout.quoted[phrase.first] == layout.quoted[at]
    verbs = "".join(labels[n] + " " for n in range(group, at))
    head = tags[phrase.head]
    kind = _gap_kind(gap)
    following = labels[phrase.after] if gap else "cue"
    subject = f"{gap[:1] in VERBAL} {before} {kind}"
    features = _described(layout, phrase)
    features += [
        f"L gap={short}", f"L gap,frame={short} {frame}", f"L gap,before={short} {before}",
        f"L before={before_label}", f"L before,frame={before} {frame}", f"L inside={inside}",
        f"L rank={min(rank, 5)}", f"L rank,verbs={min(rank, 5)} {min(verbs_between, 2)}",
        f"L verbs={min(verbs_between, 3)} {verbs}", f"L start={phrase.first == first} {frame} {min(verbs_between, 2)}",
        f"L head,gap={head} {short}", f"L head,before={labels[phrase.head]} {before}",
        f"L part={cue.part} {short}", f"L group,gap={cue.group} {short}", f"L form,gap={layout.words[at]} {gap == ''}",
        f"L links,gap={phrase.links[:4]} {short}", f"L links,before={phrase.links[:4]} {before}",
        f"L next,links={tags[phrase.after]} {phrase.links[:4]}", f"L cue form={layout.tags[at]} {verbs} {gap == ''}",
        f"L kind={kind}", f"L kind,next={kind} {following}", f"L kind,before={kind} {before}",
        f"L kind,cue={kind} {tags[at]} {verbs}", f"L kind,head={kind} {labels[phrase.head]}",
        f"L kind,links={kind} {phrase.links[:3]}", f"L next={following} {before}",
        f"L before,next={before_label} {tags[phrase.after]} {short == ''}", f"L subject={subject} {min(rank, 5)}",
        f"L head,frame={labels[phrase.head]} {frame}", f"L relative={head == 'r'} {short}",
    ]  # fmt: skip
    if before == "o" or before == "p":
        features.append(f"L prep={before_label} {short}")
    return SourceOption(phrase, features)


def _gap_kind(gap: str) -> str:
    """What stands between a phrase and the verb group, in one word."""
    if not gap or gap == ",":
        return gap
    verb = "v" if not VERBAL.isdisjoint(gap) else ""
    ends = gap[-1] if gap[-1] in ",&t-);" else ""
    if gap[0] == "r" or gap[:2] == ",r":
        return "relative" + verb + ends
    opens = gap[0] if gap[0] in ",-(po" else "verb" if gap[0] in VERBAL else ""
    return opens + "…" + verb + ("&" if "&" in gap else "") + ("r" if "r" in gap or "T" in gap else "") + ends


def _right(
    layout: Layout, candidate: CueCandidate, frame: str, after: int, phrase: Phrase, rank: int
) -> SourceOption:
    at, end, group, cue = candidate
    tags, labels = layout.tags, layout.labels
    gap = "".join(labels[n] + " " for n in range(end, min(phrase.first, end + 3)))
    behind = tags[phrase.after] if phrase.after < after else "$"
    behind_label = labels[phrase.after] if phrase.after < after else "$"
    left = tags[max(0, group - 2) : group]
    features = _described(layout, phrase)
    features += [
        f"R gap={gap}", f"R gap,part={gap} {cue.part}", f"R frame={frame} {cue.part}", f"R rank={rank} {frame}",
        f"R behind={behind}", f"R behind,frame={behind} {frame}", f"R behind word={behind_label}",
        f"R left={left} {gap}", f"R group={cue.group} {gap}", f"R form={layout.words[at]} {gap} {frame}",
        f"R links,behind={phrase.links[:4]} {behind}", f"R head={tags[phrase.head]} {gap}",
        f"R links={phrase.links[:4]} {cue.part}", f"R left,behind={left} {behind} {gap == ''}",
    ]  # fmt: skip
    return SourceOption(phrase, features)


def _possessor(layout: Layout, candidate: CueCandidate, frame: str, first: int) -> list[SourceOption]:
    """“her” and “the mayor” of “her claim” and “the mayor's claim”."""
    tags = layout.tags
    at = candidate.first
    n = at - 1
    while n >= first and tags[n] in "jnNq#fE":
        n -= 1
    if n < first:
        return []
    if tags[n] in "PH":
        phrase = Phrase(n, n + 1, n, "")
    elif tags[n] == CLITIC and n - 1 >= first:
        begin = n - 1
        while begin - 1 >= first and tags[begin - 1] in "jnNiDP#":
            begin -= 1
        phrase = Phrase(begin, n, n - 1, "")
    else:
        return []
    between = tags[n + 1 : at][:3]
    features = [
        *_described(layout, phrase), f"possessor={frame}", f"possessor between={between}",
        f"possessor of={layout.words[at]}", f"possessor mark={tags[n]} {candidate.cue.group}",
    ]  # fmt: skip
    return [SourceOption(phrase, features)]
