"""Single cells of the source changed, everything else as it was."""

import warnings
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from package_check import faults
from python_calamine import CalamineWorkbook
from workbooks_made import by_hand, host, parts, repacked

from udmoentning_xl.errors import PlanFileError, TargetError
from udmoentning_xl.package.archive import read_archive
from udmoentning_xl.package.cells import CellValue, name_of, place_of, serial
from udmoentning_xl.package.patch import CellAddress, PatchReport, patch

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def at(text: str) -> CellAddress:
    return CellAddress.read(text)


def load(path: Path) -> openpyxl.Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return openpyxl.load_workbook(path)


def sheet(tmp_path: Path, data: str, *, before: str = "", after: str = "", **trap: Any) -> Path:
    """A workbook whose only sheet, Plan, holds the rows in ``data``."""
    path = tmp_path / "plan.xlsx"
    xml = f'<worksheet xmlns="{MAIN}">{before}<sheetData>{data}</sheetData>{after}</worksheet>'
    path.write_bytes(repacked(by_hand(**trap), **{"xl/worksheets/sheet1.xml": xml.encode()}))
    return path


def rows(path: Path) -> str:
    xml = parts(path)["xl/worksheets/sheet1.xml"].decode()
    return xml[xml.index("<sheetData>") + 11 : xml.index("</sheetData>")]


def changed(source: Path, changes: dict[str, CellValue], **options: bool) -> tuple[Path, PatchReport]:
    target = source.with_name("rettet.xlsx")
    report = patch(source, {at(f"Plan!{cell}"): value for cell, value in changes.items()}, target, **options)
    return target, report


CELL = '<row r="1"><c r="A1"/><c r="B1" s="0" t="s"><v>0</v></c><c r="C1"/></row>'


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("X", '<c r="B1" s="0" t="inlineStr"><is><t>X</t></is></c>'),
        (" to  ord ", '<c r="B1" s="0" t="inlineStr"><is><t xml:space="preserve"> to  ord </t></is></c>'),
        ("a\nb", '<c r="B1" s="0" t="inlineStr"><is><t xml:space="preserve">a&#10;b</t></is></c>'),
        ('<å> & "b"', '<c r="B1" s="0" t="inlineStr"><is><t>&lt;å&gt; &amp; &quot;b&quot;</t></is></c>'),
        ("a\x01_x0041_", '<c r="B1" s="0" t="inlineStr"><is><t>a_x0001__x005F_x0041_</t></is></c>'),
        ("=1+1", '<c r="B1" s="0" t="inlineStr"><is><t>=1+1</t></is></c>'),
        (1_250_000, '<c r="B1" s="0"><v>1250000</v></c>'),
        (-0.1, '<c r="B1" s="0"><v>-0.1</v></c>'),
        (Decimal("12.50"), '<c r="B1" s="0"><v>12.5</v></c>'),
        (True, '<c r="B1" s="0" t="b"><v>1</v></c>'),
        (None, '<c r="B1" s="0"/>'),
        ("", '<c r="B1" s="0"/>'),
    ],
)
def test_a_cell_gets_its_value_in_the_right_type_and_keeps_its_format(value: Any, cell: str, tmp_path: Path) -> None:
    target, report = changed(sheet(tmp_path, CELL), {"B1": value})
    assert rows(target) == CELL.replace('<c r="B1" s="0" t="s"><v>0</v></c>', cell)
    assert report == PatchReport((at("Plan!B1"),), {})


def test_everything_but_the_cell_is_the_same_bytes(tmp_path: Path) -> None:
    source, target = host(tmp_path / "plan.xlsx"), tmp_path / "rettet.xlsx"
    patch(source, {at("Plan!B3"): "Nyt emne", at("Lister!A2"): "ja"}, target)
    before, after = read_archive(source), read_archive(target)
    for old, new in zip(before.members, after.members, strict=True):
        if old.name not in {"xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"}:
            assert before.raw[old.offset : old.end] == after.raw[new.offset : new.end]
    old_rows, new_rows = parts(source)["xl/worksheets/sheet1.xml"], parts(target)["xl/worksheets/sheet1.xml"]
    start = old_rows.index(b'<c r="B3"')
    end = old_rows.index(b"</c>", start) + 4
    assert new_rows == old_rows[:start] + b'<c r="B3" t="inlineStr"><is><t>Nyt emne</t></is></c>' + old_rows[end:]
    assert faults(target) == []


