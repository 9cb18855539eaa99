"""What storage costs is told, for invented articles and for one's own."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.ingest import articles
from tests.benchmarks.conftest import Benchmark

WAYS = ["reading and extraction alone", "ingest, 1 process", "ingest, 2 processes", "the same once more"]


def test_the_articles_are_of_the_length_of_news() -> None:
    words = [len(str(article["text"]).split()) for article in articles(200)]
    assert 650 < sum(words) / len(words) < 850


def test_articles_of_ones_own_as_often_as_wanted(benchmark: Benchmark, tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text("\n".join(map(json.dumps, articles(3))), encoding="utf-8")
    ended = benchmark("ingest", str(path), "--articles", "5", "--jobs", "2")
    assert ended.returncode == 0, ended.stderr
    heading, _, *rows, result, growth = ended.stdout.splitlines()
    assert heading.startswith("5 articles in 3 parts, ")
    assert [row[:32].strip() for row in rows] == WAYS
    assert result.startswith("storage adds ")
    assert growth.startswith("computing: ")


def test_where_there_is_no_article(benchmark: Benchmark, tmp_path: Path) -> None:
    ended = benchmark("ingest", str(tmp_path))
    assert ended.returncode == 1
    assert "no article" in ended.stderr
