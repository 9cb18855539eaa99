"""A list of feeds in OPML, as feed readers export it."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from attribution.reading.cleaning import UnreadableError

BARE = re.compile(r"&(?!#?\w{1,40};)")  # in addresses, many programs forget to escape it


def feeds_in(text: str) -> list[str]:
    """The addresses of the feeds in a list, outlines within outlines too, each once; as they are written.

    `text` is that of `markup.listing`, which lets no XML bomb through. Raises UnreadableError if it is
    no well-formed XML.
    """
    try:
        root = ElementTree.fromstring(BARE.sub("&amp;", text))  # noqa: S314 (declares no entities: see above)
    except (ElementTree.ParseError, ValueError) as error:
        raise UnreadableError(f"is an OPML list that cannot be read ({error})") from error
    found: dict[str, None] = {}
    for outline in root.iter("outline"):
        for name, value in outline.items():
            if name.lower() == "xmlurl" and value.strip():
                found[value.strip()] = None
    return list(found)
