"""What is said of a quote: the verdict, whose words they are, which of them differ, and what there is to mind."""

from __future__ import annotations

import random
import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.tracking.checking import (
    MOST_CHARACTERS,
    MOST_WORDS,
    Passage,
    Problem,
    Verdict,
    check,
    problem_of,
)
from attribution.tracking.comparing import Likeness, Note, State, Statement, Stretch

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "checking.toml").read_text(encoding="utf-8")
)["case"]

ELLISON, OKORO, VERHANE = "Mara Ellison", "Ines Okoro", "Tomas Verhane"
STATEMENTS = (
    Statement(
        "1", "“We will not move a single family before the sea wall is finished,”",
        speaker=ELLISON, names=("Ellison",), role="Environment Minister",
    ),
    Statement("2", "“It isn’t a wall, it’s a promise.”", speaker=ELLISON),
    Statement("3", "“Not one. … That is a promise, and I will be held to it.”", speaker=ELLISON),
    Statement("4", "“Every café on the quay stays open.”", speaker=ELLISON),
    Statement("5", "“The wall will cost 4.5 million,”", speaker=ELLISON),
    Statement("6", "“A wall against the sea is a thing you finish, or a thing you pay for twice,”", speaker=ELLISON),
    Statement("7", "“A wall against the sea is a thing you pay for twice.”", speaker=OKORO),
    Statement("8", "“Nobody has to leave home this winter,”", speaker=ELLISON),
    Statement("9", "“Nobody has to leave home this winter,”", speaker=OKORO),
    Statement("10", "the northern section cannot be closed before November", "indirect", speaker="Port Authority"),
    Statement("11", "that the promise was “a sandbag made of paper”", "mixed", speaker=VERHANE),
    Statement("12", "that he had known of the delay since January", "indirect", "denied", speaker="Halvard Finch"),
    Statement("13", "“The gate is shut at night,”"),
    Statement("14", "that Verhane said the pumps would hold", "indirect", speaker=OKORO),
    Statement("15", "the pumps would hold", "indirect", speaker=VERHANE, within="14"),
    Statement("16", "“The lock keeper was never told of it,”", speaker=OKORO, superseded=True),
    Statement("17", "“The lock keeper was never told of it at all,”", speaker=VERHANE),
    Statement("18", "“Ducks cross the weir at noon,”", speaker=OKORO, superseded=True),
)  # fmt: skip


def tagged(stretches: tuple[Stretch, ...], tag: str, state: State) -> str:
    return "".join(f"<{tag}>{s.words}</{tag}>" if s.state is state else s.words for s in stretches)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_cases(case: dict[str, Any]) -> None:
    passages = [Passage(**case["passage"])] if "passage" in case else []
    speaker, common = case.get("speaker", ""), frozenset(case.get("common", ()))
    checked = check(
        case["quote"], STATEMENTS, passages, speaker=speaker, common=common, ignored=frozenset({"minister"})
    )
    assert checked.verdict == case["verdict"]
    first = checked.findings[0] if checked.findings else None
    if first is None:
        assert not {"of", "missing", "added", "asked", "found", "notes", "together"} & set(case)
        return
    assert first.statement.speaker == case.get("of", first.statement.speaker)
    assert first.missing == case.get("missing", first.missing)
    assert first.added == case.get("added", first.added)
    assert set(case.get("notes", ())) <= first.notes
    assert checked.together == case.get("together", checked.together)
    part = first.likeness is Likeness.PARTIAL
    shown = tagged(first.asked, "mark", State.SAME) if part else tagged(first.asked, "del", State.DIFFERENT)
    assert shown == case.get("asked", shown)
    shown = tagged(first.found, "ins", State.DIFFERENT)
    assert shown == case.get("found", shown)


def test_every_verdict_and_every_note_has_a_case() -> None:
    assert {case["verdict"] for case in CASES} == set(Verdict)
    assert {note for case in CASES for note in case.get("notes", ())} == set(Note) - {Note.REPORTED}


def test_what_one_tells_of_another_stands_behind_it_and_is_noted() -> None:
    verhane, okoro = check("the pumps would hold", STATEMENTS).findings
    assert (verhane.statement.id, okoro.statement.id) == ("15", "14")
    assert Note.REPORTED in okoro.notes
    assert Note.REPORTED not in verhane.notes