def test_without_changes_the_file_is_the_same_bytes(tmp_path: Path) -> None:
    source, target = host(tmp_path / "plan.xlsx"), tmp_path / "rettet.xlsx"
    assert patch(source, {}, target) == PatchReport((), {})
    assert target.read_bytes() == source.read_bytes()


def test_the_same_change_again_changes_nothing_more(tmp_path: Path) -> None:
    source = host(tmp_path / "plan.xlsx")
    changes: dict[CellAddress, CellValue] = {
        at("Plan!B3"): " æ ",
        at("Plan!Z40"): date(2025, 3, 1),
        at("Plan!E2"): None,
    }
    patch(source, changes, tmp_path / "1.xlsx")
    patch(tmp_path / "1.xlsx", changes, tmp_path / "2.xlsx")
    assert (tmp_path / "1.xlsx").read_bytes() == (tmp_path / "2.xlsx").read_bytes()


SPARSE = '<row r="2" spans="2:4"><c r="B2"><v>1</v></c><c r="D2"><v>2</v></c></row><row r="9"/>'


def test_cells_and_rows_that_are_not_there_are_put_in_their_place(tmp_path: Path) -> None:
    source = sheet(tmp_path, SPARSE, before='<dimension ref="B2:D9"/>')
    target, _ = changed(
        source, {"C2": 3, "A2": 4, "E2": 5, "G2": 6, "A1": 7, "B5": 8, "A5": 9, "D9": 1, "C9": 2, "A12": 0}
    )
    assert rows(target) == (
        '<row r="1"><c r="A1"><v>7</v></c></row>'
        '<row r="2" spans="1:7"><c r="A2"><v>4</v></c><c r="B2"><v>1</v></c><c r="C2"><v>3</v></c>'
        '<c r="D2"><v>2</v></c>'
        '<c r="E2"><v>5</v></c><c r="G2"><v>6</v></c></row>'
        '<row r="5"><c r="A5"><v>9</v></c><c r="B5"><v>8</v></c></row>'
        '<row r="9"><c r="C9"><v>2</v></c><c r="D9"><v>1</v></c></row>'
        '<row r="12"><c r="A12"><v>0</v></c></row>'
    )
    assert b'<dimension ref="A1:G12"/>' in parts(target)["xl/worksheets/sheet1.xml"]
    assert faults(target) == []


def test_a_blank_for_a_cell_that_is_not_there_adds_nothing(tmp_path: Path) -> None:
    target, _ = changed(sheet(tmp_path, SPARSE), {"C2": None, "A20": ""})
    assert rows(target) == SPARSE


def test_cells_without_addresses_are_found_by_their_place(tmp_path: Path) -> None:
    target, _ = changed(
        sheet(tmp_path, "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"),
        {"B1": 9, "A2": 8, "C1": 7},
    )
    assert rows(target) == ('<row><c><v>1</v></c><c><v>9</v></c><c r="C1"><v>7</v></c></row><row><c><v>8</v></c></row>')


@pytest.mark.parametrize("trap", [{"prefix": "x"}, {"strict": True, "prefix": "s"}, {"encoding": "utf-16"}])
def test_a_source_of_another_make_is_patched_in_its_own_way(trap: dict[str, Any], tmp_path: Path) -> None:
    source = tmp_path / "plan.xlsx"
    source.write_bytes(by_hand(**trap))
    target, _ = changed(source, {"A1": "Ændret", "D3": 2})
    assert faults(target) == []
    if "encoding" not in trap:  # which calamine does not read
        assert CalamineWorkbook.from_path(target).get_sheet_by_name("Plan").to_python() == [
            ["Ændret", 4.5, "", ""], ["", "", "", ""], ["", "", "", 2.0]
        ]  # fmt: skip
    else:
        assert load(target)["Plan"]["A1"].value == "Ændret"


