"""Examples for U4xx."""

from typing import Any

from checks.cases import Case
from checks.completion_cases import seen
from plans import COLUMNS, make_plan

NONE: dict[str, Any] = {"amounts": {}}


def total(row: int, label: str, *kroner: int | None, sheet: str = "Plan") -> list[dict[str, Any]]:
    """A total row: an amount for each year from 2024 on."""
    return [
        {
            "sheet": sheet,
            "row": row,
            "cell": f"{sheet}!{COLUMNS[str(year)]}{row}",
            "label": label,
            "year": year,
            "kroner": one,
        }
        for year, one in enumerate(kroner, 2024)
    ]


def costing(*kroner: int | None, **more: Any) -> dict[str, Any]:
    """An item with an amount for each year from 2024 on."""
    return {"amounts": {year: one for year, one in enumerate(kroner, 2024) if one is not None}, **more}


def banner(row: int, text: str) -> dict[str, Any]:
    """A banner row."""
    return {"row": row, "role": "banner", "text": text}


MIO = [{"sheet": "Plan", "role": "plan", "unit": "mio. kr."}]
#: Two sections with a total each (rows 8 and 12) and a grand total (row 13).
TWO_SECTIONS = (
    costing(600, 700, section="Børn", row=6),
    costing(400, 300, section="Børn", row=7),
    costing(50, 60, section="Teknik", row=10, kind="capital_project"),
    costing(70, 80, section="Teknik", row=11, kind="capital_project"),
)
BANNERS = (banner(5, "Børn"), banner(9, "Teknik"))

