"""Days of what is done for meetings are no meetings, whether column, group, row or sheet says so."""

from datetime import date

import pytest
from meetingbook import days_of

from udmoentning_xl.register import Body

FEB, MARCH, APRIL = date(2027, 2, 9), date(2027, 3, 9), date(2027, 4, 13)
TERM, LATER = date(2027, 1, 26), date(2027, 2, 23)
LEFT_OUT = "er ikke brugt; fristerne regnes efter opsætningen"


@pytest.mark.parametrize(
    "heading", ["Materiale til ØK", "Udsendes ØK", "Referat ØK", "Punkter ØK", "Senest ØK", "Dagsordenspunkter ØK"]
)
@pytest.mark.parametrize("owner", [None, "BUU"])
def test_a_column_of_terms_between_those_of_bodies_has_no_meetings(tmp_path, heading, owner):
    rows = [["Mødeplan 2027"], ["BUU", heading, "ØK"], [FEB, TERM, MARCH], [MARCH, LATER, APRIL]]
    days, notes = days_of(tmp_path, rows, owner=owner)
    assert days == ({"BUU": "9/2 9/3"} if owner else {"BUU": "9/2 9/3", "ØK": "9/3 13/4"})
    assert f"kolonnen „{heading}“ (Ark1!B2) {LEFT_OUT}" in notes


def test_a_column_that_names_a_body_with_its_time_and_kind_is_of_meetings(tmp_path):
    rows = [["Mødeplan 2027"], ["ØK", "ØK ekstraordinært møde", "KB kl. 18"], [FEB, MARCH, APRIL]]
    assert days_of(tmp_path, rows) == ({"ØK": "9/2 9/3", "KB": "13/4"}, [])


@pytest.mark.parametrize(
    "said", ["\n(tirsdag kl. 17.00)", " (tirsdag)", " tirsdage", " ti.", " (2. tirsdag i måneden)", " hver tirsdag"]
)
def test_a_column_that_names_a_body_with_its_weekday_is_of_meetings(tmp_path, said):
    rows = [["Mødeplan 2027"], ["ØK", f"BUU{said}"], [FEB, MARCH], [MARCH, APRIL]]
    assert days_of(tmp_path, rows) == ({"ØK": "9/2 9/3", "BUU": "9/3 13/4"}, [])


@pytest.mark.parametrize(
    ("other", "read"),
    [("Børneudvalget", {"AMU": "9/2", "ØK": "9/3"}), ("Arbejdsmarkeds- og erhvervsudvalget", {"ØK": "9/3"})],
)
def test_an_area_without_the_s_before_udvalg_names_the_one_body_whose_name_so_begins(tmp_path, other, read):
    bodies = [Body("AMU", "Arbejdsmarkedsudvalget"), Body("X", other), Body("ØK", "Økonomiudvalget")]
    rows = [["Mødeplan 2027"], ["Arbejdsmarked", "Økonomi"], [FEB, MARCH]]
    assert days_of(tmp_path, rows, bodies=bodies)[0] == read


def test_a_column_that_nobody_knows_between_those_of_bodies_is_not_the_owners(tmp_path):
    rows = [["Mødeplan 2027"], ["BUU", "Klar til tryk", "ØK"], [FEB, TERM, MARCH]]
    days, notes = days_of(tmp_path, rows, owner="BUU")
    assert days == {"BUU": "9/2"}
    assert "1 dag ved „Klar til tryk“ hører ikke til et udvalg, der kendes (Ark1!B3)" in notes


@pytest.mark.parametrize("heading", ["Sager meldes ind til", "Klar til tryk", "Korrektur", "Sendes til formanden"])
def test_beside_a_column_called_after_meetings_others_are_not_of_meetings(tmp_path, heading):
    rows = [["Udvalg", heading, "Møde"], ["BUU", TERM, FEB], ["ØK", LATER, MARCH]]
    assert days_of(tmp_path, rows) == ({"BUU": "9/2", "ØK": "9/3"}, [f"kolonnen „{heading}“ (Ark1!B1) {LEFT_OUT}"])


