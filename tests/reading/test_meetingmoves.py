"""A text at a day that moves its meeting from one day to another: the new day, or the day is unsure and told."""

from datetime import date

import pytest
from meetingbook import days_of
from openpyxl.comments import Comment

MARCH = date(2027, 3, 9)
MOVED = "1 dag er ikke regnet med (aflyst eller flyttet): Ark1!A{} tir {}-2027 „{}“"
UNSURE = "1 dag er ikke regnet med (ikke endeligt fastlagt): Ark1!A{} tir {}-2027 „{}“"


def block(text):
    return [["Mødeplan 2027"], ["Februar", "Marts"], [text, "Tirsdag den 9. BUU"], ["Tirsdag den 16. ØK"]]


def column(text, note=None):
    rows = [["Mødeplan 2027"], ["BUU", "ØK"], ["ti 9/2", "10/2"], [text, "10/3"], ["13/4", "14/4"]]
    return [*rows, [], [note]] if note else rows


@pytest.mark.parametrize(
    "words",
    [
        "– FLYTTES fra tirsdag den 9. til torsdag den 11. kl. 8.30",
        "rykkes fra 9/2 til 11/2",
        "(flyttet fra den 9. til den 11.)",
        "→ torsdag den 11.",
        "flyttes til torsdag den 11.",
    ],
)
def test_a_day_of_a_block_of_a_month_that_is_moved_in_its_own_cell_is_its_new_day(tmp_path, words):
    text = f"Tirsdag den 9. BUU {words}"
    told = MOVED.format(3, "09-02", text)
    assert days_of(tmp_path, block(text)) == ({"BUU": "11/2 9/3", "ØK": "16/2"}, [told])


@pytest.mark.parametrize(
    "words", ["(flyttet fra 2/2)", "flyttet fra den 2. til den 9.", "flyttes fra kl. 15 til kl. 17", "→ kl. 17"]
)
def test_a_day_that_a_meeting_was_moved_to_or_whose_time_is_moved_is_kept(tmp_path, words):
    assert days_of(tmp_path, block(f"Tirsdag den 9. BUU {words}")) == ({"BUU": "9/2 9/3", "ØK": "16/2"}, [])


@pytest.mark.parametrize(
    "words",
    [
        *("3. sal", "3. etage", "2. beh.", "2. behandling", "2. møde", "2. byrådsmøde"),
        *("2. runde", "3. kvartal", "1. halvår"),
    ],
)
def test_a_number_of_anything_but_a_day_moves_no_meeting_to_that_day(tmp_path, words):
    text = f"Tirsdag den 9. BUU flyttes fra 1. {words[3:]} til {words}"
    assert days_of(tmp_path, block(text)) == ({"BUU": "9/2 9/3", "ØK": "16/2"}, [])
    text = f"Tirsdag den 9. BUU flyttes til {words}"
    assert days_of(tmp_path, block(text)) == ({"BUU": "9/3", "ØK": "16/2"}, [MOVED.format(3, "09-02", text)])


@pytest.mark.parametrize("words", ["reserver lokale", "Reserveret til budget", "lokalet reserveres"])
def test_a_room_that_is_reserved_at_a_day_makes_it_no_reserve_day(tmp_path, words):
    rows = [["Dato", "Udvalg", "Bemærkning"], [date(2027, 4, 13), "ØK"], [MARCH, "BUU", words]]
    assert days_of(tmp_path, rows) == ({"BUU": "9/3", "ØK": "13/4"}, [])


@pytest.mark.parametrize(
    "words",
    [
        "BUU – flyttes fra den 4. til den 11.",
        "BUU flyttes fra onsdag den 9. til torsdag den 11.",
        "BUU og MTU – flyttes fra den 9. til den 11.",
        "BUU → uge 8",
    ],
)
def test_a_move_that_does_not_fit_its_day_or_may_be_of_one_of_several_bodies_leaves_the_day_out(tmp_path, words):
    text = f"Tirsdag den 9. {words}"
    days, notes = days_of(tmp_path, block(text))
    assert days == {"BUU": "9/3", "ØK": "16/2"}
    told = MOVED if "uge" in words else UNSURE
    assert notes == [told.format(3, "09-02", text)]


