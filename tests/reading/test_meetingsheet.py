"""Which days of a sheet are meetings, and whose: what is cancelled, no meeting or not sure is told and not used."""

from datetime import date

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font

from udmoentning_xl.config import default_config
from udmoentning_xl.errors import PlanFileError
from udmoentning_xl.reading.meetingplan import read_meetings

BODIES = default_config().bodies
FEB, MARCH, APRIL, AUG = date(2027, 2, 9), date(2027, 3, 9), date(2027, 4, 13), date(2027, 8, 10)
GONE = "1 dag er ikke regnet med (aflyst eller flyttet): "
OTHER = "1 dag er ikke regnet med (noget andet end et møde): "


def read(tmp_path, rows, *, owner=None, name="m.xlsx", change=None, title="Ark1"):
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    if change:
        change(book.active)
    book.save(tmp_path / name)
    found = read_meetings(tmp_path / name, BODIES, owner)
    return dict(found.days), list(found.notes)


@pytest.mark.parametrize(
    "words", ["Aflyst", "AFLYST", "Mødet er aflyst", "Udgår", "Annulleret", "Flyttet til en anden dag", "Udsat"]
)
@pytest.mark.parametrize("heading", ["Bemærkning", "Status", None])
def test_a_meeting_that_its_row_calls_off_is_not_held_and_told(tmp_path, words, heading):
    rows = [["Dato", "Udvalg", heading], [FEB, "BUU"], [MARCH, "BUU", words], [APRIL, "BUU", "Lokale 2"]]
    assert read(tmp_path, rows) == ({"BUU": (FEB, APRIL)}, [f"{GONE}Ark1!A3 tir 09-03-2027 „{words}“"])


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (["09-03-2027 (aflyst)", "BUU"], "09-03-2027 (aflyst)"),
        (["9. marts 2027 AFLYST", "BUU"], "9. marts 2027 AFLYST"),
        ([MARCH, "BUU - AFLYST"], "BUU - AFLYST"),
        ([MARCH, "BUU (udgår)"], "BUU (udgår)"),
    ],
)
def test_a_meeting_that_its_own_text_calls_off_is_not_held(tmp_path, row, words):
    rows = [["Dato", "Udvalg"], [FEB, "BUU"], row]
    assert read(tmp_path, rows) == ({"BUU": (FEB,)}, [f"{GONE}Ark1!A3 tir 09-03-2027 „{words}“"])


@pytest.mark.parametrize("cells", [("A3", "B3"), ("A3",), ("B3",)])
def test_what_is_struck_through_is_not_held(tmp_path, cells):
    def strike(sheet):
        for cell in cells:
            sheet[cell].font = Font(strike=True)

    found = read(tmp_path, [["Dato", "Udvalg"], [FEB, "BUU"], [MARCH, "BUU"]], change=strike)
    assert found == ({"BUU": (FEB,)}, [f"{GONE}Ark1!A3 tir 09-03-2027 „overstreget“"])


@pytest.mark.parametrize(
    ("rows", "cell"),
    [
        ([["BUU", "ØK"], [FEB, AUG], [MARCH, APRIL]], "A3"),
        ([["Udvalg", 1, 2], ["BUU", FEB, MARCH], ["ØK", AUG, APRIL]], "C2"),
    ],
)
def test_a_day_is_struck_through_in_a_column_or_a_row_for_each_body(tmp_path, rows, cell):
    def strike(sheet):
        sheet[cell].font = Font(strike=True)

    found = read(tmp_path, rows, change=strike)
    assert found == ({"BUU": (FEB,), "ØK": (APRIL, AUG)}, [f"{GONE}Ark1!{cell} tir 09-03-2027 „overstreget“"])


@pytest.mark.parametrize("cell", ["A3", "B3"])
def test_a_comment_calls_a_meeting_off(tmp_path, cell):
    def remark(sheet):
        sheet[cell].comment = Comment("Mødet er aflyst", "Sekretariatet")

    found = read(tmp_path, [["Dato", "Udvalg"], [FEB, "BUU"], [MARCH, "BUU"]], change=remark)
    assert found == ({"BUU": (FEB,)}, [f"{GONE}Ark1!A3 tir 09-03-2027 „Mødet er aflyst“"])


def test_a_meeting_that_was_moved_to_its_day_is_held(tmp_path):
    rows = [["Dato", "Udvalg", "Bemærkning"], [FEB, "BUU", "Flyttet fra 2. februar"]]
    assert read(tmp_path, rows) == ({"BUU": (FEB,)}, [])


