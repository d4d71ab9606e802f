"""Rows of several committees in one returned file: each answer is the committee's whose row it stands in."""

import openpyxl
import pytest
from returns_made import (
    DONE,
    REMARK,
    TITLES,
    WHEN,
    collected,
    dispatched,
    item,
    returned,
    row_of,
    sound_plan,
    table,
)

AFFALD, KLIP, SKOLE, ANALYSE, FEST, LADE = TITLES


@pytest.fixture
def sent(tmp_path):
    return dispatched(tmp_path, sound_plan())


def plan_of(sent):
    return sent.parent / "plan.xlsx"


def test_rows_of_two_committees_in_one_file_are_each_their_own(sent):
    def edit(sheet):
        other = openpyxl.load_workbook(next(sent.glob("*_MTU_*.xlsx"))).worksheets[0]
        head, _ = table(sheet)
        for column, cell in enumerate(other[row_of(other, AFFALD)], 1):
            sheet.cell(head + 5, column).value = cell.value
        sheet.cell(head + 5, table(sheet)[1][DONE]).value = "Ja"

    returned(sent, "VPU", {KLIP: {DONE: "Ja"}}, edit)
    done = collected(plan_of(sent))
    assert [(row.committee, row.item, row.reply) for row in done.decisions] == [
        ("MTU", "D-1", "Ja"),
        ("VPU", "D-2", "Ja"),
    ]
    assert "rækker fra MTU er regnet som deres svar" in done.returns.files[0].notes


def block_of(sent, committee, *, titles=(), whole=False):
    """The rows of a committee's file as they would be copied: those of ``titles``, ``whole`` with all above them, or
    with the headings alone ("head").
    """
    sheet = openpyxl.load_workbook(next(sent.glob(f"*_{committee}_*.xlsx"))).worksheets[0]
    head, places = table(sheet)
    wanted = [row_of(sheet, title) for title in titles]
    rows = range(head if whole == "head" else 1, head + 1 + len(wanted)) if whole else wanted
    return [[cell.value for cell in sheet[row]] for row in rows], places


def stacked(sent, committee, titles, answers, *, whole, gap):
    """Put another committee's rows below those of the sheet, with its answers by title and heading."""

    def edit(sheet):
        block, places = block_of(sent, committee, titles=titles, whole=whole)
        last = max(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value not in (None, "I alt"))
        for number, row in enumerate(block, last + 1 + gap):
            for column in range(max(sheet.max_column, len(row))):
                sheet.cell(number, column + 1).value = row[column] if column < len(row) else None
            title = row[places["Indsats"] - 1]
            for heading, value in answers.get(title, {}).items():
                sheet.cell(number, places[heading]).value = value

    return edit


@pytest.mark.parametrize(("whole", "gap"), [(True, 2), (True, 0), (False, 0), (False, 1)])
def test_an_item_of_two_committees_is_answered_by_that_whose_block_it_stands_in(sent, whole, gap):
    below = stacked(sent, "MTU", (AFFALD, LADE), {LADE: {DONE: "Nej"}, AFFALD: {DONE: "Ja"}}, whole=whole, gap=gap)
    returned(sent, "KFU", {LADE: {DONE: "Ja"}, FEST: {DONE: "Ja"}}, below)
    done = collected(plan_of(sent))
    assert [(str(row.verdict), row.committee, row.title, row.reply) for row in done.decisions] == [
        ("konflikt", "KFU", LADE, "Ja"),
        ("forslag", "MTU", AFFALD, "Ja"),
        ("forslag", "KFU", FEST, "Ja"),
        ("svarer til planen", "MTU", LADE, "Nej"),
    ]
    assert "rækker fra MTU er regnet som deres svar" in done.returns.files[0].notes


@pytest.mark.parametrize("whole", [True, "head"])
def test_a_block_of_shared_items_alone_is_that_committees_whose_headings_stand_above_it(tmp_path, whole):
    rows = [item(1, AFFALD, Udvalg="MTU, KFU"), item(2, KLIP, Udvalg="MTU, KFU"), item(3, SKOLE, Udvalg="KFU")]
    sent = dispatched(tmp_path, rows)
    below = stacked(sent, "MTU", (AFFALD, KLIP), {KLIP: {WHEN: "maj 2027"}}, whole=whole, gap=2)
    returned(sent, "KFU", {KLIP: {DONE: "Ja"}}, below)
    assert [(row.committee, row.title, row.reply) for row in collected(plan_of(sent)).decisions] == [
        ("KFU", KLIP, "Ja"),
        ("MTU", KLIP, "maj 2027"),
    ]


def test_a_block_under_another_committees_name_is_theirs_where_the_own_rows_are_deleted(tmp_path):
    rows = [item(1, AFFALD, Udvalg="MTU, KFU"), item(2, KLIP, Udvalg="MTU, KFU"), item(3, SKOLE, Udvalg="KFU")]
    sent = dispatched(tmp_path, rows)
    below = stacked(sent, "MTU", (AFFALD, KLIP), {KLIP: {WHEN: "maj 2027"}}, whole=True, gap=2)

    def edit(sheet):
        below(sheet)
        sheet.delete_rows(row_of(sheet, AFFALD), 2)

    returned(sent, "KFU", {SKOLE: {DONE: "Ja"}}, edit)
    assert [(row.committee, row.title, row.reply) for row in collected(plan_of(sent)).decisions] == [
        ("MTU", KLIP, "maj 2027"),
        ("KFU", SKOLE, "Ja"),
    ]


def test_rows_apart_and_rows_copied_within_a_file_stay_its_own_committees(sent):
    def edit(sheet):
        head, places = table(sheet)
        line = [cell.value for cell in sheet[row_of(sheet, LADE)]]
        sheet.insert_rows(head + 2, 2)
        for column, value in enumerate(line, 1):
            sheet.cell(head + 12, column).value = value
        sheet.cell(head + 12, places[REMARK]).value = "Se også her"

    returned(sent, "KFU", {LADE: {DONE: "Ja"}}, edit)
    found = [(row.committee, row.title, row.reply) for row in collected(plan_of(sent)).decisions]
    assert ("KFU", LADE, "Se også her") in found
    assert {committee for committee, *_ in found} == {"KFU"}
