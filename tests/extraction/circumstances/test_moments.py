"""The day of the saying: which time it is told by, and how far it is carried on; the cases are in moments.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from attribution import Article, extract, load_language

CASES = tomllib.loads(Path(__file__).with_name("moments.toml").read_text(encoding="utf-8"))["case"]
THURSDAY = "2022-11-10"


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_each_statement_has_its_own_day(case: dict[str, Any]) -> None:
    found = extract(Article(case["text"], published=THURSDAY), load_language("en")).attributions
    told = [a.said_on or "" for a in found if a.within is None]  # what stands in a content has no day of its own
    assert told == case["said_on"]


def test_no_two_cases_have_one_name() -> None:
    assert len({case["name"] for case in CASES}) == len(CASES)
