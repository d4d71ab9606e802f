"""A report written for a test, and its tables read back with openpyxl."""

from pathlib import Path
from typing import Any

import pandas as pd
from openpyxl.worksheet.worksheet import Worksheet

from udmoentning_xl.findings import findings_frame
from udmoentning_xl.package.workbook import HostNames
from udmoentning_xl.plan import Plan
from udmoentning_xl.report import build_report


def built(folder: Path, plan: Plan, findings: pd.DataFrame | None = None, host: HostNames | None = None) -> Path:
    target = folder / "rapport.xlsx"
    build_report(plan, findings_frame([]) if findings is None else findings, target, host)
    return target


def values(sheet: Worksheet, table: str | None = None) -> pd.DataFrame:
    """The rows of a sheet's table (its only one when no name is given) as a frame of objects."""
    ref = sheet.tables[table or next(iter(sheet.tables))].ref
    rows = [[cell.value for cell in row] for row in sheet[ref]]
    return pd.DataFrame(rows[1:], columns=[str(name) for name in rows[0]], dtype="object")


def locations(sheet: Worksheet) -> set[str | None]:
    """Where the links of a sheet lead within the workbook; None for one that leads out of it."""
    return {cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink}


def listed(series: pd.Series) -> list[Any]:
    return [None if pd.isna(value) else value for value in series.astype("object")]
