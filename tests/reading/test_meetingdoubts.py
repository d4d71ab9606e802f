"""Days of which a workbook itself says that they are not sure, by drafts, colours or questions: not used, but told."""

from datetime import date, timedelta

import pytest
from meetingbook import days_of
from openpyxl.styles import Font, PatternFill

FEB, MARCH, APRIL = date(2027, 2, 9), date(2027, 3, 9), date(2027, 4, 13)


@pytest.mark.parametrize(
    ("sheet", "title", "words"),
    [
        ("Kladde", "Møder 2027", "Kladde"),
        ("Ark2", "Udkast til mødeplan 2027", "Udkast til mødeplan 2027"),
        ("Ark2", "Gammel plan, gælder ikke!", "Gammel plan, gælder ikke!"),
    ],
)
def test_a_sheet_that_calls_itself_a_draft_gives_no_day_where_another_is_the_plan(tmp_path, sheet, title, words):
    plan = [["Mødeplan 2027"], ["Dato", "Udvalg"], [FEB, "BUU"]]
    draft = [[title], ["Dato", "Udvalg"], [MARCH, "BUU"], [APRIL, "ØK"], ["BUU mødes ikke 9/2, det er aflyst"]]
    told = f"2 dage på arket {sheet} er ikke brugt, da det kalder sig „{words}“: {sheet}!A3 og {sheet}!A4"
    assert days_of(tmp_path, {"Plan": plan, sheet: draft}) == ({"BUU": "9/2"}, [told])


@pytest.mark.parametrize("title", ["Udkast til mødeplan 2027", "Forslag til mødedage 2027"])
def test_a_draft_is_read_where_the_workbook_has_no_other_plan(tmp_path, title):
    rows = [[title], ["Dato", "Udvalg"], [FEB, "BUU"]]
    assert days_of(tmp_path, {"Forside": [["Byrådet"]], "Ark1": rows})[0] == {"BUU": "9/2"}


def test_a_plan_whose_draft_was_adopted_is_no_draft(tmp_path):
    plan = [["Dato", "Udvalg"], [FEB, "BUU"]]
    other = [["Udkast behandlet 3/11, vedtaget i Byrådet"], ["Dato", "Udvalg"], [MARCH, "ØK"]]
    assert days_of(tmp_path, {"Ark1": plan, "Ark2": other})[0] == {"BUU": "9/2", "ØK": "9/3"}


def test_the_days_of_a_sheet_that_gives_nobody_a_meeting_are_told(tmp_path):
    groups = [["Gruppe A", "Gruppe B"], [FEB, MARCH], [None, "Sal 2"], [APRIL]]
    sheets = {"Plan": [["Dato", "Udvalg"], [FEB, "BUU"]], "Ark2": groups}
    days, notes = days_of(tmp_path, sheets)
    assert days == {"BUU": "9/2"}
    assert "Ark2!A4" in " ".join(notes)
    assert "Ark2!B2" in " ".join(notes)


def test_a_body_may_have_its_weekday_in_brackets_after_it(tmp_path):
    rows = [["Måned", "BUU (tirs)", "ØK (ons.)"], ["Februar", FEB, date(2027, 2, 10)]]
    assert days_of(tmp_path, rows) == ({"BUU": "9/2", "ØK": "10/2"}, [])


def test_a_day_of_another_year_than_its_heading_is_of_that_year_only_where_its_weekday_says_so(tmp_path):
    told = "2 dage kan ikke læses med sikkerhed: Ark1!C3 „10-02-2025“ og Ark1!B4 „10-03-2025“"
    rows = [
        [None, 2027, None, None, 2026],
        [None, "BUU (tirs)", "ØK"],
        ["Februar", date(2025, 2, 9), date(2025, 2, 10)],
        ["Marts", date(2025, 3, 10)],
    ]
    assert days_of(tmp_path, rows) == ({"BUU": "9/2"}, [told])


def paint(colours):
    def change(book):
        for cell, colour in colours.items():
            book.active[cell].fill = PatternFill("solid", fgColor=colour)

    return change


