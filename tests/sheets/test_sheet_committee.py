"""A committee's sheet and its file: what comes first, what is printed and how large, what a small screen shows."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from plans import BODIES, make_plan
from report_views import built

from udmoentning_xl.config import Config, DispatchSettings
from udmoentning_xl.dispatch import prepare
from udmoentning_xl.outgoing.replied import silent
from udmoentning_xl.register import Body, Role
from udmoentning_xl.sheets.text import text_width
from udmoentning_xl.terms import REPLY_HEADINGS

ELDERS = Body("ÆR", "Ældrerådet", Role.OTHER)
ALL = (*BODIES, ELDERS)
LONG = "Sammenhængende indsats for børn, unge og familier på tværs af skole, dagtilbud og forebyggelse " * 3
WORDY = {
    "description": LONG * 2,
    "process": LONG,
    "cross_cutting": LONG,
    "status_text": "Forsinket på grund af leverandøren",
    "remarks": LONG,
    "committees": ("BUU", "MTU", "ØK", "KB", "ÆR"),
    "amounts": dict.fromkeys(range(2024, 2028), 123456789),
}
DUE = {"due_from": "2024-11-01", "due_text": "4. kvartal 2024"}
ITEMS = [
    {**WORDY, "id": "D-later", "title": LONG, "due_to": "2025-06-30"},
    {**WORDY, "id": "D-done", "due_to": "2024-06-30", "completion": "done"},
    {**WORDY, "id": "D-late", **DUE, "due_to": "2024-11-20"},
    {**WORDY, "id": "D-on", "due_kind": "continuous", "due_from": None, "due_to": None},
    {**WORDY, "id": "D-alone", **DUE, "due_to": "2024-12-31", "committees": ("BUU", "ÆR")},
    {**WORDY, "id": "D-soon", **DUE, "due_to": "2024-12-15"},
    {**WORDY, "id": "D-out", "due_to": "2024-12-31", "completion": "dropped"},
]
MEETINGS = tuple(date(year, month, 3) for year in (2024, 2025) for month in (2, 6, 12))
MET = (replace(BODIES[0], meetings=MEETINGS), *ALL[1:])
CONFIG = Config(dispatch=DispatchSettings(sender="budget@example.dk"))
#: A4 on its long side less the margins of a quarter of an inch, at 96 pixels to the inch.
PAPER = {"landscape": (297 / 25.4 - 0.5) * 96, "portrait": (210 / 25.4 - 0.5) * 96}


@pytest.fixture(scope="module", params=[ALL, MET], ids=["no meetings", "meetings"])
def plan(request):
    return make_plan(ITEMS, bodies=request.param)


@pytest.fixture(scope="module")
def sheets(plan, tmp_path_factory):
    """The committees' sheets of the report, by name."""
    book = openpyxl.load_workbook(built(tmp_path_factory.mktemp("rapport"), plan))
    return {body.short: book[body.short] for body in ALL if body.short in book.sheetnames}


@pytest.fixture(scope="module")
def sent(plan, tmp_path_factory):
    """What is sent, and the first sheet of each file by committee."""
    done = prepare(plan, CONFIG, tmp_path_factory.mktemp("ud") / "Udsendelse_2024-11-22")
    return done, {
        one.committee: openpyxl.load_workbook(done.folder / one.workbook.file).worksheets[0]
        for one in done.manifest.parcels
    }


def head(sheet: Worksheet) -> list[str]:
    return [cell.value for cell in sheet[next(iter(sheet.tables.values())).ref][0]]


def widths(sheet: Worksheet) -> list[int]:
    """The pixels of each column of the table."""
    known = {}
    for one in sheet.column_dimensions.values():
        known |= dict.fromkeys(range(one.min, one.max + 1), one.width)
    return [int(7 * known[place] + 0.5) for place in range(1, len(head(sheet)) + 1)]


