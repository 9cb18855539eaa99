"""What stands above a text and tells of it: YAML between dashes, TOML between pluses, or lines of `Key: value`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from typing import Any

import yaml

from attribution.reading.cleaning import storable
from attribution.reading.columns import BODIES, KNOWN, plain
from attribution.reading.dates import iso_date
from attribution.reading.values import Metadata

YAML = re.compile(
    r"\A\s*+---[^\S\n]*\n(?P<block>(?:[^\n]{0,1000}\n){1,200}?)(?:---|\.\.\.)[^\S\n]*(?:\n|\Z)\s*"
)
TOML = re.compile(r"\A\s*+\+\+\+[^\S\n]*\n(?P<block>(?:[^\n]{0,1000}\n){1,200}?)\+\+\+[^\S\n]*(?:\n|\Z)\s*")
MOST = 20_000  # characters of YAML or TOML that are read
BLOCK = re.compile(
    r"\A\s*+(?P<block>(?:[^\W\d_][\w -]{0,30}+:[^\S\n]+\S[^\n]{0,600}+\n){1,20}+)[^\S\n]*\n\s*(?=\S)"
)
LINE = re.compile(r"(?P<key>[^\W\d_][\w -]{0,30}+):[^\S\n]+(?P<value>[^\s\[{&*!|>%@`].*?)\s*")
MORE = {"subject": "title", "site": "publisher"}  # keys that a text has, and a table has not
FIELDS = {
    name: field for field, names in KNOWN.items() if field not in {"id", *BODIES} for name in names
} | MORE
ALONE = {"title", "headline", "url", "date", "published"}  # a line that is taken where it stands by itself


def parted(text: str) -> tuple[str, Metadata, tuple[str, ...]]:
    """The text below its front matter, what that tells, and notes on what of it was not understood.

    A block of lines counts as front matter if at least half of its keys, and two, are known; one line alone
    only if its key leaves no doubt.

    >>> text, metadata, notes = parted("Title: Wall late\\nDate: 2026-03-11\\n\\nIt is.")
    >>> text, metadata.title, metadata.published
    ('It is.', 'Wall late', '2026-03-11')
    >>> parted("Ellison: It is late.\\nOrr: Is it?\\n\\nThey went on.")[0][:8]
    'Ellison:'
    """
    for pattern, read, name in ((YAML, _yaml, "YAML"), (TOML, _toml, "TOML")):
        if found := pattern.match(text):
            told = read(found["block"])
            if told is None:
                return (
                    text,
                    Metadata(),
                    (f"its front matter is no {name} that can be read; left in the text",),
                )
            return text[found.end() :], *_metadata(told)
    if found := BLOCK.match(text):
        pairs = [line.split(":", 1) for line in found["block"].rstrip("\n").split("\n")]
        values = {key: value.strip() for key, value in pairs}
        known = [plain(key) for key in values if plain(key) in FIELDS]
        certain = len(known) > 1 and 2 * len(known) >= len(pairs)
        if certain or (len(pairs) == 1 and known and known[0] in ALONE):
            return text[found.end() :], *_metadata(values)
    return text, Metadata(), ()


def _yaml(block: str) -> Mapping[Any, object] | None:
    if len(block) > MOST:
        return None
    try:
        values = yaml.safe_load(block)
    except (yaml.YAMLError, ValueError, TypeError, RecursionError, OverflowError):
        return _lines(block)
    return values if isinstance(values, dict) else None


def _lines(block: str) -> Mapping[Any, object] | None:
    """Lines of `key: value` that are no YAML for a colon in a value; None if they are something else."""
    lines = [LINE.fullmatch(line) for line in block.splitlines() if line.strip()]
    pairs = {found["key"]: found["value"].strip("\"'") for found in lines if found}
    return pairs if len(pairs) == len(lines) else None


def _toml(block: str) -> Mapping[Any, object] | None:
    try:
        return tomllib.loads(block) if len(block) <= MOST else None
    except (ValueError, RecursionError):
        return None


def _metadata(values: Mapping[Any, object]) -> tuple[Metadata, tuple[str, ...]]:
    told: dict[str, str] = {}
    for key, value in values.items():
        field = FIELDS.get(plain(str(key))) if isinstance(key, str) else None
        if field and (words := _words(value)):
            told.setdefault(field, words)
    written = told.pop("published", None)
    published = iso_date(written) if written else None
    notes = (f'published "{written}" is no ISO 8601 date; left out',) if written and not published else ()
    if "language" in told:
        told["language"] = told["language"].replace("_", "-").split("-")[0].lower()
    return Metadata(published=published, **told), notes


def _words(value: object) -> str | None:
    """A string, a day, the name of somebody, or several of them; nothing that is nested deeper."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        value = ", ".join(part for part in map(_named, value[:50]) if isinstance(part, str))
    value = _named(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    return storable(value).strip() or None if isinstance(value, str) else None


def _named(value: object) -> object:
    """The name of what is told by a name and more."""
    return value.get("name") if isinstance(value, Mapping) else value