def test_a_colour_is_what_the_legend_says_of_it_and_one_that_it_does_not_explain_is_in_doubt(tmp_path):
    months = ["Januar", "Februar", "Marts", "April", "Maj", "Juni", "August", "September", "Oktober", "November"]
    rows = [["2027"], ["Udvalg", *months], ["BUU", *range(4, 14)], ["ØK", *range(14, 24)], ["KFU", *range(1, 11)]]
    rows += [[], ["Farver"], [None, "Mødet udgår"], [None, "ny dato"], [None, "Studietur"]]
    colours = {"A8": "FF0000", "A9": "00FF00", "A10": "0000FF"}
    days, notes = days_of(
        tmp_path, rows, paint({**colours, "C3": "FF0000", "D3": "00FF00", "D4": "0000FF", "E5": "FFAA00"})
    )
    assert days == {
        "BUU": "4/1 6/3 7/4 8/5 9/6 10/8 11/9 12/10 13/11",
        "ØK": "14/1 15/2 17/4 18/5 19/6 20/8 21/9 22/10 23/11",
        "KFU": "1/1 2/2 3/3 5/5 6/6 7/8 8/9 9/10 10/11",
    }
    told = " ".join(notes)
    for cell in ("C3 fre 05-02-2027 „Mødet udgår“", "D4 tir 16-03-2027 „Studietur“", "E5 søn 04-04-2027 „en farve"):
        assert f"Ark1!{cell}" in told


def test_the_colours_of_headings_and_of_a_whole_table_say_nothing_of_its_days(tmp_path):
    rows = [["Dato", "Udvalg"], [FEB, "BUU"], [MARCH, "BUU"], [APRIL, "ØK"], [], [None, "Aflyst"]]
    assert days_of(tmp_path, rows, paint({"A1": "FFAA00", "B6": "FF0000", "A2": "EEEEEE", "A4": "EEEEEE"})) == (
        {"BUU": "9/2 9/3", "ØK": "13/4"},
        [],
    )


def test_the_colour_of_a_mark_calls_off_the_meeting_of_its_body_alone(tmp_path):
    rows = [["Dato", "BUU", "ØK"], [FEB, "x", "x"], [MARCH, "x", "x"], [], [None, "aflyst"]]
    told = "1 dag er ikke regnet med (aflyst eller flyttet): Ark1!C3 tir 09-03-2027 „aflyst“"
    assert days_of(tmp_path, rows, paint({"B5": "FF0000", "C3": "FF0000"})) == ({"BUU": "9/2 9/3", "ØK": "9/2"}, [told])


@pytest.mark.parametrize(
    "words",
    [
        "evt.",
        "Dato ikke endelig",
        "(måske)",
        "?",
        "Foreløbig dato",
        "BUU (evt.)",
        "evt. – afklares med formanden",
        "Eventuelt, afklares",
        "måske – se dagsordenen",
        "forventet",
        "Forventes afholdt",
        "evt. møde",
        "afventer endelig afklaring",
        "Dato bekræftes senere",
        "Reserve",
    ],
)
def test_a_meeting_whose_row_says_that_its_day_is_not_final_is_not_used_and_told(tmp_path, words):
    rows = [["Dato", "Udvalg", "Bemærkning"], [FEB, "BUU"], [MARCH, "BUU", words], [APRIL, "BUU", "Evt. gæster kommer"]]
    days, notes = days_of(tmp_path, rows)
    assert days == {"BUU": "9/2 13/4"}
    assert "Ark1!A3" in " ".join(notes) or "Ark1!C3" in " ".join(notes)


@pytest.mark.parametrize(
    "text",
    [
        "(9/3)",
        "9/3 evt.",
        "9/3 (dato ikke endelig)",
        "(tirs. 9/3)",
        "9/3 ?",
        "evt. 9/3",
        "9/3 evt. – afklares med formanden",
        "9/3 (måske – afklares)",
        "reserve 9/3",
        "forventet 9/3",
        "9/3, forventet",
    ],
)
def test_a_day_in_brackets_or_with_a_doubt_is_not_used_and_told(tmp_path, text):
    rows = [["Mødeplan 2027"], ["BUU", "ØK"], ["9/2", "10/2"], [text, "10/3"]]
    days, notes = days_of(tmp_path, rows)
    assert days == {"BUU": "9/2", "ØK": "10/2 10/3"}
    assert "Ark1!A4" in " ".join(notes)


