"""A worksheet of ours writes what the library's own writes, cell for cell and formula for formula."""

from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from udmoentning_xl.sheets.worksheet import TableSheet

FORMULAS = [
    "=Plan[[#This Row],[Til]]-1",
    '=IFS(Plan[[#This Row],[Til]]="","Uden",TRUE,"Med")',
    "=_xlfn.IFS(A2>1,1,TRUE,0)",
    "=SORT(A2:A4)",
    "{=SUM(A2:A4*B2:B4)}",
    "=LEN(XLOOKUP(A2,A2:A4,B2:B4))",
]
CELLS = ["<Skole & „hal“>", "", " med blanke ", "_x0041_", 0, -1250, 0.1, 1e21, True, None]


def parts(path: Path, kind: type[Worksheet], *, commented: bool = False) -> dict[str, bytes]:
    book = Workbook(str(path))
    book.set_properties({"created": datetime(2026, 1, 1)})
    sheet = book.add_worksheet("Plan", kind)
    looks = [book.add_format({"bold": True}), book.add_format({"num_format": "0.0"}), None]
    columns = [{"header": "Fra"}, {"header": "Til", "formula": FORMULAS[0], "total_function": "sum"}]
    sheet.add_table(0, 0, 4, 1, {"name": "Plan", "columns": columns, "total_row": True})
    sheet.add_table(10, 0, 13, 1, {"name": "Udvalg"})
    for place, formula in enumerate(FORMULAS):
        for row, (look, value) in enumerate(zip(looks, ["Med", 7, True], strict=True), 1):
            sheet.write_formula(row, place + 1, formula, look, value)
    for row, look in enumerate(looks, 20):
        for place, cell in enumerate(CELLS):
            sheet.write(row, place, cell, look)
    if commented:
        sheet.write_comment(39, 3, "Husk")
    rule = {"type": "formula", "criteria": "=ISFORMULA(A2)+SUM(B2)", "format": book.add_format({"italic": True})}
    sheet.conditional_format(0, 0, 4, 1, rule)
    book.close()
    with ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_every_cell_and_formula_is_written_as_the_library_writes_it(tmp_path: Path) -> None:
    assert parts(tmp_path / "vores.xlsx", TableSheet) == parts(tmp_path / "bibliotekets.xlsx", Worksheet)


def test_a_sheet_with_comments_is_written_as_the_library_writes_it(tmp_path: Path) -> None:
    made = [parts(tmp_path / f"{kind.__name__}.xlsx", kind, commented=True) for kind in (TableSheet, Worksheet)]
    assert made[0] == made[1]


def test_a_formula_outside_the_sheet_is_refused_also_the_second_time() -> None:
    sheet = TableSheet()
    assert [sheet.write_formula(row, 0, "=1+1") for row in (0, 1_048_576)] == [0, -1]
