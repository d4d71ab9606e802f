"""Ordinary tables of meeting dates that were not read: marks with a legend, times of day as marks, tables in rows."""

from datetime import date, time

import pytest
from meetingbook import days_of
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

FEB, MARCH, APRIL = date(2027, 2, 9), date(2027, 3, 9), date(2027, 4, 13)


@pytest.mark.parametrize("legend", ["x = møde   T = temamøde   S = seminar", "T = temamøde, x = ordinært møde"])
def test_a_legend_of_marks_over_a_table_does_not_call_all_its_days_events(tmp_path, legend):
    rows = [[legend], [], ["Dato", "BUU", "ØK"], [FEB, "x", "x"], [MARCH, "T", "x"]]
    days, notes = days_of(tmp_path, rows)
    assert days == {"BUU": "9/2", "ØK": "9/2 9/3"}
    assert "Ark1!B5 „T“" in " ".join(notes)


@pytest.mark.parametrize(
    "words", ["Dagsordenen udsendes fire dage før mødet.", "Frister står i vejledningen. Spørg sekretariatet"]
)
def test_a_sentence_over_a_table_does_not_call_all_its_days_terms(tmp_path, words):
    rows = [["Mødedage 2027"], [words], ["Dato", "Udvalg"], [FEB, "BUU"]]
    assert days_of(tmp_path, rows) == ({"BUU": "9/2"}, [])


@pytest.mark.parametrize("when", [time(15), "15.00", "kl. 15"])
def test_bodies_that_meet_at_one_time_are_no_tables_side_by_side(tmp_path, when):
    rows = [["Dato", "BUU", "ØK", "KFU"], ["Tid", when, when, when], [FEB, "x", None, "x"], [MARCH, None, "x", "x"]]
    assert days_of(tmp_path, rows) == ({"BUU": "9/2", "ØK": "9/3", "KFU": "9/2 9/3"}, [])


def test_a_time_of_day_under_a_body_is_a_mark(tmp_path):
    rows = [["Dag", "Dato", "ØK", "Kommunal-\nbestyrelse"], ["tir", FEB, time(15)]]
    rows += [["tir", MARCH, None, time(17, 30)]]
    rows += [["tir", APRIL]]
    assert days_of(tmp_path, rows) == ({"ØK": "9/2", "KB": "9/3"}, [])


def test_each_of_several_tables_under_each_other_has_its_own_headings(tmp_path):
    head = ["Frist", "Møde", None, "Frist", "Møde"]
    rows = [["BUU", None, None, "ØK"], head, [date(2027, 1, 29), FEB, None, date(2027, 1, 30), FEB], []]
    rows += [["KFU", None, None, "VPU"], head, [date(2027, 2, 26), MARCH, None, date(2027, 2, 27), "9. marts 2027"]]

    def merge(book):
        for area in ("A1:B1", "D1:E1", "A5:B5", "D5:E5"):
            book.active.merge_cells(area)

    days, notes = days_of(tmp_path, rows, merge)
    assert days == {"BUU": "9/2", "ØK": "9/2", "KFU": "9/3", "VPU": "9/3"}
    assert len(notes) == 1
    assert notes[0].startswith("kolonnen „Frist“")


def test_days_of_months_may_have_marks_of_notes_that_say_which_meeting_it_is(tmp_path):
    rows = [
        ["2027"],
        [None, "ØK", "KB"],
        ["Februar", 2, "9*"],
        ["Marts", "2 / 16", "9* og 23"],
        ["April", "6 + 20**", 13],
    ]
    rows += [[], ["* = 1. behandling af budgettet"], ["** 2. beh."]]
    assert days_of(tmp_path, rows) == ({"ØK": "2/2 2/3 16/3 6/4 20/4", "KB": "9/2 9/3 23/3 13/4"}, [])


def test_the_weekday_in_brackets_after_the_day_of_a_month_has_to_be_its_own(tmp_path):
    rows = [["2027"], [None, "ØK", "KB"], ["Februar", "10 (ons.)", 9], ["Marts", "9 (ons)", 9]]
    told = "1 dag kan ikke læses med sikkerhed: Ark1!B4 „9 (ons)“"
    assert days_of(tmp_path, rows) == ({"ØK": "10/2", "KB": "9/2 9/3"}, [told])


