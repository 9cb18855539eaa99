"""The fingerprint changes with whatever decides what is found, and with nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import attribution
from attribution.storage import extractor_fingerprint

PACKAGE = Path(attribution.__file__).parent


@pytest.fixture
def package(tmp_path: Path) -> Path:
    copy = tmp_path / "attribution"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


def test_a_copy_has_the_same_fingerprint(package: Path) -> None:
    assert extractor_fingerprint(package) == extractor_fingerprint()


@pytest.mark.parametrize(
    "file", ["model.py", "extraction/__init__.py", "languages/en/words.toml", "languages/__init__.py"]
)
def test_it_changes_with_what_decides(package: Path, file: str) -> None:
    with (package / file).open("a", encoding="utf-8") as stream:
        stream.write("\n# one line more\n")
    assert extractor_fingerprint(package) != extractor_fingerprint()


def test_a_new_rule_file_counts(package: Path) -> None:
    (package / "languages/en/more.toml").write_text("", encoding="utf-8")
    assert extractor_fingerprint(package) != extractor_fingerprint()


@pytest.mark.parametrize("file", ["cli.py", "storage/saving.py", "extraction/layout.cpython-311.pyc"])
def test_it_does_not_change_with_the_rest(package: Path, file: str) -> None:
    with (package / file).open("a", encoding="utf-8") as stream:
        stream.write("\n# one line more\n")
    assert extractor_fingerprint(package) == extractor_fingerprint()
