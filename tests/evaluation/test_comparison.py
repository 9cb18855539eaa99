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
    sold = replace(gold["ferry"].attributions[0], rule="name-before")
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
        "  ferry: [indirect] 'Lind' | 'denied' | 'the ferry had been sold' (name-before)",
        "",
        "lost: 1",
        "  mill: [indirect] 'She' | 'added' | 'forty people would find other work' (name-before)",
        "",
        "new false alarms: 1",
        "  mill: [indirect] 'Mayor Otto Lind' | 'added' |"
        " 'forty people would find other work in the town' (name-before)",
        "",
        "false alarms gone: 1",
        "  ferry: [direct] 'The choir' | '—' | 'Harbour Lights' (marks-only)",
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


def test_what_is_gained_and_lost_makes_up_the_difference(gold: Gold, found: Found) -> None:
    """No gold is told twice, and none that is right before and after."""
    lacking = {"mill": found["mill"][1:]}
    for before, after in ((lacking, found), (found, lacking), ({}, found), (found, {})):
        comparison = compare(evaluate(gold, before), evaluate(gold, after))
        right = [
            sum(len(judged.right) for judged in report.judged)
            for report in (comparison.before, comparison.after)
        ]
        assert right[1] - right[0] == len(comparison.gained) - len(comparison.lost) != 0


def test_long_lists_are_cut_evenly_and_say_so(gold: Gold, found: Found) -> None:
    comparison = compare(evaluate(gold, {}), evaluate(gold, found))
    assert [change.document for change in comparison.gained] == ["mill", "mill", "ferry"]
    lines = comparison.render(limit=2).split("\n")
    first = lines.index("gained: 3, 2 of them shown") + 1
    assert [line.split(":")[0].strip() for line in lines[first : first + 3]] == ["mill", "mill", ""]
    assert lines[lines.index("new false alarms: 2") + 1].startswith("  mill: [mixed]")
    assert [line for line in comparison.render(limit=0).split("\n") if line.startswith("  ")] == []


def test_a_baseline_of_other_documents_is_told(gold: Gold, found: Found) -> None:
    lines = compare(evaluate(gold, {"elsewhere": found["mill"]}), evaluate(gold, found)).render().split("\n")
    assert lines[3:5] == [
        "note: in the baseline, 2 gold documents have no predictions: nothing counts as found in them",
        "note: in the baseline, 1 documents of the predictions are not in the gold: left out",
    ]


def test_as_json(gold: Gold, found: Found) -> None:
    comparison = compare(evaluate(gold, {}), evaluate(gold, found))
    value = json.loads(json.dumps(comparison.as_json(limit=1)))
    assert value.pop("F1") == {
        "attribution (headline)": {"before": 0.0, "after": 60.0},
        "attribution exact": {"before": 0.0, "after": 40.0},
    }
    assert {title: (changes["count"], len(changes["listed"])) for title, changes in value.items()} == {
        "gained": (3, 1), "lost": (0, 0), "new false alarms": (2, 1), "false alarms gone": (0, 0)
    }  # fmt: skip
    assert comparison.as_json()["new false alarms"]["listed"][1] == {
        "id": "ferry",
        "kind": "direct",
        "source": "The choir",
        "cue": "",
        "content": "Harbour Lights",
        "rule": "marks-only",
    }


def test_other_gold_or_another_view_is_refused(gold: Gold, found: Found) -> None:
    report = evaluate(gold, found)
    for other in (evaluate(gold, found, view="all"), evaluate({"mill": gold["mill"]}, found)):
        with pytest.raises(ValueError, match="same gold, in the same view"):
            compare(report, other)
