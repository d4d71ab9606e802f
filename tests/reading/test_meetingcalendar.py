"""Calendars of every layout are read: days of months by weekday or order, and who is named beside, under or in them."""

from datetime import date

import pytest
from meetingbook import days_of
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import PatternFill

BOTH = {"BUU": "2/2 2/3", "ØK": "9/2 9/3"}
TITLE = ["Mødekalender 2027"]


def wall(*, weekday=True, entry=True):
    """February and March side by side with a row for each day."""
    rows = [TITLE, ["Februar", None, None, "Marts"] if weekday else ["Februar", None, "Marts"]]
    for day in range(1, 29):
        text = {2: "BUU kl. 16", 9: "ØK"}.get(day) if entry else None
        letters = ["MTOTFLS"[date(2027, month, day).weekday()] for month in (2, 3)]
        months = [[letter, day, text] if weekday else [day, text] for letter in letters]
        rows.append([one for month in months for one in month])
    return rows


CALENDARS = {
    "a wall calendar with weekdays": wall(),
    "a wall calendar of figures alone": wall(weekday=False),
    "a wall calendar with the text in the cell of its figure": [
        TITLE,
        ["Februar", None, "Marts"],
        *(
            [day, None, day] if day not in (2, 9) else [f"{day} {'BUU' if day == 2 else 'ØK'}", None] * 2
            for day in range(1, 29)
        ),
    ],
    "days down and months across": [
        TITLE,
        ["Dato", "Februar", "Marts"],
        *([day, *[{2: "BUU kl. 16", 9: "ØK"}.get(day)] * 2] for day in range(1, 32)),
    ],
    "weekday and figure in one cell": [
        TITLE,
        ["Februar", None, None, "Marts"],
        ["Ti 2.", "BUU kl. 16", None, "Ti 2.", "BUU kl. 16"],
        ["Ti 9.", "Økonomi kl. 14", None, "Ti 9.", "Økonomi"],
    ],
    "weeks with day and body in one cell": [
        TITLE,
        ["Uge", "Mandag", "Tirsdag", "Onsdag"],
        [5, None, "2/2: BUU kl. 16.00", None],
        [6, None, "9/2: ØK kl. 15.00\nMØD-udvalg", None],
        [7, "Vinterferie"],
        [9, None, "2/3: BUU kl. 16.00", None],
        [10, None, "9/3: Ekstraordinært ØK-møde kl. 8.30", None],
    ],
    "months beside figures": [
        TITLE,
        ["Måned", "Dato", "Ugedag", "Tid", "Møde"],
        ["Februar", 2, "tirsdag", "16.00", "Børne- og Ungdomsudv."],
        [None, 9, "tirsdag", "16.00", "Økonomiudvalgsmøde"],
        ["Marts", 2, "tirsdag", "16.00", "Børne- og Ungdomsudv."],
        [None, 9, "tirsdag", "16.00", "Økonomiudvalgsmøde (budget)"],
    ],
    "all days of a body in one cell": [
        ["Mødedatoer 2027"],
        ["Udvalg", "Formand", "Mødedatoer"],
        ["BUU", "En formand", "2/2 og 2/3"],
        ["ØK", "En anden", "9/2, 9/3"],
    ],
    "sentences under the name of each body": [
        ["Her kan du se, hvornår udvalgene holder møde i 2027"],
        ["Børne- og Ungdomsudvalget"],
        ["I første halvår mødes udvalget kl. 16.30 tirsdag den 2. februar og tirsdag den 2. marts."],
        ["Økonomiudvalget"],
        ["I første halvår mødes udvalget kl. 8.30 tirsdag den 9. februar (rykket fra onsdag den 3.) og den 9. marts."],
    ],
    "pairs of rows and abbreviations of its own": [
        ["Kalender 2027"],
        ["B&U = Børne- og Ungdomsudvalget kl. 16, Øk.best. = Økonomiudvalget"],
        ["Uge", "Mandag", "Tirsdag"],
        [5, "1. feb.", "2. feb."],
        [None, None, "B&U"],
        [6, "8. feb.", "9. feb."],
        [None, None, "Øk.best. · Budgetseminar"],
        [9, "1. mar.", "2. mar."],
        [None, None, "B&U"],
        [10, "8. mar.", "9. mar."],
        [None, None, "Øk.best."],
    ],
    "months down with a column of other things": [
        TITLE,
        ["Måned", "BUU", "Økonomi-\nudvalget", "Andet"],
        ["Februar", date(2027, 2, 2), date(2027, 2, 9), "Vinterferie uge 7"],
        ["Marts", date(2027, 3, 2), date(2027, 3, 9), "Temadag 11. marts"],
        ["April", "PÅSKEFERIE – ingen møder"],
    ],
    "holidays between days with marks": [
        TITLE,
        ["Dato", "BUU", "ØK"],
        [date(2027, 2, 2), "X"],
        [date(2027, 2, 9), None, "X (ekstra)"],
        ["Uge 7: Vinterferie"],
        [date(2027, 3, 2), "X"],
        [date(2027, 3, 9), None, "X"],
    ],
    "marks of notes": [
        TITLE,
        ["Udvalg", "Februar", "Marts"],
        ["BUU", "2.*", "2."],
        ["ØK", "9.", "9.**"],
        ["* Mødet holdes på skolen."],
        ["** Flyttet fra den 1. marts"],
    ],
    "a new day after the old one": [
        TITLE,
        [None, "Februar", "Marts"],
        ["BUU", "Ti. 2.", "On. 3.\nny: Ti. 2."],
        ["ØK", "Ti. 9.", "Ti. 9."],
    ],
}


