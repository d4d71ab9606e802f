"""Lists of days in one cell, and bodies in the rows below the day that they share."""

import pytest
from meetingbook import days_of

BOTH = {"BUU": "12/1 9/2", "ØK": "19/1 16/2"}
TITLE = ["Mødeplan 2027"]


@pytest.mark.parametrize(
    "rows",
    [
        [["BUU: 12/1, 9/2"], ["ØK: 19/1, 16/2"]],
        [["BUU: 12/1, 9/2\nØK: 19/1, 16/2"]],
        [["BUU: 12/1; 9/2"], ["ØK: 19/1 · 16/2"]],
        [["BUU: 12.1, 9.2"], ["ØK: 19.01., 16.02."]],
        [["BUU: 12-01, 09-02"], ["ØK: 19-01, 16-02"]],
        [["BUU", "12/1-27, 9/2-27"], ["ØK", "19/1, vinterferie, 16/2"]],
        [["BUU: 12/1 og 9/2 (ekstraord.)"], ["ØK kl. 8: 19/1, 16/2"]],
    ],
)
def test_a_running_list_is_read_whatever_stands_between_its_days(tmp_path, rows):
    assert days_of(tmp_path, [TITLE, *rows]) == (BOTH, [])


@pytest.mark.parametrize("row", [["BUU: 12/1, 9/2, 9/3 (aflyst)"], ["BUU", "9/3 (aflyst), 12/1 og 9/2"]])
def test_one_day_of_a_list_is_called_off(tmp_path, row):
    days, notes = days_of(tmp_path, [TITLE, row])
    assert days == {"BUU": "12/1 9/2"}
    assert len(notes) == 1
    assert notes[0].startswith("1 dag er ikke regnet med (aflyst eller flyttet): Ark1!")
    assert f"tir 09-03-2027 „{row[-1]}“" in notes[0]


@pytest.mark.parametrize("days", ["12/1 - 9/2", "12/1, 9/2 m.fl.", "12/1, ca. 9/2", "12/1, 30/2"])
def test_a_list_with_a_day_in_doubt_is_told_as_a_whole(tmp_path, days):
    assert days_of(tmp_path, [TITLE, [f"BUU: {days}"], ["ØK: 19/1, 16/2"]]) == (
        {"ØK": "19/1 16/2"},
        [f"1 dag kan ikke læses med sikkerhed: Ark1!A2 „BUU: {days}“"],
    )


def test_a_long_list_is_read_to_its_end_and_one_over_the_first_day_that_is_read_is_told(tmp_path):
    many = ", ".join(f"{day}/{month}" for month in range(1, 13) for day in range(1, 23, 2))
    days, notes = days_of(tmp_path, [TITLE, [f"BUU: {many}"], ["Telefonudvalget: 3/3"], ["ØK: 19/1"]])
    assert (len(days["BUU"].split()), days["ØK"]) == (132, "19/1")
    assert notes == ["1 celle med dage på arket Ark1 er ikke brugt: Ark1!A3 „Telefonudvalget: 3/3“"]


@pytest.mark.parametrize("text", ["BUU: møderne 9/2 og 9/3 er aflyst", "BUU: 9/2 og 9/3 aflyses på grund af ferie"])
def test_what_calls_off_a_list_of_days_holds_none_of_them(tmp_path, text):
    days, notes = days_of(tmp_path, [TITLE, [text], ["ØK: 19/1, 16/2"]])
    assert days == {"ØK": "19/1 16/2"}
    assert len(notes) == 1


SHARED = {"BUU": "9/2", "MTU": "9/2", "ØK": "9/3", "KB": "9/3"}
SAID = "2 rækker uden dag har fået dagen over sig: Ark1!{} MTU tir 09-02-2027 og Ark1!{} KB tir 09-03-2027"
GROUPS = {
    "dates": ([["Dato", "Udvalg"], ["9/2", "BUU"], [None, "MTU"], ["9/3", "ØK"], [None, "KB"]], "A3", "A5"),
    "with a time": (
        [
            ["Dato", "Tid", "Udvalg"],
            ["9/2", "15", "BUU"],
            [None, "17.00", "MTU"],
            ["9/3", "8", "ØK"],
            [None, "17", "KB"],
        ],
        "A3",
        "A5",
    ),
    "with the week": (
        [["Uge", "Dato", "Udvalg"], [6, "9/2", "BUU"], [None, None, "MTU"], [10, "9/3", "ØK"], [None, None, "KB"]],
        "B3",
        "B5",
    ),
    "under months": (
        [["Februar"], ["9.", "BUU"], [None, "MTU"], ["Marts"], ["9.", "ØK"], [None, "KB"]],
        "A3",
        "A6",
    ),
}


@pytest.mark.parametrize(("rows", "first", "second"), GROUPS.values(), ids=list(GROUPS))
def test_rows_below_a_day_that_have_none_have_that_day_where_it_is_the_habit_of_the_sheet(
    tmp_path, rows, first, second
):
    cells = [f"{cell[0]}{int(cell[1:]) + 1}" for cell in (first, second)]
    assert days_of(tmp_path, [TITLE, *rows]) == (SHARED, [SAID.format(*cells)])


