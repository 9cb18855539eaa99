"""`attribution evaluate`: score attributions against gold ones."""

from __future__ import annotations

import json
import sys

import click
from click.core import ParameterSource

from attribution import evaluation
from attribution.commands.options import language_code
from attribution.languages import load_language


@click.command()
@click.argument("gold", metavar="GOLD")
@click.argument("predictions", required=False, metavar="[PREDICTIONS.jsonl]")
@click.option("--view", type=click.Choice(evaluation.VIEWS), default="statements", show_default=True)
@click.option("--outermost", is_flag=True, help="Leave out predictions inside another's content.")
@click.option("--without", metavar="STANCE", help="Leave out predictions of this stance, such as attitude.")
@click.option(
    "--errors", type=click.IntRange(0), default=0, metavar="N", help="Print N misses and false alarms."
)
@click.option("--rules", is_flag=True, help="Print how often each rule is right.")
@click.option("--calibration", is_flag=True, help="Print how far the confidence can be believed.")
@click.option("--baseline", metavar="FILE", help="Print what was gained and lost since these predictions.")
@click.option(
    "--changes", type=click.IntRange(0), default=20, metavar="N", show_default=True,
    help="Of what was gained and lost, print N each.",
)  # fmt: skip
@click.option("--floors", metavar="FILE", help="Fail if a figure is below its floor in this TOML file.")
@click.option("--json", "as_json", is_flag=True, help="Print the tables as JSON.")
@click.option(
    "--language", default="en", callback=language_code, show_default=True, help="Language of the texts."
)
def evaluate(
    gold: str,
    predictions: str | None,
    view: str,
    outermost: bool,
    without: str | None,
    baseline: str | None,
    floors: str | None,
    errors: int,
    rules: bool,
    calibration: bool,
    changes: int,
    as_json: bool,
    language: str,
) -> None:
    """Score attributions against gold ones.

    GOLD is a file of JSON lines, or a folder of tagged articles.

    Without PREDICTIONS, the texts of GOLD are extracted now; else the file is one that
    `extract --format jsonl` has printed, as is that of --baseline.

    A file of floors tells for which gold each is, and with which view and options it is measured; gold
    that none is for is measured as usual, and held to nothing.

    \b
    Examples:
      attribution evaluate gold.jsonl
      attribution evaluate gold.jsonl found.jsonl --view all --errors 40
      attribution evaluate gold.jsonl --without attitude --json
      attribution evaluate gold.jsonl --baseline before.jsonl --changes 40
      attribution evaluate gold.jsonl --floors tests/evaluation/floors.toml
    """
    held = _held(gold, floors) if floors else [None]
    documents = evaluation.read_gold(gold)
    before = evaluation.read_predictions(baseline) if baseline else None
    found = (
        evaluation.read_predictions(predictions)
        if predictions
        else evaluation.predict(documents, load_language(language))
    )
    terms = evaluation.Terms(view, outermost, without)
    results = [evaluation.assess(documents, found, terms, language, before, floor) for floor in held]
    asked = evaluation.Asked(errors, rules, calibration, changes)
    if as_json:
        click.echo("\n".join(json.dumps(result.as_json(asked), ensure_ascii=False) for result in results))
    else:
        click.echo("\n\n".join(result.render(asked) for result in results))
    if complaints := [f"Error: {gold}: {line}" for result in results for line in result.complaints()]:
        click.echo("\n".join(complaints), err=True)
        sys.exit(1)


def _held(gold: str, floors: str) -> list[evaluation.Floor | None]:
    """The floors for this gold; where there are none, that is told, and None is the only one."""
    context = click.get_current_context()
    for name in ("view", "outermost", "without"):
        if context.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            raise click.UsageError(f"--{name} is told by the file of --floors itself; leave one of them out")
    held = [floor for floor in evaluation.read_floors(floors) if floor.fits(gold)]
    if not held:
        click.echo(f"note: no floor in {floors} is for {gold}: it is measured, and held to nothing", err=True)
    return [*held] or [None]
