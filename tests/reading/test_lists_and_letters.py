"""What lists over a table explain and do not say of it, and what the numbers and letters before titles mean."""

from datetime import date

import pytest
from grids import columns_of, plan_of, told

GREEN, YELLOW, BLUE = "92D050", "FFC000", "5B9BD5"
STATES = [["", "Følger tidsplanen"], ["", "Forsinket"], ["", "Afsluttet"]]


def lights(rows):
    """The plan with a list of colours over it, a green and a blue light in its rows."""
    heading = ["Nr.", "Initiativ", "Trafiklys", "Udvalg", "Frist"]
    items = [["1", "Skolemad", "", "BUU", "maj 2025"], ["2", "Cykelsti", "", "MTU", "juni 2025"]]
    grid = [["Status på nye initiativer"], *rows, [], heading, *items]
    swatches = {(at, 0): fill for at, fill in enumerate((GREEN, YELLOW, BLUE), 1)}
    return plan_of(grid, fills={**swatches, (len(grid) - 2, 2): GREEN, (len(grid) - 1, 2): BLUE})


def test_a_list_of_colours_over_the_table_does_not_make_all_of_it_done():
    assert told(lights(STATES), "title", "completion") == [("Skolemad", "open"), ("Cykelsti", "done")]


def test_colours_for_kinds_over_the_table_are_not_the_kind_of_all_of_it():
    plan = lights([["", "Driftsændringer"], ["", "Hensigtserklæringer"], ["", "Anlæg"]])
    assert told(plan, "kind") == [(None,), (None,)]


def test_states_under_each_other_over_the_table_are_a_list_without_colours_too():
    heading, item = ["Nr.", "Initiativ", "Udvalg", "Frist"], ["1", "Skolemad", "BUU", "maj 2025"]
    plan = plan_of([["Ikke begyndt"], ["I gang"], ["Afsluttet"], [], heading, item])
    assert told(plan, "completion") == [("open",)]


def test_a_line_over_the_table_that_stands_alone_still_says_that_all_of_it_is_done():
    heading, item = ["Nr.", "Initiativ", "Udvalg", "Frist"], ["1", "Skolemad", "BUU", "maj 2024"]
    assert told(plan_of([["Afsluttede initiativer"], [], heading, item]), "completion") == [("done",)]


def test_two_lines_over_the_table_that_say_the_same_kind_say_it():
    heading, item = ["Nr.", "Initiativ", "Udvalg", "Frist"], ["1", "Skolemad", "BUU", "maj 2024"]
    plan = plan_of([["Bilag 1: Drift"], ["Driftsændringer"], [], heading, item])
    assert told(plan, "kind") == [("operating_change",)]


def test_numbers_under_a_heading_of_sections_count_the_items_and_those_over_them_are_sections():
    heading = ["Afsnit", "Emne", "Udvalg", "Frist", "2025", "2026"]
    rows = [
        ["1", "Børn og skole", "", "", 30, 40],
        ["1.1", "Skolemad", "BUU", "maj 2025", 10, 10],
        ["1.2", "Tolærerordning", "BUU", "juni 2025", 20, 30],
        ["2", "Omsorg", "", "", 5, 5],
        ["2.1", "Faste teams", "BUU", "maj 2025", 2, 2],
        ["2.2", "Nyt plejehjem", "BUU", "juni 2025", 3, 3],
    ]
    plan = plan_of([heading, *rows])
    assert told(plan, "number", "title", "section") == [
        ("1.1", "Skolemad", "Børn og skole"),
        ("1.2", "Tolærerordning", "Børn og skole"),
        ("2.1", "Faste teams", "Omsorg"),
        ("2.2", "Nyt plejehjem", "Omsorg"),
    ]


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("U = udvidelse (drift), E = effektivisering (drift), A = anlæg, H = hensigtserklæring", "UEAH"),
        ("DR = drift, EF = effektivisering, AN = anlæg, HE = hensigt", ("DR", "EF", "AN", "HE")),
    ],
)
def test_letters_in_numbers_say_the_kind_that_the_plans_own_list_gives_them(line, codes):
    rows = [[f"{code}1", f"Initiativ {at}", "BUU", "maj 2025"] for at, code in enumerate(codes)]
    plan = plan_of([[line], [], ["Blok nr.", "Blok", "Udvalg", "Frist"], *rows])
    kinds = ("operating_change", "operating_change", "capital_project", "declaration_of_intent")
    assert told(plan, "kind") == [(kind,) for kind in kinds]


def test_letters_that_no_list_explains_count_sections():
    rows = [[f"{code}1", f"Initiativ {code}", "BUU", "maj 2025"] for code in "ABCD"]
    assert told(plan_of([["Nr.", "Emne", "Udvalg", "Frist"], *rows]), "kind") == [(None,)] * 4


def lettered(*titles):
    """A plan of many items, with these under one of 500 in 2025, each with 200."""
    heading = ["Nr.", "Emne", "Udvalg", "Ansvarlig", "Frist", "2025"]
    first = [[at, f"Indsats {at}", "BUU", "Skolechefen", "maj 2025", 100] for at in range(1, 12)]
    rows = [*first, [12, "Sikre skoleveje", "MTU", "Vejchefen", "maj 2025", 500]]
    rows += [["", title, "", "", "", 200] for title in titles]
    return plan_of([["Beløb i hele kr."], [], heading, *rows, [13, "Bro", "MTU", "Vejchefen", "maj 2025", 100]])


def test_parts_a_and_b_under_one_item_are_no_items_and_are_not_added_to_its_amount():
    plan = lettered("a) Nordby", "b) Sydby")
    assert told(plan, "title", "kroner", "process")[11:] == [
        ("Sikre skoleveje", {2025: 500}, "a) Nordby\nb) Sydby"),
        ("Bro", {2025: 100}, None),
    ]


def test_titles_without_letters_or_number_stay_items():
    assert [one for (one,) in told(lettered("Nordby", "Sydby"), "title")][11:] == [
        "Sikre skoleveje", "Nordby", "Sydby", "Bro"
    ]  # fmt: skip


@pytest.mark.parametrize(("mark", "said"), [("x (KB 12/11)", "done"), ("x (KB 24/12)", "unclear")])
def test_a_day_beside_a_mark_is_of_the_autumn_before_the_plan_begins(mark, said):
    heading = ["Nr.", "Emne", "Udvalg", "Frist", "Afsluttet", "2025"]
    rows = [[1, "Skolemad", "BUU", "maj 2025", mark, 100], [2, "Bro", "MTU", "maj 2025", "", 100]]
    plan = plan_of([heading, *rows], as_of=date(2024, 11, 22))
    assert told(plan, "completion") == [(said,), ("open",)]


def test_elaborating_remarks_are_remarks():
    heading = ["Nr.", "Initiativ", "Kort beskrivelse", "Udvalg", "Frist", "Uddybende bemærkninger"]
    plan = plan_of([heading, [1, "Skolemad", "Gratis mad til alle i 1. klasse", "BUU", "maj 2025", "Ny plan i maj"]])
    assert (told(plan, "remarks"), columns_of(plan)["Kort beskrivelse"]) == ([("Ny plan i maj",)], "description")