@pytest.mark.parametrize("text", ["tirsdag 9. marts + 2. behandling", "9/3 + ekstraordinært møde"])
def test_the_kind_of_a_meeting_may_stand_behind_a_plus(tmp_path, text):
    rows = [["Møder 2027"], ["BUU", "ØK"], ["9/2", "10/2"], [text, "10/3"]]
    assert days_of(tmp_path, rows) == ({"BUU": "9/2 9/3", "ØK": "10/2 10/3"}, [])


def test_of_a_list_of_days_of_which_one_is_struck_through_the_others_are_used(tmp_path):
    def strike(book):
        gone = InlineFont(strike=True)
        book.active["B3"] = CellRichText("9 / ", TextBlock(gone, "23"))
        book.active["B4"] = CellRichText(TextBlock(gone, "2"), " 16")

    rows = [["2027"], [None, "ØK"], ["Februar", 9], ["Marts", 2]]
    assert days_of(tmp_path, rows, strike) == ({"ØK": "9/2 16/3"}, [])


def test_sheets_without_a_year_are_of_the_one_that_the_first_sheet_names_and_no_other_denies(tmp_path):
    front = [["Mødekalender 2027"], ["Gennemgået 8/1-27, vinterferie uge 7"]]
    sheets = {"Forside": front, "ØK": [["Dato"], ["ti 9/2"]], "BUU": [["12. jan. kl. 16", "Rådhuset"]]}
    days, notes = days_of(tmp_path, sheets)
    assert (days, notes) == ({"ØK": "9/2", "BUU": "12/1"}, [])
    other = days_of(tmp_path, {**sheets, "KFU": [["Møder 2026"]]})
    assert other[0] == {"ØK": "9/2"}  # on its weekday
    assert "BUU!A1" in " ".join(other[1])


def test_the_days_beside_months_are_those_of_the_body_of_the_sheet(tmp_path):
    rows = [["Alle tirsdage 2027"], ["Måned", "Dag"], ["februar", "d. 9."], ["marts", "d. 9. + d. 23."], ["april", 13]]
    assert days_of(tmp_path, {"Kultur & Fritid": rows}) == ({"KFU": "9/2 9/3 23/3 13/4"}, [])


def test_the_treatment_behind_a_time_is_no_end_of_it(tmp_path):
    rows = [["BUU"], ["Tirsdag den 9. februar 2027 kl. 17.00 - 1. behandling af budget"]]
    assert days_of(tmp_path, rows) == ({"BUU": "9/2"}, [])


WEEKDAYS = ["Mandag", "Tirsdag", "Onsdag", "Torsdag", "Fredag"]


def test_the_row_of_a_week_and_the_column_of_a_weekday_give_the_day_of_a_body(tmp_path):
    rows = [["Møder 2027"], ["Uge", "Dato", *WEEKDAYS, None, "Uge", "Dato", *WEEKDAYS]]
    rows += [[6, "8/2 - 12/2", None, "BUU 15", "ØK", None, "KFU / VPU", None, 32, "9/8 - 13/8", "KB 17"]]
    rows += [[7, "15/2-19/2", "VINTERFERIE", None, None, None, None, None, 33, "16/8 - 20/8", None, "BUU\nØK aflyst"]]
    rows += [[17, "26/4 - 30/4", "BUU", None, None, "KB seminar"], [53, "28/12 - 1/1", None, None, None, None, "ØK"]]
    rows += [[8, "23/2 - 26/2", "MTU"], [9, None, "EAU"]]

    def merge(book):
        book.active.merge_cells("C4:G4")
        book.active.merge_cells("C5:D5")

    days, notes = days_of(tmp_path, rows, merge)
    assert days == {"BUU": "9/2 17/8", "ØK": "1/1 10/2", "KFU": "12/2", "VPU": "12/2", "KB": "9/8", "EAU": "1/3"}
    told = " ".join(notes)
    for cell in ("C5", "F5", "C7", "L4"):
        assert f"Ark1!{cell}" in told


WEEKS = {
    "the date of Monday": ([["Fra", "man", "tir", "ons", "tor", "fre"]], [date(2027, 2, 8)], [date(2027, 3, 1)]),
    "Monday as text": ([["Dato", "man", "tir", "ons", "tor", "fre"]], ["8/2"], ["1. marts"]),
    "number of the week": ([["Uge", "man", "tir", "ons", "tor", "fre"]], [6], [9]),
    "week as text": ([[None, "man", "tir", "ons", "tor", "fre"]], ["Uge 6"], ["uge 9"]),
    "from and to": (
        [["Uge", "Fra", "Til", "man", "tir", "ons", "tor", "fre"]],
        [6, date(2027, 2, 8), date(2027, 2, 12)],
        [9, date(2027, 3, 1), date(2027, 3, 5)],
    ),
}


