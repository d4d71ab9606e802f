"""Any mark of secrecy, wherever people write it, closes or holds the item; and ordinary words hold nothing."""

from datetime import date
from operator import itemgetter

import pytest
from openpyxl.comments import Comment
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Font, PatternFill
from secrecy.plans_marked import (
    COMMITTEE,
    DESCRIPTION,
    FIRST,
    ITEMS,
    NR,
    PROCESS,
    REMARKS,
    ROW,
    TITLE,
    column_of,
    read,
    standing,
    written,
)  # fmt: skip

from udmoentning_xl.checks import CHECKS, run_checks
from udmoentning_xl.checks.cures import cures
from udmoentning_xl.config import load_config
from udmoentning_xl.reading import read_plan
from udmoentning_xl.secrecy import held_reasons

MARKED = "Køb af jord ved Grenaa Havn"
ALL = {str(item[2]) for item in ITEMS}

#: A mark -> "lukket" where it is certain, "holdt" where it may be meant.
MARKS = {
    "Lukket punkt": "lukket",
    "LUKKET": "lukket",
    "(lukket)": "lukket",
    "Behandles på lukket dagsorden": "lukket",
    "Lukket sag": "lukket",
    "Fortroligt": "lukket",
    "Personsag": "lukket",
    "Undtaget fra offentlighed": "lukket",
    "Ikke til offentliggørelse": "lukket",
    "For lukkede døre": "lukket",
    "Lukket ØK-punkt": "lukket",
    "<= må ikke ud": "holdt",
    "Medlemmerne er pålagt tavshed": "holdt",
    "Lukket pga. udbud": "holdt",
    "Fortr.": "holdt",
    "Fortrolig indtil kontrakten er skrevet under": "holdt",
    "Hemmeligholdes": "holdt",
    "cpr 010190-1234": "holdt",
    "Må ikke deles": "holdt",
    "Må ikke komme ud": "holdt",
    "Ej til offentlighedens kendskab": "holdt",
    "Klausuleret": "holdt",
    "§ 10, stk. 2, i kommunestyrelsesloven": "holdt",
    "Jf. styrelseslovens § 10": "holdt",
    "Kun til direktionen": "holdt",
    "Til internt brug": "holdt",
    "Konfidentielt": "holdt",
    "(L)": "holdt",
    "Offentliggøres først efter salget": "holdt",
    "Tavshedspligten gælder": "holdt",
    "Personfølsomme oplysninger": "holdt",
    "Bedes ikke delt med udvalget": "holdt",
    "Udelades i versionen til udvalgene": "holdt",
    "Fjernes fra den udgave, der sendes ud": "holdt",
    "Hold den ude af udvalgets materiale": "holdt",
    "Den her skal ikke ud!": "holdt",
    "Fremgår ikke af den åbne dagsorden": "holdt",
    "Bliver på direktionsniveau": "holdt",
    "Ingen udsendelse": "holdt",
    "Åbent punkt: nej": "holdt",
    "Vi tier med den her": "holdt",
    "Ikke noget vi taler om endnu": "holdt",
    "Direktionssag, ikke politisk": "holdt",
    "På LD": "holdt",
    "🔒": "holdt",
    "f o r t r o l i g t": "lukket",
    "l u k k e t": "lukket",
    "for\u00adtro\u00adligt": "lukket",
    "ｌｕｋｋｅｔ ｐｕｎｋｔ": "lukket",
    "Lukk\u0435t \u0440unkt": "lukket",
    "lu\u200bkket punkt": "lukket",
    "luk-\nket punkt": "holdt",
    "fortorligt": "holdt",
    "lukekt punkt": "holdt",
    "h3mmeligt": "lukket",
}


def at(row: int, column: int):
    """Put the mark behind what stands in a cell."""

    def change(sheet, mark):
        old = sheet.cell(row, column).value
        sheet.cell(row, column).value = f"{old}. {mark}" if old else mark

    return change


def commented(sheet, mark):
    sheet.cell(ROW, TITLE).comment = Comment(mark, "Økonomi")


def unread_column(sheet, mark):
    sheet.cell(FIRST - 1, REMARKS + 1, "Journalkode")
    for row in range(FIRST, FIRST + len(ITEMS)):
        sheet.cell(row, REMARKS + 1, f"J-{row}")
    sheet.cell(ROW, REMARKS + 1, mark)


def right_of_the_table(sheet, mark, row=ROW):
    sheet.cell(row, REMARKS + 4, mark)


def far_right(sheet, mark):
    sheet.cell(ROW, REMARKS + 20, mark)


def second_row(sheet, mark):
    sheet.insert_rows(ROW + 1)
    for column in (NR, TITLE, COMMITTEE):
        sheet.merge_cells(start_row=ROW, end_row=ROW + 1, start_column=column, end_column=column)
    sheet.cell(ROW + 1, REMARKS, mark)


def hidden_column(sheet, mark):
    sheet.cell(FIRST - 1, REMARKS + 1, "Til sekretariatet")
    sheet.cell(ROW, REMARKS + 1, mark)
    sheet.column_dimensions["J"].hidden = True


def row_below(sheet, mark):
    sheet.insert_rows(ROW + 1)
    sheet.cell(ROW + 1, DESCRIPTION, mark)
    sheet.cell(ROW + 1, REMARKS, "Se bilag")


