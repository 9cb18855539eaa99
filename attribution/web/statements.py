"""A statement as every page shows it: one choice of columns, one record."""

from __future__ import annotations

from typing import Any

from attribution.web.addresses import Addresses
from attribution.web.database import Row
from attribution.web.wording import confidence_word

# The day a statement is sorted and searched by. It is never shown without the word that tells which it is.
DAY = "coalesce(a.said_on, a.published)"
COLUMNS = """a.id, a.quote, a.kind, a.stance, a.speaker, coalesce(s.name, a.speaker_name) AS speaker_name,
    a.role, a.said_on, a.said_on_text, a.published, a.addressee, a.place, a.confidence, a.rule, a.cue,
    a.article, articles.title AS article_title, a.publisher, a.review,
    a.superseded, articles.first_seen"""
FROM = """attributions AS a JOIN articles ON articles.id = a.article
    LEFT JOIN speakers AS s ON s.id = a.speaker"""


def statement(row: Row, addresses: Addresses) -> dict[str, Any]:
    """The row of `COLUMNS` as a record with links; what is not known is None.

    A speaker without an id is nobody in particular ("a spokesman"): named, but without a page.
    """
    name = row["speaker_name"]
    return {
        "id": row["id"],
        "url": addresses.quote(row["id"]),
        "quote": row["quote"],
        "kind": row["kind"],
        "stance": row["stance"],
        "cue": row["cue"],
        "speaker": name and {
            "id": row["speaker"],
            "name": name,
            "url": row["speaker"] and addresses.speaker(row["speaker"]),
        },
        "role": row["role"],
        "said_on": row["said_on"],
        "said_on_text": row["said_on_text"],
        "published": row["published"],
        "first_seen": row["first_seen"],
        "addressee": row["addressee"],
        "place": row["place"],
        "outlet": row["publisher"],
        "article": {
            "id": row["article"],
            "title": row["article_title"],
            "url": addresses.article(row["article"], row["id"]),
        },
        "confidence": row["confidence"],
        "confidence_word": confidence_word(row["confidence"]),
        "rule": row["rule"],
        "review": row["review"],
        "superseded": bool(row["superseded"]),
    }  # fmt: skip


# A statement as a line of CSV: column -> where it stands in the record.
FLAT = {
    "quote": ("quote",),
    "speaker": ("speaker", "name"),
    "role": ("role",),
    "kind": ("kind",),
    "stance": ("stance",),
    "said_on": ("said_on",),
    "said_on_text": ("said_on_text",),
    "published": ("published",),
    "first_seen": ("first_seen",),
    "addressee": ("addressee",),
    "place": ("place",),
    "outlet": ("outlet",),
    "article": ("article", "title"),
    "confidence": ("confidence",),
    "rule": ("rule",),
    "review": ("review",),
    "id": ("id",),
    "url": ("url",),
}


def flat(record: dict[str, Any]) -> dict[str, Any]:
    """The record of a statement as one line of CSV, with the columns of `FLAT`."""
    line = {}
    for column, path in FLAT.items():
        value: Any = record
        for key in path:
            value = value and value[key]
        line[column] = value
    return line
