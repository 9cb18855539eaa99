from __future__ import annotations

from pathlib import Path

from tests.benchmarks.conftest import Benchmark


def test_the_peak_is_told_beside_what_the_language_takes(benchmark: Benchmark, gold: Path) -> None:
    ended = benchmark("memory", gold)
    assert ended.returncode == 0, ended.stderr
    articles, before, peak = ended.stdout.splitlines()
    written = len(gold.read_text(encoding="utf-8").splitlines())
    assert articles.startswith(f"{written} articles, ")
    assert 5 < int(before.split()[-2]) <= int(peak.split()[-2]) < 300, "in MB"


def test_what_whoever_started_it_has_used_is_not_counted(benchmark: Benchmark, gold: Path) -> None:
    large = bytearray(400_000_000)
    large[::4096] = b"x" * len(large[::4096])  # touched, so that it is resident
    assert int(benchmark("memory", gold).stdout.split()[-2]) < 300


def test_a_line_that_is_no_article_is_told(benchmark: Benchmark, tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text('{"id": "1"}\n', encoding="utf-8")
    ended = benchmark("memory", path)
    assert ended.returncode == 1
    assert ended.stderr.startswith(f'Error: {path}, line 1: has no "text"')