PLACES = {
    "title": at(ROW, TITLE),
    "description": at(ROW, DESCRIPTION),
    "process": at(ROW, PROCESS),
    "remarks": at(ROW, REMARKS),
    "comment": commented,
    "unread column": unread_column,
    "right of the table": right_of_the_table,
    "far right": far_right,
    "second row": second_row,
    "hidden column": hidden_column,
    "row below": row_below,
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_in_any_place_by_an_item_closes_or_holds_it_and_no_other(tmp_path, mark, place):
    plan = read(written(tmp_path / "plan.xlsx", lambda sheet: PLACES[place](sheet, mark)))
    found = standing(plan)
    assert {title.split(". ")[0].split(" (")[0] for title in found} == {MARKED}
    alone = place not in ("title", "description", "process", "remarks")
    assert not alone or set(found.values()) == {MARKS[mark]} or (place == "row below" and found)


@pytest.mark.parametrize("mark", ["(lukket)", "lukket", "fortroligt", "personsag", "luk", "(fortr.)", "lukket punkt"])
def test_any_word_of_secrecy_beside_a_committee_closes_the_item(tmp_path, mark):
    plan = read(written(tmp_path / "plan.xlsx", lambda sheet: sheet.cell(ROW, COMMITTEE, f"MTU {mark}")))
    assert standing(plan) == {MARKED: "lukket"}
    assert plan.assignments.loc[plan.assignments["item"] == "1.03", "committee"].tolist() in (["MTU"], [])


#: A line that is no item -> how the items stand. Lines are given with the row before which they are put in.
def line(row: int, column: int = 1):
    def change(sheet, text):
        sheet.insert_rows(row)
        sheet.cell(row, column, text).font = Font(bold=True)

    return change


def headed(*headings):
    """Headings by the item (0-based) they stand before: „2: Skoler“; one more colon sets it in the titles' column."""

    def change(sheet):
        for heading in reversed(headings):
            item, text, column = (*heading.split(": "), NR)[:3]
            is_filled = text.isupper()
            line(FIRST + int(item), TITLE if column == "emne" else NR)(sheet, text)
            if is_filled:
                sheet.cell(FIRST + int(item), NR).fill = PatternFill("solid", fgColor="1F4E78")

    return change


@pytest.mark.parametrize(
    ("headings", "stands"),
    [
        # What says open ends it, but no matter that only sounds so.
        (["0: Lukkede punkter", "2: Åbne punkter"], "LL----"),
        (["0: Lukkede punkter", "2: Åben skole", "4: Offentlig transport"], "LLhhhh"),
        # The next of its level ends it where that is sure: by numbers, or where both are matters.
        (["0: Økonomi (lukket)", "2: Kultur"], "LL----"),
        (["0: 1. Åbne punkter", "1: 2. Lukkede punkter", "3: 3. Kultur"], "-LL---"),
        (["0: Åben dagsorden", "1: Lukket dagsorden", "3: Åben dagsorden"], "-LL---"),
        # Else what follows may be a part of it.
        (["0: Lukkede punkter", "1: Skoler", "3: Ejendomme"], "Lhhhhh"),
        (["0: Åben dagsorden", "1: Skoler", "2: Lukket dagsorden", "3: Dagtilbud", "4: Ejendomme"], "--Lhhh"),
        (["1: Lukket dagsorden", "1: Skoler", "3: Ejendomme"], "-hhhhh"),
        (["0: 1. Lukkede punkter", "1: 1. Skoler", "3: 2. Ejendomme"], "Lhhhhh"),
        (["0: Blok A", "1: Blok B (lukket)", "3: Skoler"], "-LLhhh"),
        (["0: Skoler", "2: LUKKEDE PUNKTER", "4: Ejendomme"], "--LLhh"),
        # A level below is a part of it, however often it comes again; one above ends it.
        (["1: LUKKEDE PUNKTER", "1: Skoler", "3: Ejendomme"], "-LLLLL"),
        (["1: Fortroligt", "1: Drift: emne", "3: Anlæg: emne"], "-LLLLL"),
        (["0: DRIFT", "0: Skoler", "1: Lukkede punkter", "3: ANLÆG", "3: Veje"], "-LL---"),
        (["0: Åben dagsorden", "0: DRIFT", "1: Lukket dagsorden", "3: ANLÆG"], "-LLLLL"),
    ],
)
def test_a_heading_closes_what_stands_under_it_and_holds_what_may(tmp_path, headings, stands):
    found = standing(read(written(tmp_path / "plan.xlsx", headed(*headings))))
    assert "".join({"lukket": "L", "holdt": "h"}.get(found.get(str(item[2])), "-") for item in ITEMS) == stands


def test_what_a_heading_further_up_may_hold_has_one_finding_with_the_heading(tmp_path):
    plan = read(written(tmp_path / "plan.xlsx", headed("3: Lukkede punkter", "4: Skoler", "5: Ejendomme")))
    found = run_checks(plan, select=("U605",))
    assert found[["cell", "message"]].to_numpy().tolist() == [
        ["A7", "kan være lukket eller skjult: „Lukkede punkter“ står længere oppe (gælder alle 2 indsatser)"]
    ]


def test_a_banner_of_a_level_below_does_not_end_what_the_one_above_says(tmp_path):
    def change(sheet):
        line(FIRST)(sheet, "Åbne punkter")
        line(ROW + 1)(sheet, "Lukkede punkter")
        sheet.insert_rows(ROW + 2)
        sheet.cell(ROW + 2, 2, "Havnen")

    found = standing(read(written(tmp_path / "plan.xlsx", change)))
    assert found == {str(item[2]): "lukket" for item in ITEMS[2:]}


def test_a_line_between_the_items_that_is_no_banner_closes_what_stands_under_it(tmp_path):
    def change(sheet):
        sheet.insert_rows(ROW)
        sheet.cell(ROW, TITLE, "Lukkede punkter")

    found = standing(read(written(tmp_path / "plan.xlsx", change)))
    assert {str(item[2]) for item in ITEMS[2:]} <= found.keys()


@pytest.mark.parametrize(
    "text",
    [
        "Ovenstående punkt er lukket",
        "^ lukket punkt",
        "Punktet er lukket",
        "Behandles på lukket møde den 14. maj",
        "- intern note: ring til ejeren",
    ],
)
@pytest.mark.parametrize("column", [1, TITLE])
def test_a_line_that_speaks_of_the_item_above_it_is_about_that_item_alone(tmp_path, text, column):
    found = standing(read(written(tmp_path / "plan.xlsx", lambda sheet: line(ROW + 1, column)(sheet, text))))
    assert found.keys() - {text} == {MARKED}


@pytest.mark.parametrize("column", [1, TITLE])
def test_a_line_that_speaks_of_the_item_below_it_closes_that_item(tmp_path, column):
    def change(sheet):
        sheet.insert_rows(ROW)
        sheet.cell(ROW, column, "Nedenstående punkt er ikke offentligt")

    found = standing(read(written(tmp_path / "plan.xlsx", change)))
    assert found.keys() - {"Nedenstående punkt er ikke offentligt"} == {MARKED}


@pytest.mark.parametrize(
    "text",
    [
        "Nedenstående er lukket", "Nedenstående er lukkede", "Resten er lukket", "Nedenstående er fortroligt",
        "Herunder: lukket dagsorden", "Punkterne herunder er ikke til udvalget", "Alt herunder er lukket",
        "Følgende er fortroligt:", "Nedenstående punkter er lukkede", "De øvrige er lukkede", "Herfra er alt lukket",
    ],
)  # fmt: skip
@pytest.mark.parametrize("column", [NR, TITLE, REMARKS])
@pytest.mark.parametrize("is_bold", [True, False])
def test_a_line_that_speaks_of_what_is_below_it_closes_all_of_it(tmp_path, text, column, is_bold):
    def change(sheet):
        sheet.insert_rows(ROW)
        sheet.cell(ROW, column, text).font = Font(bold=is_bold)

    found = standing(read(written(tmp_path / "plan.xlsx", change)))
    assert found.keys() - {text} == {str(item[2]) for item in ITEMS[2:]}


@pytest.mark.parametrize(
    "text", ["Ovenstående er lukket", "Ovenstående punkter er lukkede", "Foranstående er fortroligt"]
)
@pytest.mark.parametrize("column", [NR, TITLE, REMARKS])
def test_a_line_that_speaks_of_what_is_above_it_closes_all_of_it_since_the_heading(tmp_path, text, column):
    def change(sheet):
        sheet.insert_rows(ROW + 1)
        sheet.cell(ROW + 1, column, text)
        line(ROW - 1)(sheet, "Kultur")

    found = standing(read(written(tmp_path / "plan.xlsx", change)))
    assert found.keys() - {text} == {str(item[2]) for item in ITEMS[1:3]}


def test_a_line_that_speaks_of_one_item_closes_that_above_and_that_below_it(tmp_path):
    def change(sheet):
        sheet.insert_rows(ROW + 1)
        sheet.cell(ROW + 1, 1, "Lukket punkt – se notat")

    found = standing(read(written(tmp_path / "plan.xlsx", change)))
    assert found == {MARKED: "lukket", str(ITEMS[3][2]): "lukket"}


def test_a_banner_that_speaks_of_one_item_closes_that_above_it_too(tmp_path):
    found = standing(
        read(written(tmp_path / "plan.xlsx", lambda sheet: line(ROW + 1)(sheet, "Lukket punkt – se notat")))
    )
    assert MARKED in found


@pytest.mark.parametrize("text", ["Fortroligt", "LUKKET", "Må ikke deles", "Til internt brug"])
def test_a_title_line_holds_the_table_with_one_finding(tmp_path, text):
    plan = read(written(tmp_path / "plan.xlsx", lambda sheet: sheet.cell(2, 1, text)))
    assert standing(plan) == dict.fromkeys(ALL, "holdt")


@pytest.mark.parametrize("name", ["Lukkede indsatser", "Fortroligt", "Lukket dagsorden", "Frotroligt"])
def test_the_name_of_the_sheet_closes_its_items(tmp_path, name):
    assert standing(read(written(tmp_path / "plan.xlsx", name=name))) == dict.fromkeys(ALL, "lukket")


def test_the_name_of_the_file_holds_its_items(tmp_path):
    for name in ("plan_FORTROLIG.xlsx", "plan_intern_kladde.xlsx"):
        assert standing(read(written(tmp_path / name))) == dict.fromkeys(ALL, "holdt")


@pytest.mark.parametrize(("name", "so"), [("Kun ØA", "holdt"), ("Kun BUU", None), ("Kun 2025", None)])
def test_a_sheet_that_is_for_one_department_alone_holds_its_items(tmp_path, name, so):
    assert standing(read(written(tmp_path / "plan.xlsx", name=name))) == (dict.fromkeys(ALL, so) if so else {})


def test_what_stands_in_the_margin_holds_the_sheet(tmp_path):
    def change(sheet):
        sheet.oddHeader.center.text = "Fortroligt"

    assert standing(read(written(tmp_path / "plan.xlsx", change))) == dict.fromkeys(ALL, "holdt")


def properties_of(sheet):
    return sheet.parent.properties


def label_of(sheet, text):
    sheet.parent.custom_doc_props.append(StringProperty(name="MSIP_Label_0a1b_Name", value=text))


@pytest.mark.parametrize(
    ("change", "held"),
    [
        (lambda sheet: setattr(properties_of(sheet), "keywords", "Fortroligt"), ALL),
        (lambda sheet: setattr(properties_of(sheet), "title", "Lukkede punkter"), ALL),
        (lambda sheet: label_of(sheet, "Fortrolig"), ALL),
        (lambda sheet: label_of(sheet, "Intern"), set()),
        (lambda sheet: setattr(properties_of(sheet), "title", "Udmøntningsplan 2025"), set()),
    ],
)
def test_what_stands_in_the_properties_of_the_file_holds_its_items(tmp_path, change, held):
    assert standing(read(written(tmp_path / "plan.xlsx", change))) == dict.fromkeys(held, "holdt")


@pytest.mark.parametrize("text", ["Se også pkt. 1.03 (lukket)", "Nr. 1.03 er fortrolig"])
def test_what_one_item_says_of_another_is_about_both(tmp_path, text):
    plan = read(written(tmp_path / "plan.xlsx", lambda sheet: sheet.cell(ROW + 1, REMARKS, text)))
    assert standing(plan).keys() == {MARKED, "Åbningstider i hallen"}


NOTES = (
    "Pkt. 1.03 er lukket", "Pkt. 1.03 sendes ikke ud",
    "1.03 behandles for lukkede døre", "Nr. 1.03 er fortroligt", "Række 6 er lukket",
    "Køb af jord ved Grenaa Havn er et lukket punkt",
)  # fmt: skip


@pytest.mark.parametrize("text", NOTES)
@pytest.mark.parametrize("where", [2, FIRST + len(ITEMS) + 1])
def test_a_note_that_names_an_item_is_about_that_item(tmp_path, text, where):
    found = standing(read(written(tmp_path / "plan.xlsx", lambda sheet: sheet.cell(where, 1, text))))
    assert found.keys() == {MARKED}


@pytest.mark.parametrize("text", NOTES)
def test_a_note_beside_the_row_of_another_item_is_about_the_one_that_it_names_alone(tmp_path, text):
    plan = read(written(tmp_path / "plan.xlsx", lambda sheet: right_of_the_table(sheet, text, FIRST)))
    assert standing(plan).keys() == {MARKED}


def numbered(where, column, text):
    """The items have the numbers 1 to 6, and a text stands somewhere."""

    def change(sheet):
        for at in range(len(ITEMS)):
            sheet.cell(FIRST + at, NR, at + 1)
        sheet.cell(where, column, text)

    return change


#: What holds figures that some items have for numbers, and is not about them.
OTHER_FIGURES = (
    "Fortroligt, jf. styrelseslovens § 1, stk. 2", "Lukket møde den 5. marts", "5. marts: lukket møde",
    "Lukket sag 5. maj", "Lukket dagsorden 4/5 kl. 1", "Fortroligt, se bilag 5", "Lukket møde: uge 5",
    "Fortrolig (udkast 2, 5. maj)", "Fortrolig version 5", "De 6 emner er fortrolige", "1) Fortroligt",
    "Lukket sag 00.30.00-S00-1-25", "Lukket sag nr. 05/1234",
)  # fmt: skip


@pytest.mark.parametrize("text", OTHER_FIGURES)
def test_a_figure_that_is_no_items_number_turns_a_mark_away_from_nobody(tmp_path, text):
    over = standing(read(written(tmp_path / "plan.xlsx", numbered(2, 1, text))))
    beside = standing(read(written(tmp_path / "plan.xlsx", numbered(ROW, REMARKS + 2, text))))
    assert (over.keys(), beside.keys()) == (ALL, {MARKED})


@pytest.mark.parametrize(
    "text",
    ["Pkt. 2-4 er lukkede", "Punkt 2 til 4 er fortrolige", "2, 3 og 4 er lukkede", "Fortroligt: 2-4.",
     "Lukkede punkter er 2, 3 og 4", "Fortrolig (2-4)", "2-4: lukket", "Lukkede: 2 + 3 + 4",
     "Nr. 2 til og med 4 behandles for lukkede døre", "Punkt 2 t.o.m. 4 er lukkede",
     "Nr. 2 til nr. 4 er lukkede"],
)  # fmt: skip
def test_numbers_in_a_row_or_from_one_to_another_are_all_of_them(tmp_path, text):
    found = standing(read(written(tmp_path / "plan.xlsx", numbered(2, 1, text))))
    assert found.keys() == {item[2] for item in ITEMS[1:4]}


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("Ovenstående undtagen nr. 1 er lukket", ITEMS[1:]),
        ("Alle punkter er lukkede undtagen 1 og 3.", (ITEMS[1], *ITEMS[3:])),
        ("Alle punkter er åbne undtagen nr. 2, som er lukket", ITEMS[1:2]),
        ("Alle punkter undtagen nr. 2 er åbne; den er lukket", ITEMS[1:2]),
        ("Punkterne er åbne på nær nr. 2", ITEMS[1:2]),
    ],
)
def test_a_line_that_excepts_some_is_about_the_others_where_it_closes_those(tmp_path, text, closed):
    found = standing(read(written(tmp_path / "plan.xlsx", numbered(2, 1, text))))
    assert found.keys() == {item[2] for item in closed}


