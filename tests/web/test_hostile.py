"""Text is hostile: fifty strings in every column that is stored, and nothing of them does anything on any page."""

from __future__ import annotations

import csv
import io
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Browser

from attribution.model import Article, Attribution, Evidence, Extraction, QuotedSpan, Span, Speaker, digest
from attribution.storage import open_database, save
from tests.web.browsing import served, watch
from tests.web.conftest import Ask

STRINGS = (Path(__file__).parent / "hostile.txt").read_text(encoding="utf-8").splitlines()
PATHS = (
    "/", "/search", "/search?sort=oldest", "/search?size=1000", "/search?q=alert", "/search?q=script&page=2",
    "/speakers", "/speakers?q=alert", "/search?q=nothing+%3Cscript%3Ealert(1)%3C/script%3E", "/compare",
    "/search?q=%22%3E%3Cimg+src=x%20onerror=alert(1)%3E", "/compare?a=%3Cscript%3Ealert(1)%3C/script%3E&b=x",
    "/check?quote=%3C/textarea%3E%3Cscript%3Ealert(1)%3C/script%3E&speaker=%22%3E%3Cimg+src=x+onerror=alert(1)%3E",
    "/check?quote=alert", "/check?quote=onerror+told", "/attribution/attributions", "/attribution/speakers",
    "/attribution/articles",
)  # fmt: skip


def article(number: int) -> Extraction:
    """An article in which one of the strings stands wherever a string can stand."""
    bad = STRINGS[number]
    text = f"{bad} {number}\n\n“{bad}” {bad} told {bad}."
    start = text.index("“")
    quote = Span(start, start + len(bad) + 2)
    source = Span(quote.end + 1, quote.end + 1 + len(bad))
    found = Attribution(
        id=digest(text), source=(source,), cue=(Span(source.end + 1, source.end + 5),), content=(quote,),
        kind="direct", stance="said", rule=bad, confidence=0.9, speaker=bad, speaker_type="person", role=bad,
        said_on=f"2026{bad}", said_on_text=bad, addressee=bad, place=bad, evidence=(Evidence(bad, bad, 1.0),),
    )  # fmt: skip
    written = Article(
        text, id=f"{bad} {number}", title=bad, url=bad, published=bad, publisher=bad, author=bad, language=bad
    )
    quoted = (QuotedSpan(quote.start, quote.end, 0, bad, found.id),)
    return Extraction(written, (found,), quoted, (Speaker(bad, "person", (bad, f"{bad} Junior")),))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "attribution.db"
    db = open_database(path)
    for number in range(len(STRINGS)):
        save(db, article(number), origin=STRINGS[number], source_path="hostile.txt")
    db.close()
    return path


class Seen(HTMLParser):
    """The elements of a page that could do something, and the addresses that it leads to."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self.handlers: list[str] = []
        self.addresses: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag == "script" and dict(attributes).get("type") != "application/ld+json":
            self.scripts.append(dict(attributes).get("src") or "")
        for name, value in attributes:
            if name.startswith("on") or name in {"style", "srcdoc"}:
                self.handlers.append(name)
            if name in {"href", "src", "action", "data"}:
                self.addresses.append(value or "")


def seen(html: str) -> Seen:
    parser = Seen()
    parser.feed(html)
    return parser


def speaker_paths(ask: Ask) -> list[str]:
    people = ask("/speakers.json?size=1000").json()["speakers"]
    return [each["url"] for each in people] + [
        f"/compare?a={one['id']}&b={other['id']}"
        for one, other in zip(people[::10], people[1::10], strict=False)
    ]


def reading_paths(ask: Ask) -> list[str]:
    statements = ask("/search.json?size=1000").json()["statements"]
    return [path.split("#")[0] for each in statements for path in (each["url"], each["article"]["url"])]


@pytest.fixture
def ask(hostile: Path, asking: Any) -> Ask:
    found: Ask = asking(hostile)
    return found


def test_there_are_fifty() -> None:
    assert len(set(STRINGS)) == 50


def test_no_page_of_ours_holds_an_element_or_an_address_from_an_article(ask: Ask) -> None:
    harmless = {
        "html", "head", "meta", "title", "link", "body", "a", "div", "svg", "path", "nav", "ul", "li", "main",
        "section", "h1", "h2", "h3", "form", "label", "input", "button", "p", "span", "dl", "dt", "dd", "ol", "bdi",
        "blockquote", "time", "mark", "rect", "details", "summary", "code", "q", "small", "b", "figure", "defs",
        "figcaption", "pattern", "line", "text", "table", "thead", "tbody", "tr", "th", "td",
        "article", "textarea", "pre", "ins", "del", "kbd", "script", "br",
    }  # fmt: skip
    paths = [path for path in PATHS if not path.startswith("/attribution/")]
    for path in [*paths, *speaker_paths(ask), *reading_paths(ask)]:
        answer = ask(path)
        page = seen(answer.text)
        assert page.tags <= harmless, (path, page.tags - harmless)
        assert page.handlers == [], path
        assert [
            script for script in page.scripts if not script.startswith("/-/static-plugins/attribution/")
        ] == []
        # An article may have an address on the web, and its own pages lead there.
        allowed = r"[/#]|http://localhost/|https://datasette\.io/$" + (
            r"|https://evil\.example/" if re.match("/(quotes|articles)/", path) else ""
        )
        outside = [to for to in page.addresses if not re.match(allowed, to)]
        assert outside == [], path
        assert "49{{" not in answer.text
        assert ">49<" not in answer.text


def test_what_is_told_is_what_is_stored(ask: Ask) -> None:
    data = ask("/search.json?size=1000").json()
    assert {each["role"] for each in data["statements"]} == {each.strip() and each for each in STRINGS}
    assert {each["quote"] for each in data["statements"]} == {f"“{each}”" for each in STRINGS}


def test_no_cell_of_a_table_that_is_taken_away_is_run_as_a_formula(ask: Ask) -> None:
    rows = list(csv.reader(io.StringIO(ask("/search.csv?size=1000").text)))
    assert len(rows) == 1 + len(STRINGS)
    assert [cell for row in rows for cell in row if cell[:1] in tuple("=+-@\t\r")] == []


def test_every_feed_can_be_read(ask: Ask) -> None:
    for each in ask("/speakers.json?size=1000").json()["speakers"]:
        feed = ET.fromstring(ask(f"{each['url']}.atom").text)  # noqa: S314 (made here)
        assert len(feed) > 5


@pytest.mark.browser
def test_in_a_browser_nothing_opens_leaves_or_runs(browser: Browser, hostile: Path) -> None:
    with served(hostile) as address, browser.new_context(base_url=address) as context:
        page = context.new_page()
        troubles: list[str] = []
        watch(page, address, troubles)
        page.goto("/speakers?size=1000")
        links = page.locator(".people a").evaluate_all("links => links.map(link => link.pathname)")
        answer = page.request.get("/search.json?size=1000").json()
        reading = [each["url"] for each in answer["statements"]] + [
            each["article"]["url"].split("#")[0] for each in answer["statements"]
        ]
        for path in [*PATHS, *links[::6], *reading[::10]]:
            page.goto(path)
            assert page.url == address + path
            assert (
                page.evaluate("document.querySelectorAll('main script, main iframe, main img').length") == 0
            )
        assert troubles == []