def test_the_earliest_of_equals_comes_first() -> None:
    one, two = (
        Statement("1", "The tide is high", speaker="A"),
        Statement("2", "The tide is high", speaker="B"),
    )
    assert [f.statement.id for f in check("the tide is high", [one, two]).findings] == ["1", "2"]
    assert [f.statement.id for f in check("the tide is high", [two, one]).findings] == ["2", "1"]


def test_a_speakers_own_words_come_before_a_reporters() -> None:
    told = Statement("1", "that the tide is high", "indirect", speaker="A")
    said = Statement("2", "“The tide is high”", "direct", speaker="A")
    assert [f.statement.id for f in check("the tide is high", [told, said]).findings] == ["2", "1"]


PROBLEMS = {
    "nothing": ("", Problem.EMPTY),
    "marks alone": ("“ … ” – [...]", Problem.EMPTY),
    "a word": ("yes", None),
    "as many characters as are taken": (
        "yes " * (MOST_WORDS - 1) + "y" * (MOST_CHARACTERS - 4 * MOST_WORDS + 4),
        None,
    ),
    "one character more": ("y" * (MOST_CHARACTERS + 1), Problem.LONG),
    "one word more": ("yes " * (MOST_WORDS + 1), Problem.LONG),
}


@pytest.mark.parametrize(("text", "problem"), PROBLEMS.values(), ids=PROBLEMS)
def test_what_cannot_be_checked(text: str, problem: Problem | None) -> None:
    assert problem_of(text) is problem


TEXTS = st.text(alphabet=st.sampled_from("ab é’'“”.,…[]()- 4%\n"), max_size=60)


@given(TEXTS, TEXTS)
def test_the_stretches_put_together_are_the_texts_and_the_figures_agree(text: str, words: str) -> None:
    for finding in check(text, [Statement("1", words)]).findings:
        assert "".join(stretch.words for stretch in finding.asked) == text
        assert "".join(stretch.words for stretch in finding.found) == words
        assert 0 < finding.share <= 1
        if finding.likeness is Likeness.VERBATIM:
            assert (finding.share, finding.missing, finding.added) == (1, 0, 0)


@given(
    st.lists(
        st.sampled_from(["sea", "wall", "tide", "not", "move", "home", "a", "the"]), min_size=1, max_size=12
    ),
    st.data(),
)
def test_any_run_of_a_statements_words_is_verbatim(words: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    quote = "–".join(words[start:end]).upper()
    assert check(f"“{quote}!”", [Statement("1", " ".join(words))]).verdict is Verdict.VERBATIM


@given(
    st.permutations(["harbour", "gulls", "never", "wait", "for", "a", "slow", "ferry", "home"]),
    st.integers(0, 8),
)
def test_one_word_changed_is_altered_and_is_the_one_told(words: list[str], place: int) -> None:
    quote = [*words[:place], "otherwise", *words[place + 1 :]]
    checked = check(" ".join(quote), [Statement("1", " ".join(words))])
    assert checked.verdict is Verdict.ALTERED
    (finding,) = checked.findings
    assert [s.words for s in finding.asked if s.state is State.DIFFERENT] == ["otherwise"]
    assert finding.matched == 8


def slowest(finding_of: list[tuple[str, list[Statement]]]) -> float:
    best = []
    for text, statements in finding_of:
        started = time.process_time()
        check(text, statements)
        best.append(time.process_time() - started)
    return max(best)


def test_the_longest_quote_beside_hostile_statements_takes_a_second_of_computing_at_most() -> None:
    chance = random.Random(4)  # noqa: S311 (the same words at each run)
    few = [chance.choice("ab") for _ in range(5_000)]
    hostile = [" ".join(few), "a " * 5_000, "a b " * 2_500, "[" * 20_000, "a'" * 10_000, ". " * 10_000]
    quotes = [
        " ".join(few[40:540]),
        " ".join(few[40:500][::-1]),
        "a … " * 490,
        "[a] " * 490,
        "a " * 499 + "c",
    ]
    assert slowest([(quote, [Statement(text, text)]) for quote in quotes for text in hostile]) < 1