def printed(sheet: Worksheet) -> list[str]:
    last = re.search(r"\$([A-Z]+)\$\d+$", sheet.print_area)[1]
    return head(sheet)[: openpyxl.utils.column_index_from_string(last)]


def points(sheet: Worksheet) -> float:
    """The size in which letters of 10 points are printed."""
    paper = PAPER[sheet.page_setup.orientation]
    return 10 * min(1, paper / sum(widths(sheet)[: len(printed(sheet))]))


def column(sheet: Worksheet, heading: str) -> list[object]:
    place = head(sheet).index(heading)
    return [row[place].value for row in sheet[next(iter(sheet.tables.values())).ref][1:]]


def test_every_committees_sheet_and_file_is_printed_in_eight_points_or_more(sheets, sent):
    assert min(map(points, (*sheets.values(), *sent[1].values()))) >= 8


def test_a_file_to_answer_in_is_printed_upright_as_half_a_page_on_its_side_would_be_empty(sent):
    assert {short: sheet.page_setup.orientation for short, sheet in sent[1].items()} == {
        short: "landscape" if short == "ÆR" else "portrait" for short in sent[1]
    }


def test_no_word_of_a_title_is_broken_in_a_file_to_answer_in(tmp_path):
    plan = make_plan([{**WORDY, **DUE, "title": "Minimumsnormeringer i daginstitutionerne"}], bodies=ALL)
    folder = prepare(plan, CONFIG, tmp_path / "ud").folder
    sheet = openpyxl.load_workbook(next(folder.glob("*BUU*.xlsx"))).worksheets[0]
    width = widths(sheet)[head(sheet).index("Indsats")]
    assert width >= 13.33 * 1.03 * text_width("Minimumsnormeringer") / 100 + 9 + 3  # bold
    assert sum(widths(sheet)[: head(sheet).index(REPLY_HEADINGS[-1]) + 1]) <= 1024 - 40


def test_what_is_about_one_item_is_printed_and_what_is_seldom_asked_for_is_not(sheets, sent):
    for sheet in (*sheets.values(), sent[1]["ÆR"]):
        own = printed(sheet)
        assert own[:3] == ["Periode", "Id", "Indsats"]
        assert {"Vejledende tidspunkt", "Status", "Bemærkninger", "Kort beskrivelse"} <= set(own)
        assert not {"Hovedpunkt", "Type", "Tværgående aspekter"} & set(own)
        assert {"Hovedpunkt", "Type", "Tværgående aspekter"} <= set(head(sheet))


def test_the_order_is_overdue_soon_later_running_finished_dropped(sheets, sent, plan):
    has_meetings = any(body.meetings for body in plan.bodies)
    for sheet in (sheets["BUU"], sent[1]["BUU"]):
        ids = column(sheet, "Id")[:7]
        assert ids[0] == "D-late"
        assert ids[-4:] == ["D-later", "D-on", "D-done", "D-out"]
        assert set(ids[1:3]) == {"D-alone", "D-soon"}
        periods = dict(zip(ids, column(sheet, "Periode"), strict=False))
        assert periods["D-late"] == "Overskredet\nskal behandles"
        soon = "Næste møde" if has_meetings else "Inden 90 dage"
        assert periods["D-alone"] == f"{soon}\nskal besluttes"
        assert [periods[item] for item in ids[-4:]] == ["Senere", "Løbende", "Afsluttet", "Udgår"]


def test_a_finished_item_takes_no_more_room_than_its_title_and_status(sheets):
    rows = sheets["BUU"].row_dimensions
    top = next(iter(sheets["BUU"].tables.values())).ref
    first = int(re.search(r"\d+", top)[0]) + 1
    by_id = {item: rows[first + place].height for place, item in enumerate(column(sheets["BUU"], "Id")[:7])}
    assert by_id["D-done"] <= 66 < by_id["D-on"]  # five lines of status


