"""From the plan to the committees' files and back: what holds an item, and what a person writes to release it."""

from pathlib import Path

import openpyxl
import pytest
from again import cell_of, kvittering, typed
from click.testing import CliRunner
from openpyxl.styles import Font
from secrecy.plans_marked import COMMITTEE, DESCRIPTION, ITEMS, REMARKS, ROW, TITLE, column_of, read, standing, written

from udmoentning_xl.checks.releases import lets_out
from udmoentning_xl.cli import cli

MARKED = "Køb af jord ved Grenaa Havn"


def run(*arguments: str | Path):
    return CliRunner().invoke(cli, [*map(str, arguments), "--dato", "15-01-2025"])


def sent(folder: Path) -> dict[str, set[str]]:
    """Committee -> the titles in its workbook; every text of it is looked through, not only the table."""
    found = {}
    for path in (folder / "Udsendelse_2025-01-15").glob("*.xlsx"):
        texts = {str(cell.value) for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for cell in row}
        found[path.stem.split("_")[1]] = {str(item[2]) for item in ITEMS if any(str(item[2]) in text for text in texts)}
    return found


def remark(text: str):
    return lambda sheet: sheet.cell(ROW, REMARKS, text)


def test_what_may_be_closed_is_sent_to_nobody_until_its_finding_has_a_kvittering(tmp_path):
    plan = written(tmp_path / "plan.xlsx", remark("lukket pga. udbud"))
    first = run("udsend", plan, "--til", tmp_path / "a")
    assert (first.exit_code, sent(tmp_path / "a").get("MTU")) == (0, None)
    assert f"  I-1.03  {MARKED}: „lukket pga. udbud“ (Plan!I6)" in first.output
    assert run("byg", plan).exit_code == 0
    result = tmp_path / "plan_udmoentet.xlsx"
    typed(result, tmp_path / "skrevet.xlsx", (kvittering(result, "U605", "I-1.03"), "Må sendes: udbuddet er slut"))
    (tmp_path / "skrevet.xlsx").replace(result)
    second = run("udsend", plan, "--til", tmp_path / "b")
    assert (second.exit_code, sent(tmp_path / "b")["MTU"]) == (0, {MARKED})
    assert "Frigivet: 1 indsats\n  I-1.03  Må sendes: udbuddet er slut\n" in second.output
    written(plan, remark("lukket pga. personsag"))
    assert run("udsend", plan, "--til", tmp_path / "c").exit_code == 0
    assert "MTU" not in sent(tmp_path / "c")


@pytest.mark.parametrize(
    "text",
    [
        "Må sendes",
        "må sendes ud.",
        "Må gerne sendes til udvalgene",
        "Må sendes: udbuddet er slut",
        "Må sendes, aftalt med direktionen",
        "Kan udsendes - udbuddet er slut",
        "Frigivet (handlen er tinglyst)",
    ],
)
def test_a_kvittering_that_says_plainly_so_lets_an_item_out(text):
    assert lets_out(text)


@pytest.mark.parametrize(
    "text",
    [
        "Fortrolig - må ikke sendes ud",
        "Ja, den er fortrolig - må IKKE sendes",
        "Nej",
        "?",
        "Lukket",
        "ok",
        "Udbuddet er slut",
        "Må sendes?",
        "Må sendes til ØK",
        "Må sendes internt",
        "Må sendes: kun til direktionen",
        "Må sendes, når udbuddet er slut",
        "Må sendes efter 1. maj",
        "Må sendes. Dog ikke til BUU",
        "Må sendesikke",
        "Frigives ikke",
        "Frigives først efter mødet",
    ],
)
def test_any_other_kvittering_lets_nothing_out(text):
    assert not lets_out(text)


