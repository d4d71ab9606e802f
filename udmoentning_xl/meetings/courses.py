"""The way of every item of a plan through the meetings of its bodies, or why it is at none.

What a course means for people (a finding, a sheet, a calendar) is the business of those.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

import pandas as pd

from udmoentning_xl.danish import day
from udmoentning_xl.meetings.chain import Chain, Meetings, Step, calendar_of, chain, recommends, stages
from udmoentning_xl.meetings.states import DATED_KINDS, overdue
from udmoentning_xl.plan import Plan, outside_years
from udmoentning_xl.register import Role

_UNFINISHED = ("open", "partial")


class Absence(StrEnum):
    """Why an unfinished item is at no meeting."""

    CONTINUOUS = "løbende"
    WAITING = "afventer"
    UNDATED = "uden tidspunkt"
    OPEN_ENDED = "uden frist"
    UNCLEAR = "uklar"
    OVERDUE = "overskredet"
    OUTSIDE = "uden for planens år"
    HELD = "mødet er holdt"  # so are all its meetings, and it is not overdue
    UNKNOWN = "uden kendt møde"  # the meetings that it needs are not in the calendar


_OFF_BY_KIND = {
    "continuous": Absence.CONTINUOUS,
    "depends": Absence.WAITING,
    "from": Absence.OPEN_ENDED,
    "unset": Absence.UNDATED,
}


@dataclass(frozen=True)
class Course:
    """An unfinished item that some body handles: its way, its last day, and why it is at no meeting.

    ``is_late`` where the first deadline of its way has passed: it is only in time if its case was handed in by then.
    """

    item: str
    route: tuple[str, ...]
    chain: Chain = field(default_factory=Chain)
    last: date | None = None
    off: Absence | None = None
    is_late: bool = False


def calendar(plan: Plan) -> dict[str, Meetings]:
    """The meetings of the bodies of a plan, by short name; empty where none are known."""
    return calendar_of(plan.bodies, plan.meeting_rules)


def courses(plan: Plan) -> dict[str, Course]:
    """The course of each unfinished item with a body, by its id, in the plan's order; {} where no meetings are known.

    Items that are overdue or outside the plan's years have findings of their own and are at no meeting.
    """
    known = calendar(plan)
    if not known:
        return {}
    roles = {body.short: body.role for body in plan.bodies}
    ordered = plan.assignments.sort_values("order", kind="stable")
    routes: dict[str, tuple[str, ...]] = {}
    for item, short in zip(ordered["item"].astype(str), ordered["committee"].astype(str), strict=True):
        if short not in (route := routes.get(item, ())):
            routes[item] = (*route, short)
    late, outside = overdue(plan), outside_years(plan)
    found = {}
    items = plan.items
    for item, completion, kind, due in zip(
        map(str, items.index), items["completion"], items["due_kind"], items["due_to"], strict=True
    ):
        if item not in routes or completion in ("done", "dropped"):
            continue
        route = routes[item]
        off = _off(str(completion), "unset" if pd.isna(kind) else str(kind), is_dated=not pd.isna(due))
        off = (
            Absence.OUTSIDE if off is None and outside[item] else Absence.OVERDUE if off is None and late[item] else off
        )
        if off is not None:
            found[item] = Course(item, route, off=off)
            continue
        way = chain(route, due.date(), known, roles)
        first = way.first
        found[item] = Course(
            item,
            route,
            way,
            due.date(),
            None if way.steps or way.beside else Absence.UNKNOWN,
            first is not None and first.deadline < plan.as_of,
        )
    return found


def _off(completion: str, kind: str, *, is_dated: bool) -> Absence | None:
    if completion not in _UNFINISHED:
        return Absence.UNCLEAR
    if is_dated and kind in DATED_KINDS:
        return None
    return _OFF_BY_KIND.get(kind, Absence.UNCLEAR)


@dataclass(frozen=True)
class Sitting:
    """A meeting of one body that is still to come, with the courses that it takes, those that go on soonest first."""

    step: Step
    cases: tuple[Course, ...]


def sittings(found: Mapping[str, Course], body: str, as_of: date) -> list[Sitting]:
    """The meetings of ``body`` on or after ``as_of`` that take any item, in order."""
    by_meeting: dict[date, tuple[Step, list[Course]]] = {}
    for course in found.values():
        step = course.chain.step(body)
        if step is not None and step.meeting >= as_of:
            by_meeting.setdefault(step.meeting, (step, []))[1].append(course)
    return [
        Sitting(step, tuple(sorted(cases, key=lambda one: one.last or date.max)))
        for _, (step, cases) in sorted(by_meeting.items())
    ]


def off_of(course: Course, body: str, as_of: date) -> Absence | None:
    """Why a course is at no meeting of ``body`` from ``as_of`` on; None where it is at one, or goes on from there."""
    if course.off is None and course.chain.step(body) is None:
        return Absence.UNKNOWN
    steps = (*course.chain.steps, *course.chain.beside)
    return course.off or (Absence.HELD if all(step.meeting < as_of for step in steps) else None)


def onward(course: Course, body: str, roles: Mapping[str, Role]) -> str:
    """Where an item goes from its meeting of ``body``: "→ ØK 16-03 → KB 23-03", or its end there."""
    if roles.get(body) == Role.OTHER:
        return "til orientering"
    own = course.chain.step(body)
    way = stages(course.route, roles)
    place = next((number for number, stage in enumerate(way) if body in stage), len(way))
    later = [step for stage in way[place + 1 :] for short in stage if (step := course.chain.step(short))]
    if not later or own is None:  # who is to decide what is only recommended the plan does not say
        return "går ikke videre" if recommends(body, way, roles) else "besluttes her"
    return " ".join(f"→ {step.body} {_short_day(step.meeting, own.meeting)}" for step in later)


def _short_day(when: date, beside: date) -> str:
    """A day without its year where it is in the same year as the one beside it."""
    return day(when)[:5] if when.year == beside.year else day(when)