CASES = {
    "U401": (
        Case(
            "a_letter_for_a_figure",
            make_plan([{}], [seen("amount_unreadable", "J5", "-1.2oo", field="2025", detail="bogstaver i tallet")]),
            (("D-1", "J5", "beløbet „-1.2oo“ kan ikke læses: bogstaver i tallet"),),
        ),
        Case("read", make_plan([{}])),
        Case(
            "the_cause_has_a_rule_of_its_own",
            make_plan(
                [{}],
                [
                    seen("amount_unreadable", "I5", "X"),
                    seen("stray_mark", "I5", "X"),
                    seen("amount_unreadable", "J5", "#REF!"),
                    seen("error_value", "J5", "#REF!"),
                ],
            ),
        ),
    ),
    "U402": (
        Case(
            "a_row_is_left_out_of_its_section",
            make_plan(
                TWO_SECTIONS,
                totals=[
                    *total(8, "I alt Børn", 1000, 700),
                    *total(12, "I alt Teknik", 120, 140),
                    *total(13, "I alt", 1120, 1140),
                ],
                rest=BANNERS,
            ),
            ((None, "J8", "summen „I alt Børn“ for 2025 er 700 kr., men indsatserne i række 6-7 giver 1.000 kr."),),
        ),
        Case(
            "a_total_of_a_wrong_subtotal_is_not_wrong_once_more",
            make_plan(
                TWO_SECTIONS,
                totals=[
                    *total(8, "I alt Børn", 600, 700),
                    *total(12, "I alt Teknik", 120, 140),
                    *total(13, "I alt", 720, 840),
                ],
                rest=BANNERS,
            ),
            (
                (None, "I8", "summen „I alt Børn“ for 2024 er 600 kr., men indsatserne i række 6-7 giver 1.000 kr."),
                (None, "J8", "summen „I alt Børn“ for 2025 er 700 kr., men indsatserne i række 6-7 giver 1.000 kr."),
            ),
        ),
        Case(
            "the_grand_total_is_typed",
            make_plan(
                TWO_SECTIONS,
                totals=[
                    *total(8, "I alt Børn", 1000, 1000),
                    *total(12, "I alt Teknik", 120, 140),
                    *total(13, "I alt", 1120, 1150),
                ],
                rest=BANNERS,
            ),
            ((None, "J13", "summen „I alt“ for 2025 er 1.150 kr., men indsatserne i række 6-11 giver 1.140 kr."),),
        ),
        Case(
            "subtotals_tell_where_an_item_cannot_be_read",
            make_plan(
                TWO_SECTIONS,
                [seen("amount_unreadable", "J7", "3oo", field="2025", item="D-2")],
                [
                    *total(8, "I alt Børn", 1000, 900),
                    *total(12, "I alt Teknik", 120, 140),
                    *total(13, "I alt", 1120, 1150),
                ],
                BANNERS,
            ),
            ((None, "J13", "summen „I alt“ for 2025 er 1.150 kr., men delsummerne giver 1.040 kr."),),
        ),
        Case(
            "all_that_a_total_can_mean",
            make_plan(
                [*TWO_SECTIONS, costing(1000, 1000, sheet="Ark2", committees=("MTU", "ØK"))],
                totals=[
                    *total(4, "Samlet virkning", 1120, 1140),
                    *total(8, "I alt", 1000, 1000),
                    *total(12, "I alt Teknik", 120, 140),
                    *total(13, "Heraf cykelstier", 17, 17),
                    *total(14, "Anlæg i alt", 120, 140),
                    *total(15, "I alt for udvalget BUU", 1120, 1140),
                    *total(16, "Alle indsatser, sum", 1120, 1140),
                    *total(17, "Ramme", 5000, 5000),
                    *total(18, "Drift i alt", 2000, 2000),
                    *total(6, "Planen i alt", 2120, 2140, sheet="Ark2"),
                    *total(7, "I alt Børn", 1000, 1000, sheet="Ark2"),
                ],
                rest=BANNERS,
            ),
        ),
        Case(
            "a_section_that_comes_under_each_kind",
            make_plan(
                [
                    costing(1, section="Børn", row=7),
                    costing(2, section="Børn", row=12, kind="capital_project"),
                    costing(4, section="Teknik", row=15, kind="capital_project"),
                ],
                totals=[
                    *total(8, "I alt Børn", 1),
                    *total(9, "Driftsændringer i alt", 1),
                    *total(13, "I alt Børn", 2),
                    *total(16, "I alt Teknik", 4),
                    *total(17, "Anlægsprojekter i alt", 6),
                    *total(18, "Udmøntningsplan i alt", 7),
                ],
                rest=[
                    banner(5, "DRIFTSÆNDRINGER"),
                    banner(6, "Børn"),
                    banner(10, "ANLÆGSPROJEKTER"),
                    banner(11, "Børn"),
                    banner(14, "Teknik"),
                ],
            ),
        ),
        Case(
            "with_or_without_what_is_dropped",
            make_plan(
                [costing(100), costing(20, completion="dropped")],
                totals=[*total(7, "I alt", 100), *total(8, "I alt med udgåede", 120)],
            ),
        ),
        Case(
            "one_side_of_the_budget",
            make_plan(
                [costing(-100), costing(20), costing(30)],
                totals=[*total(8, "Besparelser i alt", -100), *total(9, "Udvidelser", 50), *total(10, "Netto", -50)],
            ),
        ),
        Case(
            "one_row_only",
            make_plan([costing(100)], totals=total(6, "I alt", 200)),
            ((None, "I6", "summen „I alt“ for 2024 er 200 kr., men indsatserne i række 5 giver 100 kr."),),
        ),
        Case(
            "rounded_to_a_tenth_of_a_million",
            make_plan(
                [costing(1_100_000, 400_000), costing(700_000, None)],
                totals=total(7, "I alt", 1_900_000, 500_000),
                sheets=MIO,
            ),
            ((None, "J7", "summen „I alt“ for 2025 er 500.000 kr., men indsatserne i række 5-6 giver 400.000 kr."),),
        ),
        Case(
            "too_far_off_for_rounding",
            make_plan(
                [costing(1_100_000), costing(700_000), costing(-600_000), costing(500_000)],
                totals=total(9, "I alt", 2_000_000),
                sheets=MIO,
            ),
            (
                (
                    None,
                    "I9",
                    "summen „I alt“ for 2024 er 2.000.000 kr., men indsatserne i række 5-8 giver 1.700.000 kr.",
                ),
            ),
        ),
        Case(
            "thousands_of_amounts_with_decimals",
            make_plan([costing(1_250_400), costing(250_300)], totals=total(7, "I alt", 1_501_000)),
        ),
        Case(
            "an_amount_that_nobody_can_read",
            make_plan(
                [costing(100, None), costing(200, 300)],
                [seen("amount_other_unit", "J5", "500.000", field="2025")],
                total(7, "I alt", 300, 800),
            ),
        ),
        Case("a_total_with_nothing_to_add", make_plan([], totals=total(7, "I alt", 300))),
        Case(
            "an_empty_committee", make_plan([{**NONE, "kind": "declaration_of_intent"}], totals=total(6, "I alt", 0, 0))
        ),
    ),
    "U403": (
        Case(
            "no_amount_in_any_year",
            make_plan([NONE, {**NONE, "kind": "capital_project", "completion": "done"}]),
            (("D-1", "I5", "beløb mangler i alle år"), ("A-2", "I6", "beløb mangler i alle år")),
        ),
        Case(
            "nothing_is_missing",
            make_plan(
                [
                    {"amounts": {2026: 0}},
                    {**NONE, "kind": "declaration_of_intent"},
                    {**NONE, "completion": "dropped"},
                    NONE,
                ],
                [seen("amount_unreadable", "I8", "3oo", item="D-4", field="2024")],
            ),
        ),
        Case("a_sheet_without_amounts", make_plan([NONE], columns=("title",))),
    ),
    "U404": (
        Case(
            "written_by_a_program",
            make_plan([{}], [seen("formula_without_value", "J5", "=I5*2", field="2025")]),
            (("D-1", "J5", "formlen „=I5*2“ har ingen beregnet værdi"),),
        ),
        Case("calculated", make_plan([{}])),
    ),
    "U405": (
        Case(
            "in_an_item_and_in_a_total",
            make_plan(
                [{}], [seen("error_value", "K5", "#REF!"), {"what": "error_value", "cell": "Plan!K9", "text": "#N/A"}]
            ),
            (("D-1", "K5", "cellen viser fejlen #REF!"), (None, "K9", "cellen viser fejlen #N/A")),
        ),
        Case("no_error", make_plan([{}])),
    ),
    "U406": (
        Case(
            "whole_kroner_among_thousands",
            make_plan([{}], [seen("amount_other_unit", "J5", "500.000", detail="1.000 gange de andre")]),
            (
                (
                    "D-1",
                    "J5",
                    "beløbet „500.000“ ser ud til at stå i en anden enhed end kolonnen: 1.000 gange de andre",
                ),
            ),
        ),
        Case(
            "several_in_one_column",
            make_plan(
                [{}, {}, {}],
                [seen("amount_other_unit", f"J{row}", "400,00 kr.", item=f"D-{row - 4}") for row in (5, 6, 7)],
            ),
            (
                (
                    None,
                    "J5",
                    "beløbet „400,00 kr.“ ser ud til at stå i en anden enhed end kolonnen (også række 6 og 7)",
                ),
            ),
        ),
        Case("the_same_unit", make_plan([{}])),
    ),
    "U407": (
        Case(
            "nobody_says_the_unit",
            make_plan([{}], [seen("unit_assumed", "G1", "1.000 kr.", item=None)]),
            ((None, "G1", "enheden står ingen steder; beløbene er læst som 1.000 kr."),),
        ),
        Case("the_unit_is_said", make_plan([{}])),
    ),
    "U408": (
        Case(
            "sums_are_formulas_without_values",
            make_plan([{}], [seen("total_without_value", "I9", "=SUM(I5:I8)", item=None, detail="4")]),
            ((None, "I9", "4 summer er formler uden beregnet værdi og kan ikke kontrolleres"),),
        ),
        Case(
            "the_amounts_are_too",
            make_plan(
                [{}],
                [
                    seen("total_without_value", "I9", "=SUM(I5:I8)", item=None, detail="4"),
                    seen("formula_without_value", "J5", "=I5*2", field="2025"),
                ],
            ),
        ),
    ),
}
