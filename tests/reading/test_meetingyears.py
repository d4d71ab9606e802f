"""The year of a day that is written without it: from a heading of its time, a title, or the weekday beside it."""

from datetime import date

import pytest
from meetingbook import BODIES, book_of, days_of

from udmoentning_xl.reading.meetingplan import read_meetings

AUTUMN = {"BUU": (date(2026, 11, 10),), "ØK": (date(2026, 11, 17),)}
BOTH = {"BUU": (date(2026, 11, 10), date(2027, 2, 9)), "ØK": (date(2026, 11, 17), date(2027, 2, 16))}
FIRST, SECOND = [["10/11", "BUU"], ["17/11", "ØK"]], [["9/2", "BUU"], ["16/2", "ØK"]]
FILL = [["24/11", "ØK"], ["1/12", "ØK"], ["8/12", "ØK"]]


def read(tmp_path, rows, change=None):
    found = read_meetings(book_of(tmp_path / "m.xlsx", {"Ark1": rows}, change), BODIES)
    return dict(found.days), list(found.notes)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Efterår 2026", "Forår 2027"),
        ("Efteråret 2026", "Foråret 2027"),
        ("2. halvår 2026", "1. halvår 2027"),
        ("4. kvartal 2026", "1. kvartal 2027"),
        ("Møder i 2026", "Møder i 2027"),
        ("Mødeplan 2026", "Mødeplan 2027"),
        (2026, 2027),
    ],
)
def test_a_heading_of_a_time_gives_the_days_under_it_their_year(tmp_path, first, second):
    for title in ([], [["Mødeplan 2026/2027"]]):
        assert read(tmp_path, [*title, ["Dato", "Udvalg"], [first], *FIRST, [second], *SECOND]) == (BOTH, [])
    late = [["Dato", "Udvalg"], [first], *FIRST, *FILL, [second], *SECOND]
    assert read(tmp_path, late)[0] == {**BOTH, "ØK": tuple(sorted({*BOTH["ØK"], *(date(2026, *at) for at in LATE)}))}
    lists = [["Udvalg", first, second], ["BUU", "10/11", "9/2"], ["ØK", "17/11", "16/2"]]
    assert read(tmp_path, lists) == (BOTH, [])
    months = [
        [first],
        ["Måned", "BUU", "ØK"],
        ["November", 10, 17],
        [second],
        ["Måned", "BUU", "ØK"],
        ["Februar", 9, 16],
    ]
    assert read(tmp_path, months) == (BOTH, [])


LATE = [(11, 24), (12, 1), (12, 8)]


@pytest.mark.parametrize("is_merged", [True, False])
def test_a_heading_of_a_time_is_over_the_columns_up_to_the_next(tmp_path, is_merged):
    def merge(book):
        if is_merged:
            book.active.merge_cells("B1:C1")
            book.active.merge_cells("D1:E1")

    rows = [["Udvalg", "Efterår 2026", None, "Forår 2027"], ["BUU", "10/11", "8/12", "9/2", "9/3"]]
    days, notes = read(tmp_path, rows, merge)
    assert days == {"BUU": (date(2026, 11, 10), date(2026, 12, 8), date(2027, 2, 9), date(2027, 3, 9))}
    assert notes == []


def test_a_day_that_is_in_another_time_than_its_heading_says_is_told(tmp_path):
    assert read(tmp_path, [["Efterår 2026"], ["Dato", "Udvalg"], *FIRST, ["12/1", "BUU"], ["12/1-2027", "ØK"]]) == (
        {**AUTUMN, "ØK": (*AUTUMN["ØK"], date(2027, 1, 12))},
        ["1 dag kan ikke læses med sikkerhed: Ark1!A5 „12/1“"],
    )


def test_a_line_that_names_another_year_otherwise_leaves_the_year_of_the_days_below_it_in_doubt(tmp_path):
    rows = [["Mødeplan 2026"], ["Dato", "Udvalg"], *FIRST, *FILL, ["Nu med de nye udvalg fra 2027"], *SECOND]
    days, notes = read(tmp_path, rows)
    assert days["BUU"] == AUTUMN["BUU"]
    assert notes == ["2 dage kan ikke læses med sikkerhed: Ark1!A9 „9/2“ og Ark1!A10 „16/2“"]