def test_an_item_that_speaks_of_some_from_one_number_to_another_is_about_those_between_too(tmp_path):
    plan = read(written(tmp_path / "plan.xlsx", numbered(FIRST + 5, REMARKS, "Pkt. 2-4 er lukkede")))
    assert standing(plan).keys() == {item[2] for item in (*ITEMS[1:4], ITEMS[5])}


@pytest.mark.parametrize(
    ("sign", "text"),
    [("*", "* = lukket punkt"), ("*", "*) Lukket punkt"), ("¹", "¹ Fortroligt"), ("(L)", "(L) betyder lukket punkt"),
     ("*", "Punkter mærket med * er lukkede")],
)  # fmt: skip
def test_a_legend_of_a_sign_is_about_the_items_that_carry_it(tmp_path, sign, text):
    def change(sheet):
        sheet.cell(ROW, TITLE).value += f" {sign}"
        sheet.cell(FIRST + len(ITEMS) + 1, 1, text)

    found = standing(read(written(tmp_path / "plan.xlsx", change)))
    assert [title.startswith(MARKED) for title in found] == [True]


@pytest.mark.parametrize(
    ("font", "text"),
    [(Font(italic=True), "Kursiv = lukket punkt"), (Font(bold=True), "Punkter med fed skrift er fortrolige"),
     (Font(color="C00000"), "Rød skrift = lukket sag")],
)  # fmt: skip
def test_a_legend_of_letters_is_about_the_items_that_are_written_so(tmp_path, font, text):
    def change(sheet):
        sheet.cell(ROW, TITLE).font = font
        sheet.cell(FIRST + len(ITEMS) + 1, 1, text)

    assert standing(read(written(tmp_path / "plan.xlsx", change))).keys() == {MARKED}


