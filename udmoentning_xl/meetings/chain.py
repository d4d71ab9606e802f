"""Meetings as pure functions: which meeting of each body on the way must take an item, and by when the case is ready.

Counted backwards from the item's last day. The bodies that handle an item (fagudvalg) may do so at the same time; then
comes the økonomiudvalg and last the council. Bodies of the role *other* are on nobody's way: they take the item at the
last meeting they have in time. Where the dates come from is the business of ``config`` and ``reading.meetingplan``.

By law only the council's agenda has a term (styrelsesloven, section 8(4): at least four working days); the terms of
committees are each municipality's own.
"""

from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise
from statistics import median_low

from udmoentning_xl.danish import day
from udmoentning_xl.register import Body, MeetingRules, Role
from udmoentning_xl.values.calendar import WEEKDAY_NAMES, is_working_day, public_holidays, working_day_before

#: A list whose last meeting is as late as this covers its year, and so does one whose next would be near Christmas.
_LATE, _CHRISTMAS = (11, 20), (12, 15)
#: The stages of the way, in order; bodies of one stage meet side by side.
_STAGES = (Role.STANDING, Role.FINANCE, Role.COUNCIL)


@dataclass(frozen=True)
class Meetings:
    """The meetings that a body holds, in order, each once, and its terms (``case_days`` ... as in ``MeetingRules``)."""

    body: str
    days: tuple[date, ...]
    case_days: int
    agenda_days: int
    gap_days: int

    @property
    def years(self) -> frozenset[int]:
        """The years that the list has meetings in."""
        return frozenset(one.year for one in self.days)

    @cached_property
    def until(self) -> date:
        """The last day that the list covers.

        That is the last of the month of its last meeting, or the day before the next would be after the gap that is
        between most; nobody meets over Christmas, so what reaches there covers the year.
        """
        last = self.days[-1]
        gaps = [later - one for one, later in pairwise(self.days)]
        month = last.replace(day=monthrange(last.year, last.month)[1])
        reached = max(month, last + median_low(gaps) - timedelta(1)) if gaps else month
        is_whole = (last.month, last.day) >= _LATE or reached >= date(last.year, *_CHRISTMAS)
        return date(last.year, 12, 31) if is_whole else reached

    def covers(self, first: date, last: date) -> bool:
        """Whether the list has the meetings of every day from one to another, both inclusive."""
        return set(range(first.year, last.year + 1)) <= self.years and last <= self.until

    def last_until(self, limit: date) -> date | None:
        """The last meeting on or before ``limit``; None where the list does not cover the days up to it."""
        found = max((one for one in self.days if one <= limit), default=None)
        return found if found and self.covers(found, limit) else None

    def step(self, meeting: date) -> "Step":
        """The meeting with its terms."""
        deadline, agenda = (working_days_before(meeting, count) for count in (self.case_days, self.agenda_days))
        return Step(self.body, meeting, deadline, agenda)


Calendar = Mapping[str, Meetings]


@dataclass(frozen=True)
class Step:
    """One body's part of the way: its meeting, and the last days for handing in the case and for sending the agenda."""

    body: str
    meeting: date
    deadline: date
    agenda: date


@dataclass(frozen=True)
class ChainBreak:
    """Where the way cannot be counted further back: the body, and why, as a Danish clause about it."""

    body: str
    why: str


@dataclass(frozen=True)
class Chain:
    """The steps of an item's way in the order of their meetings, and where they could not be counted.

    ``beside`` are the meetings of bodies that are only informed; nothing waits for them.
    """

    steps: tuple[Step, ...] = ()
    broken: tuple[ChainBreak, ...] = ()
    beside: tuple[Step, ...] = ()

    def step(self, body: str) -> Step | None:
        """The step of ``body``, None where it has none."""
        return next((one for one in (*self.steps, *self.beside) if one.body == body), None)

    @property
    def first(self) -> Step | None:
        """The step whose case must be handed in first."""
        return min(self.steps, key=lambda one: (one.deadline, one.meeting), default=None)

    @property
    def decision(self) -> Step | None:
        """The last step of the way."""
        return max(self.steps, key=lambda one: one.meeting, default=None)


def calendar_of(bodies: Sequence[Body], rules: MeetingRules) -> dict[str, Meetings]:
    """The meetings of each body that has any, by short name; those in weeks without meetings are not held."""
    found = {}
    for body in bodies:
        days = sorted({one for one in body.meetings if one.isocalendar().week not in rules.closed_weeks})
        if days:
            terms = (_own(body.case_days, rules.case_days), _own(body.agenda_days, rules.agenda_days))
            found[body.short] = Meetings(body.short, tuple(days), *terms, _own(body.gap_days, rules.gap_days))
    return found


def _own(own: int | None, common: int) -> int:
    return common if own is None else own


