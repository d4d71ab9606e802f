"""What a committee's mail says, as data: what it must act on now, what comes and has changed, and the reply-by day.

How it becomes a mail is the business of ``mail``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from textwrap import shorten

import pandas as pd

from udmoentning_xl.danish import long_day, shortened
from udmoentning_xl.meetings.tasks import Duty, Task, Urgency, is_informed, tasks
from udmoentning_xl.plan import Plan, outside_years
from udmoentning_xl.register import Body
from udmoentning_xl.secrecy import closed_items
from udmoentning_xl.values.calendar import WEEKDAY_NAMES, is_working_day, months
from udmoentning_xl.versions.figures import headlines
from udmoentning_xl.versions.log import by_item, log_of

#: More rows than this make no mail; the workbook has them all.
_MOST_ROWS = 10
_LONGEST = 160
#: Of what is now so many are named in the first line.
_NAMED, _LONGEST_NAME = 3, 80
_DUE = "Tidspunkt"
#: What is now, by whether the body is only informed.
_NOW = {False: "Det skal I tage stilling til nu", True: "Til orientering nu"}
_DUTIES = {
    Duty.DECIDE: "Det skal I beslutte",
    Duty.HANDLE: "Det skal I behandle",
    Duty.RECOMMEND: "Det skal I indstille",
    Duty.INFORMED: "Til orientering nu",
}
_DATED = ("interval", "until")
_UNFINISHED = ("open", "partial")


@dataclass(frozen=True)
class Line:
    """One item as the mail shows it."""

    item: str
    title: str
    told: str


@dataclass(frozen=True)
class Group:
    """The first items of a kind, how many more there are, and what stands beside each title."""

    heading: str
    column: str
    lines: tuple[Line, ...]
    more: int = 0
    urgent: bool = False


@dataclass(frozen=True)
class Point:
    """One of the three lines that a mail opens with: what is counted, how many, and the first of them as a text."""

    about: str
    number: int
    told: str = ""
    urgent: bool = False


@dataclass(frozen=True)
class Digest:
    """All that a mail says. ``groups`` are only those with items; ``points`` are what is now, later and finished."""

    body: Body
    as_of: date
    reply_by: date
    municipality: str
    points: tuple[Point, ...]
    groups: tuple[Group, ...]
    closed: int = 0
    has_calendar: bool = False  # a calendar file goes with the mail

    @property
    def is_asked(self) -> bool:
        """Whether the body is asked for an answer; one that is only informed is not."""
        return not is_informed(self.body.role)


def reply_by(sent: date, days: int) -> date:
    """The working day on which answers are wanted: ``days`` after ``sent``, or the first working day after that."""
    wanted = sent + timedelta(days=days)
    while not is_working_day(wanted):
        wanted += timedelta(days=1)
    return wanted


def digest(own: Plan, body: Body, days: int, *, has_calendar: bool = False) -> Digest:
    """What to tell ``body`` of ``own``, the plan reduced to its items, with what has changed for them.

    What comes is what is due or, where the body's meetings are known, what must be handed in for one of them.
    """
    items = own.items
    found = sorted(tasks(own, [body.short])[body.short].values(), key=lambda task: task.order)
    now = [task for task in found if task.is_now]
    later = [task for task in found if task.when is Urgency.LATER]
    row = {str(item): one for item, one in items.iterrows()}
    lines = {
        task.item: Line(task.item, _title(row[task.item]), _told(task, row[task.item], own.as_of)) for task in found
    }
    named = {
        task.item: f"{shortened(lines[task.item].title, _LONGEST_NAME)} ({_at(task, row[task.item], own.as_of)})"
        for task in found
    }
    ends = coming_until(own.as_of)
    due = items["completion"].isin(_UNFINISHED) & items["due_kind"].isin(_DATED) & ~outside_years(own)
    due &= items["due_to"] <= pd.Timestamp(ends)
    coming = [task for task in later if due[task.item] or _is_taken(task, own.as_of, ends)]
    log = log_of(own)
    told = {item: headlines(changes) for item, changes in by_item(log.latest).items()}
    moved = items[items.index.isin(list(told))]
    changed = [Line(str(item), _title(row), _short(told[str(item)])) for item, row in moved.iterrows()]
    since = f"Ændret siden {long_day(log.base.as_of)}" if log.base else ""
    groups = (
        *(
            _group(
                heading,
                _DUE,
                [lines[task.item] for task in now if task.duty is duty],
                urgent=any(task.when is Urgency.OVERDUE for task in now if task.duty is duty),
            )
            for duty, heading in _DUTIES.items()
        ),
        _group(f"På vej frem til {long_day(ends)}", _DUE, [lines[task.item] for task in coming]),
        _group(since, "Ændring", changed),
    )
    is_late = any(task.when is Urgency.OVERDUE for task in now)
    ahead = [named[task.item] for task in later if task.day and task.day >= own.as_of]
    points = (
        Point(_NOW[is_informed(body.role)], len(now), _some([named[task.item] for task in now]), is_late),
        Point("Senere", len(later), f"Først {ahead[0]}" if ahead else ""),
        Point("Afsluttet eller udgået", len(found) - len(now) - len(later)),
    )
    wanted = reply_by(own.as_of, days)
    told_of = tuple(group for group in groups if group.lines)
    return Digest(body, own.as_of, wanted, own.municipality, points, told_of, len(closed_items(own)), has_calendar)


def _is_taken(task: Task, as_of: date, ends: date) -> bool:
    """Whether a meeting that is still to come takes it, for which it must be handed in by the day ``ends``."""
    return task.step is not None and task.step.meeting >= as_of and task.step.deadline <= ends


def _some(named: Sequence[str]) -> str:
    """The first of some items, and how many more there are."""
    more = [f"og {len(named) - _NAMED} mere"] if len(named) > _NAMED else []
    return "; ".join([*named[:_NAMED], *more])


def coming_until(when: date) -> date:
    """The last day of the quarter after the one ``when`` lies in."""
    first_month = 3 * ((when.month - 1) // 3) + 1
    year, month = divmod(first_month + 5 - 1, 12)
    return months(when.year + year, month + 1)[1]


def _group(heading: str, column: str, lines: Sequence[Line], *, urgent: bool = False) -> Group:
    return Group(heading, column, tuple(lines[:_MOST_ROWS]), max(0, len(lines) - _MOST_ROWS), urgent)


def _at(task: Task, row: "pd.Series", as_of: date) -> str:
    """When a body must act on an item, in short: at its meeting, or by when it is due."""
    if task.step and task.step.meeting >= as_of:
        return f"møde {long_day(task.step.meeting)}"
    return f"overskredet, {_due(row)}" if task.when is Urgency.OVERDUE else _due(row)


def _told(task: Task, row: "pd.Series", as_of: date) -> str:
    """When an item is due, and the meeting that takes it with the term for handing in its case."""
    due = f"overskredet, {_due(row)}" if task.when is Urgency.OVERDUE else _due(row)
    due = f"måske; {due}" if task.maybe and task.is_now else due
    if task.step is None:
        return due
    meeting, deadline = _weekday(task.step.meeting), _weekday(task.step.deadline)
    if task.step.meeting < as_of:
        return f"{due}; skulle have været på mødet {meeting}"
    term = f"sager skulle være afleveret {deadline}" if task.step.deadline < as_of else f"sager senest {deadline}"
    return f"{due}; {'næste møde' if task.when is Urgency.NEXT else 'møde'} {meeting}, {term}"


def _weekday(when: date) -> str:
    return f"{WEEKDAY_NAMES[when.weekday()]} {long_day(when)}"


def _title(row: "pd.Series") -> str:
    return "(uden titel)" if pd.isna(row["title"]) else _short(str(row["title"]))


def _due(row: "pd.Series") -> str:
    """The guiding date as the plan writes it in words, else its last day."""
    written = "" if pd.isna(row["due_text"]) else str(row["due_text"])
    if pd.isna(row["due_to"]) or any(letter.isalpha() for letter in written):
        return _short(written) or "uden tidspunkt"
    return long_day(row["due_to"].date())


def _short(text: str) -> str:
    return shorten(text, _LONGEST, placeholder=" …")
