"""The statements of a page in full: with the words that a search found marked, and what stands around them."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from typing import Any

from attribution.web.addresses import Addresses
from attribution.web.database import NewsDatabase, Row
from attribution.web.statements import COLUMNS, FROM, statement

AROUND = 140  # characters of the article on either side
CONTEXT = f"""substr(articles.text, max(1, a.position - {AROUND - 1}), min(a.position, {AROUND})) AS before,
    substr(articles.text, 1 + coalesce((SELECT max("end") FROM spans WHERE attribution = a.id AND role = 'content'),
        length(articles.text)), {AROUND}) AS after"""
PLAIN = f"""SELECT a.rowid AS n, {COLUMNS}, {CONTEXT} FROM {FROM}
WHERE a.rowid IN (SELECT value FROM json_each(:rows))"""
# 64 words are the most that a snippet takes; a quote that is longer is cut where the words searched for stand.
MARKED = f"""SELECT a.rowid AS n, {COLUMNS}, {CONTEXT},
    snippet(attributions_fts, 0, :opening, :closing, '…', 64) AS marked
FROM attributions_fts AS f CROSS JOIN {FROM.replace("attributions AS a", "attributions AS a ON a.rowid = f.rowid", 1)}
WHERE attributions_fts MATCH :words AND f.rowid IN (SELECT value FROM json_each(:rows))"""


async def statements_of(
    database: NewsDatabase, addresses: Addresses, numbers: Sequence[int], words: str = ""
) -> list[dict[str, Any]]:
    """The records of the attributions with these row numbers, in this order.

    With `words`, a match of FTS5, each record has `marked`: the quote in pieces, with what was found.
    """
    rows = json.dumps(list(numbers))
    if words:
        # Marks that nobody can have written into an article beforehand.
        opening, closing = f"[{secrets.token_hex(8)}]", f"[{secrets.token_hex(8)}]"
        found = await database.rows(MARKED, rows=rows, words=words, opening=opening, closing=closing)
    else:
        opening = closing = ""
        found = await database.rows(PLAIN, rows=rows)
    by_number = {row["n"]: row for row in found}
    return [
        _record(by_number[number], addresses, opening, closing) for number in numbers if number in by_number
    ]


def _record(row: Row, addresses: Addresses, opening: str, closing: str) -> dict[str, Any]:
    record = statement(row, addresses)
    record["before"] = _tail(row["before"] or "")
    record["after"] = _head(row["after"] or "")
    if opening and opening in row["marked"]:
        record["marked"] = pieces(row["marked"], opening, closing)
    return record


def pieces(marked: str, opening: str, closing: str) -> list[dict[str, Any]]:
    """Text with marks in it as pieces, each found or not.

    >>> [(piece["text"], piece["hit"]) for piece in pieces("the <sea> wall", "<", ">")]
    [('the ', False), ('sea', True), (' wall', False)]
    """
    found: list[dict[str, Any]] = []
    for number, part in enumerate(marked.split(opening)):
        hit, _, rest = part.partition(closing) if number else ("", "", part)
        found += [{"text": text, "hit": is_hit} for text, is_hit in ((hit, True), (rest, False)) if text]
    return found


def _tail(text: str) -> str:
    """The end of the text, in its last paragraph, from the beginning of a word."""
    paragraph = text.rsplit("\n", 1)[-1]
    if len(paragraph) == AROUND:
        paragraph = "…" + paragraph.partition(" ")[2]
    return paragraph.lstrip()


def _head(text: str) -> str:
    """The beginning of the text, in its first paragraph, up to the end of a word."""
    paragraph = text.split("\n", 1)[0]
    if len(paragraph) == AROUND:
        paragraph = paragraph.rpartition(" ")[0] + "…"
    return paragraph.rstrip()