SIDE_BY_SIDE = {
    "day first": [
        ["Dato", "Udvalg", None, "Dato", "Udvalg"],
        [FEB, "BUU", None, AUG, "ØK"],
        [MARCH, "ØK", None, APRIL, "BUU"],
    ],
    "body first": [
        ["Udvalg", "Dato", None, "Udvalg", "Dato"],
        ["BUU", FEB, None, "ØK", AUG],
        ["ØK", MARCH, None, "BUU", APRIL],
    ],
    "no headings": [["Mødeplan"], [FEB, "BUU", None, AUG, "ØK"], [MARCH, "ØK", None, APRIL, "BUU"]],
    "no headings, body first": [["Mødeplan"], ["BUU", FEB, None, "ØK", AUG], ["ØK", MARCH, None, "BUU", APRIL]],
}


@pytest.mark.parametrize("rows", SIDE_BY_SIDE.values(), ids=list(SIDE_BY_SIDE))
def test_tables_side_by_side_keep_their_days_apart(tmp_path, rows):
    assert read(tmp_path, rows) == ({"BUU": (FEB, APRIL), "ØK": (MARCH, AUG)}, [])


def test_a_table_whose_bodies_are_blank_has_no_days_of_the_table_beside_it(tmp_path):
    rows = [["Dato", "Udvalg", None, "Dato", "Udvalg"], [FEB, "BUU", None, AUG, None]]
    assert read(tmp_path, rows)[0] == {"BUU": (FEB,)}


def test_months_side_by_side_have_the_text_on_the_right_of_its_day(tmp_path):
    rows = [
        ["Februar", None, "Marts", None, "April", None],
        [date(2027, 2, 8), None, MARCH, "ØK", APRIL, None],
        [FEB, "BUU", date(2027, 3, 10), "BUU", date(2027, 4, 14), None],
    ]
    assert read(tmp_path, rows) == ({"BUU": (FEB, date(2027, 3, 10)), "ØK": (MARCH,)}, [])


def test_one_body_between_two_columns_of_days_is_of_the_day_on_its_left(tmp_path):
    rows = [["Februar", None, "Marts"], [FEB, "BUU", MARCH]]
    assert read(tmp_path, rows)[0] == {"BUU": (FEB,)}


def test_of_two_days_before_a_body_nobody_knows_which_is_meant(tmp_path):
    found, notes = read(tmp_path, [["Fra", "Til", "Udvalg"], [FEB, MARCH, "BUU"]])
    assert found == {}
    assert notes == ["1 dag ved „BUU“ hører ikke til et udvalg, der kendes (Ark1!B2)"]


def week(monday, *texts):
    return [
        [monday.isocalendar().week, *(date(2027, monday.month, monday.day + step) for step in range(5))],
        [None, *texts],
    ]


def test_a_grid_of_weeks_has_the_bodies_under_their_days(tmp_path):
    rows = [
        ["Uge", "Mandag", "Tirsdag", "Onsdag", "Torsdag", "Fredag"],
        *week(date(2027, 2, 8), None, "BUU", None, None, None),
        *week(date(2027, 3, 8), "ØK", "BUU", None, "Byplan", None),
    ]
    assert read(tmp_path, rows) == (
        {"BUU": (FEB, MARCH), "ØK": (date(2027, 3, 8),)},
        ["1 dag ved „Byplan“ hører ikke til et udvalg, der kendes (Ark1!E4)"],
    )


def test_a_grid_of_weeks_has_day_and_body_in_one_cell(tmp_path):
    rows = [["2027"], ["Uge", "Mandag", "Tirsdag"], [6, "8/2", "9/2 BUU"], [10, "8/3 ØK", "9/3 BUU"]]
    assert read(tmp_path, rows) == ({"BUU": (FEB, MARCH), "ØK": (date(2027, 3, 8),)}, [])


@pytest.mark.parametrize(
    ("word", "why"),
    [
        *((word, "en frist") for word in ("Sagsfrist", "Deadline", "Dagsorden", "Frist for sager")),
        *((word, "en reservedag") for word in ("Reservedato", "Reservedag – holdes kun, hvis der er sager")),
    ],
)
def test_rows_of_terms_and_of_reserve_days_are_no_meetings(tmp_path, word, why):
    in_rows = [["BUU"], [word, FEB, MARCH], ["Møde", APRIL, AUG]]
    told = f"2 dage er ikke regnet med ({why}): Ark1!B2 tir 09-02-2027 „{word}“ og Ark1!C2 tir 09-03-2027 „{word}“"
    assert read(tmp_path, in_rows) == ({"BUU": (APRIL, AUG)}, [told])
    by_type = [["Dato", "Udvalg", "Type"], [FEB, "BUU", word], [MARCH, "BUU", "Møde"]]
    assert read(tmp_path, by_type) == (
        {"BUU": (MARCH,)},
        [f"1 dag er ikke regnet med ({why}): Ark1!A2 tir 09-02-2027 „{word}“"],
    )


