"""Ordinary tables of meeting dates that were not read: marks with a legend, times of day as marks, tables in rows."""

from datetime import date, time

import pytest
from meetingbook import days_of

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
    rows = [["Dag", "Dato", "ØK", "Kommunal-\nbestyrelse"], ["tir", FEB, time(15)], ["tir", MARCH, None, time(17, 30)]]
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
