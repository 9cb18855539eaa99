"""JSON lines: one article a line, its text untouched; a bad line is named by its number and the rest goes on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.model import Article
from attribution.reading import Metadata, Problem, Read, cleaning, iso_date, read_files


def read(folder: Path, *lines: str | bytes, metadata: Metadata | None = None) -> list[Read | Problem]:
    path = folder / "news.jsonl"
    path.write_bytes(b"".join((line.encode() if isinstance(line, str) else line) + b"\n" for line in lines))
    return list(read_files([str(path)], metadata))


def article(folder: Path, record: dict[str, object], metadata: Metadata | None = None) -> Article:
    (result,) = read(folder, json.dumps(record), metadata=metadata)
    assert isinstance(result, Read), result
    return result.article


def test_a_line_is_an_article(tmp_path: Path) -> None:
    told = article(
        tmp_path,
        {
            "id": "w1",
            "text": "Wall late\n\n“No,” Mara Ellison said.",
            "title": "Wall late",
            "url": "https://gazette.example/wall",
            "published": "2026-03-11",
            "publisher": "The Harbour Gazette",
            "author": "Jo Ek",
            "language": "en-GB",
        },
    )
    assert told == Article(
        "Wall late\n\n“No,” Mara Ellison said.",
        id="w1",
        title="Wall late",
        url="https://gazette.example/wall",
        published="2026-03-11",
        publisher="The Harbour Gazette",
        author="Jo Ek",
        language="en",
    )


# What a record holds, and what the article has of it.
FIELDS: dict[str, tuple[dict[str, object], dict[str, object]]] = {
    "a number for an id": ({"id": 7}, {"id": "7"}),
    "no id": ({}, {"id": ""}),
    "date for published": ({"date": "2026-03-11"}, {"published": "2026-03-11"}),
    "published before date": ({"published": "2026", "date": "2025"}, {"published": "2026"}),
    "a time of day": ({"published": "2026-03-11T23:30:00-05:00"}, {"published": "2026-03-11"}),
    "null": ({"title": None, "url": None, "author": None}, {"title": None, "url": None, "author": None}),
    "empty": ({"title": " ", "publisher": ""}, {"title": None, "publisher": None}),
    "several authors": ({"author": ["Jo Ek", "Ada Orr"]}, {"author": "Jo Ek, Ada Orr"}),
    "no title is looked for": ({"text": "Wall late\n\nIt is."}, {"title": None}),
    "line ends and white space stay": ({"text": " a\r\nb \n"}, {"text": " a\r\nb \n"}),
    "what cannot be stored goes": ({"text": "a\0b\ud800c"}, {"text": "abc"}),
    "what is stored in pairs stays": ({"text": "\ud83c\udfd7"}, {"text": "🏗"}),
    "more keys": ({"attributions": [], "score": 3}, {}),
}


@pytest.mark.parametrize(("record", "expected"), FIELDS.values(), ids=FIELDS.keys())
def test_fields(tmp_path: Path, record: dict[str, object], expected: dict[str, object]) -> None:
    told = article(tmp_path, {"text": "It is late.", **record})
    assert {name: getattr(told, name) for name in expected} == expected


def test_what_is_told_beside_fills_gaps_only(tmp_path: Path) -> None:
    metadata = Metadata(published="2020-01-01", publisher="Tribune")
    told = article(tmp_path, {"text": "a", "published": "2026-03-11"}, metadata)
    assert (told.published, told.publisher) == ("2026-03-11", "Tribune")


def test_a_date_that_is_none_is_left_out_and_told(tmp_path: Path) -> None:
    (result,) = read(tmp_path, '{"text": "a", "published": "last week"}')
    assert isinstance(result, Read)
    assert result.article.published is None
    assert result.notes == ('published "last week" is no ISO 8601 date; left out',)


BAD_LINES: dict[str, tuple[str | bytes, str]] = {
    "no JSON": ("{text: 1}", "is not JSON (Expecting property name enclosed in double quotes at column 2)"),
    "cut short": ('{"text": "a', "is not JSON (Unterminated string starting at column 10)"),
    "no object": ('["text"]', "is not a JSON object such as"),
    "no text": ('{"id": "1"}', 'has no "text"; what holds it is told by --map text=KEY, one of id'),
    "nothing": ("{}", 'has no "text"'),
    "text is null": ('{"text": null}', 'has no "text"'),
    "text is a list": ('{"text": ["a", 1]}', '"text" is not a string'),
    "id is an object": ('{"text": "a", "id": {}}', '"id" is neither a string nor a whole number'),
    "id is true": ('{"text": "a", "id": true}', '"id" is neither a string nor a whole number'),
    "title is a number": ('{"text": "a", "title": 3}', '"title" is not a string'),
    "not UTF-8": (b'{"text": "\xe9"}', "is not UTF-8 (byte 0xE9 at offset 10)"),
    "nested without end": ("[" * 100_000, "is not JSON that can be read"),
    "a number without end": ('{"text": "a", "id": ' + "9" * 5000 + "}", "is not JSON that can be read"),
}


@pytest.mark.parametrize(("line", "why"), BAD_LINES.values(), ids=BAD_LINES.keys())
def test_a_bad_line_is_named_and_the_rest_goes_on(tmp_path: Path, line: str | bytes, why: str) -> None:
    first, bad, last = read(tmp_path, '{"text": "one"}', line, '{"text": "two"}')
    assert isinstance(first, Read)
    assert isinstance(bad, Problem)
    assert isinstance(last, Read)
    assert str(bad).startswith(f"{tmp_path / 'news.jsonl'}, line 2: {why}")
    assert last.where.endswith("news.jsonl, line 3")


def test_empty_lines_are_none(tmp_path: Path) -> None:
    results = read(tmp_path, "", '{"text": "one"}', "  ", '{"text": ""}')
    assert [result.where[-6:] for result in results] == ["line 2", "line 4"]


@pytest.mark.parametrize("lines", [(), ("", " ")])
def test_a_file_without_lines_is_a_problem(tmp_path: Path, lines: tuple[str, ...]) -> None:
    (result,) = read(tmp_path, *lines)
    assert str(result) == f"{tmp_path / 'news.jsonl'}: has no article in it"


def test_a_line_without_end_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cleaning, "MOST_BYTES", 2**20)
    huge = json.dumps({"text": "a" * 3 * 2**20})
    first, bad, last = read(tmp_path, '{"text": "one"}', huge, '{"text": "two"}')
    assert isinstance(first, Read)
    assert str(bad).endswith("line 2: is larger than 1 MiB, too large for one article; split it")
    assert isinstance(last, Read)


def test_records_of_a_file_are_places_by_their_ids(tmp_path: Path) -> None:
    one, two, nameless = read(tmp_path, '{"id": 1, "text": "a"}', '{"id": 2, "text": "a"}', '{"text": "a"}')
    (again, *_) = read(tmp_path, '{"id": 1, "text": "corrected"}')
    assert all(isinstance(result, Read) for result in (one, two, nameless, again))
    assert one.origin == again.origin != two.origin  # type: ignore[union-attr]  # all are Read, as asserted
    assert nameless.origin is None  # type: ignore[union-attr]  # as asserted


@given(st.text())
def test_any_text_comes_back_but_for_what_cannot_be_stored(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    told = article(tmp_path_factory.getbasetemp(), {"text": text})
    assert told.text == text.replace("\0", "")


DATES = {
    "2026-03-11": "2026-03-11",
    " 2026-03-11 ": "2026-03-11",
    "2026-03-11 08:00": "2026-03-11",
    "2026-03-11T08:00:00Z": "2026-03-11",
    "2026-03": "2026-03",
    "2026": "2026",
    "Wed, 11 Mar 2026 23:30:00 -0500": "2026-03-11",
    "11 March 2026": "2026-03-11",
    "11 Mar. 2026, 09:00": "2026-03-11",
    "Wednesday, 11 March 2026": "2026-03-11",
    "March 11, 2026": "2026-03-11",
    "Sept. 1st, 2026 at 9 am": "2026-09-01",
    "2026/3/11 08:00": "2026-03-11",
    "2026-02-30": None,
    "30 February 2026": None,
    "11 Ventôse 2026": None,
    "11 Monday 2026": None,
    "March 2026": None,
    "2026-13": None,
    "2026-03T08": None,
    "20260311": None,
    "11/03/2026": None,
    "11.3.2026": None,
    "yesterday": None,
    "": None,
    "²⁰²⁶-03-11": None,
    "٢٠٢٦-٠٣-١١": None,
}


@pytest.mark.parametrize(("written", "day"), DATES.items())
def test_dates(written: str, day: str | None) -> None:
    assert iso_date(written) == day


@given(st.text())
def test_any_text_is_a_date_or_none(written: str) -> None:
    day = iso_date(written)
    assert day is None or iso_date(day) == day