def test_beside_a_column_called_after_meetings_another_of_meetings_is_used(tmp_path):
    rows = [["Udvalg", "Møde", "Ekstra møde"], ["BUU", FEB, MARCH]]
    assert days_of(tmp_path, rows) == ({"BUU": "9/2 9/3"}, [])


@pytest.mark.parametrize("group", ["Afleveres", "Deadlines", "Udsendelse af materiale"])
@pytest.mark.parametrize("is_merged", [True, False])
def test_the_columns_of_bodies_under_a_heading_of_terms_have_no_meetings(tmp_path, group, is_merged):
    def merge(book):
        if is_merged:
            book.active.merge_cells("A2:B2")
            book.active.merge_cells("C2:D2")

    rows = [["Mødeplan 2027"], ["Møder", None, group, None], ["BUU", "ØK", "BUU", "ØK"], [FEB, MARCH, TERM, LATER]]
    days, notes = days_of(tmp_path, rows, merge)
    assert days == {"BUU": "9/2", "ØK": "9/3"}
    assert any(f"„{group}“" in note and note.endswith(LEFT_OUT) for note in notes)


def test_a_row_of_terms_has_no_meetings(tmp_path):
    rows = [["Mødeplan 2027"], [None, "Runde 1", "Runde 2"], ["ØK", FEB, MARCH], ["Udsendes KB", TERM, LATER]]
    days, notes = days_of(tmp_path, rows)
    assert days == {"ØK": "9/2 9/3"}
    assert len(notes) == 1
    assert "Ark1!B4" in notes[0]


@pytest.mark.parametrize("name", ["Afleveringsfrister", "Deadlines 2027", "Udsendelse"])
def test_a_sheet_of_terms_has_no_meetings_but_those_that_it_calls_so(tmp_path, name):
    plan = [["BUU", "ØK"], [FEB, MARCH]]
    days, notes = days_of(tmp_path, {"Mødeplan": plan, name: [["BUU", "ØK"], [TERM, LATER]]})
    assert days == {"BUU": "9/2", "ØK": "9/3"}
    told = f"{name}!A2 tir 26-01-2027 „{name}“ og {name}!B2 tir 23-02-2027 „{name}“"
    assert notes == [f"2 dage er ikke regnet med (en frist): {told}"]
    rows = [["Udvalg", "Mødedato", "Sendes"], ["KB", APRIL, LATER]]
    assert days_of(tmp_path, {"Mødeplan": plan, name: rows})[0] == {**days, "KB": "13/4"}


def test_a_sheet_of_meetings_with_their_terms_has_meetings(tmp_path):
    rows = [["BUU", "ØK"], [FEB, MARCH]]
    assert days_of(tmp_path, {"Møder og frister": rows}) == ({"BUU": "9/2", "ØK": "9/3"}, [])


@pytest.mark.parametrize("word", ["Aflyst", "Udgår", "Annulleret"])
def test_a_word_that_calls_meetings_off_before_a_colon_is_short_for_no_body(tmp_path, word):
    rows = [["Emne", "Dato"], [f"{word}: Møde i Byrådet", FEB], [f"{word}: Børne- og Ungdomsudvalget", MARCH]]
    days, notes = days_of(tmp_path, [*rows, ["Møde i Økonomiudvalget", APRIL]])
    assert days == {"ØK": "13/4"}
    assert len(notes) == 1
    assert notes[0].startswith("2 dage er ikke regnet med (aflyst eller flyttet): ")


def test_a_weekday_before_a_colon_is_short_for_no_body(tmp_path):
    rows = [
        ["Mødeplan 2027"],
        ["Onsdag: Børne- og Ungdomsudvalget"],
        ["Dato", "Udvalg"],
        [FEB, "ØK"],
        [MARCH, "Onsdag"],
    ]
    assert days_of(tmp_path, rows)[0] == {"ØK": "9/2"}


