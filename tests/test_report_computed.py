"""The formulas of the report, computed by LibreOffice: they agree with our values, and follow what is typed."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from plans import dated_items, make_plan
from recalculation import recalculated
from report_plans import believable_findings, believable_plan

from udmoentning_xl.findings import findings_frame
from udmoentning_xl.register import Body
from udmoentning_xl.report import build_report

VALIDATOR = os.environ.get("UDMOENTNING_OOXML_VALIDATOR") or shutil.which("ooxml-validator")
pytestmark = pytest.mark.libreoffice


def report(folder: Path, count: int = 60) -> Path:
    plan = believable_plan(count)
    build_report(plan, believable_findings(plan), folder / "rapport.xlsx")
    return folder / "rapport.xlsx"


def differences(workbook: Path, folder: Path) -> list[tuple[str, str, object, object]]:
    """Sheet, cell, our value and LibreOffice's, for every formula where the two differ."""
    written = openpyxl.load_workbook(workbook, data_only=True)
    computed = openpyxl.load_workbook(recalculated(workbook, folder), data_only=True)
    found = []
    for sheet, cell in formulas(workbook):
        ours, theirs = written[sheet][cell].value, computed[sheet][cell].value
        numbers = isinstance(ours, int | float) and isinstance(theirs, int | float)
        if not (abs(ours - theirs) < 1e-6 if numbers else ours == theirs):
            found.append((sheet, cell, ours, theirs))
    return found


def formulas(workbook: Path) -> Iterator[tuple[str, str]]:
    for sheet in openpyxl.load_workbook(workbook):
        for row in sheet.iter_rows():
            yield from ((sheet.title, cell.coordinate) for cell in row if cell.data_type == "f")


def figures(sheet: Worksheet, table: str, name: str) -> dict[str, object]:
    """One row of a table by its headings, found by what stands in its first column."""
    rows = [[cell.value for cell in row] for row in sheet[sheet.tables[table].ref]]
    row = next(row for row in rows if row[0] == name)
    return dict(zip(map(str, rows[0]), row, strict=True))


def test_every_formula_computes_to_the_value_we_wrote(tmp_path: Path) -> None:
    workbook = report(tmp_path)
    assert len(list(formulas(workbook))) > 400
    assert differences(workbook, tmp_path) == []


def test_formulas_hold_for_awkward_names_and_plans(tmp_path: Path) -> None:
    bodies = (
        Body("BU", "Beskæftigelsesudvalget"),
        Body("BUU", "Børneudvalget"),
        Body("a*?~,", "Udvalget *"),
        Body("ØK", "ØK"),
    )
    routes: list[tuple[str, ...]] = [
        ("BU",),
        ("BUU",),
        ("BU", "BUU"),
        ("BUU", "BU", "ØK"),
        ("a*?~,", "BU"),
        ("ØK",),
        (),
    ]
    sections = ["1.1", "1.10", "=1", "*", "?", "x" * 300, None]
    plan = make_plan(
        [
            {"committees": route, "section": section, "amounts": {2024: 1_500, 2026: -700}}
            for route, section in zip(routes, sections, strict=True)
        ],
        bodies=bodies,
    )
    build_report(plan, findings_frame([]), tmp_path / "rapport.xlsx")
    assert differences(tmp_path / "rapport.xlsx", tmp_path) == []
    sheet = openpyxl.load_workbook(recalculated(tmp_path / "rapport.xlsx", tmp_path), data_only=True)["Oversigt"]
    assert figures(sheet, "Udvalg", "Beskæftigelsesudvalget")["Indsatser"] == 4
    assert figures(sheet, "Hovedpunkter", "1.1")["Indsatser"] == 1


@pytest.mark.parametrize("years", [(2024, 2025, 2026, 2027), (2025,)])
def test_frist_holds_at_the_borders_of_the_plan_and_of_today(tmp_path: Path, years: tuple[int, ...]) -> None:
    plan = replace(make_plan(dated_items()), years=years)
    build_report(plan, findings_frame([]), tmp_path / "rapport.xlsx")
    assert differences(tmp_path / "rapport.xlsx", tmp_path) == []


@pytest.mark.parametrize("count", [0, 1])
def test_formulas_hold_for_a_plan_with_next_to_nothing(tmp_path: Path, count: int) -> None:
    build_report(make_plan([{}] * count), findings_frame([]), tmp_path / "rapport.xlsx")
    assert differences(tmp_path / "rapport.xlsx", tmp_path) == []


def test_libreoffice_does_compute_and_not_only_copy(tmp_path: Path) -> None:
    workbook = report(tmp_path, 30)
    book = openpyxl.load_workbook(workbook)  # saves the formulas without any values
    book.save(workbook)
    assert {ours for _, _, ours, _ in differences(workbook, tmp_path)} == {None}


