"""Files that cannot be used: one clear line, nothing lost; real locks, real permissions, real kills."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlite_utils import Database

from attribution.storage import Ingest, StorageError, check_database, open_database, opened, save
from tests.invented import short
from tests.privilege import without_privilege

ROOT = Path(__file__).parents[2]


@contextmanager
def process(code: str, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Another Python process that runs the code; it says `ready` when it has done its deed, and is killed."""
    command = [sys.executable, "-u", "-c", textwrap.dedent(code), *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as other:
        assert other.stdout is not None
        try:
            assert other.stdout.readline() == "ready\n"
            yield other
        finally:
            other.kill()


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user can reach."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def test_a_new_database_is_made_with_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "news.db"
    open_database(path).close()
    assert check_database(path)


def test_it_is_set_up_to_survive_and_to_be_read_meanwhile(db: Database) -> None:
    pragmas = [
        db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous", "foreign_keys")
    ]
    assert pragmas == ["wal", 1, 1]


LOCK = """
    import sqlite3, sys, time
    held = sqlite3.connect(sys.argv[1], isolation_level=None)
    held.execute("BEGIN EXCLUSIVE")
    print("ready")
    time.sleep(60)
"""


def test_a_locked_database_is_waited_for_and_then_named(path: Path) -> None:
    open_database(path).close()
    with process(LOCK, str(path)):
        started = time.monotonic()
        with pytest.raises(StorageError, match=r"news\.db: is locked by another program"):
            open_database(path, wait=0.3)
        assert time.monotonic() - started >= 0.3
    open_database(path, wait=0.3).close()


def test_a_lock_that_comes_during_a_run_loses_nothing_written_before(path: Path) -> None:
    db = open_database(path, wait=0.2)
    run = Ingest(db).__enter__()
    run.save(short(1))
    run.flush()
    run.save(short(2))
    with process(LOCK, str(path)), pytest.raises(StorageError, match="is locked"):
        run.flush()
    run.flush()
    assert db.execute("SELECT count(*) FROM articles").fetchone() == (2,)
    assert db.execute("SELECT new, articles_in FROM ingests").fetchone() == (2, 2)
    db.close()


def test_a_read_only_file_is_named(open_folder: Path) -> None:
    path = open_folder / "news.db"
    open_database(path).close()
    path.chmod(0o444)
    with without_privilege(), pytest.raises(StorageError, match=r"news\.db: is read-only"):
        open_database(path)
    assert check_database(path)


def test_a_read_only_folder_is_named(open_folder: Path) -> None:
    with without_privilege(), pytest.raises(StorageError, match=r"news\.db: cannot be opened"):
        open_database(open_folder / "news.db")
    with without_privilege(), pytest.raises(StorageError, match="its folder cannot be made"):
        open_database(open_folder / "more" / "news.db")


def test_a_file_that_may_not_be_read_is_named(open_folder: Path) -> None:
    path = open_folder / "news.db"
    open_database(path).close()
    path.chmod(0)
    with without_privilege(), pytest.raises(StorageError, match="Permission denied"):
        open_database(path)


NOT_OURS = {
    "text": b"Mara Ellison said so.\n" * 100,
    "one byte": b"S",
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(2000),
    "only the header of SQLite": b"SQLite format 3\x00" + b"\xff" * 3000,
}


@pytest.mark.parametrize("content", NOT_OURS.values(), ids=NOT_OURS.keys())
def test_what_is_no_sqlite_database_is_left_alone(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    for use in (open_database, check_database):
        with pytest.raises(StorageError, match=r"news\.db: (is not a SQLite database|is damaged)"):
            use(path)
    assert path.read_bytes() == content


def test_a_damaged_database_is_named(path: Path) -> None:
    db = open_database(path)
    with Ingest(db) as run:
        for number in range(100):
            run.save(short(number))
    db.close()
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xaa" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(StorageError, match="is damaged"):
        open_database(path)


def test_a_damaged_schema_is_named(path: Path) -> None:
    open_database(path).close()
    content = path.read_bytes()
    path.write_bytes(content.replace(b"CREATE VIEW", b"CREATE\xf0VIEW"))
    for use in (open_database, check_database):
        with pytest.raises(StorageError, match="is damaged"):
            use(path)


def test_a_text_that_is_none_is_named(path: Path) -> None:
    with pytest.raises(StorageError, match="is damaged"), opened(path) as db:
        db.conn.execute("SELECT CAST(x'ff' AS TEXT)").fetchone()


def test_a_database_of_another_program_is_left_alone(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE bookmarks (url TEXT)")
    other.close()
    content = path.read_bytes()
    with pytest.raises(StorageError, match="is a database of another program"):
        open_database(path)
    assert path.read_bytes() == content


def test_a_newer_database_is_left_alone(path: Path) -> None:
    db = open_database(path)
    db.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('attribution', '999', '')"
    )
    db.close()
    with pytest.raises(StorageError, match="made by a newer version"):
        open_database(path)


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="is a folder"):
        open_database(tmp_path)


def test_an_empty_file_becomes_a_database(path: Path) -> None:
    path.touch()
    open_database(path).close()
    assert check_database(path)


def test_to_check_needs_a_file(path: Path) -> None:
    with pytest.raises(StorageError, match="no such file; make it with `attribution ingest PATH`"):
        check_database(path)
    assert not path.exists()


OPEN = """
    import sys
    from attribution.storage import open_database
    print("ready")
    sys.stdin.readline()
    open_database(sys.argv[1]).close()
"""


def test_two_processes_may_make_the_database_at_once(path: Path) -> None:
    command = [sys.executable, "-c", textwrap.dedent(OPEN), str(path)]
    pair = [
        subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
        )
        for _ in range(2)
    ]
    for other in pair:
        assert other.stdout is not None
        other.stdout.readline()
    results = [other.communicate(b"\n")[1].decode() for other in pair]
    assert results == ["", ""]
    assert check_database(path)


INGEST = """
    import sys
    from attribution.storage import Ingest, open_database, saving
    from tests.invented import short
    saving.BATCH_ARTICLES = 7
    with Ingest(open_database(sys.argv[1]), extractor="x") as run:
        for number in range(100_000):
            run.save(short(number, speaker=f"Speaker {number % 5}"))
            if run.attributions >= 21 and run.attributions - len(run._batch) < 30:
                print("ready")
"""


@pytest.mark.parametrize("delay", [0.0, 0.013, 0.031, 0.057, 0.1])
def test_a_killed_run_leaves_whole_articles_only(path: Path, delay: float) -> None:
    with process(INGEST, str(path)) as other:
        time.sleep(delay)
        other.send_signal(signal.SIGKILL)
        other.wait()
    db = open_database(path)
    articles = db.execute("SELECT count(*) FROM articles").fetchone()[0]
    assert articles >= 21
    assert articles % 7 == 0
    for table, each in (
        ("attributions", 1),
        ("spans", 3),
        ("evidence", 2),
        ("quoted_spans", 1),
        ("speaker_names", 1),
    ):
        assert db.table(table).count == articles * each, table
    assert db.execute("SELECT sum(attributions), sum(articles) FROM speakers").fetchone() == (
        articles,
        articles,
    )
    assert db.execute("SELECT new, articles_in, finished FROM ingests").fetchone() == (
        articles,
        articles,
        None,
    )
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    save(db, short(200_000))
    db.close()
