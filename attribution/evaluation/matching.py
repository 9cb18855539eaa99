"""Gold and predicted attributions of one document paired, and the view that says which of them count."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from attribution.evaluation.measured import Measured

View = Literal["statements", "all", "direct+mixed"]
VIEWS: tuple[View, ...] = get_args(View)

Pairs = tuple[tuple[int, int], ...]

# Intersection over union of the words of two contents: a pair shares half of them; a prediction that
# shares a fifth with gold outside the view is taken to mean that gold.
_A_PAIR = 0.5
_BESIDE = 0.2


@dataclass(frozen=True, slots=True)
class Judged:
    """One document's attributions that count in a view, and which belong together (indices of gold and
    found).

    `pairs` agree on the content; `right` are those of them whose source is right too. `places` are the
    positions of `gold` among all gold of the document, the same in every view.
    """

    id: str
    gold: tuple[Measured, ...]
    found: tuple[Measured, ...]
    pairs: Pairs
    right: Pairs
    places: tuple[int, ...]

    @property
    def missed(self) -> list[int]:
        """Indices of gold that was not found, or found with another source."""
        hit = {g for g, _ in self.right}
        return [g for g in range(len(self.gold)) if g not in hit]

    @property
    def false(self) -> list[int]:
        """Indices of predictions that no gold confirms, or only with another source."""
        hit = {f for _, f in self.right}
        return [f for f in range(len(self.found)) if f not in hit]


def judge(key: str, gold: Sequence[Measured], found: Sequence[Measured], view: View) -> Judged:
    """Pair what counts in the view.

    Gold outside the view is neither to be found nor to be a false alarm. `statements` leaves out gold
    that nobody said, `direct+mixed` all indirect gold and predictions.
    """
    places = [n for n, item in enumerate(gold) if _is_in(item, view)]
    wanted = [gold[n] for n in places]
    if view != "all":
        unwanted = [item for item in gold if not _is_in(item, view)]
        beside = _beside(wanted, unwanted, found, view)
        found = [item for n, item in enumerate(found) if n not in beside]
    if view == "direct+mixed":
        found = [item for item in found if _is_in(item, view)]
    pairs = pair(wanted, found)
    right = tuple((g, f) for g, f in pairs if found[f].has_source_of(wanted[g]))
    return Judged(key, tuple(wanted), tuple(found), pairs, right, tuple(places))


def outermost(found: Sequence[Measured]) -> list[Measured]:
    """Only predictions whose content does not lie inside another's: for gold that never nests."""
    return [item for item in found if not any(item.words < other.words for other in found)]


def pair(gold: Sequence[Measured], found: Sequence[Measured], least: float = _A_PAIR) -> Pairs:
    """Pair contents one to one, best first, where their words agree to `least` (intersection over union).

    Where two pairs are as good, the one with the right source goes first, then the earlier gold, then the
    earlier prediction.
    """
    having = defaultdict(list)
    for g, item in enumerate(gold):
        for word in item.words:
            having[word].append(g)
    candidates = []
    for f, item in enumerate(found):
        shared = Counter(g for word in item.words for g in having.get(word, ()))
        for g, common in shared.items():
            agreement = common / (len(item.words) + len(gold[g].words) - common)
            if agreement >= least:
                candidates.append((-agreement, not item.has_source_of(gold[g]), g, f))
    free_gold, free_found = set(range(len(gold))), set(range(len(found)))
    pairs = []
    for _, _, g, f in sorted(candidates):
        if g in free_gold and f in free_found:
            free_gold.remove(g)
            free_found.remove(f)
            pairs.append((g, f))
    return tuple(pairs)


def _is_in(item: Measured, view: View) -> bool:
    return view == "all" or (item.is_statement if view == "statements" else item.kind != "indirect")


def _beside(
    wanted: Sequence[Measured], unwanted: Sequence[Measured], found: Sequence[Measured], view: View
) -> set[int]:
    """Predictions that belong to gold outside the view, or whose own cue is none of saying."""
    beside = {f for _, f in pair(unwanted, found, _BESIDE)}
    if view == "statements":
        beside |= {f for f, item in enumerate(found) if item.has_cue and not item.is_statement}
    return beside - {f for _, f in pair(wanted, found)}
