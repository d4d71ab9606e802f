"""The commands as a user meets them: Danish help, one sentence for every failure, exit codes that mean something."""

import csv
import json
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from again import cell_of, typed
from click.testing import CliRunner

from udmoentning_xl.cli import cli

SAMPLES = Path(__file__).parent.parent / "samples"
SAMPLE = SAMPLES / "udmoentningsplan-2024-2027.xlsx"
CLEAN = SAMPLES / "ren-plan.xlsx"
DAY = ["--dato", "2024-11-22"]


def run(*arguments):
    """Run a command as the console script does."""
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def sentence(result):
    """The one line of a failed run."""
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    line, empty = result.stderr.split("\n")
    assert empty == ""
    return line


# -- help -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", list(cli.commands))
def test_every_command_has_danish_help_and_is_named_in_the_guide(name):
    help_text = run(name, "--help").stdout
    assert help_text.startswith("Brug: ")
    for english in ("Usage", "Options", "Show this", "OPTIONS", "  --help  Show"):
        assert english not in help_text
    guide = (Path(__file__).parent.parent / "docs" / "brugervejledning.md").read_text(encoding="utf-8")
    assert f"udmoentning {name}" in guide


def test_help_names_every_command():
    assert all(f"\n  {name} " in run("--help").stdout for name in cli.commands)


def test_the_program_without_words_shows_its_help():
    result = run()
    assert (result.exit_code, result.stdout) == (0, run("--help").stdout)


def test_help_loads_neither_pandas_nor_a_library_for_workbooks_or_the_network():
    code = (
        "import sys\nfrom udmoentning_xl.cli import cli\n"
        "try:\n    cli(['--help'])\nexcept SystemExit:\n    pass\n"
        "slow = {'pandas', 'numpy', 'openpyxl', 'xlsxwriter', 'python_calamine', 'socket', 'ssl'}\n"
        "print('LOADED', sorted(slow & set(sys.modules)))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8")
    assert out.stdout.endswith("LOADED []\n")


def test_the_module_and_the_script_run_the_same_command(tmp_path):
    root = Path(__file__).parent.parent
    for start in (["-m", "udmoentning_xl"], ["-m", "udmoentning_xl.cli"], [str(root / "cli.py")]):
        out = subprocess.run(
            [sys.executable, *start, "--version"],
            capture_output=True,
            text=True,
            check=True,
            encoding="utf-8",
            cwd=root,
        )
        assert out.stdout.startswith("udmoentning ")


# -- failures ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["tejk", "plan.xlsx"], "„tejk“ er ikke en kommando; mente du tjek? Se „udmoentning --hjælp“."),
        (["tjek"], "Der mangler PLAN.xlsx. Se „udmoentning tjek --hjælp“."),
        (
            ["tjek", "--formt", "json"],
            "Valget --formt findes ikke; mente du --format? Se „udmoentning tjek --hjælp“.",
        ),
        (
            ["tjek", "p.xlsx", "--format", "xml"],
            "--format: skal være tekst, json eller csv. Se „udmoentning tjek --hjælp“.",
        ),
        (
            ["tjek", "p.xlsx", "--dato", "31-31-2024"],
            "--dato: „31-31-2024“ er ikke en dato: der er ingen måned 31. Skriv den som 2024-11-22. Se ",
        ),
        (
            ["udsend", "p.xlsx", "--dato", "9999-12-31"],
            "--dato: „9999-12-31“ er ikke en dato: årstallet 9999 ligger uden for 1990-2099. Skriv den som 2024-11-22.",
        ),
        (
            ["tjek", "a.xlsx", "b (2).xlsx"],
            "Der er 1 ord for meget i kommandoen: b (2).xlsx; navne og lister med mellemrum skal stå i anførselstegn.",
        ),
        (["regler", "U999"], "„U999“ er ikke en regel."),
    ],
)
def test_wrong_use_is_one_danish_sentence_and_exit_code_2(arguments, expected):
    assert sentence(run(*arguments)).startswith(expected)


def test_a_missing_plan_is_one_danish_sentence(tmp_path):
    assert "findes ikke" in sentence(run(tmp_path / "plan.xlsx"))


def test_a_rule_to_look_for_that_does_not_exist_is_one_sentence():
    assert sentence(run("tjek", CLEAN, "--vaelg", "U9")).startswith("„U9“ er ikke en regel eller en gruppe af regler.")


def test_an_unexpected_fault_is_one_sentence_too(monkeypatch):
    def explode(*_):
        raise RuntimeError("bang")

    monkeypatch.setattr("udmoentning_xl.config.load_config", explode)
    assert sentence(run("tjek", CLEAN)).startswith("Der er en fejl i udmoentning selv (RuntimeError: bang).")


# -- tjek -------------------------------------------------------------------------------------------------------------


def test_tjek_says_what_was_read_and_ends_with_0_when_nothing_is_wrong():
    result = run("tjek", CLEAN, *DAY)
    assert result.exit_code == 0
    assert "Læst: 40 indsatser fra ren-plan.xlsx" in result.stdout
    assert "Ingen fund." in result.stdout