@pytest.mark.parametrize(
    "head",
    ["BUU og MTU", "Tirsdag\nBUU kl. 13.00\nMTU kl. 16.00", "Børne- og ungdomsudvalget\nMiljø- og teknikudvalget"],
)
def test_a_column_of_two_committees_has_meetings_of_both_below_lines_across_the_table(tmp_path, head):
    rows = [
        ["Mødekæder 2027"],
        ["Kæde", "Proces", "Fagudvalg", "Økonomiudvalg"],
        [None, "Dagsorden ud", head, "Mandag kl. 15.00"],
        [1, date(2027, 1, 28), date(2027, 2, 2), date(2027, 2, 8)],
        ["Vinterferie uge 7"],
        [2, date(2027, 2, 25), date(2027, 3, 2), date(2027, 3, 15)],
        ["Budgetseminar 26.-27. august"],
        [3, date(2027, 8, 19), "07.09.27 (BUU)\n14.09.27 (MTU)", "13.09.27\n1. beh. budget"],
        [4, date(2027, 9, 16), date(2027, 10, 5), "04.10.27 (budget)\n25.10.27"],
    ]

    def merge(book):
        book.active.merge_cells("A5:D5")
        book.active.merge_cells("A7:D7")

    days, notes = days_of(tmp_path, rows, merge)
    assert days == {"BUU": "2/2 2/3 7/9 5/10", "MTU": "2/2 2/3 14/9 5/10", "ØK": "8/2 15/3 13/9 4/10 25/10"}
    assert notes == [
        "kolonnen „Dagsorden ud“ (Ark1!B3) er ikke brugt; fristerne regnes efter opsætningen",
        "1 dag er ikke regnet med (noget andet end et møde): Ark1!A7 „Budgetseminar 26.-27. august“",
    ]


def test_a_list_of_others_under_a_table_of_meetings_has_its_own_days_and_none_of_the_table(tmp_path):
    rows = [
        ["Mødekæder 2027"],
        ["Kæde", "BUU og MTU"],
        [1, FEB],
        [2, MARCH],
        ["Råd"],
        ["Ældrerådet (ÆR)", "25/2, 27/5 kl. 15-17"],
        ["Hegnsrådet", "26/2"],
    ]
    told = "1 dag ved „Hegnsrådet“ hører ikke til et udvalg, der kendes (Ark1!A7)"
    days, notes = days_of(tmp_path, rows)
    assert days == {"BUU": "9/2 9/3", "MTU": "9/2 9/3", "ÆR": "25/2 27/5"}
    assert notes == [told.replace("A7", "B7")]


def test_a_line_across_a_table_that_names_a_body_is_not_the_heading_of_the_columns_below_it(tmp_path):
    rows = [
        ["Møder 2027"],
        ["Udvalg", "Tid", "Februar", "Marts"],
        ["Børne- og ungdomsudvalget", "kl. 16", "ti. 9/2", "ti. 9/3"],
        ["Kommunalbestyrelsen"],
        ["Kommunalbestyrelsen", "kl. 18", date(2027, 2, 23), date(2027, 3, 23)],
        ["Råd"],
        ["Ældrerådet", "kl. 10", "to. 25/2", "to. 25/3"],
    ]

    def merge(book):
        book.active.merge_cells("A4:D4")
        book.active.merge_cells("A6:D6")

    told = "1 celle med udvalg på arket Ark1 er ikke brugt: Ark1!A4 „Kommunalbestyrelsen“"
    assert days_of(tmp_path, rows, merge) == ({"BUU": "9/2 9/3", "KB": "23/2 23/3", "ÆR": "25/2 25/3"}, [told])


