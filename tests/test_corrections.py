"""Safe corrections of the plan: what is corrected and what is left, and that the plan means the same afterwards."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from package.workbooks_made import parts
from pandas.testing import assert_frame_equal

from udmoentning_xl.config import load_config
from udmoentning_xl.corrections import Correction, apply, corrected_path, corrections, exact_day, lines
from udmoentning_xl.errors import PlanFileError
from udmoentning_xl.package.patch import CellAddress
from udmoentning_xl.plan import Plan
from udmoentning_xl.reading import read_plan
from udmoentning_xl.reading.source import read_workbook

SAMPLES = Path(__file__).parent.parent / "samples"
AS_OF = date(2024, 11, 22)
HEADINGS = ("Nr.", "Type", "Emne", "Udvalg", "Vejledende tidspunkt", "Afsluttet", "2024")
MARK, COMMITTEE, DUE, AMOUNT = 5, 3, 4, 6


def made(path: Path, cells: dict[tuple[int, int], Any], day_format: str = "dd-mm-yyyy", sheet: str = "Plan") -> Plan:
    """A plan of eight items with some cells (item from 1, column) as given; a value written "=" is a formula."""
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet(sheet)
    shown = book.add_format({"num_format": day_format})
    page.write_row(0, 0, HEADINGS)
    for item in range(1, 9):
        row = {0: item, 1: "Drift", 2: f"Indsats om emne {item}", COMMITTEE: "BUU", DUE: "2. kvartal 2025", AMOUNT: 100}
        row |= {column: value for (number, column), value in cells.items() if number == item}
        for column, value in row.items():
            if isinstance(value, date):
                page.write_datetime(item, column, datetime(value.year, value.month, value.day), shown)
            elif isinstance(value, str) and value.startswith("="):
                page.write_formula(item, column, value, None, "X ")
            else:
                page.write(item, column, value)
    book.close()
    return read_plan(path, None, AS_OF)


def found(plan: Plan) -> list[tuple[str, str, str | date]]:
    return [(str(one.cell), one.before, one.after) for one in corrections(plan)]


def test_marks_that_look_like_an_x_or_have_blanks_about_them_become_the_columns_mark(tmp_path: Path) -> None:
    marks = {1: "X", 2: "x ", 3: " X", 4: "Х", 5: "×", 6: "x", 7: "\u00a0X\u200b", 8: "X?"}
    plan = made(tmp_path / "plan.xlsx", {(item, MARK): mark for item, mark in marks.items()})
    assert found(plan) == [
        ("Plan!F3", "x ", "X"),
        ("Plan!F4", " X", "X"),
        ("Plan!F5", "Х", "X"),
        ("Plan!F6", "×", "X"),
        ("Plan!F8", "\u00a0X\u200b", "X"),
    ]


def test_a_column_of_small_x_keeps_them(tmp_path: Path) -> None:
    plan = made(tmp_path / "plan.xlsx", {(1, MARK): "x", (2, MARK): "x ", (3, MARK): "✓", (4, MARK): "ja "})
    assert found(plan) == [("Plan!F3", "x ", "x")]


def test_short_names_lose_blanks_and_get_their_case_and_nothing_else_is_touched(tmp_path: Path) -> None:
    names = {
        1: "BUU ",
        2: " buu",
        3: "øk,KB ",
        4: "BUU",
        5: "Økonomiudvalget ",
        6: "BUUU ",
        7: "evt. BUU ",
        8: "BUU og kb",
    }
    plan = made(tmp_path / "plan.xlsx", {(item, COMMITTEE): name for item, name in names.items()})
    assert found(plan) == [
        ("Plan!D2", "BUU ", "BUU"),
        ("Plan!D3", " buu", "BUU"),
        ("Plan!D4", "øk,KB ", "ØK,KB"),
        ("Plan!D9", "BUU og kb", "BUU og KB"),
    ]


def test_a_small_word_that_is_a_committee_in_capitals_stays_a_word(tmp_path: Path) -> None:
    bodies = (("ØK", "Økonomiudvalget", "økonomi"), ("MED", "MED-udvalget", "andet"))
    own = [f'[[udvalg]]\nkort = "{short}"\nnavn = "{name}"\nrolle = "{role}"\n' for short, name, role in bodies]
    (tmp_path / "udmoentning.toml").write_text("".join(own), encoding="utf-8")
    plan = made(tmp_path / "plan.xlsx", {(1, COMMITTEE): "øk ", (2, COMMITTEE): "øk med"})
    assert found(plan) == [("Plan!D2", "øk ", "ØK")]


def test_a_day_in_full_becomes_a_date_where_the_column_has_dates(tmp_path: Path) -> None:
    written = {1: date(2025, 6, 30), 2: "31.03.2025", 3: "1. marts 2025", 4: "inden 1. juni 2025", 5: "marts 2025"}
    written |= {6: "31.09.2025", 7: "1. marts", 8: "31/3-2025 "}
    cells = {(item, DUE): value for item, value in written.items()}
    after = [
        ("Plan!E3", "31.03.2025", date(2025, 3, 31)),
        ("Plan!E4", "1. marts 2025", date(2025, 3, 1)),
        ("Plan!E9", "31/3-2025 ", date(2025, 3, 31)),
    ]
    assert found(made(tmp_path / "plan.xlsx", cells)) == after
    assert found(made(tmp_path / "maaned.xlsx", cells, "mmm yyyy")) == []  # there a date means its whole month
    assert found(made(tmp_path / "tekst.xlsx", cells | {(1, DUE): "30-06-2025"})) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31.03.2025", date(2025, 3, 31)),
        ("31/3-2025", date(2025, 3, 31)),
        ("2025-03-31", date(2025, 3, 31)),
        ("den 1. marts 2025", date(2025, 3, 1)),
        ("1. dec. 2025", date(2025, 12, 1)),
        ("31.09.2025", None),
        ("31.03.25", None),
        ("1. marts", None),
        ("ca. 1. marts 2025", None),
        ("1.-15. marts 2025", None),
        ("2025-13-01", None),
        ("1. brumaire 2025", None),
    ],
)
def test_only_a_whole_day_alone_is_an_exact_day(text: str, day: date | None) -> None:
    assert exact_day(text) == day


def test_formulas_merged_cells_numbers_as_text_and_generated_sheets_are_left(tmp_path: Path) -> None:
    plan = made(tmp_path / "plan.xlsx", {(1, MARK): '="X "', (2, AMOUNT): "400", (3, MARK): "X "})
    assert found(plan) == [("Plan!F4", "X ", "X")]
    book = xlsxwriter.Workbook(str(tmp_path / "flettet.xlsx"))
    page = book.add_worksheet("Plan")
    page.write_row(0, 0, HEADINGS)
    for row in range(1, 9):
        page.write_row(row, 0, [row, "Drift", f"Indsats om emne {row}", "BUU", "2. kvartal 2025", None, 100])
    page.merge_range(3, COMMITTEE, 4, COMMITTEE, "BUU ")
    book.close()
    assert found(read_plan(tmp_path / "flettet.xlsx", None, AS_OF)) == []


def test_the_second_time_nothing_is_left_and_only_the_sheet_has_changed(tmp_path: Path) -> None:
    source = tmp_path / "plan.xlsx"
    plan = made(
        source, {(1, MARK): "X", (2, MARK): "x ", (3, DUE): "31.03.2025", (4, DUE): date(2025, 6, 30)}, sheet="Min plan"
    )
    target = corrected_path(source)
    assert target == tmp_path / "plan_rettet.xlsx"
    assert apply(plan, corrections(plan), target).refused == {}
    again = read_plan(target, None, AS_OF)
    assert corrections(again) == []
    assert corrected_path(target) == target
    before, after = parts(source), parts(target)
    assert [name for name in after if after[name] != before[name]] == ["xl/worksheets/sheet1.xml"]
    assert [again.items.at["D-2", "completion"], again.items.at["D-3", "due_text"]] == ["done", "31-03-2025"]
    assert found(plan) == [("Min plan!F3", "x ", "X"), ("Min plan!E4", "31.03.2025", date(2025, 3, 31))]


def test_a_workbook_that_is_already_open_is_not_read_again(tmp_path: Path) -> None:
    plan = made(tmp_path / "plan.xlsx", {(2, MARK): "x "})
    assert corrections(plan, read_workbook(plan.source.path)) == corrections(plan)


@pytest.mark.parametrize("path", sorted(SAMPLES.rglob("*.xlsx")), ids=lambda path: path.parent.name)
def test_every_sample_means_the_same_after_its_corrections(path: Path, tmp_path: Path) -> None:
    config = load_config(path)
    plan = read_plan(path, config, AS_OF)
    apply(plan, corrections(plan), tmp_path / path.name)
    again = read_plan(tmp_path / path.name, config, AS_OF)
    assert corrections(again) == []
    assert_frame_equal(again.assignments, plan.assignments)
    assert_frame_equal(again.amounts, plan.amounts)
    meaning = [name for name in plan.items.columns if name not in ("committee_text", "completion_text", "due_text")]
    assert_frame_equal(again.items[meaning], plan.items[meaning])


def test_the_sample_is_corrected_in_three_cells() -> None:
    plan = read_plan(SAMPLES / "udmoentningsplan-2024-2027.xlsx", None, AS_OF)
    assert list(lines(corrections(plan))) == [
        "3 rettelser",
        "  Udmøntningsplan!M26: „Х“ -> „X“ (tegnet ligner kun et X)",
        "  Udmøntningsplan!H81: „3/3-2025“ -> 03-03-2025 (dato skrevet som tekst)",
        "  Udmøntningsplan!M83: „ X “ -> „X“ (overflødige mellemrum)",
    ]


def test_lines_show_blanks_that_do_not_show() -> None:
    cell = CellAddress("Plan", 3, 4)
    assert list(lines([Correction(cell, "ØK,\u00a0VPU", "ØK, VPU", "overflødige mellemrum")])) == [
        "1 rettelse",
        "  Plan!D3: „ØK,␣VPU“ -> „ØK, VPU“ (overflødige mellemrum)",
    ]
    assert list(lines([])) == ["Der er ikke noget, som sikkert kan rettes."]


@pytest.mark.parametrize(("path", "form"), [("24-gammel-excel/plan.xls", "xls"), ("25-libreoffice/plan.ods", "ods")])
def test_other_formats_are_refused_in_a_sentence(path: str, form: str) -> None:
    plan = read_plan(SAMPLES / "layouts" / path, None, AS_OF)
    with pytest.raises(PlanFileError) as caught:
        corrections(plan)
    why = f"fordi den er gemt som .{form}; gem den som .xlsx i Excel, og prøv igen."
    assert str(caught.value) == f"plan.{form} kan læses, men ikke rettes, {why}"
