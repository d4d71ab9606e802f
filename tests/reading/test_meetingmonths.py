"""Days of months with whose they are in the same cell, and calendars whose bodies are letters."""

from datetime import date

import pytest
from meetingbook import days_of
from openpyxl.styles import Font

TITLE = ["Mødeplan 2027"]
GONE = "1 dag er ikke regnet med (aflyst eller flyttet): "
BOTH = {"BUU": "9/2 9/3", "MTU": "9/2", "ØK": "16/2"}


@pytest.mark.parametrize("sign", [":", ".:", ".", " –", ". -", "., ti.: "])
@pytest.mark.parametrize("heads", [("Februar", "Marts"), ("FEBRUAR:", "MARTS:"), ("Feb.", "Mar.")])
def test_a_list_of_days_under_its_month_has_the_year_of_the_title(tmp_path, sign, heads):
    if "ti." in sign:
        days = ["ti. 9.: BUU og MTU", "Tirsdag d. 16: ØK", "Ti 9: BUU"]
    else:
        days = [f"9{sign} BUU og MTU", f"16{sign} ØK", f"9{sign} BUU"]
    rows = [TITLE, [heads[0]], [days[0]], [days[1]], [heads[1]], [days[2]]]
    assert days_of(tmp_path, rows) == (BOTH, [])
    rows = [TITLE, list(heads), [days[0], days[2]], [days[1]]]
    assert days_of(tmp_path, rows) == (BOTH, [])


def test_a_list_under_its_month_without_a_year_is_told(tmp_path):
    rows = [["Februar"], ["9.: BUU og MTU"], ["16.: ØK"], ["Dato", "Udvalg"], [date(2027, 3, 9), "KB"]]
    assert days_of(tmp_path, rows) == (
        {"KB": "9/3"},
        ["2 dage har kun måned og dag, og året står ikke i arket eller i filens navn (Ark1!A2 og Ark1!A3)"],
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("9.: BUU og Haludvalget", "1 dag ved „BUU og Haludvalget“ hører ikke til et udvalg, der kendes (Ark1!A3)"),
        ("1.-2.: KB", "1 celle med udvalg på arket Ark1 er ikke brugt: Ark1!A3 „1.-2.: KB“"),
        ("2. møde BUU", "1 celle med udvalg på arket Ark1 er ikke brugt: Ark1!A3 „2. møde BUU“"),
        ("9.: BUU\n10.: KB", "1 dag kan ikke læses med sikkerhed: Ark1!A3 „9.: BUU\n10.: KB“"),
        ("9.: Temamøde", "1 dag er ikke regnet med (noget andet end et møde): Ark1!A3 tir 09-02-2027 „9.: Temamøde“"),
        (
            "9.: BUU (aflyst)",
            "1 dag er ikke regnet med (aflyst eller flyttet): Ark1!A3 tir 09-02-2027 „9.: BUU (aflyst)“",
        ),
    ],
)
def test_what_is_not_sure_in_a_list_under_its_month_is_told(tmp_path, text, told):
    assert days_of(tmp_path, [TITLE, ["Februar"], [text], ["16.: ØK"]]) == ({"ØK": "16/2"}, [told])


ENTRIES = {(2, 9): "B", (2, 16): "Ø K", (3, 9): "Ø"}
LETTERS = {"BUU": "9/2", "ØK": "16/2 9/3", "KB": "16/2"}
LEGEND = [["B = Børne- og ungdomsudvalget"], ["Ø = Økonomiudvalget, K = Kommunalbestyrelsen"]]
ACROSS = [
    ["Dag", "Februar", "Marts"],
    *([day, *(ENTRIES.get((month, day)) for month in (2, 3))] for day in range(1, 32)),
]
DOWN = [
    ["Måned", *range(1, 32)],
    *([name, *(ENTRIES.get((month, day)) for day in range(1, 32))] for month, name in ((2, "Februar"), (3, "Marts"))),
]


@pytest.mark.parametrize("rows", [ACROSS, DOWN], ids=["months across", "months down"])
def test_letters_in_a_calendar_are_the_bodies_that_its_list_says(tmp_path, rows):
    assert days_of(tmp_path, [TITLE, *rows, *LEGEND]) == (LETTERS, [])


@pytest.mark.parametrize("rows", [ACROSS, DOWN], ids=["months across", "months down"])
def test_letters_that_nobody_explains_are_told(tmp_path, rows):
    days, notes = days_of(tmp_path, [TITLE, *rows])
    assert days == {}
    assert len(notes) == 1
    assert notes[0].startswith("3 dage hører ikke til et udvalg, der kendes (Ark1!")


