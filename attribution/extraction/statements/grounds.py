"""What speaks for a cue and against it, in words that a person can read: the weightiest of its features."""

from __future__ import annotations

from functools import lru_cache

from attribution.extraction.statements.cues import CueCandidate, cue_features
from attribution.extraction.text.layout import Layout
from attribution.languages import CLASSES, CUE, GERUND, NAME, NOUN, PAST, TITLE
from attribution.languages.weights import Feature, Table

MOST = 2  # told of a cue on either side
NAMED = {tag: name for name, tag in CLASSES.items()} | {
    NAME: "name", NOUN: "noun", GERUND: "verb in -ing", PAST: "verb in -ed", CUE: "verb of saying", TITLE: "title",
    "#": "number", "z": "possessive", "<": "opening quotation mark", ">": "closing quotation mark", "-": "nothing",
    ".": "full stop", ",": "comma", ":": "colon", "$": "end of the sentence",
}  # fmt: skip
MARKS = {
    "": "without quotation marks", "b": "with quotation marks before it", "a": "with quotation marks behind it",
    "ba": "with quotation marks on both sides",
}  # fmt: skip
SPOKEN = frozenset({
    "form", "form,word", "group", "lemma,quote", "lemma,marks", "lemma,verbs", "object", "right",
})  # fmt: skip # slots that `in_words` can tell
PLACES = {"Q": "inside quotation marks", "-": "outside quotation marks"}


def grounds(layout: Layout, candidate: CueCandidate, table: Table) -> list[tuple[str, float]]:
    """The weightiest grounds for a cue and against it, with their weights, the weightiest for it first."""
    first, after = layout.sentences[layout.sentence_of(candidate.first)]
    found = [f for f in cue_features(layout, candidate, first, after) if f[0] in SPOKEN and f in table]
    features = [f for f in found if in_words(f)]
    features.sort(key=table.__getitem__, reverse=True)
    told = [f for f in features[:MOST] if table[f] > 0] + [f for f in features[-MOST:] if table[f] < 0]
    return [(in_words(f), table[f]) for f in told]


@lru_cache(maxsize=20_000)
def in_words(feature: Feature) -> str:
    """A feature of a cue as a person would say it; nothing for those that are patterns of classes."""
    slot, *parts = map(str, feature)
    match slot, parts:
        case "form", [form]:
            return f"“{form}”"
        case "form,word", [form, behind]:
            return f"“{form}” with {_called(behind)} behind it"
        case "group", [group]:
            return f"words of the group “{group}”"
        case "lemma,quote", [lemma, place]:
            return f"“{lemma}” {PLACES[place]}"
        case "lemma,marks", [lemma, marks]:
            return f"“{lemma}” {MARKS[marks]}"
        case "lemma,verbs", [lemma, verbs]:
            return (
                f"“{lemma}” behind “{verbs.strip()}”" if verbs.strip() else f"“{lemma}” without an auxiliary"
            )
        case "object", [group, head]:
            return f"the group “{group}” with {_called(head)} behind it"
        case "right", [behind]:
            return f"{_called(behind)} behind it"
    return ""


def _called(label: str) -> str:
    """A label in words: “that”, a noun of the meaning role, a name."""
    tag, mark, meaning = label.partition(":")
    if mark and meaning:
        return f"a {NAMED.get(tag, 'word')} of the meaning “{meaning}”"
    tag, _, group = label.partition("/")
    if group:
        return f"a word of the group “{group}”"
    return NAMED.get(label, f"“{label}”")
