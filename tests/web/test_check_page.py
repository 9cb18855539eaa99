"""The page that checks a quote: the verdict first, then what it rests on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.web import wall
from tests.web.conftest import Ask

NEVER = "We will never move any family before the sea wall is finished."


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("check") / "attribution.db"


@pytest.fixture(scope="module")
def ask(place: Path, asking: Callable[[Path], Ask]) -> Ask:
    wall.make(place)
    return asking(place)


def checked(quote: str, speaker: str = "", ending: str = "") -> str:
    return f"/check{ending}?" + urlencode({"quote": quote, "speaker": speaker})


VERDICTS = {
    "verbatim": (NEVER, "Mara Ellison", ["Verbatim", "All 12 words stand, in this order, in what Mara"]),
    "altered": (
        "We will not move a family before the sea wall is done", "Halvard Finch",
        ["Altered", "As you have it", "As the article has it", '<del><span class="vh">[only in yours: </span>done',
         '<ins><span class="vh">[only there: </span>single'],
    ),
    "partial": (
        "We will take no loan from the bank, and not move a single family, ever, from any house", "",
        ["Partly found", "<mark>not move a single family</mark>"],
    ),
    "said by another": (NEVER, "Halvard Finch", ["Somebody else said it", "given to Mara Ellison here"]),
    "not attributed": (
        "A Coast for All", "", ["Found, but given to nobody", "set aside there: title", "<mark>A Coast for All</mark>"]
    ),
    "not found here": (
        "the herons knew it all along", "",
        ["Not found here", "No statement in 3 articles, published 5 Jan 2026 to 12 Mar 2026,", "does not show that"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("quote", "speaker", "told"), VERDICTS.values(), ids=VERDICTS)
def test_verdicts(ask: Ask, quote: str, speaker: str, told: list[str]) -> None:
    page = ask(checked(quote, speaker)).text
    assert f'<h2 id="verdict">{told[0]}</h2>' in page
    for words in told:
        assert words in page
    assert "false" not in page.split("<main")[1].replace("aria-", "")
    assert "The verdict speaks of these, and not of what is true." in page


def test_the_verdicts_are_those_of_the_data(ask: Ask) -> None:
    for verdict, (quote, speaker, _) in VERDICTS.items():
        data = ask(checked(quote, speaker, ".json")).json()
        assert data["checked"]["verdict"] == verdict
        assert (data["quote"], data["speaker"]) == (quote, speaker or None)


def test_the_form_alone(ask: Ask) -> None:
    page = ask("/check").text
    assert 'name="quote"' in page
    assert "<h2" not in page
    assert ask("/check.json").json()["checked"] is None


PROBLEMS = {
    "no words": ("“…”", "There are no words in it"),
    "too many words": ("tide " * 501, "It is too long"),
    "too many characters": ("t" * 4001, "It is too long"),
}


@pytest.mark.parametrize(("quote", "told"), PROBLEMS.values(), ids=PROBLEMS)
def test_what_cannot_be_checked(ask: Ask, quote: str, told: str) -> None:
    answer = ask(checked(quote))
    assert answer.status_code == 200
    assert told in answer.text
    assert 'aria-invalid="true"' in answer.text


@pytest.mark.parametrize("words", [wall.MARKS, 'NEAR("', "quote:*", '" OR 1=1 --', "\x00", "\ud800"])
def test_hostile_words_are_only_words(ask: Ask, words: str) -> None:
    asked = "/check?" + urlencode({"quote": words, "speaker": words}, errors="surrogatepass")
    answer = ask(asked)
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert "<img" not in answer.text
