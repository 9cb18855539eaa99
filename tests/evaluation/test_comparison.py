"""What a change gained and lost."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from attribution.evaluation import Document, Told, compare, evaluate

Gold = dict[str, Document]
Found = dict[str, tuple[Told, ...]]


def test_gains_losses_and_false_alarms(gold: Gold, found: Found) -> None:
    closing, forty, plan, hope = found["mill"]
    wait, lights = found["ferry"]
    sold = gold["ferry"].attributions[0]
    town = replace(forty, source=plan.source)  # the right words, said by the wrong person
    before = {"mill": (closing, forty, plan, hope), "ferry": (wait, lights)}
    after = {"mill": (closing, town, plan, hope), "ferry": (sold, wait)}
    comparison = compare(evaluate(gold, before), evaluate(gold, after))
    assert comparison.render().split("\n") == [
        "since the baseline:",
        "attribution (headline)          F1 60.0 to 60.0 (+0.0)",
        "attribution exact               F1 40.0 to 60.0 (+20.0)",
        "",
        "gained: 1",
        "  ferry: [indirect] 'Lind': 'the ferry had been sold'",
        "",
        "lost: 1",
        "  mill: [indirect] 'She': 'forty people would find other work'",
        "",
        "new false alarms: 1",
        "  mill: [indirect] 'Mayor Otto Lind': 'forty people would find other work in the town'"
        " (name-before)",
        "",
        "false alarms gone: 1",
        "  ferry: [direct] 'The choir': 'Harbour Lights' (marks-only)",
    ]


def test_nothing_changed(gold: Gold, found: Found) -> None:
    comparison = compare(evaluate(gold, found), evaluate(gold, found))
    assert not any(comparison.lists().values())


def test_the_order_of_predictions_is_no_change(gold: Gold, found: Found) -> None:
    turned = {key: told[::-1] for key, told in found.items()}
    assert not any(compare(evaluate(gold, found), evaluate(gold, turned)).lists().values())


def test_a_false_alarm_told_twice_is_one_more(gold: Gold, found: Found) -> None:
    twice = {**found, "ferry": (*found["ferry"], found["ferry"][1])}
    assert len(compare(evaluate(gold, found), evaluate(gold, twice)).new_false) == 1
    assert len(compare(evaluate(gold, twice), evaluate(gold, found)).gone_false) == 1


def test_long_lists_are_cut_and_say_so(gold: Gold, found: Found) -> None:
    lines = compare(evaluate(gold, {}), evaluate(gold, found)).render(limit=1).split("\n")
    assert "gained: 3, 1 of them shown" in lines
    assert lines.index("lost: 0") - lines.index("gained: 3, 1 of them shown") == 3


def test_as_json(gold: Gold, found: Found) -> None:
    value = json.loads(json.dumps(compare(evaluate(gold, {}), evaluate(gold, found)).as_json()))
    assert {title: len(changes) for title, changes in value.items()} == {
        "gained": 3, "lost": 0, "new false alarms": 2, "false alarms gone": 0
    }  # fmt: skip
    assert value["new false alarms"][1] == {
        "id": "ferry",
        "kind": "direct",
        "source": "The choir",
        "content": "Harbour Lights",
        "rule": "marks-only",
    }


def test_other_gold_or_another_view_is_refused(gold: Gold, found: Found) -> None:
    report = evaluate(gold, found)
    for other in (evaluate(gold, found, view="all"), evaluate({"mill": gold["mill"]}, found)):
        with pytest.raises(ValueError, match="same gold, in the same view"):
            compare(report, other)
