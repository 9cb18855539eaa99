"""`attribution check`: whether somebody is on record with these words."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

import click

from attribution.console import UncheckedError
from attribution.display import plain
from attribution.languages import load_language
from attribution.storage import StorageError, finding, reading
from attribution.tracking.checking import MOST_CHARACTERS, Verdict, problem_of
from attribution.tracking.people import uncounted

MOST_SHOWN = 3  # statements, and as many passages
LONGEST_OUTSIDE = 90  # characters of a statement shown before and behind what was found
COLOURS = {
    Verdict.VERBATIM: "green", Verdict.ALTERED: "yellow", Verdict.PARTIAL: "cyan", Verdict.ANOTHER: "magenta",
}  # fmt: skip


@click.command()
@click.argument("words")
@click.option("--speaker", metavar="NAME", default="", help="Who is said to have said it.")
@click.option(
    "--db", "database", default="db/attribution.db", show_default=True, help="SQLite file; it is only read."
)
@click.option("--json", "as_json", is_flag=True, help="Print all of it as JSON.")
def check(words: str, speaker: str, database: str, as_json: bool) -> None:
    """Check a quote: is somebody on record with these words?

    WORDS are compared with the statements in the database that are most like them; - reads them from
    standard input. Capitals, punctuation and the shape of quotation marks are no matter; … and [...] stand
    for words left out, and [brackets] for words put in. The verdict speaks of the articles in the
    database, never of what is true.

    Words marked [-so-] are only in yours, words marked {+so+} only in the statement.

    Exit status: 0 if the quote is verbatim (and that speaker's), 1 if it is anything else, 2 if it
    could not be checked.

    \b
    Examples:
      attribution check "We will not move a single family"
      attribution check "We will never move any family" --speaker "Mara Ellison"
      attribution check - --json < quote.txt
    """
    # Datasette comes with the wording of the pages; the other commands start faster without it.
    from attribution.web import verdicts

    if words == "-":
        words = sys.stdin.buffer.read(4 * MOST_CHARACTERS + 1).decode("utf-8", "replace")
    if problem := problem_of(words):
        raise UncheckedError(f"The quote cannot be checked. {verdicts.PROBLEMS[problem]}")
    try:
        with reading(database) as connection:
            ignored = uncounted(load_language("en"))
            checked = finding.check_quote(connection, words, speaker=speaker, ignored=ignored)
            told = finding.details_of(connection, (each.statement.id for each in checked.findings))
            contexts = [finding.context_of(connection, passage) for passage in checked.passages]
            seen = finding.searched(connection)
    except StorageError as error:
        raise UncheckedError(str(error)) from error
    record = verdicts.record(words, speaker, checked, seen, told, contexts)
    if as_json:
        click.echo(json.dumps(record, ensure_ascii=False))
    else:
        advice = verdicts.ADVICE if checked.verdict is Verdict.NOT_FOUND else ""
        click.echo("\n".join(_lines(record, COLOURS.get(checked.verdict), advice)))
    sys.exit(checked.verdict is not Verdict.VERBATIM)


def _lines(record: dict[str, Any], colour: str | None, advice: str) -> Iterator[str]:
    yield click.style(record["title"], fg=colour, bold=True)
    yield plain(record["sentence"])
    if advice:
        yield advice
    for found in record["findings"][:MOST_SHOWN]:
        yield from ("", *_finding(found))
    for passage in record["passages"][:MOST_SHOWN]:
        yield from ("", *_passage(passage))
    more = len(record["findings"]) - MOST_SHOWN
    if more > 0:
        yield f"\n… and {more} more; --json prints them all"


def _finding(found: dict[str, Any]) -> Iterator[str]:
    speaker = click.style(plain(found["speaker"] or "nobody named"), bold=True)
    role = f" ({plain(found['role'])})" if found["role"] else ""
    stance = [found["stance"]] if found["stance"] != "said" else []
    yield " · ".join(
        [f"{found['title_of_likeness']}: {speaker}{role}", *_dates(found), found["kind"], *stance]
    )
    if found["likeness"] != "verbatim":
        yield f"  yours  {_marked(found['asked'], '[-', '-]', 'red', found['likeness'])}"
    yield f"  there  {_marked(found['found'], '{+', '+}', 'green', found['likeness'])}"
    yield from (f"  mind   {note['words']}" for note in found["notes"])
    yield f"  {_where(found)}"


def _marked(stretches: list[dict[str, str]], before: str, behind: str, colour: str, likeness: str) -> str:
    """The words on one line, what differs marked; of what was not compared, the ends alone."""
    shown = []
    for n, stretch in enumerate(stretches):
        words = plain(stretch["words"], edges=True)
        if stretch["state"] == "different":
            words = click.style(f"{before}{words}{behind}", fg=colour)
        elif stretch["state"] == "same" and likeness != "altered":
            words = click.style(words, bold=True)
        elif stretch["state"] == "outside" and len(words) > LONGEST_OUTSIDE:
            if n == 0:
                words = f"… {words[-LONGEST_OUTSIDE:]}"
            elif n == len(stretches) - 1:
                words = f"{words[:LONGEST_OUTSIDE]} …"
        shown.append(words)
    return "".join(shown)


def _passage(passage: dict[str, Any]) -> Iterator[str]:
    around = "around a statement" if passage["statements"] else "no statement"
    reason = f", but {plain(passage['reason'])}" if passage["reason"] else ""
    yield " · ".join([f"In the text: {around}{reason}", *_dates(passage)])
    words = click.style(plain(passage["words"], edges=True), bold=True)
    before = "… " if passage["cut_before"] else ""
    after = " …" if passage["cut_after"] else ""
    yield f"  there  {before}{plain(passage['before'], edges=True)}{words}{plain(passage['after'], edges=True)}{after}"
    yield from (f"  mind   {note}" for note in passage["notes"])
    yield f"  {_where(passage)}"


def _dates(told: dict[str, Any]) -> list[str]:
    known = [(word, told.get(key)) for word, key in (("said", "said_on"), ("published", "published"))]
    return [f"{word} {plain(date)}" for word, date in known if date]


def _where(told: dict[str, Any]) -> str:
    named = [told["publisher"], told["title"], told["url"]]
    return " · ".join([plain(name) for name in named if name] or [f"article {told['article']}"])
