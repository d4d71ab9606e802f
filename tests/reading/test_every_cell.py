"""The ledger of cells: each cell of a sheet that is read is in it once, and what it says became of the cell is true."""

import shutil
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from openpyxl.utils import column_index_from_string

from udmoentning_xl.plan import Plan, SheetRole, Use
from udmoentning_xl.reading import read_plan

LAYOUTS = sorted((Path(__file__).parents[2] / "samples" / "layouts").glob("*/plan.xlsx"))
SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.xlsx"))
READ = (SheetRole.PLAN, SheetRole.COMPLETED, SheetRole.COMPANION)
#: What changes a value that is read, whatever it was.
OTHER = {"strategic": "nej", "committee": "nej", "due": "16-03-2031"}


def said(plan: Plan) -> list[pd.DataFrame]:
    """All that the plan says of its items."""
    return [plan.items, plan.assignments, plan.amounts, plan.observations]


def is_same(one: Plan, other: Plan) -> bool:
    return all(left.equals(right) for left, right in zip(said(one), said(other), strict=True))


def changed(path: Path, folder: Path, sheet: str, cell: str, value: object) -> Plan:
    """The plan with another value in the cell, and the settings that stand beside it."""
    book = openpyxl.load_workbook(path)
    book[sheet][cell] = value
    book.save(folder / path.name)
    for settings in path.parent.glob("*.toml"):
        shutil.copy(settings, folder)
    return read_plan(folder / path.name)


@pytest.mark.parametrize("path", [*SAMPLES, *LAYOUTS], ids=lambda path: path.parent.name)
def test_every_cell_of_a_sheet_that_is_read_is_in_the_ledger_once(path):
    plan = read_plan(path)
    book = openpyxl.load_workbook(path, data_only=True)
    for sheet in plan.sheets.loc[plan.sheets["role"].isin(READ), "sheet"]:
        filled = [cell for row in book[sheet].iter_rows() for cell in row if str(cell.value or "").strip()]
        zeros = [cell for row in book[sheet].iter_rows() for cell in row if cell.value == 0]
        assert plan.ledger.loc[plan.ledger["sheet"] == sheet, "cells"].sum() == len(filled) + len(zeros)


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.parent.name)
def test_a_cell_that_is_said_to_be_read_changes_the_plan_and_no_other_does(path, tmp_path):
    plan = read_plan(path)
    book = openpyxl.load_workbook(path)
    of_items = plan.ledger[plan.ledger["heading"].notna()]
    for (sheet, column), part in of_items.groupby(["sheet", "column"]):
        if part["use"].nunique() > 1 or plan.sheets.set_index("sheet").loc[sheet, "role"] == SheetRole.COMPANION:
            continue
        rows = plan.items.loc[plan.items["sheet"] == sheet, "row"]
        number = column_index_from_string(column)
        cells = [cell for row in rows if (cell := book[sheet].cell(int(row), number)).value is not None]
        if not cells:
            continue
        use, what = part.iloc[0]["use"], str(part.iloc[0]["what"])
        last = cells[-1].coordinate
        other = changed(path, tmp_path, sheet, last, OTHER.get(what, "Noget andet 17"))
        assert is_same(plan, other) != (use == Use.READ), f"{sheet}!{last} {what}"
