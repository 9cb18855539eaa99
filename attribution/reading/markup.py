"""What is written in XML that comes from anywhere: its text, and what kind of list it is, if any."""

from __future__ import annotations

import re
from enum import StrEnum

from attribution.reading.cleaning import UnreadableError
from attribution.reading.decoding import decode

MOST_BYTES = 8 * 1024 * 1024  # of a feed or a list of feeds
DECLARED = re.compile(rb"<\?xml[^<>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})[\"']")
DECLARATION = re.compile(r"\s*+<\?xml[^<>]{0,400}\?>")
PROLOGUE = re.compile(r"\s*+(?:<!--|<\?|<!DOCTYPE\s++(?P<of>[\w:.-]++))", re.IGNORECASE)
ROOT = re.compile(r"\s*+<(?:[\w.-]+:)?(?P<name>[A-Za-z]+)\b")
CROWDED = re.compile(r"<[^<>=]*+(?:=[^<>=]*+){500}")


class Listing(StrEnum):
    """A kind of document that tells of articles, or of feeds that do."""

    FEED = "feed"
    JSON_FEED = "JSON feed"
    OPML = "OPML list"


AN = {Listing.FEED: "a feed", Listing.JSON_FEED: "a JSON feed", Listing.OPML: "an OPML list"}
ROOTS = {"rss": Listing.FEED, "feed": Listing.FEED, "rdf": Listing.FEED, "opml": Listing.OPML}
JSON_FEED = re.compile(
    r"\s*+\{.{0,2000}?\"version\"\s*:\s*\"https?:\\?/\\?/jsonfeed\.org\\?/version\\?/", re.DOTALL
)


def listing(content: bytes, charset: str | None = None) -> tuple[Listing, str] | None:
    """What kind of listing the content is, and its text without the XML declaration; None if it is none.

    Raises UnreadableError if it is one, and one that may not be read: a bomb, or too large.
    """
    head = content[:4096].lstrip(b"\xef\xbb\xbf\xff\xfe\xfe\xff\x00 \t\r\n")
    if not head.startswith((b"<", b"{")):
        return None
    declared = DECLARED.search(content[:400])
    try:
        text, _ = decode(content, charset or (declared[1].decode("ascii") if declared else None))
    except UnreadableError:
        return None
    if JSON_FEED.match(text):
        kind, start = Listing.JSON_FEED, 0
    else:
        declaration = DECLARATION.match(text)
        text = text[declaration.end() :] if declaration else text
        start, subset = _root(text)
        root = ROOT.match(text, start)
        found = ROOTS.get(root["name"].lower()) if root else None
        if subset and subset.lower().rpartition(":")[2] in ROOTS:
            raise UnreadableError("declares entities of its own, as an XML bomb does; it is not read")
        if found is None:
            return None
        kind = found
    if len(content) > MOST_BYTES:
        raise UnreadableError(f"is {AN[kind]} larger than {MOST_BYTES // 1024**2} MiB; it is not read")
    if CROWDED.search(text):
        raise UnreadableError(f"is {AN[kind]} with hundreds of attributes in one element; it is not read")
    return kind, text


def _root(text: str) -> tuple[int, str | None]:
    """Where the first element may stand, and of which element a DTD within the document tells, if one does."""
    position = 0
    while found := PROLOGUE.match(text, position):
        end = "-->" if found[0].endswith("<!--") else ">"
        stop = text.find(end, found.end())
        if stop < 0:
            break
        if found["of"] and "[" in text[found.end() : stop]:
            return stop, found["of"]
        position = stop + len(end)
    return position, None