@pytest.mark.parametrize(("head", "first", "second"), WEEKS.values(), ids=list(WEEKS))
def test_the_day_of_a_body_in_the_row_of_a_week_is_on_the_weekday_of_its_column(tmp_path, head, first, second):
    rows = [[*first, None, "BUU kl. 15", "ØK"], [*second, "KB", None, None, "MTU / BUU"]]
    days = {"BUU": "9/2 4/3", "ØK": "10/2", "KB": "1/3", "MTU": "4/3"}
    assert days_of(tmp_path, [["Møder 2027"], *head, *rows]) == (days, [])


@pytest.mark.parametrize("week", [[7, date(2027, 2, 8)], [6, date(2027, 2, 9)]])
def test_a_week_that_is_in_doubt_gives_no_day_and_is_told(tmp_path, week):
    rows = [
        ["Møder 2027"],
        ["Uge", "Fra", "man", "tir", "ons"],
        [*week, None, None, "BUU"],
        [9, date(2027, 3, 1), "KB"],
    ]
    told = "1 dag kan ikke læses med sikkerhed: Ark1!E3 „BUU“"
    assert days_of(tmp_path, rows) == ({"KB": "1/3"}, [told])


def test_bodies_may_have_a_row_each_and_their_rounds_of_meetings_a_column(tmp_path):
    places = ["Mødested KB", "Rådhuset", "Rådhuset", "Rådhuset"]
    rows = [["Møder 2027"], [None, "Runde 1", "Runde 2", "Runde 3"], ["Frist kl. 9", "26/1", "23/2", "30/3"]]
    rows += [["Chefmøde", "2/2", "2/3", "6/4"], ["BUU kl. 15", "9/2", "9/3", "ti 13/4"], ["KB kl. 17", "25/2", "23/3"]]
    rows += [places, [None, "Runde 4", "Runde 5"], ["BUU kl. 15", "10/8", "7/9"], ["KB kl. 17", "26/8", "28/9"], places]
    days, notes = days_of(tmp_path, rows)
    assert days == {"BUU": "9/2 9/3 13/4 10/8 7/9", "KB": "25/2 23/3 26/8 28/9"}
    told = "3 dage ved „Chefmøde“ hører ikke til et udvalg, der kendes (Ark1!B4, Ark1!C4 og Ark1!D4)"
    assert told in notes
    assert "„Frist kl. 9“" in " ".join(notes)


def test_the_sheet_of_a_body_may_have_a_row_for_its_meetings_and_one_for_the_time_of_each(tmp_path):
    rows = [["Mødekalender 2027"], ["Møde", "1.", "2.", "3."], ["Frist", "26/1", "23/2", "30/3"]]
    rows += [["Udvalgsmøde", "9/2", "9/3", "13/4"], ["Kl.", "14-17", "14-17", "9-12"]]
    days, notes = days_of(tmp_path, {"BUU": rows})
    assert days == {"BUU": "9/2 9/3 13/4"}
    assert len(notes) == 1
    assert notes[0].startswith("3 dage er ikke regnet med (en frist): BUU!B3")


def test_the_list_below_a_grid_of_weeks_has_its_own_days(tmp_path):
    grid = [["Møder 2027"], ["Uge", "man", "tir", "ons"], [6, None, "BUU"], []]
    rows = [["Dato", "Klokken", "Udvalg"], [date(2027, 2, 8), "16", "KB"], [date(2027, 3, 1), "16", "ØK"]]
    assert days_of(tmp_path, [*grid, *rows]) == ({"BUU": "9/2", "KB": "8/2", "ØK": "1/3"}, [])


def test_a_body_under_another_weekday_than_the_date_of_its_row_does_not_meet_on_it(tmp_path):
    rows = [["Møder 2027"], ["Dato", "Tirsdag", "Formand", "Torsdag"], [date(2027, 2, 9), "BUU", "Bo"]]
    told = "1 dag kan ikke læses med sikkerhed: Ark1!A4 „02-03-2027“"
    assert days_of(tmp_path, [*rows, [date(2027, 3, 2), None, "Ea", "MTU"]]) == ({"BUU": "9/2"}, [told])