@pytest.mark.parametrize(
    "words", ["Inspirationstur til havnen", "Ekskursion", "Tur - ingen dagsorden", "Kørsel, ikke møde"]
)
def test_a_day_whose_row_says_that_it_is_something_else_than_a_meeting_is_none(tmp_path, words):
    rows = [["Dato", "Udvalg", "Bemærkning"], [FEB, "BUU"], [MARCH, "BUU", words], [APRIL, "BUU", "Ny struktur"]]
    days, notes = days_of(tmp_path, rows)
    assert days == {"BUU": "9/2 13/4"}
    assert f"Ark1!A3 tir 09-03-2027 „{words}“" in " ".join(notes)


def test_of_several_drafts_none_is_used_and_each_is_told(tmp_path):
    first, second = [["Udkast 1"], ["BUU"], [FEB]], [["Udkast 2"], ["BUU"], [MARCH]]
    days, notes = days_of(tmp_path, {"Ark1": first, "Ark2": second})
    assert days == {}
    assert notes == [
        "1 dag på arket Ark1 er ikke brugt, da det kalder sig „Udkast 1“: Ark1!A3",
        "1 dag på arket Ark2 er ikke brugt, da det kalder sig „Udkast 2“: Ark2!A3",
    ]
    assert days_of(tmp_path, {"Ark1": first, "Ark2": [["Udkast"], ["ØK"], [MARCH]]}) == (
        {"BUU": "9/2", "ØK": "9/3"},
        [
            "arket Ark1 er brugt, men kalder sig „Udkast 1“; dagene kan blive ændret",
            "arket Ark2 er brugt, men kalder sig „Udkast“; dagene kan blive ændret",
        ],
    )


def test_a_day_of_another_month_than_its_row_is_in_doubt(tmp_path):
    rows = [["2027"], [None, "BUU", "ØK"], ["Februar", "9/2", "10/2"], ["Marts", "1/2", MARCH], ["April", APRIL, MARCH]]
    told = "2 dage kan ikke læses med sikkerhed: Ark1!B4 „1/2“ og Ark1!C5 „09-03-2027“"
    assert days_of(tmp_path, rows) == ({"BUU": "9/2 13/4", "ØK": "10/2 9/3"}, [told])


def test_days_of_another_year_than_the_title_are_of_that_of_the_title_where_only_so_their_weekday_is_right(tmp_path):
    rows = [["Mødeplan 2027"], ["BUU (tirsdage kl. 15)"], [date(2026, 2, 9)], [date(2026, 3, 9)]]
    assert days_of(tmp_path, rows)[0] == {"BUU": "9/2 9/3"}


@pytest.mark.parametrize("words", ["Gul = aflyst", "Møder med rødt er aflyst"])
@pytest.mark.parametrize("is_ink", [True, False])
def test_a_colour_of_which_only_words_say_that_it_calls_meetings_off_is_in_doubt(tmp_path, words, is_ink):
    def change(book):
        if is_ink:
            book.active["A3"].font = Font(color="FF0000")
        else:
            paint({"A3": "FFFF00"})(book)

    rows = [["Dato", "Udvalg"], [FEB, "BUU"], [MARCH, "BUU"], [APRIL, "BUU"], [], [words]]
    days, notes = days_of(tmp_path, rows, change)
    assert days == {"BUU": "9/2 13/4"}
    assert "Ark1!A3 tir 09-03-2027 „en farve" in " ".join(notes)


