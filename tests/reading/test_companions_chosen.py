"""A column of a sheet that says more of the plan's items can be chosen in Læsning, as the plan's own can."""

from pathlib import Path

from grids import DAY, told

from udmoentning_xl.checks import run_checks
from udmoentning_xl.config import default_config
from udmoentning_xl.plan import Source, records
from udmoentning_xl.reading.choices import Choice, Choices
from udmoentning_xl.reading.formatting import Formatting
from udmoentning_xl.reading.normalise import read_frames
from udmoentning_xl.reading.source import SheetData, SourceWorkbook

ITEMS = range(1, 6)
SHEETS = {
    "Plan": [["Nr.", "Emne", "Udvalg", "Frist"], *([at, f"Emne {at}", "BUU", "maj 2025"] for at in ITEMS)],
    "Noter": [["Nr.", "Xyz", "Bemærkninger", "Status"], *([at, f"Svar {at}", f"Note {at}", "I gang"] for at in ITEMS)],
}


def plan_with(*chosen):
    sheets = tuple(
        SheetData(name, True, [list(row) for row in rows], (), Formatting()) for name, rows in SHEETS.items()
    )
    choices = Choices(tuple(Choice("Noter", label, text) for label, text in chosen), frozenset(SHEETS))
    return read_frames(
        SourceWorkbook(Source(Path("plan.xlsx"), "", "xlsx"), sheets), default_config(), DAY, {}, choices
    )


def columns(plan):
    return {one["label"]: (one["field"], one["guess"]) for one in records(plan.columns) if one["sheet"] == "Noter"}


def test_what_stands_in_a_column_beside_the_plan_is_what_somebody_says_it_is():
    before, after = plan_with(), plan_with(("Xyz", "Proces"))
    assert columns(before) == {
        "Nr.": ("number", "number"),
        "Xyz": (None, None),
        "Bemærkninger": ("remarks", "remarks"),
        "Status": ("status", "status"),
    }
    assert columns(after)["Xyz"] == ("process", None)
    assert told(before, "process", "remarks")[0] == (None, "Note 1")
    assert told(after, "process", "remarks")[0] == ("Svar 1", "Note 1")


def test_a_choice_that_leaves_the_sheet_nothing_to_know_the_items_by_is_told():
    plan = plan_with(("Nr.", "læses ikke"))
    assert told(plan, "remarks")[0] == (None,)
    assert [(one.code, one.message) for one in run_checks(plan).itertuples()] == [
        ("U802", "arket Læsning siger „læses ikke“ om kolonnen „Nr.“, som er væk")
    ]
