"""The page of a statement: what is cited, how, and where else the words are."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from attribution.tagged import parse
from attribution.web import citing
from tests.web import wall
from tests.web.conftest import Ask

TEXT = parse(wall.TAGGED)[0]
WORDS = "“We will not move a single family before the sea wall is finished,” … “Not one – that is a promise.”"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("quote") / "attribution.db"


@pytest.fixture(scope="module")
def ids(place: Path) -> dict[str, str]:
    return wall.make(place)


@pytest.fixture(scope="module")
def ask(place: Path, ids: dict[str, str], asking: Callable[[Path], Ask]) -> Ask:
    return asking(place)


@pytest.fixture(scope="module")
def promise(ask: Ask, ids: dict[str, str]) -> dict[str, Any]:
    data: dict[str, Any] = ask(f"/quotes/{ids['promise']}.json").json()
    return data


def test_the_page_tells_all_there_is(ask: Ask, ids: dict[str, str]) -> None:
    page = ask(f"/quotes/{ids['promise']}").text
    for words in (
        WORDS, "Mara Ellison", "Environment Minister", "said <time", "10 Mar 2026", "11 Mar 2026",
        "The Harbour Gazette", "promised", "direct", "strong, 90 in 100", "she → Mara Ellison",
        "content-source-cue", "“<bdi>on Tuesday</bdi>” in the text",
        '<span class="source">she</span>', '<span class="cue">said</span>', "First seen", "by <bdi>Ode Lind</bdi>",
    ):  # fmt: skip
        assert words in page
    assert "the reporter’s words" not in page


def test_indirect_words_are_told_to_be_the_reporters(ask: Ask, ids: dict[str, str]) -> None:
    page = ask(f"/quotes/{ids['inner']}").text
    assert "These are the reporter’s words, not the speaker’s own." in page
    assert "not known" in page
    assert "weak, 55 in 100" in page


def test_what_is_told_within_another_statement_leads_to_it_and_back(ask: Ask, ids: dict[str, str]) -> None:
    assert [each["id"] for each in ask(f"/quotes/{ids['inner']}.json").json()["within"]] == [ids["outer"]]
    assert [each["id"] for each in ask(f"/quotes/{ids['outer']}.json").json()["told"]] == [ids["inner"]]


def test_the_same_words_elsewhere(ask: Ask, ids: dict[str, str], promise: dict[str, Any]) -> None:
    found = {each["id"]: each for each in promise["elsewhere"]}
    verbatim, altered = found[ids["finch"]], found[ids["altered"]]
    assert (verbatim["likeness"], verbatim["part"], verbatim["identity"]) == ("verbatim", True, "different")
    assert (altered["likeness"], altered["part"], altered["identity"]) == ("altered", True, "same")
    assert [each["words"] for each in altered["found"] if each["state"] == "different"] == ["never", "any"]
    page = ask(f"/quotes/{ids['promise']}").text
    assert "Verbatim, in part, but given to somebody else." in page
    assert re.search(r"<ins>.*never.*</ins>", page)


def test_the_link_to_the_words_in_the_original_page(
    promise: dict[str, Any], ask: Ask, ids: dict[str, str]
) -> None:
    link = (
        f"{wall.URL}:~:text=We%20will%20not%20move%20a,the%20sea%20wall%20is%20finished"
        "&text=Not%20one%20%E2%80%93%20that%20is%20a%20promise"
    )
    assert promise["original"] == link
    assert link.replace("&", "&amp;") in ask(f"/quotes/{ids['promise']}").text


FRAGMENTS = {
    "plain": ("https://a.example/x", "we won", "https://a.example/x#:~:text=we%20won"),
    "what has a meaning there": ("https://a.example/", "well-known, a & b", "https://a.example/#:~:text=well%2Dknown%2C%20a%20%26%20b"),
    "quotation marks are left out": ("http://a.example/", "“Yes.”", "http://a.example/#:~:text=Yes"),
    "marks alone": ("http://a.example/", "“…”", "http://a.example/"),
    "other schemes": ("javascript:alert(1)", "yes", None),
    "a file": ("file:///etc/passwd", "yes", None),
    "no address": (None, "yes", None),
}  # fmt: skip


@pytest.mark.parametrize(("url", "words", "link"), FRAGMENTS.values(), ids=FRAGMENTS)
def test_text_fragments(url: str | None, words: str, link: str | None) -> None:
    assert citing.text_fragment(url, [words]) == link


def test_the_web_annotation_is_anchored_by_words_and_by_place(ask: Ask, ids: dict[str, str]) -> None:
    answer = ask(f"/quotes/{ids['promise']}.annotation.json")
    assert answer.headers["content-type"] == 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
    annotation = answer.json()
    assert (annotation["@context"], annotation["type"]) == ("http://www.w3.org/ns/anno.jsonld", "Annotation")
    assert len(annotation["target"]) == 2
    for target in annotation["target"]:
        quote, place = target["selector"]
        assert target["source"].endswith(f"/articles/{ids['wall']}")
        assert TEXT[place["start"] : place["end"]] == quote["exact"]
        before, behind = TEXT[: place["start"]], TEXT[place["end"] :]
        assert quote["prefix"] == before[-32:]
        assert quote["suffix"] == behind[:32]


def test_the_words_of_schema_org(promise: dict[str, Any], ask: Ask, ids: dict[str, str]) -> None:
    told = promise["json_ld"]
    assert (told["@type"], told["spokenByCharacter"]["name"]) == ("Quotation", "Mara Ellison")
    assert told["isPartOf"]["url"] == wall.URL
    claim = ask(f"/quotes/{ids['inner']}.json").json()["json_ld"]
    assert (claim["@type"], claim["author"]["@type"]) == ("Claim", "Organization")
    page = ask(f"/quotes/{ids['marks']}").text
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert json.loads(script)["text"] == f"“{wall.MARKS}”"


def test_citations(promise: dict[str, Any], ids: dict[str, str]) -> None:
    cited = promise["citations"]
    address = promise["address"]
    source = "Sea wall late, nobody moved, The Harbour Gazette, published 11 Mar 2026"
    said = f"Mara Ellison, Environment Minister, said 10 Mar 2026: {WORDS}"
    assert cited["plain"] == f"{said} — {source}, {wall.URL}, {address}"
    assert cited["markdown"].splitlines()[0] == f"> {WORDS}"
    assert f"[{source}](<{wall.URL}>)" in cited["markdown"]
    assert cited["bibtex"].startswith(
        f"@misc{{attribution-{ids['promise']},\n  author = {{{{Mara Ellison}}}},"
    )
    assert f"url = {{{address}}}" in cited["bibtex"]


def test_no_words_break_out_of_a_citation(ask: Ask, ids: dict[str, str]) -> None:
    cited = ask(f"/quotes/{ids['marks']}.json").json()["citations"]
    assert re.findall(r"(?<!\\)[*_`\[]", cited["markdown"].replace("([statement](<", "")) == []
    assert "javascript:" not in cited["markdown"] + cited["plain"]
    entry = re.sub(r"\\[{}]", "", cited["bibtex"])
    assert entry.count("{") == entry.count("}")
    assert re.findall(r"(?<!\\)[$&%#]", entry) == []


def test_a_statement_that_is_not_there(ask: Ask) -> None:
    for path in ("/quotes/nothing", "/quotes/nothing.annotation.json"):
        answer = ask(path)
        assert answer.status_code == 404
        assert "There is no such statement" in answer.text
    assert ask("/quotes/nothing.json").json()["error"] == "There is no such statement"
