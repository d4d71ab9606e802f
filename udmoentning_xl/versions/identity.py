"""Which item is which between two versions of a plan: by what it is, never by its number alone.

An id is what people read and quote; a plan that is numbered anew gives it to another item. How like two items are is
the business of ``likeness``; what becomes of the answer is that of ``log``.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import NamedTuple

from udmoentning_xl.danish import fold
from udmoentning_xl.errors import PlanFileError
from udmoentning_xl.versions.likeness import ACCEPTED, ASKED, TRUSTED, Row, equal, likeness, words

#: How much nearer than every other it must be, and within what the others are named.
MARGIN = 0.10
#: A title alone, with everything else another's, has been given to another.
_TITLE_ALONE = 0.65
#: Of the words of a title that was divided, so many stand in each part.
_PART = 0.6
_MOST_PARTS = 6
#: More pairs than this cannot be compared in a moment; and from here they must share a word to be tried.
_MOST, _MANY = 4_000**2, 40_000


class Certainty(StrEnum):
    """How surely two items are the same."""

    SURE = "sure"  # the same title, once on both sides
    LIKELY = "likely"


class Pair(NamedTuple):
    """An item of the old version and the same one in the new, by their keys; ``score`` is 1 where it is sure."""

    old: str
    new: str
    how: Certainty
    score: float


class Division(NamedTuple):
    """Items that look like one that was divided (one old), or several that were joined (one new); always asked."""

    old: tuple[str, ...]
    new: tuple[str, ...]
    with_amounts: bool  # they add up in every year


@dataclass(frozen=True)
class Pairing:
    """Which item is which. Every key of both versions stands in exactly one of pairs, asked (or parts), gone and new.

    ``asked`` holds, for each item that may be another, every pair that is near the best (old, new, score).
    """

    pairs: tuple[Pair, ...]
    asked: tuple[tuple[str, str, float], ...] = ()
    parts: tuple[Division, ...] = ()
    gone: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    trust: float = 1.0

    @property
    def now(self) -> dict[str, str]:
        """The new key of each old item that is paired."""
        return {one.old: one.new for one in self.pairs}


def pair(old: Iterable[Row], new: Iterable[Row]) -> Pairing:
    """Find each item of ``old`` again in ``new``: one to one, whatever the order of the rows and whichever is first.

    Raises PlanFileError where so many items are left without an equal title that comparing them would take for ever.
    """
    before, after = {row.key: row for row in old}, {row.key: row for row in new}
    pairs = _sure(before, after)
    trust = _trust(pairs, before, after)
    pairs |= _twins(before, after, pairs) if trust >= TRUSTED else {}
    found = [Pair(one, other, Certainty.SURE, 1.0) for one, other in pairs.items()]
    left = {key: row for key, row in before.items() if key not in pairs}
    right = {key: row for key, row in after.items() if key not in set(pairs.values())}
    scores = _scores(left.values(), right.values(), trust, _common(before.values()) | _common(after.values()))
    # What adds up to the krone is no coincidence; without amounts a title that is near enough comes first.
    parts = [one for one in _parts(left.values(), right.values()) if one.with_amounts]
    scores = _without(scores, parts, left, right)
    likely = _likely(scores)
    scores = _without(scores, likely, left, right)
    more = _parts(left.values(), right.values())
    scores = _without(scores, more, left, right)
    asked = _asked(scores)
    return Pairing(
        tuple(sorted([*found, *likely])),
        tuple(sorted(asked)),
        tuple(sorted([*parts, *more])),
        tuple(sorted(left.keys() - {one for one, _, _ in asked})),
        tuple(sorted(right.keys() - {one for _, one, _ in asked})),
        trust,
    )


def _without(
    scores: Mapping[tuple[str, str], float],
    settled: Iterable[Pair | Division],
    left: dict[str, Row],
    right: dict[str, Row],
) -> dict[tuple[str, str], float]:
    """The scores of the items that are not settled; those that are leave ``left`` and ``right``."""
    for one in settled:
        for key in [one.old] if isinstance(one.old, str) else one.old:
            del left[key]
        for key in [one.new] if isinstance(one.new, str) else one.new:
            del right[key]
    return {key: score for key, score in scores.items() if key[0] in left and key[1] in right}


# -- the same title -------------------------------------------------------------------------------------------------


def _title(row: Row) -> str:
    return fold(row.title or "")


#: From the narrowest to the widest: what two items of one title have in common besides.
_SAME: tuple[Callable[[Row], tuple[Hashable, ...]], ...] = (
    lambda row: (_title(row), row.kind, fold(row.section or "")),
    lambda row: (_title(row), row.kind),
    lambda row: (_title(row),),
)


def _sure(old: Mapping[str, Row], new: Mapping[str, Row]) -> dict[str, str]:
    """Old key -> new key of the titles that stand once on both sides; of twins those that nothing speaks against."""
    pairs: dict[str, str] = {}
    times = [Counter(map(_title, rows.values())) for rows in (old, new)]
    for same in _SAME:
        taken = set(pairs.values())
        ours, theirs = _once(old.values(), same), _once(new.values(), same)
        for key, row in ours.items():
            other = theirs.get(key)
            if not key[0] or other is None or row.key in pairs or other.key in taken:
                continue
            is_twin = any(count[_title(row)] > 1 for count in times)
            if likeness(row, other, 0.0) >= (ACCEPTED if is_twin else _TITLE_ALONE):
                pairs[row.key] = other.key
    return pairs


def _once(rows: Iterable[Row], same: Callable[[Row], tuple[Hashable, ...]]) -> dict[tuple[Hashable, ...], Row]:
    """The rows that no other is like, by what they are."""
    alike = defaultdict[tuple[Hashable, ...], list[Row]](list)
    for row in rows:
        alike[same(row)].append(row)
    return {key: found[0] for key, found in alike.items() if len(found) == 1}


def _trust(pairs: Mapping[str, str], old: Mapping[str, Row], new: Mapping[str, Row]) -> float:
    """How far the numbers can be trusted: 1 where nobody has numbered anew, near 0 where everybody has."""
    numbers = [(old[one].number, new[other].number) for one, other in pairs.items()]
    both = [(one, other) for one, other in numbers if one and other]
    return float((sum(fold(one) == fold(other) for one, other in both) / len(both)) ** 4) if both else 1.0


def _twins(old: Mapping[str, Row], new: Mapping[str, Row], pairs: Mapping[str, str]) -> dict[str, str]:
    """Items whose title stands several times, by title and number."""
    taken = set(pairs.values())

    def numbered(row: Row) -> tuple[Hashable, ...]:
        return _title(row), fold(row.number or "")

    ours = _once((row for key, row in old.items() if key not in pairs), numbered)
    theirs = _once((row for key, row in new.items() if key not in taken), numbered)
    return {row.key: theirs[key].key for key, row in ours.items() if all(key) and key in theirs}


# -- alike ------------------------------------------------------------------------------------------------------------


def _scores(
    old: Collection[Row], new: Collection[Row], trust: float, common: Collection[str]
) -> dict[tuple[str, str], float]:
    """The likeness of every two items that may be the same."""
    if len(old) * len(new) > _MOST:
        raise PlanFileError(
            f"De to planer kan ikke sammenlignes: {len(old)} indsatser i den ene og {len(new)} i den anden har ikke "
            "samme titel. Angiv to versioner af den samme plan."
        )
    scores = {(one.key, other.key): likeness(one, other, trust, common) for one, other in _candidates(old, new)}
    return {key: score for key, score in scores.items() if score >= ASKED}


def _common(rows: Collection[Row]) -> frozenset[str]:
    """Descriptions that several items have: no likeness."""
    counts = Counter(fold(row.description or "") for row in rows)
    return frozenset(text for text, number in counts.items() if number > 1)


def _candidates(old: Collection[Row], new: Collection[Row]) -> Iterator[tuple[Row, Row]]:
    """The pairs to try: all of few; of many those that share a word."""
    if len(old) * len(new) <= _MANY:
        yield from ((one, other) for one in old for other in new)
        return
    holders = defaultdict[str, set[Row]](set)
    for row in new:
        for word in words(row.title or "") | words(row.description or ""):
            holders[word].add(row)
    for one in old:
        found = (holders[word] for word in words(one.title or "") | words(one.description or ""))
        yield from ((one, other) for other in set().union(*found))


# -- verdicts ---------------------------------------------------------------------------------------------------------


def _likely(scores: Mapping[tuple[str, str], float]) -> list[Pair]:
    """The pairs that are near enough and nearer than every other one; what is taken is nobody's rival any more."""
    left = dict(scores)
    found: list[Pair] = []
    while True:
        rows, columns = _best_two(left, 0), _best_two(left, 1)
        clear = [
            Pair(old, new, Certainty.LIKELY, score)
            for (old, new), score in left.items()
            if score >= ACCEPTED
            and all(score == best and score - second >= MARGIN for best, second in (rows[old], columns[new]))
        ]
        if not clear:
            return found
        found += clear
        taken, given = {one.old for one in clear}, {one.new for one in clear}
        left = {key: score for key, score in left.items() if key[0] not in taken and key[1] not in given}


