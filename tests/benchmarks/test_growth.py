from __future__ import annotations

import pytest

from benchmarks.growth import Measure, article_of, row
from tests.benchmarks.conftest import Benchmark


def test_each_size_is_ten_times_the_one_before(benchmark: Benchmark) -> None:
    ended = benchmark("growth", "--last", "10000")
    assert ended.returncode == 0, ended.stderr
    heading, first, second = ended.stdout.splitlines()
    assert heading.endswith("time ratio / size ratio")
    assert first.split()[0] == "1,000"
    assert len(first.split()) == 3, "nothing to compare the first with"
    assert second.split()[0] == "10,000"
    assert float(second.split()[3]) > 0


@pytest.mark.parametrize(("seconds", "growth"), [(1.0, "1.00"), (2.0, "2.00"), (10.0, "10.00")])
def test_linear_work_grows_by_one(seconds: float, growth: str) -> None:
    assert row(Measure(10_000, seconds), Measure(1_000, 0.1)).split()[-1] == growth


@pytest.mark.parametrize("size", [1_000, 50_000])
def test_an_article_has_the_bytes_asked_for(size: int) -> None:
    assert size - 3 <= len(article_of(size).text.encode()) <= size, "a character is not cut in two"
