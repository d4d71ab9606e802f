"""One change of an item: what it can be, what is told of it, and days and amounts in the words of a log."""

import calendar
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from udmoentning_xl.danish import MONTHS, counted, day, day_and_month, kroner, listed, long_day
from udmoentning_xl.terms import COMPLETION_LABELS, DUE_KIND_LABELS
from udmoentning_xl.versions.states import Due, State


class ChangeKind(StrEnum):
    """What has happened, in the words of the column *Hvad*; what is only asked ends in ``ASKED``."""

    GONE = "væk"
    SAME = "samme?"
    BACK = "tilbage"
    NEW = "ny"
    RENAMED = "omdøbt"
    DIVIDED = "delt"
    JOINED = "lagt sammen"
    POSTPONED = "udskudt"
    BROUGHT_FORWARD = "fremrykket"
    UNDATED = "uden dato"
    DATED = "nyt tidspunkt"
    DONE = "afsluttet"
    REOPENED = "genåbnet"
    PARTIAL = "delvist"
    DROPPED = "udgået"
    AMOUNT = "beløb"
    COMMITTEES = "udvalg"
    RESPONSIBLE = "ansvarlig"
    SECTION = "hovedpunkt"
    KIND = "type"
    CLOSED = "lukket"
    OPENED = "åbnet"
    WRITTEN = "skrevet anderledes"


