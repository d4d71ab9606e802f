"""Started without a word on a terminal: questions and answers, and the command to write next time."""

import os
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from udmoentning_xl.cli import cli
from udmoentning_xl.nearby import command_word

ROOT = Path(__file__).parent.parent
CLEAN = ROOT / "samples" / "ren-plan.xlsx"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a terminal of its own is had with pty")


@pytest.fixture
def here(tmp_path):
    (tmp_path / "budget").mkdir()
    return tmp_path / "budget"


def put(folder, *names):
    for name in names:
        (folder / name).write_bytes(CLEAN.read_bytes())


def talk(folder, *answers):
    """Start the program on a terminal, type the answers; exit code and all that the terminal showed."""
    import pty

    ours, theirs = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "200"}
    command = [sys.executable, "-m", "udmoentning_xl"]
    process = subprocess.Popen(command, cwd=folder, env=environment, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    shown = b""
    left = list(answers)
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            part = os.read(ours, 4096)
        except OSError:  # the program has ended
            break
        if not part:
            break
        shown += part
        if left and shown.rstrip(b" ").endswith(b">"):
            os.write(ours, f"{left.pop(0)}\n".encode())
            shown += b"\0"  # what is typed next is not asked for by this
    os.close(ours)
    return process.wait(10), shown.replace(b"\0", b"").decode("utf-8").replace("\r\n", "\n")


def test_a_talk_lists_the_plans_runs_what_is_asked_for_and_shows_the_command(here):
    put(here, "Min plan.xlsx", "Min plan_udmoentet.xlsx", "aften.xls", "~$aften.xls")
    code, shown = talk(here, "2", "1")
    assert code == 0
    assert shown.startswith(
        "Hvilken plan? Skriv et nummer, eller træk regnearket ind i vinduet, og tryk Enter. Skriv slut for at stoppe.\n"
        "   1  aften.xls\n"
        "   2  Min plan.xlsx\n"
        "   3  Min plan_udmoentet.xlsx\n"
        " (Enter er 1)> 2\n"
        "\n"
        "Hvad vil du? Skriv et nummer.\n"
        "   1  Se, hvad der er galt i planen\n"
        "   2  Få planen tilbage med oversigt, fund og ark til udvalgene\n"
    )
    assert "Læst: 40 indsatser fra Min plan.xlsx" in shown
    assert shown.endswith('\nNæste gang kan du skrive:\n  udmoentning tjek "Min plan.xlsx"\n')


def test_a_list_of_meetings_and_what_we_made_are_offered_after_the_plan(here):
    put(here, "Mødeplan 2027.xlsx", "Udmøntning jan.xlsx", "Udmøntning jan_svar_2027-01-08.xlsx")
    _, shown = talk(here, "slut")
    assert (
        "   1  Udmøntning jan.xlsx\n   2  Mødeplan 2027.xlsx\n   3  Udmøntning jan_svar_2027-01-08.xlsx\n (Enter er 1)"
        in shown
    )


def test_the_report_can_be_asked_for_with_a_plan_that_is_dropped_into_the_window(here, tmp_path):
    put(tmp_path, "plan (2).xlsx")
    dropped = f'"{tmp_path / "plan (2).xlsx"}"'
    code, shown = talk(here, "nej", dropped, "9", "2")
    assert code == 0
    assert "(der er ingen regneark i mappen her)" in shown
    assert "nej findes ikke. Kontrollér navn og mappe.\n" in shown
    assert "Skriv et nummer fra 1 til 7.\n" in shown
    assert (tmp_path / "plan (2)_udmoentet.xlsx").is_file()
    assert shown.endswith(f"  udmoentning byg {dropped}\n")


def test_what_the_second_month_needs_can_be_asked_for_where_there_is_something_to_work_on(here):
    put(here, "plan nov.xlsx", "plan dec.xlsx", "plan dec_udmoentet.xlsx", "budget.xlsx")
    (here / "Retur").mkdir()
    (here / "udmoentning.toml").write_text('[moeder]\nfil = "moeder.xlsx"\n', encoding="utf-8")
    (here / "moeder.xlsx").write_bytes(CLEAN.read_bytes())
    openpyxl.load_workbook(CLEAN).save(here / "plan nov.xlsx")
    os.utime(here / "plan nov.xlsx", (10**9, 10**9))
    _, shown = talk(here, "3", "slut")
    assert shown.partition("   7  Lave en opsætningsfil til planen, som kan rettes\n")[2].startswith(
        "   8  Se, hvad der er ændret mellem planen og plan nov.xlsx\n"
        "   9  Se, hvilket møde der skal tage hver sag, og få det som kalenderfiler\n"
        " (Enter er 1)> "
    )
    (here / "Retur" / "BUU.xlsx").write_bytes(CLEAN.read_bytes())
    _, shown = talk(here, "3", "8")
    assert "   8  Samle de svar, der er kommet retur fra udvalgene\n" in shown
    assert "Ikke et svar: BUU.xlsx (ingen mærkning fra en udsendelse).\n" in shown
    assert shown.endswith('\nNæste gang kan du skrive:\n  udmoentning flet "plan dec.xlsx"\n')
    code, shown = talk(here, "3", "9")
    assert (code, "Sammenlignet: " in shown) == (0, True)
    assert shown.endswith('\nNæste gang kan du skrive:\n  udmoentning sammenlign "plan nov.xlsx" "plan dec.xlsx"\n')


def test_the_answers_that_were_approved_can_be_put_in(here):
    put(here, "plan_svar_2027-01-18.xlsx")
    _, shown = talk(here, "1", "8")
    assert "   8  Føre de svar, I har sagt Ja til i arket Svar, ind i planen\n" in shown
    assert "plan_svar_2027-01-18.xlsx har ikke noget ark Svar med svar at føre ind." in shown


def test_a_dispatch_that_is_ready_can_be_asked_for(here):
    put(here, "plan.xlsx")
    talk(here, "1", "6")
    folder = next(here.glob("Udsendelse_*")).name
    code, shown = talk(here, "2")
    assert f"\n   2  send udsendelsen {folder}\n" in shown
    assert "Der kan ikke sendes: afsender og vaert mangler. Skriv under [udsendelse]" in shown
    assert code == 2


def test_the_end_of_a_talk_is_one_word(here):
    code, shown = talk(here, "\x04")
    assert code == 2
    assert shown.endswith("Afbrudt.\n")


def test_a_word_ends_a_talk_wherever_it_is(here):
    put(here, "plan.xlsx")
    for answers in (("slut",), ("1", "q")):
        code, shown = talk(here, *answers)
        assert code == 2
        assert shown.endswith(f"> {answers[-1]}\nAfbrudt.\n")


def test_nothing_is_asked_where_nobody_sits_at_a_terminal(here, monkeypatch):
    monkeypatch.chdir(here)
    put(here, "plan.xlsx")
    assert CliRunner().invoke(cli, []).stdout == CliRunner().invoke(cli, ["--help"]).stdout
    command = [sys.executable, "-m", "udmoentning_xl"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    piped = subprocess.run(
        command, capture_output=True, check=True, encoding="utf-8", env=environment, stdin=subprocess.DEVNULL
    )
    assert piped.stdout.startswith("Brug: udmoentning ")


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("plan.xlsx", "plan.xlsx"),
        ("min plan.xlsx", '"min plan.xlsx"'),
        ("plan(2).xlsx", '"plan(2).xlsx"'),
        ("årsplan_ØK-2.xlsx", "årsplan_ØK-2.xlsx"),
        ("a&b.xlsx", '"a&b.xlsx"'),
        ("$5 plan.xlsx", "'$5 plan.xlsx'"),
        ("", '""'),
    ],
)
def test_a_word_of_a_command_has_quotes_where_a_shell_needs_them(word, written):
    assert command_word(word) == written