def test_tjek_ends_with_1_when_something_is_an_error():
    assert run("tjek", SAMPLE, *DAY).exit_code == 1
    assert run("tjek", SAMPLE, *DAY, "--vaelg", "U201").exit_code == 0


@pytest.mark.parametrize("path", [SAMPLE, CLEAN], ids=lambda path: path.stem)
def test_the_json_counts_what_it_lists(path):
    data = json.loads(run("tjek", path, *DAY, "--format", "json").stdout)
    assert data["plan"]["items"] == len(data["items"])
    assert data["plan"]["source"] == path.name


def test_csv_opens_in_danish_excel():
    out = run("tjek", SAMPLE, *DAY, "--format", "csv").stdout
    head, *lines = out.splitlines()
    assert head == "\ufeffkode;alvor;indsats;ark;celle;fund;kvittering"
    assert all(line.startswith("U") for line in lines)


def test_no_field_of_the_csv_is_run_as_a_formula(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "=Plan"
    book.active.append(["Nr.", "Hovedpunkt", "Type", "Emne", "Udvalg", "Vejledende tidspunkt"])
    for number in ("=1+1", "+4", "-5", "@SUM(1)", "=cmd|' /C calc'!A0", "7"):
        book.active.append([number, "Effektiviseringer", "Drift", f"Emne {number}", None, "1. kvartal 2025"])
        book.active.cell(book.active.max_row, 1).data_type = "s"
    book.save(tmp_path / "plan.xlsx")
    out = run("tjek", tmp_path / "plan.xlsx", *DAY, "--format", "csv").stdout
    fields = [field for line in csv.reader(out.lstrip("\ufeff").splitlines(), delimiter=";") for field in line]
    assert "'=Plan" in fields
    assert [field for field in fields if field.lstrip().startswith(("=", "+", "-", "@"))] == []


def test_laesning_shows_what_each_column_was_read_as_and_why():
    out = run("tjek", CLEAN, *DAY, "--laesning").stdout
    assert "Overskrifter i række " in out
    assert "Vejledende tidspunkt" in out
    assert "overskriften" in out


def test_ret_writes_a_corrected_copy_and_lists_every_correction(tmp_path):
    plan = tmp_path / "plan.xlsx"
    plan.write_bytes(SAMPLE.read_bytes())
    result = run("tjek", plan, *DAY, "--ret")
    target = tmp_path / "plan_rettet.xlsx"
    assert f"Skrevet: {target}" in result.stdout
    assert "Udmøntningsplan!M26" in result.stdout
    assert plan.read_bytes() == SAMPLE.read_bytes()
    again = run("tjek", target, *DAY, "--ret")
    assert "Der er ikke noget, som sikkert kan rettes." in again.stdout


# -- regler and opsaet ------------------------------------------------------------------------------------------------


def test_regler_lists_every_rule_and_explains_one():
    assert "U101  fejl      udvalg mangler" in run("regler").stdout
    page = run("regler", "u101").stdout
    assert page.startswith("U101 (fejl): udvalg mangler")
    assert all(word in page for word in ("Hvad:", "Hvorfor:", "Eksempel"))


def test_opsaet_writes_a_file_once_and_never_over_it(tmp_path):
    target = tmp_path / "udmoentning.toml"
    assert run("opsaet", tmp_path).exit_code == 0
    before = target.read_text(encoding="utf-8")
    assert sentence(run("opsaet", tmp_path)) == (
        f"{target} findes allerede og bliver ikke overskrevet. Flyt eller omdøb den først; er den til en "
        "anden plan, så læg hver plan i sin egen mappe."
    )
    assert target.read_text(encoding="utf-8") == before


# -- byg --------------------------------------------------------------------------------------------------------------


def test_the_main_job_writes_beside_the_plan_and_leaves_the_plan_alone(tmp_path):
    plan = tmp_path / "plan.xlsx"
    plan.write_bytes(CLEAN.read_bytes())
    result = run(plan, *DAY)
    assert result.exit_code == 0
    assert f"Skrevet: {tmp_path / 'plan_udmoentet.xlsx'}" in result.stdout
    assert plan.read_bytes() == CLEAN.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["plan.xlsx", "plan_udmoentet.xlsx"]


FAR_OFF = "Datoen 12-01-2062 ligger 35 år efter planens år 2024-2027: er årstallet i --dato rigtigt?\n"


@pytest.mark.parametrize("command", ["byg", "tjek", "kalender"])
def test_a_day_far_from_the_plans_years_is_told_in_one_line(tmp_path, command):
    plan = tmp_path / "plan.xlsx"
    plan.write_bytes(CLEAN.read_bytes())
    assert run(command, plan, "--dato", "2062-01-12").stderr.count(FAR_OFF) == 1
    assert "årstallet i --dato" not in run(command, plan, *DAY).output


def test_last_months_result_is_a_plan_and_next_months_stands_beside_it(tmp_path):
    plan = tmp_path / "plan.xlsx"
    plan.write_bytes(CLEAN.read_bytes())
    first = run(plan, *DAY)
    second = run(tmp_path / "plan_udmoentet.xlsx", "--dato", "2024-12-22")
    third = run(tmp_path / "plan_udmoentet_2024-12-22.xlsx", "--dato", "2025-01-22")
    assert (first.exit_code, second.exit_code, third.exit_code) == (0, 0, 0)
    assert "\nFra en tidligere kørsel: arkene „Oversigt“, „Kontrol“, „Samlet plan“ og 13 andre\n" in second.stdout
    assert f"Skrevet: {tmp_path / 'plan_udmoentet_2024-12-22.xlsx'}" in second.stdout
    assert f"Skrevet: {tmp_path / 'plan_udmoentet_2025-01-22.xlsx'}" in third.stdout


def test_streng_ends_with_1_when_something_is_an_error(tmp_path):
    assert run("byg", SAMPLE, "-o", tmp_path / "ud.xlsx", *DAY, "--streng").exit_code == 1
    assert run("byg", SAMPLE, "-o", tmp_path / "ud.xlsx", *DAY).exit_code == 0


def test_the_plan_is_never_written_over(tmp_path):
    plan = tmp_path / "plan.xlsx"
    plan.write_bytes(CLEAN.read_bytes())
    assert "plan.xlsx" in sentence(run(plan, "-o", plan, *DAY))
    assert plan.read_bytes() == CLEAN.read_bytes()


# -- meetings ---------------------------------------------------------------------------------------------------------


def plan_with_meetings(folder):
    """A copy of the sample with settings that know when BUU and ØK meet in 2025, out of a workbook."""
    book = openpyxl.Workbook()
    for row in (["BUU", "ØK"], [date(2025, 2, 4), date(2025, 2, 11)], [date(2025, 6, 3), date(2025, 6, 10)]):
        book.active.append(row)
    book.save(folder / "moedeplan.xlsx")
    shutil.copy(SAMPLE, folder / "plan.xlsx")
    (folder / "udmoentning.toml").write_text('[moeder]\nfil = "moedeplan.xlsx"\n', encoding="utf-8")
    return folder / "plan.xlsx"


def test_kalender_shows_the_meetings_and_writes_the_files(tmp_path):
    plan = plan_with_meetings(tmp_path)
    before = plan.read_bytes()
    result = run("kalender", plan, "--udvalg", "BUU", *DAY)
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[:2] == [
        "Børne- og ungdomsudvalget, møder med sager fra udmøntningsplanen",
        "  tir 04-02-2025  sager senest tor 23-01-2025   1: A-3.04 Elevator på skolen i Glesborg → ØK 11-02 "
        "(sidste dag 03-03-2025)",
    ]
    assert lines[-1] == f"Skrevet: {tmp_path / 'kalender_BUU.ics'}, {tmp_path / 'kalender_alle.ics'}"
    assert {path.name for path in tmp_path.iterdir()} == {
        *("plan.xlsx", "moedeplan.xlsx", "udmoentning.toml", "kalender_BUU.ics", "kalender_alle.ics")
    }
    assert plan.read_bytes() == before


def test_kalender_writes_elsewhere_or_nothing_when_asked(tmp_path):
    plan = plan_with_meetings(tmp_path)
    trial = run("kalender", plan, "--proeve", *DAY)
    assert trial.stdout.endswith("Prøve: intet er skrevet.\n")
    assert not list(tmp_path.glob("*.ics"))
    run("kalender", plan, "--til", tmp_path / "ud", *DAY)
    assert {path.name for path in (tmp_path / "ud").iterdir()} == {
        *("kalender_BUU.ics", "kalender_OEK.ics", "kalender_alle.ics")
    }


def test_kalender_without_meetings_is_one_sentence(tmp_path):
    shutil.copy(CLEAN, tmp_path / "plan.xlsx")
    assert sentence(run("kalender", tmp_path / "plan.xlsx", *DAY)).startswith("Ingen udvalg har en mødeplan. ")


def test_a_report_with_meetings_is_read_again_and_nothing_in_it_is_taken_for_typed(tmp_path):
    plan = plan_with_meetings(tmp_path)
    run(plan, *DAY)
    again = run("tjek", tmp_path / "plan_udmoentet.xlsx", "--vaelg", "U8", *DAY)
    assert "Ingen fund." in again.stdout
    assert openpyxl.load_workbook(tmp_path / "plan_udmoentet.xlsx").sheetnames[-4] == "Mødeplan"


def test_what_is_typed_over_a_meeting_is_told(tmp_path):
    plan = plan_with_meetings(tmp_path)
    run(plan, *DAY)
    report = tmp_path / "plan_udmoentet.xlsx"
    cell = cell_of(report, "BUU", "A-3.04", "Møde")
    typed(report, tmp_path / "plan_udmoentet_2024-12-01.xlsx", (cell, date(2025, 2, 6)))
    again = run("tjek", tmp_path / "plan_udmoentet_2024-12-01.xlsx", "--vaelg", "U801", *DAY)
    told = [line for line in again.stdout.splitlines() if "U801" in line]
    assert len(told) == 1
    assert "A-3.04" in told[0]
    assert "06-02-2025" in told[0]