@pytest.mark.parametrize("text", ["Gule rækker er lukkede punkter", "Gul = fortroligt"])
def test_a_legend_of_a_colour_is_about_the_items_that_have_it(tmp_path, text):
    def change(sheet):
        for column in range(1, 10):
            sheet.cell(ROW, column).fill = PatternFill("solid", "FFFF00")
        sheet.cell(FIRST + len(ITEMS) + 1, 1, text)

    assert standing(read(written(tmp_path / "plan.xlsx", change))).keys() == {MARKED}


def test_a_legend_whose_cell_has_the_colour_is_about_the_items_that_have_it(tmp_path):
    def change(sheet):
        sheet.cell(ROW, TITLE).fill = sheet.cell(12, 1, "Lukket punkt").fill = PatternFill("solid", "C6E0B4")

    assert standing(read(written(tmp_path / "plan.xlsx", change))).keys() == {MARKED}


#: Lines with a sign or a colour in them that explain none.
NO_LEGENDS = (
    "Lukket møde om grøn omstilling", "Fortrolig (rød mappe)", "* Fortroligt", "B – lukket dagsorden",
    "Fortroligt, kursiv er forslag", "Emne a: lukket", "Lukket dagsorden, L = lukket",
)  # fmt: skip


@pytest.mark.parametrize("text", NO_LEGENDS)
def test_a_line_that_explains_no_sign_or_colour_is_about_them_all(tmp_path, text):
    over = standing(read(written(tmp_path / "plan.xlsx", lambda sheet: sheet.cell(2, 1, text))))
    beside = standing(read(written(tmp_path / "plan.xlsx", lambda sheet: sheet.cell(ROW, REMARKS + 2, text))))
    assert (over.keys(), beside.keys()) == (ALL, {MARKED})


