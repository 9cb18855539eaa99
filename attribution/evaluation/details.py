"""What gold may tell beyond spans: who the speaker is, when it was said, in which stance."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from attribution.evaluation.measured import Measured
from attribution.evaluation.vocabulary import Vocabulary

_WORDS = re.compile(r"\w+")

Counts = Counter[tuple[str, str]]

SPEAKER_GROUPS = ("any source", "as named", "short or other name", "pronoun or none")
STANCE_GROUPS = ("plain", "other than said")


def count_details(pairs: Iterable[tuple[Measured, Measured]], vocabulary: Vocabulary) -> Counts:
    """Count over pairs of gold and found: `("speaker right", group)`, `("said_on given", "")` and the like.

    For each of `speaker`, `said_on` and `stance` there are `of` (gold tells it), `given` (the prediction
    does) and `right`. What a gold file leaves out is not counted.
    """
    counts: Counts = Counter()
    for gold, found in pairs:
        if gold.told.speaker:
            right = same_name(gold.told.speaker, found.told.speaker, vocabulary)
            for group in ("any source", _speaker_group(gold, vocabulary)):
                _add(counts, "speaker", group, True, bool(found.told.speaker), right)
        if "said_on" in gold.told.told:
            wanted, given = gold.told.said_on, found.told.said_on
            # Gold of a month is confirmed by any day of it.
            right = bool(wanted) and (given or "").startswith(wanted or "")
            _add(counts, "said_on", "", bool(wanted), bool(given), right)
        if "stance" in gold.told.told:
            group = "plain" if gold.told.stance == "said" else "other than said"
            _add(counts, "stance", group, True, True, gold.told.stance == found.told.stance)
    return counts


def same_name(gold: str | None, found: str | None, vocabulary: Vocabulary) -> bool:
    """Whether two names are of the same words, or one is the other shortened to no less than two words or
    a surname.

    Shortened: all of its words are in the other, and the last one (a surname) is the same. A surname
    alone confirms only a gold name of one word.
    """
    told, given = _name(gold, vocabulary), _name(found, vocabulary)
    if not told or not given:
        return not told and not given
    if set(told) == set(given):
        return True
    shortened = set(told) <= set(given) or set(given) <= set(told)
    return told[-1] == given[-1] and shortened and len(given) >= min(2, len(told))


def _add(counts: Counts, what: str, group: str, is_of: bool, is_given: bool, is_right: bool) -> None:
    counts[f"{what} of", group] += is_of
    counts[f"{what} given", group] += is_given
    counts[f"{what} right", group] += is_right


def _speaker_group(gold: Measured, vocabulary: Vocabulary) -> str:
    """By which form the source names its speaker."""
    source = gold.source_text
    if not source or source.casefold() in vocabulary.pronouns:
        return "pronoun or none"
    full = _name(gold.told.speaker, vocabulary) == _name(source, vocabulary)
    return "as named" if full else "short or other name"


def _name(name: str | None, vocabulary: Vocabulary) -> list[str]:
    """The words of a name, without accents, case, possessive endings and function words."""
    decomposed = unicodedata.normalize("NFKD", name or "")
    plain = "".join(character for character in decomposed if not unicodedata.combining(character)).casefold()
    for ending in vocabulary.possessive_endings:
        plain = plain.replace(ending, "")
    return [word for word in _WORDS.findall(plain) if word not in vocabulary.function_words]
