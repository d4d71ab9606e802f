"""Next month: people have typed in the sheets, moved them about and mended the plan, and the report is made again."""

import shutil
import subprocess
import warnings
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
import xlsxwriter
from openpyxl.comments import Comment
from package.workbooks_made import parts, repacked
from package_check import faults

from udmoentning_xl.checks import run_checks, unneeded_acknowledgements
from udmoentning_xl.findings import counted
from udmoentning_xl.outgoing.extract import committee_plan
from udmoentning_xl.package.archive import read_archive
from udmoentning_xl.package.cells import CellValue
from udmoentning_xl.package.patch import CellAddress, patch
from udmoentning_xl.package.workbook import open_workbook
from udmoentning_xl.plan import Plan
from udmoentning_xl.printing import unneeded_lines
from udmoentning_xl.reading import read_plan
from udmoentning_xl.reading.plansays import PlanSays
from udmoentning_xl.reading.source import read_workbook
from udmoentning_xl.report import write_report

SAMPLE = Path(__file__).parent.parent / "samples" / "udmoentningsplan-2024-2027.xlsx"
SOURCE = "Udmøntningsplan"
AS_OF = date(2024, 11, 22)
TOUCHED = {
    "[Content_Types].xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",
    "docProps/custom.xml",
    "_rels/.rels",
}
#: What is derived in the sheets and stands nowhere in the plan in these words.
DERIVED = {"Id", "Frist", "Kilde", "Periode", "Sagsgang", "Status"}
DATA = "customXml/item1.xml"


def run(source: Path, target: Path, earlier: Path | None = None) -> tuple[Plan, pd.DataFrame]:
    """The main job."""
    target.parent.mkdir(parents=True, exist_ok=True)
    plan = read_plan(source, None, AS_OF, earlier)
    findings = run_checks(plan)
    write_report(plan, findings, target)
    return plan, findings


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample after the first run."""
    target = tmp_path_factory.mktemp("foerste") / "plan.xlsx"
    run(SAMPLE, target)
    return target


def table(path: Path, sheet: str, *headings: str) -> tuple[int, list[Any], list[list[Any]]]:
    """The row of the headings in a sheet, the headings, and the rows below."""
    rows = next(one.rows for one in read_workbook(path).sheets if one.name == sheet)
    head = next(number for number, row in enumerate(rows) if {"Id", *headings} <= set(row))
    return head, rows[head], [row + [None] * (len(rows[head]) - len(row)) for row in rows[head + 1 :]]


def cell_of(path: Path, sheet: str, item: str, heading: str) -> CellAddress:
    """Where a sheet has a field of an item."""
    head, names, rows = table(path, sheet, heading)
    number = next(number for number, row in enumerate(rows) if row[names.index("Id")] == item)
    return CellAddress(sheet, head + number + 2, names.index(heading) + 1)


def kvittering(path: Path, code: str, item: str) -> CellAddress:
    """Where the reason for a finding is typed."""
    head, names, rows = table(path, "Kontrol", "Kvittering")
    wanted = [code, item]
    number = next(n for n, row in enumerate(rows) if [row[names.index("Kode")], row[names.index("Id")]] == wanted)
    return CellAddress("Kontrol", head + number + 2, names.index("Kvittering") + 1)


def typed(path: Path, target: Path, *cells: tuple[CellAddress, CellValue]) -> Path:
    """The workbook after someone has typed in some cells."""
    assert patch(path, dict(cells), target).refused == {}
    return target


def worked_on(path: Path, target: Path, work: Callable[[openpyxl.Workbook], None]) -> Path:
    """The workbook as openpyxl saves it after ``work``, with the data part that it drops and Excel keeps put back."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        book = openpyxl.load_workbook(path)
        work(book)
        book.save(target)
    content = parts(path)
    kept = {name: content[name] for name in content if name.startswith("customXml/")}
    rels = parts(target)["xl/_rels/workbook.xml.rels"]
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = f'<Relationship Id="data" Type="{office}/customXml" Target="/{DATA}"/></Relationships>'
    kept["xl/_rels/workbook.xml.rels"] = rels.replace(b"</Relationships>", link.encode())
    target.write_bytes(repacked(target, **kept))
    return target


def proposals(findings: pd.DataFrame) -> list[tuple[Any, ...]]:
    """Item, cell of the plan and sentence of each proposal."""
    own = findings[findings["code"] == "U801"]
    places = own["sheet"] + "!" + own["cell"]
    items = own["item"].astype("object").where(own["item"].notna(), None)
    return list(zip(items, places, own["message"], strict=True))


