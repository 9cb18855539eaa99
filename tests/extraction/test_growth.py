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

SYLLABLES = ("bal", "dor", "ven", "mar", "hol", "tri", "kes", "lun", "ost", "pra")
ROLES = ("senator", "mayor", "lawyer", "doctor", "judge")
# Texts whose sentences never come again: {a} and {b} are names of their own, {role} one of a few words.
VARIED = {
    "roles and whose they are": "Ana {a}, the {role} of {b}, came. The {role} said no. The tall {role} said yes.\n\n",
    "roles of nobody": "The {role} said that it rained. The {a} {role} said that it snowed.\n\n",
    "documents": "The report said that {a} had left. The {b} study was long, the letter said.\n\n",
    "bodies": "{a} Bank said on Monday that it rained. In a statement, {b} Bank director Ana Ruiz said so.\n\n",
    "bodies by acronym": "{a} {b} Office said no. {capitals} said yes.\n\n",
    "people of one surname": "Ana{a} Holt said no. Holt said yes. She said that it rained.\n\n",
    "governments": "The {a} government said no. The government said yes.\n\n",
    "seats": "Sen. Ana {a} (R-Ky.) met Rep. Otto {b} of Ohio. The Ohio lawmaker said no. The Kentucky one left.\n\n",
    "pairs and they": "Ana {a} and Otto {b} came. They said no. Both said yes. The couple said it rained.\n\n",
    "boards": "The {a} Tide editorial board said no. The editorial board said yes. Ana {b}’s office said so.\n\n",
    "two of many": "Both men said no. Both women said yes. Rain and wind came to {a}. Both mayors said no.\n\n",
}


@pytest.mark.parametrize("family", FAMILIES)
def test_eight_times_the_text_takes_at_most_twelve_times_as_long(family: str) -> None:
    english = load_language("en")
    start, rounds = (LONG[family], 1) if family in LONG else (4, 5)
    grows_at_most(
        lambda size: extract(Article(FAMILIES[family] * size), english), times=12, start=start, rounds=rounds
    )


def varied(pattern: str, size: int) -> str:
    """Sentences of a pattern, each with names that no other has."""
    filled = []
    for n in range(size):
        parts = [SYLLABLES[int(digit)] for digit in f"{n:06}"]
        filled.append(
            pattern.format(
                a="".join(parts).capitalize(),
                b="".join(reversed(parts)).capitalize(),
                capitals="".join(part[0] for part in parts[3:]).upper(),
                role=ROLES[n % len(ROLES)],
            )
        )
    return "".join(filled)


@pytest.mark.parametrize("family", VARIED)
def test_names_that_never_come_again_take_no_longer(family: str) -> None:
    english = load_language("en")

    def work(size: int) -> None:
        extract(Article(varied(VARIED[family], size), published="2019-11-05"), english)

    grows_at_most(work, times=12, start=150, rounds=2)
