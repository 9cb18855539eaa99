"""Where a content begins and ends: every boundary in reach is weighed, and the heaviest taken."""

from __future__ import annotations

from typing import NamedTuple

from attribution.extraction.cues import CueCandidate
from attribution.extraction.layout import CLOSE, FINITE, OPEN, VERBAL, Layout
from attribution.extraction.mentions import BASE

FARTHEST = 16  # tokens between a cue and the beginning of its content
STOPS = frozenset(",;:)->&uprWTtgEaydF<.!?(")


class Boundary(NamedTuple):
    """A token number at which a content may begin or end, with the features that are weighed."""

    token: int
    features: list[str]


def starts_behind(
    layout: Layout, candidate: CueCandidate, end: int, after: int, frame: str
) -> list[Boundary]:
    """Where a content behind its cue may begin, from token `end` (behind the cue and its source) onwards."""
    at, _, _, cue = candidate
    tags, labels = layout.tags, layout.labels
    form = layout.words[at]
    options = []
    for n in range(end, min(after, end + FARTHEST)):
        tag = tags[n]
        if tag in ">.!?)¶,:;-" or (n > end and not _may_begin(tags, n)):
            continue
        skipped = tags[end:n]
        short = skipped if len(skipped) <= 4 else skipped[:2] + "~" + skipped[-2:]
        before = labels[n - 1]
        options.append(
            Boundary(
                n,
                [
                    f"skip={short}", f"skip,frame={short} {frame}", f"skip,tag={short} {tag}", f"word={labels[n]}",
                    f"before={before}", f"before,word={before} {labels[n]}", f"form,tag={form} {tag} {n == end}",
                    f"form,skip={form} {short}", f"group,skip={cue.group} {short}",
                    f"group,word={cue.group} {labels[n]} {n == end}", f"part={cue.part} {short}",
                    f"tags={tags[n - 1]} {tags[n:n + 2]}", f"length={min(n - end, 8)} {cue.group}",
                    f"lemma,before={cue.lemma} {before} {tag}", f"tags3={tags[n:n + 3]} {n == end}",
                    f"quote={OPEN in tags[n:after]} {tag == OPEN}", f"colon={':' in skipped}",
                ],
            )
        )  # fmt: skip
        if tag == OPEN and n > end:
            break
    return options


def _may_begin(tags: str, n: int) -> bool:
    """A content does not begin in the middle of a noun phrase or a verb group."""
    return not (tags[n - 1] in "DPHjiq#M" and tags[n] in "nNj#iqC") and not (
        tags[n - 1] == "N" and tags[n] == "N"
    )


def starts_before(layout: Layout, candidate: CueCandidate, first: int, end: int) -> list[Boundary]:
    """Where a content that ends before token `end` may begin, from the sentence's beginning onwards."""
    tags, labels = layout.tags, layout.labels
    cue = candidate.cue
    closes = end > first and tags[end - 1] == CLOSE
    closed = layout.quoted[end - 1] if closes else -2
    options = []
    for n in range(first, end):
        before = tags[n - 1] if n > first else "^"
        if n > first and not (before in ",;:&-u()" or tags[n] in "<uT" or before == CLOSE):
            continue
        if tags[n] in ",.;:>)":
            continue
        if (
            layout.quoted[n] >= 0
            and tags[n] != OPEN
            and layout.quoted[n - 1] == layout.quoted[n]
            and n > first
        ):
            continue
        passed = tags[first:n]
        short = passed if len(passed) <= 3 else passed[:2] + "~" + passed[-1]
        verb_passed = not FINITE.isdisjoint(passed)
        verb_left = not VERBAL.isdisjoint(tags[n:end])
        before_label = labels[n - 1] if n > first else "^"
        options.append(
            Boundary(
                n,
                [
                    f"passed={short}", f"passed verb={verb_passed} {before} {verb_left}", f"before={before_label}",
                    f"before,word={before_label} {labels[n]}", f"word={labels[n]} {n == first}",
                    f"close={closes} {tags[n]} {n == first}", f"close,verb={closes} {verb_left} {tags[n]} {verb_passed}",
                    f"quote left={OPEN in tags[n + 1:end]} {closes} {n == first}", f"group={cue.group} {n == first}",
                    f"length={min((end - n) // 3, 6)} {n == first}", f"cue before={_cue_in(tags, first, n)} {before}",
                    f"tags={before} {tags[n:n + 2]}", f"match={tags[n] == OPEN and layout.quoted[n] == closed} {closes} {before}",
                    f"match,cue={tags[n] == OPEN and layout.quoted[n] == closed} {closes} {_cue_in(tags, first, n)} {passed[-2:]}",
                ],
            )
        )  # fmt: skip
    return options


