"""What a reader with a screen reader, a tablet or paper meets: language, titles, alt text, one page wide."""

import re
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font, PatternFill
from package_check import faults
from report_plans import BODIES, believable_findings, believable_plan, with_history
from report_views import built

from udmoentning_xl.findings import findings_frame
from udmoentning_xl.plan import Plan
from udmoentning_xl.register import Body
from udmoentning_xl.report import write_report

MEETING = tuple(
    replace(body, meetings=tuple(date(2025, month, 2 + place) for month in range(1, 13)))
    for place, body in enumerate(BODIES)
)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return believable_plan(60)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory, plan: Plan) -> Path:
    return built(tmp_path_factory.mktemp("rapport"), plan, believable_findings(plan))


def parts(report: Path, folder: str) -> dict[str, ET.Element]:
    with zipfile.ZipFile(report) as package:
        return {name: ET.fromstring(package.read(name)) for name in package.namelist() if re.match(folder, name)}


def test_document_has_title_author_and_danish_language(tmp_path: Path, plan: Plan) -> None:
    written = write_report(plan, findings_frame([]), tmp_path / "ud.xlsx", alone=True)
    properties = openpyxl.load_workbook(written.target).properties
    assert properties.title == "Udmøntningsplan 2024-2027 – udmøntet"
    assert (properties.creator, properties.language) == ("Norddjurs Kommune", "da-DK")
    for chart in parts(written.target, r"xl/charts/chart\d").values():
        assert chart.find("{http://schemas.openxmlformats.org/drawingml/2006/chart}lang").get("val") == "da-DK"


def test_charts_have_title_axis_titles_and_alt_text(report: Path) -> None:
    charts = parts(report, r"xl/charts/chart\d")
    assert len(charts) == 4
    space = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
    for chart in charts.values():
        assert len(list(chart.iter(f"{space}title"))) == 3
    frames = [
        node for part in parts(report, "xl/drawings/drawing").values() for node in part.iter() if "descr" in node.attrib
    ]
    assert len(frames) == 4
    assert all(len(frame.get("descr", "")) > 80 for frame in frames)


def test_every_table_has_one_header_row_and_alt_text(report: Path) -> None:
    tables = parts(report, "xl/tables/")
    assert len(tables) == 31
    for table in tables.values():
        assert table.get("headerRowCount", "1") == "1"
        extra = next(node for node in table.iter() if node.tag.endswith("}table") and "altText" in node.attrib)
        assert extra.get("altText")
        assert len(extra.get("altTextSummary", "")) > 20


def test_nothing_is_merged_hidden_or_left_empty_for_looks(report: Path) -> None:
    book = openpyxl.load_workbook(report)
    for sheet in book:
        assert not sheet.merged_cells.ranges
        assert sheet.sheet_state == "visible"
        assert not [place for place, size in sheet.column_dimensions.items() if size.hidden]
        assert not [place for place, size in sheet.row_dimensions.items() if size.hidden]
        for table in sheet.tables.values():
            assert all(column.name.strip() for column in table.tableColumns)


def test_every_sheet_opens_at_its_first_cell_and_the_book_at_the_overview(report: Path) -> None:
    book = openpyxl.load_workbook(report)
    assert book.active.title == "Oversigt"
    for sheet in book:
        assert sheet["A1"].value
        assert sheet.sheet_view.tabSelected is (True if sheet.title == "Oversigt" else None)
        assert all(
            selection.activeCell in (None, "A1") for selection in sheet.sheet_view.selection if not selection.pane
        )


