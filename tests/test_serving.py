"""`attribution serve`: Datasette as a process, on a real port, for both of its versions."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from attribution.serving import ServingError, address, datasette_command, find_metadata, free_port
from attribution.storage import open_database, save
from tests.conftest import ROOT, Run
from tests.invented import extraction

SERVE = [sys.executable, "-u", "-c", "from attribution.cli import main; main()", "serve"]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "attribution.db"
    db = open_database(path)
    save(db, extraction())
    db.close()
    return path


@contextmanager
def served(folder: Path, *arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process, and the address that it told, once it answers."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [*SERVE, "--port", "0", *arguments],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert process.stdout is not None
        told = re.search(r"http://\S+", process.stdout.readline())
        assert told
        for _ in range(200):
            try:
                read(told[0])
                break
            except urllib.error.URLError:
                time.sleep(0.05)
        yield process, told[0]
    finally:
        process.kill()
        process.communicate()


def read(url: str) -> str:
    with urllib.request.urlopen(url, timeout=10) as response:  # noqa: S310 (the address is our own process's)
        return str(response.read().decode())


def test_the_database_is_there_to_browse_with_its_description(database: Path) -> None:
    with served(database.parent, "--db", "attribution.db") as (_, url):
        rows = json.loads(read(f"{url}attribution/attributions.json?_shape=array&_search=families"))
        assert [row["speaker_name"] for row in rows] == ["Mara Ellison"]
        settings = json.loads(read(f"{url}-/settings.json"))
        assert settings["suggest_facets"] is False
        title = json.loads((ROOT / "metadata.json").read_text(encoding="utf-8"))["title"]
        assert title in read(url)


def test_it_ends_when_told_to(database: Path) -> None:
    with served(database.parent, "--db", "attribution.db") as (process, _):
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=10)


def test_metadata_of_ones_own_is_used(database: Path) -> None:
    (database.parent / "mine.json").write_text('{"title": "Tides and walls"}', encoding="utf-8")
    with served(database.parent, "--db", "attribution.db", "--metadata", "mine.json") as (_, url):
        assert "Tides and walls" in read(url)


def test_metadata_is_found_where_one_stands_and_then_beside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert find_metadata() == ROOT / "metadata.json"
    (tmp_path / "metadata.json").write_text("{}", encoding="utf-8")
    assert find_metadata() == tmp_path / "metadata.json"


def test_a_port_in_use_is_told(run: Run, database: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = run("serve", "--db", str(database), "--port", str(port))
    assert result.returncode == 1
    assert result.stderr == (
        f"Error: 127.0.0.1:{port} cannot be used (Address already in use); choose another with --port\n"
    )


def test_a_host_that_is_none_is_told() -> None:
    with pytest.raises(ServingError, match=r"no\.such\.host\.invalid:1 cannot be used"):
        free_port("no.such.host.invalid", 1)


# Datasette's version, the host, and what its command must and must not have.
VERSIONS = [
    ("0.65.5", "127.0.0.1", ["--metadata m.json"], ["--config", "default_allow_sql"]),
    ("1.0a41", "127.0.0.1", ["--metadata m.json", "--config m.json"], ["default_allow_sql"]),
    ("0.65.5", "0.0.0.0", ["--setting default_allow_sql off"], ["--config"]),  # noqa: S104 (nothing is bound)
]


@pytest.mark.parametrize(("release", "host", "has", "has_not"), VERSIONS)
def test_each_version_gets_the_flags_that_it_knows(
    release: str, host: str, has: list[str], has_not: list[str]
) -> None:
    command = " ".join(datasette_command(Path("a.db"), Path("m.json"), host, 8001, release=release))
    assert all(part in command for part in [*has, "serve a.db", f"--host {host}", "suggest_facets off"])
    assert not any(part in command for part in has_not)


def test_addresses() -> None:
    assert address("127.0.0.1", 8001) == "http://127.0.0.1:8001/"
    assert address("::1", 8001) == "http://[::1]:8001/"
