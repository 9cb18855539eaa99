"""The words of a language on which the counting rests, read from `languages/<code>/evaluation.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

_CODE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words in lower case. `statement_forms` are the words of which one makes a cue a cue of saying."""

    function_words: frozenset[str]
    pronouns: frozenset[str]
    complementisers: tuple[str, ...]
    possessive_endings: tuple[str, ...]
    statement_forms: frozenset[str]


@cache
def load_vocabulary(code: str = "en") -> Vocabulary:
    """Read the evaluation words of a language; LookupError where there are none."""
    path = files("attribution.languages").joinpath(code, "evaluation.toml")
    if not _CODE.fullmatch(code) or not path.is_file():
        raise LookupError(
            f"no words to evaluate language {code!r} with: languages/{code}/evaluation.toml is missing"
        )
    words = tomllib.loads(path.read_text(encoding="utf-8"))
    return Vocabulary(
        function_words=frozenset(words["function_words"]),
        pronouns=frozenset(words["pronouns"]),
        complementisers=tuple(words["complementisers"]),
        possessive_endings=tuple(words["possessive_endings"]),
        statement_forms=frozenset(words["statement_words"]) | frozenset(_forms(words["statement_verbs"])),
    )


def _forms(table: dict[str, Any]) -> Iterable[str]:
    """Every form of the verbs in a `[statement_verbs]` table."""
    yield from table["irregular"]
    for verb in table["verbs"]:
        yield from (verb + ending for ending in table["endings"])
        stems = [verb.removesuffix(table["silent"])]
        if verb in table["doubling"]:
            stems.append(verb + verb[-1])
        yield from (stem + ending for stem in stems for ending in table["stem_endings"])
