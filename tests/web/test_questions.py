"""A question is words and filters; what makes no sense is refused in a line that says what to write."""

from __future__ import annotations

import pytest

from attribution.web.page import PageError
from attribution.web.questions import read

READ = {
    "words": ("sea wall", ("sea", "wall"), {}),
    "a phrase": ('"sea wall" tide', ("sea wall", "tide"), {}),
    "marks as a phone writes them": ("“sea wall”", ("sea wall",), {}),
    "a filter": ("speaker:Venn", (), {"speaker": "Venn"}),
    "a filter with spaces": ('outlet:"Harbour Post" wall', ("wall",), {"outlet": "Harbour Post"}),
    "filters in capitals": ("KIND:direct", (), {"kind": "direct"}),
    "days": ("from:2026-03 to:2026-03-10", (), {"from": "2026-03", "to": "2026-03-10"}),
    "a sign that looks like a filter": (
        "ratio 3:1 https://a.example/",
        ("ratio", "3:1", "https://a.example/"),
        {},
    ),
    "the search language means nothing": ("a OR b*", ("a", "OR", "b*"), {}),
    "nothing": ("   ", (), {}),
}


@pytest.mark.parametrize(("text", "terms", "filters"), READ.values(), ids=READ)
def test_a_question_is_read(text: str, terms: tuple[str, ...], filters: dict[str, str]) -> None:
    question = read(text)
    assert (question.terms, dict(question.filters)) == (terms, filters)
    again = read(question.text())
    assert (again.terms, again.filters) == (question.terms, question.filters), (
        "what is written is read the same"
    )


def test_a_filter_may_be_given_apart() -> None:
    assert read("wall", [("kind", "direct"), ("page", "3")]).text() == "wall kind:direct"


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ('"sea wall', "A quotation mark is not closed."),
        ("kind:direct kind:mixed", "“kind:” stands there twice; the last one counts."),
    ],
)
def test_what_could_not_be_taken_as_written_is_told(text: str, note: str) -> None:
    assert read(text).notes[0].startswith(note)


REFUSED = {
    "from:yesterday": "“from:yesterday” is no day",
    "to:2026-02-30": "“to:2026-02-30” is no day",
    "in:26": "“in:26” is no day",
    "kind:hearsay": "There is no kind “hearsay”",
    "stance:angry": "There is no stance “angry”",
    'speaker:""': "“speaker:” has nothing after it",
    "x" * 501: "The question is longer than 500 characters",
}


@pytest.mark.parametrize(("text", "message"), REFUSED.items())
def test_what_makes_no_sense_is_refused(text: str, message: str) -> None:
    with pytest.raises(PageError) as refused:
        read(text)
    assert str(refused.value) == message
    assert refused.value.text
    assert refused.value.status == 400
