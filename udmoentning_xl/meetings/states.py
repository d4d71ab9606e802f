"""Where an item stands on the day of a report: each word for it, what it means, and its rule, here and in Excel.

The one place that says what is overdue, what is soon and what is later (``STATES``).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

import numpy as np
import pandas as pd

from udmoentning_xl.plan import Plan, outside_years
from udmoentning_xl.terms import COMPLETION_LABELS, DUE_KIND_LABELS

SOON_DAYS = 90


class Deadline(StrEnum):
    """Where an item stands on the day of the report; every item is exactly one of these (``STATES``)."""

    DONE = "Afsluttet"
    DROPPED = "Udgår"
    UNCLEAR = "Uklar"
    CONTINUOUS = "Løbende"
    WAITING = "Afventer"
    OPEN_ENDED = "Uden frist"
    UNDATED = "Uden tidspunkt"
    OUTSIDE = "Uden for planen"
    OVERDUE = "Overskredet"
    SOON = f"Inden {SOON_DAYS} dage"
    BEGUN = "I gang"
    LATER = "Senere"


#: The kinds of date whose last day is a deadline; a day typed beside an empty date is one too.
DATED_KINDS = ("interval", "until", "unset")
#: Those whose dates mean something else, or nothing yet.
_OTHER_KINDS = {Deadline.CONTINUOUS: "continuous", Deadline.WAITING: "depends", Deadline.OPEN_ENDED: "from"}


@dataclass(frozen=True)
class DeadlineColumns:
    """What the rules of ``STATES`` look at, a series per column of Samlet plan."""

    completion: "pd.Series[Any]"
    kind: "pd.Series[Any]"
    first: "pd.Series[Any]"
    last: "pd.Series[Any]"
    outside: "pd.Series[bool]"
    as_of: pd.Timestamp


@dataclass(frozen=True)
class DeadlineRule:
    """One word of the column Frist: its tone in ``style.TONES``, its rule, and what it means.

    ``holds`` is the rule over ``DeadlineColumns``, and ``excel`` the same in Excel's words, with the cells of the row,
    the day of the report and the borders of the plan's period by name.
    """

    tone: str
    holds: Callable[[DeadlineColumns], "pd.Series[bool]"]
    excel: str
    means: str


def _any_of(cell: str, *words: str) -> str:
    """Excel's words for a cell that says one of ``words``."""
    cases = ",".join(f'{{{cell}}}="{word}"' for word in words)
    return f"OR({cases})"


def _of_kind(deadline: Deadline, means: str, tone: str) -> DeadlineRule:
    key = _OTHER_KINDS[deadline]
    return DeadlineRule(tone, lambda one: one.kind == key, _any_of("kind", DUE_KIND_LABELS[key]), means)


def _unclear(one: DeadlineColumns) -> "pd.Series[bool]":
    return (one.completion == "unclear") | ~one.kind.isin([*DATED_KINDS, *_OTHER_KINDS.values()])


_KNOWN_KINDS = _any_of("kind", "", *(DUE_KIND_LABELS[key] for key in (*DATED_KINDS, *_OTHER_KINDS.values())))
#: Each state in the order in which they are tried: the first rule that holds tells the state.
STATES: dict[Deadline, DeadlineRule] = {
    Deadline.DONE: DeadlineRule(
        "good",
        lambda one: one.completion == "done",
        _any_of("completion", "X", COMPLETION_LABELS["done"]),
        "Planen siger med et X eller lignende, at indsatsen er færdig. Kun det, der sikkert betyder det, tæller; et X "
        "i en udvalgskolonne er en fordeling.",
    ),
    Deadline.DROPPED: DeadlineRule(
        "calm",
        lambda one: one.completion == "dropped",
        _any_of("completion", COMPLETION_LABELS["dropped"]),
        "Planen siger, at indsatsen ikke bliver til noget.",
    ),
    Deadline.UNCLEAR: DeadlineRule(
        "soon",
        _unclear,
        f'OR(NOT(ISNUMBER({{as_of}})),ISTEXT({{last}}),{{completion}}="{COMPLETION_LABELS["unclear"]}",'
        f"NOT({_KNOWN_KINDS}))",
        "Markeringen i Afsluttet eller tidspunktet kan ikke læses sikkert; det står i Kontrol.",
    ),
    Deadline.CONTINUOUS: _of_kind(Deadline.CONTINUOUS, "Indsatsen løber uden slutdag.", "plan"),
    Deadline.WAITING: _of_kind(Deadline.WAITING, "Tidspunktet afhænger af noget andet.", "calm"),
    Deadline.OPEN_ENDED: _of_kind(Deadline.OPEN_ENDED, "Indsatsen har en første dag, men ingen sidste.", "plan"),
    Deadline.UNDATED: DeadlineRule(
        "calm", lambda one: one.last.isna(), '{last}=""', "Planen siger ikke, hvornår indsatsen skal være færdig."
    ),
    Deadline.OUTSIDE: DeadlineRule(
        "soon",
        lambda one: one.outside,
        "OR({last}<{opens},IF(ISNUMBER({first}),{first},{last})>{closes})",
        "Tidspunktet ligger helt uden for planens år og de tre måneder før dem. Det regnes ikke for overskredet.",
    ),
    Deadline.OVERDUE: DeadlineRule(
        "bad",
        lambda one: one.last < one.as_of,
        "{last}<{as_of}",
        "Indsatsen er åben eller delvist afsluttet, og tidspunktets sidste dag ligger før opgørelsesdagen.",
    ),
    Deadline.SOON: DeadlineRule(
        "soon",
        lambda one: one.last <= one.as_of + timedelta(days=SOON_DAYS),
        f"{{last}}<={{as_of}}+{SOON_DAYS}",
        f"Sidste dag ligger fra opgørelsesdagen og til og med {SOON_DAYS} dage frem.",
    ),
    Deadline.BEGUN: DeadlineRule(
        "plan",
        lambda one: one.first <= one.as_of,
        "AND(ISNUMBER({first}),{first}<={as_of})",
        f"Tidspunktets første dag er nået, og den sidste ligger mere end {SOON_DAYS} dage frem.",
    ),
    Deadline.LATER: DeadlineRule(
        "plan",
        lambda one: one.last.notna(),
        "TRUE",
        f"Sidste dag ligger mere end {SOON_DAYS} dage frem, og indsatsen er ikke begyndt.",
    ),
}
DEADLINE_TONES = {word: state.tone for word, state in STATES.items()}


def deadlines(plan: Plan) -> np.ndarray[Any, Any]:
    """The :class:`Deadline` of each item on the plan's day; the same rules as the formula in Samlet plan."""
    items = plan.items
    seen = DeadlineColumns(
        items["completion"].astype("object"),
        items["due_kind"].astype("object").where(items["due_kind"].notna(), "unset"),
        items["due_from"],
        items["due_to"],
        outside_years(plan),
        pd.Timestamp(plan.as_of),
    )
    conditions = [state.holds(seen).to_numpy(dtype=bool) for state in STATES.values()]
    return np.select(conditions, [str(word) for word in STATES], default="").astype(object)


def overdue(plan: Plan) -> "pd.Series[bool]":
    """Per item, whether it is overdue: open or partly done, due in an interval or until a day, and that day is past.

    Continuous, dependent, open-ended and ambiguous dates are never overdue, nor is a date outside the plan's
    period, which is a fault of its own.
    """
    return pd.Series(deadlines(plan) == str(Deadline.OVERDUE), index=plan.items.index, dtype=bool)
