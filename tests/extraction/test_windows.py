"""Texts longer than any article: read in windows, and told as one."""

from __future__ import annotations

import pytest

from attribution import Article, extract, load_language
from attribution.extraction.windows import LONGEST, joined, spans_of, windows_of

NEWS = (
    "The line would reopen, Mara Venn said on Monday. “We waited,” she added. It ran past “Tern’s snake”.\n\n"
)
RAIN = "It rained again on the hills and on the harbour of that town.\n\n"
LONG = (NEWS + RAIN * (LONGEST * 2 // 3 // len(RAIN))) * 3


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", [""]),
        ("one two three", ["one two three"]),
        ("one two three.\n\nfour five", ["one two three.\n\n", "four five"]),
        ("one two three\nfour five", ["one two three\n", "four five"]),
        ("one two three four five", ["one two three four ", "five"]),
        ("a" * 20 + "b" * 20 + "c", ["a" * 20, "b" * 20, "c"]),
        ("\n\n" + "a" * 30, ["\n\n" + "a" * 18, "a" * 12]),
    ],
)
def test_a_window_ends_with_a_paragraph_or_else_a_line_or_a_word(text: str, parts: list[str]) -> None:
    assert [text[start:end] for start, end in spans_of(text, longest=20)] == parts


def test_offsets_are_those_of_the_whole_text() -> None:
    found = extract(Article(LONG), load_language("en"))
    assert found.article.text == LONG
    assert len(list(windows_of(found.article))) > 2
    assert len(found.attributions) == 2 * 3
    assert {a.quote(LONG) for a in found.attributions} == {"The line would reopen", "“We waited,”"}
    assert {LONG[slice(*a.source[0])] for a in found.attributions} == {"Mara Venn", "she"}
    assert {LONG[slice(*a.cue[0])] for a in found.attributions} == {"said", "added"}
    assert {LONG[q.start : q.end] for q in found.quoted_spans} == {"“We waited,”", "“Tern’s snake”"}
    starts = [a.content[0].start for a in found.attributions]
    assert starts == sorted(set(starts))


def test_windows_of_one_text_have_ids_of_their_own() -> None:
    found = extract(Article(LONG), load_language("en"))
    ids = {a.id for a in found.attributions}
    assert len(ids) == len(found.attributions)
    assert all(id_.startswith(found.article.key[:5]) for id_ in ids)
    assert {q.attribution for q in found.quoted_spans} <= {*ids, None}
    assert {a.within for a in found.attributions} <= {*ids, None}
    assert [s.name for s in found.speakers] == ["Mara Venn"]


def test_one_window_finds_what_the_whole_does() -> None:
    english = load_language("en")
    article = Article(NEWS * 3, published="2019-11-05")
    whole = extract(article, english)
    ((offset, window),) = windows_of(article)
    again = joined(article, [(offset, extract(window, english))])
    assert [a.content for a in again.attributions] == [a.content for a in whole.attributions]
    assert again.speakers == whole.speakers
