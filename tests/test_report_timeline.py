"""Tidsplan: every committee finds its items, each item stands once, and what is left out is named."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from package_check import faults
from plans import make_plan
from report_plans import believable_findings, believable_plan
from report_views import built, listed, values

from udmoentning_xl.plan import Plan
from udmoentning_xl.secrecy import closed_items, held_reasons

ROUTED = [
    {"section": "Skoler", "committees": ("BUU", "ØK", "KB"), "due_to": "2025-06-30"},
    {"section": "Klima", "committees": ("ØK",), "due_to": "2025-01-31"},
    {"section": "Skoler", "committees": (), "due_to": "2024-12-31"},
    {"section": None, "committees": ("BUU",), "due_to": "2024-06-30"},
    {"section": "Nyt hovedpunkt", "committees": ("BUU",), "due_to": "2024-06-30"},
]
LEFT = [
    {"due_kind": "unset", "due_from": None, "due_to": None, "title": "Uden tidspunkt"},
    {"due_kind": "depends", "due_from": None, "due_to": None, "title": "Afventer lov"},
    {"due_from": "2031-01-01", "due_to": "2031-01-31", "title": "Efter planen"},
    {"due_kind": "unset", "due_from": None, "due_to": None, "title": "Salg af grund", "confidential": True},
    {"due_kind": "unset", "due_from": None, "due_to": None, "title": "Måske lukket"},
]
HELD = [{"what": "held", "item": "D-6", "cell": "Plan!K7", "text": "„fortr.“"}]


def sheet_of(folder: Path, items: list[dict[str, Any]], **others: Any) -> Any:
    dated = [{"due_kind": "until", "due_from": None, **item} for item in items]
    return openpyxl.load_workbook(built(folder, make_plan(dated, **others)))["Tidsplan"]


def notes(sheet: Any) -> str:
    return "\n".join(str(cell.value) for row in sheet.iter_rows(max_col=1) for cell in row if cell.value)


def test_an_item_stands_once_with_every_committee_it_goes_to(tmp_path: Path) -> None:
    table = values(sheet_of(tmp_path, ROUTED, sections=("Klima", "Skoler")), "Tidsplan")
    assert [tuple(row) for row in table[["Hovedpunkt", "Id", "Udvalg"]].to_numpy().tolist()] == [
        ("Klima", "D-2", "ØK"),
        ("Skoler", "D-3", None),
        ("Skoler", "D-1", "BUU, ØK, KB"),
        ("Nyt hovedpunkt", "D-5", "BUU"),
        (None, "D-4", "BUU"),
    ]


@pytest.fixture(scope="module")
def plan() -> Plan:
    return believable_plan(60)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory, plan: Plan) -> Path:
    return built(tmp_path_factory.mktemp("tidsplan"), plan, believable_findings(plan))


def test_every_open_item_stands_in_the_table_or_below_it_and_never_twice(report: Path, plan: Plan) -> None:
    sheet = openpyxl.load_workbook(report)["Tidsplan"]
    shown, left = (listed(values(sheet, table)["Id"]) for table in ("Tidsplan", "Tidsplan_udeladt"))
    assert len(shown + left) == len({*shown, *left})
    missing = {*map(str, plan.items.index)} - {*shown, *left}
    assert missing == closed_items(plan) | held_reasons(plan).keys()
    assert f"{len(left)} indsatser uden plads i tidsplanen står under den." in notes(sheet)


def test_each_committee_finds_all_its_items_by_the_filter(report: Path, plan: Plan) -> None:
    sheet = openpyxl.load_workbook(report)["Tidsplan"]
    assert sheet.tables["Tidsplan"].autoFilter is not None
    both = [values(sheet, table) for table in ("Tidsplan", "Tidsplan_udeladt")]
    written = {row["Id"]: row["Udvalg"] or "" for frame in both for row in frame.to_dict("records")}
    assigned = plan.assignments.groupby("committee")["item"].agg(set)
    for short, items in assigned.items():
        assert {item for item, text in written.items() if short in text.split(", ")} == {
            item for item in items if item in written
        }


def test_what_has_no_place_is_named_below_with_where_it_stands(tmp_path: Path) -> None:
    sheet = sheet_of(tmp_path, [ROUTED[0], *LEFT[:3]])
    below = values(sheet, "Tidsplan_udeladt")
    assert below[["Indsats", "Frist"]].to_numpy().tolist() == [
        ["Efter planen", "Uden for planen"],
        ["Uden tidspunkt", "Uden tidspunkt"],
        ["Afventer lov", "Afventer"],
    ]
    whole = sheet.parent["Samlet plan"]
    links = [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink and cell.value != "Til Oversigt"]
    assert [cell.value for cell in links] == ["D-1", "D-4", "D-2", "D-3"]
    for cell in links:
        assert whole[cell.hyperlink.location.removeprefix("'Samlet plan'!")].value == cell.value
    assert faults(tmp_path / "rapport.xlsx") == []


def pages(sheet: Any) -> list[int]:
    """The page that each row is printed on: the head is repeated, and the sheet is one page wide."""
    wide = sum(int(one.width * 7 + 0.5) * 0.75 * (one.max - one.min + 1) for one in sheet.column_dimensions.values())
    margins = sheet.page_margins
    scale = min(1, (842 - 72 * (margins.left + margins.right)) / wide)
    room = (595 - 72 * (margins.top + margins.bottom)) / scale
    head = int(sheet.print_title_rows.split("$")[-1])
    breaks = {one.id for one in sheet.row_breaks.brk}
    found, page, used = [], 1, 0.0
    for row in range(1, sheet.max_row + 1):
        height = sheet.row_dimensions[row].height or 15
        if used + height > room or row - 1 in breaks:
            page, used = page + 1, sheet.row_dimensions[head].height
        used += height
        found.append(page)
    return found


def test_the_heading_of_what_has_no_place_is_on_the_page_of_its_first_rows(tmp_path: Path) -> None:
    broken = 0
    for count in range(18, 40):
        sheet = sheet_of(tmp_path, [ROUTED[0]] * count + LEFT[:3])
        heading = next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == "Ikke i tidsplanen")
        on = pages(sheet)
        assert len(set(on[heading - 1 : heading + 4])) == 1, count
        broken += len(sheet.row_breaks.brk)
    assert 0 < broken < 22


CLOSED_IN_TIME = {"due_to": "2025-03-31", "title": "Køb af gård", "confidential": True}


def test_what_is_closed_or_held_is_counted_at_the_top_and_named_nowhere(tmp_path: Path) -> None:
    sheet = sheet_of(tmp_path, [ROUTED[0], *LEFT, CLOSED_IN_TIME], observations=HELD)
    assert listed(values(sheet, "Tidsplan")["Id"]) == ["D-1"]
    assert listed(values(sheet, "Tidsplan_udeladt")["Indsats"]) == ["Efter planen", "Uden tidspunkt", "Afventer lov"]
    told = "3 indsatser, der er lukket eller holdt tilbage, er ikke nævnt her; Samlet plan har alle."
    assert told in str(sheet["A5"].value)
    names = ("Salg af grund", "Måske lukket", "Køb af gård")
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.value in names]


def test_where_all_that_is_left_out_is_closed_there_is_nothing_below(tmp_path: Path) -> None:
    sheet = sheet_of(tmp_path, [ROUTED[0], LEFT[3]])
    assert list(sheet.tables) == ["Tidsplan"]
    assert "1 indsats, der er lukket eller holdt tilbage, er ikke nævnt her" in notes(sheet)
    assert "Ikke i tidsplanen" not in notes(sheet)


def test_a_plan_where_everything_has_a_place_says_nothing_of_others(tmp_path: Path) -> None:
    sheet = sheet_of(tmp_path, ROUTED)
    assert list(sheet.tables) == ["Tidsplan"]
    assert "Ikke i tidsplanen" not in notes(sheet)


def test_a_plan_without_sections_has_no_column_for_them(tmp_path: Path) -> None:
    sheet = sheet_of(tmp_path, [{**item, "section": None} for item in ROUTED], sections=())
    table = values(sheet, "Tidsplan")
    assert list(table)[:4] == ["Id", "Indsats", "Udvalg", "Frist"]
    assert listed(table["Id"]) == ["D-4", "D-5", "D-3", "D-2", "D-1"]


LONG = "Hensigtserklæringer til kommende års budgetforhandlinger"


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        ((LONG, "Skoler"), ["Hensigtserklæringer til …", "Skoler"]),
        ((LONG, f"{LONG} i 2026"), [LONG, f"{LONG} i 2026"]),
    ],
)
def test_a_long_section_takes_one_line_unless_it_would_be_taken_for_another(
    tmp_path: Path, names: tuple[str, ...], shown: list[str]
) -> None:
    sheet = sheet_of(tmp_path, [{**ROUTED[0], "section": name} for name in names], sections=names)
    assert listed(values(sheet, "Tidsplan")["Hovedpunkt"]) == shown


def test_the_sheet_says_that_it_is_a_snapshot(report: Path) -> None:
    assert "Øjebliksbillede fra 22. november 2024. Rettelser i Samlet plan vises her ved næste kørsel." in notes(
        openpyxl.load_workbook(report)["Tidsplan"]
    )


def test_the_last_day_of_a_quarter_is_of_that_quarter(tmp_path: Path) -> None:
    rows = values(sheet_of(tmp_path, [{"due_to": "2025-03-31"}, {"due_to": "2025-04-01"}]))
    quarters = [name for name in rows.columns if ". kv. 2025" in name]
    assert [[name for name in quarters if isinstance(row[name], str)] for _, row in rows.iterrows()] == [
        ["1. kv. 2025"],
        ["2. kv. 2025"],
    ]