def test_an_empty_sheet_takes_a_cell(tmp_path: Path) -> None:
    source = tmp_path / "plan.xlsx"
    xml = f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>'
    source.write_bytes(repacked(by_hand(), **{"xl/worksheets/sheet1.xml": xml.encode()}))
    target, _ = changed(source, {"B2": 1, "A1": 2})
    assert rows(target) == '<row r="1"><c r="A1"><v>2</v></c></row><row r="2"><c r="B2"><v>1</v></c></row>'


def test_a_new_cell_takes_the_format_of_its_row_or_column(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "plan.xlsx"))
    plan = book.add_worksheet("Plan")
    plan.set_column("B:D", 12, book.add_format({"bold": True}))
    plan.set_row(4, 20, book.add_format({"italic": True}))
    book.close()
    patch(tmp_path / "plan.xlsx", {at("Plan!C3"): 1, at("Plan!C5"): 2, at("Plan!F3"): 3}, tmp_path / "ud.xlsx")
    cells = load(tmp_path / "ud.xlsx")["Plan"]
    assert [(cells[name].font.b, cells[name].font.i) for name in ("C3", "C5", "F3")] == [
        (True, False), (False, True), (False, False)
    ]  # fmt: skip


@pytest.mark.parametrize("date1904", [False, True])
def test_a_date_is_the_workbooks_own_serial_and_is_shown_as_its_column_shows_dates(
    date1904: bool, tmp_path: Path
) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "plan.xlsx"), {"date_1904": date1904})
    plan = book.add_worksheet("Plan")
    day, other = book.add_format({"num_format": "d. mmmm yyyy"}), book.add_format({"num_format": "yyyy"})
    for row in range(3):
        plan.write_datetime(row, 0, datetime(2024, 5, 1), day)
    plan.write_datetime(3, 0, datetime(2024, 5, 1), other)
    plan.write_string(4, 0, "1. juni 2024", book.add_format({"bold": True, "num_format": "@"}))
    plan.write_string(0, 1, "tekst")
    book.close()
    changes: dict[CellAddress, CellValue] = {at(f"Plan!{cell}"): date(2024, 6, 1) for cell in ("A4", "A5", "B1")}
    patch(tmp_path / "plan.xlsx", changes, tmp_path / "ud.xlsx")
    cells = load(tmp_path / "ud.xlsx")["Plan"]
    assert [(cells[c].value, cells[c].number_format, cells[c].font.b) for c in ("A4", "A5", "B1")] == [
        (datetime(2024, 6, 1), "yyyy", False),
        (datetime(2024, 6, 1), "d. mmmm yyyy", True),
        (datetime(2024, 6, 1), "mm-dd-yy", False),
    ]
    patch(tmp_path / "ud.xlsx", changes, tmp_path / "igen.xlsx")
    assert parts(tmp_path / "igen.xlsx") == parts(tmp_path / "ud.xlsx")


@pytest.mark.parametrize(
    ("day", "date1904", "number"),
    [
        (date(1900, 3, 1), False, 61),
        (date(2024, 2, 29), False, 45351),
        (date(2024, 2, 29), True, 43889),
        (datetime(2024, 2, 29, 18), False, 45351.75),
    ],
)
def test_the_serial_of_a_date(day: date, date1904: bool, number: float) -> None:
    assert serial(day, date1904=date1904) == number


def test_a_date_before_excels_calendar_is_the_callers_fault() -> None:
    with pytest.raises(ValueError, match="has no date serial"):
        serial(date(1900, 2, 28), date1904=False)


FORMULAS = (
    '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f t="shared" ref="B1:B2" si="0">A1</f><v>2</v></c>'
    '<c r="C1"><f t="array" ref="C1:C2">A1:A2</f><v>1</v></c>'
    '<c r="D1"><f t="array" ref="D1">SUM(A1:A2)</f><v>1</v></c></row>'
    '<row r="2"><c r="A2"><v>5</v></c><c r="B2"><f t="shared" si="0"/><v>2</v></c><c r="C2"><v>5</v></c></row>'
)


