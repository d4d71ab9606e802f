"""What is shown while something takes long: a line on a terminal that is gone again, and nothing where nobody looks."""

import io
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from udmoentning_xl.cli import cli
from udmoentning_xl.progress import Progress

ROOT = Path(__file__).parent.parent
CLEAN, FAULTY = ROOT / "samples" / "ren-plan.xlsx", ROOT / "samples" / "udmoentningsplan-2024-2027.xlsx"
DAY = ("--dato", "2024-11-22")
SOON = {"after": 0.05, "every": 0.05}


class Terminal(io.StringIO):
    """A terminal that keeps all that is written to it."""

    def isatty(self):
        return True

    def screen(self):
        """The line as it looks in the end."""
        line = ""
        for part in self.getvalue().split("\r"):
            line = part + line[len(part) :]
        return line.rstrip()


def wait_until(holds):
    end = time.monotonic() + 10
    while not holds() and time.monotonic() < end:
        time.sleep(0.01)
    assert holds()


def test_what_takes_long_is_shown_with_its_seconds_and_is_gone_in_the_end():
    terminal = Terminal()
    with Progress("Læser plan.xlsx", stream=terminal, **SOON):
        wait_until(lambda: "\rLæser plan.xlsx … 0 sek." in terminal.getvalue())
    assert terminal.screen() == ""


def test_what_takes_less_than_two_seconds_is_never_shown():
    terminal = Terminal()
    with Progress("Læser plan.xlsx", stream=terminal):
        time.sleep(0.2)
    assert terminal.getvalue() == ""


def test_how_far_it_is_is_shown():
    terminal = Terminal()
    with Progress("Sender", stream=terminal, at_once=False, **SOON) as progress:
        time.sleep(0.2)
        assert terminal.getvalue() == ""  # the question whether to send stands there
        progress(1, 7, "KFU")
        wait_until(lambda: "\rSender 2 af 7: KFU … 0 sek." in terminal.getvalue())
        progress(7, 7, "")
    assert terminal.screen() == ""


def test_a_long_line_does_not_wrap(monkeypatch):
    monkeypatch.setenv("COLUMNS", "20")
    terminal = Terminal()
    with Progress("Læser en meget lang plan.xlsx", stream=terminal, **SOON):
        wait_until(lambda: "\rLæser en meget lang" in terminal.getvalue())
    assert max(map(len, terminal.getvalue().split("\r"))) == 19


@pytest.mark.parametrize("others", [{"stream": io.StringIO()}, {"stream": Terminal(), "shown": False}])
def test_nothing_is_shown_where_nobody_looks_or_wants_it(others):
    with Progress("Læser plan.xlsx", **SOON, **others) as progress:
        progress(0, 1, "BUU")
        time.sleep(0.2)
    assert others["stream"].getvalue() == ""


def large_plan(path):
    """A plan that takes more than two seconds to read and to write."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Plan")
    sheet.append(["Nr.", "Hovedpunkt", "Type", "Emne", "Udvalg", "Vejledende tidspunkt", "2025"])
    for number in range(6000):
        sheet.append([number + 1, "Klima", "Drift", f"Indsats nummer {number}", "BUU", f"{number % 12 + 1}/2025", 100])
    book.save(path)


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of its own is had with pty, which Windows lacks")
def test_a_large_plan_shows_on_a_terminal_that_it_is_being_read(tmp_path):
    import pty

    large_plan(tmp_path / "stor plan.xlsx")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "udmoentning_xl", "tjek", str(tmp_path / "stor plan.xlsx"), *DAY]
    shown = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=theirs, check=False, encoding="utf-8")
    os.close(theirs)
    terminal = os.read(ours, 65536).decode("utf-8")
    os.close(ours)
    assert re.search(r"\rLæser stor plan\.xlsx … \d+ sek\.", terminal)
    assert "Læst: 6.000 indsatser fra stor plan.xlsx" in shown.stdout
    assert "Læser" not in shown.stdout
    piped = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, encoding="utf-8")
    assert (piped.stdout, piped.stderr) == (shown.stdout, "")


# -- --stille ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", list(cli.commands))
def test_every_command_can_be_quiet(name):
    assert "--stille" in CliRunner().invoke(cli, [name, "--help"]).stdout


def test_a_quiet_run_only_says_what_it_wrote(tmp_path):
    plan = tmp_path / "plan.xlsx"
    plan.write_bytes(CLEAN.read_bytes())
    result = CliRunner().invoke(cli, [str(plan), *DAY, "--stille"])
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"Skrevet: {tmp_path / 'plan_udmoentet.xlsx'}\n"


def test_a_quiet_run_shows_every_finding_as_a_quiet_check_does(tmp_path):
    plan = tmp_path / "plan.xlsx"
    plan.write_bytes(FAULTY.read_bytes())
    check = CliRunner().invoke(cli, ["tjek", str(plan), *DAY, "--stille"])
    result = CliRunner().invoke(cli, [str(plan), *DAY, "--stille", "--streng"])
    assert (check.exit_code, result.exit_code) == (1, 1)
    assert check.stdout.startswith("Fund: ")
    assert "… og" not in check.stdout
    assert result.stdout == f"{check.stdout}Skrevet: {tmp_path / 'plan_udmoentet.xlsx'}\n"


def test_a_quiet_check_shows_the_findings_and_nothing_else():
    quiet = CliRunner().invoke(cli, ["tjek", str(CLEAN), *DAY, "--stille"])
    assert (quiet.exit_code, quiet.stdout.strip()) == (0, "Ingen fund.")


def test_a_quiet_check_for_programs_still_shows_the_findings():
    quiet = CliRunner().invoke(cli, ["tjek", str(CLEAN), *DAY, "--format", "json", "--stille"])
    assert quiet.stdout == CliRunner().invoke(cli, ["tjek", str(CLEAN), *DAY, "--format", "json"]).stdout
