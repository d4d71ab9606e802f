"""A plan whose items are columns: where people are told that its headings, items and fields stand, and correct them."""

from datetime import date
from pathlib import Path

from grids import DAY, columns_of, plan_of, told

from udmoentning_xl.checks import run_checks
from udmoentning_xl.config import default_config
from udmoentning_xl.plan import Source, records
from udmoentning_xl.printing import understanding_lines
from udmoentning_xl.reading.choices import Choice, Choices
from udmoentning_xl.reading.formatting import Formatting
from udmoentning_xl.reading.normalise import read_frames
from udmoentning_xl.reading.source import SheetData, SourceWorkbook
from udmoentning_xl.sheets.reading import _tables
from udmoentning_xl.unread import unread_sentences

ROWS = [
    ["Budgetaftale 2025"],
    [],
    [None, "Nr.", 1, 2, 3, 4],
    [None, "Emne", "Skolemad", "Bro", "Sti", "Hal"],
    [None, "Udvalg", "BUU", "MTU", "MTU", "KFU"],
    [None, "Frist", "maj 2025", "juni 2025", "juni 2025", "maj 2025"],
    [None, "Ukendt", "a1", "b2", "c3", "d4"],
]


def test_what_a_turned_plan_is_read_from_is_told_by_its_own_rows_and_columns():
    plan = plan_of(ROWS)
    assert told(plan, "title", "due_to")[:2] == [("Skolemad", date(2025, 5, 31)), ("Bro", date(2025, 6, 30))]
    assert [(one["column"], one["cell"], one["heading"]) for one in records(plan.columns)] == [
        ("3", "B3", "Nr."), ("4", "B4", "Emne"), ("5", "B5", "Udvalg"), ("6", "B6", "Frist"), ("7", "B7", "Ukendt")
    ]  # fmt: skip
    assert [(one["header_rows"], one["first"], one["last"]) for one in records(plan.tables)] == [
        ("kolonne B", "C", "F")
    ]
    assert list(unread_sentences(plan)) == ["Ikke læst i arket „Plan“: række 7 „Ukendt“ (4 celler)"]
    assert [one.message for one in run_checks(plan).itertuples()] == ["rækken „Ukendt“ er ikke læst: 4 celler"]
    assert any("Overskrifter i kolonne B; 4 indsatser" in line for line in understanding_lines(plan))
    shown = {column.heading: list(column.values) for column in _tables(plan)}
    assert (shown["Overskrift i række"], shown["Indsatser i række"]) == (["kolonne B"], ["kolonne C-F"])


def test_what_a_row_of_a_turned_plan_is_can_be_chosen():
    choices = Choices((Choice("Plan", "Ukendt", "Bemærkninger"),), frozenset({"Plan"}))
    sheet = SheetData("Plan", True, [list(row) for row in ROWS], (), Formatting())
    book = SourceWorkbook(Source(Path("plan.xlsx"), "", "xlsx"), (sheet,))
    plan = read_frames(book, default_config(), DAY, {}, choices)
    assert columns_of(plan)["Ukendt"] == "remarks"
    assert told(plan, "remarks")[0] == ("a1",)