def _cue_in(tags: str, first: int, after: int) -> bool:
    return "C" in tags[first:after]


def ends(
    layout: Layout,
    candidate: CueCandidate,
    begin: int,
    first: int,
    after: int,
    frame: str,
    cues: list[CueCandidate],
) -> list[Boundary]:
    """Where a content that begins at token `begin` may end (exclusive), within the sentence `first` to `after`."""
    tags, labels, quoted = layout.tags, layout.labels, layout.quoted
    cue = candidate.cue
    quotation = quoted[begin] if tags[begin] == OPEN else -1
    outer = quoted[begin - 1] if begin and quoted[begin - 1] == quoted[begin] else -1
    first_tag = tags[begin] if tags[begin] not in "jn#qi" else "n"
    first_label = labels[begin]
    verbs = commas = 0
    opener = clause_opener(layout, first, candidate.group)
    cue_form = _cue_form(layout, candidate)
    main_verb = "-"
    options: list[Boundary] = []
    cue_starts = {c.group: c.cue for c in cues if c.group > begin}
    for n in range(begin + 1, after + 1):
        tag = tags[n] if n < after else "$"
        last = tags[n - 1]
        if last in VERBAL:
            if not verbs:
                main_verb = labels[n - 1]
            verbs += 1
        elif last == ",":
            commas += 1
        if n < after:
            if last in ",;:-(" or (tag not in STOPS and last != CLOSE and not _ends_sentence(tags, n, after)):
                continue
            if quoted[n] >= 0 and quoted[n] == quoted[n - 1] and quoted[n] != outer and tag != CLOSE:
                continue
            if tag == CLOSE and quoted[n] != outer:
                continue
        elif options and options[-1].token == n - 1 and last in ".!?)":
            break  # the same end, the sentence's own mark left out
        word = labels[n] if n < after else "$"
        second = labels[n + 1] if n + 1 < after else "$"
        sentence_end = n >= after or (tag in ".!?" and _ends_sentence(tags, n, after))
        rest = after - n
        cue_ahead = "none"
        if n + 1 < after:
            ahead = next((cue_starts[m] for m in range(n, min(n + 5, after)) if m in cue_starts), None)
            cue_ahead = ahead.group if ahead else "none"
        seen = "0" if verbs == 0 else "1" if verbs == 1 else "2+"
        closes = quotation >= 0 and last == CLOSE
        has_quote = OPEN in tags[begin:n]
        ahead_tags = tags[n + 1 : n + 4]
        ahead_kind = _clause_kind(tags, n, after)
        length = min((n - begin).bit_length(), 6)
        options.append(
            Boundary(
                n,
                [
                    f"end={sentence_end} {first_tag} {seen}", f"end,group={sentence_end} {cue.group}",
                    f"end,frame={sentence_end} {frame} {tag}", f"next={word}", f"next,second={word} {second}",
                    f"next,verbs={word} {seen}", f"next,first={word} {first_tag}", f"tag,first={tag} {first_tag} {seen}",
                    f"last={last} {tag}", f"last,next={labels[n - 1]} {word}", f"length={length} {tag}",
                    f"group,next={cue.group} {word}", f"form,next={layout.words[candidate.first]} {tag} {seen}",
                    f"commas={min(commas, 3)} {tag} {seen}", f"closes={closes} {tag}", f"closes,second={closes} {tag} {second}",
                    f"cue ahead={cue_ahead} {tag}", f"rest={min(rest.bit_length(), 6)} {tag}",
                    f"first={first_label} {sentence_end}", f"two={tag}{tags[n + 1:n + 3]} {seen}",
                    f"length,first={length} {first_tag} {sentence_end}", f"part={cue.part} {tag} {seen}",
                    f"group,first={cue.group} {first_tag} {tag}", f"ahead={layout.tags[candidate.first]} {tag}{ahead_tags}",
                    f"third={tag} {second} {tags[n + 2:n + 3]}", f"quoted={has_quote} {closes} {tag}",
                    f"comma pair={min(commas, 2)} {tag} {second} {seen}", f"verb={main_verb} {tag} {second}",
                    f"clause={tag} {ahead_kind} {seen}", f"clause,first={tag} {ahead_kind} {first_tag}",
                    f"opener={opener} {tag} {ahead_kind}", f"opener,commas={opener} {min(commas, 2)} {tag} {ahead_kind}",
                    f"cue form={cue_form} {tag} {ahead_kind}", f"cue form,opener={cue_form} {opener} {tag} {ahead_kind}",
                    f"next verb={_verb_ahead(layout, n, after)} {tag} {cue_form}",
                    f"clause,group={tag} {ahead_kind} {cue.group}",
                ],
            )
        )  # fmt: skip
    return options


