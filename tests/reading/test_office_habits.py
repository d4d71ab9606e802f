"""How other offices group their items, say how far they are, and call their committees, as a colleague reads it."""

from datetime import date

import pytest
from grids import columns_of, findings, plan_of, told


def test_titles_alone_over_items_that_have_more_are_what_those_are_about():
    heading = ["Punkt", "Beskrivelse", "Økonomi"]
    rows = [["Ny ungdomspolitik", "Sendes i høring", 100], ["Analyse af kørsel", "Kommissorium", 200]]
    plan = plan_of(
        [
            ["Budgetforlig 2026"],
            ["Kultur"],
            heading,
            *rows,
            ["Ældre"],
            ["Madservice", "Ny model", 1],
            ["Boliger", "Fem", 2],
        ]
    )
    assert told(plan, "title", "section") == [
        ("Ny ungdomspolitik", "Kultur"), ("Analyse af kørsel", "Kultur"), ("Madservice", "Ældre"), ("Boliger", "Ældre")
    ]  # fmt: skip


def test_a_title_that_somebody_has_begun_is_no_group():
    rows = [
        ["Skolemad", "BUU", "maj 2025"],
        ["Cykelstier", "MTU", "maj 2025"],
        ["Svømmehal"],
        ["Bro", "MTU", "maj 2025"],
    ]
    plan = plan_of([["Emne", "Udvalg", "Frist"], *rows])
    assert told(plan, "title") == [("Skolemad",), ("Cykelstier",), ("Svømmehal",), ("Bro",)]


def test_numbers_in_titles_count_items_under_what_they_are_about():
    rows = [["1 Skoler"], ["1.1 Skolemad", "BUU", "maj 2025"], ["1.2 Tolærer", "BUU", "maj 2025"]]
    more = [["2 Veje"], ["2.1 Bro", "MTU", "maj 2025"], ["2.2 Sti", "MTU", "maj 2025"]]
    plan = plan_of([["Emne", "Udvalg", "Frist"], *rows, *more])
    assert told(plan, "number", "title", "section") == [
        ("1.1", "Skolemad", "Skoler"), ("1.2", "Tolærer", "Skoler"), ("2.1", "Bro", "Veje"), ("2.2", "Sti", "Veje")
    ]  # fmt: skip


def test_a_table_beside_the_plan_of_several_texts_is_told_once_and_its_heading_not():
    rows = [[1, "Skolemad", "BUU", "maj 2025"], [2, "Bro", "MTU", "maj 2025"], []]
    beside = [
        ["Projekt", "Hvad skete der", "Kroner"],
        ["En svømmehal", "den er åben", 1000],
        ["En politik", "vedtaget", 3],
    ]
    plan = plan_of([["Nr.", "Emne", "Udvalg", "Frist"], *rows, *beside])
    assert findings(plan) == [("U506", "Plan!A6")]


@pytest.mark.parametrize(
    ("signs", "said"),
    [
        ({"Grøn": "Følger planen", "Gul": "Opmærksomhed", "Blå": "Afsluttet"}, ["open", "open", "done"]),
        ({"Grøn": "Afsluttet", "Gul": "I gang", "Blå": "Ikke begyndt"}, ["done", "open", "open"]),
    ],
)
def test_colours_say_what_the_list_of_them_says_and_yellow_is_never_done(signs, said):
    rows = [[at, "Emne", "BUU", "maj 2025", colour] for at, colour in enumerate(signs, 1)]
    plan = plan_of(
        [["Nr.", "Emne", "Udvalg", "Frist", "Status"], *rows],
        others={"Farver": [["Farve", "Betydning"], *signs.items()]},
    )
    assert told(plan, "completion") == [(one,) for one in said]


def test_signs_under_status_say_how_far_an_item_is():
    rows = [[at, "Emne", "BUU", "maj 2025", sign] for at, sign in enumerate("✔◐○", 1)]
    plan = plan_of([["Nr.", "Emne", "Udvalg", "Frist", "Status"], *rows])
    assert told(plan, "completion") == [("done",), ("partial",), ("open",)]


def test_a_remark_that_only_says_done_is_how_far_the_item_is_where_nothing_else_says():
    rows = [[1, "Emne", "BUU", "maj 2025", "Afsluttet"], [2, "Andet", "BUU", "maj 2025", "Skal afsluttes"]]
    heading = ["Nr.", "Emne", "Udvalg", "Frist", "Bemærkninger"]
    assert told(plan_of([heading, *rows]), "completion") == [("done",), ("open",)]
    marked = plan_of([[*heading, "Afsluttet"], *rows])
    assert told(marked, "completion") == [("open",), ("open",)]
    assert ("U304", "Plan!E2") in findings(marked)


def test_what_a_list_system_keeps_of_its_rows_is_no_part_of_the_plan_and_no_fault():
    heading = ["Titel", "Aftaleområde", "Udvalg", "Frist", "Ændret", "Ændret af", "Elementtype"]
    rows = [[f"Emne {at}", "Klima", "MTU", "maj 2025", date(2024, 9, 1), "Per", "Element"] for at in range(6)]
    plan = plan_of([heading, *rows])
    assert columns_of(plan)["Aftaleområde"] == "section"
    assert findings(plan) == []


# -- other municipalities' committees ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["ÆSU", "Børne- og Familieudvalget", "Teknisk Udvalg"])
def test_a_committee_of_another_municipality_that_is_named_once_is_the_plans_own(name):
    plan = plan_of(
        [
            ["Nr.", "Emne", "Udvalg", "Frist"],
            *([at, f"Emne {at}", who, "maj 2025"] for at, who in enumerate([name, "ØU"])),
        ]
    )
    assert [code for code, _ in findings(plan)] == ["U105"]


@pytest.mark.parametrize("slip", ["BUUU", "BUV", "UBU"])
def test_a_slip_in_the_letters_of_a_committee_that_the_plan_has_is_no_other_committee(slip):
    plan = plan_of(
        [
            ["Nr.", "Emne", "Udvalg", "Frist"],
            *([at, f"Emne {at}", who, "maj 2025"] for at, who in enumerate(["BUU", slip])),
        ]
    )
    assert [code for code, _ in findings(plan)] == ["U102"]


def test_a_single_committee_that_is_not_of_the_house_is_unknown_in_a_plan_that_has_many_of_the_house():
    plan = plan_of(
        [
            ["Nr.", "Emne", "Udvalg", "Frist"],
            *([at, f"Emne {at}", who, "maj 2025"] for at, who in enumerate(["BUU", "MTU", "KFU", "SSU"])),
        ]
    )
    assert [code for code, _ in findings(plan)] == ["U102"]


def test_areas_under_an_unknown_heading_are_no_committees_where_committees_stand_elsewhere():
    heading = ["Opgave", "Bucket", "Etiketter", "Frist"]
    rows = [
        ["Skolemad", "Børn og unge", "KFU"],
        ["Kørsel", "Børn og unge", "MTU;ØK"],
        ["Lektier", "Børn og unge", "VPU"],
    ]
    plan = plan_of([heading, *([*row, "maj 2025"] for row in rows)])
    assert told(plan, "section", "committees") == [
        ("Børn og unge", "KFU"),
        ("Børn og unge", "MTU+ØK"),
        ("Børn og unge", "VPU"),
    ]
