"""`--map` and `--match` on the command line, and a folder of everything."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

from tests.reading.packing import COMPRESSED, MANY, ONE, STORIES

Run = Callable[..., CompletedProcess[str]]


def found(ended: CompletedProcess[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in ended.stdout.splitlines()]


def test_columns_are_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("nr,story,head\n7,“It is late.”,Wall\n", encoding="utf-8")
    ended = run("extract", "--format", "jsonl", "--map", "text=story,title=head", "--map", "id=nr", "a.csv")
    assert ended.returncode == 0, ended.stderr
    assert [(one["id"], one["title"], one["text"]) for one in found(ended)] == [
        ("7", "Wall", "“It is late.”")
    ]


def test_columns_that_are_guessed_are_noted_once(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("body,headline\nIt is late.,Wall\nIt was.,Quay\n", encoding="utf-8")
    ended = run("extract", "a.csv")
    assert ended.returncode == 0
    assert ended.stderr.splitlines() == [
        "a.csv, row 2: columns taken for what they are called: text=body,title=headline (--map tells others)"
    ]


def test_pages_are_chosen_by_their_address(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(MANY[".warc"](STORIES))
    ended = run("extract", "--format", "jsonl", "--match", "*/s1?", "a.warc")
    assert [one["url"] for one in found(ended)] == [f"https://post.example/s1{n}" for n in range(4)]


def test_what_cannot_be_meant_is_told(run: Run) -> None:
    for option, value, why in (
        ("--map", "body", "'body' is no FIELD=COLUMN; the fields are id, text"),
        ("--match", "(", "'(' is neither a glob nor a regular expression"),
    ):
        ended = run("extract", option, value, "-")
        assert ended.returncode == 2
        assert why in ended.stderr


def test_a_folder_of_every_kind(run: Run, tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    for kind, made in (MANY | ONE).items():
        (tmp_path / "news" / f"a{kind}.gz").write_bytes(COMPRESSED[".gz"](made(STORIES[:2])))
    (tmp_path / "news" / "wall.png").write_bytes(b"\x89PNG")
    ended = run("ingest", "--db", "a.db", "news")
    assert ended.returncode == 0, ended.stderr
    assert ended.stderr.splitlines() == ["news: 1 file of other kinds (.png) passed over"]
    told = run("ingest", "--db", "a.db", "--json", "news")
    assert json.loads(told.stdout)["new"] == 0
