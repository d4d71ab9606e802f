"""Plans as other offices build them are read as their makers meant them; the truth stands beside each plan."""

import json
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from udmoentning_xl import load_config, read_plan, run_checks

LAYOUTS = sorted(path.parent for path in (Path(__file__).parent.parent / "samples" / "layouts").glob("*/expected.json"))
FIELDS = ("number", "kind", "section", "title", "responsible", "completion", "strategic", "confidential")


def read(folder):
    """The plan of a layout, its truth, and its findings as [code, address]."""
    truth = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    source = next(path for path in sorted(folder.glob("plan.*")) if not path.name.endswith("json"))
    config = load_config(source)
    plan = read_plan(source, config, date.fromisoformat(truth["date"]))
    return plan, truth, run_checks(plan, config.rules)


def plain(value):
    """None for what is missing, else the value."""
    return None if pd.isna(value) else value


def day(value):
    """A date as the truth writes it."""
    return None if pd.isna(value) else value.date().isoformat()


def as_truth(plan):
    """The plan in the form of the truth."""
    committees = plan.assignments.groupby("item", sort=False)["committee"].agg(list)
    amounts = plan.amounts.dropna(subset="kroner")
    for key, row in plan.items.iterrows():
        own = amounts[amounts["item"] == key]
        yield {
            **{field: plain(row[field]) for field in FIELDS},
            "committees": committees.get(key, []),
            "due": {"kind": plain(row["due_kind"]), "from": day(row["due_from"]), "to": day(row["due_to"])},
            "amounts": {str(year): int(kroner) for year, kroner in zip(own["year"], own["kroner"], strict=True)},
            "sheet": row["sheet"],
            "row": int(row["row"]),
        }


@pytest.mark.parametrize("folder", LAYOUTS, ids=lambda folder: folder.name)
def test_every_item_is_read_as_its_maker_meant_it(folder):
    plan, truth, _ = read(folder)
    assert list(as_truth(plan)) == [
        {name: item[name] for name in (*FIELDS, "committees", "due", "amounts", "sheet", "row")}
        for item in truth["items"]
    ]


@pytest.mark.parametrize("folder", LAYOUTS, ids=lambda folder: folder.name)
def test_the_findings_are_those_that_were_planted_and_no_others(folder):
    plan, truth, findings = read(folder)
    found = sorted([one.code, f"{one.sheet}!{one.cell}"] for one in findings.itertuples() if pd.notna(one.sheet))
    assert found == sorted(truth["findings"])
    of_the_file = findings.loc[findings["sheet"].isna(), "code"]
    assert list(of_the_file) == ([] if plan.source.format == "xlsx" else ["U606"])


@pytest.mark.parametrize("folder", LAYOUTS, ids=lambda folder: folder.name)
def test_every_row_that_is_no_item_has_its_role(folder):
    plan, truth, _ = read(folder)
    rest = plan.rest[plan.rest["role"] != "blank"]
    found = {
        sheet: {role: sorted(int(row) for row in rows["row"]) for role, rows in own.groupby("role", observed=True)}
        for sheet, own in rest.groupby("sheet")
        if sheet in truth["rest"]
    }
    assert found == {
        sheet: {role: rows for role, rows in roles.items() if rows} for sheet, roles in truth["rest"].items()
    }
