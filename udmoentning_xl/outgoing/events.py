"""What a calendar of meetings says: the meetings of one body with the items they take, and the terms before them.

The plan given is the body's own, without what is closed or held; only the calendar that stays in the house says how
many of those there are. How a calendar is written is the business of ``ics``.
"""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from textwrap import shorten

from udmoentning_xl.danish import counted, day, one_line
from udmoentning_xl.meetings import weekday_and_day
from udmoentning_xl.meetings.courses import Course, Sitting, courses, onward, sittings
from udmoentning_xl.outgoing.extract import committee_plan
from udmoentning_xl.outgoing.gate import Gate
from udmoentning_xl.outgoing.ics import Event
from udmoentning_xl.plan import Plan
from udmoentning_xl.register import Body

_LONGEST = 160
_MEETING, _DEADLINE = "moede", "sagsfrist"
_OURS = "@udmoentning"


@dataclass(frozen=True)
class Agenda:
    """One body's meetings to come, and the courses of its items: those that it may see."""

    body: Body
    plan: Plan
    courses: Mapping[str, Course]
    sittings: tuple[Sitting, ...]

    def case(self, course: Course) -> str:
        """An item of a meeting in one line: "H-69 Analyse af skolestruktur → ØK 16-03 (sidste dag 31-03-2027)"."""
        roles = {body.short: body.role for body in self.plan.bodies}
        after = onward(course, self.body.short, roles)
        last = f" (sidste dag {day(course.last)})" if course.last else ""
        return f"{title_of(self.plan, course.item)} {f'{after}{last}' if after.startswith('→') else f'({after})'}"


def calendar_plan(plan: Plan, body: Body, gate: Gate) -> Plan:
    """The plan of what ``body`` may see in a calendar: closed items never, whatever else goes out."""
    return committee_plan(plan, body.short, replace(gate, open_closed=False).kept_back(body.short))


def agenda(own: Plan, body: Body) -> Agenda:
    """The meetings of ``body`` to come; ``own`` is its ``calendar_plan``."""
    found = courses(own)
    return Agenda(body, own, found, tuple(sittings(found, body.short, own.as_of)))


def title_of(plan: Plan, item: str) -> str:
    """Id and title of an item in one line."""
    title = plan.items["title"][item]
    words = shorten(one_line(title), _LONGEST, placeholder=" …") if isinstance(title, str) else "(uden titel)"
    return f"{item} {words}"


def events(agenda: Agenda, others: Mapping[date, str] | None = None) -> list[Event]:
    """The events of a body's calendar: each meeting that takes items, and the term for handing in their cases.

    ``others`` are words by meeting on what only the house may know: how many closed and held items it takes besides.
    """
    found = []
    for sitting in agenda.sittings:
        step, count = sitting.step, counted(len(sitting.cases), "sag", "sager")
        more = (others or {}).get(step.meeting)
        cases = [*map(agenda.case, sitting.cases), *([more] if more else [])]
        terms = f"Sager senest {weekday_and_day(step.deadline)}. Dagsorden senest {weekday_and_day(step.agenda)}."
        name = one_line(agenda.body.name)
        found.append(
            Event(
                _uid(agenda.plan, step.body, _MEETING, step.meeting),
                step.meeting,
                f"{name}: {count} fra udmøntningsplanen",
                "\n".join([terms, *cases]),
            )
        )
        if step.deadline >= agenda.plan.as_of:
            found.append(
                Event(
                    _uid(agenda.plan, step.body, _DEADLINE, step.meeting),
                    step.deadline,
                    f"Frist for {count} til {name} {day(step.meeting)}",
                    "\n".join(cases),
                )
            )
    return found


def cancelled(earlier: Mapping[str, date], now: Collection[Event], plan: Plan, bodies: Collection[Body]) -> list[Event]:
    """The events of an earlier calendar of ``bodies`` that this one has no more, from the day of the run on.

    ``earlier`` is what ``ics.days_by_uid`` found; events of others in it are nobody's business here. What is cancelled
    stays so until its day, so that it makes no difference how often a calendar is made.
    """
    known = {event.uid for event in now}
    gone = {uid: when for uid, when in earlier.items() if uid not in known and when >= plan.as_of}
    found = []
    for body in bodies:
        name = one_line(body.name)
        for kind, words in ((_MEETING, f"Udgår: {name}"), (_DEADLINE, f"Udgår: frist til {name}")):
            own = {uid: when for uid, when in gone.items() if _is_of(uid, plan, body.short, kind)}
            found += [Event(uid, when, words, cancelled=True) for uid, when in own.items()]
    return found


def _is_of(uid: str, plan: Plan, short: str, kind: str) -> bool:
    try:
        meeting = date.fromisoformat(uid.removeprefix(f"{kind}-")[:10])
    except ValueError:
        return False
    return uid == _uid(plan, short, kind, meeting)


def _uid(plan: Plan, short: str, kind: str, meeting: date) -> str:
    """What a calendar knows an event by: of one municipality, body, kind and meeting, whatever becomes of its cases."""
    return f"{kind}-{meeting.isoformat()}-{_whose(plan, short)}{_OURS}"


def _whose(plan: Plan, short: str) -> str:
    return hashlib.blake2b(f"{plan.municipality}\x1f{short}".encode("utf-8", "replace"), digest_size=8).hexdigest()