@pytest.mark.parametrize(
    "word",
    ["Seminar", "Temamøde", "Budgetseminar", "Ferie", "Temamøde for BUU", "Studietur", "Temadrøftelse om skoler"],
)
def test_what_is_no_meeting_is_told(tmp_path, word):
    rows = [["Dato", "Udvalg", "Emne"], [FEB, "BUU", "Møde"], [MARCH, "BUU", word]]
    assert read(tmp_path, rows) == ({"BUU": (FEB,)}, [f"{OTHER}Ark1!A3 tir 09-03-2027 „{word}“"])


def test_a_seminar_in_the_cell_of_the_day_is_no_meeting(tmp_path):
    rows = [["BUU"], ["9. februar 2027"], ["9. marts 2027 (seminar)"]]
    assert read(tmp_path, rows) == ({"BUU": (FEB,)}, [f"{OTHER}Ark1!A3 tir 09-03-2027 „9. marts 2027 (seminar)“"])


@pytest.mark.parametrize("word", ["Seminardage", "Ferie"])
def test_days_under_a_heading_of_others_are_no_meetings(tmp_path, word):
    told = [f"dagene under „{word}“ (Ark1!A3) er ikke regnet som møder"]
    assert read(tmp_path, [["BUU"], [FEB], [word], [MARCH]]) == ({"BUU": (FEB,)}, told)


def test_a_holiday_in_the_row_of_a_month_ends_nothing(tmp_path):
    rows = [["2027", "BUU"], ["juni", 8], ["juli", "Ferie"], ["august", 10]]
    assert read(tmp_path, rows) == ({"BUU": (date(2027, 6, 8), AUG)}, [])


def test_a_bodys_own_file_with_a_column_of_bodies_has_only_its_rows(tmp_path):
    rows = [["Dato", "Udvalg"], [FEB, "BUU"], [MARCH, "ØK"], [APRIL, None], [AUG, "Byplan"]]
    assert read(tmp_path, rows, owner="BUU") == (
        {"BUU": (FEB,)},
        [
            "1 dag for ØK er ikke brugt i BUU's egen fil (Ark1!A3)",
            "1 dag ved „Dato“ hører ikke til et udvalg, der kendes (Ark1!A4)",
            "1 dag ved „Byplan“ hører ikke til et udvalg, der kendes (Ark1!A5)",
        ],
    )


BOTH = {"BUU": (date(2027, 1, 5), date(2027, 2, 2)), "ØK": (date(2027, 1, 6), date(2027, 2, 3))}
MONTHS = {
    "numbers": [["2027", "BUU", "ØK"], ["januar", 5, 6], ["februar", 2, 3]],
    "with a full stop": [["Mødeplan 2027"], ["Måned", "BUU", "ØK"], ["jan", "5.", "6."], ["feb.", "2.", "3."]],
    "the year in each row": [[None, "BUU", "ØK"], ["januar 2027", 5, 6], ["Februar 2027", 2, 3]],
    "months across": [[2027], ["Udvalg", "Januar", "Februar"], ["BUU", 5, 2], ["ØK", 6, "3."]],
    "lists": [["Mødedage 2027"], ["BUU", "5. januar, 2. februar"], ["ØK", "6. jan. og 3. feb."]],
}


@pytest.mark.parametrize("rows", MONTHS.values(), ids=list(MONTHS))
def test_days_of_a_month_are_read_where_the_year_is_known(tmp_path, rows):
    assert read(tmp_path, rows) == (BOTH, [])


@pytest.mark.parametrize("day", ["Tirsdag den 9.", "tirsdag d. 9.", "Den 9.", "Tirs. 9", "Tirsdag den 9. kl. 16.00"])
def test_days_stand_below_the_line_of_their_month(tmp_path, day):
    rows = [["Mødeplan 2027"], ["Februar"], [day, "BUU"], ["Onsdag den 17.", "ØK"], ["Marts"], [day, "BUU"]]
    assert read(tmp_path, rows) == ({"BUU": (FEB, MARCH), "ØK": (date(2027, 2, 17),)}, [])


