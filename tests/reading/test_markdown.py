"""Markdown: the words that a reader sees."""

from __future__ import annotations

from pathlib import Path

import pytest

from attribution.model import Article
from attribution.reading import Read
from attribution.reading.markdown import is_markdown, plain_text
from tests.reading.packing import read

# Markdown, and what of it is read.
MARKED = {
    "a link": ("said [Mara Venn](https://a.example/x_(y) 'her page').", "said Mara Venn."),
    "a link by reference": ("said [Mara Venn][1].\n\n[1]: https://a.example/", "said Mara Venn.\n\n"),
    "a picture": ("Late. ![The wall, said to be old](wall.png) So.", "Late.  So."),
    "a picture that is a link": ("[![The wall](wall.png)](https://a.example/) Late.", " Late."),
    "emphasis": ("“We *really* __knew__,” said **Otto _Brandt_**.", "“We really knew,” said Otto Brandt."),
    "a quotation": ("> “We knew,” he said.\n> “So what?”", "“We knew,” he said.\n“So what?”"),
    "a rule": ("One.\n\n* * *\n\nTwo.", "One.\n\n\n\nTwo."),
    "a comment": ("One.<!-- “Two,” said nobody. -->", "One."),
    "escapes": ("5 \\* 3 \\[sic\\]", "5 * 3 [sic]"),
    "no marks": ("5 * 3 * 2, snake_case_name, “[The wall] is late” [sic] (he said)", None),
    "a heading": ("# Wall late\n\n- one\n- two", None),
}  # fmt: skip


@pytest.mark.parametrize(("marked", "text"), MARKED.values(), ids=MARKED.keys())
def test_marks_are_taken_off(marked: str, text: str | None) -> None:
    assert plain_text(marked) == (marked if text is None else text)


def article(path: Path) -> Article:
    (result,) = read(path, b"# Harbour *wall* late\n\nIt is *late*, said [Mara Venn](/venn).\n")
    assert isinstance(result, Read)
    return result.article


def test_only_files_of_that_name_are_markdown(tmp_path: Path) -> None:
    found = article(tmp_path / "wall.md")
    assert (found.title, found.text.splitlines()[2]) == ("Harbour wall late", "It is late, said Mara Venn.")
    assert "[Mara Venn](/venn)" in article(tmp_path / "wall.txt").text
    assert is_markdown("WALL.MD.gz")
    assert not is_markdown("wall.md.txt.bak")
