"""A line of JSON as an article: `{"id", "text"}` and, if known, title, url, published or date, publisher,
author, language.
"""

from __future__ import annotations

import json
from typing import Any

from attribution.reading.cleaning import UnreadableError, storable
from attribution.reading.dates import iso_date
from attribution.reading.values import Content, Metadata


def parsed(line: bytes) -> dict[str, Any]:
    """The JSON object of a line; raises UnreadableError if it is none."""
    try:
        record = json.loads(line.decode("utf-8-sig").rstrip("\r\n"))
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"is not UTF-8 (byte 0x{line[error.start]:02X} at offset {error.start})"
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


def read_record(line: bytes) -> Content:
    """What a line of JSON holds, its text as given but for what cannot be stored, and notes on what was left out.

    Raises UnreadableError if the line is no JSON object, has no `text`, or a value of the wrong type.
    """
    record = parsed(line)
    text = record.get("text")
    if not isinstance(text, str):
        raise UnreadableError('has no "text"' if text is None else '"text" is not a string')
    given = record.get("published") or record.get("date")
    written = _string({"published": given}, "published")
    published = iso_date(written) if written else None
    notes = (f'published "{written}" is no ISO 8601 date; left out',) if written and not published else ()
    metadata = Metadata(
        published=published,
        publisher=_string(record, "publisher"),
        url=_string(record, "url"),
        language=_language(_string(record, "language")),
        title=_string(record, "title"),
        author=_string(record, "author"),
    )
    return Content(storable(text), metadata, _identity(record.get("id")), notes)


def _identity(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise UnreadableError('"id" is neither a string nor a whole number')
    return storable(str(value))


def _string(record: dict[str, Any], name: str) -> str | None:
    value = record.get(name)
    if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
        value = ", ".join(value)
    if value is None:
        return None
    if not isinstance(value, str):
        raise UnreadableError(f'"{name}" is not a string')
    return storable(value).strip() or None


def _language(written: str | None) -> str | None:
    """The language of a tag: `en` of `en-GB` and `en_GB`."""
    return written.replace("_", "-").split("-")[0].lower() if written else None
