"""Files of every kind, compressed or not, from a file or a pipe: the same articles; cut short, it is told."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import cast

import pytest

from attribution.reading import Place, Raw, Read, raws_of, read_files
from attribution.reading.values import Options
from tests.reading.packing import COMPRESSED, MANY, ONE, STORIES, cut, members, problems, read, texts

KINDS = MANY | ONE


def expected(kind: str) -> list[str]:
    return [story.text for story in STORIES][: None if kind in MANY else 1]


class Pipe(io.RawIOBase):
    """Gives what there is bit by bit, and cannot go back."""

    def __init__(self, content: bytes) -> None:
        self.rest = content

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]  # any buffer
        data, self.rest = self.rest[: min(len(buffer), 1000)], self.rest[1000:]
        buffer[: len(data)] = data
        return len(data)


@pytest.mark.parametrize("compression", COMPRESSED)
@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_file(tmp_path: Path, kind: str, compression: str) -> None:
    content = COMPRESSED[compression](KINDS[kind](STORIES))
    results = read(tmp_path / f"news{kind}{compression}", content)
    assert texts(results) == expected(kind)
    assert problems(results) == []
    assert sum(result.size for result in results) == len(content)


@pytest.mark.parametrize("compression", COMPRESSED)
@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_from_standard_input(monkeypatch: pytest.MonkeyPatch, kind: str, compression: str) -> None:
    content = COMPRESSED[compression](KINDS[kind](STORIES))
    pipe = io.BufferedReader(cast("io.FileIO", Pipe(content)))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(pipe))
    results = list(read_files(["-"]))
    assert texts(results) == expected(kind)
    assert {result.origin for result in results if isinstance(result, Read)} == {None}


@pytest.mark.parametrize("kind", KINDS)
def test_the_content_tells_what_the_name_does_not(tmp_path: Path, kind: str) -> None:
    assert texts(read(tmp_path / "news", KINDS[kind](STORIES))) == expected(kind)


@pytest.mark.parametrize("kind", sorted(MANY.keys() - {".json", ".csv", ".tsv"}))
def test_the_content_says_more_than_the_name(tmp_path: Path, kind: str) -> None:
    assert texts(read(tmp_path / "news.txt", MANY[kind](STORIES))) == expected(kind)


def test_compressed_twice_and_in_several_members(tmp_path: Path) -> None:
    content = MANY[".jsonl"](STORIES)
    assert texts(read(tmp_path / "news.jsonl.gz", members(content))) == expected(".jsonl")
    twice = COMPRESSED[".zst"](COMPRESSED[".gz"](content))
    assert texts(read(tmp_path / "news.jsonl.gz.zst", twice)) == expected(".jsonl")


def test_records_of_every_kind_are_the_same_places_again(tmp_path: Path) -> None:
    for kind in MANY:
        first = read(tmp_path / f"news{kind}", MANY[kind](STORIES))
        again = read(tmp_path / f"news{kind}", MANY[kind](STORIES[1:]))
        origins = [
            [result.origin for result in results if isinstance(result, Read)] for results in (first, again)
        ]
        assert origins[0][1:] == origins[1]
        assert len(set(origins[0])) == len(STORIES)


# --- cut short ------------------------------------------------------------------------------------------------

CUT = [(kind, compression) for kind in KINDS for compression in (".gz", ".zst")]
CUT += [(".parquet", ""), (".warc", ""), (".json", ""), (".jsonl", "")]


@pytest.mark.parametrize(("kind", "compression"), CUT)
def test_what_is_cut_short_is_told_and_what_came_before_is_read(kind: str, compression: str) -> None:
    content = COMPRESSED[compression](KINDS[kind](STORIES))
    most = 0
    for percent in range(1, 100):
        results = cut(f"news{kind}{compression}", content[: len(content) * percent // 100])
        whole = [result for result in results if isinstance(result, Raw)]
        if not (kind == ".jsonl" and not compression):  # a line that is cut is no JSON: told when it is read
            assert len(problems(results)) == 1, percent
            assert "cut short" in problems(results)[0] or "within a record" in problems(results)[0]
        assert len(whole) <= len(expected(kind))
        most = max(most, len(whole))
    if kind in MANY and kind != ".parquet" and compression != ".zst":  # zstd gives a small file at once
        assert most >= len(STORIES) - 2


def test_every_record_before_the_cut_is_whole(tmp_path: Path) -> None:
    for kind in MANY.keys() - {".parquet"}:
        content = members(MANY[kind](STORIES), parts=12)
        for percent in range(10, 100, 20):
            results = read(tmp_path / f"news{kind}.gz", content[: len(content) * percent // 100])
            found = texts(results)
            assert found == expected(kind)[: len(found)]


def test_a_cut_between_members_is_seen_by_the_record() -> None:
    content = MANY[".warc"](STORIES)
    results = cut("news.warc.gz", members(content[: len(content) // 2]))
    assert len(problems(results)) == 1
    assert problems(results)[0].startswith("is cut short within the record of ")


def test_what_is_damaged_is_told() -> None:
    content = bytearray(members(MANY[".jsonl"](STORIES)))
    content[len(content) // 2] ^= 0xFF
    results = cut("news.jsonl.gz", bytes(content))
    assert problems(results) == ["is damaged; what came before was read"]


def test_what_follows_is_told() -> None:
    results = cut("news.jsonl.gz", members(MANY[".jsonl"](STORIES)) + b"and more")
    assert problems(results) == ["is damaged; what came before was read"]
    assert len(results) == len(STORIES) + 1


UNREAD = {
    "a picture": (b"\x89PNG\r\n\x1a\n", "is a picture"),
    "an office document": (b"PK\x03\x04\x14\x00", "is a Zip archive or an office document; save it as text"),
    "compressed by another": (b"BZh91AY&SY", "is compressed by bzip2; compress it by gzip or zstd"),
    "bytes": (bytes(range(256)) * 8, "is no text, nor anything else that is read"),
}


@pytest.mark.parametrize(("content", "why"), UNREAD.values(), ids=UNREAD.keys())
def test_what_is_not_read_is_told(tmp_path: Path, content: bytes, why: str) -> None:
    (problem,) = problems(read(tmp_path / "news.txt", content))
    assert problem.startswith(why)


def test_an_open_stream_is_read_as_a_file_is() -> None:
    stream = io.BytesIO(MANY[".jsonl"](STORIES))
    assert len(list(raws_of(stream, Place("https://post.example/feed"), Options()))) == len(STORIES)
