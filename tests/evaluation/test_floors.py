"""Floors: which gold they are for, what falls below them, and the file that tells them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from attribution.evaluation import (
    AnnotationFileError,
    Document,
    Floor,
    Predictions,
    Terms,
    assess,
    evaluate,
    read_floors,
)
from attribution.evaluation.report import QUOTED

Gold = dict[str, Document]

COMMITTED = Path(__file__).parent / "floors.toml"


def test_a_file_of_floors(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    path.write_text(
        """
        [[floor]]
        gold = "mill"
        at_least = { f1 = 60 }

        [[floor]]
        gold = "mill"
        view = "all"
        outermost = true
        without = "attitude"
        at_least = { exact = 40.1, source = 70 }
        """,
        encoding="utf-8",
    )
    assert read_floors(path) == (
        Floor("mill", Terms("statements", outermost=False, without=None), {"f1": 60}),
        Floor("mill", Terms("all", outermost=True, without="attitude"), {"exact": 40.1, "source": 70}),
    )


# What the file says, and what is said of it.
MISTAKES = {
    "no TOML": ("floor = [", "not TOML"),
    "nothing": ("", "[[floor]] tables are expected"),
    "no list": ("[floor]\ngold = 'a'", "[[floor]] tables are expected"),
    "a list of something else": ("floor = [1]", "floor 1: a table is expected, not 1"),
    "another table": ("[[floors]]\ngold = 'a'", "[[floor]] tables are expected"),
    "no gold": ("[[floor]]\nat_least = { f1 = 1 }", "floor 1: 'gold', part of a path, and 'at_least'"),
    "no figures": ("[[floor]]\ngold = 'a'\nat_least = {}", "floor 1: 'gold', part of a path, and 'at_least'"),
    "a key that is none": (
        "[[floor]]\ngold = 'a'\nviews = 'all'",
        "floor 1: there is no key 'views'; choose from gold, view,",
    ),
    "a view that is none": (
        "[[floor]]\ngold = 'a'\nview = 'some'\nat_least = { f1 = 1 }",
        "floor 1: unknown view 'some'; choose from statements, all",
    ),
    "no yes or no": (
        "[[floor]]\ngold = 'a'\noutermost = 'yes'",
        "floor 1: 'outermost' is to be true or false",
    ),
    "a number for gold": ("[[floor]]\ngold = 2019", "floor 1: 'gold' is to be a string, not 2019"),
    "a bare figure": (
        "[[floor]]\ngold = 'a'\nat_least = 80",
        "floor 1: 'at_least' is to be a table of figures",
    ),
    "a figure that is none, in the second": (
        "[[floor]]\ngold = 'a'\nat_least = { f1 = 1 }\n[[floor]]\ngold = 'a'\nat_least = { F1 = 1 }",
        "floor 2: unknown figure 'F1'; choose from f1, exact, direct",
    ),
    "too much": ("[[floor]]\ngold = 'a'\nat_least = { f1 = 101 }", "floor 1: 'f1' is to be per cent"),
    "no number": ("[[floor]]\ngold = 'a'\nat_least = { f1 = nan }", "floor 1: 'f1' is to be per cent"),
    "a truth": ("[[floor]]\ngold = 'a'\nat_least = { f1 = true }", "floor 1: 'f1' is to be per cent"),
}


@pytest.mark.parametrize(("text", "told"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_told_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "floors.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(AnnotationFileError) as raised:
        read_floors(path)
    assert str(raised.value).startswith(str(path))
    assert told in str(raised.value)


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "latin.toml").write_bytes("# Ärger".encode("latin-1"))
    for name, told in (("gone.toml", "cannot be read"), ("latin.toml", "not TOML")):
        with pytest.raises(AnnotationFileError, match=f"{name}: {told}"):
            read_floors(tmp_path / name)


@pytest.mark.parametrize(
    ("path", "fits"),
    [
        ("mill/dev.jsonl", True),
        ("../gold/Mill-kept.jsonl", True),
        ("/gold/windmill/a.jsonl", True),
        ("dev.jsonl", False),
        ("mil/l.jsonl", False),
    ],
)
def test_a_floor_is_for_gold_whose_path_has_its_name(path: str, fits: bool) -> None:
    assert Floor("mill", Terms(), {"f1": 60}).fits(path) is fits


def test_a_figure_may_be_as_low_as_its_floor_as_printed(gold: Gold, found: Predictions) -> None:
    report = evaluate(gold, found)
    assert report.table()["  indirect (2 gold)"].f1 == pytest.approx(66.666, abs=0.001)
    assert Floor("mill", Terms(), {"f1": 60, "indirect": 66.7}).below(report) == {}
    assert Floor("mill", Terms(), {"f1": 60.1, "indirect": 66.8}).below(report) == {
        "f1": 60.0,
        "indirect": 66.7,
    }


def test_a_floor_is_held_to_on_its_own_terms(gold: Gold, found: Predictions) -> None:
    terms = Terms("all", without="attitude")
    floor = Floor("mill", terms, {"f1": 40, "mixed": 50, "source": 99.9})
    result = assess(gold, found, Terms(), floor=floor)
    assert result.report == evaluate(gold, found, "all", without="attitude")
    assert result.complaints() == [
        "mixed is 0.0, below its floor of 50.0 (view all, without attitude)",
        "source is 75.0, below its floor of 99.9 (view all, without attitude)",
    ]
    assert floor.render(result.report).split("\n") == [
        "floors of 'mill', view all, without attitude",
        "                                  found  floor",
        "f1                                 54.5   40.0",
        "mixed                               0.0   50.0  below",
        "source                             75.0   99.9  below",
    ]
    assert json.loads(json.dumps(floor.as_json(result.report))) == {
        "gold": "mill",
        "view": "all",
        "outermost": False,
        "without": "attitude",
        "at_least": {"f1": 40, "mixed": 50, "source": 99.9},
        "measured": {"f1": 54.5, "mixed": 0.0, "source": 75.0},
        "below": ["mixed", "source"],
    }


def test_without_a_floor_nothing_is_complained_of(gold: Gold) -> None:
    assert assess(gold, {}, Terms()).complaints() == []


def test_the_committed_floors_hold_every_figure() -> None:
    floors = read_floors(COMMITTED)
    assert [tuple(floor.at_least) for floor in floors] == [QUOTED] * len(floors)
    measured = [(floor.gold, floor.terms) for floor in floors]
    assert len(set(measured)) == len(measured), "the same gold is measured twice on the same terms"
