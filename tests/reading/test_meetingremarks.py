"""What remarks say in the midst of a plan gives no body a day that it does not name, and takes none from another."""

from datetime import date

import pytest
from meetingbook import days_of

TITLE = ["Mødeplan 2027"]
BUDGET = "1. behandling budget: ØK 27., KB 30."
REMARKS = {
    "in a column": [["Måned", "ØK", "KB", "Bemærkning"], ["August", 10, 24, "{}"], ["September", 7, 21]],
    "without a heading": [["Måned", "ØK", "KB"], ["August", 10, 24, "{}"], ["September", 7, 21]],
    "in a row under months": [["Udvalg", "August", "September"], ["ØK", 10, 7], ["KB", 24, 21], ["Bemærkning", "{}"]],
    "under a month": [["Udvalg", "August", "September"], ["ØK", 10, 7], ["KB", 24, 21], [None, "{}"]],
}


@pytest.mark.parametrize("rows", REMARKS.values(), ids=list(REMARKS))
@pytest.mark.parametrize(
    "remark", [BUDGET, "2. beh. budget: KB 30.", "1. behandling: ØK", "2. møde i KB", "1. budgetmøde: ØK"]
)
def test_the_numbers_of_a_remark_in_a_table_of_months_are_no_days(tmp_path, rows, remark):
    rows = [[cell.format(remark) if isinstance(cell, str) else cell for cell in row] for row in rows]
    days, notes = days_of(tmp_path, [TITLE, *rows])
    assert days == {"ØK": "10/8 7/9", "KB": "24/8 21/9"}
    assert len(notes) == 1
    assert f"„{remark}“" in notes[0]


@pytest.mark.parametrize("area", ["A5:A5", "A5:C5"])
def test_a_remark_in_a_line_across_a_table_of_months_is_no_heading_of_bodies(tmp_path, area):
    rows = [["Måned", "ØK", "KB"], ["August", 10, 24], ["September", 7, 21], [BUDGET], ["Oktober", 5, 19]]
    assert days_of(tmp_path, [TITLE, *rows], lambda book: book.active.merge_cells(area)) == (
        {"ØK": "10/8 7/9 5/10", "KB": "24/8 21/9 19/10"},
        [f"1 celle med udvalg på arket Ark1 er ikke brugt: Ark1!A5 „{BUDGET}“"],
    )


@pytest.mark.parametrize("count", ["2. møde", "5 møder", "1. ordinære møde", "2 udvalgsmøder"])
def test_a_number_of_meetings_is_no_day_of_a_month(tmp_path, count):
    rows = [["Måned", "ØK", "KB"], ["August", 10, 24], ["September", 7, count], ["Oktober", 5, 19]]
    assert days_of(tmp_path, [TITLE, *rows]) == (
        {"ØK": "10/8 7/9 5/10", "KB": "24/8 19/10"},
        [f"1 dag kan ikke læses med sikkerhed: Ark1!C4 „{count}“"],
    )


AUG, OLD, NEW, OCT = date(2027, 8, 17), date(2027, 9, 7), date(2027, 9, 14), date(2027, 10, 5)
FORMER = ["BUU flyttet fra 7. september", "BUU: flyttet fra tirsdag den 7/9", "BUU er rykket fra 7/9", "BUU før: 7/9"]


@pytest.mark.parametrize("remark", FORMER)
@pytest.mark.parametrize(
    "rows",
    [
        [["Dato", "BUU", "ØK", "Bemærkning"], [AUG, "x", "x"], [NEW, "x", None, "{}"], [OCT, "–", "x"]],
        [["Dato", "BUU", "ØK"], [AUG, "x", "x"], [NEW, "x", "–", "{}"], [OCT, None, "x"]],
        [["Bemærkning", "Dato", "BUU", "ØK"], [None, AUG, "x", "x"], ["{}", NEW, "x", "-"], [None, OCT, "-", "x"]],
        [["Dato", "BUU", "ØK"], [AUG, "x", "x"], [NEW, "{}", "–"], [OCT, None, "x"]],
        [["Dato", "Udvalg", "Bemærkning"], [AUG, "BUU og ØK"], [NEW, "BUU", "{}"], [OCT, "ØK"]],
        [["Dato", "Udvalg"], [AUG, "BUU og ØK"], [NEW, "{}"], [OCT, "ØK"]],
        [["BUU", "ØK", "Bemærkning"], [AUG, AUG], [NEW, OCT, "{}"]],
    ],
)
def test_the_day_that_a_meeting_was_moved_from_is_none_of_it(tmp_path, rows, remark):
    rows = [[cell.format(remark) if isinstance(cell, str) else cell for cell in row] for row in rows]
    assert days_of(tmp_path, [TITLE, *rows])[0] == {"BUU": "17/8 14/9", "ØK": "17/8 5/10"}


