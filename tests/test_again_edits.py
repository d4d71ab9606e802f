"""Each way to write in a generated sheet, and the sentence in Kontrol that tells it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from again import AS_OF, SAMPLE, cell_of, kvittering, proposals, run, signed, table, typed, worked_on
from openpyxl.comments import Comment

from udmoentning_xl.package.patch import CellAddress
from udmoentning_xl.reading import read_plan

WHOLE = "Samlet plan"


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample after the first run."""
    target = tmp_path_factory.mktemp("foerste") / "plan.xlsx"
    run(SAMPLE, target)
    return target


def told(first: Path, folder: Path, work: Callable[[Any], None]) -> list[tuple[Any, ...]]:
    """Item and sentence of what is told after ``work`` in the workbook; the next run tells the same."""
    _, findings = run(worked_on(first, folder / "a.xlsx", work), folder / "b.xlsx")
    _, again = run(folder / "b.xlsx", folder / "c.xlsx")
    found = [(item, sentence) for item, _, sentence in proposals(findings)]
    assert [(item, sentence) for item, _, sentence in proposals(again)] == found
    return found


def place(first: Path, sheet: str, item: str, heading: str) -> tuple[int, int]:
    cell = cell_of(first, sheet, item, heading)
    return cell.row, cell.column


@pytest.mark.parametrize("sheet", ["Oversigt", "Tidsplan", "Læsning", "Om"])
def test_a_note_beside_what_we_wrote_is_told(sheet: str, first: Path, tmp_path: Path) -> None:
    def work(book: openpyxl.Workbook) -> None:
        book[sheet]["Z3"] = "Ring til økonomi"

    sentence = f"„Ring til økonomi“ er skrevet i {sheet}!Z3, men kunne ikke føres videre"
    assert told(first, tmp_path, work) == [(None, sentence)]


@pytest.mark.parametrize("sheet", ["Oversigt", "Kontrol", "Tidsplan", "Læsning", "Om"])
def test_a_comment_is_told(sheet: str, first: Path, tmp_path: Path) -> None:
    def work(book: openpyxl.Workbook) -> None:
        book[sheet]["A1"].comment = Comment("Er det rigtigt?", "")

    sentence = f"„Kommentar: Er det rigtigt?“ er skrevet i {sheet}!A1, men kunne ikke føres videre"
    assert told(first, tmp_path, work) == [(None, sentence)]


def test_another_day_to_count_by_on_oversigt_is_no_edit_but_a_text_there_is(first: Path, tmp_path: Path) -> None:
    def another_day(book: openpyxl.Workbook) -> None:
        book["Oversigt"]["A3"] = date(2025, 5, 1)

    def no_day(book: openpyxl.Workbook) -> None:
        book["Oversigt"]["A3"] = "1. maj"

    (tmp_path / "dag").mkdir()
    assert told(first, tmp_path / "dag", another_day) == []
    assert told(first, tmp_path, no_day) == [(None, "„1. maj“ er skrevet i Oversigt!A3, men kunne ikke føres videre")]


def test_a_text_in_a_row_of_sums_is_told(first: Path, tmp_path: Path) -> None:
    head, names, rows = table(first, "BUU")
    number = next(n for n, row in enumerate(rows, head + 2) if "I alt" in row)
    column = names.index("Proces") + 1

    def work(book: openpyxl.Workbook) -> None:
        assert book["BUU"].cell(number, column).value is None
        book["BUU"].cell(number, column).value = "Passer ikke"

    cell = CellAddress("BUU", number, column)
    sentence = f"„Proces: Passer ikke“ er skrevet i {cell}, men står ikke i planen"
    assert told(first, tmp_path, work) == [(None, sentence)]


def test_a_row_without_its_id_is_still_known_by_its_title(first: Path, tmp_path: Path) -> None:
    row, column = place(first, WHOLE, "D-1.04", "Id")
    cell = cell_of(first, WHOLE, "D-1.04", "Afsluttet")

    def work(book: openpyxl.Workbook) -> None:
        book[WHOLE].cell(row, column).value = None
        book[WHOLE].cell(*cell[1:]).value = "X"

    sentence = f"Afsluttet er ændret fra „Åben“ til „X“ i {cell}, men ikke i planen"
    assert told(first, tmp_path, work) == [("D-1.04", sentence)]


def test_a_row_with_the_id_of_another_is_still_known_by_its_title(first: Path, tmp_path: Path) -> None:
    row, column = place(first, WHOLE, "D-1.04", "Id")
    cell = cell_of(first, WHOLE, "D-1.04", "Afsluttet")

    def work(book: openpyxl.Workbook) -> None:
        book[WHOLE].cell(row, column).value = "D-1.06"
        book[WHOLE].cell(*cell[1:]).value = "X"

    sentence = f"Afsluttet er ændret fra „Åben“ til „X“ i {cell}, men ikke i planen"
    assert told(first, tmp_path, work) == [("D-1.04", sentence)]


def test_a_new_row_with_a_known_title_is_told(first: Path, tmp_path: Path) -> None:
    head, names, rows = table(first, WHOLE)
    title = read_plan(first, None, AS_OF).items.at["D-1.04", "title"]
    last = head + len(rows) + 2

    def work(book: openpyxl.Workbook) -> None:
        book[WHOLE].cell(last, names.index("Indsats") + 1).value = title
        book[WHOLE].cell(last, names.index("Bemærkninger") + 1).value = "Anden del"

    cell = CellAddress(WHOLE, last, names.index("Indsats") + 1)
    sentence = f"„Indsats: {title}; Bemærkninger: Anden del“ er skrevet i {cell}, men kunne ikke føres videre"
    assert told(first, tmp_path, work) == [(None, sentence)]


