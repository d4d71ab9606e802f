"""Oversigt says what is late, whose it is and why, what comes next, what is lacking, and what the money does."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from plans import make_plan
from recalculation import recalculated
from report_plans import believable_findings, believable_plan
from report_views import built, listed, values

from udmoentning_xl.plan import AwaitedAnswers, Plan

LATE = {"due_text": "1. kvartal 2024", "due_from": "2024-01-01", "due_to": "2024-03-31"}
SOON = {"due_text": "december 2024", "due_from": "2024-12-01", "due_to": "2024-12-31"}
NO_TIME = {"due_text": None, "due_kind": "unset", "due_from": None, "due_to": None}
NO_BODY = {"committee_text": None, "committees": ()}


def overview(folder: Path, plan: Plan) -> Worksheet:
    return openpyxl.load_workbook(built(folder, plan), data_only=True)["Oversigt"]


def lines(sheet: Worksheet) -> list[str]:
    """What stands in the first column, row by row."""
    return [str(cell.value) for cell in sheet["A"] if cell.value is not None]


def test_what_is_late_is_named_with_whose_it_is_and_why_the_oldest_first(tmp_path: Path) -> None:
    plan = make_plan(
        [
            {"title": "Skolegård", **LATE, "due_to": "2024-09-30", "remarks": "Afventer\nlicitation"},
            {"title": "Cykelsti", **LATE, "committees": ("MTU", "ØK"), "responsible": "Vejchefen"},
            {"title": "Færdig", **LATE, "completion": "done"},
            {"title": "Senere"},
        ]
    )
    sheet = overview(tmp_path, plan)
    late = values(sheet, "Overskredne")
    assert listed(late["Indsats"]) == ["Cykelsti\nIngen bemærkning", "Skolegård\nAfventer licitation"]
    assert late.iloc[0].to_dict() == {
        "Indsats": "Cykelsti\nIngen bemærkning",
        "Id": "D-2",
        "Udvalg": "MTU, ØK",
        "Senest": datetime(2024, 3, 31),
        "Frist": "Overskredet",
        "Dage over": 236,
        "Status": None,
        "2024": 100,
        "2025": None,
        "2026": None,
        "2027": None,
        "Type": "Drift",
        "Ansvarlig": "Vejchefen",
    }
    assert "Overskredet: 2" in lines(sheet)


def test_what_comes_within_90_days_is_named_the_nearest_first(tmp_path: Path) -> None:
    plan = make_plan([{"title": "Sidst", **SOON}, {"title": "Først", **SOON, "due_to": "2024-11-22"}])
    soon = values(overview(tmp_path, plan), "Kommende")
    assert (listed(soon["Indsats"]), listed(soon["Dage til"])) == (["Først", "Sidst"], [0, 39])


def test_what_lacks_a_time_or_a_committee_is_named_with_what_it_lacks(tmp_path: Path) -> None:
    plan = make_plan(
        [
            {"title": "Begge", **NO_TIME, **NO_BODY},
            {"title": "Udvalg", **NO_BODY},
            {"title": "Tvivl", "completion": "unclear"},
            {"title": "Fejl", "due_kind": "invalid", "due_text": "31. september", "due_from": None, "due_to": None},
            {"title": "Færdig", **NO_TIME, **NO_BODY, "completion": "done"},
            {"title": "I orden"},
        ]
    )
    lacking = values(overview(tmp_path, plan), "Mangler")
    assert dict(zip(lacking["Indsats"], lacking["Mangler"], strict=True)) == {
        "Begge": "tidspunkt og udvalg",
        "Udvalg": "udvalg",
        "Tvivl": "klar markering",
        "Fejl": "klart tidspunkt",
    }


def test_a_plan_in_order_says_that_nothing_is_late(tmp_path: Path) -> None:
    sheet = overview(tmp_path, make_plan([{}]))
    assert {
        "Ingen indsatser er overskredet.",
        "Ingen indsatser har tidspunkt inden for 90 dage.",
    } <= set(lines(sheet))
    assert not {"Overskredne", "Kommende", "Mangler", "SidenSidst"} & set(sheet.tables)


def test_of_a_long_list_the_first_20_are_named_and_the_others_counted(tmp_path: Path) -> None:
    sheet = overview(tmp_path, make_plan([LATE] * 22))
    assert len(values(sheet, "Overskredne")) == 20
    assert "Og 2 indsatser mere; se kolonnen Frist i Samlet plan." in lines(sheet)


def test_a_closed_item_is_marked_in_the_lists(tmp_path: Path) -> None:
    plan = make_plan([{"title": "Grundsalg", **LATE, "confidential": True, "remarks": "Bud modtaget"}])
    late = values(overview(tmp_path, plan), "Overskredne")
    assert listed(late["Indsats"]) == ["Grundsalg\nLUKKET PUNKT. Bud modtaget"]


def test_an_item_that_may_be_closed_is_marked_in_the_lists_as_on_the_committees_sheets(tmp_path: Path) -> None:
    held = {"what": "held", "item": "D-1", "text": "„fortr.“", "cell": "Plan!K3"}
    book = openpyxl.load_workbook(built(tmp_path, make_plan([{"title": "Grundsalg", **LATE}], [held])), data_only=True)
    assert listed(values(book["BUU"])["Status"])[0] == "KAN VÆRE LUKKET"
    assert listed(values(book["Oversigt"], "Overskredne")["Indsats"]) == [
        "Grundsalg\nKAN VÆRE LUKKET. Ingen bemærkning"
    ]


def test_the_plans_own_words_for_status_are_counted(tmp_path: Path) -> None:
    words = ["Grøn", "Rød", "grøn", None, "Grøn"]
    plan = make_plan([{"status_text": word} for word in words])
    status = values(overview(tmp_path, plan), "PlanensStatus")
    assert status.to_dict("records") == [{"Status": "Grøn", "Indsatser": 3}, {"Status": "Rød", "Indsatser": 1}]


def test_remarks_are_not_counted_as_words_of_a_status(tmp_path: Path) -> None:
    plan = make_plan([{"status_text": f"Møde nr. {number} er holdt"} for number in range(16)])
    assert "PlanensStatus" not in overview(tmp_path, plan).tables


def test_who_has_not_answered_the_last_dispatch_is_told(tmp_path: Path) -> None:
    awaited = AwaitedAnswers(date(2024, 11, 1), date(2024, 11, 15), 4, ("Børneudvalget", "Ældrerådet"))
    told = lines(overview(tmp_path, replace(make_plan([{}]), awaited=awaited)))
    where = told.index("Svar på udsendelsen 01-11-2024: 2 af 4")
    assert told[where + 1] == "Svarfrist 15-11-2024. Mangler: Børneudvalget og Ældrerådet."


# -- the money --------------------------------------------------------------------------------------------------------

MONEY: list[dict[str, object]] = [
    {"title": "Hjemme", "completion": "done", "amounts": {2024: -100_000, 2025: -200_000}},
    {"title": "Sen", **LATE, "amounts": {2024: -50_000, 2025: 30_000}},
    {"title": "Udgår", "completion": "dropped", "amounts": {2025: -10_000}},
    {"title": "På vej", "section": "Skoler", "amounts": {2024: 70_000, 2025: -5_000}},
]


def money(sheet: Worksheet, year: str) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = {}
    for row in values(sheet, "Penge").to_dict("records"):
        found.setdefault(str(row["Beløb"]), {})[str(row["Del"])] = row[year]
    return found


def test_savings_and_expenses_are_told_apart_by_where_their_items_stand(tmp_path: Path) -> None:
    sheet = overview(tmp_path, make_plan(MONEY))
    assert money(sheet, "2025") == {
        "Besparelser og indtægter": {
            "Planlagt": -215,
            "Afsluttet": -200,
            "Overskredet": 0,
            "Udgår": -10,
            "Øvrige": -5,
        },
        "Udgifter": {"Planlagt": 30, "Afsluttet": 0, "Overskredet": 30, "Udgår": 0, "Øvrige": 0},
        "Netto": {"Planlagt": -185},
    }


def test_the_money_of_each_hovedpunkt_is_told_with_what_is_home_and_at_risk(tmp_path: Path) -> None:
    sections = values(overview(tmp_path, make_plan(MONEY)), "PengeHovedpunkt")
    found = {(row["Hovedpunkt"], row["Del"]): row["2024"] for row in sections.to_dict("records")}
    found = {place: kroner for place, kroner in found.items() if place[0] in ("Effektiviseringer", "Skoler")}
    assert found == {
        ("Effektiviseringer", "Planlagt"): -150,
        ("Effektiviseringer", "Afsluttet"): -100,
        ("Effektiviseringer", "Overskredet"): -50,
        ("Skoler", "Planlagt"): 70,
        ("Skoler", "Afsluttet"): 0,
        ("Skoler", "Overskredet"): 0,
    }


@pytest.mark.libreoffice
def test_an_x_in_samlet_plan_brings_the_money_home_and_is_seen_in_the_list(tmp_path: Path) -> None:
    workbook = built(tmp_path, make_plan(MONEY))
    book = openpyxl.load_workbook(workbook)
    plan = book["Samlet plan"]
    rows = list(plan[plan.tables["SamletPlan"].ref])
    rows[2][[cell.value for cell in rows[0]].index("Afsluttet")].value = "X"
    book.save(workbook)
    sheet = openpyxl.load_workbook(recalculated(workbook, tmp_path), data_only=True)["Oversigt"]
    assert money(sheet, "2024")["Besparelser og indtægter"] == {
        "Planlagt": -150,
        "Afsluttet": -150,
        "Overskredet": 0,
        "Udgår": 0,
        "Øvrige": 0,
    }
    assert listed(values(sheet, "Overskredne")["Frist"]) == ["Afsluttet"]


# -- where the figures lead, and the pages ----------------------------------------------------------------------------


def test_every_key_figure_leads_to_the_rows_it_counts(tmp_path: Path) -> None:
    plan = believable_plan(60)
    book = openpyxl.load_workbook(built(tmp_path, plan, believable_findings(plan)), data_only=True)
    sheet = book["Oversigt"]
    figures = {}
    for row in sheet[sheet.tables["Noegletal"].ref][1:]:
        where, _, cell = row[0].hyperlink.location.rpartition("!")
        figures[row[0].value] = (where.strip("'"), book[where.strip("'")][cell])
    late = figures["Overskredet – vejledende tidspunkt er passeret"]
    assert (late[0], late[1].value[:11]) == ("Oversigt", "Overskredet")
    assert figures["Uden udvalg"][1].value.startswith("Mangler tidspunkt eller udvalg")
    name, cell = figures["Afsluttet"]
    done = values(book[name])
    assert done.iloc[cell.row - int(book[name].tables["SamletPlan"].ref.split(":")[0][1:]) - 1]["Frist"] == "Afsluttet"
    for words, severity in (("fejl", "fejl"), ("advarsler", "advarsel"), ("noter", "note")):
        name, cell = figures[f"Fund i kontrollen: {words}"]
        assert (name, cell.value) == ("Kontrol", severity)


def test_each_hovedpunkt_and_type_leads_to_the_first_of_its_items(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(built(tmp_path, make_plan(MONEY)), data_only=True)
    sheet, plan = book["Oversigt"], book["Samlet plan"]
    found = {}
    for table in ("Hovedpunkter", "Typer"):
        for row in sheet[sheet.tables[table].ref][1:]:
            if row[0].hyperlink:
                found[row[0].value] = plan[row[0].hyperlink.location.rpartition("!")[2]].value
    assert found == {"Effektiviseringer": "D-1", "Skoler": "D-4", "Driftsændring": "D-1"}


@pytest.mark.parametrize("count", [1, 12, 60, 300])
def test_no_table_that_fits_on_a_page_is_divided_between_two(tmp_path: Path, count: int) -> None:
    sheet = overview(tmp_path, believable_plan(count))
    breaks = {mark.id for mark in sheet.row_breaks.brk}
    for table in sheet.tables.values():
        first, last = (int("".join(filter(str.isdigit, end))) for end in table.ref.split(":"))
        height = sum(_height(sheet, row) for row in range(first, last + 1))
        assert height > 450 or not breaks & set(range(first, last)), table.name


def _height(sheet: Worksheet, row: int) -> float:
    return sheet.row_dimensions[row].height or 15


def test_every_sheet_is_linked_to_with_what_is_in_it(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(built(tmp_path, believable_plan(20)))
    linked = {place.rpartition("!")[0].strip("'") for place in _locations(book["Oversigt"])}
    assert linked == set(book.sheetnames)


def _locations(sheet: Worksheet) -> Iterable[str]:
    return (cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink)
