"""The written report: what stands on the sheets, read back by another library, and what holds for the package."""

import re
from datetime import datetime
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from package_check import faults
from plans import make_plan
from report_plans import believable_findings, believable_plan
from report_views import built, listed, locations, values

from udmoentning_xl.findings import Finding, Severity, findings_frame
from udmoentning_xl.package.workbook import HostNames
from udmoentning_xl.plan import Plan
from udmoentning_xl.register import Body
from udmoentning_xl.report import build_report
from udmoentning_xl.sheets.control import NO_FINDINGS
from udmoentning_xl.terms import COMPLETION_LABELS, DUE_KIND_LABELS, KIND_LABELS

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
#: Columns of Samlet plan that show a text column of the frame as it is.
TEXTS = {
    "Nr.": "number",
    "Hovedpunkt": "section",
    "Indsats": "title",
    "Beskrivelse": "description",
    "Proces": "process",
    "Tværgående aspekter": "cross_cutting",
    "Ansvarlig": "responsible",
    "Vejledende tidspunkt": "due_text",
    "Udvalg som skrevet": "committee_text",
    "Afsluttet som skrevet": "completion_text",
    "Status": "status_text",
    "Bemærkninger": "remarks",
}


@pytest.fixture(scope="module")
def plan() -> Plan:
    return believable_plan(60)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory, plan: Plan) -> Path:
    return built(tmp_path_factory.mktemp("rapport"), plan, believable_findings(plan))


