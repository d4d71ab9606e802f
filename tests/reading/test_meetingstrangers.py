"""Names of their own row that the settings do not have: they end the list of the body above them."""

from datetime import date

import pytest
from meetingbook import days_of

FEB, MARCH, MAY, JUNE = date(2027, 2, 9), date(2027, 3, 9), date(2027, 5, 14), date(2027, 6, 11)


@pytest.mark.parametrize("day", ["fredag den 14. maj", "14/5", MAY])
def test_the_days_under_a_text_after_a_blank_row_are_not_those_of_the_body_above_it(tmp_path, day):
    rows = [["Mødeplan 2027"], ["BUU"], [FEB, "kl. 16"], [MARCH, "kl. 16"], [], ["FÆLLES"], [day, "Byrådssalen"]]
    told = "1 dag ved „FÆLLES“ hører ikke til et udvalg, der kendes ({})"
    assert days_of(tmp_path, rows) == ({"BUU": "9/2 9/3"}, [told.format("Ark1!A7")])
    assert days_of(tmp_path, {"BUU": rows}) == ({"BUU": "9/2 9/3"}, [told.format("BUU!A7")])


def test_such_a_text_ends_the_lists_of_bodies_side_by_side_and_the_next_body_begins_its_own(tmp_path):
    rows = [["BUU", None, "ØK"], [FEB, None, MARCH], [], ["FÆLLES"], [MAY, None, JUNE], [], ["KFU"], [JUNE]]
    told = "2 dage ved „FÆLLES“ hører ikke til et udvalg, der kendes (Ark1!A5 og Ark1!C5)"
    assert days_of(tmp_path, rows) == ({"BUU": "9/2", "ØK": "9/3", "KFU": "11/6"}, [told])


@pytest.mark.parametrize("blank", [[], [[]]])
@pytest.mark.parametrize("name", ["Hegnssynet", "Bevillingsnævnet", "Valgbestyrelsen:"])
def test_an_unknown_name_ends_the_list_of_a_known_body_as_a_known_one_does(tmp_path, name, blank):
    rows = [["BUU"], [FEB], *blank, [name], ["Dato", "Tid"], [MAY, "kl. 16"], *blank, ["ØK"], [MARCH]]
    days, notes = days_of(tmp_path, rows)
    assert days == {"BUU": "9/2", "ØK": "9/3"}
    assert notes == [f"1 dag ved „{name}“ hører ikke til et udvalg, der kendes (Ark1!A{5 + len(blank)})"]


@pytest.mark.parametrize("blank", [[], [[]]])
@pytest.mark.parametrize(
    "label",
    [
        *("Efterår:", "2. halvår", "Forår 2027", "Maj", "Sommer", "Sommerpause", "Ordinære møder", "Ekstra", "Uge 19"),
        *("Fredage", "kl. 16", "Møderne holdes på rådhuset.", "3. kvartal", "Mødested: Rådhuset"),
    ],
)
def test_a_label_of_a_time_or_of_meetings_keeps_the_list_of_its_body(tmp_path, label, blank):
    assert days_of(tmp_path, [["BUU"], [FEB], *blank, [label], [MAY], [JUNE]]) == ({"BUU": "9/2 14/5 11/6"}, [])


def test_the_days_under_the_heading_of_a_group_that_nobody_knows_are_told_by_it(tmp_path):
    heads = [["Møder 2027"], ["Hegnssynet", None, "BUU", None], ["Møde", "Frist", "Møde", "Frist"]]
    rows = [["4/2", "21/1", "9/2", "26/1"], ["4/3", "18/2", "9/3", "23/2"]]
    days, notes = days_of(tmp_path, [*heads, *rows])
    assert days == {"BUU": "9/2 9/3"}
    assert "2 dage ved „Hegnssynet“ hører ikke til et udvalg, der kendes (Ark1!A4 og Ark1!A5)" in notes


@pytest.mark.parametrize("remark", ["Afbud til sekretariatet", "Kaffe før mødet", "Nye medlemmer fra marts"])
def test_a_few_words_alone_in_their_row_that_are_no_name_do_not_end_the_list_of_a_body(tmp_path, remark):
    rows = [["2027"], ["BUU"], [FEB], [remark], [MARCH], [MAY]]
    assert days_of(tmp_path, rows) == ({"BUU": "9/2 9/3 14/5"}, [])


@pytest.mark.parametrize("name", ["BBU", "Haludvalget", "BBU kl. 15"])
def test_a_name_that_nobody_knows_beside_a_known_one_in_a_cell_of_a_calendar_is_told(tmp_path, name):
    rows = [["2027"], ["Uge", "Mandag", "Tirsdag"], [6, "8/2", "9/2"], [None, "ØK", f"{name} / BUU 13"]]
    days, notes = days_of(tmp_path, rows)
    assert days == {"ØK": "8/2", "BUU": "9/2"}
    assert notes == [f"1 celle med udvalg på arket Ark1 er ikke brugt: Ark1!C4 „{name}“"]
