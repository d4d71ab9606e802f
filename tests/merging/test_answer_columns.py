"""Columns of returned files under other headings: known by what was sent in them and by their place, else told of."""

import openpyxl
import pytest
from returns_made import DONE, REMARK, TITLES, WHEN, collected, dispatched, returned, row_of, sound_plan, table, told

AFFALD, KLIP, SKOLE, ANALYSE, FEST, LADE = TITLES
ANSWERS = {FEST: {DONE: "Ja"}, LADE: {WHEN: "maj 2027", REMARK: "Vi ser på det"}}
READ = [
    ("forslag", "D-5", "Ja"),
    ("forslag", "D-6", "Vi ser på det"),
    ("forslag", "D-6", "maj 2027"),
]


@pytest.fixture
def sent(tmp_path):
    return dispatched(tmp_path, sound_plan())


def plan_of(sent):
    return sent.parent / "plan.xlsx"


def read(sent):
    """The file with its notes, and the decisions on its answers."""
    done = collected(plan_of(sent), write=False)
    (file,) = done.returns.files
    return file.notes, [(row[0], row[1], row[4]) for row in told(done) if row[1]]


def renamed(headings, *, column=0, more=""):
    """Write other headings, and put in a column of their own."""

    def edit(sheet):
        head, places = table(sheet)
        for name, text in headings.items():
            sheet.cell(head, places[name]).value = text
        if column:
            sheet.insert_cols(column)
            sheet.cell(head, column).value = more

    return edit


def without_its_seal(path):
    copied = openpyxl.Workbook()
    for row in openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True):
        copied.active.append(row)
    copied.save(path)


@pytest.mark.parametrize("sealed", [True, False])
@pytest.mark.parametrize(
    "headings",
    [
        {"Id": "Nr", "Indsats": "Emne", "Type": "Slags"},
        {"Indsats": "Emne", DONE: "Færdig?", WHEN: "Hvornår"},
        {DONE: "A", WHEN: "B", REMARK: "C"},
        {"Id": "Nr", "Indsats": "Emne", "Vejledende tidspunkt": "Frist", DONE: "A", WHEN: "B", REMARK: "C"},
    ],
)
def test_a_file_with_other_headings_and_a_column_put_in_is_read(sent, headings, sealed):
    path = returned(sent, "KFU", ANSWERS, renamed(headings, column=3, more="Vores egne"))
    if not sealed:
        without_its_seal(path)
    notes, rows = read(sent)
    named = {"Id", "Indsats", DONE, WHEN, REMARK}
    wanted = {f"„{text}“ er læst som „{name}“" for name, text in headings.items() if name in named}
    wanted |= set() if sealed else {"filens mærkning er væk; indsatserne er dem, som KFU fik"}
    assert (set(notes), rows) == (wanted, READ)


def to_the_end(names, *, more=""):
    """Move the columns to answer in behind the others under these headings, and put one of their own behind them."""

    def edit(sheet):
        head, places = table(sheet)
        for name, text in names.items():
            column, end = places[name], sheet.max_column + 1
            for line in range(head, sheet.max_row + 1):
                sheet.cell(line, end).value = text if line == head else sheet.cell(line, column).value
        sheet.delete_cols(places[DONE], len(names))
        if more:
            sheet.cell(head, sheet.max_column + 1).value = more

    return edit


def test_the_columns_to_answer_in_may_be_moved_to_the_end_under_other_headings(sent):
    names = {DONE: "Færdig?", WHEN: "Ny tid", REMARK: "Bem."}
    returned(sent, "KFU", ANSWERS, to_the_end(names))
    notes, rows = read(sent)
    assert (set(notes), rows) == ({f"„{text}“ er læst som „{name}“" for name, text in names.items()}, READ)


def test_columns_to_answer_in_that_were_moved_apart_are_known_by_nearly_their_words(sent):
    names = {REMARK: "Bemærkninger", DONE: "Er den afsluttet?", WHEN: "Nyt tidspunkt?"}
    returned(sent, "KFU", ANSWERS, to_the_end(names, more="Vores egne"))
    notes, rows = read(sent)
    assert (set(notes), rows) == ({f"„{text}“ er læst som „{name}“" for name, text in names.items()}, READ)


