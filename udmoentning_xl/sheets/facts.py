"""What the sheets show of a plan, worked out once: lists per item, ready to be written, and what they add up to.

Here stands how amounts become thousands and dates become serial numbers. Nothing here knows a worksheet.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import isnan
from typing import Any

import numpy as np
import pandas as pd

from udmoentning_xl.danish import sort_key
from udmoentning_xl.meetings import Meetings, tasks
from udmoentning_xl.meetings.courses import Course, calendar, courses
from udmoentning_xl.meetings.states import deadlines
from udmoentning_xl.plan import Observation, Plan
from udmoentning_xl.register import Body, Role
from udmoentning_xl.sheets.text import label, writable
from udmoentning_xl.terms import COMPLETION_LABELS, DUE_KIND_LABELS, KIND_LABELS, ROLE_LABELS, SUM_LABELS, TEXTS
from udmoentning_xl.versions.change import told_to_committees
from udmoentning_xl.versions.figures import headlines
from udmoentning_xl.versions.log import by_item, log_of

#: What stands in the column Udvalg when no committee is meant to handle the item.
NO_COMMITTEE = "Ingen (administrativt)"
YES, NO = "Ja", "Nej"
#: The order of bodies in tables and sheets: those that handle first, then those that recommend and decide.
_ROLE_ORDER = {Role.STANDING: 0, Role.FINANCE: 1, Role.COUNCIL: 2, Role.OTHER: 3}

TEXT_FIELDS = (
    "number",
    "section",
    "title",
    *TEXTS.values(),
    "committee_text",
    "due_text",
    "completion_text",
)


@dataclass(frozen=True)
class Facts:
    """Lists with one entry per item, in the order of ``plan.items``. Amounts are in 1.000 kr., None is NaN or None."""

    plan: Plan
    years: tuple[int, ...]
    ids: list[str]
    text: dict[str, list[str | None]]
    kind: list[str | None]
    completion: list[str]
    due_kind: list[str | None]
    strategic: list[str | None]
    confidential: list[str | None]
    first_day: list[float | None]
    last_day: list[float | None]
    deadline: np.ndarray[Any, Any]
    committees: list[tuple[str, ...]]
    committee: list[str | None]
    route: list[str | None]
    separator: str
    amounts: dict[int, np.ndarray[Any, Any]]
    amount_style: str
    bodies: tuple[Body, ...]
    epoch: date
    place: dict[str, int]
    since: list[str | None]
    courses: dict[int, Course]  # of the items that are on their way to meetings, by place; {} where none are known
    calendar: dict[str, Meetings]

    def serial(self, day: date) -> int:
        """The number by which the workbook stores ``day``."""
        return (day - self.epoch).days

    def members(self, short: str) -> list[int]:
        """The places of the items that go to this body."""
        return [place for place, shorts in enumerate(self.committees) if short in shorts]


def facts_of(plan: Plan, *, date1904: bool = False) -> Facts:
    """Work out ``plan`` for the sheets; ``date1904`` when the workbook counts its days from 1904."""
    items = plan.items
    epoch = date(1904, 1, 1) if date1904 else date(1899, 12, 30)
    ids = [str(one) for one in items.index]
    place = {item: number for number, item in enumerate(ids)}
    years, amounts, whole = _amounts(plan, place)
    committees = _committees(plan, place)
    bodies = _bodies(plan)
    separator = "; " if any("," in body.short for body in bodies) else ", "
    return Facts(
        plan=plan,
        years=years,
        ids=[writable(item) for item in ids],
        text={name: written_texts(items[name]) for name in TEXT_FIELDS},
        kind=_labels(items["kind"], KIND_LABELS),
        completion=[text or COMPLETION_LABELS["open"] for text in _labels(items["completion"], COMPLETION_LABELS)],
        due_kind=_labels(items["due_kind"], DUE_KIND_LABELS),
        strategic=_yes_no(items["strategic"]),
        confidential=_yes_no(items["confidential"]),
        first_day=_serials(items["due_from"], epoch),
        last_day=_serials(items["due_to"], epoch),
        deadline=deadlines(plan),
        committees=[tuple(short for short, _ in route) for route in committees],
        committee=_committee_texts(plan, place, committees, separator),
        route=_routes(committees, {body.short: body for body in bodies}),
        separator=separator,
        amounts=amounts,
        amount_style="amount" if whole else "amount_tenth",
        bodies=bodies,
        epoch=epoch,
        place=place,
        since=_since(plan),
        courses={place[item]: course for item, course in courses(plan).items()},
        calendar=calendar(plan),
    )


def _since(plan: Plan) -> list[str | None]:
    """What the committees are told has changed for each item since the version before, as one text."""
    latest = {item: told_to_committees(changes) for item, changes in by_item(log_of(plan).latest).items()}
    return [writable(headlines(latest[item])) if latest.get(item) else None for item in map(str, plan.items.index)]


def written_texts(series: pd.Series) -> list[str | None]:
    """The texts of a column, ready for cells; None where there is none."""
    return [writable(value) if isinstance(value, str) else None for value in series.astype("object").tolist()]


def _labels(series: pd.Series, labels: dict[str, str]) -> list[str | None]:
    return [labels.get(value) if isinstance(value, str) else None for value in series.astype("object").tolist()]


def _yes_no(series: pd.Series) -> list[str | None]:
    words = {True: YES, False: NO}
    return [None if value is pd.NA else words[bool(value)] for value in series.tolist()]


def _serials(series: pd.Series, epoch: date) -> list[float | None]:
    days = (series - pd.Timestamp(epoch)).dt.days
    return [None if isnan(day) else day for day in days.to_numpy(dtype=float, na_value=np.nan).tolist()]


def _amounts(plan: Plan, place: dict[str, int]) -> tuple[tuple[int, ...], dict[int, np.ndarray[Any, Any]], bool]:
    """Years, thousands per year and item (NaN where there is none), and whether all of them are whole thousands."""
    frame = plan.amounts.dropna(subset=["kroner"])
    kroner = frame["kroner"].to_numpy(dtype="int64")
    at = np.array([place[item] for item in frame["item"].tolist()], dtype="int64")
    of_year = frame["year"].to_numpy(dtype="int64")
    years = tuple(sorted({*plan.years, *of_year.tolist()}))
    columns = {}
    for year in years:
        column = np.full(len(place), np.nan)
        chosen = of_year == year
        column[at[chosen]] = kroner[chosen] / 1000
        columns[year] = column
    return years, columns, not (kroner % 1000).any()


def sums_of(plan: Plan) -> dict[str, list[float | None]]:
    """Heading -> thousands per item, None where there is none, for each sum that some item has and is no year's."""
    found = {}
    for part, heading in SUM_LABELS.items():
        kroner = plan.sums[plan.sums["part"] == part].set_index("item")["kroner"]
        if len(kroner):
            own = (kroner / 1000).to_dict()
            found[heading] = [own.get(item) for item in plan.items.index]
    return found


