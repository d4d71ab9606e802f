"""The package check itself: it catches every fault that makes Excel repair a workbook, and no harmless oddity."""

import re
import warnings
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter
from formula_check import parses
from package_check import faults
from workbooks_made import by_hand, parts, png

SHEET, BOOK, STYLES, TYPES = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"
BOOK_RELS, SHEET_RELS = "xl/_rels/workbook.xml.rels", "xl/worksheets/_rels/sheet1.xml.rels"
TABLE, TABLE2, DRAWING_RELS = "xl/tables/table1.xml", "xl/tables/table2.xml", "xl/drawings/_rels/drawing1.xml.rels"

Change = Callable[[dict[str, str]], None]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    path = tmp_path_factory.mktemp("sound") / "sound.xlsx"
    book = xlsxwriter.Workbook(str(path))
    first, second = book.add_worksheet("Et"), book.add_worksheet("To")
    red = book.add_format({"font_color": "#FF0000", "border": 1, "bg_color": "#FFFF00", "num_format": '0.0 "x"'})
    first.write_row("A1", ["a", "b", "c"], red)
    first.write_row("A2", [1, 2, 3])
    first.write_formula("A3", "=SUM(A1:A2)+'To'!B2")
    first.write_url("A5", "https://example.org")
    first.merge_range("A7:B8", "flet")
    first.merge_range("D7:E8", "flet")
    first.set_column("A:B", 12)
    first.set_column("D:E", 12)
    first.conditional_format("A2:C2", {"type": "cell", "criteria": ">", "value": 1, "format": red})
    first.data_validation("F2", {"validate": "list", "source": ["ja", "nej"]})
    first.write_comment("A2", "note")
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"values": "=Et!$A$2:$C$2"})
    first.insert_chart("H2", chart)
    first.insert_image("H20", "p.png", {"image_data": BytesIO(png())})
    first.add_table("A10:B12", {"name": "T_et", "columns": [{"header": "x"}, {"header": "y"}]})
    first.add_table("D10:E12", {"name": "T_to", "columns": [{"header": "x"}, {"header": "y"}]})
    first.autofilter("G10:H12")
    second.write("B2", 5)
    book.define_name("Navn", "=Et!$A$1")
    book.define_name("Andet", "=Et!$A$2")
    book.close()
    return parts(path)


def swap(part: str, old: str, new: str) -> Change:
    """Replace ``old``, a regular expression, once in ``part``; it must be there."""

    def change(content: dict[str, str]) -> None:
        content[part], times = re.subn(old, new, content[part], count=1, flags=re.DOTALL)
        assert times == 1, f"{old} is not in {part}"

    return change


def drop(part: str) -> Change:
    return lambda content: content.pop(part) and None


def shuffle_sheet(content: dict[str, str]) -> None:
    links = re.search("<hyperlinks>.*?</hyperlinks>", content[SHEET])
    assert links
    content[SHEET] = content[SHEET].replace(links[0], "").replace("<sheetData>", links[0] + "<sheetData>")


def names_after_calculation(content: dict[str, str]) -> None:
    names = re.search("<definedNames>.*?</definedNames>", content[BOOK])
    assert names
    content[BOOK] = content[BOOK].replace(names[0], "").replace("</workbook>", names[0] + "</workbook>")


