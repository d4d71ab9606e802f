"""The sheet Mødeplan and the meetings on the committees' sheets; and a report without them where none are known."""

import zipfile
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from checks.meeting_cases import MEETINGS, due, planned, with_meetings
from package_check import faults
from plans import BODIES, make_plan
from recalculation import recalculated
from report_views import built, listed, values

from udmoentning_xl.checks import run_checks
from udmoentning_xl.contract import to_json
from udmoentning_xl.plan import Plan
from udmoentning_xl.register import MeetingRules

ITEMS = (
    due("senest 30. april 2025", "2025-04-30", "BUU", id="H-2", title="Støttebehov"),
    due("senest 31. maj 2025", "2025-05-31", "KB", "ØK", "BUU", id="H-1", title="Skolestruktur"),
    due("inden 1. januar 2025", "2024-12-31", "BUU", "ØK", id="D-3", title="Ressourcetildeling"),
    due("løbende", None, "BUU", id="D-4", title="Tilsyn", due_kind="continuous"),
    due("afventer", None, "ØK", id="D-5", title="Lov", due_kind="depends"),
    due("senest 31. maj 2025", "2025-05-31", "MTU", "KB", id="D-6", title="Veje"),
    due("senest 30. april 2025", "2025-04-30", "BUU", id="D-7", title="Købet af Vestergade 12", confidential=True),
    due("senest 30. april 2025", "2025-04-30", "BUU", id="D-8", title="Færdig", completion="done"),
)
PLAN = planned(*ITEMS)
BUU, OEK, KB = date(2025, 4, 4), date(2025, 4, 11), date(2025, 5, 19)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("rapport"), PLAN, run_checks(PLAN))


