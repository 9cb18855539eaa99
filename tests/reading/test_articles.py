"""Two stages: files are cut into the bytes of single articles, and these are read, in any process."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from attribution.reading import Format, Metadata, Place, Problem, Raw, Read, raws, read_files, read_raw


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    (tmp_path / "wall.txt").write_text("Wall late\n\nIt is.", encoding="utf-8")
    (tmp_path / "news.jsonl").write_text('{"id": "w1", "text": "It is."}\nbad\n', encoding="utf-8")
    return [str(tmp_path / "wall.txt"), str(tmp_path / "news.jsonl"), str(tmp_path / "gone.txt")]


def test_both_stages_together_are_reading(files: list[str]) -> None:
    metadata = Metadata(published="2026-03-11")
    found = [read_raw(raw, metadata) if isinstance(raw, Raw) else raw for raw in raws(files)]
    assert found == list(read_files(files, metadata))
    assert [type(read) for read in found] == [Read, Read, Problem, Problem]


def test_a_raw_article_can_be_sent_to_another_process(files: list[str]) -> None:
    for raw in raws(files):
        assert pickle.loads(pickle.dumps(raw)) == raw  # noqa: S301 (made here)


def test_what_is_nearer_to_the_article_stands_first() -> None:
    raw = Raw(
        b'{"text": "It is.", "title": "Wall late"}',
        Place("feed"),
        Format.RECORD,
        told=Metadata(title="Wall", url="https://gazette.example/wall"),
    )
    read = read_raw(
        raw, Metadata(title="News", url="https://gazette.example", publisher="The Harbour Gazette")
    )
    assert isinstance(read, Read)
    assert (read.article.title, read.article.url, read.article.publisher) == (
        "Wall late",
        "https://gazette.example/wall",
        "The Harbour Gazette",
    )
    assert read.article.language == "en"


FILE = Place("news.jsonl", "news.jsonl", "/news/news.jsonl")
SAME = [
    (FILE.origin(), FILE.origin("w1")),  # a file is one place, whatever its article is called
    (FILE.part("line 1").origin("w1"), FILE.part("line 2").origin("w1")),
    (
        FILE.part("record 1", "https://gazette.example/wall").origin(),
        FILE.part("record 9", "https://gazette.example/wall").origin(),
    ),
]
OTHER = [
    (FILE.origin(), FILE.part("line 1").origin("w1")),
    (FILE.part("line 1").origin("w1"), FILE.part("line 1").origin("w2")),
]


@pytest.mark.parametrize(("one", "two"), SAME)
def test_the_same_place_has_the_same_origin(one: str | None, two: str | None) -> None:
    assert one == two is not None


@pytest.mark.parametrize(("one", "two"), OTHER)
def test_another_place_has_another_origin(one: str | None, two: str | None) -> None:
    assert one != two


@pytest.mark.parametrize(
    "place", [FILE.part("line 1"), Place("standard input"), Place("standard input").part("line 1", "w1")]
)
def test_a_place_that_has_no_name_has_no_origin(place: Place) -> None:
    assert place.origin() is None


def test_a_text_longer_than_any_article_is_told_and_not_read() -> None:
    longest = read_raw(Raw(b"ab " * 333_333 + b"a", Place("book.txt")))
    assert isinstance(longest, Read)
    longer = read_raw(Raw(b"ab " * 333_333 + b"ab", Place("book.txt")))
    assert isinstance(longer, Problem)
    assert str(longer).endswith(
        "book.txt: has 1,000,001 characters, more than the 1,000,000 of any article; split it"
    )
