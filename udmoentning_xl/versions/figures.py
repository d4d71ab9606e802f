"""What the log adds up to: how the days of the items that move most have moved, and what has happened since last."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from udmoentning_xl.danish import counted, day, kroner, listed
from udmoentning_xl.versions.change import ASKED, MOVES, Change, What
from udmoentning_xl.versions.log import Log, told_day

#: So many items at most, and so many versions, can be told apart in one chart.
MOST_ITEMS, MOST_VERSIONS = 12, 12
FAR = 3  # years


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
    found = (Trend(item, moves[item][-1].title, _days(versions, moves[item], years)) for item in chosen)
    return versions, tuple(one for one in found if sum(when is not None for when in one.days) > 1)


def _days(versions: Sequence[date], moves: Sequence[Change], years: Sequence[int]) -> tuple[date | None, ...]:
    """The last day in each version: what stood before the first move, then what each move made of it."""
    near = range(min(years) - FAR, max(years) + FAR + 1) if years else None
    days = []
    for version in versions:
        made = [one for one in moves if one.as_of and one.as_of <= version]
        days.append(told_day(made[-1].after) if made else told_day(moves[0].before))
    return tuple(when if when and (near is None or when.year in near) else None for when in days)


def since_line(log: Log, unchanged: date | None = None) -> str:
    """One sentence on what has happened since the last run; "" where there is none.

    ``unchanged`` is the day since which nothing has changed.
    """
    if log.base is None:
        return f"Siden sidst ({day(unchanged)}): ingen ændring." if unchanged else ""
    latest = log.latest
    counts = Counter(change.what for change in latest)
    parts = [counted(counts[what], *words) for what, words in _TOLD if counts[what]]
    asked = len({change.then for change in latest if change.what == What.SAME})
    parts += [counted(asked, "spørgsmål", "spørgsmål") + " til jer"] if asked else []
    others = sum(counts.values()) - sum(counts[what] for what, _ in _TOLD)
    others -= sum(number for what, number in counts.items() if what.endswith(ASKED))
    parts += [counted(others, "anden ændring", "andre ændringer")] if others else []
    money = sum(change.kroner or 0 for change in latest if change.what == What.AMOUNT)
    told = f"; beløb for de samme indsatser {'+' if money > 0 else ''}{kroner(money)}" if money else "."
    return f"Siden sidst ({day(log.base.as_of)}): {listed(parts)}{told} Se arket Ændringer."


_TOLD = (
    (What.DONE, ("afsluttet", "afsluttet")),
    (What.REOPENED, ("genåbnet", "genåbnet")),
    (What.POSTPONED, ("udskudt", "udskudt")),
    (What.BROUGHT_FORWARD, ("rykket frem", "rykket frem")),
    (What.NEW, ("ny", "nye")),
    (What.BACK, ("tilbage igen", "tilbage igen")),
    (What.GONE, ("væk", "væk")),
    (What.AMOUNT, ("med andet beløb", "med andre beløb")),
)


def headlines(changes: Iterable[Change]) -> str:
    """The changes of one item as a text that stands by itself: „Udskudt 4 måneder, fra …; har nu ansvarlig …“."""
    told = "; ".join(change.sentence.removeprefix("er ") for change in changes)
    return told[:1].upper() + told[1:]