def test_a_formula_is_left_alone_unless_it_is_asked_for(tmp_path: Path) -> None:
    target, report = changed(sheet(tmp_path, FORMULAS), {"A1": 3, "B1": 3, "B2": 3, "C1": 3, "C2": 3, "D1": 3, "A2": 6})
    assert rows(target) == FORMULAS.replace('<v>5</v></c><c r="B2">', '<v>6</v></c><c r="B2">')
    assert report.changed == (at("Plan!A2"),)
    assert {str(cell): why for cell, why in report.refused.items()} == {
        "Plan!A1": "cellen har en formel",
        "Plan!B1": "cellen har en formel",
        "Plan!B2": "cellen har en formel",
        "Plan!C1": "cellen har en formel",
        "Plan!C2": "cellen er del af en matrixformel",
        "Plan!D1": "cellen har en formel",
    }


def test_a_formula_is_overwritten_when_asked_but_never_one_that_others_build_on(tmp_path: Path) -> None:
    source = sheet(tmp_path, FORMULAS)
    target, report = changed(source, {"A1": 3, "B1": 3, "B2": 4, "C1": 3, "D1": None}, overwrite_formulas=True)
    assert {str(cell): why for cell, why in report.refused.items()} == {
        "Plan!B1": "andre formler bygger på cellens formel",
        "Plan!C1": "cellen er del af en matrixformel",
    }
    assert rows(target).startswith('<row r="1"><c r="A1"><v>3</v></c><c r="B1"><f t="shared" ref="B1:B2" si="0">A1</f>')
    assert '<c r="D1"/></row>' in rows(target)
    assert '<c r="B2"><v>4</v></c>' in rows(target)


def test_the_calculation_chain_forgets_the_cell_and_only_that(tmp_path: Path) -> None:
    source = sheet(tmp_path, FORMULAS)
    content = parts(source)
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
    chain = f'<calcChain xmlns="{MAIN}"><c r="A1" i="7"/><c r="B2"/><c r="D1" l="1"/></calcChain>'
    link = f'<Relationship Id="k" Type="{office}/calcChain" Target="calcChain.xml"/></Relationships>'
    override = f'<Override PartName="/xl/calcChain.xml" ContentType="{kind}"/></Types>'
    changes = {
        "xl/calcChain.xml": chain.encode(),
        "xl/_rels/workbook.xml.rels": content["xl/_rels/workbook.xml.rels"].replace(b"</Relationships>", link.encode()),
        "[Content_Types].xml": content["[Content_Types].xml"].replace(b"</Types>", override.encode()),
    }
    source.write_bytes(repacked(source, **changes))
    target, _ = changed(source, {"A1": 3}, overwrite_formulas=True)
    assert parts(target)["xl/calcChain.xml"].decode() == (
        f'<calcChain xmlns="{MAIN}"><c i="7" r="B2"/><c r="D1" l="1"/></calcChain>'
    )
    target, _ = changed(source, {"A1": 3, "B2": 1, "D1": 1}, overwrite_formulas=True)
    assert "xl/calcChain.xml" not in parts(target)
    assert faults(target) == []


def test_cells_that_are_hidden_by_a_merge_or_name_a_column_are_refused(tmp_path: Path) -> None:
    source = host(tmp_path / "plan.xlsx")
    xml = parts(source)["xl/worksheets/sheet1.xml"].replace(
        b"</sheetData>", b'</sheetData><mergeCells count="1"><mergeCell ref="A4:B5"/></mergeCells>'
    )
    source.write_bytes(repacked(source, **{"xl/worksheets/sheet1.xml": xml}))
    changes: dict[CellAddress, CellValue] = {
        at("Plan!A4"): 1, at("Plan!B5"): 2, at("Lister!C1"): "Andet", at("Lister!C2"): "ja", at("Plan!A2"): "x" * 32_768
    }  # fmt: skip
    report = patch(source, changes, tmp_path / "ud.xlsx")
    assert report.changed == (at("Plan!A4"), at("Lister!C2"))
    assert {str(cell): why for cell, why in report.refused.items()} == {
        "Plan!B5": "cellen er skjult under en flettet celle",
        "Lister!C1": "cellen er overskrift i en tabel, som skal have samme navn",
        "Plan!A2": "teksten er længere, end en celle kan rumme",
    }
    assert faults(tmp_path / "ud.xlsx") == []


