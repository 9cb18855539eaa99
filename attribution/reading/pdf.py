"""A PDF as an article: its lines joined to paragraphs again, without what stands on every page."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from attribution.reading.cleaning import MOST_BYTES, UnreadableError, needs, storable
from attribution.reading.text import title_of
from attribution.reading.values import Content, Metadata

MOST_PAGES = 400
END = re.compile(r"[.!?:…][”’\"')\]]*$")
NUMBER = re.compile(
    r"[\d\W]*(?:\w{1,8}\W+)?\d{1,4}[\d\W]*$"
)  # the number of a page, alone or behind one word
DIGITS = re.compile(r"\d+")
LONGEST_NUMBER = 24  # characters
HYPHEN = re.compile(r"(?<=[^\W\d_])-$")
SHORT = 0.85  # of the usual width: a line that ends a paragraph
SHORT_PAGE = 6  # lines: of a page with fewer, only the first and the last may be furniture
EVERYWHERE = 3  # pages that a line stands at the edge of, to be furniture
FILE_NAME = re.compile(r"\.\w{2,4}$|^(?:Microsoft|untitled|document)\b", re.IGNORECASE)
TAIL = 2048  # bytes at the end, where the end is marked

logging.getLogger("pypdf").addHandler(logging.NullHandler())  # what could not be read is told by us


def read_pdf(content: bytes) -> Content:
    """The text of a PDF and, where it tells them, its title and author. Its date is that of a file, and is not taken.

    Raises UnreadableError if it has no text (as a scan has none), is encrypted or damaged, or pypdf is
    not installed.
    """
    try:
        from pypdf import PdfReader
        from pypdf.errors import DependencyError, FileNotDecryptedError
    except ImportError:
        raise needs("pdf", "a PDF") from None
    notes: tuple[str, ...] = () if b"%%EOF" in content[-TAIL:] else ("has no end, and may be cut short",)
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableError("is an encrypted PDF")
        pages = _pages(page.extract_text() for page, _ in zip(reader.pages, range(MOST_PAGES), strict=False))
        if len(reader.pages) > MOST_PAGES:
            notes += (f"has more than {MOST_PAGES} pages; the others were left out",)
        told = {name: storable(str(value)).strip() for name, value in (reader.metadata or {}).items()}
    except UnreadableError:
        raise
    except (DependencyError, FileNotDecryptedError) as error:
        raise UnreadableError("is an encrypted PDF") from error
    except Exception as error:
        raise UnreadableError(f"is a PDF that cannot be taken apart ({type(error).__name__})") from error
    text = "\n\n".join(chain.from_iterable(paragraphs(lines) for lines in without_furniture(pages)))
    if not text.strip():
        raise UnreadableError("is a PDF without a text; a scan must go through text recognition first")
    title = told.get("/Title", "")
    if not title or FILE_NAME.search(title):
        title = title_of(text) or ""
    return Content(text, Metadata(title=title or None, author=told.get("/Author") or None), notes=notes)


def _pages(texts: Iterator[str]) -> list[list[str]]:
    pages, size = [], 0
    for text in texts:
        size += len(text)
        if size > MOST_BYTES:
            raise UnreadableError("is a PDF with too much text for one article; split it")
        pages.append([line.strip() for line in storable(text).splitlines()])
    return pages


def without_furniture(pages: Sequence[list[str]]) -> list[list[str]]:
    """The pages without the lines that stand above or below several of them, and without their numbers."""
    edges: Counter[str] = Counter()
    for lines in pages:
        filled = [line for line in lines if line]
        depth = 2 if len(filled) > SHORT_PAGE else 1
        edges.update({DIGITS.sub("#", line) for line in [*filled[:depth], *filled[-depth:]]})
    furniture = {line for line, times in edges.items() if times >= EVERYWHERE}
    kept = []
    for lines in pages:
        lines = [line for line in lines if DIGITS.sub("#", line) not in furniture]
        while len(pages) > 1 and lines and (not lines[-1] or _is_number(lines[-1])):
            lines.pop()
        kept.append(lines)
    return kept


def _is_number(line: str) -> bool:
    return len(line) < LONGEST_NUMBER and NUMBER.match(line) is not None


def paragraphs(lines: Sequence[str]) -> Iterator[str]:
    """Lines joined to paragraphs: one ends at an empty line, or in a line that is short.

    >>> list(paragraphs(["Harbour wall late", "The wall will be finished a year later, the coun-", "cil said."]))
    ['Harbour wall late', 'The wall will be finished a year later, the council said.']
    """
    widths = sorted(len(line) for line in lines if line)
    width = widths[int(len(widths) * 0.9)] if widths else 0
    paragraph = ""
    for line in lines:
        if not line:
            if paragraph:
                yield paragraph
            paragraph = ""
            continue
        paragraph = (
            HYPHEN.sub("", paragraph) + line if HYPHEN.search(paragraph) else f"{paragraph} {line}".strip()
        )
        if len(line) < SHORT * width and (END.search(line) or len(line) < width / 2):
            yield paragraph
            paragraph = ""
    if paragraph:
        yield paragraph
