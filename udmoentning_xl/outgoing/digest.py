"""What a committee's mail says, as data: its figures, what is overdue, comes and has changed, and the reply-by day.

How it becomes a mail is the business of ``mail``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from textwrap import shorten

import pandas as pd

from udmoentning_xl.danish import day
from udmoentning_xl.meetings import Step, weekday_and_day
from udmoentning_xl.meetings.courses import courses
from udmoentning_xl.plan import Plan, outside_years, overdue
from udmoentning_xl.register import Body
from udmoentning_xl.secrecy import closed_items
from udmoentning_xl.values.calendar import is_working_day, months
from udmoentning_xl.versions.figures import headlines
from udmoentning_xl.versions.log import by_item, log_of

#: More rows than this make no mail; the workbook has them all.
_MOST_ROWS = 10
_LONGEST = 160
_DUE = "Tidspunkt"
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
class Digest:
    """All that a mail says. ``groups`` are only those with items; ``figures`` are (number, what it counts)."""

    body: Body
    as_of: date
    reply_by: date
    municipality: str
    years: tuple[int, ...]
    figures: tuple[tuple[int, str], ...]
    groups: tuple[Group, ...]
    closed: int = 0
    has_calendar: bool = False  # a calendar file goes with the mail


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
    late = overdue(own)
    ends = coming_until(own.as_of)
    soon = items["completion"].isin(_UNFINISHED) & items["due_kind"].isin(_DATED) & ~outside_years(own)
    soon &= (items["due_to"] >= pd.Timestamp(own.as_of)) & (items["due_to"] <= pd.Timestamp(ends))
    meetings = {item: step for item, one in courses(own).items() if (step := one.chain.step(body.short))}
    taken = [item for item, step in meetings.items() if step.meeting >= own.as_of and step.deadline <= ends]
    soon |= items.index.isin(taken)
    log = log_of(own)
    told = {item: headlines(changes) for item, changes in by_item(log.latest).items()}
    moved = items[items.index.isin(list(told))]
    changed = [Line(str(item), _title(row), _short(told[str(item)])) for item, row in moved.iterrows()]
    since = f"Ændret siden {day(log.base.as_of)}" if log.base else ""
    groups = (
        _group("Overskredet", _DUE, _lines(items[late], {}, own.as_of), urgent=True),
        _group(f"Kommer frem til {day(ends)}", _DUE, _lines(items[soon], meetings, own.as_of)),
        _group(since, "Ændring", changed),
    )
    figures = (
        (len(items), "indsats" if len(items) == 1 else "indsatser"),
        (int((items["completion"] == "done").sum()), "afsluttet"),
        (int(late.sum()), "overskredet"),
    )
    found = tuple(group for group in groups if group.lines)
    wanted = reply_by(own.as_of, days)
    closed = len(closed_items(own))
    return Digest(body, own.as_of, wanted, own.municipality, own.years, figures, found, closed, has_calendar)


def coming_until(when: date) -> date:
    """The last day of the quarter after the one ``when`` lies in."""
    first_month = 3 * ((when.month - 1) // 3) + 1
    year, month = divmod(first_month + 5 - 1, 12)
    return months(when.year + year, month + 1)[1]


def _group(heading: str, column: str, lines: Sequence[Line], *, urgent: bool = False) -> Group:
    return Group(heading, column, tuple(lines[:_MOST_ROWS]), max(0, len(lines) - _MOST_ROWS), urgent)


def _lines(items: pd.DataFrame, meetings: Mapping[str, Step], as_of: date) -> list[Line]:
    """The items in order of their meetings, or where there are none of their last day."""
    days = {item: pd.Timestamp(step.meeting) for item, step in meetings.items()}
    order = items["due_to"].mask(items.index.isin(list(days)), pd.Series(days, dtype="datetime64[ns]"))
    ordered = items.loc[order.sort_values(kind="stable").index]
    return [
        Line(str(item), _title(row), _due(row) + _meeting(meetings.get(str(item)), as_of))
        for item, row in ordered.iterrows()
    ]


def _meeting(step: Step | None, as_of: date) -> str:
    """The meeting that takes an item, and the term for handing in its case, as a clause after the guiding date."""
    if step is None:
        return ""
    meeting, deadline = weekday_and_day(step.meeting), weekday_and_day(step.deadline)
    if step.meeting < as_of:
        return f"; skulle have været på mødet {meeting}"
    term = f"sager skulle være afleveret {deadline}" if step.deadline < as_of else f"sager senest {deadline}"
    return f"; møde {meeting}, {term}"


def _title(row: "pd.Series") -> str:
    return "(uden titel)" if pd.isna(row["title"]) else _short(str(row["title"]))


def _due(row: "pd.Series") -> str:
    """The guiding date as the plan writes it, else the last day."""
    written = row["due_text"]
    return day(row["due_to"].date()) if pd.isna(written) else _short(str(written))


def _short(text: str) -> str:
    return shorten(text, _LONGEST, placeholder=" …")
