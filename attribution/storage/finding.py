"""What the database says to a quote: few statements and passages are fetched, the rarest words first, and compared.

Every function takes an open connection and only reads, so that a page and a command ask in one way. All queries are
bounded: of very common words, not every statement is looked at.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from attribution.tracking.checking import Checked, Passage, check, with_passages
from attribution.tracking.comparing import Likeness, Statement
from attribution.tracking.passages import find_words
from attribution.tracking.words import INVISIBLE, Quote, Word, read_keys, read_quote, read_words

PHRASE = 12  # words that are looked for in a row; of a longer piece, these and the next
MOST_PHRASES = 6
MOST_WORDS = 32  # words of a quote that are counted
MANY = 2_000  # statements: a word in more of them is common
MOST_FETCHED = 200  # statements, of each way to find them
MOST_RARE = 9  # words by which statements are looked for, the rarest
RUN = 3  # words in a row that are looked for
MOST_RUNS = 4
MOST_COMPARED = 60  # statements with most of the words
AROUND = 160  # characters shown before and behind a passage
MOST_TEXTS = 5  # articles whose whole text is looked at …
LONGEST_TEXT = 300_000  # … unless it has more characters

FIND = "SELECT rowid FROM attributions_fts WHERE attributions_fts MATCH ? LIMIT ?"
FIND_RANKED = "SELECT rowid FROM attributions_fts WHERE attributions_fts MATCH ? ORDER BY rank LIMIT ?"
COUNT = "SELECT count(*) FROM (SELECT 1 FROM attributions_fts WHERE attributions_fts MATCH ? LIMIT ?)"
# The rowids and other keys come as one JSON array: one parameter, however many there are.
QUOTES = "SELECT rowid, quote FROM attributions WHERE rowid IN (SELECT value FROM json_each(?))"
STATEMENTS = """SELECT a.id, a.quote, a.kind, a.stance, coalesce(s.name, a.speaker_name), a.role, a.within,
    a.speaker_name, (SELECT json_group_array(name) FROM speaker_names AS n INDEXED BY speaker_names_article
        WHERE n.article = a.article AND n.speaker = a.speaker), a.superseded
FROM attributions AS a LEFT JOIN speakers AS s ON s.id = a.speaker
WHERE a.rowid IN (SELECT value FROM json_each(?))
ORDER BY coalesce(a.published, a.said_on, '9'), a.rowid"""
TEXTS = """SELECT id, text, superseded_by IS NOT NULL FROM articles
WHERE rowid IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH ? LIMIT ?) AND length(text) <= ?"""
CUT = """SELECT DISTINCT a.id, a.review IS 'rejected'
FROM attributions AS a JOIN spans AS s ON s.attribution = a.id AND s.role = 'content'
WHERE a.article = ? AND s.start < ? AND s."end" > ? ORDER BY a.position LIMIT 20"""
REASON = """SELECT reason FROM quoted_spans
WHERE article = ? AND start <= ? AND "end" >= ? AND reason IS NOT NULL ORDER BY start DESC LIMIT 1"""
DETAILS = """SELECT a.id, coalesce(s.name, a.speaker_name), a.role, a.said_on, a.published, a.publisher, a.article,
    articles.title, articles.url
FROM attributions AS a JOIN articles ON articles.id = a.article LEFT JOIN speakers AS s ON s.id = a.speaker
WHERE a.id IN (SELECT value FROM json_each(?))"""
CONTEXT = """SELECT id, title, publisher, published, url,
    substr(text, max(?2 - ?4, 0) + 1, min(?2, ?4)), substr(text, ?2 + 1, ?3 - ?2), substr(text, ?3 + 1, ?4)
