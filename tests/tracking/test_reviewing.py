"""What decisions amount to, and which values may be decided."""

from __future__ import annotations

import pytest

from attribution.tracking.reviewing import Decision, Review, ReviewError, checked, reviewed

CONFIRM = Decision(1, "confirm", None, {})
REJECT = Decision(2, "reject", None, {})
MIXED = Decision(3, "amend", None, {"kind": "mixed"})
DIRECT = Decision(4, "amend", None, {"kind": "direct", "stance": "denied"})


def undo(number: int, of: int) -> Decision:
    return Decision(number, "undo", of, {})


AMOUNTS = {
    "nothing": ([], None),
    "the last one tells": ([CONFIRM, REJECT], Review("rejected", {}, (1, 2))),
    "undone": ([CONFIRM, undo(2, 1)], None),
    "the one before holds again": ([CONFIRM, REJECT, undo(3, 2)], Review("confirmed", {}, (1,))),
    "an earlier one is undone": ([CONFIRM, REJECT, undo(3, 1)], Review("rejected", {}, (2,))),
    "later values win": ([MIXED, DIRECT], Review("amended", {"kind": "direct", "stance": "denied"}, (3, 4))),
    "later values undone": ([MIXED, DIRECT, undo(5, 4)], Review("amended", {"kind": "mixed"}, (3,))),
    "amended after a rejection": ([REJECT, MIXED], Review("amended", {"kind": "mixed"}, (2, 3))),
}


@pytest.mark.parametrize("case", AMOUNTS)
def test_what_holds(case: str) -> None:
    decisions, amount = AMOUNTS[case]
    assert reviewed(decisions) == amount


def test_values_are_tidied() -> None:
    given = {"speaker_name": "  Ada   Wray ", "speaker_type": "person", "said_on": ""}
    assert checked(given) == {"speaker_name": "Ada Wray", "speaker_type": "person", "said_on": None}


IMPOSSIBLE = [
    ({"kind": "hearsay"}, "kind: 'hearsay' is none of direct, mixed, indirect"),
    ({"kind": ""}, "kind: cannot be empty"),
    ({"stance": "sung"}, "stance: 'sung' is none of"),
    ({"speaker_type": "robot"}, "speaker_type: 'robot' is none of"),
    ({"speaker_name": "x" * 201}, "speaker_name: at most 200 characters"),
    ({"speaker_name": "Ada\u202eyarW"}, "none of them a control character"),
    ({"said_on": "Monday"}, "said_on: 'Monday' is no date"),
    ({"said_on": "2026-02-30"}, "said_on: '2026-02-30' is no date"),
    ({"said_on": "2026-13"}, "said_on: '2026-13' is no date"),
    ({"quote": "other words"}, "quote: cannot be amended"),
]


@pytest.mark.parametrize(("values", "said"), IMPOSSIBLE, ids=[str(values)[:40] for values, _ in IMPOSSIBLE])
def test_values_that_are_not_possible(values: dict[str, str | None], said: str) -> None:
    with pytest.raises(ReviewError, match=said):
        checked(values)


@pytest.mark.parametrize("day", ["2026-02-28", "2026-02", "2026"])
def test_a_day_may_be_a_month_or_a_year(day: str) -> None:
    assert checked({"said_on": day}) == {"said_on": day}
