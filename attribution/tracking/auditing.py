"""How often what was found is right in one's own articles: the sample, and what answers say of the whole."""

from __future__ import annotations

import hashlib
import heapq
import math
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

Verdict = Literal["right", "partly", "wrong"]
VERDICTS: tuple[Verdict, ...] = ("right", "partly", "wrong")
Z95 = 1.959963984540054  # the normal deviate that leaves 2.5 % on either side
# Bands of confidence: from (inclusive), and the name; the surest first.
BANDS: tuple[tuple[float, str], ...] = ((0.9, "0.9 and more"), (0.7, "0.7 to 0.9"), (0.0, "below 0.7"))


class Answer(NamedTuple):
    """One attribution of the sample, judged."""

    verdict: Verdict
    kind: str
    confidence: float


class Rate(NamedTuple):
    """A share, and the interval in which the share of the whole lies 95 times in 100."""

    share: float
    low: float
    high: float


class Tally(NamedTuple):
    """What answers of one group say: how many are right, partly right and wrong, and which share that is.

    `strict` counts only what is right, `lenient` what is partly right too; None where nothing was answered.
    """

    group: str
    right: int
    partly: int
    wrong: int
    strict: Rate | None
    lenient: Rate | None

    @property
    def answered(self) -> int:
        """How many answers the group has."""
        return self.right + self.partly + self.wrong


def draw(ids: Iterable[str], size: int, seed: int) -> list[str]:
    """`size` of the ids, or all if they are fewer, in an order that chance and the seed alone decide.

    The same ids and seed give the same sample, in whatever order the ids come.

    >>> draw(["a", "b", "c", "d"], 2, 7) == draw(["d", "c", "b", "a"], 2, 7)
    True
    """

    def lot(id_: str) -> bytes:
        return hashlib.blake2b(f"{seed} {id_}".encode("utf-8", "surrogatepass"), digest_size=16).digest()

    return heapq.nsmallest(max(size, 0), ids, key=lot)


def wilson(hits: int, total: int, z: float = Z95) -> Rate | None:
    """The share of hits with Wilson's score interval, which holds for few answers and shares near 0 or 1 too.

    None where nothing was counted; ValueError unless 0 <= hits <= total.

    >>> wilson(9, 10)
    Rate(share=0.9, low=0.596, high=0.982)
    """
    if not 0 <= hits <= total:
        raise ValueError(f"{hits} of {total}: cannot be")
    if total == 0:
        return None
    share = hits / total
    weight = z * z / total
    middle = (share + weight / 2) / (1 + weight)
    half = z / (1 + weight) * math.sqrt(share * (1 - share) / total + weight / (4 * total))
    low = 0.0 if hits == 0 else middle - half
    high = 1.0 if hits == total else middle + half
    return Rate(round(share, 3), round(low, 3), round(high, 3))


def band(confidence: float) -> str:
    """The name of the band that the confidence lies in."""
    return next(name for least, name in BANDS if confidence >= least or least == 0.0)


def band_bounds(name: str) -> tuple[float, float]:
    """From (inclusive) and to (exclusive) of a band by its name; ValueError where there is none such.

    >>> band_bounds("0.7 to 0.9")
    (0.7, 0.9)
    """
    above = 2.0
    for least, known in BANDS:
        if known == name:
            return least, above
        above = least
    raise ValueError(f"{name[:20]!r} is none of {', '.join(known for _, known in BANDS)}")


def tally(group: str, answers: Sequence[Answer]) -> Tally:
    """The answers of one group, counted."""
    right, partly, wrong = (sum(answer.verdict == verdict for answer in answers) for verdict in VERDICTS)
    total = len(answers)
    return Tally(group, right, partly, wrong, wilson(right, total), wilson(right + partly, total))


def tallies(answers: Sequence[Answer]) -> tuple[Tally, tuple[Tally, ...], tuple[Tally, ...]]:
    """All answers together, by kind, and by band of confidence; kinds and bands without an answer left out."""
    kinds = dict.fromkeys(sorted(answer.kind for answer in answers))
    bands = [name for _, name in BANDS]
    by_kind = tuple(tally(kind, [a for a in answers if a.kind == kind]) for kind in kinds)
    by_band = tuple(tally(name, [a for a in answers if band(a.confidence) == name]) for name in bands)
    return tally("all", answers), by_kind, tuple(each for each in by_band if each.answered)
