"""What has changed for a whole plan between two versions, told once and not per item: its unit, bodies, sections."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from udmoentning_xl.danish import counted, fold, listed
from udmoentning_xl.versions.change import WHOLE, Change, ChangeKind, years_told
from udmoentning_xl.versions.states import State, Version

#: A change that so many items have, and so great a share of those that can have it, is one change of the whole plan.
_SEVERAL, _MOST = 5, 0.8
_NUMBERING = re.compile(r"\A\s*+(?:[0-9]{1,3}(?:\.[0-9]{1,3})*+|[A-Z]|[IVX]{1,5})[.):]?\s++")
#: The factors by which all amounts of a plan differ when its unit or its rule of signs is another.
_FACTORS = (-1.0, 1_000.0, 0.001, -1_000.0, -0.001, 1_000_000.0, 0.000_001)


class WholePlan(NamedTuple):
    """What has changed for the whole plan, so that it is told once and not for each item."""

    years: tuple[int, ...]  # that both versions have
    factor: float  # by which all amounts have been multiplied
    bodies: Mapping[str, str]  # body then -> body now
    texts: Mapping[tuple[str, str], str]  # (field, text then) -> text now
    silent: frozenset[str]  # fields that one of the versions does not have
    told: tuple[Change, ...]
    headings: frozenset[str] = frozenset()  # of the columns now, folded

    def scaled(self, amounts: Iterable[tuple[int, int]]) -> dict[int, int]:
        """Amounts of the old version as the new one counts them."""
        return {year: round(amount * self.factor) for year, amount in amounts}

    def is_told(self, name: str, then: str, now: str) -> bool:
        """Whether a field's new text is nothing of the item's own."""
        return name in self.silent or alike(self.texts.get((name, then), then), now)


def whole_plan(old: Version, new: Version, pairs: Sequence[tuple[State, State]]) -> WholePlan:
    """What has changed for nearly all of ``pairs`` (the state then and now of each item)."""
    years = _common(old.years, new.years)
    factor = _factor(pairs, years)
    bodies, told = _moved_bodies(old, new, pairs)
    if factor != 1.0:
        count = counted(sum(bool(before.row.amounts) for before, _ in pairs), "indsats", "indsatser")
        how = "har skiftet fortegn" if factor == -1.0 else f"er ganget med {_number(factor)}"
        told.append(
            _line(ChangeKind.AMOUNT, f"beløbene {how} i {count}; se efter, om enhed og fortegn er læst rigtigt")
        )
    texts: dict[tuple[str, str], str] = {}
    silent = set()
    for name, (what, word) in _TEXTS.items():
        had, has = (any(getattr(state.row, name) for state in states) for states in (_then(pairs), _now(pairs)))
        if had != has:
            silent.add(name)
            told.append(_line(what, f"planen har {'nu' if has else 'ikke længere'} {word[1]}"))
        for then, (now, number) in _renamed(pairs, name).items():
            texts[name, then] = now
            count = counted(number, "indsats", "indsatser")
            told.append(_line(what, f"{word[0]} „{then}“ er nu „{now}“ ({count})", then, now))
    if old.years and new.years and set(old.years) != set(new.years):
        common = f"beløb er kun sammenlignet for {years_told(years)}" if years else "beløb er ikke sammenlignet"
        then, now = years_told(old.years), years_told(new.years)
        told.append(_line(ChangeKind.AMOUNT, f"planens år var {then} og er nu {now}; {common}", then, now))
    return WholePlan(years, factor, bodies, texts, frozenset(silent), tuple(told), new.headings)


#: The texts that can be renamed for a whole plan: what such a change is, the text in the definite, and in the plural.
_TEXTS = {
    "section": (ChangeKind.SECTION, ("hovedpunktet", "hovedpunkter")),
    "responsible": (ChangeKind.RESPONSIBLE, ("den ansvarlige", "ansvarlige")),
    "kind": (ChangeKind.KIND, ("typen", "typer")),
}


def _line(what: ChangeKind, sentence: str, before: str = "", after: str = "") -> Change:
    return Change(what, WHOLE, None, None, "", sentence, before, after)


def _then(pairs: Iterable[tuple[State, State]]) -> list[State]:
    return [before for before, _ in pairs]


def _now(pairs: Iterable[tuple[State, State]]) -> list[State]:
    return [after for _, after in pairs]


def _common(old: Sequence[int], new: Sequence[int]) -> tuple[int, ...]:
    """The years of both; those of one where the other has none."""
    return tuple(year for year in old if year in new) if old and new else tuple(old or new)


def _factor(pairs: Sequence[tuple[State, State]], years: Sequence[int]) -> float:
    """By what nearly all amounts have been multiplied; 1 where that is nothing."""
    ratios = [
        now[year] / then[year]
        for before, after in pairs
        for then, now in [(dict(before.row.amounts), dict(after.row.amounts))]
        for year in years
        if then.get(year) and now.get(year)
    ]
    for factor in _FACTORS:
        near = sum(abs(ratio / factor - 1) < 0.001 for ratio in ratios)
        if near >= _SEVERAL and near >= _MOST * len(ratios):
            return factor
    return 1.0


def _moved_bodies(
    old: Version, new: Version, pairs: Sequence[tuple[State, State]]
) -> tuple[dict[str, str], list[Change]]:
    """Bodies that no item has any more, and the one that has taken their place in nearly all of theirs."""
    left = {short for state in old.states.values() for short in state.bodies}
    left -= {short for state in new.states.values() for short in state.bodies}
    counts = defaultdict[str, Counter[str]](Counter)
    items = Counter[str]()
    for before, after in pairs:
        for short in set(before.bodies) & left:
            items[short] += 1
            counts[short].update(set(after.bodies) - (set(before.bodies) - left))
    bodies = {}
    for short in sorted(left):
        ((best, times),) = counts[short].most_common(1) or [("", 0)]
        known = new.successors.get(short) or old.successors.get(short)
        if best and (best == known or (times > 1 and times >= _MOST * items[short])):
            bodies[short] = best
    told = []
    for now in dict.fromkeys(bodies.values()):
        then = [short for short, taken in bodies.items() if taken == now]
        count = sum(bool(set(before.bodies) & set(then)) for before, _ in pairs)
        sentence = f"{listed(then)} er blevet {now} ({counted(count, 'indsats', 'indsatser')})"
        told.append(replace(_line(ChangeKind.COMMITTEES, sentence, ", ".join(then), now), committees=now))
    return bodies, told


def _renamed(pairs: Sequence[tuple[State, State]], name: str) -> dict[str, tuple[str, int]]:
    """Texts that no item has any more, each with the one that has taken its place in nearly all, and in how many."""
    texts = [(getattr(before.row, name) or "", getattr(after.row, name) or "") for before, after in pairs]
    here = {_plain(now) for _, now in texts}
    places = defaultdict[str, list[str]](list)
    for then, now in texts:
        if then and _plain(then) not in here:
            places[then].append(now)
    found = {}
    for then, now in places.items():
        best, times = Counter(map(_plain, now)).most_common(1)[0]
        if best and times > 1 and times >= _MOST * len(now):
            found[then] = (next(text for text in now if _plain(text) == best), times)
    return found


def alike(one: str, other: str) -> bool:
    """Whether two texts are the same, however they are written and numbered."""
    return _plain(one) == _plain(other)


def _plain(text: str) -> str:
    return fold(_NUMBERING.sub("", text))


def _number(factor: float) -> str:
    return f"{factor:,.10g}".replace(",", "\0").replace(".", ",").replace("\0", ".")
