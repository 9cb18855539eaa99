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
from attribution.reading.columns import shown
from attribution.reading.dates import iso_date
from attribution.reading.decoding import decode
from attribution.reading.lines import MOST_PASSED, lines_of
from attribution.reading.opening import DamagedError, Opened
from attribution.reading.values import Content, Format, Metadata, Options, Place, Problem, Raw

SEPARATOR = re.compile(rb"From \S{1,300}+[^\n]{0,100}?[A-Z][a-z]{2} [ \d]?\d \d\d:\d\d")  # … Mar 11 08:00
QUOTED = re.compile(rb"^>(>*From )")
ADDRESS = re.compile(r"<?(https?://[^\s<>\"]{1,2000})>?")
LINKS = ("Archived-At", "List-Post-Archive", "X-Original-URL", "Content-Location")
FLOW = re.compile(r"(?<=\S) \n(?=\S)")
DEEPEST = 100  # parts of a letter that are looked through
STUB = 2  # times as much as the plain part must the page say, for that to be a stub
MARKUP = re.compile(rb"<[^<>]{0,2000}+>|&(?:nbsp|zwnj|#[0-9]{1,6});")
UNCODED = re.compile("[\udc80-\udcff]")
UNREAD = {"image", "audio", "video", "application/pgp-signature", "application/pkcs7-signature"}
UNREAD |= {"application/x-pkcs7-signature", "text/calendar"}  # attached to letters, and no articles
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
    """The text of a letter: its plain parts, else those of HTML; with Subject, From and Date.

    Of a part that is there in both, HTML is read only if the plain one is a mere stub. Raises UnreadableError if
    there is no text.
    """
    try:
        letter = BytesParser(policy=policy.default).parsebytes(content)
        body = _Body(letter, read_html).content()
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
    return Content(body.text, metadata.over(body.metadata), identity, body.notes)


class _Body:
    """The texts of a letter's parts, those of letters forwarded within it too; and what of it is left out."""

    def __init__(self, letter: EmailMessage, read_html: ReadHtml) -> None:
        self._read_html = read_html
        self._parts = 0
        self._attached: list[str] = []
        self._pieces = self._of(letter)

    def content(self) -> Content:
        """One text of all pieces, without those that another one repeats; raises UnreadableError if there is none."""
        plain = ["".join(piece.text.split()) for piece in self._pieces]
        pieces = [
            piece
            for number, piece in enumerate(self._pieces)
            if not any(
                plain[number] in other and (len(other) > len(plain[number]) or place < number)
                for place, other in enumerate(plain)
                if place != number
            )
        ]
        attached = shown(self._attached)
        if not pieces:
            raise UnreadableError(
                "is a letter without a text" + (f"; attached to it is {attached}" * bool(attached))
            )
        text = pieces[0].text if len(pieces) == 1 else "\n\n".join(piece.text.strip() for piece in pieces)
        notes: tuple[str, ...] = (f"what is attached to it was left out: {attached}",) if attached else ()
        if self._parts > DEEPEST:
            notes += (f"has more than {DEEPEST} parts; the others were left out",)
        return Content(text, pieces[0].metadata, notes=sum((piece.notes for piece in pieces), ()) + notes)

    def _of(self, part: EmailMessage) -> list[Content]:
        self._parts += 1
        if self._parts > DEEPEST:
            return []
        kind = part.get_content_type()
        if part.is_multipart():
            inner = [one for one in part.iter_parts() if isinstance(one, EmailMessage)]
            if kind == "multipart/alternative":
                return self._best(inner)
            return [piece for one in inner for piece in self._of(one)]
        if part.is_attachment() or kind not in {"text/plain", "text/html"}:
            if part.is_attachment() and part.get_content_maintype() not in UNREAD and kind not in UNREAD:
                self._attached.append(storable(part.get_filename() or kind))
            return []
        found = self._leaf(part, kind)
        return [found] if found.text.strip() else []

    def _best(self, parts: list[EmailMessage]) -> list[Content]:
        """The plain one of several, unless it says but little of what the page does ("open this letter in …")."""
        pages = [part for part in parts if not part.get_content_type().startswith("text/plain")]
        plain = [piece for part in parts if part not in pages for piece in self._of(part)]
        said = sum(len(piece.text) for piece in plain)
        if plain and not any(STUB * said < _length(page) for page in pages):
            return plain
        try:
            found = [piece for part in pages for piece in self._of(part)]
        except UnreadableError:
            if plain:
                return plain
            raise
        return found if STUB * said < sum(len(piece.text) for piece in found) else plain or found

    def _leaf(self, part: EmailMessage, kind: str) -> Content:
        payload = part.get_payload(decode=True)
        content = payload if isinstance(payload, bytes) else b""
        charset = part.get_content_charset()
        if not content.strip():
            return Content("")
        if kind == "text/html":
            return self._read_html(content, charset)
        text, notes = decode(content, charset)
        return Content(flowed(text) if part.get_param("format") == "flowed" else text, notes=notes)


def _length(page: EmailMessage) -> int:
    """The characters of a part that are no markup, as far as can be told at once."""
    payloads = [one.get_payload(decode=True) for one in page.walk() if one.get_content_type() == "text/html"]
    return sum(
        len(" ".join(MARKUP.sub(b" ", one).decode("latin-1").split()))
        for one in payloads
        if isinstance(one, bytes)
    )


def flowed(text: str) -> str:
    """The text of `format=flowed` (RFC 3676): a line that ends in a blank goes on in the next.

    >>> flowed("The wall will \\nbe late.")
    'The wall will be late.'
    """
    return FLOW.sub(" ", text)


def _header(letter: EmailMessage, name: str) -> str | None:
    value = letter.get(name)
    for key, raw in letter.raw_items():
        if key.lower() == name.lower() and UNCODED.search(str(raw)):  # written as it is, without =?utf-8?…?=
            value = decode(str(raw).encode("ascii", "surrogateescape"))[0]
            break
    return storable(" ".join(str(value).split())) or None if value is not None else None


def _sender(letter: EmailMessage) -> str | None:
    name, address = parseaddr(_header(letter, "From") or "")
    return name or address.partition("@")[2] or None


def _address(value: str | None) -> str | None:
    found = ADDRESS.search(value or "")
    return found[1] if found else None
