"""The unit of amounts: said over the table, on another sheet, in the settings; assumed and told where nobody does."""

from dataclasses import replace

import pytest
from grids import plan_of

from udmoentning_xl.checks import run_checks
from udmoentning_xl.config import default_config

HEADINGS = ["Nr.", "Type", "Emne", "Hovedpunkt", "Udvalg", "Tidspunkt", 2024, 2025]
ASSUMED = "det står ikke, hvilken enhed beløbene er i; de er læst som 1.000 kr."


def rows(values, title=None, first=1):
    """A plan with an amount for each item in both years, and a title line over it."""
    items = [
        [number, "Driftsændring", f"Emne {number}", "Skoler og dagtilbud", "BUU", "marts 2025", value, value]
        for number, value in enumerate(values, first)
    ]
    return [*([[title]] if title else []), HEADINGS, *items]


def told(plan):
    return [(one.code, str(one.severity), one.cell, one.message) for one in run_checks(plan).itertuples()]


@pytest.mark.parametrize(
    ("values", "severity", "why"),
    [
        ([100, -250, 300, 500], "note", ""),
        ([1, 2, 3, 4], "note", ""),
        ([100_000, -250_000, 300_000, 500_000], "advarsel", ": tallene er så store, at de snarere er kr."),
        ([1.5, -0.2, 3, 12.5], "advarsel", ": tallene er så små, at de snarere er mio. kr."),
    ],
)
def test_a_unit_that_nobody_says_is_assumed_and_told_once(values, severity, why):
    assert told(plan_of(rows(values))) == [("U407", severity, "G1", ASSUMED + why)]


@pytest.mark.parametrize("values", [["1,5 mio. kr."] * 4, ["-"] * 4])
def test_amounts_that_say_their_unit_themselves_need_no_other(values):
    assert told(plan_of(rows(values))) == []


@pytest.mark.parametrize("title", ["Beløb i 1.000 kr.", "Udmøntningsplan 2024-2027, mio. kr."])
def test_a_unit_over_the_table_is_no_assumption(title):
    assert told(plan_of(rows([100, -250, 300, 500], title))) == []


def test_a_unit_on_another_sheet_of_the_plan_holds_where_a_sheet_says_none():
    other = rows([1.5, 0.2, 3, 12.5], first=11)
    plan = plan_of(rows([2, 3, 4, 5], "Beløb i mio. kr."), others={"Anlæg": other})
    assert told(plan) == []
    assert list(plan.amounts["kroner"][plan.amounts["item"] == "D-11"]) == [1_500_000, 1_500_000]


def test_a_unit_in_the_settings_is_no_assumption():
    plan = plan_of(rows([100_000, 200_000, 300_000, 500_000]), config=replace(default_config(), unit=1))
    assert told(plan) == []
    assert plan.amounts["kroner"].max() == 500_000