def clause_opener(layout: Layout, first: int, group: int) -> str:
    """What opens the clause of the cue: a subordinator, a preposition, a participle … or nothing of the kind."""
    tags = layout.tags
    start = first
    comma = tags.rfind(",", first, group)
    if comma >= 0:
        start = comma + 1
    while start < group and tags[start] in "a&<-":
        start += 1
    if start > group or start >= len(tags):
        return "-"
    if tags[start] in "uFWpr":
        return ("first " if comma < 0 else "later ") + layout.labels[start]
    if tags[start] in "gE":
        return ("first " if comma < 0 else "later ") + tags[start]
    return "first" if comma < 0 else "later"


def _cue_form(layout: Layout, candidate: CueCandidate) -> str:
    """How the cue is inflected, as far as its tags tell: with its auxiliaries, or bare."""
    word = layout.words[candidate.first]
    group = layout.tags[candidate.group : candidate.first]
    return candidate.cue.part[0] + layout.tags[candidate.first] + word[-1] + group[:2]


def _verb_ahead(layout: Layout, n: int, after: int) -> str:
    """The next verb behind a boundary, if it stands near."""
    tags = layout.tags
    for m in range(n, min(n + 8, after)):
        if tags[m] in FINITE:
            return layout.labels[m] if tags[m] in "BAMK" else tags[m] + layout.words[m][-1]
    return "-"


def _clause_kind(tags: str, n: int, after: int) -> str:
    """What kind of clause would follow a content that ends here: with its own subject and verb, a verb alone …"""
    m = n
    while m < after and tags[m] in ",;-&uap>":
        m += 1
    if m >= after:
        return "$"
    if tags[m] in VERBAL:
        return "verb"
    if tags[m] in "grtT":
        return tags[m]
    found = BASE.match(tags, m, after)
    if found is None:
        return tags[m]
    stop = found.end()
    while stop < after and tags[stop] in "ao":
        if tags[stop] == "o":
            more = BASE.match(tags, stop + 1, after)
            if more is None:
                break
            stop = more.end()
        else:
            stop += 1
    if stop >= after:
        return "phrase$"
    if tags[stop] == "C":
        return "subject cue"
    if tags[stop] in "BAMvKE":
        return "subject verb"
    return "phrase" + (tags[stop] if tags[stop] in ",.&" else "")


def _ends_sentence(tags: str, n: int, after: int) -> bool:
    """Whether from token n on there are but closing marks."""
    return all(tag in ".!?)>" for tag in tags[n:after])
