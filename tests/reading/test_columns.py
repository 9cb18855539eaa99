"""Tables and records of others: which column is what, as told or by its name; what was guessed is said once."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from attribution.model import Article
from attribution.reading import Options, Problem, Read, ReadingError, address_pattern, mapping_of
from tests.reading.packing import problems, read, texts

TEXT = "The wall is late, the council said."
HTML = "<p>The wall is <b>late</b>, the council said.</p><p>“No,” Mara Ellison said.</p>"


def article(folder: Path, record: dict[str, object], **told: str) -> Article:
    (result,) = read(folder / "news.jsonl", json.dumps(record).encode(), Options(told))
    assert isinstance(result, Read), result
    return result.article


# A record as others have it, and the article in it.
RECORDS: dict[str, tuple[dict[str, object], Article]] = {
    "of a news service": (
        {
            "source": {"id": None, "name": "The Harbour Post"}, "author": "Jo Ek", "title": "Wall late",
            "url": "https://post.example/wall", "publishedAt": "2026-03-11T08:00:00Z",
            "description": "Late.", "content": TEXT,
        },
        Article(TEXT, "", "Wall late", "https://post.example/wall", "2026-03-11", "The Harbour Post", "Jo Ek"),
    ),
    "of a crawl": (
        {
            "maintext": TEXT, "headline": "Wall late", "authors": ["Jo Ek", "Ada Orr"],
            "date_publish": "2026-03-11 08:00:00",
            "source_domain": "post.example", "link": "https://post.example/wall", "lang": "en-GB", "guid": 7,
        },
        Article(TEXT, "7", "Wall late", "https://post.example/wall", "2026-03-11", "post.example", "Jo Ek, Ada Orr"),
    ),
    "of a feed": (
        {"id": "1", "content_text": TEXT, "date_published": "2026-03-11", "authors": [{"name": "Jo Ek"}]},
        Article(TEXT, "1", published="2026-03-11", author="Jo Ek"),
    ),
    "of a newspaper's service": (
        {
            "webTitle": "Wall late", "webUrl": "https://post.example/wall",
            "fields": {"bodyText": TEXT, "byline": "Jo Ek"},
        },
        Article(TEXT, "", "Wall late", "https://post.example/wall", author="Jo Ek"),
    ),
    "of a search engine": (
        {"_id": "7", "_source": {"title": "Wall late", "body": TEXT, "source": "Post"}},
        Article(TEXT, "7", "Wall late", publisher="Post"),
    ),
    "in paragraphs": ({"paragraphs": ["Late.", TEXT]}, Article(f"Late.\n\n{TEXT}")),
    "a text of paragraphs": ({"text": ["Late.", TEXT]}, Article(f"Late.\n\n{TEXT}")),
    "in seconds": ({"body": TEXT, "timestamp": 1773187200}, Article(TEXT, published="2026-03-11")),
    "in milliseconds": ({"body": TEXT, "timestamp": 1773187200000}, Article(TEXT, published="2026-03-11")),
    "in capitals": ({"Body Text": TEXT, "HEADLINE": "Wall late"}, Article(TEXT, title="Wall late")),
    "what cannot be meant": ({"body": TEXT, "source": 3, "authors": {}, "uuid": [1]}, Article(TEXT, publisher=None)),
}  # fmt: skip


@pytest.mark.parametrize(("record", "expected"), RECORDS.values(), ids=RECORDS.keys())
def test_columns_are_known_by_their_names(
    tmp_path: Path, record: dict[str, object], expected: Article
) -> None:
    assert article(tmp_path, record) == expected


def test_columns_that_are_told_stand_before_those_that_are_known(tmp_path: Path) -> None:
    record: dict[str, object] = {
        "text": "Short.",
        "long": TEXT,
        "title": "Wall",
        "meta": {"head": "Wall late"},
        "date": "2026",
    }
    found = article(tmp_path, record, text="long", title="meta.head")
    assert (found.text, found.title, found.published) == (TEXT, "Wall late", "2026")


def test_markup_in_a_column_is_read_as_a_page_is(tmp_path: Path) -> None:
    expected = "The wall is late, the council said.\n\n“No,” Mara Ellison said."
    assert article(tmp_path, {"content": HTML}).text == expected
    assert article(tmp_path, {"content_html": HTML}).text == expected
    assert article(tmp_path, {"story": HTML}, html="story").text == expected
    assert article(tmp_path, {"text": HTML}).text == HTML, "a text of that name stays as it is"


def test_what_was_guessed_is_told_once(tmp_path: Path) -> None:
    lines = [json.dumps({"headline": f"Wall {number}", "body": TEXT}) for number in range(3)]
    results = read(tmp_path / "news.jsonl", "\n".join(lines).encode())
    assert [result.notes for result in results if isinstance(result, Read)] == [
        ("columns taken for what they are called: text=body,title=headline (--map tells others)",),
        (),
        (),
    ]


def test_a_list_within_an_object_is_a_list_of_articles(tmp_path: Path) -> None:
    contents: list[dict[str, object]] = [
        {"status": "ok", "articles": [{"content": TEXT}] * 3},
        {"response": {"docs": [{"body": TEXT}] * 3}},
        {"data": {"page": {"items": [{"body": TEXT}] * 3}}},
        {"hits": {"total": 3, "hits": [{"_source": {"body": TEXT}}] * 3}},
        {name: {"body": TEXT} for name in "abc"},
    ]
    for content in contents:
        for indent in (None, 1):
            assert (
                texts(read(tmp_path / "news.json", json.dumps(content, indent=indent).encode())) == [TEXT] * 3
            )


def test_answers_of_a_service_beneath_each_other_are_lists_of_articles(tmp_path: Path) -> None:
    pages = [json.dumps({"page": number, "articles": [{"story": TEXT}] * 2}) for number in range(2)]
    results = read(tmp_path / "news.jsonl", "\n".join(pages).encode(), Options({"text": "story"}))
    assert texts(results) == [TEXT] * 4
    assert [result.where.split("jsonl, ")[1] for result in results] == [
        "record 1", "record 2", "line 2, record 1", "line 2, record 2",
    ]  # fmt: skip


def test_records_under_names_have_these_for_ids(tmp_path: Path) -> None:
    first, second = read(tmp_path / "news.json", b'{"a": {"text": "x"}, "b": {"text": "y", "id": "z"}}')
    assert isinstance(first, Read)
    assert isinstance(second, Read)
    assert (first.article.id, second.article.id) == ("a", "z")


def test_objects_one_beneath_another(tmp_path: Path) -> None:
    records = [json.dumps({"id": name, "text": f'{TEXT} {{["{name}'}, indent=2) for name in "abc"]
    results = read(tmp_path / "news.json", "\n".join(records).encode())
    assert texts(results) == [f'{TEXT} {{["{name}' for name in "abc"]
    assert [result.where.split(", ")[1] for result in results] == ["record 1", "record 2", "record 3"]


# A table, and what is wrong with it.
BAD_TABLES = {
    "no text": (
        "title,date\nWall,2026\n",
        {},
        "has no column that is known to hold the text: --map text=COLUMN, one of title, date",
    ),
    "no such column": (
        "text,title\na,b\n",
        {"title": "head"},
        'has no column "head"; its columns are text, title',
    ),
    "no end of a quotation": (
        'text,title\na,b\n"c,d\ne,f\n',
        {},
        "ends within the quotation marks of row 3; what came before was read",
    ),
    "too many cells": (
        "title,text\nWall,It is late, she said.\n",
        {},
        "has 3 cells, and the header 2; a text with commas or the like in it must stand in quotation marks",
    ),
    "a text for a header": (
        "The wall is late, the council said on Monday in the town hall.\n",
        {},
        "has no column that is known to hold the text: --map text=COLUMN, one of The wall is late,"
        " the council said on Monday in the town h…",
    ),
    "no rows": ("text,title\n", {}, "has no article in it"),
    "nothing": ("", {}, "has no column that is known to hold the text: --map text=COLUMN, one of "),
}


@pytest.mark.parametrize(("content", "told", "why"), BAD_TABLES.values(), ids=BAD_TABLES.keys())
def test_what_is_wrong_with_a_table_is_told(
    tmp_path: Path, content: str, told: dict[str, str], why: str
) -> None:
    assert problems(read(tmp_path / "news.csv", content.encode(), Options(told))) == [why]


TABLES = {
    "semicolons": 'text;title\n"a; b";c\n',
    "tabs": "text\ttitle\na; b\tc\n",
    "bars": "text|title\na; b|c\n",
    "Windows line ends and a mark": '\ufefftext,title\r\n"a; b",c\r\n\r\n',
    "a short row": "text,title,date\na; b,c\n",
    "a long row": "text,title\na; b,c,,\n",
    "blanks behind the commas": 'title, text\nc, "a; b"\n',
    "a header of several lines": '"title",text,"of\nwhom"\nc,a; b,d\n',
    "empty lines above": "\n\r\ntext,title\na; b,c\n",
    "what a spreadsheet is told": "sep=,\r\ntext,title\r\na; b,c\r\n",
    "two columns of a name": "text,title,text\na; b,c,d\n",
    "inches": 'title,text,height\nc,a; b,6"\n',
}


@pytest.mark.parametrize("content", TABLES.values(), ids=TABLES.keys())
def test_tables_of_many_kinds(tmp_path: Path, content: str) -> None:
    (result,) = read(tmp_path / "news.csv", content.encode())
    assert isinstance(result, Read)
    assert (result.article.text, result.article.title) == ("a; b", "c")
    assert result.where.endswith("row 2")


def test_quotation_marks_of_the_text_stay_where_cells_have_none(tmp_path: Path) -> None:
    content = 'title\ttext\nc\t"No," she said.\nd\t"Late," he said, "and 6" short."\n'
    results = read(tmp_path / "news.tsv", content.encode())
    assert texts(results) == ['"No," she said.', '"Late," he said, "and 6" short."']


@pytest.mark.parametrize("name", ["news.json", "news.csv", "news.txt", "news", "news.jsonl"])
def test_a_list_of_records_is_told_by_its_content(tmp_path: Path, name: str) -> None:
    for indent in (None, 1):
        content = json.dumps([{"text": "a"}, {"text": "b"}], indent=indent)
        assert texts(read(tmp_path / name, content.encode())) == ["a", "b"]
    assert texts(read(tmp_path / name, json.dumps({"text": "a"}, indent=1).encode())) == ["a"]


def test_a_table_is_told_by_its_content(tmp_path: Path) -> None:
    assert texts(read(tmp_path / "news.json", b"title,text\nWall,It is late.\n")) == ["It is late."]
    (result,) = read(tmp_path / "news.json", b'["The wall is late."]')
    assert "is not a JSON object" in str(result)


def test_a_table_as_a_spreadsheet_saves_unicode(tmp_path: Path) -> None:
    content = "text\ttitle\r\n“It is late.”\tÉté\r\n".encode("utf-16")
    (result,) = read(tmp_path / "news.txt", content)
    assert isinstance(result, Read)
    assert (result.article.text, result.article.title) == ("“It is late.”", "Été")


def test_a_cell_of_many_lines_and_in_another_encoding(tmp_path: Path) -> None:
    content = 'text,title\n"“No,” she said.\n\n“Late.”",Été\n'.encode("cp1252")
    (result,) = read(tmp_path / "news.csv", content)
    assert isinstance(result, Read)
    assert (result.article.text, result.article.title) == ("“No,” she said.\n\n“Late.”", "Été")
    assert result.notes == ("is not UTF-8; read as cp1252",)


def test_cells_of_parquet_have_types(tmp_path: Path) -> None:
    stream = io.BytesIO()
    day = datetime(2026, 3, 11, 8, tzinfo=UTC)
    rows = [{"body": TEXT.encode(), "date": day, "id": 7, "score": 0.5, "author": ["Jo Ek", "Ada Orr"]}]
    pq.write_table(pa.Table.from_pylist(rows), stream)
    (result,) = read(tmp_path / "news.parquet", stream.getvalue())
    assert isinstance(result, Read), result
    assert result.article == Article(TEXT, "7", published="2026-03-11", author="Jo Ek, Ada Orr")


def test_mappings() -> None:
    assert mapping_of(["text=body,title=head line", "date.x=y".replace("date.x", "published")]) == {
        "text": "body", "title": "head line", "published": "y",
    }  # fmt: skip


@pytest.mark.parametrize("told", ["text", "text=", "=body", "headline=title", "text=a,,"])
def test_a_mapping_that_is_none_is_told(told: str) -> None:
    with pytest.raises(ReadingError, match="is no FIELD=COLUMN; the fields are id, text, html, title"):
        mapping_of([told])


ADDRESSES = {
    "*/2026/*": (["https://post.example/2026/wall"], ["https://post.example/2025/wall"]),
    "https://post.example/*": (
        ["https://post.example/wall"],
        ["https://posts.example/https://post.example/"],
    ),
    r"/20\d\d/": (["https://post.example/2026/wall"], ["https://post.example/wall/"]),
    "post.example": (["https://post.example/wall"], ["https://gazette.example/"]),
}


@pytest.mark.parametrize(("pattern", "addresses"), ADDRESSES.items())
def test_addresses_are_matched(pattern: str, addresses: tuple[list[str], list[str]]) -> None:
    options = Options(match=address_pattern(pattern))
    assert [[options.matches(url) for url in urls] for urls in addresses] == [[True], [False]]


def test_a_pattern_that_is_none_is_told() -> None:
    with pytest.raises(ReadingError, match="is neither a glob nor a regular expression"):
        address_pattern("(news")


def test_problems_of_rows_are_told_by_their_number(tmp_path: Path) -> None:
    first, second = read(tmp_path / "news.csv", b"text,title\n,only a title\nIt is late.,both\n")
    assert isinstance(first, Problem)
    assert str(first).endswith('news.csv, row 2: has no "text"')
    assert isinstance(second, Read)
