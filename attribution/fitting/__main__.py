"""`python -m attribution.fitting GOLD.jsonl…` writes the weights of a language; `make fit` calls it."""

from __future__ import annotations

from pathlib import Path

import click

from attribution.fitting.examples import records, with_chains
from attribution.fitting.training import fit
from attribution.languages import load_language
from attribution.languages.weights import written


@click.command()
@click.argument("gold", nargs=-1, required=True, type=click.Path(exists=True))
@click.option("--language", "code", default="en", show_default=True, help="Which language folder to fit.")
@click.option(
    "--nests", multiple=True, help="Part of the name of gold files that annotate chains at every level."
)
@click.option(
    "--output", type=click.Path(dir_okay=False), help="Where to write; default: the language folder."
)
def main(gold: tuple[str, ...], code: str, nests: tuple[str, ...], output: str | None) -> None:
    """Fit the weight tables from GOLD: files of JSON lines (as `attribution extract` prints them), and folders of
    tagged articles, which annotate chains at every level. Lines with an id, `chains` and no text complete the article
    of that id.

    Example: python -m attribution.fitting polnear/train.jsonl news2019/train.jsonl gold/en gold/chains.jsonl \\
    --nests news2019
    """
    rows = with_chains(
        {"nests": any(part in path for part in nests), **record}
        for path in gold
        for record in records([path])
    )
    tables = fit(rows, load_language(code), lambda line: click.echo(line, err=True))
    path = Path(output) if output else Path(__file__).parents[1] / "languages" / code / "weights.tsv"
    path.write_text(written(tables), encoding="utf-8")
    click.echo(f"{path.name}: {path.stat().st_size:,} bytes, {sum(map(len, tables.values())):,} weights")


if __name__ == "__main__":
    main()
