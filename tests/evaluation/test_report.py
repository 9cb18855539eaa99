"""The tables: every figure here is worked out by hand from gold.jsonl and found.jsonl."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from attribution.evaluation import Document, Told, compare, evaluate

Gold = dict[str, Document]
Found = dict[str, tuple[Told, ...]]

# Right: the mill will close (exact), forty people (3 words too many), “We wait.” (exact). Wrong source: the
# plan. Missed: the ferry. False: “Harbour Lights”. Words: 7+6+10+5+2 gold, 7+9+10+2+2 found, 7+6+10+2 both.
STATEMENTS = """\
view statements: 5 gold attributions, 5 found
                                      P      R     F1
attribution (headline)             60.0   60.0   60.0
attribution exact                  40.0   40.0   40.0
content overlap                    80.0   80.0   80.0
content exact                      60.0   60.0   60.0
content words                      83.3   83.3   83.3
  direct (2 gold)                  66.7  100.0   80.0
  mixed (1 gold)                    0.0    0.0    0.0
  indirect (2 gold)               100.0   50.0   66.7
source right, given content        75.0
speaker, any source (4)            33.3   25.0
speaker, as named (1)             100.0  100.0
speaker, short or other name (1)    0.0    0.0
speaker, pronoun or none (2)        0.0    0.0
said_on (2)                        66.7  100.0   80.0
stance, plain (3)                  66.7
stance, other than said (1)       100.0"""


def test_the_table(gold: Gold, found: Found) -> None:
    lines = evaluate(gold, found).render().split("\n")
    assert [line.rstrip() for line in lines] == STATEMENTS.split("\n")


def test_the_table_as_json_has_the_printed_figures(gold: Gold, found: Found) -> None:
    value = json.loads(json.dumps(evaluate(gold, found).as_json()))
    assert value["attribution (headline)"] == {"P": 60.0, "R": 60.0, "F1": 60.0}
    assert value["source right, given content"] == {"P": 75.0}
    assert len(value) == len(STATEMENTS.split("\n")) - 2


def test_the_figures_that_are_quoted(gold: Gold, found: Found) -> None:
    figures = {"f1": 60.0, "exact": 40.0, "direct": 80.0, "mixed": 0.0, "indirect": 66.7, "source": 75.0}
    assert evaluate(gold, found).quoted() == figures


def test_rows_for_details_appear_only_where_gold_tells_them(gold: Gold, found: Found) -> None:
    bare = {
        key: replace(
            document, attributions=tuple(Told(a.content, a.source, a.cue) for a in document.attributions)
        )
        for key, document in gold.items()
    }
    assert list(evaluate(bare, found).table())[-1] == "source right, given content"


def test_errors_to_read(gold: Gold, found: Found) -> None:
    assert evaluate(gold, found).render_errors(10) == (
        "missed or wrong: 2\n"
        "  mill: [mixed] 'The union' | 'called' | 'the plan “a slap in the face” for the valley'\n"
        "  ferry: [indirect] 'Lind' | 'denied' | 'the ferry had been sold'\n"
        "\n"
        "false alarms or wrong: 2\n"
        "  mill: [mixed] 'Mayor Otto Lind' | 'called' | 'the plan “a slap in the face” for the valley'\n"
        "  ferry: [direct] 'The choir' | '—' | 'Harbour Lights'"
    )


def test_errors_are_sampled_from_the_whole(gold: Gold) -> None:
    misses, alarms = evaluate(gold, {}, view="all").render_errors(2).split("\n\n")
    assert misses.startswith("missed or wrong: 6, 2 of them, evenly drawn\n  mill: [direct]")
    assert misses.count("\n") == 2
    assert alarms == "false alarms or wrong: 0"


def test_names_from_a_file_cannot_steer_the_terminal(gold: Gold, found: Found) -> None:
    hostile = "\x1b[2J\n"
    told = {hostile: tuple(replace(a, rule=hostile) for a in found["mill"])}
    report = evaluate({hostile: gold["mill"]}, told)
    comparison = compare(evaluate({hostile: gold["mill"]}, {}), report)
    printed = report.render_errors(9) + report.render_rules() + comparison.render()
    assert "\x1b" not in printed
    assert "�[2J�: [mixed]" in printed


def test_rules_with_their_precision(gold: Gold, found: Found) -> None:
    assert evaluate(gold, found, view="all").render_rules() == (
        "rule                              found  right      P\n"
        "marks-only                            2      1   50.0\n"
        "name-before                           2      1   50.0\n"
        "belief                                1      1  100.0\n"
        "name-after                            1      1  100.0"
    )


def test_rules_count_only_what_is_in_the_view(gold: Gold, found: Found) -> None:
    assert "belief" not in [row.rule for row in evaluate(gold, found).rules()]


def test_predictions_without_a_rule_have_a_row(gold: Gold, found: Found) -> None:
    nameless = {
        key: tuple(replace(a, rule=None) for a in attributions) for key, attributions in found.items()
    }
    assert [tuple(row) for row in evaluate(gold, nameless).rules()] == [("(no rule told)", 5, 3)]


def test_calibration(gold: Gold, found: Found) -> None:
    # |1-0.95| + |1-0.85| + |0-0.75| + |1-0.65| + |1-0.55| + |0-0.35| = 2.1, over six bins of one
    calibration = evaluate(gold, found, view="all").calibration()
    assert calibration.error == pytest.approx(0.35)
    assert [(b.low, b.found, b.right) for b in calibration.bins] == [
        (0.3, 1, 0), (0.5, 1, 1), (0.6, 1, 1), (0.7, 1, 0), (0.8, 1, 1), (0.9, 1, 1)
    ]  # fmt: skip
    kept = [(t.least, t.found, round(t.precision, 1), round(t.recall, 1)) for t in calibration.thresholds]
    assert kept == [(0.9, 1, 100.0, 16.7), (0.8, 2, 100.0, 33.3), (0.7, 3, 66.7, 33.3)]
    assert "expected error 0.350 over 6 attributions" in calibration.render()


def test_calibration_weights_bins_by_their_predictions(gold: Gold, found: Found) -> None:
    # Four of six are right: at 0.8 all share one bin, and the error is |4/6 - 0.8|. At 1 it is |4/6 - 1|.
    for confidence in (0.8, 1.0):
        sure = {key: tuple(replace(a, confidence=confidence) for a in told) for key, told in found.items()}
        calibration = evaluate(gold, sure, view="all").calibration()
        assert calibration.error == pytest.approx(confidence - 4 / 6)
        assert [b.found for b in calibration.bins] == [6]


def test_calibration_tells_what_has_no_confidence(gold: Gold, found: Found) -> None:
    unsure = {**found, "ferry": tuple(replace(a, confidence=None) for a in found["ferry"])}
    report = evaluate(gold, unsure, view="all")
    assert report.calibration().without == 2
    assert "2 attributions without a confidence are left out" in report.render_calibration()
    nothing = evaluate(gold, {}, view="all")
    assert nothing.calibration().error is None
    assert "no prediction tells its confidence" in nothing.render_calibration()


def test_rules_and_calibration_as_json(gold: Gold, found: Found) -> None:
    value = json.loads(json.dumps(evaluate(gold, found, view="all").as_json(rules=True, calibration=True)))
    assert value["rules"]["marks-only"] == {"found": 2, "right": 1, "P": 50.0}
    assert value["calibration"]["error"] == 0.35
    assert value["calibration"]["thresholds"][0] == {"least": 0.9, "found": 1, "P": 100.0, "R": 16.7}


def test_what_is_left_out_is_told(gold: Gold, found: Found) -> None:
    (first, *_) = found["ferry"]
    marks_only = replace(first, content=(first.content[0]._replace(end=first.content[0].start + 1),))
    report = evaluate(gold, {"ferry": (marks_only,), "elsewhere": found["ferry"]})
    assert report.render().split("\n")[-3:] == [
        "note: 1 gold documents have no predictions: nothing counts as found in them",
        "note: 1 documents of the predictions are not in the gold: left out",
        "note: 1 attributions have no word in their content: left out",
    ]
    assert report.found == 0


def test_an_unknown_view_is_refused(gold: Gold, found: Found) -> None:
    with pytest.raises(ValueError, match="unknown view 'some': choose from statements, all, direct"):
        evaluate(gold, found, view="some")
