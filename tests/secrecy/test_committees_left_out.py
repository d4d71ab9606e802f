"""A committee to which anything said of an item denies it gets nothing, the others do, and a finding says so."""

import pytest
from openpyxl.comments import Comment
from secrecy.plans_marked import COMMITTEE, FIRST, ITEMS, PROCESS, REMARKS, ROW, TITLE, read, standing, written

from udmoentning_xl.checks import run_checks


def cell(column, text):
    return lambda sheet: setattr(sheet.cell(ROW, column), "value", text)


def beside(heading, text):
    def change(sheet):
        sheet.cell(FIRST - 1, REMARKS + 1, heading)
        sheet.cell(ROW, REMARKS + 1, text)

    return change


def commented(text):
    return lambda sheet: setattr(sheet.cell(ROW, TITLE), "comment", Comment(text, "Økonomi"))


LEFT_OUT = {
    "remark": (cell(REMARKS, "BUU er taget af sagen"), f"I{ROW}", "„BUU er taget af sagen“: BUU er udeladt"),
    "process": (
        cell(PROCESS, "Drøftes. BUU skal ikke have den"),
        f"E{ROW}",
        "„BUU skal ikke have den“: BUU er udeladt",
    ),
    "comment": (commented("BUU skal ikke have denne"), f"C{ROW}", "„BUU skal ikke have denne“: BUU er udeladt"),
    "column": (beside("Skal ikke sendes til", "BUU"), f"J{ROW}", "„Skal ikke sendes til: BUU“: BUU er udeladt"),
    "excepted": (beside("Undtaget udvalg", "BUU"), f"J{ROW}", "„Undtaget udvalg: BUU“: BUU er udeladt"),
}


@pytest.mark.parametrize("where", LEFT_OUT)
def test_a_committee_that_another_text_denies_gets_nothing_and_is_named_in_a_finding(tmp_path, where):
    change, at, told = LEFT_OUT[where]

    def both(sheet):
        sheet.cell(ROW, COMMITTEE).value = "BUU, MTU"
        change(sheet)

    plan = read(written(tmp_path / "plan.xlsx", both))
    assigned = plan.assignments[plan.assignments["item"] == "I-1.03"]["committee"]
    findings = run_checks(plan)
    said = findings[findings["code"] == "U103"]
    assert list(assigned) == ["MTU"]
    assert [(one.cell, one.message) for one in said.itertuples()] == [(at, f"tvetydigt udvalg {told}")]


@pytest.mark.parametrize("text", ["BUU er ikke hørt endnu", "BUU har ikke behandlet sagen", "Udgår af BUU's budget"])
def test_what_a_committee_has_not_done_leaves_it_in(tmp_path, text):
    def both(sheet):
        sheet.cell(ROW, COMMITTEE).value = "BUU, MTU"
        sheet.cell(ROW, REMARKS).value = text

    plan = read(written(tmp_path / "plan.xlsx", both))
    assert list(plan.assignments[plan.assignments["item"] == "I-1.03"]["committee"]) == ["BUU", "MTU"]
    assert standing(plan) == {}


def test_a_column_of_former_committees_gives_the_item_to_none_of_them(tmp_path):
    def change(sheet):
        sheet.cell(FIRST - 1, REMARKS + 1, "Tidligere udvalg")
        for row in range(FIRST, FIRST + len(ITEMS)):
            sheet.cell(row, REMARKS + 1, "BUU")

    plan = read(written(tmp_path / "plan.xlsx", change))
    assert list(plan.assignments["committee"]) == [item[COMMITTEE - 1] for item in ITEMS]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sendes ikke til BUU", {}),
        ("Udsendes kun til MTU, ikke til BUU", {}),
        ("Må ikke sendes til BUU eller offentligheden", {"Køb af jord ved Grenaa Havn": "holdt"}),
        ("Må ikke sendes til BUU. Fortroligt", {"Køb af jord ved Grenaa Havn": "holdt"}),
    ],
)
def test_what_is_kept_from_one_committee_is_held_from_the_others_only_where_more_is_said(tmp_path, text, expected):
    def both(sheet):
        sheet.cell(ROW, COMMITTEE).value = "BUU, MTU"
        sheet.cell(ROW, PROCESS).value = text

    plan = read(written(tmp_path / "plan.xlsx", both))
    assert standing(plan) == expected
    assert list(plan.assignments[plan.assignments["item"] == "I-1.03"]["committee"]) == ["MTU"]
