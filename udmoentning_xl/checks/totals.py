"""What the total rows of a plan should add up to: the arithmetic behind U402.

No workbook says which items a total adds. A total is therefore held against everything it can mean by its place (the
items since a banner or a total above it, down to the next, of its sheet, of the plan) and by its label ("I alt Skoler
og dagtilbud", "Anlæg i alt"), and against the subtotals it covers. It is wrong when it is none of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from udmoentning_xl.checks.labels import Label, Names, Restriction, read_label
from udmoentning_xl.plan import TOTAL_DTYPES, Observation, Plan, RowRole, SumPart

Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

#: What makes the amount of an item unknown to us, though perhaps not to whoever made the total.
_UNREAD = (
    Observation.AMOUNT_UNREADABLE,
    Observation.AMOUNT_OTHER_UNIT,
    Observation.FORMULA_WITHOUT_VALUE,
    Observation.ERROR_VALUE,
    Observation.STRAY_MARK,
)
#: The last digit of an amount in mio. kr., in kroner: one, two or three decimals.
_STEPS = (100_000, 10_000, 1_000)
#: So many of the likeliest segments are tried first; the others only where none of them is right.
_NEAR = 8
#: So many sums of a column, and such a part of them, are right before one that is not is wrong.
_RIGHT, _MOSTLY_RIGHT = 4, 0.7
#: Subtotals are written as the total is; only the rounding to whole kroner is between them.
_ROUNDING = 10


@dataclass(frozen=True)
class Total:
    """One total row; ``kroner`` by year as in the ledger, ``known`` where there is an amount."""

    sheet: str
    row: int
    label: Label
    cells: dict[int, str]
    kroner: Numbers
    known: Flags


@dataclass(frozen=True)
class TotalScope:
    """The items a total may add: those of a restriction between two positions of the ledger."""

    restriction: Restriction
    first: int
    end: int
    sums: Numbers
    equal: Flags
    unread: Flags


#: So many sums over their items show that sums stand there.
_OVER = 2
#: Total rows, each with what it most plausibly adds.
Totals = Sequence[tuple[Total, TotalScope]]


@dataclass(frozen=True)
class WrongTotal:
    """A total that is wrong in a year: what the items, or the subtotals and items, come to."""

    total: Total
    year: int
    cell: str
    kroner: int
    expected: int
    rows: tuple[int, int] | None  # where the items stand, when they are on the total's sheet
    by_subtotals: bool


def wrong_totals(plan: Plan) -> Iterator[WrongTotal]:
    """The totals that differ from what they add up, in source order."""
    ledger = AmountLedger(plan)
    totals = [total for total in ledger.totals if not total.label.part_only]
    scopes = [ledger.scope_of(total) for total in totals]
    inner = [(total, scope) for total, scope in zip(totals, scopes, strict=True) if scope is not None]
    for place, (total, scope) in enumerate(inner):
        if (total.known & ~scope.equal).any() and _is_sure(total, scope):
            yield from _differences(ledger, total, scope, (inner[:place], inner[place + 1 :]))


def _is_sure(total: Total, scope: TotalScope) -> bool:
    """True when the label is understood, or half of the years agree; else the row may add something else."""
    return total.label.understood or 2 * int((total.known & scope.equal).sum()) >= int(total.known.sum())


def _differences(
    ledger: "AmountLedger", total: Total, scope: TotalScope, others: tuple[Totals, Totals]
) -> Iterator[WrongTotal]:
    """The years in which a total is neither the sum of its items nor of its subtotals and the rest of its items."""
    by_subtotals, unread = _with_subtotals(ledger, scope, *others)
    right = scope.equal | (np.abs(total.kroner - by_subtotals) < _ROUNDING)
    for place in np.flatnonzero(total.known & ~right & ~unread).tolist():
        from_items = not scope.unread[place]
        expected = scope.sums[place] if from_items else by_subtotals[place]
        rows = ledger.rows_of(total, scope)
        year, kroner = ledger.years[place], int(total.kroner[place])
        yield WrongTotal(total, year, total.cells[place], kroner, int(expected), rows, not from_items)


def _with_subtotals(ledger: "AmountLedger", scope: TotalScope, above: Totals, below: Totals) -> tuple[Numbers, Flags]:
    """What the largest subtotals within a scope, as they are written, and the items beside them come to, per year.

    So a total that adds (or above which stands the same) wrong subtotal is not wrong once more, and an item that cannot
    be read does not matter when a subtotal covers it.
    """
    left = ledger.mask(scope)
    size = int(left.sum())
    inner = [
        (ledger.mask(one), total, most)
        for part, most in ((above, size), (below, size - 1))
        for total, one in part
        if scope.first <= one.first and one.end <= scope.end and total.known.all()
    ]
    sums = np.zeros_like(scope.sums)
    for mask, total, most in sorted(inner, key=lambda found: -int(found[0].sum())):
        if mask.sum() <= most and not (mask & ~left).any():
            sums = sums + total.kroner
            left = left & ~mask
    rest: Numbers = scope.restriction.kroner[left].sum(axis=0)
    unread: Flags = np.asarray(ledger.unread[left].any(axis=0))
    return sums + rest, unread


@dataclass(frozen=True)
class WrongSum:
    """An item's own sum that is not that of its years, and what is before and after them where the column has those."""

    item: str
    cell: str
    kroner: int
    expected: int