def signed(findings: pd.DataFrame) -> list[tuple[Any, ...]]:
    own = findings[findings["acknowledgement"].notna()]
    items = own["item"].astype("object").where(own["item"].notna(), None)
    return list(zip(own["code"], items, own["acknowledgement"], strict=True))


# -- the whole of it ---------------------------------------------------------------------------------------------------


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
        assert source.raw[member.data : member.end] == after.raw[same.data : same.end]
        assert member.central[12:16] == same.central[12:16]  # time and date
    assert faults(tmp_path / "igen" / "plan.xlsx") == faults(SAMPLE) == []


def changed_parts(one: Path, other: Path) -> list[str]:
    """The parts that differ, but for Om: it tells time and checksum of the file that the report was made from."""
    before, after = parts(one), parts(other)
    assert list(before) == list(after)
    about = next(sheet.part for sheet in open_workbook(read_archive(one)).sheets if sheet.name == "Om")
    return [name for name in before if before[name] != after[name] and name != about]


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


# -- changes in generated sheets ---------------------------------------------------------------------------------------


def test_what_someone_typed_in_a_generated_sheet_is_proposed_with_cell_old_and_new(first: Path, tmp_path: Path) -> None:
    changes = (
        (cell_of(first, "Samlet plan", "D-1.04", "Afsluttet"), "X"),
        (cell_of(first, "Samlet plan", "D-1.06", "2025"), 125),
        (cell_of(first, "VPU", "D-1.06", "Vejledende tidspunkt"), date(2025, 3, 31)),
        (cell_of(first, "BUU", "A-3.03", "Ansvarlig"), None),
        (CellAddress("BUU", 1, 5), "Husk dette"),
    )
    plan, findings = run(typed(first, tmp_path / "a.xlsx", *changes), tmp_path / "b.xlsx")
    cells = [str(cell) for cell, _ in changes]
    was = plan.items["responsible"]["A-3.03"]
    assert proposals(findings) == [
        ("D-1.04", "Udmøntningsplan!M15", f"Afsluttet er ændret fra „Åben“ til „X“ i {cells[0]}, men ikke i planen"),
        (
            "D-1.06",
            "Udmøntningsplan!H17",
            f"Vejledende tidspunkt er ændret fra „14-03-2025“ til „31-03-2025“ i {cells[2]}, men ikke i planen",
        ),
        ("D-1.06", "Udmøntningsplan!J17", f"2025 er ændret fra „300“ til „125“ i {cells[1]}, men ikke i planen"),
        ("A-3.03", "Udmøntningsplan!G80", f"Ansvarlig er ændret fra „{was}“ til tom i {cells[3]}, men ikke i planen"),
        (None, "BUU!E1", "„Husk dette“ er skrevet i BUU!E1, men står ikke i planen"),
    ]
    severities = findings.loc[findings["code"] == "U801", "severity"]
    assert set(severities) == {"note"}


def test_rows_columns_and_comments_that_someone_added_are_proposed(first: Path, tmp_path: Path) -> None:
    head, names, rows = table(first, "Samlet plan")
    last = head + len(rows) + 2
    beside = CellAddress("Samlet plan", head + 2, len(names) + 1)

    def work(book: openpyxl.Workbook) -> None:
        sheet = book["Samlet plan"]
        sheet.cell(last, names.index("Indsats") + 1).value = "Ny legeplads i Glesborg"
        sheet.cell(last, names.index("Udvalg") + 1).value = "BUU"
        sheet.cell(head + 1, beside.column).value = "Økonomis noter"
        sheet.cell(*beside[1:]).value = "Ring til KB"
        cell = cell_of(first, "Samlet plan", "D-1.04", "Vejledende tidspunkt")
        sheet.cell(*cell[1:]).comment = Comment("Kan det nås?", "")

    source = worked_on(first, tmp_path / "a.xlsx", work)
    _, findings = run(source, tmp_path / "b.xlsx")
    told = [message for *_, message in proposals(findings)]
    comment = str(cell_of(first, "Samlet plan", "D-1.04", "Vejledende tidspunkt"))
    assert sorted(told) == sorted(
        [
            f"„Kommentar: Kan det nås?“ er skrevet i {comment}, men står ikke i planen",
            f"„Indsats: Ny legeplads i Glesborg; Udvalg: BUU“ er skrevet i Samlet plan!B{last}, men står ikke i planen",
            f"„Økonomis noter: Ring til KB“ er skrevet i {beside}, men står ikke i planen",
        ]
    )
    taken_over = typed(
        tmp_path / "b.xlsx", tmp_path / "c.xlsx", (CellAddress(SOURCE, 15, 2), "Ny legeplads i Glesborg")
    )
    left = [message for *_, message in proposals(run(taken_over, tmp_path / "d.xlsx")[1])]
    assert not any("legeplads" in message for message in left)


