"""Times that only the calendar can tell the day of: „mødet i maj“, „budgetopfølgning 2“, „2. behandling“.

They are read as the time in which the meeting lies, and in doubt (``values.dates``); with the calendar they become its
day. Where several meetings lie in it, the item is due at one of them, from the first to the last, and that is told. The
budget has two readings in the council (styrelsesloven, section 38), at least three weeks apart, the second by 15
October (the ministry's rules for budgets); which meetings they are is told too.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pandas as pd

from udmoentning_xl.danish import fold, listed
from udmoentning_xl.meetings.chain import Calendar, calendar_of, weekday_and_day
from udmoentning_xl.plan import Observation, Plan, records, typed_frame
from udmoentning_xl.register import Body, Role
from udmoentning_xl.terms import Field
from udmoentning_xl.values.dates import DueDate, DueKind, MeetingKind

_SECOND_READING_BY = (10, 15)
_BETWEEN_READINGS = timedelta(weeks=3)
#: Endings that a name loses in „økonomiudvalgsmødet“ and „kommunalbestyrelsesmødet“.
_ENDINGS = ("et", "en", "n")
_SHORTEST_STEM = 5
_BEFORE = ("inden", "før", "forud")


@dataclass(frozen=True)
class _Candidates:
    """The meetings that may be meant, in order, and whether that is more than the text says."""

    body: str
    days: tuple[date, ...]
    is_told: bool = True
    is_before: bool = False  # the item is due before the meeting

    @property
    def last(self) -> date:
        """The last day on which the item is due."""
        return self.days[-1] - timedelta(self.is_before)


@dataclass(frozen=True)
class MeetingDays:
    """Which days the times of a plan's items mean, by its calendar and the ``routes`` of the items."""

    bodies: tuple[Body, ...]
    calendar: Calendar
    routes: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, plan: Plan) -> "MeetingDays":
        """Those of a plan."""
        routes = {
            str(item): [str(short) for short in own.sort_values("order")["committee"]]
            for item, own in plan.assignments.groupby("item")
        }
        return cls(tuple(plan.bodies), calendar_of(plan.bodies, plan.meeting_rules), routes)

    def due(self, item: str, text: str, due: DueDate) -> DueDate:
        """A time that is written of an item, as the day of its meeting where it means one that the calendar knows."""
        one = self.found(item, text, due) if due.meeting else None
        if one is None:
            return due
        if due.kind == DueKind.UNTIL:
            return replace(due, last=one.last)
        return replace(due, kind=DueKind.INTERVAL, first=one.days[0], last=one.days[-1])

    def found(self, item: str, text: str, due: DueDate) -> "_Candidates | None":
        """The meetings that a time which means one may mean; None where it is not known."""
        first, last, meant = due.first, due.last, due.meeting
        if meant in (MeetingKind.FIRST_READING, MeetingKind.SECOND_READING):
            councils = (one.short for one in self.bodies if one.role == Role.COUNCIL and one.short in self.calendar)
            council = next(councils, None)
            day = _reading(self.calendar[council].days, last, meant) if council and last else None
            before = due.kind == DueKind.UNTIL and not {*_BEFORE}.isdisjoint(fold(text).split())
            return _Candidates(str(council), (day,), is_before=before) if day else None
        short = _body_of(text, self.routes.get(item, []), self.bodies)
        own = self.calendar.get(short) if short else None
        if own is None or first is None:
            return None
        if meant == MeetingKind.FIRST:
            days = [one for one in own.days if one >= first and (last is None or one <= last)][:1]
            is_covered = own.covers(first, first)
        else:
            days = [one for one in own.days if last is not None and first <= one <= last]
            is_covered = last is not None and own.covers(first, last)
        return _Candidates(own.body, tuple(days), is_told=len(days) > 1) if days and is_covered else None


def with_meeting_days(plan: Plan) -> Plan:
    """The plan in which every time that means a meeting is its day, where the calendar knows it."""
    known = MeetingDays.of(plan)
    seen = plan.observed(Observation.DUE_MEETING)
    if not known.calendar or seen.empty:
        return plan
    found = {}
    for seen_row in records(seen):
        item = str(seen_row["item"])
        row: Mapping[str, Any] = records(plan.items.loc[[item]])[0]
        first, last = (row[name] and row[name].date() for name in ("due_from", "due_to"))
        due = DueDate(DueKind(str(row["due_kind"])), first, last, meeting=MeetingKind(str(seen_row["detail"])))
        if one := known.found(item, str(row["due_text"] or ""), due):
            found[item] = one
    return _resolved(plan, found) if found else plan


