"""What people decided, as annotations: tagged cases for tests, and gold for `attribution evaluate`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from attribution.model import Span, Spans
from attribution.storage.carrying import Reviewed, ReviewedArticle
from attribution.tagged import write

BREAK = re.compile(r"\n[^\S\n]*\n\s*")  # between paragraphs
EXPECTED = {"speaker_name": "speaker", "speaker_type": "speaker_type", "kind": "kind", "stance": "stance"}


class Told(NamedTuple):
    """The parts of a statement, as `tagged.write` takes them."""

    source: Spans
    cue: Spans
    content: Spans


class Case(NamedTuple):
    """A passage of an article with the statements in it that were not rejected."""

    start: int
    end: int
    statements: tuple[Reviewed, ...]


def is_whole(article: ReviewedArticle) -> bool:
    """Whether somebody has decided on every statement of the article."""
    return all(statement.review for statement in article.statements)


def as_gold(article: ReviewedArticle) -> dict[str, Any]:
    """The article as a line of gold: every statement that was not rejected, those not found any more too."""
    about = article.article
    return {
        "id": about["given_id"] or about["id"],
        "title": about["title"],
        "url": about["url"],
        "publisher": about["publisher"],
        "date": about["published"],
        "language": about["language"],
        "text": about["text"],
        "attributions": [
            {
                **statement.parts,
                "kind": statement.values["kind"],
                "speaker": statement.values["speaker_name"],
                "speaker_type": statement.values["speaker_type"],
                "stance": statement.values["stance"],
                "said_on": statement.values["said_on"],
            }
            for statement in article.statements
            if statement.review != "rejected"
        ],
    }


def as_cases(article: ReviewedArticle) -> Iterator[str]:
    """TOML tables for `tests/cases/`: each passage that holds a statement on which somebody decided.

    A rejected statement gives a passage in which it is not tagged. A speaker whose name stands elsewhere in the
    article is not expected, since the passage alone does not tell it.
    """
    about = article.article
    text = about["text"] or ""
    for number, case in enumerate(_cases(text, article.statements), 1):
        lines = [
            "[[case]]",
            "pattern = 0",
            f'name = "corrected-{about["id"]}-{number}"',
            f"text = {_quoted(_tagged(text, case))}",
        ]
        if about["published"]:
            lines.append(f"published = {_quoted(about['published'])}")
        expected = [_expected(text[case.start : case.end], statement) for statement in case.statements]
        if any(expected):
            lines.append(f"expect = [{', '.join(expected)}]")
        yield "\n".join(lines) + "\n"


def _cases(text: str, statements: Iterable[Reviewed]) -> Iterator[Case]:
    """Passages of whole paragraphs that hold a decision, from the first to the last; none overlaps another."""
    passages: list[tuple[int, int]] = []
    found = [(_passage(text, statement), statement) for statement in statements]
    for (start, end), _ in sorted(found, key=lambda pair: pair[0]):
        if passages and start < passages[-1][1]:
            passages[-1] = (passages[-1][0], max(end, passages[-1][1]))
        else:
            passages.append((start, end))
    for start, end in passages:
        inside = [statement for (first, last), statement in found if start <= first and last <= end]
        if any(statement.review for statement in inside):
            yield Case(start, end, tuple(each for each in inside if each.review != "rejected"))


def _passage(text: str, statement: Reviewed) -> tuple[int, int]:
    """The paragraphs that the parts of the statement stand in."""
    places = [place for spans in statement.parts.values() for place in spans]
    first, last = min(start for start, _ in places), max(end for _, end in places)
    start, end = 0, len(text)
    for match in BREAK.finditer(text):
        if match.end() <= first:
            start = match.end()
        elif match.start() >= last:
            end = match.start()
            break
    return start, end


def _tagged(text: str, case: Case) -> str:
    def moved(spans: list[list[int]]) -> Spans:
        return tuple(Span(start - case.start, end - case.start) for start, end in spans if start < end)

    told = [
        Told(**{part: moved(statement.parts[part]) for part in Told._fields}) for statement in case.statements
    ]
    return write(text[case.start : case.end], told)


def _expected(passage: str, statement: Reviewed) -> str:
    if not statement.review:
        return "{}"
    values = {called: statement.values[name] for name, called in EXPECTED.items()}
    if not values["speaker"] or values["speaker"] not in passage:
        del values["speaker"], values["speaker_type"]
    return "{" + ", ".join(f"{name} = {_quoted(value)}" for name, value in values.items() if value) + "}"


def _quoted(words: str) -> str:
    """A TOML string; JSON's are, but for one control character."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")
