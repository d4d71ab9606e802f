"""What each body must do with its items, and when: now, later, or nothing more.

Now is what is overdue, what the body's next meeting takes, and what is due or at a meeting within ``SOON_DAYS``.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import pandas as pd

from udmoentning_xl.meetings.chain import Step, recommends, stages
from udmoentning_xl.meetings.courses import Course, calendar, courses
from udmoentning_xl.meetings.states import SOON_DAYS, Deadline, deadlines
from udmoentning_xl.plan import Plan, outside_years
from udmoentning_xl.register import Role


class Urgency(StrEnum):
    """When a body must act, in order; the words that are shown."""

    OVERDUE = str(Deadline.OVERDUE)
    NEXT = "Næste møde"
    SOON = str(Deadline.SOON)
    LATER = str(Deadline.LATER)
    FINISHED = str(Deadline.DONE)  # or dropped


NOW = (Urgency.OVERDUE, Urgency.NEXT, Urgency.SOON)


class Duty(StrEnum):
    """What a body does with an item, in the order in which they are listed; the words that are shown."""

    DECIDE = "besluttes"  # no body comes after it
    HANDLE = "behandles"  # and goes on
    RECOMMEND = "indstilles"
    INFORMED = "til orientering"


@dataclass(frozen=True)
class Task:
    """An item as a body has it. ``maybe`` where the body only gets it conditionally ("evt.").

    ``day`` is that of the body's meeting, where one takes it, else its last or first; None where it has none, or one
    that cannot be.
    """

    item: str
    when: Urgency
    duty: Duty
    maybe: bool = False
    day: date | None = None
    step: Step | None = None

    @property
    def is_now(self) -> bool:
        """Whether the body must act now."""
        return self.when in NOW

    @property
    def words(self) -> str:
        """What is asked of the body: „skal behandles“, „skal evt. indstilles“, „til orientering“."""
        maybe = "evt. " if self.maybe else ""
        return f"{maybe}{self.duty}" if self.duty is Duty.INFORMED else f"skal {maybe}{self.duty}"

    @property
    def order(self) -> tuple[int, int, date]:
        """Its place: when, then what is done with it where that is now, then by day."""
        duty = _DUTIES.index(self.duty) if self.is_now else 0
        return _WHENS.index(self.when), duty, self.day or date.max


_WHENS, _DUTIES = list(Urgency), list(Duty)


def is_informed(role: Role) -> bool:
    """Whether a body of this role is only informed, and is asked nothing."""
    return role == Role.OTHER


def tasks(plan: Plan, bodies: Iterable[str], found: Mapping[str, Course] | None = None) -> dict[str, dict[str, Task]]:
    """The items of each of ``bodies`` by id, in the order of the plan; ``found`` are its courses, if they are known."""
    roles = {body.short: body.role for body in plan.bodies}
    known = courses(plan) if found is None else found
    meets = {
        short: min((day for day in one.days if day >= plan.as_of), default=None)
        for short, one in calendar(plan).items()
    }
    routes, standing, wanted = _routes(plan), _standing(plan), dict.fromkeys(bodies)
    own: dict[str, dict[str, Task]] = {short: {} for short in wanted}
    for item, (when, day) in standing.items():
        route = routes.get(item, {})
        for short in route.keys() & own.keys():
            step = known[item].chain.step(short) if item in known else None
            at = _when(when, step, meets.get(short), plan.as_of)
            duty = duty_of(tuple(route), short, roles)
            own[short][item] = Task(item, at, duty, route[short], step.meeting if step else day, step)
    return own


def duty_of(route: Sequence[str], body: str, roles: Mapping[str, Role]) -> Duty:
    """What ``body`` does with an item of this route; a body that nobody knows handles it as a fagudvalg does."""
    role = roles.get(body, Role.STANDING)
    if is_informed(role):
        return Duty.INFORMED
    way = stages(route, roles)
    if recommends(body, way, roles):
        return Duty.RECOMMEND
    return Duty.DECIDE if body in way[-1] else Duty.HANDLE


def _when(when: Urgency, step: Step | None, meets: date | None, as_of: date) -> Urgency:
    """When the body must act, whose next meeting is on the day ``meets``, of when the item itself is due."""
    if when not in (Urgency.LATER, Urgency.SOON) or step is None or step.meeting < as_of:
        return when
    if step.meeting == meets:
        return Urgency.NEXT
    return Urgency.SOON if step.meeting <= as_of + timedelta(SOON_DAYS) else when


#: When what stands so is to be acted on; all else is later.
_WHEN_OF = {
    Deadline.DONE: Urgency.FINISHED,
    Deadline.DROPPED: Urgency.FINISHED,
    Deadline.OVERDUE: Urgency.OVERDUE,
    Deadline.SOON: Urgency.SOON,
}


def _standing(plan: Plan) -> dict[str, tuple[Urgency, date | None]]:
    """When each item is due, by its own date alone, and the day."""
    items, found = plan.items, {}
    days = (items[name].astype("object") for name in ("due_from", "due_to"))
    for item, outside, word, first, last in zip(
        map(str, items.index), outside_years(plan), deadlines(plan), *days, strict=True
    ):
        day = None if outside else next((one.date() for one in (last, first) if not pd.isna(one)), None)
        found[item] = _WHEN_OF.get(Deadline(word), Urgency.LATER), day
    return found


def _routes(plan: Plan) -> dict[str, dict[str, bool]]:
    """The bodies of each item in order, and whether it is only conditional for them."""
    ordered = plan.assignments.sort_values("order", kind="stable")
    found: dict[str, dict[str, bool]] = {}
    maybe = ordered["conditional"].fillna(False)
    for item, short, is_maybe in zip(ordered["item"].astype(str), ordered["committee"].astype(str), maybe, strict=True):
        found.setdefault(item, {}).setdefault(short, bool(is_maybe))
    return found
