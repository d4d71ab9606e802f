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
