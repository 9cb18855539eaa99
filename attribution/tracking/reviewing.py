"""What people decided about a statement: which decisions hold, and what follows for its row."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple, get_args

from attribution.model import Kind, SpeakerType, Stance

Action = Literal["confirm", "reject", "amend", "undo"]
State = Literal["confirmed", "rejected", "amended"]
Values = Mapping[str, str | None]

STATES: dict[Action, State] = {"confirm": "confirmed", "reject": "rejected", "amend": "amended"}
# What can be amended, in the order in which it is shown, with the values that are possible; None where any are.
FIELDS: dict[str, tuple[str, ...] | None] = {
    "speaker_name": None,
    "speaker_type": get_args(SpeakerType),
    "kind": get_args(Kind),
    "stance": get_args(Stance),
    "said_on": None,
}
NULLABLE = frozenset(("speaker_name", "speaker_type", "said_on"))
LONGEST_NAME = 200  # code points
STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
DAY = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")


class ReviewError(ValueError):
    """A decision that cannot be kept: one line that says what is wrong, and what would be right."""


class Decision(NamedTuple):
    """One decision on a statement. `undoes` is the id of the one it takes back; `values` are those amended."""

    id: int
    action: Action
    undoes: int | None
    values: Values


class Review(NamedTuple):
    """What the decisions that hold amount to: the state, the values that differ, the ids in their order."""

    state: State
    values: dict[str, str | None]
    holding: tuple[int, ...]


def reviewed(decisions: Sequence[Decision]) -> Review | None:
    """What decisions on one statement, in their order, amount to; None if none of them holds.

    A decision that was undone does not hold; an undoing is not undone, one decides anew. Of those that hold
    the last one tells the state; amended values stay until they are amended again or undone.

    >>> reviewed([Decision(1, "amend", None, {"kind": "mixed"}), Decision(2, "confirm", None, {})])
    Review(state='confirmed', values={'kind': 'mixed'}, holding=(1, 2))
    """
    undone = {decision.undoes for decision in decisions if decision.action == "undo"}
    holding = [d for d in decisions if d.action != "undo" and d.id not in undone]
    if not holding:
        return None
    values: dict[str, str | None] = {}
    for decision in holding:
        values.update(decision.values)
    return Review(STATES[holding[-1].action], values, tuple(decision.id for decision in holding))


def checked(values: Values) -> dict[str, str | None]:
    """The values to amend, white space tidied, "" as None; ReviewError where one is not possible."""
    tidy: dict[str, str | None] = {}
    for name, given in values.items():
        value = " ".join((given or "").split()) or None
        if name not in FIELDS:
            raise ReviewError(f"{name}: cannot be amended; {', '.join(FIELDS)} can")
        possible = FIELDS[name]
        if value is None and name not in NULLABLE:
            raise ReviewError(f"{name}: cannot be empty")
        if value is not None and possible is not None and value not in possible:
            raise ReviewError(f"{name}: {value[:40]!r} is none of {', '.join(possible)}")
        tidy[name] = value
    called = tidy.get("speaker_name") or ""
    if len(called) > LONGEST_NAME or STEERING.search(called):
        raise ReviewError(
            f"speaker_name: at most {LONGEST_NAME} characters, none of them a control character"
        )
    day = tidy.get("said_on")
    if day is not None and not _is_day(day):
        raise ReviewError(f"said_on: {day[:40]!r} is no date such as 2024-05-31, 2024-05 or 2024")
    return tidy


def _is_day(value: str) -> bool:
    if not DAY.fullmatch(value):
        return False
    try:
        date.fromisoformat(value + "-01-01"[len(value) - 4 :] if len(value) < 10 else value)
    except ValueError:
        return False
    return True