#: What moves an item's day.
MOVES = (ChangeKind.POSTPONED, ChangeKind.BROUGHT_FORWARD, ChangeKind.UNDATED, ChangeKind.DATED)
#: What concerns whether an item is there.
THERE = (ChangeKind.GONE, ChangeKind.NEW, ChangeKind.BACK)
#: The column of ``plan.items`` in whose cell a change stands; where none is named, in that of the title.
STANDS_IN: dict[str, str] = {
    **dict.fromkeys(MOVES, "due_text"),
    **dict.fromkeys((ChangeKind.DONE, ChangeKind.REOPENED, ChangeKind.PARTIAL, ChangeKind.DROPPED), "completion"),
    **dict.fromkeys((ChangeKind.CLOSED, ChangeKind.OPENED), "confidential"),
    ChangeKind.COMMITTEES: "committee_text",
    ChangeKind.RESPONSIBLE: "responsible",
    ChangeKind.SECTION: "section",
    ChangeKind.KIND: "kind",
}
#: What is true only if two items are the same, which is asked.
ASKED = "?"
#: What is told of an item that is finished, by the first day known for it.
IN_TIME, LATE = "til tiden", "efter det første tidspunkt"
WHOLE, UNTITLED = "(hele planen)", "(uden titel)"
#: Kinds of date that say something without a day.
WORDS = ("continuous", "depends")
_SHORT_MONTH = 27  # days; less is told in days
_LIMIT = 60
#: Words for a time that has neither a figure but its year nor a month: „efter sommerferien 2027“.
_YEAR = re.compile(r"\b\d{4}\b")
_SAYS_WHEN = re.compile(r"\d|\b(?:" + "|".join(month[:3] for month in MONTHS) + ")", re.IGNORECASE)
_POSTPONED = re.compile(r"\b(?:udskudt|udsat|udskydes|udsættes)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Change:
    """One thing that has changed for an item (or the whole plan), as the log shows it.

    ``now`` and ``then`` are its ids in the two versions. ``months`` is how far its day has moved and ``kroner`` how
    much more its amounts are, None where that is not told. ``place`` is the cell of the new version, else of the old,
    which is then named.
    ``nth`` counts how often it has been postponed, and ``same_as`` is what somebody answered.
    """

    what: str
    title: str
    now: str | None
    then: str | None
    committees: str
    sentence: str
    before: str = ""
    after: str = ""
    months: float | None = None
    kroner: int | None = None
    place: str = ""
    nth: int | None = None
    as_of: date | None = None
    same_as: str = ""


def months_between(then: date, now: date) -> float:
    """How many months a day has moved, to one decimal: whole ones where both are the same day or month's end."""
    if now < then:
        return -months_between(now, then)
    months = (now.year - then.year) * 12 + now.month - then.month
    last = calendar.monthrange(now.year, now.month)[1]
    ends = then.day == calendar.monthrange(then.year, then.month)[1] and now.day == last
    rest = 0.0 if ends else (now.day - min(then.day, last)) / last
    return round(months + rest, 1)


def span_told(then: date, now: date) -> str:
    """How far a day has moved: „3 måneder“, „1,5 måneder“ (as the column of months has it), „14 dage“."""
    days = abs((now - then).days)
    if days <= _SHORT_MONTH:
        return counted(days, "dag", "dage")
    return months_told(abs(months_between(then, now)))


def months_told(months: float) -> str:
    """A number of months as ``months_between`` rounds it: „3 måneder“, „1,5 måneder“."""
    figure = f"{months:.1f}".removesuffix(".0").replace(".", ",")
    return f"{figure} {'måned' if months == 1 else 'måneder'}"


def move_told(then: date, now: date, words: str = "") -> str:
    """From which day an item has moved to which, and how far; the new day in ``words`` where there are any."""
    first = day_and_month(then) if then.year == now.year else long_day(then)
    how = "udskudt" if now > then else "rykket frem"
    return f"er {how} {span_told(then, now)}, fra {first} til {words or long_day(now)}"


def in_words(due: Due) -> str:
    """A date as written and what it counts as, where its words name no day („efter sommerferien 2027“); else ""."""
    if not due.day or not due.text or _SAYS_WHEN.search(_YEAR.sub("", due.text)):
        return ""
    return f"„{short(due.text)}“ (regnet {'fra' if due.kind == 'from' else 'til'} {long_day(due.day)})"


def words_in(sentence: str) -> str:
    """The words of ``in_words`` that a sentence ends with, else ""."""
    told = sentence[sentence.rfind(" til „") :]
    return told.removeprefix(" til ") if "“ (regnet " in told and told.endswith(")") else ""


def place_in(cell: str, name: str, as_of: date) -> str:
    """The place of what is gone: its cell, and the version of the plan that it stood in."""
    return f"{cell} (i {name}, {day(as_of)})" if cell else ""


def cell_of(place: str) -> str:
    """The cell of a place, in whichever version it is."""
    cell, told, _ = place.partition(" (i ")
    return cell if told and "!" in cell else place


def due_told(due: Due) -> str:
    """A date in a few words: „30-06-2027“, „fra 01-03-2027“, „løbende“; "" where there is none."""
    if due.day:
        return f"fra {day(due.day)}" if due.kind == "from" else day(due.day)
    if due.kind in (None, "unset"):
        return ""
    if due.outside:
        return f"uden for planens år („{short(due.text)}“)"
    return DUE_KIND_LABELS[due.kind] if due.kind in WORDS else f"uklart („{short(due.text)}“)"


def amounts_told(amounts: Iterable[tuple[int, int]]) -> str:
    """Amounts by year in words; one that is the same in several years is told once."""
    found = [(year, amount) for year, amount in sorted(amounts) if amount]
    if len(found) > 1 and len({amount for _, amount in found}) == 1:
        return f"{kroner(found[0][1])} om året {years_told([year for year, _ in found])}"
    return "; ".join(f"{year}: {kroner(amount)}" for year, amount in found)


def summary(state: State) -> str:
    """An item in a few words: „åben, 30-06-2027, 300.000 kr. om året 2027-2030“."""
    parts = (COMPLETION_LABELS[state.completion].lower(), due_told(state.due), amounts_told(state.row.amounts))
    return ", ".join(filter(None, parts))


def years_told(years: Sequence[int]) -> str:
    ordered = sorted(years)
    together = len(ordered) > 1 and ordered[-1] - ordered[0] == len(ordered) - 1
    return f"{ordered[0]}-{ordered[-1]}" if together else listed([str(year) for year in ordered])


def told_postponements(text: str) -> int:
    """How often a text says that something has been postponed: „udskudt til juni, udskudt igen til oktober“."""
    return len(_POSTPONED.findall(text))


def short(text: str | None) -> str:
    line = " ".join((text or "").split())
    return line if len(line) <= _LIMIT else line[: _LIMIT - 1].rstrip() + "…"


#: What a committee is not told of its items: what has left it, and what was closed or opened.
_UNTOLD = frozenset({ChangeKind.GONE, ChangeKind.SAME, ChangeKind.CLOSED, ChangeKind.OPENED, ChangeKind.WRITTEN})
#: What is told without the words of the version before: another's name now, or a place that is closed.
_TOLD_PLAINLY: dict[str, str] = {
    ChangeKind.NEW: "er kommet til siden sidst",
    ChangeKind.BACK: "er kommet til siden sidst",
    ChangeKind.SECTION: "har fået et andet hovedpunkt",
    ChangeKind.RENAMED: "har fået ny titel",
    ChangeKind.DIVIDED: "har fået ny titel",
    ChangeKind.JOINED: "har fået ny titel",
}


def told_to_committees(changes: Sequence[Change]) -> list[Change]:
    """What committees are told of the ``changes`` of one item: nothing of what it was called before.

    Of an item that was closed they are told only that it has come: what it said then was not for them.
    """
    opened = [replace(change, what=ChangeKind.NEW) for change in changes if change.what == ChangeKind.OPENED]
    return [
        replace(
            change,
            sentence=_TOLD_PLAINLY.get(change.what, change.sentence),
            before="",
            after="",
            committees="",
            place="",
        )
        for change in opened[:1] or changes
        if change.what not in _UNTOLD
    ]