def test_a_plan_that_says_the_same_leaves_nothing_to_propose(first: Path, tmp_path: Path) -> None:
    source = typed(
        first,
        tmp_path / "a.xlsx",
        (cell_of(first, "Samlet plan", "D-1.04", "Afsluttet"), "X"),
        (CellAddress(SOURCE, 15, 13), "x"),
        (cell_of(first, "VPU", "D-1.06", "Vejledende tidspunkt"), "31. marts 2025"),
        (CellAddress(SOURCE, 17, 8), date(2025, 3, 31)),
    )
    assert proposals(run(source, tmp_path / "b.xlsx")[1]) == []


def test_a_plan_that_alone_has_changed_leaves_nothing_to_propose(first: Path, tmp_path: Path) -> None:
    changed = (
        (CellAddress(SOURCE, 15, 13), "X"),
        (CellAddress(SOURCE, 17, 8), "4. kvartal 2026"),
        (CellAddress(SOURCE, 17, 10), -900),
        (CellAddress(SOURCE, 37, 6), "BUU"),
        (CellAddress(SOURCE, 26, 6), "ØK"),
    )
    assert proposals(run(typed(first, tmp_path / "a.xlsx", *changed), tmp_path / "b.xlsx")[1]) == []


def test_a_proposal_stands_until_the_plan_agrees_or_its_row_is_deleted(first: Path, tmp_path: Path) -> None:
    source = typed(first, tmp_path / "a.xlsx", (cell_of(first, "Samlet plan", "D-1.04", "Afsluttet"), "X"))
    _, findings = run(source, tmp_path / "b.xlsx")
    standing = tmp_path / "b.xlsx"
    for number in range(2):
        _, again = run(standing, tmp_path / f"igen{number}.xlsx")
        assert proposals(again) == proposals(findings) != []
        standing = tmp_path / f"igen{number}.xlsx"
    agreed = typed(standing, tmp_path / "enig.xlsx", (CellAddress(SOURCE, 15, 13), "X"))
    assert proposals(run(agreed, tmp_path / "c.xlsx")[1]) == []
    reason = typed(standing, tmp_path / "kvit.xlsx", (kvittering(standing, "U801", "D-1.04"), "Er ikke afsluttet"))
    _, kept = run(reason, tmp_path / "d.xlsx")
    assert signed(kept) == [("U801", "D-1.04", "Er ikke afsluttet")]
    assert signed(run(tmp_path / "d.xlsx", tmp_path / "e.xlsx")[1]) == signed(kept)
    row = kvittering(standing, "U801", "D-1.04").row
    deleted = typed(
        standing, tmp_path / "slettet.xlsx", *((CellAddress("Kontrol", row, n), None) for n in range(1, 11))
    )
    assert proposals(run(deleted, tmp_path / "f.xlsx")[1]) == []


def test_a_change_at_a_number_that_another_item_has_got_says_whose_it_was(first: Path, tmp_path: Path) -> None:
    cell = cell_of(first, "Samlet plan", "D-1.04", "Afsluttet")
    title = read_plan(first, None, AS_OF).items.at["D-1.04", "title"]
    source = typed(first, tmp_path / "a.xlsx", (cell, "X"), (CellAddress(SOURCE, 15, 2), "Et helt andet emne nu"))
    _, findings = run(source, tmp_path / "b.xlsx")
    sentence = f"„Afsluttet: X (D-1.04 {title})“ er skrevet i {cell}, men står ikke i planen"
    assert proposals(findings) == [(None, str(cell), sentence)]


def test_sorted_rows_moved_columns_and_new_headings_are_no_changes(first: Path, tmp_path: Path) -> None:
    head, names, rows = table(first, "BUU", "Vejledende tidspunkt")

    def work(book: openpyxl.Workbook) -> None:
        sheet = book["BUU"]
        sheet.tables.clear()
        for number, row in enumerate(sorted(rows, key=lambda row: str(row[2]), reverse=True), head + 2):
            for column, value in enumerate(row, 1):
                sheet.cell(number, column).value = value
        sheet.cell(head + 1, names.index("Vejledende tidspunkt") + 1).value = "Hvornår"
        sheet.insert_rows(2, 2)
        sheet.insert_cols(1)
        sheet.insert_cols(5)
        sheet.title = "Børn og unge"

    assert proposals(run(worked_on(first, tmp_path / "a.xlsx", work), tmp_path / "b.xlsx")[1]) == []