def test_a_single_row_without_a_day_is_told_and_not_given_the_day_over_it(tmp_path):
    rows = [
        TITLE,
        ["Dato", "Tid", "Udvalg"],
        ["9/2", "15", "BUU"],
        [None, "17", "MTU"],
        ["9/3", "8", "ØK"],
        ["13/4", "8", "ØK"],
    ]
    assert days_of(tmp_path, rows) == (
        {"BUU": "9/2", "ØK": "9/3 13/4"},
        ["1 celle med udvalg på arket Ark1 er ikke brugt: Ark1!C4 „MTU“"],
    )


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Tirsdage: 12. jan., 9. feb., 9. mar.", "12/1 9/2 9/3"),
        ("Tirsdage: 12/1, 9/2 (budget) og 9/3", "12/1 9/2 9/3"),
        ("12.1., 9.2. og 9.3. (alle tirsdage)", "12/1 9/2 9/3"),
        ("12. januar, 9. februar og 9. marts – alle dage kl. 9.30", "12/1 9/2 9/3"),
        ("12. januar\n9. februar\n9. marts", "12/1 9/2 9/3"),
    ],
)
def test_a_list_beside_the_name_of_a_body_says_the_weekday_of_all_its_days_once(tmp_path, text, days):
    rows = [["Mødedatoer 2027"], ["Udvalg", "Mødedatoer"], ["BUU", text], ["KB", "12/5, 9/6"]]
    assert days_of(tmp_path, rows) == ({"BUU": days, "KB": "12/5 9/6"}, [])


@pytest.mark.parametrize(
    "text", ["Tirsdage: 12/1, 10/2", "12.1. og 10.2. (alle tirsdage)", "12. januar\naflyst\n9. marts"]
)
def test_a_list_with_a_day_on_another_weekday_or_a_line_of_no_day_is_told(tmp_path, text):
    rows = [["Mødedatoer 2027"], ["Udvalg", "Mødedatoer"], ["BUU", text], ["KB", "12/5, 9/6"]]
    days, notes = days_of(tmp_path, rows)
    assert days == {"KB": "12/5 9/6"}
    assert len(notes) == 1
    assert "Ark1!B3" in notes[0]


EXTRA = "Ekstra: ti. 13/4 kl. 8"


@pytest.mark.parametrize("text", [EXTRA, "Ekstraordinært møde: tirsdag 13/4 kl. 8"])
def test_an_extra_meeting_at_the_end_of_the_list_of_a_body_is_one_of_it(tmp_path, text):
    rows = [["BUU", None, "ØK"], ["Ti. 12/1", None, "19. januar"], ["Ti. 9/2", None, "16. februar"], [text]]
    assert days_of(tmp_path, [TITLE, *rows]) == ({"BUU": "12/1 9/2 13/4", "ØK": "19/1 16/2"}, [])


@pytest.mark.parametrize(
    "rows",
    [
        [["BUU", None, "ØK"], ["12/1", None, "19/1"], ["9/2", None, "16/2"], [], [EXTRA]],
        [["Dato", "BUU", "ØK"], ["12/1", "x"], ["9/2", "x"], ["19/1", None, "x"], ["16/2", None, "x"], [EXTRA]],
        [["BUU", None, "ØK"], ["12/1", None, "19/1"], ["9/2", None, "16/2"], [f"{EXTRA} i stedet for 9. marts"]],
    ],
    ids=["apart", "in a column of all", "instead of another"],
)
def test_an_extra_meeting_that_may_be_of_others_or_more_than_that_is_told(tmp_path, rows):
    days, notes = days_of(tmp_path, [TITLE, *rows])
    assert days == BOTH
    assert len(notes) == 1
    assert f"Ark1!A{len(rows) + 1} „{EXTRA}" in notes[0]


def test_an_extra_meeting_on_another_weekday_than_it_says_is_told(tmp_path):
    text = EXTRA.replace("ti.", "ma.")
    assert days_of(tmp_path, [TITLE, ["BUU"], ["12/1"], ["9/2"], [text]]) == (
        {"BUU": "12/1 9/2"},
        [f"1 dag kan ikke læses med sikkerhed: Ark1!A5 „{text}“"],
    )


@pytest.mark.parametrize("note", ["(ændrede møder er markeret med *)", "(* = ændret dato)"])
def test_a_list_whose_bracket_explains_a_mark_that_none_of_its_days_has_is_read(tmp_path, note):
    rows = [[f"BUU: 12. januar, 9. februar {note}"], ["ØK", "19. januar, 16. februar"], ["KB", f"9/3, 13/4 {note}"]]
    assert days_of(tmp_path, [TITLE, *rows]) == ({"BUU": "12/1 9/2", "ØK": "19/1 16/2", "KB": "9/3 13/4"}, [])


def test_a_list_with_a_day_that_has_the_mark_is_told(tmp_path):
    text = "BUU: 12. januar, 9. februar* (ændrede møder er markeret med *)"
    days, notes = days_of(tmp_path, [TITLE, [text], ["ØK: 19. januar"]])
    assert days == {"ØK": "19/1"}
    assert len(notes) == 1
    assert "Ark1!A2" in notes[0]
