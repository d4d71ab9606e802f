"""Which columns of amounts are a year's: what a project costs in all, before or after, is in no year of the plan."""

from datetime import date

import pytest
from grids import columns_of, plan_of, told

from udmoentning_xl.checks import run_checks

HEADINGS = ["Nr.", "Type", "Emne", "Hovedpunkt", "Udvalg", "Tidspunkt"]


def read(*years):
    """The plan of five projects with 100, 200 ... under these headings, in thousands."""
    amounts = [100 * place for place in range(1, len(years) + 1)]
    items = [
        [number, "Anlægsprojekt", f"Emne {number}", "Skoler og dagtilbud", "BUU", "marts 2025", *amounts]
        for number in range(1, 6)
    ]
    return plan_of([["Beløb i 1.000 kr."], [*HEADINGS, *years], *items])


def kroner(plan):
    own = plan.amounts[plan.amounts["item"] == plan.items.index[0]]
    return dict(zip(own["year"], own["kroner"], strict=True))


@pytest.mark.parametrize(
    "heading",
    [
        "Samlet anlægssum", "Anlægssum", "Bevilling i alt", "Samlet bevilling", "Restbudget", "Afholdt før 2025",
        "Før 2025", "Efter 2028", "Forbrug til og med 2024", "Overført fra 2024", "Heraf lånefinansieret 2025",
        "2025 i alt", "Sum af 2025",
    ],
)  # fmt: skip
def test_what_is_no_years_own_is_in_no_year(heading):
    plan = read(2025, 2026, heading)
    assert kroner(plan) == {2025: 100_000, 2026: 200_000}
    assert list(run_checks(plan)["code"]) == []


def test_amounts_that_may_be_a_years_but_name_none_are_told():
    found = run_checks(plan := read("Budget", 2026, 2027))
    assert kroner(plan) == {2026: 200_000, 2027: 300_000}
    assert [(one.cell, one.message) for one in found.itertuples() if one.code == "U509"] == [
        ("G2", "kolonnen „Budget“ er ikke læst: 5 celler")
    ]


@pytest.mark.parametrize("heading", ["Sum af {}", "{} i alt", "Budget {}", "B {}", "BO{}", "Rådighedsbeløb {}"])
def test_the_only_column_of_a_year_is_the_years_however_it_is_called(heading):
    assert kroner(read(heading.format(2025), heading.format(2026))) == {2025: 100_000, 2026: 200_000}


def test_amounts_of_no_year_are_the_first_years_where_no_column_names_one():
    plan = read("Beløb")
    assert (columns_of(plan)["Beløb"], list(kroner(plan).values())) == ("amount", [100_000])


@pytest.mark.parametrize("name", ["Budgetaftale 2026", "Beløb i 1.000 kr. 2026", "Beløb i 1.000 kr., budget 2026"])
def test_the_one_year_above_the_table_is_that_of_amounts_without_a_year(name):
    plan = plan_of([[name], ["Nr.", "Emne", "Udvalg", "Frist", "Beløb"], [1, "Emne", "BUU", "maj", 100]])
    assert told(plan, "kroner", "due_to") == [({2026: 100_000}, date(2026, 5, 31))]
    assert plan.years == (2026, 2027, 2028, 2029)


@pytest.mark.parametrize("name", ["Beløb i 1.000 kr., 2026-pl", "Status pr. 1. oktober 2026", "Budgetaftale 2022-2025"])
def test_a_price_level_a_day_and_a_span_of_years_are_not_the_year_of_the_amounts(name):
    plan = plan_of([[name], ["Nr.", "Emne", "Udvalg", "Frist", "Beløb"], [1, "Emne", "BUU", "maj", 100]])
    assert 2026 not in told(plan, "kroner")[0][0]


def test_the_name_of_each_sheet_is_the_year_of_its_amounts():
    heading, row = ["Nr.", "Emne", "Udvalg", "Beløb"], [1, "Emne", "BUU", 100]
    plan = plan_of([heading, row], "Budget 2025", others={"Budget 2026": [heading, [2, "Andet emne", "BUU", 200]]})
    assert told(plan, "kroner") == [({2025: 100_000},), ({2026: 200_000},)]


def test_what_is_saved_in_a_column_beside_what_is_spent_is_negative():
    heading = ["Nr.", "Emne", "Udvalg", "Frist", "Merudgift", "Mindreudgift"]
    rows = [[1, "Flere pædagoger", "BUU", "maj 2025", 200, None], [2, "Færre kørsler", "BUU", "maj 2025", None, 100]]
    plan = plan_of([["Beløb i 1.000 kr. 2025"], heading, *rows])
    assert told(plan, "kroner") == [({2025: 200_000},), ({2025: -100_000},)]


def test_the_years_share_of_what_a_project_costs_is_the_years_where_no_other_column_is():
    heading = ["Projekt", "Udvalg", "Frist", "Samlet budget (mio. kr.)", "Heraf 2025", "Heraf 2026"]
    plan = plan_of([heading, ["Ny skole", "BUU", "maj 2025", 45, 10, 35]])
    assert told(plan, "kroner") == [({2025: 10_000_000, 2026: 35_000_000},)]
    own = ["Projekt", "Udvalg", "Frist", 2025, "Heraf 2025 fra puljen"]
    assert told(plan_of([own, ["Ny skole", "BUU", "maj 2025", 45, 10]]), "kroner") == [({2025: 45_000},)]