FROM articles WHERE id = ?1"""
SEARCHED = """SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM attributions)
        - (SELECT count(*) FROM attributions WHERE review = 'rejected'),
    (SELECT min(published) FROM articles), (SELECT max(published) FROM articles)"""

UNSEARCHED = re.compile(rf"[{INVISIBLE}\[\]]")


class Searched(NamedTuple):
    """What a quote is looked for in."""

    articles: int
    statements: int
    first_published: str | None
    last_published: str | None


class Details(NamedTuple):
    """What is told of a statement besides its words."""

    id: str
    speaker: str | None
    role: str | None
    said_on: str | None
    published: str | None
    publisher: str | None
    article: str
    title: str | None
    url: str | None


class Context(NamedTuple):
    """A passage with its article, and some of the text before and behind it."""

    article: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    before: str
    words: str
    after: str


def check_quote(
    connection: sqlite3.Connection, text: str, *, speaker: str = "", ignored: frozenset[str] = frozenset()
) -> Checked:
    """What the database says to the words, said by `speaker` if given; `ignored` are words that count in no name.

    The text has passed `problem_of`. Where no statement has all the words, whole articles are looked at.
    """
    quote = read_quote(text)
    statements, common = find_statements(connection, quote, speaker)
    checked = check(text, statements, speaker=speaker, common=common, ignored=ignored)
    if checked.findings and checked.findings[0].likeness is Likeness.VERBATIM:
        return checked
    return with_passages(checked, find_passages(connection, quote))


def find_statements(
    connection: sqlite3.Connection, quote: Quote, speaker: str = ""
) -> tuple[list[Statement], frozenset[str]]:
    """The statements most like the quote, earliest first, and which of its words are common here.

    Looked for are the whole quote, the same by the speaker, its rarest words, and, where the whole is not found, some
    runs of its words.
    """
    counts = _counts(connection, quote)
    whole = _phrases(quote)
    names = [_term(speaker, [word]) for word in read_words(speaker)]
    theirs = [f"{whole} AND speaker_name : ({' OR '.join(names)})"] if names else []
    rows = _rowids(connection, FIND, [whole, *theirs])
    if not rows:
        rows = _rowids(connection, FIND, _runs(quote, counts))
    rows |= _rowids(connection, FIND_RANKED, _rare(counts))
    common = frozenset(word.key for word in quote.words if counts.get(_term(quote.text, [word]), 0) > MANY)
    return _statements(connection, _most_alike(connection, quote, rows)), common


def find_passages(connection: sqlite3.Connection, quote: Quote) -> list[Passage]:
    """Where the words stand in the text of articles, whoever says them."""
    passages = []
    found = connection.execute(TEXTS, (_phrases(quote, "text"), MOST_TEXTS, LONGEST_TEXT)).fetchall()
    for article, text, superseded in found:
        place = find_words(text, quote)
        if place is None:
            continue
        cut = connection.execute(CUT, (article, place.end, place.start)).fetchall()
        reason = connection.execute(REASON, (article, place.start, place.end)).fetchone()
        passages.append(
            Passage(
                article,
                *place,
                tuple(str(id_) for id_, rejected in cut if not rejected),
                reason[0] if reason else None,
                any(rejected for _, rejected in cut),
                bool(superseded),
            )
        )
    return passages


def details_of(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, Details]:
    """What is told of the statements, by their ids."""
    rows = connection.execute(DETAILS, (json.dumps(list(ids)),)).fetchall()
    return {row[0]: Details(*row) for row in rows}


def context_of(connection: sqlite3.Connection, passage: Passage) -> Context:
    """Where the passage stands."""
    place = (passage.article, passage.start, passage.end, AROUND)
    return Context(*connection.execute(CONTEXT, place).fetchone())


def searched(connection: sqlite3.Connection) -> Searched:
    """How much there is to look in."""
    return Searched(*connection.execute(SEARCHED).fetchone())


def _counts(connection: sqlite3.Connection, quote: Quote) -> dict[str, int]:
    """How many statements have each word, up to one more than MANY; of a long quote, only of its longest words.

    The words are given as the search wants them.
    """
    words = {_term(quote.text, [word]): len(word.key) for word in quote.words}
    longest = sorted(words, key=lambda word: words[word], reverse=True)[:MOST_WORDS]
    return {word: connection.execute(COUNT, (f"quote : {word}", MANY + 1)).fetchone()[0] for word in longest}


def _rowids(connection: sqlite3.Connection, sql: str, matches: Iterable[str]) -> set[int]:
    """The statements that match any of these, up to MOST_FETCHED of each."""
    return {
        rowid for match in matches for (rowid,) in connection.execute(sql, (match, MOST_FETCHED)).fetchall()
    }


def _rare(counts: dict[str, int]) -> list[str]:
    """Statements with any of the rarest words, as long as these are not too many; the best ranked are wanted."""
    chosen: list[str] = []
    total = 0
    for count, word in sorted((count, word) for word, count in counts.items() if count)[:MOST_RARE]:
        total += count
        if total > MANY:
            break
        chosen.append(word)
    return [f"quote : ({' OR '.join(chosen)})"] if chosen else []


def _runs(quote: Quote, counts: dict[str, int]) -> list[str]:
    """Statements with a few words in a row, the rarest runs: what finds an altered quote of common words alone."""
    often = [counts.get(_term(quote.text, [word]), MANY) for word in quote.words]
    starts = [at for start, end in quote.pieces() for at in range(start, end - RUN + 1)]
    chosen: list[int] = []
    for at in sorted(starts, key=lambda at: sum(often[at : at + RUN])):
        if len(chosen) < MOST_RUNS and all(abs(at - other) >= RUN for other in chosen):
            chosen.append(at)
    return [f"quote : {_term(quote.text, quote.words[at : at + RUN])}" for at in chosen]


def _phrases(quote: Quote, column: str = "quote") -> str:
    """The pieces of the quote, cut into phrases of a few words, all of which are wanted."""
    bare = quote.without_inserted()
    kept = bare if bare.words else quote
    phrases = [
        _term(quote.text, kept.words[at : min(at + PHRASE, end)])
        for start, end in kept.pieces()
        for at in range(start, end, PHRASE)
    ]
    return f"{column} : ({' AND '.join(phrases[:MOST_PHRASES])})"


def _term(text: str, words: Iterable[Word]) -> str:
    """The words as one string of the search's language, which takes them apart as it did with the statements."""
    phrase = " ".join(text[word.start : word.end] for word in words)
    return '"' + UNSEARCHED.sub("", phrase).replace('"', '""') + '"'


def _most_alike(connection: sqlite3.Connection, quote: Quote, rows: Iterable[int]) -> list[int]:
    """The rowids of the statements that have most of the words; of as many, the shorter."""
    wanted = {word.key for word in quote.words}
    alike = []
    for rowid, words in connection.execute(QUOTES, (json.dumps(list(rows)),)).fetchall():
        shared = len(wanted.intersection(read_keys(words)))
        alike.append((-shared, len(words), rowid))
    return [rowid for *_, rowid in sorted(alike)[:MOST_COMPARED]]


def _statements(connection: sqlite3.Connection, rows: list[int]) -> list[Statement]:
    found = connection.execute(STATEMENTS, (json.dumps(rows),)).fetchall()
    return [
        Statement(
            id_,
            words,
            kind,
            stance,
            speaker,
            tuple({name, *json.loads(names)} - {None}),
            role,
            within,
            bool(superseded),
        )
        for id_, words, kind, stance, speaker, role, within, name, names, superseded in found
    ]
