"""No room: a limit on the size of files, and a full disk. A clear error, no damage, and the next run goes on."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from tests.faults import harness

# `make faults` asks for 20 points each.
POINTS = 20 if "ATTRIBUTION_FAULTS" in os.environ else 2
LIMIT = "the disk is full, a limit on the size of files is reached, or it is failing; what was written before is kept"
FULL = "what was written before is kept, and the same command goes on from there"


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("news") / "news.jsonl"
    harness.write(path, harness.articles())
    return path


@pytest.fixture(scope="module")
def clean(news: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("clean") / "clean.db"
    assert harness.run(news, path).status == 0
    return path


def points(clean: Path) -> list[int]:
    """Sizes in bytes from next to nothing up to what is just too small."""
    most = clean.stat().st_size
    return [4096 + most * number // POINTS for number in range(POINTS)]


def limited(size: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def test_a_limit_on_the_size_of_files(news: Path, clean: Path, tmp_path: Path) -> None:
    whole = harness.rows(clean)
    for size in points(clean):
        path = tmp_path / f"{size}.db"
        ended = harness.run(news, path, limit=partial(limited, size))
        assert ended.status == 2, f"{size} bytes: {ended}"
        assert ended.error.startswith(str(path)), ended.error
        assert LIMIT in ended.error or FULL in ended.error, ended.error
        assert harness.faults(path, whole, ended.acknowledged) == [], f"{size} bytes"
        assert harness.run(news, path).status == 0
        assert harness.rows(path) == whole, f"{size} bytes"


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[None]:
    """A disk of so many bytes, mounted on the folder."""
    mount, unmount = shutil.which("mount"), shutil.which("umount")
    if not mount or not unmount:
        pytest.skip("no mount command: a full disk cannot be tried here")
    folder.mkdir()
    done = subprocess.run(
        [mount, "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip(f"no disk can be mounted here ({done.stderr.decode().strip()}): needs root")
    try:
        yield
    finally:
        subprocess.run([unmount, str(folder)], check=True)


def test_a_full_disk(news: Path, clean: Path, tmp_path: Path) -> None:
    whole = harness.rows(clean)
    for number, size in enumerate(points(clean)):
        folder = tmp_path / str(number)
        kept = tmp_path / f"{number}.db"
        with small_disk(folder, size):
            path = folder / "news.db"
            ended = harness.run(news, path)
            assert ended.status == 2, f"{size} bytes: {ended}"
            assert FULL in ended.error or LIMIT in ended.error, ended.error
            for left in folder.iterdir():
                shutil.copy(left, tmp_path / left.name.replace("news.db", kept.name))
        assert harness.faults(kept, whole, ended.acknowledged) == [], f"{size} bytes"
        assert harness.run(news, kept).status == 0
        assert harness.rows(kept) == whole, f"{size} bytes"