def typed(workbook: Path, sheet: str, heading: str, item: str, value: object) -> None:
    """Type ``value`` in the column ``heading`` of the row of ``item``, as someone does in Excel."""
    book = openpyxl.load_workbook(workbook)
    rows = list(book[sheet][next(iter(book[sheet].tables.values())).ref])
    names = [cell.value for cell in rows[0]]
    row = next(row for row in rows if row[names.index("Id")].value == item)
    row[names.index(heading)].value = value
    book.save(workbook)


@pytest.mark.parametrize("mark", ["X", "x", "Afsluttet"])
def test_an_x_in_samlet_plan_changes_the_counts_that_it_should(tmp_path: Path, mark: str) -> None:
    workbook = report(tmp_path)
    before = openpyxl.load_workbook(workbook, data_only=True)["Oversigt"]
    typed(workbook, "Samlet plan", "Afsluttet", "D-1", mark)  # overdue, of BUU, ØK and KB, Økonomisk Politik
    after = openpyxl.load_workbook(recalculated(workbook, tmp_path), data_only=True)["Oversigt"]
    changed = {"Afsluttet": 1, "Overskredet – vejledende tidspunkt er passeret": -1}
    for name in ("Indsatser i planen", "Afsluttet", "Overskredet – vejledende tidspunkt er passeret", "Uden tidspunkt"):
        old, new = (figures(sheet, "Noegletal", name)["Antal"] for sheet in (before, after))
        assert new - old == changed.get(name, 0), name
    for table, name, by in (
        ("Udvalg", "Børne- og ungdomsudvalget", 1),
        ("Udvalg", "Kommunalbestyrelsen", 1),
        ("Udvalg", "Miljø- og teknikudvalget", 0),
        ("Hovedpunkter", "Økonomisk Politik", 1),
        ("Hovedpunkter", "Skoler og dagtilbud", 0),
        ("Typer", "Driftsændring", 1),
    ):
        old, new = (figures(sheet, table, name) for sheet in (before, after))
        assert (new["Afsluttet"] - old["Afsluttet"], old["Overskredet"] - new["Overskredet"]) == (by, by), name
    old, new = (figures(sheet, "Kvartaler", "1. kv. 2024") for sheet in (before, after))
    assert (new["Afsluttet"] - old["Afsluttet"], new["Planlagt"] - old["Planlagt"]) == (1, 0)


def test_a_new_amount_a_new_committee_and_a_new_day_are_counted(tmp_path: Path) -> None:
    workbook = report(tmp_path)
    before = openpyxl.load_workbook(workbook, data_only=True)["Oversigt"]
    typed(workbook, "Samlet plan", "2027", "D-1", 1000)
    typed(workbook, "Samlet plan", "Udvalg", "D-1", "KFU")
    after = openpyxl.load_workbook(recalculated(workbook, tmp_path), data_only=True)["Oversigt"]
    counts = {
        name: [figures(sheet, "Udvalg", name) for sheet in (before, after)]
        for name in ("Kultur- og fritidsudvalget", "Økonomiudvalget")
    }
    culture, economy = counts.values()
    assert culture[1]["Indsatser"] - culture[0]["Indsatser"] == 1
    assert economy[1]["Indsatser"] - economy[0]["Indsatser"] == -1
    assert culture[1]["2027"] - culture[0]["2027"] == 1000
    difference = figures(after, "Afstemning", "Forskel (skal være 0)")
    assert set(difference.values()) == {"Forskel (skal være 0)", 0}


def test_an_acknowledgement_is_not_counted_any_more(tmp_path: Path) -> None:
    workbook = report(tmp_path)
    typed(workbook, "Kontrol", "Kvittering", "D-15", "Aftalt med borgmesteren")
    after = openpyxl.load_workbook(recalculated(workbook, tmp_path), data_only=True)["Oversigt"]
    assert figures(after, "Noegletal", "Fund i kontrollen: fejl")["Antal"] == 2
    assert figures(after, "Noegletal", "Fund i kontrollen: advarsler")["Antal"] == 3


@pytest.mark.validator
def test_the_open_xml_sdk_finds_no_fault(tmp_path: Path) -> None:
    if VALIDATOR is None:
        if os.environ.get("UDMOENTNING_ALLE_PROEVER"):
            pytest.fail("the Open XML SDK validator is not installed")
        pytest.skip("the Open XML SDK validator is not installed")
    environment = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    done = subprocess.run(
        [VALIDATOR, str(report(tmp_path))], env=environment, capture_output=True, text=True, check=False
    )
    assert '"errors": []' in done.stdout, done.stdout
