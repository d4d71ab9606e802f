"""Next month: people have signed findings off, moved the sheets about and mended the plan, and all is made again."""

import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from again import AS_OF, DATA, SAMPLE, SOURCE, cell_of, kvittering, proposals, run, signed, table, typed, worked_on
from package.workbooks_made import parts
from package_check import faults

from udmoentning_xl.checks import run_checks, unneeded_acknowledgements
from udmoentning_xl.findings import counted
from udmoentning_xl.outgoing.extract import committee_plan
from udmoentning_xl.package.archive import read_archive
from udmoentning_xl.package.patch import CellAddress
from udmoentning_xl.package.workbook import open_workbook
from udmoentning_xl.printing import unneeded_lines
from udmoentning_xl.reading import read_plan
from udmoentning_xl.reading.source import read_workbook

TOUCHED = {
    "[Content_Types].xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",
    "docProps/custom.xml",
    "_rels/.rels",
}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample after the first run."""
    target = tmp_path_factory.mktemp("foerste") / "plan.xlsx"
    run(SAMPLE, target)
    return target


def test_the_main_job_twice_with_a_signature_in_between(first: Path, tmp_path: Path) -> None:
    reason = "Aftalt med direktionen"
    between = typed(first, tmp_path / "plan.xlsx", (kvittering(first, "U201", "D-1.04"), reason))
    _, before = run(first, tmp_path / "uden" / "plan.xlsx")
    plan, findings = run(between, tmp_path / "igen" / "plan.xlsx")
    assert signed(findings) == [("U201", "D-1.04", reason)]
    assert len(findings) == len(before)
    assert len(counted(findings)) == len(before) - 1
    assert unneeded_acknowledgements(plan, findings).empty
    _, names, rows = table(tmp_path / "igen" / "plan.xlsx", "Kontrol", "Kvittering")
    assert [row[names.index("Kvittering")] for row in rows if row[names.index("Kvittering")]] == [reason]
    source, after = read_archive(SAMPLE), read_archive(tmp_path / "igen" / "plan.xlsx")
    untouched = [member for member in source.members if member.name not in TOUCHED]
    assert len(untouched) > 10
    for member in untouched:
        same = after.by_key[member.name.casefold()]
        if b' tabSelected="1"' in source.read(member.name):  # the result opens at Oversigt
            assert after.read(member.name) == source.read(member.name).replace(b' tabSelected="1"', b"")
        else:
            assert source.raw[member.data : member.end] == after.raw[same.data : same.end]
        assert member.central[12:16] == same.central[12:16]  # time and date
    assert faults(tmp_path / "igen" / "plan.xlsx") == faults(SAMPLE) == []


def changed_parts(one: Path, other: Path) -> list[str]:
    """The parts that differ, but for Om and what is kept: they tell the checksum of the file that was read."""
    before, after = parts(one), parts(other)
    assert list(before) == list(after)
    about = next(sheet.part for sheet in open_workbook(read_archive(one)).sheets if sheet.name == "Om")
    return [name for name in before if before[name] != after[name] and name not in (about, DATA)]


def test_the_same_run_twice_gives_the_same_file(first: Path, tmp_path: Path) -> None:
    source = typed(first, tmp_path / "plan.xlsx", (kvittering(first, "U201", "D-1.04"), "Aftalt"))
    run(source, tmp_path / "en.xlsx")
    run(source, tmp_path / "to.xlsx")
    assert (tmp_path / "to.xlsx").read_bytes() == (tmp_path / "en.xlsx").read_bytes()


def test_a_run_on_its_own_output_changes_nothing(tmp_path: Path) -> None:
    source = tmp_path / "plan.xlsx"
    shutil.copy(SAMPLE, source)  # Oversigt names the file it was made from
    run(source, tmp_path / "en" / "plan.xlsx")
    _, findings = run(tmp_path / "en" / "plan.xlsx", tmp_path / "to" / "plan.xlsx")
    assert proposals(findings) == []
    assert changed_parts(tmp_path / "en" / "plan.xlsx", tmp_path / "to" / "plan.xlsx") == []


def test_a_run_with_signatures_and_proposals_repeats_itself(first: Path, tmp_path: Path) -> None:
    source = typed(
        first,
        tmp_path / "plan.xlsx",
        (kvittering(first, "U101", "D-3.06"), "Sagen  er\nadministrativ "),
        (cell_of(first, "Samlet plan", "D-1.04", "Afsluttet"), "X"),
        (cell_of(first, "BUU", "A-3.03", "Indsats"), "Ny tekst med „gåseøjne“\nover to linjer, og  mellemrum "),
    )
    run(source, tmp_path / "en" / "plan.xlsx")
    _, findings = run(tmp_path / "en" / "plan.xlsx", tmp_path / "to" / "plan.xlsx")
    assert signed(findings) == [("U101", "D-3.06", "Sagen er\nadministrativ")]
    assert len(proposals(findings)) == 2
    assert changed_parts(tmp_path / "en" / "plan.xlsx", tmp_path / "to" / "plan.xlsx") == []


# -- signatures --------------------------------------------------------------------------------------------------------


def test_signatures_survive_sorting_filtering_inserted_rows_and_columns_and_a_new_name(
    first: Path, tmp_path: Path
) -> None:
    by_error, without_item = kvittering(first, "U201", "D-1.04"), kvittering(first, "U506", None)
    source = typed(first, tmp_path / "a.xlsx", (by_error, "Aftalt"), (without_item, "Kendt fejl"))
    _, before = run(source, tmp_path / "b.xlsx")

    def work(book: openpyxl.Workbook) -> None:
        sheet = book["Kontrol"]
        head = next(row[0].row for row in sheet.iter_rows() if "Kvittering" in [cell.value for cell in row])
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=head + 1)]
        for number, row in enumerate(sorted(rows, key=lambda row: str(row[6]), reverse=True), head + 1):
            for column, value in enumerate(row, 1):
                sheet.cell(number, column).value = value
            sheet.row_dimensions[number].hidden = number % 2 == 0
        sheet.tables.clear()
        sheet.insert_rows(1, 3)
        sheet.insert_cols(2)
        sheet.title = "Kontrol af planen"

    _, after = run(worked_on(source, tmp_path / "c.xlsx", work), tmp_path / "d.xlsx")
    assert signed(after) == signed(before) == [("U201", "D-1.04", "Aftalt"), ("U506", None, "Kendt fejl")]


def test_rows_inserted_in_the_plan_move_no_signature(first: Path, tmp_path: Path) -> None:
    source = typed(
        first,
        tmp_path / "a.xlsx",
        (kvittering(first, "U506", None), "Skabelon"),
        (kvittering(first, "U502", "A-5.05"), "To etaper"),
        (kvittering(first, "U503", "D-89e8ca"), "Står sådan i aftalen"),
    )
    _, before = run(source, tmp_path / "b.xlsx")
    moved = worked_on(source, tmp_path / "c.xlsx", lambda book: _shifted(book[SOURCE], 2))
    _, after = run(moved, tmp_path / "d.xlsx")
    assert signed(after) == signed(before)
    assert [reason for *_, reason in signed(before)] == ["Står sådan i aftalen", "To etaper", "Skabelon"]
    cells = [findings.loc[findings["acknowledgement"].notna(), "cell"].tolist() for findings in (before, after)]
    assert cells == [["A39", "B99", "B62"], ["A41", "B101", "B64"]]


def _shifted(sheet: Any, count: int) -> None:
    """Insert rows at the top, and move the merged cells with them."""
    areas = [area.bounds for area in sheet.merged_cells.ranges]
    for left, top, right, bottom in areas:
        sheet.unmerge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    sheet.insert_rows(1, count)
    for left, top, right, bottom in areas:
        sheet.merge_cells(start_row=top + count, start_column=left, end_row=bottom + count, end_column=right)


def test_another_fault_of_the_same_kind_at_the_same_item_is_not_covered(first: Path, tmp_path: Path) -> None:
    source = typed(
        first,
        tmp_path / "a.xlsx",
        (kvittering(first, "U201", "D-1.04"), "Aftalt"),
        (kvittering(first, "U101", "D-3.06"), "Uden udvalg"),
        (CellAddress(SOURCE, 15, 8), "2. kvartal 2024"),  # was 3. kvartal 2024, and is overdue as well
        (CellAddress(SOURCE, 37, 6), "BUU"),
    )
    plan, findings = run(source, tmp_path / "b.xlsx")
    assert signed(findings) == []
    assert [code for code in counted(findings)["code"] if code == "U201"] == ["U201"] * 4
    unneeded = unneeded_acknowledgements(plan, findings)
    assert list(unneeded_lines(unneeded)) == [
        "Kvitteringer, der ikke længere er brug for: 2",
        "  U101 D-3.06: „Uden udvalg“ – fundet er væk",
        "  U201 D-1.04: „Aftalt“ – fundet er nu et andet",
    ]
    assert unneeded_acknowledgements(plan, run_checks(plan, select=["U2"]), ["U2"])["code"].tolist() == ["U201"]
    rows = next(one.rows for one in read_workbook(tmp_path / "b.xlsx").sheets if one.name == "Kontrol")
    head = next(number for number, row in enumerate(rows) if "Begrundelse" in row)
    assert rows[head - 2] == ["Kvitteringer, der ikke længere er brug for"]
    told = [[row[place] for place in (0, 1, 4, 8)] for row in rows[head:]]
    assert told == [
        ["Siden sidst", "Kode", "Id", "Begrundelse"],
        ["væk", "U101", "D-3.06", "Uden udvalg"],
        ["ændret", "U201", "D-1.04", "Aftalt"],
    ]
    assert faults(tmp_path / "b.xlsx") == []
    plan, findings = run(tmp_path / "b.xlsx", tmp_path / "c.xlsx")
    assert (signed(findings), len(unneeded_acknowledgements(plan, findings))) == ([], 0)


def test_a_signature_does_not_go_with_a_number_that_another_item_has_got(first: Path, tmp_path: Path) -> None:
    title = CellAddress(SOURCE, 15, 2)
    source = typed(first, tmp_path / "a.xlsx", (kvittering(first, "U201", "D-1.04"), "Aftalt"))
    slip = read_plan(source, None, AS_OF).items.at["D-1.04", "title"].replace("e", "ee", 1)
    _, findings = run(typed(source, tmp_path / "b.xlsx", (title, slip)), tmp_path / "c.xlsx")
    assert signed(findings) == [("U201", "D-1.04", "Aftalt")]
    other = typed(source, tmp_path / "d.xlsx", (title, "Noget helt andet, som har fået nummeret"))
    assert signed(run(other, tmp_path / "e.xlsx")[1]) == []


def test_signatures_come_from_the_workbook_of_the_last_run_when_the_plan_is_kept_apart(
    first: Path, tmp_path: Path
) -> None:
    last = typed(
        first,
        tmp_path / "plan_udmoentet.xlsx",
        (kvittering(first, "U201", "D-1.04"), "Aftalt"),
        (cell_of(first, "Samlet plan", "D-1.04", "Afsluttet"), "X"),
    )
    _, findings = run(SAMPLE, last, earlier=last)
    assert signed(findings) == [("U201", "D-1.04", "Aftalt")]
    assert len(proposals(findings)) == 1
    _, again = run(SAMPLE, tmp_path / "ny.xlsx", earlier=last)
    assert again.equals(findings)
    for useless in (tmp_path / "findes ikke.xlsx", SAMPLE, Path(__file__)):
        assert signed(run_checks(read_plan(SAMPLE, None, AS_OF, useless))) == []


def test_no_signature_goes_with_a_committees_plan(first: Path, tmp_path: Path) -> None:
    source = typed(first, tmp_path / "a.xlsx", (kvittering(first, "U201", "D-1.04"), "Aftalt"))
    plan = read_plan(source, None, AS_OF)
    assert len(plan.acknowledgements) == 1
    assert committee_plan(plan, "BUU").acknowledgements.empty
