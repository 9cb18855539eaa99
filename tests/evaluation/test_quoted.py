"""Which characters stand in quotation marks."""

from __future__ import annotations

import pytest

from attribution.evaluation.quoted import quoted_characters

# ⟦ and ⟧ enclose what counts as quoted; all else stands for itself.
TEXTS = [
    "He said ⟦“yes”⟧ twice.",
    'He said ⟦"yes"⟧ and ⟦"no"⟧.',
    "He said ⟦''yes'⟧' and left.",
    "⟦«Ja»⟧ and ⟦„nein”⟧ were the answers.",
    "⟦“One paragraph goes on.⟧\n\n⟦“And here it ends.”⟧ So it was.",
    "⟦“Never closed.⟧\n\nThe next paragraph is free.",
    "⟦“A line break\nis no paragraph break,”⟧ he said.",
    "She called it ⟦'a slap in the face'⟧ today.",
    "She called it ⟦‘a slap in the face’⟧ today.",
    "A single 'word' is none.",
    "The unions' offer and the workers' answer differ.",
    "⟦'It's the unions'⟧ offer that counts', he said.",  # such an apostrophe looks like the end,
    "⟦‘It’s the offer that counts’⟧, he said.",
    "⟦“They told me 'go home now' and left,”⟧ he said.",
]


@pytest.mark.parametrize("marked", TEXTS)
def test_quoted_characters(marked: str) -> None:
    text = marked.replace("⟦", "").replace("⟧", "")
    expected, inside = bytearray(), 0
    for character in marked:
        if character in "⟦⟧":
            inside = int(character == "⟦")
        else:
            expected.append(inside)
    assert quoted_characters(text) == expected