def _reading(days: Sequence[date], last: date | None, meant: MeetingKind | None) -> date | None:
    """The meeting of a reading of the budget; ``last`` is a day in the year in which it is read."""
    year = last.year if last else 0
    second = max((one for one in days if one.year == year and one <= date(year, *_SECOND_READING_BY)), default=None)
    if second is None or meant == MeetingKind.SECOND_READING:
        return second
    return max((one for one in days if one.year == year and one <= second - _BETWEEN_READINGS), default=None)


def _body_of(text: str, route: Sequence[str], bodies: Iterable[Body]) -> str | None:
    """The body whose meeting a text means: one that it names, the item's fagudvalg, else the one that decides last."""
    known = {body.short: body for body in bodies}
    plain = fold(text)
    words = plain.split()
    named = [body.short for body in known.values() if _names(plain, words, body)]
    if named:
        return named[-1] if len(named) == 1 else None
    roles = {short: known[short].role if short in known else Role.STANDING for short in route}
    if any(word.startswith("udvalgsmøde") for word in words):
        standing = [short for short in route if roles[short] == Role.STANDING]
        return standing[0] if len(standing) == 1 else None
    ranks: Mapping[Role, int] = {Role.OTHER: 0, Role.STANDING: 1, Role.FINANCE: 2, Role.COUNCIL: 3}
    deciding = [short for short in route if ranks[roles[short]] == max(ranks[role] for role in roles.values())]
    return deciding[0] if len(deciding) == 1 else None


def _names(text: str, words: Sequence[str], body: Body) -> bool:
    """True where a text (folded, and its words) names a body: „Byrådets møde“, „ØK i maj“, „økonomiudvalgsmødet“."""
    for name in map(fold, (body.short, body.name, *body.aliases)):
        stem = next((name[: -len(end)] for end in _ENDINGS if name.endswith(end)), name)
        if any(f" {form} " in f" {text} " for form in (name, f"{name}s")):
            return True
        if len(stem) >= _SHORTEST_STEM and any(word.startswith(stem) and "møde" in word for word in words):
            return True
    return False


def _resolved(plan: Plan, found: Mapping[str, _Candidates]) -> Plan:
    items = plan.items
    kind, first, last = (items[name].copy() for name in ("due_kind", "due_from", "due_to"))
    if str(DueKind.INTERVAL) not in kind.cat.categories:
        kind = kind.cat.add_categories([str(DueKind.INTERVAL)])
    for item, one in found.items():
        if kind[item] == DueKind.UNTIL:
            last[item] = pd.Timestamp(one.last)
        else:
            kind[item] = str(DueKind.INTERVAL)
            first[item], last[item] = pd.Timestamp(one.days[0]), pd.Timestamp(one.days[-1])
    seen = plan.observations
    rows = records(seen)
    told = [new for row in rows if (new := _told(row, found))]
    for row in rows:
        meant = found.get(str(row["item"])) if row["what"] == Observation.DUE_MEETING else None
        if meant and len(meant.days) == 1:
            told.append({**row, "what": str(Observation.DUE_EXACT), "detail": None})
        if meant and meant.is_told and not _is_assumed(rows, row["item"]):
            told.append({**row, "what": str(Observation.DUE_ASSUMED), "detail": _words(meant)})
    observations = typed_frame(
        told, {name: "category" if name == "what" else str(seen[name].dtype) for name in seen.columns}
    )
    return replace(plan, items=items.assign(due_kind=kind, due_from=first, due_to=last), observations=observations)


def _is_assumed(rows: Iterable[Mapping[str, object]], item: object) -> bool:
    return any(row["what"] == Observation.DUE_ASSUMED and row["item"] == item for row in rows)


def _told(row: dict[str, object], found: Mapping[str, _Candidates]) -> dict[str, object] | None:
    """An observation as it is with the days of the meetings; None where nothing of it is in doubt any more."""
    one = found.get(str(row["item"]))
    if one is None or row["what"] != Observation.DUE_ASSUMED or row["field"] not in (Field.DUE, None):
        return row
    year = [note for note in str(row["detail"]).split("; ") if note.startswith("årstal mangler")]
    notes = [*([_words(one)] if one.is_told else []), *year]
    return {**row, "detail": "; ".join(notes)} if notes else None


def _words(one: _Candidates) -> str:
    """What the time was taken for."""
    days = [weekday_and_day(when) for when in one.days]
    if len(days) == 1:
        return f"som mødet i {one.body} {days[0]}"
    return f"som et af møderne i {one.body}: {listed(days)}"