def held_though_signed(folder, words):
    """What is shown by the dispatch of an item that is held, at whose finding somebody has written ``words``."""
    plan = written(folder / "plan.xlsx", remark("lukket pga. udbud"))
    assert run("byg", plan).exit_code == 0
    result = folder / "plan_udmoentet.xlsx"
    typed(result, folder / "skrevet.xlsx", (kvittering(result, "U605", "I-1.03"), words))
    (folder / "skrevet.xlsx").replace(result)
    done = run("udsend", plan, "--til", folder / "ud")
    assert (done.exit_code, sent(folder / "ud").get("MTU")) == (0, None)
    return done.output


def test_an_item_whose_kvittering_says_that_it_is_closed_is_held_as_it_was(tmp_path):
    shown = held_though_signed(tmp_path, "Fortrolig - må ikke sendes ud")
    assert "Frigivet" not in shown
    assert "  Må de sendes ud, så skriv „Må sendes“ under Kvittering ud for fundene i Kontrol" in shown


def test_a_kvittering_that_was_not_taken_for_a_release_is_quoted_with_what_to_write_in_its_place(tmp_path):
    words = "Må sendes: der er ingen navne i"
    shown = held_though_signed(tmp_path, words)
    assert (
        f"  I-1.03  {MARKED}: „lukket pga. udbud“ (Plan!I6). Kvitteringen „{words}“ er ikke taget for et klart "
        "„Må sendes“; skriv kun „Må sendes“, hvis den må sendes ud\n"
    ) in shown


def test_the_user_can_release_an_item_for_one_dispatch(tmp_path):
    plan = written(tmp_path / "plan.xlsx", remark("fortr."))
    assert run("udsend", plan, "--til", tmp_path, "--frigiv", "I-1.03").exit_code == 0
    assert sent(tmp_path)["MTU"] == {MARKED}


def hide(letter: str):
    def change(sheet):
        sheet.column_dimensions[letter].hidden = True

    return change


def test_what_a_hidden_column_says_never_travels(tmp_path):
    def change(sheet):
        sheet.cell(ROW, DESCRIPTION, "Ejeren vil have fire mio.")
        hide("D")(sheet)
        hide("H")(sheet)

    plan = written(tmp_path / "plan.xlsx", change)
    assert run("udsend", plan, "--til", tmp_path).exit_code == 0
    assert sent(tmp_path)["MTU"] == {MARKED}
    for path in (tmp_path / "Udsendelse_2025-01-15").iterdir():
        if path.is_file():
            assert b"fire mio" not in path.read_bytes()
    book = openpyxl.load_workbook(next((tmp_path / "Udsendelse_2025-01-15").glob("*_MTU_*.xlsx")))
    texts = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    assert not [text for text in texts if "fire mio" in text or "2500" in text]


@pytest.mark.parametrize("hidden", ["sheet", "row"])
def test_what_a_hidden_sheet_or_row_beside_the_plan_says_of_its_items_never_travels(tmp_path, hidden):
    def change(sheet):
        log = sheet.parent.create_sheet("Status")
        log.append(["Nr", "Status"])
        for item in ITEMS:
            log.append([item[0], "Ejeren vil have fire mio." if item[0] == "1.03" else "I gang"])
        if hidden == "sheet":
            log.sheet_state = "hidden"
        else:
            log.row_dimensions[4].hidden = True

    plan = written(tmp_path / "plan.xlsx", change)
    assert run("udsend", plan, "--til", tmp_path).exit_code == 0
    assert sent(tmp_path)["MTU"] == {MARKED}
    for path in (tmp_path / "Udsendelse_2025-01-15").glob("*_MTU_*"):
        assert b"fire mio" not in path.read_bytes()
    book = openpyxl.load_workbook(next((tmp_path / "Udsendelse_2025-01-15").glob("*_MTU_*.xlsx")))
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if "fire mio" in str(cell.value)]


