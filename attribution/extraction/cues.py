"""Which words are cues, and on which side of them the content stands.

A cue may be a verb ("said"), a noun ("her claim that") or a phrase ("according to"). Each is weighed against the
frames below; what counts is the word itself and what stands to its left and right.
"""

from __future__ import annotations

from typing import NamedTuple

from attribution.extraction.layout import CLOSE, FINITE, OPEN, Layout
from attribution.extraction.mentions import BASE
from attribution.languages import Cue, Language

# Where the content stands: nowhere (no cue), behind the cue, before it, on both sides of it, or as subject and
# complement of a passive or raising cue ("taxes are expected to rise").
FRAMES = ("none", "after", "before", "around", "raised")
GROUP = frozenset("aBAKMXte")


class CueCandidate(NamedTuple):
    """Tokens `first` to `after` that may be a cue; `group` is where its verb group begins ("has not said")."""

    first: int
    after: int
    group: int
    cue: Cue


def find_cues(layout: Layout, first: int, after: int, language: Language) -> list[CueCandidate]:
    """Every cue candidate among the tokens `first` to `after`, left to right, none overlapping another."""
    words, tags = layout.words, layout.tags
    verbs, nouns, phrases = language.cues, language.noun_cues, language.phrases
    found = []
    n = first
    while n < after:
        word = words[n]
        if word in phrases:
            phrase = next(
                (
                    p
                    for p in phrases[word]
                    if tuple(words[n + 1 : n + 1 + len(p[0])]) == p[0] and n + len(p[0]) < after
                ),
                None,
            )
            if phrase is not None:
                end = n + 1 + len(phrase[0])
                found.append(CueCandidate(n, end, _group(tags, n, first), phrase[1]))
                n = end
                continue
        verb, noun = verbs.get(word), nouns.get(word)
        if (verb or noun) and tags[n] != "N":
            before = tags[n - 1] if n > first else ""
            if noun and (verb is None or (before and before in "DPHzjq#")):
                found.append(CueCandidate(n, n + 1, n, noun))
            elif verb:
                found.append(CueCandidate(n, n + 1, _group(tags, n, first), verb))
        n += 1
    return found


def _group(tags: str, n: int, first: int) -> int:
    """Where the verb group around token n begins, going left over auxiliaries and adverbs."""
    while n > first and tags[n - 1] in GROUP:
        n -= 1
    return n


def cue_features(
    layout: Layout, candidates: list[CueCandidate], number: int, first: int, after: int
) -> list[str]:
    """What speaks for or against a cue and its frames; `first` and `after` bound the sentence."""
    candidate = candidates[number]
    tags, labels, quoted = layout.tags, layout.labels, layout.quoted
    at, end, group, cue = candidate
    lemma, form = cue.lemma, layout.words[at]
    part = cue.part[0]
    left = labels[group - 1] if group > first else "^"
    left_tag = tags[group - 1] if group > first else "^"
    left_two = tags[max(first, group - 2) : group]
    left_three = tags[max(first, group - 3) : group]
    right = labels[end] if end < after else "$"
    right_tag = tags[end] if end < after else "$"
    right_two = tags[end : min(end + 2, after)]
    right_three = tags[end : min(end + 3, after)]
    verbs = "".join(labels[n] + " " for n in range(group, at))
    quoting = "Q" if quoted[at] >= 0 else "-"
    opens_before = OPEN in tags[first:group]
    opens_after = OPEN in tags[end:after]
    marks = ("b" if opens_before else "") + ("a" if opens_after else "")
    behind = _behind(tags, end, after)
    verb_before = _verbs_before(tags, first, group)
    segment = _segment(tags, first, group)
    complement = _complement(tags, end, after)
    thing, subject = _object(layout, end, after), _subject(layout, first, group)
    start = labels[first] if tags[first] in "uFWpg&aDS" else tags[first]
    features = [
        f"form={form}", f"group={cue.group}", f"part={part}",
        f"form,left={form} {left_tag}", f"form,right={form} {right_tag}", f"form,word={form} {right}",
        f"lemma,verbs={lemma} {verbs}", f"lemma,quote={lemma} {quoting}", f"lemma,marks={lemma} {marks}",
        f"lemma,left={lemma} {left}", f"lemma,behind={lemma} {behind}",
        f"group,left={cue.group} {left_two}", f"group,right={cue.group} {right_two}",
        f"group,both={cue.group} {left_tag} {right_tag}", f"group,marks={cue.group} {marks} {left_tag}",
        f"group,verbs={cue.group} {verbs}", f"group,behind={cue.group} {behind} {left_tag}",
        f"verbs={verbs}", f"verbs,left={verbs} {left_tag}", f"verbs,right={verbs} {right_tag}",
        f"left={left}", f"right={right}", f"part,left={part} {left}", f"part,right={part} {right}",
        f"left2={part} {left_two}", f"right2={part} {right_two}", f"left3={left_three}", f"right3={right_three}",
        f"around={left_two} {right_tag}", f"around2={left_tag} {right_two}", f"around3={left_two} {right_two}",
        f"quote={quoting}", f"marks={part} {marks}", f"behind={part} {behind} {left_two}",
        f"behind,marks={behind} {marks} {left_tag}", f"verbs before={verb_before} {left_tag}",
        f"verbs before,right={verb_before} {right_tag}",
        f"left verb={_left_clause(tags, first, group)} {left_tag}", f"that ahead={part} {complement} {right_tag}",
        f"that ahead,group={cue.group} {complement}", f"clause={_left_clause(tags, first, group)} {complement} {left_tag}",
        f"sentence={start} {left_tag} {min((group - first).bit_length(), 4)}", f"sentence,group={start} {cue.group}",
        f"object={cue.group} {thing}", f"lemma,object={lemma} {thing}", f"object,left={thing} {left_tag}",
        f"subject={cue.group} {subject}", f"subject,object={subject} {thing}", f"lemma,subject={lemma} {subject}",
        f"form,both={form} {left_tag} {right_tag}", f"form,both words={form} {left} {right}",
        f"form,complement={form} {complement}", f"lemma,complement={lemma} {complement} {verbs}",
        f"subject,complement={subject} {complement}", f"form,segment={form} {segment[:1]}{segment[-1:]}",
        f"form,two={form} {right_two}", f"form,left two={form} {left_two}",
        f"segment={part} {segment}", f"segment,right={segment} {right_tag}", f"segment,marks={segment} {marks}",
    ]  # fmt: skip
    if number:
        previous = candidates[number - 1]
        gap = "near" if group - previous.after <= 4 else "far"
        features.append(f"previous={previous.cue.group} {gap} {cue.group}")
        features.append(f"previous gap={gap} {tags[previous.after : group][:4]}")
        features.append(f"previous part={previous.cue.part} {gap} {previous.cue.speech}")
    else:
        features.append(f"only={len(candidates) == 1} {cue.group}")
    if number + 1 < len(candidates):
        following = candidates[number + 1]
        features.append(f"next={following.cue.group} {'near' if following.group - end <= 3 else 'far'}")
    return features


