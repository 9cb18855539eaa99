"""Gold and predicted attributions as files tell them: one JSON object a line, read and checked here; gold also as a
folder of tagged articles (see `articles`).

A gold line has `id`, `text` and `attributions`, and may have `title`, `url`, `date`, `publisher`,
`language`. A line of predictions has `id` and `attributions`. An attribution has `content`, and may have
`source` and `cue` (lists of `[start, end]`, code points of the text, end exclusive), `speaker`,
`said_on`, `stance`, `rule` and `confidence`. Other keys are ignored.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from attribution.evaluation import articles
from attribution.extraction import extract
from attribution.languages import Language
from attribution.model import Article, Span, Spans


class AnnotationFileError(ValueError):
    """A file of gold, predictions or floors that cannot be used; the message names the file and the place."""


@dataclass(frozen=True, slots=True)
class Told:
    """One attribution as a file or an extraction tells it.

    `told` has those of `speaker`, `said_on`, `stance` about which the file says something, be it null.
    `where` is the file and line, for messages.
    """

    content: Spans
    source: Spans = ()
    cue: Spans = ()
    speaker: str | None = None
    said_on: str | None = None
    stance: str | None = None
    rule: str | None = None
    confidence: float | None = None
    told: frozenset[str] = frozenset()
    where: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Document:
    """An article with its gold attributions, in the order of the file."""

    article: Article
    attributions: tuple[Told, ...] = ()


Predictions = Mapping[str, tuple[Told, ...]]


def read_gold(path: Path | str) -> dict[str, Document]:
    """Documents of a gold file or folder by their id. AnnotationFileError, naming file and line, for a bad one."""
    documents, path = {}, Path(path)
    for where, key, line in _tagged(path) if path.is_dir() else _lines(path):
        text = line.get("text")
        if not isinstance(text, str):
            raise AnnotationFileError(f'{where}: a gold document needs its text, a string, under "text"')
        about = {name: _word(line, name, where) for name in ("title", "url", "date", "publisher", "language")}
        article = Article(
            text, key, about["title"], about["url"], about["date"], about["publisher"],
            language=about["language"] or "en",
        )  # fmt: skip
        attributions = _attributions(line, where)
        for attribution in attributions:
            check_spans(attribution, len(text))
        documents[key] = Document(article, attributions)
    if not documents:
        expected = "tagged articles (*.txt) are" if path.is_dir() else "one JSON object a line is"
        raise AnnotationFileError(f"{path}: no gold document in it; {expected} expected")
    return documents


def read_predictions(path: Path | str) -> dict[str, tuple[Told, ...]]:
    """Predicted attributions by the id of their document. AnnotationFileError, naming file and line, if
    malformed.

    Whether spans lie inside the texts shows when they are compared with gold.
    """
    return {key: _attributions(line, where) for where, key, line in _lines(Path(path))}


def predict(gold: Mapping[str, Document], language: Language) -> dict[str, tuple[Told, ...]]:
    """What `extract` finds in the texts of the gold documents, as if it had been written and read again."""
    return {
        key: tuple(
            Told(a.content, a.source, a.cue, a.speaker, a.said_on, a.stance, a.rule, a.confidence)
            for a in extract(document.article, language).attributions
        )
        for key, document in gold.items()
    }


def check_spans(attribution: Told, length: int) -> None:
    """AnnotationFileError unless all spans lie inside a text of `length` characters."""
    for start, end in (*attribution.content, *attribution.source, *attribution.cue):
        if not 0 <= start <= end <= length:
            raise AnnotationFileError(
                f"{attribution.where or 'predictions'}: span [{start}, {end}] is not inside the text"
                f" of {length} characters"
            )


def _tagged(folder: Path) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The same as `_lines`, of a folder of tagged articles."""
    try:
        for record in articles.records(folder):
            yield f"{folder / record['id']}.txt", record["id"], record
    except OSError as error:
        raise AnnotationFileError(f"{error.filename}: cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise AnnotationFileError(str(error)) from error


def _lines(path: Path) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """File and line number for messages, id, and JSON object of each line that is not blank."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise AnnotationFileError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise AnnotationFileError(f"{path}: not UTF-8 (byte {error.start})") from error
    first: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        where = f"{path}, line {number}"
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise AnnotationFileError(f"{where}: not JSON ({error})") from error
        key = value.get("id") if isinstance(value, dict) else None
        if not isinstance(key, (str, int)):
            raise AnnotationFileError(f'{where}: a JSON object with the document\'s "id" is expected')
        if first.setdefault(str(key), number) != number:
            raise AnnotationFileError(f"{where}: document {key!r} is given in line {first[str(key)]} already")
        yield where, str(key), value


def _attributions(line: dict[str, Any], where: str) -> tuple[Told, ...]:
    attributions = line.get("attributions")
    if not isinstance(attributions, list):
        raise AnnotationFileError(f'{where}: a list of attributions under "attributions" is expected')
    return tuple(_told(a, f"{where}, attribution {number}") for number, a in enumerate(attributions, 1))


def _told(attribution: object, where: str) -> Told:
    if not isinstance(attribution, dict) or attribution.get("content") is None:
        raise AnnotationFileError(f'{where}: a JSON object with the spans of its "content" is expected')
    confidence = attribution.get("confidence")
    if confidence is not None and (
        isinstance(confidence, bool) or not isinstance(confidence, (int, float)) or not 0 <= confidence <= 1
    ):
        raise AnnotationFileError(f"{where}: a confidence between 0 and 1 is expected, not {confidence!r}")
    return Told(
        content=_spans(attribution, "content", where),
        source=_spans(attribution, "source", where),
        cue=_spans(attribution, "cue", where),
        speaker=_word(attribution, "speaker", where),
        said_on=_word(attribution, "said_on", where),
        stance=_word(attribution, "stance", where),
        rule=_word(attribution, "rule", where),
        confidence=confidence,
        told=frozenset({"speaker", "said_on", "stance"} & attribution.keys()),
        where=where,
    )


def _spans(attribution: dict[str, Any], name: str, where: str) -> Spans:
    spans = attribution.get(name) or []
    if isinstance(spans, list) and all(
        isinstance(span, list) and len(span) == 2 and all(type(offset) is int for offset in span)
        for span in spans
    ):
        return tuple(Span(*span) for span in spans)
    raise AnnotationFileError(f'{where}: "{name}" is to be a list of [start, end], not {spans!r:.60}')


def _word(value: dict[str, Any], name: str, where: str) -> str | None:
    word = value.get(name)
    if word is None or isinstance(word, str):
        return word
    if type(word) is int:  # a year, written as a number
        return str(word)
    raise AnnotationFileError(f'{where}: "{name}" is to be a string or null, not {word!r:.60}')
