"""The commands, as processes: what they print, what they keep, and what they say of what is wrong."""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from attribution.cli import main
from attribution.model import digest
from tests.conftest import ROOT, Run

BRIDGE = "Bridge is safe\n\n“The bridge is safe,” Mara Venn said on Monday. “Nobody need worry.”\n"
TIDE = "Tide to rise\n\nThe tide will rise again, Ines Okoro said on Tuesday.\n"
COMMANDS = ("extract", "ingest", "watch", "reextract", "serve", "check", "evaluate")


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder with two texts and two records."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "bridge.txt").write_text(BRIDGE, encoding="utf-8")
    (folder / "tide.txt").write_text(TIDE, encoding="utf-8")
    records = [
        {
            "id": "r1",
            "text": "“We are late,” Tomas Verhane said.",
            "published": "2026-03-11",
            "title": "Late",
        },
        {"id": "r2", "text": "Nothing was said.", "url": "https://gazette.example/2"},
    ]
    lines = "".join(json.dumps(record) + "\n" for record in records)
    (folder / "records.jsonl").write_text(lines, encoding="utf-8")
    return folder


def query(path: Path, sql: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def at_a_terminal(*arguments: str, **environment: str) -> str:
    """What the command prints on a terminal, with all that steers it."""
    ours, theirs = pty.openpty()
    told = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    command = [sys.executable, "-c", "from attribution.cli import main; main()", *arguments]
    subprocess.run(
        command,
        stdout=theirs,
        stderr=theirs,
        check=True,
        env={**told, "PYTHONPATH": str(ROOT), **environment},
        timeout=60,
    )
    printed = os.read(ours, 10_000).decode()
    os.close(ours)
    os.close(theirs)
    return printed


# --- help ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_tells_examples_that_it_understands(command: str) -> None:
    told = CliRunner().invoke(main, [command, "--help"]).output
    examples = [line for line in told.splitlines() if line.strip().startswith(("attribution ", "curl "))]
    assert examples, told
    known = set(re.findall(r"--[a-z]+", told.split("Options:")[1]))
    for example in examples:
        used = set(re.findall(r"--[a-z]+", example))
        assert f"attribution {command}" in example
        assert used <= known, example


def test_the_program_tells_its_commands_and_version() -> None:
    told = CliRunner().invoke(main, ["--help"]).output
    assert all(command in told for command in COMMANDS)
    assert "..." not in told.partition("Commands:")[2], "each is said in full"
    assert re.search(r"\d+\.\d+\.\d+", CliRunner().invoke(main, ["--version"]).output)


# --- extract ------------------------------------------------------------------------------------------------


def test_extract_prints_for_people(run: Run, news: Path) -> None:
    result = run("extract", str(news / "bridge.txt"))
    assert result.returncode == 0, result.stderr
    assert result.stderr == ""
    assert "\x1b" not in result.stdout
    assert "Bridge is safe" in result.stdout
    assert "Mara Venn" in result.stdout
    assert "“The bridge is safe,”" in result.stdout
    assert "why:" not in result.stdout
    assert "why: " in run("extract", "--why", str(news / "bridge.txt")).stdout


def test_extract_prints_for_programs(run: Run, news: Path) -> None:
    result = run("extract", "--format", "jsonl", str(news))
    assert result.returncode == 0, result.stderr
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert [record["id"] for record in records] == [digest(BRIDGE), "r1", "r2", digest(TIDE)]
    assert [record["title"] for record in records] == ["Bridge is safe", "Late", None, "Tide to rise"]
    assert [record["published"] for record in records] == [None, "2026-03-11", None, None]
    assert [record["url"] for record in records] == [None, None, "https://gazette.example/2", None]
    found = records[0]["attributions"]
    assert found, "nothing is found in the simplest of articles"
    for attribution in found:
        pieces = [BRIDGE[start:end] for start, end in attribution["content"]]
        assert " … ".join(pieces) == attribution["quote"]
    assert set(found[0]) == {
        *("id", "kind", "quote", "speaker", "speaker_type", "role", "stance", "said_on", "said_on_text"),
        *("addressee", "place", "confidence", "rule", "source", "cue", "content"),
        *("joint_speakers", "on_behalf_of", "runners_up", "retracted", "target", "said_on_precision"),
        *("via", "citing", "within"),
    }
    quoted = records[0]["quoted_spans"]
    assert [BRIDGE[span["start"] : span["end"]] for span in quoted] == [
        "“The bridge is safe,”",
        "“Nobody need worry.”",
    ]
    assert set(quoted[0]) == {"start", "end", "depth", "reason", "attribution"}


def test_extract_reads_standard_input(run: Run) -> None:
    assert "Mara Venn" in run("extract", "-", stdin=BRIDGE).stdout
    line = json.dumps({"id": "s1", "text": BRIDGE})
    assert json.loads(run("extract", "-", "--format", "jsonl", stdin=line).stdout)["id"] == "s1"


def test_what_is_told_beside_is_printed(run: Run, news: Path) -> None:
    result = run("extract", "--published", "2026-03-10", "--format", "jsonl", str(news / "bridge.txt"))
    assert json.loads(result.stdout)["published"] == "2026-03-10"


@pytest.mark.parametrize(("environment", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_a_terminal_shows_colours_unless_they_are_not_wanted(
    news: Path, environment: dict[str, str], coloured: bool
) -> None:
    printed = at_a_terminal("extract", str(news / "tide.txt"), **environment)
    assert "Ines Okoro" in printed
    assert ("\x1b[1mInes Okoro\x1b[0m" in printed) is coloured


def test_the_bar_leaves_room_for_a_million_articles_in_80_columns(news: Path, tmp_path: Path) -> None:
    printed = at_a_terminal("ingest", "--db", str(tmp_path / "a.db"), str(news))
    last = re.findall(r"Reading  \[[#-]+\]  100%  4 articles, [\d,]+ a second", printed)[-1]
    assert len(last) + len("1,000,000 articles, 1,000 a second") - len(last.split("%  ")[1]) <= 80


def test_extract_works_where_the_terminal_knows_no_unicode(run: Run, news: Path) -> None:
    result = run("extract", str(news), PYTHONIOENCODING="iso8859-6")
    assert result.returncode == 0
    assert "\\u201cThe bridge is safe" in result.stdout
    lines = run("extract", "--format", "jsonl", str(news), PYTHONIOENCODING="iso8859-6").stdout
    assert "“The bridge is safe" in lines


def test_a_text_cannot_steer_the_terminal(run: Run) -> None:
    result = run("extract", "-", stdin="A \x1b[2Jtitle\u202e\n\n“Go \x1b]0;x\x07,” Mara Venn said.\n")
    assert result.returncode == 0
    assert not set(result.stdout) & set("\x1b\x07\u202e")


def test_an_empty_article_is_told_and_is_no_error(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    result = run("extract", "--format", "jsonl", "empty.txt")
    assert (result.returncode, result.stderr) == (0, "empty.txt: an empty article\n")
    assert json.loads(result.stdout)["attributions"] == []


def test_many_articles_are_read_at_once(run: Run, tmp_path: Path) -> None:
    lines = [json.dumps({"id": str(n), "text": BRIDGE.replace("bridge", f"bridge {n}")}) for n in range(2000)]
    (tmp_path / "many.jsonl").write_text("\n".join(lines), encoding="utf-8")
    started = time.monotonic()
    result = run("extract", "--format", "jsonl", "many.jsonl")
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == [str(n) for n in range(2000)]
    assert time.monotonic() - started < 60


# --- ingest -------------------------------------------------------------------------------------------------


def test_ingest_keeps_articles_and_tells_how_many(run: Run, news: Path, tmp_path: Path) -> None:
    result = run("ingest", "news")
    assert result.returncode == 0, result.stderr
    assert result.stderr == "", "no progress bar where there is no terminal"
    kept = query(tmp_path / "db" / "attribution.db", "SELECT count(*) FROM attributions")[0][0]
    assert re.fullmatch(
        r"4 articles \([\d.]+ s, [\d,]+ a second\): 4 new, 0 changed, 0 same, 0 empty, 0 skipped;"
        rf" {kept} attributions written to db/attribution\.db\n",
        result.stdout,
    )
    again = run("ingest", "news")
    assert ": 0 new, 0 changed, 4 same, 0 empty, 0 skipped; 0 attributions written" in again.stdout
    assert query(
        tmp_path / "db" / "attribution.db", "SELECT command, articles_in, new, same FROM ingests ORDER BY id"
    ) == [("ingest news", 4, 4, 0), ("ingest news", 4, 0, 4)]


def test_ingest_keeps_where_articles_come_from_without_folders(run: Run, news: Path, tmp_path: Path) -> None:
    run("ingest", "--db", "a.db", "--publisher", "Gazette", str(news))
    assert query(
        tmp_path / "a.db",
        "SELECT given_id, source_path, publisher, published FROM articles ORDER BY source_path, 1",
    ) == [
        (None, "bridge.txt", "Gazette", None),
        ("r1", "records.jsonl", "Gazette", "2026-03-11"),
        ("r2", "records.jsonl", "Gazette", None),
        (None, "tide.txt", "Gazette", None),
    ]
    assert str(tmp_path).encode() not in (tmp_path / "a.db").read_bytes()


def test_ingest_keeps_the_rules_with_their_reasons(run: Run, news: Path, tmp_path: Path) -> None:
    run("ingest", "--db", "a.db", str(news))
    assert query(tmp_path / "a.db", "SELECT count(*) FROM rules WHERE reason IS NULL") == [(0,)]
    assert query(tmp_path / "a.db", "SELECT sum(attributions) > 0 FROM rules") == [(1,)]


def test_a_corrected_file_is_a_newer_version(run: Run, news: Path, tmp_path: Path) -> None:
    run("ingest", "--db", "a.db", str(news))
    (news / "bridge.txt").write_text(BRIDGE.replace("safe", "closed"), encoding="utf-8")
    told = run("ingest", "--db", "a.db", str(news)).stdout
    assert "0 new, 1 changed, 3 same, 0 empty, 0 skipped; 1 in place of another text; " in told
    assert query(tmp_path / "a.db", "SELECT count(*), count(superseded_by) FROM articles") == [(5, 1)]


def test_two_files_of_one_name_are_two_articles(run: Run, tmp_path: Path) -> None:
    for folder, text in (("may", BRIDGE), ("june", TIDE)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "001.txt").write_text(text, encoding="utf-8")
    run("ingest", "--db", "a.db", "may")
    assert "1 new, 0 changed" in run("ingest", "--db", "a.db", "june").stdout


def test_a_later_date_of_publication_is_taken_up(run: Run, news: Path, tmp_path: Path) -> None:
    run("ingest", "--db", "a.db", str(news / "bridge.txt"))
    told = run("ingest", "--db", "a.db", "--published", "2026-03-10", str(news / "bridge.txt"))
    assert "0 new, 1 changed" in told.stdout
    assert query(tmp_path / "a.db", "SELECT published, year FROM articles") == [("2026-03-10", 2026)]


def test_columns_told_later_are_taken_up(run: Run, tmp_path: Path) -> None:
    """Whoever reads that columns were guessed, and tells them, is listened to, though no byte has changed."""
    (tmp_path / "export.csv").write_text(
        'story,when,paper\n"“Stop,” said Rita Moss.",2026-03-10,Bell\n', "utf-8"
    )
    assert "--map tells others" in run("ingest", "--db", "a.db", "export.csv").stderr
    told = run("ingest", "--db", "a.db", "--map", "published=when,publisher=paper", "export.csv")
    assert "0 new, 1 changed" in told.stdout
    assert query(tmp_path / "a.db", "SELECT published, publisher FROM articles") == [("2026-03-10", "Bell")]


def test_ingest_reads_standard_input(run: Run, tmp_path: Path) -> None:
    result = run("ingest", "--db", "a.db", "--url", "https://gazette.example/1", "-", stdin=BRIDGE)
    assert result.returncode == 0, result.stderr
    assert query(tmp_path / "a.db", "SELECT url, source_path FROM articles") == [
        ("https://gazette.example/1", None)
    ]


def test_an_empty_article_is_counted(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    result = run("ingest", "empty.txt")
    assert (result.returncode, result.stderr) == (0, "empty.txt: an empty article\n")
    assert "1 article " in result.stdout
    assert "1 empty" in result.stdout


# --- what is wrong ------------------------------------------------------------------------------------------


def test_what_cannot_be_read_is_told_and_counted_and_the_rest_is_kept(
    run: Run, news: Path, tmp_path: Path
) -> None:
    (news / "picture.txt").write_bytes(b"\x89PNG\r\n")
    with (news / "records.jsonl").open("a") as stream:
        stream.write('not JSON\n{"id": "r3"}\n{"text": "Hallo.", "language": "xx"}\n')
    result = run("ingest", "--db", "a.db", "news")
    assert result.returncode == 1
    assert "4 new, 0 changed, 0 same, 0 empty, 4 skipped" in result.stdout
    told = result.stderr.splitlines()
    assert len(told) == 4
    assert told[0].startswith("news/picture.txt: is a picture; skipped")
    assert told[1].startswith("news/records.jsonl, line 3: is not JSON")
    assert told[2].startswith('news/records.jsonl, line 4: has no "text"; what holds it is told by --map text=KEY')
    assert told[3].startswith("news/records.jsonl, line 5: no language 'xx'")
    assert query(tmp_path / "a.db", "SELECT count(*) FROM articles") == [(4,)]
    assert run("extract", "news").returncode == 1


def test_very_many_problems_are_counted_in_the_end(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text("bad\n" * 300, encoding="utf-8")
    result = run("extract", "bad.jsonl")
    assert result.returncode == 1
    assert len(result.stderr.splitlines()) == 51
    assert result.stderr.endswith("… and 250 more skipped\n")


# What is asked, the exit status, and what the one line on standard error tells.
MISTAKES: dict[str, tuple[list[str], int, str]] = {
    "a missing path": (["extract", "gone.txt"], 2, "gone.txt: no such file or folder"),
    "a missing path to keep": (["ingest", "news", "gone.txt"], 2, "gone.txt: no such file or folder"),
    "a folder without articles": (["ingest", "void"], 2, "void: this folder has no article in it"),
    "a folder as database": (["ingest", "--db", "void", "news"], 1, "void: is a folder"),
    "a text as database": (
        ["ingest", "--db", "news/tide.txt", "news"],
        1,
        "news/tide.txt: is not a SQLite database",
    ),
    "no such database": (["serve", "--db", "gone.db"], 1, "gone.db: no such file; make it with"),
    "a text to serve": (["serve", "--db", "news/tide.txt"], 1, "news/tide.txt: is not a SQLite database"),
    "no such gold": (["evaluate", "gone.jsonl"], 1, "gone.jsonl"),
    "gold that is none": (["evaluate", "news/tide.txt"], 1, "news/tide.txt"),
    "no such floors": (["evaluate", "gone.jsonl", "--floors", "gone.toml"], 1, "gone.toml: cannot be read"),
    "floors that are none": (
        ["evaluate", "gone.jsonl", "--floors", "news/tide.txt"],
        1,
        "news/tide.txt: not TOML",
    ),
    "no such language": (["extract", "--language", "xx", "news"], 1, "no language 'xx'"),
}


@pytest.mark.parametrize(("arguments", "status", "told"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_told_in_one_line(
    run: Run, news: Path, tmp_path: Path, arguments: list[str], status: int, told: str
) -> None:
    (tmp_path / "void").mkdir()
    result = run(*arguments)
    assert result.returncode == status, result.stderr
    assert result.stdout == ""
    assert re.fullmatch(rf"Error: [^\n]*{re.escape(told)}[^\n]*\n", result.stderr), result.stderr
    assert not (tmp_path / "db").exists(), "nothing is made in vain"


WRONG_USE = {
    "a date that is none": (["extract", "--published", "last week", "news"], "is no date such as 2024-05-31"),
    "an address for many": (["ingest", "--url", "https://a.example", "news"], "--url is for one text alone"),
    "an address for records": (
        ["ingest", "--url", "https://a.example", "news/records.jsonl"],
        "--url is for one text alone",
    ),
    "no path": (["extract"], "Missing argument 'PATH...'"),
    "a view beside floors": (
        ["evaluate", "gold.jsonl", "--floors", "floors.toml", "--view", "all"],
        "--view is told by the file of --floors itself",
    ),
    "a format that is none": (["extract", "--format", "xml", "news"], "'xml' is not one of 'text', 'jsonl'"),
}


@pytest.mark.parametrize(("arguments", "told"), WRONG_USE.values(), ids=WRONG_USE.keys())
def test_wrong_use_is_told_with_the_usage(run: Run, news: Path, arguments: list[str], told: str) -> None:
    result = run(*arguments)
    assert result.returncode == 2
    assert result.stderr.startswith("Usage: attribution ")
    assert told in result.stderr
    assert "Traceback" not in result.stderr


def test_a_locked_database_is_told_and_nothing_is_lost(run: Run, news: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    run("ingest", "--db", "a.db", str(news / "tide.txt"))
    held = sqlite3.connect(path, isolation_level=None)
    held.execute("BEGIN EXCLUSIVE")
    result = run("ingest", "--db", "a.db", str(news))
    held.close()
    assert result.returncode == 1
    assert re.fullmatch(r"Error: a\.db: is locked by another program; try again [^\n]*\n", result.stderr)
    assert query(path, "SELECT count(*) FROM articles") == [(1,)]


# --- evaluate -----------------------------------------------------------------------------------------------

GOLD_ATTRIBUTION = {"source": [[20, 29]], "cue": [[30, 34]], "content": [[0, 18]], "kind": "indirect"}
GOLD = {"id": "g1", "text": "The bridge is safe, Mara Venn said.", "attributions": [GOLD_ATTRIBUTION]}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    (tmp_path / "gold.jsonl").write_text(json.dumps(GOLD) + "\n", encoding="utf-8")
    return tmp_path / "gold.jsonl"


@pytest.mark.usefixtures("gold")
def test_evaluate_prints_the_table(run: Run) -> None:
    result = run("evaluate", "gold.jsonl", "gold.jsonl")
    assert result.returncode == 0, result.stderr
    assert re.search(r"attribution \(headline\) +100\.0 +100\.0 +100\.0", result.stdout)
    assert "missed or wrong" in run("evaluate", "gold.jsonl", "gold.jsonl", "--errors", "5").stdout


@pytest.mark.usefixtures("gold")
def test_evaluate_prints_json(run: Run) -> None:
    told = json.loads(
        run("evaluate", "gold.jsonl", "gold.jsonl", "--json", "--view", "all", "--outermost").stdout
    )
    assert told["attribution exact"] == {"P": 100.0, "R": 100.0, "F1": 100.0}


@pytest.mark.usefixtures("gold")
def test_evaluate_extracts_by_itself_what_extract_prints(run: Run, tmp_path: Path) -> None:
    (tmp_path / "found.jsonl").write_text(
        run("extract", "--format", "jsonl", "gold.jsonl").stdout, encoding="utf-8"
    )
    assert run("evaluate", "gold.jsonl").stdout == run("evaluate", "gold.jsonl", "found.jsonl").stdout


def test_evaluate_tells_what_was_gained_and_lost_since_a_baseline(
    run: Run, gold: Path, tmp_path: Path
) -> None:
    wrong = {"id": "g1", "attributions": [{"source": [[20, 24]], "cue": [], "content": [[4, 10]]}]}
    (tmp_path / "before.jsonl").write_text(json.dumps(wrong) + "\n", encoding="utf-8")
    printed = run("evaluate", "gold.jsonl", "gold.jsonl", "--baseline", "before.jsonl")
    assert printed.returncode == 0, printed.stderr
    assert printed.stdout.split("\n\n")[1:] == [
        "since the baseline:\n"
        "attribution (headline)          F1 0.0 to 100.0 (+100.0)\n"
        "attribution exact               F1 0.0 to 100.0 (+100.0)",
        "gained: 1\n  g1: [indirect] 'Mara Venn' | 'said' | 'The bridge is safe'",
        "lost: 0",
        "new false alarms: 0",
        "false alarms gone: 1\n  g1: [indirect] 'Mara' | '—' | 'bridge'\n",
    ]
    bounded = ["evaluate", "gold.jsonl", "before.jsonl", "--baseline", "gold.jsonl", "--changes", "0"]
    assert "lost: 1, 0 of them shown\n\nnew false alarms: 1, 0 of them shown\n" in run(*bounded).stdout
    told = json.loads(run(*bounded, "--json").stdout)["baseline"]
    assert told["F1"]["attribution exact"] == {"before": 100.0, "after": 0.0}
    assert told["lost"] == {"count": 1, "listed": []}


def test_evaluate_takes_what_extract_printed_for_a_baseline(run: Run, gold: Path, tmp_path: Path) -> None:
    (tmp_path / "before.jsonl").write_text(
        run("extract", "--format", "jsonl", "gold.jsonl").stdout, encoding="utf-8"
    )
    told = json.loads(run("evaluate", "gold.jsonl", "--baseline", "before.jsonl", "--json").stdout)[
        "baseline"
    ]
    del told["F1"]
    assert {title: changes["count"] for title, changes in told.items()} == dict.fromkeys(told, 0)
    assert len(told) == 4


FLOORS = """\
[[floor]]
gold = "gold"
at_least = {{ f1 = {least}, exact = 100, source = {least} }}

[[floor]]
gold = "gold"
view = "all"
outermost = true
at_least = {{ indirect = 100 }}
"""


@pytest.fixture
def missed(gold: Path, tmp_path: Path) -> Path:
    """Predictions with half of what the gold has."""
    second = {**GOLD, "id": "g2"}
    gold.write_text(f"{json.dumps(GOLD)}\n{json.dumps(second)}\n", encoding="utf-8")
    (tmp_path / "missed.jsonl").write_text(json.dumps(GOLD) + "\n", encoding="utf-8")
    (tmp_path / "floors.toml").write_text(FLOORS.format(least=66), encoding="utf-8")
    return tmp_path / "missed.jsonl"


@pytest.mark.usefixtures("missed")
def test_evaluate_names_each_figure_below_its_floor(run: Run) -> None:
    failing = run("evaluate", "gold.jsonl", "missed.jsonl", "--floors", "floors.toml")
    assert failing.returncode == 1
    assert failing.stderr.splitlines() == [
        "Error: gold.jsonl: exact is 66.7, below its floor of 100.0 (view statements)",
        "Error: gold.jsonl: indirect is 66.7, below its floor of 100.0 (view all, outermost)",
    ]
    assert re.findall(r"^view (\w+):", failing.stdout, re.MULTILINE) == ["statements", "all"]
    lines = run(
        "evaluate", "gold.jsonl", "missed.jsonl", "--floors", "floors.toml", "--json"
    ).stdout.splitlines()
    assert [json.loads(line)["floors"]["below"] for line in lines] == [["exact"], ["indirect"]]
    passing = run("evaluate", "gold.jsonl", "gold.jsonl", "--floors", "floors.toml")
    assert (passing.returncode, passing.stderr) == (0, "")


@pytest.mark.usefixtures("missed")
def test_gold_that_no_floor_is_for_is_only_measured(run: Run, gold: Path) -> None:
    gold.rename(gold.with_name("other.jsonl"))
    result = run("evaluate", "other.jsonl", "missed.jsonl", "--floors", "floors.toml")
    assert result.returncode == 0
    assert result.stderr == (
        "note: no floor in floors.toml is for other.jsonl: it is measured, and held to nothing\n"
    )
    assert re.search(r"attribution exact +100\.0 +50\.0 +66\.7", result.stdout)
    assert "floors of" not in result.stdout


@pytest.mark.skipif(not shutil.which("make"), reason="there is no make here")
def test_make_quality_measures_every_gold_and_fails_if_one_is_below(gold: Path, tmp_path: Path) -> None:
    """With this Python's environment for the one that make would make."""
    environment = os.path.relpath(Path(sys.executable).parent, ROOT)
    assert " " not in environment, "make would take it for two targets, and make each anew"
    installed = tmp_path / "installed"
    installed.touch()
    absurd = {**GOLD, "attributions": [{**GOLD_ATTRIBUTION, "content": [[4, 10]]}]}
    (tmp_path / "gold-absurd.jsonl").write_text(json.dumps(absurd) + "\n", encoding="utf-8")
    (tmp_path / "floors.toml").write_text(FLOORS.format(least=100), encoding="utf-8")

    def made(*golds: Path) -> subprocess.CompletedProcess[str]:
        given = {
            "GOLD": " ".join(map(str, golds)), "FLOORS": tmp_path / "floors.toml",
            "BIN": environment, "RUNTIME": installed,
        }  # fmt: skip
        command = ["make", "quality", *(f"{name}={value}" for name, value in given.items())]
        return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False, timeout=120)

    both = made(tmp_path / "gold-absurd.jsonl", gold)
    assert both.returncode != 0
    assert both.stdout.count("floors of 'gold'") == 4, "what comes after a failure is measured too"
    assert "gold-absurd.jsonl: f1 is 0.0, below its floor of 100.0" in both.stderr
    assert "gold.jsonl: f1" not in both.stderr
    good = made(gold)
    assert good.returncode == 0, good.stderr
    assert "make quality: name the gold files" in made().stdout
    assert made().returncode != 0