@pytest.mark.parametrize(
    "text", ["* = lukket punkt", "Gule punkter er fortrolige", "Fortrolige emner er markeret med gult"]
)
def test_a_legend_of_what_no_item_has_holds_nothing(tmp_path, text):
    assert standing(read(written(tmp_path / "plan.xlsx", lambda sheet: sheet.cell(2, 1, text)))) == {}


@pytest.mark.parametrize("look", [{"fill": PatternFill("solid", "C00000")}, {"font": Font(color="FF0000")}])
def test_a_coloured_title_line_is_about_them_all(tmp_path, look):
    def change(sheet):
        sheet.cell(FIRST, REMARKS, "Haster").font = Font(color="FF0000")
        for name, value in look.items():
            setattr(sheet.cell(2, 1, "FORTROLIGT"), name, value)

    assert standing(read(written(tmp_path / "plan.xlsx", change))).keys() == ALL


def test_a_note_that_lukkede_punkter_are_elsewhere_holds_nothing(tmp_path):
    text = "Lukkede punkter fremgår ikke af planen"
    assert standing(read(written(tmp_path / "plan.xlsx", lambda sheet: sheet.cell(2, 1, text)))) == {}


# -- columns by their question ------------------------------------------------------------------------------------


def columns(*rows):
    return [(heading, values.split("|"), told) for heading, values, told in rows]