def wrong_sums(plan: Plan) -> Iterator[WrongSum]:
    """The items whose own sum is another than the others of its column are; none of a column that is another sum.

    What a project that is dropped was given, or one that is paid for by its own income, is not the sum of its years.
    """
    written = plan.sums[plan.sums["part"].isin([SumPart.TOTAL, SumPart.YEARS])]
    if written.empty:
        return
    years = plan.amounts.groupby("item")["kroner"].agg(["sum", "count"])
    parts = plan.sums.pivot_table(index="item", columns="part", values="kroner", aggfunc="first", observed=False)
    parts = parts.reindex(columns=[SumPart.BEFORE, SumPart.AFTER]).fillna(0)
    broken = set(plan.observed(*_UNREAD)["item"].dropna())
    dropped = set(plan.items.index[plan.items["completion"].eq("dropped")])
    net = {item for item, own in plan.amounts.groupby("item")["kroner"] if (own > 0).any() and (own < 0).any()}
    written = written[written["item"].isin(years.index) & ~written["item"].isin(broken | dropped | net)]
    for _, own in written.groupby(written["cell"].str.replace(r"\d+$", "", regex=True)):
        inside = years["sum"].reindex(own["item"]).to_numpy(dtype=np.int64)
        before, after = (parts[part].reindex(own["item"], fill_value=0).to_numpy(dtype=np.int64) for part in parts)
        counts = years["count"].reindex(own["item"]).to_numpy(dtype=np.int64)
        kroner = own["kroner"].to_numpy(dtype=np.int64)
        is_coarse = "mi" in plan.unit.casefold()
        step = next((one for one in _STEPS if is_coarse and not (kroner % one).any()), 1)
        wholes = [inside, inside + before, inside + after, inside + before + after]
        expected = min(wholes, key=lambda whole: int((np.abs(whole - kroner) > step * (counts + 3) / 2).sum()))
        differs = np.abs(expected - kroner) > step * (counts + 3) / 2
        right = len(own) - int(differs.sum())
        if right < _RIGHT or right < _MOSTLY_RIGHT * len(own):
            continue
        for at in np.flatnonzero(differs).tolist():
            yield WrongSum(str(own["item"].iloc[at]), str(own["cell"].iloc[at]), int(kroner[at]), int(expected[at]))


def _zeros(count: int) -> tuple[Numbers, Flags]:
    return np.zeros(count, np.int64), np.zeros(count, np.bool_)


