"""Where the sentences of a paragraph end: not at an abbreviation, and not inside a quotation."""

from __future__ import annotations

import re

from attribution.extraction.text.tagging import CLOSE, OPEN
from attribution.languages import TITLE

STARTERS = frozenset("DPHSIuXFW")  # classes of capitalised words that open a sentence behind an abbreviation
LONGEST_SENTENCE = 400  # tokens; a longer one is no sentence, and each cue of a sentence looks at all of it


def sentences_of(
    paragraph: tuple[int, int], words: list[str], tags: str, quoted: list[int], starts: list[int]
) -> list[tuple[int, int]]:
    """Sentences of one paragraph; none ends inside an open quotation. `words` are as written."""
    first, after = paragraph
    found, begin, n = [], first, first
    while n < after - 1:
        end = n + 1
        if tags[n] in ".!?":
            while end < after and tags[end] in ".!?)>":
                end += 1
            ends = end < after and not _goes_on(n, end, words, tags, quoted, starts)
        else:
            # "in the U.S. The bill": behind an abbreviation only a capitalised word of a closed class begins anew
            ends = (
                words[n][-1] == "." and tags[n] != TITLE and tags[end] in STARTERS and words[end][0].isupper()
            )
            ends = (ends and quoted[end] < 0) or _opens_anew(words, tags, n)
        if ends or end - begin >= LONGEST_SENTENCE:
            found.append((begin, end))
            begin = end
        n = end
    if begin < after:
        found.append((begin, after))
    return found


def _opens_anew(words: list[str], tags: str, n: int) -> bool:
    """Whether a whole sentence in quotation marks follows an abbreviation: “in the U.S. “It is late.””"""
    if words[n][-1] != "." or tags[n] == TITLE or tags[n + 1] != OPEN or not words[n + 2 : n + 3]:
        return False
    closing = tags.find(CLOSE, n + 1)
    return words[n + 2][0].isupper() and closing > 0 and tags[closing - 1] in ".!?"


def _goes_on(stop: int, end: int, words: list[str], tags: str, quoted: list[int], starts: list[int]) -> bool:
    """Whether the sentence goes on behind the mark `stop`; `end` is the token after it and its closers."""
    closed = tags[end - 1] == CLOSE
    if quoted[end - 1] >= 0 and quoted[end - 1] == quoted[end]:
        return True
    word, tag = words[end], tags[end]
    if tag in ",;":
        return True  # "Ana Ruiz (Mo.), a baker"
    if not closed and tag not in "<>(" and starts[end] == starts[end - 1] + len(words[end - 1]):
        return word[0].isalnum() and not word[0].isupper()  # no space: example.com
    if tag == ":" or word[0].islower():
        return True
    if tags[stop] == ".":
        return closed and _SPEAKER_ALONE.match(tags, end) is not None
    return closed and _SPEAKER.match(tags, end) is not None


# “It is late.” Tarn said. — nothing else in the sentence
_SPEAKER_ALONE = re.compile(r"(?:S|[DPH]?[jnNi#]{0,6}[nN])a{0,2}C\.")
# “Why now?” Tarn asked. — the sentence goes on with its source and cue
_SPEAKER = re.compile(r"(?:[SI]|[DPH]?[jnNi#,.]{0,6}[nN])a{0,2}C[.,]|(?:[SI]|[NDi][jnNi]{0,4})a?C[a-zA-Z]?")