REPAIRED: dict[str, Change] = {
    "duplicate sheet name (other case)": swap(BOOK, 'name="To"', 'name="ET"'),
    "sheet name of 32 characters": swap(BOOK, 'name="Et"', f'name="{"x" * 32}"'),
    "sheet name with /": swap(BOOK, 'name="Et"', 'name="E/t"'),
    "duplicate sheetId": swap(BOOK, 'sheetId="2"', 'sheetId="1"'),
    "sheet r:id without relationship": swap(BOOK, 'r:id="rId2"', 'r:id="rId99"'),
    "worksheet part missing": drop("xl/worksheets/sheet2.xml"),
    "same r:id twice": swap(BOOK, 'r:id="rId2"', 'r:id="rId1"'),
    "duplicate relationship Id": swap(BOOK_RELS, 'Id="rId2"', 'Id="rId1"'),
    "no content type for a worksheet": swap(TYPES, '<Override PartName="/xl/worksheets/sheet2.xml"[^>]*/>', ""),
    "no Default content type for png": swap(TYPES, '<Default Extension="png"[^>]*/>', ""),
    "duplicate Override": swap(TYPES, '(<Override PartName="/xl/styles.xml"[^>]*/>)', r"\1\1"),
    "cell style index out of range": swap(SHEET, 's="1"', 's="99"'),
    "fontId out of range": swap(STYLES, '(<cellXfs.*?<xf .*?<xf .*?)fontId="1"', r'\1fontId="99"'),
    "fillId out of range": swap(STYLES, '(<cellXfs.*?<xf .*?<xf .*?)fillId="2"', r'\1fillId="99"'),
    "dxfId out of range in conditional format": swap(SHEET, 'dxfId="0"', 'dxfId="9"'),
    "shared string index out of range": swap(SHEET, 't="s"><v>0</v>', 't="s"><v>999</v>'),
    "duplicate cell in a row": swap(SHEET, 'r="B2"', 'r="A2"'),
    "rows out of order": swap(SHEET, '<row r="2"', '<row r="9"'),
    "elements in wrong order": shuffle_sheet,
    "definedNames after calcPr": names_after_calculation,
    "localSheetId out of range": swap(BOOK, 'localSheetId="0"', 'localSheetId="7"'),
    "duplicate defined name in one scope": swap(BOOK, 'name="Andet"', 'name="NAVN"'),
    "defined name with a space": swap(BOOK, 'name="Navn"', 'name="Et navn"'),
    "defined name with bad formula": swap(BOOK, r"Et!\$A\$2<", "Et!$A$2+(<"),
    "formula that does not parse": swap(SHEET, r"<f>SUM\(A1:A2\)", "<f>SUM(A1:A2))"),
    "formula in Danish": swap(SHEET, r"<f>SUM\(A1:A2\)", "<f>SUM(A1;A2)"),
    "table id duplicate": swap(TABLE2, ' id="2" name', ' id="1" name'),
    "table id 0": swap(TABLE, ' id="1" name', ' id="0" name'),
    "table column name differs from header cell": swap(TABLE, 'name="x"', 'name="z"'),
    "table column count differs from ref": swap(TABLE, 'ref="A10:B12"', 'ref="A10:C12"'),
    "duplicate table column names": swap(TABLE, 'name="y"', 'name="X"'),
    "table displayName with space": swap(TABLE, 'displayName="T_et"', 'displayName="T et"'),
    "autoFilter on sheet overlapping a table": swap(SHEET, '<autoFilter ref="G10:H12"', '<autoFilter ref="E10:H12"'),
    "overlapping merged cells": swap(SHEET, 'ref="D7:E8"', 'ref="B7:E8"'),
    "list validation longer than 255 characters": swap(SHEET, '"ja,nej"', '"' + "ja," * 90 + '"'),
    "hyperlink r:id without relationship": swap(SHEET, '(<hyperlink [^>]*)r:id="[^"]*"', r'\1r:id="rId99"'),
    "drawing relationship dangling": swap(SHEET, '<drawing r:id="[^"]*"', '<drawing r:id="rId98"'),
    "chart part missing": drop("xl/charts/chart1.xml"),
    "vml part missing": drop("xl/drawings/vmlDrawing1.vml"),
    "malformed XML in a sheet": swap(SHEET, "</sheetData>", "</sheetDat>"),
    "control character in a cell": swap("xl/sharedStrings.xml", "<t>a</t>", "<t>a\x01</t>"),
    "mc:Ignorable names an undeclared prefix": swap(
        SHEET,
        "<worksheet ",
        '<worksheet xmlns:ns0="http://schemas.openxmlformats.org/markup-compatibility/2006" ns0:Ignorable="x14ac" ',
    ),
    "all sheets hidden": lambda content: content.update(
        {BOOK: content[BOOK].replace("<sheet ", '<sheet state="hidden" ')}
    ),
    "activeTab out of range": swap(BOOK, "<workbookView ", '<workbookView activeTab="5" '),
    "cell reference beyond XFD": swap(SHEET, 'r="C2"', 'r="XFE2"'),
    "column overlap in cols": swap(SHEET, '<col min="4" max="5"', '<col min="2" max="5"'),
    "text of 40,000 characters in a cell": swap("xl/sharedStrings.xml", "<t>a</t>", f"<t>{'a' * 40_000}</t>"),
    "border child elements out of order": swap(STYLES, "(<border>)(<left.*?)(<right.*?)(<top)", r"\1\3\2\4"),
    "fill without patternFill": swap(STYLES, '<fill><patternFill patternType="gray125"/></fill>', "<fill/>"),
    "content type of workbook is macro-enabled in .xlsx": swap(
        TYPES,
        r"application/vnd\.openxmlformats-officedocument\.spreadsheetml\.sheet\.main\+xml",
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    ),
    "tabSelected on two sheets": swap("xl/worksheets/sheet2.xml", "<sheetView ", '<sheetView tabSelected="1" '),
    "formula names a sheet that does not exist": swap(SHEET, "'To'!B2", "'Tre'!B2"),
}

