"""The whole extraction takes time in proportion to the text, whatever the text."""

from __future__ import annotations

import pytest

from attribution import Article, extract, load_language
from tests.extraction.growth import grows_at_most

# Families of texts on which a careless pattern or a scan over all that came before would explode.
FAMILIES = {
    "plain news": "The line would reopen, Mara Venn said on Monday. “We waited,” she added. It rained.\n\n",
    "one paragraph of news": "The line would reopen, Mara Venn said. “We waited,” she added. ",
    "unclosed quotations": '"We waited, he said. ',
    "unclosed paragraphs": "“We waited and waited.\n\n",
    "openers": "“",
    "straight marks": '" ',
    "single marks": "' ‘a’ ",
    "alternating nests": "“‘“‘ a ’”’” ",
    "names": "Mara Venn Ola Brandt ",
    "one word": "waited",
    "one cue": "said ",
    "cue after cue": "he said that she said that ",
    "sources": "the mayor of Halden, the secretary of the union, ",
    "commas": ", ",
    "turns": "HOLT: We left.\n\n",
    "questions": "Q: Why?\n\nA: No.\n\n",
    "bullets": "The report says:\n• rents are high\n",
    "colons": ": ",
    "dashes": "“a” – ",
    "blank lines": "\n\n",
    "dates": "on Monday, 3 May 2019, ",
    "pronouns": "He said she left. She said he left. ",
    "speakers": "Holt said no. Venn said yes. Orme, the mayor, said it rained. ",
    "digits": "1,234 ",
    "not Latin": "森氏は「行く」と述べた。",
}
# Sentences are cut where they are too long to be any; what grows within that length is measured beyond it.
LONG = {"one cue": 420, "cue after cue": 70}


@pytest.mark.parametrize("family", FAMILIES)
def test_eight_times_the_text_takes_at_most_twelve_times_as_long(family: str) -> None:
    english = load_language("en")
    start, rounds = (LONG[family], 1) if family in LONG else (4, 5)
    grows_at_most(
        lambda size: extract(Article(FAMILIES[family] * size), english), times=12, start=start, rounds=rounds
    )
