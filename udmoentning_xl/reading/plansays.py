"""What the plan says under a heading of the generated sheets: as text, at which address, and if a text says the same.

A proposal is only worth a line while the plan says something else; "X" and "Afsluttet" are the same, as are "1. marts
2025" and the date in a cell.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd

from udmoentning_xl.danish import clean, day, fold
from udmoentning_xl.errors import ConfigError
from udmoentning_xl.plan import Plan
from udmoentning_xl.terms import COMPLETION_LABELS, DUE_KIND_LABELS, KIND_LABELS, LABELS, MAY_BE_CLOSED, Field, Heading
from udmoentning_xl.values.dates import DueKind, read_due
from udmoentning_xl.values.markers import read_marker, read_yes
from udmoentning_xl.values.typed import committees

#: What a text ends in that a sheet shows the beginning of.
CUT = " …"
_YES = {True: "Ja", False: "Nej"}
#: Heading -> the column of ``items`` and ``cells`` that it shows.
_COLUMNS: dict[str, str] = {
    **{LABELS[field]: str(field) for field in Field},
    LABELS[Field.COMMITTEE]: "committee_text",
    LABELS[Field.DUE]: "due_text",
    LABELS[Field.STATUS]: "status_text",
    Heading.BRIEF: "description",
    Heading.ROUTE: "committee_text",
    Heading.COMMITTEE_TEXT: "committee_text",
    Heading.DUE_TEXT: "due_text",
    Heading.LAST_READ: "due_to",
    Heading.COMPLETION_TEXT: "completion_text",
    Heading.PERIOD: "due_text",
    Heading.READ_AS: "due_kind",
    Heading.FIRST_DAY: "due_from",
    Heading.LAST_DAY: "due_to",
}
_LABELS = {"kind": KIND_LABELS, "completion": COMPLETION_LABELS, "due_kind": DUE_KIND_LABELS}


class PlanLookup:
    """A plan asked by item and heading."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._titles = {fold(title): str(item) for item, title in plan.items["title"].dropna().items()}
        self._same: dict[str, Callable[[str, str, str], bool]] = {
            "completion": self._same_completion,
            "description": lambda _item, text, new: new.endswith(CUT) and fold(text).startswith(fold(new[: -len(CUT)])),
            "due_text": self._same_due,
            "due_from": lambda item, text, new: self._same_day(item, text, new, read_due(new, plan.years).first),
            "due_to": lambda item, text, new: self._same_day(item, text, new, read_due(new, plan.years).last),
            "kind": lambda _item, text, new: bool(new) and fold(text).startswith(fold(new)),
            "strategic": _same_answer,
            "confidential": lambda item, text, new: new == MAY_BE_CLOSED or _same_answer(item, text, new),
        }

    def with_title(self, title: str) -> str | None:
        """The item that has the title."""
        return self._titles.get(fold(title))

    def text(self, item: str, heading: str) -> str:
        """What the plan says, as the generated sheets write it; "" for nothing."""
        if heading.isdigit():
            return self._amount(item, int(heading))
        if heading == LABELS[Field.COMMITTEE]:
            return ", ".join(self._committees(item))
        value = self._value(item, heading)
        if value is None:
            return ""
        if isinstance(value, bool):
            return _YES[value]
        if isinstance(value, pd.Timestamp):
            return day(value.date())
        return _LABELS.get(_COLUMNS[heading], {}).get(str(value), clean(str(value)))

    def address(self, item: str, heading: str | None) -> str:
        """Where the plan says it, ``Plan!H12``; the item's row where it says nothing of the sort."""
        column = heading if heading and heading.isdigit() else _COLUMNS.get(heading or "", "title")
        cells = self.plan.cells
        address = _known(cells.at[item, column]) if column in cells.columns else None
        row = self.plan.items.loc[item, ["sheet", "row"]]
        return str(address) if address else f"{row['sheet']}!A{row['row']}"

    def same(self, item: str, heading: str, new: str) -> bool:
        """Whether the plan says the same as ``new``."""
        text = self.text(item, heading)
        if fold(text) == fold(new) and bool(text) == bool(new):
            return True
        if heading in (LABELS[Field.COMMITTEE], Heading.ROUTE):
            return self._named(new) == set(self._committees(item))
        compare = self._same.get(_COLUMNS.get(heading, ""))
        return compare is not None and compare(item, text, new)

    def _value(self, item: str, heading: str) -> object:
        column = _COLUMNS.get(heading)
        value = _known(self.plan.items.at[item, column]) if column in self.plan.items.columns else None
        return bool(value) if value is not None and column in ("strategic", "confidential") else value

    def _committees(self, item: str) -> list[str]:
        routes = self.plan.assignments
        return [str(short) for short in routes[routes["item"] == item].sort_values("order")["committee"].unique()]

    def _named(self, written: str) -> set[str]:
        """The short names of the committees that are written; as they are written where one is not known."""
        shorts = set(self.plan.assignments["committee"].dropna())
        names: dict[str, tuple[str, ...]] = dict.fromkeys(shorts, ())
        names |= {body.short: (body.name, *body.aliases) for body in self.plan.bodies}
        try:
            return set(committees([written], names, "", ""))
        except ConfigError:
            return {written}

    def _amount(self, item: str, year: int) -> str:
        amounts = self.plan.amounts
        kroner = amounts.loc[(amounts["item"] == item) & (amounts["year"] == year), "kroner"].dropna()
        return f"{kroner.iloc[0] / 1000:.10g}".replace(".", ",") if len(kroner) else ""

    def _same_completion(self, item: str, _text: str, new: str) -> bool:
        labelled = {fold(label): key for key, label in COMPLETION_LABELS.items()}
        said = labelled.get(fold(new)) or str(read_marker(new).completion)
        return said == self.plan.items.at[item, "completion"]

    def _same_due(self, item: str, _text: str, new: str) -> bool:
        due, own = read_due(new, self.plan.years), self.plan.items.loc[item]
        if due.kind in (DueKind.INVALID, DueKind.UNSET) or due.kind != own["due_kind"]:
            return False
        days = [one and one.date() for one in (_known(own["due_from"]), _known(own["due_to"]))]
        return days == [due.first, due.last] and any(days)

    def _same_day(self, item: str, text: str, new: str, when: date | None) -> bool:
        """Whether a time in a column of days is the plan's own in its words, or comes to the same day."""
        return fold(new) == fold(self.text(item, LABELS[Field.DUE])) or (when is not None and day(when) == text)


def _known(value: Any) -> Any:
    return None if pd.isna(value) else value


def _same_answer(_item: str, text: str, new: str) -> bool:
    said = read_yes(new)
    return bool(new) and said is not None and _YES[said] == text