def test_a_changed_cell_in_a_renamed_column_is_told_under_our_heading(first: Path, tmp_path: Path) -> None:
    row, column = place(first, "BUU", "A-3.03", "Ansvarlig")
    head, _, _ = table(first, "BUU")
    was = read_plan(first, None, AS_OF).items.at["A-3.03", "responsible"]

    def work(book: openpyxl.Workbook) -> None:
        book["BUU"].cell(head + 1, column).value = "Hvem"
        book["BUU"].cell(row, column).value = "Chefen"

    cell, heading = CellAddress("BUU", row, column), CellAddress("BUU", head + 1, column)
    assert told(first, tmp_path, work) == [
        ("A-3.03", f"Ansvarlig er ændret fra „{was}“ til „Chefen“ i {cell}, men ikke i planen"),
        (None, f"„Hvem“ er skrevet i {heading}, men står ikke i planen"),
    ]


@pytest.mark.parametrize("heading", ["Id", "Indsats", "Hovedpunkt"])
def test_a_changed_cell_is_told_though_another_column_is_deleted(heading: str, first: Path, tmp_path: Path) -> None:
    row, column = place(first, "BUU", "A-3.03", "Ansvarlig")
    _, deleted = place(first, "BUU", "A-3.03", heading)
    was = read_plan(first, None, AS_OF).items.at["A-3.03", "responsible"]

    def work(book: openpyxl.Workbook) -> None:
        book["BUU"].tables.clear()
        book["BUU"].cell(row, column).value = "Chefen"
        book["BUU"].delete_cols(deleted)

    cell = CellAddress("BUU", row, column - (deleted < column))
    sentence = f"Ansvarlig er ændret fra „{was}“ til „Chefen“ i {cell}, men ikke i planen"
    assert told(first, tmp_path, work) == [("A-3.03", sentence)]


def test_an_own_column_with_some_of_our_words_in_it_is_not_taken_for_ours(first: Path, tmp_path: Path) -> None:
    _, column = place(first, "BUU", "A-3.03", "Ansvarlig")
    head, _, rows = table(first, "BUU")

    def work(book: openpyxl.Workbook) -> None:
        book["BUU"].cell(head + 1, column).value = "Kontakt"
        for number in range(len(rows)):
            if number % 4:
                book["BUU"].cell(head + 2 + number, column).value = f"Lokal {number}"

    assert [one for one in told(first, tmp_path, work) if "Ansvarlig er ændret" in one[1]] == []


@pytest.mark.parametrize("heading", ["Kode", "Id", "Indsats", "Hvad er galt"])
def test_a_kvittering_is_kept_or_told_where_a_column_of_kontrol_is_deleted(
    heading: str, first: Path, tmp_path: Path
) -> None:
    _, names, _ = table(first, "Kontrol", "Kvittering")
    source = typed(first, tmp_path / "k.xlsx", (kvittering(first, "U201", "D-1.04"), "Aftalt med formanden"))

    def work(book: openpyxl.Workbook) -> None:
        book["Kontrol"].tables.clear()
        book["Kontrol"].delete_cols(names.index(heading) + 1)

    run(worked_on(source, tmp_path / "a.xlsx", work), tmp_path / "b.xlsx")
    _, names, rows = table(tmp_path / "b.xlsx", "Kontrol", "Kvittering")
    shown = [text for row in rows for text in row if "Aftalt med formanden" in str(text)]
    assert len(shown) == 1, shown


@pytest.mark.parametrize("heading", ["Kode", "Kvittering", "Hvad er galt"])
def test_a_kvittering_is_read_under_a_renamed_column_of_kontrol(heading: str, first: Path, tmp_path: Path) -> None:
    head, names, _ = table(first, "Kontrol", "Kvittering")
    source = typed(first, tmp_path / "k.xlsx", (kvittering(first, "U201", "D-1.04"), "Aftalt"))

    def work(book: openpyxl.Workbook) -> None:
        book["Kontrol"].cell(head + 1, names.index(heading) + 1).value = "Andet navn"

    _, findings = run(worked_on(source, tmp_path / "a.xlsx", work), tmp_path / "b.xlsx")
    assert signed(findings) == [("U201", "D-1.04", "Aftalt")]
    cell = CellAddress("Kontrol", head + 1, names.index(heading) + 1)
    assert [sentence for *_, sentence in proposals(findings)] == [
        f"„Andet navn“ er skrevet i {cell}, men kunne ikke føres videre"
    ]


def test_the_new_name_of_a_sheet_is_told_where_the_sheet_itself_does_not_stay(first: Path, tmp_path: Path) -> None:
    def work(book: openpyxl.Workbook) -> None:
        book["BUU"].title = "Børn"

    renamed = worked_on(first, tmp_path / "a.xlsx", work)
    _, findings = run(SAMPLE, tmp_path / "b.xlsx", earlier=renamed)
    own = findings.loc[findings["code"] == "U801", ["sheet", "message"]]
    assert own.values.tolist() == [["Børn", "„Arkets navn: Børn“ er skrevet i Børn, men kunne ikke føres videre"]]
