"""What the log adds up to: how the days of the items that move most have moved, and what has happened since last."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from udmoentning_xl.danish import counted, day, fold, kroner, listed
from udmoentning_xl.versions.change import ASKED, MOVES, THERE, Change, ChangeKind
from udmoentning_xl.versions.log import Log, told_day
from udmoentning_xl.versions.states import FAR

#: So many items at most, and so many versions, can be told apart in one chart.
MOST_ITEMS, MOST_VERSIONS = 12, 12


class Trend(NamedTuple):
    """An item's last day in each version, None where it had none or the item was not there."""

    item: str
    title: str
    days: tuple[date | None, ...]


def trends(log: Log, years: Sequence[int] = ()) -> tuple[tuple[date, ...], tuple[Trend, ...]]:
    """The days of the versions, and the items of today whose day has moved most often, then farthest.

    A day far outside the plan's ``years`` is most likely mistyped, and would leave no room for the others.
    """
    versions = tuple(dict.fromkeys(one.as_of for one in log.versions))[-MOST_VERSIONS:]
    moves: dict[str, list[Change]] = {}
    for change in log.changes:
        if change.now and change.what in MOVES:
            moves.setdefault(change.now, []).append(change)
    weight = {item: (len(own), sum(abs(one.months or 0) for one in own)) for item, own in moves.items()}
    chosen = sorted(moves, key=lambda item: (-weight[item][0], -weight[item][1], item))[:MOST_ITEMS]
    found = (Trend(item, moves[item][-1].title, _days(versions, _course(item, log.changes), years)) for item in chosen)
    return versions, tuple(one for one in found if sum(when is not None for when in one.days) > 1)


def _course(item: str, changes: Sequence[Change]) -> list[Change]:
    """What has moved the item's day, and when it came, was gone and was back again."""
    returned = {fold(one.title) for one in changes if one.what == ChangeKind.BACK and one.now == item}
    return [
        one
        for one in changes
        if (one.now == item and one.what in (*MOVES, *THERE))
        or (one.what == ChangeKind.GONE and fold(one.title) in returned)
    ]


def _days(versions: Sequence[date], course: Sequence[Change], years: Sequence[int]) -> tuple[date | None, ...]:
    """The last day in each version: what stood before the first change, then what each change made of it."""
    near = range(min(years) - FAR, max(years) + FAR + 1) if years else None
    days = []
    for version in versions:
        made = [one for one in course if one.as_of and one.as_of <= version]
        days.append(told_day(made[-1].after if made else course[0].before))
    return tuple(when if when and (near is None or when.year in near) else None for when in days)


def open_questions(log: Log) -> int:
    """How many rows somebody is still to answer, of this run and of earlier ones."""
    return sum(change.what == ChangeKind.SAME for change in log.changes)


def since_line(log: Log, unchanged: date | None = None) -> str:
    """One sentence on what has happened since the last run; "" where there is none.

    ``unchanged`` is the day since which nothing has changed.
    """
    asked = counted(open_questions(log), "spørgsmål", "spørgsmål")
    if log.base is None:
        told = f" {asked} til jer står i arket Ændringer." if open_questions(log) else ""
        return f"Siden sidst ({day(unchanged)}): ingen ændring.{told}" if unchanged else ""
    latest = log.latest
    counts = Counter(change.what for change in latest)
    parts = [counted(counts[what], *words) for what, words in _TOLD if counts[what]]
    parts += [f"{asked} til jer"] if open_questions(log) else []
    others = sum(counts.values()) - sum(counts[what] for what, _ in _TOLD)
    others -= sum(number for what, number in counts.items() if what.endswith(ASKED))
    parts += [counted(others, "anden ændring", "andre ændringer")] if others else []
    money = sum(change.kroner or 0 for change in latest if change.what == ChangeKind.AMOUNT)
    told = f"; beløb for de samme indsatser {'+' if money > 0 else ''}{kroner(money)}" if money else "."
    return f"Siden sidst ({day(log.base.as_of)}): {listed(parts)}{told} Se arket Ændringer."


_TOLD = (
    (ChangeKind.DONE, ("afsluttet", "afsluttet")),
    (ChangeKind.REOPENED, ("genåbnet", "genåbnet")),
    (ChangeKind.POSTPONED, ("udskudt", "udskudt")),
    (ChangeKind.BROUGHT_FORWARD, ("rykket frem", "rykket frem")),
    (ChangeKind.NEW, ("ny", "nye")),
    (ChangeKind.BACK, ("tilbage igen", "tilbage igen")),
    (ChangeKind.GONE, ("væk", "væk")),
    (ChangeKind.AMOUNT, ("med andet beløb", "med andre beløb")),
)


def headlines(changes: Iterable[Change]) -> str:
    """The changes of one item as a text that stands by itself: „Udskudt 4 måneder, fra …; har nu ansvarlig …“."""
    told = "; ".join(change.sentence.removeprefix("er ") for change in changes)
    return told[:1].upper() + told[1:]
