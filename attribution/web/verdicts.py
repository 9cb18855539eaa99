"""What a check found, in words and as a record: the same on the page, in its JSON and on the command line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attribution.storage.finding import AROUND, Context, Details, Searched
from attribution.tracking.checking import MOST_CHARACTERS, MOST_WORDS, Checked, Passage, Problem, Verdict
from attribution.tracking.comparing import Finding, Likeness, Note
from attribution.web.wording import day, plural, stance_words

TITLES = {
    Verdict.VERBATIM: "Verbatim",
    Verdict.ALTERED: "Altered",
    Verdict.PARTIAL: "Partly found",
    Verdict.ANOTHER: "Somebody else said it",
    Verdict.UNATTRIBUTED: "Found, but given to nobody",
    Verdict.NOT_FOUND: "Not found here",
}
LIKENESSES = {Likeness.VERBATIM: "Verbatim", Likeness.ALTERED: "Altered", Likeness.PARTIAL: "In part"}
NOTES = {
    Note.INDIRECT: "These are the reporter’s words, all or some: nothing shows that they are the speaker’s own.",
    Note.SURNAME: "Only the surname is the same: it may be somebody else of that name.",
    Note.UNNAMED: "The article names nobody as the one who said it.",
    Note.REPORTED: "The speaker tells here what somebody else said.",
    Note.PIECES: "In the article the words stand in several pieces, with others between.",
    Note.OMITTED: "You left words out, and marked it: what stood there may matter.",
    Note.INSERTED: "Words in square brackets count as put in by whoever quotes.",
    Note.SUPERSEDED: "It stands in an earlier version of the article: a newer text took its place.",
    Note.EXCERPT: "The statement has more words than yours: read the whole of it.",
}
REJECTED = "A statement was found here, and somebody who read it has rejected it."
PROBLEMS = {
    Problem.EMPTY: "There are no words in it: paste what was said.",
    Problem.LONG: f"It is too long: at most {MOST_WORDS} words, {MOST_CHARACTERS:,} characters. Take a part of it.",
}
ADVICE = (
    "That does not show that it was never said: it may stand in an article that is not here, or in words that were not"
    " recognised as a statement. Try its rarest words alone."
)


def sentence(checked: Checked, speaker: str, seen: Searched) -> str:
    """The verdict in one sentence, with its figures."""
    words = plural(checked.words, "word")
    these = f"these {words}" if checked.words > 1 else "this word"
    if checked.verdict is Verdict.NOT_FOUND:
        return f"No statement in {_extent(seen)} comes close to {these}."
    if checked.verdict is Verdict.UNATTRIBUTED:
        return _unattributed(checked, words)
    first = checked.findings[0]
    who = first.statement.speaker or "somebody who is not named"
    if checked.verdict is Verdict.ANOTHER:
        near = "These words are" if first.likeness is Likeness.VERBATIM else "Something close was said: it is"
        return f"{near} given to {who} here, and not to {speaker}."
    if checked.verdict is Verdict.VERBATIM:
        all_words = "The word stands" if checked.words == 1 else f"All {words} stand, in this order,"
        return f"{all_words} in {_statement_of(first, who)}."
    if checked.verdict is Verdict.ALTERED:
        return f"{_statement_of(first, who, capital=True)} comes close: {_differences(first, checked.words)}."
    return _partial(checked, first, who)


def notes_of(finding: Finding) -> list[dict[str, str]]:
    """The notes of a finding, each with its words."""
    told = []
    for note in Note:
        if note in finding.notes:
            words = (
                f"It is not simply said there: {stance_words(finding.statement.stance)}."
                if note is Note.STANCE
                else NOTES[note]
            )
            told.append({"note": str(note), "words": words})
    return told


def notes_of_passage(passage: Passage) -> list[str]:
    """What there is to mind with a passage, in words."""
    return [REJECTED] * passage.rejected + [NOTES[Note.SUPERSEDED]] * passage.superseded


def record(
    quote: str,
    speaker: str,
    checked: Checked,
    seen: Searched,
    details_of: Mapping[str, Details],
    contexts: list[Context],
) -> dict[str, Any]:
    """All of it, ready for `json.dumps`."""
    return {
        "quote": quote,
        "speaker": speaker or None,
        "verdict": str(checked.verdict),
        "title": TITLES[checked.verdict],
        "sentence": sentence(checked, speaker, seen),
        "words": checked.words,
        "together": checked.together,
        "findings": [finding_record(each, details_of[each.statement.id]) for each in checked.findings],
        "passages": [
            {**context._asdict(), "start": passage.start, "end": passage.end,
             "statements": list(passage.statements), "reason": passage.reason,
             "rejected": passage.rejected, "superseded": passage.superseded, "notes": notes_of_passage(passage),
             "cut_before": passage.start > len(context.before), "cut_after": len(context.after) >= AROUND}
            for passage, context in zip(checked.passages, contexts, strict=True)
        ],
        "searched": seen._asdict(),
    }  # fmt: skip


def finding_record(finding: Finding, told: Details) -> dict[str, Any]:
    """One finding with what is told of its statement."""
    return {
        **told._asdict(),
        "kind": finding.statement.kind,
        "stance": finding.statement.stance,
        "likeness": finding.likeness.name.lower(),
        "title_of_likeness": LIKENESSES[finding.likeness],
        "identity": str(finding.identity),
        "matched": finding.matched,
        "share": round(finding.share, 3),
        "missing": finding.missing,
        "added": finding.added,
        "asked": [{"words": stretch.words, "state": str(stretch.state)} for stretch in finding.asked],
        "found": [{"words": stretch.words, "state": str(stretch.state)} for stretch in finding.found],
        "notes": notes_of(finding),
    }


def _statement_of(finding: Finding, who: str, *, capital: bool = False) -> str:
    reported = "is reported to have said" if Note.INDIRECT in finding.notes else "said"
    if finding.statement.stance != "said":
        return f"{'A' if capital else 'a'} statement by {who}"
    return f"{'What' if capital else 'what'} {who} {reported}"


def _differences(finding: Finding, words: int) -> str:
    parts = []
    if missing := finding.missing:
        parts.append(f"{missing} of your {plural(words, 'word')} {'is' if missing == 1 else 'are'} not there")
    if added := finding.added:
        parts.append(f"{added} there {'is' if added == 1 else 'are'} not in yours")
    return ", and ".join(parts)


def _partial(checked: Checked, first: Finding, who: str) -> str:
    yours = f"of your {plural(checked.words, 'word')}"
    if checked.together > first.matched:
        return f"{checked.together} {yours} stand in statements of {who}, {first.matched} of them in one."
    return f"{first.matched} {yours} stand in a statement of {who}; the rest was not found."


def _unattributed(checked: Checked, words: str) -> str:
    free = [passage for passage in checked.passages if not passage.statements]
    if not free:
        return f"All {words} stand in a statement, and the article names nobody who made it."
    where = plural(len(free), "article")
    return f"These {words} stand in {where}, outside every statement that was recognised there."


def _extent(seen: Searched) -> str:
    articles = plural(seen.articles, "article")
    if not seen.first_published:
        return articles
    first, last = day(seen.first_published), day(seen.last_published)
    return f"{articles}, published {first}," if first == last else f"{articles}, published {first} to {last},"