@pytest.mark.parametrize("words", ["2. behandling af budget 2028", "Godkendt af Byrådet i november 2026"])
def test_the_year_of_a_budget_or_of_what_was_done_is_no_year_of_days(tmp_path, words):
    assert days_of(tmp_path, [["Mødeplan 2027"], [words], ["Dato", "Udvalg"], *SECOND])[0] == {
        "BUU": "9/2",
        "ØK": "16/2",
    }


@pytest.mark.parametrize("is_beside", [True, False])
def test_of_two_years_the_weekday_tells_which_is_meant(tmp_path, is_beside):
    days = [
        ("tirsdag", "10/11", "BUU"),
        ("tirsdag", "17/11", "ØK"),
        ("tirsdag", "9/2", "BUU"),
        ("tirsdag", "16/2", "ØK"),
    ]
    rows = [list(one) if is_beside else [f"{one[0]} {one[1]}", one[2]] for one in days]
    heads = ["Ugedag", "Dato", "Udvalg"] if is_beside else ["Dato", "Udvalg"]
    assert read(tmp_path, [["Mødeplan 2026/2027"], heads, *rows]) == (BOTH, [])


@pytest.mark.parametrize("day", ["9/2", "9. februar", date(2027, 2, 9)])
def test_a_day_that_is_not_on_the_weekday_beside_it_is_told_whatever_the_title_says(tmp_path, day):
    rows = [["Mødeplan 2027"], ["Ugedag", "Dato", "Udvalg"], ["onsdag", day, "BUU"], ["tirsdag", "16/2", "ØK"]]
    days, notes = days_of(tmp_path, rows)
    assert days == {"ØK": "16/2"}
    assert len(notes) == 1
    assert notes[0].startswith("1 dag kan ikke læses med sikkerhed: Ark1!B3 „")


def test_a_day_under_another_weekday_is_told(tmp_path):
    rows = [["Mødeplan 2027"], ["Mandag", "Tirsdag"], ["8/2 ØK", "9/2 BUU"], ["9/2 KB", "16/2 BUU"]]
    assert days_of(tmp_path, rows) == (
        {"ØK": "8/2", "BUU": "9/2 16/2"},
        ["1 dag kan ikke læses med sikkerhed: Ark1!A4 „Mandag 9/2 KB“"],
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("09-02", "16-02"),
        ("09.02", "16.02"),
        ("9.2", "16.2"),
        ("9-2", "16-2"),
        ("9/2-27", "16/2-2027"),
        ("9/2 2027", "16/2-'27"),
        ("ti 09.02", "ti 16.02"),
        ("09.02 kl. 16.00", "16.02 kl. 8"),
    ],
)
def test_days_without_a_year_have_any_sign_between_day_and_month(tmp_path, first, second):
    for rows in ([["Dato", "Udvalg"], [first, "BUU"], [second, "ØK"]], [["BUU", "ØK"], [first, second]]):
        assert days_of(tmp_path, [["Mødeplan 2027"], *rows]) == ({"BUU": "9/2", "ØK": "16/2"}, [])


@pytest.mark.parametrize("times", [("16.00", "8.30"), ("15.05", "10.10"), ("9-11", "16-18"), ("08-10", "10-12")])
def test_times_of_day_are_no_days(tmp_path, times):
    rows = [["Dato", "BUU", "ØK"], [date(2027, 2, 9), times[0], None], [date(2027, 3, 9), None, times[1]]]
    assert days_of(tmp_path, rows) == ({"BUU": "9/2", "ØK": "9/3"}, [])
    rows = [["Mødeplan 2027"], ["Dato", "Udvalg", "Klokken"], ["9/2", "BUU", times[0]], ["9/3", "ØK", times[1]]]
    assert days_of(tmp_path, rows) == ({"BUU": "9/2", "ØK": "9/3"}, [])


def test_figures_that_may_be_days_or_times_are_told_in_the_place_of_days(tmp_path):
    rows = [["Mødeplan 2027"], ["Dato", "Udvalg"], ["10.05", "BUU"], [date(2027, 3, 9), "ØK"]]
    days, notes = days_of(tmp_path, rows)
    assert days == {"ØK": "9/3"}
    assert "1 dag kan ikke læses med sikkerhed: Ark1!A3 „10.05“" in notes