@pytest.fixture(scope="module")
def book(report: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(report)


def told(sheet: Any, *headings: str) -> list[tuple[Any, ...]]:
    """The rows of a sheet's table under these headings, with dates as dates."""
    frame = values(sheet)
    columns = [listed(frame[heading]) for heading in headings]
    return [
        tuple(value.date() if isinstance(value, datetime) else value for value in row)
        for row in zip(*columns, strict=True)
    ]


def test_the_sheet_stands_before_tidsplan(book: openpyxl.Workbook) -> None:
    assert book.sheetnames[-4:] == ["Mødeplan", "Tidsplan", "Læsning", "Om"]


def test_every_case_stands_at_its_meeting_with_its_terms_and_where_it_goes(book: openpyxl.Workbook) -> None:
    headings = ("Møde", "Udvalg", "Sager senest", "Dagsorden senest", "Id", "Udvalget", "Derefter")
    assert told(book["Mødeplan"], *headings) == [
        (date(2024, 12, 3), "BUU", date(2024, 11, 21), date(2024, 11, 27), "D-3", "behandler", "→ ØK 10-12"),
        (date(2024, 12, 10), "ØK", date(2024, 11, 28), date(2024, 12, 4), "D-3", "indstiller", "går ikke videre"),
        (BUU, "BUU", date(2025, 3, 25), date(2025, 3, 31), "H-2", "beslutter", "besluttes her"),
        (BUU, "BUU", date(2025, 3, 25), date(2025, 3, 31), "H-1", "behandler", "→ ØK 11-04 → KB 19-05"),
        (BUU, "BUU", date(2025, 3, 25), date(2025, 3, 31), None, None, None),
        (OEK, "ØK", date(2025, 4, 1), date(2025, 4, 7), "H-1", "indstiller", "→ KB 19-05"),
        (KB, "KB", date(2025, 5, 7), date(2025, 5, 13), "H-1", "beslutter", "besluttes her"),
        (KB, "KB", date(2025, 5, 7), date(2025, 5, 13), "D-6", "beslutter", "besluttes her"),
        (None, "BUU", None, None, "D-4", "beslutter", None),
        (None, "ØK", None, None, "D-5", "beslutter", None),
        (None, "MTU", None, None, "D-6", "behandler", None),
    ]


def test_items_at_no_meeting_stand_below_with_the_reason(book: openpyxl.Workbook) -> None:
    rows = [row for row in told(book["Mødeplan"], "Id", "Udvalg", "Uden møde, fordi") if row[2]]
    assert rows == [("D-4", "BUU", "løbende"), ("D-5", "ØK", "afventer"), ("D-6", "MTU", "uden kendt møde")]


def test_an_item_whose_meetings_have_all_been_held_stands_below(tmp_path: Path) -> None:
    held = due("senest 30. april 2025", "2025-04-30", "BUU", id="H-2", title="Støttebehov")
    plan = replace(planned(held), as_of=date(2025, 4, 15))
    sheet = openpyxl.load_workbook(built(tmp_path, plan, run_checks(plan)))["Mødeplan"]
    assert told(sheet, "Møde", "Id", "Udvalg", "Uden møde, fordi") == [(None, "H-2", "BUU", "mødet er holdt")]


def test_closed_items_are_counted_and_not_named(book: openpyxl.Workbook) -> None:
    titles = [row[0] for row in told(book["Mødeplan"], "Indsats")]
    assert "1 sag, der er lukket eller holdt tilbage" in titles
    assert not [cell.value for row in book["Mødeplan"].iter_rows() for cell in row if "Vestergade" in str(cell.value)]
    assert "er hverken talt med ovenfor eller nævnt (1); ved et møde står kun, hvor mange af dem det skal tage." in str(
        book["Mødeplan"]["A4"].value
    )


def test_a_meeting_that_takes_closed_items_alone_is_not_counted(tmp_path: Path) -> None:
    closed = due("senest 30. april 2025", "2025-04-30", "BUU", id="D-7", title="Købet", confidential=True)
    open_one = due("senest 31. maj 2025", "2025-05-31", "KB", id="D-6", title="Veje")
    plan = planned(closed, open_one)
    sheet = openpyxl.load_workbook(built(tmp_path, plan, run_checks(plan)))["Mødeplan"]
    assert str(sheet["A2"].value).endswith("1 møde med 1 indsats · 0 indsatser uden møde")


def test_a_held_item_is_named_once_it_has_been_released(tmp_path: Path) -> None:
    held = {"what": "held", "item": "H-2", "cell": "D5", "text": "rækken er skjult"}
    plan = planned(*ITEMS, observations=[held])
    findings = run_checks(plan)

    def titles(acknowledgement: str | None) -> list[Any]:
        signed = findings.assign(
            acknowledgement=findings["acknowledgement"].mask(findings["code"] == "U605", acknowledgement)
        )
        return [row[0] for row in told(openpyxl.load_workbook(built(tmp_path, plan, signed))["Mødeplan"], "Indsats")]

    assert "2 sager, der er lukket eller holdt tilbage" in titles(None)
    assert "Støttebehov" not in titles(None)
    assert "Støttebehov" in titles("Må gerne ses")


def test_a_passed_term_is_marked_with_a_sign_and_not_by_colour_alone(book: openpyxl.Workbook) -> None:
    formats = {
        cell.value: cell.number_format
        for row in book["Mødeplan"].iter_rows(min_row=6, min_col=3, max_col=3)
        for cell in row
        if isinstance(cell.value, datetime)
    }
    assert formats[datetime(2024, 11, 21)] == '[$-406]"! "ddd dd-mm-yyyy'
    assert formats[datetime(2024, 11, 28)] == "[$-406]ddd dd-mm-yyyy"


def test_a_committees_sheet_is_in_the_order_of_its_meetings(book: openpyxl.Workbook) -> None:
    assert told(book["BUU"], "Id", "Møde", "Sager senest")[:-1] == [
        ("D-3", date(2024, 12, 3), date(2024, 11, 21)),
        ("H-2", BUU, date(2025, 3, 25)),
        ("H-1", BUU, date(2025, 3, 25)),
        ("D-7", BUU, date(2025, 3, 25)),
        ("D-4", None, None),
        ("D-8", None, None),
    ]
    assert "Møde" not in values(book["MTU"]).columns


def test_the_order_of_meetings_goes_before_the_order_of_days(tmp_path: Path) -> None:
    """What is due later may have to come to the committee first: it has a longer way to go."""
    items = (
        due("senest 10. april 2025", "2025-04-10", "BUU", id="D-1"),
        due("senest 15. april 2025", "2025-04-15", "BUU", "KB", id="D-2"),
    )
    sheets = {
        known: openpyxl.load_workbook(built(tmp_path, planned(*items) if known else make_plan(items)))["BUU"]
        for known in (True, False)
    }
    assert {known: listed(values(sheet)["Id"])[:-1] for known, sheet in sheets.items()} == {
        True: ["D-2", "D-1"],
        False: ["D-1", "D-2"],
    }


def test_the_report_has_no_fault_that_makes_excel_repair_it(report: Path) -> None:
    assert faults(report) == []


@pytest.mark.libreoffice
def test_the_days_are_shown_with_danish_weekdays(report: Path, tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(recalculated(report, tmp_path))["Mødeplan"]
    assert sheet["A7"].value == datetime(2024, 12, 3)


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_without_meetings_every_byte_and_finding_is_as_if_nobody_had_thought_of_them(tmp_path: Path) -> None:
    """Terms without meetings, and meetings of nobody, change nothing: not the report, not the JSON."""
    plan = make_plan(ITEMS)
    rules = MeetingRules(case_days=20, agenda_days=3, gap_days=1, closed_weeks=(7,), many=1)
    bodies = tuple(replace(body, case_days=3, agenda_days=2, gap_days=9) for body in BODIES)
    others = (replace(plan, meeting_rules=rules), make_plan(ITEMS, bodies=bodies, meeting_rules=rules))
    expected = parts(built(tmp_path, plan, run_checks(plan)))
    assert not [name for name, data in expected.items() if b"M\xc3\xb8de" in data or b"ddd" in data]
    for other in others:
        assert parts(built(tmp_path, other, run_checks(other))) == expected
        assert to_json(other, run_checks(other)) == to_json(plan, run_checks(plan))


def test_meetings_change_nothing_of_the_sheets_of_bodies_that_have_none(tmp_path: Path) -> None:
    """Only BUU's meetings are known: the sheet of MTU is the same, and so are the figures of Oversigt."""
    plan = make_plan(ITEMS, bodies=with_meetings(BUU=MEETINGS["BUU"]))
    known, unknown = (openpyxl.load_workbook(built(tmp_path, one, run_checks(one))) for one in (plan, make_plan(ITEMS)))
    for name in ("MTU", "Tidsplan", "Samlet plan"):
        cells = [[cell.value for row in one[name].iter_rows() for cell in row] for one in (known, unknown)]
        assert cells[0] == cells[1]


def test_a_plan_where_every_meeting_is_past_has_a_sheet_without_meetings(tmp_path: Path) -> None:
    plan: Plan = planned(*ITEMS, as_of=date(2026, 1, 1))
    sheet = openpyxl.load_workbook(built(tmp_path, plan, run_checks(plan)))["Mødeplan"]
    assert {row[0] for row in told(sheet, "Møde")} == {None}
    assert str(sheet["A2"].value).endswith("0 møder med 0 indsatser · 6 indsatser uden møde")


def test_what_the_finance_committee_has_alone_is_decided_at_its_meeting(tmp_path: Path) -> None:
    plan = planned(due("senest 30. april 2025", "2025-04-30", "ØK", id="H-2", title="Støttebehov"))
    sheet = openpyxl.load_workbook(built(tmp_path, plan, run_checks(plan)))["Mødeplan"]
    assert told(sheet, "Udvalg", "Udvalget", "Derefter") == [("ØK", "beslutter", "besluttes her")]
