"""What a legend, a list or a note on another sheet says of the plan's items is heard; what names no item is not."""

import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from secrecy.plans_marked import FIRST, ITEMS, REMARKS, ROW, TITLE, read, standing, written

from udmoentning_xl.checks import run_checks
from udmoentning_xl.outgoing.extract import committee_plan
from udmoentning_xl.secrecy import closed_items, held_reasons

MARKED = "Køb af jord ved Grenaa Havn"
OTHER = "Åbningstider i hallen"


def beside(name, *rows):
    """Another sheet with these rows."""

    def change(sheet):
        other = sheet.parent.create_sheet(name)
        for row in rows:
            other.append(row if isinstance(row, list) else [row])

    return change


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("Mødeplan", ["Lukket: Køb af jord ved Grenaa Havn"]),
        ("Mødeplan", [["14. maj", "Køb af jord ved Grenaa Havn", "lukket dagsorden"], ["28. maj", OTHER, "åben"]]),
        ("Huskeliste", ["Slet nr. 1.03, den er fortrolig", "Ring til KFU om 2.01"]),
        ("Huskeliste", ["Fortrolige:", "1.03", "", "Åbne:", "2.01"]),
        ("Lukkede", [["Nr"], ["1.03"]]),
        ("Lukkede punkter", [["Emne", "Note"], [MARKED, "Hos juristen"]]),
        ("Ark2", ["Lukkede punkter", MARKED, "", "Andre punkter", OTHER]),
        ("Sager", [["Emne", "Lukket"], [MARKED, "Ja"], [OTHER, "Nej"]]),
        ("Sager", [["Nr", "Offentlig"], ["1.03", "Nej"], ["2.01", "Ja"]]),
        ("Lukkede punkter", [["Emne"], ["Jord ved Grenaa"]]),
        ("Lukkede punkter", [["Emne"], ["Køb af jord ved Grenå Havnn"]]),
        ("Pressen", ["Må ikke omtales:", "- Grenaa (prisen)"]),
        ("Husk", ["Lone: 1.03 og 1.09 skal på lukket dagsorden"]),
        ("Noter", ["Husk at 1.03 er lukket"]),
        ("Kun ØA", [["Nr", "Emne"], ["1.03", MARKED]]),
        ("Ændringer", [["3. marts", "Pkt. 1.03 er nu lukket"], ["4. marts", "Pkt. 2.01 er rettet"]]),
    ],
)
def test_another_sheet_holds_the_items_that_it_says_are_closed_and_no_other(tmp_path, name, rows):
    assert standing(read(written(tmp_path / "plan.xlsx", beside(name, *rows)))) == {MARKED: "holdt"}


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("Forside", "FORTROLIGT ARBEJDSDOKUMENT", "FORTROLIGT ARBEJDSDOKUMENT"),
        ("Forside", "Dokumentet er fortroligt og må ikke deles", "Dokumentet er fortroligt"),
        ("Info", "Alt i denne fil er kun til internt brug", "Alt i denne fil er kun til internt brug"),
        ("Versioner", "Fortrolig version 3", "Fortrolig version 3"),
        ("Info", "Planen må ikke sendes ud før den 15. januar", "Planen må ikke sendes ud før den 15. januar"),
        ("Forside", "Fortroligt", "Fortroligt"),
    ],
)
def test_a_sheet_that_says_that_the_whole_file_is_confidential_holds_it_with_one_finding(tmp_path, name, text, words):
    plan = read(written(tmp_path / "plan.xlsx", beside(name, "Budget 2025", text)))
    reasons = {(one.words, one.cell) for own in held_reasons(plan).values() for one in own}
    assert (len(held_reasons(plan)), reasons) == (len(ITEMS), {(f"arket „{name}“ siger „{words}“", f"{name}!A2")})
    assert [found.cell for found in run_checks(plan).itertuples() if found.code == "U605"] == ["A2"]


@pytest.mark.parametrize(
    "text", ["Kolonnen Bemærkninger er kun til os selv", "Husk: feltet „Bemærkninger“ må ikke sendes ud"]
)
def test_a_column_that_another_sheet_says_is_for_the_office_goes_to_nobody(tmp_path, text):
    plan = read(written(tmp_path / "plan.xlsx", beside("Læs mig", text)))
    own = committee_plan(plan, "VPU").items.astype("string").to_string()
    assert (standing(plan), "Timerne udvides" in own, "Offentlig høring" in own) == ({}, True, False)


def test_an_item_that_is_also_on_a_sheet_of_closed_items_goes_nowhere(tmp_path):
    closed = beside("Lukkede punkter", ["Emne", "Udvalg", "Proces"], [MARKED, "MTU", "Forhandles"])
    plan = read(written(tmp_path / "plan.xlsx", closed))
    assert (sorted(closed_items(plan)), sorted(held_reasons(plan))) == (["I-2c60d2"], ["I-1.03"])


@pytest.mark.parametrize(
    ("text", "font", "fill"),
    [
        ("Gule rækker er lukkede punkter", None, "FFFF00"),
        ("Orange = sendes ikke til udvalg", None, "FFC000"),
        ("Rød skrift: lukket dagsorden", "C00000", None),
    ],
)
def test_a_legend_on_another_sheet_is_about_the_items_with_the_colour(tmp_path, text, font, fill):
    def change(sheet):
        cell = sheet.cell(ROW, TITLE)
        cell.font, cell.fill = Font(color=font), PatternFill("solid", fill) if fill else PatternFill()
        beside("Signaturforklaring", text)(sheet)

    assert standing(read(written(tmp_path / "plan.xlsx", change))) == {MARKED: "holdt"}


