"""A web page as an article: its text without what stands around it, by trafilatura."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from attribution.reading.cleaning import UnreadableError, needs, storable
from attribution.reading.dates import iso_date
from attribution.reading.decoding import decode
from attribution.reading.publication import published_on
from attribution.reading.titles import Head, same
from attribution.reading.values import Content, Metadata

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from trafilatura.settings import Document

CHARSET = re.compile(
    rb"<meta[^>]{0,200}?\bcharset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})",
    re.IGNORECASE,
)
HEAD = 16_384  # bytes that the declaration of an encoding is looked for in
WHOLE = re.compile(r"<(?:html|head|body|!doctype|title|meta|nav|main)\b", re.IGNORECASE)
UNSHOWN = re.compile(r"<\?[^>]{0,400}>|<!doctype[^>]{0,400}>", re.IGNORECASE)
HIDDEN = {"script", "style", "template", "noscript", "head", "title"}
BLOCKS = {
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main",
    "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul",
}  # fmt: skip
SPACES = re.compile(r"\s+")
XML = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
SAVED = re.compile(r"<!-- saved from url=\(\d{4}\)(https?://[^\s>]{1,2000}) -->")  # as browsers save a page
# &#147; is a quotation mark to a browser: what HTML says of the numbers 128 to 159.
WINDOWS = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
MOST_BYTES = 16 * 1024 * 1024  # of a page: its reader holds many times as much
MOST_TAGS = 150_000
FAST_TAGS = 20_000  # from here on the second opinion on a page, which takes long, is not asked for
NEVER = ("template", "noscript", "amp-ad", "amp-embed", "amp-sidebar", "amp-social-share", "amp-consent")
MOST_TITLE_LINES = 3
WHOLE_DAY = len("2026-03-11")  # of less, such as a year, the page is no good witness

for _name in ("trafilatura", "htmldate", "courlan", "readability", "justext"):
    logging.getLogger(_name).addHandler(logging.NullHandler())  # what they could not read is told by us


def read_html(content: bytes, charset: str | None = None, url: str | None = None) -> Content:
    """The text of the article in a page, paragraphs parted by an empty line, and what the page tells of it.

    The title is told, and does not stand above the text. `charset` and `url` are what is known from elsewhere.
    Raises UnreadableError if there is no article in it, or trafilatura is not installed.
    """
    try:
        from trafilatura import load_html
    except ImportError:
        raise needs("html", "a web page") from None
    if len(content) > MOST_BYTES or content.count(b"<") > MOST_TAGS:
        raise UnreadableError("is too large a web page to be read")
    page, notes = decode(content, charset or declared(content))
    url = url or _saved_from(page)
    page = XML.sub("", page, count=1)
    try:
        if not WHOLE.search(page[:HEAD]):
            return Content(_part(page), Metadata(url=url), notes=notes)
        tree = load_html(page)
        if tree is None:
            raise UnreadableError("is a web page without an article's text")
        _prepare(tree)
        fast = content.count(b"<") > FAST_TAGS
        found = _extracted(tree, url, fast)
        if _in_tables(found.text):
            _unfold_tables(tree)
            found = _extracted(tree, url, fast)
        head = Head(tree, url)
        title = head.title(
            _clean(found.sitename), _clean(found.title), (_clean(found.text) or "").split("\n")[0]
        )
    except UnreadableError:
        raise
    except Exception as error:  # what a page can make lxml and trafilatura raise is open
        raise UnreadableError(f"is a web page that cannot be taken apart ({type(error).__name__})") from error
    text = _text(found.text, title, head.body)
    if not text:
        raise UnreadableError("is a web page without an article's text")
    day = _day(found, tree, page)
    whole = day is not None and len(day) == WHOLE_DAY
    metadata = _metadata(found, title, url, day if whole else None)
    return Content(text, metadata, notes=notes, faint=Metadata(published=None if whole else day))


def _extracted(tree: HtmlElement, url: str | None, fast: bool) -> Document:
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    found = bare_extraction(tree, url=url, fast=fast, with_metadata=True, include_comments=False)
    return found if isinstance(found, Document) else Document()


def _part(page: str) -> str:
    """The text of a part of a page, as a feed or a table has it: nothing stands around it that is not its own.

    Raises UnreadableError if there is no text in it.
    """
    from lxml.html import fragment_fromstring

    tree = fragment_fromstring(UNSHOWN.sub("", page), create_parent="div")
    _prepare(tree)
    text = _clean(blocks(tree))
    if not text:
        raise UnreadableError("is a part of a web page without a text")
    return text


def blocks(tree: HtmlElement) -> str:
    """All text of a tree, each block of it a paragraph."""
    from lxml.etree import iterwalk

    pieces: list[str] = []
    for event, element in iterwalk(tree, events=("start", "end", "comment")):
        if event == "start" and element.tag not in HIDDEN:
            pieces += ["\n" if element.tag in BLOCKS else "", SPACES.sub(" ", element.text or "")]
        elif event != "start":
            pieces += ["\n" if element.tag in BLOCKS else "", SPACES.sub(" ", element.tail or "")]
    lines = (line.strip() for line in "".join(pieces).split("\n"))
    return "\n\n".join(line for line in lines if line)


def declared(content: bytes) -> str | None:
    """The encoding that a page declares in itself."""
    found = CHARSET.search(content[:HEAD])
    return (found[1] or found[2]).decode("ascii") if found else None


def _saved_from(page: str) -> str | None:
    found = SAVED.search(page[:2000])
    return found[1] if found else None


def _prepare(tree: HtmlElement) -> None:
    """Takes out what no reader sees as part of the article; makes text of the marks that are drawn around <q>."""
    for element in [*tree.iter(*NEVER), *_hidden(tree)]:
        element.drop_tree()
    for quote in list(tree.iter("q")):
        quote.text = f"“{quote.text or ''}"
        if len(quote):
            quote[-1].tail = f"{quote[-1].tail or ''}”"
        else:
            quote.text += "”"
        quote.drop_tag()


def _hidden(tree: HtmlElement) -> list[HtmlElement]:
    """What is hidden from the reader: but not most of the page, which a script is to show."""
    hidden = tree.xpath("//body//*[@hidden][not(@hidden='until-found')]")
    if 2 * sum(len(element.text_content()) for element in hidden) > len(tree.text_content()):
        return []
    return list(hidden)


def _in_tables(text: str | None) -> bool:
    """Whether most of the text was taken for a table, as on pages that are laid out by one."""
    rows = [line for line in (text or "").splitlines() if line.startswith("|")]
    return 2 * sum(map(len, rows)) > len(text or "")


def _unfold_tables(tree: HtmlElement) -> None:
    """Makes plain blocks of all tables and their cells."""
    for element in list(tree.iter("table", "tbody", "tr", "td", "th", "center", "font")):
        element.tag = "span" if element.tag == "font" else "div"


def _text(text: str | None, title: str | None, body: str | None) -> str:
    """The paragraphs, parted by empty lines, without the title above them; as in `body`, if that is the same."""
    text = _clean(text) or ""
    if body and same(text, body):
        text = _clean(body) or ""
    lines = [line for line in map(str.strip, text.split("\n")) if line]
    for count in range(1, min(MOST_TITLE_LINES, len(lines) - 1) + 1):
        if title and same("".join(lines[:count]), title):
            lines = lines[count:]
            break
    return "\n\n".join(lines)


def _day(found: Document, tree: HtmlElement, page: str) -> str | None:
    day = iso_date(found.date or "")
    return published_on(day, tree, page) if day else None


def _metadata(found: Document, title: str | None, url: str | None, published: str | None) -> Metadata:
    authors = [author.strip() for author in (_clean(found.author) or "").split(";")]
    return Metadata(
        published=published,
        publisher=_clean(found.sitename),
        url=_address(found.url, url),
        title=title,
        author=", ".join(filter(None, authors)) or None,
    )


def _clean(text: str | None) -> str | None:
    return storable(text.translate(WINDOWS)).strip() or None if text else None


def _address(canonical: str | None, known: str | None) -> str | None:
    """The address that the page gives itself, if it is one of its own site and no mere front page."""
    if not canonical or not known:
        return _web(canonical) or known
    canonical = _web(urljoin(known, canonical))
    if canonical is None:
        return known
    own, other = urlsplit(known), urlsplit(canonical)
    if other.path in {"", "/"} and own.path not in {"", "/"}:
        return known
    return canonical if _site(own.hostname) == _site(other.hostname) else known


def _web(address: str | None) -> str | None:
    try:
        parts = urlsplit(address or "")
        return address if parts.scheme in {"http", "https"} and parts.hostname else None
    except ValueError:
        return None


def _site(host: str | None) -> str:
    """The last two parts of a host's name: `gazette.example` of `amp.gazette.example`."""
    return ".".join((host or "").split(".")[-2:])
