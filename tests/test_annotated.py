"""Corrections as annotations, and the command that carries them from one database into another."""

from __future__ import annotations

import json
import tomllib
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from attribution.annotated import as_cases, as_gold
from attribution.evaluation import read_gold
from attribution.model import SpeakerType
from attribution.storage import By, open_database, record, save, undo
from attribution.storage.carrying import records, reviewed_articles
from attribution.storage.opening import writing
from attribution.tracking.reviewing import FIELDS
from tests.conftest import Run
from tests.extraction.cases import read_case
from tests.invented import extraction, short

BY = By("Ann Ito", "2026-03-12T10:00:00Z", "The minutes say so.")
TWO_PARAGRAPHS = (
    "A wall of sand\n\n<content>“It holds,”</content> <source>Mara Ellison</source> <cue>said</cue>.\n\n"
    "<source 2>She</source> <cue 2>added</cue> <content 2>that a < b</content 2>."
).replace("a < b", "a &lt; b")
SPEAKERS: list[tuple[str | None, SpeakerType | None]] = [
    ("Mara Ellison", "person"),
    ("Mara Ellison", "person"),
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with an article reviewed whole, one reviewed in part, and one that nobody looked at."""
    path = tmp_path / "news.db"
    wall, sand = (
        extraction(published="2026-03-11", id="wall"),
        extraction(TWO_PARAGRAPHS, SPEAKERS, kind="indirect"),
    )
    with closing(open_database(path)) as db:
        for found in (wall, sand, short(3)):
            save(db, found, extractor="one")
        with writing(db):
            first, second = (found.id for found in wall.attributions)
            record(db, first, "amend", BY, values={"speaker_name": "Mara", "kind": "mixed"})
            record(db, second, "reject", BY)
            record(db, sand.attributions[1].id, "confirm", BY)
    return path


def gold(path: Path) -> list[dict[str, Any]]:
    with closing(open_database(path)) as db:
        return [as_gold(article) for article in reviewed_articles(db)]


def cases(path: Path) -> list[Any]:
    with closing(open_database(path)) as db:
        tables = "\n".join(case for article in reviewed_articles(db) for case in as_cases(article))
    return [read_case("exported", entry) for entry in tomllib.loads(tables)["case"]]


def test_gold_has_what_was_amended_and_not_what_was_rejected(path: Path) -> None:
    wall = gold(path)[0]
    assert (wall["id"], wall["date"], wall["text"][:7]) == ("wall", "2026-03-11", "Harbour")
    (only,) = wall["attributions"]
    assert {part: only.pop(part) for part in ("source", "cue", "content")} == {
        "source": [[58, 70]],
        "cue": [[71, 75]],
        "content": [[22, 57]],
    }
    assert only == {
        "kind": "mixed",
        "speaker": "Mara",
        "speaker_type": "person",
        "stance": "said",
        "said_on": None,
    }


def test_gold_has_what_was_confirmed_and_is_not_found_any_more(path: Path) -> None:
    sand = extraction(TWO_PARAGRAPHS, SPEAKERS, kind="indirect")
    before = gold(path)[1]["attributions"]
    with closing(open_database(path)) as db:
        save(db, replace(sand, attributions=sand.attributions[:1]), extractor="two")
    assert gold(path)[1]["attributions"] == before


def test_cases_are_the_passages_that_somebody_looked_at(path: Path) -> None:
    wall, sand = cases(path)
    assert wall.gold.text == extraction().article.text.split("\n\n")[1]
    assert wall.published == "2026-03-11"
    assert len(wall.gold.attributions) == 1, "the rejected one is not tagged"
    assert wall.expect == ({"speaker": "Mara", "speaker_type": "person", "kind": "mixed", "stance": "said"},)
    assert sand.gold.text == "She added that a < b."
    assert sand.expect == ({"kind": "indirect", "stance": "said"},), (
        "the passage alone does not tell who she is"
    )


def test_the_command_prints_gold_that_is_read_again(run: Run, path: Path) -> None:
    whole = run("corrections", "export", "--as", "gold", "--db", str(path))
    assert [json.loads(line)["id"] for line in whole.stdout.splitlines()] == ["wall"]
    assert "1 article left out" in whole.stderr
    partly = run("corrections", "export", "--as", "gold", "--partly", "--db", str(path))
    (path.parent / "gold.jsonl").write_text(partly.stdout, encoding="utf-8")
    assert [len(document.attributions) for document in read_gold(path.parent / "gold.jsonl").values()] == [
        1,
        2,
    ]
    printed = run("corrections", "export", "--as", "cases", "--db", str(path)).stdout
    assert len(tomllib.loads(printed)["case"]) == 2


def shown(path: Path) -> list[tuple[Any, ...]]:
    with closing(open_database(path)) as db:
        select = "SELECT speaker_name, kind, review FROM attributions ORDER BY article, position"
        return [tuple(row) for row in db.execute(select).fetchall()]


def test_a_rebuilt_database_gets_them_back(run: Run, path: Path, tmp_path: Path) -> None:
    with closing(open_database(path)) as db, writing(db):
        record(db, short(3).attributions[0].id, "reject", BY)
        undo(db, 4, BY)
    exported = run("corrections", "export", "--db", str(path)).stdout
    (tmp_path / "kept.jsonl").write_text(exported, encoding="utf-8")
    rebuilt = tmp_path / "rebuilt.db"
    sand = extraction(TWO_PARAGRAPHS, SPEAKERS, kind="indirect")
    with closing(open_database(rebuilt)) as db:
        for found in (sand, short(3)):
            save(db, found, extractor="one")
    first = run("corrections", "import", "kept.jsonl", "--db", str(rebuilt))
    assert first.stdout == "5 decisions: 5 new, 0 known; of 4 statements of the new ones 2 found, 2 not\n"
    again = run("corrections", "import", "kept.jsonl", "--db", str(rebuilt))
    assert again.stdout == "5 decisions: 0 new, 5 known; of 0 statements of the new ones 0 found, 0 not\n"
    with closing(open_database(rebuilt)) as db:
        save(db, extraction(published="2026-03-11", id="wall"), extractor="one")
    assert shown(rebuilt) == shown(path)
    assert run("corrections", "export", "--db", str(rebuilt)).stdout == exported


def test_what_two_people_decided_about_one_statement_comes_together(
    run: Run, path: Path, tmp_path: Path
) -> None:
    exported = run("corrections", "export", "--db", str(path)).stdout
    other = tmp_path / "other.db"
    with closing(open_database(other)) as db:
        save(db, extraction(published="2026-03-11", id="wall"), extractor="one")
        with writing(db):
            record(
                db,
                extraction().attributions[0].id,
                "amend",
                By("Ben", "2026-03-13"),
                values={"stance": "denied"},
            )
    assert run("corrections", "import", "-", "--db", str(other), stdin=exported).returncode == 0
    with closing(open_database(other)) as db:
        threads = db.execute("SELECT actor FROM corrections WHERE thread = 1 ORDER BY id").fetchall()
        (row,) = db.execute(
            "SELECT speaker_name, kind, stance FROM attributions WHERE review = 'amended'"
        ).fetchall()
    assert [actor for (actor,) in threads] == ["Ben", "Ann Ito"]
    assert tuple(row) == ("Mara", "mixed", "denied")


# what is said of a file -> what is changed in one of its records
BROKEN: dict[str, dict[str, Any]] = {
    '"exact" is to be str': {"exact": 3},
    '"why" is to be str or null': {"why": 3},
    '"hash" is not that of "exact"': {"exact": "other"},
    '"action" is to be': {"action": "praise"},
    '"after" is to have': {"after": {}},
    "kind: 'loud' is none of": {"after": dict.fromkeys(FIELDS) | {"kind": "loud", "stance": "said"}},
    "strings or null": {"before": dict.fromkeys(FIELDS, 1)},
    '"parts" is to have': {"parts": {"source": [], "cue": [[1, 2, 3]], "content": [[0, 1]]}},
    '"start" or "why" is out of bounds': {"start": 2**70},
    "a lone surrogate": {"actor": "\ud800"},
    "refers to nobody": {"thread": "nobody"},
    "longer than": {"why": "x" * 2_000_000},
}


def told_of(run: Run, folder: Path, lines: list[str]) -> str:
    """What importing the lines into a new database says; nothing is in it afterwards."""
    (folder / "broken.jsonl").write_text("\n".join(lines), encoding="utf-8")
    open_database(folder / "new.db").close()
    result = run("corrections", "import", "broken.jsonl", "--db", "new.db")
    with closing(open_database(folder / "new.db")) as db:
        assert db.execute("SELECT count(*) FROM corrections").fetchone() == (0,)
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1
    return result.stderr


@pytest.mark.parametrize("said", BROKEN)
def test_a_broken_record_is_told_and_nothing_is_taken_in(
    run: Run, path: Path, tmp_path: Path, said: str
) -> None:
    with closing(open_database(path)) as db:
        first, second, *_ = records(db)
    told = told_of(run, tmp_path, [json.dumps(first), "", json.dumps({**second, **BROKEN[said]})])
    assert said in told
    assert "nothing was taken in" in told


@pytest.mark.parametrize("line", ["{", "[1]", "[" * 100_000, '{"uid": NaN}'])
def test_a_line_that_is_no_record_is_told(run: Run, tmp_path: Path, line: str) -> None:
    assert "broken.jsonl, line 1: " in told_of(run, tmp_path, [line])


@pytest.mark.parametrize("command", [["export"], ["import", "-"]])
def test_a_database_that_is_not_there_is_told(run: Run, command: list[str]) -> None:
    result = run("corrections", *command, "--db", "none.db")
    assert result.returncode == 1
    assert "none.db: no such file" in result.stderr