def test_an_unknown_sheet_and_a_wrong_suffix_are_one_sentence(tmp_path: Path) -> None:
    source = host(tmp_path / "plan.xlsx")
    with pytest.raises(PlanFileError, match=r"^plan\.xlsx har ikke noget regneark, der hedder Ark1\.$"):
        patch(source, {at("Ark1!A1"): 1}, tmp_path / "ud.xlsx")
    with pytest.raises(TargetError, match=r"skal have efternavnet \.xlsx ligesom kilden"):
        patch(source, {}, tmp_path / "ud.xlsm")
    with pytest.raises(TargetError, match="er selve kilden"):
        patch(source, {}, source)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Plan!H12", CellAddress("Plan", 12, 8)),
        ("'Min ''plan'''!$AA$3", CellAddress("Min 'plan'", 3, 27)),
        ("Ark med ! i!XFD1048576", CellAddress("Ark med ! i", 1_048_576, 16_384)),
    ],
)
def test_an_address_is_read_as_the_plan_writes_it(text: str, address: CellAddress) -> None:
    assert CellAddress.read(text) == address
    assert place_of(name_of(address.row, address.column)) == (address.row, address.column)


@pytest.mark.parametrize("text", ["H12", "Plan!", "Plan!12", "Plan!XFE1", "Plan!A0", "Plan!A1048577"])
def test_what_is_no_address_is_the_callers_fault(text: str) -> None:
    with pytest.raises(ValueError, match=r"is no cell|names no sheet"):
        CellAddress.read(text)


def test_rows_of_a_control_or_a_picture_are_no_rows_of_the_sheet(tmp_path: Path) -> None:
    anchor = (
        '<controls><control><anchor xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing">'
        "<xdr:from><xdr:col>1</xdr:col><xdr:row>2</xdr:row></xdr:from></anchor></control></controls>"
    )
    target, _ = changed(sheet(tmp_path, CELL, after=anchor), {"A2": 1})
    assert rows(target) == CELL + '<row r="2"><c r="A2"><v>1</v></c></row>'


def test_a_sheet_that_is_something_else_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "plan.xlsx"
    source.write_bytes(repacked(by_hand(), **{"xl/worksheets/sheet1.xml": f'<styleSheet xmlns="{MAIN}"/>'.encode()}))
    with pytest.raises(PlanFileError, match=r"^Delen xl/worksheets/sheet1\.xml i plan\.xlsx er beskadiget\."):
        changed(source, {"A1": 1})


def test_ranges_that_cannot_be_read_are_passed_over(tmp_path: Path) -> None:
    odd = '<mergeCells><mergeCell ref="vrøvl"/><mergeCell/></mergeCells>'
    target, _ = changed(sheet(tmp_path, CELL, before='<dimension ref=""/>', after=odd), {"Q1": 1})
    assert rows(target) == CELL.replace("</row>", '<c r="Q1"><v>1</v></c></row>')


@pytest.mark.parametrize("styles", ["empty roots", "no roots"])
def test_a_date_in_a_workbook_without_cell_formats_gets_one(styles: str, tmp_path: Path) -> None:
    source = tmp_path / "plan.xlsx"
    source.write_bytes(by_hand(styles=styles))
    target, _ = changed(source, {"A1": date(2024, 6, 1)})
    cell = load(target)["Plan"]["A1"]
    assert (cell.value, cell.number_format) == (datetime(2024, 6, 1), "mm-dd-yy")
    assert faults(target) == []
