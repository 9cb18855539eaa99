"""`attribution ingest` as a process: several processes, Ctrl-C, and what it prints."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run
from tests.faults import harness

ARTICLES = 1000  # more than is worked on in one process


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("news") / "news.jsonl"
    harness.write(path, harness.articles(ARTICLES))
    return path


def started(news: Path, database: Path) -> subprocess.Popen[str]:
    """The command in a process group of its own."""
    code = "from attribution.cli import main; main(prog_name='attribution')"
    command = [sys.executable, "-c", code, "ingest", "--jobs", "2", "--db", str(database), str(news)]
    return subprocess.Popen(
        command,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def wait_for_articles(database: Path, least: int) -> None:
    """Wait until so many articles are committed."""
    for _ in range(1200):
        if database.exists() and database.stat().st_size:
            db = sqlite3.connect(database)
            try:
                if db.execute("SELECT count(*) FROM articles").fetchone()[0] >= least:
                    return
            except sqlite3.OperationalError:
                pass
            finally:
                db.close()
        time.sleep(0.05)
    pytest.fail(f"{least} articles were never there")


def is_empty(group: int) -> bool:
    """Whether no process of the group is left, after a moment's patience."""
    for _ in range(200):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def test_ctrl_c_and_kill_leave_what_is_written_and_no_process(run: Run, news: Path, tmp_path: Path) -> None:
    """The run is interrupted, begun again and killed, begun again and left in peace: as if nothing had been."""
    database = tmp_path / "a.db"
    with started(news, database) as one:
        wait_for_articles(database, 750)
        os.killpg(one.pid, signal.SIGINT)
        told = one.communicate()[1].splitlines()
    assert (one.returncode, told[-1]) == (
        130,
        "Interrupted: what was written stays, and the same command goes on from there",
    )
    assert is_empty(one.pid)
    with started(news, database) as two:
        wait_for_articles(database, 751)
        two.kill()
    assert is_empty(two.pid), "the workers end with it"
    with started(news, database) as three:
        three.communicate()
    assert three.returncode == 1, "one line is no article"
    clean = tmp_path / "clean.db"
    assert run("ingest", "--jobs", "1", "--db", str(clean), str(news)).returncode == 1
    assert harness.rows(database) == harness.rows(clean)


def test_the_summary_as_json(run: Run, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("“The bridge is safe,” Mara Venn said.\n", encoding="utf-8")
    (tmp_path / "two.txt").write_text("“The bridge is safe,” Mara Venn said.\n", encoding="utf-8")
    (tmp_path / "three.jsonl").write_text("no JSON\n", encoding="utf-8")
    result = run("ingest", "--db", "a.db", "--json", "--quiet", "one.txt", "two.txt", "three.jsonl")
    assert result.returncode == 1
    summary = json.loads(result.stdout)
    assert summary.pop("seconds") > 0
    assert summary == {
        "ingest": 1, "articles_in": 3, "new": 1, "changed": 0, "same": 1, "empty": 0, "skipped": 1,
        "versions": 0, "copies": 1, "attributions": 1,
    }  # fmt: skip
    assert result.stderr.startswith("three.jsonl, line 1: is not JSON")


def test_quiet_says_nothing_where_nothing_was_skipped(run: Run, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("“The bridge is safe,” Mara Venn said.\n", encoding="utf-8")
    result = run("ingest", "--db", "a.db", "--quiet", "one.txt")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_a_list_of_feeds_may_come_at_standard_input(run: Run) -> None:
    listed = "<?xml version='1.0'?>\n<opml><body><outline xmlUrl='http://127.0.0.1:9/feed'/></body></opml>"
    result = run("ingest", "--db", "a.db", "-", stdin=listed)
    assert result.stderr.startswith("http://127.0.0.1:9/feed: 127.0.0.1 is in a private network")
