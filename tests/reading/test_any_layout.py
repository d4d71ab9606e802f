"""Reading does not depend on where a table stands, on the order of its columns, or on blank rows; no row is lost."""

from pathlib import Path

import pandas as pd
import pytest
from grids import DAY, plan_of
from hypothesis import given, settings
from hypothesis import strategies as st

from udmoentning_xl import load_config, read_plan
from udmoentning_xl.plan import ITEM_DTYPES
from udmoentning_xl.reading.normalise import stable_ids
from udmoentning_xl.reading.source import read_workbook

SAMPLES = Path(__file__).parent.parent.parent / "samples"
WORKBOOKS = sorted([*SAMPLES.glob("*-plan*.xlsx"), *SAMPLES.glob("layouts/*/plan.*")])
HEADINGS = ["Nr.", "Type", "Hovedpunkt", "Emne", "Proces", "Udvalg", "Vejledende tidspunkt", 2024, 2025, "Afsluttet"]
ROWS = [
    [1, "Drift", "Effektiviseringer", "Fælles indkøb", "Udbud i to trin", "ØK, KB", "2. kvartal 2024", -250, -500, "X"],
    [2, "Drift", "Skoler og dagtilbud", "Flere voksne", "Drøftes med bestyrelserne", "BUU", "maj 2025", 900, 900, None],
    [1, "Anlæg", "Klima, miljø og byg", "Cykelsti ved Auning", "Projektering", "MTU, ØK, KB", "2025", 500, 4000, None],
    [1, "Hensigt", "Skoler og dagtilbud", "Skolestruktur", "Temamøde", "BUU", "løbende", None, None, None],
    [3, "Drift", "Effektiviseringer", "Ny rute til posten", "Aftale", "administrativt", "1/3-2025", -40, -40, None],
]


def meaning(plan):
    """What a plan says, whatever the place it says it at."""
    items = plan.items.drop(columns=["sheet", "row"])
    amounts = plan.amounts.drop(columns="cell").sort_values(["item", "year"]).reset_index(drop=True)
    return (
        items.astype("object").fillna("").to_dict("index"),
        plan.assignments.to_dict("records"),
        amounts.to_dict("records"),
    )


PLAIN = meaning(plan_of([HEADINGS, *ROWS]))


def test_the_plain_table_is_read():
    items, assignments, amounts = PLAIN
    assert list(items) == ["D-1", "D-2", "A-1", "H-1", "D-3"]
    assert [(one["item"], one["committee"]) for one in assignments][:3] == [
        ("D-1", "ØK"),
        ("D-1", "KB"),
        ("D-2", "BUU"),
    ]
    assert amounts[0] == {"item": "A-1", "year": 2024, "kroner": 500_000, "written": "500"}


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.lists(st.integers(0, len(ROWS)), max_size=6))
def test_inserted_blank_rows_change_nothing(places):
    grid = [HEADINGS, *ROWS]
    for place in sorted(places, reverse=True):
        grid.insert(place + 1, [None] * len(HEADINGS))
    assert meaning(plan_of(grid)) == PLAIN


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.permutations(range(len(HEADINGS))))
def test_the_order_of_the_columns_changes_nothing(order):
    assert meaning(plan_of([[row[place] for place in order] for row in (HEADINGS, *ROWS)])) == PLAIN


@settings(derandomize=True, max_examples=40, deadline=None)
@given(st.integers(0, 70), st.integers(0, 40), st.booleans())
def test_where_the_table_starts_changes_nothing(down, right, titled):
    grid = [[None] * right + row for row in (HEADINGS, *ROWS)]
    above = [[None] * right + ["Udmøntningsplan 2024-2027"]] if titled else []
    assert meaning(plan_of([*above, *([[]] * down), *grid])) == PLAIN


@pytest.mark.parametrize("path", WORKBOOKS, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_every_row_that_holds_something_is_an_item_or_in_the_rest(path):
    plan = read_plan(path, load_config(path), DAY)
    known = set(zip(plan.items["sheet"], plan.items["row"], strict=True))
    known |= set(zip(plan.rest["sheet"], plan.rest["row"], strict=True))
    read = set(plan.sheets.loc[plan.sheets["items"] > 0, "sheet"])
    held = {
        (sheet.name, number)
        for sheet in read_workbook(path).sheets
        if sheet.name in read
        for number, row in enumerate(sheet.rows, 1)
        if any(value is not None and str(value).strip() for value in row)
    }
    assert held <= known
    assert len(plan.items) + len(plan.rest[plan.rest["role"] != "blank"]) == len(known)


def test_an_empty_column_keeps_its_dtype():
    plan = plan_of(
        [["Emne", "Udvalg", "Vejledende tidspunkt"], ["Fælles indkøb", None, None], ["Skolemad", None, None]]
    )
    expected = pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in ITEM_DTYPES.items()}).dtypes
    categories = ["kind", "due_kind", "completion"]
    assert plan.items.dtypes.drop(categories).equals(expected.drop(categories))
    assert (plan.items[categories].dtypes == "category").all()


def test_an_id_is_the_number_when_no_other_item_has_it_and_else_a_hash_that_no_inserted_row_changes():
    item = {"kind": "operating_change", "section": "Effektiviseringer", "title": "Fælles indkøb", "number": "7"}
    twin = {**item, "title": "Ny rute"}
    assert stable_ids([item, {**twin, "number": "8"}]) == ["D-7", "D-8"]
    same = stable_ids([item, twin])
    assert same == stable_ids([{**twin, "title": "Først", "number": "1"}, item, twin])[1:]
    assert all(key.startswith("D-") and key != "D-7" for key in same)
    assert stable_ids([{**item, "number": "D-7"}, {**item, "kind": "capital_project"}]) == ["D-7", "A-7"]
