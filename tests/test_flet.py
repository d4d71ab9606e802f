"""The command flet as people type it: exit codes, what is said, what is written, and that a trial writes nothing."""

import json
from importlib.resources import files

import openpyxl
import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator
from merging.returns_made import (
    DONE,
    REMARK,
    TITLES,
    WHEN,
    approve,
    dispatched,
    own_cells,
    returned,
    sound_plan,
    svar,
    write_plan,
)

from udmoentning_xl.cli import cli
from udmoentning_xl.outgoing.replied import replied

AFFALD, KLIP, SKOLE, ANALYSE, FEST, LADE = TITLES
DAY = ("--dato", "2027-01-18")


def run(*arguments):
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def sentence(result):
    """The one line of a failed run."""
    assert (result.exit_code, result.stdout) == (2, "")
    line, empty = result.stderr.split("\n")
    assert empty == ""
    return line


def everything(folder):
    """Every file in a folder with its bytes."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def sent(tmp_path):
    """A dispatch that MTU has answered."""
    folder = dispatched(tmp_path, sound_plan())
    returned(folder, "MTU", {AFFALD: {DONE: "Ja", REMARK: "Afventer udbud"}}, name="MTU.xlsx")
    return folder


@pytest.fixture
def plan(sent):
    return sent.parent / "plan.xlsx"


@pytest.fixture
def svarfil(plan):
    assert run("flet", plan, *DAY).exit_code == 0
    return plan.with_name("plan_svar_2027-01-18.xlsx")


def test_the_first_step_writes_the_sheet_and_says_what_comes_next(plan):
    said = run("flet", plan, *DAY)
    target = plan.with_name("plan_svar_2027-01-18.xlsx")
    assert said.exit_code == 0
    assert said.output.splitlines()[-2:] == [
        f"Skrevet: {target}. Vælg Ja eller Nej i kolonnen Godkend i arket Svar, gem, og kør:",
        f"  udmoentning flet --indfoer {target}",
    ]
    assert svar(target, "Klasse", "Indsats", "Svar") == [
        ("forslag", AFFALD, "Ja"),
        ("forslag", AFFALD, "Afventer udbud"),
    ]


def test_what_is_written_in_a_white_cell_is_told_with_committee_day_words_and_cell(sent, plan):
    returned(sent, "BUU", {SKOLE: {"Vejledende tidspunkt": "1. oktober 2027"}}, name="Fra BUU.xlsx")
    lines = run("flet", plan, *DAY).output.splitlines()
    at = lines.index("Rettet i hvide felter")
    assert lines[at : at + 3] == [
        "Rettet i hvide felter",
        "  D-3  Ny daginstitution i Grenaa, vejledende tidspunkt: BUU har 12-01-2027 skrevet „1. oktober 2027“ "
        "(Fra BUU.xlsx, BUU!D7)",
        "",
    ]


def test_a_trial_of_either_step_writes_nothing(sent, plan):
    before = everything(sent.parent)
    said = run("flet", plan, *DAY, "--proeve", "--intet-nyt", "KFU")
    assert (said.exit_code, said.output.splitlines()[-1]) == (0, "Prøve: intet er skrevet.")
    assert everything(sent.parent) == before
    run("flet", plan, *DAY)
    svarfil = approve(plan.with_name("plan_svar_2027-01-18.xlsx"), "Ja")
    before = everything(sent.parent)
    said = run("flet", "--indfoer", svarfil, *DAY, "--proeve")
    assert (said.exit_code, said.output.splitlines()[-1]) == (0, "Prøve: intet er skrevet.")
    assert said.output.splitlines() == [
        "Ville blive indført: 2 svar.",
        "  D-1  Mere effektiv affaldslogistik, afsluttet: Plan!H4 ville blive „X“",
        "  D-1  Mere effektiv affaldslogistik, bemærkninger: Plan!I4 ville blive „MTU 12-01-2027: Afventer udbud“",
        "",
        "Prøve: intet er skrevet.",
    ]
    assert everything(sent.parent) == before


@pytest.mark.parametrize("trial", [True, False])
def test_as_json_nothing_else_stands_on_the_output_and_it_keeps_to_its_schema(plan, trial):
    said = run("flet", plan, *DAY, "--format", "json", *["--proeve"] * trial)
    data = json.loads(said.stdout)
    schema = json.loads(files("udmoentning_xl").joinpath("schemas/flet.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(data)
    assert data["missing"] == ["BUU", "VPU", "KFU"]
    assert [(one["item"], one["reply"], one["write_as"]) for one in data["decisions"]] == [
        ("D-1", "Ja", "X"),
        ("D-1", "Afventer udbud", "MTU 12-01-2027: Afventer udbud"),
    ]
    assert said.stderr.startswith("Prøve" if trial else "Skrevet: ")
    assert plan.with_name("plan_svar_2027-01-18.xlsx").exists() is not trial


def test_putting_in_twice_is_once(sent, plan, svarfil):
    approve(svarfil, "Ja")
    first = run("flet", "--indfoer", svarfil, *DAY)
    result = plan.with_name("plan_flettet_2027-01-18.xlsx")
    assert first.exit_code == 0
    assert first.output.splitlines() == [
        "Indført: 2 svar.",
        "  D-1  Mere effektiv affaldslogistik, afsluttet: Plan!H4 er nu „X“",
        "  D-1  Mere effektiv affaldslogistik, bemærkninger: Plan!I4 er nu „MTU 12-01-2027: Afventer udbud“",
        "",
        f"Skrevet: {result}. Kun de godkendte celler og arket Svar er anderledes end i plan_svar_2027-01-18.xlsx.",
    ]
    before = everything(sent.parent)
    again = run("flet", "--indfoer", svarfil, *DAY)
    assert (again.exit_code, again.output) == (
        0,
        "Alt er indført: det samme står i plan_flettet_2027-01-18.xlsx. Intet er skrevet.\n",
    )
    once_more = run("flet", "--indfoer", result, *DAY)
    assert (once_more.exit_code, once_more.output) == (
        0,
        "Der er taget stilling til alle svar: 2 er indført. Intet er skrevet.\n",
    )
    nothing_new = run("flet", result, sent / "Retur", *DAY)
    assert nothing_new.output.splitlines()[-2:] == [
        "Der er ingen svar at tage stilling til.",
        "Desuden 2, der er taget stilling til før: 2 er indført.",
    ]
    assert everything(sent.parent) == before


def test_a_plan_that_is_worked_on_meanwhile_is_told_of(plan, svarfil):
    rows = sound_plan()
    rows[2]["Bemærkninger"] = "Ny"
    write_plan(plan, rows)
    said = run("flet", "--indfoer", approve(svarfil, "Ja"), *DAY)
    assert said.exit_code == 0
    assert (
        "plan.xlsx er ændret (arket Plan), siden plan_svar_2027-01-18.xlsx blev lavet af den, og det er ikke med her. "
        "Skal det med, så kør først: udmoentning flet plan.xlsx"
    ) in said.output.splitlines()


def test_two_approved_answers_to_one_cell_are_exit_code_one(sent, plan):
    returned(sent, "BUU", {SKOLE: {WHEN: "juni 2027"}})
    returned(sent, "KFU", {SKOLE: {WHEN: "august 2027"}})
    run("flet", plan, *DAY)
    said = run("flet", "--indfoer", approve(plan.with_name("plan_svar_2027-01-18.xlsx"), "Ja"), *DAY)
    assert said.exit_code == 1
    assert [line for line in said.output.splitlines() if SKOLE in line] == [
        f"  D-3  {SKOLE}, vejledende tidspunkt ({who}): kunne ikke indføres: to godkendte svar vil skrive hver sit i "
        "cellen"
        for who in ("BUU", "KFU")
    ]
    assert own_cells(plan.with_name("plan_flettet_2027-01-18.xlsx"))["F6"] == "marts 2027"


def test_who_has_said_that_nothing_is_new_is_noted(sent, plan):
    said = run("flet", plan, *DAY, "--intet-nyt", "kfu; Børne- og ungdomsudvalget")
    assert "Mangler svar: VPU." in said.output.splitlines()
    assert [(one.committee, one.file) for one in replied(sent)] == [("MTU", "MTU.xlsx"), ("KFU", ""), ("BUU", "")]
    assert "Mangler svar: VPU." in run("flet", plan, *DAY).output.splitlines()


def test_proposals_are_approved_on_request_and_written(plan):
    run("flet", plan, *DAY, "--foreslaa-ja")
    said = run("flet", "--indfoer", plan.with_name("plan_svar_2027-01-18.xlsx"), *DAY)
    assert said.output.splitlines()[0] == "Indført: 2 svar."


def test_a_dispatch_that_lies_elsewhere_is_named(sent, plan, tmp_path):
    elsewhere, retur = tmp_path / "arkiv" / "2026" / "dec", tmp_path / "indbakke"
    elsewhere.parent.mkdir(parents=True)
    (sent / "Retur").rename(retur)
    sent.rename(elsewhere)
    assert "Udsendelsen er ikke fundet." in run("flet", plan, retur, *DAY, "--proeve").output
    said = run("flet", plan, retur, *DAY, "--udsendelse", elsewhere, "--proeve")
    assert said.output.splitlines()[0].startswith("Svar på udsendelsen 01-12-2026 (svarfrist 15-12-2026)")


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (["plan.xlsx", "findes ikke"], "{folder}/findes ikke findes ikke. Kontrollér navn og mappe."),
        (["plam.xlsx"], "{folder}/plam.xlsx findes ikke. Mente du {folder}/plan.xlsx?"),
        (
            ["plan.xlsx", "tom"],
            "{folder}/tom har ingen filer at læse. Læg de filer, der er kommet retur, der.",
        ),
        (
            ["plan.xlsx", "--intet-nyt", "XYZ"],
            "Udvalget „XYZ“ er ikke med i udsendelsen; den har BUU, VPU, MTU og KFU.",
        ),
        (
            ["plan.xlsx", "--udsendelse", "tom"],
            "{folder}/tom er ikke en udsendelse: internt/udsendelse.json mangler; angiv den mappe, som udsend har "
            "lavet.",
        ),
        (
            ["--indfoer", "plan.xlsx"],
            "plan.xlsx har ikke noget ark Svar med svar at føre ind. Lav det først med: udmoentning flet PLAN.xlsx "
            "MAPPE",
        ),
        (
            [],
            "Skriv enten en plan og det, der er kommet retur, eller --indfoer og filen med arket Svar. Se „udmoentning "
            "flet --hjælp“.",
        ),
        (
            ["--indfoer", "plan.xlsx", "--format", "json"],
            "--format kan ikke bruges sammen med --indfoer; der er ikke gjort noget. Se „udmoentning flet --hjælp“.",
        ),
        (
            ["--indfoer", "plan.xlsx", "--foreslaa-ja"],
            "--foreslaa-ja kan ikke bruges sammen med --indfoer; der er ikke gjort noget. Se „udmoentning flet "
            "--hjælp“.",
        ),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_writes_nothing(sent, arguments, wanted):
    folder = sent.parent
    (folder / "tom").mkdir()
    before = everything(folder)
    places = {"plan.xlsx", "plam.xlsx", "findes ikke", "tom"}
    typed = [folder / word if word in places else word for word in arguments]
    assert sentence(run("flet", *typed, *DAY)) == wanted.format(folder=folder)
    assert everything(folder) == before


@pytest.mark.parametrize("command", [["flet"], [], ["byg"], ["tjek"], ["udsend"]])
def test_a_returned_file_is_not_taken_for_a_plan(sent, command):
    told = sentence(run(*command, sent / "Retur" / "MTU.xlsx", *DAY))
    assert told.startswith("MTU.xlsx er den fil, som MTU fik i udsendelsen den 01-12-2026 (kørsel ")
    assert told.endswith("), og ikke en plan. Før svaret ind i planen med: udmoentning flet PLAN.xlsx MTU.xlsx")


def test_what_a_committee_has_answered_is_sent_to_nobody(sent, plan):
    returned(sent, "KFU", {LADE: {REMARK: "KFU er imod"}})
    run("flet", plan, *DAY)
    svarfil = plan.with_name("plan_svar_2027-01-18.xlsx")
    assert run("udsend", svarfil, *DAY).exit_code == 0
    folder = sent.parent / "Udsendelse_2027-01-18"
    books = [openpyxl.load_workbook(path) for path in folder.glob("Udmoentningsplan_*.xlsx")]
    assert len(books) == 4
    assert all("Svar" not in book.sheetnames for book in books)
    texts = [str(cell.value) for book in books for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [text for text in texts if "er imod" in text or "Afventer udbud" in text]
