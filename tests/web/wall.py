"""Invented articles on a sea wall: statements within statements, in pieces, altered elsewhere, and hostile text."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from datasette.app import Datasette

from attribution.model import Evidence, Extraction, QuotedSpan
from attribution.storage import open_database, save
from tests.invented import extraction

TAGGED = """Sea wall late, nobody moved

<content>“We will not move a single family before the sea wall is finished,”</content> <source>she</source> \
<cue>said</cue> on Tuesday. <content>“Not one – that is a promise.”</content> 🌊 It was drawn as “A Coast for All”.

<source 2>Tomas Verhane</source> <cue 2>said</cue> <content 2>that <source 3>the Port Authority</source> \
<cue 3>had known</cue> <content 3>of the delay since January</content></content>.

Nobody else was there."""
ELSEWHERE = """<source>Mara Ellison</source> <cue>promised</cue>: <content>“We will never move any family before the \
sea wall is finished.”</content> <source 2>Halvard Finch</source> <cue 2>said</cue>: <content 2>“We will not move a \
single family before the sea wall is finished.”</content>"""
# What must not do anything, wherever it stands.
HOSTILE_WORDS = (
    "<script>alert(1)</script>", "</script><script>alert(2)</script>", "\"><img src=x onerror=alert(3)>",
    "{{ 7 * 7 }}{% raise %}", "' autofocus onfocus='alert(4)", "javascript:alert(5)", "<!--", "]]>",
    "\u202eturned\u2066", "&lt;b&gt;", "<style>*{display:none}</style>", "<base href=//evil.example>", "`${alert(6)}`",
    "\x1b[2J", "=HYPERLINK(1)", "%3Cscript%3E", "\\", "${{<%[%'\"}}%",
)  # fmt: skip
HOSTILE = " ".join(HOSTILE_WORDS)
URL = "https://harbour-gazette.example/wall?a=1&b=2#top"


def extractions() -> list[Extraction]:
    ellison = ("Mara Ellison", "person")
    wall = extraction(
        TAGGED, [ellison, ("Tomas Verhane", "person"), ("Port Authority", "organisation")],  # type: ignore[list-item]
        title="Sea wall late, nobody moved", url=URL, publisher="The Harbour Gazette", author="Ode Lind",
        published="2026-03-11", said_on="2026-03-10",
    )  # fmt: skip
    first, outer, inner = wall.attributions
    first = replace(
        first,
        role="Environment Minister",
        stance="promised",
        evidence=(
            Evidence("rule", first.rule),
            Evidence("for", "“said”", 1.25),
            Evidence("against", "comma behind it", -0.4),
            Evidence("speaker", "she → Mara Ellison: last woman named"),
        ),
    )
    outer = replace(outer, kind="indirect", said_on=None, said_on_text=None)
    inner = replace(inner, kind="indirect", within=outer.id, said_on=None, said_on_text=None, confidence=0.55)
    aside = wall.article.text.index("“A Coast")
    quoted = (QuotedSpan(aside, aside + 17, 0, "title", None),)
    elsewhere = extraction(
        ELSEWHERE, [ellison, ("Halvard Finch", "person")],  # type: ignore[list-item]
        publisher="Calder Tribune", published="2026-03-12", title="Minister: never",
    )  # fmt: skip
    return [replace(wall, attributions=(first, outer, inner), quoted_spans=quoted), elsewhere, hostile()]


def hostile() -> Extraction:
    """Hostile words in every column that takes words."""
    words = HOSTILE.replace("&", "&amp;").replace("<", "&lt;")
    made = extraction(
        f"<content>“{words}”</content> <source>Eve Sand</source> <cue>said</cue> “x”.",
        [(f"Eve {HOSTILE}", "person")], title=HOSTILE, url="javascript:alert(7)",
        publisher=HOSTILE, author=HOSTILE, published="2026-01-05",
    )  # fmt: skip
    (found,) = made.attributions
    found = replace(
        found, role=HOSTILE, place=HOSTILE, addressee=HOSTILE, said_on_text=HOSTILE,
        evidence=(Evidence("date", HOSTILE), Evidence(HOSTILE, HOSTILE, 1.0)),
    )  # fmt: skip
    quoted = made.article.text.rindex("“x”")
    return replace(
        made, attributions=(found,), quoted_spans=(QuotedSpan(quoted, quoted + 3, 0, HOSTILE, None),)
    )


def make(path: Path) -> dict[str, str]:
    """The database at the path; the ids of its articles and statements by short names."""
    db = open_database(path)
    made = extractions()
    for each in made:
        save(db, each)
    db.close()
    wall, elsewhere, bad = made
    return {
        "wall": wall.article.key,
        "hostile": bad.article.key,
        "promise": wall.attributions[0].id,
        "outer": wall.attributions[1].id,
        "inner": wall.attributions[2].id,
        "altered": elsewhere.attributions[0].id,
        "finch": elsewhere.attributions[1].id,
        "bad": bad.attributions[0].id,
    }


@contextmanager
def asking(path: Path) -> Iterator[Any]:
    """A function that gets a page of Datasette on the database, with what its plugin shows."""
    datasette = Datasette([str(path)], settings={"default_allow_sql": False})
    with asyncio.Runner() as runner:
        yield lambda address: runner.run(datasette.client.get(address))


class Elements(HTMLParser):
    """What a page consists of, as a browser would take it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def assert_harmless(html: str) -> None:
    """Nothing on the page runs or leads astray, and the hostile words are there as words."""
    for tag, attributes in Elements(html).found:
        assert tag not in {"base", "style", "img", "iframe", "object", "embed"}
        assert not [
            name for name in attributes if name.startswith("on") or name in {"style", "srcdoc", "autofocus"}
        ]
        if tag == "script":
            assert attributes.get("type") == "application/ld+json" or (attributes["src"] or "").startswith(
                "/-/static"
            )
        for name in ("href", "src", "action", "cite"):
            assert (attributes.get(name) or "/").startswith(("/", "#", "https://", "http://localhost/"))
    assert "&lt;script&gt;alert(1)" in html
    assert "{{ 7 * 7 }}" in html
