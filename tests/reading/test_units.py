"""The unit of amounts: said over the table, on another sheet, in the settings; assumed and told where nobody does."""

from dataclasses import replace

import pytest
from grids import plan_of

from udmoentning_xl.checks import run_checks
from udmoentning_xl.config import default_config

HEADINGS = ["Nr.", "Type", "Emne", "Hovedpunkt", "Udvalg", "Tidspunkt", 2024, 2025]
ASSUMED = "enheden står ingen steder; beløbene er læst som"


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
        ([100, -250, 300, 500], "note", " 1.000 kr."),
        ([1, 2, 3, 4], "note", " 1.000 kr."),
        ([100_000, -250_000, 300_000, 500_000], "advarsel", " kr.: tallene er for store til 1.000 kr."),
        ([100_000, "-250.000", 300_000, 500_000], "advarsel", " kr.: tallene er for store til 1.000 kr."),
        ([1.5, -0.2, 3, 12.5], "advarsel", " mio. kr.: tallene er for små til 1.000 kr."),
    ],
)
def test_a_unit_that_nobody_says_is_assumed_by_the_sizes_and_told_once(values, severity, why):
    plan = plan_of(rows(values))
    assert told(plan) == [("U407", severity, "G1", ASSUMED + why)]
    assert 100_000 <= plan.amounts["kroner"].abs().median() <= 3_000_000 or values == [1, 2, 3, 4]


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


@pytest.mark.parametrize(
    ("title", "values", "unit", "why"),
    [
        ("Beløb i 1.000 kr.", [250_000, -400_000, 150_000, 900_000], "1.000 kr.", "store, at de snarere er kr."),
        ("Beløb i 1.000 kr.", [1.5, -0.2, 3, 12.5], "1.000 kr.", "små, at de snarere er mio. kr."),
        ("Beløb i kr.", [250, -400, 150, 900], "kr.", "små, at de snarere er 1.000 kr."),
        ("Beløb i mio. kr.", [350, 2_000, 12_000, 900], "mio. kr.", "store, at de snarere er i en mindre enhed"),
        ("Beløb i mio. kr.", [60, 80, 1_200, 90], "mio. kr.", "store, at de snarere er i en mindre enhed"),
        ("Beløb i mio. kr.", [25_000, 40_000, 15_000, 90_000], "mio. kr.", "store, at de snarere er i en mindre enhed"),
    ],
)
def test_a_unit_that_the_sizes_speak_against_is_told(title, values, unit, why):
    said = f"enheden passer ikke til tallene; beløbene er læst som {unit}: tallene er så {why}"
    assert told(plan_of(rows(values, title))) == [("U407", "advarsel", "G2", said)]


@pytest.mark.parametrize(
    ("title", "values"),
    [
        ("Beløb i kr.", [250_000.5, -400_000, 150_000, 900_000]),
        ("Beløb i kr.", [150_000_000, 200_000_000, 90_000, 120_000_000]),
        ("Beløb i mio. kr.", [150, 220, 90.5, 130]),
        ("Beløb i mio. kr.", [1.5, 0.2, 1_200, 3]),
        ("Beløb i 1.000 kr.", [12, 8, 40, 25]),
    ],
)
def test_a_unit_that_fits_the_sizes_is_not_told(title, values):
    assert [code for code, *_ in told(plan_of(rows(values, title))) if code == "U407"] == []


def test_a_unit_on_a_sheet_that_is_no_plan_is_the_plans():
    guide = [["Vejledning"], ["Alle beløb er i mio. kr."]]
    plan = plan_of(rows([1.5, 0.2, 3, 12.5]), others={"Vejledning": guide})
    assert told(plan) == []
    assert plan.amounts["kroner"].max() == 12_500_000


def test_a_unit_in_the_name_of_the_sheet_is_the_sheets():
    plan = plan_of(rows([1.5, 0.2, 3, 12.5]), name="Plan (mio. kr.)")
    assert (told(plan), plan.amounts["kroner"].max()) == ([], 12_500_000)
