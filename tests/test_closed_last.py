"""An item that was closed at the last run and has lost its mark is held until somebody has said that it may go out."""

from pathlib import Path

import openpyxl
import pytest
from secrecy.plans_marked import FIRST, ITEMS, REMARKS, ROW, Change, column_of, written
from test_kept_in import run

from udmoentning_xl.outgoing.contents import package_texts

MARKED = "Køb af jord ved Grenaa Havn"
X = ["x" if row == ROW else None for row in range(FIRST, FIRST + len(ITEMS))]
MONTHS = ("2025-01-15", "2025-02-15", "2025-03-15")


def sent(plan: Path, day: str) -> bool:
    """Whether ``udsend`` puts the item into a committee's file."""
    run("udsend", plan, day=day)
    folder = plan.parent / f"Udsendelse_{day}"
    return any(MARKED in text for path in folder.glob("*.xlsx") for text in package_texts(path.read_bytes()))


def kvitter(result: Path, words: str) -> list[str]:
    """Write under Kvittering at each U605, and give what they say."""
    book = openpyxl.load_workbook(result)
    rows = book["Kontrol"].iter_rows()
    head = next(row for row in rows if any(cell.value == "Kvittering" for cell in row))
    places = {cell.value: place for place, cell in enumerate(head)}
    told = []
    for row in rows:
        if any(cell.value == "U605" for cell in row):
            row[places["Kvittering"]].value = words
            told.append(next(str(cell.value) for cell in row if "eller skjult: " in str(cell.value)))
    book.save(result)
    return told


def month(folder: Path, change: Change | None, day: str) -> Path:
    plan = written(folder / "plan.xlsx", change)
    run("byg", plan, day=day)
    return plan


def banner(sheet):
    sheet.insert_rows(FIRST + 2)
    sheet.cell(FIRST + 2, 1, "Lukkede punkter")


@pytest.mark.parametrize(
    ("then", "now", "why"),
    [
        (column_of("Lukket", X), column_of("Kode 2", X), "kolonnen „Lukket“ er her ikke mere"),
        (column_of("Lukket", X), None, "kolonnen „Lukket“ er her ikke mere"),
        (banner, None, "det, der lukkede den, er her ikke mere"),
    ],
    ids=["renamed", "gone", "banner"],
)
def test_an_item_that_was_closed_is_held_where_what_closed_it_is_gone(tmp_path, then, now, why):
    month(tmp_path, then, MONTHS[0])
    plan = month(tmp_path, now, MONTHS[1])
    assert not sent(plan, MONTHS[1])
    plan = month(tmp_path, now, MONTHS[2])
    assert not sent(plan, MONTHS[2])
    told = kvitter(tmp_path / "plan_udmoentet.xlsx", "Må sendes")
    assert told[0] == f"kan være lukket eller skjult: var lukket, og {why}"
    assert sent(plan, "2025-03-16")


@pytest.mark.parametrize(
    ("then", "now"),
    [
        (column_of("Lukket", X), column_of("Lukket", [None] * 5 + ["x"])),
        (column_of("Lukket", X), column_of("Offentlig", ["Ja"] * 6)),
        (lambda sheet: sheet.cell(ROW, REMARKS, "Lukket punkt"), None),
    ],
    ids=["mark out", "said open", "words out"],
)
def test_an_item_whose_mark_somebody_has_taken_out_of_its_cell_is_open(tmp_path, then, now):
    month(tmp_path, then, MONTHS[0])
    assert sent(month(tmp_path, now, MONTHS[1]), MONTHS[1])