def test_a_day_below_its_month_may_be_called_off_impossible_or_without_a_year(tmp_path):
    rows = [["Februar 2027"], ["Tirsdag den 9.", "BUU"], ["Onsdag den 9.", "ØK"], ["Den 30.", "ØK"]]
    rows += [["Marts 2027"], ["Tirsdag den 9. (aflyst)", "BUU"]]
    days, notes = read(tmp_path, rows)
    assert days == {"BUU": (FEB,)}
    assert notes == [
        f"{GONE}Ark1!A6 tir 09-03-2027 „Tirsdag den 9. (aflyst)“",
        "2 dage kan ikke læses med sikkerhed: Ark1!A3 „Onsdag den 9.“ og Ark1!A4 „Den 30.“",
    ]
    days, notes = read(tmp_path, [["Februar"], ["Tirsdag den 9.", "BUU"], ["Dato", "Udvalg"], [MARCH, "BUU"]])
    assert days == {"BUU": (MARCH,)}
    assert notes == ["1 dag har kun måned og dag, og året står ikke i arket eller i filens navn (Ark1!A2)"]


def test_the_year_may_be_that_of_the_sheet_or_of_the_file(tmp_path):
    rows = [["Måned", "BUU", "ØK"], ["januar", 5, 6], ["februar", 2, 3]]
    assert read(tmp_path, rows, title="2027") == (BOTH, [])
    assert read(tmp_path, rows, name="Mødeplan_2027.xlsx") == (BOTH, [])


def test_days_of_a_month_without_a_year_are_one_sentence_with_their_number(tmp_path):
    rows = [["Måned", "BUU", "ØK"], ["januar", 5, 6], ["februar", 2, "3."]]
    assert read(tmp_path, rows) == (
        {},
        [
            "4 dage har kun måned og dag, og året står ikke i arket eller i filens navn "
            "(Ark1!B2, Ark1!C2, Ark1!B3 og 1 til)"
        ],
    )


def test_of_two_years_in_a_title_nobody_knows_which_is_meant(tmp_path):
    rows = [["Mødeplan 2026/27"], ["Måned", "BUU"], ["januar", 5]]
    assert read(tmp_path, rows)[0] == {}


def test_a_day_of_a_month_may_be_called_off_or_in_doubt(tmp_path):
    rows = [
        ["2027", "BUU"],
        ["januar", "5. (aflyst)"],
        ["februar", "2. (flyttet fra 9.)"],
        ["marts", "2. og 16."],
        ["april", "31."],
    ]
    assert read(tmp_path, rows) == (
        {"BUU": (date(2027, 3, 2), date(2027, 3, 16))},
        [
            f"{GONE}Ark1!B2 tir 05-01-2027 „5. (aflyst)“",
            "2 dage kan ikke læses med sikkerhed: Ark1!B3 „2. (flyttet fra 9.)“ og Ark1!B5 „31.“",
        ],
    )


@pytest.mark.parametrize(
    ("words", "shorts"),
    [
        ("øk", ["ØK"]),
        ("kb", ["KB"]),
        ("ØK og KB", ["ØK", "KB"]),
        ("BUU, ØK", ["BUU", "ØK"]),
        ("Ordinært møde i Økonomiudvalget", ["ØK"]),
        ("BUU (ekstraordinært)", ["BUU"]),
        ("Børne- og ungdomsudvalget og ØK", ["BUU", "ØK"]),
        ("BUU kl. 15-18", ["BUU"]),
    ],
)
def test_bodies_are_known_as_people_write_them(tmp_path, words, shorts):
    assert read(tmp_path, [["Dato", "Møde"], [FEB, words]]) == (dict.fromkeys(shorts, (FEB,)), [])


def test_a_formula_without_a_value_is_told(tmp_path):
    rows = [["Dato", "Udvalg"], ["=DATE(2027,2,9)", "BUU"], [MARCH, "BUU"]]
    assert read(tmp_path, rows) == (
        {"BUU": (MARCH,)},
        ["1 dag kan ikke læses med sikkerhed: Ark1!A2 „en formel uden resultat“"],
    )


