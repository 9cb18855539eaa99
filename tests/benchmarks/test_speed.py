from __future__ import annotations

from pathlib import Path

from benchmarks.articles import evenly, own, repeated, words_of
from benchmarks.speed import System, rounds_of, table
from tests.benchmarks.conftest import Benchmark


def test_alone_it_tells_words_per_second(benchmark: Benchmark, gold: Path) -> None:
    ended = benchmark("speed", gold, "--articles", "3", "--rounds", "2", "--alone")
    assert ended.returncode == 0, ended.stderr
    first, heading, ours = ended.stdout.splitlines()
    assert first.startswith("3 articles, ")
    assert first.endswith(" words; 2 rounds, on one core")
    assert heading.split() == ["words", "per", "second", "median", "lowest", "highest", "MB/s"]
    median, lowest, highest, _ = (float(cell.replace(",", "")) for cell in ours.split()[2:])
    assert 0 < lowest <= median <= highest


def test_what_cannot_be_read_is_told_in_one_line(benchmark: Benchmark, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("", encoding="utf-8")
    for path, told in ((tmp_path / "none.jsonl", "no such file or folder"), (empty, "there is no word")):
        ended = benchmark("speed", "--alone", path)
        assert ended.returncode == 1
        assert len(ended.stderr.splitlines()) == 1
        assert told in ended.stderr


def test_both_read_the_same_articles_and_begin_by_turns() -> None:
    begun: list[tuple[str, int]] = []

    def noting(name: str) -> System:
        return System(name, lambda given: begun.append((name, len(given))))

    systems = [noting("a"), noting("b")]
    seconds = rounds_of(systems, own()[:2], rounds=2)
    assert begun == [("a", 1), ("b", 1), ("a", 2), ("b", 2), ("b", 2), ("a", 2)]
    assert [len(each) for each in seconds] == [2, 2]


def test_the_ratio_is_taken_within_each_round() -> None:
    systems = [System("ours", lambda given: None), System("theirs", lambda given: None)]
    rows = table(systems, own(), [(1.0, 10.0), (2.0, 80.0), (1.0, 30.0)]).splitlines()
    assert rows[-1].split() == ["ratio", "30.0", "10.0", "40.0"]


def test_articles_are_repeated_until_there_are_words_enough() -> None:
    once = own()
    words = words_of(once)
    assert repeated(once, 1) == once
    assert 2 * words <= words_of(repeated(once, 2 * words)) < 3 * words


def test_some_articles_are_taken_evenly() -> None:
    articles = own()[:6]
    assert evenly(articles, 3) == articles[::2]
    assert evenly(articles, 9) == articles