def test_a_legend_that_shows_its_colour_is_about_the_items_that_have_it(tmp_path):
    def change(sheet):
        beside("Farver", ["", "Lukket dagsorden"], ["", "Følger planen"])(sheet)
        sheet.parent["Farver"]["A1"].fill = sheet.cell(ROW, TITLE).fill = PatternFill("solid", "C6E0B4")
        sheet.parent["Farver"]["A2"].fill = sheet.cell(FIRST, TITLE).fill = PatternFill("solid", "FFEB9C")

    assert standing(read(written(tmp_path / "plan.xlsx", change))) == {MARKED: "holdt"}


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("Vejledning", ["1. Lukkede punkter skrives ikke i planen", "2. Fortrolige sager har deres egen plan"]),
        ("Vejledning", ["Lukkede punkter markeres med rød", MARKED]),
        ("Forside", ["Fortrolige oplysninger behandles efter reglerne", "Planen er delt i åbne og lukkede punkter"]),
        ("Læs mig", ["Skriv aldrig fortrolige oplysninger i planen"]),
        ("Mødeplan", ["Fortroligt", "Planen er offentlig", "Kolonnen Udvalg er udfyldt af os"]),
        ("Mødeplan", [["Køb af jord ved Grenaa Havn", "MTU"], ["Hallen er lukket om mandagen", "KFU"]]),
        ("Sager", [["Emne", "Lukket"], [MARKED, "Nej"]]),
        ("Ark2", [["Nr", "Emne"], ["1.03", MARKED]]),
    ],
)
def test_another_sheet_that_says_nothing_of_an_item_holds_nothing(tmp_path, name, rows):
    assert standing(read(written(tmp_path / "plan.xlsx", beside(name, *rows)))) == {}


def aside(*rows):
    """Cells right of the table, after a blank column, from its headings down."""

    def change(sheet):
        for down, row in enumerate(rows):
            for right, value in enumerate(row):
                sheet.cell(FIRST - 1 + down, REMARKS + 2 + right, value)

    return change


@pytest.mark.parametrize(
    ("rows", "standing_of_it"),
    [
        ((["Lukkede punkter"], ["1.03"]), "lukket"),
        ((["Nr.", "Dagsorden"], ["1.03", "Lukket"], ["2.01", "Åben"]), "holdt"),
    ],
)
def test_a_list_beside_the_table_is_about_the_items_it_names_and_not_those_on_its_rows(tmp_path, rows, standing_of_it):
    assert standing(read(written(tmp_path / "plan.xlsx", aside(*rows)))) == {MARKED: standing_of_it}


@pytest.mark.parametrize(
    ("usual", "own", "legend"),
    [
        (1, 2, "1 = åbent punkt, 2 = lukket punkt"),
        ("A", "C", "A = åben, C = lukket dagsorden"),
        ("", "LD", "LD: Lukkede døre"),
    ],
)
@pytest.mark.parametrize("place", ["below", "comment"])
def test_a_legend_of_codes_is_about_the_items_with_the_code(tmp_path, usual, own, legend, place):
    def change(sheet):
        sheet.cell(FIRST - 1, REMARKS + 1, "Kode")
        for row in range(FIRST, FIRST + len(ITEMS)):
            sheet.cell(row, REMARKS + 1, own if row == ROW else usual)
        if place == "below":
            sheet.cell(FIRST + len(ITEMS) + 1, 1, legend)
        else:
            sheet.cell(FIRST - 1, REMARKS + 1).comment = Comment(legend, "Økonomi")

    assert set(standing(read(written(tmp_path / "plan.xlsx", change)))) == {MARKED}


def test_numbers_that_a_legend_counts_by_are_no_codes(tmp_path):
    def change(sheet):
        sheet.cell(FIRST + len(ITEMS) + 1, 1, "Pkt. 1.03 = lukket punkt")

    assert standing(read(written(tmp_path / "plan.xlsx", change))) == {MARKED: "lukket"}


@pytest.mark.parametrize(
    ("rows", "lost"),
    [
        (
            [["Emne", "Note"], [MARKED, "Hos juristen"], ["Projekt Bjerget", "Haster"]],
            [("A3", "Projekt Bjerget Haster")],
        ),
        (["Punkter til juristen", "1.03", "9.99"], [("A3", "9.99")]),
        ([["Nr"], ["1.03"]], []),
        (["Intet endnu"], []),
        ([MARKED, "Åbne punkter", "Noget helt andet"], []),
    ],
)
def test_a_line_of_a_list_of_closed_items_that_is_no_item_of_the_plan_is_told(tmp_path, rows, lost):
    plan = read(written(tmp_path / "plan.xlsx", beside("Lukkede punkter", *rows)))
    found = [one for one in run_checks(plan).itertuples() if one.code == "U607"]
    said = "„{}“ på listen over lukkede punkter kunne ikke genfindes i planen"
    assert [(one.sheet, one.cell, one.message) for one in found] == [
        ("Lukkede punkter", cell, said.format(text)) for cell, text in lost
    ]
