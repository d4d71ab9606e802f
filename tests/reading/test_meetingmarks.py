"""Holidays, marks and remarks beside the days of meetings touch those that they are about, and no others."""

from datetime import date

import pytest
from meetingbook import days_of

FEB, MARCH, APRIL, AUG = date(2027, 2, 9), date(2027, 3, 9), date(2027, 4, 13), date(2027, 8, 10)
LATER = {FEB: date(2027, 2, 16), MARCH: date(2027, 3, 16), AUG: date(2027, 8, 17)}


@pytest.mark.parametrize("words", ["Sommerferie – ingen møder", "Juleferie", "Påskeferie uge 12"])
@pytest.mark.parametrize("is_merged", [True, False])
@pytest.mark.parametrize("week", [None, 28])
def test_a_holiday_across_the_columns_of_bodies_ends_none_of_them(tmp_path, words, is_merged, week):
    def merge(book):
        if is_merged:
            book.active.merge_cells("B3:C3")

    rows = [["Uge", "BUU", "ØK"], [6, FEB, None], [week, words], [10, None, MARCH], [32, AUG, LATER[AUG]]]
    assert days_of(tmp_path, rows, merge) == ({"BUU": "9/2 10/8", "ØK": "9/3 17/8"}, [])


@pytest.mark.parametrize("is_merged", [True, False])
def test_a_holiday_in_the_column_of_a_month_is_about_no_day_of_another_month(tmp_path, is_merged):
    def merge(book):
        if is_merged:
            book.active.merge_cells("C2:C3")

    rows = [["Udvalg", "Februar", "Juli", "August"], ["BUU", FEB, "Sommerferie", AUG], ["ØK", LATER[FEB], None, MARCH]]
    assert days_of(tmp_path, rows, merge) == ({"BUU": "9/2 10/8", "ØK": "16/2 9/3"}, [])


def test_a_holiday_merged_across_a_grid_of_weeks_is_no_entry_of_the_week_over_it(tmp_path):
    rows = [["Uge", "Mandag", "Tirsdag"], [6, date(2027, 2, 8), FEB], [None, None, "BUU"], [7, "Vinterferie"]]
    rows += [[10, date(2027, 3, 8), MARCH], [None, None, "ØK"]]
    found = days_of(tmp_path, rows, lambda book: book.active.merge_cells("B4:C4"))
    assert found == ({"BUU": "9/2", "ØK": "9/3"}, [])


def test_the_line_of_a_month_may_be_merged_across_the_columns(tmp_path):
    def merge(book):
        for area in ("A2:C2", "A4:C4"):
            book.active.merge_cells(area)

    rows = [["Mødeplan 2027"], ["Februar"], ["Tirsdag den 9.", "BUU"], ["Marts"], ["Tirsdag den 9.", "ØK"]]
    assert days_of(tmp_path, rows, merge) == ({"BUU": "9/2", "ØK": "9/3"}, [])