def test_the_letters_of_weekdays_are_no_bodies(tmp_path):
    rows = [[letter, day, "BUU" if day == 9 else None] for day, letter in enumerate("MTOTFLS" * 4, start=1)]
    days, _ = days_of(tmp_path, [["Februar 2027"], *rows, ["M = Miljø- og teknikudvalget"]])
    assert days == {"BUU": "9/2"}


MONTHS = {"BUU": "12/1 9/2", "ØK": "19/1 16/2"}
SHEETS = {
    "days and bodies": lambda one, two: [["Dag", "Udvalg"], [one, "BUU"], [two, "ØK"]],
    "texts": lambda one, two: [[f"{one}.: BUU"], [f"{two}.: ØK"]],
    "with the weekday": lambda one, two: [["Ugedag", "Dag", "Møde"], ["tirsdag", one, "BUU"], ["tirsdag", two, "ØK"]],
    "a column for each body": lambda one, two: [["BUU", "ØK"], [one, two]],
    "marks": lambda one, two: [["Dag", "BUU", "ØK"], [one, "x", None], [two, None, "x"]],
    "every day": lambda one, two: [["Dag", "Møde"], *([day, {one: "BUU", two: "ØK"}.get(day)] for day in range(1, 29))],
    "weeks": lambda one, two: [["Man", "Tir"], [one - 1, one], [None, "BUU"], [two - 1, two], [None, "ØK"]],
}


@pytest.mark.parametrize("rows", SHEETS.values(), ids=list(SHEETS))
@pytest.mark.parametrize("names", [("Januar", "Februar"), ("01 Jan", "02 Feb"), ("Januar 2027", "Februar 2027")])
def test_a_sheet_may_be_called_after_the_month_of_its_figures(tmp_path, rows, names):
    sheets = {"Forside": [["Mødeplan 2027"]], names[0]: rows(12, 19), names[1]: rows(9, 16)}
    assert days_of(tmp_path, sheets) == (MONTHS, [])


def test_of_a_sheet_of_a_month_without_a_year_every_day_is_told(tmp_path):
    sheets = {"Ark1": [["Dato", "Udvalg"], [date(2027, 3, 9), "KB"]], "Januar": [["Dag", "Udvalg"], [12, "BUU"]]}
    assert days_of(tmp_path, sheets) == (
        {"KB": "9/3"},
        ["1 dag har kun måned og dag, og året står ikke i arket eller i filens navn (Januar!A2)"],
    )


CROSSED = {
    "dates": [["Udvalg", date(2027, 2, 9), date(2027, 2, 16)], ["BUU", "x", None], ["ØK", None, "x"], ["KB", "x", "x"]],
    "figures under their month": [
        ["Februar 2027"],
        ["Udvalg", "ti", "ti"],
        [None, 9, 16],
        ["BUU", "x", None],
        ["ØK", None, "kl. 8"],
        ["KB", "x", "x"],
    ],
}


@pytest.mark.parametrize("rows", CROSSED.values(), ids=list(CROSSED))
def test_marks_stand_where_the_row_of_a_body_meets_the_column_of_a_day(tmp_path, rows):
    assert days_of(tmp_path, rows) == ({"BUU": "9/2", "ØK": "16/2", "KB": "9/2 16/2"}, [])


@pytest.mark.parametrize(("cell", "left"), [("B4", {"BUU": "9/2", "KB": "16/2"}), ("B2", {"KB": "9/2 16/2"})])
def test_a_mark_that_is_struck_where_row_and_column_meet_is_no_meeting_of_its_body(tmp_path, cell, left):
    def strike(book):
        book.active[cell].font = Font(strike=True)

    days, notes = days_of(tmp_path, CROSSED["dates"], strike)
    assert days == {"ØK": "16/2", **left}
    assert notes == [f"1 dag er ikke regnet med (aflyst eller flyttet): Ark1!{cell} tir 09-02-2027 „overstreget“"]


def test_the_year_may_have_a_column_of_its_own(tmp_path):
    rows = [["År", "Måned", "Dag", "Udvalg"], [2027, "Februar", 9, "BUU"], [2027, "Marts", 9, "ØK"]]
    assert days_of(tmp_path, rows) == ({"BUU": "9/2", "ØK": "9/3"}, [])


def test_figures_that_their_row_calls_otherwise_are_no_days_of_the_month_of_the_sheet(tmp_path):
    sheets = {"Januar 2027": [[None, "BUU", "ØK"], ["Antal sager", 14, 9], ["Dato", "12/1", "19/1"]]}
    assert days_of(tmp_path, sheets)[0] == {"BUU": "12/1", "ØK": "19/1"}


