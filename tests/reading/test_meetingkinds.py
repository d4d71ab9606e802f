"""Rows that say what their days are, „Frist“, „Offentliggøres“, „Møde“, give meetings only where they say so."""

from datetime import date

import pytest
from meetingbook import days_of

TITLE = ["Mødeplan 2027"]
HEADS = [["Udvalg", None, "August", "September"]]
DAYS = {"Frist": (4, 1), "Offentliggøres": (10, 3), "Møde": (17, 7)}
BOTH = {"BUU": "17/8 7/9", "ØK": "18/8 8/9"}


def of_group(short, first, form, *, is_repeated=False, last="Møde"):
    days = {(last if label == "Møde" else label): found for label, found in DAYS.items()}
    return [
        [short if is_repeated or not place else None, label, form(8, august + first), form(9, september + first)]
        for place, (label, (august, september)) in enumerate(days.items())
    ]


def merge(first):
    def change(book):
        book.active.merge_cells(f"A{first}:A{first + 2}")
        book.active.merge_cells(f"A{first + 3}:A{first + 5}")

    return change


FORMS = {
    "dates": lambda month, day: date(2027, month, day),
    "texts": lambda month, day: f"{day}/{month}",
    "figures": lambda month, day: day,
}


@pytest.mark.parametrize("form", FORMS.values(), ids=list(FORMS))
@pytest.mark.parametrize("how", ["merged", "repeated", "once"])
@pytest.mark.parametrize("last", ["Møde", "Mødedato"])
def test_of_the_rows_of_a_body_only_that_of_its_meetings_has_any(tmp_path, form, how, last):
    rows = [
        *of_group("BUU", 0, form, is_repeated=how == "repeated", last=last),
        *of_group("ØK", 1, form, is_repeated=how == "repeated", last=last),
    ]
    days, notes = days_of(tmp_path, [TITLE, *HEADS, *rows], merge(3) if how == "merged" else None)
    assert days == BOTH
    assert [note.split(":")[0] for note in notes] == [
        "4 dage er ikke regnet med (en frist)",
        "4 dage er ikke regnet med (noget andet end et møde)",
    ]


@pytest.mark.parametrize("label", ["Klar til tryk", "Offentliggøres", "Frist"])
def test_beside_a_row_of_meetings_another_of_the_body_is_not_of_meetings(tmp_path, label):
    rows = [["BUU"], [label, "12/1", "9/2"], ["Møde", "19/1", "16/2"]]
    days, notes = days_of(tmp_path, [TITLE, *rows])
    assert days == {"BUU": "19/1 16/2"}
    assert len(notes) == 1
    assert f"Ark1!B3 tir 12-01-2027 „{label}“ og Ark1!C3 tir 09-02-2027 „{label}“" in notes[0]


@pytest.mark.parametrize("label", ["Ekstra møde", "2. halvår"])
def test_beside_a_row_of_meetings_another_that_may_be_of_meetings_is_used(tmp_path, label):
    rows = [["BUU"], ["Møde", "12/1", "9/2"], [label, "19/1", "16/2"]]
    assert days_of(tmp_path, [TITLE, *rows]) == ({"BUU": "12/1 19/1 9/2 16/2"}, [])
