"""What somebody has hidden in the workbook is held, however it is hidden; what merely looks different is not."""

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import FormulaRule, Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from secrecy.plans_marked import DESCRIPTION, FIRST, ITEMS, REMARKS, ROW, TITLE, read, standing, written

from udmoentning_xl.outgoing.extract import committee_plan

MARKED = "Køb af jord ved Grenaa Havn"
ALL = {str(item[2]) for item in ITEMS}


def hidden_row(sheet):
    sheet.row_dimensions[ROW].hidden = True


def flat_row(sheet):
    sheet.row_dimensions[ROW].height = 0.5


def white_text(sheet):
    sheet.cell(ROW, TITLE).font = Font(color="FFFFFF")


def text_in_the_colour_of_the_fill(sheet):
    sheet.cell(ROW, TITLE).font = Font(color="1F4E78")
    sheet.cell(ROW, TITLE).fill = PatternFill("solid", "1F4E78")


def format_of_nothing(sheet):
    sheet.cell(ROW, TITLE).number_format = ";;;"


def black_on_black(sheet):
    sheet.cell(ROW, TITLE).fill = PatternFill("solid", "000000")


def white_piece(sheet):
    sheet.cell(ROW, DESCRIPTION).value = CellRichText(
        "Areal til erhverv", TextBlock(InlineFont(color="FFFFFFFF"), " sælger er presset")
    )


def white_by_a_condition(sheet):
    sheet.cell(ROW, REMARKS + 1, "x")
    white = FormulaRule(formula=[f'$J{FIRST}="X"'], font=Font(color="FFFFFF"))
    sheet.conditional_formatting.add(f"A{FIRST}:I{FIRST + 5}", white)


def struck_by_a_condition(sheet):
    struck = FormulaRule(formula=[f'$A{FIRST}="1.03"'], font=Font(strike=True))
    sheet.conditional_formatting.add(f"A{FIRST}:I{FIRST + 5}", struck)


def blank_by_a_condition(sheet):
    blank = Rule(
        type="expression", formula=[f'$A{FIRST}="1.03"'], dxf=DifferentialStyle(numFmt=NumberFormat(200, ";;;"))
    )
    sheet.conditional_formatting.add(f"C{FIRST}:C{FIRST + 5}", blank)


def tiny_letters(sheet):
    sheet.cell(ROW, TITLE).font = Font(size=1)


def struck(sheet):
    sheet.cell(ROW, TITLE).font = Font(strike=True)


def collapsed_group(sheet):
    sheet.row_dimensions.group(ROW, ROW, outline_level=1, hidden=True)


HIDDEN = (
    hidden_row,
    flat_row,
    white_text,
    text_in_the_colour_of_the_fill,
    format_of_nothing,
    black_on_black,
    white_piece,
    white_by_a_condition,
    blank_by_a_condition,
    struck_by_a_condition,
    tiny_letters,
    struck,
    collapsed_group,
)


@pytest.mark.parametrize("change", HIDDEN, ids=lambda change: change.__name__)
def test_what_is_hidden_is_held(tmp_path, change):
    assert standing(read(written(tmp_path / "plan.xlsx", change))) == {MARKED: "holdt"}


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_the_items_of_a_hidden_sheet_are_held(tmp_path, state):
    def change(sheet):
        sheet.parent.create_sheet("Læs mig")["A1"] = "Vejledning"
        sheet.sheet_state = state

    assert standing(read(written(tmp_path / "plan.xlsx", change))) == dict.fromkeys(ALL, "holdt")


def test_white_letters_on_a_dark_ground_are_seen(tmp_path):
    def change(sheet):
        sheet.cell(ROW, TITLE).font = Font(color="FFFFFF")
        sheet.cell(ROW, TITLE).fill = PatternFill("solid", "1F4E78")

    assert standing(read(written(tmp_path / "plan.xlsx", change))) == {}


@pytest.mark.parametrize("formula", [f"$H{FIRST}=0", f"$B{FIRST}=$B{FIRST - 1}", f'$F{FIRST}="findes ikke"'])
def test_a_condition_that_hides_no_words_of_an_item_holds_nothing(tmp_path, formula):
    def change(sheet):
        column = {"H": "H", "B": "B", "F": "F"}[formula[1]]
        white = FormulaRule(formula=[formula], font=Font(color="FFFFFF"))
        sheet.conditional_formatting.add(f"{column}{FIRST}:{column}{FIRST + 5}", white)

    assert standing(read(written(tmp_path / "plan.xlsx", change))) == {}


