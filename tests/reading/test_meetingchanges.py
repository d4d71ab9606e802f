"""Texts elsewhere that change meetings are followed where they are sure; what they may be about is left out."""

from datetime import date

import pytest
from meetingbook import BODIES, book_of, days_of
from openpyxl.comments import Comment

from udmoentning_xl.reading.meetingplan import read_meetings

FEB, MARCH, APRIL = date(2027, 2, 9), date(2027, 3, 9), date(2027, 4, 13)
PLAN = [["Mødeplan 2027"], ["BUU", "ØK"], [FEB, date(2027, 2, 10)], [MARCH, date(2027, 3, 10)], [APRIL, None]]
REST = {"BUU": "9/2 13/4", "ØK": "10/2 10/3"}
TOLD = "BUU: mødet tir 09-03-2027 holdes ikke"


@pytest.mark.parametrize(
    "text",
    [
        "BUU: Mødet den 9/3 er aflyst.",
        "Mødet i Børne- og Ungdomsudvalget tirsdag den 9. marts udgår.",
        "• BUU-mødet den 9. marts 2027 afholdes ikke",
    ],
)
def test_a_note_below_calls_a_meeting_off(tmp_path, text):
    assert days_of(tmp_path, [*PLAN, [text]]) == (REST, [f"{TOLD} („{text[:60]}“): Ark1!A4"])


@pytest.mark.parametrize(
    "text", ["BUU: Mødet den 9/3 flyttes til tirsdag den 16/3, samme tid.", "BUU-mødet er rykket fra 9/3 til 16/3."]
)
def test_a_note_below_moves_a_meeting(tmp_path, text):
    days, notes = days_of(tmp_path, [*PLAN, [text]])
    assert days == {**REST, "BUU": "9/2 16/3 13/4"}
    assert notes == [f"BUU: mødet tir 09-03-2027 er flyttet til tir 16-03-2027 („{text[:60]}“): Ark1!A4 og Ark1!A6"]


def test_a_note_below_adds_a_meeting(tmp_path):
    days, notes = days_of(tmp_path, [*PLAN, ["Der er indkaldt til ekstraordinært møde i ØK den 8/9 kl. 8.00."]])
    assert days["ØK"] == "10/2 10/3 8/9"
    assert len(notes) == 1


@pytest.mark.parametrize(
    "text", ["Mødet den 9. marts er aflyst på grund af valg", "Møderne 9/3 og onsdag 9/4 udgår for BUU nu"]
)
def test_a_note_that_does_not_say_surely_which_meeting_leaves_it_out_as_doubtful(tmp_path, text):
    days, notes = days_of(tmp_path, [*PLAN, [text]])
    assert days == REST
    assert notes[0] == f"1 dag er ikke brugt, da en tekst måske ændrer den: Ark1!A4 BUU tir 09-03-2027 „{text}“"


@pytest.mark.parametrize(
    "text",
    [
        "BUU holder ikke møde i augustrunden",
        "Alle møder i marts er aflyst",
        "KB: mødet den 5/5 er aflyst, se nyt opslag",
    ],
)
def test_a_note_that_is_about_no_meeting_of_the_plan_is_told(tmp_path, text):
    days, notes = days_of(tmp_path, [*PLAN, [text]])
    assert days == {**REST, "BUU": "9/2 9/3 13/4"}
    assert notes == [f"1 tekst om ændrede møder er ikke brugt: Ark1!A6 „{text}“"]


def test_a_sheet_of_corrections_is_followed(tmp_path):
    changes = [
        ["Rettelser til mødeplanen 2027"],
        ["Udvalg", "Planlagt møde", "Ændres til", "Begrundelse"],
        ["BUU", "tirsdag den 9. marts", "Aflyst", "For få sager"],
        ["ØK", "onsdag den 10. marts", "torsdag den 11. marts kl. 8.00", None],
        ["KB", "(nyt møde)", "Ekstraordinært møde onsdag den 14. april kl. 17.00", "Haster"],
    ]
    days, notes = days_of(tmp_path, {"Plan": PLAN, "Rettelser": changes})
    assert days == {"BUU": "9/2 13/4", "ØK": "10/2 11/3", "KB": "14/4"}
    off = "BUU: mødet tir 09-03-2027 holdes ikke („BUU, tirsdag den 9. marts, Aflyst, For få sager“)"
    said = "ØK, onsdag den 10. marts, torsdag den 11. marts kl. 8.00"
    moved = f"ØK: mødet ons 10-03-2027 er flyttet til tor 11-03-2027 („{said}“)"
    assert notes == [
        f"{off}: Plan!A4; {moved}: Plan!B4",
        f"{moved}: Rettelser!C4; KB: der er også møde ons 14-04-2027 "
        "(„KB, (nyt møde), Ekstraordinært møde onsdag den 14. april kl.“): Rettelser!C5",
    ]


