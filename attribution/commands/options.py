"""Options that several commands have, and how their values are checked."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from attribution.ingesting import cores
from attribution.languages import load_language
from attribution.reading import Fetching, Options, ReadingError, address_pattern, iso_date, mapping_of


def iso_day(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """The value as an ISO 8601 date; raises BadParameter if it is none."""
    if value is not None and iso_date(value) is None:
        raise click.BadParameter(f"{value!r} is no date such as 2024-05-31, 2024-05 or 2024")
    return iso_date(value) if value is not None else None


def language_code(ctx: click.Context, parameter: click.Parameter, value: str) -> str:
    """The value, if there is a language of this code; raises LanguageError if there is none."""
    load_language(value)
    return value


def _columns(ctx: click.Context, parameter: click.Parameter, value: tuple[str, ...]) -> dict[str, str]:
    try:
        return mapping_of(value)
    except ReadingError as error:
        raise click.BadParameter(str(error)) from error


def _addresses(ctx: click.Context, parameter: click.Parameter, value: str | None) -> re.Pattern[str] | None:
    try:
        return address_pattern(value) if value is not None else None
    except ReadingError as error:
        raise click.BadParameter(str(error)) from error


Option = Callable[[Any], Any]

DATABASE: Option = click.option(
    "--db", "database", default="db/attribution.db", show_default=True, help="SQLite file; made if missing."
)
STORED: Option = click.option(
    "--db", "database", default="db/attribution.db", show_default=True,
    help="SQLite file that `ingest` has made.",
)  # fmt: skip
LANGUAGE: Option = click.option(
    "--language", default="en", callback=language_code, show_default=True, help="The language of the texts."
)
PUBLISHED: Option = click.option(
    "--published", metavar="DATE", callback=iso_day, help="When they were published, ISO 8601."
)
MAP: Option = click.option(
    "--map", "columns", multiple=True, metavar="FIELD=COLUMN,…", callback=_columns,
    help="Which column or key of a table or JSON is what, such as text=body,title=headline.",
)  # fmt: skip
MATCH: Option = click.option(
    "--match", metavar="PATTERN", callback=_addresses,
    help="Of web archives, only pages whose URL matches: */news/*, or a regular expression.",
)  # fmt: skip
PRIVATE: Option = click.option(
    "--allow-private", is_flag=True, help="Fetch from hosts of a private network too, such as this machine."
)
JOBS: Option = click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    default=cores,
    show_default="the processors there are",
    metavar="N",
    help="Processes that work at once; the result is the same with any number.",
)


def reading_options(command: Callable[..., None]) -> Callable[..., None]:
    """Adds the options of how input is taken in; the command gets them as one value, `options`."""

    @MAP
    @MATCH
    @PRIVATE
    @wraps(command)
    def started(
        *arguments: Any,
        columns: dict[str, str],
        match: re.Pattern[str] | None,
        allow_private: bool,
        **others: Any,
    ) -> None:
        options = Options(columns, match, Fetching(allow_private=allow_private))
        command(*arguments, options=options, **others)

    told: Callable[..., None] = started
    return told
