"""One statement, to be cited: its words, where they stand, who and when, how sure it is, and where else they are."""

from __future__ import annotations

import json
from typing import Any

from attribution.storage import finding
from attribution.tracking.checking import check, problem_of
from attribution.tracking.comparing import Comparison, Finding, Likeness, Statement
from attribution.tracking.words import read_quote, read_words
from attribution.web import citing, verdicts
from attribution.web.addresses import safe_link
from attribution.web.database import Row
from attribution.web.evidence import marks_of, statements_of
from attribution.web.marking import PART, marked, paragraphs
from attribution.web.page import NextStep, Page, PageError, PageRequest
from attribution.web.reviews import review_of
from attribution.web.statements import COLUMNS, FROM, statement

ARTICLE = """SELECT id, title, url, publisher, author, published, language, first_seen, length(text) AS characters
FROM articles WHERE id = :id"""
TEXT = "SELECT substr(text, :first + 1, :count) FROM articles WHERE id = :id"
SAID_WITHIN = "SELECT id FROM attributions WHERE within = :id ORDER BY position LIMIT 20"
OTHERS = f"SELECT {COLUMNS} FROM {FROM} WHERE a.id IN (SELECT value FROM json_each(:ids))"
CONTEXT = 1_200  # characters of the article that are read before and behind the words
LONGEST = 6_000  # characters from the first word to the last; of a longer statement, its first
MOST_OTHERS = 10
MOST_LOOKED_FOR = 60  # words by which others with the same are looked for …
LEAST_LOOKED_FOR = 4  # … fewer of them are said by anybody


async def page(asked: PageRequest) -> Page:
    """The statement with this id."""
    found = await statements_of(asked.database, asked.addresses, json.dumps([asked.path["id"]]))
    if not found:
        steps = [
            NextStep("Check a quote", asked.addresses.check()),
            NextStep("Search", asked.addresses.search()),
        ]
        text = "Its article may have been replaced by a corrected text, or read anew by a better extractor."
        raise PageError(404, "There is no such statement", text, steps)
    (cited,) = found
    (article,) = await asked.database.rows(ARTICLE, id=cited["article"]["id"])
    address = asked.datasette.absolute_url(asked.request, cited["url"])
    cited["article"]["source"] = article["url"]
    cited["article"]["address"] = asked.datasette.absolute_url(
        asked.request, asked.addresses.article(article["id"])
    )
    text, first = await _context(asked, cited, article)
    stretches = [text[start - first : end - first] for start, end in cited["spans"]["content"]]
    data = {
        "statement": cited,
        "article": {**article, "link": safe_link(article["url"])},
        "address": address,
        "decided": await review_of(asked, cited["id"]),
        "in_article": _in_article(asked, cited, article),
        "context": paragraphs_around(cited, text, first),
        "original": citing.text_fragment(article["url"], stretches),
        "within": await _others(asked, [cited["within"]] if cited["within"] else []),
        "told": await _others(
            asked, [row["id"] for row in await asked.database.rows(SAID_WITHIN, id=cited["id"])]
        ),
        "elsewhere": await _elsewhere(asked, cited),
        "citations": {
            "plain": citing.plain(cited, address),
            "markdown": citing.markdown(cited, address),
            "bibtex": citing.bibtex(cited, address),
        },
        "json_ld": citing.json_ld(cited, address),
        "annotation": citing.annotation(cited, address, text, first),
    }
    who = cited["speaker"]["name"] if cited["speaker"] else "Nobody named"
    words = " ".join(cited["quote"].split())
    return Page(f"{who}: {words[:60]}{'…' if len(words) > 60 else ''}", "attribution_quote.html", data)


async def _context(asked: PageRequest, cited: dict[str, Any], article: Row) -> tuple[str, int]:
    """The words with some of the text around them, and where in the article that begins."""
    start, end = _extent(cited)
    first = max(0, start - CONTEXT)
    count = end - first + CONTEXT
    return await asked.database.value(TEXT, id=article["id"], first=first, count=count), first


