"""The rules of a language: read from its rules.toml, and checked so that a fault is told with its entry."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from importlib.resources.abc import Traversable
from typing import Any, NamedTuple

import regex

from attribution.languages.folder import LanguageError, compiled_pattern, read_toml

# How a rule works; rules.toml tells what each means. Cue words stand in the first four, vetoes are `none`.
CUED = ("after", "before", "around", "raised")
FRAMES = (*CUED, "line", "floating", "none")
WHERE = ("headline", "paragraph", "dialogue", "turn", "turns", "signed", "signature", "lead-in", "list")
COMMON = ("frame", "why", "examples", "counterexamples")
SETTINGS = {
    **{frame: {"part", "order"} for frame in CUED},
    "line": {"where", "pattern", "not_source", "asks", "answers", "record"},
    "floating": {"record"},
    "none": {"cues", "forms", "subject", "before", "group", "behind"},
}
# What the placeholders in a pattern stand for. All are bounded and possessive, so that no text makes them explode.
_WORD = r"[^\s:,;.!?“”\"()«»]{1,40}+\.?+"
PLACEHOLDERS = {
    "{words}": rf"{_WORD}(?:[ \xa0]{_WORD}){{0,7}}+",
    "{few}": rf"{_WORD}(?:[ \xa0]{_WORD}){{0,7}}?",  # as few words as will do
    "{name}": r"(?:[\p{L}@][^\s:,;!?“”\"()«»]{0,40}+)(?:[ \xa0](?:\p{L}[^\s:,;!?“”\"()«»]{0,40}+)){0,5}+",
    "{appositive}": r"(?:, [^\n]{1,120})",
    "{speaker}": r"(?:\p{Lu}[\p{Lu}.'’\-]{0,30}+(?:[ \xa0]\p{Lu}[\p{Lu}.'’\-]{0,30}+){0,4}+"
    r"|\p{Lu}[\w.'’\-]{0,30}+(?:[ \xa0]\p{Lu}[\w.'’\-]{0,30}+){0,3}+)",
    "{quotation}": r"[“\"«„‘'][^\n]{1,3000}[”\"»“’']",
}
VERBS = ("{verb}", "{speech}")  # any form of a verb of cues.toml; of one whose group has speech = true
PLACEHOLDER = regex.compile(r"\{[a-z]+\}")


class Record(NamedTuple):
    """How often a rule was right on gold that it was not made for."""

    right: int
    found: int

    @property
    def share(self) -> float:
        """The share of right ones that the record promises; one right and one wrong are added, for doubt (Laplace)."""
        return (self.right + 1) / (self.found + 2)


class Rule(NamedTuple):
    """A named pattern or heuristic: what it is called, why it is there, what it must and must not match.

    `record` is that of a rule that the weight tables do not weigh; None for the others.
    """

    name: str
    frame: str
    reason: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    settings: Mapping[str, Any]
    record: Record | None = None


def read_rules(folder: Traversable, lemmas: Collection[str]) -> tuple[Rule, ...]:
    """The rules in the order of the file; `lemmas` are those of the cues that a veto may name."""
    rules = []
    for name, entry in read_toml(folder, "rules.toml").items():
        place = f"{folder.name}/rules.toml: [{name}]"
        for key in COMMON:
            if not isinstance(entry, dict) or not entry.get(key):
                raise LanguageError(f"{place} has no {key!r}")
        settings = {key: value for key, value in entry.items() if key not in COMMON}
        _check(place, entry["frame"], settings, lemmas)
        examples, counterexamples = tuple(entry["examples"]), tuple(entry["counterexamples"])
        record = _record(place, settings) if "record" in SETTINGS[entry["frame"]] else None
        rules.append(Rule(name, entry["frame"], entry["why"], examples, counterexamples, settings, record))
    _check_together(f"{folder.name}/rules.toml", rules)
    return tuple(rules)


def _record(place: str, settings: Mapping[str, Any]) -> Record:
    told = settings.get("record", [0, 0])
    if not (isinstance(told, list) and [type(n) for n in told] == [int, int] and 0 <= told[0] <= told[1]):
        raise LanguageError(f"{place}: 'record' is not [right, found]")
    return Record(*told)


def _check_together(place: str, rules: list[Rule]) -> None:
    """That every frame in which something is found has a rule to name it, and labels listed elsewhere are there."""
    for frame in (*CUED, "floating"):
        if not any(rule.frame == frame for rule in rules):
            raise LanguageError(f"{place}: no rule has frame {frame!r}")
    listed = {rule.name for rule in rules if not isinstance(rule.settings.get("not_source", ""), str)}
    for rule in rules:
        other = rule.settings.get("not_source")
        if isinstance(other, str) and other not in listed:
            raise LanguageError(
                f"{place}: [{rule.name}]: 'not_source' names {other!r}, no rule that lists labels"
            )


def expanded(pattern: str, verbs: Mapping[str, bool]) -> str:
    """A pattern with its placeholders spelt out; `verbs` are forms of cues, each with whether it is speech."""
    for placeholder, stands_for in PLACEHOLDERS.items():
        pattern = pattern.replace(placeholder, stands_for)
    for placeholder in VERBS:
        if placeholder in pattern:
            forms = [form for form, speech in verbs.items() if speech or placeholder == VERBS[0]]
            longest_first = sorted(forms, key=lambda form: (-len(form), form))
            pattern = pattern.replace(placeholder, f"(?:{'|'.join(map(regex.escape, longest_first))})")
    return pattern


def _check(place: str, frame: str, settings: Mapping[str, Any], lemmas: Collection[str]) -> None:
    """That the settings are those of the frame, and usable."""
    if frame not in FRAMES:
        raise LanguageError(f"{place}: frame {frame!r} is none of {', '.join(FRAMES)}")
    if unknown := sorted(settings.keys() - SETTINGS[frame]):
        raise LanguageError(f"{place}: {unknown[0]!r} is no setting of frame {frame!r}")
    if frame == "line":
        _check_line(place, settings)
    if frame == "none":
        if unlisted := sorted(set(settings.get("cues", ())) - set(lemmas)):
            raise LanguageError(f"{place}: {unlisted[0]!r} is no cue of cues.toml")
        if not settings.get("cues") or not {"before", "behind"} & settings.keys():
            raise LanguageError(f"{place} needs 'cues', and 'before' or 'behind' or both")
        for key in ("before", "group", "behind"):
            compiled_pattern(place, key, settings.get(key, ""))


def _check_line(place: str, settings: Mapping[str, Any]) -> None:
    where, pattern = settings.get("where"), settings.get("pattern", "")
    if where not in WHERE:
        raise LanguageError(f"{place}: where {where!r} is none of {', '.join(WHERE)}")
    if unknown := sorted(set(PLACEHOLDER.findall(pattern)) - {*PLACEHOLDERS, *VERBS}):
        raise LanguageError(f"{place}: {unknown[0]} is none of {', '.join((*PLACEHOLDERS, *VERBS))}")
    needed = {"source", "cue"} | (
        {"content"} if where in ("headline", "paragraph", "turn", "turns") else set()
    )
    compiled = compiled_pattern(place, "pattern", expanded(pattern, {"x": True}))
    if missing := sorted(needed - compiled.groupindex.keys()):
        raise LanguageError(f"{place}: 'pattern' has no group {missing[0]!r}")