def test_the_colour_of_a_mark_that_only_words_explain_is_in_doubt(tmp_path):
    rows = [["Dato", "BUU", "ØK"], [FEB, "x"], [MARCH, None, "x"], [], ["Grøn: møde udgår"]]
    days, notes = days_of(tmp_path, rows, paint({"C3": "00FF00"}))
    assert days == {"BUU": "9/2"}
    assert "Ark1!A3 tir 09-03-2027 „en farve" in " ".join(notes)


def test_days_that_are_unlike_how_bodies_meet_are_told_whatever_the_layout(tmp_path):
    thursdays = [date(2027, 1, 14), date(2027, 2, 11), date(2027, 3, 11), date(2027, 4, 8), date(2027, 5, 13)]
    fridays = [when + timedelta(days=1) for when in thursdays]
    mondays = [date(2027, 1, 4), date(2027, 2, 1), date(2027, 3, 1), date(2027, 4, 5), date(2027, 5, 3)]
    rows = [[when, "BUU"] for when in (*thursdays, *fridays)] + [[when, "MTU"] for when in mondays]
    _, notes = days_of(tmp_path, [["Dato", "Udvalg"], *rows])
    assert notes == [
        "BUU står 5 gange til møde to dage i træk (første gang tor 14-01-2027); det kan være læst forkert",
        "BUU står til 5 møder på en torsdag og 5 på en fredag; det kan være læst forkert",
    ]


@pytest.mark.parametrize("words", ["gul = reservedag (kun ved behov)", "Gul: reserve", "Gul og fed = evt. aflyst"])
def test_a_colour_that_a_line_calls_reserve_or_called_off_takes_the_day_of_its_cell_away(tmp_path, words):
    rows = [["Mødeplan 2027"], ["Udvalg", "Februar", "Marts"], ["BUU", 9, 9], ["ØK", 16, 16], [], [words]]
    days, notes = days_of(tmp_path, rows, paint({"C3": "FFFF00", "A6": "FFFF00"}))
    assert days == {"BUU": "9/2", "ØK": "16/2 16/3"}
    assert len(notes) == 1
    assert notes[0].startswith("1 dag er ikke regnet med (")
    assert notes[0].endswith(f"): Ark1!C3 tir 09-03-2027 „{words}“")


ORDERED = [date(2027, month, 9) for month in (2, 3, 4, 5)]


@pytest.mark.parametrize(
    ("rows", "cell", "words"),
    [
        ([[one] for one in (*ORDERED, date(2026, 6, 9))], "A7", "tir 09-06-2026, der står efter søn 09-05-2027"),
        ([[one] for one in (date(2028, 1, 12), *ORDERED)], "A3", "ons 12-01-2028, der står før tir 09-02-2027"),
        (
            [[one] for one in (*ORDERED[:2], date(2026, 3, 16), *ORDERED[2:])],
            "A5",
            "man 16-03-2026, der står efter tir 09-03-2027",
        ),
    ],
)
def test_a_day_whose_year_breaks_the_order_of_its_list_is_told_and_not_used(tmp_path, rows, cell, words):
    days, notes = days_of(tmp_path, [["Mødeplan"], ["BUU"], *rows])
    assert days == {"BUU": "9/2 9/3 9/4 9/5"}
    assert notes == [f"1 dag kan ikke læses med sikkerhed: Ark1!{cell} BUU {words}"]


def test_an_extra_meeting_below_a_list_and_a_second_list_of_the_year_keep_their_days(tmp_path):
    rows = [["Mødeplan"], ["BUU"], *([one] for one in ORDERED), [date(2027, 1, 12)], [date(2027, 2, 23)]]
    assert days_of(tmp_path, rows) == ({"BUU": "12/1 9/2 23/2 9/3 9/4 9/5"}, [])


def test_one_meeting_on_the_day_after_another_is_told_of_a_body_that_else_never_does(tmp_path):
    months = [date(2027, month, 9) for month in range(2, 9)]
    _, notes = days_of(tmp_path, [["BUU"], *([one] for one in (*months, date(2027, 8, 10)))])
    told = "BUU står 1 gang til møde to dage i træk (man 09-08-2027); det kan være læst forkert"
    assert notes == [told]
