"""Next month: people have changed what stands in the generated sheets, and it must neither hold nor be lost."""

import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from again import AS_OF, DATA, SAMPLE, SOURCE, cell_of, kvittering, proposals, run, signed, table, typed, worked_on
from openpyxl.comments import Comment
from package.workbooks_made import parts, repacked
from package_check import faults
from recalculation import recalculated

from udmoentning_xl.package.patch import CellAddress
from udmoentning_xl.reading import read_plan
from udmoentning_xl.reading.plansays import PlanLookup

#: What is derived in the sheets and stands nowhere in the plan in these words.
DERIVED = {"Id", "Frist", "Tjek", "Tælles hos", "Kilde", "Periode", "Sagsgang", "Status"}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample after the first run."""
    target = tmp_path_factory.mktemp("foerste") / "plan.xlsx"
    run(SAMPLE, target)
    return target


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
    half = typed(tmp_path / "b.xlsx", tmp_path / "c.xlsx", (CellAddress(SOURCE, 15, 2), "Ny legeplads i Glesborg"))
    assert any("legeplads" in message for *_, message in proposals(run(half, tmp_path / "d.xlsx")[1]))
    taken_over = typed(half, tmp_path / "e.xlsx", (CellAddress(SOURCE, 15, 6), "BUU"))
    left = [message for *_, message in proposals(run(taken_over, tmp_path / "f.xlsx")[1])]
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


@pytest.mark.parametrize(
    ("heading", "text", "column", "agreed"),
    [
        ("Til", "forår 2026", 8, "Forår 2026"),
        ("Til", "1. kvartal 2026", 8, date(2026, 3, 31)),
        ("Fra", "efter sommerferien 2026", 8, "Efter sommerferien 2026"),
        ("Udvalg", "Børne- og ungdomsudvalget og Økonomiudvalget", 6, "BUU, ØK"),
    ],
)
def test_what_is_written_in_other_words_is_settled_once_the_plan_says_the_same(
    heading: str, text: str, column: int, agreed: str | date, first: Path, tmp_path: Path
) -> None:
    standing = typed(first, tmp_path / "a.xlsx", (cell_of(first, "Samlet plan", "D-1.04", heading), text))
    assert [item for item, *_ in proposals(run(standing, tmp_path / "b.xlsx")[1])] == ["D-1.04"]
    settled = typed(tmp_path / "b.xlsx", tmp_path / "c.xlsx", (CellAddress(SOURCE, 15, column), agreed))
    assert proposals(run(settled, tmp_path / "d.xlsx")[1]) == []


def test_a_change_at_a_number_that_another_item_has_got_says_whose_it_was(first: Path, tmp_path: Path) -> None:
    cell = cell_of(first, "Samlet plan", "D-1.04", "Afsluttet")
    title = read_plan(first, None, AS_OF).items.at["D-1.04", "title"]
    source = typed(first, tmp_path / "a.xlsx", (cell, "X"), (CellAddress(SOURCE, 15, 2), "Et helt andet emne nu"))
    _, findings = run(source, tmp_path / "b.xlsx")
    sentence = f"„Afsluttet: X (D-1.04 {title})“ er skrevet i {cell}, men står ikke i planen"
    assert proposals(findings) == [(None, str(cell), sentence)]


def test_sorted_rows_and_moved_columns_are_no_changes_and_of_a_new_heading_only_its_name_is_told(
    first: Path, tmp_path: Path
) -> None:
    head, names, rows = table(first, "BUU", "Vejledende tidspunkt")

    def work(book: openpyxl.Workbook) -> None:
        sheet = book["BUU"]
        sheet.tables.clear()
        items = [row for row in rows if row[names.index("Id")]]
        for number, row in enumerate(sorted(items, key=lambda row: str(row[2]), reverse=True), head + 2):
            for column, value in enumerate(row, 1):
                sheet.cell(number, column).value = value
        sheet.cell(head + 1, names.index("Vejledende tidspunkt") + 1).value = "Hvornår"
        sheet.insert_rows(2, 2)
        sheet.insert_cols(1)
        sheet.insert_cols(5)
        sheet.title = "Børn og unge"

    told = proposals(run(worked_on(first, tmp_path / "a.xlsx", work), tmp_path / "b.xlsx")[1])
    place = f"Børn og unge!G{head + 3}"
    assert told == [(None, place, f"„Hvornår“ er skrevet i {place}, men står ikke i planen")]


@pytest.mark.parametrize(
    "data", [None, b"<a/>", b'<skrevet xmlns="urn:udmoentning-xl:skrevet">{"version":1}</skrevet>']
)
def test_without_the_kept_data_it_is_said_that_changes_cannot_be_seen(
    data: bytes | None, first: Path, tmp_path: Path
) -> None:
    signature = kvittering(first, "U201", "D-1.04"), "Aftalt"
    source = typed(first, tmp_path / "a.xlsx", signature, (CellAddress(SOURCE, 17, 8), "4. kvartal 2026"))
    rels = parts(source)["xl/_rels/workbook.xml.rels"]
    bare = rels if data else b"".join(piece for piece in _pieces(rels) if b"customXml" not in piece)
    source.write_bytes(repacked(source, **{DATA: data, "xl/_rels/workbook.xml.rels": bare}))
    _, findings = run(source, tmp_path / "b.xlsx")
    own = findings[findings["code"] == "U801"]
    assert (own["sheet"].tolist(), own["cell"].isna().tolist(), own["message"].tolist()) == (
        ["Kontrol"],
        [True],
        [
            "Det kan ikke ses, om der er skrevet andet end kvitteringer i arkene fra sidste kørsel, for a.xlsx har "
            "ikke længere det med, som de skal sammenlignes med. Se arkene efter, før filen slettes."
        ],
    )
    assert signed(findings) == [("U201", "D-1.04", "Aftalt")]
    assert faults(tmp_path / "b.xlsx") == []
    reason = typed(tmp_path / "b.xlsx", tmp_path / "c.xlsx", (kvittering(tmp_path / "b.xlsx", "U801", None), "Set"))
    again = run(reason, tmp_path / "d.xlsx")[1]
    assert again.loc[again["code"] == "U801", "acknowledgement"].tolist() == ["Set"]


def _pieces(xml: bytes) -> Iterator[bytes]:
    return (piece + b">" for piece in xml.split(b">") if piece)


def test_the_data_that_is_kept_holds_no_text_of_the_plan(first: Path) -> None:
    data = parts(first)[DATA].decode()
    plan = read_plan(first, None, AS_OF)
    for column in ("title", "description", "responsible", "remarks", "section"):
        assert not [text for text in plan.items[column].dropna() if str(text) in data]


def test_the_plan_says_what_its_own_sheets_say(first: Path) -> None:
    plan = read_plan(first, None, AS_OF)
    says, told = PlanLookup(plan), 0
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


@pytest.mark.libreoffice
def test_what_libreoffice_computes_from_a_typed_cell_is_nothing_that_somebody_typed(
    first: Path, tmp_path: Path
) -> None:
    """It writes our formulas its own way, and their new results beside them."""
    cell = cell_of(first, "Samlet plan", "D-1.04", "Afsluttet")
    source = typed(first, tmp_path / "plan.xlsx", (cell, "X"))
    _, findings = run(recalculated(source, tmp_path), tmp_path / "efter.xlsx")
    assert proposals(findings) == [
        ("D-1.04", "Udmøntningsplan!M15", f"Afsluttet er ændret fra „Åben“ til „X“ i {cell}, men ikke i planen")
    ]