@pytest.mark.parametrize(
    ("unknown", "beside"),
    [
        ("Udvalget for Skov og Strand:", "BUU:"),
        ("Udvalget for Skov og Strand:", None),
        ("Seniorrådet", "BUU"),
        ("Seniorrådet", None),
        ("Skov & Strand", "BUU"),
        ("Skov & Strand:", None),
    ],
)
def test_the_days_under_a_heading_that_nobody_knows_are_not_those_of_the_body_above_it(tmp_path, unknown, beside):
    below = [[beside, unknown], [beside and date(2027, 1, 12), TERM], [beside and date(2027, 2, 16), LATER]]
    rows = [["Møder i 2027"], ["KB:", "ØK:"], [FEB, MARCH], [MARCH, APRIL], [], *below]
    days, notes = days_of(tmp_path, rows)
    assert days == {"KB": "9/2 9/3", "ØK": "9/3 13/4"} | ({"BUU": "12/1 16/2"} if beside else {})
    assert notes == [f"2 dage ved „{unknown}“ hører ikke til et udvalg, der kendes (Ark1!B7 og Ark1!B8)"]


@pytest.mark.parametrize("unknown", ["Seniorrådet", "Udvalget for Skov og Strand"])
def test_the_marks_under_a_heading_that_nobody_knows_are_not_those_of_the_body_above_it(tmp_path, unknown):
    rows = [["Dato", "KB", "ØK"], [FEB, "x", "x"], [MARCH, None, "x"], []]
    rows += [["Dato", "BUU", unknown], [TERM, "x", None], [LATER, None, "x"]]
    days, notes = days_of(tmp_path, rows)
    assert days == {"KB": "9/2", "ØK": "9/2 9/3", "BUU": "26/1"}
    assert len(notes) == 1
    assert f"„{unknown}“" in notes[0]


@pytest.mark.parametrize("line", ["Efterår:", "Ordinære møder:", "Ekstra", "2. halvår:", "kl. 16.30:"])
def test_a_line_among_the_days_of_a_body_that_says_when_or_of_what_kind_they_are_leaves_them_its_own(tmp_path, line):
    rows = [["Møder i 2027"], ["ØK:"], [FEB], [MARCH], [line], [APRIL]]
    assert days_of(tmp_path, rows) == ({"ØK": "9/2 9/3 13/4"}, [])


@pytest.mark.parametrize("line", ["Udvalgets møder", "Ejendomsudvalgets ordinære møder"])
def test_meetings_of_a_body_that_is_not_known_are_not_those_of_the_body_above(tmp_path, line):
    days, notes = days_of(tmp_path, [["Byrådet"], [FEB], [line], [MARCH], ["Økonomiudvalgets møder"], [APRIL]])
    assert days == {"KB": "9/2", "ØK": "13/4"}
    assert notes == [f"1 dag ved „{line}“ hører ikke til et udvalg, der kendes (Ark1!A4)"]


@pytest.mark.parametrize("heading", ["Udvalgets møder", "Hegnssynets møder", "Ejendomsudvalgets ordinære møder"])
@pytest.mark.parametrize("beside", ["Byrådets møder", "ØK"])
def test_days_below_meetings_of_a_body_that_is_not_known_are_told_beside_those_of_one_that_is(
    tmp_path, heading, beside
):
    days, notes = days_of(tmp_path, [[beside, heading], [FEB, TERM], [MARCH, LATER]])
    assert list(days.values()) == ["9/2 9/3"]
    assert notes == [f"2 dage ved „{heading}“ hører ikke til et udvalg, der kendes (Ark1!B2 og Ark1!B3)"]


@pytest.mark.parametrize("line", ["Årets møder", "Forårets møder", "Ordinære møder", "Møder"])
def test_a_line_that_says_only_when_meetings_are_leaves_the_days_to_the_body_above(tmp_path, line):
    assert days_of(tmp_path, [["Byrådet"], [FEB], [line], [MARCH]]) == ({"KB": "9/2 9/3"}, [])