def test_every_sheet_prints_one_page_wide_with_numbered_pages(report: Path) -> None:
    for sheet in openpyxl.load_workbook(report):
        setup = sheet.page_setup
        assert (setup.orientation, sheet.sheet_properties.pageSetUpPr.fitToPage) == ("landscape", True)
        assert (setup.fitToWidth in (None, 1), setup.fitToHeight) == (True, 0)
        assert setup.paperSize == 9
        assert sheet.oddFooter.center.text == "Side &P af &N"
        follows = sheet.title in ("Oversigt", "Samlet plan")  # whatever day is typed on Oversigt
        assert sheet.oddFooter.right.text == ("Udskrevet &D" if follows else "Opgjort pr. 22-11-2024")
        if sheet.title not in ("Oversigt", "Om"):
            head = next(iter(sheet.tables.values())).ref.split(":")[0].lstrip("A")
            assert sheet.print_title_rows == f"${head}:${head}"
            assert sheet.freeze_panes[1:] == str(int(head) + 1)


def luminance(colour: str) -> float:
    """The relative luminance of a colour as a workbook has it (WCAG 2.1)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (2, 4, 6)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(font: Font, fill: PatternFill, *, is_rule: bool = False) -> float:
    """Between a text and what lies behind it; a rule's fill is its background."""
    paper = fill.bgColor.rgb if is_rule else fill.fgColor.rgb if fill.fill_type else "FFFFFFFF"
    light, dark = sorted((luminance(font.color.rgb), luminance(paper)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_every_text_can_be_read_on_what_lies_behind_it(report: Path) -> None:
    for sheet in openpyxl.load_workbook(report):
        told = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
        looks = {(cell.font.color.rgb, cell.fill.fgColor.rgb): contrast(cell.font, cell.fill) for cell in told}
        rules = [rule.dxf for rules in sheet.conditional_formatting for rule in rules.rules]
        looks |= {
            (one.font.color.rgb, one.fill.bgColor.rgb): contrast(one.font, one.fill, is_rule=True)
            for one in rules
            if one.font and one.font.color and one.fill
        }
        assert not {pair: value for pair, value in looks.items() if value < 4.5}, sheet.title


@pytest.mark.parametrize("bodies", [BODIES, MEETING], ids=["without meetings", "with meetings"])
def test_every_sheet_prints_in_a_size_that_can_be_read(tmp_path: Path, bodies: tuple[Body, ...]) -> None:
    """Text of 10 points has 8 or more on the paper, where the sheet is made to be one page wide."""
    report = built(tmp_path, with_history(believable_plan(60, bodies=bodies)))
    for sheet in openpyxl.load_workbook(report):
        widths = {
            number: size.width for size in sheet.column_dimensions.values() for number in range(size.min, size.max + 1)
        }
        area = sheet.print_area.split(":")[-1] if sheet.print_area else sheet.dimensions.split(":")[-1]
        points = sum(
            int(widths[number] * 7 + 0.5) * 0.75 for number in range(1, sheet[area.replace("$", "")].column + 1)
        )
        page = 297 / 25.4 * 72 - (sheet.page_margins.left + sheet.page_margins.right) * 72
        assert 10 * min(1.0, page / points) >= 8, sheet.title


def test_charts_cover_no_cell_that_holds_anything(report: Path) -> None:
    sheet = openpyxl.load_workbook(report)["Oversigt"]
    for chart in sheet._charts:
        start, end = chart.anchor._from, chart.anchor.to
        covered = sheet.iter_rows(start.row + 1, end.row + 1, start.col + 1, end.col + 1, values_only=True)
        assert not [value for row in covered for value in row if value is not None]


def test_no_two_charts_overlap(report: Path) -> None:
    anchors = [chart.anchor for chart in openpyxl.load_workbook(report)["Oversigt"]._charts]
    boxes = [(a._from.row, a._from.col, a.to.row, a.to.col, a._from.colOff, a.to.colOff) for a in anchors]
    for place, one in enumerate(boxes):
        for other in boxes[place + 1 :]:
            beside = (one[3], one[5]) <= (other[1], other[4]) or (other[3], other[5]) <= (one[1], one[4])
            assert one[2] < other[0] or other[2] < one[0] or beside


def test_the_package_is_sound(report: Path) -> None:
    assert faults(report) == []
