"""Ordinary habits in any mixture: a plan that nobody has seen is read as its maker meant it, and nothing is a fault."""

from datetime import date

import pytest
from offices_made import make_office

from udmoentning_xl import load_config, read_plan, run_checks

#: What dates and done marks made at random may truly be.
TRUE_OF_ANY_PLAN = {"U105", "U201", "U206", "U302", "U407"}


@pytest.mark.parametrize("seed", range(40))
def test_any_mixture_of_ordinary_habits_is_read_as_it_was_meant(seed, tmp_path):
    office = make_office(seed, tmp_path)
    config = load_config(office.path)
    plan = read_plan(office.path, config, date(2025, 9, 1))
    who = plan.assignments.sort_values("order").groupby("item")["committee"].agg(tuple)
    amounts = {item: dict(zip(own["year"], own["kroner"], strict=True)) for item, own in plan.amounts.groupby("item")}
    found = [
        (
            row["title"],
            None if "kind" in office.silent else row["kind"],
            None if "section" in office.silent else row["section"],
            who.get(item, ()),
            row["due_to"].date(),
            {year: kroner for year, kroner in amounts.get(item, {}).items() if kroner},
            row["completion"] == "done",
        )
        for item, row in plan.items.iterrows()
    ]
    assert found == [
        (
            item.title,
            None if "kind" in office.silent else item.kind,
            None if "section" in office.silent else item.section,
            tuple(office.names.get(one, one) for one in item.committees),
            item.due,
            item.kroner,
            item.done and "done" not in office.silent,
        )
        for item in office.items
    ]
    assert set(run_checks(plan, config.rules)["code"]) <= TRUE_OF_ANY_PLAN
