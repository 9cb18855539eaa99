"""Invented articles on a sea wall: statements within statements, in pieces, and altered elsewhere."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

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
MARKS = "</script> [a](b) *c* _d_ `e` # {f}} \\ $ & % ~ ^ <i> | ! 100 %"
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
    return [replace(wall, attributions=(first, outer, inner), quoted_spans=quoted), elsewhere, marks()]


def marks() -> Extraction:
    """A statement of nothing but what means something in Markdown and in BibTeX."""
    words = MARKS.replace("&", "&amp;").replace("<", "&lt;")
    tagged = f"<content>“{words}”</content> <source>Eve</source> <cue>said</cue>."
    return extraction(
        tagged,
        [(MARKS, "person")],
        title=MARKS,
        publisher=MARKS,
        url="javascript:alert(7)",
        published="2026-01-05",
    )


def make(path: Path) -> dict[str, str]:
    """The database at the path; the ids of its articles and statements by short names."""
    db = open_database(path)
    made = extractions()
    for each in made:
        save(db, each)
    db.close()
    wall, elsewhere, marks = made
    return {
        "wall": wall.article.key,
        "marks_article": marks.article.key,
        "promise": wall.attributions[0].id,
        "outer": wall.attributions[1].id,
        "inner": wall.attributions[2].id,
        "altered": elsewhere.attributions[0].id,
        "finch": elsewhere.attributions[1].id,
        "marks": marks.attributions[0].id,
    }
