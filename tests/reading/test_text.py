"""Plain texts: bytes become text once, titles are told from sentences, and what is no UTF-8 is named."""

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
        assert content.decode("utf-8-sig").replace("\0", "").split() == result.article.text.split()


NOT_UTF8 = {
    "Latin-1": (
        "Été".encode("latin-1"),
        "is not UTF-8 (byte 0xC9 at offset 0); convert it, for instance: iconv",
    ),
    "UTF-16": ("wall".encode("utf-16"), "is UTF-16, not UTF-8; convert it: iconv -f UTF-16 -t UTF-8"),
    "a lone surrogate": (b"wall \xed\xa0\x80", "is not UTF-8 (byte 0xED at offset 5)"),
    "a picture": (b"\x89PNG\r\n", "is not UTF-8 (byte 0x89 at offset 0)"),
    "cut in the middle": ("wall é".encode()[:-1], "is not UTF-8 (byte 0xC3 at offset 5)"),
}


@pytest.mark.parametrize(("content", "why"), NOT_UTF8.values(), ids=NOT_UTF8.keys())
def test_what_is_not_utf8_is_named(path: Path, content: bytes, why: str) -> None:
    result = read(path, content)
    assert isinstance(result, Problem)
    assert str(result).startswith(f"{path}: {why}")


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