def test_places_titles_weekdays_and_times_are_no_unreadable_days(tmp_path):
    rows = [
        ["Mødedatoer 2027 (ajour 1. december 2026)"],
        ["Uge", "Dag", "Dato", "Møde", "Sted", "Tid"],
        [6, "tirsdag", FEB, "BUU", "Mødelokale 1", "15.00-18.00"],
        [10, "tirsdag", MARCH, "BUU", "Mødelokale 2", "kl. 15"],
    ]
    assert read(tmp_path, rows) == ({"BUU": (FEB, MARCH)}, [])


def test_times_are_marks_in_a_calendar(tmp_path):
    rows = [["Dato", "BUU"], [FEB, "kl. 15"], [date(2027, 2, 10), None], [MARCH, "16-18"]]
    assert read(tmp_path, rows) == ({"BUU": (FEB, MARCH)}, [])


def test_a_calendar_without_dates_is_refused(tmp_path):
    with pytest.raises(PlanFileError):
        read(tmp_path, [["Uge", "Mandag", "Tirsdag"], [6, None, "BUU"]])


def test_a_wall_calendar_has_each_body_on_the_right_of_its_own_day(tmp_path):
    rows = [["Januar", None, "Februar", None], [date(2027, 1, 9), "KB", FEB, None]]
    rows += [[date(2027, 1, 12), "BUU", date(2027, 2, 12), "ØK"]]

    def merge(sheet):
        sheet.merge_cells("A1:B1")
        sheet.merge_cells("C1:D1")

    days = {"KB": (date(2027, 1, 9),), "BUU": (date(2027, 1, 12),), "ØK": (date(2027, 2, 12),)}
    assert read(tmp_path, rows, change=merge) == (days, [])
    figures = [["Mødeplan 2027"], ["Januar", None, "Februar", None], [9, "KB", 9, None], [12, "BUU", 12, "ØK"]]
    figures[2][0:1] = [8]
    assert read(tmp_path, figures) == ({**days, "KB": (date(2027, 1, 8),)}, [])


def test_a_day_merged_over_rows_is_of_the_body_of_each(tmp_path):
    rows = [["Dato", "Udvalg"], [FEB, "BUU"], [None, "ØK"], [MARCH, "KFU"]]
    found = read(tmp_path, rows, change=lambda sheet: sheet.merge_cells("A2:A3"))
    assert found == ({"BUU": (FEB,), "KFU": (MARCH,), "ØK": (FEB,)}, [])


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        ([["BUU", "Komm.best."], [FEB, MARCH]], "B2"),
        ([["Måned", "BUU", "Komm.best."], ["Februar 2027", 9, 10]], "C2"),
        ([["Udvalg", "Februar 2027"], ["BUU", 9], ["Komm.best.", 10]], "B3"),
    ],
)
def test_days_of_a_heading_among_bodies_that_nobody_knows_are_told(tmp_path, rows, cells):
    told = f"1 dag ved „Komm.best.“ hører ikke til et udvalg, der kendes (Ark1!{cells})"
    assert read(tmp_path, rows) == ({"BUU": (FEB,)}, [told])


@pytest.mark.parametrize("day", ["ti 9/2", "ti. 9/2", "Ti 09.02.27", "tir 9. februar"])
def test_a_weekday_may_have_two_letters_and_must_be_the_right_one(tmp_path, day):
    rows = [["Mødeplan 2027"], ["Dato", "Udvalg"], [day, "BUU"], ["on 9/2", "ØK"], ["on 16/2", "ØK"]]
    assert read(tmp_path, rows) == (
        {"BUU": (FEB,)},
        ["2 dage kan ikke læses med sikkerhed: Ark1!A4 „on 9/2“ og Ark1!A5 „on 16/2“"],
    )


def test_the_days_of_months_may_have_their_weekday(tmp_path):
    rows = [["2027", "Februar", "Marts"], ["BUU", "ti. 9.", "ti. 9."], ["ØK", "on. 9.", "on. 10."]]
    assert read(tmp_path, rows) == (
        {"BUU": (FEB, MARCH), "ØK": (date(2027, 3, 10),)},
        ["1 dag kan ikke læses med sikkerhed: Ark1!B3 „on. 9.“"],
    )


def test_every_cell_of_a_body_that_is_no_day_is_told_and_what_only_counts_is_not(tmp_path):
    rows = [["Møde", "BUU"], ["1. møde", FEB], ["2. møde", "9/3 eller 10/3"], ["3. møde", "se 13/4-bilag"]]
    assert read(tmp_path, rows) == (
        {"BUU": (FEB,)},
        ["2 dage kan ikke læses med sikkerhed: Ark1!B3 „9/3 eller 10/3“ og Ark1!B4 „se 13/4-bilag“"],
    )