@pytest.mark.parametrize("days", ["12. og 26. januar, 9. februar", "12 og 26. januar samt 9. februar"])
def test_days_that_share_their_month_are_all_read(tmp_path, days):
    assert days_of(tmp_path, [["Mødeplan 2027"], [f"BUU: {days}"]]) == ({"BUU": "12/1 26/1 9/2"}, [])


@pytest.mark.parametrize("days", ["1.-2. februar", "12. eller 26. januar", "uge 5, 9. februar"])
def test_a_number_before_a_day_that_may_be_another_day_is_told(tmp_path, days):
    found, notes = days_of(tmp_path, [["Mødeplan 2027"], ["BUU", days], ["ØK", "9/2"]])
    assert found == {"ØK": "9/2"}
    assert f"„{days}“" in notes[0]


def test_a_title_that_names_another_year_than_its_sheet_leaves_the_year_in_doubt(tmp_path):
    days, notes = days_of(tmp_path, {"2027": [["Mødeplan 2026"], ["Dato", "Udvalg"], *SECOND, ["tirsdag 9/3", "BUU"]]})
    assert days == {"BUU": "9/3"}
    assert notes == ["2 dage kan ikke læses med sikkerhed: 2027!A3 „9/2“ og 2027!A4 „16/2“"]


@pytest.mark.parametrize(
    "days", [("4.5.", "6.5."), ("4.5", "6.5"), ("04.05.", "06.05."), ("04.05", "06.05"), (4.5, 6.5)]
)
def test_days_with_points_are_read_under_bodies_and_months_also_where_none_of_them_is_past_the_twelfth(tmp_path, days):
    first, second = days
    rounds = [["Mødeplan 2027"], ["Runde", "BUU", "ØK"], ["1. runde", first, second], ["2. runde", "1.6.", "3.6."]]
    by_month = [["Mødeplan 2027"], ["Måned", "BUU", "ØK"], ["Maj", first, second], ["Juni", "1.6.", "3.6."]]
    of_bodies = [["Mødeplan 2027"], ["Udvalg", "Maj", "Juni"], ["BUU", first, "1.6."], ["ØK", second, "3.6."]]
    read = ({"BUU": "4/5 1/6", "ØK": "6/5 3/6"}, [])
    assert days_of(tmp_path, by_month) == read
    if isinstance(first, str):
        assert days_of(tmp_path, of_bodies) == read
    assert days_of(tmp_path, rounds) == read


def test_a_number_that_may_be_of_january_or_october_is_told(tmp_path):
    rows = [["Mødeplan 2027"], ["Runde", "BUU"], [1, 4.5], [2, 7.1]]
    days, notes = days_of(tmp_path, rows)
    assert days == {"BUU": "4/5"}
    assert "1 dag kan ikke læses med sikkerhed: Ark1!B4 „7.1“" in notes


@pytest.mark.parametrize(
    "title",
    ["Møder november 2026 – februar 2027", "nov 26 - feb 27", "Mødeplan (nov. 2026 til feb. 2027)"],
)
def test_the_months_that_a_title_says_settle_the_year_of_each_day(tmp_path, title):
    rows = [[title], ["BUU", "ØK"], ["d. 10.11.", "uge 47: 17/11"], ["d. 9.2.", "uge 7: ti 16/2"]]
    assert read(tmp_path, rows) == (BOTH, [])
    rows = [[title], ["Måned", "BUU", "ØK"], ["November", 10, 17], ["Februar", 9, 16]]
    assert read(tmp_path, rows) == (BOTH, [])


def test_the_parts_of_a_plan_have_each_the_months_that_their_title_says(tmp_path):
    rows = [["Møder 2026 – 2027"], ["1. del: august – november 2026"], ["BUU", "ØK"], ["10/11", "17/11"]]
    rows += [["2. del: december 2026 – juni 2027"], ["BUU", "ØK"], ["9/2", "16/2"]]
    assert read(tmp_path, rows) == (BOTH, [])


def test_months_that_turn_once_under_a_title_of_two_years_are_of_the_year_of_their_place(tmp_path):
    rows = [["Mødeplan 2026/2027"], ["Måned", "BUU", "ØK"], ["November", 10, 17], ["Februar", 9, 16]]
    assert read(tmp_path, rows) == (BOTH, [])
    rows = [["Mødeplan 2026/2027"], ["Måned", "BUU", "ØK"], ["Februar", 9, 16], ["November", 10, 17]]
    assert read(tmp_path, rows)[0] == {}