@pytest.mark.parametrize("rows", CALENDARS.values(), ids=list(CALENDARS))
def test_a_calendar_is_read(tmp_path, rows):
    assert days_of(tmp_path, rows)[0] == BOTH


def test_a_sheet_for_each_month_has_day_and_body_in_one_cell(tmp_path):
    head = ["Uge", "Mandag", "Tirsdag", "Onsdag"]
    weeks = {
        "Februar": [["Februar 2027"], head, [5, 1, "2\nBUU kl. 16:00", 3], [6, 8, "9\nØkonomiudvalget kl. 14:00", 10]],
        "Marts": [["Marts 2027"], head, [9, 1, "2\nBUU kl. 16:00", 3], [10, 8, "9\nØK\nBUU afholdes ikke", 10]],
    }
    days, notes = days_of(tmp_path, weeks)
    assert days == BOTH
    assert notes == [
        "1 dag er ikke regnet med (aflyst eller flyttet): Marts!C4 tir 09-03-2027 „9\nØK\nBUU afholdes ikke“"
    ]


def test_a_figure_whose_weekday_is_another_is_told(tmp_path):
    rows = [TITLE, ["Februar"], ["On 2.", "BUU"], ["Ti 9.", "ØK"]]
    assert days_of(tmp_path, rows) == (
        {"ØK": "9/2"},
        ["1 dag kan ikke læses med sikkerhed: Ark1!A3 „On 2.“"],
    )


def test_numbers_of_weeks_are_no_days_of_the_month_over_them(tmp_path):
    rows = [TITLE, ["Januar"], ["Uge", "Møde"], *([week, None] for week in range(1, 5)), [5, "BUU"]]
    found, notes = days_of(tmp_path, [*rows, ["Dato", "Udvalg"], [date(2027, 2, 2), "ØK"]])
    assert found == {"ØK": "2/2"}
    assert notes == ["1 celle med udvalg på arket Ark1 er ikke brugt: Ark1!B8 „BUU“"]


def test_colours_that_a_list_explains_say_who_meets(tmp_path):
    red, blue = PatternFill("solid", fgColor="FF0000"), PatternFill("solid", fgColor="0000FF")

    def list_beside(book):
        for row, (name, fill) in enumerate((("Børne- og Ungdomsudvalget", red), ("Økonomiudvalget", blue)), start=2):
            book.active.cell(row, 9).value = name
            book.active.cell(row, 8).fill = fill
        for cell, fill in {"B4": red, "B11": blue}.items():
            book.active[cell].fill = fill

    assert days_of(tmp_path, wall(entry=False), list_beside)[0] == {"BUU": "2/2", "ØK": "9/2"}


def test_what_a_calendar_says_of_others_than_bodies_is_told_once(tmp_path):
    rows = wall()
    for at, words in ((4, "Direktørmøde"), (5, "Byplan"), (6, "Havnevagt"), (7, "Skærtorsdag")):
        rows[at][2] = words
    days, notes = days_of(tmp_path, rows)
    assert days == BOTH
    assert notes == [
        "3 dage hører ikke til et udvalg, der kendes (Ark1!B5 ved „Direktørmøde“, Ark1!B6 ved „Byplan“ og Ark1!B7 "
        "ved „Havnevagt“)"
    ]


def test_a_title_that_names_the_council_and_others_is_nobodys_line(tmp_path):
    rows = [["Møder i byråd og udvalg 2027"], ["Dato", "Møde"], [date(2027, 2, 2), "Byplan"], [date(2027, 2, 9), "ØK"]]
    assert days_of(tmp_path, rows) == (
        {"ØK": "9/2"},
        ["1 dag ved „Byplan“ hører ikke til et udvalg, der kendes (Ark1!A3)"],
    )


