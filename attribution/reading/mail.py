"""Letters: newsletters as .eml, and many of them in an mbox."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr

from attribution.reading import cleaning
from attribution.reading.cleaning import UnreadableError, storable
from attribution.reading.dates import iso_date
from attribution.reading.decoding import decode
from attribution.reading.lines import MOST_PASSED, lines_of
from attribution.reading.opening import DamagedError, Opened
from attribution.reading.values import Content, Format, Metadata, Options, Place, Problem, Raw

SEPARATOR = re.compile(rb"From \S{1,300}+[^\n]{0,100}?\d\d:\d\d")
QUOTED = re.compile(rb"^>(>*From )")
ADDRESS = re.compile(r"<?(https?://[^\s<>\"]{1,2000})>?")
LINKS = ("Archived-At", "List-Post-Archive", "X-Original-URL", "Content-Location")
FLOW = re.compile(r"(?<=\S) \n(?=\S)")
DEEPEST = 100  # parts of a letter that are looked through
ReadHtml = Callable[[bytes, str | None], Content]


def read_mbox(opened: Opened, place: Place, options: Options) -> Iterator[Raw | Problem]:
    """Each letter, parted by a line `From …` after an empty one; of one too long, only the beginning."""
    letter = bytearray()
    number, empty, passed = 0, True, 0
    for line in lines_of(opened):
        if empty and SEPARATOR.match(line):
            if number:
                yield Raw(bytes(letter), place.part(f"letter {number}"), Format.EMAIL)
            number += 1
            passed = 0
            letter.clear()
        elif len(letter) <= cleaning.MOST_BYTES:
            letter += QUOTED.sub(rb"\1", line) if line.startswith(b">") else line
        else:
            passed += len(line)
            if passed > MOST_PASSED * cleaning.MOST_BYTES:
                raise DamagedError("has a letter without end; it and the rest were left out")
        empty = not line.strip()
    if number:
        yield Raw(bytes(letter), place.part(f"letter {number}"), Format.EMAIL)


def read_email(content: bytes, read_html: ReadHtml) -> Content:
    """The text of a letter: its plain part, else that of its HTML part; with Subject, From and Date.

    Raises UnreadableError if it has no text.
    """
    try:
        letter = BytesParser(policy=policy.default).parsebytes(content)
        body, found = _body(letter, read_html)
        metadata = Metadata(
            published=iso_date(_header(letter, "Date") or ""),
            publisher=_sender(letter),
            url=next(filter(None, (_address(_header(letter, name)) for name in LINKS)), None),
            title=_header(letter, "Subject"),
        )
        identity = (_header(letter, "Message-ID") or "").strip("<> ")
    except UnreadableError:
        raise
    except (
        MessageError,
        ValueError,
        LookupError,
        AttributeError,
        TypeError,
        RecursionError,
        AssertionError,
    ) as error:
        raise UnreadableError(
            "is a letter whose parts or headers are damaged"
        ) from error  # its parser raises many
    return Content(body, metadata.over(found.metadata), identity, found.notes)


def _body(letter: EmailMessage, read_html: ReadHtml) -> tuple[str, Content]:
    parts = [part for _, part in zip(range(DEEPEST), letter.walk(), strict=False) if not part.is_attachment()]
    for kind in ("text/plain", "text/html"):
        for part in parts:
            if part.get_content_type() == kind and not part.is_multipart():
                payload = part.get_payload(decode=True)
                content = payload if isinstance(payload, bytes) else b""
                if not content.strip():
                    continue
                charset = part.get_content_charset()
                if kind == "text/html":
                    found = read_html(content, charset)
                    return found.text, found
                text, notes = decode(content, charset)
                flows = part.get_param("format") == "flowed"
                return flowed(text) if flows else text, Content("", notes=notes)
    raise UnreadableError("is a letter without a text")


def flowed(text: str) -> str:
    """The text of `format=flowed` (RFC 3676): a line that ends in a blank goes on in the next.

    >>> flowed("The wall will \\nbe late.")
    'The wall will be late.'
    """
    return FLOW.sub(" ", text)


def _header(letter: EmailMessage, name: str) -> str | None:
    value = letter.get(name)
    return storable(" ".join(str(value).split())) or None if value is not None else None


def _sender(letter: EmailMessage) -> str | None:
    name, address = parseaddr(_header(letter, "From") or "")
    return name or address.partition("@")[2] or None


def _address(value: str | None) -> str | None:
    found = ADDRESS.search(value or "")
    return found[1] if found else None