def _best_two(scores: Mapping[tuple[str, str], float], side: int) -> dict[str, tuple[float, float]]:
    """The best and the second best score of each key on a side."""
    best: dict[str, tuple[float, float]] = {}
    for key, score in scores.items():
        first, second = best.get(key[side], (0.0, 0.0))
        best[key[side]] = (max(first, score), max(second, min(first, score)))
    return best


def _asked(scores: Mapping[tuple[str, str], float]) -> list[tuple[str, str, float]]:
    """Every pair that is near the best of both its items."""
    rows, columns = _best_two(scores, 0), _best_two(scores, 1)
    return [
        (old, new, score)
        for (old, new), score in scores.items()
        if score >= max(rows[old][0], columns[new][0]) - MARGIN
    ]


# -- divided and joined -----------------------------------------------------------------------------------------------


def _parts(old: Collection[Row], new: Collection[Row]) -> list[Division]:
    """What looks divided, and what looks joined; nothing of what could be two of them."""
    found = [Division((key,), parts, sums) for key, parts, sums in _divided(old, new)]
    found += [Division(parts, (key,), sums) for key, parts, sums in _divided(new, old)]
    times = Counter(("old", key) for one in found for key in one.old)
    times += Counter(("new", key) for one in found for key in one.new)
    return [
        one
        for one in found
        if all(times["old", key] == 1 for key in one.old) and all(times["new", key] == 1 for key in one.new)
    ]


