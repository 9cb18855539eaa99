"""A record as an article: a JSON object, or the cells of a row by their columns."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime

from attribution.reading.cleaning import UnreadableError, check_size, storable
from attribution.reading.columns import BODIES, guessed, shown
from attribution.reading.dates import iso_date
from attribution.reading.values import Content, Metadata

MARKUP = re.compile(r"</(?:p|div|br|h[1-6]|li|blockquote|article)\s*>|<(?:p|br)\s*/?>", re.IGNORECASE)
DEEPEST = 6  # keys in `a.b.c`
SECONDS = range(10**8, 10**10)  # since 1970, from 1973 on: what a number must be to tell a day
NAMING = ("name", "title", "label", "$oid")  # the key of a nested object that has its name

ReadHtml = Callable[[bytes], Content]


def parsed(line: bytes) -> dict[str, object]:
    """The JSON object in the bytes; raises UnreadableError if it is none."""
    try:
        record = json.loads(line.decode("utf-8-sig").rstrip("\r\n"))
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"is not UTF-8 (byte 0x{line[error.start]:02X} at offset {error.start}); save it as UTF-8"
        ) from error
    except json.JSONDecodeError as error:
        raise UnreadableError(
            f"is not JSON ({error.msg.removesuffix(' at')} at column {error.colno})"
        ) from error
    except (ValueError, RecursionError) as error:
        raise UnreadableError(
            "is not JSON that can be read (nested too deeply, or a number too long)"
        ) from error
    if not isinstance(record, dict):
        raise UnreadableError('is not a JSON object such as {"id": "1", "text": "…"}')
    return record


def read_record(record: Mapping[str, object], told: Mapping[str, str], read_html: ReadHtml) -> Content:
    """What a record holds: its text as given but for what cannot be stored, and notes on what was left out.

    `told` are the columns of its fields as told; of the others, those of known names are taken. A body of
    markup is read as a web page is. Raises UnreadableError if the record has no text, or a value of the
    wrong type where that was told or is called by the field's own name.
    """
    columns = columns_of(record, told)
    values: dict[str, object] = {}
    for field, column in columns.items():
        value = value_at(record, column)
        certain = field in told or field == column
        if field in BODIES and isinstance(value, list) and all(isinstance(part, str) for part in value):
            value = "\n\n".join(value)
        values[field] = value if certain else _loose(value, field)
    if not any(body in columns for body in BODIES):
        raise UnreadableError(
            f'has no "text"; what holds it is told by --map text=KEY, one of {shown(record)}'
        )
    body = _body(values, columns, read_html)
    written = _day(values.get("published"))
    published = iso_date(written) if written else None
    notes = (f'published "{written}" is no ISO 8601 date; left out',) if written and not published else ()
    metadata = Metadata(
        published=published,
        publisher=_string(values, "publisher"),
        url=_string(values, "url"),
        language=_language(_string(values, "language")),
        title=_string(values, "title"),
        author=_string(values, "author"),
    )
    return Content(body.text, metadata.over(body.metadata), _identity(values.get("id")), notes + body.notes)


def columns_of(record: Mapping[str, object], told: Mapping[str, str]) -> dict[str, str]:
    """The column of each field, as `guessed`; of a record without a body, those of the one object in it that has one.

    >>> columns_of({"_id": "1", "_source": {"body": "It is late.", "title": "Wall"}}, {})
    {'text': '_source.body', 'title': '_source.title', 'id': '_id'}
    """
    columns = guessed(record, told)
    if any(body in columns for body in BODIES):
        return columns
    inner = [(name, guessed(value, {})) for name, value in record.items() if isinstance(value, Mapping)]
    holders = [(name, found) for name, found in inner if any(body in found for body in BODIES)]
    if len(holders) != 1:
        return columns
    ((name, found),) = holders
    outer = {field: column for field, column in columns.items() if column != name}
    return {field: f"{name}.{column}" for field, column in found.items()} | outer


def _body(values: Mapping[str, object], columns: Mapping[str, str], read_html: ReadHtml) -> Content:
    text, html = values.get("text"), values.get("html")
    if text is None and isinstance(html, str):
        return read_html(html.encode("utf-8", "replace"))
    if not isinstance(text, str):
        name = columns.get("text", "text")
        raise UnreadableError(f'has no "{name}"' if text is None else f'"{name}" is not a string')
    check_size(text)
    if columns["text"] != "text" and MARKUP.search(text):
        return read_html(text.encode("utf-8", "replace"))
    return Content(storable(text))


def value_at(record: Mapping[str, object], column: str) -> object:
    """What stands under a name, or under `a.b` in an object within the object."""
    if column in record:
        return record[column]
    value: object = record
    for key in column.split(".", DEEPEST):
        if not isinstance(value, Mapping):
            return None
        value = value.get(key)
    return value


def _loose(value: object, field: str) -> object:
    """What can be made of a value whose column was guessed: a string, or the name of a nested object; else None."""
    if isinstance(value, Mapping):
        value = next((value[key] for key in NAMING if isinstance(value.get(key), str)), None)
    if isinstance(value, list):
        parts = [part for part in (_loose(one, field) for one in value[:50]) if isinstance(part, str)]
        return ", ".join(parts) or None
    numbered = field in {"id", "published"} and not isinstance(value, bool)
    return value if isinstance(value, str) or (numbered and isinstance(value, int | float | date)) else None


def _identity(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise UnreadableError('"id" is neither a string nor a whole number')
    return storable(str(value))


def _string(values: Mapping[str, object], name: str) -> str | None:
    value = values.get(name)
    if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
        value = ", ".join(value)
    if value is None:
        return None
    if not isinstance(value, str):
        raise UnreadableError(f'"{name}" is not a string')
    return storable(value).strip() or None


def _day(value: object) -> str | None:
    """The date as written: that of a time, of a number of seconds or milliseconds since 1970, or a string."""
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, int | float) and not isinstance(value, bool):
        seconds = value / 1000 if value > SECONDS.stop else value
        if SECONDS.start <= seconds < SECONDS.stop:
            return datetime.fromtimestamp(seconds, UTC).date().isoformat()
        return str(value)
    return _string({"published": value}, "published")


def _language(written: str | None) -> str | None:
    """The language of a tag: `en` of `en-GB` and `en_GB`."""
    return written.replace("_", "-").split("-")[0].lower() if written else None