def _in_article(asked: PageRequest, cited: dict[str, Any], article: Row) -> str:
    """The link to the words in their article, of which a long one is shown in parts."""
    link = asked.addresses.article(article["id"], cited["id"])
    return link.replace("#", f"?at={cited['position']}#") if article["characters"] > PART else link


def _extent(cited: dict[str, Any]) -> tuple[int, int]:
    content = cited["spans"]["content"]
    return content[0][0], content[-1][1]


def paragraphs_around(cited: dict[str, Any], text: str, first: int) -> list[dict[str, Any]]:
    """The paragraphs of the words, marked, with one before and one behind; `text` begins at `first` in the article."""
    start, end = (place - first for place in _extent(cited))
    end = min(end, start + LONGEST)
    listed = paragraphs(text)
    own = [n for n, span in enumerate(listed) if span.start < end and span.end > start]
    marks = [
        mark._replace(start=mark.start - first, end=mark.end - first)
        for mark in marks_of([cited])
        if mark.end > first and mark.start < first + len(text)
    ]
    chosen = listed[max(0, own[0] - 1) : own[-1] + 2] if own else []
    return [
        {
            "own": span.start < end and span.end > start,
            # The text read may begin or end within a paragraph.
            "cut_before": span.start == 0 < first,
            "cut_behind": span.end == len(text) and len(text) == _extent(cited)[1] - first + CONTEXT,
            "segments": [
                {"words": segment.words, "roles": segment.roles} for segment in marked(text, marks, span)
            ],
        }
        for span in chosen
    ]


async def _others(asked: PageRequest, ids: list[str]) -> list[dict[str, Any]]:
    if not ids:
        return []
    rows = await asked.database.rows(OTHERS, ids=json.dumps(ids))
    found = {row["id"]: statement(row, asked.addresses) for row in rows}
    return [found[id_] for id_ in ids if id_ in found]


async def _elsewhere(asked: PageRequest, cited: dict[str, Any]) -> list[dict[str, Any]]:
    """Other statements with the same words, or nearly, the nearest first; of a long one its beginning is looked for."""
    words = read_words(cited["quote"])[:MOST_LOOKED_FOR]
    looked_for = cited["quote"][: words[-1].end] if words else ""
    if len(words) < LEAST_LOOKED_FOR or problem_of(looked_for):
        return []
    speaker = cited["speaker"]["name"] if cited["speaker"] else ""

    own = Statement(cited["id"], cited["quote"], cited["kind"], cited["stance"], speaker or None)

    def look(connection: Any) -> list[dict[str, Any]]:
        statements, common = finding.find_statements(connection, read_quote(looked_for))
        others = [each for each in statements if each.id != cited["id"] and not each.superseded]
        findings = check(looked_for, others, speaker=speaker, common=common).findings[:MOST_OTHERS]
        told = finding.details_of(connection, [each.statement.id for each in findings])
        return [_compared(each, own, told[each.statement.id]) for each in findings]

    found = await asked.database.read(look)
    records = {each["id"]: each for each in await _others(asked, [record["id"] for record in found])}
    return [{**record, "statement": records[record["id"]]} for record in found]


def _compared(found: Finding, own: Statement, told: finding.Details) -> dict[str, Any]:
    """The other statement with what only it has; one that has but a part of the words may have that word for word."""
    record = {**verdicts.finding_record(found, told), "part": found.likeness is Likeness.PARTIAL}
    if found.likeness is not Likeness.VERBATIM and not problem_of(found.statement.words):
        other = Comparison(read_quote(found.statement.words)).with_statement(own)
        if other and other.likeness < found.likeness:
            turned = verdicts.finding_record(other, told)
            record |= {key: turned[key] for key in ("likeness", "title_of_likeness")}
            record |= {"found": turned["asked"], "part": True}
    return record
