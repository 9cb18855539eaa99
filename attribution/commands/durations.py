"""Lengths of time as options take them."""

from __future__ import annotations

import re

import click

UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
WRITTEN = re.compile(r"(\d{1,6})([smhd])", re.ASCII)


def seconds(ctx: click.Context, parameter: click.Parameter, value: str) -> int:
    """The seconds of `30s`, `15m`, `2h` or `1d`; raises BadParameter if it is none of these, or nothing."""
    found = WRITTEN.fullmatch(value.strip())
    if not found or not int(found[1]):
        raise click.BadParameter(f"{value!r} is no length of time such as 30s, 15m, 2h or 1d")
    return int(found[1]) * UNITS[found[2]]
