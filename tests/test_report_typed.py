"""What people type in Samlet plan and on Oversigt, recalculated by LibreOffice: counted, or told where it is not."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from plans import make_plan
from recalculation import recalculated
from report_plans import believable_findings, believable_plan
from report_views import values

from udmoentning_xl.plan import Plan
from udmoentning_xl.report import build_report

pytestmark = pytest.mark.libreoffice
WHOLE, OVERVIEW = "Samlet plan", "Oversigt"
QUARTERS = ("1. kv. 2024", "1. kv. 2025")
DIFFERENCE, CHECKED = "Forskel (skal være 0)", "Indsatser med noget i Tjek i Samlet plan (skal være 0)"


def report(folder: Path, plan: Plan | None = None) -> Path:
    plan = plan or believable_plan(20)
    build_report(plan, believable_findings(believable_plan(60)), folder / "rapport.xlsx")
    return folder / "rapport.xlsx"


def typed(
    workbook: Path, folder: Path, cells: Mapping[tuple[str, str], Any], as_of: object = None
) -> openpyxl.Workbook:
    """The workbook, computed anew after ``cells`` (item, heading) were typed past every rule in Samlet plan."""
    book = openpyxl.load_workbook(workbook)
    rows = list(book[WHOLE][next(iter(book[WHOLE].tables.values())).ref])
    names = [cell.value for cell in rows[0]]
    for (item, heading), value in cells.items():
        row = next(row for row in rows if row[names.index("Id")].value == item)
        row[names.index(heading)].value = value
    if as_of is not None:
        book[OVERVIEW]["A3"].value = as_of
    book.save(workbook)
    return openpyxl.load_workbook(recalculated(workbook, folder), data_only=True)


def row(book: openpyxl.Workbook, item: str) -> dict[str, Any]:
    frame = values(book[WHOLE])
    return frame[frame["Id"] == item].iloc[0].to_dict()


def line(book: openpyxl.Workbook, name: str, table: str = "Afstemning") -> dict[str, Any]:
    frame = values(book[OVERVIEW], table)
    return frame[frame.iloc[:, 0] == name].iloc[0].to_dict()


def test_a_new_last_day_moves_frist_and_the_counts(tmp_path: Path) -> None:
    workbook = report(tmp_path)
    before = openpyxl.load_workbook(workbook, data_only=True)
    book = typed(workbook, tmp_path, {("D-1", "Til"): date(2025, 3, 31)})
    assert row(before, "D-1")["Frist"] == "Overskredet"
    assert (row(book, "D-1")["Frist"], row(book, "D-1")["Tjek"]) == ("I gang", None)
    assert set(line(book, DIFFERENCE).values()) == {DIFFERENCE, 0}
    quarters = [[line(one, name, "Kvartaler")["Planlagt"] for one in (before, book)] for name in QUARTERS]
    assert [after - then for then, after in quarters] == [-1, 1]


WRONG = [
    ("Til", "31. marts 2025", "Til er ikke en dato."),
    ("Til", "3. kvartal 2025", "Til er ikke en dato."),
    ("Fra", "3. kvartal 2025", "Fra er ikke en dato."),
    ("Fra", date(2027, 1, 1), "Fra er efter den sidste dag."),
    ("Vejledende tidspunkt", "31. marts 2025", "Vejledende tidspunkt er rettet; ret også den sidste dag."),
    ("Til", date(2025, 3, 31), "Læst som skal være periode, før dagen tæller."),
    ("Udvalg", "ABC", "Udvalg er ikke i Oversigt eller står to gange."),
    ("Udvalg", "ØK, ABC", "Udvalg er ikke i Oversigt eller står to gange."),
    ("Udvalg", "ØK, ØK", "Udvalg er ikke i Oversigt eller står to gange."),
    ("2024", "10.000", "2024 er ikke et tal."),
    ("2027", "ca. 5", "2027 er ikke et tal."),
    ("Afsluttet", "måske", "Afsluttet skal være X eller et ord fra listen."),
    ("Frist", "Afsluttet", "Frist er skrevet over."),
    ("Hovedpunkt", "Noget nyt", "Hovedpunkt er ikke i Oversigt."),
    ("Hovedpunkt", "Uden hovedpunkt", "Hovedpunkt er ikke i Oversigt."),
    ("Type", "Projekt", "Type er ikke i Oversigt."),
]


def test_what_cannot_be_counted_is_told_in_its_row_and_named_by_the_reconciliation(tmp_path: Path) -> None:
    continuous = {"due_kind": "continuous", "due_from": None, "due_to": None}
    items = [continuous if says.startswith("Læst som") else {"committees": ("BUU", "ØK")} for *_, says in WRONG]
    plan = make_plan([*items, {}])
    cells = {(f"D-{number}", heading): value for number, (heading, value, _) in enumerate(WRONG, 1)}
    book = typed(report(tmp_path, plan), tmp_path, cells)
    told = [one["Tjek"] for one in values(book[WHOLE]).to_dict("records")]
    assert told == [*(says for *_, says in WRONG), None]
    assert line(book, CHECKED) == {"Afstemning": CHECKED, "Indsatser": 16, "2024": 1, "2025": 0, "2026": 0, "2027": 1}
    named = {"Indsatser": "D-1", "2024": "D-10", "2025": 0, "2026": 0, "2027": "D-11"}
    assert line(book, DIFFERENCE) == {"Afstemning": DIFFERENCE, **named}


def test_an_item_counts_at_its_committees_however_they_are_parted(tmp_path: Path) -> None:
    ways = ["ØK,BUU", "buu ; øk", "ØK/BUU", "BUU og ØK", "BUU\nØK", "ØK,\u00a0BUU;", " BUU,, ØK "]
    first = {"committees": ("MTU",), "amounts": {2024: 700_000}}
    plan = make_plan([*([first] * len(ways)), {"committees": ("BUU", "ØK"), "amounts": {2024: 100_000}}])
    cells = {(f"D-{number}", "Udvalg"): cell for number, cell in enumerate(ways, 1)}
    book = typed(report(tmp_path, plan), tmp_path, cells)
    assert not values(book[WHOLE])["Tjek"].any()
    counts = values(book[OVERVIEW], "Udvalg").set_index("Kort")
    assert counts["Indsatser"].to_dict() == {"BUU": 8, "MTU": 0, "ØK": 8}
    assert counts["2024"].to_dict() == {"BUU": 5000, "MTU": 0, "ØK": 5000}
    assert set(line(book, DIFFERENCE).values()) == {DIFFERENCE, 0}


def test_the_day_on_oversigt_is_the_one_day_that_everything_live_follows(tmp_path: Path) -> None:
    plan = make_plan(
        [
            {"due_from": "2025-04-01", "due_to": "2025-06-30"},
            {"due_from": "2024-01-01", "due_to": "2026-12-31"},
            {"due_from": "2024-12-01", "due_to": "2024-12-31"},
        ]
    )
    workbook = report(tmp_path, plan)
    before = openpyxl.load_workbook(workbook, data_only=True)
    assert [one["Frist"] for one in values(before[WHOLE]).to_dict("records")] == ["Senere", "I gang", "Inden 90 dage"]
    after = typed(workbook, tmp_path, {}, as_of=datetime(2025, 5, 1))
    assert [one["Frist"] for one in values(after[WHOLE]).to_dict("records")] == [
        "Inden 90 dage",
        "I gang",
        "Overskredet",
    ]
    assert line(after, "Børne- og ungdomsudvalget", "Udvalg")["Overskredet"] == 1
    assert after[WHOLE]["A4"].value.startswith("Frist og farven i Til er opgjort pr. 01-05-2025.")


@pytest.mark.parametrize("as_of", ["i morgen", ""])
def test_without_a_day_to_count_by_nothing_is_called_late_or_in_time(tmp_path: Path, as_of: str) -> None:
    book = typed(report(tmp_path, make_plan([{}])), tmp_path, {}, as_of=as_of)
    assert row(book, "D-1")["Frist"] == "Uklar"
    assert "opgjort pr. ?." in book[WHOLE]["A4"].value


def test_no_formula_and_no_colour_asks_the_clock_of_the_computer(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(report(tmp_path))
    told = [str(cell.value) for sheet in book for cells in sheet.iter_rows() for cell in cells if cell.data_type == "f"]
    told += [str(rule.formula) for sheet in book for area in sheet.conditional_formatting for rule in area.rules]
    assert told
    assert not [formula for formula in told if "TODAY" in formula or "NOW(" in formula]


def test_each_column_that_people_type_in_says_what_it_takes(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(report(tmp_path))[WHOLE]
    head = next(cells for cells in sheet.iter_rows() if cells[0].value == "Id")
    rules = {next(iter(rule.sqref.ranges)).min_col: rule for rule in sheet.data_validations.dataValidation}
    kinds = {cell.value: rules[cell.column].type for cell in head if cell.column in rules}
    assert kinds == {
        **dict.fromkeys(("Til", "Fra"), "date"),
        **dict.fromkeys(("2024", "2025", "2026", "2027"), "decimal"),
        **dict.fromkeys(("Frist", "Tjek", "Tælles hos", "Vejledende tidspunkt"), "custom"),
        **dict.fromkeys(("Udvalg", "Hovedpunkt", "Type", "Afsluttet", "Læst som", "Strategisk plan", "Lukket"), "list"),
    }
    assert all(rule.error.endswith(".") and rule.errorTitle for rule in rules.values())


def test_a_cell_that_cannot_be_counted_turns_red_and_so_does_the_row_on_oversigt(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(report(tmp_path))
    head = next(cells for cells in book[WHOLE].iter_rows() if cells[0].value == "Id")
    places = {cell.value: cell for cell in head}
    red = {
        next(iter(area.sqref.ranges)).min_col
        for area in book[WHOLE].conditional_formatting
        for rule in area.rules
        if rule.formula and f"${places['Tjek'].column_letter}{head[0].row + 1}" in rule.formula[0]
    }
    wanted = ("Id", "Udvalg", "Vejledende tidspunkt", "Fra", "Til", "2024", "2027", "Afsluttet", "Frist", "Læst som")
    assert {places[name].column for name in wanted} <= red
    sheet = book[OVERVIEW]
    last = int(sheet.tables["Afstemning"].ref.split(":")[1].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    rules = {str(area.sqref): area.rules for area in sheet.conditional_formatting}
    assert any(span.startswith(f"B{last - 1}") and rules[span][0].operator == "notEqual" for span in rules)


@pytest.mark.parametrize("plan", [believable_plan(60), make_plan([{}])], ids=["much", "little"])
def test_samlet_plan_prints_in_a_size_that_can_be_read(tmp_path: Path, plan: Plan) -> None:
    sheet = openpyxl.load_workbook(report(tmp_path, plan))[WHOLE]
    head = next(cells for cells in sheet.iter_rows() if cells[0].value == "Id")
    printed = [cell.value for cell in head if cell.column <= sheet[sheet.print_area.split(":")[1]].column]
    assert printed == [
        *("Id", "Indsats", "Udvalg", "Vejledende tidspunkt", "Til", "Afsluttet", "Frist"),
        *("2024", "2025", "2026", "2027", "Status", "Bemærkninger"),
    ]
    assert printed_size(sheet, len(printed)) >= 8


@pytest.mark.parametrize("plan", [believable_plan(60), make_plan([{}])], ids=["much", "little"])
def test_kontrol_prints_in_a_size_that_can_be_read(tmp_path: Path, plan: Plan) -> None:
    sheet = openpyxl.load_workbook(report(tmp_path, plan))["Kontrol"]
    assert printed_size(sheet, sheet.max_column) >= 8


def printed_size(sheet: Worksheet, columns: int) -> float:
    """The points that text of 10 points has on the paper, where the sheet is made to be one page wide."""
    widths = {
        number: size.width for size in sheet.column_dimensions.values() for number in range(size.min, size.max + 1)
    }
    points = sum(int(widths[number] * 7 + 0.5) * 0.75 for number in range(1, columns + 1))
    page = {9: 297, 8: 420}[sheet.page_setup.paperSize] / 25.4 * 72 - 36
    return 10 * min(1.0, page / points)
