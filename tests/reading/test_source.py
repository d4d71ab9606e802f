"""Values as they come out of a workbook, whatever the format and however its XML is written."""

import hashlib
import shutil
import struct
import subprocess
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from files_made import binary_cell, parts_of, relationships, sheet, texts, xlsb_parts, zipped

from udmoentning_xl.errors import PlanFileError
from udmoentning_xl.plan import Source
from udmoentning_xl.reading.source import ErrorValue, SheetData, read_workbook

SOFFICE = shutil.which("soffice")


def rows_of(path: Path) -> list[list[Any]]:
    return read_workbook(path).sheets[0].rows


def with_kinds(rows: list[list[Any]]) -> list[list[tuple[type, Any]]]:
    return [[(type(value), value) for value in row] for row in rows]


def written(path: Path, cells: list[tuple[int, int, Any, str]], **options: Any) -> Path:
    book = xlsxwriter.Workbook(path, options)
    page = book.add_worksheet("Plan")
    for row, column, value, code in cells:
        page.write(row, column, value, book.add_format({"num_format": code}) if code else None)
    book.close()
    return path


def test_each_sort_of_value_becomes_the_python_type_for_it(tmp_path: Path) -> None:
    cells = [
        (0, 0, "Ny legeplads", ""),
        (0, 1, -1250.0, ""),
        (0, 2, 0.35, "0.00"),
        (0, 3, True, ""),
        (1, 0, datetime(2024, 3, 1), "dd-mm-yyyy"),
        (1, 1, datetime(2024, 3, 1, 12, 30), "dd-mm-yyyy hh:mm"),
        (1, 2, time(9, 15), "hh:mm"),
        (1, 3, 1.5, "[h]:mm"),
        (2, 0, "1.250", "@"),
        (2, 1, 1e300, ""),
    ]
    assert with_kinds(rows_of(written(tmp_path / "a.xlsx", cells))) == [
        [(str, "Ny legeplads"), (int, -1250), (float, 0.35), (bool, True)],
        [
            (date, date(2024, 3, 1)),
            (datetime, datetime(2024, 3, 1, 12, 30)),
            (time, time(9, 15)),
            (timedelta, timedelta(days=1, hours=12)),
        ],
        [(str, "1.250"), (float, 1e300)],
    ]


def test_dates_of_a_workbook_that_counts_from_1904_are_the_same_dates(tmp_path: Path) -> None:
    path = written(tmp_path / "mac.xlsx", [(0, 0, datetime(2024, 3, 1), "dd-mm-yyyy")], date_1904=True)
    book = read_workbook(path)
    assert (book.sheets[0].rows, book.source.date1904) == ([[date(2024, 3, 1)]], True)


def test_a_midnight_missed_by_milliseconds_is_a_date(tmp_path: Path) -> None:
    nearly = [(0, 0, 45352 - 1e-9, "dd-mm-yyyy"), (0, 1, 45352 + 1e-9, "dd-mm-yyyy")]
    assert rows_of(written(tmp_path / "a.xlsx", nearly)) == [[date(2024, 3, 1), date(2024, 3, 1)]]


