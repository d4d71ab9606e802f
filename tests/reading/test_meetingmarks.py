"""Holidays, marks and remarks beside the days of meetings touch those that they are about, and no others."""

from datetime import date

import pytest
from meetingbook import days_of
from openpyxl.comments import Comment
from openpyxl.styles import Font

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


def struck(*cells):
    def strike(book):
        for cell in cells:
            book.active[cell].font = Font(strike=True)

    return strike


def commented(cell):
    def remark(book):
        book.active[cell].comment = Comment("Mødet er aflyst", "Sekretariatet")

    return remark


GONE = "1 dag er ikke regnet med (aflyst eller flyttet): Ark1!A3 tir 09-03-2027 "
TWO_OF_A_DAY = {
    "marks": [["Dato", "BUU", "ØK"], [FEB, "x", "x"], [MARCH, "x", "x"]],
    "times": [["Dato", "BUU", "ØK"], [FEB, "16.00", "8.00"], [MARCH, "16.00", "8.00"]],
    "names": [["Dato", "Første udvalg", "Andet udvalg"], [FEB, "BUU", "ØK"], [MARCH, "BUU", "ØK"]],
}


@pytest.mark.parametrize("rows", TWO_OF_A_DAY.values(), ids=list(TWO_OF_A_DAY))
@pytest.mark.parametrize(("change", "words"), [(struck("B3"), "overstreget"), (commented("B3"), "Mødet er aflyst")])
def test_what_calls_off_the_cell_of_one_body_leaves_the_other_of_the_day(tmp_path, rows, change, words):
    told = GONE.replace("A3", "B3")
    assert days_of(tmp_path, rows, change) == ({"BUU": "9/2", "ØK": "9/2 9/3"}, [f"{told}„{words}“"])


@pytest.mark.parametrize("cells", [("A3",), ("B3", "C3")])
@pytest.mark.parametrize("rows", TWO_OF_A_DAY.values(), ids=list(TWO_OF_A_DAY))
def test_a_day_that_is_struck_or_whose_every_body_is_has_no_meeting(tmp_path, rows, cells):
    assert days_of(tmp_path, rows, struck(*cells)) == ({"BUU": "9/2", "ØK": "9/2"}, [f"{GONE}„overstreget“"])


def test_one_body_under_a_day_may_be_struck(tmp_path):
    rows = [["Uge", "Mandag", "Tirsdag"], [10, date(2027, 3, 8), MARCH], [None, "KB", "BUU"], [None, None, "ØK"]]
    assert days_of(tmp_path, rows, struck("C3")) == (
        {"ØK": "9/3", "KB": "8/3"},
        [GONE.replace("A3", "C3") + "„overstreget“"],
    )


@pytest.mark.parametrize(("remark", "days"), [("BUU aflyst", "9/2"), ("BUU flyttet til 16/3", "9/2 16/3")])
def test_a_remark_on_one_of_the_bodies_of_a_day_leaves_the_other(tmp_path, remark, days):
    rows = [["Dato", "BUU", "ØK", "Bemærkning"], [FEB, "x", "x"], [MARCH, "x", "x", remark]]
    told = GONE.replace("A3", "D3")
    assert days_of(tmp_path, rows) == ({"BUU": days, "ØK": "9/2 9/3"}, [f"{told}„{remark}“"])


def test_names_under_the_headings_of_their_bodies_are_marks_as_any_other(tmp_path):
    rows = [["Dato", "BUU", "ØK"], [FEB, "BUU", None], [MARCH, "BUU", "x"], [APRIL, "BUU aflyst", "ØK kl. 8"]]
    days, notes = days_of(tmp_path, rows)
    assert days == {"BUU": "9/2 9/3", "ØK": "9/3 13/4"}
    assert notes == ["1 dag er ikke regnet med (aflyst eller flyttet): Ark1!B4 tir 13-04-2027 „BUU aflyst“"]


KINDS_OF_MEETING = [
    "ekstraord.",
    "ekstr.",
    "ordinært",
    "1. beh. budget",
    "2. behandling af budget",
    "kl. 8.30 budget",
]


