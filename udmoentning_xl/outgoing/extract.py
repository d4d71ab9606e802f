"""One committee's own plan: every frame reduced to its rows before anything is made of them; and what nobody gets.

Files are only ever built from a plan that comes from here, so what a committee must not have is not there to leak.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from udmoentning_xl.danish import listed
from udmoentning_xl.plan import (
    ACKNOWLEDGEMENT_DTYPES,
    COLUMN_DTYPES,
    OBSERVATION_DTYPES,
    REST_DTYPES,
    SHEET_DTYPES,
    TOTAL_DTYPES,
    Observed,
    Plan,
    Source,
    typed_frame,
)

#: The name a committee's plan has instead of the source's; nothing of the path follows.
SOURCE_NAME = "udmoentningsplan"


@dataclass(frozen=True)
class LeftOut:
    """An item that is in no committee's file, and why, in Danish."""

    item: str
    title: str
    reason: str


def closed_items(plan: Plan) -> frozenset[str]:
    """The ids of the items that a column or a mark says are closed or confidential."""
    marked = plan.items.index[plan.items["confidential"].fillna(False).to_numpy(dtype=bool)]
    return frozenset(str(one) for one in [*marked, *plan.observed(Observed.CLOSED)["item"].dropna()])


def committee_items(plan: Plan, short: str, *, include_closed: bool = False) -> list[str]:
    """The ids of the items that go to the body ``short``, in the plan's order."""
    wanted = set(plan.assignments.loc[plan.assignments["committee"] == short, "item"])
    wanted -= frozenset() if include_closed else closed_items(plan)
    return [str(one) for one in plan.items.index if one in wanted]


def committee_plan(plan: Plan, short: str, *, include_closed: bool = False) -> Plan:
    """The plan that holds the items of ``short`` and nothing of any other item.

    Their route (the other bodies that handle them) stays. Where they stood in the source does not: no sheet name,
    address, path, heading, comment or total of it.
    """
    own = committee_items(plan, short, include_closed=include_closed)
    items = _emptied(plan.items.loc[own], "sheet", "row")
    assignments = plan.assignments[plan.assignments["item"].isin(own)].reset_index(drop=True)
    amounts = plan.amounts[plan.amounts["item"].isin(own)].reset_index(drop=True)
    bodies = set(assignments["committee"])
    return replace(
        plan,
        items=items,
        assignments=assignments,
        amounts=_emptied(amounts, "cell"),
        cells=pd.DataFrame(index=items.index),
        rest=typed_frame([], REST_DTYPES),
        totals=typed_frame([], TOTAL_DTYPES),
        observations=typed_frame([], OBSERVATION_DTYPES),
        columns=typed_frame([], COLUMN_DTYPES),
        sheets=_price_levels(plan, plan.items.loc[own, "sheet"]),
        source=Source(Path(SOURCE_NAME), "", ""),
        bodies=tuple(body for body in plan.bodies if body.short in bodies),
        acknowledgements=typed_frame([], ACKNOWLEDGEMENT_DTYPES),
    )


def _emptied(frame: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """The frame with these columns missing in every row, of the same dtype."""
    return frame.assign(**{name: frame[name].where(pd.Series(False, index=frame.index)) for name in columns})


def _price_levels(plan: Plan, sheets: "pd.Series[str]") -> pd.DataFrame:
    """What the amounts are counted in on the sheets of these items; not which sheets they are."""
    levels = plan.sheets.loc[plan.sheets["sheet"].isin(sheets), "price_level"].dropna().unique()
    return typed_frame([{"price_level": level} for level in levels], SHEET_DTYPES)


def left_out(plan: Plan, shorts: Collection[str], *, include_closed: bool = False) -> list[LeftOut]:
    """Every item that is in no file when the bodies ``shorts`` get theirs, with the reason; in the plan's order."""
    sent = {item for short in shorts for item in committee_items(plan, short, include_closed=include_closed)}
    reasons = _reasons(plan, frozenset() if include_closed else closed_items(plan))
    return [
        LeftOut(str(item), "" if pd.isna(title) else str(title), reasons.get(str(item), "intet udvalg er angivet"))
        for item, title in plan.items["title"].items()
        if item not in sent
    ]


_WITHOUT_BODY = {
    Observed.COMMITTEE_ON_PURPOSE: "skal ikke til et udvalg",
    Observed.COMMITTEE_AMBIGUOUS: "udvalget er tvetydigt",
    Observed.COMMITTEE_UNKNOWN: "udvalget kendes ikke",
}


def _reasons(plan: Plan, closed: Collection[str]) -> dict[str, str]:
    """Why each item could be left out; the reason that weighs most is laid on last."""
    reasons: dict[str, str] = {}
    for what, reason in _WITHOUT_BODY.items():
        seen = plan.observed(what)
        reasons |= {str(item): f"{reason} („{text}“)" for item, text in zip(seen["item"], seen["text"], strict=True)}
    for item, bodies in plan.assignments.groupby("item", sort=False)["committee"]:
        reasons[str(item)] = f"udsendelsen er ikke valgt til {listed([str(body) for body in bodies.unique()])}"
    return reasons | dict.fromkeys(closed, "lukket eller fortrolig")
