"""The page of an article: its whole text, every statement marked where it stands, and a note on each."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from attribution.storage import open_database, save
from attribution.tagged import parse
from attribution.web.marking import PART
from tests.invented import extraction
from tests.web import wall
from tests.web.conftest import FERRY, Ask

TEXT = parse(wall.TAGGED)[0]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("article") / "attribution.db"


@pytest.fixture(scope="module")
def ids(place: Path) -> dict[str, str]:
    return wall.make(place)


@pytest.fixture(scope="module")
def ask(place: Path, ids: dict[str, str], asking: Callable[[Path], Ask]) -> Ask:
    return asking(place)


def shown_text(html: str) -> str:
    """The text of the article on the page, without notes and their numbers."""
    paragraphs = re.findall(r'<p id="c\d+"[^>]*>(.*?)</p>', html, re.DOTALL)
    without_numbers = [re.sub(r'<a class="ref.*?</a>', "", each) for each in paragraphs]
    return "\n".join(unescape(re.sub(r"<[^>]+>", "", each)).strip() for each in without_numbers)


def test_the_whole_text_is_there_and_nothing_is_added(ask: Ask, ids: dict[str, str]) -> None:
    page = ask(f"/articles/{ids['wall']}").text
    assert shown_text(page) == re.sub(r"\n\n", "\n", TEXT)


def test_an_article_without_a_title_is_called_by_its_first_words(get: Ask) -> None:
    page = get(f"/articles/{FERRY.key}").text
    assert "<bdi>Mara Venn said last autumn that the ferry would sink. “Café…</bdi></h1>" in page
    assert "<title>Mara Venn said last autumn that the ferry would sink. “Café… · Attribution</title>" in page


def test_the_parts_of_statements_are_marked_also_within_one_another(ask: Ask, ids: dict[str, str]) -> None:
    page = ask(f"/articles/{ids['wall']}").text
    for words in (
        '<span class="content">“We will not move a single family',
        '<span class="source">she</span>',
        '<span class="cue">said</span>',
        '<span class="content source">the Port Authority</span>',
        '<span class="content cue">had known</span>',
        '<span class="aside">“A Coast for All”</span>',
    ):
        assert words in page
    assert f'<span id="a-{ids["promise"]}"><span class="content">“We will' in page
    assert f'<span id="a-{ids["inner"]}"><span class="content">of the delay' in page


def test_each_statement_has_a_note_that_says_why(ask: Ask, ids: dict[str, str]) -> None:
    page = ask(f"/articles/{ids['wall']}").text
    note = page[page.index(f'id="n-{ids["promise"]}"') :].split("</details></details>")[0]
    for words in (
        "Mara Ellison", "Environment Minister", "said <time", "10 Mar 2026", "promised", "she → Mara Ellison",
        "content-source-cue", "“said”", "+1.2", "comma behind it", "-0.4", f'href="/quotes/{ids["promise"]}"',
    ):  # fmt: skip
        assert words in note
    assert "Not a statement: title." in page


def test_the_same_as_data(ask: Ask, ids: dict[str, str]) -> None:
    data = ask(f"/articles/{ids['wall']}.json").json()
    assert data["text"] == TEXT
    assert "\n\n".join("".join(s["words"] for s in each["segments"]) for each in data["paragraphs"]) == TEXT
    assert [each["number"] for each in data["statements"]] == [1, 2, 3]
    for each in data["statements"]:
        assert " … ".join(TEXT[a:b] for a, b in each["spans"]["content"]) == each["quote"]
    assert [(each["words"], each["reason"]) for each in data["asides"]] == [("“A Coast for All”", "title")]
    assert data["article"]["link"] == wall.URL


@pytest.mark.parametrize("path", ["/articles/nothing", "/articles/~00", "/articles/%F0%9F%8C%8A"])
def test_an_article_that_is_not_there(ask: Ask, path: str) -> None:
    answer = ask(path)
    assert answer.status_code == 404
    assert "There is no such article" in answer.text


KEEPS_PLACES = """CREATE TABLE article_places (id INTEGER PRIMARY KEY, article TEXT, url TEXT, publisher TEXT,
    published TEXT, first_seen TEXT, ingest INTEGER, superseded_by TEXT);
