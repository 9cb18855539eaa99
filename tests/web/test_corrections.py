"""Corrections on the pages: who may make them, what a form does, and what everybody sees."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from attribution.storage import open_database, save
from tests.web.conftest import BRIDGE, extractions, written
from tests.web.visitor import Visitor, visitors

ANN = {"id": "Ann Ito", "attribution_editor": True}
FIRST = extractions()[0].attributions[0].id


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return written(tmp_path / "attribution.db")


@pytest.fixture
def ann(database: Path) -> Iterator[Visitor]:
    with visitors(database) as visitor:
        yield visitor(ANN)


def rows(database: Path, sql: str) -> list[tuple[Any, ...]]:
    db = Database(database)
    found = [tuple(row) for row in db.execute(sql).fetchall()]
    db.close()
    return found


SHOWN = f"SELECT speaker_name, kind, stance, said_on, review FROM attributions WHERE id = '{FIRST}'"  # noqa: S608 (made of hexadecimal digits)


def test_a_form_amends_a_statement_and_signs_with_the_actor(ann: Visitor, database: Path) -> None:
    answer = ann.post(
        "/corrections",
        action="amend",
        attribution=FIRST,
        seen="0",
        speaker_name="Ode Lindqvist",
        speaker_type="",
        why="The minutes say so.",
        back="/corrections",
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/corrections")
    assert rows(database, SHOWN) == [("Ode Lindqvist", "indirect", "said", "2026-03-10", "amended")]
    assert rows(database, "SELECT actor, why FROM corrections") == [("Ann Ito", "The minutes say so.")]
    (told,) = ann.get("/corrections.json").json()["corrections"]
    assert (told["actor"], told["done"], told["undoable"]) == ("Ann Ito", "amended", True)
    assert told["changes"] == [
        {"field": "speaker_name", "label": "Speaker", "before": "Mara Venn", "after": "Ode Lindqvist"}
    ]


def test_a_decision_is_undone_from_the_list(ann: Visitor, database: Path) -> None:
    ann.post("/corrections", action="reject", attribution=FIRST)
    assert rows(database, SHOWN)[0][-1] == "rejected"
    page = ann.get("/corrections").text
    assert '<button class="btn btn-quiet" name="action" value="undo">' in page
    ann.post("/corrections", action="undo", correction="1")
    assert rows(database, SHOWN)[0][-1] is None
    assert [each["done"] for each in ann.get("/corrections.json").json()["corrections"]] == [
        "took back",
        "rejected",
    ]


# a visitor who may not -> the actor, and the plugin's settings
STRANGERS: dict[str, tuple[dict[str, Any] | None, dict[str, Any]]] = {
    "not signed in": (None, {}),
    "signed in": ({"id": "ben"}, {}),
    "not among those who may": ({"id": "ben"}, {"edit": {"id": ["cleo", "dora"]}}),
    "not signed in, where all may": (None, {"edit": True}),
}


@pytest.mark.parametrize("who", STRANGERS)
def test_without_the_permission_there_is_no_form_and_the_request_is_forbidden(
    database: Path, who: str
) -> None:
    actor, settings = STRANGERS[who]
    with visitors(database, **settings) as visitor:
        stranger = visitor(actor)
        for path in ("/corrections", "/audit"):
            assert "<form" not in stranger.get(path).text
            assert stranger.get(f"{path}.json").json()["may_edit"] is False
        for path, fields in (
            ("/corrections", {"action": "reject", "attribution": FIRST}),
            ("/audit", {"size": "2"}),
        ):
            assert stranger.post(path, **fields).status_code == 403
    assert rows(database, "SELECT (SELECT count(*) FROM corrections) + (SELECT count(*) FROM audits)") == [
        (0,)
    ]


@pytest.mark.parametrize(
    "actor", [ANN, {"id": "cleo"}, {"id": "x", "name": "Cleo Ash", "attribution_editor": True}]
)
def test_the_permission_is_given_by_the_link_or_by_the_setting(database: Path, actor: dict[str, Any]) -> None:
    with visitors(database, edit={"id": "cleo"}) as visitor:
        assert visitor(actor).post("/corrections", action="confirm", attribution=FIRST).status_code == 303
    assert rows(database, "SELECT actor FROM corrections") == [(actor.get("name") or actor["id"],)]


def test_a_database_that_is_only_read_has_no_form_for_anybody(database: Path) -> None:
    with visitors(database, immutable=True) as visitor:
        ann = visitor(ANN)
        assert "<form" not in ann.get("/audit").text
        assert ann.post("/corrections", action="reject", attribution=FIRST).status_code == 403


REFUSED = [
    ({"action": "reject", "attribution": "nothing"}, 409, "there is none such"),
    ({"action": "praise", "attribution": FIRST}, 409, "none of confirm, reject and amend"),
    ({"action": "amend", "attribution": FIRST, "kind": "loud"}, 409, "none of direct, mixed, indirect"),
    ({"action": "amend", "attribution": FIRST, "said_on": "soon"}, 409, "no date"),
    ({"action": "amend", "attribution": FIRST, "kind": "indirect"}, 409, "Nothing would change"),
    ({"action": "confirm", "attribution": FIRST, "seen": "7" * 30}, 409, "no number"),
    ({"action": "undo", "correction": "1; DROP TABLE corrections"}, 409, "no number"),
    ({"action": "reject", "attribution": FIRST, "why": "x" * 70_000}, 413, "too large"),
    ({"why": "so"}, 409, "none of confirm, reject and amend|none such"),
]


@pytest.mark.parametrize(("fields", "status", "said"), REFUSED)
def test_a_form_that_makes_no_sense_is_told_and_changes_nothing(
    ann: Visitor, database: Path, fields: dict[str, str], status: int, said: str
) -> None:
    answer = ann.post("/corrections", **fields)
    assert answer.status_code == status
    assert re.search(said, answer.text)
    assert rows(database, "SELECT count(*) FROM corrections") == [(0,)]


def test_who_decides_second_on_what_was_decided_meanwhile_is_told(ann: Visitor) -> None:
    ann.post("/corrections", action="confirm", attribution=FIRST, seen="0")
    answer = ann.post("/corrections", action="reject", attribution=FIRST, seen="0")
    assert answer.status_code == 409
    assert "Ann Ito has decided on this statement meanwhile" in answer.text


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:x", "/a\r\nb"]
)
def test_one_is_never_sent_to_another_site(ann: Visitor, back: str) -> None:
    answer = ann.post("/corrections", action="confirm", attribution=FIRST, back=back)
    assert answer.headers["location"] == f"/quotes/{FIRST}"


HOSTILE = '"><script>alert(1)</script>{{ 7*7 }}<img src=x onerror=alert(2)>'


def test_hostile_words_of_a_decision_are_only_words(database: Path) -> None:
    with visitors(database) as visitor:
        eve = visitor({"id": HOSTILE, "attribution_editor": True})
        eve.post("/corrections", action="amend", attribution=FIRST, speaker_name=HOSTILE, why=HOSTILE)
        page = eve.get("/corrections").text
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}" in page


def test_a_statement_that_is_not_found_any_more_is_listed(ann: Visitor, database: Path) -> None:
    ann.post("/corrections", action="confirm", attribution=FIRST)
    db = open_database(database)
    found = extractions()[0]
    save(db, replace(found, attributions=found.attributions[1:]), extractor="newer")
    db.close()
    (orphan,) = ann.get("/corrections.json?show=orphans").json()["corrections"]
    assert (orphan["quote"], orphan["anchored"]) == ("The old rail bridge at Tern is safe", "lost")
    assert "Not found any more" in ann.get("/corrections?show=orphans").text
    assert orphan["article"] == BRIDGE.key


def test_long_lists_go_on(ann: Visitor, database: Path) -> None:
    db = open_database(database)
    for number in range(60):
        db.conn.execute(
            """INSERT INTO corrections SELECT ?, ?, ?, '2026-03-12T10:00:00Z', 'Ann', 'confirm', NULL, ?, ?, NULL,
            'so', '', '', '', 0, '', '{}', '', NULL, NULL, NULL, NULL, NULL, 'lost'""",
            (number + 1, str(number), number + 1, json.dumps(dict.fromkeys(["review"])), "{}"),
        )
    db.conn.commit()
    db.close()
    first = ann.get("/corrections.json").json()
    second = ann.get(first["next"].replace("/corrections", "/corrections.json")).json()
    seen = [each["id"] for page in (first, second) for each in page["corrections"]]
    assert seen == list(range(60, 0, -1))
    assert second["next"] is None