def _behind(tags: str, end: int, after: int) -> str:
    """What follows the phrase right behind the cue: `.` in “, said Mr. Holt.”"""
    found = BASE.match(tags, end, after)
    if found is None:
        return "-"
    stop = found.end()
    return "." if stop >= after else tags[stop]


def _object(layout: Layout, end: int, after: int) -> str:
    """The label of the head of the phrase right behind a cue: “progress” in “showed progress”."""
    found = BASE.match(layout.tags, end, after)
    if found is None:
        return "-"
    return layout.labels[found.end() - 1]


def _subject(layout: Layout, first: int, group: int) -> str:
    """The label of the head of the phrase that ends right before a verb group, with what opens it."""
    if group == first:
        return "^"
    tags = layout.tags
    start = group - 1
    while start > first and tags[start - 1] in "DPHq#fjnNizIC":
        start -= 1
    opening = layout.labels[start] if tags[start] in "DPHIq" else tags[start]
    return opening + " " + layout.labels[group - 1]


def _left_clause(tags: str, first: int, group: int) -> str:
    """Whether what stands left of the last comma before the verb group could be a content: has it a verb?"""
    comma = tags.rfind(",", first, group)
    if comma < 0:
        return "no comma"
    return "clause" if not FINITE.isdisjoint(tags[first:comma]) else "phrase"


def _complement(tags: str, end: int, after: int) -> str:
    """The first of "that", a question word, "to" or a quotation that follows, near or far."""
    for n in range(end, min(after, end + 14)):
        if tags[n] in "TWFt<:":
            return tags[n] + ("near" if n - end < 4 else "far")
    return "-"


def _verbs_before(tags: str, first: int, group: int) -> str:
    count = sum(tag in FINITE for tag in tags[first:group])
    return "0" if count == 0 else "1" if count == 1 else "2+"


def _segment(tags: str, first: int, group: int) -> str:
    """The tags from the last mark (comma, quotation mark …) up to the verb group, shortened."""
    n = group
    while n > first and tags[n - 1] not in ",<>;:-(":
        n -= 1
    mark = tags[n - 1] if n > first else "^"
    if mark == CLOSE or mark == ",":
        before = tags[n - 2] if n - 2 >= first else "^"
        mark = before + mark if before in ",.!?>" else mark
    segment = tags[n:group]
    return mark + (segment if len(segment) <= 3 else segment[:2] + "~" + segment[-1])
