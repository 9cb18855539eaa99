"""Markdown as plain text: its words without the marks for links, pictures, emphasis and quoting."""

from __future__ import annotations

import re
from pathlib import PurePath

NAMES = {".md", ".markdown"}
TARGET = r"\((?:[^()\n]|\([^()\n]{0,300}\)){0,2000}\)"
COMMENT = re.compile(r"<!--[^<>]{0,2000}-->")
PICTURE = re.compile(rf"!\[[^\[\]\n]{{0,500}}\](?:{TARGET}|\[[^\[\]\n]{{0,100}}\])")
LINK = re.compile(rf"(?<![!\\])\[([^\[\]\n]{{0,500}})\]{TARGET}")
DEFINITION = re.compile(r"^ {0,3}\[[^\[\]\n^]{1,100}\]:[^\S\n]+\S{1,2000}[^\n]{0,300}\n?", re.MULTILINE)
REFERENCE = re.compile(r"(?<![!\\])\[([^\[\]\n]{1,500})\]\[[^\[\]\n]{0,100}\]")
STRONG = re.compile(r"(?<![\\\w])(\*\*|__)(?=\S)([^\n]{1,300}?)(?<=\S)\1(?!\w)")
EMPHASIS = re.compile(r"(?<![\\\w*_])([*_])(?=[^\s*_])([^\n*_]{1,1000}?)(?<=\S)\1(?![\w*_])")
QUOTED = re.compile(r"^(?: {0,3}>[^\S\n]?)+", re.MULTILINE)
RULE = re.compile(r"^ {0,3}([-*_])(?:[^\S\n]*\1){2,60}[^\S\n]*$", re.MULTILINE)
ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!<>|~-])")


def is_markdown(name: str | None) -> bool:
    """Whether a file of this name holds Markdown, compressed or not."""
    return name is not None and bool(NAMES & set(PurePath(name.lower()).suffixes[-2:]))


def plain_text(text: str) -> str:
    """The text as it is to be read; headings and lists keep their marks, which part them from what is around.

    >>> plain_text("> “We *knew*,” said [Mara Venn](https://gazette.example/venn).")
    '“We knew,” said Mara Venn.'
    """
    text = LINK.sub(r"\1", PICTURE.sub("", COMMENT.sub("", text)))
    if DEFINITION.search(text):
        text = REFERENCE.sub(r"\1", DEFINITION.sub("", text))
    text = EMPHASIS.sub(r"\2", STRONG.sub(r"\2", QUOTED.sub("", RULE.sub("", text))))
    return ESCAPED.sub(r"\1", text)