def test_source_tells_path_digest_and_format(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx", [(0, 0, "x", "")])
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert read_workbook(path).source == Source(path, digest, "xlsx", False)


def test_a_macro_workbook_is_told_by_its_content_type(tmp_path: Path) -> None:
    kind = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    parts = parts_of(sheet('<row r="1"><c r="A1"><v>1</v></c></row>'), book_type=kind)
    assert read_workbook(zipped(tmp_path / "a.xlsm", parts)).source.format == "xlsm"


def test_blank_cells_are_none_and_no_row_or_sheet_ends_in_one(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    page = book.add_worksheet()
    wide = book.add_format({"bg_color": "#00FF00"})
    page.write(2, 1, "midt")
    page.write(2, 3, "", wide)
    page.write(5, 0, "", wide)
    book.close()
    assert rows_of(path) == [[], [], [None, "midt"]]


def test_errors_are_told_from_text_that_looks_like_one(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    page = book.add_worksheet()
    page.write_formula("A1", "=1/0", None, "#DIV/0!")
    page.write_string("B1", "#REF!")
    page.write_formula("D2", "=X", None, "#NAME?")
    book.close()
    assert with_kinds(rows_of(path)) == [
        [(ErrorValue, "#DIV/0!"), (str, "#REF!")],
        [(type(None), None)] * 3 + [(ErrorValue, "#NAME?")],
    ]


@pytest.mark.parametrize("error", ["#GETTING_DATA", "#SPILL!", "#CALC!", "#BLOCKED!"])
def test_an_error_that_only_newer_excel_knows_does_not_spoil_the_sheet(tmp_path: Path, error: str) -> None:
    cells = f'<row r="1"><c r="A1" t="e"><v>{error}</v></c><c r="B1"><v>7</v></c><c r="C1" t="e"><v>#N/A</v></c></row>'
    assert with_kinds(rows_of(zipped(tmp_path / "a.xlsx", parts_of(sheet(cells))))) == [
        [(ErrorValue, error), (int, 7), (ErrorValue, "#N/A")]
    ]


def test_hidden_sheets_are_read_and_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for name, state in (("Skjult", "hidden"), ("Dybt skjult", "veryHidden")):
        page = book.create_sheet(name)
        page["A1"], page.sheet_state = name, state
    book.save(tmp_path / "a.xlsx")
    sheets = read_workbook(tmp_path / "a.xlsx").sheets
    assert [(page.name, page.visible, page.rows) for page in sheets] == [
        ("Sheet", True, []),
        ("Skjult", False, [["Skjult"]]),
        ("Dybt skjult", False, [["Dybt skjult"]]),
    ]


def test_chart_sheets_are_left_out(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"values": "=Tal!$A$1:$A$2"})
    book.add_chartsheet("Figur").set_chart(chart)
    book.add_worksheet("Tal").write_column("A1", [1, 2])
    book.close()
    assert [page.name for page in read_workbook(tmp_path / "a.xlsx").sheets] == ["Tal"]


def test_merged_areas_are_cut_to_the_used_area(tmp_path: Path) -> None:
    merged = '<mergeCells><mergeCell ref="A1:XFD1"/><mergeCell ref="A2:A1048576"/><mergeCell ref="F9:G9"/></mergeCells>'
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="3"><c r="C3"><v>2</v></c></row>'
    page = read_workbook(zipped(tmp_path / "a.xlsx", parts_of(sheet(cells, merged)))).sheets[0]
    assert page.merged == ((0, 0, 0, 2), (1, 0, 2, 0))


PLAIN = (
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>5</v></c></row><row r="3"><c r="B3" t="b"><v>1</v></c></row>'
)
AS_READ = [["Åben", 5], [], [None, True]]


def prefixed(xml: str) -> str:
    return xml.replace("</", "<\0").replace("<", "<x:").replace("<x:\0", "</x:").replace("xmlns=", "xmlns:x=")


WRITINGS: dict[str, Any] = {
    "as Excel does": lambda xml: xml,
    "with prefix": prefixed,
    "single quotes": lambda xml: xml.replace('"', "'"),
    "byte order mark": lambda xml: b"\xef\xbb\xbf" + xml.encode(),
    "UTF-16": lambda xml: f'<?xml version="1.0" encoding="UTF-16"?>{xml}'.encode("utf-16"),
    "Latin-1": lambda xml: f'<?xml version="1.0" encoding="ISO-8859-1"?>{xml}'.encode("latin-1"),
    "no references": lambda xml: xml.replace('<row r="3">', "<row/><row><c/>").replace(' r="', ' x="'),
    "spread over lines": lambda xml: xml.replace("><", ">\n  <"),
    "strict": lambda xml: xml.replace(
        "schemas.openxmlformats.org/spreadsheetml/2006", "purl.oclc.org/ooxml/spreadsheetml"
    ),
    "dimension that lies": lambda xml: xml.replace("<sheetData", '<dimension ref="A1:XFD1048576"/><sheetData'),
    "dimension of nonsense": lambda xml: xml.replace("<sheetData", '<dimension ref="?"/><sheetData'),
}


@pytest.mark.parametrize("writing", WRITINGS)
def test_the_same_sheet_is_read_however_its_xml_is_written(tmp_path: Path, writing: str) -> None:
    change = WRITINGS[writing]
    parts = parts_of(change(sheet(PLAIN)), strings=change(texts("<t>Åben</t>")))
    assert rows_of(zipped(tmp_path / "a.xlsx", parts)) == AS_READ


@pytest.mark.parametrize(
    "target", ["./worksheets/sheet1.xml", "../xl/worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml"]
)
def test_a_part_is_found_however_its_target_is_written(tmp_path: Path, target: str) -> None:
    parts = parts_of(sheet('<row r="1"><c r="A1"><v>1</v></c></row>'))
    parts["xl/_rels/workbook.xml.rels"] = relationships([("worksheet", target)])
    assert rows_of(zipped(tmp_path / "a.xlsx", parts)) == [[1]]


def test_two_sheets_of_one_name_keep_their_own_cells(tmp_path: Path) -> None:
    parts = parts_of(*(sheet(f'<row r="1"><c r="A1"><v>{n}</v></c></row>') for n in (1, 2)))
    parts["xl/workbook.xml"] = str(parts["xl/workbook.xml"]).replace("Ark2", "Ark1")
    sheets = read_workbook(zipped(tmp_path / "a.xlsx", parts)).sheets
    assert [(page.name, page.rows) for page in sheets] == [("Ark1", [[1]]), ("Ark1", [[2]])]


def test_text_stays_as_it_was_typed(tmp_path: Path) -> None:
    typed = ["  indrykket", "to\nlinjer", '<b> & "c"', "1)\u00a0fodnote", "=ikke formel", "_x0041_"]
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    page = book.add_worksheet()
    for column, text in enumerate(typed):
        page.write_string(0, column, text)
    book.close()
    assert rows_of(path) == [typed]


# ---------------------------------------------------------------------------------------------------------- xlsb


def test_a_binary_workbook_gives_values_errors_and_merged_areas(tmp_path: Path) -> None:
    cells = [
        [binary_cell(0, 7, struct.pack("<L", 1)), binary_cell(2, 5, struct.pack("<d", -1250))],
        [binary_cell(1, 3, b"\x17"), binary_cell(2, 4, b"\1"), binary_cell(3, 5, struct.pack("<d", 0.5))],
    ]
    page = read_workbook(zipped(tmp_path / "a.xlsb", xlsb_parts(cells, ["Titel", "Indsats"]))).sheets[0]
    assert (page.name, with_kinds(page.rows), page.merged) == (
        "Ark1",
        [
            [(str, "Indsats"), (type(None), None), (int, -1250)],
            [(type(None), None), (ErrorValue, "#REF!"), (bool, True), (float, 0.5)],
        ],
        ((0, 0, 1, 1),),
    )


# ------------------------------------------------------------------------------------------- formats of LibreOffice


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, SheetData]:
    if SOFFICE is None:
        pytest.skip("soffice is not installed")
    folder = tmp_path_factory.mktemp("formater")
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "Drift"
    page.append(["Emne", "Beløb", "Frist", "Andel"])
    page.append(["Kørsel", -1250, date(2024, 3, 1), 0.25])
    page.append(["Fejl", "=1/0", "#REF!", "=NA()"])
    page["C3"].data_type = "s"
    page.append(["Flettet", None, "over to rækker"])
    page.append([None, 12.5])
    page.merge_cells("A4:A5")
    book.save(folder / "plan.xlsx")
    for kind in ("xls", "ods"):
        profile = f"-env:UserInstallation=file://{folder}/profil"
        command = [SOFFICE, profile, "--headless", "--convert-to", kind, "--outdir", str(folder), folder / "plan.xlsx"]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    return {kind: read_workbook(folder / f"plan.{kind}").sheets[0] for kind in ("xls", "ods")}


@pytest.mark.libreoffice
@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_other_formats_give_the_same_rows(converted: dict[str, SheetData], kind: str) -> None:
    assert with_kinds(converted[kind].rows) == with_kinds(
        [
            ["Emne", "Beløb", "Frist", "Andel"],
            ["Kørsel", -1250, date(2024, 3, 1), 0.25],
            ["Fejl", ErrorValue("#DIV/0!"), "#REF!", ErrorValue("#N/A")],
            ["Flettet", None, "over to rækker"],
            [None, 12.5],
        ]
    )
    assert (converted[kind].name, converted[kind].merged) == ("Drift", ((3, 0, 4, 0),))


def test_a_workbook_of_charts_alone_holds_no_plan(tmp_path: Path) -> None:
    parts = parts_of("<chartsheet/>", kind="chartsheet")
    with pytest.raises(PlanFileError) as caught:
        read_workbook(zipped(tmp_path / "figur.xlsx", parts))
    assert str(caught.value) == "figur.xlsx har ingen ark med celler. Angiv den projektmappe, som planen står i."
