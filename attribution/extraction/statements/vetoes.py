"""Words of saying that say nothing here: “told apart”, “called off”, “reported to duty”.

The vetoes are the rules of frame `none` in the language's rules.toml; this module knows only where each looks.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

import regex

from attribution.extraction.statements.cues import CueCandidate
from attribution.extraction.text.layout import Layout
from attribution.languages import Language, Rule

REACH = 10  # tokens on either side that a veto sees


class Veto(NamedTuple):
    """A rule of frame `none`, compiled. All that it asks for must hold."""

    rule: Rule
    forms: frozenset[str]  # of the cue; none given: all
    subject: frozenset[str]  # meanings of the noun right before the verb group; none given: any
    before: regex.Pattern[str] | None  # what ends right before the verb group
    group: regex.Pattern[str] | None  # what stands in the verb group before the cue: "might ever"
    behind: regex.Pattern[str] | None  # what begins right behind the cue


def vetoed(layout: Layout, candidate: CueCandidate, language: Language) -> Rule | None:
    """The rule by which this candidate is no cue; None where none speaks against it."""
    vetoes = compiled(language).get(candidate.cue.lemma)
    if not vetoes:
        return None
    first, after = layout.sentences[layout.sentence_of(candidate.first)]
    before = _words(layout, max(first, candidate.group - REACH), candidate.group)
    behind = _words(layout, candidate.after, min(after, candidate.after + REACH))
    for veto in vetoes:
        if (
            (not veto.forms or layout.words[candidate.first] in veto.forms)
            and (not veto.subject or _means(layout, candidate.group - 1, first, language) & veto.subject)
            and (veto.before is None or veto.before.search(before))
            and (veto.group is None or veto.group.search(_words(layout, candidate.group, candidate.first)))
            and (veto.behind is None or veto.behind.match(behind))
        ):
            return veto.rule
    return None


@lru_cache(maxsize=8)
def compiled(language: Language) -> Mapping[str, tuple[Veto, ...]]:
    """The vetoes of a language by the lemma of the cue that each concerns."""
    by_lemma: dict[str, list[Veto]] = {}
    for rule in language.rules:
        if rule.frame == "none":
            settings = rule.settings
            before, group, behind = (settings.get(key) for key in ("before", "group", "behind"))
            veto = Veto(
                rule,
                frozenset(settings.get("forms", ())),
                frozenset(settings.get("subject", ())),
                regex.compile(rf"(?:{before})\Z") if before else None,
                regex.compile(group) if group else None,
                regex.compile(behind) if behind else None,
            )
            for lemma in settings["cues"]:
                by_lemma.setdefault(lemma, []).append(veto)
    return {lemma: tuple(vetoes) for lemma, vetoes in by_lemma.items()}


def _words(layout: Layout, first: int, after: int) -> str:
    return " ".join(layout.words[first:after])


def _means(layout: Layout, token: int, first: int, language: Language) -> set[str]:
    """What the noun or name at a token may mean; nothing where the token lies before the sentence."""
    return set(language.meanings.get(layout.words[token], ())) if token >= first else set()