@pytest.mark.parametrize(
    ("heading", "values", "told"),
    columns(
        ("Lukket", "Nej|Nej|Ja|Nej|Nej|Nej", "  L   "),
        ("Lukket", "||x|||", "  L   "),
        ("Fortrolig", "||Ja|||", "  L   "),
        ("Personsag", "||X|||", "  L   "),
        ("Ikke offentlig", "||X|||", "  L   "),
        ("Lukket punkt?", "nej|nej|ja|nej|nej|nej", "  L   "),
        ("Offentlig", "Ja|Ja|Nej|Ja|Ja|Ja", "  L   "),
        ("Offentlig", "Ja|Ja||Ja|Ja|Ja", "  h   "),
        ("Offentligt", "x|x||x|x|x", "  h   "),
        ("Åben sag", "Ja|Ja|Nej|Ja|Ja|Ja", "  L   "),
        ("Må offentliggøres", "Ja|Ja|Nej|Ja|Ja|Ja", "  L   "),
        ("Må udsendes", "1|1|0|1|1|1", "  L   "),
        ("Åben/lukket", "Åben|Åben|Lukket|Åben|Åben|Åben", "  L   "),
        ("Åben/lukket", "Å|Å|L|Å|Å|Å", "  L   "),
        ("Å/L", "Å|Å|L|Å|Å|Å", "  L   "),
        ("Dagsorden", "Åben|Åben|Lukket|Åben|Åben|Åben", "  L   "),
        ("Dagsorden", "||Lukket|||", "  L   "),
        ("Klassifikation", "Offentlig|Offentlig|Fortrolig|Offentlig|Offentlig|Offentlig", "  L   "),
        ("Offentlighed", "Åben|Åben||Åben|Åben|Åben", "  h   "),
        ("Sagstype", "Åben|Åben|Lukket|Åben|Åben|Åben", "  L   "),
        ("Mødeform", "Å|Å|L|Å|Å|Å", "  L   "),
        ("Klassifikation", "1|1|2|1|1|1", "hhhhhh"),
        ("Offentlighed", "A|A|B|A|A|A", "hhhhhh"),
        ("Klassifikation", "Offentlig|Offentlig|?|Offentlig|Offentlig|Offentlig", "  h   "),
        ("Send ud", "OK|OK|Nej|OK|OK|OK", "  L   "),
        ("Send ud", "1a|1a|Nej|1a|1a|1a", "hhLhhh"),
        ("Udsendes ikke", "||x|||", "  L   "),
        ("Skal holdes tilbage", "Nej|Nej|Ja|Nej|Nej|Nej", "  L   "),
        ("Skjules for udvalg", "||x|||", "  L   "),
        ("Kun direktionen", "||x|||", "  L   "),
        ("Intern", "||x|||", "  L   "),
        ("Synlig for udvalg", "Ja|Ja|Nej|Ja|Ja|Ja", "  L   "),
        ("Skal udvalget have punktet?", "Ja|Ja|Nej|Ja|Ja|Ja", "  L   "),
        ("Udv. må se", "ja|ja|nej|ja|ja|ja", "  L   "),
        ("Fagudvalgsversion", "Ja|Ja|Nej|Ja|Ja|Ja", "  L   "),
        ("Secret", "no|no|yes|no|no|no", "  L   "),
        ("Målgruppe", "Udvalg|Udvalg|Direktion|Udvalg|Udvalg|Udvalg", "  L   "),
        ("Deles med", "Udvalg|Udvalg|Kun direktionen|Udvalg|Udvalg|Udvalg", "  L   "),
        ("Sikkerhed", "Alm.|Alm.|Strengt fortroligt|Alm.|Alm.|Alm.", "  L   "),
        ("Målgruppe", "Børn|Unge|Ledelse|Børn|Ældre|Ansatte", "      "),
        ("Lukkedage", "0|2|7|0|0|3", "      "),
        ("Antal lukkeuger", "1|2||1||", "      "),
        ("Bygning lukket i byggeperiode", "Ja|Nej|Ja|Nej|Nej|Nej", "      "),
        ("Trafik lukkes", "Ja|Nej|Ja|Nej|Nej|Nej", "      "),
        ("Tavshedserklæring underskrevet", "Ja|Nej|Ja|Nej|Nej|Nej", "      "),
        ("Ejer", "Kommunen|Privat|Kommunen|Privat|Privat|Kommunen", "      "),
        ("Finansiering", "Intern|Ekstern|Intern|Ekstern|Intern|Ekstern", "      "),
        ("Kategori", "A|A|Intern|A|A|A", "  h   "),
        ("Ekstern", "ja|ja|nej|ja|ja|ja", "  h   "),
        ("Ekstern", "x|||x||", "      "),
        ("Klar til udvalg", "ja|ja|nej|ja|ja|ja", "  h   "),
        ("Direktionssag, ikke politisk", "||x|||", "  L   "),
        ("Direktion", "x||x||x|", "      "),
        ("Hvem må se", "Alle|BUU|BN, LK|||Politikere", "  h   "),
        ("Hvem må se", "||BN, LK|||", "  h   "),
        ("Hvem må se", "Alle|BUU og KFU|MTU||Økonomiudvalget|Politikere", "      "),
        ("Dagsorden", "||L|||", "  h   "),
        ("Dagsorden", "ÅD|ÅD|LD|ÅD|ÅD|ÅD", "  L   "),
        ("Type", "A|D|L|A|L|D", "      "),
        ("Vises for politikere", "ja|ja|nej|ja|ja|ja", "  L   "),
        ("Til udvalg?", "Ja|Ja|Nej|Ja|Ja|Ja", "  L   "),
        ("Udelades", "||x|||", "  L   "),
        ("Luk-\nket", "Nej|Nej|Ja|Nej|Nej|Nej", "  L   "),
        ("Behandles lukket", "Nej|Nej|Ja|Nej|Nej|Nej", "  L   "),
        ("Hvem må se punktet", "Alle|Alle|Kun økonomidirektøren|Alle|Alle|Alle", "  L   "),
        ("Medtages i udsendelse til fagudvalg", "Ja|Ja|Nej|Ja|Ja|Ja", "  L   "),
        ("Ekskluderes fra udsendelse", "||x|||", "  L   "),
        ("Klar til udsendelse", "Ja|Ja|Nej|Ja|Ja|Ja", "  L   "),
        ("Lukket", "Nej|Nej|Nej|Nej|Nej|Nej", "      "),
        ("Lukket", "Nej|Nej|Efter mødet|Nej|Nej|Nej", "  L   "),
        ("Offentlig", "Ja|Ja|Ja|Ja|Ja|Ja", "      "),
        ("Offentlig", "|||||", "      "),
        ("Åben/lukket", "Åben|Åben|Åben|Åben|Åben|Åben", "      "),
        ("Sagstype", "Beslutning|Drøftelse|Beslutning|Orientering|Drøftelse|Beslutning", "      "),
        ("Dagsorden", "1|2|3|4|5|6", "      "),
        ("Offentlig høring", "Maj|Maj|Nej|Nej|Juni|Nej", "      "),
    ),
)
def test_a_column_is_read_by_its_question(tmp_path, heading, values, told):
    found = standing(read(written(tmp_path / "plan.xlsx", column_of(heading, values))))
    words = {"L": "lukket", "h": "holdt"}
    assert found == {str(item[2]): words[one] for item, one in zip(ITEMS, told, strict=True) if one != " "}


@pytest.mark.parametrize(
    ("heading", "said", "others"),
    [
        ("Skjul", "x", None),
        ("Send ikke", "x", None),
        ("Vis ikke", "x", None),
        ("Ikke ud", "x", None),
        ("Synlig", "nej", "ja"),
        ("Kun forvaltningen", "x", None),
        ("Frotrolig", "x", None),
        ("Offentligt tilgængelig", "nej", "ja"),
        ("Ofentlig", "nej", "ja"),
        ("Fort.", "x", None),
        ("LP", "x", None),
        ("Off.", "nej", "ja"),
    ],
)
def test_a_heading_of_who_may_see_is_answered_by_yes_no_or_a_mark_in_any_spelling(tmp_path, heading, said, others):
    values = [said if row == ROW else others for row in range(FIRST, FIRST + len(ITEMS))]
    assert standing(read(written(tmp_path / "plan.xlsx", column_of(heading, values)))) == {MARKED: "lukket"}


@pytest.mark.parametrize("heading", ["Synlig", "Skjul", "LP", "Fort.", "Off."])
def test_a_heading_in_few_words_over_texts_asks_nothing(tmp_path, heading):
    values = ["Nej tak", "Hegn", "Skilt", "Lys", "Maling", "Bom"]
    assert standing(read(written(tmp_path / "plan.xlsx", column_of(heading, values)))) == {}


