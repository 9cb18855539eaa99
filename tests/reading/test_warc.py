"""Web archives: the pages that were found, each with its address; others are passed over."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.reading import Options, Problem, Raw, Read, address_pattern
from tests.reading.packing import STORIES, answer, cut, html, problems, read, record, texts, warc

STORY = STORIES[0]
PAGE = html(STORY)
URL = "https://post.example/s2"


def chunked(body: bytes) -> bytes:
    half = len(body) // 2
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (body[:half], body[half:], b""))


# The answer of a server as archives keep it: each is the same page.
ANSWERS = {
    "plain": answer(PAGE),
    "with its length": answer(PAGE, [f"Content-Length: {len(PAGE)}"]),
    "in chunks": answer(chunked(PAGE), ["Transfer-Encoding: chunked"]),
    "in chunks that were joined": answer(PAGE, ["Transfer-Encoding: chunked"]),
    "gzip": answer(gzip.compress(PAGE), ["Content-Encoding: gzip"]),
    "gzip that was unpacked": answer(PAGE, ["Content-Encoding: gzip"]),
    "deflate": answer(zlib.compress(PAGE), ["Content-Encoding: deflate"]),
    "deflate without its header": answer(zlib.compress(PAGE)[2:-4], ["Content-Encoding: deflate"]),
    "gzip in chunks": answer(chunked(gzip.compress(PAGE)), ["Content-Encoding: gzip", "Transfer-Encoding: chunked"]),
    "a plain text": answer(STORY.text.encode(), kind="text/plain; charset=utf-8"),
    "windows-1252 by its headers": answer(
        PAGE.decode().replace("<meta charset='utf-8'>", "").encode("cp1252"), kind="text/html; charset=windows-1252"
    ),
}  # fmt: skip


@pytest.mark.parametrize("block", ANSWERS.values(), ids=ANSWERS.keys())
def test_answers(tmp_path: Path, block: bytes) -> None:
    (result,) = read(tmp_path / "crawl.warc", record(URL, block))
    assert isinstance(result, Read), result
    assert result.article.text == STORY.text
    assert result.article.url == URL
    assert result.article.published is None, "the day of the visit is not that of publication"
    assert result.where == f"{tmp_path / 'crawl.warc'}, {URL}"


# Records without a page, which are passed over; the page behind them is found.
OTHERS = {
    "not found": record(URL, answer(PAGE, status="404 Not Found")),
    "moved": record(URL, answer(b"", ["Location: /elsewhere"], status="301 Moved Permanently")),
    "a picture": record(URL, answer(b"\x89PNG", kind="image/png")),
    "a request": record(URL, b"GET / HTTP/1.1\r\n\r\n", kind="request"),
    "a description": record(URL, b"software: crawler\r\n", kind="warcinfo"),
    "nothing": record(URL, b""),
}


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS.keys())
def test_what_is_no_page_is_passed_over(tmp_path: Path, other: bytes) -> None:
    results = read(tmp_path / "crawl.warc", other + record(URL, answer(PAGE)))
    assert texts(results) == [STORY.text]
    assert problems(results) == []


def test_pages_are_wanted_by_their_address(tmp_path: Path) -> None:
    wanted = Options(match=address_pattern("*/s1?"))
    results = read(tmp_path / "crawl.warc", warc(STORIES), wanted)
    assert [result.article.url for result in results if isinstance(result, Read)] == [
        f"https://post.example/s{number}" for number in range(10, 14)
    ]


def test_addresses_that_nothing_fits_are_told(tmp_path: Path) -> None:
    wanted = Options(match=address_pattern("*/none/*"))
    for pack in (bytes, gzip.compress):
        assert problems(read(tmp_path / "crawl.warc.gz", pack(warc(STORIES)), wanted)) == [
            "has no page whose address fits what --match asks for"
        ]


def test_an_archive_without_a_page_is_told(tmp_path: Path) -> None:
    assert problems(read(tmp_path / "crawl.warc", OTHERS["a description"])) == ["has no article in it"]


def test_a_page_that_was_cut_when_it_was_fetched_is_told(tmp_path: Path) -> None:
    (result,) = read(tmp_path / "crawl.warc", record(URL, answer(PAGE), more="WARC-Truncated: length\r\n"))
    assert isinstance(result, Read)
    assert result.notes == ("was cut when it was fetched (WARC-Truncated: length)",)


def test_a_compression_that_is_not_read_is_told(tmp_path: Path) -> None:
    content = record(URL, answer(b"\x0b\x02\x80", ["Content-Encoding: br"]))
    assert problems(read(tmp_path / "crawl.warc", content)) == [
        "is compressed by br, which is not read in web archives"
    ]


def test_each_byte_that_is_missing_is_told() -> None:
    content = record(URL, answer(b"<html>late</html>")) + record(f"{URL}0", answer(b"<html>later</html>"))
    first = len(record(URL, answer(b"<html>late</html>")))
    for length in range(1, len(content) - 4):
        results = cut("crawl.warc", content[:length])
        whole = length >= len(content) - 4 or first - 4 <= length <= first
        assert len(problems(results)) == (0 if whole else 1), content[:length]
        assert sum(isinstance(result, Raw) for result in results) == (length >= first - 4)


@given(st.binary(max_size=60), st.integers(0, 600), st.integers(0, 60))
def test_any_archive_is_pages_and_problems(content: bytes, at: int, length: int) -> None:
    whole = warc(STORIES[:2])
    results = cut("crawl.warc", whole[:at] + content + whole[at + length :])
    assert all(isinstance(result, Raw | Problem) for result in results)
    assert results