def test_a_new_day_stands_beside_one_that_is_struck(tmp_path):
    def write(book):
        struck = TextBlock(InlineFont(strike=True), "Ti. 2.")
        book.active["B3"].value = CellRichText([struck, "\nOn. 3."])

    assert days_of(tmp_path, [TITLE, [None, "Februar"], ["BUU", None]], write) == ({"BUU": "3/2"}, [])


def test_a_sign_that_is_no_mark_is_told_beside_marks(tmp_path):
    rows = [TITLE, ["Dato", "BUU", "ØK"], [date(2027, 2, 2), "X", "(X)"], [date(2027, 2, 9), None, "X"]]
    assert days_of(tmp_path, rows) == (
        {"BUU": "2/2", "ØK": "9/2"},
        ["1 dag kan ikke læses med sikkerhed: Ark1!C3 „(X)“"],
    )


def test_a_second_holiday_is_no_second_day_of_its_month(tmp_path):
    rows = [["Maj 2027"], ["Mandag", "Tirsdag"], [10, 11], ["BUU", "ØK"], [17, 18], ["2. pinsedag", "ØK"]]
    assert "2/5" not in " ".join(days_of(tmp_path, rows)[0].values())


@pytest.mark.parametrize("year", [" 2027", ""])
def test_in_a_list_with_dates_under_months_the_numbers_of_weeks_are_no_days(tmp_path, year):
    def merge(book):
        for row in (3, 7, 8):
            book.active.merge_cells(f"A{row}:F{row}")

    rows = [
        ["Politisk mødeplan 2027"],
        ["Uge", "Dag", "Dato", "Tidspunkt", "Møde", "Bemærkninger"],
        [f"FEBRUAR{year}"],
        [6, "tirsdag", date(2027, 2, 9), "16.00-19.00", "Børne- og Ungdomsudvalget"],
        [6, "onsdag", date(2027, 2, 10), "kl. 17", "Hegnssynet"],
        [6, "torsdag", date(2027, 2, 11), "kl. 17", "Kommunalbestyrelsen", "AFLYST"],
        ["Uge 7: Vinterferie"],
        [f"MARTS{year}"],
        [9, "tirsdag", date(2027, 3, 2), "kl. 8", "Økonomiudvalget", "Flyttet til 16. marts"],
        [10, "tirsdag", date(2027, 3, 9), "kl. 17", "Miljø- og Teknikudvalget"],
        [11, "tirsdag", date(2027, 3, 16), "kl. 8", "Økonomiudvalget", "Flyttet fra 2. marts"],
    ]
    assert days_of(tmp_path, rows, merge) == (
        {"BUU": "9/2", "ØK": "16/3", "MTU": "9/3"},
        [
            "2 dage er ikke regnet med (aflyst eller flyttet): "
            "Ark1!C6 tor 11-02-2027 „AFLYST“ og Ark1!C9 tir 02-03-2027 „Flyttet til 16. marts“",
            "1 dag ved „Hegnssynet“ hører ikke til et udvalg, der kendes (Ark1!C5)",
        ],
    )


def test_the_days_of_a_calendar_are_days_though_dates_stand_beside_some_of_them(tmp_path):
    rows = [TITLE, ["Februar"], [9, "ti", "BUU"], [10, "on", "MTU"], [16, "ti", "ØK", "Rettet", date(2027, 2, 1)]]
    days, _ = days_of(tmp_path, rows)
    assert (days["BUU"], days["MTU"]) == ("9/2", "10/2")


def test_the_first_and_the_last_figure_of_a_month_are_days_as_the_others(tmp_path):
    said = {1: "BUU", 12: "MTU", 28: "ØK"}
    rows = [[day, "kl. 15" if day in said else None, said.get(day)] for day in range(1, 29)]
    assert days_of(tmp_path, [TITLE, ["Februar", None, None], *rows]) == (
        {"BUU": "1/2", "MTU": "12/2", "ØK": "28/2"},
        [],
    )