@pytest.mark.parametrize("text", ["LP", "L.P.", "LP - tages på mødet", "NB! Denne er LP", "LP-punkt"])
def test_the_letters_lp_by_themselves_hold_the_item_until_somebody_lets_it_go(tmp_path, text):
    plan = read(written(tmp_path / "plan.xlsx", lambda sheet: sheet.cell(ROW, REMARKS, text)))
    assert [(one.words, one.cell) for own in held_reasons(plan).values() for one in own] == [(f"„{text}“", "Plan!I6")]


@pytest.mark.parametrize("text", ["LD", "Fort.", "Ekstern: nej", "Hvem må se: BN, LK", "Kun BN og LK", "Ikke politisk"])
def test_a_remark_in_the_offices_own_letters_or_of_who_may_see_holds_the_item(tmp_path, text):
    plan = read(written(tmp_path / "plan.xlsx", lambda sheet: sheet.cell(ROW, REMARKS, text)))
    assert standing(plan) == {MARKED: "holdt"}


@pytest.mark.parametrize("text", ["Forts.", "Puljen er ikke udmeldt endnu", "Kun BUU og KFU", "Hvem må se: alle"])
def test_a_remark_that_only_begins_like_one_holds_nothing(tmp_path, text):
    assert standing(read(written(tmp_path / "plan.xlsx", lambda sheet: sheet.cell(ROW, REMARKS, text)))) == {}


@pytest.mark.parametrize(
    ("numbers", "held"),
    [
        (["1.01", "1.02", "1.03 L", "2.01", "2.02", "2.03"], "nummeret „1.03 L“ kan sige lukket"),
        (["1", "2", "LD 3", "4", "5", "6"], "nummeret „LD 3“ kan sige lukket"),
        (["1 K", "2 K", "3 L", "4", "5", "6"], None),
        (["L1", "L2", "L3", "L4", "L5", "L6"], None),
    ],
)
def test_an_l_at_a_number_holds_the_item_where_no_number_has_another_letter(tmp_path, numbers, held):
    def change(sheet):
        for row, number in enumerate(numbers, FIRST):
            sheet.cell(row, NR, number)

    plan = read(written(tmp_path / "plan.xlsx", change))
    said = [(plan.items["title"][item], one.words) for item, own in held_reasons(plan).items() for one in own]
    assert said == ([(MARKED, held)] if held else [])


@pytest.mark.parametrize("text", ["LP-modellen", "L.P. Hansens Vej 3", "Aftalt med LP", "LP = lærerpersonale"])
def test_the_letters_lp_of_something_else_hold_nothing(tmp_path, text):
    assert standing(read(written(tmp_path / "plan.xlsx", lambda sheet: sheet.cell(ROW, REMARKS, text)))) == {}


@pytest.mark.parametrize("text", ["LP", "LP - ringer til skolen"])
def test_the_letters_lp_are_no_mark_where_somebody_in_the_plan_is_called_so(tmp_path, text):
    def change(sheet):
        column_of("Ansvarlig", ["LP", "MK", "LP", "AS", "MK", "AS"])(sheet)
        sheet.cell(ROW, REMARKS, text)

    assert standing(read(written(tmp_path / "plan.xlsx", change))) == {}


@pytest.mark.parametrize(
    ("heading", "values", "name"),
    [
        ("Offentlig", ["Ja", "Ja", "Spørg LP", "Ja", "Ja", "Ja"], "plan.xlsx"),
        ("Lukket", ["Nej", "Nej", "LP afklarer", "Nej", "Nej", "Nej"], "plan.xlsx"),
        ("Dagsorden", ["Åben", "Åben", "LP", "Åben", "Åben", "Åben"], "plan.xlsx"),
        ("Interne noter", [None, None, "Fortr. (LP)", None, None, None], "plan.xlsx"),
        ("Må sendes ud", ["Ja", "Ja", "HJÆLP!", "Ja", "Ja", "Ja"], "plan.xlsx"),
        ("Note", [None] * 6, "plan_intern_LP.xlsx"),
    ],
)
def test_what_asks_of_secrecy_is_heard_also_where_somebody_called_lp_is_named_in_the_answer(
    tmp_path, heading, values, name
):
    def change(sheet):
        column_of("Ansvarlig", ["LP", "MK", "LP", "AS", "MK", "AS"])(sheet)
        sheet.cell(FIRST - 1, REMARKS + 2, heading)
        for row, value in enumerate(values, FIRST):
            sheet.cell(row, REMARKS + 2, value)

    found = standing(read(written(tmp_path / name, change)))
    assert found.keys() == ({MARKED} if any(values) else {item[TITLE - 1] for item in ITEMS})


def test_the_letters_lp_are_no_mark_where_they_are_a_body(tmp_path):
    (tmp_path / "udmoentning.toml").write_text('[[udvalg]]\nkort = "LP"\nnavn = "Landdistriktspuljen"\n', "utf-8")
    plan = written(
        tmp_path / "plan.xlsx",
        lambda sheet: (column_of("LP", ["x"] * 6)(sheet), sheet.cell(ROW, REMARKS, "LP"), sheet.cell(2, 1, "LP")),
    )
    assert standing(read_plan(plan, config=load_config(plan), as_of=date(2025, 1, 15))) == {}


@pytest.mark.parametrize(
    ("where", "so"), [("note", "holdt"), ("sheet", "lukket"), ("banner", "lukket"), ("named", "holdt")]
)
def test_the_letters_lp_hold_wherever_a_mark_does(tmp_path, where, so):
    def change(sheet):
        if where == "note":
            sheet["A2"] = "LP"
        elif where == "banner":
            sheet.insert_rows(FIRST)
            sheet.cell(FIRST, TITLE, "LP-punkter").font = Font(bold=True)
        elif where == "named":
            sheet.cell(FIRST + len(ITEMS) + 1, 1, "pkt. 1.03 og 2.01 er LP")

    found = standing(read(written(tmp_path / "plan.xlsx", change, name="LP" if where == "sheet" else "Plan")))
    assert found == dict.fromkeys(
        (MARKED, "Åbningstider i hallen") if where == "named" else map(itemgetter(2), ITEMS), so
    )


