"""The fingerprints of the tables that people work in, by which the next run sees what they have changed there."""

from collections.abc import Mapping
from datetime import date, timedelta
from math import isnan

from udmoentning_xl.danish import day
from udmoentning_xl.proposals import TableBaseline, fingerprint
from udmoentning_xl.sheets.style import DATES
from udmoentning_xl.sheets.table import Column, Table
from udmoentning_xl.terms import Heading


def table_baselines(tables: Mapping[str, Table], epoch: date) -> dict[str, TableBaseline]:
    """The baseline of each of ``tables``; ``epoch`` is the day that serial numbers count from."""
    return {key: _table(table, epoch) for key, table in tables.items()}


def _table(table: Table, epoch: date) -> TableBaseline:
    items = next(column.values for column in table.columns if column.heading == Heading.ITEM)
    marks = [[fingerprint(_shown(value, column.style, epoch)) for value in column.values] for column in table.columns]
    return TableBaseline(
        tuple(column.heading for column in table.columns),
        dict(zip(items, map("".join, zip(*marks, strict=True)), strict=True)),
        tuple(column.heading for column in table.columns if _is_computed(column)),
    )


def _is_computed(column: Column) -> bool:
    return bool(column.formula or column.formulas)


def _shown(value: object, style: str, epoch: date) -> str:
    """A value of a column as it is read back from the cell."""
    if value is None or (isinstance(value, float) and isnan(value)):
        return ""
    if isinstance(value, (int, float)):
        return day(epoch + timedelta(days=value)) if style in DATES else f"{value:.10g}".replace(".", ",")
    return str(value)