ALTER TABLE articles ADD COLUMN superseded_by TEXT;"""


def test_where_else_a_text_stands_and_what_took_its_place(
    tmp_path: Path, asking: Callable[[Path], Ask]
) -> None:
    path = tmp_path / "attribution.db"
    ids = wall.make(path)
    new = ids["marks_article"]
    with closing(sqlite3.connect(path)) as db, db:
        if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'article_places'").fetchone():
            db.executescript(KEEPS_PLACES)
        db.execute("DELETE FROM article_places")
        for url, publisher in (
            ("https://a.example/", "First Post"),
            ("javascript:alert(1)", "<i>Second</i>"),
        ):
            db.execute(
                "INSERT INTO article_places (article, url, publisher, first_seen, ingest) VALUES (?, ?, ?, ?, 1)",
                (ids["wall"], url, publisher, "2026-03-12T08:00:00Z"),
            )
        db.execute("UPDATE articles SET superseded_by = ? WHERE id = ?", (new, ids["wall"]))
    ask = asking(path)
    page = ask(f"/articles/{ids['wall']}").text
    assert f'<a href="/articles/{new}">the newer version</a>' in page
    assert '<a href="https://a.example/" rel="noreferrer"><bdi>First Post</bdi></a>' in page
    assert "<bdi>&lt;i&gt;Second&lt;/i&gt;</bdi>" in page
    assert 'href="javascript' not in page
    assert f'<a href="/articles/{ids["wall"]}">An earlier version</a>' in ask(f"/articles/{new}").text


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory, asking: Callable[[Path], Ask]) -> tuple[Ask, str]:
    """An article of a million characters, a statement in each of its many paragraphs."""
    path = tmp_path_factory.mktemp("long") / "attribution.db"
    paragraph = "Tide {n} of the year. " + "The gulls waited on the wall. " * 60
    count = 1_000_000 // len(paragraph) + 1
    tagged = "\n\n".join(
        f"<content {n}>“Tide {n} was high,”</content> <source {n}>Ines Okoro</source> <cue {n}>said</cue>. "
        + paragraph.format(n=n)
        for n in range(1, count + 1)
    )
    db = open_database(path)
    made = extraction(tagged, [("Ines Okoro", "person")] * count)
    save(db, made)
    db.close()
    return asking(path), made.article.key


def test_a_very_long_article_comes_in_parts(long: tuple[Ask, str]) -> None:
    ask, key = long
    first: dict[str, Any] = ask(f"/articles/{key}.json").json()
    parts = first["pager"]["parts"]
    assert parts > 16
    numbers, at = [], 0
    for part in range(1, parts + 1):
        data = ask(f"/articles/{key}.json?part={part}").json()
        assert len(data["text"]) <= PART
        assert data["first"] >= at
        at = data["first"] + len(data["text"])
        numbers += [each["number"] for each in data["statements"]]
    assert numbers == list(range(1, len(numbers) + 1))
    assert first["article"]["characters"] - at <= 1  # a space at the end of the text is in no paragraph
    page = ask(f"/articles/{key}?part=2")
    assert len(page.content) < 500_000
    assert 'rel="prev"' in page.text
    assert 'rel="next"' in page.text


@pytest.mark.parametrize("part", ["0", "-1", "x", "99999999999999999999", "²"])
def test_a_part_that_is_none_is_the_nearest(long: tuple[Ask, str], part: str) -> None:
    ask, key = long
    assert ask(f"/articles/{key}?part={part}").status_code == 200


def test_a_statement_in_a_late_part_leads_to_that_part(long: tuple[Ask, str]) -> None:
    ask, key = long
    last = ask(f"/articles/{key}.json?part=99").json()["statements"][-1]
    link = ask(f"/quotes/{last['id']}.json").json()["in_article"]
    path, anchor = link.split("#")
    assert f'id="{anchor}"' in ask(path).text
