"""`attribution watch`: cycle after cycle, what is new in folders, feeds and pages, and nothing twice."""

from __future__ import annotations

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from attribution.commands.watch import Watcher
from attribution.ingesting import Settings
from attribution.reading import Fetching, Metadata, Options
from attribution.storage import open_database
from tests.conftest import ROOT, Run
from tests.site import Answer, Site

QUICK = Fetching(read=5, total=10, tries=1, backoff=0.01, pause=0, longest_wait=1, allow_private=True)
MAIN = [sys.executable, "-u", "-c", "from attribution.cli import main; main(prog_name='attribution')"]
LATE = "Wall late\n\n“The wall is late,” Mara Venn said on Monday."
OPEN = "Gate open\n\n“The gate is open,” Jo Orr said on Monday."

Watch = Callable[..., Watcher]


@pytest.fixture
def watching(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Watch:
    """`watching("inbox")`: a watcher of these paths, into `news.db`; its cycles do not wait."""
    monkeypatch.chdir(tmp_path)

    def watcher(*paths: str) -> Watcher:
        options = Options(fetching=QUICK)
        return Watcher(paths, "news.db", Settings(Metadata(language="en"), command="watch"), options)

    return watcher


def rows(sql: str, path: Path | str = "news.db") -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
        return db.execute(sql).fetchall()


COUNTS = "SELECT new, changed, same, empty, skipped FROM ingests ORDER BY id"


def text(content: str, **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(body=content.encode(), headers={"Content-Type": "text/plain; charset=utf-8", **named})


def rss(*items: str, etag: str = '"1"') -> Answer:
    body = f'<rss version="2.0"><channel>{"".join(f"<item>{item}</item>" for item in items)}</channel></rss>'
    return Answer(body=body.encode(), headers={"Content-Type": "application/rss+xml", "ETag": etag})


def test_files_are_read_when_they_are_new_or_have_changed(watching: Watch, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    watcher = watching("inbox")
    watcher.check()
    assert watcher.cycle()
    (inbox / "wall.txt").write_text(LATE, encoding="utf-8")
    assert watcher.cycle()
    (inbox / "gate.txt").write_text(OPEN, encoding="utf-8")
    assert watcher.cycle()
    (inbox / "gate.txt").write_text(OPEN.replace("open", "wide open"), encoding="utf-8")
    assert watcher.cycle()
    assert watcher.cycle()
    assert rows(COUNTS) == [
        (0, 0, 0, 0, 0),
        (1, 0, 0, 0, 0),
        (1, 0, 0, 0, 0),
        (0, 1, 0, 0, 0),
        (0, 0, 0, 0, 0),
    ]


def test_a_file_whose_permissions_change_is_read_again(watching: Watch, tmp_path: Path) -> None:
    (tmp_path / "wall.txt").write_text(LATE, encoding="utf-8")
    watcher = watching("wall.txt")
    assert watcher.cycle()
    (tmp_path / "wall.txt").chmod(0o600)
    assert watcher.cycle()
    assert rows(COUNTS) == [(1, 0, 0, 0, 0), (0, 0, 1, 0, 0)]


def test_a_feed_is_followed_and_its_pages_are_fetched_once(watching: Watch, site: Site) -> None:
    wall, gate = "<title>Wall</title><link>/wall</link>", "<title>Gate</title><link>/gate</link>"
    site["/rss"], site["/wall"], site["/gate"] = rss(wall), text(LATE, ETag='"w1"'), text(OPEN)
    watcher = watching(site.url("/rss"))
    assert watcher.cycle()
    site["/rss"] = rss(wall, gate, etag='"2"')
    assert watcher.cycle()
    site["/rss"] = Answer(304)
    assert watcher.cycle()
    assert rows(COUNTS) == [(1, 0, 0, 0, 0), (1, 0, 1, 0, 0), (0, 0, 0, 0, 0)]
    assert site.paths() == ["/rss", "/wall", "/rss", "/gate", "/rss"]
    assert site.asked[-1].headers["if-none-match"] == '"2"'
    assert rows("SELECT url FROM articles ORDER BY rowid") == [(site.url("/wall"),), (site.url("/gate"),)]
    assert set(rows("SELECT url, etag FROM fetches")) == {
        (site.url("/rss"), '"2"'),
        (site.url("/wall"), '"w1"'),
        (site.url("/gate"), None),
    }


def test_a_page_that_its_feed_says_has_changed_is_asked_for_again(watching: Watch, site: Site) -> None:
    item = "<title>Wall</title><link>/wall</link><pubDate>{} May 2024 10:00:00 GMT</pubDate>"
    site["/rss"], site["/wall"] = rss(item.format(30)), text(LATE, ETag='"w1"')
    watcher = watching(site.url("/rss"))
    assert watcher.cycle()
    site["/rss"], site["/wall"] = rss(item.format(31)), Answer(304)
    assert watcher.cycle()
    assert site.asked[-1].headers["if-none-match"] == '"w1"'
    site["/rss"], site["/wall"] = rss(item.format(29)), text(LATE.replace("late", "very late"))
    assert watcher.cycle()
    assert rows(COUNTS) == [(1, 0, 0, 0, 0), (0, 0, 1, 0, 0), (0, 1, 0, 0, 0)]


def test_what_failed_is_fetched_in_the_next_cycle_though_the_feed_is_the_same(
    watching: Watch, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site["/rss"] = rss("<link>/wall</link>", "<link>/gate</link>")
    site["/wall"], site["/gate"] = [Answer(503), text(LATE)], text(OPEN)
    watcher = watching(site.url("/rss"))
    assert not watcher.cycle()
    told = capsys.readouterr().out
    failed = rf"{site.url('/wall')}: answers 503; try again later; skipped"
    assert re.search(rf"^\d{{4}}-\d\d-\d\dT\d\d:\d\d:\d\dZ  {failed}$", told, re.MULTILINE)
    assert "2 articles" in told
    assert "1 new, 0 changed, 0 same, 0 empty, 1 skipped" in told
    assert watcher.cycle()
    assert "if-none-match" not in [asked for asked in site.asked if asked.path == "/rss"][-1].headers
    assert rows(COUNTS) == [(1, 0, 0, 0, 1), (1, 0, 1, 0, 0)]


def test_a_cycle_that_fails_is_told_and_the_next_goes_on(
    watching: Watch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "wall.txt").write_text(LATE, encoding="utf-8")
    watcher = watching("wall.txt", "gate.txt")
    (tmp_path / "news.db").mkdir()
    assert not watcher.cycle()
    assert "this cycle failed: news.db: is a folder" in capsys.readouterr().out
    (tmp_path / "news.db").rmdir()
    assert not watcher.cycle()
    assert "gate.txt: no such file or folder" in capsys.readouterr().out
    (tmp_path / "gate.txt").write_text(OPEN, encoding="utf-8")
    assert watcher.cycle()
    assert rows(COUNTS) == [(1, 0, 0, 0, 0), (1, 0, 0, 0, 0)]


WRONG = {
    "nothing": ((), "Missing argument"),
    "standard input": (("-",), "standard input comes once"),
    "no time": (("a.txt", "--every", "0m"), "'0m' is no length of time such as 30s, 15m, 2h or 1d"),
    "no unit": (("a.txt", "--every", "15"), "'15' is no length of time"),
    "no path": (("gone/",), "gone/: no such file or folder"),
    "no address": (("ftp://news.example/",), "ftp://news.example/: is neither http nor https"),
}


@pytest.mark.parametrize(("arguments", "told"), WRONG.values(), ids=WRONG.keys())
def test_what_cannot_be_watched_is_told_at_once(run: Run, arguments: tuple[str, ...], told: str) -> None:
    result = run("watch", *arguments)
    assert result.returncode == 2
    assert told in result.stderr
    assert "Traceback" not in result.stderr


@contextmanager
def started(folder: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """A command of ours while it runs."""
    process = subprocess.Popen(
        [*MAIN, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_cleanly_in_the_middle_of_a_cycle(tmp_path: Path, site: Site, number: signal.Signals) -> None:
    site["/wall"] = text(LATE)
    site["/slow"] = Answer(body=[b"x"] * 1000, pause=0.05)
    arguments = [site.url("/wall"), site.url("/slow"), "--allow-private", "--db", "news.db"]
    with started(tmp_path, "watch", *arguments) as process:
        for _ in range(400):
            if "/slow" in site.paths():
                break
            time.sleep(0.05)
        time.sleep(0.2)
        process.send_signal(number)
        out, _ = process.communicate(timeout=20)
    assert process.returncode == 0, out
    assert out.endswith("stopped; what was read until now is kept\n")
    database = tmp_path / "news.db"
    assert rows("SELECT new, notes, finished IS NOT NULL FROM ingests", database) == [(1, "interrupted", 1)]
    assert rows("PRAGMA integrity_check", database) == [("ok",)]


def test_it_ends_cleanly_between_two_cycles(tmp_path: Path) -> None:
    (tmp_path / "wall.txt").write_text(LATE, encoding="utf-8")
    with started(tmp_path, "watch", "wall.txt", "--every", "1d", "--db", "news.db") as process:
        assert process.stdout is not None
        assert "1 new" in process.stdout.readline()
        process.send_signal(signal.SIGTERM)
        out, _ = process.communicate(timeout=20)
    assert process.returncode == 0
    assert "stopped" in out


def articles_seen(url: str) -> int | None:
    """How many articles a served database has taken in; None before it answers."""
    try:
        with urllib.request.urlopen(f"{url}attribution/ingests.json?_shape=array", timeout=10) as answer:  # noqa: S310 (ours)
            return int(sum(row["new"] for row in json.load(answer)))
    except urllib.error.URLError:
        return None


def test_what_is_written_is_seen_by_a_running_serve(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    open_database(tmp_path / "news.db").close()
    with started(tmp_path, "serve", "--db", "news.db", "--port", "0") as serving:
        assert serving.stdout is not None
        told = re.search(r"http://\S+", serving.stdout.readline())
        assert told
        deadline = time.monotonic() + 60
        while articles_seen(told[0]) is None and time.monotonic() < deadline:
            time.sleep(0.05)
        seen = [0]
        with started(tmp_path, "watch", "inbox", "--every", "1s", "--db", "news.db") as watching:
            while len(set(seen)) < 4 and time.monotonic() < deadline:
                late = LATE.replace("late", f"late by {len(seen)} days")
                (inbox / f"{len(seen)}.txt").write_text(late, encoding="utf-8")
                seen.append(articles_seen(told[0]) or 0)
                time.sleep(0.05)
            watching.send_signal(signal.SIGTERM)
            out, _ = watching.communicate(timeout=20)
    assert watching.returncode == 0, out
    assert "failed" not in out
    assert len(set(seen)) >= 4
    assert seen == sorted(seen)
    kept = rows("SELECT count(*) FROM articles", tmp_path / "news.db")[0][0]
    assert rows("SELECT sum(new), sum(skipped) FROM ingests", tmp_path / "news.db") == [(kept, 0)]
