"""A plan from rows of values, through the real reader but without a file."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from udmoentning_xl.config import Config, default_config
from udmoentning_xl.plan import Plan, Source, records
from udmoentning_xl.reading.formatting import Formatting
from udmoentning_xl.reading.normalise import read_frames
from udmoentning_xl.reading.source import SheetData, Workbook

DAY = date(2024, 11, 22)


def plan_of(
    grid: Iterable[Iterable[Any]],
    name: str = "Plan",
    *,
    merged: tuple[tuple[int, int, int, int], ...] = (),
    others: Mapping[str, Iterable[Iterable[Any]]] | None = None,
    config: Config | None = None,
    fills: Mapping[tuple[int, int], str] | None = None,
) -> Plan:
    """The plan in a sheet given as rows of values; ``others`` are further sheets, ``merged`` 0-based and inclusive."""
    sheets = [SheetData(name, True, [list(row) for row in grid], merged, Formatting(fills=fills or {}))]
    for other, rows in (others or {}).items():
        sheets.append(SheetData(other, True, [list(row) for row in rows], (), Formatting()))
    source = Source(Path("plan.xlsx"), "", "xlsx")
    return read_frames(Workbook(source, tuple(sheets)), config or default_config(), DAY, {})


def columns_of(plan: Plan) -> dict[str, str | None]:
    """Heading -> what it was read as."""
    return {str(row["heading"]): row["field"] for row in records(plan.columns)}
