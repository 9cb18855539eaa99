"""Names of texts: a law, a treaty, a database, a title in quotation marks; what speaks there is a document."""

from __future__ import annotations

from attribution.extraction.naming.entities import Entity
from attribution.extraction.naming.names import Name, NameReader
from attribution.extraction.text.tagging import CLOSE, OPEN


def names_work(reader: NameReader, name: Name, entity: Entity) -> bool:
    """Whether a name is a text's: "the Affordable Homes Act", "the Koran", "“The Long Winter”"."""
    layout, names = reader.layout, reader.names
    surely = entity.sure and entity.type == "person"
    if surely or entity.type in ("group", "place") or "_".join(entity.name.casefold().split()) in names["body"]:
        return False
    last = layout.words[name.after - 1]
    if last in names["scripture"]:
        return True
    if name.after - name.first > 1 and last in names["named-document"]:
        return True
    if any(reader.is_body_word(layout.words[n]) for n in range(name.first, name.after)):
        return False  # "“Halden Motors”"
    first = name.first - (layout.tags[name.first - 1] == "D")
    return layout.tags[first - 1 : first] == OPEN and layout.tags[name.after : name.after + 1] == CLOSE
