"""How many cases pass, by pattern, and how well the golden articles are read; both lists of what must hold.

Run it as `python -m tests.extraction.report_cases --help`.
"""

from __future__ import annotations

import json
import math
from collections import Counter

import click

from tests.extraction import articles
from tests.extraction.cases import FILES, KNOWN_FAILURES, Case, differences, read_cases

HEADING = """\
# Cases that are not right yet, by id. Each runs under xfail(strict): when one comes right, the tests fail
# until it is taken off. Rewritten by: python -m tests.extraction.report_cases --write-known-failures
"""

FLOORS_HEADING = """\
# What the extraction must reach on each golden article: `f1` of attributions with exact source and content,
# and the share of `expected` fields met. Rewritten by: python -m tests.extraction.report_cases --write-floors
"""


@click.command()
@click.option("--why", type=int, multiple=True, metavar="PATTERN", help="Tell what is wrong with its cases.")
@click.option("--write-known-failures", "rewrite", is_flag=True, help="Let the list be what fails now.")
@click.option("--write-floors", "raise_floors", is_flag=True, help="Let floors.toml be what is reached now.")
def main(why: tuple[int, ...], rewrite: bool, raise_floors: bool) -> None:
    """Count the cases that pass."""
    cases = [case for file in FILES for case in read_cases(file)]
    wrong = {case.id: lines for case in cases if (lines := differences(case))}
    for line in counts(cases, frozenset(wrong)):
        click.echo(line)
    for case in cases:
        if case.pattern in why and case.id in wrong:
            click.echo("\n  ".join([f"\n{case.id}", case.gold.text, *wrong[case.id]]))
    if rewrite:
        KNOWN_FAILURES.write_text(written(list(wrong)), encoding="utf-8")
        click.echo(f"{KNOWN_FAILURES.name}: {len(wrong)} cases")
    reached = {name: articles.figures(articles.read_article(name)) for name in articles.NAMES}
    for name, figures in reached.items():
        click.echo(
            f"article {name}: P {figures.precision:.2f} R {figures.recall:.2f} F1 {figures.f1:.2f}, "
            f"expectations met {figures.expected:.2f}"
        )
    if raise_floors:
        articles.FLOORS.write_text(FLOORS_HEADING + "".join(map(floor, reached.items())), encoding="utf-8")


def counts(cases: list[Case], wrong: frozenset[str]) -> list[str]:
    """Passed of all: a line a pattern, a line a file, and the sum."""
    lines = []
    for title, keys in (
        ("pattern", {case.id: f"{case.pattern:2}" for case in cases}),
        ("file", {case.id: case.file for case in cases}),
        ("all", dict.fromkeys((case.id for case in cases), "")),
    ):
        passed = Counter(key for id_, key in keys.items() if id_ not in wrong)
        for key, total in sorted(Counter(keys.values()).items()):
            lines.append(f"{title} {key}: {passed[key]} of {total}".replace(" :", ":"))
    return lines


def floor(reached: tuple[str, articles.Figures]) -> str:
    """One line of `floors.toml`, rounded down to hundredths."""
    name, figures = reached
    f1, expected = (math.floor(100 * value - 1e-9) / 100 for value in (figures.f1, figures.expected))
    return f"{name} = {{f1 = {f1:.2f}, expected = {expected:.2f}}}\n"


def written(ids: list[str]) -> str:
    """`known-failures.toml` with these ids."""
    listed = "".join(f"\n    {json.dumps(id_, ensure_ascii=False)}," for id_ in ids)
    return f"{HEADING}failing = [{listed}\n]\n" if ids else f"{HEADING}failing = []\n"


if __name__ == "__main__":
    main()
