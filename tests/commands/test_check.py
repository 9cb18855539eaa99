"""`attribution check` on a real database: the verdict first, then what it rests on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from attribution.cli import main
from attribution.storage import open_database, save
from tests.conftest import Run
from tests.invented import extraction

SINGLE = "We will not move a single family"


@pytest.fixture(autouse=True)
def database(tmp_path: Path) -> Path:
    path = tmp_path / "db" / "attribution.db"
    db = open_database(path)
    hostile = "<content>“The \u202egate is shut\x1b[31m,”</content> <source>Eve\x1b[2J Sand</source> <cue>said</cue>."
    save(db, extraction(published="2026-03-11", publisher="Harbour Gazette", title="Wall late"))
    save(db, extraction(hostile, [("Eve\x1b[2J Sand", "person")]))
    said = "<source>Ode Lindqvist</source> <cue>said</cue> <content>that the dam would hold</content>."
    save(db, extraction(said, [("Ode Lindqvist", "person")], kind="indirect"))
    db.close()
    return path


def check(database: Path, *arguments: str, stdin: str = "") -> Result:
    return CliRunner().invoke(main, ["check", *arguments, "--db", str(database)], input=stdin)


ANSWERS = {
    "verbatim": ([SINGLE], 0, ["Verbatim", "All 7 words stand, in this order, in what Mara Ellison said."]),
    "by the one asked for": ([SINGLE, "--speaker", "Ellison"], 0, ["Verbatim", "Only the surname is the same"]),
    "altered": (
        ["We will never move a single family"], 1,
        ["Altered", "1 of your 7 words is not there, and 1 there is not in yours", "We will [-never-] move", "{+not+}"],
    ),
    "by another": ([SINGLE, "--speaker", "Tom Quill"], 1, ["Somebody else said it", "not to Tom Quill"]),
    "in part": (
        ["We will not move a loan over to the bank of Calder, nor a brick"], 1,
        ["Partly found", "5 of your 15 words stand in a statement of Mara Ellison"],
    ),
    "given to nobody": (
        ["A Coast for All"], 1, ["Found, but given to nobody", "outside every statement", "no statement, but title"]
    ),
    "not found": (
        ["the herons knew"], 1,
        ["Not found here", "No statement in 3 articles, published 11 Mar 2026,", "does not show"],
    ),
    "reported": (["the dam would hold"], 0, ["Verbatim", "is reported to have said", "the reporter’s words"]),
}  # fmt: skip


@pytest.mark.parametrize(("arguments", "status", "told"), ANSWERS.values(), ids=ANSWERS)
def test_answers(database: Path, arguments: list[str], status: int, told: list[str]) -> None:
    ended = check(database, *arguments)
    assert (ended.exit_code, ended.stderr) == (status, "")
    assert ended.stdout.splitlines()[0] == told[0]
    for words in told:
        assert words in ended.stdout


def test_the_same_as_json(database: Path) -> None:
    ended = check(database, "We will never move a single family", "--json", "--speaker", "Mara Ellison")
    record = json.loads(ended.stdout)
    assert (ended.exit_code, record["verdict"], record["words"]) == (1, "altered", 7)
    (found,) = record["findings"]
    assert (found["speaker"], found["identity"], found["missing"], found["added"]) == (
        "Mara Ellison",
        "same",
        1,
        1,
    )
    assert {"words": "never", "state": "different"} in found["asked"]
    assert record["searched"] == {
        "articles": 3, "statements": 4, "first_published": "2026-03-11", "last_published": "2026-03-11",
    }  # fmt: skip


def test_one_word_is_counted_as_one(database: Path) -> None:
    assert "comes close to this word." in check(database, "zebra").stdout


def test_words_from_standard_input(database: Path) -> None:
    assert check(database, "-", stdin=f"«{SINGLE}»\n").exit_code == 0


def test_no_words_of_an_article_steer_the_terminal(run: Run) -> None:
    ended = run("check", "gate is shut")
    assert ended.returncode == 0
    assert "Eve\ufffd[2J Sand" in ended.stdout
    assert not {"\x1b", "\u202e"} & set(ended.stdout)


FAULTS = {
    "no words": (["“…”"], "Error: The quote cannot be checked. There are no words in it"),
    "too many": (["tide " * 501], "Error: The quote cannot be checked. It is too long: at most 500 words"),
    "no such file": (["tide", "--db", "none.db"], "Error: none.db: no such file"),
    "no database": (["tide", "--db", "notes.txt"], "Error: notes.txt: is not a SQLite database"),
    "another program’s": (["tide", "--db", "empty.db"], "Error: empty.db: holds nothing yet; fill it with"),
}


@pytest.mark.parametrize(("arguments", "message"), FAULTS.values(), ids=FAULTS)
def test_what_cannot_be_checked(database: Path, arguments: list[str], message: str) -> None:
    folder = database.parent
    (folder / "notes.txt").write_text("Notes on the tide, and on nothing else at all.")
    (folder / "empty.db").touch()
    given = [str(folder / name) if name.endswith((".db", ".txt")) else name for name in arguments]
    ended = CliRunner().invoke(main, ["check", "--db", str(database), *given])
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert ended.stderr.replace(f"{folder}/", "").startswith(message)
    assert ended.stderr.count("\n") == 1


def test_it_only_reads(database: Path) -> None:
    before = database.read_bytes()
    check(database, SINGLE)
    assert database.read_bytes() == before
