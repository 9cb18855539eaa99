"""Scores against gold: how many attributions are found, whole and rightly attributed, and what a change
did to that.

    gold = read_gold("gold.jsonl")
    report = evaluate(gold, read_predictions("found.jsonl"), view="statements")
    print(report.render())

Without a file of predictions, `predict(gold, language)` makes them. `report.render_errors(40)`,
`report.render_rules()` and `report.render_calibration()` are further tables; `compare(evaluate(gold,
before), report).render()` lists what was gained and lost since `before`. `report.as_json()` and
`Comparison.as_json()` are for `json.dumps`. `read_floors("floors.toml")` gives the figures below which a
report is not to fall. A file that cannot be used raises AnnotationFileError, whose message names file and
line.

What counts as what:

- Spans are compared after trimming white space, marks, punctuation and a leading complementiser.
- *content overlap*: contents paired one to one, best first, where half of their words (intersection over
  union) agree; *content exact*: identical trimmed contents; *content words*: words of the text inside
  some content.
- *attribution (headline)*: a pair by overlap whose source shares a word other than a function word with
  the gold source, or names nobody where gold names nobody; *attribution exact*: identical trimmed content
  and source.
- Kinds are derived from the marks in the text: recall of gold of a kind, precision of predictions of that
  kind.
- *speaker, said_on, stance*: over the pairs by overlap, where the gold file tells them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attribution.evaluation.annotations import (
    AnnotationFileError,
    Document,
    Predictions,
    Told,
    check_spans,
    predict,
    read_gold,
    read_predictions,
)
from attribution.evaluation.comparison import Change, Comparison, compare
from attribution.evaluation.details import count_details
from attribution.evaluation.floors import Floor, Terms, read_floors
from attribution.evaluation.matching import VIEWS, Judged, View, judge
from attribution.evaluation.matching import outermost as only_outermost
from attribution.evaluation.measured import Measured, Text
from attribution.evaluation.report import Figures, Report
from attribution.evaluation.results import Asked, Result
from attribution.evaluation.vocabulary import load_vocabulary

__all__ = [
    "VIEWS",
    "AnnotationFileError",
    "Asked",
    "Change",
    "Comparison",
    "Document",
    "Figures",
    "Floor",
    "Predictions",
    "Report",
    "Result",
    "Terms",
    "Told",
    "View",
    "assess",
    "compare",
    "evaluate",
    "predict",
    "read_floors",
    "read_gold",
    "read_predictions",
]


def evaluate(
    gold: Mapping[str, Document],
    predictions: Predictions,
    view: str = "statements",
    outermost: bool = False,
    without: str | None = None,
    language: str = "en",
) -> Report:
    """Compare predictions with gold, document by document.

    `view` is one of `VIEWS`: `statements` (what somebody said), `all` (beliefs and intentions too) or
    `direct+mixed` (what has quotation marks). `outermost` leaves out predictions inside another's
    content, for gold that never nests. `without` names a stance whose predictions are left out, for gold
    without beliefs: `attitude`. A gold document without predictions counts as one in which nothing was
    found.

    ValueError for an unknown view, AnnotationFileError for spans outside their text, LookupError for a
    language without words to evaluate with.
    """
    chosen = next((known for known in VIEWS if known == view), None)
    if chosen is None:
        raise ValueError(f"unknown view {view!r}: choose from {', '.join(VIEWS)}")
    vocabulary = load_vocabulary(language)
    judged: list[Judged] = []
    wordless = 0
    for key, document in gold.items():
        text = Text(document.article.text, vocabulary)
        told = [a for a in predictions.get(key, ()) if without is None or a.stance != without]
        for attribution in told:
            check_spans(attribution, len(document.article.text))
        items, found = _measured(text, document.attributions), _measured(text, told)
        wordless += len(document.attributions) - len(items) + len(told) - len(found)
        judged.append(judge(key, items, only_outermost(found) if outermost else found, chosen))
    pairs = [(document.gold[g], document.found[f]) for document in judged for g, f in document.pairs]
    notes = _notes(gold.keys(), predictions.keys(), wordless)
    return Report(chosen, tuple(judged), count_details(pairs, vocabulary), notes)


def assess(
    gold: Mapping[str, Document],
    found: Predictions,
    terms: Terms,
    language: str = "en",
    baseline: Predictions | None = None,
    floor: Floor | None = None,
) -> Result:
    """Evaluate, beside a baseline if there is one; on these terms, or on those of the floor to hold it to."""
    terms = floor.terms if floor else terms

    def report(told: Predictions) -> Report:
        return evaluate(gold, told, terms.view, terms.outermost, terms.without, language)

    after = report(found)
    comparison = compare(report(baseline), after) if baseline is not None else None
    return Result(after, comparison, floor)


def _measured(text: Text, attributions: Iterable[Told]) -> list[Measured]:
    return [item for item in map(text.measure, attributions) if item is not None]


def _notes(gold: Iterable[str], predicted: Iterable[str], wordless: int) -> tuple[str, ...]:
    """What a reader of the figures should know of the files."""
    gold, predicted = set(gold), set(predicted)
    counts = {
        "gold documents have no predictions: nothing counts as found in them": len(gold - predicted),
        "documents of the predictions are not in the gold: left out": len(predicted - gold),
        "attributions have no word in their content: left out": wordless,
    }
    return tuple(f"{count} {words}" for words, count in counts.items() if count)