def test_a_correction_that_cannot_be_read_leaves_the_meeting_out(tmp_path):
    changes = [["Udvalg", "Planlagt møde", "Ny dato"], ["BUU", MARCH, "følger senere"]]
    days, notes = days_of(tmp_path, {"Plan": PLAN, "Rettelser": changes})
    assert days == REST
    assert notes == [
        "1 dag er ikke brugt, da en tekst måske ændrer den: Plan!A4 BUU tir 09-03-2027 „BUU, 09-03-2027, følger senere“"
    ]


def test_a_meeting_that_another_sheet_calls_off_is_not_held(tmp_path):
    rows = [["Dato", "Udvalg", "Status"], [MARCH, "BUU", "Aflyst"]]
    days, notes = days_of(tmp_path, {"Plan": PLAN, "Liste": rows})
    assert days == REST
    assert notes == [
        f"{TOLD} („09-03-2027“): Plan!A4",
        "1 dag er ikke regnet med (aflyst eller flyttet): Liste!A2 tir 09-03-2027 „Aflyst“",
    ]


@pytest.mark.parametrize(("count", "more"), [(3, ""), (4, " og 1 ændring til"), (5, " og 2 ændringer til")])
def test_more_changes_than_three_are_counted(tmp_path, count, more):
    days = [date(2027, month, 9) for month in range(2, 2 + count)]
    notes = [[f"BUU: Mødet den {when.day}/{when.month} er aflyst."] for when in days]
    (told,) = days_of(tmp_path, [["BUU"], *([when] for when in days), [date(2027, 9, 9)], [], *notes])[1]
    assert told.endswith(f": Ark1!A4{more}")


def test_a_comment_moves_a_meeting_and_one_on_what_it_was_says_nothing_new(tmp_path):
    def remark(book):
        book.active["A4"].comment = Comment("Flyttet til 16. marts", "A")
        book.active["B4"].comment = Comment("Flyttet fra tirsdag 2/3", "A")

    days, notes = days_of(tmp_path, PLAN, remark)
    assert days == {**REST, "BUU": "9/2 16/3 13/4"}
    assert notes == ["1 dag er ikke regnet med (aflyst eller flyttet): Ark1!A4 tir 09-03-2027 „Flyttet til 16. marts“"]


def test_the_day_a_meeting_was_moved_from_is_not_held(tmp_path):
    rows = [["Mødeplan 2027"], ["Dato", "Udvalg", "Bemærkning"], [FEB, "BUU"], [MARCH, "BUU", "Flyttet fra 9. februar"]]
    days, notes = days_of(tmp_path, rows)
    assert days == {"BUU": "9/3"}
    assert notes == ["BUU: mødet tir 09-02-2027 er flyttet („Flyttet fra 9. februar“): Ark1!A3"]


def test_a_comment_on_a_heading_is_told(tmp_path):
    def remark(book):
        book.active["A2"].comment = Comment("Møderne er flyttet, spørg sekretariatet", "A")

    assert days_of(tmp_path, PLAN, remark) == (
        {**REST, "BUU": "9/2 9/3 13/4"},
        ["1 tekst om ændrede møder er ikke brugt: Ark1!A2 „Møderne er flyttet, spørg sekretariatet“"],
    )


def test_the_notes_of_a_sheet_are_few(tmp_path):
    rows = [["Mødeplan 2027"], ["Dato", "Udvalg", "Emne"], [FEB, "BUU"]]
    words = ["Byplan", "BUU - aflyst", "Seminar for BUU", "Deadline", "mandag den 9. marts", "BUU og Byplan"]
    rows += [[date(2027, 3, 1 + at), word] for at, word in enumerate(words)]
    rows += [["mandag den 9. marts", "BUU"], ["BUU holder ikke møde i maj"], ["se 3/4", "BUU?"]]
    found = read_meetings(book_of(tmp_path / "n.xlsx", {"Ark1": rows}), BODIES)
    assert len(found.notes) <= 6


@pytest.mark.parametrize(
    "text", ["Kantinen er lukket fra 9/3", "Budgetseminaret 9/3 er aflyst", "Husk tilmelding før 9/3"]
)
def test_a_text_on_something_else_that_day_takes_no_meeting(tmp_path, text):
    days, _ = days_of(tmp_path, [*PLAN, [text]])
    assert days == {**REST, "BUU": "9/2 9/3 13/4"}