@pytest.mark.parametrize(
    "data", [None, b"<a/>", b'<skrevet xmlns="urn:udmoentning-xl:skrevet">{"version":1}</skrevet>']
)
def test_without_the_kept_data_nothing_false_is_said(data: bytes | None, first: Path, tmp_path: Path) -> None:
    signature = kvittering(first, "U201", "D-1.04"), "Aftalt"
    source = typed(first, tmp_path / "a.xlsx", signature, (CellAddress(SOURCE, 17, 8), "4. kvartal 2026"))
    rels = parts(source)["xl/_rels/workbook.xml.rels"]
    bare = rels if data else b"".join(piece for piece in _pieces(rels) if b"customXml" not in piece)
    source.write_bytes(repacked(source, **{DATA: data, "xl/_rels/workbook.xml.rels": bare}))
    _, findings = run(source, tmp_path / "b.xlsx")
    assert (proposals(findings), signed(findings)) == ([], [("U201", "D-1.04", "Aftalt")])
    assert faults(tmp_path / "b.xlsx") == []


def _pieces(xml: bytes) -> Iterator[bytes]:
    return (piece + b">" for piece in xml.split(b">") if piece)


def test_the_data_that_is_kept_holds_no_text_of_the_plan(first: Path) -> None:
    data = parts(first)[DATA].decode()
    plan = read_plan(first, None, AS_OF)
    for column in ("title", "description", "responsible", "remarks", "section"):
        assert not [text for text in plan.items[column].dropna() if str(text) in data]


def test_the_plan_says_what_its_own_sheets_say(first: Path) -> None:
    plan = read_plan(first, None, AS_OF)
    says, told = PlanSays(plan), 0
    for sheet in ("Samlet plan", "BUU", "ØK", "HR"):
        _, names, rows = table(first, sheet, "Indsats")
        for row in (row for row in rows if row[names.index("Id")] in plan.items.index):
            for heading, value in zip(names, row, strict=True):
                text = "" if value is None else value.strftime("%d-%m-%Y") if isinstance(value, date) else str(value)
                if heading not in DERIVED and text != "Ingen (administrativt)":
                    assert says.same(
                        row[names.index("Id")], heading, text.replace(".", ",") if heading[:2] == "20" else text
                    )
                    told += 1
    assert told > 3000


@pytest.mark.parametrize("date1904", [False, True])
def test_texts_numbers_and_days_of_every_sort_come_back_as_they_were_written(date1904: bool, tmp_path: Path) -> None:
    texts = ["\x01styretegn", "_x0041_", "=1+1", "<r><t>x</t></r>", "a" * 32_767, " to  ord\r\nog\ttab ", "😀 \u200b"]
    texts += ["1.5", "31-03-2025", "SAND", "#REF!", "x\u00a0y", "e\u0301"]
    book = xlsxwriter.Workbook(tmp_path / "plan.xlsx", {"date_1904": date1904, "strings_to_formulas": False})
    page, shown = book.add_worksheet("Plan"), book.add_format({"num_format": "dd-mm-yyyy"})
    headings = ("Nr.", "Type", "Emne", "Udvalg", "Tidspunkt", "Afsluttet", "2024", "Bemærkninger", "Strategisk")
    page.write_row(0, 0, headings)
    for number, text in enumerate(texts, 1):
        page.write_row(number, 0, [number, "Drift", f"Indsats {number}", "BUU, ØK"])
        page.write_datetime(number, 4, datetime(2025, 3, number), shown)
        page.write(number, 5, "X" if number % 3 else None)
        page.write_number(number, 6, (100.5, -1 / 3, 1e6, 0, 12.345678)[number % 5])
        page.write_string(number, 7, text)
        page.write(number, 8, "X" if number % 2 else None)
    book.close()
    run(tmp_path / "plan.xlsx", tmp_path / "en.xlsx")
    assert proposals(run(tmp_path / "en.xlsx", tmp_path / "to.xlsx")[1]) == []


# -- LibreOffice -------------------------------------------------------------------------------------------------------


@pytest.mark.libreoffice
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_saves_what_was_typed_and_makes_up_nothing(first: Path, tmp_path: Path) -> None:
    source = typed(
        first,
        tmp_path / "plan.xlsx",
        (kvittering(first, "U201", "D-1.04"), "Aftalt"),
        (cell_of(first, "Samlet plan", "D-1.04", "Afsluttet"), "X"),
    )
    _, direct = run(source, tmp_path / "direkte.xlsx")
    saved = tmp_path / "lo" / "plan.xlsx"
    profile = f"-env:UserInstallation=file://{tmp_path}/profil"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(saved.parent), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    assert zipfile.is_zipfile(saved)
    _, findings = run(saved, tmp_path / "efter.xlsx")
    assert proposals(findings) == proposals(direct) != []
    assert signed(findings) == signed(direct) == [("U201", "D-1.04", "Aftalt")]