IN_CAPITALS = [
    ["Mødeplan 2027"],
    [
        "",
        "BØRNE- OG UNG-\nDOMS-\nUDVALGET",
        "KOMMUNAL-\nBESTYRELSEN",
        "ØKONOMI-\nUDVALGET",
        "MILJØ-\nOG TEKNIK-\nUDVALGET",
    ],
    ["Mødedag", "Tirsdag", "Tirsdag", "Tirsdag", "Tirsdag"],
    ["Februar", "9.", "23.", 16, "2."],
]


def test_a_name_in_capitals_that_is_divided_at_the_ends_of_its_lines_is_read(tmp_path):
    assert days_of(tmp_path, IN_CAPITALS) == ({"BUU": "9/2", "KB": "23/2", "ØK": "16/2", "MTU": "2/2"}, [])


@pytest.mark.parametrize(
    "between", [[], [["Mødedag", "Tirsdag", "Tirsdag"]], [["Mødedag", "Tirsdag", "Tirsdag"], ["Tid", "kl. 8", "kl. 9"]]]
)
def test_the_days_of_months_under_a_heading_that_nobody_knows_are_told_whatever_stands_between(tmp_path, between):
    rows = [["Mødeplan 2027"], ["", "ØK", "Hegnssynet"], *between, ["Februar", "16.", "9."], ["Marts", 16, 9]]
    first = 3 + len(between)
    assert days_of(tmp_path, rows) == (
        {"ØK": "16/2 16/3"},
        [f"2 dage ved „Hegnssynet“ hører ikke til et udvalg, der kendes (Ark1!C{first} og Ark1!C{first + 1})"],
    )


@pytest.mark.parametrize(
    "names", [("BUU", "MTU", "XYZ"), ("Miljø- og teknikudvalget", "Økonomiudvalget", "Landdistriktsforum")]
)
def test_the_row_of_a_body_that_nobody_knows_among_others_is_told(tmp_path, names):
    rows = [["Mødeplan 2027"], ["Udvalg", "Januar", "Februar", "Marts"], *([name, 12, 9, 9] for name in names)]
    days, notes = days_of(tmp_path, rows)
    assert set(days.values()) == {"12/1 9/2 9/3"}
    assert len(days) == 2
    assert notes == [f"3 dage ved „{names[-1]}“ hører ikke til et udvalg, der kendes (Ark1!B5, Ark1!C5 og Ark1!D5)"]


@pytest.mark.parametrize("event", ["Budgetseminar 20.-21. august", "20. august: Budgetseminar"])
def test_a_seminar_in_a_line_under_the_bodies_leaves_the_days_in_their_rows_theirs(tmp_path, event):
    rows = [["Mødeplan 2027"], ["Udvalg", "Januar", "Februar"], ["BUU", "ti. 12/1", date(2027, 2, 9)]]
    rows += [["Økonomi-\nudvalget", "19/1", "16."], [], [event]]
    days, notes = days_of(tmp_path, rows)
    assert days == {"BUU": "12/1 9/2", "ØK": "19/1 16/2"}
    assert len(notes) == 1
    assert notes[0].startswith("1 dag er ikke regnet med (noget andet end et møde): Ark1!A6 ")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("22.\n(1. beh.)", "22/2"),
        ("9. (2. beh.)\n23.", "9/2 23/2"),
        ("9.\n23. (ekstraord.)", "9/2 23/2"),
        ("9. (1. beh.) og 23. (2. beh.)", "9/2 23/2"),
    ],
)
def test_the_days_of_a_month_may_have_lines_of_their_own_and_say_what_kind_of_meeting_each_is(tmp_path, text, days):
    rows = [["Mødeplan 2027"], ["", "BUU", "KB"], ["Februar", "3.", text], ["Marts", 3, "24."]]
    assert days_of(tmp_path, rows) == ({"BUU": "3/2 3/3", "KB": f"{days} 24/3"}, [])


@pytest.mark.parametrize(
    "text", ["22.\n16", "22.\n16-18", "9. (lokale 2)\n23.", "9. (aflyst)\n23.", "9.\n23. (aflyst)"]
)
def test_what_stands_under_the_day_of_a_month_and_may_be_another_thing_is_told(tmp_path, text):
    rows = [["Mødeplan 2027"], ["", "BUU", "KB"], ["Februar", "3.", text], ["Marts", 3, "24."]]
    days, notes = days_of(tmp_path, rows)
    assert days == {"BUU": "3/2 3/3", "KB": "24/3"}
    assert len(notes) == 1
    assert f"Ark1!C3 „{text}“" in notes[0]


