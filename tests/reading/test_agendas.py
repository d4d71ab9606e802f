"""Plans made for the committees' agendas: who handles an item, and when, stands in headings, banners and titles."""

from datetime import date

import pytest
from grids import columns_of, findings, plan_of, told

AGENDA = ["Sag", "Indhold", "Ansvarlig"]
POLICY, ANALYSIS = ["Ny ungdomspolitik", "Sendes i høring", "Kultur"], ["Analyse af kørsel", "Kommissorium", "Teknik"]
LESSONS, CLIMATE = ["Flere timer til lektier", "Model", "Skole"], ["Klimahandleplan", "Orientering", "Teknik"]
FIRST, SECOND = "Økonomiudvalget 14. januar 2026", "Møde i Børneudvalget den 21. januar 2026"


@pytest.mark.parametrize(
    "rows",
    [
        [[FIRST], AGENDA, POLICY, ANALYSIS, [SECOND], AGENDA, LESSONS, CLIMATE],
        [AGENDA, [FIRST], POLICY, ANALYSIS, [SECOND], LESSONS, CLIMATE],
    ],
    ids=["a heading for each meeting", "one heading for all"],
)
def test_meetings_above_their_items_say_who_and_when(rows):
    plan = plan_of([["Sager fra budgetaftalen 2026 til behandling"], *rows])
    assert told(plan, "title", "committees", "due_to") == [
        (POLICY[0], "Økonomiudvalget", date(2026, 1, 14)),
        (ANALYSIS[0], "Økonomiudvalget", date(2026, 1, 14)),
        (LESSONS[0], "Børneudvalget", date(2026, 1, 21)),
        (CLIMATE[0], "Børneudvalget", date(2026, 1, 21)),
    ]


def test_months_above_items_without_days_are_when_they_are_handled():
    heading = ["Nr.", "Sag", "Udvalg", "Bemærkninger"]
    rows = [[1, "Skolemad", "BUU"], [2, "Cykelstier", "MTU"], ["Februar 2026"], [3, "Plejehjem", "KFU"]]
    plan = plan_of([["Januar 2026"], heading, *rows, [4, "Museum", "KFU"]])
    assert told(plan, "section", "due_to") == [(None, date(2026, 1, 31))] * 2 + [(None, date(2026, 2, 28))] * 2


def test_months_above_items_with_days_of_their_own_are_groups():
    heading = ["Nr.", "Emne", "Udvalg", "Frist"]
    rows = [
        ["1. kvartal 2026"],
        [1, "Skolemad", "BUU", "15-01-2026"],
        ["2. kvartal 2026"],
        [2, "Bro", "MTU", "15-04-2026"],
    ]
    plan = plan_of([heading, *rows])
    assert told(plan, "section", "due_to") == [
        ("1. kvartal 2026", date(2026, 1, 15)),
        ("2. kvartal 2026", date(2026, 4, 15)),
    ]


def test_the_days_of_committees_and_council_under_their_own_headings_say_both():
    heading = ["Nr.", "Punkt i aftalen", "Udvalgsbehandling", "Byrådsbehandling", "Færdig (sæt x)"]
    rows = [
        [1, "Ny struktur", "BUU marts 2025", "april 2025", "x"],
        [2, "Madservice", "KFU maj 2025", "juni 2025", None],
    ]
    plan = plan_of([heading, *rows])
    assert told(plan, "committees", "due_to") == [("BUU+KB", date(2025, 4, 30)), ("KFU+KB", date(2025, 6, 30))]


@pytest.mark.parametrize(
    ("written", "due"),
    [("BUU 11/3-25, KB 25/3-25", date(2025, 3, 25)), ("BUU: maj 2025\nKB: juni 2025", date(2025, 6, 30))],
)
def test_days_and_months_beside_committees_say_when(written, due):
    plan = plan_of([["Nr.", "Emne", "Politisk behandling"], [1, "Skolemad", written], [2, "Bro", "MTU 8/4-25"]])
    assert told(plan, "committees", "due_to") == [("BUU+KB", due), ("MTU", date(2025, 4, 8))]


def test_committees_beside_the_time_are_those_that_handle_the_item():
    rows = [[1, "Skolemad", "BUU: maj 2025"], [2, "Bro", "MTU: september 2025"], [3, "Hal", "KFU: november 2025"]]
    assert told(plan_of([["Nr.", "Emne", "Tidspunkt"], *rows]), "committees") == [("BUU",), ("MTU",), ("KFU",)]