@pytest.mark.parametrize("heading", ["Kun ØA", "Kun adm.", "Alene til ØA", "Kun direktionen", "Internt i ØA"])
def test_an_x_under_a_heading_for_one_office_keeps_the_item_there(tmp_path, heading):
    plan = read(written(tmp_path / "plan.xlsx", column_of(heading, [None, None, "x", None, None, None])))
    assert standing(plan) == {MARKED: "lukket"}


@pytest.mark.parametrize(
    "text",
    [
        "Kun til ØA",
        "Holdes hos direktionen indtil videre",
        "Skal ikke på udvalgets liste",
        "Ikke kendt af politikerne endnu",
        "Må ikke gå videre",
        "Internt indtil videre",
        "Indeholder personoplysninger",
        "Pilles ud inden den sendes",
        "Forhandlinger kører, hold kortene tæt",
    ],
)
def test_what_an_office_writes_to_itself_holds_the_item(tmp_path, text):
    assert standing(read(written(tmp_path / "plan.xlsx", lambda sheet: sheet.cell(ROW, REMARKS, text)))) == {
        MARKED: "holdt"
    }


@pytest.mark.parametrize("text", ["Kun til BUU", "Gælder kun for SFO", "Sagen må gå videre", "Ikke kendt endnu"])
def test_what_is_for_a_committee_or_of_something_else_holds_nothing(tmp_path, text):
    assert standing(read(written(tmp_path / "plan.xlsx", lambda sheet: sheet.cell(ROW, REMARKS, text)))) == {}


def test_a_plain_nej_in_the_plans_own_column_releases_what_only_may_be_closed(tmp_path):
    def change(sheet):
        column_of("Lukket", ["Nej"] * 6)(sheet)
        sheet.cell(ROW, REMARKS, "lukket pga. udbud")
        sheet.cell(ROW + 1, REMARKS, "lukket punkt")

    assert standing(read(written(tmp_path / "plan.xlsx", change))) == {"Åbningstider i hallen": "lukket"}


# -- what only sounds alike ---------------------------------------------------------------------------------------

INNOCENT = (
    "Lukning af skole", "Svømmehallen er lukket om mandagen", "lukkede gymnastiksale omdannes", "Sagen er ikke lukket",
    "Offentlig høring i maj", "Åbent punkt", "Lukket institution nedrives", "Svømmehallen er lukket i juli",
    "Biblioteket har lukket", "Skolen lukkes", "Åben sag", "Fortrolig rådgivning til unge",
    "Bilaget er ikke fortroligt",
    "Lukket psykiatrisk afdeling", "Udelukket", "Ikke lukket sag", "ingen lukkede møder", "Ikke for lukkede døre",
    "Ikke offentlig transport", "Bygningen er lukket", "Broen lukket pga. reparation", "Personaleomkostninger",
    "Den hemmelighedsfulde have", "§ 10 i serviceloven", "Lukket kredsløb", "Nedlukning", "P-nr. 1012345678",
    "tlf. 12345678", "Må ikke overstige 2 mio. kr.", "Skal ikke sendes i høring", "Offentliggøres i juni",
    "Sendes i offentligt udbud", "Ikke-offentlige leverandører", "Kun for elever i 7. klasse", "Lukkedage i dagtilbud",
    "Butikkerne er lukkede", "Ejendommen har været lukket siden 2020", "Må ikke gå ud over servicen",
    "EAN 5798001234567",
    "Nyt lukketidspunkt for legepladser", "Kursus om tavshedspligt", "Hemmelige haver i byrummet", "Lukket: nej",
    "Digitalisering af personsager", "Lukkede døre til brandsektioner", "Anonym og fortrolig rådgivning",
    "Medarbejderne har tavshedspligt og får et kursus", "Data behandles fortroligt efter reglerne",
    "Regnvand holdes tilbage i bassiner", "Fortrolighed mellem borger og læge", "Kan ikke deles op i etaper",
    "Udvalget får ikke flere penge", "Udgår af budgettet", "Sendes ikke i høring",
    "Genåbning af den lukkede station", "Salg af lukkede skoler", "Skolen blev lukket i 2019", "Personalepolitik",
)  # fmt: skip


@pytest.mark.parametrize("text", INNOCENT)
@pytest.mark.parametrize("place", ["title", "description", "process", "remarks", "comment", "unread column"])
def test_what_only_sounds_alike_is_open(tmp_path, text, place):
    plan = read(written(tmp_path / "plan.xlsx", lambda sheet: PLACES[place](sheet, text)))
    assert standing(plan) == {}


def test_the_plan_itself_is_open(tmp_path):
    plan = read(written(tmp_path / "plan.xlsx"))
    assert (standing(plan), len(plan.items)) == ({}, 6)


def test_the_finding_points_at_the_items_own_words_and_says_what_to_do_where_it_is_not_closed(tmp_path):
    def change(sheet):
        sheet.title = "Lukkede punkter"
        sheet.cell(ROW, TITLE, f"{MARKED} (lukket punkt)")
        column_of("Lukket", [None, None, "Ja", None, None, None])(sheet)

    plan = read(written(tmp_path / "plan.xlsx", change))
    found = run_checks(plan, select=("U604",)).set_index("item").loc["I-1.03"]
    assert (found["cell"], found["message"]) == (f"C{ROW}", "indsatsen er lukket eller fortrolig: „lukket punkt“")
    assert cures(plan, CHECKS)["U604"] == (
        "Er indsatsen ikke lukket, så fjern det i cellen, der siger det; ellers kontrollér, at den ikke bliver "
        "sendt ud eller offentliggjort."
    )