class AmountLedger:
    """The items' amounts in one matrix, items in source order and a column per year, with running sums."""

    def __init__(self, plan: Plan) -> None:
        order = {str(sheet): number for number, sheet in enumerate(plan.sheets["sheet"])}
        by_place = plan.items.assign(place=plan.items["sheet"].map(order)).sort_values(["place", "row"], kind="stable")
        self.items = by_place.drop(columns="place")
        self.years = sorted({int(year) for year in plan.totals["year"].dropna()})
        self.kroner: Numbers = self._matrix(plan.amounts, "kroner").astype(np.int64)
        self.unread: Flags = self._unread(plan)
        self.coarse = {
            str(sheet): "mi" in str(unit if isinstance(unit, str) else plan.unit).casefold()
            for sheet, unit in plan.sheets[["sheet", "unit"]].itertuples(index=False)
        }
        self.names = Names(plan, self.items, self.kroner)
        self.totals = list(self._totals(plan))
        self.bounds = self._bounds(plan)
        self._cumulated: dict[int, tuple[Numbers, Numbers, Numbers]] = {}

    def _matrix(self, rows: pd.DataFrame, value: str) -> npt.NDArray[Any]:
        """``value`` by item and year, 0 where there is none."""
        wide = rows.dropna(subset=["item", "year", value]).groupby(["item", "year"])[value].sum().unstack("year")
        return wide.reindex(index=self.items.index, columns=self.years).fillna(0).to_numpy()

    def _unread(self, plan: Plan) -> Flags:
        rows = plan.observed(*_UNREAD)
        rows = rows.assign(year=pd.to_numeric(rows["field"], errors="coerce"), count=1)
        return self._matrix(rows, "count") > 0

    def _totals(self, plan: Plan) -> Iterator[Total]:
        places = {year: place for place, year in enumerate(self.years)}
        written = plan.totals.dropna(subset=["year", "kroner"]).astype("object")
        rows: dict[tuple[str, int, str], list[tuple[int, int, str]]] = {}
        for sheet, row, cell, label, year, kroner in written[list(TOTAL_DTYPES)].itertuples(index=False):
            amount = (places[int(year)], int(kroner), str(cell).rpartition("!")[2])
            rows.setdefault((str(sheet), int(row), str(label)), []).append(amount)
        for (sheet, row, label), amounts in rows.items():
            total = Total(sheet, row, read_label(label, self.names, sheet), {}, *_zeros(len(places)))
            for place, kroner, cell in amounts:
                total.kroner[place], total.known[place], total.cells[place] = kroner, True, cell
            yield total

    def _bounds(self, plan: Plan) -> dict[str, npt.NDArray[np.int64]]:
        """The rows of each sheet at which a total may begin or end to add."""
        rest = plan.rest[plan.rest["role"].isin([RowRole.BANNER, RowRole.HEADING])]
        rows = {str(sheet): set(part["row"]) for sheet, part in rest.groupby("sheet")}
        for total in self.totals:
            rows.setdefault(total.sheet, set())
            if not total.label.part_only:
                rows[total.sheet].add(total.row)
        return {sheet: np.array(sorted(found), np.int64) for sheet, found in rows.items()}

    @cached_property
    def _sheets(self) -> dict[str, tuple[int, int]]:
        """Where the items of each sheet begin and end."""
        places = pd.Series(range(len(self.items))).groupby(self.items["sheet"].to_numpy()).agg(["min", "max"])
        return {str(sheet): (int(first), int(last) + 1) for sheet, first, last in places.itertuples()}

    @cached_property
    def _rows(self) -> Numbers:
        return self.items["row"].to_numpy(dtype=np.int64)

    def scope_of(self, total: Total) -> TotalScope | None:
        """What the total most plausibly adds; None when there is nothing it can add.

        What most of the years agree with comes first; where none does, what is likeliest by its place.
        """
        above, others = self._segments(total)
        anywhere = np.concatenate([above, others])
        plausible = [(only, anywhere) for only in total.label.named]
        plausible += [(only, above if total.label.named else anywhere) for only in total.label.general]
        full = (-int((total.known & (total.kroner != 0)).sum()), 0)
        found = []
        for only, segments in plausible:
            for near in (_NEAR, len(segments)):
                best = self._best_of(total, only, segments[:near])
                if best is not None and best[0] == full:
                    return best[1]
            found += [best] if best is not None else []
        return min(found, key=lambda pair: pair[0])[1] if found else None

    def _best_of(self, total: Total, only: Restriction, segments: Numbers) -> tuple[tuple[int, int], TotalScope] | None:
        """The best of the segments under one restriction, and how good it is: the lower the better."""
        firsts, ends = segments[:, 0], segments[:, 1]
        sums, counts, unread = (running[ends] - running[firsts] for running in self._running(only))
        close = np.abs(sums - total.kroner) <= self._slack(total, sums, counts[:, :-1])
        agrees = (total.known & (total.kroner != 0) & close).sum(axis=1)
        differs = (total.known & ~close & (unread == 0)).sum(axis=1)
        place = np.arange(len(firsts))
        keys = np.stack([-agrees, np.where(agrees, differs, place), np.where(agrees, place, differs)])
        filled = np.flatnonzero(counts[:, -1])
        if not len(filled):
            return None
        at = int(filled[np.lexsort(keys[::-1, filled])[0]])
        scope = TotalScope(only, int(firsts[at]), int(ends[at]), sums[at], close[at], unread[at] > 0)
        return (int(keys[0, at]), int(keys[1, at]) if agrees[at] else 0), scope

    def _segments(self, total: Total) -> tuple[Numbers, Numbers]:
        """The pieces of the ledger that a total can stand for, as rows of begin and end, the likeliest first.

        First those above it, back to a banner or total; apart, its sheet and the plan, and, where no item stands right
        above it, those below.
        """
        first, end = self._sheets.get(total.sheet, (0, 0))
        rows, bounds = self._rows[first:end], self.bounds[total.sheet]
        here = first + int(np.searchsorted(rows, total.row))
        places = first + np.searchsorted(rows, bounds)
        begins = np.unique(np.append(places[places < here], first))[::-1]
        before = places[bounds < total.row]
        others = [(first, end), (0, len(self.items))]
        if len(before) and before[-1] == here:
            begins = begins[::-1]  # right below another total: a grand total
        if here == first or (len(before) and before[-1] == here):
            others = [(here, bound) for bound in sorted({end, *places[places > here].tolist()}, reverse=True)] + others
        above = [(one, here) for one in begins.tolist()]
        if total.row in self._over_items.get(total.sheet, ()):
            return np.array([(here, bound) for bound in sorted({end, *places[places > here].tolist()})]), np.array(
                others + above
            )
        return np.array(above).reshape(-1, 2), np.array(others)

    @cached_property
    def _over_items(self) -> dict[str, set[int]]:
        """The rows of the totals of each sheet that stand over what they add, where most of them do.

        Those add up to the next of them, and not from the one before.
        """
        found: dict[str, set[int]] = {}
        for sheet, (first, end) in self._sheets.items():
            own = [one for one in self.totals if one.sheet == sheet and not one.label.part_only]
            rows = self._rows[first:end]
            places = [first + int(np.searchsorted(rows, one.row)) for one in own]
            below = [self._is_sum(one, *span) for one, span in zip(own, pairwise([*places, end]), strict=True)]
            above = [self._is_sum(one, *span) for one, span in zip(own, pairwise([first, *places]), strict=True)]
            are_over = sum(below) >= _OVER and sum(below) > sum(above)
            found[sheet] = {one.row for one, here in zip(own, places, strict=True) if are_over and here < end}
        return found

    def _is_sum(self, total: Total, first: int, end: int) -> bool:
        sums = self.kroner[first:end].sum(axis=0)
        return bool(end > first and (np.abs(sums - total.kroner)[total.known] < _ROUNDING).all())

    def _running(self, only: Restriction) -> tuple[Numbers, Numbers, Numbers]:
        """Running sums of the amounts, of how many there are (and, last, of the items), and of those not read."""
        if id(only) not in self._cumulated:
            counts = np.column_stack([(only.kroner != 0) & only.items[:, None], only.items])
            parts = (only.kroner * only.items[:, None], counts, self.unread & only.items[:, None])
            zero_first = [np.vstack([np.zeros((1, part.shape[1]), np.int64), part.cumsum(axis=0)]) for part in parts]
            self._cumulated[id(only)] = (zero_first[0], zero_first[1], zero_first[2])
        return self._cumulated[id(only)]

    def _slack(self, total: Total, sums: Numbers, counts: Numbers) -> npt.NDArray[np.float64]:
        """How far a right total may be from the sum of its items, in kroner, because of rounding.

        Half a krone for each amount. In mio. kr. every amount is rounded on its own, by half a unit of the last digit
        written at the most: three standard deviations of such errors, and less than all of them together. A total in
        whole thousands over items with decimals is off by half a thousand.
        """
        amounts = counts + 1.0
        if self.coarse.get(total.sheet, False):
            step = next((one for one in _STEPS if not (total.kroner % one).any()), 1)
            most = np.minimum(3 * np.sqrt(amounts / 12), amounts / 2 - 0.01)
            rounding = step * most * (counts > 0)
        else:
            rounding = 500.0 * ((total.kroner % 1_000 == 0) & (sums % 1_000 != 0))
        return np.asarray(np.maximum(amounts / 2, rounding))

    def mask(self, scope: TotalScope) -> Flags:
        """The items of a scope."""
        place = np.arange(len(self.items))
        return np.asarray(scope.restriction.items & (place >= scope.first) & (place < scope.end))

    def rows_of(self, total: Total, scope: TotalScope) -> tuple[int, int] | None:
        """The first and last row of the scope's items; None when they are not all on the total's sheet."""
        inside = self.items[self.mask(scope)]
        if not inside["sheet"].eq(total.sheet).all():
            return None
        return int(inside["row"].min()), int(inside["row"].max())