@pytest.mark.parametrize("heading", ["Fortrolige noter", "Lukket beskrivelse", "Bemærkninger – internt"])
def test_what_stands_under_a_heading_of_secrecy_never_travels(tmp_path, heading):
    text = "Borgmesteren har lovet ejeren et svar inden udgangen af uge seks, og det er stadig ikke sendt"
    plan = written(tmp_path / "plan.xlsx", column_of(heading, [text] * 6))
    assert run("udsend", plan, "--til", tmp_path).exit_code == 0
    found = sent(tmp_path)
    assert found["MTU"] == {MARKED}
    book = openpyxl.load_workbook(next((tmp_path / "Udsendelse_2025-01-15").glob("*_MTU_*.xlsx")))
    assert not [
        cell for sheet in book for row in sheet.iter_rows() for cell in row if "Borgmesteren" in str(cell.value)
    ]


@pytest.mark.parametrize(
    ("text", "gets"),
    [("tidligere BUU, nu MTU", "MTU"), ("MTU. Må ikke sendes til BUU", "MTU"), ("BUU i stedet for MTU", "BUU")],
)
def test_a_committee_that_is_denied_or_has_been_followed_gets_nothing_and_it_is_said(tmp_path, text, gets):
    plan = written(tmp_path / "plan.xlsx", lambda sheet: sheet.cell(ROW, COMMITTEE, text))
    assert run("udsend", plan, "--til", tmp_path).exit_code == 0
    assert [short for short, titles in sent(tmp_path).items() if MARKED in titles] == [gets]
    assert "U103" in run("tjek", plan).output


def test_a_closed_item_is_in_no_file_of_anybody_however_it_is_quoted(tmp_path):
    def change(sheet):
        sheet.cell(ROW, TITLE, f"{MARKED} (lukket punkt)")
        sheet.cell(ROW - 2, REMARKS, "Se købet af jorden ved Grenaa Havn")
        sheet.cell(ROW + 1, REMARKS, "jf. pkt. 1.03")

    plan = written(tmp_path / "plan.xlsx", change)
    assert run("udsend", plan, "--til", tmp_path).exit_code == 0
    assert sent(tmp_path).keys() == {"BUU", "VPU", "OEK"}
    assert sent(tmp_path)["BUU"] == {"Lukning af skolen i Voldby"}


def test_a_committee_that_is_struck_out_gets_nothing_and_a_row_that_is_struck_out_keeps_its_own(tmp_path):
    def change(sheet):
        sheet.cell(ROW, COMMITTEE).font = Font(strike=True)
        for column in range(1, REMARKS + 1):
            sheet.cell(ROW + 1, column).font = Font(strike=True)

    plan = read(written(tmp_path / "plan.xlsx", change))
    assert plan.assignments.loc[plan.assignments["item"].isin(["I-1.03", "I-2.01"]), "committee"].tolist() == ["KFU"]


def test_what_is_struck_out_because_it_is_done_is_not_held(tmp_path):
    def change(sheet):
        column_of("Afsluttet", [None, "X", "X", None, None, None])(sheet)
        for row in (ROW, ROW + 1):
            for column in range(1, REMARKS + 1):
                sheet.cell(row, column).font = Font(strike=True)

    assert standing(read(written(tmp_path / "plan.xlsx", change))) == {"Åbningstider i hallen": "holdt"}


@pytest.mark.parametrize(("heading", "text"), [("Lukket", "Ja"), ("Bemærkninger", "Det er et lukket punkt")])
def test_what_somebody_writes_of_secrecy_in_the_result_holds_the_item(tmp_path, heading, text):
    plan = written(tmp_path / "plan.xlsx", column_of("Lukket", ["Nej"] * 6))
    assert run("byg", plan).exit_code == 0
    result = tmp_path / "plan_udmoentet.xlsx"
    typed(result, tmp_path / "skrevet.xlsx", (cell_of(result, "Samlet plan", "I-1.03", heading), text))
    (tmp_path / "skrevet.xlsx").replace(result)
    first = run("udsend", plan, "--til", tmp_path)
    assert (first.exit_code, "MTU" in sent(tmp_path)) == (0, False)
    assert f"i et ark fra sidste kørsel står der „{text}“ under {heading}" in first.output
