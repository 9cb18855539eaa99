"""Web pages: the article's paragraphs without what stands around them, and what the page tells of it."""

from __future__ import annotations

from pathlib import Path

import pytest
import trafilatura
from hypothesis import given
from hypothesis import strategies as st

from attribution.model import Article
from attribution.reading import Format, Metadata, Place, Problem, Raw, Read, read_files, read_raw

PAGES = Path(__file__).parent / "pages"


def page(content: bytes | str, charset: str | None = None, url: str | None = None) -> Article:
    content = content.encode() if isinstance(content, str) else content
    result = read_raw(Raw(content, Place("page"), Format.HTML, charset=charset, told=Metadata(url=url)))
    assert isinstance(result, Read), result
    return result.article


# Of each page: title, day, publisher, author; words that are in the text, and words that are not.
KNOWN: dict[str, tuple[str, str | None, str | None, str | None, list[str], list[str]]] = {
    "news": (
        "Harbour wall delayed by a year", "2026-03-11", "The Harbour Post", "Jo Ek",
        ["“We will not build on sand,” said Mara Ellison", "What it costs", "if the weather allows it."],
        ["cookies", "Sport", "Share on", "newsletter", "rights reserved", "Ferry fares", "tracking", "by a year"],
    ),
    "amp": (
        "Ferry fares rise for the third time", "2026-02-02", "Island Gazette", "Ada Orr",
        ["“Fuel has become dearer, and so has everything else,” said its director", "had reached it yet."],
        ["Advertisement", "Home", "Quay Street"],
    ),
    "live": (
        "Storm Petra live: thousands without power as wind reaches the coast", "2026-01-17", "Coast Today", None,
        ["“Our crews cannot climb in this wind,” its spokesman", "“with a heavy heart and a", "Good morning"],
        ["member of nothing"],
    ),
    "paywall": (
        "The bank that nobody wanted to look into", "2025-11-30", "The Ledger", None,
        ["“I have numbers that do not add up,” wrote Petra Sund", "“takes every hint seriously”"],
        ["Log in", "©"],
    ),
    "comments": (
        "Village hall saved – but for how long?", "2026-04-20", "Valley News", "Lena Moor",
        ["“It leaks, but it is ours,” said the chairwoman", "“would not sign that”"],
        ["badger77", "I said it before", "Leave a reply", "Archives"],
    ),
    "tables": (
        "Lighthouse keeper’s last night", None, None, None,
        ["\n\n“I was never alone,” he said.", "a spokesman explained.\n\nVik’s daughter"],
        ["Front page", "|"],
    ),
    "quotes": (
        "Bakers end their strike", "2026-05-05", "Market Daily", None,
        [
            "on Tuesday. “We have what we wanted”, said their speaker, Ilse Brandt, “and a little more”.",
            "“It was never about the money,” she told this paper. “It was about the night.”",
            "“Ask me on Friday,” he said",
        ],
        ["\u0093", "Market Daily"],
    ),
    "divs": (
        "Trams to run all night from June", "2026-05-12", "CityWire", None,
        ["“A city that works at night has to get home at night,” said its chair", "began in March"][:1],
        ["Imprint", "City Wire"],
    ),
    "shell": (
        "Library opens on Sundays", "2026-06-07", "North Star", "Ada Orr",
        ["at the weekend.\n\n“People have asked for it for years,” said Marit Dahl."],
        ["JavaScript"],
    ),
    "weblog": (
        "What the pilot saw", "2026-02-14", None, None,
        ["“There was a light under the water,” Nils Akre said"],
        ["Rope", "floats", "Filed under"],
    ),
    "saved": (
        "Dogs may stay on the beach, court rules", "2026-03-29", "The Harbour Post", None,
        ["The town may not ban dogs", "“The beach is large, and the dogs are few,” judge Berit Haug said"],
        ["Home", "court rules"],
    ),
    "transcript": (
        "“I would do it again”: the diver in conversation", "2026-01-04", "Sunday Reader", None,
        ["Were you afraid?\n\nNot under the ice."],
        ["every Sunday", "in conversation"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", KNOWN)
def test_pages(name: str) -> None:
    title, published, publisher, author, inside, outside = KNOWN[name]
    (result,) = read_files([str(PAGES / f"{name}.html")])
    assert isinstance(result, Read), result
    article = result.article
    assert (article.title, article.published, article.publisher, article.author) == (
        title, published, publisher, author,
    )  # fmt: skip
    assert [words for words in inside if words not in article.text] == []
    assert [words for words in outside if words in article.text] == []
    assert result.notes == ()


def test_every_page_is_known() -> None:
    assert {path.stem for path in PAGES.iterdir()} == set(KNOWN)


# What stands in a page, and is no word of its article.
UNSEEN = {
    "a template": "<template><p>“Unseen words,” said Nobody.</p></template>",
    "what is hidden": "<p hidden>“Unseen words,” said Nobody.</p>",
    "what is there without scripts": "<noscript><p>“Unseen words,” said Nobody.</p></noscript>",
}


@pytest.mark.parametrize("unseen", UNSEEN.values(), ids=UNSEEN.keys())
def test_what_no_reader_sees_is_not_read(unseen: str) -> None:
    seen = "<p>The wall will be late, the council said on Monday in the town hall.</p>" * 3
    text = page(f"<html><body><article>{seen}{unseen}{seen}</article></body></html>").text
    assert "wall will be late" in text
    assert "Unseen" not in text


def test_what_a_script_is_to_show_is_read() -> None:
    seen = "<p>The wall will be late, the council said on Monday in the town hall.</p>" * 3
    assert "wall" in page(f"<html><body><article hidden>{seen}</article></body></html>").text


def test_a_page_that_only_asks_for_scripts_is_no_article() -> None:
    content = (
        "<html><body><div id='root'></div><noscript>Turn on scripts to see this.</noscript></body></html>"
    )
    result = read_raw(Raw(content.encode(), Place("page"), Format.HTML))
    assert isinstance(result, Problem)


@pytest.mark.parametrize("name", KNOWN)
def test_no_day_is_lost_that_trafilatura_finds(name: str) -> None:
    content = (PAGES / f"{name}.html").read_bytes()
    found = trafilatura.bare_extraction(content, with_metadata=True)
    assert found is None or getattr(found, "date", None) == page(content).published


NEWS = (PAGES / "news.html").read_text(encoding="utf-8")
QUOTE = "“We will not build on sand,” said Mara Ellison"
UNDECLARED = NEWS.replace('<meta charset="utf-8">', "")


def test_the_host_of_an_address_names_the_site() -> None:
    content = (
        f"<html><head><title>Wall late: Gazette</title></head><body><article>{BODY}</article></body></html>"
    )
    assert page(content).title == "Wall late: Gazette"
    content = content.replace(": Gazette", " - Gazette")
    assert page(content, url="https://www.gazette.example/wall").title == "Wall late"


# The same page in other bytes, and the encoding that its headers declare.
ENCODED: dict[str, tuple[bytes, str | None]] = {
    "UTF-8, not declared": (UNDECLARED.encode(), None),
    "UTF-8 with its mark": (UNDECLARED.encode("utf-8-sig"), None),
    "UTF-8, declared as something else": (NEWS.replace("utf-8", "iso-8859-1").encode(), "iso-8859-1"),
    "windows-1252, declared": (NEWS.replace("utf-8", "windows-1252").encode("cp1252"), None),
    "windows-1252, declared as Latin-1": (NEWS.replace("utf-8", "iso-8859-1").encode("cp1252"), None),
    "windows-1252, declared in the headers": (UNDECLARED.encode("cp1252"), "windows-1252"),
    "windows-1252, not declared": (UNDECLARED.encode("cp1252"), None),
    "windows-1252, declared as UTF-8": (NEWS.encode("cp1252"), "utf-8"),
    "UTF-16 with its mark": (NEWS.encode("utf-16"), None),
    "UTF-16 without": (NEWS.encode("utf-16-le"), None),
    "XHTML": (f'<?xml version="1.0" encoding="utf-8"?>\n{NEWS}'.encode(), None),
    "XHTML in windows-1252": (
        f'<?xml version="1.0" encoding="windows-1252"?>\n{UNDECLARED}'.encode("cp1252"),
        None,
    ),
    "Shift-JIS, declared": (
        NEWS.replace("utf-8", "Shift_JIS")
        .replace("The wall on Monday.", "港の壁。")
        .replace("©", "")
        .encode("cp932"),
        None,
    ),
}


@pytest.mark.parametrize(("content", "charset"), ENCODED.values(), ids=ENCODED.keys())
def test_the_same_page_in_any_encoding_is_the_same_article(content: bytes, charset: str | None) -> None:
    article = page(content, charset)
    assert QUOTE in article.text
    assert "council’s" in article.text
    assert (article.title, article.text) == (page(NEWS).title, page(NEWS).text)


# The head of a page, its large heading, and the title that is to be found.
BODY = "".join(
    f"<p>The council said on day {n} that the wall was late, and that it was sorry for it.</p>"
    for n in range(9)
)
TITLES: dict[str, tuple[str, str, str | None]] = {
    "site behind a dash": (
        "<title>Wall late - Harbour Post</title><meta property=og:site_name content='Harbour Post'>",
        "",
        "Wall late",
    ),
    "site with an article": (
        "<title>Wall late | The Harbour Post</title><meta property=og:site_name content='Harbour Post'>",
        "",
        "Wall late",
    ),
    "site before": (
        "<title>Harbour Post: Wall late</title><meta property=og:site_name content='Harbour Post'>",
        "<h1>Wall late again</h1>",
        "Wall late again",
    ),
    "section and site": ("<title>Wall late | News | Harbour Post</title>", "<h1>Wall late</h1>", "Wall late"),
    "site by its host": (
        "<title>Wall late - gazette.example</title><link rel=canonical href='https://www.gazette.example/1'>",
        "",
        "Wall late",
    ),
    "a dash that belongs to it": (
        "<title>Wall late – who pays? - Harbour Post</title><meta property=og:site_name content='Harbour Post'>",
        "",
        "Wall late – who pays?",
    ),
    "one for search, one for readers": (
        "<meta property=og:title content='Harbour wall late: who pays?'>",
        "<h1>Harbour wall is late: who pays for it?</h1>",
        "Harbour wall is late: who pays for it?",
    ),
    "a label in the heading": (
        "<meta property=og:title content='Harbour wall late'>",
        "<h1><span>Live</span> Harbour wall late</h1>",
        "Harbour wall late",
    ),
    "the heading is the site": (
        "<title>Wall late</title><meta property=og:site_name content='Harbour Post'>",
        "<h1>The Harbour Post</h1>",
        "Wall late",
    ),
    "the heading leads home": (
        "<title>Harbour Post – Wall late</title>",
        "<h1><a href='/'>Harbour Post</a></h1>",
        "Wall late",
    ),
    "entities": (
        '<script type=\'application/ld+json\'>{"@type": "NewsArticle", "headline": "Wall &amp; quay late"}</script>',
        "",
        "Wall & quay late",
    ),
    "white space": ("<title>\n  Wall\n  late </title>", "", "Wall late"),
    "damaged JSON-LD": (
        '<title>Wall late</title><script type=\'application/ld+json\'>{"@type": "NewsArticle", "headline"</script>',
        "",
        "Wall late",
    ),
    "a section and a site that nothing names": (
        "<title>Harbour wall late by a year | Politics | The Harbour Post</title>",
        "",
        "Harbour wall late by a year",
    ),
    "a site of names behind a dash": (
        "<title>Harbour wall late by a year - The Harbour Post</title>",
        "",
        "Harbour wall late by a year",
    ),
    "a source behind a dash": (
        "<title>Harbour wall late by a year – engineers</title>",
        "",
        "Harbour wall late by a year – engineers",
    ),
    "a heading of something else": ("<title>Harbour wall late</title>", "<h1>News</h1>", "Harbour wall late"),
    "a line below within the heading": (
        "<title>Harbour wall late by a year</title>",
        "<h1>Harbour wall late by a year<span>And nobody knows why</span></h1>",
        "Harbour wall late by a year",
    ),
    "a heading alone": ("", "<h1>Wall late</h1>", "Wall late"),
    "none": ("", "", None),
}


@pytest.mark.parametrize(("head", "heading", "title"), TITLES.values(), ids=TITLES.keys())
def test_titles(head: str, heading: str, title: str | None) -> None:
    assert (
        page(f"<html><head>{head}</head><body>{heading}<article>{BODY}</article></body></html>").title
        == title
    )


# The address that is known, the one that the page gives, and the one that the article has.
URLS = {
    "its own": (
        "https://gazette.example/wall?utm=1",
        "https://gazette.example/wall",
        "https://gazette.example/wall",
    ),
    "of the page that this one stands for": (
        "https://amp.gazette.example/wall",
        "https://www.gazette.example/wall",
        "https://www.gazette.example/wall",
    ),
    "the front page": (
        "https://gazette.example/wall",
        "https://gazette.example/",
        "https://gazette.example/wall",
    ),
    "of another site": (
        "https://gazette.example/wall",
        "https://elsewhere.example/wall",
        "https://gazette.example/wall",
    ),
    "not of the web": ("https://gazette.example/wall", "javascript:alert(1)", "https://gazette.example/wall"),
    "unknown": (None, "https://gazette.example/wall", "https://gazette.example/wall"),
    "damaged": ("https://gazette.example/wall", "https://[/", "https://gazette.example/wall"),
}


@pytest.mark.parametrize(("known", "told", "url"), URLS.values(), ids=URLS.keys())
def test_addresses(known: str | None, told: str, url: str) -> None:
    head = f"<link rel='canonical' href='{told}'>"
    assert page(f"<html><head>{head}</head><body>{BODY}</body></html>", url=known).url == url


NO_ARTICLES = {
    "nothing in it": "<html><head><title>Wall</title></head><body></body></html>",
    "a script alone": "<html><body><script>document.write('late')</script></body></html>",
    "only tags": "<html>" * 100,
}


@pytest.mark.parametrize("content", NO_ARTICLES.values(), ids=NO_ARTICLES.keys())
def test_a_page_without_an_article_is_told(tmp_path: Path, content: str) -> None:
    (tmp_path / "page.html").write_text(content, encoding="utf-8")
    (result,) = read_files([str(tmp_path / "page.html")])
    assert isinstance(result, Problem)
    assert result.why == "is a web page without an article's text"


def test_a_page_is_told_by_its_content(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(NEWS, encoding="utf-8")
    (tmp_path / "text.html").write_text("It is late.", encoding="utf-8")
    first, second = read_files([str(tmp_path / "page.txt"), str(tmp_path / "text.html")])
    assert isinstance(first, Read)
    assert isinstance(second, Read)
    assert first.article.text == page(NEWS).text
    assert second.article.text == "It is late."


MARKUP = ["<p>", "</p>", "<div>", "</div>", "<q>", "</q>", "<table><tr><td>", "<h1>", "<!--", "-->", "&#147;"]
SCRIPT = [
    '<script type="application/ld+json">',
    '{"@type":"NewsArticle","headline":',
    '">',
    "Wall late. " * 9,
]
PIECES = st.sampled_from([*MARKUP, *SCRIPT, "&", "<", "\0", "\ud800", '<meta property="og:title" content="'])


@given(st.lists(PIECES | st.text(max_size=20), max_size=30).map("".join))
def test_any_page_is_an_article_or_a_problem(content: str) -> None:
    raw = Raw(content.encode("utf-8", "surrogatepass"), Place("page"), Format.HTML)
    result = read_raw(raw)
    assert isinstance(result, Problem) or result.article.text.strip()
