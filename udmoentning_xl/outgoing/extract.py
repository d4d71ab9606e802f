"""One committee's own plan: every frame reduced to its rows before anything is made of them; and what nobody gets.

Files are only ever built from a plan that comes from here, so what a committee must not have is not there to leak.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from udmoentning_xl.danish import listed, shortened
from udmoentning_xl.outgoing.gate import Gate
from udmoentning_xl.plan import (
    ACKNOWLEDGEMENT_DTYPES,
    CHANGE_DTYPES,
    COLUMN_DTYPES,
    LEDGER_DTYPES,
    OBSERVATION_DTYPES,
    REST_DTYPES,
    SHEET_DTYPES,
    SUM_DTYPES,
    TABLE_DTYPES,
    TOTAL_DTYPES,
    VERSION_DTYPES,
    Observation,
    Plan,
    Source,
    typed_frame,
)
from udmoentning_xl.secrecy import HoldReason

#: The name a committee's plan has instead of the source's; nothing of the path follows.
SOURCE_NAME = "udmoentningsplan"
_LONGEST = 90  # characters of a Kvittering that are quoted


@dataclass(frozen=True)
class Omission:
    """An item that is in no committee's file, and why, in Danish; ``held`` where somebody may release it."""

    item: str
    title: str
    reason: str
    held: bool = False


def committee_items(plan: Plan, short: str, kept_back: Collection[str] = ()) -> list[str]:
    """The ids of the items that go to the body ``short``, in the plan's order; never those ``kept_back``."""
    wanted = set(plan.assignments.loc[plan.assignments["committee"] == short, "item"]).difference(kept_back)
    return [str(one) for one in plan.items.index if one in wanted]


def committee_plan(plan: Plan, short: str, kept_back: Collection[str] = ()) -> Plan:
    """The plan that holds the items of ``short``, less those ``kept_back``, and nothing of any other item.

    Their route (the other bodies that handle them) stays. Where they stood in the source does not: no sheet name,
    address, path, heading, comment or total of it; nor does what only a hidden column says.
    """
    own = committee_items(plan, short, kept_back)
    items = _emptied(_without_hidden(plan.items.loc[own], plan.shown), "sheet", "row")
    assignments = plan.assignments[plan.assignments["item"].isin(own)].reset_index(drop=True)
    amounts = plan.amounts[plan.amounts["item"].isin(own)].reset_index(drop=True)
    bodies = set(assignments["committee"])
    return replace(
        plan,
        items=items,
        assignments=assignments,
        amounts=_emptied(_seen_amounts(amounts, plan.shown), "cell"),
        cells=pd.DataFrame(index=items.index),
        rest=typed_frame([], REST_DTYPES),
        sums=typed_frame([], SUM_DTYPES),
        totals=typed_frame([], TOTAL_DTYPES),
        observations=typed_frame([], OBSERVATION_DTYPES),
        columns=typed_frame([], COLUMN_DTYPES),
        tables=typed_frame([], TABLE_DTYPES),
        ledger=typed_frame([], LEDGER_DTYPES),
        sheets=_price_levels(plan, plan.items.loc[own, "sheet"]),
        source=Source(Path(SOURCE_NAME), "", ""),
        bodies=tuple(body for body in plan.bodies if body.short in bodies),
        shown={},
        acknowledgements=typed_frame([], ACKNOWLEDGEMENT_DTYPES),
        versions=typed_frame([], VERSION_DTYPES),
        changes=typed_frame([], CHANGE_DTYPES),
        meeting_notes=(),
    )


#: What every text of an item becomes in the files that show what we say ourselves.
_BLANK = "…"


def blanked_plan(own: Plan) -> Plan:
    """The plan with every text and id replaced: what its files say is then our own words.

    Of what has changed our own sentences stay, less what they quote.
    """
    ids = {str(item): f"{_BLANK}{number}" for number, item in enumerate(own.items.index)}
    items = own.items.rename(index=ids)
    for name in [name for name in items.columns if items[name].dtype == "string"]:
        items = items.assign(**{name: items[name].where(items[name].isna(), _BLANK)})
    return replace(
        own,
        items=items,
        assignments=own.assignments.assign(item=own.assignments["item"].map(ids)),
        amounts=own.amounts.assign(item=own.amounts["item"].map(ids)),
        changes=own.changes.assign(
            now=own.changes["now"].map(ids),
            title=_BLANK,
            sentence=own.changes["sentence"].str.replace("„[^“]*+“", f"„{_BLANK}“", regex=True),
        ).astype(CHANGE_DTYPES),
    )


