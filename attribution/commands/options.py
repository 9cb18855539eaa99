"""Options that several commands have, and how their values are checked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from attribution.languages import load_language
from attribution.reading import iso_date


def iso_day(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """The value as an ISO 8601 date; raises BadParameter if it is none."""
    if value is not None and iso_date(value) is None:
        raise click.BadParameter(f"{value!r} is no date such as 2024-05-31, 2024-05 or 2024")
    return iso_date(value) if value is not None else None


def language_code(ctx: click.Context, parameter: click.Parameter, value: str) -> str:
    """The value, if there is a language of this code; raises LanguageError if there is none."""
    load_language(value)
    return value


Option = Callable[[Any], Any]

DATABASE: Option = click.option(
    "--db", "database", default="db/attribution.db", show_default=True, help="SQLite file; made if missing."
)
LANGUAGE: Option = click.option(
    "--language", default="en", callback=language_code, show_default=True, help="The language of the texts."
)
PUBLISHED: Option = click.option(
    "--published", metavar="DATE", callback=iso_day, help="When they were published, ISO 8601."
)