@pytest.fixture(scope="module")
def book(report: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(report, data_only=True)


def test_the_sheets_stand_in_the_order_people_read_them(book: openpyxl.Workbook) -> None:
    committees = ["BUU", "VPU", "MTU", "KFU", "EAU", "ØK", "KB", "DIR"]
    assert book.sheetnames == ["Oversigt", "Kontrol", "Samlet plan", *committees, "Tidsplan", "Læsning", "Om"]


def test_the_keys_of_the_sheets_do_not_depend_on_their_names(tmp_path: Path) -> None:
    bodies = (Body("ØK/KB", "Økonomiudvalget og kommunalbestyrelsen"),)
    plan = make_plan([{"committees": ("ØK/KB",)}], bodies=bodies)
    keys = build_report(plan, findings_frame([]), tmp_path / "r.xlsx", HostNames(sheets=("Oversigt", "om", "ØK-KB")))
    assert keys == {
        "Oversigt (2)": "oversigt",
        "Kontrol": "kontrol",
        "Samlet plan": "samlet",
        "ØK-KB (2)": "udvalg:ØK/KB",
        "Tidsplan": "tidsplan",
        "Læsning": "laesning",
        "Om (2)": "om",
    }


def test_samlet_plan_holds_every_text_of_the_plan(book: openpyxl.Workbook, plan: Plan) -> None:
    frame = values(book["Samlet plan"])
    assert listed(frame["Id"]) == list(plan.items.index)
    for heading, column in TEXTS.items():
        assert listed(frame[heading]) == listed(plan.items[column]), heading


def test_samlet_plan_holds_every_value_of_the_plan(book: openpyxl.Workbook, plan: Plan) -> None:
    frame, items = values(book["Samlet plan"]), plan.items
    assert listed(frame["Type"]) == [KIND_LABELS.get(kind) for kind in listed(items["kind"])]
    assert listed(frame["Læst som"]) == [DUE_KIND_LABELS[kind] for kind in listed(items["due_kind"])]
    assert listed(frame["Afsluttet"]) == [COMPLETION_LABELS[kind] for kind in listed(items["completion"])]
    for heading, column in (("Fra", "due_from"), ("Til", "due_to")):
        assert [None if day is None else pd.Timestamp(day) for day in listed(frame[heading])] == listed(items[column])
    answers = {True: "Ja", False: "Nej"}
    assert listed(frame["Strategisk plan"]) == [answers.get(value) for value in listed(items["strategic"])]
    closed = [answers.get(value) for value in listed(items["confidential"])]
    for row in (12, 19, 31, 36, 43, 48, 55):  # their texts name a closed item
        closed[row] = "Kan være lukket"
    assert listed(frame["Lukket"]) == closed


def test_samlet_plan_holds_every_amount_in_thousands(book: openpyxl.Workbook, plan: Plan) -> None:
    frame = values(book["Samlet plan"]).set_index("Id")
    shown = {(item, year): frame.at[item, str(year)] for item in frame.index for year in plan.years}
    written = {(row.item, row.year): row.kroner / 1000 for row in plan.amounts.itertuples() if not pd.isna(row.kroner)}
    assert {key: value for key, value in shown.items() if value is not None} == written


def test_kontrol_holds_every_finding_so_that_acknowledgements_can_be_read_back(
    book: openpyxl.Workbook, plan: Plan
) -> None:
    frame, findings = values(book["Kontrol"]), believable_findings(plan)
    for heading, column in {"Alvor": "severity", "Kode": "code", "Id": "item", "Kvittering": "acknowledgement"}.items():
        assert listed(frame[heading]) == [None if value is None else str(value) for value in listed(findings[column])]
    assert listed(frame["Hvad er galt"]) == listed(findings["message"])
    assert listed(frame["Sted"]) == [f"{row.sheet}!{row.cell}" for row in findings.itertuples()]
    assert all(listed(frame["Regel"]))
    assert all(listed(frame["Sådan rettes det"]))


def test_no_findings_is_said_plainly(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(built(tmp_path, make_plan([{}])), data_only=True)
    assert listed(values(book["Kontrol"])["Hvad er galt"]) == [NO_FINDINGS]
    assert "Ingen fund." in book["Kontrol"]["A2"].value


def test_the_overview_counts_what_the_plan_holds(book: openpyxl.Workbook, plan: Plan) -> None:
    figures = dict(values(book["Oversigt"], "Noegletal").itertuples(index=False))
    assert figures["Indsatser i planen"] == len(plan.items) == 60
    assert figures["Afsluttet"] == (plan.items["completion"] == "done").sum()
    assert figures["Fund i kontrollen: fejl"] == 3
    assert figures["Fund i kontrollen: advarsler"] == 3  # one more is acknowledged
    without = set(plan.items.index) - set(plan.assignments["item"])
    assert figures["Uden udvalg"] == len(without) - 1  # one is meant to have none


def test_the_table_of_committees_counts_a_shared_item_at_each(book: openpyxl.Workbook, plan: Plan) -> None:
    frame = values(book["Oversigt"], "Udvalg").set_index("Kort")
    assert frame["Indsatser"].to_dict() == plan.assignments.groupby("committee")["item"].nunique().to_dict()
    sums = plan.assignments.merge(plan.amounts, on="item").groupby(["committee", "year"])["kroner"].sum() / 1000
    assert {short: frame.at[short, "2024"] for short in frame.index} == sums.xs(2024, level="year").reindex(
        frame.index, fill_value=0
    ).to_dict()
    assert (frame[["Afsluttet", "Overskredet", "Inden 90 dage", "Øvrige"]].sum(axis=1) == frame["Indsatser"]).all()


@pytest.mark.parametrize(("table", "heading"), [("Hovedpunkter", "Hovedpunkt"), ("Typer", "Type")])
def test_sections_and_kinds_add_up_to_the_plan(book: openpyxl.Workbook, plan: Plan, table: str, heading: str) -> None:
    frame = values(book["Oversigt"], table).set_index(heading)
    parts, whole = frame.drop("I alt"), frame.loc["I alt"]
    kroner = plan.amounts.groupby("year")["kroner"].sum() / 1000
    assert parts["Indsatser"].sum() == whole["Indsatser"] == 60
    assert [whole[str(year)] for year in plan.years] == [kroner.get(year, 0) for year in plan.years]


def test_the_reconciliation_leads_from_the_committees_to_the_plan(book: openpyxl.Workbook, plan: Plan) -> None:
    frame = values(book["Oversigt"], "Afstemning").set_index("Afstemning")["Indsatser"]
    assigned = len(plan.assignments)
    shared = assigned - plan.assignments["item"].nunique()
    assert frame.tolist() == [assigned, -shared, 60 - assigned + shared - 1, 1, 60, 60, 0, 0]


def test_a_committee_sheet_has_what_it_must_act_on_first_then_what_is_later_and_what_is_finished(
    book: openpyxl.Workbook,
) -> None:
    periods = listed(values(book["ØK"])["Periode"])[:-1]  # the last row is the sum
    order = [period for place, period in enumerate(periods) if period not in periods[:place]]
    assert order[:4] == ["Overskredet\nskal indstilles", "Inden 90 dage\nskal indstilles", "I gang", "Senere"]
    assert order[-2:] == ["Afsluttet", "Udgår"]
    later = ("Løbende", "Afventer", "Uden frist", "Uden tidspunkt", "Uklar", "Uden for planen")
    assert order[4:-2] == [word for word in later if word in order]
    assert "Løbende" in order


def test_a_committees_sheet_says_in_whole_words_how_far_an_item_is(tmp_path: Path) -> None:
    items = [{"completion": "unclear", "status_text": "I proces"}, {"completion": "partial"}, {"status_text": "På vej"}]
    frame = values(openpyxl.load_workbook(built(tmp_path, make_plan(items)))["BUU"]).set_index("Id")
    assert listed(frame["Status"].sort_index())[:3] == [
        "I proces. Markeringen er uklar",
        "Læst som delvist afsluttet",
        "På vej",
    ]


def test_a_committee_sheet_holds_the_committees_items_and_no_other(book: openpyxl.Workbook, plan: Plan) -> None:
    for short, rows in plan.assignments.groupby("committee"):
        assert sorted(listed(values(book[str(short)])["Id"])[:-1]) == sorted(rows["item"]), short


def test_a_committee_sheet_opens_with_its_own_figures(book: openpyxl.Workbook) -> None:
    assert book["BUU"]["A1"].value == "Børne- og ungdomsudvalget"
    periods = [period.split("\n")[0] for period in listed(values(book["BUU"])["Periode"])[:-1]]
    late, soon, done = (periods.count(word) for word in ("Overskredet", "Inden 90 dage", "Afsluttet"))
    done += periods.count("Udgår")
    assert book["BUU"]["A3"].value == (
        f"Det skal I tage stilling til nu: {late + soon} (overskredet {late}, inden 90 dage {soon}) · "
        f"Senere: {len(periods) - late - soon - done} · Afsluttet eller udgået: {done}"
    )


def test_a_closed_item_is_marked_and_the_sheet_warns(tmp_path: Path) -> None:
    plan = make_plan([{"confidential": True, "status_text": "I gang"}, {"confidential": False}])
    sheet = openpyxl.load_workbook(built(tmp_path, plan), data_only=True)["BUU"]
    assert listed(values(sheet)["Status"])[:2] == ["LUKKET PUNKT. I gang", None]
    assert sheet["A5"].value == "1 lukket punkt på arket: må ikke lægges på en åben dagsorden."


HELD_ITEMS = [
    {"confidential": True, "status_text": "I gang"},
    {"status_text": "På vej", "remarks": "fortr.", "committees": ("BUU", "MTU")},
    {"remarks": "Drøftes i maj"},
    {"remarks": "klausuleret"},
    {"committees": ("KFU",)},
]
HELD = [
    {"what": "held", "item": "D-2", "cell": "Plan!K3", "text": "„fortr.“"},
    {"what": "held", "item": "D-4", "cell": "Plan!K5", "text": "„klausuleret“"},
    {"what": "struck", "item": "D-5", "cell": "Plan!C6", "text": "Indsats 5"},
]


def test_an_item_that_may_be_closed_is_marked_on_every_sheet_that_marks_the_closed(tmp_path: Path) -> None:
    plan = make_plan(HELD_ITEMS, HELD)
    book = openpyxl.load_workbook(built(tmp_path, plan), data_only=True)
    assert listed(values(book["BUU"])["Status"])[:4] == [
        "LUKKET PUNKT. I gang",
        "KAN VÆRE LUKKET. På vej",
        None,
        "KAN VÆRE LUKKET",
    ]
    agenda = "må ikke lægges på en åben dagsorden."
    assert book["BUU"]["A5"].value == f"1 lukket punkt på arket; 2 indsatser kan være lukket (se Kontrol): {agenda}"
    assert listed(values(book["MTU"])["Status"])[:1] == ["KAN VÆRE LUKKET. På vej"]
    assert book["MTU"]["A5"].value == f"1 indsats kan være lukket (se Kontrol): {agenda}"
    assert listed(values(book["KFU"])["Status"])[:1] == ["GENNEMSTREGET"]
    assert book["KFU"]["A5"].value == f"1 indsats er gennemstreget, men ikke afsluttet (se Kontrol): {agenda}"
    assert {book[name]["A5"].font.color.rgb for name in ("BUU", "MTU", "KFU")} == {"FF98201B"}
    assert listed(values(book["Samlet plan"])["Lukket"]) == ["Ja", "Kan være lukket", None, "Kan være lukket", None]


def test_an_item_that_somebody_has_released_is_marked_no_longer(tmp_path: Path) -> None:
    plan = make_plan(HELD_ITEMS[1:2], [{**HELD[0], "item": "D-1"}])
    message = "kan være lukket eller skjult: „fortr.“"
    signed = findings_frame(
        [Finding("U605", Severity.WARNING, "D-1", "Plan", "K3", message, "Må sendes: jura har set den")]
    )
    book = openpyxl.load_workbook(built(tmp_path, plan, signed), data_only=True)
    assert listed(values(book["BUU"])["Status"])[:1] == ["På vej"]
    assert book["BUU"]["A5"].value == "Til Oversigt"
    assert listed(values(book["Samlet plan"])["Lukket"]) == [None]


def test_the_timeline_says_with_a_sign_what_it_says_with_a_colour(tmp_path: Path) -> None:
    items = [
        {"due_from": "2025-04-01", "due_to": "2025-09-30"},
        {"due_kind": "until", "due_from": None, "due_to": "2024-03-31"},
        {"due_kind": "until", "due_from": None, "due_to": "2024-12-31"},
        {"due_from": "2024-01-01", "due_to": "2024-01-31", "completion": "done"},
        {"due_kind": "from", "due_from": "2027-08-01", "due_to": None},
        {"due_kind": "unset", "due_from": None, "due_to": None},
        {"due_from": "2030-01-01", "due_to": "2030-01-31"},
    ]
    frame = values(openpyxl.load_workbook(built(tmp_path, make_plan(items)))["Tidsplan"], "Tidsplan").set_index("Id")
    bars = {
        item: {heading: sign for heading, sign in row.items() if "kv." in heading and sign}
        for item, row in frame.to_dict("index").items()
    }
    assert bars == {
        "D-1": {"2. kv. 2025": "■", "3. kv. 2025": "■"},
        "D-2": {"1. kv. 2024": "!"},
        "D-3": {"4. kv. 2024 (nu)": "◆"},
        "D-4": {"1. kv. 2024": "✓"},
        "D-5": {"3. kv. 2027": "►", "4. kv. 2027": "►"},
    }


def test_om_tells_what_was_left_out(book: openpyxl.Workbook) -> None:
    frame = values(book["Om"], "Om_udeladt")
    assert frame.iloc[2].tolist() == ["Plan", "Nr. | Emne | Udvalg", "5-7", "overskrift", 3]
    assert listed(frame["Slags"]) == ["titel", "note", "overskrift", "sum", "ikke læst"]


NASTY = {
    "formula": "=HYPERLINK(1)",
    "plus": "+45 8959 1000",
    "minus": "-",
    "at": "@SUM(A1)",
    "quote": "'=1",
    "link": "https://example.dk",
    "mail": "mailto:a@example.dk",
    "internal": "internal:'Om'!A1",
    "braces": "{=SUM(A1:A2)}",
    "run": "<r><t>rig</t></r>",
    "markup": "a < b & \"c\" > 'd'",
    "emoji": "😀 færdig",
    "composed": "Blåbær Å",
    "decomposed": "Bla\u030abær A\u030a",
    "tab": "a\tb",
    "lines": "første\nanden\n\nfjerde",
    "spaces": "  to foran og bag  ",
    "number": "0012",
    "error": "#REF!",
    "true": "SAND",
    "right to left": "\u202eabc",
    "noncharacter": "x\uffffy",
    "control": "a\x01b\x0bc",
    "escape": "_x0041_",
}


def stored(text: str) -> str:
    """A text as openpyxl gives it back: control characters stay as Excel escapes them; a plain run got its space."""
    escaped = re.sub("[\x00-\x08\x0b-\x1f\uffff]", lambda found: f"_x{ord(found[0]):04X}_", text)
    return escaped + " " if text.startswith("<r>") else escaped


def test_text_comes_out_as_it_went_in(tmp_path: Path) -> None:
    plan = make_plan([{"title": text, "process": text, "remarks": text, "section": text} for text in NASTY.values()])
    report = built(tmp_path, plan)
    book = openpyxl.load_workbook(report)
    frame = values(book["Samlet plan"])
    expected = [stored(text) for text in NASTY.values()]
    for heading in ("Indsats", "Proces", "Bemærkninger", "Hovedpunkt"):
        assert listed(frame[heading]) == expected
    place = 3 + list(frame.columns).index("Proces") - 2
    kinds = {cell.data_type for row in book["Samlet plan"].iter_rows(min_row=7) for cell in row[place - 1 : place]}
    assert "f" not in kinds
    assert locations(book["Samlet plan"]) == {"'Oversigt'!A1"}
    assert faults(report) == []


def test_names_that_excel_cannot_hold_give_a_sound_workbook(tmp_path: Path) -> None:
    shorts = (
        "ØK/KB",
        "A*?[]:\\",
        "'citat'",
        "History",
        "x" * 40,
        "x" * 39 + "y",
        "😀" * 20,
        "BUU1",
        "R1",
        "Oversigt",
        "a,b",
    )
    bodies = tuple(Body(short, f"Udvalget for {short} & \x01 „andet“") for short in shorts)
    plan = make_plan(
        [{"committees": shorts[place : place + 2]} for place in range(len(shorts))],
        bodies=bodies,
        municipality="Kommune & \x02 Søn <x>",
        sections=("Lige & <ret>", "*", "?"),
    )
    report = built(tmp_path, plan)
    book = openpyxl.load_workbook(report, data_only=True)
    assert len(book.sheetnames) == len(shorts) + 6
    assert all(len(name.encode("utf-16-le")) // 2 <= 31 for name in book.sheetnames)
    assert values(book["Oversigt"], "Udvalg")["Indsatser"].tolist() == [1] + [2] * (len(shorts) - 1)
    assert faults(report) == []


@pytest.mark.parametrize("findings", [True, False])
def test_a_plan_without_items_gives_a_sound_workbook(tmp_path: Path, findings: bool) -> None:
    plan = make_plan(years=() if findings else (2024,))
    report = built(tmp_path, plan)
    book = openpyxl.load_workbook(report, data_only=True)
    assert book.sheetnames == ["Oversigt", "Kontrol", "Samlet plan", "Tidsplan", "Læsning", "Om"]
    assert values(book["Oversigt"], "Noegletal")["Antal"].tolist() == [0] * 9
    assert faults(report) == []


def test_a_missing_amount_is_an_empty_cell_and_zero_is_a_zero(tmp_path: Path) -> None:
    plan = make_plan([{"amounts": {2024: 0}}, {"amounts": {2024: None, 2025: -500}}])
    sheet = openpyxl.load_workbook(built(tmp_path, plan))["Samlet plan"]
    frame = values(sheet)
    assert listed(frame["2024"]) == [0, None]
    assert listed(frame["2025"]) == [None, -0.5]
    column = list(frame.columns).index("2025") + 1
    assert sheet.cell(9, column).number_format.startswith("#,##0.0")


def test_links_lead_to_the_source_when_it_is_in_the_workbook(tmp_path: Path, plan: Plan) -> None:
    findings = believable_findings(plan)
    alone = openpyxl.load_workbook(built(tmp_path, plan, findings))
    inside = openpyxl.load_workbook(built(tmp_path, plan, findings, HostNames(sheets=("Plan",))))
    for book, targets in (
        (alone, {"'Samlet plan'!A22", "'Samlet plan'!A8"}),
        (inside, {"'Plan'!G22", "'Plan'!H8", "'Plan'!A1"}),
    ):
        assert targets <= locations(book["Kontrol"])
    assert "'Plan'!A8" in locations(inside["Samlet plan"])
    assert "'BUU'!A1" in locations(alone["Oversigt"])


def test_every_link_within_the_report_leads_to_a_sheet_that_is_there(book: openpyxl.Workbook) -> None:
    named = {location.rpartition("!")[0].strip("'") for sheet in book for location in locations(sheet)}
    assert named == set(book.sheetnames)


def test_the_days_of_a_workbook_that_counts_from_1904(tmp_path: Path) -> None:
    report = built(tmp_path, make_plan([{}]), host=HostNames(date1904=True))
    book = openpyxl.load_workbook(report, data_only=True)
    assert values(book["Samlet plan"])["Til"].tolist() == [datetime(2025, 6, 30)]
    assert book["Oversigt"]["A3"].value == datetime(2024, 11, 22)
