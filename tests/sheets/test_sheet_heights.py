"""Every row of the generated sheets is as high as its text needs; LibreOffice says where lines break."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from heights import lines_of, needed_heights

from udmoentning_xl import read_plan, run_checks, write_report
from udmoentning_xl.sheets.text import row_heights

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture(scope="module", params=["udmoentningsplan-2024-2027", "ren-plan"])
def rows(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, float, float]]:
    """Where each row with text stands, the height it has, and the height that LibreOffice would give it."""
    folder = tmp_path_factory.mktemp("højder")
    plan = read_plan(SAMPLES / f"{request.param}.xlsx", as_of=date(2024, 11, 22))
    report = folder / "rapport.xlsx"
    write_report(plan, run_checks(plan), report)
    needed = needed_heights(report, folder)
    own = set(openpyxl.load_workbook(plan.source.path, read_only=True).sheetnames)
    found = []
    for sheet in openpyxl.load_workbook(report):
        if sheet.title in own:
            continue
        for row, said in sheet.row_dimensions.items():
            if said.height and any(isinstance(cell.value, str) for cell in sheet[row]):
                found.append((f"{sheet.title}!{row}", said.height, needed[sheet.title][row - 1]))
    return found


def test_no_row_is_lower_than_its_text(rows: list[tuple[str, float, float]]) -> None:
    assert len(rows) > 100
    assert not [row for row in rows if row[1] < row[2]]


def is_body_text(height: float) -> bool:
    """Whether a row is one of a table and no heading, which have room of their own."""
    return any(abs(height - one) < 0.1 for one in row_heights([range(1, 33)], 32))


def test_rows_are_as_high_as_excel_needs_for_their_lines(rows: list[tuple[str, float, float]]) -> None:
    """Excel takes 12.75 points for a line and LibreOffice 9.7: the lines are LibreOffice's, their height is Excel's.

    A line more than LibreOffice breaks, or two of many, is right: Excel, which has no kerning, may need it on paper.
    """
    body = [(place, height, lines_of(needed)) for place, height, needed in rows if is_body_text(height)]
    least, most = (row_heights([[lines + more * (1 + lines // 3) for *_, lines in body]], len(body)) for more in (0, 1))
    told = list(zip(body, least, most, strict=True))
    assert not [row for row, low, high in told if not low - 0.1 <= row[1] <= high + 0.1]
    assert sum(height for _, height, _ in body) <= 1.15 * sum(least)
