"""Rows of several committees in one returned file: each answer is the committee's whose row it stands in."""

import openpyxl
import pytest
from returns_made import (
    DONE,
    REMARK,
    TITLES,
    WHEN,
    approve,
    collected,
    dispatched,
    item,
    merged,
    own_cells,
    returned,
    row_of,
    sound_plan,
    table,
)

from udmoentning_xl.reading.edits import header

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


def sorted_together(sent, committee, answers, *, reverse=False):
    """Put another committee's rows in, with its answers by title and heading, and sort all by title."""

    def edit(sheet):
        head, places = table(sheet)
        other = openpyxl.load_workbook(next(sent.glob(f"*_{committee}_*.xlsx"))).worksheets[0]
        title = places["Indsats"] - 1
        rows = {
            name: [[cell.value for cell in row] for row in one.iter_rows(min_row=head + 1)]
            for name, one in (("own", sheet), ("other", other))
        }
        rows = {name: [row for row in some if row[title]] for name, some in rows.items()}
        for row in rows["other"]:
            for heading, value in answers.get(row[title], {}).items():
                row[places[heading] - 1] = value
        sheet.insert_rows(head + 1, len(rows["other"]))
        together = sorted([*rows["own"], *rows["other"]], key=lambda row: row[title], reverse=reverse)
        for number, row in enumerate(together, head + 1):
            for column, value in enumerate(row, 1):
                sheet.cell(number, column).value = value

    return edit


@pytest.mark.parametrize("reverse", [False, True])
def test_where_rows_were_sorted_together_each_is_its_committees_and_in_doubt_it_is_asked_whose(sent, reverse):
    theirs = {SKOLE: {REMARK: "Udbud i maj"}, ANALYSE: {DONE: "Ja"}}
    returned(
        sent, "KFU", {SKOLE: {DONE: "Ja"}, FEST: {DONE: "Ja"}}, sorted_together(sent, "BUU", theirs, reverse=reverse)
    )
    done = collected(plan_of(sent))
    doubt = "det kan ikke ses, om det er BUU eller KFU, der svarer"
    assert [(str(row.verdict), row.committee, row.title, row.reply, row.note) for row in done.decisions] == [
        ("konflikt", "BUU eller KFU", SKOLE, "Ja", doubt),
        ("konflikt", "BUU eller KFU", SKOLE, "Udbud i maj", doubt),
        ("forslag", "BUU", ANALYSE, "Ja", ""),
        ("forslag", "KFU", FEST, "Ja", ""),
    ]
    assert done.returns.files[0].notes[-2:] == (
        "rækker fra BUU er regnet som deres svar",
        "ved indsatser, som står her flere gange, kan det ikke ses, om det er BUU eller KFU, der svarer",
    )
    assert [parcel.committee for parcel in done.missing] == ["VPU", "MTU"]
    outcomes = merged(approve(done.target, "Ja")).outcomes
    assert {one.text for one in outcomes} == {"indført"}
    cells = own_cells(done.target.with_name("plan_flettet_2027-01-18.xlsx"))
    assert cells["I6"] == "BUU eller KFU 12-01-2027: Udbud i maj"


def test_where_rows_sorted_together_say_the_same_each_committee_has_answered_it(sent):
    both = {SKOLE: {DONE: "Ja"}}
    returned(sent, "KFU", both, sorted_together(sent, "BUU", both))
    assert [(str(row.verdict), row.committee, row.title) for row in collected(plan_of(sent)).decisions] == [
        ("forslag", "BUU", SKOLE),
        ("forslag", "KFU", SKOLE),
    ]


def test_a_copy_of_two_committees_rows_without_a_seal_is_each_ones_own(sent):
    path = returned(sent, "KFU", {FEST: {DONE: "Ja"}}, sorted_together(sent, "VPU", {KLIP: {DONE: "Ja"}}))
    copied = openpyxl.Workbook()
    for row in openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True):
        copied.active.append(row)
    copied.save(path)
    assert [(str(row.verdict), row.committee, row.title) for row in collected(plan_of(sent)).decisions] == [
        ("forslag", "VPU", KLIP),
        ("forslag", "KFU", FEST),
    ]


def test_the_first_of_two_rows_of_headings_begins_the_table_though_the_second_has_one_more() -> None:
    first = ["Id", "Indsats", "Svar: afsluttet", "Svar: nyt tidspunkt", "Svar: bemærkning"]
    rows = [["Hovedudvalget"], first, ["D-1", "Hal"], ["Ældrerådet"], [*first, "Status"], ["D-2", "Bad"]]
    assert header(rows, {*first, "Status"}) == (1, {name: place for place, name in enumerate(first)})
    assert header([["Id", "Status"], *rows], {*first, "Status"})[0] == 2