@pytest.mark.parametrize("mark", ["*", "**", "¹", " 1)"])
@pytest.mark.parametrize(
    "words",
    [
        "flyttes fra 9/3 til 16/3",
        "Flyttes fra tirsdag den 9. marts til tirsdag den 16. marts på grund af en konference i Aalborg",
        "9/3 → 16/3",
        "rykkes til 16/3",
    ],
)
def test_a_note_whose_mark_stands_at_a_day_moves_it(tmp_path, mark, words):
    days, notes = days_of(tmp_path, column(f"9/3{mark}", f"{mark.strip()} {words}"))
    assert days == {"BUU": "9/2 16/3 13/4", "ØK": "10/2 10/3 14/4"}
    assert [note.replace(words[:60], "").replace(words[60:], "") for note in notes] == [MOVED.format(4, "09-03", "")]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("flyttes fra 2/3 til 16/3", UNSURE.format(4, "09-03", "flyttes fra 2/3 til 16/3")),
        (
            "ny dato 16/3",
            "1 dag er ikke brugt, da en tekst måske ændrer den: Ark1!A4 BUU tir 09-03-2027 „ny dato 16/3“",
        ),
    ],
)
def test_a_day_whose_note_may_move_it_is_not_used_and_told_once(tmp_path, words, told):
    days, notes = days_of(tmp_path, column("9/3*", f"* {words}"))
    assert days == {"BUU": "9/2 13/4", "ØK": "10/2 10/3 14/4"}
    assert notes == [told]


@pytest.mark.parametrize("mark", ["*", "1)"])
def test_a_note_whose_mark_stands_nowhere_is_followed_by_what_it_says_itself(tmp_path, mark):
    text = f"{mark} Mødet i BUU den 9/3 flyttes til 16/3"
    days, notes = days_of(tmp_path, column("9/3", text))
    assert days == {"BUU": "9/2 16/3 13/4", "ØK": "10/2 10/3 14/4"}
    assert notes == [f"BUU: mødet tir 09-03-2027 er flyttet til tir 16-03-2027 („{text}“): Ark1!A4 og Ark1!A7"]


@pytest.mark.parametrize(
    ("words", "days", "is_told"),
    [
        ("ny: to. 15.", "15/4", True),
        ("(nu: den 15.)", "15/4", True),
        ("ny: ti. 15.", "", True),  # the 15th is a Thursday
        ("Ny: on. 14.", "14/4", False),  # at its new day
        ("ny: 3. sal", "14/4", False),
        ("nu: kl. 15", "14/4", False),
    ],
)
def test_a_remark_beside_a_day_that_begins_with_the_new_one_moves_it(tmp_path, words, days, is_told):
    rows = [["Dato", "Udvalg", "Bemærkning"], [MARCH, "ØK"], [date(2027, 4, 14), "BUU", words]]
    found, notes = days_of(tmp_path, rows)
    assert found == {"ØK": "9/3"} | ({"BUU": days} if days else {})
    moved = f"1 dag er ikke regnet med (aflyst eller flyttet): Ark1!A3 ons 14-04-2027 „{words}“"
    assert (moved in notes) is is_told


def test_a_comment_or_a_remark_beside_a_day_moves_it(tmp_path):
    def note(book):
        book.active["A3"].comment = Comment("flyttes fra 9/3 til 16/3", "")

    rows = [["Dato", "Udvalg", "Bemærkning"], [date(2027, 4, 13), "ØK", "flyttes fra 13. til 20."], [MARCH, "BUU"]]
    days, notes = days_of(tmp_path, rows, note)
    assert days == {"BUU": "16/3", "ØK": "20/4"}
    assert notes == [
        "2 dage er ikke regnet med (aflyst eller flyttet): Ark1!A2 tir 13-04-2027 „flyttes fra 13. til 20.“ og "
        "Ark1!A3 tir 09-03-2027 „flyttes fra 9/3 til 16/3“"
    ]
