"""Columns of the generated sheets are as wide on the screen whatever font the source's Normal style has."""

import xml.etree.ElementTree as ET
import zipfile
from copy import copy
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from workbooks_made import by_hand

from udmoentning_xl.package.graft import graft
from udmoentning_xl.package.widths import CALIBRI_DIGIT, digit_width

#: Pixels of the widest figure, as Excel shows it on a screen of 96 dots per inch.
DIGITS = {
    ("Arial", 10): 7,
    ("Calibri", 11): 7,
    ("Verdana", 10): 8,
    ("Times New Roman", 12): 8,
    ("Calibri", 10): 7,
    ("Calibri", 14): 10,
    ("Arial", 12): 9,
    ("Times New Roman", 10): 6,
    ("Arial", 9): 7,
}
#: What a figure is on paper where that is less: its width in the font's own units.
NARROWER = {
    ("Arial", 9): 12 * 0.556,
    ("Arial", 12): 16 * 0.556,
    ("Calibri", 10): 13.33 * 0.507,
    ("Calibri", 14): 18.67 * 0.507,
}
WIDTHS = (0.5, 1, 4.3, 7.5, 9.5, 13, 22, 46, 119.25, 255)


def source(path: Path, font: str, size: float, *, renamed: bool = False) -> Path:
    """A workbook whose Normal style has this font; ``renamed`` makes the first font of the part another."""
    book = openpyxl.Workbook()
    book.active.title = "Plan"
    normal = next(style for style in book._named_styles if style.name == "Normal")
    normal.font = Font(name=font, size=size)
    if not renamed:
        book._fonts[0] = copy(normal.font)
    book.save(path)
    return path


def sheets(path: Path) -> Path:
    """A generated workbook with a column of each width."""
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Oversigt")
    for place, width in enumerate(WIDTHS):
        sheet.set_column(place, place, width)
    book.close()
    return path


def widths(path: Path, number: int) -> list[float]:
    """The widths of the columns of a sheet, as they are written."""
    with zipfile.ZipFile(path) as package:
        root = ET.fromstring(package.read(f"xl/worksheets/sheet{number}.xml"))
    return [float(node.get("width", "")) for node in root.iter() if node.tag.endswith("}col")]


def pixels(told: list[float], digit: int) -> list[int]:
    """What widths are on the screen, where a figure is ``digit`` pixels (ECMA-376-1, 18.3.1.13)."""
    return [int((256 * width + 128 // digit) / 256 * digit) for width in told]


@pytest.mark.parametrize("renamed", [False, True])
@pytest.mark.parametrize(("font", "size"), DIGITS)
def test_a_column_is_as_many_pixels_wide_whatever_the_normal_font(
    tmp_path: Path, font: str, size: float, renamed: bool
) -> None:
    made = sheets(tmp_path / "ark.xlsx")
    target = tmp_path / "ud.xlsx"
    graft(source(tmp_path / "plan.xlsx", font, size, renamed=renamed), made, target)
    own, wanted = pixels(widths(target, 2), DIGITS[font, size]), pixels(widths(made, 1), CALIBRI_DIGIT)
    if (font, size) not in NARROWER:
        assert own == wanted
    else:
        assert all(least <= one <= least * 1.06 + 1 for one, least in zip(own, wanted, strict=True))


@pytest.mark.parametrize(("font", "size"), NARROWER)
def test_a_column_is_as_wide_on_paper_too_where_figures_are_narrower_there(
    tmp_path: Path, font: str, size: float
) -> None:
    made, target = sheets(tmp_path / "ark.xlsx"), tmp_path / "ud.xlsx"
    graft(source(tmp_path / "plan.xlsx", font, size), made, target)
    figure = NARROWER[font, size]
    on_paper = [width * figure for width in widths(target, 2)]
    assert all(one >= least - 0.5 for one, least in zip(on_paper, pixels(widths(made, 1), 7), strict=True))


def test_the_columns_of_the_source_are_left_as_they_are(tmp_path: Path) -> None:
    path = source(tmp_path / "plan.xlsx", "Verdana", 10)
    book = openpyxl.load_workbook(path)
    for place, width in enumerate(WIDTHS, 1):
        book["Plan"].column_dimensions[get_column_letter(place)].width = width
    book.save(path)
    graft(path, sheets(tmp_path / "ark.xlsx"), tmp_path / "ud.xlsx")
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(tmp_path / "ud.xlsx") as after:
        assert before.read("xl/worksheets/sheet1.xml") == after.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("styles", [None, "no roots", "empty roots"])
def test_a_source_without_a_font_has_excels_own(tmp_path: Path, styles: str | None) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(by_hand(styles=styles))
    made = sheets(tmp_path / "ark.xlsx")
    graft(path, made, tmp_path / "ud.xlsx")
    assert widths(tmp_path / "ud.xlsx", 2) == widths(made, 1)


def test_a_font_that_is_not_known_is_taken_to_be_as_wide_as_arial() -> None:
    assert [digit_width("Kommunens egen", size) for size in (8, 10, 11, 14)] == [
        digit_width("Arial", size) for size in (8, 10, 11, 14)
    ]