@pytest.mark.parametrize("remark", ["BUU flyttet fra 7. september", "BUU (flyttet fra 7/9)"])
@pytest.mark.parametrize("place", [3, 1])
def test_the_day_that_one_body_was_moved_from_is_still_that_of_the_other(tmp_path, remark, place):
    row = [NEW, "x", "x", None]
    row[place] = remark
    rows = [["Dato", "BUU", "ØK", "Bemærkning"], [OLD, "x", "x"], row, [OCT, "x", "x"]]
    days, notes = days_of(tmp_path, [TITLE, *rows])
    assert days == {"BUU": "14/9 5/10", "ØK": "7/9 14/9 5/10"}
    assert notes == [f"BUU: mødet tir 07-09-2027 er flyttet („{remark}“): Ark1!A3"]


OTHERS = {
    "months": [["Måned", "{}", "{}", "{}"], ["August", 17, 18, 19], ["September", 7, 8, 9], ["Oktober", 5, 6, 7]],
    "marks": [["Dato", "{}", "{}", "{}"], [AUG, "x", "x", "x"], [OLD, "x", "x", "x"], [OCT, "x", "x", "x"]],
}
IN_ORDER = [("Hegnssynet", "BUU", "ØK"), ("BUU", "Hegnssynet", "ØK"), ("BUU", "ØK", "Hegnssynet")]


@pytest.mark.parametrize("rows", OTHERS.values(), ids=list(OTHERS))
@pytest.mark.parametrize("heads", IN_ORDER)
@pytest.mark.parametrize("word", ["Aflyst", "Udgår", "Seminar"])
def test_what_stands_in_the_place_of_another_body_is_about_no_meeting_of_the_row(tmp_path, rows, heads, word):
    rows = [list(row) for row in rows]
    rows[0][1:] = heads
    place = 1 + heads.index("Hegnssynet")
    plain, _ = days_of(tmp_path, [TITLE, *rows])
    rows[2][place] = word
    days, notes = days_of(tmp_path, [TITLE, *rows])
    assert days == plain
    assert {len(one.split()) for one in days.values()} == {3}
    told = f"1 tekst om ændrede møder er ikke brugt: Ark1!{'ABCD'[place]}4 „{word}“"
    assert (told in notes) == (word != "Seminar")


@pytest.mark.parametrize("heading", ["Bemærkning", "Status", None])
@pytest.mark.parametrize("rows", OTHERS.values(), ids=list(OTHERS))
def test_a_remark_at_the_end_of_a_row_calls_off_all_of_its_meetings(tmp_path, rows, heading):
    rows = [[*row, None] for row in rows]
    rows[0][1:] = ["BUU", "ØK", "MTU", heading]
    rows[2][-1] = "Aflyst"
    days, notes = days_of(tmp_path, [TITLE, *rows])
    assert {len(one.split()) for one in days.values()} == {2}
    assert len(notes) == 1


TABLES = [
    [["Dato", "BUU", "ØK"], [AUG, "x", "x"], [OLD, "x", None], [OCT, None, "x"]],
    [["Dato", "Udvalg", "Sted"], [AUG, "BUU og ØK"], [OLD, "BUU"], [OCT, "ØK"]],
    [["Måned", "BUU", "ØK"], ["August", 17, 17], ["September", 7], ["Oktober", None, 5]],
    [["BUU", "ØK", "Sted"], [AUG, AUG], [OLD, OCT]],
    [["Udvalg", "1", "2"], ["BUU", AUG, OLD], ["ØK", AUG, OCT]],
]
SEMINARS = [
    "Budgetseminar for hele byrådet lørdag den 28. august",
    "Budgetseminar 28/8",
    "Lørdag den 28/8: budgetseminar",
]


def with_line(rows, place, text, *, is_merged):
    def merge(book):
        if is_merged:
            book.active.merge_cells(start_row=place + 2, end_row=place + 2, start_column=1, end_column=3)

    return [TITLE, *rows[:place], [text], *rows[place:]], merge