def working_days_before(when: date, count: int) -> date:
    """The day that lies ``count`` working days before ``when``, which is not counted itself."""
    for _ in range(count):
        when = working_day_before(when)
    return when


def stages(route: Sequence[str], roles: Mapping[str, Role]) -> list[list[str]]:
    """The bodies of a route in the stages of their way; a body that nobody knows handles items as a fagudvalg does."""
    own = [[one for one in dict.fromkeys(route) if roles.get(one, Role.STANDING) == role] for role in _STAGES]
    return [stage for stage in own if stage]


def recommends(body: str, way: Sequence[Sequence[str]], roles: Mapping[str, Role]) -> bool:
    """Whether a body of the stages ``way`` only recommends: the økonomiudvalg, but not where nobody else handles."""
    return roles.get(body) == Role.FINANCE and len(way) > 1


def chain(route: Sequence[str], last: date, calendar: Calendar, roles: Mapping[str, Role]) -> Chain:
    """The last meetings at which the bodies of ``route`` can take an item that must be decided by ``last`` (inclusive).

    The last body takes it at its last meeting on or before that day; a body before it at its last meeting that lies at
    least the ``gap_days`` of the later body before the meeting of that body. What comes before a body whose meetings
    are not known cannot be counted.
    """
    found: list[Step] = []
    broken: list[ChainBreak] = []
    limit: date | None = last
    for stage in reversed(stages(route, roles)):
        limits = []
        for body in stage:
            step = _step(body, limit, calendar) if limit else None
            if isinstance(step, Step):
                found.append(step)
                limits.append(step.meeting - timedelta(calendar[body].gap_days))
            elif step:
                broken.append(step)
        limit = min(limits, default=None) if len(limits) == len(stage) else None
    others = [_step(body, last, calendar) for body in dict.fromkeys(route) if roles.get(body) == Role.OTHER]
    beside = tuple(one for one in others if isinstance(one, Step))
    place = {body: number for number, body in enumerate(route)}
    return Chain(tuple(sorted(found, key=lambda one: (one.meeting, place[one.body]))), tuple(broken), beside)


def _step(body: str, limit: date, calendar: Calendar) -> Step | ChainBreak:
    own = calendar.get(body)
    if own is None:
        return ChainBreak(body, "har ingen mødeplan")
    meeting = own.last_until(limit)
    if meeting is not None:
        return own.step(meeting)
    if limit < own.days[0]:
        return ChainBreak(body, f"har ingen møder i mødeplanen før {weekday_and_day(own.days[0])}")
    last = own.days[-1]
    if limit > own.until and own.until != date(last.year, 12, 31):
        return ChainBreak(body, f"har ingen møder i mødeplanen efter {weekday_and_day(last)}")
    held = max(one.year for one in own.days if one <= limit)
    missing = min(set(range(held, limit.year + 1)) - own.years)
    return ChainBreak(body, f"har ingen møder i mødeplanen i {missing}")


def weekday_and_day(when: date) -> str:
    """A day as a calendar shows it, "tir 09-02-2027"."""
    return f"{WEEKDAY_NAMES[when.weekday()][:3]} {day(when)}"


def faults_of(body: Body, rules: MeetingRules) -> Iterator[str]:
    """What is odd in the meetings and terms that the settings give a body, each a Danish clause."""
    seen: set[date] = set()
    for before, when in zip((None, *body.meetings), body.meetings, strict=False):
        if when in seen:
            yield f"mødet {weekday_and_day(when)} står to gange; det er regnet med én gang"
            continue
        seen.add(when)
        if before is not None and when < before and not body.meeting_file:
            yield f"mødet {weekday_and_day(when)} står efter mødet {weekday_and_day(before)}; det er regnet i sin orden"
        if when.isocalendar().week in rules.closed_weeks:
            yield (
                f"mødet {weekday_and_day(when)} er i uge {when.isocalendar().week}, som er en uge uden møder; "
                "det er ikke regnet med"
            )
        elif not is_working_day(when):
            yield f"mødet {weekday_and_day(when)} er {_day_off(when)}; det er regnet med"
        if not body.is_valid_on(when):
            yield f"mødet {weekday_and_day(when)} ligger, hvor udvalget ikke findes; det er regnet med"
    case, agenda = _own(body.case_days, rules.case_days), _own(body.agenda_days, rules.agenda_days)
    if body.meetings and case < agenda:
        yield (
            f"sagerne skal være afleveret {case} hverdage før mødet, og dagsordenen sendes {agenda} hverdage før; "
            "så bliver den sendt, før sagerne er der"
        )


def _day_off(when: date) -> str:
    if name := public_holidays(when.year).get(when):
        return name
    return f"en {WEEKDAY_NAMES[when.weekday()]}"
