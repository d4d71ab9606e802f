"""What only the formatting says: hidden, struck through, coloured, commented, shown without a day."""

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from files_made import OFFICE, parts_of, relationships, sheet, texts, zipped
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Color, Font, PatternFill

from udmoentning_xl.checks import run_checks
from udmoentning_xl.reading import read_plan
from udmoentning_xl.reading.formatting import Formatting
from udmoentning_xl.reading.source import read_workbook


def formatting(path: Path) -> Formatting:
    return read_workbook(path).sheets[0].formatting


def saved(path: Path, change: Any) -> Path:
    """A workbook of 3 x 3 cells with their address as text, after ``change(page)``."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in page["A1:C3"]:
        for cell in row:
            cell.value = cell.coordinate
    change(page)
    book.save(path)
    return path


def test_a_plain_sheet_has_no_formatting(tmp_path: Path) -> None:
    assert formatting(saved(tmp_path / "a.xlsx", lambda page: None)) == Formatting()


def test_hidden_rows_and_columns_are_told_within_the_used_area(tmp_path: Path) -> None:
    def change(page: Any) -> None:
        page.row_dimensions[2].hidden = True
        page.row_dimensions[9].hidden = True
        page.column_dimensions.group("B", "XFD", hidden=True)

    found = formatting(saved(tmp_path / "a.xlsx", change))
    assert (found.hidden_rows, found.hidden_columns) == (frozenset({1}), frozenset({1, 2}))


def test_bold_and_struck_are_told_of_cells_with_a_value(tmp_path: Path) -> None:
    def change(page: Any) -> None:
        page["A1"].font = Font(bold=True)
        page["B2"].font = Font(strike=True)
        page["C3"].font = Font(bold=True, strike=True)
        page["D1"].font = Font(bold=True)
        page["A9"].font = Font(strike=True)

    found = formatting(saved(tmp_path / "a.xlsx", change))
    assert (found.bold, found.struck) == (frozenset({(0, 0), (2, 2)}), frozenset({(1, 1), (2, 2)}))


STRUCK, PLAIN = InlineFont(strike=True), InlineFont(b=True)
RICH: dict[str, tuple[bool, list[Any], str | None, bool]] = {
    "a moved date": (False, ["", TextBlock(STRUCK, "31. marts "), TextBlock(PLAIN, "31. maj")], "31. maj", False),
    "all of it struck": (False, [TextBlock(STRUCK, "Ny "), TextBlock(STRUCK, "legeplads")], None, True),
    "nothing struck": (False, ["Ny ", TextBlock(PLAIN, "legeplads")], None, False),
    "typed on in a struck cell": (True, ["31. marts ", TextBlock(PLAIN, "31. maj")], "31. maj", False),
    "struck in a struck cell": (True, ["31. ", TextBlock(STRUCK, "marts")], None, True),
    "only a blank is not struck": (False, [TextBlock(STRUCK, "Ny"), TextBlock(PLAIN, " ")], None, True),
}


@pytest.mark.parametrize("name", RICH)
def test_partly_struck_text_keeps_what_is_not_struck(tmp_path: Path, name: str) -> None:
    struck_cell, pieces, kept, struck = RICH[name]

    def change(page: Any) -> None:
        page["B2"].value = CellRichText(*pieces)
        page["B2"].font = Font(strike=struck_cell)

    found = formatting(saved(tmp_path / "a.xlsx", change))
    assert (dict(found.texts), found.struck) == ({(1, 1): kept} if kept else {}, frozenset({(1, 1)} if struck else ()))


def test_shared_texts_are_told_apart_by_number_not_by_what_they_say(tmp_path: Path) -> None:
    struck = '<rPr><strike/></rPr><t xml:space="preserve">gammel </t>'
    rich = f'<r>{struck}</r><r><t>ny</t></r><rPh sb="0" eb="1"><t>lyd</t></rPh>'
    cells = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    path = zipped(tmp_path / "a.xlsx", parts_of(sheet(cells), strings=texts("<t>gammel ny</t>", rich)))
    page = read_workbook(path).sheets[0]
    assert (page.rows, dict(page.formatting.texts)) == ([["gammel ny", "gammel ny"]], {(0, 1): "ny"})


def test_rich_text_in_the_cell_itself_is_understood(tmp_path: Path) -> None:
    rich = '<is><r><t>31. marts </t></r><r><rPr><strike val="1"/></rPr><t>2024</t></r></is>'
    cells = f'<row r="1"><c r="A1" t="inlineStr">{rich}</c><c r="B1"><v>1</v></c></row>'
    assert dict(formatting(zipped(tmp_path / "a.xlsx", parts_of(sheet(cells)))).texts) == {(0, 0): "31. marts"}


def test_fills_are_resolved_to_the_colour_that_is_seen(tmp_path: Path) -> None:
    fills = {
        "A1": PatternFill("solid", "FF92D050"),
        "B1": PatternFill("solid", Color(theme=4)),
        "C1": PatternFill("solid", Color(theme=4, tint=0.5999938962981048)),
        "A2": PatternFill("solid", Color(theme=4, tint=-0.249977111117893)),
        "B2": PatternFill("solid", Color(indexed=13)),
        "C2": PatternFill("solid", "FFFFFFFF"),
        "A3": PatternFill("gray125"),
        "B3": PatternFill("solid", Color(theme=0)),
        "C3": PatternFill("solid", Color(theme=1)),
    }

    def change(page: Any) -> None:
        for address, fill in fills.items():
            page[address].fill = fill
        page["A3"].value = page["B1"].value = None
        page["Z3"].fill = page["A9"].fill = fills["A1"]

    # Excel shows accent 1 of the Office theme as 4F81BD, 60 % lighter as B8CCE4 and 25 % darker as 366092 or 376091.
    assert dict(formatting(saved(tmp_path / "a.xlsx", change)).fills) == {
        (0, 0): "92D050",
        (0, 1): "4F81BD",
        (0, 2): "B9CDE5",
        (1, 0): "376092",
        (1, 1): "FFFF00",
        (2, 2): "000000",
    }


STYLES = (
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<numFmts><numFmt numFmtId="164" formatCode="mmm\\-yy"/></numFmts><fonts><font><strike val="0"/></font></fonts>'
    '<fills><fill><patternFill patternType="solid"><fgColor indexed="1"/></patternFill></fill></fills>'
    '<cellXfs><xf fontId="99" fillId="0" numFmtId="164"/></cellXfs>'
    '<colors><indexedColors><rgbColor rgb="FF000000"/><rgbColor rgb="00ABCDEF"/></indexedColors></colors></styleSheet>'
)


def test_a_workbook_may_have_indexed_colours_of_its_own(tmp_path: Path) -> None:
    cells = '<row r="1"><c r="A1"><v>45352</v></c><c r="B1" s="0"><v>45352</v></c><c r="C1" s="7"><v>1</v></c></row>'
    found = formatting(zipped(tmp_path / "a.xlsx", parts_of(sheet(cells), styles=STYLES)))
    assert (dict(found.fills), dict(found.number_formats)) == (
        {(0, 0): "ABCDEF", (0, 1): "ABCDEF"},
        {(0, 1): "mmm\\-yy"},
    )


def test_formats_are_told_where_a_date_shows_no_day(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    page = book.add_worksheet()
    for column, (value, code) in enumerate(
        [
            (date(2024, 3, 1), "mmm-yy"),
            (date(2024, 3, 1), "[$-406]mmmm\\ yyyy;@"),
            (date(2024, 3, 1), "dd-mm-yyyy"),
            (date(2024, 1, 1), "yyyy"),
            (0.9, "0%"),
            (45352, 17),
        ]
    ):
        page.write(0, column, value, book.add_format({"num_format": code}))
    book.close()
    assert dict(formatting(path).number_formats) == {
        (0, 0): "mmm-yy",
        (0, 1): "[$-406]mmmm\\ yyyy;@",
        (0, 3): "yyyy",
        (0, 5): "mmm-yy",
    }


def test_formulas_that_were_never_computed_are_told_as_written(tmp_path: Path) -> None:
    cells = (
        '<row r="1"><c r="A1"><f>SUM(H5:H9)</f></c><c r="B1"><f>A1&amp;"x"</f><v></v></c>'
        '<c r="C1"><f t="shared" ref="C1:C2" si="0">A1*2+$B$1</f></c></row>'
        '<row r="2"><c r="A2"><f>1+1</f><v>2</v></c><c r="B2" t="str"><f>""</f><v></v></c>'
        '<c r="C2"><f t="shared" si="0"/></c><c r="D2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    )
    assert dict(formatting(zipped(tmp_path / "a.xlsx", parts_of(sheet(cells)))).formulas_without_value) == {
        (0, 0): "=SUM(H5:H9)",
        (0, 1): '=A1&"x"',
        (0, 2): "=A1*2+$B$1",
        (1, 2): "=A2*2+$B$1",
    }


@pytest.mark.parametrize("formula", ["<f>SUM(A1:A2)</f>", "<f>SUM(A1:A2)</f><v/>", "<f>SUM(A1:A2)</f><v></v>"])
def test_a_formula_below_the_last_value_is_told(tmp_path: Path, formula: str) -> None:
    cells = f'<row r="1"><c r="A1"><v>1</v></c></row><row r="9"><c r="A9">{formula}</c></row><row r="10"/>'
    found = formatting(zipped(tmp_path / "a.xlsx", parts_of(sheet(cells))))
    assert dict(found.formulas_without_value) == {(8, 0): "=SUM(A1:A2)"}


def test_notes_are_told_as_text(tmp_path: Path) -> None:
    def change(page: Any) -> None:
        page["B2"].comment = Comment("Husk høringen\ni marts", "Kontoret")

    assert dict(formatting(saved(tmp_path / "a.xlsx", change)).comments) == {(1, 1): "Husk høringen\ni marts"}


def test_a_thread_stands_instead_of_the_note_that_repeats_it(tmp_path: Path) -> None:
    parts = parts_of(sheet('<row r="1"><c r="A1"><v>1</v></c></row>'))
    note = '<comment ref="{}"><text><r><rPr><b/></rPr><t>{}</t></r><r><t> slut</t></r></text></comment>'
    parts["xl/comments1.xml"] = (
        (f'<x:comments xmlns:x="m">{note.format("A1", "[Threaded comment]")}{note.format("C3", "Note")}</x:comments>')
        .replace("<", "<x:")
        .replace("<x:/", "</x:")
        .replace("x:x:", "x:")
    )
    parts["xl/threads.xml"] = (
        '<ThreadedComments xmlns="t"><threadedComment ref="A1" id="1"><text>Er det rigtigt?</text></threadedComment>'
        '<threadedComment ref="A1" id="2" parentId="1"><text>Ja</text></threadedComment></ThreadedComments>'
    )
    threaded = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = relationships(
        [("comments", "../comments1.xml"), (threaded, "../threads.xml")]
    )
    assert OFFICE in str(parts["xl/worksheets/_rels/sheet1.xml.rels"])
    assert dict(formatting(zipped(tmp_path / "a.xlsx", parts)).comments) == {
        (0, 0): "Er det rigtigt?\nJa",
        (2, 2): "Note slut",
    }


def test_sums_that_nobody_has_computed_are_told_once_for_the_sheet(tmp_path):
    items = [[at, f"Emne nummer {at}", "BUU", "maj 2025", 100 * at, f"=SUM(E{at + 2})"] for at in range(1, 4)]
    heads = ["Nr.", "Emne", "Udvalg", "Frist", "2025", "I alt"]
    book = openpyxl.Workbook()
    for row in (["1.000 kr."], heads, *items, [None, "I alt", None, None, "=SUM(E3:E5)", "=SUM(F3:F5)"]):
        book.active.append(row)
    book.save(tmp_path / "plan.xlsx")
    found = run_checks(read_plan(tmp_path / "plan.xlsx", as_of=date(2025, 1, 1)))
    assert [(one.code, one.cell, one.message) for one in found.itertuples()] == [
        ("U408", "F3", "5 summer er formler uden beregnet værdi og kan ikke kontrolleres")
    ]
