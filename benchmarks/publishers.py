"""What a publisher that the weights have never seen costs: F1 with its other articles in training, and without."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import replace
from multiprocessing import get_context
from statistics import mean
from typing import NamedTuple

import click

from attribution import load_language
from attribution.evaluation import (
    VIEWS,
    AnnotationFileError,
    Document,
    Predictions,
    evaluate,
    predict,
    read_gold,
)
from attribution.evaluation.report import HEADLINE
from attribution.fitting.examples import records
from attribution.fitting.training import Record, fit
from attribution.model import digest
from benchmarks.processor import one_thread

LEAST = 20  # articles of a publisher whose figures are worth telling


class Gold(NamedTuple):
    """One annotated article: as the fitting reads it, and as the evaluation does."""

    key: str
    publisher: str | None
    record: Record
    document: Document


class Trial(NamedTuple):
    """One fit: what is in training, and the articles to be read with the weights; none is in both."""

    name: str
    training: Sequence[Record]
    test: Mapping[str, Document]


class Fall(NamedTuple):
    """One line of the table: F1 in per cent."""

    publisher: str
    articles: int
    known: float
    unknown: float

    @property
    def points(self) -> float:
        """How much lower F1 is without the publisher in training."""
        return self.known - self.unknown


def gold_of(paths: Sequence[str], nests: Sequence[str]) -> list[Gold]:
    """The annotated articles of the files, in order; AnnotationFileError names what is at fault in them."""
    return [
        Gold(
            f"{path} {key}",
            document.article.publisher,
            {**record, "nests": any(part in path for part in nests)},
            document,
        )
        for path in paths
        for record, (key, document) in zip(records([path]), read_gold(path).items(), strict=True)
    ]


def by_publisher(rows: Iterable[Gold], least: int, most: int | None) -> dict[str, list[Gold]]:
    """The articles of each publisher that has at least `least`, at most `most` of each, as if drawn by lot.

    The lot is a digest of the article's id: the same on every run, and blind to the order of the file.
    """
    found: dict[str, list[Gold]] = defaultdict(list)
    for row in rows:
        if row.publisher:
            found[row.publisher].append(row)
    return {
        publisher: sorted(found[publisher], key=lambda row: digest(str(row.record["id"])))[:most]
        for publisher in sorted(found)
        if len(found[publisher]) >= least
    }


def trials(rows: Sequence[Gold], publishers: Mapping[str, Sequence[Gold]], folds: int) -> Iterator[Trial]:
    """First one fit a fold, each publisher dealt evenly over the folds; then one without each publisher."""
    for fold in range(folds):
        held = {row.key: row.document for own in publishers.values() for row in own[fold::folds]}
        yield Trial(f"fold {fold + 1}", [row.record for row in rows if row.key not in held], held)
    for publisher, own in publishers.items():
        others = [row.record for row in rows if row.publisher != publisher]
        yield Trial(f"without {publisher}", others, {row.key: row.document for row in own})


def found_in(trial: Trial) -> tuple[Predictions, float]:
    """What is found in the test articles by weights fitted on the others, and the seconds it took."""
    begin = time.perf_counter()
    language = load_language("en")
    fitted = replace(language, weights=fit(trial.training, language))
    return predict(trial.test, fitted), time.perf_counter() - begin


def run(todo: Sequence[Trial], jobs: int) -> dict[str, Predictions]:
    """The predictions of each trial by its name; each end is told on standard error."""
    done: dict[str, Predictions] = {}
    one_thread()  # threads of several fits would wait for each other, many times as long as they work
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        started = {pool.submit(found_in, trial): trial for trial in todo}
        for future in as_completed(started):
            trial = started[future]
            done[trial.name], seconds = future.result()
            told = f"{len(trial.training)} articles in training, {len(trial.test)} read, {seconds:.0f} s"
            click.echo(f"{len(done)} of {len(todo)}: {trial.name}: {told}", err=True)
    return done


def falls(
    publishers: Mapping[str, Sequence[Gold]], done: Mapping[str, Predictions], view: str
) -> Iterator[Fall]:
    """F1 of each publisher's articles both ways; gold that never nests is scored by outermost attributions."""
    known = {
        key: told for name, found in done.items() if name.startswith("fold ") for key, told in found.items()
    }
    for publisher, own in publishers.items():
        documents = {row.key: row.document for row in own}
        outermost = not any(row.record["nests"] for row in own)
        with_it, without = (
            evaluate(documents, {key: found[key] for key in documents}, view, outermost).table()[HEADLINE].f1
            for found in (known, done[f"without {publisher}"])
        )
        yield Fall(publisher, len(own), with_it or 0.0, without or 0.0)


def table(rows: Sequence[Fall]) -> str:
    """A line for each publisher, then the means and the largest fall."""
    width = max(len("publisher"), *(len(row.publisher) for row in rows)) + 2
    lines = [f"{'publisher':{width}}{'articles':>9}{'F1 with it':>12}{'F1 without':>12}{'fall':>7}"]
    every = Fall(
        "mean", sum(row.articles for row in rows), mean(r.known for r in rows), mean(r.unknown for r in rows)
    )
    lines += [
        f"{row.publisher:{width}}{row.articles:9}{row.known:12.1f}{row.unknown:12.1f}{row.points:7.1f}"
        for row in (*rows, every)
    ]
    worst = max(rows, key=lambda row: row.points)
    return "\n".join([*lines, f"largest fall: {worst.points:.1f} ({worst.publisher})"])


@click.command()
@click.argument("gold", nargs=-1, required=True, type=click.Path(exists=True))
@click.option("--nests", multiple=True, help="Part of the name of gold files that annotate chains.")
@click.option("--view", type=click.Choice(VIEWS), default="statements", show_default=True)
@click.option("--folds", type=click.IntRange(2), help="Default: as many as there are publishers to tell of.")
@click.option(
    "--least", type=click.IntRange(2), default=LEAST, show_default=True,
    help="Publishers with fewer articles are in training always, and get no line.",
)  # fmt: skip
@click.option("--articles", type=click.IntRange(2), help="Only so many of each publisher, for a quick try.")
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="Fits at the same time.")
def main(
    gold: tuple[str, ...], nests: tuple[str, ...], view: str, folds: int | None, least: int,
    articles: int | None, jobs: int,
) -> None:  # fmt: skip
    """Leave each publisher of the GOLD files out of training, and tell how far F1 falls on its articles.

    Beside it stands F1 on the same articles by weights fitted in folds, on other articles of that publisher
    and all others; no article is ever read with weights that it was fitted into. With as many folds as
    publishers, both fits have about the same number of articles. That makes two fits a publisher.

    \b
    Example:
      python -m benchmarks.publishers train.jsonl --jobs 2
    """
    try:
        rows = gold_of(gold, nests)
    except AnnotationFileError as error:
        raise click.ClickException(str(error)) from error
    publishers = by_publisher(rows, least, articles)
    if len(publishers) < 2:
        raise click.ClickException(
            f"{', '.join(gold)}: two publishers with {least} articles or more are needed, each named under"
            ' "publisher"; --least 2 asks for fewer'
        )
    if articles is not None:
        kept = {row.key for own in publishers.values() for row in own}
        rows = [row for row in rows if row.publisher not in publishers or row.key in kept]
    todo = list(trials(rows, publishers, folds or len(publishers)))
    click.echo(table(list(falls(publishers, run(todo, jobs), view))))


if __name__ == "__main__":
    main()