def _divided(whole: Collection[Row], parts: Collection[Row]) -> Iterator[tuple[str, tuple[str, ...], bool]]:
    """Each item of ``whole`` with the items of ``parts`` that it may have become."""
    for one in whole:
        near = [part for part in parts if _is_part(one, part, adds_up=any(amount for _, amount in one.amounts))]
        best = _adding_up(one, near) if 2 <= len(near) <= _MOST_PARTS else None
        if best:
            yield one.key, *best


def _is_part(whole: Row, part: Row, *, adds_up: bool) -> bool:
    own = words(whole.title or "")
    theirs = words(part.title or "")
    is_near = bool(own) and len(own & theirs) >= _PART * (min(len(own), len(theirs)) if adds_up else len(own))
    return is_near and equal(whole.section, part.section) != 0.0


def _adding_up(whole: Row, near: Sequence[Row]) -> tuple[tuple[str, ...], bool] | None:
    """The most parts whose amounts add up to the whole's; without amounts those of the same committees."""
    amounts = dict(whole.amounts)
    if not any(amounts.values()):
        same = [part for part in near if part.committees == whole.committees and not any(dict(part.amounts).values())]
        return (tuple(part.key for part in same), False) if len(same) > 1 and whole.committees else None
    near = [part for part in near if any(dict(part.amounts).values())]
    for size in range(len(near), 1, -1):
        fits = [some for some in combinations(near, size) if _is_sum(amounts, [dict(part.amounts) for part in some])]
        if fits:
            return (tuple(part.key for part in fits[0]), True) if len(fits) == 1 else None
    return None


def _is_sum(amounts: Mapping[int, int], parts: Sequence[Mapping[int, int]]) -> bool:
    """Whether the parts add up in every year that the whole and they have."""
    years = {year for part in parts for year in part} & amounts.keys()
    sums = {year: sum(part.get(year, 0) for part in parts) for year in years}
    return any(sums.values()) and all(sums[year] == amounts[year] for year in years)