def test_committees_in_brackets_after_most_titles_are_those_that_handle_the_items():
    rows = [[1, "Skolemad (BUU)", "maj 2025"], [2, "Cykelstier (MTU/ØK)", "maj 2025"], [3, "Hal (KFU)", "maj 2025"]]
    plan = plan_of([["Nr.", "Initiativ", "Tidsplan"], *rows])
    assert told(plan, "title", "committees") == [("Skolemad", "BUU"), ("Cykelstier", "MTU+ØK"), ("Hal", "KFU")]


def test_what_has_been_decided_is_no_committee_that_gets_the_item():
    heading = ["Projekt", "Udvalg", "Bevilling givet", "Byggestart", "Aflevering"]
    rows = [[f"Projekt {one}", "MTU", "KB 12-02-2025", "maj 2025", "dec. 2026"] for one in "abc"]
    plan = plan_of([heading, *rows])
    assert told(plan, "committees", "due_to") == [("MTU", date(2026, 12, 31))] * 3
    assert findings(plan) == []


def test_an_item_that_no_committee_is_to_handle_lacks_none():
    heading = ["Nr.", "Emne", "Skal behandles politisk", "Udvalg", "Frist"]
    rows = [
        [1, "Skolemad", "Ja", "BUU", "maj 2025"],
        [2, "Bro", "Ja", "MTU", "maj 2025"],
        [3, "Hal", "Nej", None, "maj 2025"],
    ]
    plan = plan_of([heading, *rows, [4, "Museum", "Ja", None, "maj 2025"]])
    assert findings(plan) == [("U101", "Plan!D5")]


def test_days_on_the_way_are_part_of_the_process_and_the_last_one_decides():
    heading = ["Projekt", "Udvalg", "Idéfase", "Udbud", "Ibrugtagning"]
    rows = [["Ny skole", "BUU", "1/2025", "3/2025", "8/2026"], ["Svømmehal", "KFU", "afsluttet", "11/2025", "12/2026"]]
    plan = plan_of([heading, *rows, ["Bro", "MTU", "2/2025", "4/2025", "10/2025"]])
    assert columns_of(plan) == dict(zip(heading, ["title", "committee", "milestone", "milestone", "due"], strict=True))
    assert told(plan, "process", "due_to")[0] == ("Idéfase: 1/2025\nUdbud: 3/2025", date(2026, 8, 31))
    assert findings(plan) == []


def test_a_step_on_the_way_that_has_a_dash_is_not_shown():
    heading = ["Projekt", "Udvalg", "Idéfase", "Udbud", "Ibrugtagning"]
    rows = [["Ny skole", "BUU", "1/2025", "-", "8/2026"], ["Svømmehal", "KFU", "–", "11/2025", "12/2026"]]
    plan = plan_of([heading, *rows, ["Bro", "MTU", "2/2025", "4/2025", "10/2025"]])
    assert told(plan, "process") == [("Idéfase: 1/2025",), ("Udbud: 11/2025",), ("Idéfase: 2/2025\nUdbud: 4/2025",)]
    assert findings(plan) == []


def test_days_of_closed_meetings_among_the_days_on_the_way_are_no_part_of_the_process():
    heading = ["Projekt", "Udvalg", "Udbud", "Forhandling (fortroligt)", "Ibrugtagning"]
    rows = [[name, "BUU", "1/2025", "3/2025", "8/2026"] for name in ("Ny skole", "Svømmehal", "Bro")]
    plan = plan_of([heading, *rows])
    assert columns_of(plan) == dict(zip(heading, ["title", "committee", "milestone", "internal", "due"], strict=True))
    assert told(plan, "process", "due_to") == [("Udbud: 1/2025", date(2026, 8, 31))] * 3


def test_when_the_papers_have_to_be_ready_is_no_due_date():
    days = date(2025, 9, 9), date(2025, 8, 25)
    plan = plan_of(
        [["Nr.", "Emne", "Udvalg", "Møde", "Frist til dagsorden"], *([at, "Emne", "BUU", *days] for at in (1, 2, 3))]
    )
    assert told(plan, "due_to") == [(days[0],)] * 3


def test_hvem_over_committees_says_who_handles_the_items():
    rows = [["En ny svømmehal", "KFU", "maj 2025"], ["En handicappolitik", "VPU", "juni 2025"]]
    assert told(plan_of([["Hensigt", "Hvem", "Hvornår"], *rows]), "committees") == [("KFU",), ("VPU",)]
