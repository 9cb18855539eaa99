"""Any text whatever is read without complaint, and what is found can be shown and kept."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from attribution import Article, Extraction, extract, load_language
from attribution.display import as_record, as_text
from attribution.reading.cleaning import storable
from attribution.storage import Ingest, Outcome, open_database
from tests.extraction.test_properties import MARKS, WORDS
from tests.fuzz.hostile import FAMILIES

ROOT = Path(__file__).parents[2]
# The longest text that reading lets pass, when there is time (`make fuzz`); else a short one.
CHARACTERS = 1_000_000 if settings.default and settings.default.max_examples >= 10_000 else 20_000

HOSTILE = [
    "\0", "\ud800", "\udfff", "\u202e", "\u202c", "\u2066", "\u200b", "\u200d", "\ufeff", "\u0301", "🙂",
    "🧑‍🚀", "👍🏽", "\x1b[31m", "\x85", "\u2028", "\r", "\v", "<script>", "{{", "%s", "İ", "ß", "ﬁ", "ǅ", "Σ",
    "٣", "½", "𝟘", "𝐇𝐨𝐥𝐭",
]  # fmt: skip
pieces = st.sampled_from([*MARKS, *WORDS, *WORDS, *HOSTILE]) | st.text(max_size=5)
runs = st.builds(
    lambda piece, gap, times: (piece + gap) * times,
    pieces,
    st.sampled_from([" ", "", "\n\n"]),
    st.integers(1, 60),
)
families = st.builds(
    lambda piece, times: piece.format(n=times) * times,
    st.sampled_from(list(FAMILIES.values())),
    st.integers(1, 30),
)
texts = st.lists(st.one_of(pieces, pieces.map("{} ".format), runs, families), max_size=30).map("".join)
# Figures that are no numbers, and numbers in figures of other scripts.
ODD = [
    Article("“²“We waited, he said. "),
    Article(
        "Mara Venn said on ² May ²⁰¹⁹ that it rained. He said in the ² years to ٢٠١٩ it was dry.",
        published="2019",
    ),
    Article(
        "Mara Venn said on ٣ May ٢٠١٩ that it rained. She said on ٢٠١٩-٠٥-٠٣ that it was dry.",
        published="2019-05-15",
    ),
]
articles = st.sampled_from(ODD) | st.builds(
    Article,
    texts,
    title=st.none() | st.sampled_from(["Line to reopen, Venn says", "", "\0", "“"]) | st.text(max_size=30),
    published=st.sampled_from([None, "2024-05-15", "2019", "0000", "9999-12-31", "soon"]),
)  # fmt: skip


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    opened = open_database(tmp_path_factory.mktemp("fuzz") / "fuzz.db")
    yield opened
    opened.close()


def check(found: Extraction) -> None:
    text = found.article.text
    ids = [a.id for a in found.attributions]
    assert len(ids) == len(set(ids))
    for a in found.attributions:
        assert a.content
        for start, end in (*a.source, *a.cue, *a.content):
            assert 0 <= start < end <= len(text)
        assert a.quote(text) == " … ".join(text[start:end] for start, end in a.content)
        assert a.within is None or (a.within in ids and a.within != a.id)
        assert 0 < a.confidence <= 1
        assert a.said_on is None or a.said_on[:4].isdecimal()
    for q in found.quoted_spans:
        assert 0 <= q.start < q.end <= len(text)
        assert (q.attribution in ids) if q.attribution is not None else q.reason


@given(articles)
def test_any_text_is_read_the_same_twice_and_all_that_is_found_holds(article: Article) -> None:
    found = extract(article, load_language("en"))
    check(found)
    assert extract(article, load_language("en")) == found
    assert json.loads(json.dumps(as_record(found)))["text"] == article.text
    assert as_text(found, "a.txt", why=True)


@given(articles)
def test_what_is_found_in_a_text_that_can_be_kept_is_kept(db: Database, article: Article) -> None:
    kept = Article(storable(article.text), title=storable(article.title or ""), published=article.published)
    found = extract(kept, load_language("en"))
    with Ingest(db) as run:
        due = run.due(kept)
        if due is not None:
            run.save(found)
    assert run.counts.total() == 1
    if Outcome.NEW in run.counts:
        rows = db.execute(
            "SELECT quote FROM attributions WHERE article = ? ORDER BY rowid", (kept.key,)
        ).fetchall()
        assert [quote for (quote,) in rows] == [a.quote(kept.text) for a in found.attributions]


@pytest.mark.parametrize("family", FAMILIES)
def test_a_hostile_text_takes_bounded_memory_and_time(family: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.hostile", family, str(CHARACTERS)],
        capture_output=True, encoding="utf-8", cwd=ROOT, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert ended.stdout.startswith(f"{family}: {CHARACTERS:,} characters, ")
