"""What storage costs is told, for invented articles and for one's own."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.ingest import articles
from tests.benchmarks.conftest import Benchmark

WAYS = ["reading alone", "extraction alone", "ingest, 1 process", "ingest, 2 processes", "the same once more"]


def test_the_articles_are_of_the_length_of_news() -> None:
    words = [len(article["text"].split()) for article in articles(200)]
    assert 650 < sum(words) / len(words) < 850


def test_articles_of_ones_own(benchmark: Benchmark, tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text("\n".join(map(json.dumps, articles(3))), encoding="utf-8")
    ended = benchmark("ingest", str(path))
    assert ended.returncode == 0, ended.stderr
    heading, _, *rows, result = ended.stdout.splitlines()
    assert heading.startswith("3 articles, ")
    assert [row[:22].strip() for row in rows] == WAYS
    assert result.startswith("storage adds ")
