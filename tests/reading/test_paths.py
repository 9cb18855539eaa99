"""Paths: files, folders searched through, standard input; what is not there is told before anything is read."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from pathlib import Path

import pytest

from attribution.reading import Problem, Read, ReadingError, bytes_of, files_of, read_files
from tests.privilege import without_privilege

ARTICLES = ["a.md", "b.txt", "z.txt", "deeper/D.TXT", "deeper/c.jsonl"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with articles, and with what is none."""
    for name in ARTICLES:
        path = tmp_path / "news" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text('{"text": "It is late."}', encoding="utf-8")
    for name in ("wall.png", "notes.docx", ".hidden.txt", ".git/x.txt"):
        path = tmp_path / "news" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("not an article", encoding="utf-8")
    return tmp_path / "news"


def names(folder: Path, files: list[str]) -> list[str]:
    return [Path(file).relative_to(folder).as_posix() for file in files]


def test_a_folder_is_searched_through_in_order(folder: Path) -> None:
    assert names(folder, files_of([str(folder)])) == ARTICLES


def test_what_is_passed_over_is_told(folder: Path) -> None:
    told: list[str] = []
    files_of([str(folder), str(folder / "deeper")], told.append)
    assert told == [f"{folder}: 2 files of other kinds (.docx, .png) passed over"]


READ = "a.csv a.eml a.htm a.html a.json a.jsonl a.jsonl.gz a.mbox a.md a.parquet a.pdf a.tsv a.txt a.txt.zst a.warc.gz"


def test_each_kind_of_file_that_can_be_read_is_taken(tmp_path: Path) -> None:
    for name in READ.split():
        (tmp_path / name).touch()
    assert names(tmp_path, files_of([str(tmp_path)])) == READ.split()


def test_the_parts_of_a_saved_web_page_are_not_looked_at(tmp_path: Path) -> None:
    for name in ("Wall late.html", "Wall late_files/advert.html", "other_files/page.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert names(tmp_path, files_of([str(tmp_path)])) == ["Wall late.html", "other_files/page.html"]


def test_paths_keep_their_order_and_each_file_is_read_once(folder: Path) -> None:
    given = [str(folder / "z.txt"), str(folder), str(folder / "z.txt")]
    assert names(folder, files_of(given))[:2] == ["z.txt", "a.md"]
    assert len(files_of(given)) == 5


def test_links_that_go_round_are_not_followed_and_told(folder: Path) -> None:
    (folder / "deeper" / "round").symlink_to(folder)
    told: list[str] = []
    assert len(files_of([str(folder)], told.append)) == 5
    assert told[1:] == [f"{folder}: 1 link to folders not followed; give the folders themselves"]


def test_a_pipe_in_a_folder_is_no_article_and_told(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    (folder / "gone.txt").symlink_to(folder / "nowhere.txt")
    told: list[str] = []
    assert len(files_of([str(folder)], told.append)) == 5
    assert told[1:] == [f"{folder}: 2 broken links or pipes passed over"]


def test_a_folder_within_that_may_not_be_read_is_told_and_the_others_are_read() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "closed").mkdir()
        (folder / "wall.txt").write_text("It is late.", encoding="utf-8")
        (folder / "closed").chmod(0)
        folder.chmod(0o755)
        with without_privilege():
            article, problem = read_files(files_of([name]))
            with pytest.raises(ReadingError, match="closed: this folder cannot be read"):
                files_of([str(folder / "closed")])
        (folder / "closed").chmod(0o755)
    assert isinstance(article, Read)
    assert str(problem).endswith("closed: cannot be read (Permission denied)")


def test_what_is_missing_is_told_before_anything_is_read(folder: Path) -> None:
    with pytest.raises(ReadingError, match=r"gone\.txt: no such file or folder"):
        files_of([str(folder), str(folder / "gone.txt")])


def test_a_folder_without_articles_is_told(folder: Path) -> None:
    (folder / "empty").mkdir()
    with pytest.raises(ReadingError, match=r"empty: this folder has no article in it \(no \*.txt, .* …\)$"):
        files_of([str(folder), str(folder / "empty")])
    (folder / "empty" / "wall.docx").touch()
    with pytest.raises(ReadingError, match=r", but 1 file of other kinds \(.docx\) passed over$"):
        files_of([str(folder / "empty")])


def test_a_file_without_a_known_ending_is_a_text(tmp_path: Path) -> None:
    (tmp_path / "article").write_text("It is late.", encoding="utf-8")
    (result,) = read_files(files_of([str(tmp_path / "article")]))
    assert isinstance(result, Read)
    assert result.article.text == "It is late."


def test_a_file_that_goes_away_is_a_problem(folder: Path) -> None:
    files = files_of([str(folder)])
    (folder / "a.md").unlink()
    first, *rest = read_files(files)
    assert str(first).endswith("a.md: cannot be read (No such file or directory)")
    assert all(isinstance(result, Read) for result in rest)


def test_a_name_that_is_not_utf8_is_read(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(path)).write_text("It is late.", encoding="utf-8")
    (result,) = read_files(files_of([str(tmp_path)]))
    assert isinstance(result, Read)
    assert result.name == "caf\ufffd.txt"


def test_the_bytes_to_read_are_known_but_for_standard_input(folder: Path) -> None:
    files = files_of([str(folder)])
    read = [result.size for result in read_files(files)]
    assert bytes_of(files) == sum(read)
    assert bytes_of([*files, "-"]) is None


INPUTS = {
    "a text": ("Wall late\n\nIt is.", ["Wall late\n\nIt is."]),
    "JSON lines": ('{"text": "one"}\n{"text": "two"}\n', ["one", "two"]),
    "a text that begins with a list": ("[1]\nIt is.", ["[1]\nIt is."]),
    "nothing": ("", [""]),
}


@pytest.mark.parametrize(("content", "texts"), INPUTS.values(), ids=INPUTS.keys())
def test_standard_input_is_a_text_or_json_lines(
    monkeypatch: pytest.MonkeyPatch, content: str, texts: list[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
    results = list(read_files(files_of(["-"])))
    assert [result.article.text for result in results if isinstance(result, Read)] == texts
    assert {(result.name, result.origin) for result in results if isinstance(result, Read)} == {(None, None)}


def test_a_bad_line_of_standard_input_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"text": "one"}\nbad\n')))
    assert [str(result) for result in read_files(["-"]) if isinstance(result, Problem)] == [
        "standard input, line 2: is not JSON (Expecting value at column 1)"
    ]
