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


def test_one_day_of_a_list_is_called_off(tmp_path):
    rows = [TITLE, ["BUU: 12/1, 9/2, 9/3 (aflyst)"], ["ØK", "19/1 (aflyst), 16/2"]]
    days, notes = days_of(tmp_path, rows)
    assert days == {"BUU": "12/1 9/2", "ØK": "16/2"}
    assert [note.split(":")[0] for note in notes] == ["2 dage er ikke regnet med (aflyst eller flyttet)"]


@pytest.mark.parametrize("days", ["12/1 - 9/2", "12/1, 9/2 m.fl.", "12/1, ca. 9/2", "12/1, 30/2"])
def test_a_list_with_a_day_in_doubt_is_told_as_a_whole(tmp_path, days):
    assert days_of(tmp_path, [TITLE, [f"BUU: {days}"], ["ØK: 19/1, 16/2"]]) == (
        {"ØK": "19/1 16/2"},
        [f"1 dag kan ikke læses med sikkerhed: Ark1!A2 „BUU: {days}“"],
    )


def test_a_long_list_is_read_to_its_end_and_one_over_the_first_day_that_is_read_is_told(tmp_path):
    many = ", ".join(f"{day}/{month}" for month in range(1, 13) for day in range(1, 12))
    days, notes = days_of(tmp_path, [TITLE, [f"BUU: {many}"], ["Telefonudvalget: 3/3"], ["ØK: 19/1"]])
    assert (len(days["BUU"].split()), days["ØK"]) == (132, "19/1")
    assert notes == ["1 celle med dage på arket Ark1 er ikke brugt: Ark1!A3 „Telefonudvalget: 3/3“"]


@pytest.mark.parametrize("text", ["BUU: møderne 9/2 og 9/3 er aflyst", "BUU: 9/2 og 9/3 aflyses på grund af ferie"])
def test_what_calls_off_a_list_of_days_holds_none_of_them(tmp_path, text):
    days, notes = days_of(tmp_path, [TITLE, [text], ["ØK: 19/1, 16/2"]])
    assert days == {"ØK": "19/1 16/2"}
    assert len(notes) == 1
