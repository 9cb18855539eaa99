"""Gold and predictions files: what is read, and what a bad one is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from attribution.evaluation import AnnotationFileError, evaluate, predict, read_gold, read_predictions
from attribution.evaluation.annotations import Document
from attribution.extraction import extract
from attribution.languages import load_language
from attribution.model import Article, Span

DOCUMENT = {"id": "a", "text": "It pays, Ann Oak said.", "attributions": []}
SPAN = {"content": [[0, 7]]}


def test_what_gold_tells_is_kept(gold: dict[str, Document]) -> None:
    assert list(gold) == ["mill", "ferry"]
    article = gold["mill"].article
    assert (article.id, article.published, article.publisher) == ("mill", "2024-05-08", "The Weir Post")
    plan = gold["mill"].attributions[2]
    assert article.text[slice(*plan.source[0])] == "The union"
    assert (plan.speaker, plan.said_on, plan.stance) == ("Quarry Workers’ Union", "2024-05", "accused")


def test_source_cue_and_all_else_may_be_left_out(tmp_path: Path) -> None:
    (only,) = read_predictions(written(tmp_path, {"id": "a", "attributions": [{**SPAN, "source": None}]}))[
        "a"
    ]
    assert (only.content, only.source, only.cue) == ((Span(0, 7),), (), ())
    assert (only.speaker, only.rule, only.confidence) == (None, None, None)


def test_other_keys_blank_lines_and_a_byte_order_mark_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "found.jsonl"
    line = json.dumps({"id": 7, "attributions": [{**SPAN, "colour": "red"}], "quoted_spans": []})
    path.write_text(f"\ufeff\n{line}\n\n", encoding="utf-8")
    assert list(read_predictions(path)) == ["7"]


def gold_with(attribution: object) -> dict[str, object]:
    return {**DOCUMENT, "attributions": [attribution]}


BAD_GOLD: list[tuple[str, Any, str]] = [
    ("not JSON", "{", "line 2: not JSON"),
    ("not an object", "[]", 'line 2: a JSON object with the document\'s "id" is expected'),
    ("no id", {**DOCUMENT, "id": None}, 'line 2: a JSON object with the document\'s "id" is expected'),
    ("the same id", {**DOCUMENT, "id": "first"}, "line 2: document 'first' is given in line 1 already"),
    ("no text", {"id": "a", "attributions": []}, "line 2: a gold document needs its text"),
    ("no list", {"id": "a", "text": "x"}, 'line 2: a list of attributions under "attributions" is expected'),
    ("no content", gold_with({}), "line 2, attribution 1: a JSON object with the spans of its"),
    ("no spans", gold_with({"content": "x"}), 'line 2, attribution 1: "content" is to be a list'),
    ("no pair", gold_with({"content": [[1]]}), 'line 2, attribution 1: "content" is to be a list'),
    ("outside", gold_with({"content": [[3, 99]]}), r"line 2, attribution 1: span \[3, 99\] is not inside"),
    ("backwards", gold_with({**SPAN, "cue": [[5, 3]]}), r"span \[5, 3\] is not inside the text of 22 char"),
    ("a stance", gold_with({**SPAN, "stance": []}), 'attribution 1: "stance" is to be a string or null'),
    ("a confidence", gold_with({**SPAN, "confidence": 1.5}), "between 0 and 1 is expected, not 1.5"),
]


@pytest.mark.parametrize(("line", "message"), [pytest.param(*rest, id=name) for name, *rest in BAD_GOLD])
def test_a_bad_line_is_named(tmp_path: Path, line: Any, message: str) -> None:
    path = written(tmp_path, {**DOCUMENT, "id": "first"}, line)
    with pytest.raises(AnnotationFileError, match=message) as error:
        read_gold(path)
    assert str(error.value).startswith(str(path))
    assert "\n" not in str(error.value)


def test_a_file_without_a_document_is_no_gold(tmp_path: Path) -> None:
    with pytest.raises(AnnotationFileError, match="no gold document in it"):
        read_gold(written(tmp_path))


def test_a_folder_of_tagged_articles_is_gold(tmp_path: Path) -> None:
    (tmp_path / "mill.txt").write_text(
        "<content>It pays</content>, <source>Ann Oak</source> <cue>said</cue>.\n\nNobody asked.", encoding="utf-8"
    )
    (tmp_path / "notes.md").write_text("<cue>", encoding="utf-8")
    (document,) = read_gold(tmp_path).values()
    (told,) = document.attributions
    assert (document.article.id, document.article.text) == ("mill", "It pays, Ann Oak said.\n\nNobody asked.")
    assert (told.content, told.source, told.cue) == ((Span(0, 7),), (Span(9, 16),), (Span(17, 21),))


def test_a_bad_tagged_article_is_named(tmp_path: Path) -> None:
    with pytest.raises(AnnotationFileError, match=r"no gold document in it; tagged articles \(\*\.txt\) are expected"):
        read_gold(tmp_path)
    (tmp_path / "mill.txt").write_text("<content>It pays, Ann Oak said.", encoding="utf-8")
    with pytest.raises(AnnotationFileError, match=r"mill\.txt: <content> is never closed"):
        read_gold(tmp_path)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    latin = tmp_path / "latin.jsonl"
    latin.write_bytes(b'{"id": "caf\xe9"}')
    with pytest.raises(AnnotationFileError, match=r"latin\.jsonl: not UTF-8"):
        read_gold(latin)
    with pytest.raises(AnnotationFileError, match=r"missing\.jsonl: cannot be read: No such file"):
        read_predictions(tmp_path / "missing.jsonl")


def test_predictions_outside_their_text_are_named_when_compared(tmp_path: Path) -> None:
    gold = read_gold(written(tmp_path, DOCUMENT))
    found = read_predictions(written(tmp_path, {"id": "a", "attributions": [{"content": [[3, 99]]}]}))
    with pytest.raises(
        AnnotationFileError, match=r"line 1, attribution 1: span \[3, 99\] is not inside the text"
    ):
        evaluate(gold, found)


def test_predictions_are_made_where_no_file_gives_them() -> None:
    article = Article("“The bridge is closed,” Ann Oak said on Friday.", id="a", published="2024-05-10")
    language = load_language("en")
    (made,) = predict({"a": Document(article)}, language)["a"]
    (extracted,) = extract(article, language).attributions
    for name in ("content", "source", "cue", "speaker", "said_on", "stance", "rule", "confidence"):
        assert getattr(made, name) == getattr(extracted, name)


def written(folder: Path, *lines: object) -> Path:
    path = folder / "lines.jsonl"
    text = "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines)
    path.write_text(text, encoding="utf-8")
    return path