def test_no_day_of_a_meeting_turns_into_number_signs(sheets, sent):
    widest = {"Møde": text_width("man 28-08-2026"), "Sager senest": 1.04 * text_width("! man 28-08-2026")}  # bold
    for sheet in (sheets["BUU"], sent[1]["BUU"]):
        own = dict(zip(head(sheet), widths(sheet), strict=True))
        for heading in widest.keys() & own.keys():
            assert own[heading] >= 13.33 * widest[heading] / 100 + 9 + 3, heading  # the indent, and what is kept free


def test_reply_cells_are_seen_on_a_tablet_with_all_that_is_needed_to_answer(sent):
    for short, sheet in sent[1].items():
        if short == "ÆR":
            continue
        seen = head(sheet)[: head(sheet).index(REPLY_HEADINGS[-1]) + 1]
        assert {"Indsats", "Beløb i alt", "Status", "Bemærkninger", *REPLY_HEADINGS} <= set(seen)
        assert sum(widths(sheet)[: len(seen)]) <= 1024 - 40  # the row numbers
        assert not set(REPLY_HEADINGS) & set(printed(sheet))


def test_reply_cells_have_a_border_that_is_seen_and_a_word_over_them(sent):
    sheet = sent[1]["BUU"]
    place = head(sheet).index(REPLY_HEADINGS[0])
    cell = sheet[next(iter(sheet.tables.values())).ref][1][place]
    assert {side.style for side in (cell.border.left, cell.border.right, cell.border.bottom)} == {"thin"}
    assert cell.border.bottom.color.rgb == "FF9A7400"
    rules = [rule for where in sheet.conditional_formatting for rule in where.rules if cell.coordinate in where.cells]
    assert min(rules, key=lambda rule: rule.priority).dxf.border.bottom.color.rgb == "FF9A7400"


def test_the_amounts_of_all_years_are_one_column_before_the_reply_cells(sent):
    sheet = sent[1]["BUU"]
    assert column(sheet, "Beløb i alt")[0] == pytest.approx(4 * 123_456.789)
    assert [one for one in head(sheet) if one.isdigit()] == ["2024", "2025", "2026", "2027"]


def test_a_body_that_is_only_informed_is_asked_nothing_in_its_file(sent):
    done, files = sent
    sheet, readme = openpyxl.load_workbook(done.folder / "Udmoentningsplan_AER_2024-11-22.xlsx").worksheets
    texts = [str(cell.value) for one in (sheet, readme) for row in one.iter_rows() for cell in row if cell.value]
    assert not set(head(files["ÆR"])) & set(REPLY_HEADINGS)
    assert "Til orientering: I skal ikke svare." in texts
    assert not any("gule" in text or "Svar:" in text or "senest 6." in text for text in texts)
    assert sheet.protection.sheet
    assert all(cell.protection.locked for row in sheet.iter_rows() for cell in row)


def test_nobody_waits_for_the_answer_of_a_body_that_is_only_informed(sent):
    done, _ = sent
    assert {one.committee: one.asked for one in done.manifest.parcels}["ÆR"] is False
    assert "ÆR" not in [one.committee for one in silent(done.manifest, [])]
    assert "  Kun til orientering, uden svar: ÆR" in done.lines


@pytest.mark.parametrize("items", [ITEMS[:1], ITEMS[1:2]], ids=["one later", "one that is done"])
def test_one_item_alone_is_a_whole_sheet(tmp_path: Path, items):
    sheet = openpyxl.load_workbook(built(tmp_path, make_plan(items, bodies=ALL)), data_only=True)["BUU"]
    assert column(sheet, "Id")[:1] == [items[0]["id"]]
    done = int("completion" in items[0])
    assert sheet["A3"].value == (
        "Det skal I tage stilling til nu: 0 (overskredet 0, inden 90 dage 0) · "
        f"Senere: {1 - done} · Afsluttet eller udgået: {done}"
    )
    assert points(sheet) >= 8
