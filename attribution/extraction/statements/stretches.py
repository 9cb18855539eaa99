"""Stretches of tags as the decisions tell them: cut short, in steps of length, without the marks at their end."""

from __future__ import annotations


def shortened(tags: str) -> str:
    """Up to three tags as they are; of more the first two and the last."""
    return tags if len(tags) <= 3 else tags[:2] + "~" + tags[-1]


def length_step(tokens: int, most: int = 6) -> int:
    """A number of tokens in steps that double: none, one, two or three, four to seven …; `most` is the last step."""
    step = tokens.bit_length()
    return step if step < most else most


def end_without(marks: str, tags: str, end: int, first: int = 0) -> int:
    """Where the stretch `first` to `end` ends without the tags `marks` at its end; at `first` where it is but these."""
    while end > first and tags[end - 1] in marks:
        end -= 1
    return end