def test_a_letter_and_a_figure_in_one_cell_are_a_day_beside_its_bodies_and_the_week(tmp_path):
    letters = ["MTOTFLS"[date(2027, 2, day).weekday()] for day in range(1, 29)]  # March has the same
    said = {1: "Vinterferie", 2: "KFU / MTU", 3: "BUU kl. 13, KB kl. 15", 28: "Palmesøndag"}
    days = [
        [f"{letter} {day}", said.get(day), 5 + day // 7 if letter == "M" else None]
        for day, letter in enumerate(letters, start=1)
    ]
    rows = [TITLE, ["FEBRUAR", None, None, "MARTS"], *([*one, *one] for one in days)]

    def merge(book):
        book.active.merge_cells("A2:C2")
        book.active.merge_cells("D2:F2")

    both = {"BUU": "3/2 3/3", "KB": "3/2 3/3", "KFU": "2/2 2/3", "MTU": "2/2 2/3"}
    assert days_of(tmp_path, rows, merge) == (both, [])


def test_a_letter_that_is_not_the_weekday_of_its_figure_leaves_the_day_in_doubt(tmp_path):
    rows = [TITLE, ["Februar"], ["T 2", "BUU"], ["O 9", "BUU"]]
    told = "1 dag kan ikke læses med sikkerhed: Ark1!A4 „O 9“"
    assert days_of(tmp_path, rows) == ({"BUU": "2/2"}, [told])


@pytest.mark.parametrize("empty", [None, "", " "])
def test_a_day_without_a_text_under_that_of_a_body_is_no_meeting(tmp_path, empty):
    bodies = {date(2027, 1, 7): "VPU", date(2027, 1, 14): "VPU", date(2027, 2, 9): "BUU / KFU"}
    bodies |= {date(2027, 1, 11): "[uge 2]", date(2027, 1, 18): "[uge 3]"}
    rows = [["Mødekalender 2027"], ["Januar", None, None, "Februar", None, None, "Marts", None, None]]
    for number in range(1, 29):
        days = [date(2027, month, number) for month in (1, 2, 3)]
        rows.append([cell for when in days for cell in ("MTOTFLS"[when.weekday()], number, bodies.get(when, empty))])
    assert days_of(tmp_path, rows)[0] == {"BUU": "9/2", "KFU": "9/2", "VPU": "7/1 14/1"}


@pytest.mark.parametrize("kind", ["Ordinært", "Formiddag"])
def test_a_row_with_a_day_of_its_own_is_not_of_the_body_of_the_row_above(tmp_path, kind):
    rows = [
        ["Dato", "Udvalg", "Type"],
        [date(2027, 1, 12), "BUU", kind],
        [date(2027, 1, 13), None, "Aften"],
        [date(2027, 2, 9), "ØK", kind],
        [date(2027, 2, 10), None, "Aften"],
    ]
    assert days_of(tmp_path, rows) == (
        {"BUU": "12/1", "ØK": "9/2"},
        ["2 dage ved „Aften“ hører ikke til et udvalg, der kendes (Ark1!A3 og Ark1!A5)"],
    )


DAYS_ACROSS = ["Måned", None, *range(1, 32), None, "Signaturer"]


def across(row, entries, key=()):
    return [*row, *(entries.get(day) for day in range(1, 32)), None, *key]


def test_letters_that_a_key_explains_meet_where_their_row_of_a_month_crosses_the_column_of_a_day(tmp_path):
    def merge(book):
        for top in (3, 6):
            book.active.merge_cells(f"A{top}:A{top + 2}")

    rows = [
        TITLE,
        DAYS_ACROSS,
        across(["februar", "fm"], {9: "B", 12: "Æ"}, ["B", "Børn og Ungdom (15-18)"]),
        across([None, "em"], {10: "K+Ø", 16: "B?", 23: "B→24"}, ["K", "Kommunalbestyrelsen (17-21)"]),
        across([None, "frist"], {2: "b", 3: "K"}, ["Ø", "Økonomiudvalget"]),
        across(["marts", "fm"], {9: "B", 13: "TM"}, ["Æ", "Ældrerådet"]),
        across([None, "em"], {10: "Ø"}, ["TM", "temamøde for hele byrådet"]),
        across([None, "frist"], {}, ["(x)", "mødet er aflyst"]),
    ]
    days, notes = days_of(tmp_path, rows, merge)
    assert days == {"BUU": "9/2 9/3", "KB": "10/2", "ØK": "10/2 10/3", "ÆR": "12/2"}
    told = " ".join(notes)
    for words in ("Ark1!R4 ved „B?“", "Ark1!Y4 ved „B→24“", "Ark1!O6 ved „TM“", "Ark1!E5 ons 03-02-2027"):
        assert words in told


def test_letters_beside_bodies_that_are_those_of_weekdays_are_no_key(tmp_path):
    rows = [TITLE, ["Februar"], ["T", 9, "Børn og Ungdom"], ["O", 10, "Økonomiudvalget"], ["T", 11, "Teknik og Miljø"]]
    assert days_of(tmp_path, rows) == ({"BUU": "9/2", "ØK": "10/2", "MTU": "11/2"}, [])
