"""Plain texts and Markdown: bytes become text once, and what stands above the text is told from it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.reading import Metadata, Problem, Read, read_files

BODY = "“We will not move,” Mara Ellison said."


def read(path: Path, content: bytes, metadata: Metadata | None = None) -> Read | Problem:
    path.write_bytes(content)
    (result,) = read_files([str(path)], metadata)
    return result


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "wall.txt"


# What stands in the file, and the text of the article.
TEXTS = {
    "as it is": ("Wall — “late”\n\nÉté.\n".encode(), "Wall — “late”\n\nÉté.\n"),
    "byte order mark": (b"\xef\xbb\xbfWall", "Wall"),
    "Windows line ends": (b"a\r\n\r\nb\r\n", "a\n\nb\n"),
    "old Macintosh line ends": (b"a\rb", "a\nb"),
    "NUL": (b"a\x00b", "ab"),
    "white space at the ends": (b"\n  a \n\n", "\n  a \n\n"),
    "characters beyond the first plane": ("🏗 wall".encode(), "🏗 wall"),
    "empty": (b"", ""),
}


@pytest.mark.parametrize(("content", "text"), TEXTS.values(), ids=TEXTS.keys())
def test_bytes_become_text_once(path: Path, content: bytes, text: str) -> None:
    result = read(path, content)
    assert isinstance(result, Read)
    assert result.article.text == text
    assert (result.name, result.where, result.size) == ("wall.txt", str(path), len(content))


@given(st.binary(max_size=200))
def test_any_bytes_are_an_article_or_a_problem(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    result = read(tmp_path_factory.getbasetemp() / "any.txt", content)
    if isinstance(result, Read):
        assert "\0" not in result.article.text
        assert "\r" not in result.article.text
        assert result.article.text.encode() is not None


TITLES = {
    "first line and an empty one": (f"Wall late\n\n{BODY}", "Wall late"),
    "several empty lines": (f"Wall late  \n \n\n{BODY}", "Wall late"),
    "empty lines before": (f"\n\nWall late\n\n{BODY}", "Wall late"),
    "colon form": (f"Ellison: “We will not move”\n\n{BODY}", "Ellison: “We will not move”"),
    "no empty line": (f"Wall late\n{BODY}", None),
    "nothing after it": ("Wall late\n\n", None),
    "one line": (BODY, None),
    "a sentence": (f"The wall will be late.\n\n{BODY}", None),
    "too long": (f"{'wall ' * 100}\n\n{BODY}", None),
    "empty": ("", None),
}


@pytest.mark.parametrize(("text", "title"), TITLES.values(), ids=TITLES.keys())
def test_the_title_is_the_first_line_if_it_looks_like_one(path: Path, text: str, title: str | None) -> None:
    result = read(path, text.encode())
    assert isinstance(result, Read)
    assert result.article.title == title
    assert result.article.text == text, "the title stays in the text"


def test_what_is_told_beside_goes_into_the_article(path: Path) -> None:
    told = Metadata("2026-03-11", "The Harbour Gazette", "https://gazette.example/wall", "en")
    result = read(path, BODY.encode(), told)
    assert isinstance(result, Read)
    article = result.article
    assert (article.published, article.publisher, article.url) == (told.published, told.publisher, told.url)
    assert article.id == ""


def test_the_origin_is_the_place_and_tells_nothing_of_it(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = read(path, b"one")
    monkeypatch.chdir(path.parent)
    second = read(Path("wall.txt"), b"two")
    (path.parent / "deeper").mkdir()
    other = read(path.parent / "deeper" / "wall.txt", b"one")
    assert isinstance(first, Read)
    assert isinstance(second, Read)
    assert isinstance(other, Read)
    assert first.origin == second.origin != other.origin
    assert first.origin
    assert "wall" not in first.origin


# What stands above a text, and what of the article it tells; the text is BODY alone.
FRONT_MATTER: dict[str, tuple[str, dict[str, str | None]]] = {
    "YAML": (
        '---\ntitle: "Wall late: a year"\ndate: 2026-03-11\nauthor: Jo Ek\ntags: [wall, harbour]\n---\n\n',
        {"title": "Wall late: a year", "published": "2026-03-11", "author": "Jo Ek"},
    ),
    "several authors": ("---\nauthors:\n  - Jo Ek\n  - Ada Orr\n---\n", {"author": "Jo Ek, Ada Orr"}),
    "a time of day": ("---\npublished: 2026-03-11T23:30:00-05:00\n---\n", {"published": "2026-03-11"}),
    "a year": ("---\ndate: 2026\n---\n", {"published": "2026"}),
    "YAML that ends in dots": (
        "---\nurl: https://gazette.example/wall\n...\n",
        {"url": "https://gazette.example/wall"},
    ),
    "empty lines above it": ("\n\n---\ntitle: Wall late\n---\n", {"title": "Wall late"}),
    "somebody and more": (
        "---\nauthor: {name: Jo Ek, mail: jo@post.example}\n---\n",
        {"author": "Jo Ek"},
    ),
    "a colon that YAML does not allow": (
        "---\ntitle: Wall late: a year\ndate: March 11, 2026\n---\n",
        {"title": "Wall late: a year", "published": "2026-03-11"},
    ),
    "TOML": (
        "+++\ntitle = 'Wall late'\ndate = 2026-03-11T08:00:00Z\nauthors = ['Jo Ek', 'Ada Orr']\n+++\n",
        {"title": "Wall late", "published": "2026-03-11", "author": "Jo Ek, Ada Orr"},
    ),
    "lines": (
        "Title: Wall late\nDate: 2026-03-11\nPublisher: The Harbour Gazette\nLanguage: en-GB\n\n",
        {
            "title": "Wall late",
            "published": "2026-03-11",
            "publisher": "The Harbour Gazette",
            "language": "en",
        },
    ),
    "lines, some of them unknown": (
        "Headline: Wall late\nBy: Jo Ek\nDesk: City\n\n",
        {"title": "Wall late", "author": "Jo Ek"},
    ),
    "one line": ("Title: Wall late\n\n", {"title": "Wall late"}),
    "a line with a mark that some take for its end": (
        "Title: Wall\N{LINE SEPARATOR}late\nDate: 2026-03-11\n\n",
        {"title": "Wall\N{LINE SEPARATOR}late", "published": "2026-03-11"},
    ),
    "a day that is none": (
        "Title: Wall late\nDate: last week\n\n",
        {"title": "Wall late", "published": None},
    ),
}


@pytest.mark.parametrize(("above", "told"), FRONT_MATTER.values(), ids=FRONT_MATTER.keys())
def test_front_matter_is_told_and_taken_off(path: Path, above: str, told: dict[str, str | None]) -> None:
    result = read(path, (above + BODY).encode())
    assert isinstance(result, Read)
    assert result.article.text == BODY
    assert {name: getattr(result.article, name) for name in told} == told


NO_FRONT_MATTER = {
    "turns of an interview": f"Ellison: We will not move.\nOrr: Why not?\n\n{BODY}",
    "a headline in colon form": f"Ellison: “We will not move”\n\n{BODY}",
    "one line that may be prose": f"Source: the council\n\n{BODY}",
    "a line among dashes": f"---\n\n{BODY}\n\n---\n",
    "YAML that is none": f"---\ntitle: [\n---\n{BODY}",
    "TOML that is none": f"+++\ntitle = \n+++\n{BODY}",
    "a list": f"---\n- Wall\n---\n{BODY}",
    "a dateline": f"HARBOUR CITY, March 11 — {BODY}",
    "a bomb of aliases": "---\na: &a [x]\n"
    + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(3000))
    + f"---\n{BODY}",
}


@pytest.mark.parametrize("text", NO_FRONT_MATTER.values(), ids=NO_FRONT_MATTER.keys())
def test_what_is_no_front_matter_stays_in_the_text(path: Path, text: str) -> None:
    result = read(path, text.encode())
    assert isinstance(result, Read)
    assert result.article.text == text


def test_front_matter_that_is_not_understood_is_told(path: Path) -> None:
    day = read(path, f"---\ntitle: Wall\ndate: last week\n---\n{BODY}".encode())
    broken = read(path, f"---\ntitle: [\n---\n{BODY}".encode())
    assert isinstance(day, Read)
    assert isinstance(broken, Read)
    assert day.notes == ('published "last week" is no ISO 8601 date; left out',)
    assert broken.notes == ("its front matter is no YAML that can be read; left in the text",)


HEADINGS = {
    "Markdown": (f"# Wall late\n\n{BODY}", "Wall late"),
    "Markdown without an empty line": (f"# Wall late #\n{BODY}", "Wall late"),
    "underlined": (f"Wall late\n=========\n\n{BODY}", "Wall late"),
    "a mark on a word": (f"#harbour\n\n{BODY}", "#harbour"),
}


@pytest.mark.parametrize(("text", "title"), HEADINGS.values(), ids=HEADINGS.keys())
def test_headings_of_markdown_are_titles(path: Path, text: str, title: str) -> None:
    result = read(path, text.encode())
    assert isinstance(result, Read)
    assert (result.article.title, result.article.text) == (title, text)
