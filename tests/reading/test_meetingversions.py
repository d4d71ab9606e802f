"""Drafts, versions of one plan in one workbook, and dates whose year is another than the sheet says."""

from datetime import date

import pytest
from meetingbook import BODIES, book_of, days_of

from udmoentning_xl.reading.meetingplan import read_meetings

OLD, NEW = ([date(2027, 2, day), date(2027, 3, 9), date(2027, 4, 13)] for day in (9, 10))


def plan(days, title="Mødeplan 2027"):
    return [[title], ["Dato", "Udvalg"], *([day, "BUU"] for day in days)]


@pytest.mark.parametrize(
    "title", ["Foreløbig mødeplan 2027", "Mødeplan 2027 – udkast", "Mødeplan 2027 (ikke godkendt)"]
)
def test_of_a_plan_that_calls_itself_a_draft_the_days_are_read_and_that_is_said_once(tmp_path, title):
    told = "arket Ark1 er brugt, men kalder sig „{}“; dagene kan blive ændret"
    read = {"BUU": "9/2 9/3 13/4"}
    assert days_of(tmp_path, plan(OLD, title)) == (read, [told.format(title)])
    corner = [["Mødeplan 2027", None, "UDKAST"], *plan(OLD)[1:]]
    assert days_of(tmp_path, corner) == (read, [told.format("UDKAST")])
    below = "Planen er foreløbig og skal godkendes i Byrådet"
    assert days_of(tmp_path, [*plan(OLD), [], [below]]) == (read, [told.format(below)])


def test_of_two_versions_the_one_that_says_that_it_holds_is_used(tmp_path):
    sheets = {"Mødeplan": plan(OLD), "Mødeplan endelig": plan(NEW)}
    told = (
        "3 dage på arket Mødeplan er ikke brugt, da „Mødeplan endelig“ gælder: Mødeplan!A3, Mødeplan!A4 og Mødeplan!A5"
    )
    assert days_of(tmp_path, sheets) == ({"BUU": "10/2 9/3 13/4"}, [told])


def test_of_two_versions_of_which_none_says_so_only_what_both_have_is_used(tmp_path):
    words = (
        "1 dag er ikke brugt, da arket {}, der ligner en anden version af planen, ikke har den: {}!A3 BUU {}-02-2027"
    )
    assert days_of(tmp_path, {"v1": plan(OLD), "v2": plan(NEW)}) == (
        {"BUU": "9/3 13/4"},
        [words.format("v2", "v1", "tir 09"), words.format("v1", "v2", "ons 10")],
    )


def test_sheets_with_the_same_days_or_with_extra_meetings_are_no_versions_of_each_other(tmp_path):
    extra = plan([date(2027, 2, 23)], "Ekstraordinære møder 2027")
    sheets = {"Alle": plan(OLD), "BUU": [["Dato"], *([day] for day in OLD)], "Ekstra": extra}
    assert days_of(tmp_path, sheets) == ({"BUU": "9/2 23/2 9/3 13/4"}, [])


def test_the_meetings_of_a_hidden_sheet_are_not_used_and_told(tmp_path):
    def hide(book):
        book["Mødeplan"].sheet_state = "hidden"

    told = "3 dage på det skjulte ark Mødeplan er ikke brugt: Mødeplan!A3, Mødeplan!A4 og Mødeplan!A5"
    assert days_of(tmp_path, {"Mødeplan": plan(OLD), "Ny": plan(NEW)}, hide) == ({"BUU": "10/2 9/3 13/4"}, [told])


def shown_as(code):
    def change(book):
        for cells in book.active.iter_rows():
            for cell in cells:
                cell.number_format = code if isinstance(cell.value, date) else cell.number_format

    return change


def test_a_date_that_shows_no_year_and_is_of_another_than_its_title_is_not_used_and_told(tmp_path):
    rows = plan([date(2026, 2, 10), *OLD[1:]])
    told = "1 dag kan ikke læses med sikkerhed: Ark1!A3 „10-02-2026“"
    assert days_of(tmp_path, rows, shown_as("d. mmm")) == ({"BUU": "9/3 13/4"}, [told])


def test_dates_that_show_another_year_than_their_title_are_read_and_that_is_said(tmp_path):
    days = tuple(day.replace(year=2028) for day in OLD)
    found = read_meetings(book_of(tmp_path / "m.xlsx", {"Ark1": plan(days)}, shown_as("dd-mm-yyyy")), BODIES)
    assert found.days == {"BUU": days}
    assert found.notes == ("arket Ark1 siger 2027, men dets mødedage er i 2028 og er brugt sådan",)
