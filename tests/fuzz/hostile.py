"""Texts made to harm whoever reads them: a few pieces, repeated to any number of characters.

`python -m tests.fuzz.hostile FAMILY CHARACTERS` extracts one in a process of its own, which has no more memory
and time than it should need, and prints what it took.
"""

from __future__ import annotations

import resource
import sys
import time

from attribution import Article, extract, load_language
from benchmarks.memory import peak

MEMORY = 500  # MB that reading any text may take
SECONDS_EACH = 150e-6  # of the processor, for a character

# What is repeated; {n} is a number that never comes again.
FAMILIES = {
    "unclosed quotation marks": "“We waited, he said. ",
    "unclosed straight marks": '"We waited, he said. ',
    "nothing but openers": "“",
    "nothing but straight marks": '"',
    "nested marks": "“‘“‘ a ’”’” ",
    "marks that cross": "“ ‘ ” ’ ",
    "one-word paragraphs": "word\n\n",
    "one long line": "the ferry sank and the bridge held ",
    "one long word": "a",
    "one long name": "Mara",
    "capitalised names": "Mara{n} Venn{n} ",
    "people who speak": "Mara{n} Venn{n} said no. ",
    "lone surrogates": "\ud800“\udc00” said \ud83d. ",
    "NULs": "\0he said\0 that “\0”. ",
    "right to left": "\u202eMara Venn\u202c said\u200b “no\u200d”\u2066. ",
    "zero-width characters": "M\u200ba\u200bra sa\u200bid “n\ufeffo”. ",
    "emoji": "🙂“👍🏽” said 🧑‍🚀 Ana. ",
    "combining marks": "a\u0301\u0302\u0303",
    "cue after cue": "said told claims ",
    "said": "said ",
    "he said that she said": "he said that she said that ",
    "sentences with a cue": "He said no. ",
    "bullets": "The report says:\n• rents are high\n",
    "a list without an end": "• rents are high\n",
    "turns": "HOLT: We left.\n\n",
    "questions": "Q: Why?\n\nA: No.\n\n",
    "commas": ", ",
    "blank lines": "\n\n",
    "carriage returns": "\r",
    "digits": "1,234 ",
    "dates": "on Monday, 3 May 2019, ",
    "clauses": "which was who that when as if ",
    "brackets": "(((a ",
    "tags": "<p>“no” said</p>",
    "hexadecimal": "deadbeef{n} ",
    "shared surnames": "Ana{n} Holt said no. Holt said yes. She said that it rained. ",
}


def text_of(family: str, characters: int) -> str:
    """So many characters of a family."""
    piece = FAMILIES[family]
    if "{n}" not in piece:
        return (piece * (characters // len(piece) + 1))[:characters]
    count = characters // len(piece.format(n=100_000)) + 1
    return "".join(piece.format(n=100_000 + n) for n in range(count))[:characters]


def main(family: str, characters: int) -> None:
    """Extract the text; end with an error where that takes more memory or time than it should."""
    text, language = text_of(family, characters), load_language("en")
    extract(Article("Mara Venn said no."), language)
    seconds = 5 + int(SECONDS_EACH * characters)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    begin = time.process_time()
    found = extract(Article(text), language)
    took = time.process_time() - begin
    print(  # noqa: T201 (what the process is for)
        f"{family}: {len(text):,} characters, {len(found.attributions):,} attributions,"
        f" {took:.1f} s of {seconds}, {peak():.0f} MB"
    )
    sys.exit(peak() > MEMORY and f"more than {MEMORY} MB")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
