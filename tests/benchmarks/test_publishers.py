from __future__ import annotations

from pathlib import Path

from benchmarks.publishers import Fall, Gold, by_publisher, gold_of, table, trials
from tests.benchmarks.conftest import Benchmark


def rows_of(gold: Path) -> list[Gold]:
    return gold_of([str(gold)], ["gold"])


def test_a_line_for_each_publisher(benchmark: Benchmark, gold: Path) -> None:
    ended = benchmark("publishers", gold, "--nests", "gold", "--least", "3", "--articles", "4", "--jobs", "2")
    assert ended.returncode == 0, ended.stderr
    heading, harbour, hill, mean, largest = ended.stdout.splitlines()
    assert heading.split() == ["publisher", "articles", "F1", "with", "it", "F1", "without", "fall"]
    assert harbour.startswith("Harbour Post ")
    assert hill.startswith("Hill Courier ")
    assert [line.split()[-4] for line in (harbour, hill, mean)] == ["4", "4", "8"]
    for line in (harbour, hill):
        known, unknown, fall = map(float, line.split()[-3:])
        assert 0 < unknown <= 100
        assert abs(known - unknown - fall) < 0.11, "rounded"
    assert largest.startswith("largest fall: ")
    assert "4 of 4: " in ended.stderr, "two folds, and two publishers left out"


def test_no_article_is_read_with_weights_it_was_fitted_into(gold: Path) -> None:
    rows = rows_of(gold)
    for trial in trials(rows, by_publisher(rows, 3, None), folds=3):
        trained = {str(record["id"]) for record in trial.training}
        assert len(trained) + len(trial.test) == len(rows)
        assert not trained & {key.split(" ")[-1] for key in trial.test}


def test_each_article_is_read_once_in_folds_and_once_without_its_publisher(gold: Path) -> None:
    rows = rows_of(gold)
    *folds, harbour, hill = trials(rows, by_publisher(rows, 3, None), folds=5)
    both = sorted(row.key for row in rows if row.publisher != "Valley Times")
    assert sorted(key for trial in folds for key in trial.test) == both
    assert sorted([*harbour.test, *hill.test]) == both
    assert {r["publisher"] for r in harbour.training} == {"Hill Courier", "Valley Times"}
    assert all({r["publisher"] for r in trial.training} > {"Harbour Post"} for trial in folds)


def test_the_largest_fall_is_named() -> None:
    told = table([Fall("Harbour Post", 6, 80.0, 78.5), Fall("Hill Courier", 6, 82.0, 78.0)])
    assert told.splitlines()[-2].split() == ["mean", "12", "81.0", "78.2", "2.8"]
    assert told.splitlines()[-1] == "largest fall: 4.0 (Hill Courier)"


def test_one_publisher_is_too_few(benchmark: Benchmark, gold: Path) -> None:
    ended = benchmark("publishers", gold, "--least", "13")
    assert ended.returncode == 1
    assert "two publishers with 13 articles or more are needed" in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