def _committees(plan: Plan, place: dict[str, int]) -> list[list[tuple[str, bool]]]:
    """Each item's bodies in order, each once, and whether it is only conditional ("evt.")."""
    found: list[list[tuple[str, bool]]] = [[] for _ in place]
    frame = plan.assignments.sort_values(["order"], kind="stable")
    conditional = frame["conditional"].fillna(False)
    for item, short, maybe in zip(
        *(column.tolist() for column in (frame["item"], frame["committee"], conditional)), strict=True
    ):
        route = found[place[item]]
        if short not in [known for known, _ in route]:
            route.append((short, bool(maybe)))
    return found


def _bodies(plan: Plan) -> tuple[Body, ...]:
    """The bodies that have items, those that handle first; one that the register lacks goes by its short name."""
    known = {body.short: body for body in plan.bodies}
    order = {short: number for number, short in enumerate(known)}
    used = [known.get(short, Body(short, short)) for short in plan.assignments["committee"].dropna().unique()]
    used.sort(key=lambda body: (_ROLE_ORDER[body.role], order.get(body.short, len(order)), sort_key(body.short)))
    return tuple(used)


def _committee_texts(
    plan: Plan, place: dict[str, int], committees: Sequence[Sequence[tuple[str, bool]]], separator: str
) -> list[str | None]:
    texts = [separator.join(label(short) for short, _ in route) or None for route in committees]
    for item in plan.observed(Observation.COMMITTEE_ON_PURPOSE)["item"].dropna():
        if texts[place[item]] is None:
            texts[place[item]] = NO_COMMITTEE
    return texts


#: The role in which a body does what it does with an item.
_ROLE_OF = {
    tasks.Duty.DECIDE: Role.COUNCIL,
    tasks.Duty.HANDLE: Role.STANDING,
    tasks.Duty.RECOMMEND: Role.FINANCE,
    tasks.Duty.INFORMED: Role.OTHER,
}


def does(route: Sequence[str], body: str, roles: Mapping[str, Role]) -> str:
    """What a body does with an item of this route, in a word: "behandler", "beslutter"."""
    return ROLE_LABELS[_ROLE_OF[tasks.duty_of(route, body, roles)]]


def _routes(committees: Iterable[Sequence[tuple[str, bool]]], bodies: dict[str, Body]) -> list[str | None]:
    """The route with what each body does, a line for each: "BUU behandler", "ØK indstiller", "KB beslutter".

    The last fagudvalg decides where no body comes after it, and so does the økonomiudvalg alone.
    """
    roles = {short: body.role for short, body in bodies.items()}
    known: dict[tuple[tuple[str, bool], ...], str] = {}
    for route in map(tuple, committees):
        if route not in known:
            own = [short for short, _ in route]
            known[route] = "\n".join(
                f"{label(one)} {does(own, one, roles)}{' (evt.)' if maybe else ''}" for one, maybe in route
            )
    return [known[tuple(route)] or None for route in committees]


def total(values: np.ndarray[Any, Any], mask: np.ndarray[Any, Any] | None = None) -> float:
    """The sum of the amounts there are, as Excel's SUM gives it."""
    chosen = values if mask is None else values[mask]
    return float(round(np.nansum(chosen), 6))


def thousands(amounts: np.ndarray[Any, Any]) -> list[float | None]:
    """The amounts of a year, ready for cells; None where there is none."""
    return [None if isnan(amount) else amount for amount in amounts.tolist()]


def amount_width(facts: Facts, least: float) -> float:
    """A column width with room for the largest sum there can be, so that no amount turns into ####."""
    largest = max((float(np.nansum(np.abs(column))) for column in facts.amounts.values()), default=0.0)
    decimals = 2 if facts.amount_style == "amount_tenth" else 0
    return max(least, len(f"-{largest:,.0f}") + decimals + 0.5)