@pytest.mark.parametrize("rows", TABLES)
@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("is_merged", [True, False])
@pytest.mark.parametrize("line", SEMINARS)
def test_a_line_with_a_day_of_its_own_is_told_and_is_about_none_of_the_days_below_it(
    tmp_path, rows, place, is_merged, line
):
    days, notes = days_of(tmp_path, *with_line(rows, place, line, is_merged=is_merged))
    assert days == {"BUU": "17/8 7/9", "ØK": "17/8 5/10"}
    assert len(notes) == 1
    assert f"„{line[:60]}“" in notes[0]


@pytest.mark.parametrize("rows", TABLES)
@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("is_merged", [True, False])
@pytest.mark.parametrize("line", ["KB: 30. august", "KB mødes også 30. august", "Ekstra møde for KB 30. august"])
def test_a_line_with_a_meeting_of_a_body_gives_it_none_of_the_days_below_it(tmp_path, rows, place, is_merged, line):
    days, _ = days_of(tmp_path, *with_line(rows, place, line, is_merged=is_merged))
    assert days == {"BUU": "17/8 7/9", "ØK": "17/8 5/10", "KB": "30/8"}


BESIDE = [
    "Julefrokost efter mødet",
    "Efter mødet: seminar",
    "Budgetseminar i forlængelse af mødet",
    "Formøde før mødet",
]
INSTEAD = ["Julefrokost", "Seminar dagen efter mødet", "Formøde ugen før mødet", "Mødet er aflyst, frokost efter mødet"]
WITH_REMARK = [
    [["Dato", "BUU", "ØK", "Bemærkning"], [AUG, "x", "x"], [NEW, "x", None, "{}"]],
    [["Dato", "Udvalg", "Bemærkning"], [AUG, "BUU og ØK"], [NEW, "BUU", "{}"]],
    [["Dato", "Udvalg"], [AUG, "BUU og ØK"], [NEW, "BUU – {}"]],
]


@pytest.mark.parametrize("rows", WITH_REMARK)
@pytest.mark.parametrize("remark", [*BESIDE, *INSTEAD, "Flyttet fra 7. september pga. ferie"])
def test_what_else_happens_before_or_after_a_meeting_takes_it_not_away(tmp_path, rows, remark):
    rows = [[cell.format(remark) if isinstance(cell, str) else cell for cell in row] for row in rows]
    days, notes = days_of(tmp_path, [TITLE, *rows])
    assert days == {"BUU": "17/8" if remark in INSTEAD else "17/8 14/9", "ØK": "17/8"}
    assert len(notes) == (remark in INSTEAD)


def test_a_bracket_at_a_day_that_says_what_is_before_another_meeting_is_no_meeting(tmp_path):
    rows = [["BUU", "ØK"], [AUG, AUG], ["14. september (formøde ugen før mødet)", None]]
    days, notes = days_of(tmp_path, [TITLE, *rows])
    assert days == {"BUU": "17/8", "ØK": "17/8"}
    assert len(notes) == 1


@pytest.mark.parametrize("odd", ["kl. 16", "side 3", "uge 7", "budget 2027", "15-22", "B1 14", "40110"])
@pytest.mark.parametrize(
    ("rows", "cell"),
    [
        ([["Måned", "ØK", "KB"], ["August", 10, 24], ["September", 7, "{}"]], "C4"),
        ([["Udvalg", "August", "September"], ["ØK", 10, 7], ["KB", 24, "{}"]], "C4"),
    ],
)
def test_a_number_of_something_else_in_the_place_of_a_day_of_a_month_is_told(tmp_path, rows, cell, odd):
    value = int(odd) if odd.isdecimal() else odd
    rows = [[value if one == "{}" else one for one in row] for row in rows]
    assert days_of(tmp_path, [TITLE, *rows]) == (
        {"ØK": "10/8 7/9", "KB": "24/8"},
        [f"1 dag kan ikke læses med sikkerhed: Ark1!{cell} „{odd}“"],
    )


def test_the_time_beside_the_day_of_a_month_under_the_same_heading_is_no_day(tmp_path):
    def merge(book):
        for area in ("B2:C2", "D2:E2"):
            book.active.merge_cells(area)

    rows = [["", "ØK", None, "KB"], ["August", 10, "kl. 16", 24, "17-19"], ["September", 7, "kl. 16", 21, "17-19"]]
    assert days_of(tmp_path, [TITLE, *rows], merge) == ({"ØK": "10/8 7/9", "KB": "24/8 21/9"}, [])
    rows = [["", "August", None, "September"], ["ØK", 10, "kl. 16", 7, "kl. 16"], ["KB", 24, "17-19", 21, "17-19"]]
    assert days_of(tmp_path, [TITLE, *rows], merge) == ({"ØK": "10/8 7/9", "KB": "24/8 21/9"}, [])