@pytest.mark.parametrize("kind", KINDS_OF_MEETING)
@pytest.mark.parametrize("form", ["{}", "({})", "– {}"])
@pytest.mark.parametrize(
    "rows",
    [
        [["BUU", "ØK"], [FEB, "9. marts {}"]],
        [["Måned", "BUU", "ØK"], ["Februar", 9, None], ["Marts", None, "9. {}"]],
        [["Dato", "Udvalg"], [FEB, "BUU"], [MARCH, "ØK {}"]],
        [["Dato", "BUU", "ØK"], [FEB, "x", None], [MARCH, None, "{}"]],
        [["Dato", "BUU", "ØK"], [FEB, "x", None], [MARCH, None, "x {}"]],
        [["BUU", None, "ØK", None], [FEB, None, MARCH, "{}"]],
    ],
)
def test_what_kind_of_meeting_it_is_takes_none_away(tmp_path, rows, form, kind):
    words = form.format(kind)
    rows = [
        ["Mødeplan 2027"],
        *([cell.format(words) if isinstance(cell, str) else cell for cell in row] for row in rows),
    ]
    assert days_of(tmp_path, rows) == ({"BUU": "9/2", "ØK": "9/3"}, [])


def test_a_remark_in_a_free_column_beside_one_body_is_not_about_the_next(tmp_path):
    rows = [["BUU", None, "ØK", None], [FEB, "ekstraord.", LATER[FEB], None], [MARCH, "(aflyst)", LATER[MARCH], None]]
    assert days_of(tmp_path, rows) == (
        {"BUU": "9/2", "ØK": "16/2 16/3"},
        ["1 dag er ikke regnet med (aflyst eller flyttet): Ark1!A3 tir 09-03-2027 „(aflyst)“"],
    )


@pytest.mark.parametrize(
    "odd", ["Anna Sørensen", "Lokale 2", "(x)?", "(x)", "(x) 1. beh.", "x Lokale 2", "?", "0", 1, 0.5]
)
@pytest.mark.parametrize("beside", [None, "x"])
def test_what_is_no_mark_under_a_body_is_told_and_is_no_meeting(tmp_path, odd, beside):
    rows = [["Dato", "BUU", "ØK"], [FEB, "x", "✓"], [MARCH, odd, beside]]
    assert days_of(tmp_path, rows) == (
        {"BUU": "9/2", "ØK": "9/2 9/3" if beside else "9/2"},
        [f"1 dag kan ikke læses med sikkerhed: Ark1!B3 „{odd}“"],
    )


@pytest.mark.parametrize("number", [9.2, 46427, 9])
@pytest.mark.parametrize(
    "rows", [[["Dato", "Udvalg"], [FEB, "BUU"], [None, "BUU"]], [["BUU", "ØK"], [FEB, MARCH], [None]]]
)
def test_a_number_in_the_place_of_a_day_is_told(tmp_path, rows, number):
    rows = [*rows[:2], [number, *rows[2][1:]]]
    assert f"Ark1!A3 „{number}“" in " ".join(days_of(tmp_path, rows)[1])


@pytest.mark.parametrize(
    ("numbers", "is_told"),
    [((40110, 40117), False), ((417, 424), False), ((46427, 46455), True), ((90227, 90327), True)],
)
def test_numbers_beside_the_days_are_told_as_days_only_where_they_may_be(tmp_path, numbers, is_told):
    rows = [["Møde-id", "Udvalg", "Start"], [numbers[0], "BUU", FEB], [numbers[1], "ØK", MARCH]]
    told = [f"2 dage kan ikke læses med sikkerhed: Ark1!A2 „{numbers[0]}“ og Ark1!A3 „{numbers[1]}“"]
    assert days_of(tmp_path, rows) == ({"BUU": "9/2", "ØK": "9/3"}, told if is_told else [])


@pytest.mark.parametrize("other", ["7/9", "BUU 7/9", "7. september"])
def test_another_day_in_the_place_of_a_mark_is_told_and_is_no_meeting(tmp_path, other):
    rows = [["Mødeplan 2027"], ["Dato", "BUU", "ØK"], [FEB, "x", "x"], [MARCH, other, "x"], [APRIL, "x"]]
    assert days_of(tmp_path, rows) == (
        {"BUU": "9/2 13/4", "ØK": "9/2 9/3"},
        [f"1 dag kan ikke læses med sikkerhed: Ark1!B4 „{other}“"],
    )


def test_the_marks_of_a_heading_among_bodies_that_nobody_knows_are_told(tmp_path):
    rows = [["Dato", "BUU", "Komm.best."], [FEB, "x", "x"], [MARCH, "x", None], [APRIL, None, "x"]]
    assert days_of(tmp_path, rows) == (
        {"BUU": "9/2 9/3"},
        ["2 dage ved „Komm.best.“ hører ikke til et udvalg, der kendes (Ark1!C2 og Ark1!C4)"],
    )