def test_where_the_columns_to_answer_in_still_stand_an_own_one_at_the_end_is_no_answer(sent):
    def edit(sheet):
        head, places = table(sheet)
        sheet.delete_cols(places[REMARK])
        own = sheet.max_column + 1
        sheet.cell(head, own).value = "Hos os"
        sheet.cell(row_of(sheet, LADE), own).value = "Spørg Lis"

    returned(sent, "KFU", {FEST: {DONE: "Ja"}}, edit)
    _, rows = read(sent)
    assert ("forslag", "D-5", "Ja") in rows
    assert [row for row in rows if "Spørg Lis" in row[2]] == [("til orientering", "D-6", "Hos os: Spørg Lis")]


def test_where_a_column_was_put_in_between_the_answers_it_is_said_what_is_not_sure(sent):
    def edit(sheet):
        column = table(sheet)[1][WHEN]
        renamed({DONE: "A", WHEN: "B", REMARK: "C"}, column=column, more="Drøftet")(sheet)
        sheet.cell(row_of(sheet, FEST), column).value = "Ja"

    returned(sent, "KFU", ANSWERS, edit)
    notes, rows = read(sent)
    assert notes == (
        f"„A“, „Drøftet“, „B“ og „C“ kan være „{DONE}“, „{WHEN}“ eller „{REMARK}“; det er ikke sikkert, så det står "
        "til orientering",
    )
    assert rows == [
        ("til orientering", "D-5", "A: Ja"),
        ("til orientering", "D-5", "Drøftet: Ja"),
        ("til orientering", "D-6", "B: maj 2027"),
        ("til orientering", "D-6", "C: Vi ser på det"),
    ]


def test_an_own_column_before_an_answer_in_place_of_none_is_no_answer(sent):
    def edit(sheet):
        head, places = table(sheet)
        sheet.delete_cols(places[DONE])
        sheet.insert_cols(places["Indsats"])
        sheet.cell(head, places["Indsats"]).value = "Drøftet"
        sheet.cell(row_of(sheet, FEST), places["Indsats"]).value = "Ja"

    returned(sent, "KFU", {LADE: {WHEN: "maj 2027"}}, edit)
    notes, rows = read(sent)
    assert notes == (f"„Drøftet“ kan være „{DONE}“; det er ikke sikkert, så det står til orientering",)
    assert rows == [("forslag", "D-6", "maj 2027"), ("til orientering", "D-5", "Drøftet: Ja")]


def test_a_copy_without_seal_and_ids_is_known_by_its_titles(sent):
    def edit(sheet):
        sheet.delete_cols(table(sheet)[1]["Id"])

    without_its_seal(returned(sent, "KFU", ANSWERS, edit))
    assert read(sent) == (("filens mærkning er væk; indsatserne er dem, som KFU fik",), READ)


def test_a_file_whose_headings_were_deleted_is_read_by_what_stands_in_its_columns(sent):
    returned(sent, "KFU", ANSWERS, lambda sheet: sheet.delete_rows(table(sheet)[0]))
    notes, rows = read(sent)
    assert rows == READ
    assert notes == tuple(
        f"kolonne {letter} uden overskrift er læst som „{name}“"
        for letter, name in zip("BCFGH", ("Id", "Indsats", DONE, WHEN, REMARK), strict=True)
    )


def test_a_copy_of_the_plan_among_the_files_is_no_answer(sent):
    retur = sent / "Retur"
    retur.mkdir()
    book = openpyxl.load_workbook(plan_of(sent))
    sheet = book["Plan"]
    sheet["H3"], sheet["I3"] = "Er afsluttet", "Bemærkning"
    sheet["H4"], sheet["I4"] = "X", "Se bilag"
    book.save(retur / "plan til orientering.xlsx")
    done = collected(plan_of(sent), write=False)
    assert (done.returns.strangers, done.decisions) == (("plan til orientering.xlsx",), ())
