"""In any mixture of ordinary habits a mark of secrecy anywhere in an item's row holds that item."""

import random
from datetime import date

import pytest
from offices_made import make_office
from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Font

from udmoentning_xl.reading import read_plan
from udmoentning_xl.secrecy import closed_items, held_reasons

MARKS = (
    "lukket punkt",
    "Fortroligt",
    "Behandles på lukket dagsorden",
    "må ikke offentliggøres",
    "jf. styrelseslovens § 10",
)
HEADER = 3


def shut(path):
    """The rows of the items that are closed or held, and those of all."""
    plan = read_plan(path, as_of=date(2025, 9, 1))
    rows = plan.items["row"]
    return {int(rows[item]) for item in {*closed_items(plan), *held_reasons(plan)}}, [int(row) for row in rows]


def changes(sheet, row, mark):
    """Each cell of the row with the mark after its text, or instead of it; beside the table; as a comment; hidden."""
    last = max(cell.column for cell in sheet[HEADER] if cell.value)
    for column in range(1, last + 1):
        cell = sheet.cell(row, column)
        if not isinstance(cell, MergedCell):
            text = f"{cell.value} ({mark})" if isinstance(cell.value, str) else mark
            yield lambda other, column=column, text=text: setattr(other.cell(row, column), "value", text)
    for column in (last + 1, last + 3):
        yield lambda other, column=column: setattr(other.cell(row, column), "value", mark)
    yield lambda other: setattr(other.cell(row, last), "comment", Comment(mark, "Økonomi"))
    yield lambda other: setattr(other.row_dimensions[row], "hidden", True)
    yield lambda other: [setattr(cell, "font", Font(color="FFFFFFFF")) for cell in other[row]]


@pytest.mark.parametrize("seed", range(8))
def test_a_mark_anywhere_in_a_row_holds_its_item(seed, tmp_path):
    office = make_office(seed, tmp_path)
    held, rows = shut(office.path)
    assert held == set()
    pick = random.Random(seed)
    row = pick.choice(rows)
    path = tmp_path / "marked.xlsx"
    for change in changes(load_workbook(office.path).active, row, pick.choice(MARKS)):
        book = load_workbook(office.path)
        change(book.active)
        book.save(path)
        assert row in shut(path)[0]