@pytest.mark.parametrize(
    "years",
    [
        (25, 26, 27),
        ("25", "26", "27"),
        ("'25", "'26", "'27"),
        ("Ramme 25", "Ramme 26", "Ramme 27"),
        ("Budget 25", "Overslag 26", "Overslag 27"),
    ],
)
def test_years_that_are_counted_with_two_digits_are_years(years):
    plan = read(*years)
    assert kroner(plan) == {2025: 100_000, 2026: 200_000, 2027: 300_000}
    assert list(run_checks(plan)["code"]) == []


def test_a_heading_of_every_block_may_count_years_with_two_digits():
    heading = ["Nr. og emne", "25", "26", "Hvornår"]
    rows = [["Skoleudvalget"], heading, ["1. Ny hal", 100, 200, "maj 2025"], [], ["Miljøudvalget"], heading]
    plan = plan_of([["Beløb i 1.000 kr."], *rows, ["2. Flere træer", 300, 400, "juni 2026"]])
    assert told(plan, "title", "kroner") == [
        ("Ny hal", {2025: 100_000, 2026: 200_000}), ("Flere træer", {2025: 300_000, 2026: 400_000})
    ]  # fmt: skip


def test_figures_that_do_not_count_the_years_are_none():
    plan = plan_of([["Nr.", "Emne", "Udvalg", "Frist", "Elever 12", "Elever 31"], [1, "Emne", "BUU", "maj 2025", 5, 7]])
    assert told(plan, "kroner") == [({},)]


def test_a_word_for_what_is_saved_is_not_turned_by_the_rule_of_the_table():
    heading = ["Nr.", "Emne", "Udvalg", "Frist", 2025]
    rows = [[1, "Ny hal", "BUU", "maj 2025", "besparelse 100"], [2, "Ny bro", "MTU", "maj 2025", 200]]
    plan = plan_of([["Beløb i 1.000 kr., positive tal er besparelser"], heading, *rows])
    assert told(plan, "kroner") == [({2025: -100_000},), ({2025: -200_000},)]


@pytest.mark.parametrize("parts", [("Udgift", "Indtægt"), ("Brutto", "Tilskud")])
def test_what_is_net_of_a_year_is_not_added_to_what_it_is_made_of(parts):
    heading = ["Nr.", "Emne", "Udvalg", "Frist", *(f"{part} 2025" for part in parts), "Netto 2025", "Netto 2026"]
    rows = [[1, "Ny hal", "BUU", "maj 2025", 500, -200, 300, 100], [2, "Ny bro", "MTU", "juni 2025", 70, None, 70, 60]]
    assert told(plan_of([["Beløb i 1.000 kr."], heading, *rows]), "kroner") == [
        ({2025: 300_000, 2026: 100_000},), ({2025: 70_000, 2026: 60_000},)
    ]  # fmt: skip


def test_amounts_that_look_like_years_make_no_heading_of_an_item():
    heading = ["Nr. og emne", 2025, 2026, 2027, "Hvornår", "Ansvarlig", "Udvalg"]
    rows = [
        ["1. Fælles indkøb", -240, -480, -480, "oktober", "Indkøber", "BUU"],
        ["2. Pulje til uforudsete udgifter", 2000, 2000, 2000, "31/12-27", "Budgetchef", "ØK"],
        ["3. Robust drift", 2050, None, None, "marts 2026", "Budgetchef", "ØK"],
    ]
    assert told(plan_of([["Beløb i 1.000 kr."], heading, *rows]), "title", "kroner") == [
        ("Fælles indkøb", {2025: -240_000, 2026: -480_000, 2027: -480_000}),
        ("Pulje til uforudsete udgifter", dict.fromkeys((2025, 2026, 2027), 2_000_000)),
        ("Robust drift", {2025: 2_050_000}),
    ]


@pytest.mark.parametrize("weeks", [range(22, 29), range(40, 43)])
def test_weeks_that_are_counted_are_no_years(weeks):
    heading = ["Nr.", "Type", "Emne", "Udvalg", "Ansvarlig", "Frist", "Status", *map(str, weeks)]
    opens = [[at, "Drift", f"Emne {at}", "BUU", "Ida", "maj 2025", "I gang"] for at in (1, 2)]
    rows = [[*own, *("x" if week == own[0] else None for week in range(len(weeks)))] for own in opens]
    assert told(plan_of([heading, *rows]), "kroner", "due_to") == [({}, date(2025, 5, 31))] * 2
    assert columns_of(plan_of([heading, *rows]))[str(weeks[0])] is None


def test_another_kind_beside_a_net_amount_is_added_to_it():
    heading = ["Nr.", "Emne", "Udvalg", "Frist", "Drift netto 2025", "Anlæg 2025"]
    plan = plan_of([["Beløb i 1.000 kr."], heading, [1, "Ny hal", "BUU", "maj 2025", 30, 500]])
    assert told(plan, "kroner") == [({2025: 530_000},)]