def test_a_plan_with_a_column_of_new_days_has_them(tmp_path):
    rows = [["Mødeplan 2027"], ["Udvalg", "Dato", "Ny dato"], ["BUU", FEB, None], ["BUU", MARCH, date(2027, 3, 16)]]
    days, notes = days_of(tmp_path, [*rows, ["ØK", date(2027, 3, 10), "aflyst"]])
    assert days == {"BUU": "9/2 16/3"}
    assert notes == [
        "BUU: mødet tir 09-03-2027 er flyttet til tir 16-03-2027 („BUU, 09-03-2027, 16-03-2027“): Ark1!C4; "
        "ØK: mødet ons 10-03-2027 holdes ikke („ØK, 10-03-2027, aflyst“): Ark1!C5"
    ]


@pytest.mark.parametrize(
    "remark",
    [
        "BUU: ny mødedato 17. marts",
        "BUU afholdes i stedet den 17/3",
        "BUU mødes to uger senere",
        "BUU er rykket fra den 9. til den 17.",
        "BUU 17/3",
    ],
)
def test_a_remark_that_may_move_a_meeting_of_its_row_leaves_the_day_out_as_doubtful(tmp_path, remark):
    rows = [["Mødeplan 2027"], ["BUU", "ØK", "Noter"], [FEB, date(2027, 2, 10)], [MARCH, date(2027, 3, 10), remark]]
    days, notes = days_of(tmp_path, rows)
    assert ("9/3" in days["BUU"].split(), days["ØK"]) == (False, "10/2 10/3")
    told = f"1 dag er ikke brugt, da en tekst måske ændrer den: Ark1!A4 BUU tir 09-03-2027 „{remark}“"
    assert told in notes


@pytest.mark.parametrize("remark", ["Holdes i stedet 17/3", "Mødes en uge senere", "Ny dato 17/3"])
def test_a_remark_in_a_list_that_may_move_its_meeting_leaves_the_day_out_as_doubtful(tmp_path, remark):
    rows = [["Mødeplan 2027"], ["Dato", "Udvalg", "Noter"], [FEB, "BUU"], [MARCH, "BUU", remark]]
    days, notes = days_of(tmp_path, rows)
    assert days == {"BUU": "9/2"}
    assert f"1 dag er ikke brugt, da en tekst måske ændrer den: Ark1!A4 BUU tir 09-03-2027 „{remark}“" in notes


@pytest.mark.parametrize(
    "remark",
    [
        "BUU flyttet fra 2/3 til 9/3",
        "BUU er flyttet fra tirsdag",
        "BUU: besigtigelse 17/3",
        "BUU: materiale 2/3",
        "Ny dato",
    ],
)
def test_a_remark_that_moves_no_meeting_from_its_row_takes_none(tmp_path, remark):
    rows = [["Mødeplan 2027"], ["BUU", "ØK", "Noter"], [FEB, date(2027, 2, 10)], [MARCH, date(2027, 3, 10), remark]]
    assert days_of(tmp_path, rows)[0] == {"BUU": "9/2 9/3", "ØK": "10/2 10/3"}


def test_a_joint_meeting_with_others_is_told(tmp_path):
    rows = [["Dato", "Udvalg", "Note"], [date(2027, 2, 9), "KFU", "fællesmøde med Idrætsrådet"]]
    assert days_of(tmp_path, [*rows, [date(2027, 3, 9), "KFU"]]) == (
        {"KFU": "9/3"},
        ["1 dag er ikke regnet med (noget andet end et møde): Ark1!A2 tir 09-02-2027 „fællesmøde med Idrætsrådet“"],
    )


def test_a_remark_calls_off_the_body_that_it_names_also_where_another_remark_has_a_day(tmp_path):
    rows = [["Mødeplan 2027"], ["MTU og EAU", "ØK", "Bemærkninger"]]
    rows += [[date(2027, 2, 9), date(2027, 2, 16), "EAU holder ikke møde i denne runde."]]
    rows += [[date(2027, 3, 9), date(2027, 3, 16), "Budgetmøde tirsdag den 30. marts"]]
    days, _ = days_of(tmp_path, rows)
    assert (days["MTU"], days["EAU"]) == ("9/2 9/3", "9/3")


def test_news_beside_the_day_that_they_were_written_on_are_about_their_own_day(tmp_path):
    plan = [["Mødeplan 2027"], ["ØK", "KB"], [date(2027, 2, 9), date(2027, 2, 23)]]
    news = [["Dato for ændring", "Hvad"], ["3/1", "ØK 9/2 aflyst pga. manglende sager"]]
    days, notes = days_of(tmp_path, {"Plan": plan, "Ændringer": news})
    assert days == {"KB": "23/2"}
    assert any("ØK: mødet tir 09-02-2027 holdes ikke" in note for note in notes)
