"""The baseline of what is written in the work sheets, by which the next run sees what people have changed there."""

from collections.abc import Mapping
from datetime import date, timedelta
from math import isnan

from udmoentning_xl.danish import day
from udmoentning_xl.proposals import ANYTHING, Baseline, TableBaseline, fingerprint, table_baseline
from udmoentning_xl.sheets.table import Column, Table
from udmoentning_xl.terms import Heading


def baseline_of(tables: Mapping[str, Table], epoch: date) -> Baseline:
    """The baseline of ``tables``, by the key of their sheet; ``epoch`` is the day that serial numbers count from."""
    return Baseline({key: _table(table, epoch) for key, table in tables.items()})


def _table(table: Table, epoch: date) -> TableBaseline:
    items = next(column.values for column in table.columns if column.heading == Heading.ITEM)
    marks = [_marks(column, len(items), epoch) for column in table.columns]
    return table_baseline([column.heading for column in table.columns], items, zip(*marks, strict=True))


def _marks(column: Column, count: int, epoch: date) -> list[str]:
    if column.formula or column.formulas:
        return [ANYTHING] * count
    return [fingerprint(_shown(value, column.style, epoch)) for value in column.values]


def _shown(value: object, style: str, epoch: date) -> str:
    """A value of a column as it is read back from the cell."""
    if value is None or (isinstance(value, float) and isnan(value)):
        return ""
    if isinstance(value, (int, float)):
        return day(epoch + timedelta(days=value)) if style == "date" else f"{value:.10g}".replace(".", ",")
    return str(value)
