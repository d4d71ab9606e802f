"""No cell with a body or a day is passed over in silence, whatever the layout: it is used, structure, or told."""

import re
from datetime import date

import pytest
from meetingbook import BODIES, book_of
from openpyxl.comments import Comment
from test_meetingcalendar import CALENDARS, wall
from test_meetingchanges import PLAN
from test_meetingplan import LAYOUTS
from test_meetingsheet import MONTHS, SIDE_BY_SIDE

from udmoentning_xl.reading.meetingplan import read_meetings, sheets_of

NAMES = [name for body in BODIES for name in (body.short, body.name, *body.aliases)]
NAMED = re.compile(rf"(?<![\w&])(?:{'|'.join(map(re.escape, NAMES))})(?!\w)")
DAY = re.compile(
    r"(?<![\w./:-])\d{1,2}(?:/\d{1,2}(?![\d/])|\. (?:januar|februar|marts|april|maj|juni)|\.\d{1,2}\.20\d\d)"
)
EVERY = {
    **{name: {"Ark1": rows} for group in (CALENDARS, MONTHS, SIDE_BY_SIDE) for name, rows in group.items()},
    **LAYOUTS,
    "a wall calendar without months": {"Ark1": [row for row in wall() if "Februar" not in row]},
    "bodies and days that nothing joins": {"Ark1": [["KB, ØK"], ["BUU", "x"], [None, "9/2"], ["Telefon", "KFU"]]},
    "another sheet of people": {"Ark1": PLAN, "Formænd": [["Udvalg", "Formand"], ["BUU", "En"], ["ØK", "En anden"]]},
    "a heading nobody knows": {"Ark1": [["2027"], ["BUU", "Komm.best."], [date(2027, 2, 9), date(2027, 2, 10)]]},
}
BELOW = [
    "BUU: Mødet den 9/3 er aflyst.",
    "Mødet den 9. marts er aflyst",
    "BUU holder ikke møde i maj",
    "BUU?",
    "Husk 9/3",
    "ØK rykker måske",
]


def settled(tmp_path, sheets, change=None):
    """The cells that name a body or a day by a rule of this test, and those that the sheets account for."""
    path = book_of(tmp_path / "m.xlsx", sheets, change)
    read = sheets_of(path, BODIES)
    missing = [
        (name, row, column, value)
        for sheet, (name, rows) in zip(read, sheets.items(), strict=True)
        for row, cells in enumerate(rows)
        for column, value in enumerate(cells)
        if isinstance(value, date) or (isinstance(value, str) and (NAMED.search(value) or DAY.search(value)))
        if not sheet.ledger.is_known((row, column))
    ]
    return read, missing


@pytest.mark.parametrize("sheets", EVERY.values(), ids=list(EVERY))
def test_every_body_and_day_is_used_or_structure_or_told(tmp_path, sheets):
    read, missing = settled(tmp_path, sheets)
    assert missing == []
    for sheet in read:
        assert {one.cell for one in sheet.held} <= sheet.ledger.used
        only_told = sheet.ledger.told - sheet.ledger.used
        assert bool(list(sheet.ledger.notes())) or not only_told


@pytest.mark.parametrize("text", BELOW)
@pytest.mark.parametrize("sheets", EVERY.values(), ids=list(EVERY))
def test_a_line_below_any_calendar_is_followed_or_told(tmp_path, sheets, text):
    name = next(iter(sheets))
    without = sheets_of(book_of(tmp_path / "n.xlsx", sheets), BODIES)[0]
    read, missing = settled(tmp_path, {**sheets, name: [*sheets[name], [], [text]]})
    assert missing == []
    assert list(read[0].ledger.notes()) != list(without.ledger.notes())
    called_off = {(one.short, one.when) for one in read[0].held} & {("BUU", date(2027, 3, 9))}
    assert not (called_off and "9/3 er" in text)


@pytest.mark.parametrize("rows", [*CALENDARS.values(), PLAN])
def test_a_comment_that_changes_a_meeting_is_followed_or_told(tmp_path, rows):
    def remark(book):
        for row in book.active.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and (NAMED.search(cell.value) or "udv" in cell.value):
                    cell.comment = Comment("Mødet er aflyst", "A")
                    return

    plain = read_meetings(book_of(tmp_path / "n.xlsx", {"Ark1": rows}), BODIES)
    changed = read_meetings(book_of(tmp_path / "m.xlsx", {"Ark1": rows}, remark), BODIES)
    assert changed.notes != plain.notes