HARMLESS: dict[str, Change] = {
    "numFmtId without definition": swap(STYLES, '(<cellXfs.*?<xf .*?)numFmtId="164"', r'\1numFmtId="190"'),
    "wrong count attributes": swap(STYLES, '<fonts count="[0-9]+"', '<fonts count="77"'),
    "absolute relationship targets": swap(BOOK_RELS, 'Target="worksheets', 'Target="/xl/worksheets'),
    "app.xml lists other sheet names": swap("docProps/app.xml", "<vt:lpstr>Et</vt:lpstr>", "<vt:lpstr>Fem</vt:lpstr>"),
    "font children in another order": swap(STYLES, "(<font>)(<sz[^>]*/>)(.*?<name[^>]*/>)", r"\1\3\2"),
    "inline strings": swap(SHEET, 't="s"><v>0</v>', 't="inlineStr"><is><t>a</t></is>'),
    "unused style": swap(
        STYLES, "</cellXfs>", '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    ),
}


def changed(sound: dict[str, bytes], change: Change, tmp_path: Path, names: list[str] | None = None) -> Path:
    content = {name: data.decode("latin-1") for name, data in sound.items()}
    change(content)
    path = tmp_path / "changed.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for name in names or list(content):
            if name in content:
                archive.writestr(name, content[name].encode("latin-1"))
    return path


def test_the_workbook_that_is_broken_below_is_sound(sound: dict[str, bytes], tmp_path: Path) -> None:
    assert faults(changed(sound, lambda content: None, tmp_path)) == []


@pytest.mark.parametrize("name", REPAIRED)
def test_the_check_catches_a_fault_that_excel_repairs(sound: dict[str, bytes], name: str, tmp_path: Path) -> None:
    assert len(faults(changed(sound, REPAIRED[name], tmp_path))) >= 1


def test_the_check_catches_a_member_that_is_there_twice(sound: dict[str, bytes], tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # zipfile's own, about the member we double on purpose
        path = changed(sound, lambda content: None, tmp_path, [*sound, STYLES])
    assert faults(path) == ["zip member xl/styles.xml is there 2 times"]


@pytest.mark.parametrize("name", HARMLESS)
def test_the_check_lets_a_harmless_oddity_pass(sound: dict[str, bytes], name: str, tmp_path: Path) -> None:
    assert faults(changed(sound, HARMLESS[name], tmp_path)) == []


def test_the_check_lets_missing_document_properties_and_another_part_order_pass(
    sound: dict[str, bytes], tmp_path: Path
) -> None:
    names = sorted(set(sound) - {"docProps/app.xml", "docProps/core.xml"}, reverse=True)

    def without_properties(content: dict[str, str]) -> None:
        content[TYPES] = re.sub(r'<Override PartName="/docProps/[^>]*/>', "", content[TYPES])
        content["_rels/.rels"] = re.sub(r'<Relationship [^>]*Target="docProps/[^>]*/>', "", content["_rels/.rels"])

    assert faults(changed(sound, without_properties, tmp_path, names)) == []


@pytest.mark.parametrize("trap", [{"prefix": "x"}, {"strict": True}, {"encoding": "utf-16"}, {"styles": "empty roots"}])
def test_the_check_lets_a_sound_but_odd_package_pass(trap: dict[str, object]) -> None:
    assert faults(by_hand(**trap)) == []  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "formula",
    [
        "1",
        "-A1%",
        "SUM(A1:A2,Plan!$B$3)*2",
        'IF(A1="",,"a""b")',
        "'Min ''plan'''!A1:B2",
        "NOW()",
        "Tabel[[#Headers],[Beløb]]",
        "Tabel[@Frist]+[@[To ord]]",
        "SUM({1,2;3,4})",
        "A1:A9 B2:C3",
        "Plan!$A$1:$B$2,Plan!$D$1",
        "[1]Ark1!A1",
        "_xlfn.XLOOKUP(A1,B:B,C:C)",
        "$1:$1",
        "+@A1#",
        "#REF!+1",
        "(A1,B2)",
        "1.5e-3<>2",
    ],
)
def test_a_formula_that_excel_writes_parses(formula: str) -> None:
    assert parses(formula)


@pytest.mark.parametrize(
    "formula",
    ["", "SUM(A1;A2)", "SUM(A1", "A1)", "1+", "*2", '"a', "A1 1+", "SUM(A1)SUM(A2)", "1,5,", "A1**2"],
)
def test_a_formula_that_excel_cannot_read_does_not_parse(formula: str) -> None:
    assert not parses(formula)
