"""Rows of returned files that have lost what they are known by: each answer is at its own item, or it is asked."""

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
    told,
)

AFFALD, KLIP, SKOLE, ANALYSE, FEST, LADE = TITLES
HALLER = "Renovering af haller"


def plan_of(sent):
    return sent.parent / "plan.xlsx"


def with_twins(folder):
    """A dispatch with two items of one title."""
    rows = [item(1, HALLER), item(2, HALLER, Type="Anlæg"), item(3, "Svømmehal"), item(4, FEST)]
    return dispatched(folder, rows)


def answered(which, heading, text, *, without):
    """Answer in one of the rows of the twins, and take columns out."""

    def edit(sheet):
        head, places = table(sheet)
        rows = [row for row in range(head, sheet.max_row) if sheet.cell(row, places["Indsats"]).value == HALLER]
        for row in [rows[which]] if isinstance(which, int) else rows:
            sheet.cell(row, places[heading]).value = text
        for column in sorted((places[name] for name in without), reverse=True):
            sheet.delete_cols(column)

    return edit


ALL_THAT_TELLS = ("Id", "Type", "2027")


@pytest.mark.parametrize(("which", "first", "second"), [(0, "D-1", "A-2"), (1, "A-2", "D-1")])
def test_an_answer_at_one_of_two_items_of_one_title_is_asked_with_both_named(tmp_path, which, first, second):
    sent = with_twins(tmp_path)
    returned(sent, "BUU", {}, answered(which, WHEN, "2029", without=ALL_THAT_TELLS))
    done = collected(plan_of(sent))
    question = f"er det {first} „{HALLER}“ eller {second} „{HALLER}“?"
    assert told(done) == [("skal I pege på", "", "BUU", "Vejledende tidspunkt", "2029", "", question)]
    assert [(file.number, file.notes) for file in done.returns.files] == [(1, ())]
    svarfil = approve(done.target, "Ja", {HALLER: first})
    assert [one.text for one in merged(svarfil).outcomes] == ["indført"]
    written = own_cells(svarfil.with_name("plan_flettet_2027-01-18.xlsx"))
    assert (written["F4"], written["F5"]) == (("2029", "marts 2027") if first == "D-1" else ("marts 2027", "2029"))


def test_the_same_answer_at_both_items_of_one_title_is_two_answers_also_when_one_is_settled(tmp_path):
    sent = with_twins(tmp_path)
    returned(sent, "BUU", {}, answered("both", DONE, "Ja", without=ALL_THAT_TELLS))
    done = collected(plan_of(sent))
    assert [(row.sent_id, row.reply) for row in done.decisions] == [("D-1 eller A-2", "Ja"), ("A-2 eller D-1", "Ja")]
    assert len({row.key for row in done.decisions}) == 2


@pytest.mark.parametrize(("which", "wanted"), [(0, "D-1"), (1, "A-2")])
def test_items_of_one_title_are_told_apart_by_all_else_in_the_row(tmp_path, which, wanted):
    sent = with_twins(tmp_path)
    returned(sent, "BUU", {}, answered(which, WHEN, "2029", without=("Id", "Type")))
    assert [row[:2] for row in told(collected(plan_of(sent), write=False))] == [("forslag", wanted)]


def test_rows_of_twins_that_were_edited_to_be_alike_are_asked(tmp_path):
    sent = with_twins(tmp_path)
    edit = answered(1, "Type", "Drift", without=("Id", "2027"))

    def alike(sheet):
        row = row_of(sheet, HALLER)
        sheet.cell(row, table(sheet)[1][DONE]).value = "Ja"
        edit(sheet)

    returned(sent, "BUU", {}, alike)
    rows = told(collected(plan_of(sent), write=False))
    assert [(row[0], row[3], row[4]) for row in rows] == [("skal I pege på", "Afsluttet", "Ja")]


@pytest.fixture
def sent(tmp_path):
    return dispatched(tmp_path, sound_plan())


def _retitled(sheet):
    sheet.cell(row_of(sheet, SKOLE), table(sheet)[1]["Indsats"]).value = f"{SKOLE}, etape 2"


def _copied_to_the_top(sheet):
    first = row_of(sheet, SKOLE)
    sheet.insert_rows(first)
    for column in range(1, sheet.max_column + 1):
        sheet.cell(first, column).value = sheet.cell(row_of(sheet, LADE), column).value


def _without_an_id(sheet):
    sheet.cell(row_of(sheet, SKOLE), table(sheet)[1]["Id"]).value = None


def _shortened(sheet):
    sheet.row_dimensions[row_of(sheet, LADE)].hidden = True
    sheet.delete_rows(row_of(sheet, FEST))
    sheet.insert_rows(row_of(sheet, LADE), 2)


@pytest.mark.parametrize(
    ("change", "notes"),
    [
        (_retitled, ()),
        (_copied_to_the_top, ()),
        (_without_an_id, ()),
        (_shortened, ("1 række er slettet; de regnes som ubesvarede",)),
    ],
)
def test_rows_that_were_edited_copied_hidden_or_taken_out_are_not_sorted_anew(sent, change, notes):
    returned(sent, "KFU", {FEST: {REMARK: "Se her"}}, change)
    assert collected(plan_of(sent), write=False).returns.files[0].notes == notes
