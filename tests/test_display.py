"""The text format: who, when, how, the words; on demand why."""

from __future__ import annotations

from dataclasses import replace

import click

from attribution.display import as_record, as_text
from attribution.model import Extraction
from tests.invented import extraction

PLAIN = """\
Harbour wall delayed
wall.txt · published 2026-03-11 · 2 attributions

  1 Mara Ellison (Environment Minister) · 2026-03-10 (“on Tuesday”) · direct · promised
    “We will not move a single family,”
    to the assembly · at a news conference

  2 The Port Authority · “on Tuesday” · direct
    the wall cannot close before May
"""


def wall() -> Extraction:
    made = extraction(title="Harbour wall delayed", published="2026-03-11")
    first, second = made.attributions
    first = replace(
        first,
        role="Environment Minister",
        said_on="2026-03-10",
        stance="promised",
        addressee="the assembly",
        place="at a news conference",
    )
    return replace(made, attributions=(first, second))


def test_it_reads_well() -> None:
    assert click.unstyle(as_text(wall(), "wall.txt")) == PLAIN


def test_why_tells_rule_and_evidence() -> None:
    told = click.unstyle(as_text(wall(), "wall.txt", why=True))
    assert "    why: content-source-cue, right 90 times in 100\n" in told
    assert "      cue: a verb of saying (+1.50)\n" in told


def test_long_lines_are_broken_where_asked() -> None:
    narrow = click.unstyle(as_text(wall(), "wall.txt", width=40))
    assert "    “We will not move a single family,”\n" in narrow
    long = replace(wall(), attributions=(replace(wall().attributions[0], place="at a news conference " * 9),))
    quotes = click.unstyle(as_text(long, "wall.txt", width=60)).split("\n\n")[1].splitlines()[1:]
    assert max(map(len, quotes)) <= 60
    assert all(line.startswith("    ") for line in quotes)


def test_nobody_and_nothing_are_said_so() -> None:
    made = wall()
    nobody = replace(made.attributions[0], speaker=None, role=None)
    assert "nobody named" in as_text(replace(made, attributions=(nobody,)), "wall.txt")
    assert "no attributions" in as_text(replace(made, attributions=()), "wall.txt")
    assert "1 attribution\n" in as_text(replace(made, attributions=(nobody,)), "wall.txt")


def test_an_article_without_title_goes_by_where_it_was_read() -> None:
    assert click.unstyle(as_text(extraction(), "news.jsonl, line 3")).startswith("news.jsonl, line 3\n2 attr")


def test_a_record_names_an_article_by_its_given_id_or_its_key() -> None:
    assert as_record(extraction(id="w1"))["id"] == "w1"
    assert as_record(extraction())["id"] == extraction().article.key


def test_for_whom_against_whom_and_how_it_was_passed_on_are_told() -> None:
    made = wall()
    first = replace(
        made.attributions[0],
        on_behalf_of="the Port Authority",
        runners_up=("Ada Crane",),
        stance="accused",
        target="Otto Brandt",
        via="a spokesman",
        citing="two officials",
        said_on="2026-03",
        said_on_precision="week",
        retracted=True,
    )
    told = click.unstyle(as_text(replace(made, attributions=(first,)), "wall.txt"))
    assert (
        "Mara Ellison (Environment Minister) for the Port Authority · a week of 2026-03 (“on Tuesday”) · direct"
        " · accused · against Otto Brandt · taken back\n" in told
    )
    assert "to the assembly · at a news conference · through a spokesman · citing two officials\n" in told
    assert "    perhaps Ada Crane\n" in told
    open_ = replace(first, speaker=None, runners_up=("Ada Crane", "Mara Ellison"))
    told = click.unstyle(as_text(replace(made, attributions=(open_,)), "wall.txt"))
    assert "    either Ada Crane or Mara Ellison\n" in told