DAY_AND_MONTH = {
    "figures": [["Dag", "Måned", "Udvalg"], [9, "februar", "BUU"], [16, "marts", "ØK"], [13, "april", "BUU"]],
    "texts": [["Dato", "Md.", "Udvalg"], ["9.", "feb", "BUU"], ["ti 16.", "mar.", "ØK"], ["13.", "april", "BUU"]],
    "numbers": [["Dag", "Måned", "Udvalg"], [9, 2, "BUU"], [16, 3, "ØK"], [13, 4, "BUU"]],
    "body first": [["Udvalg", "Dag", "Måned"], ["BUU", 9, "februar"], ["ØK", 16, "marts"], ["BUU", 13, "april"]],
    "weekday": [
        ["Ugedag", "Dag", "Måned", "Udvalg"],
        ["ti", 9, "Feb", "BUU"],
        ["ti", 16, "Mar", "ØK"],
        ["ti", 13, "Apr", "BUU"],
    ],
    "marks": [
        ["Dag", "Måned", "BUU", "ØK"],
        [9, "februar", "x", None],
        [16, "marts", None, "x"],
        [13, "april", "x", "-"],
    ],
    "year": [
        ["Dag", "Måned", "År", "Udvalg"],
        [9, "februar", 2027, "BUU"],
        [16, "marts", 2027, "ØK"],
        [13, "april", 2027, "BUU"],
    ],
}


@pytest.mark.parametrize("rows", DAY_AND_MONTH.values(), ids=list(DAY_AND_MONTH))
def test_the_day_and_its_month_may_have_a_column_each(tmp_path, rows):
    assert days_of(tmp_path, [TITLE, *rows]) == ({"BUU": "9/2 13/4", "ØK": "16/3"}, [])


@pytest.mark.parametrize("row", [[30, "februar", "BUU"], ["on 9.", "februar", "BUU"], [9, "februar?", "BUU"]])
def test_a_day_and_a_month_that_do_not_fit_are_told(tmp_path, row):
    days, notes = days_of(tmp_path, [TITLE, ["Dag", "Måned", "Udvalg"], row, [16, "marts", "ØK"]])
    assert days == {"ØK": "16/3"}
    assert len(notes) == 1
    assert "Ark1!A3" in notes[0] or "Ark1!C3" in notes[0]


def test_a_day_and_a_month_without_a_year_are_told(tmp_path):
    rows = [["Dag", "Måned", "Udvalg"], [9, "februar", "BUU"], ["16.", "marts", "ØK"]]
    assert days_of(tmp_path, rows) == (
        {},
        ["2 dage har kun måned og dag, og året står ikke i arket eller i filens navn (Ark1!A2 og Ark1!A3)"],
    )


def test_a_week_before_a_month_is_no_day_of_it(tmp_path):
    rows = [TITLE, ["Uge", "Måned", "BUU", "ØK"], [6, "Februar", 9, None], [11, "Marts", None, 16]]
    assert days_of(tmp_path, rows) == ({"BUU": "9/2", "ØK": "16/3"}, [])


CODES = {
    "in one text": [["B1 = 1. behandling af budget, B2 = 2. behandling af budget"]],
    "in lines": [["B1: 1. behandling"], ["B2: 2. beh. budget"]],
}


@pytest.mark.parametrize("legend", CODES.values(), ids=list(CODES))
@pytest.mark.parametrize(
    ("text", "days"),
    [("14 B1", "14/9"), ("14. B1", "14/9"), ("14 (B1)", "14/9"), ("5 B2 + 26", "5/9 26/9"), ("5 + 26 B2", "5/9 26/9")],
)
def test_a_code_that_the_sheet_explains_as_a_kind_of_meeting_takes_no_day_away(tmp_path, legend, text, days):
    rows = [["Måned", "BUU", "KB"], ["August", 17, 18], ["September", 7, text]]
    assert days_of(tmp_path, [TITLE, *rows, *legend]) == ({"BUU": "17/8 7/9", "KB": f"18/8 {days}"}, [])


@pytest.mark.parametrize("legend", [[], [["B1 = aflyst, B2 = seminar"]], [["KB = 1. behandling"]]])
@pytest.mark.parametrize("text", ["14 B1", "5 B2 + 26", "15 KB"])
def test_a_code_that_no_text_explains_as_a_kind_of_meeting_is_told(tmp_path, legend, text):
    rows = [["Måned", "BUU", "KB"], ["August", 17, 18], ["September", 7, text]]
    days, notes = days_of(tmp_path, [TITLE, *rows, *legend])
    assert days == {"BUU": "17/8 7/9", "KB": "18/8"}
    assert f"1 dag kan ikke læses med sikkerhed: Ark1!C4 „{text}“" in notes
