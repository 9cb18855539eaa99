"""The weights file: what is written is what is read, and a fault is told with its line."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution import load_language
from attribution.languages import CLASSES, CUE, GERUND, NAME, NOUN, PAST, TITLE
from attribution.languages.weights import FRAME_TABLES, Feature, WeightsError, parsed, written

SLOT = st.sampled_from(["next", "form,left", "L gap", "none"])
WORDS = st.text(alphabet="aZ,.<>( )#$^ '", max_size=6).filter(lambda value: value != "()")
PARTS = st.lists(st.one_of(WORDS, st.integers(0, 12)), max_size=4).filter(lambda parts: parts != [""])
FEATURE = st.builds(lambda slot, parts: (slot, *parts), SLOT, PARTS)
TAGS = frozenset({*CLASSES.values(), CUE, GERUND, NAME, NOUN, PAST, TITLE, *".-…z"})
WEIGHT = st.integers(-999, 999).filter(bool).map(lambda hundredths: hundredths / 100)
TABLES = st.dictionaries(
    st.sampled_from(["end", "source", *FRAME_TABLES]), st.dictionaries(FEATURE, WEIGHT, min_size=1)
)


@given(TABLES)
def test_what_is_written_is_read(tables: dict[str, dict[Feature, float]]) -> None:
    assert parsed(written(tables)) == tables


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("word\t.5\n", 1),
        ("[end next]\nand\tmuch\n", 2),
        ("[end next]\nand\n", 2),
        ("[frame form]\nsaid\t1\t2\n", 2),
    ],
)
def test_a_fault_names_its_line(text: str, line: int) -> None:
    with pytest.raises(WeightsError, match=f"line {line}:"):
        parsed(text)


def test_the_committed_file_is_as_the_writer_writes_it_and_small() -> None:
    text = files("attribution.languages").joinpath("en/weights.tsv").read_text(encoding="utf-8")
    assert written(parsed(text)) == text
    assert len(text.encode()) <= 1_000_000


# What the engine itself calls the parts of a sentence; all other words in the file are those of the language.
ENGINE = [
    "after",
    "around",
    "before",
    "cue",
    "cut",
    "far",
    "first",
    "later",
    "line",
    "near",
    "none",
    "noun",
    "phrase",
    "raised",
    "relative",
    "relativev",
    "several",
    "some",
    "source",
    "subject",
    "verb",
    "whole",
]


def test_the_weights_know_no_word_that_the_language_does_not_list() -> None:
    """So no person, publisher or event of the training articles is among them: adverbs in -ly are told by shape."""
    english = load_language("en")
    phrases = [
        (first, *rest, cue.lemma, cue.group)
        for first, lengths in english.phrases.items()
        for listed in lengths.values()
        for rest, cue in listed.items()
    ]
    cues = [(form, c.lemma, c.group) for form, c in (*english.cues.items(), *english.noun_cues.items())]
    listed = {word for words in (*phrases, *cues) for word in words} | {*english.tags, *ENGINE}
    listed |= {meaning for meanings in english.meanings.values() for meaning in meanings}
    words = {
        word
        for table in english.weights.values()
        for _, *parts in table
        for part in parts
        for word in re.findall(r"[^\W\d_](?:[\w'.-]*\w)?", str(part))
        if len(word) > 2 and not TAGS.issuperset(word)
    }
    assert len(words) > 500
    assert not [word for word in words - listed if not word.endswith("ly")]
