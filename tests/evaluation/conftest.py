"""Two invented articles with gold, and predictions of them with every sort of mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from attribution.evaluation import Document, Told, read_gold, read_predictions

HERE = Path(__file__).parent


@pytest.fixture
def gold() -> dict[str, Document]:
    return read_gold(HERE / "gold.jsonl")


@pytest.fixture
def found() -> dict[str, tuple[Told, ...]]:
    return read_predictions(HERE / "found.jsonl")
