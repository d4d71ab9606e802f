"""A column of notes that its heading says are for the office alone is in nothing that is for a committee."""

import openpyxl
import pytest
from click.testing import CliRunner
from grids import columns_of, plan_of
from secrecy.plans_marked import ITEMS, column_of, read, standing, written

from udmoentning_xl.cli import cli
from udmoentning_xl.outgoing.extract import committee_plan
from udmoentning_xl.outgoing.gate import Gate
from udmoentning_xl.secrecy import held_reasons

NOTE = "Jordforurening, se notat"
FOR_US = [
    "Noter kun til ØA",
    "Privat note",
    "Noter til eget brug",
    "Bemærkninger (kun for økonomi)",
    "Interne noter",
    "Direktionens noter (interne)",
    "Noter (internt)",
    "Interne bemærkninger",
    "Bemærkning - ikke til udvalg",
    "Administrationens noter (ikke til udsendelse)",
    "Noter til direktionen",
    "Bemærkninger (kun til intern brug)",
    "Internt notat (kun økonomi)",
    "Intren bemærkning",
    "Økonomis egne noter",
    "Økonomiens noter",
    "Direktionens bemærkninger",
    "Adm. bemærkninger",
    "Adm.kommentar",
    "Administrative noter",
    "Forvaltningens kommentar",
    "Forvaltningens kommentarer",
    "Administrationens noter",
    "Sagsbehandlers bemærkning",
    "Sagsbehandlernoter",
    "Budgetafdelingens bemærkninger",
    "Økonomichefens kommentar",
    "Fagchefernes bemærkninger",
    "Forvaltningsbemærkninger",
    "Bemærkninger fra administrationen",
    "Noter fra økonomi",
    "Fortrolige bemærkninger",
]
FOR_ALL = [
    "Bemærkninger",
    "Bemærkninger kun til udvalget",
    "Noter",
    "Internationale noter",
    "Politikernes egne bemærkninger",
    "Politikernes bemærkninger",
    "Udvalgets bemærkninger",
    "Forvaltningens bemærkninger til udvalget",
    "Bemærkninger fra høringen",
    "Borgernes kommentarer",
    "Årets bemærkninger",
    "Udvalgets egne bemærkninger",
    "Udvalgenes egne noter",
]


def rows_with(heading):
    return [
        ["Nr.", "Emne", "Udvalg", "Frist", heading],
        [1, "Ny bro", "MTU", "maj 2025", NOTE],
        [2, "Ny hal", "MTU", "juni 2025", ""],
    ]


def sent(heading):
    """Whether the committee gets what stands in a column of this heading."""
    plan = plan_of(rows_with(heading))
    own = committee_plan(plan, "MTU", Gate.of(plan).kept_back("MTU"))
    return NOTE in own.items.astype("string").to_string()


@pytest.mark.parametrize("heading", [*FOR_US, "Intern fremdrift", "Intern proces"])
def test_notes_for_the_office_alone_are_not_sent(heading):
    assert not sent(heading)


@pytest.mark.parametrize("heading", FOR_ALL)
def test_other_notes_are(heading):
    assert sent(heading)


@pytest.mark.parametrize("heading", FOR_US)
def test_remarks_for_the_office_alone_are_read_as_internal_whatever_else_their_heading_says(heading):
    assert columns_of(plan_of(rows_with(heading)))[heading] == "internal"


@pytest.mark.parametrize("first", ["", "Indsatsen"])
def test_remarks_below_a_heading_that_says_that_they_are_internal_are_internal(first):
    plan = plan_of([[first, "", "", "", "Kun til intern brug"], *rows_with("Noter")])
    assert list(plan.columns["field"])[-1] == "internal"


@pytest.mark.parametrize(
    "heading", ["Direktionens noter (interne)", "Intern proces", "Proces (intern)", "Intern fremdrift"]
)
def test_the_sheets_of_the_committees_in_the_result_have_no_more_of_it_than_what_is_sent(tmp_path, heading):
    plan = written(tmp_path / "plan.xlsx", column_of(heading, [NOTE] * len(ITEMS)))
    assert CliRunner().invoke(cli, ["byg", str(plan), "--dato", "15-01-2025"]).exit_code in (0, 1)
    book = openpyxl.load_workbook(tmp_path / "plan_udmoentet.xlsx")
    own = {"Plan", "Samlet plan", "Oversigt"}
    assert not [
        sheet.title
        for sheet in book
        if sheet.title not in own and any(NOTE in str(value) for row in sheet.values for value in row)
    ]


FEW = ["Tjek tal", None, "Ring til revisoren", None, None, None]
OURS = "Internt notat (kun økonomi)"
NOT_SENT = ["Fortrolige bemærkninger", "Noter (ikke til udvalget)", "Bemærkning - ikke til udvalg", "Intren bemærkning"]


@pytest.mark.parametrize(
    "heading", [OURS, "Internt notat", "Interne noter", "Kun internt notat", "Noter kun til ØA", *NOT_SENT]
)
def test_a_note_for_the_office_closes_no_item(tmp_path, heading):
    plan = read(written(tmp_path / "plan.xlsx", column_of(heading, FEW)))
    assert standing(plan) == {}
    sent = "".join(committee_plan(plan, short).items.astype("string").to_string() for short in ("BUU", "MTU"))
    assert "Tjek tal" not in sent
    assert "Ring til revisoren" not in sent


@pytest.mark.parametrize(("said", "so"), [("Lukket punkt", "lukket"), ("Fortroligt, hos juristen", "lukket")])
def test_a_note_that_says_that_the_item_is_closed_closes_it(tmp_path, said, so):
    plan = read(written(tmp_path / "plan.xlsx", column_of(OURS, ["Tjek tal", None, said, None, None, None])))
    assert standing(plan) == {"Køb af jord ved Grenaa Havn": so}


@pytest.mark.parametrize("said", ["x", "Ja"])
def test_a_mere_mark_among_our_notes_holds_the_item_until_somebody_lets_it_go(tmp_path, said):
    plan = read(written(tmp_path / "plan.xlsx", column_of(OURS, ["Tjek tal", None, said, None, None, None])))
    assert [(one.words, one.cell) for own in held_reasons(plan).values() for one in own] == [
        (f"kolonnen „{OURS}“ siger „{said}“", "Plan!J6")
    ]


@pytest.mark.parametrize(("heading", "so"), [("Internt", "holdt"), ("Interne noter (fortroligt)", "holdt")])
def test_a_text_under_a_heading_that_may_ask_of_the_item_holds_it(tmp_path, heading, so):
    plan = read(written(tmp_path / "plan.xlsx", column_of(heading, FEW)))
    assert set(standing(plan).values()) == {so}


@pytest.mark.parametrize("heading", ["Lukket punkt", "Fortrolig", "Lukket", "Personsag", "Internt", "Ikke til udvalg"])
def test_a_mark_in_a_column_that_asks_of_the_item_closes_it(tmp_path, heading):
    plan = read(written(tmp_path / "plan.xlsx", column_of(heading, [None, None, "X", None, None, None])))
    assert standing(plan) == {"Køb af jord ved Grenaa Havn": "lukket"}