def _without_hidden(items: pd.DataFrame, shown: Mapping[tuple[str, str], object]) -> pd.DataFrame:
    """The items with nothing of a hidden column."""
    changed = {name: items[name].astype("object") for _, name in shown if name in items.columns}
    for (item, name), value in shown.items():
        if name in changed and item in items.index:
            changed[name] = changed[name].where(changed[name].index != item, value)
    return items.assign(**{name: column.astype(items[name].dtype) for name, column in changed.items()})


def _seen_amounts(amounts: pd.DataFrame, shown: Mapping[tuple[str, str], object]) -> pd.DataFrame:
    """The amounts without those of a hidden column."""
    hidden = [(item, str(year)) in shown for item, year in zip(amounts["item"], amounts["year"], strict=True)]
    return amounts[~pd.Series(hidden, index=amounts.index, dtype=bool)].reset_index(drop=True)


def _emptied(frame: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """The frame with these columns missing in every row, of the same dtype."""
    return frame.assign(**{name: frame[name].where(pd.Series(False, index=frame.index)) for name in columns})


def _price_levels(plan: Plan, sheets: "pd.Series[str]") -> pd.DataFrame:
    """What the amounts are counted in on the sheets of these items; not which sheets they are."""
    levels = plan.sheets.loc[plan.sheets["sheet"].isin(sheets), "price_level"].dropna().unique()
    return typed_frame([{"price_level": level} for level in levels], SHEET_DTYPES)


def left_out(plan: Plan, sent: Collection[str], gate: Gate) -> list[Omission]:
    """Every item that is not among those ``sent``, with the reason: the held ones first, then in the plan's order."""
    reasons = _reasons(plan) | ({} if gate.open_closed else dict.fromkeys(gate.closed, "lukket eller fortrolig"))
    free = {one.item for one in gate.released}
    held = {item: _told(own, gate.signed.get(item)) for item, own in gate.held.items() if item not in free}
    found = [
        Omission(
            str(item),
            "" if pd.isna(title) else str(title),
            held.get(str(item)) or reasons.get(str(item), "intet udvalg er angivet"),
            str(item) in held,
        )
        for item, title in plan.items["title"].items()
        if str(item) not in sent
    ]
    return sorted(found, key=lambda one: not one.held)


def _told(reasons: Sequence[HoldReason], signed: str | None) -> str:
    """The reasons of a held item with their cells, and the Kvittering that was ``signed`` and does not let it out."""
    told = "; ".join(dict.fromkeys(f"{one.words} ({one.cell})" for one in reasons))
    if not signed:
        return told
    quoted = f"Kvitteringen „{shortened(signed, _LONGEST)}“ er ikke taget for et klart „Må sendes“"
    return f"{told}. {quoted}; skriv kun „Må sendes“, hvis den må sendes ud"


_WITHOUT_BODY = {
    Observation.COMMITTEE_ON_PURPOSE: "skal ikke til et udvalg",
    Observation.COMMITTEE_AMBIGUOUS: "udvalget er tvetydigt",
    Observation.COMMITTEE_UNKNOWN: "udvalget kendes ikke",
}


def _reasons(plan: Plan) -> dict[str, str]:
    """Why each item that is neither closed nor held could be left out; what weighs most is laid on last."""
    reasons: dict[str, str] = {}
    for what, reason in _WITHOUT_BODY.items():
        seen = plan.observed(what)
        reasons |= {str(item): f"{reason} („{text}“)" for item, text in zip(seen["item"], seen["text"], strict=True)}
    for item, bodies in plan.assignments.groupby("item", sort=False)["committee"]:
        reasons[str(item)] = f"udsendelsen er ikke valgt til {listed([str(body) for body in bodies.unique()])}"
    return reasons