def test_an_event_with_a_time_of_its_own_under_a_day_is_none_of_the_bodies_there(tmp_path):
    rows = [["Februar 2027"], ["Mandag", "Tirsdag", "Onsdag"], [8, 9, 10], ["ØK kl. 12", "KB", "Temamøde"]]
    rows += [["Gruppemøder kl. 17", None, "BUU"], [15, 16, 17], [None, "Økonomiudv. kl. 12 om budget og mere end det"]]
    days, notes = days_of(tmp_path, {"Februar": rows})
    assert days == {"ØK": "8/2", "KB": "9/2"}
    told = " ".join(notes)
    assert "C5" in told
    assert "B6" in told


def test_what_a_week_grid_says_of_others_is_never_the_day_of_the_body_of_its_sheet(tmp_path):
    rows = [
        ["2027"],
        ["Uge", *WEEKDAYS],
        ["8/2 - 12/2", "Ungeråd 15", "Møde kl. 15"],
        ["15/2 - 19/2", "KB / BUU aflyst"],
    ]
    rows += [["22/2 - 26/2", "BUU 15 / KFU 17", "BUU / KFU tema"]]
    days, notes = days_of(tmp_path, {"BUU": rows})
    assert days == {"BUU": "9/2 22/2", "KFU": "22/2"}
    told = " ".join(notes)
    assert all(f"BUU!{cell}" in told for cell in ("B3", "B4", "C5"))


def test_a_sentence_that_there_is_no_meeting_is_followed(tmp_path):
    rows = [["BUU 2027"], ["Dato"], [FEB], [MARCH], [], ["Den 9. marts er der ikke møde alligevel."]]
    days, notes = days_of(tmp_path, {"BUU": rows})
    assert days == {"BUU": "9/2"}
    assert "Ark1" not in " ".join(notes)
    assert "9. marts" in " ".join(notes)


def test_a_row_of_headings_of_others_ends_the_meetings_over_it_and_a_row_of_holidays_does_not(tmp_path):
    rows = [["BUU", "ØK"], [FEB, FEB], ["Vinterferie", "Vinterferie"], [MARCH, MARCH], ["Formøde", "Formøde"]]
    days, notes = days_of(tmp_path, [*rows, [APRIL, APRIL]])
    assert days == {"BUU": "9/2 9/3", "ØK": "9/2 9/3"}
    assert notes == ["dagene under „Formøde“ (Ark1!A5 og Ark1!B5) er ikke regnet som møder"]


@pytest.mark.parametrize(("words", "is_held"), [("Temamøde bagefter", True), ("Seminar, frokost bagefter", False)])
def test_what_happens_after_a_meeting_is_beside_it_and_after_something_else_is_not(tmp_path, words, is_held):
    rows = [["Dato", "Udvalg", "Bemærkning"], [FEB, "BUU"], [MARCH, "BUU", words]]
    assert days_of(tmp_path, rows)[0] == {"BUU": "9/2 9/3" if is_held else "9/2"}


@pytest.mark.parametrize("words", ["Frister for aflevering af sager til udvalget.", "Frister. Kl. 12 for alle udvalg"])
def test_a_line_that_calls_the_days_below_it_terms_may_end_with_a_full_stop(tmp_path, words):
    rows = [["Dato", "Udvalg"], [FEB, "BUU"], [words], [MARCH, "BUU"]]
    assert days_of(tmp_path, rows)[0] == {"BUU": "9/2"}


@pytest.mark.parametrize(
    "key",
    [
        ["KUF", "Kultur- og Fritidsudvalget"],
        ["Kultur- og Fritidsudvalget", "KUF"],
        ["Kultur- og Fritidsudvalget (KUF)"],
        ["KUF = Kultur- og Fritidsudvalget"],
    ],
)
def test_a_short_form_that_only_the_key_of_the_workbook_has_is_that_body(tmp_path, key):
    rows = [["Dato", "Udvalg"], [date(2027, 2, 9), "KUF"], [date(2027, 3, 9), "ØK"]]
    assert days_of(tmp_path, {"Plan": rows, "Forkortelser": [key]})[0] == {"KFU": "9/2", "ØK": "9/3"}
    told = "1 dag ved „KUF“ hører ikke til et udvalg, der kendes (Plan!A2)"
    assert days_of(tmp_path, {"Plan": rows, "Forkortelser": [["Side 2"]]}) == ({"ØK": "9/3"}, [told])
