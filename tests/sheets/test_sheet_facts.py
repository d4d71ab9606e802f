"""What the sheets show of a plan: deadlines, bodies, amounts, days."""

from dataclasses import replace
from datetime import date

import pytest
from plans import dated_items, make_plan

from udmoentning_xl.meetings.states import overdue
from udmoentning_xl.plan import outside_years
from udmoentning_xl.register import Body
from udmoentning_xl.sheets.facts import NO_COMMITTEE, amount_width, facts_of, thousands, total


@pytest.mark.parametrize(
    ("item", "word"),
    [
        ({"due_to": "2024-11-21"}, "Overskredet"),
        ({"due_to": "2024-11-22"}, "Inden 90 dage"),
        ({"due_to": "2025-02-20"}, "Inden 90 dage"),
        ({"due_to": "2025-02-21"}, "I gang"),
        ({"due_from": "2024-11-22", "due_to": "2025-02-21"}, "I gang"),
        ({"due_from": "2024-11-23", "due_to": "2025-02-21"}, "Senere"),
        ({"due_kind": "until", "due_from": None, "due_to": "2025-02-21"}, "Senere"),
        ({"due_kind": "until", "due_from": None, "due_to": "2024-11-21"}, "Overskredet"),
        ({"due_to": "2024-11-21", "completion": "partial"}, "Overskredet"),
        ({"due_to": "2024-11-21", "completion": "done"}, "Afsluttet"),
        ({"due_to": "2024-11-21", "completion": "dropped"}, "Udgår"),
        ({"due_to": "2024-11-21", "completion": "unclear"}, "Uklar"),
        ({"due_from": "2023-09-01", "due_to": "2023-09-30"}, "Uden for planen"),
        ({"due_from": "2023-10-01", "due_to": "2023-10-01"}, "Overskredet"),
        ({"due_from": "2028-01-01", "due_to": "2028-03-31"}, "Uden for planen"),
        ({"due_kind": "continuous", "due_from": None, "due_to": None}, "Løbende"),
        ({"due_kind": "continuous", "due_from": "2024-01-01", "due_to": "2024-02-01"}, "Løbende"),
        ({"due_kind": "depends", "due_from": None, "due_to": None}, "Afventer"),
        ({"due_kind": "from", "due_from": "2024-01-01", "due_to": None}, "Uden frist"),
        ({"due_kind": "unset", "due_from": None, "due_to": None}, "Uden tidspunkt"),
        ({"due_kind": None, "due_from": None, "due_to": None}, "Uden tidspunkt"),
        ({"due_kind": "invalid", "due_from": None, "due_to": None}, "Uklar"),
        ({"due_kind": "ambiguous", "due_from": "2024-01-01", "due_to": "2024-02-01"}, "Uklar"),
    ],
)
def test_deadlines(item: dict[str, object], word: str) -> None:
    facts = facts_of(make_plan([{"due_from": "2024-01-01", **item}]))
    assert facts.deadline.tolist() == [word]


@pytest.mark.parametrize("years", [(), (2024, 2025, 2026, 2027), (2025,)])
def test_the_sheets_call_overdue_just_what_is_found_to_be(years: tuple[int, ...]) -> None:
    plan = replace(make_plan(dated_items()), years=years)
    words = facts_of(plan).deadline
    unfinished = plan.items["completion"].isin(["open", "partial"]) & plan.items["due_kind"].isin(["interval", "until"])
    late = unfinished & (plan.items["due_to"] < "2024-11-22") & ~outside_years(plan)
    assert [word == "Overskredet" for word in words] == overdue(plan).tolist() == late.tolist()
    assert [word == "Uden for planen" for word in words] == (outside_years(plan) & unfinished).tolist()


def test_bodies_that_handle_come_before_those_that_recommend_and_decide() -> None:
    facts = facts_of(make_plan([{"committees": ("KB", "ØK", "MTU", "BUU")}]))
    assert [body.short for body in facts.bodies] == ["BUU", "MTU", "ØK", "KB"]
    assert facts.committee == ["KB, ØK, MTU, BUU"]
    assert facts.route == ["KB beslutter\nØK indstiller\nMTU behandler\nBUU behandler"]


def test_a_body_that_the_register_lacks_goes_by_its_short_name() -> None:
    assert facts_of(make_plan([{"committees": ("XYZ",)}])).bodies == (Body("XYZ", "XYZ"),)


def test_names_with_commas_inside_are_parted_by_semicolons() -> None:
    bodies = (Body("Skole, klub og SFO", "Udvalget for skole, klub og SFO"), Body("ØK", "Økonomiudvalget"))
    facts = facts_of(make_plan([{"committees": ("Skole, klub og SFO", "ØK")}], bodies=bodies))
    assert facts.committee == ["Skole, klub og SFO; ØK"]


def test_an_item_without_committee_on_purpose_says_so() -> None:
    items = [{"id": "D-1", "committees": ()}, {"id": "D-2", "committees": ()}]
    plan = make_plan(items, [{"what": "committee_on_purpose", "item": "D-1", "text": "adm."}])
    assert facts_of(plan).committee == [NO_COMMITTEE, None]


def test_amounts_are_thousands_and_blank_is_not_zero() -> None:
    facts = facts_of(make_plan([{"amounts": {2024: -1_250_000, 2025: 0}}, {"amounts": {2026: 1_500}}]))
    assert {year: thousands(column) for year, column in facts.amounts.items()} == {
        2024: [-1250.0, None],
        2025: [0.0, None],
        2026: [None, 1.5],
        2027: [None, None],
    }
    assert facts.amount_style == "amount_tenth"
    assert total(facts.amounts[2024]) == -1250


def test_an_amount_outside_the_plan_years_is_shown_too() -> None:
    facts = facts_of(make_plan([{"amounts": {2029: 1_000}}]))
    assert facts.years == (2024, 2025, 2026, 2027, 2029)


def test_a_column_has_room_for_the_sum_of_all_amounts() -> None:
    facts = facts_of(make_plan([{"amounts": {2024: -900_000_000}}, {"amounts": {2024: 900_000_000}}]))
    assert amount_width(facts, 7) > len("-1.800.000")


@pytest.mark.parametrize(("date1904", "serial"), [(False, 45618), (True, 44156)])
def test_days_are_counted_as_the_workbook_counts_them(date1904: bool, serial: int) -> None:
    facts = facts_of(make_plan([{"due_from": "2024-11-22", "due_to": "2024-11-22"}]), date1904=date1904)
    assert facts.serial(date(2024, 11, 22)) == serial
    assert facts.first_day == facts.last_day == [serial]


def test_a_plan_without_items_has_facts() -> None:
    facts = facts_of(make_plan())
    assert (facts.ids, facts.bodies, facts.deadline.tolist()) == ([], (), [])


def test_the_last_body_on_the_way_decides() -> None:
    routes = ("BUU",), ("BUU", "MTU"), ("BUU", "ØK"), ("BUU", "ØK", "KB"), ("ØK",), ("ØK", "KB")
    items = [{"committees": route} for route in routes]
    assert facts_of(make_plan(items)).route == [
        "BUU beslutter",
        "BUU beslutter\nMTU beslutter",
        "BUU behandler\nØK indstiller",
        "BUU behandler\nØK indstiller\nKB beslutter",
        "ØK beslutter",
        "ØK indstiller\nKB beslutter",
    ]
