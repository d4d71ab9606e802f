"""A version of a plan: what each item said on the day it was drawn up, ready to be compared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

import pandas as pd

from udmoentning_xl.danish import fold
from udmoentning_xl.plan import Observation, Plan, SheetRole, period_of, records
from udmoentning_xl.versions.identity import Pairing
from udmoentning_xl.versions.likeness import Row

#: So many years after the plan's own, a day is most likely mistyped.
FAR = 3


class Due(NamedTuple):
    """A guiding date: as written, its :class:`DueKind` as text, and its first and last day, both inclusive.

    ``outside`` says that the year is hardly the one that was meant, so that it is no day to move from or to.
    """

    text: str | None = None
    kind: str | None = None
    first: date | None = None
    last: date | None = None
    outside: bool = False

    @classmethod
    def of(
        cls, text: str | None, kind: str | None, days: tuple[date | None, date | None], years: Sequence[int]
    ) -> "Due":
        """The date, of ``days`` from first to last, in a plan of ``years``: outside before it, and far after it.

        What slips from the last of the years to one soon after is postponed.
        """
        first, last = days
        begins, ends, period = first or last, None if kind == "from" else last or first, period_of(years)
        is_before = bool(period and ends and ends < period[0])
        is_after = bool(period and begins and begins.year > period[1].year + FAR)
        return cls(text, kind, first, last, is_before or is_after)

    @property
    def day(self) -> date | None:
        """The day that it moves by: the last, and of what begins only („fra 1. marts“) the first; None outside."""
        if self.outside:
            return None
        return self.first if self.kind == "from" else self.last


class State(NamedTuple):
    """An item in a version. ``cells`` gives the address of a field (a column of ``plan.items``, or a year)."""

    row: Row
    due: Due = Due()
    completion: str = "open"
    closed: bool = False
    said_open: bool = False  # its own column says plainly that it is not closed
    closed_in: tuple[str, ...] = ()  # the columns whose cells close it; "" for what stands elsewhere
    written: Mapping[str, str | None] = {}  # the text of each field whose writing may change without its meaning
    cells: Mapping[str, str] = {}
    sheet: str = ""
    bodies: tuple[str, ...] = ()  # in their order
    telling: str = ""  # what may tell how often it was postponed
    unread: frozenset[int] = frozenset()  # years whose amount stands there and cannot be read


@dataclass(frozen=True)
class Version:
    """A plan as it stood. ``name`` is its file, ``successors`` the body that took another's place, by short name."""

    name: str
    as_of: date
    states: Mapping[str, State]
    years: tuple[int, ...] = ()
    sheets: frozenset[str] = frozenset()
    successors: Mapping[str, str] = field(default_factory=dict)
    headings: frozenset[str] = frozenset()  # of its columns, folded

    @property
    def rows(self) -> list[Row]:
        """What the items are known again by."""
        return [state.row for state in self.states.values()]


#: Where a greater share of the items is not known again, it is hardly the same plan.
MOST_UNKNOWN = 0.4
#: The columns whose writing is kept, to tell what is only written otherwise.
WRITTEN = ("number", "committee_text", "due_text", "completion_text")


def version_of(plan: Plan, name: str | None = None) -> Version:
    """The plan as a version of the day ``plan.as_of``; ``name`` is its file's where it is another than the source's."""
    amounts: dict[str, list[tuple[int, int]]] = {}
    known = plan.amounts.dropna(subset=["kroner"])
    for item, year, kroner in zip(known["item"], known["year"].tolist(), known["kroner"].tolist(), strict=True):
        amounts.setdefault(item, []).append((int(year), int(kroner)))
    unread: dict[str, set[int]] = {}
    strange = plan.amounts[plan.amounts["kroner"].isna() & plan.amounts["written"].notna()].dropna(subset=["year"])
    for item, year in zip(strange["item"], strange["year"].tolist(), strict=True):
        unread.setdefault(item, set()).add(int(year))
    bodies: dict[str, list[str]] = {}
    routes = plan.assignments.sort_values("order", kind="stable")
    for item, short in zip(routes["item"], routes["committee"], strict=True):
        bodies.setdefault(item, []).append(str(short))
    cells = dict(zip(plan.cells.index, records(plan.cells), strict=True))
    columns = {(one["sheet"], _letters(one["cell"])): str(one["heading"] or "") for one in records(plan.columns)}
    closed_in: dict[str, set[str]] = {}
    for one in records(plan.observed(Observation.CLOSED)):
        is_own = one["cell"] and str(one["cell"]).endswith(f"{_letters(one['cell'])}{one['row']}")
        name = columns.get((one["sheet"], _letters(one["cell"])), "") if is_own else ""
        closed_in.setdefault(str(one["item"]), set()).add(name)
    states = {}
    for key, row in zip(map(str, plan.items.index), records(plan.items), strict=True):
        own = tuple(dict.fromkeys(bodies.get(key, ())))
        known_by = Row(
            key,
            row["number"],
            row["kind"],
            row["section"],
            row["title"],
            row["description"],
            row["responsible"],
            frozenset(own),
            tuple(sorted(amounts.get(key, ()))),
        )
        states[key] = State(
            known_by,
            Due.of(row["due_text"], row["due_kind"], (_day(row["due_from"]), _day(row["due_to"])), plan.years),
            str(row["completion"] or "open"),
            bool(row["confidential"]),
            row["confidential"] is not None and not row["confidential"],
            tuple(sorted(closed_in.get(key, ()))),
            {column: row[column] for column in WRITTEN},
            {str(name): str(cell) for name, cell in cells.get(key, {}).items() if cell},
            str(row["sheet"] or ""),
            own,
            " ".join(str(row[column] or "") for column in ("due_text", "status_text", "remarks")),
            frozenset(unread.get(key, ())),
        )
    read = plan.sheets[plan.sheets["role"].isin([SheetRole.PLAN, SheetRole.COMPLETED])]["sheet"]
    successors = {body.short: body.successor for body in plan.bodies if body.successor}
    headings = frozenset(map(fold, columns.values()))
    name = name or plan.source.path.name
    return Version(name, plan.as_of, states, plan.years, frozenset(read), successors, headings)


def _letters(cell: object) -> str:
    """The letters of a cell's column, also of a full address."""
    return str(cell or "").rpartition("!")[2].rstrip("0123456789")


def stranger(old: Version, new: Version, pairing: Pairing) -> str:
    """What is said where two versions, paired so, are hardly of the same plan; "" where they are."""
    number, least = min(len(pairing.gone), len(pairing.new)), min(len(old.states), len(new.states))
    if number <= MOST_UNKNOWN * least:
        return ""
    return f"Er det den samme plan? {number} af {least} indsatser kan ikke genkendes."


def _day(value: pd.Timestamp | None) -> date | None:
    return None if value is None else value.date()