def test_a_condition_that_can_not_be_computed_holds_what_it_may_hide(tmp_path):
    def change(sheet):
        white = FormulaRule(formula=[f'ISNUMBER(SEARCH("Havn",$C{FIRST}))'], font=Font(color="FFFFFF"))
        sheet.conditional_formatting.add(f"C{ROW}:C{ROW + 1}", white)

    held = standing(read(written(tmp_path / "plan.xlsx", change)))
    assert held == {MARKED: "holdt", "Åbningstider i hallen": "holdt"}


@pytest.mark.parametrize(
    ("formula", "told"),
    [
        ('$F4="MTU"', {MARKED}),
        ('ISNUMBER(SEARCH("Havn",$C4))', ALL),  # it can not be computed
        ('$F4="KB"', set()),
    ],
)
def test_a_legend_of_a_colour_is_about_the_items_that_a_condition_colours_or_may_colour(tmp_path, formula, told):
    def change(sheet):
        sheet["A2"] = "Gule er fortrolige"
        sheet.conditional_formatting.add(
            f"A{FIRST}:I{FIRST + 5}", FormulaRule(formula=[formula], fill=PatternFill("solid", bgColor="FFFF00"))
        )

    assert set(standing(read(written(tmp_path / "plan.xlsx", change)))) == told


@pytest.mark.parametrize("colours", [("FFFF00", "00B050"), ("00B050", "FFFF00")])
def test_a_legend_of_a_colour_is_about_all_that_conditions_may_colour_so_whichever_of_them_comes_first(
    tmp_path, colours
):
    def change(sheet):
        sheet["A2"] = "Gule er fortrolige"
        for colour in colours:
            rule = FormulaRule(formula=['ISNUMBER(SEARCH("Havn",$C4))'], fill=PatternFill("solid", bgColor=colour))
            sheet.conditional_formatting.add(f"A{ROW}:I{ROW}", rule)

    assert set(standing(read(written(tmp_path / "plan.xlsx", change)))) == {MARKED}


def test_a_condition_that_colours_holds_nothing(tmp_path):
    def change(sheet):
        red = FormulaRule(formula=[f'$F{FIRST}="BUU"'], font=Font(color="FFFFFF"), fill=PatternFill(bgColor="C00000"))
        sheet.conditional_formatting.add(f"A{FIRST}:I{FIRST + 5}", red)

    assert standing(read(written(tmp_path / "plan.xlsx", change))) == {}


@pytest.mark.parametrize(
    ("column", "value", "code", "told"),
    [
        (TITLE, MARKED, '@" (lukket punkt)"', "lukket"),
        (REMARKS + 1, 1, '"Lukket punkt";;"Åben"', "lukket"),
        (REMARKS + 1, 7, '0" (fortr.)"', "holdt"),
        (REMARKS + 1, 0, '"Lukket punkt";;"Åben"', ""),
        (REMARKS + 1, 7, '0" mio. kr."', ""),
    ],
)
def test_what_a_number_format_writes_is_heard(tmp_path, column, value, code, told):
    def change(sheet):
        sheet.cell(ROW, column).value = value
        sheet.cell(ROW, column).number_format = code

    assert list(standing(read(written(tmp_path / "plan.xlsx", change))).values()) == ([told] if told else [])


@pytest.mark.parametrize("struck", [(DESCRIPTION,), (REMARKS,), (DESCRIPTION, REMARKS)])
def test_a_text_that_is_struck_through_whole_goes_to_nobody_as_a_struck_part_of_one(tmp_path, struck):
    texts = {DESCRIPTION: "Areal til erhverv", REMARKS: "Ejeren vil have mere"}

    def change(sheet):
        sheet.cell(ROW, REMARKS, texts[REMARKS])
        for column in struck:
            sheet.cell(ROW, column).font = Font(strike=True)

    plan = read(written(tmp_path / "plan.xlsx", change))
    own = committee_plan(plan, "MTU").items.astype("string").to_string()
    assert standing(plan) == {}
    assert {column for column, text in texts.items() if text in own} == texts.keys() - struck
    assert all(text in plan.items.to_string() for text in texts.values())
