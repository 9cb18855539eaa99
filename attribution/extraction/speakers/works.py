"""Names of texts: a law, a treaty, a database, a title in quotation marks; what speaks there is a document."""

from __future__ import annotations

from attribution.extraction.naming.entities import Entity
from attribution.extraction.naming.names import Name, NameReader
from attribution.extraction.text.tagging import CLOSE, OPEN
from attribution.languages import NAME


def title_of(reader: NameReader, name: Name, entity: Entity) -> str | None:
    """The name of a text: "the Affordable Homes Act", "the Koran", "“The Long Winter”"; None for one of somebody."""
    layout, names = reader.layout, reader.names
    if entity.type == "group" or reader.is_listed(entity.name.casefold().split()):
        return None
    begin, after = name.first, name.after
    while begin > 0 and layout.tags[begin - 1] not in "D.,<" and layout.text[layout.starts[begin - 1]].isupper():
        begin -= 1  # "the Halden Accord", of Halden
    surely = entity.sure and entity.type == "person" and layout.tags[begin - 1] != "D"
    if surely or (entity.type == "place" and after - name.first < 2):
        return None
    last = layout.words[after - 1]
    if last in names["scripture"]:
        return entity.name
    if last in names["named-document"] and (after - begin > 1 or layout.tags[begin - 1] == "D"):
        while layout.tags[after : after + 2] == "o" + NAME:
            after += 2  # "the Treaty of Halden"
        start, end = layout.span(begin, after)
        return " ".join(layout.text[start:end].split())
    if any(reader.is_body_word(layout.words[n]) for n in range(name.first, name.after)):
        return None  # "“Halden Motors”"
    first = name.first - (layout.tags[name.first - 1] == "D")
    quoted = layout.tags[first - 1 : first] == OPEN and layout.tags[name.after : name.after + 1] == CLOSE
    return entity.name if quoted and entity.type != "place" else None
