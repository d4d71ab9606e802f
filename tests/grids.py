"""A plan from rows of values, through the real reader but without a file."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from udmoentning_xl.checks import run_checks
from udmoentning_xl.config import Config, default_config
from udmoentning_xl.plan import Plan, Source, records
from udmoentning_xl.reading.formatting import Formatting
from udmoentning_xl.reading.normalise import read_frames
from udmoentning_xl.reading.source import SheetData, SourceWorkbook

DAY = date(2024, 11, 22)


def plan_of(  # noqa: PLR0913 - each names one thing of a sheet
    grid: Iterable[Iterable[Any]],
    name: str = "Plan",
    *,
    merged: tuple[tuple[int, int, int, int], ...] = (),
    others: Mapping[str, Iterable[Iterable[Any]]] | None = None,
    config: Config | None = None,
    fills: Mapping[tuple[int, int], str] | None = None,
    looks: Mapping[str, Any] | None = None,
    as_of: date = DAY,
) -> Plan:
    """The plan in a sheet given as rows of values; ``others`` are further sheets, ``merged`` 0-based and inclusive.

    ``looks`` are fields of ``Formatting``.
    """
    formatting = Formatting(**{"fills": fills or {}, **(looks or {})})
    sheets = [SheetData(name, True, [list(row) for row in grid], merged, formatting)]
    for other, rows in (others or {}).items():
        sheets.append(SheetData(other, True, [list(row) for row in rows], (), Formatting()))
    source = Source(Path("plan.xlsx"), "", "xlsx")
    return read_frames(SourceWorkbook(source, tuple(sheets)), config or default_config(), as_of, {})


def columns_of(plan: Plan) -> dict[str, str | None]:
    """Heading -> what it was read as."""
    return {str(row["heading"]): row["field"] for row in records(plan.columns)}


def told(plan: Plan, *fields: str) -> list[tuple[Any, ...]]:
    """The items, each with these of: the columns of the frame, ``committees`` and ``kroner``."""

    def value(item: str, name: str) -> Any:
        if name == "committees":
            own = plan.assignments[plan.assignments["item"] == item].sort_values("order")
            return "+".join(own["committee"])
        if name == "kroner":
            own = plan.amounts[plan.amounts["item"] == item]
            return dict(zip(own["year"], own["kroner"], strict=True))
        found = plan.items.loc[item, name]
        if pd.isna(found):
            return None
        return found.date() if hasattr(found, "date") else str(found)

    return [tuple(value(item, name) for name in fields) for item in plan.items.index]


def findings(plan: Plan) -> list[tuple[str, str]]:
    """The findings as code and place."""
    return [(found.code, f"{found.sheet}!{found.cell}") for found in run_checks(plan).itertuples()]
